/*-------------------------------------------------------------------------
 *
 * corpus_markov.c
 *	  News that nobody wrote, for make_corpus: a Markov chain over the words of
 *	  natural paragraphs (Shannon, A Mathematical Theory of Communication, 1948,
 *	  section 3).
 *
 * A word is what stands between white space, so that punctuation comes along.
 * The next word is the one behind a random place of the natural text where the
 * last two words (or, with the chance LOOSE, the last one) stand: all places are
 * sorted by the word before them and, among those, by the word before that, so
 * both kinds of places are ranges.
 *
 * A chain of two words alone would write no three words in a row that the
 * natural text lacks, but new articles have many such; and it would copy whole
 * sentences.  LOOSE is set so that a shingle of the chain is new to the natural
 * text as often as one of a natural article is new to the others.
 *
 * Paragraphs that occur more than once are not learned from, or boilerplate
 * would seep into everything.
 *
 *-------------------------------------------------------------------------
 */
#include "corpus.h"

#include <stdlib.h>
#include <string.h>

#include "print/hash.h"

#define LOOSE			0.45
#define MIN_PARAGRAPH	20		/* words of a paragraph worth learning from */
#define NO_WORD			0		/* before the first word of a paragraph */

/* vocabulary: word number -> its spelling; word 0 is none */
static struct Spelling
{
	const char *data;
	uint32_t	length;
}		   *spellings;
static uint32_t nspellings;
static uint32_t *slots;			/* open addressing, word numbers */
static uint32_t nslots;

/* the natural text, and its places sorted by the two words before them */
static uint32_t *stream;
static uint32_t nstream;
static uint32_t *followers;		/* the words at those places */
static uint32_t *first_place;	/* by the word before; nspellings + 1 */

/* where those behind two words begin and end; open addressing */
static struct Pair
{
	uint32_t	second;
	uint32_t	last;
	uint32_t	begin;
	uint32_t	end;
}		   *pairs;
static uint32_t pair_mask;

static uint64_t
hash_bytes(const char *data, size_t length)
{
	uint64_t	hash = length;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char) data[i]) * UINT64_C(0x100000001b3);
	return np_mix(hash);
}

static uint32_t
word_number(const char *data, uint32_t length)
{
	uint32_t	slot = hash_bytes(data, length) & (nslots - 1);

	while (slots[slot] != NO_WORD)
	{
		struct Spelling *known = &spellings[slots[slot]];

		if (known->length == length && memcmp(known->data, data, length) == 0)
			return slots[slot];
		slot = (slot + 1) & (nslots - 1);
	}
	if (nspellings > nslots / 2)
	{
		fprintf(stderr, "make_corpus: too many different words\n");
		exit(1);
	}
	spellings[nspellings].data = data;
	spellings[nspellings].length = length;
	return slots[slot] = nspellings++;
}

/* The end of the paragraph that begins at byte at */
static size_t
paragraph_end(const Natural *article, size_t at)
{
	const char *end = strstr(article->body + at, "\n\n");

	return end != NULL ? (size_t) (end - article->body) : article->length;
}

static int
compare_hashes(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *) a;
	uint64_t	y = *(const uint64_t *) b;

	return (x > y) - (x < y);
}

/* Hashes of all paragraphs, sorted */
static uint64_t *
paragraph_hashes(const Natural *natural, size_t n, size_t *nhashes)
{
	uint64_t   *hashes = NULL;
	size_t		room = 0;

	*nhashes = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t at = 0; at < natural[i].length;)
		{
			size_t		end = paragraph_end(&natural[i], at);

			if (*nhashes == room)
				hashes = regrab(hashes, (room = 2 * room + 4096) * sizeof(uint64_t));
			hashes[(*nhashes)++] = hash_bytes(natural[i].body + at, end - at);
			at = end + 2;
		}
	qsort(hashes, *nhashes, sizeof(uint64_t), compare_hashes);
	return hashes;
}

static bool
occurs_once(const uint64_t *hashes, size_t n, uint64_t hash)
{
	const uint64_t *found = bsearch(&hash, hashes, n, sizeof(uint64_t), compare_hashes);

	return !(found > hashes && found[-1] == hash) &&
		!(found + 1 < hashes + n && found[1] == hash);
}

/* Appends a paragraph's words to stream, behind a NO_WORD. */
static void
add_paragraph(const char *at, const char *end)
{
	uint32_t	begin = nstream;

	stream[nstream++] = NO_WORD;
	while (at < end)
	{
		const char *word = at;

		while (at < end && (unsigned char) *at > ' ')
			at++;
		if (at > word)
			stream[nstream++] = word_number(word, at - word);
		while (at < end && (unsigned char) *at <= ' ')
			at++;
	}
	if (nstream - begin <= MIN_PARAGRAPH)
		nstream = begin;
}

static uint32_t
word_at(uint32_t place, uint32_t back)
{
	return place >= back ? stream[place - back] : NO_WORD;
}

