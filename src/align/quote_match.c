/*-------------------------------------------------------------------------
 *
 * quote_match.c
 *	  Are two quotations the same utterance?
 *
 * The kinds, the surest first:
 *
 *	exact		the same words; gaps do not count
 *	contained	the shorter one, or each of its pieces in order, stands in the
 *				longer one word by word; it has three words and two content
 *				words at least, and a piece of three
 *	near		2 * LCS / (n + m) is .60 or more, LCS being the length of the
 *				longest common subsequence of their words, and three content
 *				words are in common, or two and the ratio is .75; and LCS is
 *				five words, or four content words are in common.  (Shorter
 *				ones are mostly turns of phrase that many use.)
 *	reworded	four content words and .60 of the shorter one's are in common,
 *				the ratio is .25, neither is thrice as long as the other, and
 *				the speaker is the same.  (Two translations of one statement
 *				are like that.  Without the speaker nearly all such pairs are
 *				two statements.)
 *
 * Lengths are weighed in quarters of a word, see quote_keys.h.
 *
 * LCS is computed by rows of bits, 64 words at a time (Crochemore, Iliopoulos,
 * Pinzon, Reid, 2001; in the form of Hyyro, 2004): where V has a zero bit for
 * each word of a at which the length grows, and M a one for each word of a
 * that equals the next word of b, V becomes (V + (V & M)) | (V & ~M).  Of
 * quotations too long for that, both are halved and the halves compared, which
 * gives no more than the true length.
 *
 *-------------------------------------------------------------------------
 */
#include "align/quote_match.h"

#include <stdlib.h>

#include "text/function_words.h"
#include "text/punctuation.h"

#define NEAR				0.60
#define NEAR_CONTENT		(3 * NP_QUARTERS)
#define NEARER				0.75
#define NEARER_CONTENT		(2 * NP_QUARTERS)
#define NEAR_WORDS			(5 * NP_QUARTERS)
#define NEAR_MUCH_CONTENT	(4 * NP_QUARTERS)
#define CONTAINED_WORDS		(3 * NP_QUARTERS)
#define CONTAINED_CONTENT	(2 * NP_QUARTERS)
#define REWORDED_CONTENT	(4 * NP_QUARTERS)
#define REWORDED_SHARE		0.6
#define REWORDED_SIMILARITY	0.25
#define REWORDED_RATIO		3

/* Slack for comparing ratios of small numbers */
#define EPSILON				1e-9

/* Bits of a row at once, and most steps of an LCS (see above) */
#define ROW_BITS			64
#define MOST_STEPS			(1 << 22)

static const char *const names[] = {
	[NP_SAME_EXACT] = "exact",
	[NP_SAME_CONTAINED] = "contained",
	[NP_SAME_NEAR] = "near",
	[NP_SAME_REWORDED] = "reworded",
	[NP_NOT_SAME] = NULL
};

const char *
np_sameness_name(NpSameness kind)
{
	return names[kind];
}

/* A hash and where it stands, or what it weighs */
typedef struct Item
{
	uint64_t	hash;
	size_t		value;
} Item;

static int
compare_items(const void *a, const void *b)
{
	const Item *x = a;
	const Item *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->value > y->value) - (x->value < y->value);
}

/* ----- longest common subsequence ----- */

/* of at most ROW_BITS words of a */
static size_t
lcs_in_a_row(const NpHost *host, const NpQuoteWord *a, size_t na,
			 const NpQuoteWord *b, size_t nb)
{
	uint64_t	v = UINT64_MAX;
	uint64_t	used = na == ROW_BITS ? UINT64_MAX : (UINT64_C(1) << na) - 1;

	for (size_t j = 0; j < nb; j++)
	{
		uint64_t	m = 0;

		for (size_t i = 0; i < na; i++)
			m |= (uint64_t) (a[i].hash == b[j].hash) << i;
		v = (v + (v & m)) | (v & ~m);
		if (j % 4096 == 4095)
			np_check_interrupts(host);
	}
	return __builtin_popcountll(~v & used);
}

