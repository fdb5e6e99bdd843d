/*-------------------------------------------------------------------------
 *
 * corpus_truth.c
 *	  The right answers to make_corpus's queries, found by comparing words.
 *
 * An article holds a paragraph if some stretch of its folded words is within
 * MAX_EDITED edits a word of it (Levenshtein distance, insertions, deletions
 * and replacements of words).  A paragraph of m words with at most e edits has,
 * among any e + 1 disjoint pieces of it, one without an edit; with 6% of edits
 * and 20 words or more such a piece has at least ten words.  So every holder
 * shares a run of RUN words with the query, and it is enough to look up all
 * runs of the corpus in a table of the queries' runs and to compute distances
 * around what is found there: no holder is missed, and no fingerprint decides.
 *
 * Answers are right, neutral, or wrong:
 *	right	holds the paragraph of the query; for an article, one of its
 *			paragraphs of MIN_WORDS words or more that is not boilerplate
 *	neutral is no right answer, but no error either: has the paragraph within
 *			MAX_REWORKED edits a word; is of the same family of republications;
 *			for an article, shares a stretch of text, a quotation or a statement
 *			as a rule, in which the words alike outnumber the others by
 *			STRETCH or more (local alignment: Smith, Waterman, 1981); or shares
 *			a paragraph that its outlet prints again and again, in the same
 *			words or with a changed date
 *	wrong	all else, above all what shares only the boilerplate that was put in
 *
 *-------------------------------------------------------------------------
 */
#include "corpus.h"

#include <stdlib.h>
#include <string.h>

#include "print/hash.h"
#include "text/words.h"

#include "../test/unit/tap.h"

#define RUN				6
#define MIN_WORDS		20
#define STRETCH			12
#define AROUND			40		/* words looked at on each side of a run */
#define MAX_EDITED		0.06
#define MAX_REWORKED	0.40
#define MANY			3		/* articles of an outlet that print a
								 * paragraph */
#define MOST_HOLDERS	20		/* more have only what is printed again and
								 * again, as a republished article has at most
								 * eight copies */

void
read_words(const char *body, size_t length,
		   const Paragraph *paragraphs, uint32_t nparagraphs,
		   uint32_t **words, uint32_t *nwords, uint32_t **paragraph_words)
{
	NpText		text = {body, length};
	NpWordReader *reader = np_words_begin(&tap_host, text);
	NpWord		word;
	uint32_t	room = length / 5 + 16;
	uint32_t	p = 0;

	*words = grab(room * sizeof(uint32_t));
	*paragraph_words = grab((nparagraphs + 1) * sizeof(uint32_t));
	*nwords = 0;
	while (np_words_next(reader, &word))
	{
		while (p < nparagraphs && word.start >= paragraphs[p].start)
			(*paragraph_words)[p++] = *nwords;
		if (*nwords == room)
			*words = regrab(*words, (room *= 2) * sizeof(uint32_t));
		(*words)[(*nwords)++] = np_word_hash(word.form, word.form_length) >> 32;
	}
	np_words_end(reader);
	while (p <= nparagraphs)
		(*paragraph_words)[p++] = *nwords;
	*words = regrab(*words, *nwords * sizeof(uint32_t));
}

/* ----- what an outlet prints again and again ----- */

typedef struct Printed
{
	uint64_t	hash;			/* of outlet and paragraph */
	uint32_t	id;
} Printed;

static Printed *printed;
static size_t nprinted;

static int
compare_printed(const void *a, const void *b)
{
	const Printed *x = a;
	const Printed *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static uint64_t
hash_words(const uint32_t *words, uint32_t n)
{
	uint64_t	hash = n;

	for (uint32_t i = 0; i < n; i++)
		hash = hash * NP_MULTIPLIER + words[i];
	return np_mix(hash);
}

static uint64_t
printed_hash(const Article *article, uint32_t paragraph)
{
	uint32_t	first = article->paragraph_words[paragraph];

	return hash_words(article->words + first,
					  article->paragraph_words[paragraph + 1] - first) ^
		np_mix(article->outlet + 1);
}

void
find_repeated(Article **articles, uint32_t n)
{
	size_t		total = 0;

	for (uint32_t i = 0; i < n; i++)
		total += articles[i]->nparagraphs;
	printed = grab(total * sizeof(Printed));
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t p = 0; p < articles[i]->nparagraphs; p++)
		{
			printed[nprinted].hash = printed_hash(articles[i], p);
			printed[nprinted++].id = articles[i]->id;
		}
	qsort(printed, nprinted, sizeof(Printed), compare_printed);
}

