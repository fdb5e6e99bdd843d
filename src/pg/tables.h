/*-------------------------------------------------------------------------
 *
 * tables.h
 *	  The user's tables and columns, as functions get them by name.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_TABLES_H
#define NP_TABLES_H

#include "pg/newsprint.h"

typedef struct NpTable
{
	Oid			oid;
	const char *name;			/* qualified and quoted, for a query */
	Oid			extension;		/* the extension's schema */
	const char *extension_schema;	/* quoted */
	Oid			print_type;		/* of newsprint */
} NpTable;

/* A type of the extension's, which is in that schema, by its name */
extern Oid	np_extension_type(Oid extension, const char *name);

/*
 * The table a regclass argument names, for the function that is being called.
 * ERROR (undefined_table) where there is none.
 */
extern NpTable np_table(FunctionCallInfo fcinfo, Oid articles);

/*
 * A column's name, quoted for a query.  ERROR (undefined_column) where the
 * table has none of that name; ERROR (datatype_mismatch) where it is not of
 * the type, unless the type is InvalidOid.
 */
extern const char *np_column(const NpTable *table, Name column, Oid type);

/*
 * NOTICE with a hint where the table has no valid GIN index for the searches
 * of that column of prints (table_index.c).
 */
extern void np_notice_missing_index(const NpTable *table, Name print);

#endif							/* NP_TABLES_H */
