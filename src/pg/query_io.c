/*-------------------------------------------------------------------------
 *
 * query_io.c
 *	  Text and binary input and output of newsprint_query.
 *
 * src/print/text_form.h shows the text form; the binary form is the stored
 * one, src/print/stored_query.h.  Both inputs check to the last bit that the
 * value is one that a constructor could have made.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"
#include "pg/text_form.h"

#include "libpq/pqformat.h"

PG_FUNCTION_INFO_V1(newsprint_query_in);
PG_FUNCTION_INFO_V1(newsprint_query_out);
PG_FUNCTION_INFO_V1(newsprint_query_recv);
PG_FUNCTION_INFO_V1(newsprint_query_send);

/* newsprint_query_in(cstring) -> newsprint_query */
Datum
newsprint_query_in(PG_FUNCTION_ARGS)
{
	const char *form = PG_GETARG_CSTRING(0);
	NpFormError error;
	size_t		size;
	char	   *memory = np_read_query_form(&np_host, form, VARHDRSZ, &size,
											&error);

	if (memory == NULL)
		np_raise_form_error("newsprint_query", "to_newsprint_query(part)",
							form, &error);
	SET_VARSIZE(memory, VARHDRSZ + size);
	PG_RETURN_POINTER(memory);
}

/* newsprint_query_out(newsprint_query) -> cstring */
Datum
newsprint_query_out(PG_FUNCTION_ARGS)
{
	NpQuery		query = PG_GETARG_QUERY(0);

	PG_RETURN_CSTRING(np_write_query_form(&np_host, &query));
}

/* newsprint_query_recv(internal) -> newsprint_query */
Datum
newsprint_query_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			size = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, size);
	bool		of_print;
	const char *problem = np_query_invalid(&np_host, bytes, size, &of_print);
	char	   *value;

	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary input for type %s", "newsprint_query"),
				 errdetail("The value has %d bytes: %s%s.", size,
						   of_print ? "of its print, " : "", problem),
				 errhint("The input is what newsprint_query_send gave; to_newsprint_query(part) makes a value from a text or a print.")));
	value = palloc(VARHDRSZ + size);
	SET_VARSIZE(value, VARHDRSZ + size);
	memcpy(VARDATA(value), bytes, size);
	PG_RETURN_POINTER(value);
}

/* newsprint_query_send(newsprint_query) -> bytea */
Datum
newsprint_query_send(PG_FUNCTION_ARGS)
{
	struct varlena *query = PG_GETARG_VARLENA_PP(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbytes(&message, VARDATA_ANY(query), VARSIZE_ANY_EXHDR(query));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
