/*-------------------------------------------------------------------------
 *
 * quote_links.c
 *	  Which quotations do two articles share?
 *
 * Comparing each with each would be quadratic, so only pairs with a key in
 * common are compared: one of quote_keys.c, or, where the speaker is known, a
 * content word of the same speaker.  Keys of both articles are sorted and
 * merged.  Where many quotations have a key, they are paired one by one in
 * order, so that there are never many more pairs than keys; what else these
 * quotations have in common pairs them as it should.
 *
 * In long articles of one vocabulary nearly every key has such pairs, and
 * comparing is dear.  So each quotation is compared with a bounded number of
 * others, those that it has most in common with: each key that both have counts
 * for the less the more quotations have it.  Comparisons are then linear in the
 * number of quotations.  What is the same has all keys in common, and what was
 * trimmed or changed most of the shorter one's; ordinary articles stay far
 * below the bound.
 *
 * Of the links that result, the best one of each quotation of either side is
 * kept: the surest kind, then the most similar, then the first.
 *
 * Short quotations are shared for many reasons: titles, slogans, terms, turns
 * of phrase ("abuse of power"), and what people say on every occasion.  So a
 * link must have evidence, of which the words that both have in order, and the
 * content words among them, are a measure.  What two articles share word by
 * word needs less than what they share in part, or nearly, and speakers known
 * to be the same need less than others.  Enough by themselves are
 *
 *				of any speakers			of the same one
 *	exact		6 words, 3 content		4 and 2, or 3 content words
 *				words; 8 and 2; or
 *				4 content words
 *	contained	8 and 4					6 and 3
 *	near		10 and 5 where the		6 and 3 where the ratio is .75,
 *				ratio is .75, else 20	else 8 and 4
 *				and 5
 *	reworded							a run of 10 words in common; or
 *										10 and 5 where the ratio is .40
 *
 * Two articles are on the same event, or quote the same one, if they have a
 * link of ten words by itself, or two links of six words and three content
 * words (or eight and two; of the same speaker, five and two) in separate
 * quotations; reworded ones prove nothing.  There, four words and three
 * content words, or eight and two, are enough where the ratio is .75; and of
 * the same speaker, two content words where the ratio is .75 or the one is a
 * part of the other, whatever is near, and what is reworded where the ratio is
 * .40 or a run of five words is in common.  (Two translations have as many
 * words in order; with fewer, and nothing word by word, it is mostly what
 * somebody said of the same matter on another occasion.)
 *
 * What is written like a title is none of these.
 *
 *-------------------------------------------------------------------------
 */
#include "align/quote_match.h"

#include <stdlib.h>

/* From so many pairs that one key makes on, only the i-th meets the i-th */
#define MANY_PAIRS			32

/* What a key counts that one quotation of either side has */
#define KEY_WEIGHT			(1 << 16)

/* What proves that two articles are on the same event, and a run in common */
#define PROOF_WORDS			(10 * NP_QUARTERS)

/* Most words are the same; as many as in two translations */
#define SIMILAR				0.75
#define TRANSLATED			0.40

/* A run that shows that fewer words in common are of one utterance */
#define TELLING_RUN			(5 * NP_QUARTERS)

/* Titles are no longer than this */
#define TITLE_WORDS			(12 * NP_QUARTERS)

/* Keeps content words apart from quote_keys.c's */
#define SPEAKER_SEED		UINT64_C(0x8F1BBCDCBFA53E0B)

typedef struct Pair
{
	uint32_t	a;				/* indexes of the quotations */
	uint32_t	b;
	uint32_t	weight;			/* of the keys in common */
	bool		compared;
} Pair;

typedef struct Pairs
{
	const NpHost *host;
	Pair	   *items;
	size_t		count;
	size_t		room;
} Pairs;

static void
add_pair(Pairs *pairs, uint32_t a, uint32_t b, size_t sharing)
{
	Pair	   *pair;

	if (pairs->count == pairs->room)
	{
		pairs->room = pairs->room * 2 + 64;
		pairs->items = np_resize(pairs->host, pairs->items,
								 pairs->room * sizeof(Pair));
	}
	pair = &pairs->items[pairs->count++];
	pair->a = a;
	pair->b = b;
	pair->weight = sharing < KEY_WEIGHT ? KEY_WEIGHT / (uint32_t) sharing : 1;
	pair->compared = false;
}

