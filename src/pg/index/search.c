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
 * Few postings are counted in a hash table, so that a paragraph's search takes
 * no memory for articles that it never meets; many of them in an array of
 * counters, one for each article, which costs about a nanosecond a posting.
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
	if (counts->npostings + length > counts->postings_room)
	{
		counts->postings_room = Max(1024, 2 * (counts->npostings + length));
		counts->postings = counts->postings == NULL ?
			new_numbers(counts, counts->postings_room) :
			repalloc_huge(counts->postings,
						  (Size) counts->postings_room * sizeof(uint32));
	}
	for (uint32 i = list.first; i < list.behind; i++)
		counts->postings[counts->npostings++] = np_leaf_article(leaf, i);
}

/* Counts the postings that were gathered. */
static void
count_postings(NpCounts *counts)
{
	met_hash   *table;
	met_iterator iterator;
	Met		   *met;

	if (counts->npostings == 0)
		return;
	table = met_create(counts->context, counts->npostings, NULL);
	for (uint32 i = 0; i < counts->npostings; i++)
	{
		bool		found;

		met = met_insert(table, counts->postings[i], &found);
		met->count = found ? met->count + 1 : 1;
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
	counts->counting = false;
	np_open_tree(&cursor, index, segment->id, segment->key_tree, NP_PAGE_LEAF);
	read = np_visit_lists(&cursor, operand->keys, operand->nkeys, count_list,
						  &counting);
	np_close_tree(&cursor);
	if (!counts->counting)
		count_postings(counts);
	else
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
