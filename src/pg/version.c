/*-------------------------------------------------------------------------
 *
 * version.c
 *	  What is installed: newsprint_version().
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include "pg/newsprint.h"

#include "funcapi.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(newsprint_version);

/* newsprint_version() -> (extension text, normalization int, icu text, unicode text) */
Datum
newsprint_version(PG_FUNCTION_ARGS)
{
	TupleDesc	description;
	UVersionInfo version;
	char		icu[U_MAX_VERSION_STRING_LENGTH];
	char		unicode[U_MAX_VERSION_STRING_LENGTH];
	Datum		values[4];
	bool		nulls[4] = {false};

	if (get_call_result_type(fcinfo, NULL, &description) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	u_getVersion(version);
	u_versionToString(version, icu);
	u_getUnicodeVersion(version);
	u_versionToString(version, unicode);
	values[0] = CStringGetTextDatum(NEWSPRINT_VERSION);
	values[1] = Int32GetDatum(NP_NORMALIZATION);
	values[2] = CStringGetTextDatum(icu);
	values[3] = CStringGetTextDatum(unicode);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(description),
													  values, nulls)));
}
