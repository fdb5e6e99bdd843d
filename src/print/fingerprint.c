/*-------------------------------------------------------------------------
 *
 * fingerprint.c
 *	  From a text to the postings of its print: shingles, winnowed.
 *
 * A shingle begins at every word and runs until its words weigh as much as k
 * spaced ones.  The "words" of scripts without spaces are single characters,
 * which carry less (NpScript): two Han characters weigh as much as a spaced
 * word, or four of kana or a South-East Asian script.  Every word counts by its
 * own script and not by that of the first, since Japanese mixes all of them: six
 * characters that begin with Han are often a verb's ending and little more.
 * Shingles that would run over the end of the text do not exist.
 *
 * Of every w consecutive shingles the one with the smallest hash is kept
 * (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003), so that two texts
 * which share w consecutive shingles - k+w-1 words, where words are spaced -
 * share an entry.  Ties are broken as in their robust winnowing: a window keeps
 * the choice of the window before it where it can, else takes the rightmost
 * minimum; so a text that repeats one shingle without end does not keep every
 * one of them.  A text of fewer than w shingles is one window.
 *
 * The polynomials of all shingles come from prefix sums: with
 * P(i) = P(i-1) * M + h(i), the words i+1 .. i+n have P(i+n) - P(i) * M^n.
 *
 *-------------------------------------------------------------------------
 */
#include "print/print.h"

#include "print/shingle.h"
#include "print/sort.h"

/* Most words of a shingle */
#define MAX_WORDS		(NP_MAX_SHINGLE * NP_SPACED_WEIGHT)

/*
 * Shingles are winnowed so many at a time: which of them is the least is a coin
 * toss to the processor, and a wrong guess costs less when it need not wait for
 * the hashes to be computed.
 */
#define BATCH			64

/* Rings are as long as what is looked back at, a power of two */
#define WORD_RING		256
#define SHINGLE_RING	256

_Static_assert(WORD_RING > MAX_WORDS,
			   "a shingle's words fit into the ring");
_Static_assert(SHINGLE_RING >= NP_MAX_WINNOW + BATCH,
			   "a window and a batch of shingles fit into the ring");

/* Every shingle is known by the ordinal of the word that it begins at. */
typedef struct Winnower
{
	const NpHost *host;
	NpPosting  *kept;
	size_t		nkept;
	size_t		room;
	uint32_t	window;			/* w */
	uint32_t	nshingles;		/* in the ring so far */
	uint32_t	nwinnowed;		/* of them */
	uint32_t	least;			/* the last choice */
	uint64_t	ring[SHINGLE_RING]; /* [i % SHINGLE_RING]: hash of shingle i */
} Winnower;

static inline void
keep(Winnower *winnower, uint32_t shingle)
{
	NpPosting  *posting = &winnower->kept[winnower->nkept++];

	winnower->least = shingle;
	posting->hash = winnower->ring[shingle % SHINGLE_RING];
	posting->word = shingle;
}

/* Keeps the rightmost minimum of the n shingles up to last. */
static inline void
choose(Winnower *winnower, uint32_t last, uint32_t n)
{
	const uint64_t *ring = winnower->ring;
	uint32_t	least = last;

	for (uint32_t i = 1; i < n; i++)
		if (ring[(last - i) % SHINGLE_RING] < ring[least % SHINGLE_RING])
			least = last - i;
	keep(winnower, least);
}

/* Goes through the shingles that have come. */
static void
winnow(Winnower *winnower)
{
	const uint64_t *ring = winnower->ring;
	uint32_t	window = winnower->window;

	if (winnower->nkept + BATCH > winnower->room)
	{
		winnower->room = winnower->room * 2 + BATCH;
		winnower->kept = np_resize(winnower->host, winnower->kept,
								   winnower->room * sizeof(NpPosting));
	}
	for (uint32_t i = winnower->nwinnowed; i < winnower->nshingles; i++)
	{
		if (i + 1 < window)
			continue;			/* the first window is not full yet */
		if (i + 1 == window || winnower->least + window <= i)
			choose(winnower, i, window);
		else if (ring[i % SHINGLE_RING] < ring[winnower->least % SHINGLE_RING])
			keep(winnower, i);
	}
	winnower->nwinnowed = winnower->nshingles;
}

