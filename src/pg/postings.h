/*-------------------------------------------------------------------------
 *
 * postings.h
 *	  A table's entries, sorted: which articles have each of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_POSTINGS_H
#define NP_POSTINGS_H

#include "pg/newsprint.h"

/* An entry and the articles that have it, ascending and distinct */
typedef struct NpPostingList
{
	uint64		hash;
	uint32	   *articles;		/* valid until the next list is read */
	uint32		narticles;		/* at least 1 */
} NpPostingList;

typedef struct NpPostings NpPostings;

/*
 * Sorts the postings of at most that many articles, numbered from 0, in about
 * kilobytes of memory and, beyond that, in temporary files.  Entries that
 * ignore (or NULL) has are left out; it is read at once.  A sort that need not
 * be read again is cheaper.
 */
extern NpPostings *np_begin_postings(uint32 articles, int kilobytes,
									 const NpPrint *ignore, bool rewindable);

/*
 * Adds an article's entries; the articles come in ascending order.  Returns
 * how many entries it has besides those that are ignored.
 */
extern uint32 np_add_postings(NpPostings *postings, uint32 article,
							  const NpPrint *print);

/* No more come.  Then lists are read in ascending order of their hashes. */
extern void np_finish_postings(NpPostings *postings);
extern bool np_next_posting_list(NpPostings *postings, NpPostingList *list);

/* Reads the lists from the first one again, where rewindable. */
extern void np_rewind_postings(NpPostings *postings);

extern void np_end_postings(NpPostings *postings);

#endif							/* NP_POSTINGS_H */
