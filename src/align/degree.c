/*-------------------------------------------------------------------------
 *
 * degree.c
 *	  How much of a text was taken from another, all things together.
 *
 *		degree = (coverage + 2 words + 2 pairs + 2 run) / 7
 *
 * coverage is the share of the reprint's words in passages of sensitive mode,
 * words the share whose stem the source has, pairs the share of neighbouring
 * stems that the source has as neighbours, and run log2(1 + n) / 7, where n is
 * the longest run of identical words, of which 127 are counted.
 *
 * Each fails alone: rewriting breaks runs and pairs but keeps words and
 * passages; independent texts on one subject share words, but neither pairs nor
 * runs.  The levels are those of Clough and Stevenson, "Developing a corpus of
 * plagiarised short answers" (2011), and so are the numbers between them:
 * bench/bench_align.c tells how often they are right.
 *
 *-------------------------------------------------------------------------
 */
#include "align/degree.h"

#include <math.h>
#include <stdlib.h>

#include "print/hash.h"

#define LONGEST_RUN		127

/* Least degree of a level */
#define HEAVY			0.486
#define LIGHT			0.786
#define COPIED			0.844

const char *
np_level_name(NpLevel level)
{
	static const char *const names[] = {
		[NP_LEVEL_NONE] = "none",
		[NP_LEVEL_HEAVY] = "heavy",
		[NP_LEVEL_LIGHT] = "light",
		[NP_LEVEL_COPIED] = "copied"
	};

	return names[level];
}

/* Hashes of all runs of so many words, by stems or by the words themselves */
typedef struct Runs
{
	uint64_t   *hashes;
	size_t		count;
} Runs;

static void
hash_runs(const NpHost *host, const NpArticle *article, size_t length,
		  bool stems, Runs *runs)
{
	size_t		n = article->layout.nwords;
	uint64_t	hash = 0;
	uint64_t	oldest = 1;		/* what the word that falls out was times */

	runs->hashes = np_alloc(host, (n + 1) * sizeof(uint64_t));
	runs->count = 0;
	for (size_t i = 0; i < length; i++)
		oldest *= NP_MULTIPLIER;
	for (size_t i = 0; i < n; i++)
	{
		const NpToken *token = &article->tokens[i];

		hash = hash * NP_MULTIPLIER + np_mix(stems ? token->stem : token->form);
		if (i >= length)
			hash -= oldest * np_mix(stems ? token[-(ptrdiff_t) length].stem :
									token[-(ptrdiff_t) length].form);
		if (i + 1 >= length)
			runs->hashes[runs->count++] = hash;
	}
	np_check_interrupts(host);
}

static int
compare_hashes(const void *x, const void *y)
{
	uint64_t	a = *(const uint64_t *) x;
	uint64_t	b = *(const uint64_t *) y;

	return (a > b) - (a < b);
}

/* Share of the reprint's runs of so many words that the source has */
static double
shared_runs(const NpHost *host, const NpArticle *source,
			const NpArticle *reprint, size_t length, bool stems)
{
	Runs		theirs;
	Runs		ours;
	size_t		shared = 0;
	double		share;

	hash_runs(host, source, length, stems, &theirs);
	hash_runs(host, reprint, length, stems, &ours);
	qsort(theirs.hashes, theirs.count, sizeof(uint64_t), compare_hashes);
	for (size_t i = 0; i < ours.count && theirs.count > 0; i++)
		shared += bsearch(&ours.hashes[i], theirs.hashes, theirs.count,
						  sizeof(uint64_t), compare_hashes) != NULL;
	share = ours.count > 0 ? (double) shared / ours.count : 0;
	np_release(host, theirs.hashes);
	np_release(host, ours.hashes);
	return share;
}

/* By halving: a run holds all shorter ones */
static size_t
longest_run(const NpHost *host, const NpArticle *source,
			const NpArticle *reprint)
{
	size_t		low = 0;
	size_t		high = LONGEST_RUN;

	while (low < high)
	{
		size_t		middle = (low + high + 1) / 2;

		if (shared_runs(host, source, reprint, middle, false) > 0)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

void
np_degree(const NpHost *host, const NpArticle *source,
		  const NpArticle *reprint, const NpPassages *passages,
		  NpDegree *degree)
{
	size_t		covered = 0;
	size_t		n = reprint->layout.nwords;

	for (size_t i = 0; i < passages->count; i++)
		covered += passages->items[i].reprint.count;
	degree->coverage = n > 0 ? (double) covered / n : 0;
	degree->words = shared_runs(host, source, reprint, 1, true);
	degree->pairs = shared_runs(host, source, reprint, 2, true);
	degree->run = longest_run(host, source, reprint);
	degree->degree = (degree->coverage + 2 * degree->words +
					  2 * degree->pairs +
					  2 * log2(1 + (double) degree->run) / 7) / 7;
	degree->level = degree->degree >= COPIED ? NP_LEVEL_COPIED :
		degree->degree >= LIGHT ? NP_LEVEL_LIGHT :
		degree->degree >= HEAVY ? NP_LEVEL_HEAVY : NP_LEVEL_NONE;
}