typedef struct Shingler
{
	Winnower	winnower;
	uint64_t	seed;
	uint64_t	powers[MAX_WORDS + 1];	/* [n]: M^n, n up to needed */
	uint32_t	needed;			/* weight of a shingle */
	uint32_t	weight;			/* of the words from first on */
	uint32_t	nwords;			/* read so far */
	uint32_t	first;			/* word that the next shingle begins at */
	uint64_t	sums[WORD_RING];	/* [i % WORD_RING]: P of the first i words */
	uint8_t		weights[WORD_RING]; /* of each word */
} Shingler;

static void
start_shingler(Shingler *shingler, NpParameters parameters)
{
	shingler->needed = parameters.shingle * NP_SPACED_WEIGHT;
	shingler->powers[0] = 1;
	for (uint32_t i = 0; i < shingler->needed; i++)
		shingler->powers[i + 1] = shingler->powers[i] * NP_MULTIPLIER;
	shingler->weight = 0;
	shingler->seed = np_mix(parameters.format |
							(uint64_t) parameters.normalization << 8 |
							(uint64_t) parameters.profile << 16 |
							(uint64_t) parameters.shingle << 24 |
							(uint64_t) parameters.winnow << 32);
	shingler->nwords = 0;
	shingler->first = 0;
	shingler->sums[0] = 0;
}

static inline void
add_word(Shingler *shingler, const NpWord *word)
{
	Winnower   *winnower = &shingler->winnower;
	uint32_t	n = shingler->nwords++;
	uint64_t	sum = shingler->sums[n % WORD_RING] * NP_MULTIPLIER +
	np_word_hash(word->form, word->form_length);

	shingler->sums[(n + 1) % WORD_RING] = sum;
	shingler->weights[n % WORD_RING] = (uint8_t) np_word_weight(word->script);
	shingler->weight += np_word_weight(word->script);

	/* the shingles that end with this word: without it they are too light */
	while (shingler->weight >= shingler->needed)
	{
		/* what the ring has of words from first on was put there above */
		/* NOLINTBEGIN(clang-analyzer-core.*) */
		uint32_t	first = shingler->first++;
		uint64_t	polynomial = sum - shingler->sums[first % WORD_RING] *
		shingler->powers[n + 1 - first];

		winnower->ring[first % SHINGLE_RING] =
			np_mix(polynomial ^ shingler->seed) >> (64 - NP_HASH_BITS);
		winnower->nshingles = first + 1;
		shingler->weight -= shingler->weights[first % WORD_RING];
		/* NOLINTEND(clang-analyzer-core.*) */
		if (first - winnower->nwinnowed == BATCH - 1)
			winnow(winnower);
	}
}

/* Of every window of so many shingles the least; of all of them for 1 */
static NpPosting *
fingerprint(const NpHost *host, NpParameters parameters, uint32_t window,
			NpText text, size_t *npostings, uint32_t *words)
{
	NpWordReader *reader = np_words_begin(host, text);
	NpWord		word;
	Shingler	shingler;
	Winnower   *winnower = &shingler.winnower;

	start_shingler(&shingler, parameters);
	winnower->host = host;
	winnower->window = window;
	winnower->nshingles = 0;
	winnower->nwinnowed = 0;
	winnower->least = 0;
	winnower->nkept = 0;
	/* an English word and its space take six bytes; 2/(w+1) of them are kept */
	winnower->room = text.length / (3 * (window + 1)) + 16;
	winnower->kept = np_alloc(host, winnower->room * sizeof(NpPosting));

	while (np_words_next(reader, &word))
		add_word(&shingler, &word);
	np_words_end(reader);

	winnow(winnower);
	if (winnower->nshingles > 0 && winnower->nshingles < winnower->window)
		choose(winnower, winnower->nshingles - 1, winnower->nshingles);

	np_sort_postings(host, winnower->kept, winnower->nkept);
	*npostings = winnower->nkept;
	*words = shingler.nwords;
	return winnower->kept;
}

NpPosting *
np_fingerprint(const NpHost *host, NpParameters parameters, NpText text,
			   size_t *npostings, uint32_t *words)
{
	return fingerprint(host, parameters, parameters.winnow, text,
					   npostings, words);
}

NpPosting *
np_shingles(const NpHost *host, NpParameters parameters, NpText text,
			size_t *npostings, uint32_t *words)
{
	return fingerprint(host, parameters, 1, text, npostings, words);
}
