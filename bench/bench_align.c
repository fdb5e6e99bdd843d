/*-------------------------------------------------------------------------
 *
 * bench_align.c
 *	  How right and how fast the aligner is, on labelled corpora.
 *
 * Usage: bench_align DATA [SHARE] [SECTION ...]
 *
 * DATA is the folder with corpora/ and seeds/.  SHARE is report (the default:
 * the 40% of PAN's pairs that the numbers in align.c were not tuned on), tune
 * (the other 60%) or all.  Sections: seeds pan basil clough time,
 * and, only when it is asked for, ablation.
 *
 * seeds	the sample articles, paragraph by paragraph
 * pan		PAN 2013, text alignment: plagdet by kind of obfuscation
 * ablation	the same with a step of the aligner left out, step by step
 * basil	reports of one event, written independently: share of characters
 *			flagged as reused prose that are not in identical runs of 12 words
 *			or more; passages in 300 pairs of unrelated articles
 * clough	Clough and Stevenson's answers: reused or not, and how much; the
 *			levels of degree.c, and what they are worth on tasks that the
 *			numbers between them were not fitted on
 * time		milliseconds a pair, reading both texts included
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/aligner.h"
#include "align/degree.h"
#include "documents.h"
#include "pan.h"
#include "print/hash.h"

/* Of PAN's pairs, by a hash of their names: those tuned on, in tenths */
#define TUNED_TENTHS	6

static const char *share = "report";

static int
compare_documents(const void *x, const void *y)
{
	return strcmp(((const Document *) x)->id, ((const Document *) y)->id);
}

static const Document *
find_document(const Document *documents, size_t count, const char *id)
{
	Document	key = {0};

	key.id = id;
	return bsearch(&key, documents, count, sizeof(Document), compare_documents);
}

/* Is this pair among those to be looked at? */
static bool
chosen(const char *x, const char *y)
{
	uint64_t	hash = 0;
	bool		tuned;

	for (; *x != '\0'; x++)
		hash = np_mix(hash + (unsigned char) *x);
	for (; *y != '\0'; y++)
		hash = np_mix(hash + (unsigned char) *y);
	tuned = hash % 10 < TUNED_TENTHS;
	if (strcmp(share, "all") == 0)
		return true;
	return (strcmp(share, "tune") == 0) == tuned;
}

/* The text of the n-th seed article, or NULL */
static char *
read_seed(int number)
{
	static const char *const names[5] = {
		"000_717296ce23a695fb", "001_2c9c9f006315f6c3", "002_39ba444e8405e76d",
		"003_b472775bc9247f8a", "004_a73abb76810d6b4e"
	};
	char		file[64];
	FILE	   *in;
	char	   *body = calloc(1, 65536);

	snprintf(file, sizeof(file), "seeds/%s.txt", names[number]);
	in = fopen(path_to(file), "r");
	if (in == NULL)
		return NULL;
	if (fread(body, 1, 65535, in) == 0)
		body[0] = '\0';
	fclose(in);
	return body;
}

/* Words from the one that begins at or behind a character, counted from 0 */
static long
word_at(const Document *document, long character)
{
	long		word = 0;

	while (word < (long) document->article.layout.nwords &&
		   (long) document->ends[word] <= character)
		word++;
	return word;
}

