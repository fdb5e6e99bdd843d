/*-------------------------------------------------------------------------
 *
 * mentions.c
 *	  What tells where an article is from, in SQL: names of outlets and
 *	  agencies, and whose hand set it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"
#include "pg/rows.h"
#include "text/names.h"
#include "text/typography.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(newsprint_mentions);

/*
 * newsprint_mentions(body text, names text[])
 *	-> (name text, word int, start int, length int)
 */
Datum
newsprint_mentions(PG_FUNCTION_ARGS)
{
	NpSourceText body = np_source_text(PG_GETARG_TEXT_PP(0));
	NpCharacterCounter counter = np_count_characters(&body);
	NpRows		rows = np_begin_rows(fcinfo);
	Datum	   *elements;
	bool	   *elements_null;
	int			nelements;
	NpText	   *names;
	NpNamePlaces places;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, &elements_null, &nelements);
	names = palloc0(sizeof(NpText) * (nelements + 1));
	for (int i = 0; i < nelements; i++)
		if (!elements_null[i])
			names[i] = np_source_text(DatumGetTextPP(elements[i])).text;

	np_find_names(&np_host, body.text, names, nelements, &places);
	for (size_t i = 0; i < places.count; i++)
	{
		NpNamePlace *place = &places.items[i];
		Datum		values[4];
		bool		nulls[4] = {false};

		values[0] = elements[place->name];
		values[1] = Int32GetDatum((int32) place->word + 1);
		np_set_place(&values[2], &counter, place->start, place->end);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(newsprint_typography);

/* newsprint_typography(body text) -> (typographic bool, glued bool) */
Datum
newsprint_typography(PG_FUNCTION_ARGS)
{
	NpSourceText body = np_source_text(PG_GETARG_TEXT_PP(0));
	NpTypography found = np_typography(&np_host, body.text);
	TupleDesc	row;
	Datum		values[2];
	bool		nulls[2] = {false};

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = BoolGetDatum(found.typographic);
	values[1] = BoolGetDatum(found.glued);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row),
													  values, nulls)));
}
