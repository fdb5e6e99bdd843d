/*-------------------------------------------------------------------------
 *
 * align.c
 *	  The passages two texts share: the steps of the aligner in their order,
 *	  and the numbers that decide.
 *
 * A is the reprint, B the source: a place of A has one source, a place of B may
 * be reused many times.
 *
 *	1	stems are counted and weighted by their rarity in this pair (pair.c)
 *	2	points: tokens of A and B with equal stems (points.c)
 *	3	the points are kept whose surroundings match densely (points.c)
 *	4	points that lie together make boxes (clusters.c)
 *	5	boxes are fitted to what their sides have in common (refine.c)
 *	6	a place of A goes to the best box that claims it (refine.c)
 *	7	edges, to the word (edges.c)
 *	8	what has too little evidence is dropped (evidence.c)
 *	9	what is only a shared quotation is labelled so (evidence.c)
 *	10	identical runs that lie outside of boxes are rescued, neighbours joined
 *		(runs.c, edges.c); this comes before 8, so that both rules see it
 *	11	summaries, where nothing else was found (here)
 *
 * The density gate is newsprint's own.  Clustering by gaps and resolving
 * overlaps follow Sanchez-Perez, Sidorov and Gelbukh, "A Winning Approach to
 * Text Alignment for Text Reuse Detection at PAN 2014".
 *
 * Similarity is explained in kinds.c, np_similarity.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "align/aligner.h"

/*
 * The numbers, tuned on PAN 2013's training corpus, on independent reports of
 * the same events and on a handful of real reprints; bench/bench_align.c
 * measures what they give.
 */
const NpParameters np_parameters[2] = {
	[NP_NEWS] = {
		.point_cap = 250,
		.window_matches = 5,
		.density = 0.29f,
		.edge_density = 0.42f,
		.gap = 40,
		.fold_gap = 14,
		.cluster_points = 12,
		.rounds = 1,
		.margin = 20,
		.loss = 0.27f,
		.overlap = 0.3f,
		.cosine = 0.4f,
		.trim_share = 0.4f,
		.trim_words = 6,
		.trim_near = 70,
		.edge_run = 20,
		.edge_share = 0.4f,
		.tail_share = 0.55f,
		.snap = 7,
		.dangling = 4,
		.evidence = 1.65f,
		.other_share = 0,
		.order_worth = 0.4f,
		.length_worth = 0.2f,
		.least_words = 16,
		.quotations = true,
		.quotation_evidence = 1.15f,
		.quotation_worth = 0.12f,
		.prose_matches = 6,
		.rescue_words = 16,
		.join = 10,
	},
	[NP_SENSITIVE] = {
		.point_cap = 270,
		.window_matches = 2,
		.density = 0.28f,
		.edge_density = 0.42f,
		.gap = 60,
		.fold_gap = 14,
		.cluster_points = 17,
		.rounds = 1,
		.margin = 10,
		.loss = 0.21f,
		.overlap = 0.12f,
		.cosine = 0.2f,
		.trim_share = 0.3f,
		.trim_words = 6,
		.trim_near = 40,
		.edge_run = 20,
		.edge_share = 0.63f,
		.tail_share = 0.62f,
		.snap = 5,
		.dangling = 4,
		.evidence = 0,
		.other_share = 0,
		.order_worth = 0.3f,
		.length_worth = 0.12f,
		.least_words = 26,
		.quotations = false,
		.quotation_evidence = 0,
		.quotation_worth = 0,
		.prose_matches = 0,
		.rescue_words = 30,
		.join = 10,
		.summary_gap = 200,
		.summary_source_gap = 600,
		.summary_ratio = 2.7f,
		.summary_covered = 0.85f,
		.summary_cosine = 0.15f,
	},
};

/* Above what np_score gives */
#define SUMMARY_SCORE	4

/* Keeps the boxes that pass step 8 and labels them by step 9 */
static void
judge(NpPair *pair, NpBoxes *boxes)
{
	size_t		kept = 0;

	for (size_t i = 0; i < boxes->count; i++)
	{
		NpBox		box = boxes->items[i];

		np_check_interrupts(pair->host);
		if (np_is_fragment(pair, &box))
			box.kind = NP_FRAGMENT;
		else if (np_evidence(pair, &box))
			box.kind = np_kind(pair, box.a, box.b, false);
		else
			continue;
		if (np_is_quotation(pair, &box))
			box.kind = NP_QUOTATION;
		boxes->items[kept++] = box;
	}
	boxes->count = kept;
}