static void
bench_seeds(void)
{
	Rows		truth;
	char	   *bodies[5];
	int			failures = 0;
	int			checks = 0;

	for (int i = 0; i < 5; i++)
		bodies[i] = read_seed(i);
	if (bodies[0] == NULL || !read_table(path_to("seeds/truth_passages.tsv"), &truth))
	{
		printf("seeds: not there, skipped\n");
		return;
	}
	for (int stemmed = 1; stemmed >= 0; stemmed--)
	{
		Document	seeds[5];

		for (int i = 0; i < 5; i++)
			read_document(&seeds[i], "", bodies[i], stemmed ? &english : &simple);
		for (int r = 1; r < 5; r++)
		{
			const Document *a = &seeds[r];
			NpPassages	passages;
			NpReprintedList list;
			int			prose = 0;

			np_align(&host, &seeds[0].article, &a->article, NP_NEWS, &passages);
			for (size_t k = 0; k < passages.count; k++)
				prose += passages.items[k].kind != NP_QUOTATION;
			np_reprinted(&host, &seeds[0].article, &a->article, &passages, &list);
			checks++;
			if ((r == 3 && prose != 1) || (r == 4 && prose != 0))
			{
				printf("seeds: %d prose passages in 00%d\n", prose, r);
				failures++;
			}
			for (size_t t = 0; t < truth.count; t++)
			{
				const Row  *row = &truth.items[t];
				const char *verdict = row_value(row, "verdict");
				const NpReprinted *found = NULL;
				bool		right = true;

				if (atoi(row_value(row, "reprint")) != r)
					continue;
				for (size_t k = 0; k < list.count; k++)
					if ((int) list.items[k].paragraph + 1 ==
						atoi(row_value(row, "paragraph")))
						found = &list.items[k];
				if (strcmp(verdict, "absent") == 0)
					right = found == NULL;
				else if (strcmp(verdict, "quotation only") == 0)
					right = found == NULL || found->kind == NP_QUOTATION;
				else if (strcmp(verdict, "too short to judge") != 0)
				{
					long		start = atol(row_value(row, "reprint_start")) - 1;
					long		first = word_at(a, start);
					long		last = word_at(a, start - 1 +
											   atol(row_value(row, "reprint_length")));

					right = found != NULL &&
						labs((long) found->reprint.first - first) <= 2 &&
						labs((long) (found->reprint.first + found->reprint.count) -
							 1 - last) <= 2 &&
						(strcmp(verdict, "verbatim") == 0 ?
						 found->kind == NP_VERBATIM :
						 strncmp(verdict, "edited,", 7) == 0 ?
						 found->kind == NP_EDITED :
						 found->kind == NP_EDITED || found->kind == NP_REWRITTEN);
					if (!right && found != NULL)
						printf("seeds: first and last word %ld %ld instead of %ld %ld\n",
							   (long) found->reprint.first,
							   (long) (found->reprint.first + found->reprint.count - 1),
							   first, last);
				}
				checks++;
				if (right)
					continue;
				failures++;
				printf("seeds: %s: paragraph %s in 00%d should be %s",
					   stemmed ? "english" : "simple", row_value(row, "paragraph"),
					   r, verdict);
				if (found != NULL)
				{
					NpWordSpan *words = a->article.layout.words;
					size_t		from = words[found->reprint.first].start;

					printf(", is %s, %.2f, %.2f: %.*s", np_kind_name(found->kind),
						   found->coverage, found->similarity,
						   (int) (words[found->reprint.first +
										found->reprint.count - 1].end - from),
						   bodies[r] + from);
				}
				printf("\n");
			}
			np_passages_free(&host, &passages);
			np_reprinted_free(&host, &list);
		}
	}
	printf("seeds: %d of %d checks right, with and without stems\n",
		   checks - failures, checks);
}

static const char *const set_names[6] = {
	"all", "none reused", "verbatim", "random", "translation", "summary"
};

static size_t
only(const Reuse *from, size_t count, int set, Reuse *to)
{
	size_t		kept = 0;

	for (size_t i = 0; i < count; i++)
		if (set == 0 || from[i].set == set)
			to[kept++] = from[i];
	return kept;
}

/* PAN's documents, and the pairs and labelled cases of the share chosen */
typedef struct Pan
{
	Rows		pairs;
	Document   *documents;
	size_t		ndocuments;
	Reuse	   *cases;
	size_t		ncases;
} Pan;

