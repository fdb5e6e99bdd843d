/*-------------------------------------------------------------------------
 *
 * search.c
 *	  newsprint_search: where in a table has this text appeared?
 *
 * The table's prints say how the text is to be fingerprinted.  A query of its
 * entries finds candidates (search_text.c), by the index where there is one.
 * They are measured against the text and ranked (search_candidates.c), and the
 * best are kept (search_rank.c).  All reading goes through SPI, so privileges
 * and row security are the caller's.
 *
 * A text of fewer than w shingles may have left nothing in an article that
 * has it.  Candidates are then all articles that share a single shingle, and
 * where the column of the texts is known (named, or what the prints are
 * generated from) they are ranked by the longest run of its words.  Fewer
 * words than a shingle leave nothing to look up: they are taken for a phrase,
 * and every text is read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/search.h"

#include "pg/articles.h"
#include "pg/query.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/* Arguments of newsprint_search */
enum
{
	ARTICLES,
	BODY,
	SHARE,
	SHINGLES,
	IGNORE,
	DEEP,
	MAX_RESULTS,
	ID,
	PRINT,
	BODY_COLUMN
};

/* A call: the table, and what is sought there */
typedef struct Search
{
	NpTable		table;
	NpArticleColumns columns;	/* body: NULL where it is not known */
	Oid			query_type;		/* newsprint_query */
	NpSought	sought;
	NullableDatum share;
	NullableDatum shingles;
	NpRanking  *ranking;
} Search;

static size_t
most_results(FunctionCallInfo fcinfo)
{
	int32		most;

	if (PG_ARGISNULL(MAX_RESULTS))
		return PG_INT32_MAX;
	most = PG_GETARG_INT32(MAX_RESULTS);
	if (most < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max_results is out of range"),
				 errdetail("The number of results is %d; it must be at least 1.",
						   most),
				 errhint("NULL asks for all of them.")));
	return most;
}

/* The candidates that the index, if there is one, finds for the query */
static NpArticles *
open_candidates(Search *search)
{
	char	   *condition = psprintf("%s OPERATOR(%s.@@) $1",
									 search->columns.print,
									 search->table.extension_schema);

	return np_open_articles(&search->table, search->columns, condition, 1,
							&search->query_type, &search->sought.query, NULL,
							NULL);
}

/* Ranks the articles that have enough of the text's entries. */
static void
search_entries(Search *search)
{
	NpCandidates *candidates = np_begin_candidates(&search->sought);
	NpArticles *articles;
	NpArticleRow article;

	search->columns.body = NULL;
	articles = open_candidates(search);
	while (np_next_article(articles, &article))
		/* a row without an id cannot be told of */
		if (article.id != NULL)
			np_add_candidate(candidates, article.id, &article.print);
	np_close_articles(articles);
	np_rank_candidates(candidates, search->ranking);
}

/*
 * Ranks an article by the longest run of words that it has of a short text.
 * It must have least of them, or else enough shingles.
 */
static void
rank_by_words(Search *search, const NpArticleRow *article, uint32 least,
			  NpFound *found)
{
	NpSourceText body;

	if (article->id == NULL || article->body == NULL)
		return;
	body = np_source_text(article->body);
	found->id = article->id;
	found->longest_run = np_longest_run(&search->sought, body.text);
	found->words = found->longest_run;
	found->containment = found->longest_run / (double) search->sought.words;
	found->score = found->containment;
	if (found->longest_run >= least ||
		(!search->shingles.isnull && !found->no_entries &&
		 found->shared >= (uint32) DatumGetInt32(search->shingles.value)))
		np_rank(search->ranking, found);
}

/* Compares a short text with the words of all that share an entry with it. */
static void
search_short_text(Search *search)
{
	NpSought   *sought = &search->sought;
	NpArticles *articles = open_candidates(search);
	NpArticleRow article;
	uint32		least = sought->words + 1;	/* never: by shingles alone */

	if (!search->share.isnull || search->shingles.isnull)
		least = np_share_threshold(search->share.isnull ? 0.5 :
								   DatumGetFloat8(search->share.value),
								   sought->words);
	while (np_next_article(articles, &article))
	{
		NpFound		found = {0};

		np_measure_entries(sought, &article.print, &found, NULL);
		rank_by_words(search, &article, least, &found);
	}
	np_close_articles(articles);
}