static int
compare_pairs(const void *x, const void *y)
{
	const Pair *a = x;
	const Pair *b = y;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

/* Sorts pairs, and makes one of those that are the same. */
static void
merge_pairs(Pairs *pairs)
{
	size_t		kept = 0;

	if (pairs->count > 0)
		qsort(pairs->items, pairs->count, sizeof(Pair), compare_pairs);
	for (size_t i = 0; i < pairs->count; i++)
	{
		const Pair *pair = &pairs->items[i];
		Pair	   *last = kept > 0 ? &pairs->items[kept - 1] : NULL;

		if (last == NULL || compare_pairs(last, pair) != 0)
			pairs->items[kept++] = *pair;
		else if (last->weight <= UINT32_MAX - pair->weight)
			last->weight += pair->weight;
	}
	pairs->count = kept;
}

/* The heavier one first, then the first one (both are of one array) */
static int
compare_weights(const void *x, const void *y)
{
	const Pair *a = *(Pair *const *) x;
	const Pair *b = *(Pair *const *) y;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a > b) - (a < b);
}

/*
 * Each of the n quotations of a side is to be compared in its heaviest pairs.
 */
static void
choose_pairs(Pairs *pairs, bool of_b, size_t n)
{
	const NpHost *host = pairs->host;
	size_t	   *ends = np_alloc(host, (n + 1) * sizeof(size_t));
	Pair	  **chosen = np_alloc(host, (pairs->count + 1) * sizeof(Pair *));
	size_t		start = 0;

	memset(ends, 0, (n + 1) * sizeof(size_t));
	for (size_t i = 0; i < pairs->count; i++)
		ends[(of_b ? pairs->items[i].b : pairs->items[i].a) + 1]++;
	for (size_t q = 0; q < n; q++)
		ends[q + 1] += ends[q];
	/* filling a quotation's pairs moves their start to their end */
	for (size_t i = 0; i < pairs->count; i++)
		chosen[ends[of_b ? pairs->items[i].b : pairs->items[i].a]++] =
			&pairs->items[i];
	for (size_t q = 0; q < n; q++)
	{
		size_t		count = ends[q] - start;

		if (count > NP_MOST_COMPARED)
		{
			qsort(chosen + start, count, sizeof(Pair *), compare_weights);
			count = NP_MOST_COMPARED;
		}
		for (size_t i = 0; i < count; i++)
			chosen[start + i]->compared = true;
		start = ends[q];
		np_check_interrupts(host);
	}
	np_release(host, chosen);
	np_release(host, ends);
}

/* All keys of an article's quotations, each with the quotation's index */
static void
all_keys(const NpHost *host, const NpAttributedQuote *quotes, size_t n,
		 NpQuoteKeys *keys)
{
	memset(keys, 0, sizeof(*keys));
	for (size_t i = 0; i < n; i++)
	{
		const NpQuote *quote = &quotes[i].quote;
		size_t		first = keys->count;

		np_quote_keys(host, quote, NP_WHOLE_KEYS | NP_PART_KEYS, keys);
		for (size_t w = 0; quotes[i].speaker != 0 && w < quote->nwords; w++)
		{
			if (!quote->words[w].content)
				continue;
			if (keys->count == keys->room)
			{
				keys->room = keys->room * 2 + 128;
				keys->items = np_resize(host, keys->items,
										keys->room * sizeof(NpPosting));
			}
			keys->items[keys->count++].hash =
				np_mix(quote->words[w].hash * NP_MULTIPLIER +
					   (quotes[i].speaker ^ SPEAKER_SEED)) >>
				(64 - NP_HASH_BITS);
		}
		for (; first < keys->count; first++)
			keys->items[first].word = (uint32_t) i;
	}
	np_sort_quote_keys(host, keys);
}

static size_t
same_hash(const NpQuoteKeys *keys, size_t i)
{
	size_t		j = i;

	while (j < keys->count && keys->items[j].hash == keys->items[i].hash)
		j++;
	return j - i;
}

