/*-------------------------------------------------------------------------
 *
 * pairs.c
 *	  newsprint_pairs: which articles of a table share entries with which.
 *
 * All pairs are counted, exactly, without comparing every two articles:
 *
 *	1. The articles are read in their order (of publication) and numbered.
 *	   Their entries are sorted (postings.c), so that the articles that have an
 *	   entry come as one ascending list.
 *	2. The lists of two and more articles are laid into one array.  For each
 *	   article of a list, but the last, the place behind it, where the later
 *	   ones begin, is noted with the article.
 *	3. So each article a has all its places at once.  From each of them on, a
 *	   counter for every article b that stands there is incremented; those that
 *	   arrive at the number asked for are a's pairs.
 *
 * So an entry that n articles share costs n * (n - 1) / 2 increments, of about
 * a nanosecond each, and nothing is left out because it is frequent.  This is
 * the algorithm ScanCount (Li, Lu, Lu: Efficient Merging and Filtering
 * Algorithms for Approximate String Searches, ICDE 2008) with the lists cut
 * off before the article itself.  Sorting the pairs of each entry instead, as
 * is often done, would sort as many things as are counted here.
 *
 * Where the array would take more than its part of maintenance_work_mem, it
 * gets, in one pass after the other, only the later articles (b) of a range;
 * and where the places would, they are noted for a range of a at a time.  Each
 * pass then finds the pairs of its two ranges.  Where there are several ranges
 * of b, one more sort brings the pairs of all passes into order.
 *
 * What is held besides, for each article: its id and some 40 bytes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/articles.h"
#include "pg/progress.h"
#include "pg/rows.h"
#include "pg/table_postings.h"
#include "pg/sorts.h"

#include "access/htup_details.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "common/int.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

/* The name that is looked for where the caller gives none */
#define DEFAULT_PUBLISHED	"published_at"

/* Numbers of articles have 31 bits: the top one marks the last of a list. */
#define MAX_ARTICLES	((uint32) PG_INT32_MAX)
#define LAST			(UINT32_C(1) << 31)

/* Lists between two looks at the clock */
#define LISTS_A_LOOK	4096

/* How many places ahead of the count memory is asked for */
#define AHEAD			8

/* What is known of an article; their array is in the articles' order. */
typedef struct Article
{
	const char *id;				/* may be NULL */
	TimestampTz published;
	uint32		entries;		/* but those to be ignored */
	uint32		outlet;			/* numbered from 1; 0: none */
} Article;

/* The numbers of outlets, by name */
typedef struct Outlet
{
	const char *name;
	uint32		number;
	char		status;
} Outlet;

#define SH_PREFIX		outlets
#define SH_ELEMENT_TYPE	Outlet
#define SH_KEY_TYPE		const char *
#define SH_KEY			name
#define SH_HASH_KEY(table, key)	hash_bytes((const unsigned char *) (key), strlen(key))
#define SH_EQUAL(table, a, b)	(strcmp(a, b) == 0)
#define SH_SCOPE		static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct Pair
{
	uint32		a;
	uint32		b;
	uint32		shared;
} Pair;

/* Articles of one pass: the earlier or the later ones of its pairs */
typedef struct Range
{
	uint32		first;
	uint32		behind;
} Range;

typedef struct Pairs
{
	/* what is asked for */
	NpTable		table;
	NpArticleColumns columns;
	bool		has_ignore;
	NpPrint		ignore;
	uint32		shared;
	bool		has_within;
	int64		within;			/* microseconds */

	/* the table */
	Article    *articles;
	uint32		narticles;
	Name		print;
	NpTablePostings *postings;

	/* memory for each purpose */
	int			postings_kilobytes;
	Size		list_slots;
	Size		place_slots;
	int			pairs_kilobytes;

	/* a pass */
	uint32	   *lists;			/* later articles of all lists; the last one
								 * of each bears LAST */
	uint32	   *counters;		/* of the range's articles; zero between two
								 * articles */
	uint32	   *met;			/* those that are not zero */
	uint32		nmet;
	uint32	   *found;			/* articles of the range that reached shared */
	uint32		nfound;
	uint32	   *places;			/* in lists, by earlier article; or, with
								 * LAST, the only later one */
	uint32	   *first_places;	/* where each one's begin; one more at the end */
	uint32	   *nplaces;		/* how many each has so far */

	/* results */
	NpRows		rows;
	Tuplesortstate *sort;		/* NULL where one pass does */
	TupleTableSlot *into_sort;
	TupleTableSlot *out_of_sort;

	NpProgress	progress;
} Pairs;

