/*-------------------------------------------------------------------------
 *
 * boilerplate.c
 *	  newsprint_boilerplate: what stands in articles without being news.
 *
 * An entry is boilerplate
 *	-	of an outlet that has it in a share of its articles, and in so many of
 *		them, on several days that lie far enough apart: invitations to
 *		subscribe, bylines, lists of other stories;
 *	-	everywhere, if many outlets have it, in a share of all articles, and in
 *		so many of them, with a long time between the first and the last of
 *		them and with no week (seven days in a row, whichever it begins on)
 *		that has most of them: "told reporters on", "could not be reached for
 *		comment".
 * Time tells both from news.  A wire story that five hundred outlets carry is
 * over in a week, and stays so when a few print it again years later.
 *
 * The least number of articles, two for each of the least outlets, spares what is
 * syndicated slowly, once in each outlet.  The share of all articles keeps the
 * print small however many articles there are: each query reads all of what it
 * is to ignore.  Measured on 37,554 articles of 491 outlets and eight years: of
 * the entries of an article a sixth is boilerplate, and it shares three of the
 * others with 17 articles, where it shares three of all with 2,720.  Of 80 pairs
 * of different outlets with a passage of forty words 37 are found at up to six
 * entries; the passage of each of the others was boilerplate.
 *
 * Days are days in UTC.  Rows without a print, an outlet or a time, and those
 * with an infinite time, are passed over; they count nowhere.
 *
 * boilerplate_survey.c reads the table and sorts its entries.  The articles of
 * each entry then come together; they are sorted by outlet and day, if there
 * are enough of them for either rule, and counted in one go.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/boilerplate.h"

#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#define DAYS_IN_A_WEEK		7

/* How often progress is looked at */
#define LISTS_BETWEEN_WORDS	1024

#define ST_SORT				sort_uses
#define ST_ELEMENT_TYPE		NpUse
#define ST_COMPARE(a, b)	((a)->outlet != (b)->outlet ? \
							 ((a)->outlet > (b)->outlet) - ((a)->outlet < (b)->outlet) : \
							 ((a)->day > (b)->day) - ((a)->day < (b)->day))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE			static
#define ST_DECLARE
#define ST_DEFINE
#include "lib/sort_template.h"

#define ST_SORT				sort_days
#define ST_ELEMENT_TYPE		int32
#define ST_COMPARE(a, b)	((*(a) > *(b)) - (*(a) < *(b)))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE			static
#define ST_DECLARE
#define ST_DEFINE
#include "lib/sort_template.h"

/* ----- the rules ----- */

static void
add_found(NpSurvey *survey, const NpBoilerplate *boilerplate)
{
	if (survey->nfound == survey->found_room)
	{
		survey->found_room = survey->found_room * 2 + 8;
		survey->found = survey->found == NULL ?
			MemoryContextAlloc(survey->context,
							   survey->found_room * sizeof(NpBoilerplate)) :
			repalloc_huge(survey->found,
						  (Size) survey->found_room * sizeof(NpBoilerplate));
	}
	survey->found[survey->nfound++] = *boilerplate;
}

/* The uses of one outlet, in order of their days */
static void
judge_outlet(NpSurvey *survey, NpBoilerplate *boilerplate)
{
	const NpRules *rules = survey->rules;
	const NpUse *uses = boilerplate->uses;
	uint32		n = boilerplate->articles;
	double		all = survey->outlets[uses[0].outlet].articles;

	boilerplate->outlet = uses[0].outlet;
	boilerplate->first = uses[0].day;
	boilerplate->last = uses[n - 1].day;
	if (n < rules->outlet_articles ||
		n < rules->outlet_share * all - NP_SHARE_SLACK ||
		(int64) boilerplate->last - boilerplate->first < rules->outlet_span)
		return;
	boilerplate->days = 1;
	for (uint32 i = 1; i < n; i++)
		boilerplate->days += uses[i].day != uses[i - 1].day;
	if (boilerplate->days >= rules->outlet_days)
		add_found(survey, boilerplate);
}

/* Most uses in seven days in a row; days ascend */
static uint32
busiest_week(const int32 *days, uint32 n)
{
	uint32		most = 0;
	uint32		first = 0;

	for (uint32 i = 0; i < n; i++)
	{
		while ((int64) days[i] - days[first] >= DAYS_IN_A_WEEK)
			first++;
		most = Max(most, i - first + 1);
	}
	return most;
}

