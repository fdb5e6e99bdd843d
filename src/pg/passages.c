/*-------------------------------------------------------------------------
 *
 * passages.c
 *	  Passages in SQL: from prints alone (newsprint_passages), and from the
 *	  texts (newsprint_align, newsprint_reprinted).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/passages.h"
#include "pg/rows.h"
#include "pg/stemmer.h"

#include "tsearch/ts_cache.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(newsprint_passages);

/*
 * newsprint_passages(source newsprint, reprint newsprint)
 *	-> (source_word int, source_words int, reprint_word int,
 *		reprint_words int, shared int)
 */
Datum
newsprint_passages(PG_FUNCTION_ARGS)
{
	NpPrint		source = PG_GETARG_PRINT(0);
	NpPrint		reprint = PG_GETARG_PRINT(1);
	NpRows		rows = np_begin_rows(fcinfo);
	NpChain    *chains;
	size_t		nchains;

	np_require_same_parameters(source.parameters, reprint.parameters);
	if (((source.flags | reprint.flags) & NP_NO_POSITIONS) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("print has no positions"),
				 errdetail("The %s is the result of a set operation, which keeps hashes only.",
						   (source.flags & NP_NO_POSITIONS) != 0 ? "source" : "reprint"),
				 errhint("Passages are found between prints that to_newsprint made.")));
	chains = np_chains(&np_host, &source, &reprint, &nchains);
	for (size_t i = 0; i < nchains; i++)
	{
		Datum		values[5];
		bool		nulls[5] = {false};

		values[0] = Int32GetDatum((int32) chains[i].source_word + 1);
		values[1] = Int32GetDatum((int32) chains[i].source_words);
		values[2] = Int32GetDatum((int32) chains[i].reprint_word + 1);
		values[3] = Int32GetDatum((int32) chains[i].reprint_words);
		values[4] = Int32GetDatum((int32) chains[i].shared);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

static NpMode
mode_from_name(text *name)
{
	char	   *mode = text_to_cstring(name);

	if (strcmp(mode, "news") == 0)
		return NP_NEWS;
	if (strcmp(mode, "sensitive") == 0)
		return NP_SENSITIVE;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown mode"),
			 errdetail("mode is \"%s\".", mode),
			 errhint("It may be \"news\" (hardly finds what was not reused) or \"sensitive\" (looks for disguised reuse, too).")));
}

NpAlignment *
np_align_in_mode(FunctionCallInfo fcinfo, NpMode mode)
{
	NpAlignment *alignment;
	NpStemmer	stemmer;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return NULL;
	stemmer = np_stemmer(PG_ARGISNULL(2) ?
						 getTSCurrentConfig(true) : PG_GETARG_OID(2));
	alignment = palloc(sizeof(NpAlignment));
	alignment->source_text = np_source_text(PG_GETARG_TEXT_PP(0));
	alignment->reprint_text = np_source_text(PG_GETARG_TEXT_PP(1));
	alignment->source_counter = np_count_characters(&alignment->source_text);
	alignment->reprint_counter = np_count_characters(&alignment->reprint_text);
	np_article_read(&np_host, &stemmer, alignment->source_text.text,
					&alignment->source);
	np_article_read(&np_host, &stemmer, alignment->reprint_text.text,
					&alignment->reprint);
	np_align(&np_host, &alignment->source, &alignment->reprint, mode,
			 &alignment->passages);
	return alignment;
}

NpAlignment *
np_align_arguments(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return NULL;
	return np_align_in_mode(fcinfo, mode_from_name(PG_GETARG_TEXT_PP(3)));
}

int32
np_paragraph_of(const NpLayout *layout, size_t word)
{
	size_t		low = 0;
	size_t		high = layout->nparagraphs;

	while (high - low > 1)
	{
		size_t		middle = low + (high - low) / 2;

		if (layout->paragraphs[middle].first_word <= word)
			low = middle;
		else
			high = middle;
	}
	return (int32) low + 1;
}

void
np_set_words_place(Datum *values, const NpArticle *article,
				   NpCharacterCounter *counter, NpWordRange range)
{
	values[0] = Int32GetDatum(np_paragraph_of(&article->layout, range.first));
	np_set_place(&values[1], counter,
				 article->layout.words[range.first].start,
				 article->layout.words[range.first + range.count - 1].end);
}

PG_FUNCTION_INFO_V1(newsprint_align);

/*
 * newsprint_align(source text, reprint text, config regconfig, mode text)
 *	-> (source_paragraph int, source_start int, source_length int,
 *		reprint_paragraph int, reprint_start int, reprint_length int,
 *		words int, similarity float8, kind text)
 */
Datum
newsprint_align(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	NpAlignment *alignment = np_align_arguments(fcinfo);

	for (size_t i = 0; alignment != NULL && i < alignment->passages.count; i++)
	{
		NpPassage  *passage = &alignment->passages.items[i];
		Datum		values[9];
		bool		nulls[9] = {false};

		np_set_words_place(&values[0], &alignment->source,
						   &alignment->source_counter, passage->source);
		np_set_words_place(&values[3], &alignment->reprint,
						   &alignment->reprint_counter, passage->reprint);
		values[6] = Int32GetDatum((int32) passage->words);
		values[7] = Float8GetDatum(passage->similarity);
		values[8] = CStringGetTextDatum(np_kind_name(passage->kind));
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(newsprint_reprinted);

/*
 * newsprint_reprinted(source text, reprint text, config regconfig, mode text)
 *	-> (paragraph int, start int, length int, coverage float8,
 *		similarity float8, kind text, reprint_paragraph int,
 *		reprint_start int, reprint_length int)
 */
Datum
newsprint_reprinted(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	NpAlignment *alignment = np_align_arguments(fcinfo);
	NpReprintedList reprinted;

	if (alignment == NULL)
		return (Datum) 0;
	np_reprinted(&np_host, &alignment->source, &alignment->reprint,
				 &alignment->passages, &reprinted);
	for (size_t i = 0; i < reprinted.count; i++)
	{
		NpReprinted *item = &reprinted.items[i];
		NpSpan	   *paragraph = &alignment->source.layout.paragraphs[item->paragraph];
		Datum		values[9];
		bool		nulls[9] = {false};

		values[0] = Int32GetDatum((int32) item->paragraph + 1);
		np_set_place(&values[1], &alignment->source_counter,
					 paragraph->start, paragraph->end);
		values[3] = Float8GetDatum(item->coverage);
		values[4] = Float8GetDatum(item->similarity);
		values[5] = CStringGetTextDatum(np_kind_name(item->kind));
		np_set_words_place(&values[6], &alignment->reprint,
						   &alignment->reprint_counter, item->reprint);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}
