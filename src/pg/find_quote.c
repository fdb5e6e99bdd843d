/*-------------------------------------------------------------------------
 *
 * find_quote.c
 *	  newsprint_find_quote: which articles of a table have a quotation, and how
 *	  it stands there.
 *
 * Candidates come from the quoteprints, by two queries in one:
 *
 *	cuts	one key is enough: E of the quotation and S of its pieces, and E of
 *			every quotation of CUT_WORDS words or fewer that might be cut out
 *			of it.  These find what is the same and what was trimmed to a few
 *			words.  Each is a run of several words between marks, and so rare,
 *			however common its words are.
 *	parts	a number of the keys 3 and P: these find what was trimmed less, what
 *			the quotation itself was trimmed from, and other versions of it.
 *			Frequent phrases have keys that thousands of articles have, but no
 *			article is a candidate for one of them, and the index reads only
 *			the lists of the rarer keys from end to end (see gin.c).
 *
 * The number asked for is a share of the keys, but not more than MOST_PARTS:
 * that many have to be in whatever was trimmed to more than CUT_WORDS words.
 *
 * Keys that an article has in many quotations make no match, so the positions
 * in its quoteprint are looked at next: as many parts must stand as close to
 * one another as in a quotation that is near.  That costs a fiftieth of what
 * reading the article does.
 *
 * Then the bodies of the candidates that are left are read, and the quotations
 * compared with the one that is sought.  An article makes one row, with its
 * best match.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/articles.h"
#include "pg/query.h"
#include "pg/quotes.h"
#include "pg/rows.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

/* Arguments */
enum
{
	ARTICLES,
	QUOTE,
	SPEAKER,
	ID,
	BODY_COLUMN,
	QUOTEPRINT,
	PUBLISHED,
	LOCALE
};

/* Longest quotation that is looked for as a whole though it was cut out */
#define CUT_WORDS		10

/* Words of a longer quotation that are searched for */
#define MOST_WORDS		96

/*
 * Share of the keys 3 and P that a candidate has, the least where there are as
 * many, and the most that it needs
 */
#define PARTS_SHARE		0.3
#define LEAST_PARTS		2
#define MOST_PARTS		4

/* The same where the speaker is given and it may be reworded */
#define REWORDED_SHARE	0.1
#define REWORDED_PARTS	2

/*
 * A match is no longer than this many times the quotation that is sought, but
 * for what that was trimmed from, where the parts stand as close.  (Near allows
 * 2.33, reworded 3.)
 */
#define SPAN_RATIO		3

/* A number of keys, and how many of them a candidate must have */
typedef struct Wanted
{
	uint64_t   *hashes;			/* distinct, in order */
	size_t		count;
	uint32		threshold;
} Wanted;

static Wanted
wanted_keys(NpQuoteKeys *keys, double share, uint32 least, uint32 most)
{
	Wanted		wanted = {NULL, 0, 0};

	np_sort_quote_keys(&np_host, keys);
	wanted.hashes = np_alloc(&np_host, (keys->count + 1) * sizeof(uint64_t));
	for (size_t i = 0; i < keys->count && wanted.count < NP_MAX_QUERY_ENTRIES; i++)
		if (wanted.count == 0 ||
			keys->items[i].hash != wanted.hashes[wanted.count - 1])
			wanted.hashes[wanted.count++] = keys->items[i].hash;
	np_release(&np_host, keys->items);
	wanted.threshold = Min(np_share_threshold(share, (uint32) wanted.count),
						   most);
	wanted.threshold = Max(wanted.threshold,
						   Min(least, (uint32) wanted.count));
	wanted.threshold = Max(wanted.threshold, 1);
	return wanted;
}

static Wanted
wanted_cuts(const NpQuote *quote)
{
	NpQuoteKeys keys = {NULL, 0, 0};
	NpQuote		head = *quote;

	np_quote_keys(&np_host, quote, NP_WHOLE_KEYS, &keys);
	head.nwords = Min(head.nwords, MOST_WORDS);
	np_quote_cut_keys(&np_host, &head, CUT_WORDS, &keys);
	return wanted_keys(&keys, 1, 1, 1);
}