/* ----- arguments ----- */

static uint32
shared_argument(int32 shared)
{
	if (shared < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("shared is out of range"),
				 errdetail("The number of shared entries is %d; it must be at least 1.",
						   shared),
				 errhint("Pairs of articles are listed that have at least that many entries in common.")));
	return shared;
}

/*
 * An interval in microseconds, as comparisons of intervals take it: a month
 * has 30 days.  What is longer than any is as good as that.
 */
static int64
within_argument(Interval *within)
{
	int64		days = (int64) within->month * DAYS_PER_MONTH + within->day;
	int64		microseconds;

	if (pg_mul_s64_overflow(days, USECS_PER_DAY, &microseconds) ||
		pg_add_s64_overflow(microseconds, within->time, &microseconds))
		microseconds = days < 0 ? PG_INT64_MIN : PG_INT64_MAX;
	if (microseconds < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("within is out of range"),
				 errdetail("The interval is %s; it must not be negative.",
						   DatumGetCString(DirectFunctionCall1(interval_out,
															   IntervalPGetDatum(within)))),
				 errhint("Give the time that may lie between two articles, as in within => '3 days'.")));
	return microseconds;
}

/*
 * The column of the time of publication.  One that has the default's name need
 * not be there unless a time is asked for.
 */
static const char *
published_argument(Pairs *pairs, Name published)
{
	if (published == NULL)
	{
		if (pairs->has_within)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("within needs a time of publication"),
					 errdetail("The argument published is NULL."),
					 errhint("Name the column that tells when an article was published, as in published => 'posted'.")));
		return NULL;
	}
	if (!pairs->has_within &&
		strcmp(NameStr(*published), DEFAULT_PUBLISHED) == 0 &&
		get_attnum(pairs->table.oid, NameStr(*published)) == InvalidAttrNumber)
		return NULL;
	return np_time_column(&pairs->table, published);
}

/*
 * Memory at each time is about maintenance_work_mem: first the postings' sort
 * alone, where there is one; then the lists and the places.  (A sort that does
 * not fill its memory has few lists, and one that does is on disk by now.)
 */
static void
share_memory(Pairs *pairs)
{
	Size		bytes = (Size) maintenance_work_mem * 1024;

	pairs->postings_kilobytes = maintenance_work_mem / 2;
	pairs->list_slots = Min(bytes / 2 / sizeof(uint32), LAST - 1);
	pairs->place_slots = pairs->list_slots;
	pairs->pairs_kilobytes = maintenance_work_mem / 8;
}

/* ----- 1. reading ----- */

static uint32
outlet_number(outlets_hash *outlets, const char *name)
{
	Outlet	   *outlet;
	bool		found;

	if (name == NULL)
		return 0;
	outlet = outlets_insert(outlets, name, &found);
	if (!found)
	{
		outlet->name = pstrdup(name);
		outlet->number = outlets->members;
	}
	return outlet->number;
}

