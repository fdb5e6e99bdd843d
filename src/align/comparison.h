/*-------------------------------------------------------------------------
 *
 * comparison.h
 *	  Two articles in one look: how much of each the other one has.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_COMPARISON_H
#define NP_COMPARISON_H

#include "align/align.h"

/* Everything without the words that are ignored */
typedef struct NpComparison
{
	size_t		source_words;
	size_t		reprint_words;
	size_t		source_covered; /* of them, in passages of prose */
	size_t		reprint_covered;
	size_t		quoted_words;	/* of the reprint, in shared quotations */
	size_t		words;			/* matched in passages of prose, as in
								 * NpPassage */
	size_t		longest_run;	/* most words in a row that are the same on
								 * both sides of a passage of prose */
	double		similarity;		/* of the passages of prose, each weighted by
								 * its words */
	bool		shared;			/* is there any passage?  else no kind */
	NpKind		kind;			/* the one of prose with most words, the
								 * closer one of two; NP_QUOTATION without
								 * prose */
} NpComparison;

/*
 * Words of either article may be ignored: a flag for each, or NULL.  A passage
 * that is mostly ignored in the reprint, or of which no matched word is left,
 * counts for nothing.
 */
extern void np_compare_articles(const NpHost *host, const NpArticle *source,
								const NpArticle *reprint,
								const NpPassages *passages,
								const bool *source_ignored,
								const bool *reprint_ignored,
								NpComparison *comparison);

/* Are more than half of the words ignored?  ignored may be NULL. */
extern bool np_mostly_ignored(const bool *ignored, NpWordRange words);

#endif							/* NP_COMPARISON_H */
