/*-------------------------------------------------------------------------
 *
 * boilerplate_report.c
 *	  newsprint_boilerplate_report: the words that newsprint_boilerplate
 *	  ignores, and why.
 *
 * Entries are shown as they are printed in an example article.  Those of one
 * scope (an outlet, or everywhere) that stand next to each other there, with no
 * other entry of the article between them, make one row as long as each goes
 * with the next: half of the articles that have one of both have both.  (As far
 * as their sketches tell, which keep the least of several hashes of the
 * articles' numbers; two entries agree in as large a share of these as of
 * their articles.  Broder, On the Resemblance and Containment of Documents,
 * 1997.)  A row bears the numbers of the entry in it that the fewest articles
 * have: about as many have the whole phrase.
 *
 * The example of an entry is the article with the most boilerplate of its
 * scope: so the entries of a phrase have the same one, and few bodies are read.
 * Among equals it is the newest, then that with the least id.
 *
 *	1.	All entries that are boilerplate are found, and counted for each
 *		article that has them.
 *	2.	They are gone through again, and each chooses its example.
 *	3.	The examples are read, by their ids, and their bodies fingerprinted
 *		anew, so that places and words agree whatever became of the body since.
 *	4.	The rows are sorted.  Of rows with the same words the one with the most
 *		articles is kept.
 *
 * The ids of all articles are kept meanwhile, some dozen bytes each.
 *
 * An entry whose example no longer has it (a body that was changed without its
 * print, or is NULL) is in a row of its outlet without words.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/boilerplate.h"
#include "pg/rows.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"

/* Behind the arguments that newsprint_boilerplate has, too */
#define ARGUMENT_ID			NP_BOILERPLATE_ARGUMENTS
#define ARGUMENT_BODY		(NP_BOILERPLATE_ARGUMENTS + 1)

/* Hashes in a sketch, and how many of them neighbours in a phrase share */
#define SKETCH				16
#define SKETCH_SHARED		8

/* An entry that is boilerplate in one scope */
typedef struct Finding
{
	NpBoilerplate entry;
	uint32		example;		/* number of an article */
	bool		shown;
	uint32		sketch[SKETCH]; /* of the articles that have it */
} Finding;

/* A row of the result */
typedef struct Phrase
{
	uint32		outlet;			/* or NP_EVERYWHERE */
	char	   *words;			/* or NULL */
	NpBoilerplate entry;		/* whose numbers it bears */
} Phrase;

typedef struct Report
{
	NpSurvey   *survey;
	Finding    *findings;		/* by outlet, then hash */
	uint32		nfindings;
	uint32	   *of_outlet;		/* by article: how many entries it has that
								 * are boilerplate of its outlet */
	uint32	   *of_everywhere;	/* and everywhere */
	uint32	   *examples;		/* numbers of articles, by id */
	uint32		nexamples;
	Phrase	   *phrases;
	uint32		nphrases;
	uint32		phrases_room;
	MemoryContext body_context; /* reset behind each body */
} Report;

/* A kept entry in an example's body */
typedef struct Kept
{
	uint32		word;
	Finding    *finding;		/* or NULL */
	uint64		hash;
} Kept;

/* Neighbours among them, all boilerplate */
typedef struct Run
{
	uint32		first;
	uint32		count;
} Run;

/* A body that is being looked at */
typedef struct Body
{
	NpSourceText source;
	NpWord	   *words;			/* their forms are not there any more */
	uint32		nwords;
	Kept	   *kept;
	uint32		nkept;
} Body;

/* ----- finding entries and their examples ----- */

static void
make_sketch(Finding *finding)
{
	const NpUse *uses = finding->entry.uses;

	memset(finding->sketch, 0xFF, sizeof(finding->sketch));
	for (uint32 i = 0; i < finding->entry.articles; i++)
		for (uint32 j = 0; j < SKETCH; j++)
		{
			uint32		hash = murmurhash32(uses[i].article * SKETCH + j);

			finding->sketch[j] = Min(finding->sketch[j], hash);
		}
}

