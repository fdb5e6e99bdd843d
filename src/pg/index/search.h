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
 * How many keys of an operand the articles of a segment have: those that have
 * as many as its threshold, and perhaps others, in no particular order.
 */
typedef struct NpCounts
{
	MemoryContext context;		/* what the arrays are made in, which serve
								 * again and again */
	uint32		n;
	uint32	   *articles;		/* by their numbers */
	uint32	   *counts;			/* of each, at least 1 */
	uint32		room;

	/* while they are counted; see search.c */
	uint32	   *postings;		/* list after list */
	uint32		npostings;
	uint32		postings_room;
	struct NpGathered *lists;
	uint32		nlists;
	uint32		lists_room;
	uint32	   *counters;		/* by number, zero between two counts */
	uint32		counters_room;
	bool		counting;
} NpCounts;

/* Counts; false where the segment has been freed, and nothing was counted. */
extern bool np_count_keys(Relation index, const NpSegment *segment,
						  const NpOperand *operand, NpCounts *counts);

/* How many keys of an operand a pending article has */
extern uint32 np_count_pending(const NpOperand *operand,
							   const NpPendingReader *reader);

#endif							/* NP_INDEX_SEARCH_H */
