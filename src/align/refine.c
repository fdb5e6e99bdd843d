/*-------------------------------------------------------------------------
 *
 * refine.c
 *	  Boxes are fitted to what they have in common, and made to agree on whose
 *	  a place of the reprint is (steps 5 and 6 of align.c).
 *
 * Refining takes the interval of largest sum (Bentley, Programming Pearls,
 * CACM 27, 1984) around a box on one side, where a token whose stem is still to
 * be had on the other side gains most of its weight and any other loses some.
 * The other side counts as a multiset: what it has once can match once.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/aligner.h"

static void
offer(NpPair *pair, const NpSide *side, NpInterval interval)
{
	for (uint32_t i = interval.start; i < interval.end; i++)
		pair->available[side->stem[i]]++;
}

static void
withdraw(NpPair *pair, const NpSide *side, NpInterval interval)
{
	for (uint32_t i = interval.start; i < interval.end; i++)
		pair->available[side->stem[i]] = 0;
}

/* The best interval of side x near one that it has, against y's */
static NpInterval
best_interval(NpPair *pair, const NpSide *x, NpInterval in_x,
			  const NpSide *y, NpInterval in_y)
{
	uint32_t	margin = pair->parameters->margin;
	double		loss = pair->parameters->loss;
	uint32_t	start = in_x.start < margin ? 0 : in_x.start - margin;
	uint32_t	end = x->n - in_x.end < margin ? x->n : in_x.end + margin;
	double		sum = 0;
	double		best = 0;
	uint32_t	from = start;
	NpInterval	found = {start, start};

	offer(pair, y, in_y);
	for (uint32_t i = start; i < end; i++)
	{
		uint32_t	stem = x->stem[i];

		if (pair->available[stem] > 0)
		{
			pair->available[stem]--;
			sum += pair->weight[stem] * (1 - loss);
		}
		else
			sum -= pair->weight[stem] * loss;
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
	withdraw(pair, y, in_y);
	return found;
}

void
np_refine(NpPair *pair, NpBox *box)
{
	for (uint32_t round = 0; round < pair->parameters->rounds; round++)
	{
		NpInterval	a = box->a;
		NpInterval	b = box->b;

		box->a = best_interval(pair, &pair->a, a, &pair->b, b);
		if (np_length(box->a) == 0)
			return;
		box->b = best_interval(pair, &pair->b, b, &pair->a, box->a);
		if (np_length(box->b) == 0 ||
			(box->a.start == a.start && box->a.end == a.end &&
			 box->b.start == b.start && box->b.end == b.end))
			return;
	}
}

/*
 * Weight of the tokens of x's interval whose stems y's interval has too, as
 * multisets; their number as well, unless words is NULL.
 */
double
np_matched_weight(NpPair *pair, const NpSide *x, NpInterval in_x,
				  const NpSide *y, NpInterval in_y, uint32_t *words)
{
	double		matched = 0;
	uint32_t	count = 0;

	offer(pair, y, in_y);
	for (uint32_t i = in_x.start; i < in_x.end; i++)
	{
		uint32_t	stem = x->stem[i];

		if (pair->available[stem] > 0)
		{
			pair->available[stem]--;
			matched += pair->weight[stem];
			count++;
		}
	}
	withdraw(pair, y, in_y);
	if (words != NULL)
		*words = count;
	return matched;
}

/*
 * Likeness of a box's two sides: the cosine of their vectors of stems, each
 * counted and weighted by ln(1 + rarity), the root of its weight.
 */
double
np_cosine(NpPair *pair, const NpBox *box)
{
	double		dot = 0;
	double		norm_a = 0;
	double		norm_b = 0;

	/*
	 * The sum of f(s)^2 over stems, token by token: the k-th token of a stem
	 * adds k^2 - (k-1)^2 = 2k - 1.
	 */
	for (uint32_t i = box->a.start; i < box->a.end; i++)
	{
		uint32_t	stem = pair->a.stem[i];
		uint32_t	k = ++pair->available[stem];

		norm_a += (2.0 * k - 1) * pair->weight[stem];
	}
	for (uint32_t j = box->b.start; j < box->b.end; j++)
	{
		uint32_t	stem = pair->b.stem[j];

		dot += (double) pair->available[stem] * pair->weight[stem];
	}
	withdraw(pair, &pair->a, box->a);
	for (uint32_t j = box->b.start; j < box->b.end; j++)
	{
		uint32_t	stem = pair->b.stem[j];
		uint32_t	k = ++pair->available[stem];

		norm_b += (2.0 * k - 1) * pair->weight[stem];
	}
	withdraw(pair, &pair->b, box->b);
	if (norm_a <= 0 || norm_b <= 0)
		return 0;
	return dot / sqrt(norm_a * norm_b);
}

/* How good a box is: its own matched share and its cosine */
void
np_score(NpPair *pair, NpBox *box)
{
	double		whole = np_weight_of(&pair->a, box->a);
	double		matched = np_matched_weight(pair, &pair->a, box->a,
											&pair->b, box->b, NULL);

	box->score = (float) ((whole > 0 ? matched / whole : 0) +
						  np_cosine(pair, box));
}

/* Better ones first; longer ones first among equals */
static int
compare_scores(const void *x, const void *y)
{
	const NpBox *p = x;
	const NpBox *q = y;

	if (p->score != q->score)
		return p->score > q->score ? -1 : 1;
	if (np_length(p->a) != np_length(q->a))
		return np_length(p->a) > np_length(q->a) ? -1 : 1;
	if (p->a.start != q->a.start)
		return p->a.start < q->a.start ? -1 : 1;
	return p->b.start < q->b.start ? -1 : p->b.start > q->b.start;
}

static int
compare_boxes(const void *x, const void *y)
{
	const NpBox *p = x;
	const NpBox *q = y;

	if (p->a.start != q->a.start)
		return p->a.start < q->a.start ? -1 : 1;
	if (p->a.end != q->a.end)
		return p->a.end < q->a.end ? -1 : 1;
	return p->b.start < q->b.start ? -1 : p->b.start > q->b.start;
}

/* By place in the reprint */
void
np_sort_boxes(NpBoxes *boxes)
{
	if (boxes->count > 1)
		qsort(boxes->items, boxes->count, sizeof(NpBox), compare_boxes);
}

/*
 * Cuts a box on the reprint's side to what a better one leaves of it, and on
 * the source's side in proportion.
 */
static void
cut(NpBox *box, const NpBox *better)
{
	uint32_t	common = np_common(box->a, better->a);
	uint32_t	length = np_length(box->a);
	uint32_t	share = (uint32_t) ((uint64_t) np_length(box->b) * common / length);

	if (common == 0)
		return;
	if (box->a.start < better->a.start)
	{
		box->a.end = better->a.start;
		box->b.end -= share;
	}
	else
	{
		box->a.start = better->a.end;
		box->b.start += share;
	}
}

/*
 * Step 6: of boxes that overlap in the reprint by more than a share of the
 * shorter one the better stays; what overlap is left goes to the better.  The
 * boxes kept so far are held in order, so that only neighbours are asked.
 */
void
np_resolve_overlaps(NpPair *pair, NpBoxes *boxes)
{
	NpBox	   *kept;
	size_t		count = 0;

	if (boxes->count < 2)
		return;
	qsort(boxes->items, boxes->count, sizeof(NpBox), compare_scores);
	kept = np_arena_alloc(pair->arena, boxes->count * sizeof(NpBox));
	for (size_t i = 0; i < boxes->count; i++)
	{
		NpBox		box = boxes->items[i];
		size_t		low = 0;
		size_t		high = count;
		size_t		first;
		bool		loses = false;

		if ((i & 0xFF) == 0xFF)
			np_check_interrupts(pair->host);
		/* the first kept one that ends behind the box's start */
		while (low < high)
		{
			size_t		middle = (low + high) / 2;

			if (kept[middle].a.end <= box.a.start)
				low = middle + 1;
			else
				high = middle;
		}
		first = low;
		for (size_t k = first; k < count && kept[k].a.start < box.a.end; k++)
		{
			uint32_t	shorter = np_length(box.a) < np_length(kept[k].a) ?
			np_length(box.a) : np_length(kept[k].a);

			if (np_common(box.a, kept[k].a) >
				pair->parameters->overlap * shorter)
			{
				loses = true;
				break;
			}
		}
		if (loses)
			continue;
		for (size_t k = first; k < count && kept[k].a.start < box.a.end; k++)
			cut(&box, &kept[k]);
		if (box.a.start >= box.a.end || box.b.start >= box.b.end)
			continue;
		/* a cut may have moved its start behind a neighbour */
		while (first < count && kept[first].a.end <= box.a.start)
			first++;
		memmove(kept + first + 1, kept + first, (count - first) * sizeof(NpBox));
		kept[first] = box;
		count++;
	}
	memcpy(boxes->items, kept, count * sizeof(NpBox));
	boxes->count = count;
}