static bool
is_repeated(const Article *article, uint32_t paragraph)
{
	Printed		key = {printed_hash(article, paragraph), 0};
	size_t		low = 0;
	size_t		high = nprinted;
	uint32_t	times = 0;
	uint32_t	id = 0;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (printed[middle].hash < key.hash)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < nprinted && printed[low].hash == key.hash; low++)
		if (printed[low].id != id)
		{
			times++;
			id = printed[low].id;
		}
	return times >= MANY;
}

Standing
paragraph_standing(const Article *article, uint32_t paragraph)
{
	uint32_t	words = article->paragraph_words[paragraph + 1] -
	article->paragraph_words[paragraph];

	if (article->paragraphs[paragraph].boilerplate)
		return BLOCK;
	if (words == 0 || !is_repeated(article, paragraph))
		return words < MIN_WORDS ? SHORT : COUNTS;
	return REPEATED;
}

/* ----- runs of the queries ----- */

typedef struct Run
{
	uint64_t	hash;
	uint32_t	query;
	uint32_t	word;
} Run;

static Run *runs;
static uint32_t nruns;
static uint32_t *run_slots;		/* hash -> first run + 1 */
static uint32_t run_mask;

static int
compare_runs(const void *a, const void *b)
{
	const Run  *x = a;
	const Run  *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->query != y->query)
		return x->query < y->query ? -1 : 1;
	return (x->word > y->word) - (x->word < y->word);
}

static void
index_runs(const Query *queries, uint32_t nqueries)
{
	size_t		total = 0;

	for (uint32_t q = 0; q < nqueries; q++)
		total += queries[q].nwords;
	runs = grab(total * sizeof(Run));
	for (uint32_t q = 0; q < nqueries; q++)
		for (uint32_t w = 0; w + RUN <= queries[q].nwords; w++)
		{
			Run			run = {hash_words(queries[q].words + w, RUN), q, w};

			runs[nruns++] = run;
		}
	qsort(runs, nruns, sizeof(Run), compare_runs);
	for (run_mask = 1; run_mask < 4 * nruns; run_mask *= 2)
		;
	run_slots = grab_zero(run_mask * sizeof(uint32_t));
	run_mask--;
	for (uint32_t r = 0; r < nruns; r++)
		if (r == 0 || runs[r].hash != runs[r - 1].hash)
		{
			uint32_t	slot = runs[r].hash & run_mask;

			while (run_slots[slot] != 0)
				slot = (slot + 1) & run_mask;
			run_slots[slot] = r + 1;
		}
}

/* The first run with the hash, or nruns */
static uint32_t
find_run(uint64_t hash)
{
	for (uint32_t slot = hash & run_mask; run_slots[slot] != 0; slot = (slot + 1) & run_mask)
		if (runs[run_slots[slot] - 1].hash == hash)
			return run_slots[slot] - 1;
	return nruns;
}

/* ----- distances ----- */

/* Least edits that turn some stretch of the text into the pattern (Sellers) */
static uint32_t
edits(const uint32_t *pattern, uint32_t m, const uint32_t *text, uint32_t n)
{
	uint32_t   *column = grab((m + 1) * sizeof(uint32_t));
	uint32_t	best = m;

	for (uint32_t i = 0; i <= m; i++)
		column[i] = i;
	for (uint32_t j = 0; j < n; j++)
	{
		uint32_t	diagonal = 0;

		for (uint32_t i = 1; i <= m; i++)
		{
			uint32_t	cell = diagonal + (pattern[i - 1] != text[j]);

			diagonal = column[i];
			if (diagonal + 1 < cell)
				cell = diagonal + 1;
			if (column[i - 1] + 1 < cell)
				cell = column[i - 1] + 1;
			column[i] = cell;
		}
		if (column[m] < best)
			best = column[m];
	}
	free(column);
	return best;
}

/*
 * By how many the words alike outnumber the others in the best pair of stretches
 * of both; neither has more than 2 * AROUND + RUN words.
 */
