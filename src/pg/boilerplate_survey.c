/*-------------------------------------------------------------------------
 *
 * boilerplate_survey.c
 *	  Reading an article table for the rules of boilerplate.c.
 *
 * The table is read once, and eight bytes of each article are kept: its outlet
 * and its day (for the report also its id and time).  Its entries are sorted
 * (postings.c).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/boilerplate.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/float.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

/* Outlets by name */
typedef struct OutletNumber
{
	char	   *name;
	uint32		number;
	uint32		hash;
	char		status;
} OutletNumber;

#define SH_PREFIX			outlets
#define SH_ELEMENT_TYPE		OutletNumber
#define SH_KEY_TYPE			char *
#define SH_KEY				name
#define SH_HASH_KEY(tb, key) hash_bytes((unsigned char *) (key), strlen(key))
#define SH_EQUAL(tb, a, b)	(strcmp(a, b) == 0)
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a)	((a)->hash)
#define SH_SCOPE			static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* ----- arguments ----- */

static void
require_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	if (PG_ARGISNULL(n))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument must not be null"),
				 errdetail("The argument %s is NULL.", name),
				 errhint("Leave it out of the call to have its default.")));
}

Name
np_survey_name(FunctionCallInfo fcinfo, int n, const char *name)
{
	require_argument(fcinfo, n, name);
	return PG_GETARG_NAME(n);
}

static double
share_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	double		share;

	require_argument(fcinfo, n, name);
	share = PG_GETARG_FLOAT8(n);
	/* written so that NaN fails */
	if (!(share >= 0 && share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("share is out of range"),
				 errdetail("The argument %s is %s; it must be between 0 and 1.",
						   name, float8out_internal(share)),
				 errhint("Give a share of the articles: 0.05 is one in twenty.")));
	return share;
}

static uint32
count_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	int32		count;

	require_argument(fcinfo, n, name);
	count = PG_GETARG_INT32(n);
	if (count < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number is out of range"),
				 errdetail("The argument %s is %d; it must be at least 1.",
						   name, count),
				 errhint("Give the least number that counts as boilerplate.")));
	return count;
}

/*
 * An interval as a number of days, months of 30 days as where intervals are
 * compared.  A part of a day asks for the whole of it.
 */
static int64
span_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	Interval   *span;
	int64		days;
	int64		part;

	require_argument(fcinfo, n, name);
	span = PG_GETARG_INTERVAL_P(n);
	days = (int64) span->month * DAYS_PER_MONTH + span->day +
		span->time / USECS_PER_DAY;
	part = span->time % USECS_PER_DAY;
	if (days < 0 || (days == 0 && part < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval is out of range"),
				 errdetail("The argument %s is %s; it must not be negative.",
						   name,
						   DatumGetCString(DirectFunctionCall1(interval_out,
															   IntervalPGetDatum(span)))),
				 errhint("Give the least time between the first and the last article.")));
	return days + (part > 0);
}

static NpRules *
read_rules(FunctionCallInfo fcinfo)
{
	NpRules    *rules = palloc(sizeof(NpRules));

	rules->outlet_share = share_argument(fcinfo, NP_BOILERPLATE_OUTLET_SHARE,
										 "outlet_share");
	rules->outlet_articles = count_argument(fcinfo, NP_BOILERPLATE_OUTLET_ARTICLES,
											"outlet_articles");
	rules->outlet_days = count_argument(fcinfo, NP_BOILERPLATE_OUTLET_DAYS,
										"outlet_days");
	rules->outlet_span = span_argument(fcinfo, NP_BOILERPLATE_OUTLET_SPAN,
									   "outlet_span");
	rules->global_outlets = count_argument(fcinfo, NP_BOILERPLATE_GLOBAL_OUTLETS,
										   "global_outlets");
	rules->global_articles = count_argument(fcinfo, NP_BOILERPLATE_GLOBAL_ARTICLES,
											"global_articles");
	rules->global_share = share_argument(fcinfo, NP_BOILERPLATE_GLOBAL_SHARE,
										 "global_share");
	rules->global_span = span_argument(fcinfo, NP_BOILERPLATE_GLOBAL_SPAN,
									   "global_span");
	rules->global_week_share = share_argument(fcinfo, NP_BOILERPLATE_GLOBAL_WEEK_SHARE,
											  "global_week_share");
	return rules;
}

