/*-------------------------------------------------------------------------
 *
 * articles.h
 *	  Reading a user's article table, row by row, by the names of its columns.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_ARTICLES_H
#define NP_ARTICLES_H

#include "pg/tables.h"

#include "datatype/timestamp.h"
#include "storage/itemptr.h"

/*
 * What to read.  Names are as np_column gave them (quoted, checked); NULL for
 * a column that is not wanted.
 */
typedef struct NpArticleColumns
{
	const char *id;
	const char *print;			/* rows where it is NULL are passed over */
	const char *outlet;
	const char *published;		/* date, timestamp or timestamptz */
	const char *body;
	bool		tid;			/* where the row is, in the print's place */
} NpArticleColumns;

/*
 * A row of the table; what was not asked for, or is NULL, is NULL here (times:
 * DT_NOBEGIN).  Lives until the next one is read.
 */
typedef struct NpArticleRow
{
	const char *id;				/* as text */
	NpPrint		print;
	ItemPointerData tid;
	const char *outlet;			/* as text */
	TimestampTz published;		/* dates and timestamps are taken as UTC */
	bool		has_published;	/* it is not NULL */
	text	   *body;
} NpArticleRow;

typedef struct NpArticles NpArticles;

/*
 * The column's name, quoted, for NpArticleColumns.published.  ERROR
 * (undefined_column, datatype_mismatch) where the table has none of that name,
 * or it is no date, timestamp or timestamptz.
 */
extern const char *np_time_column(const NpTable *table, Name column);

/*
 * How many rows np_open_articles would give.  Both see the caller's snapshot,
 * so the number holds.
 */
extern uint64 np_count_articles(const NpTable *table, NpArticleColumns columns,
								const char *condition, int nargs,
								Oid *argtypes, Datum *args, const char *nulls);

/*
 * Opens a cursor over the table (SPI must be connected): rows that satisfy
 * condition (SQL over the table's columns with $1, ..., or NULL for all), in
 * that order (SQL behind ORDER BY, or NULL).  All names in both are qualified
 * by the caller.  Rows come in batches, so that a table of any size takes
 * bounded memory; they are those that the caller may read (row security holds).
 *
 * All prints must have the same parameters: ERROR (invalid_parameter_value)
 * naming both otherwise.
 */
extern NpArticles *np_open_articles(const NpTable *table,
									NpArticleColumns columns,
									const char *condition, int nargs,
									Oid *argtypes, Datum *args,
									const char *nulls, const char *order);
extern bool np_next_article(NpArticles *articles, NpArticleRow *article);
extern void np_close_articles(NpArticles *articles);

/*
 * ERROR (object_not_in_prerequisite_state): the table gave more rows than
 * were counted.  Only a view does, whose rows are others each time.
 */
pg_noreturn extern void np_more_articles_than_counted(const NpTable *table);

#endif							/* NP_ARTICLES_H */
