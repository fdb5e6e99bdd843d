/*-------------------------------------------------------------------------
 *
 * bench_passages.c
 *	  What the aligner finds in long texts and in scripts without spaces, and
 *	  how its time grows on texts made to take long.
 *
 * Usage: bench_passages DATA [SECTION ...]
 *
 * long		pairs of PAN 2013 whose documents stand in longer texts, on one side
 *			or on both: recall of their cases as in the pair alone
 * growth	texts made to take long, twice as long again and again
 * languages	Chinese and Japanese versions of one document, Chinese histories
 *			that copy one another; what is found in unrelated pairs of them
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "documents.h"
#include "pan.h"
#include "print/hash.h"

static const char *
mode_name(int mode)
{
	return mode == NP_NEWS ? "news" : "sensitive";
}

/*
 * Long texts
 */

/* A pair of each set in so many is looked at, up to so many */
#define PAIRS_OF_SET	40

/* A pair with its cases, offsets in code points */
typedef struct Sample
{
	const char *source;
	const char *reprint;
	Reuse		cases[64];
	size_t		ncases;
	int			set;
} Sample;

static const char *
body_of(const Rows *documents, const char *id)
{
	for (size_t i = 0; i < documents->count; i++)
		if (strcmp(row_value(&documents->items[i], "id"), id) == 0)
			return row_value(&documents->items[i], "body");
	abort();
}

static size_t
choose_samples(const Rows *documents, const Rows *pairs, const Rows *labels,
			   Sample *samples, size_t room)
{
	size_t		count = 0;

	for (int set = 2; set <= 4; set++)
	{
		size_t		of_set = 0;

		for (size_t p = 0; p < pairs->count && of_set < PAIRS_OF_SET; p++)
		{
			const Row  *pair = &pairs->items[p];
			Sample	   *sample = &samples[count];

			if (atoi(row_value(pair, "set")) != set || p % 5 != 0 || count == room)
				continue;
			memset(sample, 0, sizeof(Sample));
			sample->set = set;
			sample->source = body_of(documents, row_value(pair, "source"));
			sample->reprint = body_of(documents, row_value(pair, "suspicious"));
			for (size_t k = 0; k < labels->count && sample->ncases < 64; k++)
			{
				const Row  *label = &labels->items[k];
				Reuse	   *reuse = &sample->cases[sample->ncases];

				if (atoi(row_value(label, "set")) != set ||
					strcmp(row_value(label, "source"), row_value(pair, "source")) != 0 ||
					strcmp(row_value(label, "suspicious"),
						   row_value(pair, "suspicious")) != 0)
					continue;
				reuse->set = set;
				reuse->this_start = strtoul(row_value(label, "this_offset"), NULL, 10);
				reuse->this_end = reuse->this_start +
					strtoul(row_value(label, "this_length"), NULL, 10);
				reuse->source_start = strtoul(row_value(label, "source_offset"), NULL, 10);
				reuse->source_end = reuse->source_start +
					strtoul(row_value(label, "source_length"), NULL, 10);
				sample->ncases++;
			}
			count++;
			of_set++;
		}
	}
	return count;
}

static size_t
code_points(const char *text, size_t length)
{
	size_t		count = 0;

	for (size_t i = 0; i < length; i++)
		count += (text[i] & 0xC0) != 0x80;
	return count;
}

/*
 * A text of about so many words: other articles, and a document somewhere among
 * them, behind *shift code points.  Articles of one event are neighbours; so
 * the source's surroundings are from one half, the reprint's from the other.
 */
static char *
surround(const char *document, const Rows *others, bool of_source,
		 size_t words, uint64_t where, size_t *shift)
{
	size_t		half = others->count / 2;
	size_t		room = words * 12 + strlen(document) + 65536;
	char	   *text = malloc(room);
	size_t		length = 0;
	size_t		place = where % (words * 6 + 1);
	bool		placed = false;

	if (text == NULL)
		abort();
	*shift = 0;
	for (size_t i = where % 50; words > 0 && length < words * 6; i++)
	{
		const char *other = row_value(&others->items[i * 7 % half +
													 (of_source ? half : 0)], "body");

		if (!placed && length >= place)
		{
			*shift = code_points(text, length);
			length += (size_t) sprintf(text + length, "%s\n\n", document);
			placed = true;
		}
		if (length + strlen(other) + strlen(document) + 8 > room)
			break;
		length += (size_t) sprintf(text + length, "%s\n\n", other);
	}
	if (!placed)
	{
		*shift = code_points(text, length);
		length += (size_t) sprintf(text + length, "%s", document);
	}
	return text;
}

