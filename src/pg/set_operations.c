/*-------------------------------------------------------------------------
 *
 * set_operations.c
 *	  Union, difference and intersection of two prints.
 *
 * Results carry no positions: what stood where is not known of them.  They
 * serve as boilerplate to ignore, as the sum of a story's versions, and as
 * what is new in one of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

#include "miscadmin.h"

static Datum
set_operation(NpSetOperation operation, FunctionCallInfo fcinfo)
{
	NpPrint		a = PG_GETARG_PRINT(0);
	NpPrint		b = PG_GETARG_PRINT(1);
	uint64_t   *a_hashes;
	uint64_t   *b_hashes;
	uint64_t   *result;
	size_t		n;

	np_require_same_parameters(a.parameters, b.parameters);
	a_hashes = np_hashes_of(&a);
	CHECK_FOR_INTERRUPTS();
	b_hashes = np_hashes_of(&b);
	CHECK_FOR_INTERRUPTS();
	result = np_alloc(&np_host, ((size_t) a.entries + b.entries + 1) *
					  sizeof(uint64_t));
	n = np_set_operation(operation, a_hashes, a.entries, b_hashes, b.entries,
						 result);
	CHECK_FOR_INTERRUPTS();
	return np_datum_from_hashes(a.parameters, result, n);
}

PG_FUNCTION_INFO_V1(newsprint_plus);
PG_FUNCTION_INFO_V1(newsprint_minus);
PG_FUNCTION_INFO_V1(newsprint_intersect);

/* newsprint_plus(newsprint, newsprint) -> newsprint, the operator + */
Datum
newsprint_plus(PG_FUNCTION_ARGS)
{
	return set_operation(NP_UNION, fcinfo);
}

/* newsprint_minus(newsprint, newsprint) -> newsprint, the operator - */
Datum
newsprint_minus(PG_FUNCTION_ARGS)
{
	return set_operation(NP_DIFFERENCE, fcinfo);
}

/* newsprint_intersect(newsprint, newsprint) -> newsprint, the operator & */
Datum
newsprint_intersect(PG_FUNCTION_ARGS)
{
	return set_operation(NP_INTERSECTION, fcinfo);
}
