/*-------------------------------------------------------------------------
 *
 * check.c
 *	  newsprint_check: rows of a table whose prints cannot be compared with the
 *	  others'.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"
#include "pg/rows.h"
#include "pg/tables.h"

#include "executor/spi.h"

/*
 * Rows are read in batches, so that a table of any size takes bounded memory.
 */
#define BATCH	1000

PG_FUNCTION_INFO_V1(newsprint_check);

/*
 * newsprint_check(articles regclass, id name, print name)
 *	-> (id text, parameters jsonb)
 *
 * Everything in the query is qualified, so that the caller's search_path
 * decides nothing.
 */
Datum
newsprint_check(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	NpTable		table = np_table(fcinfo, PG_GETARG_OID(0));
	const char *id = np_column(&table, PG_GETARG_NAME(1), InvalidOid);
	const char *print = np_column(&table, PG_GETARG_NAME(2), table.print_type);
	char	   *query;
	Portal		portal;

	query = psprintf("WITH prints AS MATERIALIZED ("
					 "SELECT %s::pg_catalog.text AS id,"
					 " %s.newsprint_info(%s) OPERATOR(pg_catalog.-)"
					 " '{words,entries,positions,bytes}'::pg_catalog.text[] AS parameters"
					 " FROM %s WHERE %s IS NOT NULL) "
					 "SELECT id, parameters FROM prints"
					 " WHERE parameters OPERATOR(pg_catalog.<>)"
					 " (SELECT pg_catalog.mode() WITHIN GROUP (ORDER BY parameters) FROM prints)"
					 " ORDER BY id",
					 id, table.extension_schema, print, table.name, print);

	SPI_connect();
	portal = SPI_cursor_open_with_args(NULL, query, 0, NULL, NULL, NULL, true, 0);
	do
	{
		SPI_cursor_fetch(portal, true, BATCH);
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			Datum		values[2];
			bool		nulls[2];

			for (int column = 0; column < 2; column++)
				values[column] = SPI_getbinval(SPI_tuptable->vals[i],
											   SPI_tuptable->tupdesc,
											   column + 1, &nulls[column]);
			np_put_row(&rows, values, nulls);
		}
		SPI_freetuptable(SPI_tuptable);
	} while (SPI_processed > 0);
	SPI_cursor_close(portal);
	SPI_finish();
	return (Datum) 0;
}