static int
common_stretch(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
	int			row[2 * AROUND + RUN + 1] = {0};
	int			best = 0;

	for (uint32_t i = 0; i < na; i++)
	{
		int			diagonal = 0;

		for (uint32_t j = 1; j <= nb; j++)
		{
			int			cell = diagonal + (a[i] == b[j - 1] ? 1 : -1);

			diagonal = row[j];
			if (cell < diagonal - 1)
				cell = diagonal - 1;
			if (cell < row[j - 1] - 1)
				cell = row[j - 1] - 1;
			row[j] = cell > 0 ? cell : 0;
			if (row[j] > best)
				best = row[j];
		}
	}
	return best;
}

typedef enum Verdict
{
	WRONG,
	NEUTRAL,
	RIGHT
} Verdict;

/* A run that a query and the article have in common */
typedef struct Hit
{
	uint32_t	query;
	uint32_t	query_word;
	uint32_t	article_word;
} Hit;

static int
compare_hits(const void *a, const void *b)
{
	const Hit  *x = a;
	const Hit  *y = b;
	int64_t		x_diagonal = (int64_t) x->query_word - x->article_word;
	int64_t		y_diagonal = (int64_t) y->query_word - y->article_word;

	if (x->query != y->query)
		return x->query < y->query ? -1 : 1;
	if (x_diagonal != y_diagonal)
		return x_diagonal < y_diagonal ? -1 : 1;
	return (x->query_word > y->query_word) - (x->query_word < y->query_word);
}

static uint32_t
paragraph_of(const Query *query, uint32_t word)
{
	uint32_t	p = 0;

	while (query->paragraph_words[p + 1] <= word)
		p++;
	return p;
}

/* What the article is to the query's paragraph that has the hit */
static Verdict
judge_paragraph(const Query *query, uint32_t p, const Article *article, const Hit *hit)
{
	uint32_t	first = query->paragraph_words[p];
	uint32_t	m = query->paragraph_words[p + 1] - first;
	uint32_t	before = hit->query_word - first + m / 2;
	uint32_t	begin = hit->article_word > before ? hit->article_word - before : 0;
	uint32_t	end = hit->article_word + (m - (hit->query_word - first)) + m / 2;
	uint32_t	distance;

	if (end > article->nwords)
		end = article->nwords;
	distance = edits(query->words + first, m, article->words + begin, end - begin);
	if (distance <= MAX_EDITED * m)
		return RIGHT;
	return distance <= MAX_REWORKED * m ? NEUTRAL : WRONG;
}

/* Do they share a stretch of text around the hit, which is in paragraph p? */
static bool
share_stretch(const Query *query, uint32_t p, const Article *article, const Hit *hit)
{
	uint32_t	begin = hit->query_word > AROUND ? hit->query_word - AROUND : 0;
	uint32_t	end = hit->query_word + RUN + AROUND;
	uint32_t	article_begin = hit->article_word > AROUND ? hit->article_word - AROUND : 0;
	uint32_t	article_end = hit->article_word + RUN + AROUND;

	/* boilerplate that was put in does not count */
	for (; p < query->nparagraphs; p++)
		if (query->standing[p] == BLOCK && query->paragraph_words[p] < end)
			end = query->paragraph_words[p];
	if (end > query->nwords)
		end = query->nwords;
	if (article_end > article->nwords)
		article_end = article->nwords;
	return common_stretch(query->words + begin, end - begin,
						  article->words + article_begin,
						  article_end - article_begin) >= STRETCH;
}

/* Counts the article as a holder of the query's paragraphs that it holds. */
static void
count_holder(Query *query, const Article *article, const Hit *hits, uint32_t nhits)
{
	for (uint32_t h = 0; h < nhits; h++)
	{
		uint32_t	p = paragraph_of(query, hits[h].query_word);

		if (query->standing[p] == COUNTS && query->last_holder[p] != article &&
			judge_paragraph(query, p, article, &hits[h]) == RIGHT)
		{
			query->last_holder[p] = article;
			query->holders[p]++;
		}
	}
}

