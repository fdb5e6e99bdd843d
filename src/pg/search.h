/*-------------------------------------------------------------------------
 *
 * search.h
 *	  What the files of newsprint_search share: the text that is sought, and
 *	  the best of what is found.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SEARCH_H
#define NP_SEARCH_H

#include "pg/rows.h"
#include "pg/tables.h"

/* ----- the text that is sought (search_text.c) ----- */

typedef struct NpSought
{
	NpParameters parameters;	/* of the table's prints */
	NpText text;
	uint32_t	words;
	size_t		nshingles;		/* at least; exact for short texts */
	bool		is_short;		/* too short to be found for sure */
	uint64_t   *hashes;			/* the entries that count, ascending */
	size_t		nhashes;
	size_t		expected;		/* so many of them does an article keep that
								 * has the whole text */
	uint32_t	span;			/* words from the first winnowed entry that
								 * counts to the end of the last one */
	NpPrint		print;			/* the same entries with their places */
	uint64_t   *ignored;		/* ascending; these do not count */
	size_t		nignored;
	Datum		query;			/* newsprint_query that finds candidates */
	uint64_t   *word_hashes;	/* of a short text, one a word */
} NpSought;

/*
 * Reads a text.  Deep takes all of its shingles instead of the winnowed ones,
 * and so does a short text.  ignore may be NULL; share (float8) and shingles
 * (int4) as in np_query_threshold.
 */
extern void np_seek(NpSought *sought, NpParameters parameters, NpText text,
					bool deep, NullableDatum share, NullableDatum shingles,
					const NpPrint *ignore);

/* Longest run of the words of a short text in another text */
extern uint32_t np_longest_run(const NpSought *sought, NpText text);

/* ----- what is found (search_candidates.c) ----- */

typedef struct NpFound
{
	const char *id;
	double		containment;	/* share of the text */
	double		contained;		/* share of the article */
	uint32_t	shared;			/* entries in common */
	bool		no_entries;		/* contained and shared are not known */
	uint32_t	words;			/* of the text, in runs in common */
	uint32_t	longest_run;	/* words of the longest of them */
	bool		no_runs;		/* both are not known */
	double		score;
} NpFound;

/*
 * Sets what follows from the entries that text and print share.  If places is
 * not NULL, it gets the places of the shared ones in sought->hashes.
 */
extern void np_measure_entries(const NpSought *sought, const NpPrint *print,
							   NpFound *found, uint32_t *places);

/*
 * Candidates wait until all have come: what an entry weighs depends on how
 * many of them have it.  Where work_mem is too small they wait in a file.
 */
typedef struct NpCandidates NpCandidates;
typedef struct NpRanking NpRanking;

extern NpCandidates *np_begin_candidates(const NpSought *sought);
extern void np_add_candidate(NpCandidates *candidates, const char *id,
							 const NpPrint *print);
extern void np_rank_candidates(NpCandidates *candidates, NpRanking *ranking);

/* ----- the best of it (search_rank.c) ----- */

/* Keeps the best most of what it is given. */
extern NpRanking *np_begin_ranking(size_t most);

/* Keeps a copy of it, if it is good enough. */
extern void np_rank(NpRanking *ranking, const NpFound *found);

/* Puts what was kept into the result, best first, then by id. */
extern void np_put_ranking(NpRanking *ranking, NpRows *rows);

#endif							/* NP_SEARCH_H */