/* The same by as many rows as it takes */
static size_t
lcs_in_rows(const NpHost *host, const NpQuoteWord *a, size_t na,
			const NpQuoteWord *b, size_t nb)
{
	size_t		nrows = (na + ROW_BITS - 1) / ROW_BITS;
	uint64_t   *v = np_alloc(host, nrows * sizeof(uint64_t));
	uint64_t   *m = np_alloc(host, nrows * sizeof(uint64_t));
	Item	   *places = np_alloc(host, na * sizeof(Item));
	size_t		length = 0;

	for (size_t i = 0; i < na; i++)
	{
		places[i].hash = a[i].hash;
		places[i].value = i;
	}
	qsort(places, na, sizeof(Item), compare_items);
	memset(v, 0xFF, nrows * sizeof(uint64_t));
	memset(m, 0, nrows * sizeof(uint64_t));
	for (size_t j = 0; j < nb; j++)
	{
		size_t		low = 0;
		size_t		high = na;
		uint64_t	carry = 0;

		while (low < high)
		{
			size_t		middle = low + (high - low) / 2;

			if (places[middle].hash < b[j].hash)
				low = middle + 1;
			else
				high = middle;
		}
		for (size_t i = low; i < na && places[i].hash == b[j].hash; i++)
			m[places[i].value / ROW_BITS] |=
				UINT64_C(1) << (places[i].value % ROW_BITS);
		for (size_t row = 0; row < nrows; row++)
		{
			uint64_t	both = v[row] & m[row];
			uint64_t	sum = v[row] + both;
			uint64_t	overflow = sum < both;

			sum += carry;
			overflow |= sum < carry;
			carry = overflow;
			v[row] = sum | (v[row] & ~m[row]);
		}
		for (size_t i = low; i < na && places[i].hash == b[j].hash; i++)
			m[places[i].value / ROW_BITS] = 0;
		if (j % 64 == 0)
			np_check_interrupts(host);
	}
	for (size_t i = 0; i < na; i++)
		length += (~v[i / ROW_BITS] >> (i % ROW_BITS)) & 1;
	np_release(host, places);
	np_release(host, m);
	np_release(host, v);
	return length;
}

static size_t
lcs(const NpHost *host, const NpQuoteWord *a, size_t na,
	const NpQuoteWord *b, size_t nb)
{
	size_t		length = 0;

	/* what is the same at both ends */
	while (na > 0 && nb > 0 && a->hash == b->hash)
	{
		a++, b++, na--, nb--, length++;
	}
	while (na > 0 && nb > 0 && a[na - 1].hash == b[nb - 1].hash)
	{
		na--, nb--, length++;
	}
	if (na == 0 || nb == 0)
		return length;
	if (na <= ROW_BITS)
		return length + lcs_in_a_row(host, a, na, b, nb);
	if (nb <= ROW_BITS)
		return length + lcs_in_a_row(host, b, nb, a, na);
	if (na / ROW_BITS > MOST_STEPS / nb)
		return length + lcs(host, a, na / 2, b, nb / 2) +
			lcs(host, a + na / 2, na - na / 2, b + nb / 2, nb - nb / 2);
	return length + lcs_in_rows(host, a, na, b, nb);
}

/* ----- content words ----- */

/* The distinct content words of a quotation in order; returns their number. */
static size_t
content_words(const NpQuote *quote, Item *items, size_t *weight)
{
	size_t		n = 0;
	size_t		kept = 0;

	for (size_t i = 0; i < quote->nwords; i++)
	{
		if (!quote->words[i].content)
			continue;
		items[n].hash = quote->words[i].hash;
		items[n].value = quote->words[i].weight;
		n++;
	}
	qsort(items, n, sizeof(Item), compare_items);
	*weight = 0;
	for (size_t i = 0; i < n; i++)
	{
		if (kept > 0 && items[kept - 1].hash == items[i].hash)
			continue;
		*weight += items[i].value;
		items[kept++] = items[i];
	}
	return kept;
}

/*
 * What the content words in common weigh, each counted once; *least is what
 * those of the quotation with fewer of them weigh.
 */
