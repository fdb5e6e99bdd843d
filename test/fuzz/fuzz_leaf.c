/*-------------------------------------------------------------------------
 *
 * fuzz_leaf.c
 *	  libFuzzer target: bytes as a leaf of an index.
 *
 * The first two bytes are the number of articles.  The others are refused, or
 * they unpack to postings that pack to the same bytes, and every key is found.
 *
 *-------------------------------------------------------------------------
 */
#include "../unit/tap.h"

#include "print/leaf.h"

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
	uint32_t	narticles;
	char	   *bytes;
	char	   *again;
	NpLeaf		leaf;
	uint64_t   *keys;
	uint32_t   *firsts;
	uint32_t   *articles;
	NpLeafBuilder builder;

	if (size < 2)
		return 0;
	narticles = data[0] | data[1] << 8;
	size -= 2;
	/* exactly as long, so that reading behind it shows; aligned by malloc */
	bytes = malloc(size > 0 ? size : 1);
	memcpy(bytes, data + 2, size);
	if (np_leaf_invalid(bytes, size, narticles) != NULL)
	{
		free(bytes);
		return 0;
	}
	leaf = np_open_leaf(bytes);
	keys = malloc(NP_LEAF_MOST * sizeof(uint64_t));
	firsts = malloc((NP_LEAF_MOST + 1) * sizeof(uint32_t));
	articles = malloc(NP_LEAF_MOST * sizeof(uint32_t));
	again = malloc(size);
	np_unpack_leaf(&leaf, keys, firsts, articles);
	builder = np_begin_leaf(&tap_host, size, narticles);
	for (uint32_t i = 0; i < leaf.header.keys; i++)
	{
		NpLeafList	list;

		must(np_find_in_leaf(&leaf, keys[i], &list));
		must(list.first == firsts[i] && list.behind == firsts[i + 1]);
		for (uint32_t j = list.first; j < list.behind; j++)
			must(np_add_to_leaf(&builder, keys[i], articles[j]));
	}
	must(np_pack_leaf(&builder, again) == size);
	must(memcmp(again, bytes, size) == 0);
	np_free_leaf(&tap_host, &builder);
	free(keys);
	free(firsts);
	free(articles);
	free(again);
	free(bytes);
	must(tap_blocks_in_use == 0);
	return 0;
}