/* What the article is to the query, of which it has the hits */
static Verdict
judge(const Query *query, const Article *article, const Hit *hits, uint32_t nhits)
{
	Verdict		verdict = WRONG;

	for (uint32_t h = 0; h < nhits && verdict != RIGHT; h++)
	{
		uint32_t	p = paragraph_of(query, hits[h].query_word);
		bool		continues = h > 0 &&
		hits[h].query_word == hits[h - 1].query_word + 1 &&
		hits[h].article_word == hits[h - 1].article_word + 1;

		switch (query->standing[p])
		{
			case COUNTS:
				if (!continues || query->paragraph_words[p] == hits[h].query_word)
				{
					Verdict		of_paragraph = judge_paragraph(query, p, article, &hits[h]);

					if (of_paragraph > verdict)
						verdict = of_paragraph;
				}
				break;
			case REPEATED:
				verdict = NEUTRAL;
				break;
			case SHORT:
			case BLOCK:
				break;
		}
		if (query->kind == ARTICLE && verdict == WRONG && !continues &&
			query->standing[p] != BLOCK && share_stretch(query, p, article, &hits[h]))
			verdict = NEUTRAL;
	}
	return verdict;
}

/* ----- answers ----- */

static void
add_answer(uint32_t **answers, uint32_t *n, uint32_t id)
{
	if ((*n & (*n - 1)) == 0)
		*answers = regrab(*answers, 2 * (*n + 1) * sizeof(uint32_t));
	(*answers)[(*n)++] = id;
}

/* The first article of a family of republications */
static const Article *
head(const Article *article)
{
	while (article->source != NULL)
		article = article->source;
	return article;
}

static void
add_to_answers(Query *query, const Article *article, const Hit *hits, uint32_t nhits)
{
	Verdict		verdict = nhits > 0 ? judge(query, article, hits, nhits) : WRONG;

	if (verdict == WRONG && query->article != NULL &&
		head(query->article) == head(article))
		verdict = NEUTRAL;
	if (verdict == RIGHT)
		add_answer(&query->right, &query->nright, article->id);
	else if (verdict == NEUTRAL)
		add_answer(&query->neutral, &query->nneutral, article->id);
}

/* Runs of the article that queries have, by query and place; an array to free */
static Hit *
find_hits(const Article *article, uint32_t *nhits)
{
	Hit		   *hits = NULL;
	uint32_t	room = 0;

	*nhits = 0;
	for (uint32_t w = 0; w + RUN <= article->nwords; w++)
	{
		uint64_t	hash = hash_words(article->words + w, RUN);

		for (uint32_t r = find_run(hash); r < nruns && runs[r].hash == hash; r++)
		{
			Hit			hit = {runs[r].query, runs[r].word, w};

			if (*nhits == room)
				hits = regrab(hits, (room = 2 * room + 64) * sizeof(Hit));
			hits[(*nhits)++] = hit;
		}
	}
	qsort(hits, *nhits, sizeof(Hit), compare_hits);
	return hits;
}

void
find_answers(Query *queries, uint32_t nqueries, Article **articles, uint32_t n)
{
	index_runs(queries, nqueries);
	for (uint32_t q = 0; q < nqueries; q++)
	{
		queries[q].holders = grab_zero(queries[q].nparagraphs * sizeof(uint32_t));
		queries[q].last_holder = grab_zero(queries[q].nparagraphs * sizeof(Article *));
	}
	for (int pass = 0; pass < 2; pass++)
	{
		for (uint32_t i = 0; i < n; i++)
		{
			uint32_t	nhits;
			Hit		   *hits = find_hits(articles[i], &nhits);
			uint32_t	end = 0;

			for (uint32_t q = 0; q < nqueries; q++)
			{
				uint32_t	begin = end;

				while (end < nhits && hits[end].query == q)
					end++;
				if (queries[q].kind == ARTICLE && queries[q].article == articles[i])
					continue;
				if (pass == 0)
					count_holder(&queries[q], articles[i], hits + begin, end - begin);
				else
					add_to_answers(&queries[q], articles[i], hits + begin, end - begin);
			}
			free(hits);
		}
		for (uint32_t q = 0; q < nqueries && pass == 0; q++)
			for (uint32_t p = 0; p < queries[q].nparagraphs; p++)
				if (queries[q].kind != WIRE_STORY && queries[q].holders[p] > MOST_HOLDERS)
					queries[q].standing[p] = REPEATED;
	}
}
