/*-------------------------------------------------------------------------
 *
 * articles.c
 *	  Reading a user's article table, row by row, by the names of its columns.
 *
 * A cursor gives the rows in batches.  Large values stay where the table has
 * them until their row's turn comes, so a batch is small.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/articles.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

/* Rows that are fetched at once; those of a view may come with their bodies */
#define BATCH				500
#define BATCH_WITH_BODIES	20

/* Columns of the query, in its order */
enum
{
	ID = 1,
	PRINT,
	OUTLET,
	PUBLISHED,
	BODY,
	TID
};

struct NpArticles
{
	Portal		cursor;
	Oid			time_type;		/* of the published column */
	bool		with_bodies;
	SPITupleTable *batch;		/* NULL before the first one */
	uint64		rows;			/* in the batch */
	uint64		next;
	MemoryContext row_context;	/* what the last row's values lie in */
	bool		any_print;
	NpParameters parameters;	/* of the first print */
};

/* The column's type, or what its domain is made of */
static Oid
base_type(const NpTable *table, const char *column)
{
	return getBaseType(get_atttype(table->oid, get_attnum(table->oid, column)));
}

const char *
np_time_column(const NpTable *table, Name column)
{
	const char *name = np_column(table, column, InvalidOid);
	Oid			type = base_type(table, NameStr(*column));

	if (type != DATEOID && type != TIMESTAMPOID && type != TIMESTAMPTZOID)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column has another type"),
				 errdetail("Column \"%s\" of table %s has type %s, not date, timestamp or timestamp with time zone.",
						   NameStr(*column), table->name, format_type_be(type)),
				 errhint("Name the column that tells when an article was published, as in published => 'posted'.")));
	return name;
}

/* FROM ... WHERE ... of both queries */
static void
append_rows(StringInfo query, const NpTable *table,
			const NpArticleColumns *columns, const char *condition)
{
	appendStringInfo(query, " FROM %s WHERE ", table->name);
	if (columns->print != NULL)
		appendStringInfo(query, "%s IS NOT NULL", columns->print);
	else
		appendStringInfoString(query, "true");
	if (condition != NULL)
		appendStringInfo(query, " AND (%s)", condition);
}

uint64
np_count_articles(const NpTable *table, NpArticleColumns columns,
				  const char *condition, int nargs,
				  Oid *argtypes, Datum *args, const char *nulls)
{
	StringInfoData query;
	uint64		count;
	bool		isnull;

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT pg_catalog.count(*)");
	append_rows(&query, table, &columns, condition);
	if (SPI_execute_with_args(query.data, nargs, argtypes, args, nulls,
							  true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not count the rows of %s", table->name);
	count = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0],
										SPI_tuptable->tupdesc, 1, &isnull));
	SPI_freetuptable(SPI_tuptable);
	pfree(query.data);
	return count;
}

void
np_more_articles_than_counted(const NpTable *table)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table has more rows than it had when they were counted"),
			 errdetail("Table %s gives other rows each time it is read.",
					   table->name),
			 errhint("Make a materialized view of it.")));
}

/* A column of the query, or a NULL in its place */
static void
append_column(StringInfo query, const char *column, const char *cast)
{
	appendStringInfo(query, "%s%s", column != NULL ? column : "NULL", cast);
}

