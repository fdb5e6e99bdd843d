/*-------------------------------------------------------------------------
 *
 * taken.c
 *	  What was taken from one article into another: all in all
 *	  (newsprint_compare), and paragraph by paragraph (newsprint_taken).
 *
 * Both leave boilerplate out, given as a print of which only the hashes matter:
 * what newsprint_boilerplate makes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/passages.h"
#include "pg/rows.h"

#include "access/htup_details.h"
#include "align/comparison.h"
#include "funcapi.h"
#include "utils/builtins.h"

/* Number of the argument ignore */
#define IGNORE		4

/* The print to be ignored, decoded once for all calls that have the same one */
typedef struct Ignored
{
	char	   *bytes;
	size_t		size;
	NpParameters parameters;
	uint64_t   *hashes;
	size_t		nhashes;
} Ignored;

static Ignored *
ignored_argument(FunctionCallInfo fcinfo)
{
	Ignored    *ignored = fcinfo->flinfo->fn_extra;
	MemoryContext old;
	NpPrint		print;

	if (PG_ARGISNULL(IGNORE))
		return NULL;
	print = PG_GETARG_PRINT(IGNORE);
	if (ignored != NULL && ignored->size == print.size &&
		memcmp(ignored->bytes, print.bytes, print.size) == 0)
		return ignored;

	if (print.parameters.profile != NP_PROFILE_ARTICLE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("quoteprint cannot be ignored"),
				 errdetail("ignore has the profile \"%s\".",
						   np_profile_name(print.parameters.profile)),
				 errhint("Use a print that newsprint_boilerplate, to_newsprint or an operator on their prints made.")));
	if (ignored != NULL)
	{
		/* gone first, for an error between here and the end */
		fcinfo->flinfo->fn_extra = NULL;
		pfree(ignored->bytes);
		pfree(ignored->hashes);
		pfree(ignored);
	}
	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	ignored = palloc(sizeof(Ignored));
	ignored->bytes = np_alloc(&np_host, print.size);
	memcpy(ignored->bytes, print.bytes, print.size);
	ignored->size = print.size;
	ignored->parameters = print.parameters;
	ignored->hashes = np_hashes_of(&print);
	ignored->nhashes = print.entries;
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = ignored;
	return ignored;
}

/* A flag for each word of an article, or NULL where nothing is ignored */
static bool *
ignored_words(const Ignored *ignored, const NpArticle *article)
{
	bool	   *words;
	size_t		nwords;

	if (ignored == NULL || ignored->nhashes == 0)
		return NULL;
	words = np_ignored_words(&np_host, ignored->parameters,
							 ignored->hashes, ignored->nhashes,
							 article->text, &nwords);
	if (nwords != article->layout.nwords)
		elog(ERROR, "an article of %zu words has %zu to fingerprint",
			 article->layout.nwords, nwords);
	return words;
}

static Datum
share_of(size_t part, size_t whole)
{
	return Float8GetDatum(whole > 0 ? (double) part / whole : 0);
}

PG_FUNCTION_INFO_V1(newsprint_compare);

/*
 * newsprint_compare(source text, reprint text, config regconfig, mode text,
 *		ignore newsprint)
 *	-> (source_share float8, reprint_share float8, words int,
 *		longest_run int, source_words int, reprint_words int,
 *		quoted_words int, similarity float8, kind text)
 */
Datum
newsprint_compare(PG_FUNCTION_ARGS)
{
	NpAlignment *alignment = np_align_arguments(fcinfo);
	Ignored    *ignored;
	NpComparison comparison;
	TupleDesc	row;
	Datum		values[9] = {0};
	bool		nulls[9] = {false};

	if (alignment == NULL)
		PG_RETURN_NULL();
	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "newsprint_compare is declared with another result type");
	ignored = ignored_argument(fcinfo);
	np_compare_articles(&np_host, &alignment->source, &alignment->reprint,
						&alignment->passages,
						ignored_words(ignored, &alignment->source),
						ignored_words(ignored, &alignment->reprint),
						&comparison);

	values[0] = share_of(comparison.source_covered, comparison.source_words);
	values[1] = share_of(comparison.reprint_covered, comparison.reprint_words);
	values[2] = Int32GetDatum((int32) comparison.words);
	values[3] = Int32GetDatum((int32) comparison.longest_run);
	values[4] = Int32GetDatum((int32) comparison.source_words);
	values[5] = Int32GetDatum((int32) comparison.reprint_words);
	values[6] = Int32GetDatum((int32) comparison.quoted_words);
	nulls[7] = comparison.words == 0;
	values[7] = Float8GetDatum(comparison.similarity);
	nulls[8] = !comparison.shared;
	if (comparison.shared)
		values[8] = CStringGetTextDatum(np_kind_name(comparison.kind));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row),
													  values, nulls)));
}

/*
 * Source and reprint change places, so that the rows of np_reprinted are those
 * of the reprint.
 */
static void
taken_paragraphs(const NpAlignment *alignment, NpReprintedList *taken)
{
	NpPassages	turned;

	turned.count = alignment->passages.count;
	turned.items = np_alloc(&np_host, (turned.count + 1) * sizeof(NpPassage));
	for (size_t i = 0; i < turned.count; i++)
	{
		turned.items[i] = alignment->passages.items[i];
		turned.items[i].source = alignment->passages.items[i].reprint;
		turned.items[i].reprint = alignment->passages.items[i].source;
	}
	np_reprinted(&np_host, &alignment->reprint, &alignment->source, &turned,
				 taken);
}

PG_FUNCTION_INFO_V1(newsprint_taken);

/*
 * newsprint_taken(source text, reprint text, config regconfig, mode text,
 *		ignore newsprint)
 *	-> (paragraph int, start int, length int, word int, words int,
 *		coverage float8, similarity float8, kind text,
 *		source_paragraph int, source_start int, source_length int)
 */
Datum
newsprint_taken(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	NpAlignment *alignment = np_align_arguments(fcinfo);
	bool	   *ignored;
	NpReprintedList taken;

	if (alignment == NULL)
		return (Datum) 0;
	ignored = ignored_words(ignored_argument(fcinfo), &alignment->reprint);
	taken_paragraphs(alignment, &taken);
	for (size_t i = 0; i < taken.count; i++)
	{
		/* its source is our reprint */
		NpReprinted *item = &taken.items[i];
		Datum		values[11];
		bool		nulls[11] = {false};

		if (np_mostly_ignored(ignored, item->source))
			continue;
		np_set_words_place(&values[0], &alignment->reprint,
						   &alignment->reprint_counter, item->source);
		values[3] = Int32GetDatum((int32) item->source.first + 1);
		values[4] = Int32GetDatum((int32) item->source.count);
		values[5] = Float8GetDatum(item->coverage);
		values[6] = Float8GetDatum(item->similarity);
		values[7] = CStringGetTextDatum(np_kind_name(item->kind));
		np_set_words_place(&values[8], &alignment->source,
						   &alignment->source_counter, item->reprint);
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}
