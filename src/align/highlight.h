/*-------------------------------------------------------------------------
 *
 * highlight.h
 *	  Two articles beside each other: what became of each word of a passage,
 *	  and what was not reused.
 *
 * This only tells what to show; a format (text, HTML) is the caller's.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_HIGHLIGHT_H
#define NP_HIGHLIGHT_H

#include "align/align.h"

/* Index of a side in what follows */
#define NP_SOURCE_SIDE		0
#define NP_REPRINT_SIDE		1

typedef enum NpWordFate
{
	NP_FATE_KEPT,				/* the same words on both sides */
	NP_FATE_INFLECTED,			/* one word for one, of the same stem */
	NP_FATE_REPLACED,			/* other words */
	NP_FATE_DROPPED,			/* no words of the reprint */
	NP_FATE_ADDED				/* no words of the source */
} NpWordFate;

typedef struct NpEdit
{
	NpWordFate	fate;
	NpWordRange words[2];		/* source, reprint; ordinals in the article */
} NpEdit;

/*
 * Something to show in one piece: a part of a passage that crosses no
 * paragraph's end on either side, or a stretch that was not reused (one side is
 * empty; it may have several paragraphs).
 */
typedef struct NpBlock
{
	bool		reused;			/* a part of a passage; else one side only, no
								 * edits, kind and similarity unset */
	NpKind		kind;
	double		similarity;
	NpWordRange words[2];
	const NpEdit *edits;		/* in order; they cover every word of both;
								 * NULL where there are none */
	size_t		nedits;
} NpBlock;

/*
 * Blocks by place in the reprint.  Every word of the reprint is in one block.
 * So is every word of the source that was not reused; it follows the passage
 * that ends before it.
 */
typedef struct NpHighlight
{
	NpBlock    *blocks;
	size_t		nblocks;
	NpEdit	   *edits;			/* of all blocks */
	size_t		nedits;
} NpHighlight;

extern void np_highlight(const NpHost *host, const NpArticle *source,
						 const NpArticle *reprint, const NpPassages *passages,
						 NpHighlight *highlight);
extern void np_highlight_free(const NpHost *host, NpHighlight *highlight);

/*
 * The bytes to show for the words from first on: the marks around them belong
 * to them, so that neighbouring ranges share no byte and leave out white space
 * only.
 */
extern NpWordSpan np_shown_words(const NpArticle *article, NpWordRange range);

#endif							/* NP_HIGHLIGHT_H */
