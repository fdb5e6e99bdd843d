/*-------------------------------------------------------------------------
 *
 * ignored.c
 *	  Boilerplate in a text: which of its words a print to be ignored stands
 *	  for.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "print/print.h"
#include "print/shingle.h"

/* First place at or behind from of a hash that is not below the one given */
static size_t
place_of(const uint64_t *hashes, size_t nhashes, size_t from, uint64_t hash)
{
	size_t		low = from;
	size_t		high = nhashes;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (hashes[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Reads the text once more for where the shingles end that begin at the words
 * flagged, and flags the words that they cover.
 */
static void
cover_words(const NpHost *host, NpParameters parameters, NpText text,
			const bool *begins, bool *covered)
{
	NpWordReader *reader = np_words_begin(host, text);
	NpWord		word;
	uint32_t	needed = parameters.shingle * NP_SPACED_WEIGHT;
	uint32_t	weight = 0;		/* of the words from first to the last one
								 * read */
	uint32_t	weights[NP_MAX_SHINGLE * NP_SPACED_WEIGHT];
	uint32_t	room = NP_MAX_SHINGLE * NP_SPACED_WEIGHT;
	size_t		first = 0;
	size_t		previous = 0;	/* the last shingle that begins at a flag */
	size_t		end = 0;		/* and its end; 0 before there was one */

	for (size_t n = 0; np_words_next(reader, &word); n++)
	{
		weights[n % room] = np_word_weight(word.script);
		weight += weights[n % room];
		for (; weight >= needed; first++)
		{
			/* put there above, when word first was read */
			/* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign) */
			weight -= weights[first % room];
			if (!begins[first])
				continue;
			if (end == 0 || (first > end && first - previous > parameters.winnow))
				end = first;
			while (end <= n)
				covered[end++] = true;
			previous = first;
		}
	}
	np_words_end(reader);
}

bool *
np_ignored_words(const NpHost *host, NpParameters parameters,
				 const uint64_t *hashes, size_t nhashes,
				 NpText text, size_t *nwords)
{
	uint32_t	words;
	size_t		nshingles;
	NpPosting  *shingles = np_shingles(host, parameters, text,
									   &nshingles, &words);
	bool	   *begins = np_alloc(host, (size_t) words + 1);
	bool	   *covered = np_alloc(host, (size_t) words + 1);
	bool		any = false;
	size_t		at = 0;

	memset(begins, 0, (size_t) words + 1);
	memset(covered, 0, (size_t) words + 1);
	for (size_t i = 0; i < nshingles; i++)
	{
		if (i % 4096 == 4095)
			np_check_interrupts(host);
		at = place_of(hashes, nhashes, at, shingles[i].hash);
		if (at == nhashes)
			break;
		if (hashes[at] == shingles[i].hash)
			begins[shingles[i].word] = any = true;
	}
	np_release(host, shingles);
	if (any)
		cover_words(host, parameters, text, begins, covered);
	np_release(host, begins);
	if (nwords != NULL)
		*nwords = words;
	return covered;
}
