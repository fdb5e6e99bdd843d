/*-------------------------------------------------------------------------
 *
 * segment.h
 *	  Segments of an index: writing them, finding keys in them, and reading
 *	  them from the first posting to the last.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_INDEX_SEGMENT_H
#define NP_INDEX_SEGMENT_H

#include "pg/index/pages.h"
#include "print/leaf.h"

/* ----- writing (segment_write.c) ----- */

typedef struct NpSegmentWriter NpSegmentWriter;

/*
 * Begins a segment of that many articles.  meta is as for np_new_page.  Then
 * articles come in the order of their numbers, and postings in the order of
 * key and article; either may come first.
 */
extern NpSegmentWriter *np_begin_segment(Relation index, uint64 id,
										 const NpMeta *meta, uint32 articles);
extern void np_write_article(NpSegmentWriter *writer,
							 const NpIndexedArticle *article);
extern void np_write_posting(NpSegmentWriter *writer, uint64 key,
							 uint32 article);

/* Writes what is left, and the branches. */
extern NpSegment np_end_segment(NpSegmentWriter *writer);

/* ----- walking a tree (segment_read.c) ----- */

/*
 * A place in a tree.  It holds copies of the branches above, so that only a
 * page at the bottom is read for each step.
 */
typedef struct NpTreeCursor
{
	Relation	index;
	uint64		id;
	NpTree		tree;
	NpPageKind	kind;			/* of the pages at the bottom */
	Buffer		buffer;			/* pinned or InvalidBuffer */
	bool		valid;			/* are the branches there? */
	struct
	{
		BlockNumber block;
		uint32		n;
		uint32		at;
		NpBranch   *branches;
	}			levels[NP_MAX_HEIGHT];	/* from the root down */
} NpTreeCursor;

extern void np_open_tree(NpTreeCursor *cursor, Relation index, uint64 id,
						 NpTree tree, NpPageKind kind);
extern void np_close_tree(NpTreeCursor *cursor);

/*
 * Goes to the bottom page with the last beginning that is below first (or, if
 * or_equal, not above it), else the first page, and locks it: cursor->buffer
 * is to be unlocked.  Returns false, without a lock, where the segment has
 * been freed.
 */
extern bool np_seek_page(NpTreeCursor *cursor, uint64 first, bool or_equal);

typedef enum NpStep
{
	NP_STEP_PAGE,				/* locked, as by np_seek_page */
	NP_STEP_END,				/* there is no further page */
	NP_STEP_FREED				/* the segment has been freed */
} NpStep;

extern NpStep np_next_page(NpTreeCursor *cursor);

/* With what the next page begins; false where there is none */
extern bool np_next_first(const NpTreeCursor *cursor, uint64 *first);

/* ----- keys ----- */

/* Does something with the articles of a key: a part of its list at a time */
typedef void (*NpListVisitor) (void *arg, uint32 place, const NpLeaf *leaf,
							   NpLeafList list);

/*
 * Finds keys, which ascend, in a tree of keys, and visits their lists; place
 * is the key's in the array.  Returns false where the segment has been freed.
 */
extern bool np_visit_lists(NpTreeCursor *cursor, const uint64 *keys,
						   uint32 nkeys, NpListVisitor visit, void *arg);

/* ----- whole segments, read by whoever holds the lock on changes, or who can
 * begin anew ----- */

/*
 * All articles of a segment, in memory of the caller's; NULL where it has been
 * freed.
 */
extern NpIndexedArticle *np_read_articles(Relation index,
										  const NpSegment *segment);

/* Reads posting lists in the order of their keys */
typedef struct NpListReader
{
	NpTreeCursor cursor;
	uint64	   *keys;			/* of the page that was read last */
	uint32	   *firsts;
	uint32	   *articles;
	uint32		nkeys;
	uint32		next;			/* key to be read next */
	bool		started;

	/* the current list, or what one page has of it */
	uint64		key;
	const uint32 *list;
	uint32		length;
} NpListReader;

extern void np_open_lists(NpListReader *reader, Relation index,
						  const NpSegment *segment);

/* NP_STEP_PAGE: there is a list, or a part of one, with the key before */
extern NpStep np_next_list(NpListReader *reader);
extern void np_close_lists(NpListReader *reader);

/* Every block of a segment, in no particular order; false where freed */
extern bool np_segment_blocks(Relation index, const NpSegment *segment,
							  void (*visit) (void *arg, BlockNumber block),
							  void *arg);

#endif							/* NP_INDEX_SEGMENT_H */
