/*-------------------------------------------------------------------------
 *
 * kinds.c
 *	  How a passage was changed: told by its words, not by a score.
 *
 * Compared are the runs of three folded words of both sides, as multisets: the
 * share of the shorter side's that the longer side has.  At least .9 is
 * verbatim, at least .6 edited, less rewritten.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "align/aligner.h"
#include "print/hash.h"

#define VERBATIM_SHARE	0.9
#define EDITED_SHARE	0.6

/* Words of a fragment, and how far around it nothing else may match */
#define FRAGMENT_LEAST	8
#define FRAGMENT_MOST	19
#define FRAGMENT_ALONE	15

/* Matched share of the weight around it from which on it is not alone */
#define FRAGMENT_SHARE	0.25

/* A multiset of hashes: open addressing, linear probing */
typedef struct Slot
{
	uint64_t	hash;
	uint32_t	count;
	bool		used;
} Slot;

typedef struct Multiset
{
	Slot	   *slots;
	uint64_t	mask;
} Multiset;

static Slot *
slot_of(const Multiset *set, uint64_t hash)
{
	uint64_t	at = hash & set->mask;

	while (set->slots[at].used && set->slots[at].hash != hash)
		at = (at + 1) & set->mask;
	return &set->slots[at];
}

static uint64_t
gram_at(const NpSide *side, uint32_t i, uint32_t words, bool stems)
{
	uint64_t	hash = 0;

	for (uint32_t k = 0; k < words; k++)
		hash = hash * NP_MULTIPLIER +
			(stems ? side->tokens[i + k].stem : side->tokens[i + k].form);
	return np_mix(hash);
}

/* What the two intervals' grams have in common, and what each of them has */
static void
compare_grams(NpPair *pair, NpInterval in_a, NpInterval in_b, uint32_t words,
			  bool stems, NpGrams *grams)
{
	bool		a_shorter = np_length(in_a) <= np_length(in_b);
	const NpSide *shorter = a_shorter ? &pair->a : &pair->b;
	const NpSide *longer = a_shorter ? &pair->b : &pair->a;
	NpInterval	in_shorter = a_shorter ? in_a : in_b;
	NpInterval	in_longer = a_shorter ? in_b : in_a;
	uint64_t	size = 64;
	Multiset	set;

	grams->least = grams->most = grams->shared = 0;
	if (np_length(in_shorter) < words)
		return;
	grams->least = np_length(in_shorter) - words + 1;
	grams->most = np_length(in_longer) - words + 1;
	while (size < 2 * (uint64_t) grams->least)
		size *= 2;
	if (size > pair->slots_room)
	{
		pair->slots = np_arena_alloc(pair->arena, size * sizeof(Slot));
		pair->slots_room = size;
	}
	set.slots = pair->slots;
	set.mask = size - 1;
	memset(set.slots, 0, size * sizeof(Slot));

	for (uint32_t i = in_shorter.start; i + words <= in_shorter.end; i++)
	{
		uint64_t	hash = gram_at(shorter, i, words, stems);
		Slot	   *slot = slot_of(&set, hash);

		slot->hash = hash;
		slot->used = true;
		slot->count++;
	}
	for (uint32_t i = in_longer.start; i + words <= in_longer.end; i++)
	{
		Slot	   *slot = slot_of(&set, gram_at(longer, i, words, stems));

		if (slot->count > 0)
		{
			slot->count--;
			grams->shared++;
		}
	}
}

/* Compares both sides' runs of so many stems, as multisets */
void
np_grams_of_stems(NpPair *pair, NpInterval a, NpInterval b, uint32_t words,
				  NpGrams *grams)
{
	compare_grams(pair, a, b, words, true, grams);
}

static bool
same_words(const NpPair *pair, NpInterval a, NpInterval b)
{
	if (np_length(a) != np_length(b))
		return false;
	for (uint32_t k = 0; k < np_length(a); k++)
		if (pair->a.tokens[a.start + k].form != pair->b.tokens[b.start + k].form)
			return false;
	return true;
}

/* Verbatim, edited or rewritten, by the shorter side or by the longer one */
NpKind
np_kind(NpPair *pair, NpInterval a, NpInterval b, bool by_longer)
{
	NpGrams		grams;
	uint32_t	all;
	double		share;

	if (same_words(pair, a, b))
		return NP_VERBATIM;
	compare_grams(pair, a, b, 3, false, &grams);
	all = by_longer ? grams.most : grams.least;
	share = all > 0 ? (double) grams.shared / all : 0;
	if (share >= VERBATIM_SHARE)
		return NP_VERBATIM;
	return share >= EDITED_SHARE ? NP_EDITED : NP_REWRITTEN;
}

/*
 * Is a box one short run of identical words and nothing else?  Where the words
 * around it match too, by more than chance gives, it is part of something
 * larger.
 */
bool
np_is_fragment(NpPair *pair, const NpBox *box)
{
	uint32_t	half_words = np_half_words(&pair->a, box->a);
	NpInterval	around_a = box->a;
	NpInterval	around_b = box->b;
	double		matched = 0;
	double		whole;

	if (half_words < 2 * FRAGMENT_LEAST || half_words > 2 * FRAGMENT_MOST ||
		!same_words(pair, box->a, box->b))
		return false;

	around_a.start -= around_a.start < FRAGMENT_ALONE ? around_a.start :
		FRAGMENT_ALONE;
	around_b.start -= around_b.start < FRAGMENT_ALONE ? around_b.start :
		FRAGMENT_ALONE;
	around_a.end = pair->a.n - around_a.end < FRAGMENT_ALONE ? pair->a.n :
		around_a.end + FRAGMENT_ALONE;
	around_b.end = pair->b.n - around_b.end < FRAGMENT_ALONE ? pair->b.n :
		around_b.end + FRAGMENT_ALONE;

	for (uint32_t j = around_b.start; j < around_b.end; j++)
		if (j < box->b.start || j >= box->b.end)
			pair->available[pair->b.stem[j]]++;
	for (uint32_t i = around_a.start; i < around_a.end; i++)
	{
		uint32_t	stem = pair->a.stem[i];

		if ((i >= box->a.start && i < box->a.end) || pair->available[stem] == 0)
			continue;
		pair->available[stem]--;
		matched += pair->weight[stem];
	}
	for (uint32_t j = around_b.start; j < around_b.end; j++)
		pair->available[pair->b.stem[j]] = 0;
	whole = np_weight_of(&pair->a, around_a) - np_weight_of(&pair->a, box->a);
	return matched <= FRAGMENT_SHARE * whole;
}

/*
 * Similarity, from 0 to 1: the weight of the tokens on either side whose stem
 * the other side has too, as multisets, over the weight of all tokens of both
 * sides.  Equal words give 1, whatever their order.
 */
double
np_similarity(NpPair *pair, NpInterval a, NpInterval b)
{
	double		whole = np_weight_of(&pair->a, a) + np_weight_of(&pair->b, b);
	double		matched = np_matched_weight(pair, &pair->a, a, &pair->b, b, NULL) +
	np_matched_weight(pair, &pair->b, b, &pair->a, a, NULL);

	if (whole <= 0)
		return 0;
	return matched >= whole ? 1 : matched / whole;
}

const char *
np_kind_name(NpKind kind)
{
	switch (kind)
	{
		case NP_VERBATIM:
			return "verbatim";
		case NP_EDITED:
			return "edited";
		case NP_REWRITTEN:
			return "rewritten";
		case NP_FRAGMENT:
			return "fragment";
		case NP_QUOTATION:
			return "quotation";
	}
	return "";
}
