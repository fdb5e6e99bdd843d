/*-------------------------------------------------------------------------
 *
 * selectivity.c
 *	  How many rows the searching operators find: restriction and join
 *	  selectivity of @@, &&, @> and <@ from the statistics of typanalyze.c.
 *
 * All but <@ ask for at least T of an operand's n entries.  What share of the
 * prints has each of the operand's entries is known for the common ones, and
 * on average for the others.  Were a print's entries drawn independently, the
 * number it has of the operand's would be a sum of independent yeses and noes,
 * whose distribution is computed entry by entry up to T (Poisson's for the
 * uncommon entries together).  Two things are far from independent, and are
 * seen to:
 *
 *	- Long articles have more of everything.  So the distribution is computed
 *	  for prints of several sizes and averaged.
 *	- Entries of a text that many articles carry stand together, and so are
 *	  equally common.  If T of the operand's entries are, then the prints that
 *	  have one of them are taken to have them all.
 *
 * An operand that is not known when the query is planned, in a join or a
 * generic plan, is taken for any print of the column: the statistics know how
 * many pairs of prints have T entries in common.
 *
 * An article that is searched for is mostly there, so no estimate is below one
 * row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/keys.h"
#include "pg/query.h"
#include "pg/statistics.h"
#include "pg/tables.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

/* Sizes of prints for which the distribution is computed */
#define SIZES			8

/* From so many entries on, only what stands together is of interest */
#define MOST_COUNTED	64

/*
 * Entries whose shares differ by less than this factor are equally common;
 * fewer than this number of them are so by chance.
 */
#define EQUALLY_COMMON	0.8
#define LEAST_TOGETHER	5

/* Fewer of a story's entries may well be somewhere else */
#define STORY_THRESHOLD	2

/* What is assumed where ANALYZE has not been: rows found, entries of a print */
#define DEFAULT_SELECTIVITY	0.001
#define DEFAULT_ENTRIES		250

/* Entries that an unknown query asks for: what finds candidates */
#define DEFAULT_THRESHOLD	3

/*
 * Pairs of prints share entries by chance and entries of a passage.  Where the
 * first are ignored, about so many more are asked for, as it were.
 */
#define BY_CHANCE		8

/* Matches cluster: not all rows have one, however many there are */
#define MOST_MATCHED	0.9

typedef enum Search
{
	SEARCH_MATCH,				/* print @@ query */
	SEARCH_OVERLAP,				/* print && print */
	SEARCH_CONTAINS,			/* print @> print */
	SEARCH_CONTAINED			/* print <@ print */
} Search;

/* A column's statistics */
typedef struct ColumnStatistics
{
	double		rows;			/* at least 1 */
	double		nulls;
	AttStatsSlot common;		/* nvalues is 0 where there are none */
	AttStatsSlot sizes;			/* nnumbers is 0 where there are none */
	double		shared[NP_SHARED_NUMBERS];
	bool		known;			/* the column has been analyzed */
} ColumnStatistics;

static ColumnStatistics
open_statistics(const VariableStatData *column)
{
	ColumnStatistics statistics = {0};
	AttStatsSlot slot;

	statistics.rows = column->rel != NULL ? Max(column->rel->tuples, 1) : 1;
	if (!HeapTupleIsValid(column->statsTuple))
		return statistics;
	statistics.nulls = ((Form_pg_statistic) GETSTRUCT(column->statsTuple))->stanullfrac;
	if (get_attstatsslot(&slot, column->statsTuple, NP_KIND_SHARED, InvalidOid,
						 ATTSTATSSLOT_NUMBERS))
	{
		if (slot.nnumbers == NP_SHARED_NUMBERS)
		{
			statistics.known = true;
			for (int i = 0; i < NP_SHARED_NUMBERS; i++)
				statistics.shared[i] = slot.numbers[i];
		}
		free_attstatsslot(&slot);
	}
	(void) get_attstatsslot(&statistics.sizes, column->statsTuple,
							STATISTIC_KIND_DECHIST, InvalidOid,
							ATTSTATSSLOT_NUMBERS);
	(void) get_attstatsslot(&statistics.common, column->statsTuple,
							STATISTIC_KIND_MCELEM, InvalidOid,
							ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS);
	return statistics;
}

static void
close_statistics(ColumnStatistics *statistics)
{
	free_attstatsslot(&statistics->common);
	free_attstatsslot(&statistics->sizes);
}

static double
average_entries(const ColumnStatistics *statistics)
{
	int			n = statistics->sizes.nnumbers;

	return n > 0 ? Max(statistics->sizes.numbers[n - 1], 1) : DEFAULT_ENTRIES;
}