static size_t
common_content(const NpHost *host, const NpQuote *a, const NpQuote *b,
			   size_t *least)
{
	Item	   *items = np_alloc(host, (a->nwords + b->nwords + 1) *
								 sizeof(Item));
	size_t		a_weight;
	size_t		b_weight;
	size_t		na = content_words(a, items, &a_weight);
	Item	   *b_items = items + na;
	size_t		nb = content_words(b, b_items, &b_weight);
	size_t		i = 0;
	size_t		j = 0;
	size_t		common = 0;

	while (i < na && j < nb)
	{
		if (items[i].hash < b_items[j].hash)
			i++;
		else if (items[i].hash > b_items[j].hash)
			j++;
		else
		{
			common += items[i].value;
			i++, j++;
		}
	}
	np_release(host, items);
	*least = a_weight < b_weight ? a_weight : b_weight;
	return common;
}

/* ----- containment ----- */

/*
 * Finds n words in a quotation from its word from on, not across a gap.
 * Returns the ordinal behind them, or 0.  By the algorithm of Knuth, Morris
 * and Pratt (1977); border has room for n.
 */
static size_t
find_piece(const NpQuoteWord *piece, size_t n, const NpQuote *in, size_t from,
		   size_t *border)
{
	size_t		k = 0;

	border[0] = 0;
	for (size_t i = 1; i < n; i++)
	{
		while (k > 0 && piece[k].hash != piece[i].hash)
			k = border[k - 1];
		if (piece[k].hash == piece[i].hash)
			k++;
		border[i] = k;
	}
	k = 0;
	for (size_t i = from; i < in->nwords; i++)
	{
		if (in->words[i].gap)
			k = 0;
		while (k > 0 && piece[k].hash != in->words[i].hash)
			k = border[k - 1];
		if (piece[k].hash == in->words[i].hash)
			k++;
		if (k == n)
			return i + 1;
	}
	return 0;
}

bool
np_may_be_part(const NpQuote *quote)
{
	return quote->weight >= CONTAINED_WORDS &&
		quote->content >= CONTAINED_CONTENT;
}

/* Do all pieces of part stand in whole, in order? */
static bool
is_contained(const NpHost *host, const NpQuote *part, const NpQuote *whole)
{
	size_t	   *border;
	size_t		first = 0;
	size_t		behind = 0;
	bool		found = true;
	bool		long_piece = false;

	if (part->nwords >= whole->nwords || !np_may_be_part(part))
		return false;
	border = np_alloc(host, part->nwords * sizeof(size_t));
	while (found && first < part->nwords)
	{
		size_t		n = np_piece_words(part, first);
		size_t		weight = 0;

		for (size_t i = first; i < first + n; i++)
			weight += part->words[i].weight;
		long_piece |= weight >= CONTAINED_WORDS;
		behind = find_piece(part->words + first, n, whole, behind, border);
		found = behind > 0;
		first += n;
		np_check_interrupts(host);
	}
	np_release(host, border);
	return found && long_piece;
}

/*
 * What the longest run of words weighs that both have, across no gap; 0 where
 * that takes too long.
 */
static size_t
longest_run(const NpHost *host, const NpQuote *a, const NpQuote *b)
{
	size_t	   *runs;			/* that end at each word of b, from 1 */
	size_t		longest = 0;

	if (a->nwords > MOST_STEPS / b->nwords)
		return 0;
	runs = np_alloc(host, (b->nwords + 1) * sizeof(size_t));
	memset(runs, 0, (b->nwords + 1) * sizeof(size_t));
	for (size_t i = 0; i < a->nwords; i++)
	{
		for (size_t j = b->nwords; j > 0; j--)
		{
			bool		gap = a->words[i].gap || b->words[j - 1].gap;

			if (a->words[i].hash != b->words[j - 1].hash)
				runs[j] = 0;
			else
				runs[j] = (gap ? 0 : runs[j - 1]) + a->words[i].weight;
			if (runs[j] > longest)
				longest = runs[j];
		}
		np_check_interrupts(host);
	}
	np_release(host, runs);
	return longest;
}

/* ----- all together ----- */