/* ----- reading the table ----- */

/*
 * The least value of a time column that is not before since, in the column's
 * own type, so that an index on it serves.  A date is its first moment in UTC.
 */
static Datum
since_datum(Oid type, TimestampTz since)
{
	int64		day;

	if (type != DATEOID)
		return TimestampTzGetDatum(since);	/* timestamps: the same in UTC */
	if (TIMESTAMP_IS_NOBEGIN(since))
		return DateADTGetDatum(DATEVAL_NOBEGIN);
	if (TIMESTAMP_IS_NOEND(since))
		return DateADTGetDatum(DATEVAL_NOEND);
	day = since / USECS_PER_DAY + (since % USECS_PER_DAY > 0);
	return DateADTGetDatum((DateADT) day);
}

/* Which rows to read: all, or those since a time */
typedef struct Selection
{
	char	   *condition;		/* or NULL */
	int			nargs;			/* 0 or 1 */
	Oid			type;
	Datum		since;
} Selection;

static void
check_columns(FunctionCallInfo fcinfo, NpSurvey *survey, Name id, Name body)
{
	const NpTable *table = &survey->table;
	Name		print = np_survey_name(fcinfo, NP_BOILERPLATE_PRINT, "print");
	Name		published = np_survey_name(fcinfo, NP_BOILERPLATE_PUBLISHED, "published");
	Name		outlet = np_survey_name(fcinfo, NP_BOILERPLATE_OUTLET, "outlet");

	survey->columns.print = np_column(table, print, table->print_type);
	survey->columns.published = np_time_column(table, published);
	survey->columns.outlet = np_column(table, outlet, InvalidOid);
	if (id != NULL)
	{
		survey->columns.id = np_column(table, id, InvalidOid);
		survey->columns.body = np_column(table, body, InvalidOid);
	}
}

static void
select_rows(FunctionCallInfo fcinfo, const NpSurvey *survey,
			Selection *selection)
{
	selection->condition = NULL;
	selection->nargs = 0;
	selection->type = InvalidOid;
	selection->since = (Datum) 0;
	if (!PG_ARGISNULL(NP_BOILERPLATE_SINCE))
	{
		Oid			articles = survey->table.oid;
		Name		published = PG_GETARG_NAME(NP_BOILERPLATE_PUBLISHED);

		selection->condition = psprintf("%s OPERATOR(pg_catalog.>=) $1",
										survey->columns.published);
		selection->nargs = 1;
		selection->type =
			getBaseType(get_atttype(articles,
									get_attnum(articles, NameStr(*published))));
		selection->since = since_datum(selection->type,
									   PG_GETARG_TIMESTAMPTZ(NP_BOILERPLATE_SINCE));
	}
}

static uint32
outlet_number(NpSurvey *survey, outlets_hash *outlets, const char *name)
{
	OutletNumber *outlet;
	bool		found;

	outlet = outlets_insert(outlets, unconstify(char *, name), &found);
	if (!found)
	{
		uint32		n = survey->noutlets++;

		/* doubled whenever it is full, at powers of two */
		if (n == 0)
			survey->outlets = MemoryContextAlloc(survey->context,
												 sizeof(NpSurveyedOutlet));
		else if ((n & (n - 1)) == 0)
			survey->outlets = repalloc_huge(survey->outlets,
											(Size) n * 2 * sizeof(NpSurveyedOutlet));
		outlet->name = MemoryContextStrdup(survey->context, name);
		outlet->number = n;
		survey->outlets[n].name = outlet->name;
		survey->outlets[n].articles = 0;
	}
	return outlet->number;
}

static int32
day_of(TimestampTz time)
{
	return (int32) (time / USECS_PER_DAY - (time % USECS_PER_DAY < 0));
}

