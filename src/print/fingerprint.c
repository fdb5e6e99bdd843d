/*-------------------------------------------------------------------------
 *
 * fingerprint.c
 *	  From a text to the postings of its print: shingles, winnowed.
 *
 * A shingle begins at every word and has k words; it has 2k if its first word
 * is a Han character, 3k for kana and 4k for South-East Asian scripts, whose
 * "words" are single characters that carry less (NpScript).  Shingles that
 * would run over the end of the text do not exist.
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

#include "print/sort.h"

/* Words that a shingle's first word is a factor of k for, by NpScript */
static const int script_factor[] = {
	[NP_SPACED] = 1,
	[NP_HAN] = 2,
	[NP_KANA] = 3,
	[NP_SOUTHEAST_ASIAN] = 4
};

#define SCRIPTS			4
#define MAX_FACTOR		4

/* Rings are as long as the longest shingle and window need, a power of two */
#define WORD_RING		256
#define WINDOW_RING		128

_Static_assert(WORD_RING > NP_MAX_SHINGLE * MAX_FACTOR,
			   "a shingle's words fit into the ring");
_Static_assert(WINDOW_RING >= NP_MAX_WINNOW,
			   "a window's shingles fit into the ring");

typedef struct Winnower
{
	const NpHost *host;
	NpPosting  *kept;
	size_t		nkept;
	size_t		room;
	uint32_t	window;			/* w */
	uint64_t	nshingles;		/* seen so far */
	uint64_t	least;			/* ordinal of the last choice */
	NpPosting	ring[WINDOW_RING];	/* the last shingles, by ordinal */
} Winnower;

static void
keep(Winnower *winnower, NpPosting posting)
{
	if (winnower->nkept == winnower->room)
	{
		winnower->room *= 2;
		winnower->kept = np_resize(winnower->host, winnower->kept,
								   winnower->room * sizeof(NpPosting));
	}
	winnower->kept[winnower->nkept++] = posting;
}

/* Keeps the rightmost minimum of the last n shingles. */
static void
choose(Winnower *winnower, uint64_t n)
{
	uint64_t	last = winnower->nshingles - 1;
	uint64_t	least = last;

	for (uint64_t i = 1; i < n; i++)
		if (winnower->ring[(last - i) % WINDOW_RING].hash <
			winnower->ring[least % WINDOW_RING].hash)
			least = last - i;
	winnower->least = least;
	keep(winnower, winnower->ring[least % WINDOW_RING]);
}

static inline void
add_shingle(Winnower *winnower, uint64_t hash, uint32_t word)
{
	uint64_t	ordinal = winnower->nshingles++;
	NpPosting	posting = {hash, word};

	winnower->ring[ordinal % WINDOW_RING] = posting;
	if (ordinal + 1 <= winnower->window)
	{
		if (ordinal + 1 == winnower->window)
			choose(winnower, winnower->window);
	}
	else if (hash < winnower->ring[winnower->least % WINDOW_RING].hash)
	{
		winnower->least = ordinal;
		keep(winnower, posting);
	}
	else if (winnower->least + winnower->window <= ordinal)
		choose(winnower, winnower->window);
}

typedef struct Shingler
{
	Winnower	winnower;
	uint64_t	seed;
	uint64_t	powers[SCRIPTS];	/* M^n for a shingle of n words */
	uint32_t	sizes[SCRIPTS]; /* n, by script of the first word */
	uint32_t	nwords;			/* read so far */
	uint32_t	first;			/* word that the next shingle begins at */
	uint64_t	sums[WORD_RING];	/* [i % WORD_RING]: P of the first i words */
	uint8_t		scripts[WORD_RING]; /* NpScript of each word */
} Shingler;

static void
start_shingler(Shingler *shingler, NpParameters parameters)
{
	for (int script = 0; script < SCRIPTS; script++)
	{
		shingler->sizes[script] = parameters.shingle * script_factor[script];
		shingler->powers[script] = 1;
		for (uint32_t i = 0; i < shingler->sizes[script]; i++)
			shingler->powers[script] *= NP_MULTIPLIER;
	}
	shingler->seed = np_mix(parameters.format |
							(uint64_t) parameters.normalization << 8 |
							(uint64_t) parameters.profile << 16 |
							(uint64_t) parameters.shingle << 24 |
							(uint64_t) parameters.winnow << 32);
	shingler->nwords = 0;
	shingler->first = 0;
	shingler->sums[0] = 0;
}

/* Passes on the shingle that begins at first, if all of its words are read. */
static inline bool
pass_shingle(Shingler *shingler)
{
	uint32_t	first = shingler->first;
	int			script = shingler->scripts[first % WORD_RING];
	uint32_t	end = first + shingler->sizes[script];
	uint64_t	polynomial;

	if (end > shingler->nwords)
		return false;
	polynomial = shingler->sums[end % WORD_RING] -
		shingler->sums[first % WORD_RING] * shingler->powers[script];
	add_shingle(&shingler->winnower,
				np_mix(polynomial ^ shingler->seed) >> (64 - NP_HASH_BITS),
				first);
	return true;
}

static inline void
add_word(Shingler *shingler, const NpWord *word)
{
	uint32_t	n = shingler->nwords++;

	shingler->sums[(n + 1) % WORD_RING] =
		shingler->sums[n % WORD_RING] * NP_MULTIPLIER +
		np_word_hash(word->form, word->form_length);
	shingler->scripts[n % WORD_RING] = word->script;
	/* a shingle waits until those that begin before it are complete */
	while (shingler->first < shingler->nwords && pass_shingle(shingler))
		shingler->first++;
}

NpPosting *
np_fingerprint(const NpHost *host, NpParameters parameters, NpText text,
			   size_t *npostings, uint32_t *words)
{
	NpWordReader *reader = np_words_begin(host, text);
	NpWord		word;
	Shingler	shingler;
	Winnower   *winnower = &shingler.winnower;

	start_shingler(&shingler, parameters);
	winnower->host = host;
	winnower->window = parameters.winnow;
	winnower->nshingles = 0;
	winnower->least = 0;
	winnower->nkept = 0;
	/* an English word and its space take six bytes; 2/(w+1) of them are kept */
	winnower->room = text.length / (3 * (parameters.winnow + 1)) + 16;
	winnower->kept = np_alloc(host, winnower->room * sizeof(NpPosting));

	while (np_words_next(reader, &word))
		add_word(&shingler, &word);
	np_words_end(reader);

	/* behind a shingle that the text is too short for, a shorter one may fit */
	for (; shingler.first < shingler.nwords; shingler.first++)
		pass_shingle(&shingler);
	if (winnower->nshingles > 0 && winnower->nshingles < winnower->window)
		choose(winnower, winnower->nshingles);

	np_sort_postings(host, winnower->kept, winnower->nkept);
	*npostings = winnower->nkept;
	*words = shingler.nwords;
	return winnower->kept;
}