/* Entries of a print of the i-th of SIZES sizes, each as frequent */
static double
size_of_print(const ColumnStatistics *statistics, int i)
{
	int			n = statistics->sizes.nnumbers - 1;

	return n > 0 ? statistics->sizes.numbers[(int) ((i + 0.5) / SIZES * n)] :
		DEFAULT_ENTRIES;
}

/* No estimate is below one row, nor counts rows without a print */
static double
clamped(const ColumnStatistics *statistics, double selectivity)
{
	selectivity *= 1 - statistics->nulls;
	selectivity = Max(selectivity, 1 / statistics->rows);
	return Min(selectivity, 1);
}

/*
 * The share of prints that have the key, where it is a common one; else 0.
 * Common keys ascend by their hashes; from is where to look from.
 */
static double
share_of_key(const ColumnStatistics *statistics, uint64 key, int *from)
{
	const AttStatsSlot *common = &statistics->common;
	int			low = *from;
	int			high = common->nvalues;

	while (low < high)
	{
		int			middle = (low + high) / 2;
		uint64		value = DatumGetInt64(common->values[middle]);

		if ((value & NP_HASH_MAX) < (key & NP_HASH_MAX))
			low = middle + 1;
		else
			high = middle;
	}
	*from = low;
	return low < common->nvalues &&
		(uint64) DatumGetInt64(common->values[low]) == key ?
		common->numbers[low] : 0;
}

/* An operand's entries, as the statistics know them */
typedef struct OperandShares
{
	double	   *common;			/* shares of those that are common, falling */
	int			ncommon;
	int			uncommon;		/* number of the others */
} OperandShares;

static int
compare_falling(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x < y) - (x > y);
}

static OperandShares
shares_of(const ColumnStatistics *statistics, const NpPrint *operand)
{
	NpHashReader reader = np_hashes(operand);
	uint64		prefix = np_key_prefix(operand->parameters);
	uint64_t	hash;
	int			from = 0;
	OperandShares shares;

	shares.common = palloc(Max(Min(operand->entries,
								   (uint32) statistics->common.nvalues), 1) *
						   sizeof(double));
	shares.ncommon = 0;
	while (np_next_hash(&reader, &hash))
	{
		double		share = share_of_key(statistics, prefix | hash, &from);

		if (share > 0)
			shares.common[shares.ncommon++] = share;
	}
	shares.uncommon = operand->entries - shares.ncommon;
	qsort(shares.common, shares.ncommon, sizeof(double), compare_falling);
	return shares;
}

/*
 * The chance that a print has at least threshold of the entries, were they
 * independent: scale is its size in terms of the average one.
 */
static double
chance_of(const OperandShares *shares, double share_of_others, double scale,
		  int threshold)
{
	double		exactly[MOST_COUNTED];	/* so many, and fewer than threshold */
	double		uncommon = shares->uncommon * share_of_others * scale;
	double		chance;

	exactly[0] = exp(-uncommon);
	chance = 1 - exactly[0];
	for (int i = 1; i < threshold; i++)
	{
		exactly[i] = exactly[i - 1] * uncommon / i;
		chance -= exactly[i];
	}
	chance = Max(chance, 0);
	for (int entry = 0; entry < shares->ncommon; entry++)
	{
		double		share = 1 - pow(1 - Min(shares->common[entry], 0.999), scale);

		chance += exactly[threshold - 1] * share;
		for (int i = threshold - 1; i > 0; i--)
			exactly[i] += (exactly[i - 1] - exactly[i]) * share;
		exactly[0] -= exactly[0] * share;
	}
	return chance;
}

/* The greatest share that threshold of the entries have equally; 0 if none */
static double
share_together(const OperandShares *shares, int64 threshold)
{
	int64		n = Max(threshold, LEAST_TOGETHER);

	for (int64 last = n - 1; last < shares->ncommon; last++)
		if (shares->common[last] >= EQUALLY_COMMON * shares->common[last - n + 1])
			return shares->common[last];
	return 0;
}

/*
 * Takes from the common entries those of a story that many carry: equally
 * common, and most of the operand.  Returns their share, or 0.
 */
static double
take_story(OperandShares *shares)
{
	int			first = 0;
	int			best = 0;
	int			n = 0;
	double		share;

	for (int last = 0; last < shares->ncommon; last++)
	{
		while (shares->common[last] < EQUALLY_COMMON * shares->common[first])
			first++;
		if (last - first + 1 > n)
		{
			best = first;
			n = last - first + 1;
		}
	}
	if (2 * n <= shares->ncommon + shares->uncommon)
		return 0;
	share = shares->common[best + n / 2];
	memmove(shares->common + best, shares->common + best + n,
			(shares->ncommon - best - n) * sizeof(double));
	shares->ncommon -= n;
	return share;
}

