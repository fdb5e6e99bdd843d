/*-------------------------------------------------------------------------
 *
 * query_io.c
 *	  Text and binary input and output of newsprint_query.
 *
 * text_form.h shows the text form; the binary form is the stored one, query.h.
 * Both inputs check to the last bit that the value is one that a constructor
 * could have made.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/query.h"
#include "pg/text_form.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"

/* What is wrong with the bytes of a query, or NULL */
static const char *
query_invalid(const char *bytes, size_t size)
{
	NpQueryHeader header;
	NpPrint		print;
	const char *problem;

	if (size < NP_QUERY_HEADER_SIZE)
		return "it is shorter than a header";
	memcpy(&header, bytes, sizeof(header));
	if (header.version != NP_QUERY_VERSION)
		return "its version is not known to this version of newsprint";
	if (header.flags != 0)
		return "it has flags that are not known to this version";
	if (header.reserved[0] != 0 || header.reserved[1] != 0)
		return "its reserved bytes are not zero";
	if (header.threshold[0] == 0 && header.threshold[1] == 0 &&
		header.threshold[2] == 0 && header.threshold[3] == 0)
		return "its threshold is zero";
	bytes += NP_QUERY_HEADER_SIZE;
	size -= NP_QUERY_HEADER_SIZE;
	problem = np_print_invalid(&np_host, bytes, size);
	if (problem != NULL)
		return psprintf("of its print, %s", problem);
	print = np_print_open(bytes, size);
	if ((print.flags & NP_NO_POSITIONS) == 0)
		return "its print has positions";
	if (print.entries > NP_MAX_QUERY_ENTRIES)
		return psprintf("it has more than %d entries", NP_MAX_QUERY_ENTRIES);
	return NULL;
}

PG_FUNCTION_INFO_V1(newsprint_query_in);
PG_FUNCTION_INFO_V1(newsprint_query_out);
PG_FUNCTION_INFO_V1(newsprint_query_recv);
PG_FUNCTION_INFO_V1(newsprint_query_send);

/* newsprint_query_in(cstring) -> newsprint_query */
Datum
newsprint_query_in(PG_FUNCTION_ARGS)
{
	NpFormReader reader;
	NpParameters parameters;
	uint32		threshold;
	uint64_t   *hashes;
	size_t		n = 0;

	reader.type = "newsprint_query";
	reader.constructor = "to_newsprint_query(part)";
	reader.form = reader.at = PG_GETARG_CSTRING(0);
	np_form_expect(&reader, "newsprint_query(");
	parameters = np_form_read_parameters(&reader);
	np_form_expect(&reader, ") ");
	threshold = np_form_number(&reader, 1, PG_UINT32_MAX);
	np_form_expect(&reader, " of");
	hashes = palloc(NP_MAX_QUERY_ENTRIES * sizeof(uint64_t));
	while (np_form_accept(&reader, " "))
	{
		uint64_t	hash = np_form_read_hash(&reader);

		if (n > 0 && hash <= hashes[n - 1])
			np_form_error(&reader, "Entries are not in ascending order");
		if (n == NP_MAX_QUERY_ENTRIES)
			np_form_error(&reader, psprintf("There are more than %d entries",
											NP_MAX_QUERY_ENTRIES));
		hashes[n++] = hash;
	}
	if (*reader.at != '\0')
		np_form_error(&reader, "Nothing more is expected");
	PG_RETURN_DATUM(np_datum_from_query(parameters, threshold, hashes, n));
}

/* newsprint_query_out(newsprint_query) -> cstring */
Datum
newsprint_query_out(PG_FUNCTION_ARGS)
{
	NpQuery		query = PG_GETARG_QUERY(0);
	NpHashReader reader = np_hashes(&query.print);
	StringInfoData form;
	uint64_t	hash;

	initStringInfo(&form);
	appendStringInfoString(&form, "newsprint_query(");
	np_form_write_parameters(&form, query.print.parameters);
	appendStringInfo(&form, ") %u of", query.threshold);
	while (np_next_hash(&reader, &hash))
	{
		appendStringInfoCharMacro(&form, ' ');
		np_form_write_hash(&form, hash);
	}
	PG_RETURN_CSTRING(form.data);
}

/* newsprint_query_recv(internal) -> newsprint_query */
Datum
newsprint_query_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			size = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, size);
	const char *problem = query_invalid(bytes, size);
	char	   *value;

	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary input for type %s", "newsprint_query"),
				 errdetail("The value has %d bytes: %s.", size, problem),
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
