/*-------------------------------------------------------------------------
 *
 * aligner.h
 *	  What the steps of the aligner hand to one another.  Private to this
 *	  directory; align.c gives the order of the steps and their numbers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_ALIGNER_H
#define NP_ALIGNER_H

#include "align/align.h"

/*
 * Every number that decides what is found, one set a mode; align.c has the
 * values and says what each is worth.  Lengths are in tokens unless they are
 * called words: a word is one token, or two of a script without spaces.
 */
typedef struct NpParameters
{
	/* points (step 2) and their density (step 3) */
	uint32_t	point_cap;		/* most points one stem may make */
	uint32_t	window_matches; /* distinct tokens matched in a window */
	float		density;		/* matched share of a window's weight */
	float		edge_density;	/* the same of a half window */

	/* clusters (step 4) */
	uint32_t	gap;			/* a wider one ends a cluster */
	uint32_t	fold_gap;		/* a wider one ends it where order turns back;
								 * 0 never */
	uint32_t	cluster_points; /* fewer are dropped */

	/* boxes (steps 5 and 6) */
	uint32_t	rounds;
	uint32_t	margin;			/* how far a box may grow a round */
	float		loss;			/* what an unmatched token costs */
	float		overlap;		/* of the shorter, on the reprint's side */
	float		cosine;			/* least likeness of a box's two sides */

	/* edges (step 7) */
	float		trim_share;		/* matched weight that keeps an end sentence */
	uint32_t	trim_words;		/* shorter ones are left alone */
	uint32_t	trim_near;		/* how far from the other end to look */
	uint32_t	edge_run;		/* identical words that make an edge */
	float		edge_share;		/* of a side that such runs must cover */
	float		tail_share;		/* matched weight that keeps a tail beyond */
	uint32_t	snap;			/* outwards to a sentence edge */
	uint32_t	dangling;		/* inwards to a sentence edge */

	/* evidence (step 8); least 0 means that none is asked for */
	float		evidence;
	float		order_worth;	/* of shared pairs of stems in order */
	float		length_worth;	/* of each doubling of the length */
	uint32_t	least_words;	/* on both sides */

	/* shared quotations (step 9) */
	bool		quotations;
	float		quotation_evidence;
	float		quotation_worth;	/* of each doubling of the prose matched */
	uint32_t	prose_matches;	/* matched words outside quotations */

	/* rescue of identical runs, and joins (step 10) */
	uint32_t	rescue_words;
	uint32_t	join;			/* gap on both sides that joins passages */

	/* summaries (step 11) */
	uint32_t	summary_words;	/* shorter ones have the second sign alone */
	float		summary_excess; /* matched share above the whole reprint's */
	float		summary_loss;	/* most that is asked for by that */
	float		summary_share;	/* matched weight outside of passages */
	float		summary_pairs;	/* pairs of stems that the source has */
	uint32_t	summary_gap;	/* 0 means that none is looked for */
	uint32_t	summary_source_gap;
	float		summary_ratio;	/* the source's side to the reprint's */
	float		summary_covered;	/* most of it that passages cover */
	float		summary_cosine;
	float		summary_spread; /* of the source, which makes it all of it */
} NpParameters;

/*
 * Memory that lives as long as one call: blocks from the host, each twice the
 * one before, given back together.
 */
typedef struct NpArenaBlock NpArenaBlock;

typedef struct NpArena
{
	const NpHost *host;
	NpArenaBlock *blocks;
	char	   *next;
	size_t		left;
} NpArena;

extern void *np_arena_alloc(NpArena *arena, size_t size);
extern void *np_arena_zeroed(NpArena *arena, size_t size);
extern void np_arena_free(NpArena *arena);

/* An array that grows in the arena */
extern void *np_arena_grow(NpArena *arena, void *items, size_t count,
						   size_t *room, size_t size);

/* One side of a pair */
typedef struct NpSide
{
	const NpToken *tokens;
	uint32_t	n;
	uint32_t   *stem;			/* numbers from 0, the same on both sides */
	double	   *weight_before;	/* n + 1 of them: sum of weights before i */
	uint32_t   *first;			/* stem -> its first place in order */
	uint32_t   *order;			/* positions by stem, then by position */
	uint32_t   *rank;			/* position -> place in order */
} NpSide;

/* A side's interval, [start, end) */
typedef struct NpInterval
{
	uint32_t	start;
	uint32_t	end;
} NpInterval;

/* A place of the reprint (a) and its counterpart in the source (b) */
typedef struct NpBox
{
	NpInterval	a;
	NpInterval	b;
	float		score;
	NpKind		kind;
	bool		summary;		/* matched thinly: never fitted or cut */
} NpBox;

typedef struct NpBoxes
{
	NpBox	   *items;
	size_t		count;
	size_t		room;
} NpBoxes;