static bool
read_pan(Pan *pan)
{
	Rows		rows;
	Rows		labels;

	pan->ncases = 0;
	if (!read_rows(path_to("corpora/pan13_documents.jsonl.gz"), &rows) ||
		!read_table(path_to("corpora/pan13_pairs.tsv"), &pan->pairs) ||
		!read_table(path_to("corpora/pan13_cases.tsv"), &labels))
		return false;
	pan->ndocuments = rows.count;
	pan->documents = calloc(rows.count, sizeof(Document));
	for (size_t i = 0; i < rows.count; i++)
		read_document(&pan->documents[i], row_value(&rows.items[i], "id"),
					  row_value(&rows.items[i], "body"), &english);
	qsort(pan->documents, rows.count, sizeof(Document), compare_documents);

	pan->cases = calloc(labels.count + 1, sizeof(Reuse));
	for (size_t p = 0; p < pan->pairs.count; p++)
	{
		const Row  *pair = &pan->pairs.items[p];

		if (!chosen(row_value(pair, "suspicious"), row_value(pair, "source")))
			continue;
		for (size_t k = 0; k < labels.count; k++)
		{
			const Row  *label = &labels.items[k];
			Reuse	   *reuse = &pan->cases[pan->ncases];

			if (strcmp(row_value(label, "source"), row_value(pair, "source")) != 0 ||
				strcmp(row_value(label, "suspicious"),
					   row_value(pair, "suspicious")) != 0 ||
				strcmp(row_value(label, "set"), row_value(pair, "set")) != 0)
				continue;
			reuse->pair = (int) p;
			reuse->set = atoi(row_value(label, "set"));
			reuse->this_start = strtoul(row_value(label, "this_offset"), NULL, 10);
			reuse->this_end = reuse->this_start +
				strtoul(row_value(label, "this_length"), NULL, 10);
			reuse->source_start = strtoul(row_value(label, "source_offset"), NULL, 10);
			reuse->source_end = reuse->source_start +
				strtoul(row_value(label, "source_length"), NULL, 10);
			pan->ncases++;
		}
	}
	return true;
}

typedef struct PanResult
{
	Plagdet		sets[6];		/* by set, 0 for all of them; 1 is unused */
	double		mean;			/* of plagdet of sets 2 to 4 */
	double		spent;			/* milliseconds, without reading */
	size_t		npairs;
	size_t		unrelated;		/* pairs */
	size_t		false_pairs;	/* of them, with passages */
} PanResult;

static void
run_pan(const Pan *pan, const NpParameters *parameters, PanResult *result)
{
	Reuse	   *found = NULL;
	Reuse	   *subset;
	Reuse	   *case_subset;
	size_t		nfound = 0;
	size_t		room = 0;

	memset(result, 0, sizeof(PanResult));
	for (size_t p = 0; p < pan->pairs.count; p++)
	{
		const Row  *pair = &pan->pairs.items[p];
		const Document *a;
		const Document *b;
		NpPassages	passages;
		double		began;

		if (!chosen(row_value(pair, "suspicious"), row_value(pair, "source")))
			continue;
		a = find_document(pan->documents, pan->ndocuments,
						  row_value(pair, "suspicious"));
		b = find_document(pan->documents, pan->ndocuments,
						  row_value(pair, "source"));
		began = now();
		np_align_by(&host, &b->article, &a->article, parameters, &passages);
		result->spent += now() - began;
		result->npairs++;
		if (atoi(row_value(pair, "set")) == 1)
		{
			result->unrelated++;
			result->false_pairs += passages.count > 0;
		}
		for (size_t k = 0; k < passages.count; k++)
		{
			const NpPassage *passage = &passages.items[k];
			Reuse	   *reuse;

			if (nfound == room)
			{
				room = room * 2 + 1024;
				found = realloc(found, room * sizeof(Reuse));
			}
			reuse = &found[nfound++];
			reuse->pair = (int) p;
			reuse->set = atoi(row_value(pair, "set"));
			reuse->this_start = a->starts[passage->reprint.first];
			reuse->this_end = a->ends[passage->reprint.first +
									  passage->reprint.count - 1];
			reuse->source_start = b->starts[passage->source.first];
			reuse->source_end = b->ends[passage->source.first +
										passage->source.count - 1];
		}
		np_passages_free(&host, &passages);
	}

	subset = malloc((nfound + 1) * sizeof(Reuse));
	case_subset = malloc((pan->ncases + 1) * sizeof(Reuse));
	for (int set = 0; set <= 5; set++)
	{
		size_t		n = only(pan->cases, pan->ncases, set, case_subset);
		size_t		m = only(found, nfound, set, subset);

		if (set != 1)
			result->sets[set] = plagdet(case_subset, n, subset, m);
		if (set >= 2 && set <= 4)
			result->mean += result->sets[set].plagdet / 3;
	}
	free(found);
	free(subset);
	free(case_subset);
}

