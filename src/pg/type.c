/*-------------------------------------------------------------------------
 *
 * type.c
 *	  The type newsprint: its values as Datums, its binary input and output,
 *	  its constructor, and what can be asked of a single value.
 *
 * A value is a varlena whose contents are the bytes of print.h as they are.
 * They need no alignment, so a value is used where it lies, short header or
 * not.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

NpPrint
np_print_from_datum(Datum datum)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(datum);

	return np_print_open(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
}

Datum
np_datum_from_memory(char *memory, size_t size)
{
	if (memory == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("print is too large"),
				 errdetail("A value takes at most %zu bytes.",
						   (size_t) (VARHDRSZ + NP_MAX_PRINT_SIZE)),
				 errhint("Fingerprint the text in parts, or with a larger window.")));
	SET_VARSIZE(memory, VARHDRSZ + size);
	return PointerGetDatum(memory);
}

Datum
np_datum_from_hashes(NpParameters parameters,
					 const uint64_t *hashes, size_t nhashes)
{
	size_t		size;
	char	   *memory = np_print_from_hashes(&np_host, parameters,
											  hashes, nhashes, VARHDRSZ,
											  NP_MAX_PRINT_SIZE, &size);

	return np_datum_from_memory(memory, size);
}

Datum
np_datum_from_postings(NpParameters parameters, uint32_t words,
					   const NpPosting *postings, size_t npostings)
{
	size_t		size;
	char	   *memory = np_print_from_postings(&np_host, parameters, words,
												postings, npostings, VARHDRSZ,
												NP_MAX_PRINT_SIZE, &size);

	return np_datum_from_memory(memory, size);
}

uint64_t *
np_hashes_of(const NpPrint *print)
{
	uint64_t   *hashes = np_alloc(&np_host,
								  Max(print->entries, 1) * sizeof(uint64_t));

	np_all_hashes(print, hashes);
	return hashes;
}

static char *
parameters_text(NpParameters p)
{
	return psprintf("format %u, normalization %u, profile %s, shingle %u, winnow %u",
					p.format, p.normalization, np_profile_name(p.profile),
					p.shingle, p.winnow);
}

void
np_require_same_parameters(NpParameters a, NpParameters b)
{
	if (!np_same_parameters(a, b))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("prints were made with different parameters"),
				 errdetail("One has %s; the other has %s.",
						   parameters_text(a), parameters_text(b)),
				 errhint("Rebuild one of them with to_newsprint(body, shingle, winnow); newsprint_check lists the rows of a table that differ.")));
}

PG_FUNCTION_INFO_V1(newsprint_recv);

/* newsprint_recv(internal) -> newsprint */
Datum
newsprint_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			size = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, size);
	const char *problem = np_print_invalid(&np_host, bytes, size);
	char	   *value;

	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary input for type %s", "newsprint"),
				 errdetail("The value has %d bytes: %s.", size, problem),
				 errhint("The input is what newsprint_send gave; to_newsprint(text) makes a value from an article's text.")));
	value = palloc(VARHDRSZ + size);
	SET_VARSIZE(value, VARHDRSZ + size);
	memcpy(VARDATA(value), bytes, size);
	PG_RETURN_POINTER(value);
}

PG_FUNCTION_INFO_V1(newsprint_send);

/* newsprint_send(newsprint) -> bytea */
Datum
newsprint_send(PG_FUNCTION_ARGS)
{
	NpPrint		print = PG_GETARG_PRINT(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbytes(&message, print.bytes, print.size);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

static uint8_t
parameter_in_range(const char *name, int32 value, int32 least, int32 most)
{
	if (value < least || value > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is out of range", name),
				 errdetail("%s is %d; it may be from %d to %d.",
						   name, value, least, most),
				 errhint("The defaults, shingle %d and winnow %d, suit news.",
						 NP_DEFAULT_SHINGLE, NP_DEFAULT_WINNOW)));
	return (uint8_t) value;
}

PG_FUNCTION_INFO_V1(to_newsprint);

/* to_newsprint(body text, shingle int, winnow int) -> newsprint */
Datum
to_newsprint(PG_FUNCTION_ARGS)
{
	NpSourceText body = np_source_text(PG_GETARG_TEXT_PP(0));
	NpParameters parameters;
	NpPosting  *postings;
	size_t		npostings;
	uint32_t	words;

	parameters.format = NP_FORMAT;
	parameters.normalization = NP_NORMALIZATION;
	parameters.profile = NP_PROFILE_ARTICLE;
	parameters.shingle = parameter_in_range("shingle", PG_GETARG_INT32(1),
											NP_MIN_SHINGLE, NP_MAX_SHINGLE);
	parameters.winnow = parameter_in_range("winnow", PG_GETARG_INT32(2),
										   NP_MIN_WINNOW, NP_MAX_WINNOW);
	postings = np_fingerprint(&np_host, parameters, body.text,
							  &npostings, &words);
	PG_RETURN_DATUM(np_datum_from_postings(parameters, words,
										   postings, npostings));
}

static void
push_field(JsonbParseState **state, const char *key, JsonbValue *value)
{
	JsonbValue	name;

	name.type = jbvString;
	name.val.string.val = unconstify(char *, key);
	name.val.string.len = strlen(key);
	pushJsonbValue(state, WJB_KEY, &name);
	pushJsonbValue(state, WJB_VALUE, value);
}

static void
push_number(JsonbParseState **state, const char *key, int64 number)
{
	JsonbValue	value;

	value.type = jbvNumeric;
	value.val.numeric = int64_to_numeric(number);
	push_field(state, key, &value);
}

PG_FUNCTION_INFO_V1(newsprint_info);

/* newsprint_info(newsprint) -> jsonb */
Datum
newsprint_info(PG_FUNCTION_ARGS)
{
	NpPrint		print = PG_GETARG_PRINT(0);
	bool		positions = (print.flags & NP_NO_POSITIONS) == 0;
	const char *profile = np_profile_name(print.parameters.profile);
	JsonbParseState *state = NULL;
	JsonbValue	value;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	push_number(&state, "format", print.parameters.format);
	push_number(&state, "normalization", print.parameters.normalization);
	value.type = jbvString;
	value.val.string.val = unconstify(char *, profile);
	value.val.string.len = strlen(profile);
	push_field(&state, "profile", &value);
	push_number(&state, "shingle", print.parameters.shingle);
	push_number(&state, "winnow", print.parameters.winnow);
	if (positions)
		push_number(&state, "words", print.words);
	else
	{
		value.type = jbvNull;
		push_field(&state, "words", &value);
	}
	push_number(&state, "entries", print.entries);
	value.type = jbvBool;
	value.val.boolean = positions;
	push_field(&state, "positions", &value);
	push_number(&state, "bytes", print.size + VARHDRSZ);
	PG_RETURN_JSONB_P(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT,
													   NULL)));
}
