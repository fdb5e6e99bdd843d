/*-------------------------------------------------------------------------
 *
 * support.c
 *	  What the planner may know of newsprint_contains(part, whole, share): it
 *	  is whole @@ to_newsprint_query(part, share), which an index can answer and
 *	  whose rows can be estimated.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

#include "catalog/namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "optimizer/plancat.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/* Arguments of newsprint_contains */
#define PART	0
#define WHOLE	1
#define SHARE	2

/*
 * whole @@ to_newsprint_query(part, share, NULL, NULL), evaluated as far as it
 * is constant; NULL where the objects are not to be found.
 */
static OpExpr *
match_expression(PlannerInfo *root, FuncExpr *contains)
{
	Oid			schema = get_func_namespace(contains->funcid);
	char	   *schema_name = get_namespace_name(schema);
	Node	   *whole = list_nth(contains->args, WHOLE);
	Node	   *part = list_nth(contains->args, PART);
	Oid			print_type = exprType(part);
	Oid			parameters[] = {print_type, FLOAT8OID, print_type, INT4OID};
	Oid			constructor;
	Oid			operator;
	Oid			query_type;
	FuncExpr   *query;

	constructor = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid,
								  CStringGetDatum("to_newsprint_query"),
								  PointerGetDatum(buildoidvector(parameters, 4)),
								  ObjectIdGetDatum(schema));
	if (!OidIsValid(constructor))
		return NULL;
	query_type = get_func_rettype(constructor);
	operator = OpernameGetOprid(list_make2(makeString(schema_name),
										   makeString("@@")),
								print_type, query_type);
	if (!OidIsValid(operator))
		return NULL;
	query = makeFuncExpr(constructor, query_type,
						 list_make4(part, list_nth(contains->args, SHARE),
									makeNullConst(print_type, -1, InvalidOid),
									makeNullConst(INT4OID, -1, InvalidOid)),
						 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
	return (OpExpr *) make_opclause(operator, BOOLOID, false,
									(Expr *) whole,
									(Expr *) eval_const_expressions(root, (Node *) query),
									InvalidOid, InvalidOid);
}

static Node *
index_condition(SupportRequestIndexCondition *request)
{
	FuncExpr   *contains = (FuncExpr *) request->node;
	OpExpr	   *match;

	if (!IsA(contains, FuncExpr) || request->indexarg != WHOLE)
		return NULL;
	match = match_expression(request->root, contains);
	if (match == NULL || !op_in_opfamily(match->opno, request->opfamily) ||
		!is_pseudo_constant_for_index(request->root, lsecond(match->args),
									  request->index))
		return NULL;

	/*
	 * GIN is read by bitmap scans, which apply the function to what is found
	 * in any case; and to the constructor a share of NULL is none that is
	 * given, whereas the function is strict.
	 */
	request->lossy = true;
	return (Node *) list_make1(match);
}

static bool
estimate(SupportRequestSelectivity *request)
{
	OpExpr	   *match;
	FuncExpr	contains;

	contains.xpr.type = T_FuncExpr;
	contains.funcid = request->funcid;
	contains.args = request->args;
	match = match_expression(request->root, &contains);
	if (match == NULL)
		return false;
	request->selectivity = request->is_join ?
		join_selectivity(request->root, match->opno, match->args, InvalidOid,
						 request->jointype, request->sjinfo) :
		restriction_selectivity(request->root, match->opno, match->args,
								InvalidOid, request->varRelid);
	return true;
}

PG_FUNCTION_INFO_V1(newsprint_contains_support);

/* newsprint_contains_support(internal) -> internal: planner support function */
Datum
newsprint_contains_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	Node	   *answer = NULL;

	if (IsA(request, SupportRequestIndexCondition))
		answer = index_condition((SupportRequestIndexCondition *) request);
	else if (IsA(request, SupportRequestSelectivity) &&
			 estimate((SupportRequestSelectivity *) request))
		answer = request;
	PG_RETURN_POINTER(answer);
}
