/*-------------------------------------------------------------------------
 *
 * pending.h
 *	  Articles that were inserted and are in no segment yet.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_INDEX_PENDING_H
#define NP_INDEX_PENDING_H

#include "pg/index/segment.h"

/*
 * Pending pages from which on they are made a segment.  Each search reads all
 * of them.
 */
#define NP_PENDING_PAGES	8

/* What an article is in the index; print is NULL for NULL */
extern NpIndexedArticle np_indexed_article(const ItemPointerData * tid,
										   const NpPrint *print);

/*
 * Puts an article into the list; print is NULL for NULL.  Returns true when
 * there are enough to be made a segment.
 */
extern bool np_append_pending(Relation index,
							  const NpIndexedArticle *article,
							  const NpPrint *print);

/* Reads the pending articles in the order in which they were inserted */
typedef struct NpPendingReader
{
	Relation	index;
	BlockNumber block;			/* of the page in memory */
	uint64		id;
	BlockNumber next;			/* the page behind it */
	uint64		next_id;
	uint32		pages;			/* read so far */
	BlockNumber end;			/* not to be read; InvalidBlockNumber: none */
	char	   *page;			/* its content */
	Size		used;
	Size		at;
	char	   *print_bytes;	/* of a print longer than a page */
	bool		freed;

	/* the current article */
	BlockNumber article_block;	/* where it begins */
	uint64		article_id;
	uint32		pages_before;	/* that page */
	Size		article_offset; /* from the start of that page's content */
	NpIndexedArticle article;
	NpPrint		print;			/* invalid where it is NULL */
} NpPendingReader;

/* All that meta has, but without the tail when except_tail */
extern void np_open_pending(NpPendingReader *reader, Relation index,
							const NpMeta *meta, bool except_tail);

/* Reads the next page, whole; false as below */
extern bool np_next_pending_page(NpPendingReader *reader);

/* False at the end, and, with freed set, where meta is out of date */
extern bool np_next_pending(NpPendingReader *reader);
extern void np_close_pending(NpPendingReader *reader);

#endif							/* NP_INDEX_PENDING_H */