/* All uses */
static void
judge_everywhere(NpSurvey *survey, NpBoilerplate *boilerplate, uint32 outlets)
{
	const NpRules *rules = survey->rules;
	uint32		n = boilerplate->articles;

	if (n < rules->global_least || outlets < rules->global_outlets)
		return;
	for (uint32 i = 0; i < n; i++)
		survey->days[i] = boilerplate->uses[i].day;
	sort_days(survey->days, n);
	boilerplate->outlet = NP_EVERYWHERE;
	boilerplate->first = survey->days[0];
	boilerplate->last = survey->days[n - 1];
	boilerplate->days = 1;
	for (uint32 i = 1; i < n; i++)
		boilerplate->days += survey->days[i] != survey->days[i - 1];
	if ((int64) boilerplate->last - boilerplate->first >= rules->global_span &&
		busiest_week(survey->days, n) <=
		rules->global_week_share * n + NP_SHARE_SLACK)
		add_found(survey, boilerplate);
}

static void
judge(NpSurvey *survey, const NpPostingList *list)
{
	uint32		n = list->narticles;
	uint32		outlets = 0;
	NpBoilerplate boilerplate;

	if (n > survey->room)
	{
		survey->room = Max(n, survey->room * 2);
		if (survey->uses != NULL)
		{
			pfree(survey->uses);
			pfree(survey->days);
		}
		survey->uses = MemoryContextAllocHuge(survey->context,
											  survey->room * sizeof(NpUse));
		survey->days = MemoryContextAllocHuge(survey->context,
											  survey->room * sizeof(int32));
	}
	for (uint32 i = 0; i < n; i++)
	{
		const NpSurveyed *article = &survey->articles[list->articles[i]];

		survey->uses[i].outlet = article->outlet;
		survey->uses[i].day = article->day;
		survey->uses[i].article = list->articles[i];
	}
	sort_uses(survey->uses, n);

	boilerplate.hash = list->hash;
	for (uint32 i = 0, end; i < n; i = end)
	{
		end = i + 1;
		while (end < n && survey->uses[end].outlet == survey->uses[i].outlet)
			end++;
		boilerplate.uses = &survey->uses[i];
		boilerplate.articles = end - i;
		judge_outlet(survey, &boilerplate);
		outlets++;
	}
	boilerplate.uses = survey->uses;
	boilerplate.articles = n;
	judge_everywhere(survey, &boilerplate, outlets);
}

bool
np_next_boilerplate(NpSurvey *survey, NpBoilerplate *boilerplate)
{
	double		least = Min(survey->rules->outlet_least,
							survey->rules->global_least);
	NpPostingList list;

	while (survey->nreturned == survey->nfound)
	{
		survey->nfound = 0;
		survey->nreturned = 0;
		CHECK_FOR_INTERRUPTS();
		if (!np_next_table_list(survey->postings, &list))
			return false;
		survey->nseen += list.narticles;
		if (++survey->nlists % LISTS_BETWEEN_WORDS == 0)
			np_tell_progress(&survey->progress, "counted", "entries",
							 survey->nseen, survey->nentries);
		if (list.narticles >= least)
			judge(survey, &list);
	}
	*boilerplate = survey->found[survey->nreturned++];
	return true;
}

void
np_rewind_survey(NpSurvey *survey)
{
	np_rewind_table_postings(survey->postings);
	survey->nseen = 0;
	survey->nfound = 0;
	survey->nreturned = 0;
}

/* ----- newsprint_boilerplate ----- */

PG_FUNCTION_INFO_V1(newsprint_boilerplate);

/*
 * newsprint_boilerplate(articles regclass, outlet_share float8,
 *		outlet_articles int, outlet_days int, outlet_span interval,
 *		global_outlets int, global_articles int, global_share float8,
 *		global_span interval, global_week_share float8, since timestamptz,
 *		print name, published name, outlet name) -> newsprint
 *
 * NULL where the table has no prints, so that there is nothing to be compared
 * with.
 */
Datum
newsprint_boilerplate(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	NpSurvey   *survey;
	NpBoilerplate boilerplate;
	uint64_t   *hashes;
	size_t		nhashes = 0;
	size_t		room = 1024;
	Datum		result = (Datum) 0;
	bool		has_prints;

	if (PG_ARGISNULL(NP_BOILERPLATE_ARTICLES))
		PG_RETURN_NULL();
	SPI_connect();
	survey = np_survey(fcinfo, "newsprint_boilerplate", caller, NULL,
					   NULL);
	hashes = MemoryContextAlloc(survey->context, room * sizeof(uint64_t));
	while (np_next_boilerplate(survey, &boilerplate))
	{
		if (nhashes > 0 && hashes[nhashes - 1] == boilerplate.hash)
			continue;
		if (nhashes == room)
		{
			room *= 2;
			hashes = repalloc_huge(hashes, room * sizeof(uint64_t));
		}
		hashes[nhashes++] = boilerplate.hash;
	}
	has_prints = survey->has_prints;
	if (has_prints)
	{
		MemoryContext old = MemoryContextSwitchTo(caller);

		result = np_datum_from_hashes(survey->parameters, hashes, nhashes);
		MemoryContextSwitchTo(old);
	}
	np_end_survey(survey);
	SPI_finish();
	if (!has_prints)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(result);
}
