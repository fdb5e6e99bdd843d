/*-------------------------------------------------------------------------
 *
 * edges.c
 *	  Where a passage begins and ends, to the word (step 7 of align.c), and
 *	  which passages are one (the end of step 10).
 *
 * Refined boxes are right to a few words.  People copy sentences, so an edge
 * near a sentence's is the sentence's; scrapers and editors copy runs of words,
 * so where most of a passage consists of long identical runs, they say where it
 * ends, in the middle of a sentence too.
 *
 *-------------------------------------------------------------------------
 */
#include "align/aligner.h"

/* Is there a sentence's edge in front of token i? */
static bool
edge_at(const NpSide *side, uint32_t i)
{
	return i == 0 || i >= side->n || side->tokens[i].sentence_start;
}

static uint32_t
snapped_start(const NpPair *pair, const NpSide *side, NpInterval interval)
{
	uint32_t	start = interval.start;
	uint32_t	out = 0;
	uint32_t	in = 0;

	if (edge_at(side, start))
		return start;
	for (uint32_t k = 1; k <= pair->parameters->snap && k <= start; k++)
		if (edge_at(side, start - k))
		{
			out = k;
			break;
		}
	for (uint32_t k = 1; k <= pair->parameters->dangling &&
		 start + k < interval.end; k++)
		if (edge_at(side, start + k))
		{
			in = k;
			break;
		}
	if (out > 0 && (in == 0 || out <= in))
		return start - out;
	return start + in;
}

static uint32_t
snapped_end(const NpPair *pair, const NpSide *side, NpInterval interval)
{
	uint32_t	end = interval.end;
	uint32_t	out = 0;
	uint32_t	in = 0;

	if (edge_at(side, end))
		return end;
	for (uint32_t k = 1; k <= pair->parameters->snap && k <= side->n - end; k++)
		if (edge_at(side, end + k))
		{
			out = k;
			break;
		}
	for (uint32_t k = 1; k <= pair->parameters->dangling &&
		 interval.start + k < end; k++)
		if (edge_at(side, end - k))
		{
			in = k;
			break;
		}
	if (out > 0 && (in == 0 || out <= in))
		return end + out;
	return end - in;
}

/*
 * Is what lies behind (or before) the outermost run worth keeping?  The two
 * tails must match one another, not just anything in the passage.
 */
static bool
tail_matches(NpPair *pair, NpInterval a, NpInterval b)
{
	double		whole = np_weight_of(&pair->a, a) + np_weight_of(&pair->b, b);
	double		matched;

	if (np_length(a) == 0 || np_length(b) == 0)
		return false;
	matched = np_matched_weight(pair, &pair->a, a, &pair->b, b, NULL) +
		np_matched_weight(pair, &pair->b, b, &pair->a, a, NULL);
	return matched >= pair->parameters->tail_share * whole;
}

static NpInterval
grown(const NpSide *side, NpInterval interval, uint32_t by)
{
	interval.start -= interval.start < by ? interval.start : by;
	interval.end += side->n - interval.end < by ? side->n - interval.end : by;
	return interval;
}

/*
 * Cuts sentences off a side's end whose words the other side has, but not near
 * its own end: a lede that was dropped matches all of the story in bits.  What
 * counts as near grows with the sentence, since words and sentences change
 * places.
 */
static NpInterval
trimmed(NpPair *pair, const NpSide *x, NpInterval in_x, const NpSide *y,
		NpInterval in_y)
{
	const NpParameters *parameters = pair->parameters;
	NpInterval	sentence;
	NpInterval	near;

	if (parameters->trim_share <= 0)
		return in_x;
	for (;;)
	{
		sentence.start = sentence.end = in_x.start;
		do
			sentence.end++;
		while (sentence.end < in_x.end && !edge_at(x, sentence.end));
		if (sentence.end >= in_x.end ||
			np_length(sentence) < parameters->trim_words)
			break;
		near = in_y;
		if (np_length(near) > 2 * np_length(sentence) + parameters->trim_near)
			near.end = near.start + 2 * np_length(sentence) +
				parameters->trim_near;
		if (np_matched_weight(pair, x, sentence, y, near, NULL) >=
			parameters->trim_share * np_weight_of(x, sentence))
			break;
		in_x.start = sentence.end;
	}
	for (;;)
	{
		sentence.start = sentence.end = in_x.end;
		do
			sentence.start--;
		while (sentence.start > in_x.start && !edge_at(x, sentence.start));
		if (sentence.start <= in_x.start ||
			np_length(sentence) < parameters->trim_words)
			break;
		near = in_y;
		if (np_length(near) > 2 * np_length(sentence) + parameters->trim_near)
			near.start = near.end - 2 * np_length(sentence) -
				parameters->trim_near;
		if (np_matched_weight(pair, x, sentence, y, near, NULL) >=
			parameters->trim_share * np_weight_of(x, sentence))
			break;
		in_x.end = sentence.start;
	}
	return in_x;
}

