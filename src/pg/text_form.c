/*-------------------------------------------------------------------------
 *
 * text_form.c
 *	  The text forms of newsprint and newsprint_query, and newsprint's input
 *	  and output functions.
 *
 * text_form.h shows the forms.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/text_form.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"

#define HASH_DIGITS			(NP_HASH_BITS / 4)
#define PROFILE_NAME_MAX	16

static const char *const profile_names[] = {
	[NP_PROFILE_ARTICLE] = "article",
	[NP_PROFILE_QUOTATIONS] = "quotations"
};

const char *
np_profile_name(uint8_t profile)
{
	return profile < lengthof(profile_names) ? profile_names[profile] : "unknown";
}

void
np_form_error(const NpFormReader *reader, const char *what)
{
	size_t		place = reader->at - reader->form;
	const char *shown = reader->at;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input for type %s", reader->type),
			 errdetail("%s at character %zu, at \"%.*s\".", what, place + 1,
					   pg_mbcliplen(shown, strlen(shown), 40), shown),
			 errhint("The input is the type's own output form; %s makes a value from an article's text.",
					 reader->constructor)));
}

bool
np_form_accept(NpFormReader *reader, const char *characters)
{
	size_t		length = strlen(characters);

	if (strncmp(reader->at, characters, length) != 0)
		return false;
	reader->at += length;
	return true;
}

void
np_form_expect(NpFormReader *reader, const char *characters)
{
	if (!np_form_accept(reader, characters))
		np_form_error(reader, psprintf("\"%s\" is expected", characters));
}

uint32
np_form_number(NpFormReader *reader, uint32 least, uint32 most)
{
	const char *digits = reader->at;
	uint64		value = 0;

	while (*reader->at >= '0' && *reader->at <= '9' &&
		   reader->at - digits < 10)
		value = value * 10 + (*reader->at++ - '0');
	if (reader->at == digits || (*digits == '0' && reader->at > digits + 1) ||
		value < least || value > most)
	{
		reader->at = digits;
		np_form_error(reader, psprintf("A number from %u to %u is expected",
									   least, most));
	}
	return (uint32) value;
}

NpParameters
np_form_read_parameters(NpFormReader *reader)
{
	NpParameters parameters;
	bool		known = false;

	parameters.format = np_form_number(reader, NP_FORMAT, NP_FORMAT);
	np_form_expect(reader, ",");
	parameters.normalization = np_form_number(reader, NP_NORMALIZATION,
											  NP_NORMALIZATION);
	np_form_expect(reader, ",");
	for (size_t profile = 0; profile < lengthof(profile_names) && !known; profile++)
	{
		parameters.profile = profile;
		known = np_form_accept(reader, profile_names[profile]);
	}
	if (!known)
		np_form_error(reader, "The name of a profile is expected");
	np_form_expect(reader, ",");
	parameters.shingle = np_form_number(reader, NP_MIN_SHINGLE, NP_MAX_SHINGLE);
	np_form_expect(reader, ",");
	parameters.winnow = np_form_number(reader, NP_MIN_WINNOW, NP_MAX_WINNOW);
	return parameters;
}

void
np_form_write_parameters(StringInfo form, NpParameters parameters)
{
	appendStringInfo(form, "%u,%u,%s,%u,%u",
					 parameters.format, parameters.normalization,
					 np_profile_name(parameters.profile),
					 parameters.shingle, parameters.winnow);
}

uint64_t
np_form_read_hash(NpFormReader *reader)
{
	uint64_t	hash = 0;

	for (int i = 0; i < HASH_DIGITS; i++)
	{
		char		digit = reader->at[i];

		if (digit >= '0' && digit <= '9')
			hash = hash << 4 | (uint64_t) (digit - '0');
		else if (digit >= 'a' && digit <= 'f')
			hash = hash << 4 | (uint64_t) (digit - 'a' + 10);
		else
			np_form_error(reader,
						  psprintf("A hash of %d hexadecimal digits is expected",
								   HASH_DIGITS));
	}
	reader->at += HASH_DIGITS;
	return hash;
}

void
np_form_write_hash(StringInfo form, uint64_t hash)
{
	static const char digits[] = "0123456789abcdef";

	for (int shift = NP_HASH_BITS - 4; shift >= 0; shift -= 4)
		appendStringInfoCharMacro(form, digits[hash >> shift & 15]);
}

PG_FUNCTION_INFO_V1(newsprint_out);

/* newsprint_out(newsprint) -> cstring */
Datum
newsprint_out(PG_FUNCTION_ARGS)
{
	NpPrint		print = PG_GETARG_PRINT(0);
	bool		positions = (print.flags & NP_NO_POSITIONS) == 0;
	StringInfoData form;

	initStringInfo(&form);
	appendStringInfoString(&form, "newsprint(");
	np_form_write_parameters(&form, print.parameters);
	if (positions)
	{
		NpPosting  *postings;
		size_t		npostings;

		appendStringInfo(&form, ",%u)", print.words);
		postings = np_postings(&np_host, &print, &npostings);
		for (size_t i = 0; i < npostings; i++)
		{
			CHECK_FOR_INTERRUPTS();
			if (i == 0 || postings[i].hash != postings[i - 1].hash)
			{
				appendStringInfoCharMacro(&form, ' ');
				np_form_write_hash(&form, postings[i].hash);
				appendStringInfoCharMacro(&form, '@');
			}
			else
				appendStringInfoCharMacro(&form, ',');
			appendStringInfo(&form, "%u", postings[i].word + 1);
		}
	}
	else
	{
		NpHashReader reader = np_hashes(&print);
		uint64_t	hash;

		appendStringInfoCharMacro(&form, ')');
		while (np_next_hash(&reader, &hash))
		{
			CHECK_FOR_INTERRUPTS();
			appendStringInfoCharMacro(&form, ' ');
			np_form_write_hash(&form, hash);
		}
	}
	PG_RETURN_CSTRING(form.data);
}

