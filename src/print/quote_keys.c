/*-------------------------------------------------------------------------
 *
 * quote_keys.c
 *	  The keys that quotations are found by.
 *
 * Outlets trim quotations, and translate them each for itself; so a quotation
 * is known by several keys, of three kinds.  No key spans a gap.
 *
 *	runs	E, the whole quotation, however long; S, each piece of three words
 *			or more of a quotation with gaps.  One kind, so that a piece finds
 *			the quotation that is no more than it.
 *	3		each run of three words that has a content word.  In quotations of
 *			more than LONG_QUOTE words they are winnowed: of each four that
 *			follow one another the least is kept, the last of equals, whatever
 *			stands before.  So what is kept of a passage is kept of every
 *			longer one too, where that is winnowed or not: NP_FEW_KEYS.  (Of
 *			these, runs with two content words are left out: they would count
 *			the same evidence as the pair of the two once more.)
 *	P		each pair of content words not more than three words apart, in
 *			either order.  These outlive other function words, other forms of
 *			a verb and other word order.  In scripts without spaces, where a
 *			word is a character, a run of two words' weight stands in for it.
 *
 * Lengths are weighed as for shingles: three words are six Han characters.
 *
 * A key is mix(P ^ seed), of which the upper bits are kept as of all hashes
 * (hash.h); P is the polynomial of the words' hashes, the smaller one first in
 * a pair, and the seed has the parameters and the kind.  Shingle and winnow of
 * a quoteprint's parameters are the lengths of 3 and of its windows.
 *
 * The position of a key is its first word's.  Quotations inside others have
 * runs only: their parts are parts of the outer one.
 *
 *-------------------------------------------------------------------------
 */
#include "print/quote_keys.h"

#include <stdlib.h>

#include "print/sort.h"

/* Words of 3 and their window */
#define PART_WORDS			3
#define WINDOW				4

/* Quotations of more words than this have their 3 winnowed */
#define LONG_QUOTE			16

/* Furthest distance of the words of a pair */
#define PAIR_DISTANCE		3

/* What stands for a pair in scripts without spaces, in words */
#define PAIR_WORDS			2

/* What a quotation cut out of another has at least */
#define CUT_WORDS			3
#define CUT_CONTENT			2

const NpParameters np_quote_parameters = {
	NP_FORMAT, NP_NORMALIZATION, NP_PROFILE_QUOTATIONS, PART_WORDS, WINDOW
};

typedef enum KeyKind
{
	KEY_RUN = 1,
	KEY_PART = 2,
	KEY_PAIR = 3
} KeyKind;

static uint64_t
seed_of(KeyKind kind)
{
	NpParameters p = np_quote_parameters;

	return np_mix(p.format | (uint64_t) p.normalization << 8 |
				  (uint64_t) p.profile << 16 | (uint64_t) p.shingle << 24 |
				  (uint64_t) p.winnow << 32 | (uint64_t) kind << 40);
}

static inline uint64_t
finish_key(uint64_t polynomial, KeyKind kind)
{
	return np_mix(polynomial ^ seed_of(kind)) >> (64 - NP_HASH_BITS);
}

static void
add_key(const NpHost *host, NpQuoteKeys *keys, uint64_t hash, uint32_t word)
{
	if (keys->count == keys->room)
	{
		keys->room = keys->room == 0 ? 128 : keys->room * 2;
		keys->items = np_resize(host, keys->items,
								keys->room * sizeof(NpPosting));
	}
	keys->items[keys->count].hash = hash;
	keys->items[keys->count].word = word;
	keys->count++;
}

/* The key of words of a piece, as they stand */
static uint64_t
key_of_words(const NpQuoteWord *words, size_t nwords, KeyKind kind)
{
	uint64_t	polynomial = 0;

	for (size_t i = 0; i < nwords; i++)
		polynomial = polynomial * NP_MULTIPLIER + words[i].hash;
	return finish_key(polynomial, kind);
}

/* ----- runs ----- */