static Wanted
wanted_parts(const NpQuote *quote, bool reworded)
{
	NpQuoteKeys keys = {NULL, 0, 0};
	NpQuote		head = *quote;

	head.nwords = Min(head.nwords, MOST_WORDS);
	/* of a word or two nothing but the same can be a match */
	if (np_may_be_part(quote))
		np_quote_keys(&np_host, &head, NP_PART_KEYS | NP_FEW_KEYS, &keys);
	return wanted_keys(&keys, reworded ? REWORDED_SHARE : PARTS_SHARE,
					   LEAST_PARTS, reworded ? REWORDED_PARTS : MOST_PARTS);
}

static Datum
query_of(const Wanted *wanted)
{
	return np_datum_from_query(np_quote_parameters, wanted->threshold,
							   wanted->hashes, wanted->count);
}

typedef struct Sought
{
	NpQuote		quote;
	Wanted		cuts;
	Wanted		parts;
	uint32		span;			/* words that a match may run over */
	uint64		speaker;		/* 0 where none is given */
	const char *locale;
} Sought;

static int
compare_positions(const void *a, const void *b)
{
	uint32		x = *(const uint32 *) a;
	uint32		y = *(const uint32 *) b;

	return (x > y) - (x < y);
}

/* Is the hash among those wanted?  *at goes along as hashes ascend. */
static bool
is_wanted(const Wanted *wanted, size_t *at, uint64 hash)
{
	while (*at < wanted->count && wanted->hashes[*at] < hash)
		(*at)++;
	return *at < wanted->count && wanted->hashes[*at] == hash;
}

/* Where an article has keys that are wanted, in words of its body */
typedef struct Places
{
	bool		anywhere;		/* the print has no positions */
	uint32	   *words;			/* in order */
	size_t		count;
} Places;

/*
 * May an article with that quoteprint have a match?  It has a cut, or enough
 * parts close to one another.  Sets places if so.
 */
static bool
may_match(const Sought *sought, const NpPrint *print, Places *places)
{
	NpPosting  *postings;
	size_t		npostings;
	size_t		cut = 0;
	size_t		part = 0;
	uint32		threshold = sought->parts.threshold;
	bool		may = false;

	places->anywhere = (print->flags & NP_NO_POSITIONS) != 0;
	places->count = 0;
	if (places->anywhere)
		return true;
	postings = np_postings(&np_host, print, &npostings);
	places->words = np_alloc(&np_host, (npostings + 1) * sizeof(uint32));
	for (size_t i = 0; i < npostings; i++)
	{
		bool		is_cut = is_wanted(&sought->cuts, &cut, postings[i].hash);

		if (is_cut || is_wanted(&sought->parts, &part, postings[i].hash))
			places->words[places->count++] = postings[i].word;
		may |= is_cut;
	}
	if (places->count == 0)
		return false;
	qsort(places->words, places->count, sizeof(uint32), compare_positions);
	for (size_t i = 0; !may && i + threshold <= places->count; i++)
		may = places->words[i + threshold - 1] - places->words[i] <= sought->span;
	return may;
}

/* Is a wanted key in the quotation?  *at goes along as quotations do. */
static bool
has_place(const Places *places, size_t *at, const NpLayout *layout,
		  const NpQuotation *item)
{
	while (*at < places->count && places->words[*at] < layout->nwords &&
		   layout->words[places->words[*at]].end <= item->start)
		(*at)++;
	return places->anywhere ||
		(*at < places->count && places->words[*at] < layout->nwords &&
		 layout->words[places->words[*at]].start < item->end);
}

/* An article's best match with what is sought */
typedef struct Found
{
	size_t		quotation;
	NpQuoteMatch match;
} Found;