static void
bench_long(void)
{
	static const struct
	{
		const char *what;
		size_t		source_words;
		size_t		reprint_words;
	}			surroundings[] = {
		{"alone", 0, 0},
		{"the source among 16,000 words", 16000, 0},
		{"the reprint among 16,000 words", 0, 16000},
		{"both among 16,000 words", 16000, 16000},
		{"both among 60,000 words", 60000, 60000},
	};
	Rows		documents;
	Rows		pairs;
	Rows		labels;
	Rows		others;
	Sample	   *samples = calloc(3 * PAIRS_OF_SET, sizeof(Sample));
	size_t		nsamples;

	if (!read_rows(path_to("corpora/pan13_documents.jsonl.gz"), &documents) ||
		!read_table(path_to("corpora/pan13_pairs.tsv"), &pairs) ||
		!read_table(path_to("corpora/pan13_cases.tsv"), &labels) ||
		!read_rows(path_to("corpora/basil.jsonl.gz"), &others))
	{
		printf("long: no corpus, skipped\n");
		return;
	}
	nsamples = choose_samples(&documents, &pairs, &labels, samples, 3 * PAIRS_OF_SET);

	for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
	{
		printf("long %s: recall and precision of the cases in %zu pairs\n"
			   "  %-32s verbatim      random        translation   "
			   "elsewhere ms a pair\n",
			   mode_name(mode), nsamples, "");
		for (size_t s = 0; s < sizeof(surroundings) / sizeof(surroundings[0]); s++)
		{
			Reuse	   *cases[3];
			Reuse	   *found[3];
			size_t		ncases[3] = {0};
			size_t		nfound[3] = {0};
			size_t		elsewhere = 0;
			double		spent = 0;

			for (int set = 0; set < 3; set++)
			{
				cases[set] = malloc(PAIRS_OF_SET * 64 * sizeof(Reuse));
				found[set] = malloc(PAIRS_OF_SET * 1024 * sizeof(Reuse));
			}
			for (size_t n = 0; n < nsamples; n++)
			{
				const Sample *sample = &samples[n];
				int			set = sample->set - 2;
				size_t		shift_source;
				size_t		shift_reprint;
				char	   *source = surround(sample->source, &others, true,
											  surroundings[s].source_words,
											  np_mix(2 * n + 1), &shift_source);
				char	   *reprint = surround(sample->reprint, &others, false,
											   surroundings[s].reprint_words,
											   np_mix(2 * n + 2), &shift_reprint);
				Document	a;
				Document	b;
				NpPassages	passages;
				double		began;
				size_t		source_end = shift_source +
				code_points(sample->source, strlen(sample->source));
				size_t		reprint_end = shift_reprint +
				code_points(sample->reprint, strlen(sample->reprint));

				read_document(&a, "", reprint, &english);
				read_document(&b, "", source, &english);
				began = now();
				np_align(&host, &b.article, &a.article, (NpMode) mode, &passages);
				spent += now() - began;
				for (size_t k = 0; k < sample->ncases; k++)
				{
					Reuse	   *reuse = &cases[set][ncases[set]++];

					*reuse = sample->cases[k];
					reuse->pair = (int) n;
					reuse->this_start += shift_reprint;
					reuse->this_end += shift_reprint;
					reuse->source_start += shift_source;
					reuse->source_end += shift_source;
				}
				for (size_t k = 0; k < passages.count; k++)
				{
					NpPassage	passage = passages.items[k];
					Reuse		reuse = {0};

					reuse.pair = (int) n;
					reuse.set = sample->set;
					reuse.this_start = a.starts[passage.reprint.first];
					reuse.this_end = a.ends[passage.reprint.first +
											passage.reprint.count - 1];
					reuse.source_start = b.starts[passage.source.first];
					reuse.source_end = b.ends[passage.source.first +
											  passage.source.count - 1];
					/* the surroundings share things of their own */
					if (reuse.this_end <= shift_reprint ||
						reuse.this_start >= reprint_end ||
						reuse.source_end <= shift_source ||
						reuse.source_start >= source_end)
						elsewhere++;
					else if (nfound[set] < PAIRS_OF_SET * 1024)
						found[set][nfound[set]++] = reuse;
				}
				np_passages_free(&host, &passages);
				forget_document(&a);
				forget_document(&b);
				free(source);
				free(reprint);
			}
			printf("  %-32s", surroundings[s].what);
			for (int set = 0; set < 3; set++)
			{
				Plagdet		result = plagdet(cases[set], ncases[set],
											 found[set], nfound[set]);

				printf(" %.4f %.4f", result.recall, result.precision);
				free(cases[set]);
				free(found[set]);
			}
			printf(" %9zu %9.2f\n", elsewhere, spent / nsamples);
		}
	}
}