static void
add_runs(const NpHost *host, const NpQuote *quote, NpQuoteKeys *keys)
{
	size_t		first = 0;
	size_t		before = keys->count;

	while (first < quote->nwords)
	{
		size_t		n = np_piece_words(quote, first);
		size_t		weight = 0;

		if (quote->gapped)
			for (size_t i = first; i < first + n; i++)
				weight += quote->words[i].weight;
		if (!quote->gapped || weight >= PART_WORDS * NP_QUARTERS)
			add_key(host, keys,
					key_of_words(quote->words + first, n, KEY_RUN),
					quote->words[first].word);
		first += n;
	}
	/* "We ... did": no piece is long enough, so all of it is one */
	if (keys->count == before && quote->nwords > 0)
		add_key(host, keys,
				key_of_words(quote->words, quote->nwords, KEY_RUN),
				quote->words[0].word);
}

void
np_quote_cut_keys(const NpHost *host, const NpQuote *quote, size_t most_words,
				  NpQuoteKeys *keys)
{
	size_t		end = 0;		/* of the piece that first lies in */

	for (size_t first = 0; first < quote->nwords; first++)
	{
		uint64_t	polynomial = 0;
		size_t		weight = 0;
		size_t		content = 0;

		if (first == end)
			end = first + np_piece_words(quote, first);
		for (size_t i = first; i < end; i++)
		{
			const NpQuoteWord *word = &quote->words[i];

			weight += word->weight;
			if (weight > most_words * NP_QUARTERS)
				break;
			if (word->content)
				content += word->weight;
			polynomial = polynomial * NP_MULTIPLIER + word->hash;
			if (weight >= CUT_WORDS * NP_QUARTERS &&
				content >= CUT_CONTENT * NP_QUARTERS)
				add_key(host, keys, finish_key(polynomial, KEY_RUN),
						quote->words[first].word);
		}
		np_check_interrupts(host);
	}
}

/* ----- parts ----- */

/*
 * The run from first to end that weighs enough, if it has a content word.
 * Returns the number of its words, or 0.
 */
static size_t
run_of_weight(const NpQuote *quote, size_t first, size_t end, size_t least)
{
	size_t		weight = 0;
	bool		content = false;

	for (size_t i = first; i < end; i++)
	{
		weight += quote->words[i].weight;
		content |= quote->words[i].content;
		if (weight >= least)
			return content ? i + 1 - first : 0;
	}
	return 0;
}

/* Do two of the words make a key P? */
static bool
has_pair(const NpQuoteWord *words, size_t nwords)
{
	size_t		content = 0;

	for (size_t i = 0; i < nwords; i++)
		content += words[i].content && words[i].weight == NP_QUARTERS;
	return content > 1;
}

/* A key 3 that may be kept */
typedef struct Part
{
	uint64_t	hash;
	uint32_t	word;
	bool		left_out;
} Part;

static void
add_part(const NpHost *host, NpQuoteKeys *keys, const Part *part)
{
	if (!part->left_out)
		add_key(host, keys, part->hash, part->word);
}

/* Keys 3 of the words from first to end, all of them or winnowed, or few */
static void
add_parts(const NpHost *host, const NpQuote *quote, size_t first, size_t end,
		  bool winnowed, bool few, NpQuoteKeys *keys)
{
	Part		window[WINDOW]; /* the last ones */
	size_t		n = 0;
	size_t		kept = SIZE_MAX;	/* which was added last */

	for (size_t i = first; i < end; i++)
	{
		size_t		words = run_of_weight(quote, i, end,
										  PART_WORDS * NP_QUARTERS);
		size_t		least;

		if (words == 0)
			continue;
		window[n % WINDOW].hash = key_of_words(quote->words + i, words, KEY_PART);
		window[n % WINDOW].word = quote->words[i].word;
		window[n % WINDOW].left_out = few && has_pair(quote->words + i, words);
		n++;
		if (!winnowed)
			add_part(host, keys, &window[(n - 1) % WINDOW]);
		if (!winnowed || n < WINDOW)
			continue;
		least = n - 1;
		for (size_t j = n - WINDOW; j < n - 1; j++)
			if (window[j % WINDOW].hash < window[least % WINDOW].hash)
				least = j;
		if (least != kept)
			add_part(host, keys, &window[least % WINDOW]);
		kept = least;
	}
	if (winnowed && n > 0 && n < WINDOW)
	{
		size_t		least = n - 1;

		for (size_t j = 0; j < n - 1; j++)
			if (window[j].hash < window[least].hash)
				least = j;
		add_part(host, keys, &window[least]);
	}
}