/* Is the i-th quotation by the speaker that is asked for? */
static bool
is_by_speaker(const Sought *sought, NpQuotedText *quoted, size_t i)
{
	if (quoted->speakers == NULL)
		np_find_speakers(quoted, sought->locale);
	return sought->speaker == np_sure_speaker(quoted, i);
}

/*
 * Compares the quotations of an article's text that have a key.  To find who
 * spoke costs more than all else, so that is done only where it decides, or
 * where something matches.
 */
static Found
best_match(const Sought *sought, const Places *places, NpQuotedText *quoted)
{
	Found		best = {0, {NP_NOT_SAME, 0, 0, 0, 0}};
	size_t		at = 0;

	for (size_t i = 0; i < quoted->quotations.count; i++)
	{
		NpAttributedQuote quote;
		NpQuoteMatch match;

		if (!has_place(places, &at, &quoted->layout,
					   &quoted->quotations.items[i]))
			continue;
		quote = np_attributed_quote(quoted, i);
		match = np_match_quotes(&np_host, &sought->quote, &quote.quote,
								sought->speaker != 0);
		np_free_quote(&np_host, &quote.quote);
		if (match.kind == NP_SAME_REWORDED && !is_by_speaker(sought, quoted, i))
			continue;
		if (match.kind < best.match.kind ||
			(match.kind == best.match.kind && match.kind != NP_NOT_SAME &&
			 match.similarity > best.match.similarity))
		{
			best.quotation = i;
			best.match = match;
		}
		CHECK_FOR_INTERRUPTS();
	}
	return best;
}

static void
put_article(NpRows *rows, const Sought *sought, const NpArticleRow *article)
{
	Places		places = {0};
	NpQuotedText quoted;
	Found		found;
	const NpQuotation *item;
	const NpSpeaker *speaker;
	Datum		values[6];
	bool		nulls[6] = {false};

	if (!may_match(sought, &article->print, &places))
		return;
	quoted = np_quoted_text(article->body, sought->locale, false);
	found = best_match(sought, &places, &quoted);
	if (found.match.kind == NP_NOT_SAME)
		return;
	if (quoted.speakers == NULL)
		np_find_speakers(&quoted, sought->locale);
	item = &quoted.quotations.items[found.quotation];
	speaker = &quoted.speakers[found.quotation];
	nulls[0] = article->id == NULL;
	if (!nulls[0])
		values[0] = CStringGetTextDatum(article->id);
	values[1] = np_row_slice(rows, &quoted.source, item->start, item->end);
	nulls[2] = speaker->end <= speaker->start;
	if (!nulls[2])
		values[2] = np_row_slice(rows, &quoted.source,
								 speaker->start, speaker->end);
	values[3] = CStringGetTextDatum(np_sameness_name(found.match.kind));
	values[4] = Float8GetDatum(found.match.similarity);
	nulls[5] = !article->has_published;
	values[5] = TimestampTzGetDatum(article->published);
	np_put_row(rows, values, nulls);
}

/*
 * The locale to read articles with: the one that their quoteprints were made
 * with, since in another one they may have other quotations.  ERROR
 * (invalid_parameter_value) where another one is given.
 */
static const char *
locale_of(const NpTable *table, Name quoteprint, const char *given)
{
	const char *locale;

	if (!np_generated_locale(table, quoteprint, &locale))
		return given;
	if (given != NULL && (locale == NULL || pg_strcasecmp(given, locale) != 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("quoteprints were made with another locale"),
				 locale != NULL ?
				 errdetail("Column \"%s\" of table %s is generated with locale \"%s\"; \"%s\" is asked for.",
						   NameStr(*quoteprint), table->name, locale, given) :
				 errdetail("Column \"%s\" of table %s is generated without a locale; \"%s\" is asked for.",
						   NameStr(*quoteprint), table->name, given),
				 errhint("Leave locale out: it is taken from the column.")));
	return locale;
}

PG_FUNCTION_INFO_V1(newsprint_find_quote);

