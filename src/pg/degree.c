/*-------------------------------------------------------------------------
 *
 * degree.c
 *	  How much of a text was taken from another, in SQL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/passages.h"

#include "access/htup_details.h"
#include "align/degree.h"
#include "funcapi.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(newsprint_degree);

/*
 * newsprint_degree(source text, reprint text, config regconfig)
 *	-> (degree float8, level text)
 */
Datum
newsprint_degree(PG_FUNCTION_ARGS)
{
	NpAlignment *alignment = np_align_in_mode(fcinfo, NP_SENSITIVE);
	NpDegree	degree;
	TupleDesc	row;
	Datum		values[2];
	bool		nulls[2] = {false};

	if (alignment == NULL)
		PG_RETURN_NULL();
	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "newsprint_degree is declared with another result type");
	np_degree(&np_host, &alignment->source, &alignment->reprint,
			  &alignment->passages, &degree);
	values[0] = Float8GetDatum(degree.degree);
	values[1] = CStringGetTextDatum(np_level_name(degree.level));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row),
													  values, nulls)));
}