/* One pass of a radix sort: places by the word so far before them, stable */
static void
sort_places(const uint32_t *from, uint32_t *to, uint32_t *starts, uint32_t back)
{
	uint32_t   *next = grab(((size_t) nspellings + 1) * sizeof(uint32_t));

	memset(starts, 0, ((size_t) nspellings + 1) * sizeof(uint32_t));
	for (uint32_t i = 0; i < nstream; i++)
		starts[word_at(i, back) + 1]++;
	for (uint32_t w = 0; w < nspellings; w++)
		starts[w + 1] += starts[w];
	memcpy(next, starts, ((size_t) nspellings + 1) * sizeof(uint32_t));
	for (uint32_t i = 0; i < nstream; i++)
	{
		uint32_t	place = from != NULL ? from[i] : i;

		to[next[word_at(place, back)]++] = place;
	}
	free(next);
}

static uint32_t
pair_slot(uint32_t second, uint32_t last)
{
	uint32_t	slot = np_mix((uint64_t) second << 32 | last) & pair_mask;

	while (pairs[slot].end != 0 &&
		   (pairs[slot].second != second || pairs[slot].last != last))
		slot = (slot + 1) & pair_mask;
	return slot;
}

/* Finds the ranges of sorted places whose two words before are the same. */
static void
index_pairs(const uint32_t *places)
{
	uint32_t	npairs = 0;

	for (int pass = 0; pass < 2; pass++)
	{
		for (uint32_t i = 0, begin = 0; i < nstream; i++)
		{
			uint32_t	second = word_at(places[i], 2);
			uint32_t	last = word_at(places[i], 1);

			if (i + 1 < nstream && word_at(places[i + 1], 1) == last &&
				word_at(places[i + 1], 2) == second)
				continue;
			if (pass == 0)
				npairs++;
			else
			{
				struct Pair pair = {second, last, begin, i + 1};

				pairs[pair_slot(second, last)] = pair;
			}
			begin = i + 1;
		}
		if (pass == 0)
		{
			for (pair_mask = 1; pair_mask < 2 * npairs; pair_mask *= 2)
				;
			pairs = grab_zero(pair_mask * sizeof(struct Pair));
			pair_mask--;
		}
	}
}

void
markov_learn(const Natural *natural, size_t n)
{
	size_t		nhashes;
	uint64_t   *hashes = paragraph_hashes(natural, n, &nhashes);
	size_t		bytes = 0;
	uint32_t   *by_second;
	uint32_t   *places;

	for (size_t i = 0; i < n; i++)
		bytes += natural[i].length;
	nslots = 1 << 22;
	slots = grab_zero(nslots * sizeof(uint32_t));
	spellings = grab((nslots / 2 + 1) * sizeof(*spellings));
	spellings[0].data = "";
	spellings[0].length = 0;
	nspellings = 1;
	stream = grab((bytes / 2 + nhashes + 2) * sizeof(uint32_t));
	for (size_t i = 0; i < n; i++)
		for (size_t at = 0; at < natural[i].length;)
		{
			const char *body = natural[i].body;
			size_t		end = paragraph_end(&natural[i], at);

			if (occurs_once(hashes, nhashes, hash_bytes(body + at, end - at)))
				add_paragraph(body + at, body + end);
			at = end + 2;
		}
	free(hashes);
	stream[nstream++] = NO_WORD;	/* so that every word has one behind it */

	by_second = grab((size_t) nstream * sizeof(uint32_t));
	places = grab((size_t) nstream * sizeof(uint32_t));
	first_place = grab(((size_t) nspellings + 1) * sizeof(uint32_t));
	sort_places(NULL, by_second, first_place, 2);
	sort_places(by_second, places, first_place, 1);
	index_pairs(places);
	followers = by_second;
	for (uint32_t i = 0; i < nstream; i++)
		followers[i] = stream[places[i]];
	free(places);
}

static uint32_t
next_word(uint32_t second, uint32_t last)
{
	uint32_t	begin = first_place[last];
	uint32_t	end = first_place[last + 1];

	if (last != NO_WORD && chance_share() >= LOOSE)
	{
		const struct Pair *pair = &pairs[pair_slot(second, last)];

		if (pair->end > 0)
		{
			begin = pair->begin;
			end = pair->end;
		}
	}
	/* no word before: any that begins a paragraph */
	return followers[begin + chance_below(end - begin)];
}

static bool
ends_sentence(uint32_t word)
{
	const char *data = spellings[word].data;
	uint32_t	n = spellings[word].length;

	return n > 3 && (data[n - 1] == '.' || data[n - 1] == '?' || data[n - 1] == '!');
}

void
markov_paragraph(Text *text, uint32_t words)
{
	uint32_t	second = NO_WORD;
	uint32_t	last = NO_WORD;
	uint32_t	n = 0;
	uint32_t	slack = words / 2 < 15 ? words / 2 : 15;

	/* a chain that ends a natural paragraph begins anew with another */
	while (n + slack < words || !ends_sentence(last))
	{
		uint32_t	word = next_word(second, last);

		if (n >= words + slack)
		{
			text_say(text, ".");
			break;
		}
		second = last;
		last = word;
		if (word == NO_WORD)
			continue;
		if (n++ > 0)
			text_say(text, " ");
		text_add(text, spellings[word].data, spellings[word].length);
	}
}

const char *
markov_word(size_t *length)
{
	for (;;)
	{
		struct Spelling *word = &spellings[stream[chance_below(nstream)]];
		bool		letters = word->length > 0;

		for (uint32_t i = 0; i < word->length; i++)
			letters = letters && word->data[i] >= 'a' && word->data[i] <= 'z';
		*length = word->length;
		if (letters)
			return word->data;
	}
}
