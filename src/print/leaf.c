/*-------------------------------------------------------------------------
 *
 * leaf.c
 *	  Packing, finding and unpacking the posting lists of a leaf; see leaf.h.
 *
 *-------------------------------------------------------------------------
 */
#include "print/leaf.h"

#include "print/bits.h"

#include <string.h>

#define WORD_BITS	64

typedef char header_has_no_padding[sizeof(NpLeafHeader) == 16 ? 1 : -1];

static inline size_t
words_of(size_t bits)
{
	return (bits + WORD_BITS - 1) / WORD_BITS;
}

static size_t
leaf_size(size_t nkeys, size_t npostings, int key_bits, int article_bits)
{
	return sizeof(NpLeafHeader) +
		sizeof(uint64_t) * (words_of(nkeys * key_bits) + words_of(npostings) +
							words_of(npostings * article_bits));
}

/* ----- writing ----- */

NpLeafBuilder
np_begin_leaf(const NpHost *host, size_t capacity, uint32_t narticles)
{
	NpLeafBuilder builder = {0};

	builder.capacity = capacity;
	builder.article_bits = np_bit_width(narticles > 0 ? narticles - 1 : 0);
	builder.keys = np_alloc(host, NP_LEAF_MOST * sizeof(uint64_t));
	builder.starts = np_alloc(host, NP_LEAF_MOST / 8);
	builder.articles = np_alloc(host, NP_LEAF_MOST * sizeof(uint32_t));
	memset(builder.starts, 0, NP_LEAF_MOST / 8);
	return builder;
}

void
np_free_leaf(const NpHost *host, NpLeafBuilder *builder)
{
	np_release(host, builder->keys);
	np_release(host, builder->starts);
	np_release(host, builder->articles);
}

bool
np_add_to_leaf(NpLeafBuilder *builder, uint64_t key, uint32_t article)
{
	uint32_t	nkeys = builder->nkeys;
	uint32_t	n = builder->npostings;
	bool		starts = nkeys == 0 || builder->keys[nkeys - 1] != key;
	uint64_t	span = nkeys == 0 ? 0 : key - builder->keys[0];

	if (n == NP_LEAF_MOST ||
		leaf_size(nkeys + starts, n + 1, np_bit_width(span),
				  builder->article_bits) > builder->capacity)
		return false;
	if (starts)
	{
		builder->keys[builder->nkeys++] = key;
		builder->starts[n / WORD_BITS] |= UINT64_C(1) << (n % WORD_BITS);
	}
	builder->articles[builder->npostings++] = article;
	return true;
}

/* Puts a value of that many bits at a place in words that are zero there. */
static inline void
put_word_bits(uint64_t *words, size_t bit, uint64_t value, int bits)
{
	size_t		word = bit / WORD_BITS;
	int			shift = bit % WORD_BITS;

	if (bits == 0)
		return;
	words[word] |= value << shift;
	if (shift > 0 && bits > WORD_BITS - shift)
		words[word + 1] |= value >> (WORD_BITS - shift);
}

size_t
np_pack_leaf(NpLeafBuilder *builder, char *bytes)
{
	NpLeafHeader header = {0};
	uint32_t	nkeys = builder->nkeys;
	uint32_t	npostings = builder->npostings;
	uint64_t   *keys = (uint64_t *) (bytes + sizeof(NpLeafHeader));
	uint64_t   *starts;
	uint64_t   *articles;
	size_t		size;

	if (nkeys > 0)
	{
		header.base = builder->keys[0];
		header.key_bits = np_bit_width(builder->keys[nkeys - 1] - header.base);
	}
	header.keys = nkeys;
	header.postings = npostings;
	header.article_bits = builder->article_bits;
	size = leaf_size(nkeys, npostings, header.key_bits, header.article_bits);
	memset(bytes, 0, size);
	memcpy(bytes, &header, sizeof(header));

	starts = keys + words_of((size_t) nkeys * header.key_bits);
	articles = starts + words_of(npostings);
	for (uint32_t i = 0; i < nkeys; i++)
		put_word_bits(keys, (size_t) i * header.key_bits,
					  builder->keys[i] - header.base, header.key_bits);
	memcpy(starts, builder->starts, words_of(npostings) * sizeof(uint64_t));
	for (uint32_t i = 0; i < npostings; i++)
		put_word_bits(articles, (size_t) i * header.article_bits,
					  builder->articles[i], header.article_bits);

	memset(builder->starts, 0, words_of(npostings) * sizeof(uint64_t));
	builder->nkeys = 0;
	builder->npostings = 0;
	return size;
}

/* ----- reading ----- */

NpLeaf
np_open_leaf(const char *bytes)
{
	NpLeaf		leaf;

	memcpy(&leaf.header, bytes, sizeof(NpLeafHeader));
	leaf.keys = (const uint64_t *) (bytes + sizeof(NpLeafHeader));
	leaf.starts = leaf.keys +
		words_of((size_t) leaf.header.keys * leaf.header.key_bits);
	leaf.articles = leaf.starts + words_of(leaf.header.postings);
	return leaf;
}