static void
bench_pan(void)
{
	Pan			pan;

	if (!read_pan(&pan))
	{
		printf("pan: no corpus, skipped\n");
		return;
	}
	for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
	{
		PanResult	result;

		run_pan(&pan, &np_parameters[mode], &result);
		printf("pan %s, %s (%zu pairs, %.2f ms a pair without reading)\n"
			   "  set          plagdet precision recall granularity cases found\n",
			   mode == NP_NEWS ? "news" : "sensitive", share, result.npairs,
			   result.spent / result.npairs);
		for (int set = 2; set <= 6; set++)
		{
			const Plagdet *of_set = &result.sets[set % 6];

			printf("  %-12s %.4f  %.4f    %.4f %.4f      %5zu %5zu\n",
				   set_names[set % 6], of_set->plagdet, of_set->precision,
				   of_set->recall, of_set->granularity, of_set->cases,
				   of_set->detections);
		}
		printf("  mean of verbatim, random, translation %.4f; "
			   "found in %zu of %zu unrelated pairs\n",
			   result.mean, result.false_pairs, result.unrelated);
	}
}

/*
 * Takes a step out of the aligner, or a part of one, by settings that leave it
 * nothing to do; gives its name, or NULL behind the last one.
 */
static const char *
leave_out(int step, NpParameters *parameters)
{
	switch (step)
	{
		case 0:
			return "nothing";
		case 1:
			parameters->window_matches = 1;
			parameters->density = parameters->edge_density = 0;
			return "density";
		case 2:
			parameters->edge_density = 2;
			return "half windows";
		case 3:
			parameters->fold_gap = 0;
			return "turning back";
		case 4:
			parameters->rounds = 0;
			return "refinement";
		case 5:
			parameters->overlap = 1;
			return "overlaps";
		case 6:
			parameters->cosine = 0;
			return "cosine";
		case 7:
			parameters->trim_share = 0;
			return "trimming";
		case 8:
			parameters->edge_share = 2;
			return "edges of runs";
		case 9:
			parameters->snap = parameters->dangling = 0;
			return "sentence edges";
		case 10:
			parameters->evidence = 0;
			return "evidence";
		case 11:
			parameters->quotations = false;
			return "quotations";
		case 12:
			parameters->rescue_words = UINT32_MAX / 2;
			return "rescued runs";
		case 13:
			parameters->join = 0;
			return "joins";
		case 14:
			parameters->summary_gap = 0;
			return "summaries";
		case 15:
			if (parameters->summary_gap > 0)
				parameters->summary_words = UINT32_MAX;
			return "summing up all";
		case 16:
			if (parameters->summary_gap > 0)
				parameters->summary_spread = 2;
			return "summary spread";
	}
	return NULL;
}

/* What each step is worth: the same without it */
static void
bench_ablation(void)
{
	Pan			pan;
	NpParameters parameters;
	const char *name;

	if (!read_pan(&pan))
	{
		printf("ablation: no corpus, skipped\n");
		return;
	}
	for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
	{
		printf("ablation %s, %s: plagdet\n"
			   "  without         verbatim random translation summary all    mean of first three\n",
			   mode == NP_NEWS ? "news" : "sensitive", share);
		parameters = np_parameters[mode];
		for (int step = 0; (name = leave_out(step, &parameters)) != NULL; step++)
		{
			PanResult	result;

			/* a step that this mode does not have */
			if (step == 0 || memcmp(&parameters, &np_parameters[mode],
									sizeof(parameters)) != 0)
			{
				run_pan(&pan, &parameters, &result);
				printf("  %-15s %.4f   %.4f %.4f      %.4f  %.4f %.4f\n", name,
					   result.sets[2].plagdet, result.sets[3].plagdet,
					   result.sets[4].plagdet, result.sets[5].plagdet,
					   result.sets[0].plagdet, result.mean);
			}
			parameters = np_parameters[mode];
		}
	}
}

