/*-------------------------------------------------------------------------
 *
 * runs.c
 *	  Runs of identical words (steps 7 and 10 of align.c).
 *
 * Every stretch of NP_GRAM words of either text is hashed by its folded forms
 * (a polynomial, rolled along), those of the source are kept by their hash.
 * The reprint is read from left to right; where its next words stand in the
 * source, the longest of the places looked at is taken as far as it goes, and
 * reading goes on behind it.  Few places are looked at for each stretch, so
 * that a text that repeats itself costs no more than others.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "align/aligner.h"
#include "print/hash.h"

/* Places in the source looked at for one stretch of the reprint */
#define MOST_PLACES		16

static uint64_t *
hash_grams(NpPair *pair, const NpSide *side)
{
	uint64_t   *grams;
	uint64_t	outgoing = 1;
	uint64_t	hash = 0;

	if (side->n < NP_GRAM)
		return NULL;
	grams = np_arena_alloc(pair->arena,
						   (side->n - NP_GRAM + 1) * sizeof(uint64_t));
	np_check_interrupts(pair->host);
	for (int i = 0; i < NP_GRAM; i++)
		outgoing *= NP_MULTIPLIER;
	for (uint32_t i = 0; i < side->n; i++)
	{
		hash = hash * NP_MULTIPLIER + side->tokens[i].form;
		if (i >= NP_GRAM)
			hash -= outgoing * side->tokens[i - NP_GRAM].form;
		if (i + 1 >= NP_GRAM)
			grams[i + 1 - NP_GRAM] = np_mix(hash);
	}
	return grams;
}

/* Hashes both texts' stretches and sorts the source's by hash, by counting */
void
np_runs_begin(NpPair *pair)
{
	uint32_t	count = pair->b.n < NP_GRAM ? 0 : pair->b.n - NP_GRAM + 1;
	uint32_t	size = 64;
	uint32_t	sum = 0;

	while (size < count)
		size *= 2;
	pair->gram_mask = size - 1;
	pair->gram_a = hash_grams(pair, &pair->a);
	pair->gram_b = hash_grams(pair, &pair->b);
	pair->gram_first = np_arena_zeroed(pair->arena,
									   (size + 1) * sizeof(uint32_t));
	pair->gram_order = np_arena_alloc(pair->arena, count * sizeof(uint32_t));
	np_check_interrupts(pair->host);
	for (uint32_t j = 0; j < count; j++)
		pair->gram_first[pair->gram_b[j] & pair->gram_mask]++;
	for (uint32_t h = 0; h <= size; h++)
	{
		sum += pair->gram_first[h];
		pair->gram_first[h] = sum;
	}
	np_check_interrupts(pair->host);
	/* filled from behind, which leaves each entry at its beginning */
	for (uint32_t j = count; j > 0; j--)
		pair->gram_order[--pair->gram_first[pair->gram_b[j - 1] &
											pair->gram_mask]] = j - 1;
}

/* Is the source's stretch at b the reprint's at a?  Then how far does it go? */
static uint32_t
common_length(const NpPair *pair, uint32_t a, uint32_t end_a,
			  uint32_t b, uint32_t end_b)
{
	uint32_t	length = 0;

	while (a + length < end_a && b + length < end_b &&
		   pair->a.tokens[a + length].form == pair->b.tokens[b + length].form)
		length++;
	return length;
}

/*
 * Finds runs of at least so many words within an interval of either side and
 * adds them to runs, by place in the reprint, where they do not overlap.
 */
void
np_runs_in(NpPair *pair, NpInterval in_a, NpInterval in_b, uint32_t least,
		   NpRuns *runs)
{
	uint32_t	i = in_a.start;
	uint32_t	free_from = in_a.start;

	if (pair->gram_first == NULL)
		np_runs_begin(pair);
	while (i + NP_GRAM <= in_a.end)
	{
		uint64_t	gram = pair->gram_a[i];
		uint32_t	low = pair->gram_first[gram & pair->gram_mask];
		uint32_t	end = pair->gram_first[(gram & pair->gram_mask) + 1];
		uint32_t	high = end;
		NpRun		best = {0, 0, 0};

		if ((i & 0xFFF) == 0xFFF)
			np_check_interrupts(pair->host);
		while (low < high)
		{
			uint32_t	middle = low + (high - low) / 2;

			if (pair->gram_order[middle] < in_b.start)
				low = middle + 1;
			else
				high = middle;
		}
		for (uint32_t k = low; k < end && k < low + MOST_PLACES; k++)
		{
			uint32_t	j = pair->gram_order[k];
			uint32_t	length;

			if (j + NP_GRAM > in_b.end)
				break;
			if (pair->gram_b[j] != gram)
				continue;
			length = common_length(pair, i, in_a.end, j, in_b.end);
			if (length > best.length)
			{
				best.a = i;
				best.b = j;
				best.length = length;
			}
		}
		if (best.length < NP_GRAM)
		{
			i++;
			continue;
		}
		/* jumps may never land on where interrupts are looked for above */
		np_check_interrupts(pair->host);
		i += best.length;
		while (best.a > free_from && best.b > in_b.start &&
			   pair->a.tokens[best.a - 1].form == pair->b.tokens[best.b - 1].form)
		{
			best.a--;
			best.b--;
			best.length++;
		}
		free_from = i;
		if (best.length < least)
			continue;
		runs->items = np_arena_grow(pair->arena, runs->items, runs->count,
									&runs->room, sizeof(NpRun));
		runs->items[runs->count++] = best;
	}
}

/*
 * Step 10: runs in the reprint that lie outside any box become boxes.  Boxes
 * come and go sorted by place in the reprint.
 */
void
np_rescue(NpPair *pair, NpBoxes *boxes)
{
	size_t		count = boxes->count;
	uint32_t	from = 0;
	NpInterval	everywhere = {0, pair->b.n};
	NpRuns		runs = {NULL, 0, 0};

	for (size_t i = 0; i <= count; i++)
	{
		NpInterval	between;

		between.start = from;
		between.end = i < count ? boxes->items[i].a.start : pair->a.n;
		if (between.end > between.start)
			np_runs_in(pair, between, everywhere, NP_GRAM, &runs);
		if (i < count && boxes->items[i].a.end > from)
			from = boxes->items[i].a.end;
	}
	for (size_t i = 0; i < runs.count; i++)
	{
		NpBox		box;

		memset(&box, 0, sizeof(box));
		box.a.start = runs.items[i].a;
		box.a.end = runs.items[i].a + runs.items[i].length;
		box.b.start = runs.items[i].b;
		box.b.end = runs.items[i].b + runs.items[i].length;
		if (np_half_words(&pair->a, box.a) < 2 * pair->parameters->rescue_words)
			continue;
		boxes->items = np_arena_grow(pair->arena, boxes->items, boxes->count,
									 &boxes->room, sizeof(NpBox));
		boxes->items[boxes->count++] = box;
	}
	np_sort_boxes(boxes);
}
