/*-------------------------------------------------------------------------
 *
 * fuzz_print.c
 *	  libFuzzer target: bytes as two prints.
 *
 * Two bytes give the size of the first one.  Bytes are refused, or they read to
 * entries that write the same bytes; what was accepted can be written as text,
 * made a query, measured, combined and chained, with itself and with another.
 *
 *-------------------------------------------------------------------------
 */
#include "../unit/tap.h"

#include "print/text_form.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static uint64_t *
hashes_of(const NpPrint *print)
{
	uint64_t   *hashes = np_alloc(&tap_host,
								  ((size_t) print->entries + 1) *
								  sizeof(uint64_t));

	np_all_hashes(print, hashes);
	for (uint32_t i = 0; i < print->entries; i++)
		must(hashes[i] <= NP_HASH_MAX && (i == 0 || hashes[i - 1] < hashes[i]));
	return hashes;
}

/* These bytes, and nothing is left behind */
static void
must_be(char *memory, size_t memory_size, const NpPrint *print)
{
	must(memory != NULL && memory_size == print->size &&
		 memcmp(memory, print->bytes, print->size) == 0);
	np_release(&tap_host, memory);
}

static void
check_written(const NpPrint *print, const uint64_t *hashes)
{
	size_t		size;
	char	   *memory;

	if ((print->flags & NP_NO_POSITIONS) != 0)
		memory = np_print_from_hashes(&tap_host, print->parameters,
									  hashes, print->entries, 0, SIZE_MAX,
									  &size);
	else
	{
		size_t		n;
		NpPosting  *postings = np_postings(&tap_host, print, &n);

		for (size_t i = 0; i < n; i++)
			must(postings[i].word < print->words &&
				 (i == 0 || postings[i - 1].hash < postings[i].hash ||
				  (postings[i - 1].hash == postings[i].hash &&
				   postings[i - 1].word < postings[i].word)));
		memory = np_print_from_postings(&tap_host, print->parameters,
										print->words, postings, n, 0, SIZE_MAX,
										&size);
		np_release(&tap_host, postings);
	}
	must_be(memory, size, print);
}

static void
check_text(const NpPrint *print)
{
	char	   *form = np_write_print_form(&tap_host, print, SIZE_MAX);
	NpFormError error;
	size_t		size;
	char	   *memory = np_read_print_form(&tap_host, form, 0, SIZE_MAX, &size,
											&error);

	must_be(memory, size, print);
	np_release(&tap_host, form);
}

static void
check_query(const NpPrint *print, const uint64_t *hashes)
{
	uint32_t	n = print->entries < NP_MAX_QUERY_ENTRIES ?
	print->entries : NP_MAX_QUERY_ENTRIES;
	size_t		size;
	bool		of_print;
	char	   *memory = np_query_from_hashes(&tap_host, print->parameters,
											  n + 1, hashes, n, 0, &size);
	NpQuery		query;

	must(np_query_invalid(&tap_host, memory, size, &of_print) == NULL);
	query = np_query_open(memory, size);
	must(query.threshold == n + 1 && query.print.entries == n &&
		 np_overlap(&query.print, print) == n);
	np_release(&tap_host, memory);
}

static void
check_chains(const NpPrint *source, const NpPrint *reprint)
{
	size_t		n;
	NpChain    *chains;

	if (((source->flags | reprint->flags) & NP_NO_POSITIONS) != 0 ||
		!np_same_parameters(source->parameters, reprint->parameters))
		return;
	chains = np_chains(&tap_host, source, reprint, &n);
	for (size_t i = 0; i < n; i++)
	{
		must(chains[i].source_words > 0 && chains[i].reprint_words > 0 &&
			 chains[i].shared > 0);
		must(i == 0 || chains[i - 1].reprint_word <= chains[i].reprint_word);
	}
	np_release(&tap_host, chains);
}

/* |a + b| = |a - b| + |b|, |a & b| is the overlap, and so on */
static void
check_pair(const NpPrint *a, const uint64_t *a_hashes,
		   const NpPrint *b, const uint64_t *b_hashes)
{
	uint32_t	shared = np_overlap(a, b);
	uint64_t   *result;
	size_t		n;

	must(shared == np_overlap(b, a));
	must(shared <= a->entries && shared <= b->entries);
	check_chains(a, b);
	check_chains(b, a);
	if (!np_same_parameters(a->parameters, b->parameters))
		return;
	result = np_alloc(&tap_host, ((size_t) a->entries + b->entries + 1) *
					  sizeof(uint64_t));
	must(np_set_operation(NP_INTERSECTION, a_hashes, a->entries,
						  b_hashes, b->entries, result) == shared);
	must(np_set_operation(NP_DIFFERENCE, a_hashes, a->entries,
						  b_hashes, b->entries, result) == a->entries - shared);
	n = np_set_operation(NP_UNION, a_hashes, a->entries,
						 b_hashes, b->entries, result);
	must(n == (size_t) a->entries + b->entries - shared);
	for (size_t i = 1; i < n; i++)
		must(result[i - 1] < result[i]);
	np_release(&tap_host, result);
}

/* The print that the bytes are, and its hashes; or NULL */
static uint64_t *
read_print(const char *bytes, size_t size, NpPrint *print)
{
	uint64_t   *hashes;

	if (np_print_invalid(&tap_host, bytes, size) != NULL)
		return NULL;
	*print = np_print_open(bytes, size);
	hashes = hashes_of(print);
	check_written(print, hashes);
	check_text(print);
	check_query(print, hashes);
	must(np_overlap(print, print) == print->entries);
	check_pair(print, hashes, print, hashes);
	return hashes;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *) data;
	size_t		first;
	NpPrint		a;
	NpPrint		b;
	uint64_t   *a_hashes;
	uint64_t   *b_hashes;

	if (size < 2)
		return 0;
	first = data[0] | (size_t) data[1] << 8;
	bytes += 2;
	size -= 2;
	if (first > size)
		first = size;
	a_hashes = read_print(bytes, first, &a);
	b_hashes = read_print(bytes + first, size - first, &b);
	if (a_hashes != NULL && b_hashes != NULL)
		check_pair(&a, a_hashes, &b, b_hashes);
	np_release(&tap_host, a_hashes);
	np_release(&tap_host, b_hashes);
	must(tap_blocks_in_use == 0);
	return 0;
}