static void
read_articles(Pairs *pairs)
{
	const char *published = pairs->columns.published;
	char	   *condition = NULL;
	char	   *order;
	uint64		total;
	uint32		n = 0;
	NpArticles *reader;
	NpArticleRow row;
	outlets_hash *outlets;

	if (pairs->has_within)
		condition = psprintf("pg_catalog.isfinite(%s)", published);
	/* qualified, lest they be taken for names of the query's own columns */
	order = psprintf("%s%s%s%s%s.%s::pg_catalog.text COLLATE pg_catalog.\"C\"",
					 published != NULL ? pairs->table.name : "",
					 published != NULL ? "." : "",
					 published != NULL ? published : "",
					 published != NULL ? " NULLS LAST, " : "",
					 pairs->table.name, pairs->columns.id);

	total = np_count_articles(&pairs->table, pairs->columns, condition,
							  0, NULL, NULL, NULL);
	if (total > MAX_ARTICLES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many articles"),
				 errdetail("Table %s has " UINT64_FORMAT " articles; pairs can be listed of up to %u.",
						   pairs->table.name, total, MAX_ARTICLES),
				 errhint("Make a view of a part of them.")));
	pairs->articles = np_alloc(&np_host, Max(total, 1) * sizeof(Article));
	pairs->postings = np_begin_table_postings(&pairs->table, pairs->print, total,
											  pairs->postings_kilobytes,
											  pairs->has_ignore ? &pairs->ignore : NULL,
											  true);
	np_choose_columns(pairs->postings, &pairs->columns);
	outlets = outlets_create(CurrentMemoryContext, 256, NULL);

	reader = np_open_articles(&pairs->table, pairs->columns, condition,
							  0, NULL, NULL, NULL, order);
	while (np_next_article(reader, &row))
	{
		Article    *article = &pairs->articles[n];
		NpParameters parameters;

		if (n == total)
			np_more_articles_than_counted(&pairs->table);
		article->id = row.id != NULL ? pstrdup(row.id) : NULL;
		article->published = row.published;
		article->outlet = outlet_number(outlets, row.outlet);
		article->entries = np_add_article(pairs->postings, n, &row, &parameters);
		n++;
		np_tell_progress(&pairs->progress, "read", "articles", n, total);
	}
	np_close_articles(reader);
	outlets_destroy(outlets);
	pairs->narticles = n;
	np_finish_table_postings(pairs->postings);
}

/* ----- results ----- */

static void
put_row(Pairs *pairs, const Pair *pair)
{
	const Article *a = &pairs->articles[pair->a];
	const Article *b = &pairs->articles[pair->b];
	MemoryContext old = MemoryContextSwitchTo(pairs->rows.row_context);
	Datum		values[5];
	bool		nulls[5] = {false};

	nulls[0] = a->id == NULL;
	values[0] = nulls[0] ? (Datum) 0 : CStringGetTextDatum(a->id);
	nulls[1] = b->id == NULL;
	values[1] = nulls[1] ? (Datum) 0 : CStringGetTextDatum(b->id);
	values[2] = Int32GetDatum(pair->shared);
	values[3] = Float8GetDatum((double) pair->shared / a->entries);
	values[4] = Float8GetDatum((double) pair->shared / b->entries);
	MemoryContextSwitchTo(old);
	np_put_row(&pairs->rows, values, nulls);
}

/* Makes the sort of pairs that several passes need. */
static void
begin_pair_sort(Pairs *pairs)
{
	static const char *const names[3] = {"a", "b", "shared"};
	TupleDesc	desc = CreateTemplateTupleDesc(3);
	AttrNumber	keys[2] = {1, 2};
	Oid			operators[2] = {Int4LessOperator, Int4LessOperator};
	Oid			collations[2] = {InvalidOid, InvalidOid};
	bool		nulls_first[2] = {false, false};

	for (int i = 0; i < 3; i++)
		TupleDescInitEntry(desc, i + 1, names[i], INT4OID, -1, 0);
	pairs->sort = tuplesort_begin_heap(desc, 2, keys, operators, collations,
									   nulls_first, pairs->pairs_kilobytes,
									   NULL, TUPLESORT_NONE);
	pairs->into_sort = MakeSingleTupleTableSlot(desc, &TTSOpsVirtual);
	pairs->out_of_sort = MakeSingleTupleTableSlot(desc, &TTSOpsMinimalTuple);
}

/* Puts out a pair at once, where it comes in order, or by way of the sort. */
static void
put_pair(Pairs *pairs, const Pair *pair)
{
	TupleTableSlot *slot = pairs->into_sort;

	if (pairs->sort == NULL)
	{
		put_row(pairs, pair);
		return;
	}
	ExecClearTuple(slot);
	slot->tts_values[0] = Int32GetDatum(pair->a);
	slot->tts_values[1] = Int32GetDatum(pair->b);
	slot->tts_values[2] = Int32GetDatum(pair->shared);
	memset(slot->tts_isnull, false, 3 * sizeof(bool));
	ExecStoreVirtualTuple(slot);
	tuplesort_puttupleslot(pairs->sort, slot);
}