static void
pair_up(Pairs *pairs, const NpQuoteKeys *a, const NpQuoteKeys *b)
{
	size_t		i = 0;
	size_t		j = 0;

	while (i < a->count && j < b->count)
	{
		size_t		ni;
		size_t		nj;

		if (a->items[i].hash < b->items[j].hash)
		{
			i++;
			continue;
		}
		if (a->items[i].hash > b->items[j].hash)
		{
			j++;
			continue;
		}
		ni = same_hash(a, i);
		nj = same_hash(b, j);
		if (ni <= MANY_PAIRS && nj <= MANY_PAIRS && ni * nj <= MANY_PAIRS)
		{
			for (size_t p = 0; p < ni; p++)
				for (size_t q = 0; q < nj; q++)
					add_pair(pairs, a->items[i + p].word,
							 b->items[j + q].word, ni * nj);
		}
		else
		{
			for (size_t p = 0; p < ni || p < nj; p++)
				add_pair(pairs, a->items[i + (p < ni ? p : ni - 1)].word,
						 b->items[j + (p < nj ? p : nj - 1)].word,
						 ni > nj ? ni : nj);
		}
		i += ni;
		j += nj;
		np_check_interrupts(pairs->host);
	}
}

static bool
is_better(const NpQuoteLink *link, const NpQuoteLink *than)
{
	if (link->match.kind != than->match.kind)
		return link->match.kind < than->match.kind;
	return link->match.similarity > than->match.similarity;
}

/* Short, and every content word begins with a capital? */
static bool
is_title(const NpQuote *quote)
{
	if (quote->weight > TITLE_WORDS)
		return false;
	for (size_t i = 0; i < quote->nwords; i++)
		if (quote->words[i].content && !quote->words[i].capital)
			return false;
	return quote->content > 0;
}

/* Do the words in order, and the content words, amount to so many? */
static bool
amounts_to(const NpQuoteMatch *match, size_t words, size_t content)
{
	return match->in_order >= words * NP_QUARTERS &&
		match->content >= content * NP_QUARTERS;
}

/* Is the link to be believed by itself? */
static bool
is_strong(const NpQuoteMatch *match, bool same_speaker)
{
	switch (match->kind)
	{
		case NP_SAME_EXACT:
			return amounts_to(match, 6, 3) || amounts_to(match, 8, 2) ||
				amounts_to(match, 0, 4) ||
				(same_speaker &&
				 (amounts_to(match, 4, 2) || amounts_to(match, 0, 3)));
		case NP_SAME_CONTAINED:
			return amounts_to(match, 8, 4) ||
				(same_speaker && amounts_to(match, 6, 3));
		case NP_SAME_NEAR:
			if (match->similarity >= SIMILAR)
				return amounts_to(match, 10, 5) ||
					(same_speaker && amounts_to(match, 6, 3));
			return amounts_to(match, 20, 5) ||
				(same_speaker && amounts_to(match, 8, 4));
		case NP_SAME_REWORDED:
			return match->run >= PROOF_WORDS ||
				(match->similarity >= TRANSLATED && amounts_to(match, 10, 5));
		case NP_NOT_SAME:
			break;
	}
	return false;
}

/* Is it to be believed of two articles on the same event? */
static bool
is_weak(const NpQuoteMatch *match, bool same_speaker)
{
	if (match->similarity >= SIMILAR &&
		(amounts_to(match, 4, 3) || amounts_to(match, 8, 2)))
		return true;
	if (!same_speaker)
		return false;
	if (match->kind == NP_SAME_NEAR)
		return true;
	if (match->kind == NP_SAME_REWORDED)
		return match->similarity >= TRANSLATED || match->run >= TELLING_RUN;
	return amounts_to(match, 0, 2) &&
		(match->similarity >= SIMILAR || match->kind == NP_SAME_CONTAINED);
}

/* Is one of the quotations in the other, or are they the same? */
static bool
overlap(const NpQuote *a, const NpQuote *b)
{
	return a->words[0].start < b->words[b->nwords - 1].end &&
		b->words[0].start < a->words[a->nwords - 1].end;
}