/* Marks words of a that stand in a run of at least so many words in b too */
static void
mark_runs(const NpArticle *a, const NpArticle *b, size_t least, bool *marks)
{
	size_t		n = a->layout.nwords;
	size_t		m = b->layout.nwords;
	uint32_t   *before = calloc(m + 1, sizeof(uint32_t));
	uint32_t   *here = calloc(m + 1, sizeof(uint32_t));

	memset(marks, 0, n);
	for (size_t i = 0; i < n; i++)
	{
		uint32_t   *swap = before;

		for (size_t j = 0; j < m; j++)
		{
			here[j + 1] = a->tokens[i].form == b->tokens[j].form ? before[j] + 1 : 0;
			if (here[j + 1] >= least)
				memset(marks + i + 1 - here[j + 1], true, here[j + 1]);
		}
		before = here;
		here = swap;
	}
	free(before);
	free(here);
}

static size_t
letters(const Document *document, size_t first, size_t count)
{
	return document->ends[first + count - 1] - document->starts[first];
}

static void
bench_basil(void)
{
	Rows		rows;
	Document   *documents;
	bool		marks[65536];

	if (!read_rows(path_to("corpora/basil.jsonl.gz"), &rows))
	{
		printf("basil: no corpus, skipped\n");
		return;
	}
	documents = calloc(rows.count, sizeof(Document));
	for (size_t i = 0; i < rows.count; i++)
		read_document(&documents[i], row_value(&rows.items[i], "id"),
					  row_value(&rows.items[i], "body"), &english);

	for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
	{
		size_t		flagged = 0;
		size_t		independent = 0;
		size_t		whole = 0;
		size_t		passages_found = 0;
		size_t		npairs = 0;
		size_t		quotations = 0;
		size_t		false_passages = 0;
		size_t		false_pairs = 0;

		for (size_t i = 0; i < rows.count; i++)
			for (size_t j = 0; j < rows.count; j++)
			{
				const Document *a = &documents[i];
				const Document *b = &documents[j];
				bool		same = i != j &&
				strcmp(row_value(&rows.items[i], "triplet"),
					   row_value(&rows.items[j], "triplet")) == 0;
				bool		unrelated = j == (i + 150) % rows.count;
				NpPassages	passages;

				if (!same && !unrelated)
					continue;
				np_align(&host, &b->article, &a->article, (NpMode) mode, &passages);
				if (unrelated)
				{
					false_passages += passages.count;
					false_pairs++;
				}
				else
				{
					npairs++;
					mark_runs(&a->article, &b->article, 12, marks);
					whole += letters(a, 0, a->article.layout.nwords);
					for (size_t k = 0; k < passages.count; k++)
					{
						NpWordRange at = passages.items[k].reprint;

						if (passages.items[k].kind == NP_QUOTATION)
						{
							quotations++;
							continue;
						}
						passages_found++;
						flagged += letters(a, at.first, at.count);
						for (size_t w = at.first; w < at.first + at.count; w++)
							if (!marks[w])
								independent += letters(a, w, 1) + 1;
					}
				}
				np_passages_free(&host, &passages);
			}
		printf("basil %s: %zu pairs of one event, both ways: %zu passages, %zu "
			   "quotations; %.2f%% of characters flagged, %.2f%% outside "
			   "identical runs; %zu passages in %zu unrelated pairs\n",
			   mode == NP_NEWS ? "news" : "sensitive", npairs, passages_found,
			   quotations, 100.0 * flagged / whole, 100.0 * independent / whole,
			   false_passages, false_pairs);
	}
}

