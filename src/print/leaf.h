/*-------------------------------------------------------------------------
 *
 * leaf.h
 *	  Leaves: posting lists packed into a page of an index.
 *
 * A posting is a key and the number of an article that has it.  A leaf holds
 * postings in order of key, then article, of which every key stands once:
 *
 *	header		NpLeafHeader, 16 bytes
 *	keys		each key less the smallest one, in key_bits bits
 *	starts		a bit for each posting: does a key's list begin here?
 *	articles	the number of each posting's article, in article_bits bits
 *
 * Each part begins at a whole word of 64 bits; bits are numbered from the
 * least significant one upwards.  Widths are fixed, so that any key, list and
 * number can be read without those before it: a key is found by bisection, its
 * list by counting ones among the starts (select), and nothing is unpacked.
 *
 * That is as short as it needs to be: keys are as good as random, so that the
 * keys of a page share their upper bits and their differences could be coded
 * only about a byte shorter; and few lists are long.
 *
 * A list that does not end in one leaf goes on in the next.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_LEAF_H
#define NP_LEAF_H

#include "text/words.h"

/* Most postings of a leaf, whatever its size */
#define NP_LEAF_MOST	16384

typedef struct NpLeafHeader
{
	uint64_t	base;			/* the smallest key */
	uint16_t	keys;
	uint16_t	postings;
	uint8_t		key_bits;
	uint8_t		article_bits;
	uint8_t		reserved[2];	/* zero */
} NpLeafHeader;

/* ----- writing ----- */

/* Postings that wait to be packed */
typedef struct NpLeafBuilder
{
	size_t		capacity;		/* of a leaf, in bytes; a multiple of 8 */
	int			article_bits;
	uint32_t	nkeys;
	uint32_t	npostings;
	uint64_t   *keys;
	uint64_t   *starts;			/* bits */
	uint32_t   *articles;
} NpLeafBuilder;

/*
 * An empty builder, in memory of host.  Numbers of articles are below
 * narticles.
 */
extern NpLeafBuilder np_begin_leaf(const NpHost *host, size_t capacity,
								   uint32_t narticles);
extern void np_free_leaf(const NpHost *host, NpLeafBuilder *builder);

/*
 * Adds a posting, which must be greater than the one before.  Returns false,
 * and adds nothing, where it has no room; then the leaf is to be packed.
 */
extern bool np_add_to_leaf(NpLeafBuilder *builder, uint64_t key,
						   uint32_t article);

/*
 * Packs what is there into bytes, which are aligned to 8 and have room for
 * capacity of them, and empties the builder.  Returns how many were used.
 */
extern size_t np_pack_leaf(NpLeafBuilder *builder, char *bytes);

/* ----- reading ----- */

/* A leaf in memory; bytes are aligned to 8 */
typedef struct NpLeaf
{
	NpLeafHeader header;
	const uint64_t *keys;
	const uint64_t *starts;
	const uint64_t *articles;
} NpLeaf;

/* Opens a leaf that is known to be one. */
extern NpLeaf np_open_leaf(const char *bytes);

/*
 * Is any byte string a leaf, to the last bit?  Returns NULL if it is, else
 * what is wrong with it.  Articles must be below narticles.
 */
extern const char *np_leaf_invalid(const char *bytes, size_t size,
								   uint32_t narticles);

/* Postings of a key: from first up to behind */
typedef struct NpLeafList
{
	uint32_t	first;
	uint32_t	behind;
} NpLeafList;

/* Finds a key's list; false where the leaf does not have it. */
extern bool np_find_in_leaf(const NpLeaf *leaf, uint64_t key, NpLeafList *list);

/*
 * Unpacks a leaf: its keys, where each one's list begins (and where the last
 * one ends), and the articles.  The arrays have room for NP_LEAF_MOST members,
 * and firsts for one more.
 */
extern void np_unpack_leaf(const NpLeaf *leaf, uint64_t *keys,
						   uint32_t *firsts, uint32_t *articles);

/* The bits from bit on, at most 64 of them */
static inline uint64_t
np_word_bits(const uint64_t *words, size_t bit, int bits)
{
	size_t		word = bit / 64;
	int			shift = bit % 64;
	uint64_t	value;

	if (bits == 0)
		return 0;
	value = words[word] >> shift;
	if (shift + bits > 64)
		value |= words[word + 1] << (64 - shift);
	return bits == 64 ? value : value & ((UINT64_C(1) << bits) - 1);
}

static inline uint64_t
np_leaf_key(const NpLeaf *leaf, uint32_t i)
{
	return leaf->header.base +
		np_word_bits(leaf->keys, (size_t) i * leaf->header.key_bits,
					 leaf->header.key_bits);
}

static inline uint32_t
np_leaf_article(const NpLeaf *leaf, uint32_t posting)
{
	return (uint32_t) np_word_bits(leaf->articles,
								   (size_t) posting * leaf->header.article_bits,
								   leaf->header.article_bits);
}

#endif							/* NP_LEAF_H */
