/*-------------------------------------------------------------------------
 *
 * quotes.c
 *	  Quotations in SQL: those of a text, their print, those that two texts
 *	  share, and two quotations compared.
 *
 * Rules and tables are newsprint's own and frozen or, for speakers, at least
 * part of the library: nothing here asks the server what a language is like.
 * So all of it is immutable, and to_quoteprint may make a generated column.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/quotes.h"
#include "pg/query.h"
#include "pg/rows.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

char *
np_text_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(n));
}

NpQuotedText
np_quoted_text(text *body, const char *locale, bool speakers)
{
	NpQuotedText quoted;

	quoted.source = np_source_text(body);
	np_layout(&np_host, quoted.source.text, &quoted.layout);
	np_quotations(&np_host, quoted.source.text, &quoted.layout, locale,
				  &quoted.quotations);
	quoted.speakers = NULL;
	if (speakers)
		np_find_speakers(&quoted, locale);
	return quoted;
}

void
np_find_speakers(NpQuotedText *quoted, const char *locale)
{
	quoted->speakers = np_alloc(&np_host, (quoted->quotations.count + 1) *
								sizeof(NpSpeaker));
	np_speakers(&np_host, quoted->source.text, &quoted->layout,
				&quoted->quotations, locale, quoted->speakers);
}

uint64
np_sure_speaker(const NpQuotedText *quoted, size_t i)
{
	const NpSpeaker *speaker = &quoted->speakers[i];

	if (speaker->end <= speaker->start ||
		speaker->confidence < NP_SURE_SPEAKER)
		return 0;
	return np_speaker_number(&np_host, quoted->source.text,
							 speaker->start, speaker->end);
}

NpAttributedQuote
np_attributed_quote(const NpQuotedText *quoted, size_t i)
{
	const NpQuotation *item = &quoted->quotations.items[i];
	NpAttributedQuote result;

	memset(&result, 0, sizeof(result));
	np_read_quote(&np_host, quoted->source.text, item->start, item->end,
				  &result.quote);
	if (quoted->speakers != NULL)
		result.speaker = np_sure_speaker(quoted, i);
	return result;
}

NpQuote
np_whole_quote(const NpSourceText *source)
{
	NpQuote		quote;

	memset(&quote, 0, sizeof(quote));
	np_read_quote(&np_host, source->text, 0, source->text.length, &quote);
	return quote;
}

PG_FUNCTION_INFO_V1(newsprint_quotes);
PG_FUNCTION_INFO_V1(to_quoteprint);
PG_FUNCTION_INFO_V1(to_quote_query);
PG_FUNCTION_INFO_V1(newsprint_shared_quotes);
PG_FUNCTION_INFO_V1(newsprint_same_quote);
PG_FUNCTION_INFO_V1(newsprint_quote_diff);

static const char *
kind_name(NpQuotationKind kind)
{
	switch (kind)
	{
		case NP_QUOTE_FRAGMENT:
			return "fragment";
		case NP_QUOTE_DIALOGUE:
			return "dialogue";
		case NP_QUOTE_PLAIN:
			break;
	}
	return "quotation";
}

/*
 * newsprint_quotes(body text, locale text)
 *	-> (quote int, parent int, paragraph int, start int, length int,
 *		body text, speaker text, kind text, unclosed bool, continued bool)
 */
