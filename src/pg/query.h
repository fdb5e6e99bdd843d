/*-------------------------------------------------------------------------
 *
 * query.h
 *	  Thresholds of queries and new newsprint_query values, for the files that
 *	  make and read them; see query.c for what a query means.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_QUERY_H
#define NP_QUERY_H

#include "pg/newsprint.h"

/* A new newsprint_query of distinct ascending hashes */
extern Datum np_datum_from_query(NpParameters parameters, uint32 threshold,
								 const uint64_t *hashes, size_t nhashes);

/* Threshold of a share (in (0,1], else ERROR) of that many entries */
extern uint32 np_share_threshold(double share, uint32 entries);

/*
 * Threshold of a query with that many entries: the smaller of the share's
 * (float8) and the number of shingles (int4); share 0.5 where both are NULL.
 * ERROR where one is out of range.
 */
extern uint32 np_query_threshold(NullableDatum share, NullableDatum shingles,
								 uint32 entries);

/*
 * Takes from ascending hashes those that ignore (or NULL) has, and all but
 * the smallest most of the others.  Returns how many are left.
 */
extern size_t np_countable_entries(uint64_t *hashes, size_t n, size_t most,
								   const NpPrint *ignore);

/*
 * Are at least threshold of the first n entries of part in whole?  False
 * between prints of different parameters.
 */
extern bool np_has_threshold(const NpPrint *whole, const NpPrint *part,
							 uint32 n, uint32 threshold);

#endif							/* NP_QUERY_H */