static double
covered_share(const NpPassages *passages, size_t words)
{
	size_t		sum = 0;

	for (size_t k = 0; k < passages->count; k++)
		if (passages->items[k].kind != NP_QUOTATION)
			sum += passages->items[k].reprint.count;
	return words > 0 ? (double) sum / words : 0;
}

/* An answer to one of Clough and Stevenson's tasks */
typedef struct Answer
{
	double		degree;
	NpLevel		found;
	int			level;			/* NpLevel that it is */
	char		task;
} Answer;

#define MOST_ANSWERS	128

static int
compare_answers(const void *x, const void *y)
{
	const Answer *a = x;
	const Answer *b = y;

	return (a->degree > b->degree) - (a->degree < b->degree);
}

/*
 * The three degrees between the levels that put most answers on their side, the
 * answers to one task left out.
 */
static void
fit_levels(const Answer *all, int nall, char left_out, double between[3])
{
	Answer		answers[MOST_ANSWERS];
	int			right[4][MOST_ANSWERS + 1];
	int			border[4][MOST_ANSWERS + 1];
	int			n = 0;
	int			at;

	for (int i = 0; i < nall; i++)
		if (all[i].task != left_out)
			answers[n++] = all[i];
	qsort(answers, n, sizeof(Answer), compare_answers);

	/* right[l][i]: most of the first i that levels up to l can get right */
	for (int l = 0; l < 4; l++)
	{
		int			best = 0;
		int			best_at = 0;
		int			of_level = 0;

		for (int i = 0; i <= n; i++)
		{
			int			before = l > 0 ? right[l - 1][i] : 0;

			if (i > 0 && answers[i - 1].level == l)
				of_level++;
			if ((l > 0 || i == 0) && (i == 0 || before - of_level > best))
			{
				best = before - of_level;
				best_at = i;
			}
			right[l][i] = best + of_level;
			border[l][i] = best_at;
		}
	}
	at = n;
	for (int l = 3; l > 0; l--)
	{
		at = border[l][at];
		between[l - 1] = (answers[at > 0 ? at - 1 : 0].degree +
						  answers[at < n ? at : n - 1].degree) / 2;
	}
}

static void
report_degrees(const Answer *answers, int n)
{
	int			levels = 0;
	int			reused = 0;
	int			fitted_levels = 0;
	int			fitted_reused = 0;

	for (int i = 0; i < n; i++)
	{
		double		between[3];
		int			found = 0;

		fit_levels(answers, n, answers[i].task, between);
		while (found < 3 && answers[i].degree >= between[found])
			found++;
		levels += (int) answers[i].found == answers[i].level;
		reused += (answers[i].found > 0) == (answers[i].level > 0);
		fitted_levels += found == answers[i].level;
		fitted_reused += (found > 0) == (answers[i].level > 0);
	}
	printf("clough degree: of %d answers the level is right in %.3f, reused or "
		   "not in %.3f; fitted on the other tasks %.3f, %.3f\n", n,
		   (double) levels / n, (double) reused / n,
		   (double) fitted_levels / n, (double) fitted_reused / n);
}