/* Moves edges outwards as long as both sides have the same words */
static void
extend_over_identical(const NpPair *pair, NpInterval *a, NpInterval *b)
{
	while (a->start > 0 && b->start > 0 &&
		   pair->a.tokens[a->start - 1].form ==
		   pair->b.tokens[b->start - 1].form)
	{
		a->start--;
		b->start--;
	}
	while (a->end < pair->a.n && b->end < pair->b.n &&
		   pair->a.tokens[a->end].form == pair->b.tokens[b->end].form)
	{
		a->end++;
		b->end++;
	}
}

/*
 * Step 7.  The box may grow into its neighbours; the caller resolves that.
 */
void
np_edges(NpPair *pair, NpBox *box)
{
	const NpParameters *parameters = pair->parameters;
	NpRuns		runs = {NULL, 0, 0};
	uint32_t	covered = 0;
	bool		start_decided = false;
	bool		end_decided = false;

	box->b = trimmed(pair, &pair->b, box->b, &pair->a, box->a);
	box->a = trimmed(pair, &pair->a, box->a, &pair->b, box->b);
	extend_over_identical(pair, &box->a, &box->b);

	np_runs_in(pair, grown(&pair->a, box->a, parameters->margin),
			   grown(&pair->b, box->b, parameters->margin),
			   parameters->edge_run, &runs);
	for (size_t i = 0; i < runs.count; i++)
		covered += runs.items[i].length;
	if (runs.count > 0 &&
		(covered >= parameters->edge_share * np_length(box->a) ||
		 covered >= parameters->edge_share * np_length(box->b)))
	{
		NpInterval	a;
		NpInterval	b = {UINT32_MAX, 0};
		NpInterval	tail_a;
		NpInterval	tail_b;

		a.start = runs.items[0].a;
		a.end = runs.items[runs.count - 1].a + runs.items[runs.count - 1].length;
		for (size_t i = 0; i < runs.count; i++)
		{
			NpRun		run = runs.items[i];
			NpInterval	run_a = {run.a, run.a + run.length};
			NpInterval	run_b = {run.b, run.b + run.length};

			/* the outermost may go on where they were not looked for */
			if (i == 0 || i + 1 == runs.count)
				extend_over_identical(pair, &run_a, &run_b);
			if (run_a.start < a.start)
				a.start = run_a.start;
			if (run_a.end > a.end)
				a.end = run_a.end;
			if (run_b.start < b.start)
				b.start = run_b.start;
			if (run_b.end > b.end)
				b.end = run_b.end;
		}

		tail_a.start = box->a.start;
		tail_a.end = a.start > box->a.start ? a.start : box->a.start;
		tail_b.start = box->b.start;
		tail_b.end = b.start > box->b.start ? b.start : box->b.start;
		if (!tail_matches(pair, tail_a, tail_b))
		{
			box->a.start = a.start;
			box->b.start = b.start;
			start_decided = true;
		}
		tail_a.start = a.end < box->a.end ? a.end : box->a.end;
		tail_a.end = box->a.end;
		tail_b.start = b.end < box->b.end ? b.end : box->b.end;
		tail_b.end = box->b.end;
		if (!tail_matches(pair, tail_a, tail_b))
		{
			box->a.end = a.end;
			box->b.end = b.end;
			end_decided = true;
		}
	}

	if (!start_decided)
	{
		box->a.start = snapped_start(pair, &pair->a, box->a);
		box->b.start = snapped_start(pair, &pair->b, box->b);
	}
	if (!end_decided)
	{
		box->a.end = snapped_end(pair, &pair->a, box->a);
		box->b.end = snapped_end(pair, &pair->b, box->b);
	}
}

/*
 * Passages that follow one another in both texts with next to nothing between
 * them are one.  Boxes are sorted by place in the reprint.
 */
void
np_join(NpPair *pair, NpBoxes *boxes)
{
	uint32_t	gap = pair->parameters->join;
	size_t		kept = 0;

	for (size_t i = 0; i < boxes->count; i++)
	{
		NpBox		box = boxes->items[i];
		NpBox	   *before = kept > 0 ? &boxes->items[kept - 1] : NULL;

		if (before != NULL &&
			box.a.start <= before->a.end + gap &&
			box.b.start <= before->b.end + gap &&
			box.b.start + gap >= before->b.end &&
			box.b.end > before->b.start)
		{
			if (box.a.end > before->a.end)
				before->a.end = box.a.end;
			if (box.b.start < before->b.start)
				before->b.start = box.b.start;
			if (box.b.end > before->b.end)
				before->b.end = box.b.end;
			continue;
		}
		boxes->items[kept++] = box;
	}
	boxes->count = kept;
}