/*
 * Texts made to take long
 */

/* Pieces one behind another, or drawn at random, until a length is reached */
static char *
filled(const char *const *pieces, size_t npieces, bool at_random,
	   const char *between, size_t bytes)
{
	char	   *text = malloc(bytes + 1);
	size_t		length = 0;

	if (text == NULL)
		abort();
	for (size_t i = 0;; i++)
	{
		const char *piece = pieces[(at_random ? np_mix(i) : i) % npieces];

		if (length + strlen(piece) + strlen(between) > bytes)
			break;
		length += (size_t) sprintf(text + length, "%s%s", piece, between);
	}
	text[length] = '\0';
	return text;
}

/* Stretches of twenty words of a text in another order, on one line */
static char *
shuffled(const char *text)
{
	size_t		length = strlen(text);
	char	   *copy = strdup(text);
	char	   *result = malloc(length + 2);
	char	  **pieces = malloc((length + 1) * sizeof(char *));
	size_t		npieces = 0;
	size_t		words = 0;
	size_t		at = 0;

	if (copy == NULL || result == NULL || pieces == NULL)
		abort();
	for (char *word = strtok(copy, " \n"); word != NULL; word = strtok(NULL, " \n"))
	{
		if (words++ % 20 == 0)
			pieces[npieces++] = word;
		else
			word[-1] = ' ';
	}
	for (size_t i = npieces; i > 1; i--)
	{
		size_t		k = np_mix(i) % i;
		char	   *swap = pieces[i - 1];

		pieces[i - 1] = pieces[k];
		pieces[k] = swap;
	}
	for (size_t i = 0; i < npieces; i++)
		at += (size_t) sprintf(result + at, "%s ", pieces[i]);
	free(pieces);
	free(copy);
	return result;
}

static char *
one_line(char *text)
{
	for (char *at = text; *at != '\0'; at++)
		if (*at == '\n')
			*at = ' ';
	return text;
}

#define SIZES		5
#define LEAST_SIZE	(256 << 10)

typedef struct Texts
{
	char	   *source;
	char	   *reprint;
} Texts;

/* Milliseconds of aligning, and of the rows of paragraphs, by size */
static void
time_growth(const char *what, Texts (*make) (const Rows *, size_t), const Rows *articles)
{
	size_t		passages_found = 0;

	printf("  %-44s", what);
	for (int size = 0; size < SIZES; size++)
	{
		Texts		texts = make(articles, (size_t) LEAST_SIZE << size);
		NpArticle	source;
		NpArticle	reprint;
		NpPassages	passages;
		NpReprintedList rows;
		double		began;
		double		aligned;

		np_article_read(&host, &simple, text_of(texts.source), &source);
		np_article_read(&host, &simple, text_of(texts.reprint), &reprint);
		began = now();
		np_align(&host, &source, &reprint, NP_NEWS, &passages);
		aligned = now();
		np_reprinted(&host, &source, &reprint, &passages, &rows);
		printf(" %6.0f %5.0f", aligned - began, now() - aligned);
		fflush(stdout);
		passages_found = passages.count;
		np_reprinted_free(&host, &rows);
		np_passages_free(&host, &passages);
		np_article_free(&host, &source);
		np_article_free(&host, &reprint);
		free(texts.source);
		free(texts.reprint);
	}
	printf("  %zu passages\n", passages_found);
}

static Texts
one_word(const Rows *articles, size_t bytes)
{
	static const char *const word = "word";
	Texts		texts;

	(void) articles;
	texts.source = filled(&word, 1, false, " ", bytes);
	texts.reprint = filled(&word, 1, false, " ", bytes);
	return texts;
}

static Texts
two_words(const Rows *articles, size_t bytes)
{
	static const char *const words[2] = {"one", "two"};
	Texts		texts;

	(void) articles;
	texts.source = filled(words, 2, false, " ", bytes);
	texts.reprint = filled(words, 2, false, " ", bytes);
	return texts;
}

