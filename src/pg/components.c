/*-------------------------------------------------------------------------
 *
 * components.c
 *	  Connected components of a graph: which statements are one.
 *
 * Union-find with path halving (Tarjan, van Leeuwen 1984) over the sorted
 * nodes; a root is the least node of its component.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"
#include "pg/rows.h"

#include "catalog/pg_type.h"
#include "lib/qunique.h"
#include "miscadmin.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(newsprint_components);

static int
compare_nodes(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	return x < y ? -1 : x > y ? 1 : 0;
}

static int
index_of(const int64 *nodes, size_t count, Datum node)
{
	int64		key = DatumGetInt64(node);

	return (int) ((int64 *) bsearch(&key, nodes, count, sizeof(int64),
									compare_nodes) - nodes);
}

static int
root_of(int *parents, int node)
{
	while (parents[node] != node)
	{
		parents[node] = parents[parents[node]];
		node = parents[node];
	}
	return node;
}

static int
read_nodes(FunctionCallInfo fcinfo, int argument, Datum **nodes)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argument);
	int			count;

	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("an edge has no end"),
				 errdetail("Array %s has a NULL.", argument == 0 ? "a" : "b"),
				 errhint("Leave such edges out.")));
	deconstruct_array(array, INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, nodes, NULL, &count);
	return count;
}

/* newsprint_components(a bigint[], b bigint[]) -> (node bigint, component bigint) */
Datum
newsprint_components(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	Datum	   *a;
	Datum	   *b;
	int			nedges = read_nodes(fcinfo, 0, &a);
	int64	   *nodes;
	size_t		nnodes;
	int		   *parents;

	if (read_nodes(fcinfo, 1, &b) != nedges)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("arrays have different lengths"),
				 errhint("Edge i goes from a[i] to b[i].")));
	nodes = MemoryContextAllocHuge(CurrentMemoryContext,
								   (2 * (Size) nedges + 1) * sizeof(int64));
	for (int i = 0; i < nedges; i++)
	{
		nodes[2 * i] = DatumGetInt64(a[i]);
		nodes[2 * i + 1] = DatumGetInt64(b[i]);
	}
	nnodes = 2 * (size_t) nedges;
	qsort(nodes, nnodes, sizeof(int64), compare_nodes);
	nnodes = qunique(nodes, nnodes, sizeof(int64), compare_nodes);

	parents = MemoryContextAllocHuge(CurrentMemoryContext,
									 (nnodes + 1) * sizeof(int));
	for (size_t i = 0; i < nnodes; i++)
		parents[i] = (int) i;
	for (int i = 0; i < nedges; i++)
	{
		int			x = root_of(parents, index_of(nodes, nnodes, a[i]));
		int			y = root_of(parents, index_of(nodes, nnodes, b[i]));

		CHECK_FOR_INTERRUPTS();
		if (x < y)
			parents[y] = x;
		else
			parents[x] = y;
	}
	for (size_t i = 0; i < nnodes; i++)
	{
		Datum		values[2];
		bool		nulls[2] = {false};

		values[0] = Int64GetDatum(nodes[i]);
		values[1] = Int64GetDatum(nodes[root_of(parents, (int) i)]);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}
