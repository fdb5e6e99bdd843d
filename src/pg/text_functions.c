/*-------------------------------------------------------------------------
 *
 * text_functions.c
 *	  What matching sees of a text, in SQL: normalized text, words, paragraphs,
 *	  sentences.
 *
 * All four show the plain rooms' own reading (src/text), so that a user can
 * see why two articles match or do not.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"
#include "pg/rows.h"
#include "pg/sentences_icu.h"
#include "text/layout.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(newsprint_normalize);

/* newsprint_normalize(body text) -> text */
Datum
newsprint_normalize(PG_FUNCTION_ARGS)
{
	NpSourceText body = np_source_text(PG_GETARG_TEXT_PP(0));
	NpWordReader *reader = np_words_begin(&np_host, body.text);
	NpWord		word;
	StringInfoData forms;

	initStringInfo(&forms);
	while (np_words_next(reader, &word))
	{
		if (forms.len > 0)
			appendStringInfoCharMacro(&forms, ' ');
		appendBinaryStringInfo(&forms, word.form, word.form_length);
	}
	PG_RETURN_TEXT_P(np_text_from_utf8(forms.data, forms.len));
}

PG_FUNCTION_INFO_V1(newsprint_words);

/*
 * newsprint_words(body text)
 *	-> (word int, paragraph int, sentence int, start int, length int, form text)
 */
Datum
newsprint_words(PG_FUNCTION_ARGS)
{
	NpSourceText body = np_source_text(PG_GETARG_TEXT_PP(0));
	NpCharacterCounter counter = np_count_characters(&body);
	NpRows		rows = np_begin_rows(fcinfo);
	NpWordReader *reader;
	NpLayout	layout;
	NpWord		word;
	size_t		paragraph = 0;
	size_t		sentence = 0;

	np_layout(&np_host, body.text, &layout);
	reader = np_words_begin(&np_host, body.text);
	for (size_t i = 0; np_words_next(reader, &word); i++)
	{
		Datum		values[6];
		bool		nulls[6] = {false};
		MemoryContext old;

		while (i >= layout.paragraphs[paragraph].first_word +
			   layout.paragraphs[paragraph].words)
			paragraph++;
		while (i >= layout.sentences[sentence].first_word +
			   layout.sentences[sentence].words)
			sentence++;
		values[0] = Int32GetDatum((int32) i + 1);
		values[1] = Int32GetDatum((int32) paragraph + 1);
		values[2] = Int32GetDatum((int32) sentence + 1);
		np_set_place(&values[3], &counter, word.start, word.end);
		old = MemoryContextSwitchTo(rows.row_context);
		values[5] = PointerGetDatum(np_text_from_utf8(word.form,
													  word.form_length));
		MemoryContextSwitchTo(old);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(newsprint_paragraphs);

/*
 * newsprint_paragraphs(body text)
 *	-> (paragraph int, start int, length int, body text)
 */
Datum
newsprint_paragraphs(PG_FUNCTION_ARGS)
{
	NpSourceText body = np_source_text(PG_GETARG_TEXT_PP(0));
	NpCharacterCounter counter = np_count_characters(&body);
	NpRows		rows = np_begin_rows(fcinfo);
	NpLayout	layout;

	np_layout(&np_host, body.text, &layout);
	for (size_t i = 0; i < layout.nparagraphs; i++)
	{
		NpSpan	   *span = &layout.paragraphs[i];
		Datum		values[4];
		bool		nulls[4] = {false};

		values[0] = Int32GetDatum((int32) i + 1);
		np_set_place(&values[1], &counter, span->start, span->end);
		values[3] = np_row_slice(&rows, &body, span->start, span->end);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(newsprint_sentences);

/*
 * newsprint_sentences(body text, locale text)
 *	-> (sentence int, paragraph int, start int, length int, body text)
 *
 * Without a locale, newsprint's own rules; with one, ICU's.
 */
Datum
newsprint_sentences(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	NpSourceText body;
	NpCharacterCounter counter;
	NpLayout	layout;
	size_t		paragraph = 0;

	if (PG_ARGISNULL(0))
		return (Datum) 0;
	body = np_source_text(PG_GETARG_TEXT_PP(0));
	counter = np_count_characters(&body);
	np_layout(&np_host, body.text, &layout);
	if (!PG_ARGISNULL(1))
		np_sentences_of_locale(&body.text, &layout,
							   text_to_cstring(PG_GETARG_TEXT_PP(1)));
	for (size_t i = 0; i < layout.nsentences; i++)
	{
		NpSpan	   *span = &layout.sentences[i];
		Datum		values[5];
		bool		nulls[5] = {false};

		while (span->first_word >= layout.paragraphs[paragraph].first_word +
			   layout.paragraphs[paragraph].words)
			paragraph++;
		values[0] = Int32GetDatum((int32) i + 1);
		values[1] = Int32GetDatum((int32) paragraph + 1);
		np_set_place(&values[2], &counter, span->start, span->end);
		values[4] = np_row_slice(&rows, &body, span->start, span->end);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}