/* Looks for words that make no shingle, as a phrase, in every text. */
static void
search_phrase(Search *search)
{
	NpArticles *articles;
	NpArticleRow article;

	search->columns.print = NULL;
	articles = np_open_articles(&search->table, search->columns, NULL, 0,
								NULL, NULL, NULL, NULL);
	while (np_next_article(articles, &article))
	{
		NpFound		found = {0};

		found.no_entries = true;
		rank_by_words(search, &article, search->sought.words, &found);
	}
	np_close_articles(articles);
}

static void
notice_short_text(const Search *search)
{
	const NpSought *sought = &search->sought;
	int			shingle = sought->parameters.shingle;
	int			sure = shingle + sought->parameters.winnow - 1;
	bool		any = sought->nshingles > 0;
	const char *hint;

	if (sought->words == 0)
		hint = "Give a text with words.";
	else if (search->columns.body == NULL)
		hint = "Give a longer passage, or name the column of the texts, as in body_column => 'body'.";
	else if (any)
		hint = "Give a longer passage.";
	else
		hint = "Every text of the table is read for it; give a longer passage.";
	ereport(NOTICE,
			(any ? errmsg("text is too short to be found for sure") :
			 errmsg("text is too short to be found by prints"),
			 any ? errdetail("It has %u words; what two articles share is sure to be seen from %d words on.",
							 sought->words, sure) :
			 errdetail("It has %u words; prints are made of runs of %d.",
					   sought->words, shingle),
			 errhint("%s", hint)));
}

static void
run_search(Search *search, Name print)
{
	const NpSought *sought = &search->sought;

	if (sought->is_short)
	{
		if (search->columns.body == NULL)
			search->columns.body = np_generated_from(&search->table, print);
		notice_short_text(search);
	}
	if (sought->nshingles == 0)
	{
		if (sought->words > 0 && search->columns.body != NULL)
			search_phrase(search);
		return;
	}
	if (sought->nhashes == 0)
		return;					/* nothing of it counts */
	np_notice_missing_index(&search->table, print);
	if (sought->is_short && search->columns.body != NULL)
		search_short_text(search);
	else
		search_entries(search);
}

PG_FUNCTION_INFO_V1(newsprint_search);

/*
 * newsprint_search(articles regclass, body text, share float8, shingles int,
 * ignore newsprint, deep bool, max_results int, id name, print name,
 * body_column name)
 *	-> (id text, containment float8, contained float8, shared int, words int,
 *		longest_run int, score float8)
 */
Datum
newsprint_search(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	Search		search = {0};
	NpParameters parameters;
	NpSourceText body;
	NpPrint		ignore;
	bool		ignoring = !PG_ARGISNULL(IGNORE);
	size_t		most;

	if (PG_ARGISNULL(ARTICLES) || PG_ARGISNULL(BODY) || PG_ARGISNULL(DEEP) ||
		PG_ARGISNULL(ID) || PG_ARGISNULL(PRINT))
		return (Datum) 0;
	search.table = np_table(fcinfo, PG_GETARG_OID(ARTICLES));
	search.columns.id = np_column(&search.table, PG_GETARG_NAME(ID),
								  InvalidOid);
	search.columns.print = np_column(&search.table, PG_GETARG_NAME(PRINT),
									 search.table.print_type);
	if (!PG_ARGISNULL(BODY_COLUMN))
		search.columns.body = np_column(&search.table,
										PG_GETARG_NAME(BODY_COLUMN),
										InvalidOid);
	search.query_type = np_extension_type(search.table.extension, "newsprint_query");
	search.share = fcinfo->args[SHARE];
	search.shingles = fcinfo->args[SHINGLES];
	/* errors in the arguments, whatever the table and the text are */
	(void) np_query_threshold(search.share, search.shingles, 1);
	most = most_results(fcinfo);

	SPI_connect();
	parameters = np_prints_parameters(&search.table, search.columns.print,
									  NP_PROFILE_ARTICLE, "print");
	if (ignoring)
	{
		ignore = PG_GETARG_PRINT(IGNORE);
		np_require_same_parameters(parameters, ignore.parameters);
	}
	body = np_source_text(PG_GETARG_TEXT_PP(BODY));
	np_seek(&search.sought, parameters, body.text, PG_GETARG_BOOL(DEEP),
			search.share, search.shingles, ignoring ? &ignore : NULL);
	search.ranking = np_begin_ranking(most);
	run_search(&search, PG_GETARG_NAME(PRINT));
	np_put_ranking(search.ranking, &rows);
	SPI_finish();
	return (Datum) 0;
}
