/*-------------------------------------------------------------------------
 *
 * table_postings.c
 *	  Which articles of a table have each entry.
 *
 * An index has the posting lists already, by its own numbers of the articles.
 * The caller's rows tell which of those are visible and what the caller calls
 * them; their prints are not read.
 *
 * An index knows a row by the place of the first version of a HOT chain, and a
 * query by the place of the version that it sees.  Where the two differ, the
 * row's page tells the first from the second.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/table_postings.h"

#include "pg/index/lists.h"
#include "pg/index/search.h"
#include "pg/keys.h"

#include "access/genam.h"
#include "access/heapam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "miscadmin.h"
#include "storage/bufmgr.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#define NO_ARTICLE	PG_UINT32_MAX

#define ST_SORT sort_numbers
#define ST_ELEMENT_TYPE uint32
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* A row of the table, and its number in the index */
typedef struct IndexedRow
{
	ItemPointerData tid;
	uint32		number;
} IndexedRow;

#define ST_SORT sort_rows
#define ST_ELEMENT_TYPE IndexedRow
#define ST_COMPARE(a, b) ItemPointerCompare(&(a)->tid, &(b)->tid)
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

struct NpTablePostings
{
	NpPostings *sorted;			/* NULL where there is an index */

	Relation	table;
	Relation	index;
	NpIndexLists *lists;
	IndexedRow *rows;			/* that are alive, by tid */
	uint32		nrows;
	uint32	   *articles;		/* the caller's numbers, by the index's */
	uint32	   *ignored;		/* entries of each that are ignored, or NULL */
	NpOperand	ignore;
	uint32		next_ignored;
	bool		any;
	NpParameters parameters;	/* of the first article */

	/* first versions of the rows on a page */
	BlockNumber block;
	OffsetNumber roots[MaxHeapTuplesPerPage];
};

static void
open_index(NpTablePostings *postings, Oid table, Oid index,
		   const NpPrint *ignore)
{
	NpIndexLists *lists;

	postings->table = table_open(table, AccessShareLock);
	postings->index = index_open(index, AccessShareLock);
	postings->block = InvalidBlockNumber;
	np_lock_changes(postings->index);
	lists = postings->lists = np_open_index_lists(postings->index);
	postings->rows = palloc_extended(Max(lists->narticles, 1) *
									 sizeof(IndexedRow), MCXT_ALLOC_HUGE);
	postings->articles = palloc_extended(Max(lists->narticles, 1) *
										 sizeof(uint32), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < lists->narticles; i++)
	{
		postings->articles[i] = NO_ARTICLE;
		if (lists->articles[i].entries & NP_ARTICLE_DEAD)
			continue;
		postings->rows[postings->nrows].tid = lists->articles[i].tid;
		postings->rows[postings->nrows++].number = i;
	}
	sort_rows(postings->rows, postings->nrows);
	if (ignore != NULL)
	{
		postings->ignore = np_print_operand(ignore);
		postings->ignored = np_count_in_lists(lists, &postings->ignore);
	}
}

NpTablePostings *
np_begin_table_postings(const NpTable *table, Name print,
						uint32 articles, int kilobytes,
						const NpPrint *ignore, bool rewindable)
{
	NpTablePostings *postings = palloc0(sizeof(NpTablePostings));
	Oid			index = np_posting_index(table, print);

	if (OidIsValid(index))
		open_index(postings, table->oid, index, ignore);
	else
		postings->sorted = np_begin_postings(articles, kilobytes, ignore,
											 rewindable);
	return postings;
}

void
np_choose_columns(const NpTablePostings *postings, NpArticleColumns *columns)
{
	columns->tid = postings->sorted == NULL;
}

/* ----- rows ----- */

