/*-------------------------------------------------------------------------
 *
 * fuzz_print.c
 *	  libFuzzer target: bytes as a print.
 *
 * Bytes are refused, or they read to entries that write the same bytes; what
 * was accepted can be measured, combined and chained with itself.
 *
 *-------------------------------------------------------------------------
 */
#include "../unit/tap.h"

#include "print/print.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *) data;
	NpPrint		print;
	uint64_t   *hashes;
	uint64_t   *result;
	char	   *again;
	size_t		again_size;

	if (np_print_invalid(&tap_host, bytes, size) != NULL)
		return 0;
	print = np_print_open(bytes, size);
	hashes = np_alloc(&tap_host, (print.entries + 1) * sizeof(uint64_t));
	result = np_alloc(&tap_host, (2 * print.entries + 1) * sizeof(uint64_t));
	np_all_hashes(&print, hashes);
	for (uint32_t i = 1; i < print.entries; i++)
		must(hashes[i - 1] < hashes[i]);
	must(np_overlap(&print, &print) == print.entries);
	must(np_set_operation(NP_UNION, hashes, print.entries,
						  hashes, print.entries, result) == print.entries);
	must(np_set_operation(NP_DIFFERENCE, hashes, print.entries,
						  hashes, print.entries, result) == 0);
	if ((print.flags & NP_NO_POSITIONS) != 0)
		again = np_print_from_hashes(&tap_host, print.parameters,
									 hashes, print.entries, 0, SIZE_MAX,
									 &again_size);
	else
	{
		size_t		n;
		NpPosting  *postings = np_postings(&tap_host, &print, &n);
		NpChain    *chains;

		again = np_print_from_postings(&tap_host, print.parameters, print.words,
									   postings, n, 0, SIZE_MAX, &again_size);
		np_release(&tap_host, postings);
		chains = np_chains(&tap_host, &print, &print, &n);
		for (size_t i = 0; i < n; i++)
			must(chains[i].source_words > 0 && chains[i].reprint_words > 0 &&
				 chains[i].shared > 0);
		np_release(&tap_host, chains);
	}
	must(again_size == size && memcmp(again, bytes, size) == 0);
	np_release(&tap_host, again);
	np_release(&tap_host, hashes);
	np_release(&tap_host, result);
	must(tap_blocks_in_use == 0);
	return 0;
}