static void
put_sorted_pairs(Pairs *pairs)
{
	TupleTableSlot *slot = pairs->out_of_sort;

	tuplesort_performsort(pairs->sort);
	while (tuplesort_gettupleslot(pairs->sort, true, false, slot, NULL))
	{
		Pair		pair;

		slot_getallattrs(slot);
		pair.a = DatumGetInt32(slot->tts_values[0]);
		pair.b = DatumGetInt32(slot->tts_values[1]);
		pair.shared = DatumGetInt32(slot->tts_values[2]);
		put_row(pairs, &pair);
	}
	tuplesort_end(pairs->sort);
	ExecDropSingleTupleTableSlot(pairs->into_sort);
	ExecDropSingleTupleTableSlot(slot);
}

/* ----- 2. lists ----- */

/* Was article b published soon enough after the earlier article a? */
static inline bool
are_within(const Pairs *pairs, uint32 a, uint32 b)
{
	TimestampTz latest;

	return !pairs->has_within ||
		pg_add_s64_overflow(pairs->articles[a].published, pairs->within,
							&latest) ||
		pairs->articles[b].published <= latest;
}

static inline bool
is_in(Range range, uint32 article)
{
	return article >= range.first && article < range.behind;
}

/*
 * Lays the later articles from all lists into pairs->lists, and notes for each
 * of the earlier ones the places where later ones begin, if they are near
 * enough in time.
 */
static void
lay_lists(Pairs *pairs, Range earlier, Range later)
{
	uint32		used = 0;
	uint64		nlists = 0;
	NpPostingList list;

	while (np_next_table_list(pairs->postings, &list))
	{
		uint32		n = list.narticles;
		uint32		first = used;
		uint32		place;
		bool		needed = false;

		if (++nlists % LISTS_A_LOOK == 0)
			np_tell_progress(&pairs->progress, "sorted", "entries", nlists, 0);
		if (n == 1 || list.articles[0] >= earlier.behind ||
			list.articles[n - 1] < later.first)
			continue;
		for (uint32 i = 0; i < n && list.articles[i] < later.behind; i++)
			if (list.articles[i] >= later.first)
				pairs->lists[used++] = list.articles[i];
		place = first;
		for (uint32 i = 0; i < n && list.articles[i] < earlier.behind; i++)
		{
			uint32		article = list.articles[i];

			while (place < used && pairs->lists[place] <= article)
				place++;
			if (place == used)
				break;
			if (is_in(earlier, article) &&
				are_within(pairs, article, pairs->lists[place]))
			{
				uint32		a = article - earlier.first;
				bool		one = place + 1 == used;

				pairs->places[pairs->first_places[a] + pairs->nplaces[a]++] =
					one ? pairs->lists[place] | LAST : place;
				needed = needed || !one;
			}
		}
		if (needed)
			pairs->lists[used - 1] |= LAST;
		else
			used = first;
	}
}

/* ----- 3. counting ----- */

/* Counts one entry in common with an article of the range. */
#define COUNT(article) \
	do { \
		uint32		count_ = ++counters[(article) - first]; \
		\
		/* written even if it is not kept: a jump would cost more */ \
		met[nmet] = (article) - first; \
		nmet += count_ == 1; \
		if (count_ == shared) \
			pairs->found[nfound++] = (article); \
	} while (0)

/*
 * Counts what an article shares with those that stand behind its places, up to
 * last.  Counters, met and found begin with the range's first article.
 */
