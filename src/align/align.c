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
 *	11	summaries, where nothing else was found (summaries.c); this comes before
 *		6, so that a summary takes the place of its bits
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
		.window_matches = 2,
		.density = 0.27f,
		.edge_density = 0.42f,
		.gap = 33,
		.fold_gap = 14,
		.cluster_points = 17,
		.rounds = 1,
		.margin = 11,
		.loss = 0.25f,
		.overlap = 0.27f,
		.cosine = 0.4f,
		.trim_share = 0.4f,
		.trim_words = 6,
		.trim_near = 57,
		.edge_run = 20,
		.edge_share = 0.34f,
		.tail_share = 0.52f,
		.snap = 10,
		.dangling = 4,
		.evidence = 1.6f,
		.order_worth = 0.3f,
		.length_worth = 0.225f,
		.least_words = 16,
		.quotations = true,
		.quotation_evidence = 1.15f,
		.quotation_worth = 0.12f,
		.prose_matches = 6,
		.rescue_words = 12,
		.join = 10,
	},
	[NP_SENSITIVE] = {
		.point_cap = 270,
		.window_matches = 4,
		.density = 0.28f,
		.edge_density = 0.42f,
		.gap = 47,
		.fold_gap = 17,
		.cluster_points = 17,
		.rounds = 1,
		.margin = 9,
		.loss = 0.2f,
		.overlap = 0.15f,
		.cosine = 0.2f,
		.trim_share = 0.36f,
		.trim_words = 6,
		.trim_near = 53,
		.edge_run = 20,
		.edge_share = 0.6f,
		.tail_share = 0.6f,
		.snap = 5,
		.dangling = 4,
		.evidence = 0,
		.order_worth = 0.3f,
		.length_worth = 0.12f,
		.least_words = 25,
		.quotations = false,
		.quotation_evidence = 0,
		.quotation_worth = 0,
		.prose_matches = 0,
		.rescue_words = 30,
		.join = 10,
		.summary_words = 80,
		.summary_excess = 0.17f,
		.summary_loss = 0.6f,
		.summary_share = 0.47f,
		.summary_pairs = 0.27f,
		.summary_gap = 200,
		.summary_source_gap = 600,
		.summary_ratio = 2.7f,
		.summary_covered = 0.85f,
		.summary_cosine = 0.25f,
		.summary_spread = 0.5f,
	},
};

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

		np_check_interrupts(host);
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
np_align_by(const NpHost *host, const NpArticle *source,
			const NpArticle *reprint, const NpParameters *parameters,
			NpPassages *passages)
{
	NpArena		arena = {host, NULL, NULL, 0};
	NpPair		pair;
	NpPoints	points = {NULL, 0, 0};
	NpBoxes		boxes = {NULL, 0, 0};
	size_t		kept = 0;

	pair.host = host;
	pair.arena = &arena;
	pair.parameters = parameters;
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
		np_add_summaries(&pair, &points, &boxes);
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
np_align(const NpHost *host, const NpArticle *source, const NpArticle *reprint,
		 NpMode mode, NpPassages *passages)
{
	np_align_by(host, source, reprint, &np_parameters[mode], passages);
}

void
np_passages_free(const NpHost *host, NpPassages *passages)
{
	np_release(host, passages->items);
	passages->items = NULL;
	passages->count = 0;
}
