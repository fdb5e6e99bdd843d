/*-------------------------------------------------------------------------
 *
 * statistics.h
 *	  What ANALYZE keeps of a column of prints.
 *
 * Three slots of pg_statistic:
 *
 *	most common elements	keys (keys.h) of the commonest entries, ascending
 *				by their hashes, with the share of the prints that have them; behind those the
 *				least and the greatest share, as the kind has it
 *	distinct element counts	the histogram of the entries a print has, with the
 *				average behind it, as the kind has it
 *	NP_KIND_SHARED	of a kind of our own: the share of the prints that have an
 *				entry that is not among the commonest; then, for t = 1 .. 32,
 *				the share of all pairs of prints that have at least t entries
 *				in common
 *
 * The first two show in pg_stats.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_STATISTICS_H
#define NP_STATISTICS_H

#include "pg/newsprint.h"

/* Chosen at random among the kinds for private use, see pg_statistic.h */
#define NP_KIND_SHARED		27183

/* Greatest number of common entries that is told apart */
#define NP_SHARED_STEPS		32
#define NP_SHARED_NUMBERS	(1 + NP_SHARED_STEPS)

#endif							/* NP_STATISTICS_H */