static bool
same_words(const NpQuote *a, const NpQuote *b)
{
	if (a->nwords != b->nwords)
		return false;
	for (size_t i = 0; i < a->nwords; i++)
		if (a->words[i].hash != b->words[i].hash)
			return false;
	return true;
}

/* in_order: what LCS weighs; common: what content words in common weigh */
static bool
is_near(double similarity, size_t in_order, size_t common)
{
	if (in_order < NEAR_WORDS && common < NEAR_MUCH_CONTENT)
		return false;
	return (similarity >= NEAR - EPSILON && common >= NEAR_CONTENT) ||
		(similarity >= NEARER - EPSILON && common >= NEARER_CONTENT);
}

NpQuoteMatch
np_match_quotes(const NpHost *host, const NpQuote *a, const NpQuote *b,
				bool same_speaker)
{
	NpQuoteMatch match = {NP_NOT_SAME, 0, 0, 0, 0};
	size_t		both = a->nwords + b->nwords;
	size_t		in_order;
	size_t		common;
	size_t		least;

	if (a->nwords == 0 || b->nwords == 0)
		return match;
	if (same_words(a, b))
	{
		match.kind = NP_SAME_EXACT;
		match.similarity = 1;
		match.in_order = a->weight;
		match.content = common_content(host, a, b, &least);
		return match;
	}
	in_order = lcs(host, a->words, a->nwords, b->words, b->nwords);
	match.similarity = 2.0 * in_order / both;
	/* what a word weighs in these two, on the average */
	in_order = in_order * (a->weight + b->weight) / both;
	common = common_content(host, a, b, &least);
	if (is_contained(host, a, b) || is_contained(host, b, a))
		match.kind = NP_SAME_CONTAINED;
	else if (is_near(match.similarity, in_order, common))
		match.kind = NP_SAME_NEAR;
	else if (same_speaker && common >= REWORDED_CONTENT &&
			 common >= REWORDED_SHARE * least - EPSILON &&
			 match.similarity >= REWORDED_SIMILARITY &&
			 a->weight <= REWORDED_RATIO * b->weight &&
			 b->weight <= REWORDED_RATIO * a->weight)
	{
		match.kind = NP_SAME_REWORDED;
		match.run = longest_run(host, a, b);
	}
	else
		return match;
	match.in_order = in_order;
	match.content = common;
	return match;
}

/*
 * People are known by their last name: "Sergey Lavrov", "Foreign Minister
 * Lavrov" and "Lavrov" are one, and so are bodies and papers by the last word
 * of their name that is written with a capital.  "A senior official" is nobody
 * in particular, and neither is who is named by function words alone, as "We".
 * In scripts without capitals all words count.
 */
uint64_t
np_speaker_number(const NpHost *host, NpText text, size_t start, size_t end)
{
	NpText		slice = {text.data + start, end - start};
	NpWordReader *reader = np_words_begin(host, slice);
	NpWord		word;
	uint64_t	last = 0;
	uint64_t	all = 0;
	bool		cased = false;
	bool		named = false;

	while (np_words_next(reader, &word))
	{
		uint64_t	hash = np_word_hash(word.form, word.form_length);
		uint32_t	code = np_character_at(slice, word.start).code;

		named |= (np_function_word(word.form, word.form_length) >>
				  NP_ENGLISH & 1) == 0;
		all = np_mix(all * NP_MULTIPLIER + hash);
		if (np_is_upper(code))
		{
			cased = true;
			/* Jr, Sr, II, III, IV name nobody by themselves */
			if (last == 0 ||
				!((word.form_length == 2 && (memcmp(word.form, "jr", 2) == 0 ||
											 memcmp(word.form, "sr", 2) == 0 ||
											 memcmp(word.form, "ii", 2) == 0 ||
											 memcmp(word.form, "iv", 2) == 0)) ||
				  (word.form_length == 3 && memcmp(word.form, "iii", 3) == 0)))
				last = hash;
		}
		else if (np_is_lower(code))
			cased = true;
	}
	np_words_end(reader);
	if (!named)
		return 0;
	return cased ? last : all;
}