/* The share of the prints that have at least threshold of the entries */
static double
share_with(const ColumnStatistics *statistics, OperandShares *shares,
		   int64 threshold)
{
	double		together = share_together(shares, threshold);
	double		selectivity = 0;
	double		story = 0;

	if (shares->ncommon + shares->uncommon < threshold)
		return 0;
	/* a story's entries come together, or not at all */
	if (threshold >= STORY_THRESHOLD)
		story = take_story(shares);
	if (threshold <= MOST_COUNTED)
		for (int i = 0; i < SIZES; i++)
			selectivity += chance_of(shares, statistics->shared[0],
									 size_of_print(statistics, i) /
									 average_entries(statistics),
									 threshold) / SIZES;
	return Max(story + (1 - story) * selectivity, together);
}

/*
 * The share of the prints that have no entry but the operand's: the empty
 * ones, and those each of whose entries is there by chance.
 */
static double
share_within(const ColumnStatistics *statistics, const OperandShares *shares)
{
	double		expected = shares->uncommon * statistics->shared[0];
	double		selectivity = 0;

	for (int entry = 0; entry < shares->ncommon; entry++)
		expected += shares->common[entry];
	for (int i = 0; i < SIZES; i++)
		selectivity += pow(Min(expected / average_entries(statistics), 1),
						   size_of_print(statistics, i)) / SIZES;
	return selectivity;
}

/* What a search with a known operand finds */
static double
known_selectivity(const ColumnStatistics *statistics, Search search,
				  Datum operand)
{
	NpQuery		query;
	OperandShares shares;

	if (search == SEARCH_MATCH)
		query = np_query_from_datum(operand);
	else
	{
		query.print = np_print_from_datum(operand);
		query.threshold = search == SEARCH_OVERLAP ? 1 : query.print.entries;
	}
	if (search == SEARCH_CONTAINS && query.print.entries == 0)
		return 1;
	if (!statistics->known)
		return DEFAULT_SELECTIVITY;
	shares = shares_of(statistics, &query.print);
	return search == SEARCH_CONTAINED ?
		share_within(statistics, &shares) :
		share_with(statistics, &shares, query.threshold);
}

/*
 * Entries that a query asks for of which only the expression is known: a call
 * of to_newsprint_query with constant share or shingles tells.
 */
static double
threshold_of(PlannerInfo *root, Node *query, Oid extension,
			 const ColumnStatistics *statistics)
{
	FuncExpr   *call = (FuncExpr *) query;
	double		threshold = DEFAULT_THRESHOLD;
	Node	   *share;
	Node	   *ignore;
	Node	   *shingles;

	if (!IsA(query, FuncExpr) || list_length(call->args) != 4 ||
		get_func_namespace(call->funcid) != extension ||
		strcmp(get_func_name(call->funcid), "to_newsprint_query") != 0)
		return threshold;
	share = estimate_expression_value(root, lsecond(call->args));
	ignore = lthird(call->args);
	shingles = estimate_expression_value(root, lfourth(call->args));
	if (!IsA(share, Const) || ((Const *) share)->consttype != FLOAT8OID ||
		!IsA(shingles, Const) || ((Const *) shingles)->consttype != INT4OID)
		return threshold;
	threshold = ((Const *) share)->constisnull ? 0.5 :
		DatumGetFloat8(((Const *) share)->constvalue);
	threshold *= average_entries(statistics);
	if (!((Const *) shingles)->constisnull)
	{
		double		most = DatumGetInt32(((Const *) shingles)->constvalue);

		threshold = ((Const *) share)->constisnull ? most : Min(threshold, most);
	}
	if (!IsA(ignore, Const) || !((Const *) ignore)->constisnull)
		threshold += BY_CHANCE;
	return threshold;
}

/* What a search finds whose operand is an expression, of any print as it were */
static double
unknown_selectivity(PlannerInfo *root, const ColumnStatistics *statistics,
					Search search, Node *operand, Oid extension)
{
	double		threshold;

	if (!statistics->known)
		return DEFAULT_SELECTIVITY;
	switch (search)
	{
		case SEARCH_MATCH:
			threshold = threshold_of(root, operand, extension, statistics);
			break;
		case SEARCH_OVERLAP:
			threshold = 1;
			break;
		default:
			threshold = average_entries(statistics);
	}
	if (threshold > NP_SHARED_STEPS)
		return 0;
	return statistics->shared[(int) Max(ceil(threshold), 1)];
}

