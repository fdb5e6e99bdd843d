/*-------------------------------------------------------------------------
 *
 * sort.h
 *	  Sorting postings by hash.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SORT_H
#define NP_SORT_H

#include "print/print.h"

/*
 * Sorts by hash; postings of one hash keep their order.  Linear in n whatever
 * the hashes are.
 */
extern void np_sort_postings(const NpHost *host, NpPosting *postings, size_t n);

#endif							/* NP_SORT_H */
