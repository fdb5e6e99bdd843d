/*-------------------------------------------------------------------------
 *
 * sorts.h
 *	  Sorting 64-bit unsigned numbers with PostgreSQL's tuplesort.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SORTS_H
#define NP_SORTS_H

#include "pg/compat.h"

#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "utils/tuplesort.h"

/* tuplesort knows signed numbers, whose order is that of the flipped ones */
#define NP_SIGN_BIT		(UINT64CONST(1) << 63)

static inline Tuplesortstate *
np_begin_sort(int kilobytes, bool rewindable)
{
	return tuplesort_begin_datum(INT8OID, Int8LessOperator, InvalidOid, false,
								 kilobytes, NULL,
								 rewindable ? TUPLESORT_RANDOMACCESS
								 : TUPLESORT_NONE);
}

static inline void
np_put_sort(Tuplesortstate *sort, uint64 value)
{
	Datum		datum = Int64GetDatum((int64) (value ^ NP_SIGN_BIT));

	tuplesort_putdatum(sort, datum, false);
#ifndef USE_FLOAT8_BYVAL
	pfree(DatumGetPointer(datum));
#endif
}

static inline bool
np_get_sort(Tuplesortstate *sort, uint64 *value)
{
	Datum		datum;
	bool		isnull;

	if (!np_tuplesort_getdatum(sort, &datum, &isnull))
		return false;
	*value = (uint64) DatumGetInt64(datum) ^ NP_SIGN_BIT;
#ifndef USE_FLOAT8_BYVAL
	pfree(DatumGetPointer(datum));
#endif
	return true;
}

#endif							/* NP_SORTS_H */
