/*-------------------------------------------------------------------------
 *
 * text.c
 *	  Texts of the database as the plain rooms read them, and places in them
 *	  as SQL counts them.
 *
 * The rooms read UTF-8 and count bytes; SQL counts characters.  In a database
 * of another encoding the rooms get a converted copy: PostgreSQL's conversions
 * turn one character into one, so that counts are the same in both.  In a
 * SQL_ASCII database a character is a byte.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

#include "catalog/namespace.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* Bytes of UTF-8 converted at a time */
#define CONVERSION_CHUNK	1024

NpSourceText
np_source_text(text *body)
{
	NpSourceText source;
	char	   *data = VARDATA_ANY(body);
	int			length = VARSIZE_ANY_EXHDR(body);
	int			encoding = GetDatabaseEncoding();

	source.text.data = data;
	source.text.length = length;
	source.single_byte = encoding == PG_SQL_ASCII;
	if (encoding != PG_UTF8 && encoding != PG_SQL_ASCII && length > 0)
	{
		char	   *utf8 = pg_server_to_any(data, length, PG_UTF8);

		if (utf8 != data)
		{
			source.text.data = utf8;
			source.text.length = strlen(utf8);
		}
	}
	return source;
}

NpCharacterCounter
np_count_characters(const NpSourceText *source)
{
	NpCharacterCounter counter = {source, 0, 0};

	return counter;
}

int32
np_character_offset(NpCharacterCounter *counter, size_t byte)
{
	const char *data = counter->source->text.data;
	int64		characters;

	if (counter->source->single_byte)
		return (int32) byte;
	if (byte < counter->byte / 2)
	{
		counter->byte = 0;
		counter->characters = 0;
	}
	/* every byte but a continuation byte begins a character */
	characters = counter->characters;
	for (size_t i = byte; i < counter->byte; i++)
		characters -= ((unsigned char) data[i] & 0xC0) != 0x80;
	for (size_t i = counter->byte; i < byte; i++)
		characters += ((unsigned char) data[i] & 0xC0) != 0x80;
	counter->byte = byte;
	counter->characters = characters;
	return (int32) characters;
}

text *
np_text_slice(const NpSourceText *source, size_t start, size_t end)
{
	const char *slice = source->text.data + start;

	if (source->single_byte)
		return cstring_to_text_with_len(slice, end - start);
	return np_text_from_utf8(slice, end - start);
}

/*
 * Characters that the database's encoding lacks are written as entities, which
 * mean the same to every function here.  They can come from an entity in the
 * text, or from folding: a micro sign folds to the Greek letter.
 */
text *
np_text_from_utf8(const char *utf8, size_t length)
{
	int			encoding = GetDatabaseEncoding();
	Oid			procedure;
	unsigned char *source = (unsigned char *) unconstify(char *, utf8);
	unsigned char *end = source + length;
	unsigned char converted[CONVERSION_CHUNK * MAX_CONVERSION_GROWTH + 2];
	StringInfoData result;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return cstring_to_text_with_len(utf8, length);
	procedure = FindDefaultConversionProc(PG_UTF8, encoding);
	if (!OidIsValid(procedure))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("there is no conversion from encoding UTF8 to this database's"),
				 errdetail("The database's encoding is %s.",
						   pg_encoding_to_char(encoding)),
				 errhint("Keep articles in a database of encoding UTF8.")));
	initStringInfo(&result);
	while (source < end)
	{
		int			chunk = pg_encoding_mbcliplen(PG_UTF8, (char *) source,
												  end - source,
												  Min(end - source, CONVERSION_CHUNK));

		CHECK_FOR_INTERRUPTS();
		chunk = pg_do_encoding_conversion_buf(procedure, PG_UTF8, encoding,
											  source, chunk,
											  converted, sizeof(converted),
											  true);
		appendStringInfoString(&result, (char *) converted);
		source += chunk;
		if (chunk == 0)
		{
			appendStringInfo(&result, "&#%u;",
							 (unsigned int) utf8_to_unicode(source));
			source += pg_utf_mblen(source);
		}
	}
	return cstring_to_text_with_len(result.data, result.len);
}