/*
 * newsprint_find_quote(articles regclass, quote text, speaker text, id name,
 * body_column name, quoteprint name, published name, locale text)
 *	-> (id text, body text, speaker text, kind text, similarity float8,
 *		published timestamptz)
 */
Datum
newsprint_find_quote(PG_FUNCTION_ARGS)
{
	NpRows		rows = np_begin_rows(fcinfo);
	Sought		sought = {0};
	NpTable		table;
	NpArticleColumns columns = {0};
	NpSourceText quote;
	NpArticles *articles;
	NpArticleRow article;
	Oid			types[2];
	Datum		queries[2];
	StringInfoData condition;
	StringInfoData order;
	MemoryContext work;
	MemoryContext old;

	if (PG_ARGISNULL(ARTICLES) || PG_ARGISNULL(QUOTE) || PG_ARGISNULL(ID) ||
		PG_ARGISNULL(BODY_COLUMN) || PG_ARGISNULL(QUOTEPRINT))
		return (Datum) 0;
	table = np_table(fcinfo, PG_GETARG_OID(ARTICLES));
	columns.id = np_column(&table, PG_GETARG_NAME(ID), InvalidOid);
	columns.body = np_column(&table, PG_GETARG_NAME(BODY_COLUMN), InvalidOid);
	columns.print = np_column(&table, PG_GETARG_NAME(QUOTEPRINT),
							  table.print_type);
	if (!PG_ARGISNULL(PUBLISHED))
		columns.published = np_time_column(&table, PG_GETARG_NAME(PUBLISHED));
	sought.locale = locale_of(&table, PG_GETARG_NAME(QUOTEPRINT),
							  np_text_argument(fcinfo, LOCALE));
	quote = np_source_text(PG_GETARG_TEXT_PP(QUOTE));
	sought.quote = np_whole_quote(&quote);
	if (!PG_ARGISNULL(SPEAKER))
	{
		NpSourceText speaker = np_source_text(PG_GETARG_TEXT_PP(SPEAKER));

		sought.speaker = np_speaker_number(&np_host, speaker.text, 0,
										   speaker.text.length);
	}
	if (sought.quote.nwords == 0)
		return (Datum) 0;
	np_notice_missing_index(&table, PG_GETARG_NAME(QUOTEPRINT));

	types[0] = types[1] = np_extension_type(table.extension, "newsprint_query");
	sought.cuts = wanted_cuts(&sought.quote);
	sought.parts = wanted_parts(&sought.quote, sought.speaker != 0);
	sought.span = SPAN_RATIO * Min(sought.quote.nwords, INT32_MAX / SPAN_RATIO);
	queries[0] = query_of(&sought.cuts);
	queries[1] = query_of(&sought.parts);
	initStringInfo(&condition);
	appendStringInfo(&condition,
					 "%s OPERATOR(%s.@@) $1 OR %s OPERATOR(%s.@@) $2",
					 columns.print, table.extension_schema,
					 columns.print, table.extension_schema);
	initStringInfo(&order);
	if (columns.published != NULL)
		appendStringInfo(&order, "%s, ", columns.published);
	appendStringInfoString(&order, columns.id);

	work = AllocSetContextCreate(CurrentMemoryContext, "newsprint find_quote",
								 ALLOCSET_DEFAULT_SIZES);
	SPI_connect();
	(void) np_prints_parameters(&table, columns.print, NP_PROFILE_QUOTATIONS,
								"quoteprint");
	articles = np_open_articles(&table, columns, condition.data,
								2, types, queries, NULL, order.data);
	while (np_next_article(articles, &article))
	{
		if (article.body == NULL)
			continue;
		old = MemoryContextSwitchTo(work);
		put_article(&rows, &sought, &article);
		MemoryContextSwitchTo(old);
		MemoryContextReset(work);
	}
	np_close_articles(articles);
	SPI_finish();
	return (Datum) 0;
}
