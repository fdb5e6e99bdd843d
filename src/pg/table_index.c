/*-------------------------------------------------------------------------
 *
 * table_index.c
 *	  Does an index serve the searches of a column of prints?
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/lists.h"
#include "pg/tables.h"

#include "access/genam.h"
#include "access/relation.h"
#include "access/htup_details.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "catalog/pg_am.h"
#include "catalog/pg_namespace.h"
#include "nodes/primnodes.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/*
 * Has the index all rows with a print?  The queries of articles.c ask for
 * those, and for no other condition that an index might have.
 */
static bool
has_all_prints(Relation index, AttrNumber column)
{
	List	   *predicate = RelationGetIndexPredicate(index);
	NullTest   *test;

	if (predicate == NIL)
		return true;
	test = linitial(predicate);
	return list_length(predicate) == 1 && IsA(test, NullTest) &&
		test->nulltesttype == IS_NOT_NULL && IsA(test->arg, Var) &&
		((Var *) test->arg)->varattno == column;
}

/* Any column of a GIN index serves as well as its first. */
static bool
index_serves(Relation index, AttrNumber column, Oid print_type)
{
	Form_pg_index form = index->rd_index;

	if (!form->indisvalid || !has_all_prints(index, column) ||
		(index->rd_rel->relam != GIN_AM_OID && !np_is_own_index(index)))
		return false;
	for (int i = 0; i < IndexRelationGetNumberOfKeyAttributes(index); i++)
		if (form->indkey.values[i] == column &&
			index->rd_opcintype[i] == print_type)
			return true;
	return false;
}

/*
 * Is it a table of Citus?  Its rows lie in shards, mostly on other servers, and
 * are read through Citus's planner; the tids that then come are of the shards,
 * and what this server's index says is of rows that are not seen any more.
 */
static bool
is_distributed(Oid table)
{
	Oid			catalog = get_relname_relid("pg_dist_partition",
											PG_CATALOG_NAMESPACE);
	AttrNumber	column;
	Relation	relation;
	SysScanDesc scan;
	ScanKeyData key;
	bool		found;

	if (!OidIsValid(catalog))
		return false;
	column = get_attnum(catalog, "logicalrelid");
	if (column == InvalidAttrNumber)
		return false;
	relation = table_open(catalog, AccessShareLock);
	ScanKeyInit(&key, column, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(table));
	scan = systable_beginscan(relation, InvalidOid, false, NULL, 1, &key);
	found = HeapTupleIsValid(systable_getnext(scan));
	systable_endscan(scan);
	table_close(relation, AccessShareLock);
	return found;
}

Oid
np_posting_index(const NpTable *table, Name print)
{
	Relation	relation = relation_open(table->oid, AccessShareLock);
	AttrNumber	column = get_attnum(table->oid, NameStr(*print));
	List	   *indexes = NIL;
	Oid			found = InvalidOid;
	ListCell   *cell;

	/* rows of a view or of children are not where the index says */
	if ((relation->rd_rel->relkind == RELKIND_RELATION ||
		 relation->rd_rel->relkind == RELKIND_MATVIEW) &&
		relation->rd_rel->relam == HEAP_TABLE_AM_OID &&
		!relation->rd_rel->relhassubclass && !is_distributed(table->oid))
		indexes = RelationGetIndexList(relation);
	foreach(cell, indexes)
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);

		if (np_is_own_index(index) && index->rd_index->indisready &&
			!index->rd_index->indcheckxmin &&
			index_serves(index, column, table->print_type))
			found = RelationGetRelid(index);
		index_close(index, AccessShareLock);
		if (OidIsValid(found))
			break;
	}
	list_free(indexes);
	relation_close(relation, AccessShareLock);
	return found;
}

static bool
has_index(const NpTable *table, Name print)
{
	Relation	relation = relation_open(table->oid, AccessShareLock);
	AttrNumber	column = get_attnum(table->oid, NameStr(*print));
	List	   *indexes = RelationGetIndexList(relation);
	bool		found = false;
	ListCell   *cell;

	/* what a view, a foreign table or each partition does is its own affair */
	if (relation->rd_rel->relkind != RELKIND_RELATION &&
		relation->rd_rel->relkind != RELKIND_MATVIEW)
		found = true;
	foreach(cell, indexes)
	{
		Relation	index;

		if (found)
			break;
		index = index_open(lfirst_oid(cell), AccessShareLock);
		found = index_serves(index, column, table->print_type);
		index_close(index, AccessShareLock);
	}
	list_free(indexes);
	relation_close(relation, AccessShareLock);
	return found;
}

void
np_notice_missing_index(const NpTable *table, Name print)
{
	if (has_index(table, print))
		return;
	ereport(NOTICE,
			(errmsg("no index serves this search"),
			 errdetail("Table %s has no valid index on column \"%s\", so every row is read.",
					   table->name, NameStr(*print)),
			 errhint("CREATE INDEX ON %s USING newsprint (%s);",
					 table->name, quote_identifier(NameStr(*print)))));
}