NpArticles *
np_open_articles(const NpTable *table, NpArticleColumns columns,
				 const char *condition, int nargs,
				 Oid *argtypes, Datum *args, const char *nulls,
				 const char *order)
{
	NpArticles *articles = palloc0(sizeof(NpArticles));
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfoString(&query, "SELECT ");
	/* a name that no column of the table has, since ORDER BY would take it */
	append_column(&query, columns.id, "::pg_catalog.text AS \"newsprint id\", ");
	append_column(&query, columns.tid ? NULL : columns.print, ", ");
	append_column(&query, columns.outlet, "::pg_catalog.text, ");
	append_column(&query, columns.published, ", ");
	append_column(&query, columns.body, "::pg_catalog.text, ");
	append_column(&query, columns.tid ? "ctid" : NULL, "");
	append_rows(&query, table, &columns, condition);
	if (order != NULL)
		appendStringInfo(&query, " ORDER BY %s", order);

	articles->cursor = SPI_cursor_open_with_args(NULL, query.data, nargs,
												 argtypes, args, nulls,
												 true, 0);
	articles->time_type =
		getBaseType(TupleDescAttr(articles->cursor->tupDesc,
								  PUBLISHED - 1)->atttypid);
	articles->with_bodies = columns.body != NULL;
	articles->row_context = AllocSetContextCreate(CurrentMemoryContext,
												  "newsprint article",
												  ALLOCSET_DEFAULT_SIZES);
	pfree(query.data);
	return articles;
}

/* Fetches the next batch; false where there is none. */
static bool
fetch_batch(NpArticles *articles)
{
	if (articles->batch != NULL)
		SPI_freetuptable(articles->batch);
	SPI_cursor_fetch(articles->cursor, true,
					 articles->with_bodies ? BATCH_WITH_BODIES : BATCH);
	articles->batch = SPI_tuptable;
	articles->rows = SPI_processed;
	articles->next = 0;
	return articles->rows > 0;
}

/* A date or time as a point in time; those without a zone are in UTC. */
static TimestampTz
point_in_time(Datum value, Oid type)
{
	int			overflow;

	if (type == DATEOID)
		return date2timestamp_opt_overflow(DatumGetDateADT(value), &overflow);
	/* both count microseconds since 2000 */
	return DatumGetTimestampTz(value);
}

static NpPrint
checked_print(NpArticles *articles, Datum value)
{
	NpPrint		print = np_print_from_datum(value);

	if (!articles->any_print)
	{
		articles->any_print = true;
		articles->parameters = print.parameters;
	}
	else
		np_require_same_parameters(articles->parameters, print.parameters);
	return print;
}

bool
np_next_article(NpArticles *articles, NpArticleRow *article)
{
	HeapTuple	row;
	TupleDesc	desc;
	Datum		value;
	bool		isnull;
	MemoryContext old;

	CHECK_FOR_INTERRUPTS();
	if (articles->next == articles->rows && !fetch_batch(articles))
		return false;
	row = articles->batch->vals[articles->next++];
	desc = articles->batch->tupdesc;
	memset(article, 0, sizeof(NpArticleRow));
	article->published = DT_NOBEGIN;

	MemoryContextReset(articles->row_context);
	old = MemoryContextSwitchTo(articles->row_context);
	value = SPI_getbinval(row, desc, ID, &isnull);
	if (!isnull)
		article->id = TextDatumGetCString(value);
	value = SPI_getbinval(row, desc, PRINT, &isnull);
	if (!isnull)
		article->print = checked_print(articles, value);
	value = SPI_getbinval(row, desc, OUTLET, &isnull);
	if (!isnull)
		article->outlet = TextDatumGetCString(value);
	value = SPI_getbinval(row, desc, PUBLISHED, &isnull);
	if (!isnull)
		article->published = point_in_time(value, articles->time_type);
	article->has_published = !isnull;
	value = SPI_getbinval(row, desc, BODY, &isnull);
	if (!isnull)
		article->body = DatumGetTextPP(value);
	value = SPI_getbinval(row, desc, TID, &isnull);
	if (!isnull)
		article->tid = *(ItemPointer) DatumGetPointer(value);
	MemoryContextSwitchTo(old);
	return true;
}

void
np_close_articles(NpArticles *articles)
{
	if (articles->batch != NULL)
		SPI_freetuptable(articles->batch);
	SPI_cursor_close(articles->cursor);
	MemoryContextDelete(articles->row_context);
	pfree(articles);
}