Datum
newsprint_quotes(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	NpQuotedText quoted;
	NpCharacterCounter counter;
	size_t		paragraph = 0;

	if (PG_ARGISNULL(0))
		return (Datum) 0;
	quoted = np_quoted_text(PG_GETARG_TEXT_PP(0), np_text_argument(fcinfo, 1),
							true);
	counter = np_count_characters(&quoted.source);
	for (size_t i = 0; i < quoted.quotations.count; i++)
	{
		const NpQuotation *item = &quoted.quotations.items[i];
		const NpSpeaker *speaker = &quoted.speakers[i];
		Datum		values[10];
		bool		nulls[10] = {false};

		while (paragraph + 1 < quoted.layout.nparagraphs &&
			   quoted.layout.paragraphs[paragraph + 1].start <= item->start)
			paragraph++;
		values[0] = Int32GetDatum((int32) i + 1);
		nulls[1] = item->parent == NP_NO_PARENT;
		values[1] = nulls[1] ? (Datum) 0 :
			Int32GetDatum((int32) item->parent + 1);
		values[2] = Int32GetDatum((int32) paragraph + 1);
		np_set_place(&values[3], &counter, item->start, item->end);
		values[5] = np_row_slice(&rows, &quoted.source, item->start, item->end);
		nulls[6] = speaker->end <= speaker->start;
		values[6] = nulls[6] ? (Datum) 0 :
			np_row_slice(&rows, &quoted.source, speaker->start, speaker->end);
		values[7] = CStringGetTextDatum(kind_name(item->kind));
		values[8] = BoolGetDatum(item->unclosed);
		values[9] = BoolGetDatum(item->continued);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

/* to_quoteprint(body text, locale text) -> newsprint */
Datum
to_quoteprint(PG_FUNCTION_ARGS)
{
	NpQuotedText quoted;
	NpQuoteKeys keys;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	quoted = np_quoted_text(PG_GETARG_TEXT_PP(0), np_text_argument(fcinfo, 1),
							false);
	np_quoteprint(&np_host, quoted.source.text, &quoted.layout,
				  &quoted.quotations, &keys);
	PG_RETURN_DATUM(np_datum_from_postings(np_quote_parameters,
										   (uint32) quoted.layout.nwords,
										   keys.items, keys.count));
}

/* to_quote_query(quote text, share float8) -> newsprint_query */
Datum
to_quote_query(PG_FUNCTION_ARGS)
{
	NpSourceText source = np_source_text(PG_GETARG_TEXT_PP(0));
	NpQuote		quote = np_whole_quote(&source);
	NpQuoteKeys keys = {NULL, 0, 0};
	uint64_t   *hashes;
	size_t		n = 0;

	np_quote_keys(&np_host, &quote,
				  NP_WHOLE_KEYS | NP_PART_KEYS | NP_FEW_KEYS, &keys);
	np_sort_quote_keys(&np_host, &keys);
	hashes = np_alloc(&np_host, (keys.count + 1) * sizeof(uint64_t));
	for (size_t i = 0; i < keys.count && n < NP_MAX_QUERY_ENTRIES; i++)
		if (n == 0 || keys.items[i].hash != hashes[n - 1])
			hashes[n++] = keys.items[i].hash;
	PG_RETURN_DATUM(np_datum_from_query(np_quote_parameters,
										np_share_threshold(PG_GETARG_FLOAT8(1),
														   (uint32) n),
										hashes, n));
}

/* All quotations of a text, ready to be compared */
static NpAttributedQuote *
attributed_quotes(const NpQuotedText *quoted)
{
	size_t		count = quoted->quotations.count;
	NpAttributedQuote *quotes = np_alloc(&np_host, (count + 1) *
										 sizeof(NpAttributedQuote));

	for (size_t i = 0; i < count; i++)
	{
		quotes[i] = np_attributed_quote(quoted, i);
		CHECK_FOR_INTERRUPTS();
	}
	return quotes;
}

/* Sets quote, start, length and speaker of one side of a link. */
static void
set_side(Datum *values, bool *nulls, NpRows *rows, const NpQuotedText *quoted,
		 NpCharacterCounter *counter, size_t i)
{
	const NpQuotation *item = &quoted->quotations.items[i];
	const NpSpeaker *speaker = &quoted->speakers[i];

	values[0] = Int32GetDatum((int32) i + 1);
	np_set_place(&values[1], counter, item->start, item->end);
	nulls[3] = speaker->end <= speaker->start;
	values[3] = nulls[3] ? (Datum) 0 :
		np_row_slice(rows, &quoted->source, speaker->start, speaker->end);
}

/*
 * newsprint_shared_quotes(a text, b text, locale text)
 *	-> (a_quote int, a_start int, a_length int, a_speaker text,
 *		b_quote int, b_start int, b_length int, b_speaker text,
 *		similarity float8, kind text)
 */
Datum
newsprint_shared_quotes(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	const char *locale = np_text_argument(fcinfo, 2);
	NpQuotedText a;
	NpQuotedText b;
	NpCharacterCounter a_counter;
	NpCharacterCounter b_counter;
	NpQuoteLinks links;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	a = np_quoted_text(PG_GETARG_TEXT_PP(0), locale, true);
	b = np_quoted_text(PG_GETARG_TEXT_PP(1), locale, true);
	a_counter = np_count_characters(&a.source);
	b_counter = np_count_characters(&b.source);
	np_shared_quotes(&np_host,
					 attributed_quotes(&a), a.quotations.count,
					 attributed_quotes(&b), b.quotations.count, &links);
	for (size_t i = 0; i < links.count; i++)
	{
		const NpQuoteLink *link = &links.items[i];
		Datum		values[10];
		bool		nulls[10] = {false};

		set_side(&values[0], &nulls[0], &rows, &a, &a_counter, link->a);
		set_side(&values[4], &nulls[4], &rows, &b, &b_counter, link->b);
		values[8] = Float8GetDatum(link->match.similarity);
		values[9] = CStringGetTextDatum(np_sameness_name(link->match.kind));
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

/* The speaker that an argument names; 0 where it is NULL */
static uint64
speaker_argument(FunctionCallInfo fcinfo, int n)
{
	NpSourceText speaker;

	if (PG_ARGISNULL(n))
		return 0;
	speaker = np_source_text(PG_GETARG_TEXT_PP(n));
	return np_speaker_number(&np_host, speaker.text, 0, speaker.text.length);
}

/*
 * newsprint_same_quote(a text, b text, a_speaker text, b_speaker text)
 *	-> (similarity float8, kind text)
 */
Datum
newsprint_same_quote(PG_FUNCTION_ARGS)
{
	TupleDesc	description;
	NpSourceText a_source;
	NpSourceText b_source;
	NpQuote		a;
	NpQuote		b;
	uint64		speaker;
	NpQuoteMatch match;
	const char *kind;
	Datum		values[2];
	bool		nulls[2] = {false};

	if (get_call_result_type(fcinfo, NULL, &description) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "newsprint_same_quote must return a row");
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	a_source = np_source_text(PG_GETARG_TEXT_PP(0));
	b_source = np_source_text(PG_GETARG_TEXT_PP(1));
	a = np_whole_quote(&a_source);
	b = np_whole_quote(&b_source);
	speaker = speaker_argument(fcinfo, 2);
	match = np_match_quotes(&np_host, &a, &b,
							speaker != 0 &&
							speaker == speaker_argument(fcinfo, 3));
	kind = np_sameness_name(match.kind);
	values[0] = Float8GetDatum(match.similarity);
	nulls[1] = kind == NULL;
	values[1] = kind == NULL ? (Datum) 0 : CStringGetTextDatum(kind);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(description),
													  values, nulls)));
}

/* Words of a quotation as printed */
static Datum
printed_words(NpRows *rows, const NpSourceText *source, const NpQuote *quote,
			  size_t first, size_t words)
{
	return np_row_slice(rows, source, quote->words[first].start,
						quote->words[first + words - 1].end);
}

/*
 * newsprint_quote_diff(a text, b text)
 *	-> (op text, words text, replacement text)
 */
Datum
newsprint_quote_diff(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	NpSourceText a_source = np_source_text(PG_GETARG_TEXT_PP(0));
	NpSourceText b_source = np_source_text(PG_GETARG_TEXT_PP(1));
	NpQuote		a = np_whole_quote(&a_source);
	NpQuote		b = np_whole_quote(&b_source);
	NpQuoteEdits edits;

	np_quote_diff(&np_host, &a, &b, &edits);
	for (size_t i = 0; i < edits.count; i++)
	{
		const NpQuoteEdit *edit = &edits.items[i];
		Datum		values[3];
		bool		nulls[3] = {false};

		values[0] = CStringGetTextDatum(np_quote_op_name(edit->op));
		if (edit->op == NP_WORDS_ADDED)
			values[1] = printed_words(&rows, &b_source, &b,
									  edit->b_first, edit->b_words);
		else
			values[1] = printed_words(&rows, &a_source, &a,
									  edit->a_first, edit->a_words);
		nulls[2] = edit->op != NP_WORDS_REPLACED;
		values[2] = nulls[2] ? (Datum) 0 :
			printed_words(&rows, &b_source, &b, edit->b_first, edit->b_words);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}