static void
bench_clough(void)
{
	Answer		degrees[MOST_ANSWERS];
	int			ndegrees = 0;
	static const char *const levels[4] = {"cut", "light", "heavy", "non"};
	Rows		rows;
	Document   *documents;

	if (!read_rows(path_to("corpora/clough_stevenson.jsonl.gz"), &rows))
	{
		printf("clough: no corpus, skipped\n");
		return;
	}
	documents = calloc(rows.count, sizeof(Document));
	for (size_t i = 0; i < rows.count; i++)
		read_document(&documents[i], row_value(&rows.items[i], "id"),
					  row_value(&rows.items[i], "body"), &english);
	for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
	{
		int			answers[4] = {0};
		int			reused[4] = {0};
		double		coverage[4] = {0};
		int			right = 0;
		int			all = 0;

		for (size_t i = 0; i < rows.count; i++)
		{
			const char *original = row_value(&rows.items[i], "original");
			const char *level = row_value(&rows.items[i], "level");
			NpPassages	passages;
			size_t		j;
			int			l;

			if (original == NULL || level == NULL)
				continue;
			for (j = 0; j < rows.count; j++)
				if (strncmp(documents[j].id, original, strlen(documents[j].id)) == 0)
					break;
			for (l = 0; l < 3 && strcmp(levels[l], level) != 0; l++);
			if (j == rows.count || j == i)
				continue;
			np_align(&host, &documents[j].article, &documents[i].article,
					 (NpMode) mode, &passages);
			answers[l]++;
			reused[l] += covered_share(&passages, 1) > 0;
			coverage[l] += covered_share(&passages,
										 documents[i].article.layout.nwords);
			right += (covered_share(&passages, 1) > 0) == (l < 3);
			all++;
			if (mode == NP_SENSITIVE && ndegrees < MOST_ANSWERS)
			{
				Answer	   *answer = &degrees[ndegrees++];
				NpDegree	degree;

				np_degree(&host, &documents[j].article, &documents[i].article,
						  &passages, &degree);
				answer->degree = degree.degree;
				answer->found = degree.level;
				answer->level = 3 - l;
				answer->task = original[strcspn(original, ".") - 1];
			}
			np_passages_free(&host, &passages);
		}
		printf("clough %s: reused or not right in %.3f;",
			   mode == NP_NEWS ? "news" : "sensitive", (double) right / all);
		for (int l = 0; l < 4; l++)
			printf(" %s %d of %d, covered %.2f;", levels[l], reused[l], answers[l],
				   coverage[l] / answers[l]);
		printf("\n");
	}
	report_degrees(degrees, ndegrees);
}

/* Milliseconds to read both texts and align them, the least of ten rounds */
static double
time_pair(const char *source, const char *reprint, const NpStemmer *stemmer)
{
	double		least = 1e9;

	for (int round = 0; round < 10; round++)
	{
		double		began = now();
		NpArticle	a;
		NpArticle	b;
		NpPassages	passages;

		np_article_read(&host, stemmer, text_of(reprint), &a);
		np_article_read(&host, stemmer, text_of(source), &b);
		np_align(&host, &b, &a, NP_NEWS, &passages);
		np_passages_free(&host, &passages);
		np_article_free(&host, &a);
		np_article_free(&host, &b);
		if (now() - began < least)
			least = now() - began;
	}
	return least;
}

static size_t
count_words(const char *body)
{
	NpArticle	article;
	size_t		words;

	np_article_read(&host, NULL, text_of(body), &article);
	words = article.layout.nwords;
	np_article_free(&host, &article);
	return words;
}

static char *
repeated(const char *const *parts, size_t nparts, size_t bytes)
{
	char	   *text = malloc(bytes + 1);
	size_t		length = 0;

	for (size_t i = 0; nparts > 0; i++)
	{
		size_t		part = strlen(parts[i % nparts]);

		if (length + part + 1 > bytes)
			break;
		memcpy(text + length, parts[i % nparts], part);
		length += part;
		text[length++] = '\n';
	}
	text[length] = '\0';
	return text;
}

static void
time_long(const char *what, const char *source, const char *reprint)
{
	double		began = now();
	double		reading;
	NpArticle	a;
	NpArticle	b;
	NpPassages	passages;

	np_article_read(&host, &english, text_of(reprint), &a);
	np_article_read(&host, &english, text_of(source), &b);
	reading = now() - began;
	np_align(&host, &b, &a, NP_NEWS, &passages);
	printf("time %s: %zu and %zu words, %zu passages, %.0f ms, %.0f of them "
		   "reading\n", what, b.layout.nwords, a.layout.nwords, passages.count,
		   now() - began, reading);
	np_passages_free(&host, &passages);
	np_article_free(&host, &a);
	np_article_free(&host, &b);
}