static const IndexedRow *
find_row(const NpTablePostings *postings, ItemPointerData tid)
{
	uint32		low = 0;
	uint32		high = postings->nrows;

	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;
		int32		order = ItemPointerCompare(&postings->rows[middle].tid, &tid);

		if (order == 0)
			return &postings->rows[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The first version of a row's HOT chain */
static ItemPointerData
root_of(NpTablePostings *postings, ItemPointerData tid)
{
	BlockNumber block = ItemPointerGetBlockNumber(&tid);
	OffsetNumber offset = ItemPointerGetOffsetNumber(&tid);

	if (block != postings->block)
	{
		Buffer		buffer = ReadBuffer(postings->table, block);

		LockBuffer(buffer, BUFFER_LOCK_SHARE);
		heap_get_root_tuples(BufferGetPage(buffer), postings->roots);
		UnlockReleaseBuffer(buffer);
		postings->block = block;
	}
	if (offset <= MaxHeapTuplesPerPage &&
		OffsetNumberIsValid(postings->roots[offset - 1]))
		ItemPointerSetOffsetNumber(&tid, postings->roots[offset - 1]);
	return tid;
}

static uint32
number_of(NpTablePostings *postings, const ItemPointerData * tid)
{
	const IndexedRow *row = find_row(postings, *tid);

	if (row == NULL)
		row = find_row(postings, root_of(postings, *tid));
	if (row == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INDEX_CORRUPTED),
				 errmsg("index \"%s\" does not agree with its table",
						RelationGetRelationName(postings->index)),
				 errdetail("Row (%u,%u) is in the table and not in the index.",
						   ItemPointerGetBlockNumber(tid),
						   ItemPointerGetOffsetNumber(tid)),
				 errhint("REINDEX the index.")));
	return row->number;
}

uint32
np_add_article(NpTablePostings *postings, uint32 article,
			   const NpArticleRow *row, NpParameters *parameters)
{
	const NpIndexedArticle *indexed;
	uint32		number;
	uint32		entries;

	if (postings->sorted != NULL)
	{
		*parameters = row->print.parameters;
		return np_add_postings(postings->sorted, article, &row->print);
	}
	number = number_of(postings, &row->tid);
	indexed = &postings->lists->articles[number];
	*parameters = np_prefix_parameters(indexed->prefix);
	if (!postings->any)
		postings->parameters = postings->ignored != NULL ?
			postings->ignore.parameters : *parameters;
	postings->any = true;
	np_require_same_parameters(*parameters, postings->parameters);
	postings->articles[number] = article;
	entries = indexed->entries & NP_ARTICLE_ENTRIES;
	return postings->ignored != NULL ? entries - postings->ignored[number] :
		entries;
}

/* ----- lists ----- */

void
np_finish_table_postings(NpTablePostings *postings)
{
	if (postings->sorted != NULL)
		np_finish_postings(postings->sorted);
	else
		pfree(postings->rows);
}

static bool
is_ignored(NpTablePostings *postings, uint64 key)
{
	const NpOperand *ignore = &postings->ignore;

	while (postings->next_ignored < ignore->nkeys &&
		   ignore->keys[postings->next_ignored] < key)
		postings->next_ignored++;
	return postings->next_ignored < ignore->nkeys &&
		ignore->keys[postings->next_ignored] == key;
}

bool
np_next_table_list(NpTablePostings *postings, NpPostingList *list)
{
	NpIndexLists *lists = postings->lists;

	if (postings->sorted != NULL)
		return np_next_posting_list(postings->sorted, list);
	while (np_next_index_list(lists))
	{
		uint32		n = 0;
		bool		ascending = true;

		if (is_ignored(postings, lists->key))
			continue;
		for (uint32 i = 0; i < lists->length; i++)
		{
			uint32		article = postings->articles[lists->list[i]];

			if (article == NO_ARTICLE)
				continue;
			ascending = ascending && (n == 0 || lists->list[n - 1] < article);
			lists->list[n++] = article;
		}
		if (n == 0)
			continue;
		if (!ascending)
			sort_numbers(lists->list, n);
		list->hash = lists->key & NP_HASH_MAX;
		list->articles = lists->list;
		list->narticles = n;
		return true;
	}
	return false;
}

void
np_rewind_table_postings(NpTablePostings *postings)
{
	if (postings->sorted != NULL)
		np_rewind_postings(postings->sorted);
	else
		np_rewind_index_lists(postings->lists);
	postings->next_ignored = 0;
}

void
np_end_table_postings(NpTablePostings *postings)
{
	if (postings->sorted != NULL)
		np_end_postings(postings->sorted);
	else
	{
		np_close_index_lists(postings->lists);
		np_unlock_changes(postings->index);
		index_close(postings->index, AccessShareLock);
		table_close(postings->table, AccessShareLock);
		pfree(postings->articles);
	}
	pfree(postings);
}
