/*-------------------------------------------------------------------------
 *
 * search.h
 *	  Searching an index: what is asked for, and how many of an operand's
 *	  entries each article has.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_INDEX_SEARCH_H
#define NP_INDEX_SEARCH_H

#include "pg/index/pending.h"

#include "access/stratnum.h"

/* Strategies of newsprint_ops, as in GIN; and that of the order */
#define NP_OVERLAP_STRATEGY		1	/* newsprint && newsprint */
#define NP_CONTAINS_STRATEGY	2	/* newsprint @> newsprint */
#define NP_CONTAINED_STRATEGY	3	/* newsprint <@ newsprint */
#define NP_MATCH_STRATEGY		4	/* newsprint @@ newsprint_query */
#define NP_DISTANCE_STRATEGY	5	/* newsprint <=> newsprint */

/* The right operand of an operator */
typedef struct NpOperand
{
	StrategyNumber strategy;
	NpParameters parameters;
	uint16		prefix;			/* of its keys */
	uint64	   *keys;			/* ascending */
	uint32		nkeys;
	uint32		threshold;		/* keys that an article must have */
} NpOperand;

/* Reads the operand of a strategy into CurrentMemoryContext. */
extern NpOperand np_operand(StrategyNumber strategy, Datum datum);

/* A print's keys, to be counted */
extern NpOperand np_print_operand(const NpPrint *print);

/* Is the answer yes for a print that has so many of the keys? */
extern bool np_operand_matches(const NpOperand *operand,
							   const NpIndexedArticle *article, uint32 count);

/*
 * How many keys of an operand each article of a segment has.  Between two
 * segments, counts are zero.
 */
typedef struct NpCounts
{
	MemoryContext context;		/* what the arrays are made in */
	uint32	   *counts;			/* by number of article */
	uint32	   *met;			/* articles whose count is not zero */
	uint32		nmet;
	uint32		room;
} NpCounts;

/* Counts; false where the segment has been freed. */
extern bool np_count_keys(Relation index, const NpSegment *segment,
						  const NpOperand *operand, NpCounts *counts);
extern void np_clear_counts(NpCounts *counts);

/* How many keys of an operand a pending article has */
extern uint32 np_count_pending(const NpOperand *operand,
							   const NpPendingReader *reader);

#endif							/* NP_INDEX_SEARCH_H */