static void
read_articles(NpSurvey *survey, Selection *selection, uint64 total)
{
	outlets_hash *outlets = outlets_create(survey->context, 256, NULL);
	NpArticleColumns columns = survey->columns;
	NpArticles *articles;
	NpArticleRow article;
	uint64		nread = 0;

	columns.body = NULL;
	np_choose_columns(survey->postings, &columns);
	articles = np_open_articles(&survey->table, columns, selection->condition,
								selection->nargs, &selection->type,
								&selection->since, NULL, NULL);
	while (np_next_article(articles, &article))
	{
		uint32		n = survey->narticles;

		np_tell_progress(&survey->progress, "read", "articles", ++nread, total);
		if (article.outlet == NULL || TIMESTAMP_NOT_FINITE(article.published))
			continue;
		if (n == total)
			np_more_articles_than_counted(&survey->table);
		survey->articles[n].outlet = outlet_number(survey, outlets,
												   article.outlet);
		survey->articles[n].day = day_of(article.published);
		survey->outlets[survey->articles[n].outlet].articles++;
		if (survey->ids != NULL)
		{
			survey->ids[n].id = article.id == NULL ? NULL :
				MemoryContextStrdup(survey->context, article.id);
			survey->ids[n].published = article.published;
		}
		survey->nentries += np_add_article(survey->postings, n, &article,
										   &survey->parameters);
		survey->has_prints = true;
		survey->narticles++;
	}
	np_close_articles(articles);
	outlets_destroy(outlets);
}

/*
 * Where no row was read, the parameters come from any row of the table: so a
 * refresh from the newest articles makes a print that can be added to the
 * older one, also when nothing was published.
 */
static void
read_parameters(NpSurvey *survey)
{
	NpArticleColumns columns = {0};
	NpArticles *articles;
	NpArticleRow article;

	columns.print = survey->columns.print;
	articles = np_open_articles(&survey->table, columns, NULL, 0, NULL, NULL,
								NULL, NULL);
	if (np_next_article(articles, &article))
	{
		survey->has_prints = true;
		survey->parameters = article.print.parameters;
	}
	np_close_articles(articles);
}

NpSurvey *
np_survey(FunctionCallInfo fcinfo, const char *function, MemoryContext parent,
		  Name id, Name body)
{
	MemoryContext context = AllocSetContextCreate(parent, "newsprint boilerplate",
												  ALLOCSET_DEFAULT_SIZES);
	NpSurvey   *survey = MemoryContextAllocZero(context, sizeof(NpSurvey));
	MemoryContext old = MemoryContextSwitchTo(context);
	Selection	selection;
	uint64		total;

	survey->context = context;
	survey->rules = read_rules(fcinfo);
	survey->table = np_table(fcinfo, PG_GETARG_OID(NP_BOILERPLATE_ARTICLES));
	check_columns(fcinfo, survey, id, body);
	select_rows(fcinfo, survey, &selection);
	survey->progress = np_begin_progress(function);
	total = np_count_articles(&survey->table, survey->columns,
							  selection.condition, selection.nargs,
							  &selection.type, &selection.since, NULL);
	if (total >= PG_UINT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("table has too many articles"),
				 errdetail("Table %s has " UINT64_FORMAT " articles.",
						   survey->table.name, total),
				 errhint("Read the newest of them, as in since => now() - interval '1 year'.")));
	survey->articles = palloc_extended((total + 1) * sizeof(NpSurveyed),
									   MCXT_ALLOC_HUGE);
	if (id != NULL)
		survey->ids = palloc_extended((total + 1) * sizeof(NpSurveyedId),
									  MCXT_ALLOC_HUGE);
	survey->postings =
		np_begin_table_postings(&survey->table,
								np_survey_name(fcinfo, NP_BOILERPLATE_PRINT, "print"),
								(uint32) total, maintenance_work_mem, NULL,
								id != NULL);
	read_articles(survey, &selection, total);
	if (!survey->has_prints)
		read_parameters(survey);
	np_finish_table_postings(survey->postings);
	survey->rules->outlet_least = survey->rules->outlet_articles;
	survey->rules->global_least = Max((double) survey->rules->global_articles,
									  survey->rules->global_share *
									  survey->narticles - NP_SHARE_SLACK);
	MemoryContextSwitchTo(old);
	return survey;
}

void
np_end_survey(NpSurvey *survey)
{
	np_end_table_postings(survey->postings);
	MemoryContextDelete(survey->context);
}
