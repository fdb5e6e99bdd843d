/*-------------------------------------------------------------------------
 *
 * cost.c
 *	  What the planner is told that an index scan costs.
 *
 * A scan finds each key of its operands in each segment, which is a page to
 * read, and counts the postings; then it has all answers in mind.  So nearly
 * all of the cost arises before the first row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/am.h"
#include "pg/index/search.h"

#include "access/genam.h"
#include "miscadmin.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

/* Entries of an operand that is not known: those of an article of 650 words */
#define UNKNOWN_KEYS		250

/* Operators' worth of time to find a key, and to count a posting */
#define KEY_OPERATORS		20
#define POSTING_OPERATORS	0.1

/* Neither condition nor order: other ways to read a table are better. */
#define SENSELESS_COST		1.0e10

static double
keys_of(PlannerInfo *root, StrategyNumber strategy, Node *operand)
{
	operand = estimate_expression_value(root, operand);
	if (!IsA(operand, Const))
		return UNKNOWN_KEYS;
	if (((Const *) operand)->constisnull)
		return 0;
	return np_operand(strategy, ((Const *) operand)->constvalue).nkeys;
}

/* Keys of all operands */
static double
count_keys(PlannerInfo *root, IndexPath *path)
{
	double		keys = 0;
	ListCell   *cell;

	foreach(cell, path->indexclauses)
	{
		IndexClause *clause = lfirst_node(IndexClause, cell);
		ListCell   *qual_cell;

		foreach(qual_cell, clause->indexquals)
		{
			RestrictInfo *qual = lfirst_node(RestrictInfo, qual_cell);
			OpExpr	   *operator = (OpExpr *) qual->clause;

			if (IsA(operator, OpExpr) && list_length(operator->args) == 2)
				keys += keys_of(root,
								get_op_opfamily_strategy(operator->opno,
														 path->indexinfo->opfamily[0]),
								lsecond(operator->args));
		}
	}
	foreach(cell, path->indexorderbys)
	{
		OpExpr	   *operator = lfirst(cell);

		if (IsA(operator, OpExpr) && list_length(operator->args) == 2)
			keys += keys_of(root, NP_DISTANCE_STRATEGY, lsecond(operator->args));
	}
	return keys;
}

void
np_index_costestimate(PlannerInfo *root, IndexPath *path, double loop_count,
					  Cost *startup_cost, Cost *total_cost,
					  Selectivity *selectivity, double *correlation,
					  double *pages)
{
	IndexOptInfo *info = path->indexinfo;
	List	   *quals = get_quals_from_indexclauses(path->indexclauses);
	NpMetaCopy *copy;
	Relation	index;
	double		keys;
	double		found;
	double		reads;
	uint64		distinct = 0;
	uint64		postings = 0;

	*correlation = 0;
	*pages = info->pages;
	*selectivity =
		clauselist_selectivity(root,
							   add_predicate_to_index_quals(info, quals),
							   info->rel->relid, JOIN_INNER, NULL);

	/*
	 * The planner may want to count rows by the index alone.  But a scan has
	 * read all its rows before it returns the first, and nothing keeps vacuum
	 * from removing dead ones among them meanwhile; the visibility map would
	 * then vouch for rows that are gone.  So the table is to be looked at.
	 */
	if (path->path.pathtype == T_IndexOnlyScan)
		path->path.pathtype = T_IndexScan;
	if (path->indexclauses == NIL && path->indexorderbys == NIL)
	{
		*startup_cost = SENSELESS_COST;
		*total_cost = SENSELESS_COST;
		return;
	}
	/* one that is only imagined has a segment, about which nothing is known */
	copy = palloc0(sizeof(NpMetaCopy));
	if (!info->hypothetical)
	{
		index = index_open(info->indexoid, NoLock);
		np_read_meta(index, copy);
		index_close(index, NoLock);
	}
	for (uint32 i = 0; i < copy->meta.nsegments; i++)
	{
		distinct += copy->meta.segments[i].keys;
		postings += copy->meta.segments[i].postings;
	}
	keys = count_keys(root, path);
	found = keys * Max(copy->meta.nsegments, 1);
	reads = index_pages_fetched(found * loop_count, info->pages, info->pages,
								root) / loop_count + copy->meta.pending_pages;
	*startup_cost = reads * random_page_cost +
		found * KEY_OPERATORS * cpu_operator_cost +
		keys * postings / Max(distinct, 1) * POSTING_OPERATORS * cpu_operator_cost;
	*total_cost = *startup_cost +
		*selectivity * info->tuples * cpu_index_tuple_cost;
	pfree(copy);
}
