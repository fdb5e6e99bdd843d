/*-------------------------------------------------------------------------
 *
 * test_leaf.c
 *	  Leaves of an index: what is packed is found and unpacked again, whatever
 *	  the widths; and bytes that are no leaf are told from one.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "print/hash.h"
#include "print/leaf.h"

#define CAPACITY	8144

static uint64_t random_state = 20260102;

static uint64_t
next_random(void)
{
	random_state += NP_MULTIPLIER;
	return np_mix(random_state);
}

typedef struct Pair
{
	uint64_t	key;
	uint32_t	article;
} Pair;

static int
compare_pairs(const void *a, const void *b)
{
	const Pair *x = a;
	const Pair *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->article < y->article ? -1 : x->article > y->article;
}

/*
 * Random postings: keys are random ones, whose upper bits are the same, drawn
 * from so many that lists get long or not.  Distinct and in order.
 */
static size_t
random_pairs(Pair *pairs, size_t n, int key_bits, uint32_t keys,
			 uint32_t articles)
{
	uint64_t   *drawn = malloc(keys * sizeof(uint64_t));
	uint64_t	upper = key_bits == 64 ? 0 : next_random() << key_bits;
	size_t		distinct = 0;

	for (uint32_t i = 0; i < keys; i++)
		drawn[i] = upper |
			(key_bits == 64 ? next_random() : next_random() >> (64 - key_bits));
	for (size_t i = 0; i < n; i++)
	{
		pairs[i].key = drawn[next_random() % keys];
		pairs[i].article = next_random() % articles;
	}
	free(drawn);
	qsort(pairs, n, sizeof(Pair), compare_pairs);
	for (size_t i = 0; i < n; i++)
		if (distinct == 0 || compare_pairs(&pairs[distinct - 1], &pairs[i]) != 0)
			pairs[distinct++] = pairs[i];
	return distinct;
}

/* Does the leaf hold those postings, and no others? */
static bool
holds(const NpLeaf *leaf, const Pair *pairs, size_t n)
{
	uint64_t   *keys = malloc(NP_LEAF_MOST * sizeof(uint64_t));
	uint32_t   *firsts = malloc((NP_LEAF_MOST + 1) * sizeof(uint32_t));
	uint32_t   *articles = malloc(NP_LEAF_MOST * sizeof(uint32_t));
	bool		right = leaf->header.postings == n;
	size_t		i = 0;

	np_unpack_leaf(leaf, keys, firsts, articles);
	for (uint32_t key = 0; key < leaf->header.keys && right; key++)
	{
		NpLeafList	list;

		right = np_find_in_leaf(leaf, keys[key], &list) &&
			list.first == firsts[key] && list.behind == firsts[key + 1];
		for (uint32_t j = firsts[key]; j < firsts[key + 1] && right; j++, i++)
			right = pairs[i].key == keys[key] &&
				pairs[i].article == articles[j] &&
				np_leaf_article(leaf, j) == articles[j];
		/* what stands between two keys is not there */
		if (keys[key] != UINT64_MAX &&
			(key + 1 == leaf->header.keys || keys[key] + 1 < keys[key + 1]))
			right = right && !np_find_in_leaf(leaf, keys[key] + 1, &list);
		if (keys[key] != 0 && (key == 0 || keys[key - 1] + 1 < keys[key]))
			right = right && !np_find_in_leaf(leaf, keys[key] - 1, &list);
	}
	free(keys);
	free(firsts);
	free(articles);
	return right && i == n;
}

/* Packs all postings into as many leaves as they take. */
static void
test_leaves(int key_bits, uint32_t keys, uint32_t articles)
{
	size_t		room = 30000;
	Pair	   *pairs = malloc(room * sizeof(Pair));
	size_t		n = random_pairs(pairs, room, key_bits, keys, articles);
	NpLeafBuilder builder = np_begin_leaf(&tap_host, CAPACITY, articles);
	uint64_t   *bytes = malloc(CAPACITY);
	size_t		first = 0;
	size_t		leaves = 0;
	size_t		used = 0;
	bool		valid = true;
	bool		same = true;

	for (size_t i = 0; i <= n; i++)
	{
		size_t		size;
		NpLeaf		leaf;

		if (i < n &&
			np_add_to_leaf(&builder, pairs[i].key, pairs[i].article))
			continue;
		size = np_pack_leaf(&builder, (char *) bytes);
		leaf = np_open_leaf((char *) bytes);
		valid = valid && size <= CAPACITY &&
			np_leaf_invalid((char *) bytes, size, articles) == NULL;
		same = same && holds(&leaf, pairs + first, i - first);
		leaves++;
		used += size;
		first = i;
		if (i < n)
			np_add_to_leaf(&builder, pairs[i].key, pairs[i].article);
	}
	ok(valid, "%zu postings of %u keys of %d bits in %u articles are %zu valid leaves",
	   n, keys, key_bits, articles, leaves);
	ok(same, "and are found and unpacked again (%.2f bytes each)",
	   (double) used / n);
	np_free_leaf(&tap_host, &builder);
	free(pairs);
	free(bytes);
}

/* Every bit that is flipped makes another leaf, or none at all. */
static void
test_damage(void)
{
	size_t		room = 300;
	Pair		pairs[300];
	size_t		n = random_pairs(pairs, room, 40, 100, 1000);
	NpLeafBuilder builder = np_begin_leaf(&tap_host, CAPACITY, 1000);
	uint64_t   *bytes = malloc(CAPACITY);
	size_t		size;
	int			unnoticed = 0;
	int			refused = 0;

	for (size_t i = 0; i < n; i++)
		np_add_to_leaf(&builder, pairs[i].key, pairs[i].article);
	size = np_pack_leaf(&builder, (char *) bytes);
	for (size_t bit = 0; bit < 8 * size; bit++)
	{
		char	   *byte = (char *) bytes + bit / 8;

		*byte ^= 1 << bit % 8;
		if (np_leaf_invalid((char *) bytes, size, 1000) != NULL)
			refused++;
		else
		{
			NpLeaf		leaf = np_open_leaf((char *) bytes);

			unnoticed += holds(&leaf, pairs, n);
		}
		*byte ^= 1 << bit % 8;
	}
	ok(unnoticed == 0, "no bit of a leaf is without a meaning");
	ok(refused > 0, "%d flipped bits of %zu make no leaf", refused, 8 * size);
	ok(np_leaf_invalid((char *) bytes, size - 8, 1000) != NULL &&
	   np_leaf_invalid((char *) bytes, 15, 1000) != NULL &&
	   np_leaf_invalid((char *) bytes, size, 10) != NULL,
	   "a leaf cut short, or of fewer articles, is none");
	np_free_leaf(&tap_host, &builder);
	free(bytes);
}

int
main(void)
{
	test_leaves(48, 1, 100000);
	test_leaves(48, 20000, 100000);
	test_leaves(34, 8000, 1048576);
	test_leaves(64, 1000000, 1);
	test_leaves(64, 3000, 2);
	test_leaves(1, 2, 20000);
	test_leaves(12, 4096, 3);
	test_damage();
	ok(tap_blocks_in_use == 0, "all memory is given back");
	return done_testing();
}