/* The place of the one bit that has that many ones before it */
static uint32_t
select_start(const uint64_t *starts, uint32_t before)
{
	uint32_t	word = 0;
	uint32_t	ones;
	uint64_t	bits;

	while ((ones = __builtin_popcountll(starts[word])) <= before)
	{
		before -= ones;
		word++;
	}
	bits = starts[word];
	while (before-- > 0)
		bits &= bits - 1;
	return word * WORD_BITS + __builtin_ctzll(bits);
}

/* The first start behind a place, or the number of postings */
static uint32_t
next_start(const NpLeaf *leaf, uint32_t place)
{
	uint32_t	word = ++place / WORD_BITS;
	uint32_t	nwords = words_of(leaf->header.postings);
	uint64_t	bits;

	if (word >= nwords)
		return leaf->header.postings;
	bits = leaf->starts[word] & (~UINT64_C(0) << (place % WORD_BITS));
	while (bits == 0)
	{
		if (++word == nwords)
			return leaf->header.postings;
		bits = leaf->starts[word];
	}
	return word * WORD_BITS + __builtin_ctzll(bits);
}

bool
np_find_in_leaf(const NpLeaf *leaf, uint64_t key, NpLeafList *list)
{
	uint32_t	low = 0;
	uint32_t	high = leaf->header.keys;

	if (high == 0 || key < leaf->header.base)
		return false;
	/* the last key that is not greater */
	while (high - low > 1)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (np_leaf_key(leaf, middle) <= key)
			low = middle;
		else
			high = middle;
	}
	if (np_leaf_key(leaf, low) != key)
		return false;
	list->first = select_start(leaf->starts, low);
	list->behind = next_start(leaf, list->first);
	return true;
}

void
np_unpack_leaf(const NpLeaf *leaf, uint64_t *keys,
			   uint32_t *firsts, uint32_t *articles)
{
	uint32_t	npostings = leaf->header.postings;
	uint32_t	n = 0;

	for (uint32_t i = 0; i < leaf->header.keys; i++)
		keys[i] = np_leaf_key(leaf, i);
	for (uint32_t word = 0; word < words_of(npostings); word++)
		for (uint64_t bits = leaf->starts[word]; bits != 0; bits &= bits - 1)
			firsts[n++] = word * WORD_BITS + __builtin_ctzll(bits);
	firsts[n] = npostings;
	for (uint32_t i = 0; i < npostings; i++)
		articles[i] = np_leaf_article(leaf, i);
}

/* Are the bits behind the last one of a part zero? */
static bool
is_padded(const uint64_t *words, size_t bits)
{
	return bits % WORD_BITS == 0 ||
		words[bits / WORD_BITS] >> (bits % WORD_BITS) == 0;
}

const char *
np_leaf_invalid(const char *bytes, size_t size, uint32_t narticles)
{
	NpLeafHeader header;
	NpLeaf		leaf;
	uint32_t	nstarts = 0;

	if (size < sizeof(NpLeafHeader))
		return "it is too short";
	memcpy(&header, bytes, sizeof(header));
	if (header.key_bits > WORD_BITS || header.postings > NP_LEAF_MOST ||
		header.article_bits !=
		np_bit_width(narticles > 0 ? narticles - 1 : 0) ||
		header.reserved[0] != 0 || header.reserved[1] != 0)
		return "its header is wrong";
	if (size != leaf_size(header.keys, header.postings, header.key_bits,
						  header.article_bits))
		return "its size is wrong";
	if (header.keys == 0 || header.keys > header.postings)
		return "it has no lists";
	leaf = np_open_leaf(bytes);
	for (uint32_t i = 1; i < header.keys; i++)
		if (np_leaf_key(&leaf, i) <= np_leaf_key(&leaf, i - 1))
			return "keys are not in order";
	if (np_bit_width(np_leaf_key(&leaf, header.keys - 1) - header.base) !=
		header.key_bits || np_leaf_key(&leaf, 0) != header.base)
		return "keys have another width";
	for (uint32_t word = 0; word < words_of(header.postings); word++)
		nstarts += __builtin_popcountll(leaf.starts[word]);
	if (nstarts != header.keys || (leaf.starts[0] & 1) == 0)
		return "there are not as many lists as keys";
	if (!is_padded(leaf.keys, (size_t) header.keys * header.key_bits) ||
		!is_padded(leaf.starts, header.postings) ||
		!is_padded(leaf.articles,
				   (size_t) header.postings * header.article_bits))
		return "something stands between its parts";
	for (uint32_t i = 0; i < header.postings; i++)
	{
		uint32_t	article = np_leaf_article(&leaf, i);
		bool		starts =
		leaf.starts[i / WORD_BITS] >> (i % WORD_BITS) & 1;

		if (article >= narticles)
			return "a number of an article is too large";
		if (!starts && np_leaf_article(&leaf, i - 1) >= article)
			return "a list is not in order";
	}
	return NULL;
}
