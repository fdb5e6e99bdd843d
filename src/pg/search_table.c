/*-------------------------------------------------------------------------
 *
 * search_table.c
 *	  What the catalogs know of a table that is searched: an index for its
 *	  prints, and the column that they are generated from.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/search.h"

#include "access/genam.h"
#include "access/relation.h"
#include "catalog/pg_am.h"
#include "miscadmin.h"
#include "nodes/primnodes.h"
#include "rewrite/rewriteHandler.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/*
 * Any column of a GIN index serves as well as its first.  A partial index
 * serves only where the query repeats its condition, which ours does not.
 */
static bool
index_serves(Relation index, AttrNumber column, Oid print_type)
{
	Form_pg_index form = index->rd_index;

	if (index->rd_rel->relam != GIN_AM_OID || !form->indisvalid ||
		RelationGetIndexPredicate(index) != NIL)
		return false;
	for (int i = 0; i < IndexRelationGetNumberOfKeyAttributes(index); i++)
		if (form->indkey.values[i] == column &&
			index->rd_opcintype[i] == print_type)
			return true;
	return false;
}

bool
np_has_gin_index(const NpTable *table, Name print)
{
	Relation	relation = relation_open(table->oid, AccessShareLock);
	AttrNumber	column = get_attnum(table->oid, NameStr(*print));
	List	   *indexes = RelationGetIndexList(relation);
	bool		found = false;
	ListCell   *cell;

	/* what a view or a foreign table does is its own affair */
	if (relation->rd_rel->relkind != RELKIND_RELATION &&
		relation->rd_rel->relkind != RELKIND_MATVIEW &&
		relation->rd_rel->relkind != RELKIND_PARTITIONED_TABLE)
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

/* Is it one of our functions, of that name? */
static bool
is_our_function(const NpTable *table, Oid function, const char *name)
{
	char	   *its_name = get_func_name(function);

	return its_name != NULL && strcmp(its_name, name) == 0 &&
		get_func_rettype(function) == table->print_type;
}

const char *
np_generated_from(const NpTable *table, Name print)
{
	Relation	relation = relation_open(table->oid, AccessShareLock);
	AttrNumber	column = get_attnum(table->oid, NameStr(*print));
	Node	   *expression = NULL;
	const char *name = NULL;

	if (column > 0 &&
		TupleDescAttr(RelationGetDescr(relation), column - 1)->attgenerated != '\0')
		expression = build_column_default(relation, column);
	relation_close(relation, AccessShareLock);

	if (expression != NULL && IsA(expression, FuncExpr) &&
		is_our_function(table, ((FuncExpr *) expression)->funcid,
						"to_newsprint"))
	{
		Node	   *body = linitial(((FuncExpr *) expression)->args);

		while (IsA(body, RelabelType))
			body = (Node *) ((RelabelType *) body)->arg;
		if (IsA(body, Var))
		{
			AttrNumber	attribute = ((Var *) body)->varattno;

			if (pg_attribute_aclcheck(table->oid, attribute, GetUserId(),
									  ACL_SELECT) == ACLCHECK_OK ||
				pg_class_aclcheck(table->oid, GetUserId(),
								  ACL_SELECT) == ACLCHECK_OK)
				name = quote_identifier(get_attname(table->oid, attribute,
													false));
		}
	}
	return name;
}