/* Do the links prove that the two articles are on the same event? */
static bool
is_proof(const NpAttributedQuote *a, const NpAttributedQuote *b,
		 const NpQuoteLink *links, size_t count)
{
	const NpQuoteLink *half = NULL; /* the first of two */

	for (size_t i = 0; i < count; i++)
	{
		const NpQuoteLink *link = &links[i];

		if (link->match.kind == NP_SAME_REWORDED)
			continue;
		if (link->strong && link->match.in_order >= PROOF_WORDS)
			return true;
		if (!amounts_to(&link->match, 6, 3) &&
			!amounts_to(&link->match, 8, 2) &&
			!(amounts_to(&link->match, 5, 2) && a[link->a].speaker != 0 &&
			  a[link->a].speaker == b[link->b].speaker))
			continue;
		if (half == NULL)
			half = link;
		else if (!overlap(&a[half->a].quote, &a[link->a].quote) &&
				 !overlap(&b[half->b].quote, &b[link->b].quote))
			return true;
	}
	return false;
}

void
np_shared_quotes(const NpHost *host,
				 const NpAttributedQuote *a, size_t na,
				 const NpAttributedQuote *b, size_t nb,
				 NpQuoteLinks *links)
{
	NpQuoteKeys a_keys;
	NpQuoteKeys b_keys;
	Pairs		pairs = {host, NULL, 0, 0};
	NpQuoteLink *items;
	size_t	   *best_of_a;
	size_t	   *best_of_b;
	size_t		count = 0;
	size_t		kept = 0;
	bool		proof;

	all_keys(host, a, na, &a_keys);
	all_keys(host, b, nb, &b_keys);
	pair_up(&pairs, &a_keys, &b_keys);
	np_release(host, a_keys.items);
	np_release(host, b_keys.items);
	merge_pairs(&pairs);
	choose_pairs(&pairs, false, na);
	choose_pairs(&pairs, true, nb);

	links->compared = 0;
	items = np_alloc(host, (pairs.count + 1) * sizeof(NpQuoteLink));
	best_of_a = np_alloc(host, (na + 1) * sizeof(size_t));
	best_of_b = np_alloc(host, (nb + 1) * sizeof(size_t));
	memset(best_of_a, 0xFF, na * sizeof(size_t));
	memset(best_of_b, 0xFF, nb * sizeof(size_t));
	for (size_t i = 0; i < pairs.count; i++)
	{
		Pair		pair = pairs.items[i];
		bool		same_speaker = a[pair.a].speaker != 0 &&
		a[pair.a].speaker == b[pair.b].speaker;
		NpQuoteLink *link = &items[count];

		if (!pair.compared)
			continue;
		np_check_interrupts(host);
		links->compared++;
		link->a = pair.a;
		link->b = pair.b;
		link->match = np_match_quotes(host, &a[pair.a].quote, &b[pair.b].quote,
									  same_speaker);
		if (link->match.kind == NP_NOT_SAME ||
			is_title(&a[pair.a].quote) || is_title(&b[pair.b].quote))
			continue;
		link->strong = is_strong(&link->match, same_speaker);
		if (!link->strong && !is_weak(&link->match, same_speaker))
			continue;
		count++;
	}
	np_release(host, pairs.items);
	proof = is_proof(a, b, items, count);
	for (size_t i = 0; i < count; i++)
	{
		size_t	   *of_a = &best_of_a[items[i].a];
		size_t	   *of_b = &best_of_b[items[i].b];

		if (!items[i].strong && !proof)
			continue;
		if (*of_a == SIZE_MAX || is_better(&items[i], &items[*of_a]))
			*of_a = i;
		if (*of_b == SIZE_MAX || is_better(&items[i], &items[*of_b]))
			*of_b = i;
	}

	/* links are in order of a and b, as the pairs were */
	for (size_t i = 0; i < count; i++)
		if (best_of_a[items[i].a] == i || best_of_b[items[i].b] == i)
			items[kept++] = items[i];
	np_release(host, best_of_a);
	np_release(host, best_of_b);
	links->items = items;
	links->count = kept;
}
