/*-------------------------------------------------------------------------
 *
 * measures.c
 *	  How much two prints have in common.
 *
 * All of them count distinct hashes.  Containment (Broder, On the Resemblance
 * and Containment of Documents, 1997) is the share of the part's entries that
 * the whole has; resemblance is Jaccard's coefficient.  Between prints of
 * different parameters no measure is defined, and they raise.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

PG_FUNCTION_INFO_V1(newsprint_overlap);
PG_FUNCTION_INFO_V1(newsprint_containment);
PG_FUNCTION_INFO_V1(newsprint_resemblance);
PG_FUNCTION_INFO_V1(newsprint_distance);

/* newsprint_overlap(newsprint, newsprint) -> int */
Datum
newsprint_overlap(PG_FUNCTION_ARGS)
{
	NpPrint		a = PG_GETARG_PRINT(0);
	NpPrint		b = PG_GETARG_PRINT(1);

	np_require_same_parameters(a.parameters, b.parameters);
	/* a gigabyte holds fewer than 2^31 entries */
	PG_RETURN_INT32((int32) np_overlap(&a, &b));
}

/* newsprint_containment(part newsprint, whole newsprint) -> float8 */
Datum
newsprint_containment(PG_FUNCTION_ARGS)
{
	NpPrint		part = PG_GETARG_PRINT(0);
	NpPrint		whole = PG_GETARG_PRINT(1);

	np_require_same_parameters(part.parameters, whole.parameters);
	if (part.entries == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) np_overlap(&part, &whole) / part.entries);
}

/* newsprint_resemblance(newsprint, newsprint) -> float8, NULL if both are empty */
Datum
newsprint_resemblance(PG_FUNCTION_ARGS)
{
	NpPrint		a = PG_GETARG_PRINT(0);
	NpPrint		b = PG_GETARG_PRINT(1);
	uint32		overlap;

	np_require_same_parameters(a.parameters, b.parameters);
	if (a.entries == 0 && b.entries == 0)
		PG_RETURN_NULL();
	overlap = np_overlap(&a, &b);
	PG_RETURN_FLOAT8(overlap / ((double) a.entries + b.entries - overlap));
}

/*
 * newsprint_distance(whole newsprint, part newsprint) -> float8, the operator
 * <=>: 0 where the left operand has all of the right one, NULL (sorted last)
 * where the right one is empty.
 */
Datum
newsprint_distance(PG_FUNCTION_ARGS)
{
	NpPrint		whole = PG_GETARG_PRINT(0);
	NpPrint		part = PG_GETARG_PRINT(1);

	np_require_same_parameters(whole.parameters, part.parameters);
	if (part.entries == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) (part.entries - np_overlap(&whole, &part)) /
					 part.entries);
}