/* As many points as stems can make, none of them dense */
static Texts
few_words(const Rows *articles, size_t bytes)
{
	static char words[256][8];
	const char *pieces[256];
	const char *backwards[256];
	Texts		texts;

	(void) articles;
	for (int i = 0; i < 256; i++)
	{
		sprintf(words[i], "w%c%c", 'a' + i / 16, 'a' + i % 16);
		pieces[i] = backwards[255 - i] = words[i];
	}
	texts.source = filled(pieces, 256, true, " ", bytes);
	texts.reprint = filled(backwards, 255, true, " ", bytes);
	return texts;
}

static Texts
repeated_article(const Rows *articles, size_t bytes)
{
	const char *body = row_value(&articles->items[0], "body");
	Texts		texts;

	texts.source = filled(&body, 1, false, "\n\n", bytes);
	texts.reprint = filled(&body, 1, false, "\n\n", bytes);
	return texts;
}

static Texts
reused_again_and_again(const Rows *articles, size_t bytes)
{
	const char *body = row_value(&articles->items[0], "body");
	Texts		texts;

	texts.source = one_line(strdup(body));
	texts.reprint = filled(&body, 1, false, "\n\n", bytes);
	return texts;
}

static Texts
repeated_source(const Rows *articles, size_t bytes)
{
	const char *body = row_value(&articles->items[0], "body");
	Texts		texts;

	texts.source = filled(&body, 1, false, "\n\n", bytes);
	texts.reprint = strdup(body);
	return texts;
}

/* Articles with marks of their own, so that no two stretches are the same */
static char *
numbered(const Rows *articles, size_t bytes)
{
	char	   *text = malloc(bytes + 65536);
	size_t		length = 0;

	if (text == NULL)
		abort();
	for (size_t i = 0; length < bytes; i++)
	{
		const char *body = row_value(&articles->items[i % articles->count], "body");

		for (size_t word = 0; *body != '\0' && length < bytes; body++)
		{
			text[length++] = *body;
			if (*body == ' ' && ++word % 4 == 0)
				length += (size_t) sprintf(text + length, "n%zux%zu ", i, word);
		}
	}
	text[length] = '\0';
	return text;
}

static Texts
itself_in_one_line(const Rows *articles, size_t bytes)
{
	Texts		texts;

	texts.source = one_line(numbered(articles, bytes));
	texts.reprint = strdup(texts.source);
	return texts;
}

static Texts
shuffled_line(const Rows *articles, size_t bytes)
{
	Texts		texts;

	texts.source = one_line(numbered(articles, bytes));
	texts.reprint = shuffled(texts.source);
	return texts;
}

static void
bench_growth(void)
{
	Rows		articles;

	if (!read_rows(path_to("corpora/basil.jsonl.gz"), &articles))
	{
		printf("growth: no corpus, skipped\n");
		return;
	}
	printf("growth: ms of aligning, and of the rows of its paragraphs, for "
		   "texts of 256 kB, 512 kB, 1, 2 and 4 MB\n");
	time_growth("one word", one_word, &articles);
	time_growth("two words", two_words, &articles);
	time_growth("256 words at random", few_words, &articles);
	time_growth("an article again and again, on both sides", repeated_article, &articles);
	time_growth("the same against that article once", reused_again_and_again, &articles);
	time_growth("that article once against the same", repeated_source, &articles);
	time_growth("articles in one line with themselves", itself_in_one_line, &articles);
	time_growth("the same shuffled by twenty words", shuffled_line, &articles);
}

/*
 * Scripts without spaces
 */

/* Share of an article's words that passages cover, quotations left out */
static double
covered(const NpArticle *article, const NpPassages *passages)
{
	size_t		words = 0;

	for (size_t k = 0; k < passages->count; k++)
		if (passages->items[k].kind != NP_QUOTATION)
			words += passages->items[k].reprint.count;
	return article->layout.nwords > 0 ? (double) words / article->layout.nwords : 0;
}

/* Tokens that a version must have to be looked at */
#define VERSION_TOKENS	80

/*
 * Versions of one document, by two translators, a translator and a machine, or
 * two machines: paraphrases, none a copy of another.
 */