static void
find_entries(Report *report)
{
	NpSurvey   *survey = report->survey;
	NpBoilerplate entry;
	uint32		room = 256;

	report->findings = palloc(room * sizeof(Finding));
	report->of_outlet = palloc_extended((survey->narticles + UINT64CONST(1)) * sizeof(uint32),
										MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	report->of_everywhere = palloc_extended((survey->narticles + UINT64CONST(1)) * sizeof(uint32),
											MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	while (np_next_boilerplate(survey, &entry))
	{
		uint32	   *counts = entry.outlet == NP_EVERYWHERE ?
		report->of_everywhere : report->of_outlet;

		if (report->nfindings == room)
		{
			if (room >= PG_UINT32_MAX / 2)
				ereport(ERROR,
						(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						 errmsg("too much boilerplate"),
						 errdetail("More than %u entries of outlets are boilerplate.",
								   report->nfindings),
						 errhint("Ask for a higher share of articles, or for articles since a later time.")));
			room *= 2;
			report->findings = repalloc_huge(report->findings,
											 (Size) room * sizeof(Finding));
		}
		report->findings[report->nfindings].entry = entry;
		report->findings[report->nfindings].shown = false;
		make_sketch(&report->findings[report->nfindings]);
		report->nfindings++;
		for (uint32 i = 0; i < entry.articles; i++)
			counts[entry.uses[i].article]++;
	}
}

/* Is article a better example than b? */
static bool
is_better(const NpSurvey *survey, const uint32 *counts, uint32 a, uint32 b)
{
	const NpSurveyedId *id_a = &survey->ids[a];
	const NpSurveyedId *id_b = &survey->ids[b];

	if (id_a->id == NULL || id_b->id == NULL)
		return id_b->id == NULL && id_a->id != NULL;
	if (counts[a] != counts[b])
		return counts[a] > counts[b];
	if (id_a->published != id_b->published)
		return id_a->published > id_b->published;
	return strcmp(id_a->id, id_b->id) < 0;
}

static void
choose_examples(Report *report)
{
	NpSurvey   *survey = report->survey;
	NpBoilerplate entry;
	uint32		n = 0;

	np_rewind_survey(survey);
	while (np_next_boilerplate(survey, &entry))
	{
		Finding    *finding = &report->findings[n++];
		const uint32 *counts = entry.outlet == NP_EVERYWHERE ?
		report->of_everywhere : report->of_outlet;

		Assert(finding->entry.hash == entry.hash);
		finding->example = entry.uses[0].article;
		for (uint32 i = 1; i < entry.articles; i++)
			if (is_better(survey, counts, entry.uses[i].article,
						  finding->example))
				finding->example = entry.uses[i].article;
	}
}

static int
compare_findings(const void *a, const void *b)
{
	const NpBoilerplate *x = &((const Finding *) a)->entry;
	const NpBoilerplate *y = &((const Finding *) b)->entry;

	if (x->outlet != y->outlet)
		return x->outlet < y->outlet ? -1 : 1;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

static Finding *
find_finding(Report *report, uint32 outlet, uint64 hash)
{
	Finding		wanted;

	wanted.entry.outlet = outlet;
	wanted.entry.hash = hash;
	return bsearch(&wanted, report->findings, report->nfindings,
				   sizeof(Finding), compare_findings);
}

/* ----- reading the examples ----- */

static int
compare_ids(const void *a, const void *b, void *arg)
{
	const NpSurveyedId *ids = arg;
	uint32		x = *(const uint32 *) a;
	uint32		y = *(const uint32 *) b;
	int			order = strcmp(ids[x].id, ids[y].id);

	return order != 0 ? order : (x > y) - (x < y);
}

static void
collect_examples(Report *report)
{
	NpSurvey   *survey = report->survey;
	uint32		n = 0;

	report->examples = palloc_extended((report->nfindings + UINT64CONST(1)) * sizeof(uint32),
									   MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < report->nfindings; i++)
		if (survey->ids[report->findings[i].example].id != NULL)
			report->examples[n++] = report->findings[i].example;
	qsort_arg(report->examples, n, sizeof(uint32), compare_ids, survey->ids);
	for (uint32 i = 0; i < n; i++)
		if (i == 0 || report->examples[i] != report->examples[i - 1])
			report->examples[report->nexamples++] = report->examples[i];
}

/* The example with that id, or NULL */
static const uint32 *
find_example(const Report *report, const char *id)
{
	uint32		low = 0;
	uint32		high = report->nexamples;

	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;
		int			order = strcmp(report->survey->ids[report->examples[middle]].id, id);

		if (order == 0)
			return &report->examples[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static int
compare_kept(const void *a, const void *b)
{
	uint32		x = ((const Kept *) a)->word;
	uint32		y = ((const Kept *) b)->word;

	return (x > y) - (x < y);
}

static void
read_words(Body *body)
{
	NpWordReader *reader = np_words_begin(&np_host, body->source.text);
	uint32		room = 256;

	body->words = palloc(room * sizeof(NpWord));
	body->nwords = 0;
	while (np_words_next(reader, &body->words[body->nwords]))
		if (++body->nwords == room)
		{
			room *= 2;
			body->words = repalloc_huge(body->words, (Size) room * sizeof(NpWord));
		}
	np_words_end(reader);
}

static void
read_body(Report *report, text *article, Body *body)
{
	NpPosting  *postings;
	size_t		npostings;
	uint32		nwords;

	body->source = np_source_text(article);
	read_words(body);
	postings = np_fingerprint(&np_host, report->survey->parameters,
							  body->source.text, &npostings, &nwords);
	body->kept = palloc_extended((npostings + 1) * sizeof(Kept), MCXT_ALLOC_HUGE);
	body->nkept = npostings;
	for (size_t i = 0; i < npostings; i++)
	{
		body->kept[i].word = postings[i].word;
		body->kept[i].hash = postings[i].hash;
	}
	qsort(body->kept, body->nkept, sizeof(Kept), compare_kept);
}

/*
 * The byte behind a shingle that begins at a word.  How many words it has
 * depends on their scripts; the least number that has a shingle is right.
 */
static size_t
shingle_end(const Report *report, const Body *body, uint32 first)
{
	NpParameters parameters = report->survey->parameters;
	uint32		last = Min(first + parameters.shingle, body->nwords) - 1;
	NpText		piece;
	size_t		n = 0;

	while (last + 1 < body->nwords)
	{
		NpPosting  *postings;
		uint32		nwords;

		piece.data = body->source.text.data + body->words[first].start;
		piece.length = body->words[last].end - body->words[first].start;
		postings = np_shingles(&np_host, parameters, piece, &n, &nwords);
		np_release(&np_host, postings);
		if (n > 0)
			break;
		last++;
	}
	return body->words[last].end;
}

static void
add_phrase(Report *report, uint32 outlet, char *words,
		   const NpBoilerplate *entry)
{
	Phrase	   *phrase;

	if (report->nphrases == report->phrases_room)
	{
		report->phrases_room = report->phrases_room * 2 + 256;
		report->phrases = report->phrases == NULL ?
			MemoryContextAlloc(report->survey->context,
							   report->phrases_room * sizeof(Phrase)) :
			repalloc_huge(report->phrases,
						  (Size) report->phrases_room * sizeof(Phrase));
	}
	phrase = &report->phrases[report->nphrases++];
	phrase->outlet = outlet;
	phrase->words = words;
	phrase->entry = *entry;
}

static int
compare_runs(const void *a, const void *b)
{
	const Run  *x = a;
	const Run  *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

/* Shows a run, if an entry in it is not shown yet and has its example here. */
static void
show_run(Report *report, uint32 article, const Body *body, Run run)
{
	const Kept *kept = &body->kept[run.first];
	const NpBoilerplate *rarest = NULL;
	bool		has_news = false;
	text	   *words;
	char	   *copy;

	for (uint32 i = 0; i < run.count; i++)
	{
		Finding    *finding = kept[i].finding;

		has_news |= !finding->shown && finding->example == article;
		if (rarest == NULL || finding->entry.articles < rarest->articles)
			rarest = &finding->entry;
	}
	if (!has_news)
		return;
	for (uint32 i = 0; i < run.count; i++)
		if (kept[i].finding->example == article)
			kept[i].finding->shown = true;
	words = np_text_slice(&body->source, body->words[kept[0].word].start,
						  shingle_end(report, body, kept[run.count - 1].word));
	copy = MemoryContextStrdup(report->survey->context, text_to_cstring(words));
	add_phrase(report, rarest->outlet, copy, rarest);
}

/* Do both stand in mostly the same articles? */
static bool
go_together(const Finding *a, const Finding *b)
{
	int			shared = 0;

	for (int i = 0; i < SKETCH; i++)
		shared += a->sketch[i] == b->sketch[i];
	return shared >= SKETCH_SHARED;
}

/* The runs of one scope in an example */
static void
show_scope(Report *report, uint32 article, Body *body, uint32 outlet)
{
	Run		   *runs = palloc((body->nkept + 1) * sizeof(Run));
	uint32		nruns = 0;

	for (uint32 i = 0; i < body->nkept; i++)
	{
		Kept	   *kept = &body->kept[i];

		kept->finding = find_finding(report, outlet, kept->hash);
		if (kept->finding == NULL)
			continue;
		if (i > 0 && body->kept[i - 1].finding != NULL &&
			go_together(kept->finding, body->kept[i - 1].finding))
			runs[nruns - 1].count++;
		else
		{
			runs[nruns].first = i;
			runs[nruns].count = 1;
			nruns++;
		}
	}
	/* where an entry stands several times, in the longest run */
	qsort(runs, nruns, sizeof(Run), compare_runs);
	for (uint32 i = 0; i < nruns; i++)
		show_run(report, article, body, runs[i]);
}

static void
read_examples(Report *report)
{
	NpSurvey   *survey = report->survey;
	Datum	   *ids = palloc_extended((report->nexamples + UINT64CONST(1)) * sizeof(Datum),
									  MCXT_ALLOC_HUGE);
	Oid			type = TEXTARRAYOID;
	Datum		array;
	char	   *condition;
	NpArticles *articles;
	NpArticleRow article;
	uint64		nread = 0;

	for (uint32 i = 0; i < report->nexamples; i++)
		ids[i] = CStringGetTextDatum(survey->ids[report->examples[i]].id);
	array = PointerGetDatum(construct_array(ids, report->nexamples, TEXTOID,
											-1, false, TYPALIGN_INT));
	condition = psprintf("%s::pg_catalog.text COLLATE pg_catalog.\"C\""
						 " OPERATOR(pg_catalog.=) ANY ($1)", survey->columns.id);
	articles = np_open_articles(&survey->table, survey->columns, condition, 1, &type,
								&array, NULL, NULL);
	while (np_next_article(articles, &article))
	{
		const uint32 *example = find_example(report, article.id);
		MemoryContext old;
		Body		body;

		np_tell_progress(&survey->progress, "read", "examples", ++nread,
						 report->nexamples);
		if (example == NULL || article.body == NULL ||
			survey->parameters.profile != NP_PROFILE_ARTICLE)
			continue;
		MemoryContextReset(report->body_context);
		old = MemoryContextSwitchTo(report->body_context);
		read_body(report, article.body, &body);
		show_scope(report, *example, &body, survey->articles[*example].outlet);
		show_scope(report, *example, &body, NP_EVERYWHERE);
		MemoryContextSwitchTo(old);
	}
	np_close_articles(articles);
}

/* ----- the rows ----- */

static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static int
compare_scopes(const Phrase *a, const Phrase *b, const NpSurvey *survey)
{
	if (a->outlet == b->outlet)
		return 0;
	if (a->outlet == NP_EVERYWHERE || b->outlet == NP_EVERYWHERE)
		return a->outlet == NP_EVERYWHERE ? 1 : -1;
	return strcmp(survey->outlets[a->outlet].name,
				  survey->outlets[b->outlet].name);
}

/* Most articles first; the rest only makes the order one of all rows */
static int
compare_numbers(const NpBoilerplate *a, const NpBoilerplate *b)
{
	if (a->articles != b->articles)
		return a->articles > b->articles ? -1 : 1;
	if (a->days != b->days)
		return a->days > b->days ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->last > b->last) - (a->last < b->last);
}

/* Brings the same words together. */
static int
compare_words(const void *a, const void *b, void *arg)
{
	int			order = compare_scopes(a, b, arg);

	if (order == 0)
		order = compare_texts(((const Phrase *) a)->words,
							  ((const Phrase *) b)->words);
	if (order == 0)
		order = compare_numbers(&((const Phrase *) a)->entry,
								&((const Phrase *) b)->entry);
	return order;
}

/* The order of the result */
static int
compare_phrases(const void *a, const void *b, void *arg)
{
	const Phrase *x = a;
	const Phrase *y = b;
	int			order = compare_scopes(x, y, arg);

	if (order == 0 && x->entry.articles != y->entry.articles)
		order = x->entry.articles > y->entry.articles ? -1 : 1;
	if (order == 0)
		order = compare_texts(x->words, y->words);
	return order;
}

static void
put_phrases(Report *report, NpRows *rows)
{
	NpSurvey   *survey = report->survey;
	Phrase	   *phrases;
	uint32		n = 0;

	for (uint32 i = 0; i < report->nfindings; i++)
		if (!report->findings[i].shown)
			add_phrase(report, report->findings[i].entry.outlet, NULL,
					   &report->findings[i].entry);
	phrases = report->phrases;
	qsort_arg(phrases, report->nphrases, sizeof(Phrase), compare_words, survey);
	for (uint32 i = 0; i < report->nphrases; i++)
		if (i == 0 ||
			compare_scopes(&phrases[n - 1], &phrases[i], survey) != 0 ||
			compare_texts(phrases[n - 1].words, phrases[i].words) != 0)
			phrases[n++] = phrases[i];
	qsort_arg(phrases, n, sizeof(Phrase), compare_phrases, survey);

	for (uint32 i = 0; i < n; i++)
	{
		const Phrase *phrase = &phrases[i];
		bool		everywhere = phrase->outlet == NP_EVERYWHERE;
		MemoryContext old = MemoryContextSwitchTo(rows->row_context);
		Datum		values[7];
		bool		nulls[7] = {false};

		values[0] = CStringGetTextDatum(everywhere ? "global" : "outlet");
		nulls[1] = everywhere;
		values[1] = everywhere ? (Datum) 0 :
			CStringGetTextDatum(survey->outlets[phrase->outlet].name);
		nulls[2] = phrase->words == NULL;
		values[2] = phrase->words == NULL ? (Datum) 0 :
			CStringGetTextDatum(phrase->words);
		values[3] = Int32GetDatum((int32) phrase->entry.articles);
		values[4] = Int32GetDatum((int32) phrase->entry.days);
		values[5] = DateADTGetDatum(phrase->entry.first);
		values[6] = DateADTGetDatum(phrase->entry.last);
		MemoryContextSwitchTo(old);
		np_put_row(rows, values, nulls);
	}
}

PG_FUNCTION_INFO_V1(newsprint_boilerplate_report);

/*
 * newsprint_boilerplate_report(..., id name, body name)
 *	-> (scope text, outlet text, words text, articles int, days int,
 *		first date, last date)
 *
 * The arguments before id are those of newsprint_boilerplate.
 */
Datum
newsprint_boilerplate_report(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext old;
	NpSurvey   *survey;
	Report		report = {0};
	Name		id;
	Name		body;

	if (PG_ARGISNULL(0))
		return (Datum) 0;
	id = np_survey_name(fcinfo, ARGUMENT_ID, "id");
	body = np_survey_name(fcinfo, ARGUMENT_BODY, "body");
	SPI_connect();
	survey = np_survey(fcinfo, "newsprint_boilerplate_report", caller, id,
					   body);
	old = MemoryContextSwitchTo(survey->context);
	report.survey = survey;
	report.body_context = AllocSetContextCreate(survey->context,
												"newsprint body",
												ALLOCSET_DEFAULT_SIZES);
	find_entries(&report);
	choose_examples(&report);
	collect_examples(&report);
	qsort(report.findings, report.nfindings, sizeof(Finding), compare_findings);
	if (report.nexamples > 0)
		read_examples(&report);
	put_phrases(&report, &rows);
	MemoryContextSwitchTo(old);
	np_end_survey(survey);
	SPI_finish();
	return (Datum) 0;
}
