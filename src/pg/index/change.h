/*-------------------------------------------------------------------------
 *
 * change.h
 *	  Changing which segments an index has.
 *
 * All of these are for whoever holds the lock on changes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_INDEX_CHANGE_H
#define NP_INDEX_CHANGE_H

#include "pg/index/pending.h"

/*
 * Makes the pending articles, but for those on the last page, a segment.
 * Returns false where there are none.
 */
extern bool np_flush_pending(Relation index);

/*
 * Merges segments until there are few of each size.  most is how many articles
 * a new segment may have, so that an insert need not wait for a long time; a
 * merge that is badly needed takes place all the same.
 */
extern void np_merge_segments(Relation index, uint32 most);

/* Frees the pages of a change that was cut short. */
extern void np_forget_change(Relation index);

/* Articles of a segment that an insert may write */
#define NP_MERGE_AT_INSERT	32768

#endif							/* NP_INDEX_CHANGE_H */
