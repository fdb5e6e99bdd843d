/*-------------------------------------------------------------------------
 *
 * summaries.c
 *	  What sums up the source (step 11 of align.c).
 *
 * A summary takes its words from all over a source that is much longer, so that
 * its points lie too thinly for a passage.  Two signs are looked for:
 *
 * - a stretch of the reprint that has more words in common with the whole of
 *	 the source than the reprint has elsewhere, and many of them side by side as
 *	 in the source.  How much is more depends on the pair: articles on one
 *	 subject share words everywhere.  What belongs to a passage already speaks
 *	 neither for nor against it;
 * - failing that, dense points with wide gaps between them.
 *
 * A summary that draws on much of the source has all of it for its source.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "align/aligner.h"

/* Above what np_score gives: it takes the place of the bits that were found */
#define SUMMARY_SCORE	4

/* A longer source has some of any text's words, so that the first sign fails */
#define LONGEST_SOURCE	4096

static void
add_summary(NpPair *pair, NpBoxes *boxes, NpBox box)
{
	if (np_length(box.b) > pair->parameters->summary_spread * pair->b.n)
	{
		box.b.start = 0;
		box.b.end = pair->b.n;
	}
	box.summary = true;
	box.score = SUMMARY_SCORE;
	boxes->items = np_arena_grow(pair->arena, boxes->items, boxes->count,
								 &boxes->room, sizeof(NpBox));
	boxes->items[boxes->count++] = box;
}

/* Tokens of an interval of the reprint that lie in the first boxes */
static uint32_t
covered_by(const NpBoxes *boxes, size_t count, NpInterval a)
{
	uint32_t	covered = 0;

	for (size_t k = 0; k < count; k++)
		covered += np_common(a, boxes->items[k].a);
	return covered;
}

static bool
in_source(const NpPair *pair, uint32_t stem)
{
	return pair->b.first[stem + 1] > pair->b.first[stem];
}

/*
 * The interval of the reprint that has most in common with all of the source,
 * by the largest sum, as in refine.c, but that a word of the source serves for
 * any number of the reprint's: a token whose stem the source has gains 1 - loss
 * of its weight, any other loses the rest.  Tokens that are taken count as
 * nothing.
 */
static NpInterval
thickest(const NpPair *pair, const bool *taken, double loss)
{
	NpInterval	found = {0, 0};
	double		sum = 0;
	double		best = 0;
	uint32_t	from = 0;

	for (uint32_t i = 0; i < pair->a.n; i++)
	{
		uint32_t	stem = pair->a.stem[i];

		if (taken[i])
			continue;
		sum += pair->weight[stem] * (in_source(pair, stem) ? 1 - loss : -loss);
		if (sum <= 0)
		{
			sum = 0;
			from = i + 1;
		}
		else if (sum > best)
		{
			best = sum;
			found.start = from;
			found.end = i + 1;
		}
	}
	return found;
}

/* The first sign */
static bool
sums_up_all(NpPair *pair, const NpBoxes *boxes, NpBox *box)
{
	const NpParameters *parameters = pair->parameters;
	NpInterval	all = {0, pair->a.n};
	bool	   *taken;
	double		loss;
	double		matched = 0;
	double		whole = 0;
	NpGrams		grams;

	if (pair->a.n < parameters->summary_words || pair->b.n > LONGEST_SOURCE)
		return false;
	memset(box, 0, sizeof(NpBox));
	box->b.end = pair->b.n;
	loss = np_matched_weight(pair, &pair->a, all, &pair->b, box->b, NULL) /
		np_weight_of(&pair->a, all) + parameters->summary_excess;
	if (loss > parameters->summary_loss)
		loss = parameters->summary_loss;

	taken = np_arena_zeroed(pair->arena, pair->a.n * sizeof(bool));
	for (size_t k = 0; k < boxes->count; k++)
		memset(taken + boxes->items[k].a.start, true,
			   np_length(boxes->items[k].a) * sizeof(bool));
	box->a = thickest(pair, taken, loss);
	if (np_length(box->a) < parameters->summary_words ||
		np_length(box->b) < parameters->summary_ratio * np_length(box->a) ||
		covered_by(boxes, boxes->count, box->a) >
		parameters->summary_covered * np_length(box->a))
		return false;

	for (uint32_t i = box->a.start; i < box->a.end; i++)
	{
		uint32_t	stem = pair->a.stem[i];

		if (taken[i])
			continue;
		whole += pair->weight[stem];
		if (in_source(pair, stem))
			matched += pair->weight[stem];
	}
	np_grams_of_stems(pair, box->a, box->b, 2, &grams);
	return matched >= parameters->summary_share * whole &&
		grams.shared >= parameters->summary_pairs * grams.least &&
		np_cosine(pair, box) >= parameters->summary_cosine;
}

/*
 * Step 11.  Boxes that overlap a summary are still there; the caller resolves
 * that.
 */
void
np_add_summaries(NpPair *pair, const NpPoints *points, NpBoxes *boxes)
{
	const NpParameters *parameters = pair->parameters;
	NpBoxes		wide = {NULL, 0, 0};
	size_t		count = boxes->count;
	NpBox		box;

	if (sums_up_all(pair, boxes, &box))
	{
		add_summary(pair, boxes, box);
		return;
	}
	np_clusters(pair, points->items, points->count, parameters->summary_gap,
				parameters->summary_source_gap, 0, &wide);
	for (size_t i = 0; i < wide.count; i++)
	{
		box = wide.items[i];
		np_check_interrupts(pair->host);
		if (np_length(box.b) >= parameters->summary_ratio * np_length(box.a) &&
			covered_by(boxes, count, box.a) <=
			parameters->summary_covered * np_length(box.a) &&
			np_cosine(pair, &box) >= parameters->summary_cosine)
			add_summary(pair, boxes, box);
	}
}
