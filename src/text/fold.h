/*-------------------------------------------------------------------------
 *
 * fold.h
 *	  What a code point is, and what it folds to: access to the frozen table.
 *
 * The table (fold_table.c) is computed once from ICU 72 / Unicode 15 by
 * tools/make_fold_table.c and committed.  Nothing here asks the ICU that
 * happens to be installed, so stored prints never change under an upgrade.
 *
 * It is a two-stage table: blocks of NP_FOLD_BLOCK code points, equal blocks
 * stored once.  An entry is 32 bits:
 *
 *	 0 ..  4	class (NpFoldClass)
 *	 5			NP_FOLD_SECOND: composes with a code point before it
 *	 6			NP_FOLD_COMPOSITE: has a canonical decomposition in the table
 *	 7 .. 11	rank of the canonical combining class of its last part, 0 for
 *				a starter; ranks sort as combining classes do
 *	12 .. 31	folded code point minus code point, modulo 2^20; in an item of
 *				an expansion the folded code point itself; in an entry of
 *				class NP_EXPANSION the place of its first item
 *
 * Bit 31 of an expansion's item says that it is the last.
 *
 * The difference instead of the code point makes blocks equal that fold to
 * themselves, such as all of Hangul.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_FOLD_H
#define NP_FOLD_H

#include <stddef.h>
#include <stdint.h>

typedef enum NpFoldClass
{
	/* what separates words, some of it only where no rule joins them */
	NP_SEPARATOR,				/* also unassigned, private use, controls */
	NP_SPACE,
	NP_NUMBER_SPACE,			/* U+00A0, U+2009, U+202F: may group digits */
	NP_LINE_BREAK,
	NP_DOT,
	NP_COMMA,
	NP_APOSTROPHE,
	NP_DOUBLE_QUOTE,			/* " and gershayim, which join Hebrew letters */
	NP_DASH,					/* the hyphens that rule 3 knows */
	NP_COLON,
	NP_SOLIDUS,
	NP_FRACTION_SLASH,			/* U+2044 and U+2215: join digits */
	NP_AT_OR_HASH,				/* begins a @handle or #tag */
	NP_URL_MARK,				/* ? = & _ ~ + %: go on in a URL */

	/* what is passed over */
	NP_VANISH,					/* default ignorable */
	NP_VANISH_MARK,				/* accents, points, tatweel */
	NP_SOFT_HYPHEN,				/* default ignorable, but known to rule 3 */

	/* several items in place of one */
	NP_EXPANSION,

	/* what words are made of */
	NP_MARK,					/* attached to what stands before it */
	NP_DIGIT,					/* folded to ASCII */
	NP_LOWER,
	NP_UPPER,
	NP_LETTER,					/* without case */
	NP_HEBREW,
	NP_HANGUL,					/* syllables and conjoining jamo */
	NP_HAN_LETTER,
	NP_KANA_LETTER,
	NP_SOUTHEAST_ASIAN_LETTER,

	NP_FOLD_CLASSES,

	/* the end of the text, as the word reader sees it; not in the table */
	NP_END_OF_TEXT = NP_FOLD_CLASSES
} NpFoldClass;

#define NP_FOLD_CLASS_MASK	31
#define NP_FOLD_SECOND		(1 << 5)
#define NP_FOLD_COMPOSITE	(1 << 6)
#define NP_FOLD_LAST		(1u << 31)	/* of an expansion's items */
#define NP_FOLD_RANK_SHIFT	7
#define NP_FOLD_RANK_MASK	31
#define NP_FOLD_VALUE_SHIFT	12
#define NP_FOLD_VALUE_MASK	0xFFFFF

#define NP_FOLD_BLOCK_BITS	6
#define NP_FOLD_BLOCK		(1 << NP_FOLD_BLOCK_BITS)
#define NP_CODE_POINTS		0x110000

/* first + second compose to composed, canonically */
typedef struct NpFoldPair
{
	uint32_t	first;
	uint32_t	second;
	uint32_t	composed;
} NpFoldPair;

extern const uint16_t np_fold_index[NP_CODE_POINTS / NP_FOLD_BLOCK];
extern const uint32_t np_fold_entries[];
extern const uint32_t np_fold_expansions[];

/* by first, then second; and the order of their composed code points */
extern const NpFoldPair np_fold_pairs[];
extern const uint16_t np_fold_pairs_by_composed[];
extern const size_t np_fold_pair_count;

/* code points whose expansion had a separator inside it, which vanished */
extern const uint32_t np_fold_split[];
extern const size_t np_fold_split_count;

/* FNV-1a of the content, however it is laid out (digest_fold, digest_pair) */
extern const uint64_t np_fold_checksum;

static inline uint32_t
np_fold_entry(uint32_t code)
{
	return np_fold_entries[((size_t) np_fold_index[code >> NP_FOLD_BLOCK_BITS]
							<< NP_FOLD_BLOCK_BITS)
						   + (code & (NP_FOLD_BLOCK - 1))];
}

static inline NpFoldClass
np_fold_class(uint32_t entry)
{
	return (NpFoldClass) (entry & NP_FOLD_CLASS_MASK);
}

static inline unsigned
np_fold_rank(uint32_t entry)
{
	return (entry >> NP_FOLD_RANK_SHIFT) & NP_FOLD_RANK_MASK;
}

/* The folded code point of a code point whose entry is no expansion */
static inline uint32_t
np_fold_code(uint32_t code, uint32_t entry)
{
	return (code + (entry >> NP_FOLD_VALUE_SHIFT)) & NP_FOLD_VALUE_MASK;
}

/* May a character of this class be part of a word of spaced script? */
static inline int
np_fold_is_letter(NpFoldClass class)
{
	return class >= NP_LOWER && class <= NP_HANGUL;
}

#endif							/* NP_FOLD_H */