static void
bench_versions(const Rows *rows, const char *language)
{
	static const char *const relations[3] = {
		"two translators", "translator and machine", "two machines"
	};
	const Row **chosen = malloc((rows->count + 1) * sizeof(Row *));
	Document   *documents = calloc(rows->count + 1, sizeof(Document));
	size_t		n = 0;

	for (size_t i = 0; i < rows->count; i++)
	{
		const Row  *row = &rows->items[i];

		if (strcmp(row_value(row, "lang"), language) != 0)
			continue;
		read_document(&documents[n], "", row_value(row, "body"), &simple);
		if (documents[n].article.layout.nwords < VERSION_TOKENS)
			forget_document(&documents[n]);
		else
			chosen[n++] = row;
	}
	for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
	{
		size_t		pairs[3] = {0};
		size_t		found[3] = {0};
		double		share[3] = {0};
		size_t		unrelated = 0;
		size_t		false_pairs = 0;

		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < n; j++)
			{
				bool		same = strcmp(row_value(chosen[i], "doc"),
										  row_value(chosen[j], "doc")) == 0;
				NpPassages	passages;

				if (i == j || (!same && (i * 31 + j) % n > 2))
					continue;
				np_align(&host, &documents[j].article, &documents[i].article,
						 (NpMode) mode, &passages);
				if (same)
				{
					int			relation = (strcmp(row_value(chosen[i], "kind"), "hyp") == 0) +
					(strcmp(row_value(chosen[j], "kind"), "hyp") == 0);

					pairs[relation]++;
					found[relation] += passages.count > 0;
					share[relation] += covered(&documents[i].article, &passages);
				}
				else
				{
					unrelated++;
					false_pairs += passages.count > 0;
				}
				np_passages_free(&host, &passages);
			}
		printf("languages %s, %s:", language, mode_name(mode));
		for (int r = 0; r < 3; r++)
			if (pairs[r] > 0)
				printf(" %s: found in %.3f of %zu pairs, covered %.3f;", relations[r],
					   (double) found[r] / pairs[r], pairs[r], share[r] / pairs[r]);
		printf(" unrelated: found in %zu of %zu\n", false_pairs, unrelated);
	}
	for (size_t i = 0; i < n; i++)
		forget_document(&documents[i]);
	free(documents);
	free(chosen);
}

/* Identical characters in a row that two chapters have by no accident */
#define RUN		24

/* Pairs of chapters looked at, of either kind */
#define CHAPTER_PAIRS	200

typedef struct Gram
{
	uint64_t	hash;
	uint32_t	chapter;
} Gram;

static int
compare_grams(const void *x, const void *y)
{
	const Gram *a = x;
	const Gram *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->chapter > b->chapter) - (a->chapter < b->chapter);
}

static uint64_t
hash_at(const NpArticle *article, size_t at)
{
	uint64_t	hash = 0;

	for (size_t k = 0; k < RUN; k++)
		hash = np_mix(hash ^ article->tokens[at + k].form);
	return hash;
}

static size_t
grams_of(const NpArticle *article, uint32_t chapter, Gram *grams)
{
	size_t		count = 0;

	for (size_t i = 0; i + RUN <= article->layout.nwords; i++)
	{
		grams[count].hash = hash_at(article, i);
		grams[count++].chapter = chapter;
	}
	return count;
}

/* Words of a that stand in a run of RUN words of b, too */
static size_t
mark_copied(const NpArticle *a, const NpArticle *b, bool *marks)
{
	Gram	   *grams = malloc((b->layout.nwords + 1) * sizeof(Gram));
	size_t		n = grams_of(b, 0, grams);
	size_t		count = 0;

	memset(marks, 0, a->layout.nwords);
	qsort(grams, n, sizeof(Gram), compare_grams);
	for (size_t i = 0; i + RUN <= a->layout.nwords; i++)
	{
		Gram		key = {hash_at(a, i), 0};

		if (bsearch(&key, grams, n, sizeof(Gram), compare_grams) != NULL)
			memset(marks + i, true, RUN);
	}
	for (size_t i = 0; i < a->layout.nwords; i++)
		count += marks[i];
	free(grams);
	return count;
}

/*
 * Chapters of histories by different hands that have long runs in common: how
 * much of those runs is found, and what beside them.  And chapters that have
 * none.
 */