/*
 * Entries of a newsprint with positions.  The shortest one, " ", hash, "@" and
 * a digit, takes HASH_DIGITS + 3 characters, a further position at least two.
 */
static Datum
read_postings(NpFormReader *reader, NpParameters parameters, uint32 words)
{
	size_t		room = strlen(reader->at) / 2 + 1;
	NpPosting  *postings = np_alloc(&np_host, room * sizeof(NpPosting));
	size_t		n = 0;

	while (np_form_accept(reader, " "))
	{
		uint64_t	hash = np_form_read_hash(reader);
		size_t		first = n;

		if (n > 0 && hash <= postings[n - 1].hash)
			np_form_error(reader, "Entries are not in ascending order");
		np_form_expect(reader, "@");
		do
		{
			CHECK_FOR_INTERRUPTS();
			postings[n].hash = hash;
			postings[n].word = np_form_number(reader, 1, words) - 1;
			if (n > first && postings[n].word <= postings[n - 1].word)
				np_form_error(reader, "Positions are not in ascending order");
			n++;
		} while (np_form_accept(reader, ","));
	}
	if (*reader->at != '\0')
		np_form_error(reader, "Nothing more is expected");
	return np_datum_from_postings(parameters, words, postings, n);
}

static Datum
read_hashes(NpFormReader *reader, NpParameters parameters)
{
	size_t		room = strlen(reader->at) / (HASH_DIGITS + 1) + 1;
	uint64_t   *hashes = np_alloc(&np_host, room * sizeof(uint64_t));
	size_t		n = 0;

	while (np_form_accept(reader, " "))
	{
		CHECK_FOR_INTERRUPTS();
		hashes[n] = np_form_read_hash(reader);
		if (n > 0 && hashes[n] <= hashes[n - 1])
			np_form_error(reader, "Entries are not in ascending order");
		n++;
	}
	if (*reader->at != '\0')
		np_form_error(reader, "Nothing more is expected");
	return np_datum_from_hashes(parameters, hashes, n);
}

PG_FUNCTION_INFO_V1(newsprint_in);

/* newsprint_in(cstring) -> newsprint */
Datum
newsprint_in(PG_FUNCTION_ARGS)
{
	NpFormReader reader;
	NpParameters parameters;

	reader.type = "newsprint";
	reader.constructor = "to_newsprint(text)";
	reader.form = reader.at = PG_GETARG_CSTRING(0);
	np_form_expect(&reader, "newsprint(");
	parameters = np_form_read_parameters(&reader);
	if (np_form_accept(&reader, ","))
	{
		uint32		words = np_form_number(&reader, 0, INT32_MAX);

		np_form_expect(&reader, ")");
		PG_RETURN_DATUM(read_postings(&reader, parameters, words));
	}
	np_form_expect(&reader, ")");
	PG_RETURN_DATUM(read_hashes(&reader, parameters));
}