static void
count_from_places(Pairs *pairs, const uint32 *places, uint32 nplaces,
				  uint32 last, uint32 first)
{
	uint32		shared = pairs->shared;
	uint32	   *counters = pairs->counters;
	uint32	   *met = pairs->met;
	uint32		nmet = 0;
	uint32		nfound = 0;

	for (uint32 i = 0; i < nplaces; i++)
	{
		const uint32 *next;
		uint32		article;

		CHECK_FOR_INTERRUPTS();
		/* what is read next is hardly ever in a cache */
		if (i + AHEAD < nplaces && !(places[i + AHEAD] & LAST))
			__builtin_prefetch(&pairs->lists[places[i + AHEAD]]);
		if (places[i] & LAST)
		{
			article = places[i] & ~LAST;
			if (article <= last)
				COUNT(article);
			continue;
		}
		next = &pairs->lists[places[i]];
		do
		{
			article = *next++;
			if ((article & ~LAST) > last)
				break;
			COUNT(article & ~LAST);
		} while (!(article & LAST));
	}
	pairs->nmet = nmet;
	pairs->nfound = nfound;
}

static int
compare_numbers(const void *a, const void *b)
{
	uint32		x = *(const uint32 *) a;
	uint32		y = *(const uint32 *) b;

	return x < y ? -1 : x > y;
}

/*
 * Brings found into ascending order: by sorting, or, where there are very
 * many, by looking through all counters up to last.
 */
static void
order_found(Pairs *pairs, uint32 last, uint32 first)
{
	uint32		n = 0;

	if (pairs->nfound < (last - first) / 16)
	{
		qsort(pairs->found, pairs->nfound, sizeof(uint32), compare_numbers);
		return;
	}
	for (uint32 article = first; article <= last; article++)
		if (pairs->counters[article - first] >= pairs->shared)
			pairs->found[n++] = article;
	Assert(n == pairs->nfound);
}

/* The last article that was published soon enough after article a */
static uint32
last_within(const Pairs *pairs, uint32 a, uint32 behind)
{
	uint32		low = a;
	TimestampTz latest;

	if (pg_add_s64_overflow(pairs->articles[a].published, pairs->within, &latest))
		latest = PG_INT64_MAX;
	while (behind - low > 1)
	{
		uint32		middle = low + (behind - low) / 2;

		if (pairs->articles[middle].published <= latest)
			low = middle;
		else
			behind = middle;
	}
	return low;
}

/* Puts out the pairs of article a with articles of the range. */
static void
put_pairs_of(Pairs *pairs, uint32 a, const uint32 *places, uint32 nplaces,
			 Range range)
{
	const Article *article = &pairs->articles[a];
	uint32		last = range.behind - 1;

	if (article->entries < pairs->shared)
		return;
	if (pairs->has_within)
		last = last_within(pairs, a, range.behind);
	if (last < range.first)
		return;
	count_from_places(pairs, places, nplaces, last, range.first);
	if (pairs->nfound > 0)
		order_found(pairs, last, range.first);
	for (uint32 i = 0; i < pairs->nfound; i++)
	{
		Pair		pair;

		pair.a = a;
		pair.b = pairs->found[i];
		pair.shared = pairs->counters[pair.b - range.first];
		if (article->outlet == 0 ||
			article->outlet != pairs->articles[pair.b].outlet)
			put_pair(pairs, &pair);
	}
	for (uint32 i = 0; i < pairs->nmet; i++)
		pairs->counters[pairs->met[i]] = 0;
}

/* One pass: all pairs of an earlier and a later article of the ranges */
static void
put_pairs_in(Pairs *pairs, Range earlier, Range later)
{
	uint32		width = earlier.behind - earlier.first;
	Size		places = 0;

	pairs->first_places = np_alloc(&np_host, ((Size) width + 1) * sizeof(uint32));
	pairs->nplaces = np_alloc(&np_host, width * sizeof(uint32));
	memset(pairs->nplaces, 0, width * sizeof(uint32));
	for (uint32 a = 0; a < width; a++)
	{
		pairs->first_places[a] = places;
		places += pairs->articles[earlier.first + a].entries;
	}
	pairs->places = np_alloc(&np_host, Max(places, 1) * sizeof(uint32));
	lay_lists(pairs, earlier, later);
	for (uint32 a = 0; a < width; a++)
	{
		put_pairs_of(pairs, earlier.first + a,
					 pairs->places + pairs->first_places[a], pairs->nplaces[a],
					 later);
		np_tell_progress(&pairs->progress, "compared", "articles",
						 later.first + (uint64) (later.behind - later.first) *
						 (earlier.first + a) / later.behind, pairs->narticles);
	}
	pfree(pairs->places);
	pfree(pairs->nplaces);
	pfree(pairs->first_places);
}

