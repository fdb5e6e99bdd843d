/*-------------------------------------------------------------------------
 *
 * text_form.c
 *	  Text input and output of newsprint.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/text_form.h"

#include "mb/pg_wchar.h"
#include "utils/memutils.h"

/* How much of what is wrong is shown */
#define SHOWN_BYTES			40

void
np_raise_form_error(const char *type, const char *constructor,
					const char *form, const NpFormError *error)
{
	const char *shown = form + error->place;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input for type %s", type),
			 errdetail("%s at character %zu, at \"%.*s\".",
					   error->what, error->place + 1,
					   pg_mbcliplen(shown, strlen(shown), SHOWN_BYTES), shown),
			 errhint("The input is the type's own output form; %s makes a value from an article's text.",
					 constructor)));
}

PG_FUNCTION_INFO_V1(newsprint_in);
PG_FUNCTION_INFO_V1(newsprint_out);

/* newsprint_in(cstring) -> newsprint */
Datum
newsprint_in(PG_FUNCTION_ARGS)
{
	const char *form = PG_GETARG_CSTRING(0);
	NpFormError error;
	size_t		size;
	char	   *memory = np_read_print_form(&np_host, form, VARHDRSZ,
											NP_MAX_PRINT_SIZE, &size, &error);

	if (error.what[0] != '\0')
		np_raise_form_error("newsprint", "to_newsprint(text)", form, &error);
	PG_RETURN_DATUM(np_datum_from_memory(memory, size));
}

/* newsprint_out(newsprint) -> cstring */
Datum
newsprint_out(PG_FUNCTION_ARGS)
{
	NpPrint		print = PG_GETARG_PRINT(0);
	size_t		limit = MaxAllocSize - VARHDRSZ - 1;
	char	   *form = np_write_print_form(&np_host, &print, limit);

	if (form == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("text form of the print is too large"),
				 errdetail("A text takes at most %zu bytes.", limit),
				 errhint("The binary form, of COPY with FORMAT binary or newsprint_send, is less than half as large.")));
	PG_RETURN_CSTRING(form);
}