static void
bench_histories(const Rows *rows)
{
	size_t		n = rows->count;
	Document   *documents = calloc(n, sizeof(Document));
	uint16_t   *shared = calloc(n * n, sizeof(uint16_t));
	size_t		ngrams = 0;
	size_t		candidates[2] = {0};
	bool	   *marks;
	size_t		longest = 0;
	Gram	   *grams;

	for (size_t i = 0; i < n; i++)
	{
		read_document(&documents[i], "", row_value(&rows->items[i], "body"), &simple);
		ngrams += documents[i].article.layout.nwords;
		if (documents[i].article.layout.nwords > longest)
			longest = documents[i].article.layout.nwords;
	}
	marks = malloc(longest + 1);
	grams = malloc((ngrams + 1) * sizeof(Gram));
	if (documents == NULL || shared == NULL || grams == NULL || marks == NULL)
		abort();
	ngrams = 0;
	for (size_t i = 0; i < n; i++)
		ngrams += grams_of(&documents[i].article, (uint32_t) i, grams + ngrams);
	qsort(grams, ngrams, sizeof(Gram), compare_grams);
	for (size_t from = 0, to; from < ngrams; from = to)
	{
		for (to = from; to < ngrams && grams[to].hash == grams[from].hash; to++);
		if (to - from > 32)
			continue;
		for (size_t i = from; i < to; i++)
			for (size_t j = from; j < to; j++)
				if (shared[grams[i].chapter * n + grams[j].chapter] < UINT16_MAX)
					shared[grams[i].chapter * n + grams[j].chapter]++;
	}
	free(grams);
#define RELATION(i, j) \
	(strcmp(row_value(&rows->items[i], "outlet"), \
			row_value(&rows->items[j], "outlet")) == 0 ? -1 : \
	 shared[(i) * n + (j)] >= 4 * RUN ? 1 : shared[(i) * n + (j)] == 0 ? 0 : -1)
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			if (RELATION(i, j) >= 0)
				candidates[RELATION(i, j)]++;
	for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
	{
		size_t		seen[2] = {0};
		size_t		pairs[2] = {0};
		size_t		words[2] = {0};
		size_t		flagged[2] = {0};
		size_t		copied = 0;
		size_t		found = 0;
		size_t		false_pairs = 0;
		double		spent = 0;

		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < n; j++)
			{
				int			relation = RELATION(i, j);
				const NpArticle *a = &documents[i].article;
				NpPassages	passages;
				double		began;

				if (relation < 0 ||
					seen[relation]++ % (candidates[relation] / CHAPTER_PAIRS + 1) != 0)
					continue;
				began = now();
				np_align(&host, &documents[j].article, a, (NpMode) mode, &passages);
				spent += now() - began;
				pairs[relation]++;
				words[relation] += a->layout.nwords;
				copied += mark_copied(a, &documents[j].article, marks);
				false_pairs += relation == 0 && passages.count > 0;
				for (size_t k = 0; k < passages.count; k++)
				{
					NpWordRange at = passages.items[k].reprint;

					for (size_t w = at.first; w < at.first + at.count; w++)
						if (marks[w])
							found++;
						else
							flagged[relation]++;
				}
				np_passages_free(&host, &passages);
			}
		printf("languages histories, %s: %zu pairs with runs of %d characters in "
			   "common: %.4f of their characters found, %.4f of the others flagged; "
			   "%zu pairs without: %.5f flagged, in %zu pairs; %.2f ms a pair\n",
			   mode_name(mode), pairs[1], RUN, (double) found / copied,
			   (double) flagged[1] / (words[1] - copied), pairs[0],
			   (double) flagged[0] / words[0], false_pairs,
			   spent / (pairs[0] + pairs[1]));
	}
#undef RELATION
	for (size_t i = 0; i < n; i++)
		forget_document(&documents[i]);
	free(documents);
	free(shared);
	free(marks);
}

static void
bench_languages(void)
{
	Rows		rows;

	if (read_rows(path_to("corpora/wmt22.jsonl.gz"), &rows))
	{
		bench_versions(&rows, "zh");
		bench_versions(&rows, "ja");
	}
	else
		printf("languages: no versions of documents, skipped\n");
	if (read_rows(path_to("corpora/chinese_histories.jsonl.gz"), &rows))
		bench_histories(&rows);
	else
		printf("languages: no histories, skipped\n");
}

int
main(int argc, char **argv)
{
	static const struct
	{
		const char *name;
		void		(*run) (void);
	}			sections[] = {
		{"long", bench_long}, {"growth", bench_growth},
		{"languages", bench_languages},
	};

	if (argc < 2)
	{
		fprintf(stderr, "usage: %s DATA [SECTION ...]\n", argv[0]);
		return 2;
	}
	documents_begin(argv[1]);
	for (size_t s = 0; s < sizeof(sections) / sizeof(sections[0]); s++)
	{
		bool		wanted = argc == 2;

		for (int i = 2; i < argc; i++)
			wanted = wanted || strcmp(argv[i], sections[s].name) == 0;
		if (wanted)
			sections[s].run();
	}
	return 0;
}
