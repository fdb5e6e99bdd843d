/*-------------------------------------------------------------------------
 *
 * disguises.c
 *	  newsprint_disguises and newsprint_unmask: words disguised by letters of
 *	  other scripts, and the text without the disguise.
 *
 * Who copies an article and does not want to be found puts letters of another
 * script in the place of those they look like.  A person reads the same words;
 * a print has none of them.  Invisible characters need no care here, as
 * normalization passes over them.
 *
 * Which words these are is mixed_words.c's; a word wholly in one script is
 * none of them, whatever it looks like.  So a word of which every letter was
 * replaced stays as it is: nothing in it tells it from an honest word of that
 * script.
 *
 * What is found follows the ICU that is installed.  So both are STABLE, and
 * no stored print should be made from what they give without keeping that
 * text.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/mixed_words.h"
#include "pg/newsprint.h"
#include "pg/rows.h"
#include "text/utf8.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(newsprint_disguises);
PG_FUNCTION_INFO_V1(newsprint_unmask);

/* The words of bytes start to end, folded, joined by one space */
static text *
folded_form(NpText whole, size_t start, size_t end)
{
	NpText		part = {whole.data + start, end - start};
	NpWordReader *reader = np_words_begin(&np_host, part);
	NpWord		word;
	StringInfoData form;

	initStringInfo(&form);
	while (np_words_next(reader, &word))
	{
		if (form.len > 0)
			appendStringInfoCharMacro(&form, ' ');
		appendBinaryStringInfo(&form, word.form, word.form_length);
	}
	np_words_end(reader);
	return np_text_from_utf8(form.data, form.len);
}

/* The names of the word's scripts, but not that of alphabet */
static void
append_scripts(StringInfo reason, const NpMixedWord *word, NpAlphabet alphabet)
{
	const char *comma = "";

	for (int i = 0; i < word->nscripts; i++)
	{
		if (alphabet != NP_NO_ALPHABET &&
			np_alphabet(word->scripts[i]) == alphabet)
			continue;
		appendStringInfo(reason, "%s%s", comma,
						 np_script_name(word->scripts[i]));
		comma = ", ";
	}
}

static text *
reason_of(const NpMixedWord *word)
{
	static const char *const names[NP_ALPHABETS] = {
		[NP_LATIN] = "Latin",
		[NP_CYRILLIC] = "Cyrillic",
		[NP_GREEK] = "Greek",
		[NP_ARMENIAN] = "Armenian"
	};
	StringInfoData reason;

	initStringInfo(&reason);
	if (word->alphabet == NP_NO_ALPHABET)
		appendStringInfoString(&reason, "mixed scripts: ");
	else
		appendStringInfoString(&reason, "look-alikes: ");
	append_scripts(&reason, word, word->alphabet);
	if (word->alphabet != NP_NO_ALPHABET)
		appendStringInfo(&reason, " for %s", names[word->alphabet]);
	return cstring_to_text_with_len(reason.data, reason.len);
}

/*
 * newsprint_disguises(body text)
 *	-> (start int, length int, form text, skeleton text, reason text)
 *
 * By place.  form is the word as matching sees it, skeleton ICU's, which is
 * equal for all that looks the same.  The reason begins with "look-alikes"
 * where newsprint_unmask replaces letters, else with "mixed scripts".
 */
Datum
newsprint_disguises(PG_FUNCTION_ARGS)
{
	NpSourceText body = np_source_text(PG_GETARG_TEXT_PP(0));
	NpCharacterCounter counter = np_count_characters(&body);
	NpRows		rows = np_begin_rows(fcinfo);
	NpMixedReader *reader = np_mixed_begin(body.text);
	NpMixedWord word;

	while (np_mixed_next(reader, &word))
	{
		Datum		values[5];
		bool		nulls[5] = {false};
		MemoryContext old = MemoryContextSwitchTo(rows.row_context);
		int			length;
		char	   *skeleton = np_skeleton(word.utf8, word.utf8_length, &length);

		np_set_place(&values[0], &counter, word.start, word.end);
		values[2] = PointerGetDatum(folded_form(body.text, word.start, word.end));
		values[3] = PointerGetDatum(np_text_from_utf8(skeleton, length));
		values[4] = PointerGetDatum(reason_of(&word));
		MemoryContextSwitchTo(old);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

/*
 * newsprint_unmask(body text) -> text
 *
 * The look-alikes of such words are replaced, and nothing else: a text without
 * any comes back byte for byte.
 */
Datum
newsprint_unmask(PG_FUNCTION_ARGS)
{
	text	   *given = PG_GETARG_TEXT_PP(0);
	NpSourceText body = np_source_text(given);
	NpMixedReader *reader = np_mixed_begin(body.text);
	NpMixedWord word;
	StringInfoData unmasked;
	size_t		copied = 0;		/* bytes of the body */

	initStringInfo(&unmasked);
	while (np_mixed_next(reader, &word))
	{
		for (int i = 0; i < word.nletters; i++)
		{
			NpMixedLetter *letter = &word.letters[i];
			char		utf8[NP_UTF8_MAX];

			if (letter->meant == letter->code)
				continue;
			appendBinaryStringInfo(&unmasked, body.text.data + copied,
								   letter->start - copied);
			appendBinaryStringInfo(&unmasked, utf8,
								   np_utf8_encode(letter->meant, utf8));
			copied = letter->end;
		}
	}
	if (copied == 0)
		PG_RETURN_TEXT_P(given);
	appendBinaryStringInfo(&unmasked, body.text.data + copied,
						   body.text.length - copied);
	PG_RETURN_TEXT_P(np_text_from_utf8(unmasked.data, unmasked.len));
}