/* Keys P of the words from first to end */
static void
add_pairs(const NpHost *host, const NpQuote *quote, size_t first, size_t end,
		  NpQuoteKeys *keys)
{
	for (size_t i = first; i < end; i++)
	{
		const NpQuoteWord *word = &quote->words[i];

		if (word->weight < NP_QUARTERS)
		{
			size_t		n = run_of_weight(quote, i, end,
										  PAIR_WORDS * NP_QUARTERS);

			if (n > 0)
				add_key(host, keys,
						key_of_words(quote->words + i, n, KEY_PAIR),
						word->word);
			continue;
		}
		if (!word->content)
			continue;
		for (size_t j = i + 1; j < end && j <= i + PAIR_DISTANCE; j++)
		{
			const NpQuoteWord *other = &quote->words[j];
			uint64_t	smaller = word->hash;
			uint64_t	larger = other->hash;

			if (!other->content || other->weight < NP_QUARTERS ||
				smaller == larger)
				continue;
			if (smaller > larger)
			{
				smaller = other->hash;
				larger = word->hash;
			}
			add_key(host, keys, finish_key(smaller * NP_MULTIPLIER + larger,
										   KEY_PAIR),
					word->word);
		}
	}
}

void
np_quote_keys(const NpHost *host, const NpQuote *quote, int which,
			  NpQuoteKeys *keys)
{
	bool		few = (which & NP_FEW_KEYS) != 0;
	bool		winnowed = few || quote->weight > LONG_QUOTE * NP_QUARTERS;
	size_t		first = 0;

	if ((which & NP_WHOLE_KEYS) != 0)
		add_runs(host, quote, keys);
	while ((which & NP_PART_KEYS) != 0 && first < quote->nwords)
	{
		size_t		end = first + np_piece_words(quote, first);

		add_parts(host, quote, first, end, winnowed, few, keys);
		add_pairs(host, quote, first, end, keys);
		first = end;
		np_check_interrupts(host);
	}
}

/* ----- all of a text ----- */

static int
compare_words(const void *a, const void *b)
{
	const NpPosting *x = a;
	const NpPosting *y = b;

	return (x->word > y->word) - (x->word < y->word);
}

void
np_sort_quote_keys(const NpHost *host, NpQuoteKeys *keys)
{
	NpPosting  *items = keys->items;
	size_t		kept = 0;

	np_sort_postings(host, items, keys->count);
	for (size_t i = 0; i < keys->count;)
	{
		size_t		end = i + 1;
		bool		ascend = true;

		for (; end < keys->count && items[end].hash == items[i].hash; end++)
			ascend = ascend && items[end].word > items[end - 1].word;
		if (!ascend)
			qsort(items + i, end - i, sizeof(NpPosting), compare_words);
		for (; i < end; i++)
			if (kept == 0 || items[kept - 1].hash != items[i].hash ||
				items[kept - 1].word != items[i].word)
				items[kept++] = items[i];
	}
	keys->count = kept;
}

/* Turns ordinals of the quotation's words into those of the text's. */
static void
place_in_layout(NpQuote *quote, const NpLayout *layout)
{
	size_t		low = 0;
	size_t		high = layout->nwords;

	if (quote->nwords == 0 || layout->nwords == 0)
		return;
	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (layout->words[middle].end <= quote->words[0].start)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == layout->nwords)
		low--;
	for (size_t i = 0; i < quote->nwords; i++)
	{
		/* words that share their bytes have an ordinal each */
		if (i > 0 && low + 1 < layout->nwords &&
			layout->words[low + 1].start < quote->words[i].end)
			low++;
		while (low + 1 < layout->nwords &&
			   layout->words[low].end <= quote->words[i].start)
			low++;
		quote->words[i].word = (uint32_t) low;
	}
}

void
np_quoteprint(const NpHost *host, NpText text, const NpLayout *layout,
			  const NpQuotations *quotations, NpQuoteKeys *keys)
{
	NpQuote		quote;

	memset(&quote, 0, sizeof(quote));
	memset(keys, 0, sizeof(*keys));
	for (size_t i = 0; i < quotations->count; i++)
	{
		const NpQuotation *item = &quotations->items[i];

		np_read_quote(host, text, item->start, item->end, &quote);
		place_in_layout(&quote, layout);
		np_quote_keys(host, &quote,
					  item->parent == NP_NO_PARENT ?
					  NP_WHOLE_KEYS | NP_PART_KEYS : NP_WHOLE_KEYS, keys);
	}
	np_free_quote(host, &quote);
	np_sort_quote_keys(host, keys);
}
