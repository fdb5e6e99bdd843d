/*-------------------------------------------------------------------------
 *
 * search.c
 *	  Searching an index: what is asked for, and how many of an operand's
 *	  entries each article has.
 *
 * An article that has one of the operand's keys gets one more in its counter,
 * list after list.  Each posting that is read costs one access to a counter,
 * about a nanosecond, and the answer to every operator follows from the
 * counters, exactly (ScanCount: Li, Lu, Lu, ICDE 2008; Sarawagi, Kirpal,
 * SIGMOD 2004).  Leaving out of the frequent lists what cannot reach the
 * threshold any more would save postings, but cost a search for each article
 * that is a candidate; at a million articles a list of one in twenty is read
 * in .1 ms.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/search.h"

#include "pg/keys.h"

#include "utils/memutils.h"

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

static void
count_list(void *arg, uint32 place, const NpLeaf *leaf, NpLeafList list)
{
	NpCounts   *counts = arg;
	uint32		nmet = counts->nmet;

	(void) place;
	for (uint32 i = list.first; i < list.behind; i++)
	{
		uint32		article = np_leaf_article(leaf, i);

		/* written even if it is not kept: a jump would cost more */
		counts->met[nmet] = article;
		nmet += counts->counts[article]++ == 0;
	}
	counts->nmet = nmet;
}

bool
np_count_keys(Relation index, const NpSegment *segment,
			  const NpOperand *operand, NpCounts *counts)
{
	NpTreeCursor cursor;
	bool		read;

	Assert(counts->nmet == 0);
	if (segment->articles > counts->room)
	{
		if (counts->room > 0)
		{
			pfree(counts->counts);
			pfree(counts->met);
		}
		counts->room = segment->articles;
		counts->counts =
			MemoryContextAllocExtended(counts->context,
									   counts->room * sizeof(uint32),
									   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
		/* one more, see count_list */
		counts->met = MemoryContextAllocHuge(counts->context,
											 (counts->room + 1) * sizeof(uint32));
	}
	np_open_tree(&cursor, index, segment->id, segment->key_tree, NP_PAGE_LEAF);
	read = np_visit_lists(&cursor, operand->keys, operand->nkeys, count_list,
						  counts);
	np_close_tree(&cursor);
	if (!read)
		np_clear_counts(counts);
	return read;
}

void
np_clear_counts(NpCounts *counts)
{
	for (uint32 i = 0; i < counts->nmet; i++)
		counts->counts[counts->met[i]] = 0;
	counts->nmet = 0;
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
