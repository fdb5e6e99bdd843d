/*-------------------------------------------------------------------------
 *
 * quote_keys.h
 *	  Quotations as matching sees them, and the keys that they are found by.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_QUOTE_KEYS_H
#define NP_QUOTE_KEYS_H

#include "print/print.h"
#include "text/quotations.h"

/*
 * Lengths are measured in quarters of a word: a spaced word has four, a Han
 * character two, one of kana or a South-East Asian script one.
 */
#define NP_QUARTERS			4

/* One word of a quotation */
typedef struct NpQuoteWord
{
	uint64_t	hash;			/* np_word_hash of its folded form */
	size_t		start;			/* its bytes in the text, brackets that were */
	size_t		end;			/* opened for it included */
	uint32_t	word;			/* ordinal from 0, in the quotation or, where
								 * the layout is known, in the text */
	uint16_t	languages;		/* that have it as a function word */
	uint8_t		weight;			/* in quarters of a word */
	bool		gap;			/* words were left out before it */
	bool		content;
	bool		capital;		/* begins with a capital letter */
	bool		is_long;		/* content where the language is unknown */
} NpQuoteWord;

/*
 * The canonical form of a quotation.  Zero it before the first use; it keeps
 * its memory from one np_read_quote to the next.
 */
typedef struct NpQuote
{
	NpQuoteWord *words;
	size_t		nwords;
	size_t		room;
	size_t		weight;			/* of all words */
	size_t		content;		/* of the content words */
	bool		gapped;			/* has a gap inside */
} NpQuote;

/* quote_form.c: reads the bytes from start to end of text as one quotation. */
extern void np_read_quote(const NpHost *host, NpText text, size_t start,
						  size_t end, NpQuote *quote);
extern void np_free_quote(const NpHost *host, NpQuote *quote);

/* Words to the end of the piece that begins at first: up to the next gap */
static inline size_t
np_piece_words(const NpQuote *quote, size_t first)
{
	size_t		i = first + 1;

	while (i < quote->nwords && !quote->words[i].gap)
		i++;
	return i - first;
}

/* Postings that grow */
typedef struct NpQuoteKeys
{
	NpPosting  *items;
	size_t		count;
	size_t		room;
} NpQuoteKeys;

/* Which keys */
#define NP_WHOLE_KEYS		1	/* E and S */
#define NP_PART_KEYS		2	/* 3 and P */
#define NP_FEW_KEYS			4	/* 3 winnowed whatever the length, and without
								 * those that P stands for: these are in every
								 * longer quotation that has all of this one's
								 * words */

extern const NpParameters np_quote_parameters;

/* Adds keys of a quotation, in no order. */
extern void np_quote_keys(const NpHost *host, const NpQuote *quote, int which,
						  NpQuoteKeys *keys);

/*
 * Adds the keys E of the quotations that could be cut out of this one: of each
 * run of words that is three words long or more, has two content words, and
 * not more than so many words.
 */
extern void np_quote_cut_keys(const NpHost *host, const NpQuote *quote,
							  size_t most_words, NpQuoteKeys *keys);

/* Sorts by hash and word, and drops duplicates. */
extern void np_sort_quote_keys(const NpHost *host, NpQuoteKeys *keys);

/* Sorted keys of all quotations of a text; words are ordinals of the layout. */
extern void np_quoteprint(const NpHost *host, NpText text,
						  const NpLayout *layout,
						  const NpQuotations *quotations, NpQuoteKeys *keys);

#endif							/* NP_QUOTE_KEYS_H */
