/*-------------------------------------------------------------------------
 *
 * search.c
 *	  Searching an index: what is asked for, and how many of an operand's
 *	  entries each article has.
 *
 * Each posting of the operand's keys is read, and counts for its article; the
 * answer to every operator follows from the counts, exactly (ScanCount: Li, Lu,
 * Lu, ICDE 2008; Sarawagi, Kirpal, SIGMOD 2004).  Leaving out of the frequent
 * lists what cannot reach the threshold any more would save postings, but cost
 * a search for each article that is a candidate; at a million articles a list
 * of one in twenty is read in .1 ms.
 *
 * Few postings are gathered first, and counted in a hash table.  Who is to have
 * T of n lists is in one of the n - T + 1 shortest; so only those put articles
 * into the table, and the long ones count for what is there.  Many postings are
 * counted as they come in an array of counters, one for each article.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/search.h"

#include "pg/keys.h"

#include "common/hashfn.h"
#include "utils/memutils.h"

/* Of so many articles, one posting each is few enough for a hash table. */
#define ARTICLES_A_POSTING	16

/* An article that was met */
typedef struct Met
{
	uint32		article;
	uint32		count;
	char		status;
} Met;

/* A list, or the part of one that a page has, among the gathered postings */
typedef struct NpGathered
{
	uint32		first;
	uint32		length;
} NpGathered;

#define ST_SORT sort_lists
#define ST_ELEMENT_TYPE NpGathered
#define ST_COMPARE(a, b) \
	((a)->length < (b)->length ? -1 : (a)->length > (b)->length)
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define SH_PREFIX		met
#define SH_ELEMENT_TYPE	Met
#define SH_KEY_TYPE		uint32
#define SH_KEY			article
#define SH_HASH_KEY(table, key)	murmurhash32(key)
#define SH_EQUAL(table, a, b)	((a) == (b))
#define SH_SCOPE		static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

NpOperand
np_print_operand(const NpPrint *print)
{
	NpOperand	operand = {0};
	uint64	   *hashes = (uint64 *) np_hashes_of(print);

	operand.strategy = NP_OVERLAP_STRATEGY;
	operand.threshold = 1;
	operand.parameters = print->parameters;
	operand.prefix = np_key_prefix(print->parameters) >> NP_HASH_BITS;
	operand.nkeys = print->entries;
	for (uint32 i = 0; i < print->entries; i++)
		hashes[i] |= (uint64) operand.prefix << NP_HASH_BITS;
	operand.keys = hashes;
	return operand;
}

NpOperand
np_operand(StrategyNumber strategy, Datum datum)
{
	NpOperand	operand;
	NpPrint		print;

	if (strategy == NP_MATCH_STRATEGY)
	{
		NpQuery		query = np_query_from_datum(datum);

		operand = np_print_operand(&query.print);
		operand.threshold = query.threshold;
	}
	else
	{
		print = np_print_from_datum(datum);
		operand = np_print_operand(&print);
		if (strategy == NP_CONTAINS_STRATEGY)
			operand.threshold = print.entries;
	}
	operand.strategy = strategy;
	return operand;
}

bool
np_operand_matches(const NpOperand *operand, const NpIndexedArticle *article,
				   uint32 count)
{
	if (article->prefix != operand->prefix ||
		(article->entries & NP_ARTICLE_NULL) != 0)
		return false;
	if (operand->strategy == NP_CONTAINED_STRATEGY)
		return count == (article->entries & NP_ARTICLE_ENTRIES);
	return count >= operand->threshold;
}

/* ----- in a segment ----- */

static uint32 *
new_numbers(const NpCounts *counts, uint32 n)
{
	return MemoryContextAllocHuge(counts->context, (Size) n * sizeof(uint32));
}

/* Makes room for the counts of that many articles; there are none yet. */
static void
make_room(NpCounts *counts, uint32 articles)
{
	if (articles <= counts->room)
		return;
	if (counts->room > 0)
	{
		pfree(counts->articles);
		pfree(counts->counts);
	}
	counts->room = Max(articles, 256);
	counts->articles = new_numbers(counts, counts->room);
	counts->counts = new_numbers(counts, counts->room);
}

static inline void
count_article(NpCounts *counts, uint32 article)
{
	/* written even if it is not kept: a jump would cost more */
	counts->articles[counts->n] = article;
	counts->n += counts->counters[article]++ == 0;
}

