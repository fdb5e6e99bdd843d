/*-------------------------------------------------------------------------
 *
 * highlight.h
 *	  The formats of newsprint_highlight, and what they share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PG_HIGHLIGHT_H
#define NP_PG_HIGHLIGHT_H

#include "pg/passages.h"

#include "align/highlight.h"
#include "lib/stringinfo.h"

/* ----- The formats: a palloc'd string each ----- */

/* Two columns for a terminal; UTF-8 */
extern char *np_highlight_text(const NpHighlight *highlight,
							   const NpArticle *articles[2]);

/*
 * A fragment of HTML; UTF-8 where that is the database's encoding, else ASCII
 * with references.  Articles that differ give other ids to the elements.
 */
extern char *np_highlight_html(const NpHighlight *highlight,
							   const NpArticle *articles[2]);

/* ----- What they share (highlight.c) ----- */

/*
 * Appends words of a side of a block as a reader of the page sees them, as
 * UTF-8 without a space at the ends: those that were changed between open and
 * close.  For a block in several parts, *edit is 0 at the first, and each goes
 * on where the one before it ended.
 */
extern void np_show_words(StringInfo out, const NpBlock *block,
						  const NpArticle *article, int side, NpWordRange words,
						  size_t *edit, const char *open, const char *close);

/* ERROR (program_limit_exceeded) where block number i made it too long. */
extern void np_require_showable(StringInfo out, size_t i, size_t nblocks);

#endif							/* NP_PG_HIGHLIGHT_H */
