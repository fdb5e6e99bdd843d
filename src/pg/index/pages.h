/*-------------------------------------------------------------------------
 *
 * pages.h
 *	  Pages of an index: reading, making, freeing, and the metapage.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_INDEX_PAGES_H
#define NP_INDEX_PAGES_H

#include "pg/index/storage.h"

/* ----- who may change segments ----- */

/*
 * The lock that only one who flushes, merges or vacuums has.  The first waits;
 * the second returns false where another has it.
 */
extern void np_lock_changes(Relation index);
extern bool np_try_lock_changes(Relation index);
extern void np_unlock_changes(Relation index);

/* ----- reading ----- */

/*
 * The metapage as it is now.  ERROR (index_corrupted) where it is none of
 * ours.
 */
extern void np_read_meta(Relation index, NpMetaCopy *copy);

/* The metapage in a buffer that is locked */
extern NpMeta *np_meta(Relation index, Page page);

/*
 * Reads a page and locks it for reading (release it by UnlockReleaseBuffer).
 * Returns false, without a lock, where the page is no longer that: it has
 * been freed.  buffer is one that may be pinned from before, or InvalidBuffer;
 * its pin is always the caller's afterwards.
 */
extern bool np_read_page(Relation index, BlockNumber block, uint64 id,
						 NpPageKind kind, Buffer *buffer);

/* ERROR (index_corrupted): what is wrong with a block */
pg_noreturn extern void np_index_corrupted(Relation index, BlockNumber block,
										   const char *what);

/* ----- writing ----- */

/* What a page bears that nothing follows */
static inline NpPageSpecial
np_page_of(uint64 id, NpPageKind kind)
{
	NpPageSpecial special = {id, 0, InvalidBlockNumber, kind, NP_PAGE_MARK};

	return special;
}

/*
 * A free page, or a new one at the end, locked for writing.  meta is the
 * metapage, at least as of when the lock on changes was taken; NULL when the
 * index is being built, and has no free pages.
 */
extern Buffer np_new_page(Relation index, const NpMeta *meta);

/*
 * Writes content to a new page and lets go of the buffer.  While the index is
 * being built, nothing is logged.
 */
extern void np_fill_page(Relation index, Buffer buffer, NpPageSpecial special,
						 const void *content, Size size, bool building);

/* The metapage of an empty index */
extern void np_init_meta(Page page);

/* Does the page belong to nothing that the metapage knows of? */
extern bool np_page_is_free(const NpMeta *meta, Page page);

#endif							/* NP_INDEX_PAGES_H */
