/*-------------------------------------------------------------------------
 *
 * edits.h
 *	  What became of the words of a passage.  Private to this directory.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_EDITS_H
#define NP_EDITS_H

#include "align/highlight.h"

typedef struct NpEdits
{
	NpEdit	   *items;			/* in order; they cover every word of both */
	size_t		count;
	size_t		room;
} NpEdits;

static inline size_t
np_range_end(NpWordRange range)
{
	return range.first + range.count;
}

/* The words of a side that edits which follow one another have, at least one */
static inline NpWordRange
np_edits_words(const NpEdit *edits, size_t nedits, int side)
{
	NpWordRange words = edits[0].words[side];

	words.count = np_range_end(edits[nedits - 1].words[side]) - words.first;
	return words;
}

/* Compares words of both articles; the items are freed by the caller. */
extern void np_edit_words(const NpHost *host, const NpArticle *const articles[2],
						  NpWordRange source, NpWordRange reprint,
						  NpEdits *edits);

/*
 * Finds words that moved: the longest run that one edit dropped and another
 * added.
 */
extern bool np_find_move(const NpHost *host, const NpArticle *const articles[2],
						 const NpEdit *edits, size_t nedits, size_t *dropped,
						 size_t *added);

#endif							/* NP_EDITS_H */