/*
 * Step 11: a text that sums up another matches it thinly, a few words here and
 * there over all of the source.  Looked for only where nothing else covers the
 * reprint, and kept only where the source's side is much the longer one.
 */
static void
add_summaries(NpPair *pair, const NpPoints *points, NpBoxes *boxes)
{
	const NpParameters *parameters = pair->parameters;
	NpBoxes		wide = {NULL, 0, 0};
	size_t		count = boxes->count;

	np_clusters(pair, points->items, points->count, parameters->summary_gap,
				parameters->summary_source_gap, 0, &wide);
	for (size_t i = 0; i < wide.count; i++)
	{
		NpBox		box = wide.items[i];
		uint32_t	covered = 0;

		if (np_length(box.b) < parameters->summary_ratio * np_length(box.a))
			continue;
		for (size_t k = 0; k < count; k++)
			covered += np_common(box.a, boxes->items[k].a);
		if (covered > parameters->summary_covered * np_length(box.a) ||
			np_cosine(pair, &box) < parameters->summary_cosine)
			continue;
		/* it takes the place of the bits of it that were found */
		box.summary = true;
		box.score = SUMMARY_SCORE;
		boxes->items = np_arena_grow(pair->arena, boxes->items, boxes->count,
									 &boxes->room, sizeof(NpBox));
		boxes->items[boxes->count++] = box;
	}
}

static void
report(const NpHost *host, NpPair *pair, const NpBoxes *boxes,
	   NpPassages *passages)
{
	passages->items = np_alloc(host, (boxes->count + 1) * sizeof(NpPassage));
	for (size_t i = 0; i < boxes->count; i++)
	{
		const NpBox *box = &boxes->items[i];
		NpPassage  *passage = &passages->items[i];
		uint32_t	words;

		passage->source.first = box->b.start;
		passage->source.count = np_length(box->b);
		passage->reprint.first = box->a.start;
		passage->reprint.count = np_length(box->a);
		np_matched_weight(pair, &pair->a, box->a, &pair->b, box->b, &words);
		passage->words = words;
		passage->similarity = np_similarity(pair, box->a, box->b);
		passage->kind = box->kind;
	}
	passages->count = boxes->count;
}

void
np_align(const NpHost *host, const NpArticle *source, const NpArticle *reprint,
		 NpMode mode, NpPassages *passages)
{
	NpArena		arena = {host, NULL, NULL, 0};
	NpPair		pair;
	NpPoints	points = {NULL, 0, 0};
	NpBoxes		boxes = {NULL, 0, 0};
	size_t		kept = 0;

	pair.host = host;
	pair.arena = &arena;
	pair.parameters = &np_parameters[mode];
	np_pair_begin(&pair, source, reprint);

	np_dense_points(&pair, &points);
	np_clusters(&pair, points.items, points.count, pair.parameters->gap,
				pair.parameters->gap, pair.parameters->fold_gap, &boxes);
	for (size_t i = 0; i < boxes.count; i++)
	{
		NpBox		box = boxes.items[i];

		np_check_interrupts(host);
		np_refine(&pair, &box);
		if (np_length(box.a) == 0 || np_length(box.b) == 0 ||
			np_cosine(&pair, &box) < pair.parameters->cosine)
			continue;
		np_score(&pair, &box);
		boxes.items[kept++] = box;
	}
	boxes.count = kept;
	if (pair.parameters->summary_gap > 0)
		add_summaries(&pair, &points, &boxes);
	np_resolve_overlaps(&pair, &boxes);

	for (size_t i = 0; i < boxes.count; i++)
	{
		np_check_interrupts(host);
		if (!boxes.items[i].summary)
			np_edges(&pair, &boxes.items[i]);
	}
	np_resolve_overlaps(&pair, &boxes);
	np_sort_boxes(&boxes);
	np_rescue(&pair, &boxes);
	np_join(&pair, &boxes);
	judge(&pair, &boxes);

	report(host, &pair, &boxes, passages);
	np_arena_free(&arena);
}

void
np_passages_free(const NpHost *host, NpPassages *passages)
{
	np_release(host, passages->items);
	passages->items = NULL;
	passages->count = 0;
}
