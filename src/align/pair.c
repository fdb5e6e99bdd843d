/*-------------------------------------------------------------------------
 *
 * pair.c
 *	  Two articles made comparable: their stems numbered, counted, weighted
 *	  (step 1 of align.c).
 *
 * A stem weighs ln(1 + (nA + nB) / (fA + fB)) squared, where n are the tokens
 * of the two texts and f those of them that have the stem: how rare it is in
 * this pair.  That needs no corpus, and words every article of an event uses
 * weigh little in just these articles.
 *
 * In long texts most words that stand in a passage only once are new to both of
 * them, and would outweigh by more and more what the passage's sides have in
 * common: a paragraph with some words replaced would vanish in surroundings
 * long enough.  So no stem is taken for rarer than in a text of usual length.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <string.h>

#include "align/aligner.h"
#include "print/hash.h"

/* Frequencies whose weights are computed once a pair */
#define KEPT_WEIGHTS	64

/* Tokens for one of a stem beyond which it is not taken for rarer */
#define RAREST			4000

typedef struct Slot
{
	uint64_t	stem;
	uint32_t	number;			/* from 1; 0 where the slot is empty */
} Slot;

static void
number_stems(NpPair *pair, NpSide *side, Slot *slots, uint64_t mask)
{
	uint32_t	nstems = pair->nstems;

	for (uint32_t i = 0; i < side->n; i++)
	{
		uint64_t	stem = side->tokens[i].stem;
		uint64_t	at = np_mix(stem) & mask;

		while (slots[at].number != 0 && slots[at].stem != stem)
			at = (at + 1) & mask;
		if (slots[at].number == 0)
		{
			slots[at].stem = stem;
			slots[at].number = ++nstems;
		}
		side->stem[i] = slots[at].number - 1;
		if ((i & 0xFFFF) == 0xFFFF)
			np_check_interrupts(pair->host);
	}
	pair->nstems = nstems;
}

/* Positions in the order of their stems, by counting */
static void
order_by_stem(NpPair *pair, NpSide *side)
{
	uint32_t	sum = 0;

	side->first = np_arena_zeroed(pair->arena,
								  (pair->nstems + 1) * sizeof(uint32_t));
	side->order = np_arena_alloc(pair->arena, side->n * sizeof(uint32_t));
	side->rank = np_arena_alloc(pair->arena, side->n * sizeof(uint32_t));
	np_check_interrupts(pair->host);
	for (uint32_t i = 0; i < side->n; i++)
		side->first[side->stem[i]]++;
	for (uint32_t s = 0; s <= pair->nstems; s++)
	{
		uint32_t	count = side->first[s];

		side->first[s] = sum;
		sum += count;
	}
	np_check_interrupts(pair->host);
	for (uint32_t i = 0; i < side->n; i++)
	{
		uint32_t	place = side->first[side->stem[i]]++;

		side->order[place] = i;
		side->rank[i] = place;
	}
	/* each entry has moved on to where the next one began */
	for (uint32_t s = pair->nstems; s > 0; s--)
		side->first[s] = side->first[s - 1];
	side->first[0] = 0;
}

static void
weigh_stems(NpPair *pair)
{
	float		kept[KEPT_WEIGHTS] = {0};
	double		tokens = (double) pair->a.n + pair->b.n;

	pair->weight = np_arena_alloc(pair->arena, pair->nstems * sizeof(float));
	for (uint32_t s = 0; s < pair->nstems; s++)
	{
		uint32_t	f = pair->a.first[s + 1] - pair->a.first[s] +
		pair->b.first[s + 1] - pair->b.first[s];
		float		weight = f < KEPT_WEIGHTS ? kept[f] : 0;

		if (weight == 0)
		{
			double		apart = tokens / f;
			double		rarity = log1p(apart < RAREST ? apart : RAREST);

			weight = (float) (rarity * rarity);
			if (f < KEPT_WEIGHTS)
				kept[f] = weight;
		}
		pair->weight[s] = weight;
	}
}

static void
sum_weights(NpPair *pair, NpSide *side)
{
	double		sum = 0;

	np_check_interrupts(pair->host);
	side->weight_before = np_arena_alloc(pair->arena,
										 (side->n + 1) * sizeof(double));
	for (uint32_t i = 0; i < side->n; i++)
	{
		side->weight_before[i] = sum;
		sum += pair->weight[side->stem[i]];
	}
	side->weight_before[side->n] = sum;
}

void
np_pair_begin(NpPair *pair, const NpArticle *source, const NpArticle *reprint)
{
	uint64_t	room = 64;
	Slot	   *slots;

	pair->a.tokens = reprint->tokens;
	pair->a.n = (uint32_t) reprint->layout.nwords;
	pair->b.tokens = source->tokens;
	pair->b.n = (uint32_t) source->layout.nwords;
	pair->nstems = 0;
	pair->gram_first = NULL;
	pair->slots = NULL;
	pair->slots_room = 0;

	while (room < ((uint64_t) pair->a.n + pair->b.n) * 2)
		room *= 2;
	slots = np_arena_zeroed(pair->arena, room * sizeof(Slot));
	pair->a.stem = np_arena_alloc(pair->arena, pair->a.n * sizeof(uint32_t));
	pair->b.stem = np_arena_alloc(pair->arena, pair->b.n * sizeof(uint32_t));
	number_stems(pair, &pair->a, slots, room - 1);
	number_stems(pair, &pair->b, slots, room - 1);

	order_by_stem(pair, &pair->a);
	order_by_stem(pair, &pair->b);
	weigh_stems(pair);
	sum_weights(pair, &pair->a);
	sum_weights(pair, &pair->b);
	pair->available = np_arena_zeroed(pair->arena,
									  pair->nstems * sizeof(uint32_t));
}

/* How long an interval is: two for a word, one for a small one */
uint32_t
np_half_words(const NpSide *side, NpInterval interval)
{
	uint32_t	length = 0;

	for (uint32_t i = interval.start; i < interval.end; i++)
		length += side->tokens[i].small ? 1 : 2;
	return length;
}
