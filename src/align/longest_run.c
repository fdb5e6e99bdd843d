/*-------------------------------------------------------------------------
 *
 * longest_run.c
 *	  The longest run of words that stands in a passage's source and in its
 *	  reprint.
 *
 * Where a run of n words is shared, so is one of n - 1: the length is found by
 * steps that double and then by halves, with a look at all stretches of one
 * length at each step.  Those of the source are kept by their hash, those of
 * the reprint looked up (Karp, Rabin 1987).  Hashes are polynomials modulo the
 * prime 2^61 - 1: modulo a power of two the Thue-Morse sequence of any two words
 * collides with its opposite.  A shared stretch is compared word by word, and
 * as far as it goes, before it is believed.
 *
 * This is O(n log n) whatever the texts; runs.c is faster, but it reads on
 * behind a run where a longer one may begin within it.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "align/aligner.h"
#include "print/hash.h"

#define PRIME		((UINT64_C(1) << 61) - 1)
#define BASE		(NP_MULTIPLIER % PRIME)

typedef struct Slot
{
	uint64_t	hash;
	uint32_t	position;		/* from 1; 0 where the slot is empty */
} Slot;

/* Where a passage's runs are looked for */
typedef struct Search
{
	const NpHost *host;
	const NpToken *source;
	uint32_t	nsource;
	const NpToken *reprint;
	uint32_t	nreprint;
	const bool *ignored;		/* of the reprint's words, or NULL */
	Slot	   *slots;
	uint64_t	mask;
} Search;

/* A stretch that moves along a text */
typedef struct Stretch
{
	uint64_t	hash;
	uint64_t	outgoing;		/* BASE to the power of its length */
	uint32_t	length;
} Stretch;

static uint64_t
times(uint64_t x, uint64_t y)
{
	unsigned	__int128 product = (unsigned __int128) x * y;
	uint64_t	sum = (uint64_t) (product & PRIME) + (uint64_t) (product >> 61);

	return sum >= PRIME ? sum - PRIME : sum;
}

static Stretch
stretch_of(uint32_t length)
{
	Stretch		stretch = {0, 1, length};

	for (uint32_t i = 0; i < length; i++)
		stretch.outgoing = times(stretch.outgoing, BASE);
	return stretch;
}

/* Takes word i in, and drops the one that is too far behind it. */
static void
move_to(Stretch *stretch, const NpToken *tokens, uint32_t i)
{
	uint64_t	hash = times(stretch->hash, BASE) + tokens[i].form % PRIME;

	if (i >= stretch->length)
		hash += PRIME - times(stretch->outgoing,
							  tokens[i - stretch->length].form % PRIME);
	stretch->hash = hash % PRIME;
}

static Slot *
slot_of(const Search *search, uint64_t hash)
{
	uint64_t	at = np_mix(hash) & search->mask;

	while (search->slots[at].position != 0 && search->slots[at].hash != hash)
		at = (at + 1) & search->mask;
	return &search->slots[at];
}

/* How far two places agree, up to the ends and to what is ignored */
static uint32_t
common_words(const Search *search, uint32_t source, uint32_t reprint)
{
	uint32_t	n = 0;

	while (source + n < search->nsource && reprint + n < search->nreprint &&
		   search->source[source + n].form == search->reprint[reprint + n].form &&
		   (search->ignored == NULL || !search->ignored[reprint + n]))
		n++;
	return n;
}

/* A shared run of at least length words: how long it is, or 0 */
static uint32_t
find_run(const Search *search, uint32_t length)
{
	Stretch		stretch = stretch_of(length);
	uint32_t	free = 0;		/* words in a row that are not ignored; no
								 * stretch with one that is gets compared, so
								 * that comparing stays linear */

	if (length > search->nsource || length > search->nreprint)
		return 0;
	np_check_interrupts(search->host);
	memset(search->slots, 0, (search->mask + 1) * sizeof(Slot));
	for (uint32_t i = 0; i < search->nsource; i++)
	{
		Slot	   *slot;

		move_to(&stretch, search->source, i);
		if (i + 1 < length)
			continue;
		slot = slot_of(search, stretch.hash);
		slot->hash = stretch.hash;
		if (slot->position == 0)
			slot->position = i + 1 - length + 1;
	}

	np_check_interrupts(search->host);
	stretch.hash = 0;
	for (uint32_t i = 0; i < search->nreprint; i++)
	{
		const Slot *slot;

		move_to(&stretch, search->reprint, i);
		free = search->ignored != NULL && search->ignored[i] ? 0 : free + 1;
		if (free < length)
			continue;
		slot = slot_of(search, stretch.hash);
		if (slot->position != 0)
		{
			uint32_t	common = common_words(search, slot->position - 1,
											  i + 1 - length);

			if (common >= length)
				return common;
		}
	}
	return 0;
}

/*
 * Returns most, or the length of the passage's longest run where that is
 * longer.  Words of the reprint that are flagged end a run.
 */
uint32_t
np_longest_run_in(NpPair *pair, const NpPassage *passage, const bool *ignored,
				  uint32_t most)
{
	Search		search;
	uint32_t	step = 1;
	uint32_t	beyond;			/* no run is as long */
	uint64_t	room = 64;

	search.host = pair->host;
	search.source = pair->b.tokens + passage->source.first;
	search.nsource = (uint32_t) passage->source.count;
	search.reprint = pair->a.tokens + passage->reprint.first;
	search.nreprint = (uint32_t) passage->reprint.count;
	search.ignored = ignored == NULL ? NULL : ignored + passage->reprint.first;
	beyond = (search.nsource < search.nreprint ? search.nsource :
			  search.nreprint) + 1;
	if (most + 1 >= beyond)
		return most;
	while (room < 2 * (uint64_t) search.nsource)
		room *= 2;
	/* not of the arena: passages may have much of the source each */
	search.slots = np_alloc(pair->host, room * sizeof(Slot));
	search.mask = room - 1;

	while (most + 1 < beyond)
	{
		uint32_t	middle = most + (beyond - most) / 2;
		uint32_t	length = most + step < middle ? most + step : middle;
		uint32_t	found = find_run(&search, length);

		if (found == 0)
			beyond = length;
		else
			most = found;
		step *= 2;
	}
	np_release(pair->host, search.slots);
	return most;
}
