/*-------------------------------------------------------------------------
 *
 * search_table.c
 *	  What the catalogs know of a table that is searched: the column that its
 *	  prints are generated from.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/search.h"

#include "access/relation.h"
#include "miscadmin.h"
#include "nodes/primnodes.h"
#include "rewrite/rewriteHandler.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

/* Is it one of our functions, of that name? */
static bool
is_our_function(const NpTable *table, Oid function, const char *name)
{
	char	   *its_name = get_func_name(function);

	return its_name != NULL && strcmp(its_name, name) == 0 &&
		get_func_namespace(function) == table->extension;
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