typedef struct NpPoint
{
	uint32_t	a;
	uint32_t	b;
} NpPoint;

typedef struct NpPoints
{
	NpPoint    *items;
	size_t		count;
	size_t		room;
} NpPoints;

/* The same words in the same order on both sides, as long as it goes */
typedef struct NpRun
{
	uint32_t	a;
	uint32_t	b;
	uint32_t	length;
} NpRun;

typedef struct NpRuns
{
	NpRun	   *items;
	size_t		count;
	size_t		room;
} NpRuns;

/* Words a run has at least, so as to be found */
#define NP_GRAM		8

typedef struct NpPair
{
	const NpHost *host;
	const NpParameters *parameters;
	NpArena    *arena;
	NpSide		a;				/* the reprint */
	NpSide		b;				/* the source */
	uint32_t	nstems;
	float	   *weight;			/* by stem (step 1) */
	uint32_t   *available;		/* by stem, all zero between uses */

	/* the source's grams of NP_GRAM words, by hash; runs.c */
	uint32_t   *gram_first;
	uint32_t   *gram_order;
	uint64_t   *gram_a;
	uint64_t   *gram_b;
	uint32_t	gram_mask;

	/* a table that kinds.c uses again and again */
	void	   *slots;
	size_t		slots_room;
} NpPair;

/* Runs of a few words that two intervals share, as multisets */
typedef struct NpGrams
{
	uint32_t	shared;
	uint32_t	least;			/* what the shorter one has */
	uint32_t	most;			/* what the longer one has */
} NpGrams;

static inline uint32_t
np_length(NpInterval interval)
{
	return interval.end - interval.start;
}

static inline double
np_weight_of(const NpSide *side, NpInterval interval)
{
	return side->weight_before[interval.end] -
		side->weight_before[interval.start];
}

/* Tokens two intervals have in common */
static inline uint32_t
np_common(NpInterval x, NpInterval y)
{
	uint32_t	start = x.start > y.start ? x.start : y.start;
	uint32_t	end = x.end < y.end ? x.end : y.end;

	return end > start ? end - start : 0;
}

/* pair.c: step 1 */
extern void np_pair_begin(NpPair *pair, const NpArticle *source,
						  const NpArticle *reprint);
extern uint32_t np_half_words(const NpSide *side, NpInterval interval);

/* points.c: steps 2 and 3 */
extern void np_dense_points(NpPair *pair, NpPoints *points);

/* clusters.c: step 4 */
extern void np_clusters(NpPair *pair, const NpPoint *points, size_t npoints,
						uint32_t gap_a, uint32_t gap_b, uint32_t fold_gap,
						NpBoxes *boxes);

/* refine.c: steps 5 and 6, and the measures that later steps ask for */
extern void np_refine(NpPair *pair, NpBox *box);
extern double np_matched_weight(NpPair *pair, const NpSide *x, NpInterval in_x,
								const NpSide *y, NpInterval in_y,
								uint32_t *words);
extern double np_cosine(NpPair *pair, const NpBox *box);
extern void np_score(NpPair *pair, NpBox *box);
extern void np_resolve_overlaps(NpPair *pair, NpBoxes *boxes);
extern void np_sort_boxes(NpBoxes *boxes);

/* runs.c: identical runs, and step 10 */
extern void np_runs_begin(NpPair *pair);
extern void np_runs_in(NpPair *pair, NpInterval a, NpInterval b,
					   uint32_t least, NpRuns *runs);
extern void np_rescue(NpPair *pair, NpBoxes *boxes);

/* longest_run.c */
extern uint32_t np_longest_run_in(NpPair *pair, const NpPassage *passage,
								  const bool *ignored, uint32_t most);

/* edges.c: step 7, joins */
extern void np_edges(NpPair *pair, NpBox *box);
extern void np_join(NpPair *pair, NpBoxes *boxes);

/* summaries.c: step 11 */
extern void np_add_summaries(NpPair *pair, const NpPoints *points,
							 NpBoxes *boxes);

/* evidence.c: steps 8 and 9 */
extern bool np_evidence(NpPair *pair, const NpBox *box);
extern bool np_is_quotation(NpPair *pair, const NpBox *box);

/* kinds.c */
extern NpKind np_kind(NpPair *pair, NpInterval a, NpInterval b,
					  bool by_longer);
extern void np_grams_of_stems(NpPair *pair, NpInterval a, NpInterval b,
							  uint32_t words, NpGrams *grams);
extern bool np_is_fragment(NpPair *pair, const NpBox *box);
extern double np_similarity(NpPair *pair, NpInterval a, NpInterval b);

/* align.c */
extern const NpParameters np_parameters[2];
extern void np_align_by(const NpHost *host, const NpArticle *source,
						const NpArticle *reprint,
						const NpParameters *parameters, NpPassages *passages);

#endif							/* NP_ALIGNER_H */
