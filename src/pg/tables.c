/*-------------------------------------------------------------------------
 *
 * tables.c
 *	  The user's tables and columns, as functions get them by name.
 *
 * Names are qualified and quoted here, so that neither the caller's
 * search_path nor an odd name decides what a query of ours means.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/tables.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

Oid
np_extension_type(Oid extension, const char *name)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
						   CStringGetDatum(name), ObjectIdGetDatum(extension));
}

NpTable
np_table(FunctionCallInfo fcinfo, Oid articles)
{
	Oid			schema = get_func_namespace(fcinfo->flinfo->fn_oid);
	char	   *relation = get_rel_name(articles);
	NpTable		table;

	if (relation == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table does not exist"),
				 errdetail("There is no relation with OID %u.", articles),
				 errhint("Give the name of a table.")));
	table.oid = articles;
	table.name = quote_qualified_identifier(get_namespace_name(get_rel_namespace(articles)),
											relation);
	table.extension = schema;
	table.extension_schema = quote_identifier(get_namespace_name(schema));
	table.print_type = np_extension_type(schema, "newsprint");
	return table;
}

const char *
np_column(const NpTable *table, Name column, Oid type)
{
	AttrNumber	number = get_attnum(table->oid, NameStr(*column));

	if (number == InvalidAttrNumber)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column does not exist"),
				 errdetail("Table %s has no column \"%s\".",
						   table->name, NameStr(*column)),
				 errhint("Name the column in the call, as in id => 'article_id'.")));
	if (OidIsValid(type) && getBaseType(get_atttype(table->oid, number)) != type)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column has another type"),
				 errdetail("Column \"%s\" of table %s has type %s, not %s.",
						   NameStr(*column), table->name,
						   format_type_be(get_atttype(table->oid, number)),
						   format_type_be(type)),
				 errhint("Name a column of type %s in the call.",
						 format_type_be(type))));
	return quote_identifier(NameStr(*column));
}
