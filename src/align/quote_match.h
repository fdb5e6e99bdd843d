/*-------------------------------------------------------------------------
 *
 * quote_match.h
 *	  Are two quotations the same utterance, which quotations do two articles
 *	  share, and what became of the words?
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_QUOTE_MATCH_H
#define NP_QUOTE_MATCH_H

#include "print/quote_keys.h"

/* How two quotations are the same, the surest first */
typedef enum NpSameness
{
	NP_SAME_EXACT,				/* the same words */
	NP_SAME_CONTAINED,			/* one is a part of the other */
	NP_SAME_NEAR,				/* most words, in the same order */
	NP_SAME_REWORDED,			/* the same speaker and what it is about */
	NP_NOT_SAME
} NpSameness;

typedef struct NpQuoteMatch
{
	NpSameness	kind;
	double		similarity;		/* 2 * words in common, in order, by all words
								 * of both: 0 to 1 */
	size_t		in_order;		/* what these words weigh (NP_QUARTERS) */
	size_t		content;		/* and the content words in common, in any
								 * order, each counted once; both 0 for
								 * NP_NOT_SAME */
	size_t		run;			/* what the longest run of words weighs that
								 * both have; for NP_SAME_REWORDED alone, 0
								 * for any other kind and for huge ones */
} NpQuoteMatch;

/* Compares two quotations; same_speaker: they are known to have one speaker. */
extern NpQuoteMatch np_match_quotes(const NpHost *host, const NpQuote *a,
									const NpQuote *b, bool same_speaker);

/* Is it long enough to be found in another, or in other words? */
extern bool np_may_be_part(const NpQuote *quote);

/* Lower-case name of a kind, as SQL shows it; NULL for NP_NOT_SAME */
extern const char *np_sameness_name(NpSameness kind);

/*
 * A number for the speaker that the bytes from start to end of a text name:
 * equal numbers, the same one as far as is known.  0: nobody in particular.
 */
extern uint64_t np_speaker_number(const NpHost *host, NpText text,
								  size_t start, size_t end);

/* A quotation of an article */
typedef struct NpAttributedQuote
{
	NpQuote		quote;
	uint64_t	speaker;		/* np_speaker_number */
} NpAttributedQuote;

typedef struct NpQuoteLink
{
	size_t		a;				/* indexes of the quotations */
	size_t		b;
	NpQuoteMatch match;
	bool		strong;			/* needs no other link to be believed */
} NpQuoteLink;

typedef struct NpQuoteLinks
{
	NpQuoteLink *items;			/* by a, then b */
	size_t		count;
	size_t		compared;		/* pairs that were looked at */
} NpQuoteLinks;

/* A quotation is compared with so many others, and with those that choose it */
#define NP_MOST_COMPARED	32

/*
 * quote_links.c: each quotation of one article with its best match in the
 * other, where that is more than a turn of phrase.  Only pairs with a key in
 * common are compared, at most NP_MOST_COMPARED * (na + nb) of them.
 */
extern void np_shared_quotes(const NpHost *host,
							 const NpAttributedQuote *a, size_t na,
							 const NpAttributedQuote *b, size_t nb,
							 NpQuoteLinks *links);

/* quote_diff.c: what became of the words of a in b */
typedef enum NpQuoteOp
{
	NP_WORDS_KEPT,
	NP_WORDS_DROPPED,			/* no words of b */
	NP_WORDS_ADDED,				/* no words of a */
	NP_WORDS_REPLACED
} NpQuoteOp;

typedef struct NpQuoteEdit
{
	NpQuoteOp	op;
	size_t		a_first;
	size_t		a_words;
	size_t		b_first;
	size_t		b_words;
} NpQuoteEdit;

typedef struct NpQuoteEdits
{
	NpQuoteEdit *items;			/* in order; they cover every word of both */
	size_t		count;
	size_t		room;
} NpQuoteEdits;

extern void np_quote_diff(const NpHost *host, const NpQuote *a,
						  const NpQuote *b, NpQuoteEdits *edits);
extern const char *np_quote_op_name(NpQuoteOp op);

#endif							/* NP_QUOTE_MATCH_H */
