/*-------------------------------------------------------------------------
 *
 * lists.h
 *	  All posting lists of an index, over all segments and pending articles.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_INDEX_LISTS_H
#define NP_INDEX_LISTS_H

#include "pg/index/search.h"

/* ----- pending articles, sorted as in a segment (pending_sort.c) ----- */

typedef struct NpKeyedPosting
{
	uint64		key;
	uint32		article;
} NpKeyedPosting;

typedef struct NpSortedPending
{
	NpIndexedArticle *articles;
	uint32		narticles;
	uint32		articles_room;
	NpKeyedPosting *postings;	/* by key, then article */
	Size		npostings;
	Size		postings_room;
} NpSortedPending;

extern void np_begin_sorted(NpSortedPending *sorted);

/* Takes the reader's current article */
extern void np_add_sorted(NpSortedPending *sorted,
						  const NpPendingReader *reader);
extern void np_sort_pending(NpSortedPending *sorted);
extern void np_end_sorted(NpSortedPending *sorted);

/* ----- all lists (lists.c) ----- */

typedef struct NpIndexLists
{
	/* all articles, the dead too, by the numbers that they have here */
	NpIndexedArticle *articles;
	uint32		narticles;

	/* the current list: articles that are alive, ascending */
	uint64		key;
	uint32	   *list;
	uint32		length;

	struct NpIndexListsState *state;
} NpIndexLists;

/*
 * Opens all lists of an index.  The caller holds the lock on changes until it
 * has closed them, so that they stay; on a standby, where a lock does not
 * help, a change that is replayed meanwhile raises an ERROR
 * (serialization_failure) that says so.
 */
extern NpIndexLists *np_open_index_lists(Relation index);

/* Raises that ERROR. */
pg_noreturn extern void np_index_changed(Relation index);

/* The next list of at least one article, in the order of keys */
extern bool np_next_index_list(NpIndexLists *lists);

/* How many keys of an operand each article has, by number; palloc'd */
extern uint32 *np_count_in_lists(NpIndexLists *lists,
								 const NpOperand *operand);

/* From the first list again */
extern void np_rewind_index_lists(NpIndexLists *lists);
extern void np_close_index_lists(NpIndexLists *lists);

/* Is it an index of the access method newsprint? */
extern bool np_is_own_index(Relation index);

/*
 * The index of the access method newsprint that a function was given by its
 * name, opened and locked for reading (index_close it).  ERROR
 * (wrong_object_type) where it is none, or (object_not_in_prerequisite_state)
 * where it is not valid.
 */
extern Relation np_open_index_argument(Oid oid);

/*
 * ERROR (insufficient_privilege) unless the user may read all rows of the
 * index's table: what the index tells it tells of all of them.
 */
extern void np_require_all_rows(Relation index);

#endif							/* NP_INDEX_LISTS_H */