/* There are many postings: from now on they are counted as they come. */
static void
begin_counting(NpCounts *counts, uint32 articles)
{
	/* one more, see count_article */
	make_room(counts, articles + 1);
	if (articles > counts->counters_room)
	{
		if (counts->counters != NULL)
			pfree(counts->counters);
		counts->counters_room = articles;
		counts->counters =
			MemoryContextAllocExtended(counts->context,
									   (Size) articles * sizeof(uint32),
									   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	}
	counts->counting = true;
	for (uint32 i = 0; i < counts->npostings; i++)
		count_article(counts, counts->postings[i]);
	counts->npostings = 0;
}

/* What the visitor of lists is told */
typedef struct Counting
{
	NpCounts   *counts;
	uint32		articles;		/* of the segment */
} Counting;

/* Keeps a list for later; most is how many postings are kept of all lists. */
static void
gather_list(NpCounts *counts, const NpLeaf *leaf, NpLeafList list, uint32 most)
{
	if (counts->nlists == counts->lists_room)
	{
		counts->lists_room = Max(64, 2 * counts->lists_room);
		counts->lists = counts->lists == NULL ?
			MemoryContextAlloc(counts->context,
							   counts->lists_room * sizeof(NpGathered)) :
			repalloc(counts->lists, counts->lists_room * sizeof(NpGathered));
	}
	if (most > counts->postings_room)
	{
		if (counts->postings != NULL)
			pfree(counts->postings);
		counts->postings_room = most;
		counts->postings = new_numbers(counts, most);
	}
	counts->lists[counts->nlists].first = counts->npostings;
	counts->lists[counts->nlists++].length = list.behind - list.first;
	for (uint32 i = list.first; i < list.behind; i++)
		counts->postings[counts->npostings++] = np_leaf_article(leaf, i);
}

static void
count_list(void *arg, uint32 place, const NpLeaf *leaf, NpLeafList list)
{
	Counting   *counting = arg;
	NpCounts   *counts = counting->counts;
	uint32		length = list.behind - list.first;

	(void) place;
	if (!counts->counting &&
		counts->npostings + length > counting->articles / ARTICLES_A_POSTING)
		begin_counting(counts, counting->articles);
	if (counts->counting)
	{
		for (uint32 i = list.first; i < list.behind; i++)
			count_article(counts, np_leaf_article(leaf, i));
		return;
	}
	gather_list(counts, leaf, list, counting->articles / ARTICLES_A_POSTING);
}

/* Counts the postings that were gathered. */
static void
count_gathered(NpCounts *counts, uint32 threshold)
{
	uint32		shortest = counts->nlists - threshold + 1;
	uint32		few = 0;
	met_hash   *table;
	met_iterator iterator;
	Met		   *met;

	if (counts->nlists == 0 || counts->nlists < threshold)
		return;
	sort_lists(counts->lists, counts->nlists);
	for (uint32 i = 0; i < shortest; i++)
		few += counts->lists[i].length;
	table = met_create(counts->context, few, NULL);
	for (uint32 i = 0; i < counts->nlists; i++)
	{
		const uint32 *postings = counts->postings + counts->lists[i].first;

		for (uint32 j = 0; j < counts->lists[i].length; j++)
		{
			bool		found = true;

			met = i < shortest ? met_insert(table, postings[j], &found) :
				met_lookup(table, postings[j]);
			if (met != NULL)
				met->count = found ? met->count + 1 : 1;
		}
	}
	make_room(counts, table->members);
	met_start_iterate(table, &iterator);
	while ((met = met_iterate(table, &iterator)) != NULL)
	{
		counts->articles[counts->n] = met->article;
		counts->counts[counts->n++] = met->count;
	}
	met_destroy(table);
}

bool
np_count_keys(Relation index, const NpSegment *segment,
			  const NpOperand *operand, NpCounts *counts)
{
	Counting	counting = {counts, segment->articles};
	NpTreeCursor cursor;
	bool		read;

	counts->n = 0;
	counts->npostings = 0;
	counts->nlists = 0;
	counts->counting = false;
	np_open_tree(&cursor, index, segment->id, segment->key_tree, NP_PAGE_LEAF);
	read = np_visit_lists(&cursor, operand->keys, operand->nkeys, count_list,
						  &counting);
	np_close_tree(&cursor);
	if (read && !counts->counting)
		count_gathered(counts, operand->threshold);
	else if (counts->counting)
		for (uint32 i = 0; i < counts->n; i++)
		{
			counts->counts[i] = counts->counters[counts->articles[i]];
			counts->counters[counts->articles[i]] = 0;
		}
	return read;
}

/* ----- in a pending article ----- */

uint32
np_count_pending(const NpOperand *operand, const NpPendingReader *reader)
{
	uint64		prefix = (uint64) operand->prefix << NP_HASH_BITS;
	uint32		count = 0;
	uint32		i = 0;
	NpHashReader hashes;
	uint64_t	hash;

	if (reader->article.prefix != operand->prefix ||
		(reader->article.entries & NP_ARTICLE_NULL) != 0)
		return 0;
	hashes = np_hashes(&reader->print);
	while (i < operand->nkeys && np_next_hash(&hashes, &hash))
	{
		uint64		key = prefix | hash;

		while (i < operand->nkeys && operand->keys[i] < key)
			i++;
		count += i < operand->nkeys && operand->keys[i] == key;
	}
	return count;
}