static void
bench_time(void)
{
	Rows		rows;
	double		same = 0;
	double		unrelated = 0;
	double		self = 0;
	double		reading = 0;
	int			nsame = 0;
	int			nunrelated = 0;
	const char **bodies;
	size_t		nbodies = 0;

	if (!read_rows(path_to("corpora/basil.jsonl.gz"), &rows))
	{
		printf("time: no corpus, skipped\n");
		return;
	}
	bodies = calloc(rows.count, sizeof(char *));
	for (size_t i = 0; i < rows.count; i++)
		bodies[nbodies++] = row_value(&rows.items[i], "body");
	for (size_t i = 0; i < rows.count; i++)
	{
		size_t		words = count_words(bodies[i]);

		if (words < 560 || words > 720)
			continue;
		for (size_t j = 0; j < i; j++)
		{
			size_t		other = count_words(bodies[j]);

			if (other < 560 || other > 720)
				continue;
			if (strcmp(row_value(&rows.items[i], "triplet"),
					   row_value(&rows.items[j], "triplet")) == 0)
			{
				same += time_pair(bodies[i], bodies[j], &english);
				self += time_pair(bodies[i], bodies[i], &english);
				nsame++;
			}
			else if ((i + j) % 17 == 0)
			{
				unrelated += time_pair(bodies[i], bodies[j], &english);
				nunrelated++;
			}
		}
	}
	{
		double		began = now();
		NpArticle	a;

		for (size_t i = 0; i < nbodies; i++)
		{
			np_article_read(&host, &english, text_of(bodies[i]), &a);
			np_article_free(&host, &a);
		}
		reading = (now() - began) / nbodies;
	}
	printf("time, 640 words (560 to 720), reading included: same event %.3f ms "
		   "(%d pairs), unrelated %.3f ms (%d pairs), with itself %.3f ms; "
		   "reading one article %.3f ms\n",
		   same / nsame, nsame, unrelated / nunrelated, nunrelated, self / nsame,
		   reading);

	{
		const char *word = "word";
		const char *two[2] = {"one", "two"};

		time_long("1 MB of articles against 1 MB of others",
				  repeated(bodies, nbodies / 2, 1 << 20),
				  repeated(bodies + nbodies / 2, nbodies / 2, 1 << 20));
		time_long("1 MB with itself", repeated(bodies, nbodies, 1 << 20),
				  repeated(bodies, nbodies, 1 << 20));
		time_long("1 MB of one word", repeated(&word, 1, 1 << 20),
				  repeated(&word, 1, 1 << 20));
		time_long("1 MB of two words", repeated(two, 2, 1 << 20),
				  repeated(two, 2, 1 << 20));
		time_long("1 MB of one article with itself",
				  repeated(bodies, 1, 1 << 20), repeated(bodies, 1, 1 << 20));
		time_long("one article against 1 MB of it", bodies[0],
				  repeated(bodies, 1, 1 << 20));
		time_long("1 MB of one article against that article",
				  repeated(bodies, 1, 1 << 20), bodies[0]);
		time_long("1 MB of one article against 1 MB of another",
				  repeated(bodies, 1, 1 << 20), repeated(bodies + 1, 1, 1 << 20));
	}
}

int
main(int argc, char **argv)
{
	static const struct
	{
		const char *name;
		void		(*run) (void);
	}			sections[] = {
		{"seeds", bench_seeds}, {"pan", bench_pan},
		{"ablation", bench_ablation}, {"basil", bench_basil}, {"clough", bench_clough},
		{"time", bench_time},
	};
	int			first = 2;

	if (argc < 2)
	{
		fprintf(stderr, "usage: %s DATA [report|tune|all] [SECTION ...]\n", argv[0]);
		return 2;
	}
	documents_begin(argv[1]);
	if (argc > 2 && (strcmp(argv[2], "report") == 0 ||
					 strcmp(argv[2], "tune") == 0 || strcmp(argv[2], "all") == 0))
		share = argv[first++];
	for (size_t s = 0; s < sizeof(sections) / sizeof(sections[0]); s++)
	{
		bool		wanted = first >= argc && sections[s].run != bench_ablation;

		for (int i = first; i < argc; i++)
			wanted = wanted || strcmp(argv[i], sections[s].name) == 0;
		if (wanted)
			sections[s].run();
	}
	return 0;
}
