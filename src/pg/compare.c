/*-------------------------------------------------------------------------
 *
 * compare.c
 *	  Equality, order and hash of prints.
 *
 * A print has exactly one form, so equal prints are equal bytes.  The order is
 * that of the bytes, the shorter first where one is the other's beginning: of
 * no meaning to people, but total, the same on every machine, and defined
 * between any two prints.  None of these functions raises an error.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

#include "common/hashfn.h"

static int
compare_prints(const NpPrint *a, const NpPrint *b)
{
	int			order = memcmp(a->bytes, b->bytes, Min(a->size, b->size));

	if (order != 0)
		return order < 0 ? -1 : 1;
	return (a->size > b->size) - (a->size < b->size);
}

/* GROUP BY and DISTINCT ask this most, and most prints differ in size */
static bool
equal_prints(const NpPrint *a, const NpPrint *b)
{
	return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

/*
 * A sort runs its comparisons in a context that lives as long as it does, so
 * what was detoasted for one goes at once.
 */
static void
free_if_copy(const NpPrint *print, Datum argument)
{
	if (print->bytes != VARDATA_ANY(DatumGetPointer(argument)))
		pfree(unconstify(char *, print->bytes) - VARHDRSZ);
}

static int
compare_arguments(FunctionCallInfo fcinfo)
{
	NpPrint		a = PG_GETARG_PRINT(0);
	NpPrint		b = PG_GETARG_PRINT(1);
	int			order = compare_prints(&a, &b);

	free_if_copy(&a, PG_GETARG_DATUM(0));
	free_if_copy(&b, PG_GETARG_DATUM(1));
	return order;
}

PG_FUNCTION_INFO_V1(newsprint_eq);
PG_FUNCTION_INFO_V1(newsprint_ne);
PG_FUNCTION_INFO_V1(newsprint_lt);
PG_FUNCTION_INFO_V1(newsprint_le);
PG_FUNCTION_INFO_V1(newsprint_gt);
PG_FUNCTION_INFO_V1(newsprint_ge);
PG_FUNCTION_INFO_V1(newsprint_cmp);
PG_FUNCTION_INFO_V1(newsprint_hash);
PG_FUNCTION_INFO_V1(newsprint_hash_extended);

/* newsprint_eq(newsprint, newsprint) -> bool, the operator = */
Datum
newsprint_eq(PG_FUNCTION_ARGS)
{
	NpPrint		a = PG_GETARG_PRINT(0);
	NpPrint		b = PG_GETARG_PRINT(1);

	PG_RETURN_BOOL(equal_prints(&a, &b));
}

/* newsprint_ne(newsprint, newsprint) -> bool, the operator <> */
Datum
newsprint_ne(PG_FUNCTION_ARGS)
{
	NpPrint		a = PG_GETARG_PRINT(0);
	NpPrint		b = PG_GETARG_PRINT(1);

	PG_RETURN_BOOL(!equal_prints(&a, &b));
}

/* newsprint_lt(newsprint, newsprint) -> bool, the operator < */
Datum
newsprint_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) < 0);
}

/* newsprint_le(newsprint, newsprint) -> bool, the operator <= */
Datum
newsprint_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) <= 0);
}

/* newsprint_gt(newsprint, newsprint) -> bool, the operator > */
Datum
newsprint_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) > 0);
}

/* newsprint_ge(newsprint, newsprint) -> bool, the operator >= */
Datum
newsprint_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) >= 0);
}

/* newsprint_cmp(newsprint, newsprint) -> int, for btree */
Datum
newsprint_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_arguments(fcinfo));
}

/*
 * newsprint_hash(newsprint) -> int, for hash joins and hash indexes; the
 * server's own hash function, since it serves the server's tables only.
 */
Datum
newsprint_hash(PG_FUNCTION_ARGS)
{
	NpPrint		print = PG_GETARG_PRINT(0);

	return hash_any((const unsigned char *) print.bytes, (int) print.size);
}

/* newsprint_hash_extended(newsprint, seed int8) -> int8 */
Datum
newsprint_hash_extended(PG_FUNCTION_ARGS)
{
	NpPrint		print = PG_GETARG_PRINT(0);

	return hash_any_extended((const unsigned char *) print.bytes,
							 (int) print.size, PG_GETARG_INT64(1));
}