/*
 * The next range of articles whose entries have room in so many slots, or one
 * article.  room gets what they take at most.
 */
static Range
next_range(const Pairs *pairs, uint32 first, uint32 behind, Size slots,
		   Size *room)
{
	Range		range = {first, first};

	*room = 0;
	do
		*room += pairs->articles[range.behind++].entries;
	while (range.behind < behind &&
		   *room + pairs->articles[range.behind].entries <= slots);
	return range;
}

static void
put_all_pairs(Pairs *pairs)
{
	bool		first_pass = true;
	Range		later = {0, 0};

	while (later.behind < pairs->narticles)
	{
		Range		earlier = {0, 0};
		Size		room;
		Size		width;

		later = next_range(pairs, later.behind, pairs->narticles,
						   pairs->list_slots, &room);
		if (later.first == 0 && later.behind < pairs->narticles)
			begin_pair_sort(pairs);
		width = later.behind - later.first;
		pairs->lists = np_alloc(&np_host, Max(room, 1) * sizeof(uint32));
		pairs->counters = np_alloc(&np_host, width * sizeof(uint32));
		memset(pairs->counters, 0, width * sizeof(uint32));
		/* one more, see COUNT */
		pairs->met = np_alloc(&np_host, (width + 1) * sizeof(uint32));
		pairs->found = np_alloc(&np_host, width * sizeof(uint32));
		while (earlier.behind < later.behind)
		{
			earlier = next_range(pairs, earlier.behind, later.behind,
								 pairs->place_slots, &room);
			if (!first_pass)
				np_rewind_table_postings(pairs->postings);
			first_pass = false;
			put_pairs_in(pairs, earlier, later);
		}
		pfree(pairs->lists);
		pfree(pairs->counters);
		pfree(pairs->met);
		pfree(pairs->found);
	}
	if (pairs->sort != NULL)
		put_sorted_pairs(pairs);
}

PG_FUNCTION_INFO_V1(newsprint_pairs);

/*
 * newsprint_pairs(articles regclass, shared int, within interval,
 * ignore newsprint, id name, print name, published name, outlet name)
 *	-> (a text, b text, shared int, containment float8, contained float8)
 *
 * By a's, then b's place in the order of publication, in which a is before b.
 */
Datum
newsprint_pairs(PG_FUNCTION_ARGS)
{
	Pairs		pairs;

	memset(&pairs, 0, sizeof(pairs));
	pairs.rows = np_begin_rows(fcinfo);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(4) || PG_ARGISNULL(5))
		return (Datum) 0;
	pairs.table = np_table(fcinfo, PG_GETARG_OID(0));
	pairs.shared = shared_argument(PG_GETARG_INT32(1));
	pairs.has_within = !PG_ARGISNULL(2);
	if (pairs.has_within)
		pairs.within = within_argument(PG_GETARG_INTERVAL_P(2));
	pairs.has_ignore = !PG_ARGISNULL(3);
	if (pairs.has_ignore)
		pairs.ignore = PG_GETARG_PRINT(3);
	pairs.columns.id = np_column(&pairs.table, PG_GETARG_NAME(4), InvalidOid);
	pairs.print = PG_GETARG_NAME(5);
	pairs.columns.print = np_column(&pairs.table, pairs.print,
									pairs.table.print_type);
	pairs.columns.published =
		published_argument(&pairs, PG_ARGISNULL(6) ? NULL : PG_GETARG_NAME(6));
	if (!PG_ARGISNULL(7))
		pairs.columns.outlet = np_column(&pairs.table, PG_GETARG_NAME(7), InvalidOid);
	pairs.progress = np_begin_progress("newsprint_pairs");
	share_memory(&pairs);

	SPI_connect();
	read_articles(&pairs);
	if (pairs.narticles > 1)
		put_all_pairs(&pairs);
	np_end_table_postings(pairs.postings);
	SPI_finish();
	return (Datum) 0;
}