/*
 * Which search is it, and where is the print that is searched?  Operators of
 * other names have no such selectivity function.
 */
static Search
search_of(Oid operator, bool column_on_left)
{
	char	   *name = get_opname(operator);

	if (strcmp(name, "@@") == 0)
		return SEARCH_MATCH;
	if (strcmp(name, "&&") == 0)
		return SEARCH_OVERLAP;
	return (strcmp(name, "@>") == 0) == column_on_left ?
		SEARCH_CONTAINS : SEARCH_CONTAINED;
}

/*
 * Is it a value of the type that the search's operand has?  An operator that
 * somebody made with our selectivity function may take anything, and @@ with
 * a column of queries has a print.
 */
static bool
is_operand(FunctionCallInfo fcinfo, Search search, const Const *operand)
{
	const char *name = search == SEARCH_MATCH ? "newsprint_query" : "newsprint";

	return getBaseType(operand->consttype) ==
		np_extension_type(get_func_namespace(fcinfo->flinfo->fn_oid), name);
}

PG_FUNCTION_INFO_V1(newsprint_sel);
PG_FUNCTION_INFO_V1(newsprint_joinsel);

/* newsprint_sel(internal, oid, internal, int4) -> float8 */
Datum
newsprint_sel(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			operator = PG_GETARG_OID(1);
	List	   *args = (List *) PG_GETARG_POINTER(2);
	int			relation = PG_GETARG_INT32(3);
	VariableStatData column;
	Node	   *operand;
	bool		column_on_left;
	ColumnStatistics statistics;
	Search		search;
	double		selectivity;

	if (!get_restriction_variable(root, args, relation,
								  &column, &operand, &column_on_left))
		PG_RETURN_FLOAT8(DEFAULT_SELECTIVITY);
	search = search_of(operator, column_on_left);
	statistics = open_statistics(&column);
	if (!IsA(operand, Const))
		selectivity = clamped(&statistics,
							  unknown_selectivity(root, &statistics, search, operand,
												  get_func_namespace(fcinfo->flinfo->fn_oid)));
	else if (((Const *) operand)->constisnull)
		selectivity = 0;
	else if (!is_operand(fcinfo, search, (Const *) operand))
		selectivity = DEFAULT_SELECTIVITY;
	else
		selectivity = clamped(&statistics,
							  known_selectivity(&statistics, search,
												((Const *) operand)->constvalue));
	close_statistics(&statistics);
	ReleaseVariableStats(column);
	PG_RETURN_FLOAT8(selectivity);
}

/*
 * newsprint_joinsel(internal, oid, internal, int2, internal) -> float8
 *
 * Where a table is joined with itself or with a part of it, every article
 * finds itself: at least one in the larger table's rows.  EXISTS and NOT EXISTS
 * ask for the share of the outer rows that have any match.
 */
Datum
newsprint_joinsel(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			operator = PG_GETARG_OID(1);
	List	   *args = (List *) PG_GETARG_POINTER(2);
	SpecialJoinInfo *join = (SpecialJoinInfo *) PG_GETARG_POINTER(4);
	VariableStatData columns[2];
	bool		reversed;
	double		selectivity = 0;
	double		rows = 1;
	double		inner_rows = 0;
	bool		known = false;

	get_join_variables(root, args, join, &columns[0], &columns[1], &reversed);
	if (join->jointype == JOIN_SEMI || join->jointype == JOIN_ANTI)
	{
		RelOptInfo *inner = columns[reversed ? 0 : 1].rel;

		if (inner != NULL)
			inner_rows = Max(inner->rows, 1);
	}
	for (int side = 0; side < 2; side++)
	{
		ColumnStatistics statistics = open_statistics(&columns[side]);

		if (statistics.known)
		{
			known = true;
			rows = Max(rows, statistics.rows);
			selectivity = Max(selectivity, (1 - statistics.nulls) *
							  unknown_selectivity(root, &statistics,
												  search_of(operator, true),
												  (Node *) list_nth(args, 1 - side),
												  get_func_namespace(fcinfo->flinfo->fn_oid)));
		}
		close_statistics(&statistics);
		ReleaseVariableStats(columns[side]);
	}
	if (!known)
		PG_RETURN_FLOAT8(DEFAULT_SELECTIVITY);
	selectivity = Min(Max(selectivity, 1 / rows), 1);
	if (inner_rows > 0)
		selectivity = Min(selectivity * inner_rows, MOST_MATCHED);
	PG_RETURN_FLOAT8(selectivity);
}
