/*-------------------------------------------------------------------------
 *
 * evidence.c
 *	  What may be published as reuse, and what is but a shared quotation (steps
 *	  8 and 9 of align.c).
 *
 * Reports of one event agree in names, places and stock phrases.  Agreement
 * counts as reuse when much of both sides is matched, in the same order of
 * words, at some length: the more of one, the less of the others is needed.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>

#include "align/aligner.h"
#include "print/hash.h"

/* Share of the stem pairs of the shorter side that the other side has too */
static double
shared_pairs(NpPair *pair, NpInterval a, NpInterval b)
{
	NpGrams		grams;

	np_grams_of_stems(pair, a, b, 2, &grams);
	return grams.least > 0 ? (double) grams.shared / grams.least : 0;
}

/* Step 8: is there enough of it? */
bool
np_evidence(NpPair *pair, const NpBox *box)
{
	const NpParameters *parameters = pair->parameters;
	double		whole_a = np_weight_of(&pair->a, box->a);
	double		whole_b = np_weight_of(&pair->b, box->b);
	double		share_a;
	double		share_b;
	uint32_t	least;

	if (np_half_words(&pair->a, box->a) < 2 * parameters->least_words ||
		np_half_words(&pair->b, box->b) < 2 * parameters->least_words)
		return false;
	if (parameters->evidence == 0)
		return true;
	if (whole_a <= 0 || whole_b <= 0)
		return false;
	share_a = np_matched_weight(pair, &pair->a, box->a,
								&pair->b, box->b, NULL) / whole_a;
	share_b = np_matched_weight(pair, &pair->b, box->b,
								&pair->a, box->a, NULL) / whole_b;
	least = np_length(box->a) < np_length(box->b) ?
		np_length(box->a) : np_length(box->b);
	return (share_a < share_b ? share_a : share_b) +
		parameters->order_worth * shared_pairs(pair, box->a, box->b) +
		parameters->length_worth * log2(least) >= parameters->evidence;
}

/*
 * Step 9: is all that the two sides share within quotation marks?  Counts the
 * reprint's words outside them that the source has outside them too.
 */
bool
np_is_quotation(NpPair *pair, const NpBox *box)
{
	const NpParameters *parameters = pair->parameters;
	double		matched = 0;
	double		whole = 0;
	uint32_t	words = 0;
	uint32_t	quoted = 0;

	for (uint32_t j = box->b.start; j < box->b.end; j++)
		if (!pair->b.tokens[j].quoted)
			pair->available[pair->b.stem[j]]++;
	for (uint32_t i = box->a.start; i < box->a.end; i++)
	{
		uint32_t	stem = pair->a.stem[i];

		if (pair->a.tokens[i].quoted)
		{
			quoted++;
			continue;
		}
		whole += pair->weight[stem];
		if (pair->available[stem] == 0)
			continue;
		pair->available[stem]--;
		matched += pair->weight[stem];
		words++;
	}
	for (uint32_t j = box->b.start; j < box->b.end; j++)
		pair->available[pair->b.stem[j]] = 0;

	if (quoted == 0 || !parameters->quotations)
		return false;
	return words < parameters->prose_matches ||
		matched / whole + parameters->quotation_worth * log2(words + 1) <
		parameters->quotation_evidence;
}
