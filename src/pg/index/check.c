/*-------------------------------------------------------------------------
 *
 * check.c
 *	  newsprint_index_check: is an index whole, and does it agree with its
 *	  table?
 *
 * Looked at are all pages that the metapage leads to: whether each belongs
 * where it is and is in use once, whether leaves are leaves to the last bit,
 * keys in order across them, and branches right; whether every article has as
 * many postings as its print has entries, and no row two articles; and whether
 * the numbers on the metapage are true.
 *
 * With heapallindexed, also every row that the snapshot sees: whether the
 * index has it with just the keys of its print.  For that a checksum of each
 * article's keys, a sum of mixed keys, is taken from the posting lists and
 * compared with that of the print in the table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/lists.h"

#include "pg/keys.h"

#include "access/genam.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xlog.h"
#include "catalog/index.h"
#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

typedef struct Check
{
	Relation	index;
	const NpMetaCopy *copy;		/* of the metapage */
	BlockNumber nblocks;
	uint8	   *used;			/* blocks, a bit each */
	const NpSegment *segment;
	uint32		pages;			/* of the segment so far */
} Check;

/* Damage is not what a standby has replayed in the meantime. */
static void
complain(Check *check, BlockNumber block, const char *what)
{
	if (RecoveryInProgress())
	{
		NpMetaCopy *now = palloc(sizeof(NpMetaCopy));

		np_read_meta(check->index, now);
		if (memcmp(now->bytes, check->copy->bytes, NP_PAGE_ROOM) != 0)
			np_index_changed(check->index);
	}
	np_index_corrupted(check->index, block, what);
}

static void
use_block(Check *check, BlockNumber block)
{
	if (block == NP_METAPAGE || block >= check->nblocks)
		complain(check, block, "there is no such page");
	if (check->used[block / 8] & 1 << block % 8)
		complain(check, block, "it is in use twice");
	check->used[block / 8] |= 1 << block % 8;
	check->pages++;
}

static void
require(Check *check, bool holds, BlockNumber block, const char *what)
{
	if (!holds)
		complain(check, block, what);
}

/* ----- trees ----- */

/* What a bottom page is looked at by; returns with what it begins */
typedef uint64 (*PageChecker) (Check *check, BlockNumber block, Page page,
							   void *state);

/* Checks a tree; returns with what it begins. */
static uint64
check_tree(Check *check, BlockNumber block, uint32 height, NpPageKind kind,
		   PageChecker checker, void *state)
{
	Buffer		buffer = InvalidBuffer;
	char	   *copy = palloc(BLCKSZ);
	NpBranch   *branches;
	uint32		n;
	uint64		first;

	CHECK_FOR_INTERRUPTS();
	use_block(check, block);
	require(check, np_read_page(check->index, block, check->segment->id,
								height == 0 ? kind : NP_PAGE_BRANCH, &buffer),
			block, "it does not belong to its segment");
	memcpy(copy, BufferGetPage(buffer), BLCKSZ);
	UnlockReleaseBuffer(buffer);
	if (height == 0)
	{
		first = checker(check, block, copy, state);
		pfree(copy);
		return first;
	}
	branches = (NpBranch *) PageGetContents(copy);
	n = NpPageUsed(copy) / sizeof(NpBranch);
	require(check, n > 0, block, "it has no branches");
	first = branches[0].first;
	for (uint32 i = 0; i < n; i++)
	{
		require(check, i == 0 || branches[i].first >= branches[i - 1].first,
				block, "its branches are not in order");
		require(check,
				check_tree(check, branches[i].block, height - 1, kind, checker,
						   state) == branches[i].first,
				block, "a page below it begins with something else");
	}
	pfree(copy);
	return first;
}

typedef struct ArticlesState
{
	NpIndexedArticle *articles;
	uint32		n;
} ArticlesState;

static uint64
check_articles(Check *check, BlockNumber block, Page page, void *arg)
{
	ArticlesState *state = arg;
	uint32		n = NpPageUsed(page) / sizeof(NpIndexedArticle);
	uint32		first = state->n;

	require(check, n > 0 && n <= check->segment->articles - first, block,
			"its segment has another number of articles");
	require(check, first % NP_ARTICLES_A_PAGE == 0, block,
			"a page before it is not full");
	memcpy(state->articles + first, PageGetContents(page),
		   n * sizeof(NpIndexedArticle));
	state->n += n;
	return first;
}

typedef struct LeavesState
{
	uint32	   *entries;		/* of each article, as found */
	uint64		keys;
	uint64		postings;
	uint64		last_key;
	uint32		last_article;
	uint64	   *page_keys;
	uint32	   *page_firsts;
	uint32	   *page_articles;
} LeavesState;

static uint64
check_leaf(Check *check, BlockNumber block, Page page, void *arg)
{
	LeavesState *state = arg;
	const char *wrong = np_leaf_invalid(PageGetContents(page), NpPageUsed(page),
										check->segment->articles);
	NpLeaf		leaf;

	require(check, wrong == NULL, block, wrong);
	leaf = np_open_leaf(PageGetContents(page));
	np_unpack_leaf(&leaf, state->page_keys, state->page_firsts,
				   state->page_articles);
	if (state->postings > 0)
		require(check, state->page_keys[0] > state->last_key ||
				(state->page_keys[0] == state->last_key &&
				 state->page_articles[0] > state->last_article),
				block, "it begins before the page before it ends");
	state->keys += leaf.header.keys;
	if (state->postings > 0 && state->page_keys[0] == state->last_key)
		state->keys--;
	state->postings += leaf.header.postings;
	state->last_key = state->page_keys[leaf.header.keys - 1];
	state->last_article = state->page_articles[leaf.header.postings - 1];
	for (uint32 i = 0; i < leaf.header.postings; i++)
		state->entries[state->page_articles[i]]++;
	return state->page_keys[0];
}

static void
check_segment(Check *check, const NpSegment *segment)
{
	ArticlesState articles = {0};
	LeavesState leaves = {0};
	uint32		dead = 0;
	uint32		empty = 0;

	check->segment = segment;
	check->pages = 0;
	require(check, segment->articles > 0 &&
			segment->articles <= NP_SEGMENT_ARTICLES &&
			segment->article_tree.height <= NP_MAX_HEIGHT &&
			segment->key_tree.height <= NP_MAX_HEIGHT,
			NP_METAPAGE, "a segment is out of bounds");
	articles.articles = palloc_extended(segment->articles *
										sizeof(NpIndexedArticle),
										MCXT_ALLOC_HUGE);
	check_tree(check, segment->article_tree.root, segment->article_tree.height,
			   NP_PAGE_ARTICLES, check_articles, &articles);
	require(check, articles.n == segment->articles, NP_METAPAGE,
			"a segment has another number of articles");

	leaves.entries = palloc0(segment->articles * sizeof(uint32));
	leaves.page_keys = palloc(NP_LEAF_MOST * sizeof(uint64));
	leaves.page_firsts = palloc((NP_LEAF_MOST + 1) * sizeof(uint32));
	leaves.page_articles = palloc(NP_LEAF_MOST * sizeof(uint32));
	if (segment->key_tree.root != InvalidBlockNumber)
		check_tree(check, segment->key_tree.root, segment->key_tree.height,
				   NP_PAGE_LEAF, check_leaf, &leaves);
	for (uint32 i = 0; i < segment->articles; i++)
	{
		uint32		entries = articles.articles[i].entries;

		require(check, (entries & NP_ARTICLE_ENTRIES) == leaves.entries[i],
				segment->article_tree.root,
				"an article has another number of postings than entries");
		dead += (entries & NP_ARTICLE_DEAD) != 0;
		empty += (entries & NP_ARTICLE_ENTRIES) == 0;
	}
	require(check, leaves.keys == segment->keys &&
			leaves.postings == segment->postings &&
			dead == segment->dead && empty == segment->empty &&
			check->pages == segment->pages,
			NP_METAPAGE, "its numbers of a segment are wrong");
	pfree(articles.articles);
	pfree(leaves.entries);
	pfree(leaves.page_keys);
	pfree(leaves.page_firsts);
	pfree(leaves.page_articles);
}

/* ----- pending articles ----- */

static void
check_pending(Check *check, const NpMeta *meta)
{
	NpPendingReader reader;
	uint64		last_id = 0;

	check->pages = 0;
	np_open_pending(&reader, check->index, meta, false);
	while (np_next_pending_page(&reader))
	{
		/* what comes behind the tail has been appended since */
		use_block(check, reader.block);
		require(check, reader.id > last_id, reader.block,
				"the pending pages are not in order");
		last_id = reader.id;
		if (reader.block == meta->pending_tail)
			break;
	}
	require(check, !reader.freed, reader.block, "it is not a pending page");
	require(check, check->pages == meta->pending_pages, NP_METAPAGE,
			"it has another number of pending pages");
	np_close_pending(&reader);

	np_open_pending(&reader, check->index, meta, false);
	while (np_next_pending(&reader))
	{
		const NpIndexedArticle *article = &reader.article;
		const char *wrong;

		if (article->entries & NP_ARTICLE_NULL)
			continue;
		wrong = np_print_invalid(&np_host, reader.print.bytes, reader.print.size);
		require(check, wrong == NULL, reader.article_block, wrong);
		require(check,
				np_key_prefix(reader.print.parameters) >> NP_HASH_BITS ==
				article->prefix &&
				reader.print.entries == (article->entries & NP_ARTICLE_ENTRIES),
				reader.article_block,
				"a pending article is not that of its print");
	}
	np_close_pending(&reader);
}

/* ----- the table ----- */

/* An article that is alive, by its row */
typedef struct Row
{
	ItemPointerData tid;
	uint32		article;
} Row;

static int
compare_rows(const void *a, const void *b)
{
	return ItemPointerCompare(unconstify(ItemPointerData *, &((const Row *) a)->tid),
							  unconstify(ItemPointerData *, &((const Row *) b)->tid));
}

typedef struct Rows
{
	Check	   *check;
	const NpIndexLists *lists;
	Row		   *rows;
	uint32		n;
	uint64	   *checksums;		/* by article */
	MemoryContext context;
} Rows;

static inline uint64
mix(uint64 key)
{
	return np_mix(key ^ NP_MULTIPLIER);
}

static void
read_rows(Rows *rows, NpIndexLists *lists)
{
	rows->lists = lists;
	rows->rows = palloc_extended(Max(lists->narticles, 1) * sizeof(Row),
								 MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < lists->narticles; i++)
	{
		if (lists->articles[i].entries & NP_ARTICLE_DEAD)
			continue;
		rows->rows[rows->n].tid = lists->articles[i].tid;
		rows->rows[rows->n++].article = i;
	}
	qsort(rows->rows, rows->n, sizeof(Row), compare_rows);
	for (uint32 i = 1; i < rows->n; i++)
		if (compare_rows(&rows->rows[i - 1], &rows->rows[i]) == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INDEX_CORRUPTED),
					 errmsg("index \"%s\" is damaged",
							RelationGetRelationName(rows->check->index)),
					 errdetail("It has row (%u,%u) twice.",
							   ItemPointerGetBlockNumber(&rows->rows[i].tid),
							   ItemPointerGetOffsetNumber(&rows->rows[i].tid)),
					 errhint("REINDEX it.")));
}

static void
read_checksums(Rows *rows, NpIndexLists *lists)
{
	rows->checksums = palloc_extended(Max(lists->narticles, 1) * sizeof(uint64),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	while (np_next_index_list(lists))
	{
		CHECK_FOR_INTERRUPTS();
		for (uint32 i = 0; i < lists->length; i++)
			rows->checksums[lists->list[i]] += mix(lists->key);
	}
}

static void
row_missing(const Rows *rows, ItemPointer tid, const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INDEX_CORRUPTED),
			 errmsg("index \"%s\" does not agree with its table",
					RelationGetRelationName(rows->check->index)),
			 errdetail("Row (%u,%u) is in the table and %s.",
					   ItemPointerGetBlockNumber(tid),
					   ItemPointerGetOffsetNumber(tid), what),
			 errhint("REINDEX the index.")));
}

static void
check_row(Relation index, ItemPointer tid, Datum *values, bool *isnull,
		  bool alive, void *state)
{
	Rows	   *rows = state;
	MemoryContext caller = MemoryContextSwitchTo(rows->context);
	Row			sought = {*tid, 0};
	const Row  *row = bsearch(&sought, rows->rows, rows->n, sizeof(Row),
							  compare_rows);
	const NpIndexedArticle *article;
	NpIndexedArticle expected;
	NpPrint		print = {0};
	uint64		checksum = 0;

	(void) index;
	(void) alive;
	if (row == NULL)
		row_missing(rows, tid, "not in the index");
	if (!isnull[0])
	{
		uint64_t   *hashes;
		uint64		prefix;

		print = np_print_from_datum(values[0]);
		prefix = np_key_prefix(print.parameters);
		hashes = np_hashes_of(&print);
		for (uint32 i = 0; i < print.entries; i++)
			checksum += mix(prefix | hashes[i]);
	}
	expected = np_indexed_article(tid, isnull[0] ? NULL : &print);
	article = &rows->lists->articles[row->article];
	if (article->entries != expected.entries ||
		article->prefix != expected.prefix ||
		rows->checksums[row->article] != checksum)
		row_missing(rows, tid, "in the index with other entries");
	MemoryContextSwitchTo(caller);
	MemoryContextReset(rows->context);
}

/* Goes through the rows that the snapshot sees, as a build would. */
static void
check_table(Relation table, Relation index, Snapshot snapshot, Rows *rows)
{
	IndexInfo  *info = BuildIndexInfo(index);
	TableScanDesc scan = table_beginscan_strat(table, snapshot, 0, NULL, true,
											   true);
	Oid			user;
	int			security;
	int			nest_level;

	/* An index's expressions are the table owner's, and run as such. */
	GetUserIdAndSecContext(&user, &security);
	SetUserIdAndSecContext(table->rd_rel->relowner,
						   security | SECURITY_RESTRICTED_OPERATION);
	nest_level = NewGUCNestLevel();
	np_restrict_search_path();

	/* so that the build's scan takes the snapshot's word for what is there */
	info->ii_Concurrent = true;
	info->ii_ExclusionOps = NULL;
	info->ii_ExclusionProcs = NULL;
	info->ii_ExclusionStrats = NULL;
	rows->context = AllocSetContextCreate(CurrentMemoryContext, "newsprint row",
										  ALLOCSET_DEFAULT_SIZES);
	table_index_build_scan(table, index, info, true, false, check_row, rows,
						   scan);
	AtEOXact_GUC(false, nest_level);
	SetUserIdAndSecContext(user, security);
}

PG_FUNCTION_INFO_V1(newsprint_index_check);

/* newsprint_index_check(index regclass, heapallindexed bool) -> void */
Datum
newsprint_index_check(PG_FUNCTION_ARGS)
{
	bool		heapallindexed = PG_GETARG_BOOL(1);
	Oid			table_oid = IndexGetRelation(PG_GETARG_OID(0), true);
	Relation	table = NULL;
	Relation	index;
	Snapshot	snapshot;
	NpMetaCopy *copy = palloc(sizeof(NpMetaCopy));
	NpIndexLists *lists;
	Check		check = {0};
	Rows		rows = {0};

	/* the table first, as everybody locks them */
	if (OidIsValid(table_oid))
		table = table_open(table_oid, AccessShareLock);
	index = np_open_index_argument(PG_GETARG_OID(0));
	np_require_all_rows(index);
	snapshot = RegisterSnapshot(GetTransactionSnapshot());
	np_lock_changes(index);
	np_read_meta(index, copy);
	check.index = index;
	check.copy = copy;
	check.nblocks = RelationGetNumberOfBlocks(index);
	check.used = palloc_extended(check.nblocks / 8 + 1,
								 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (uint32 i = 0; i < copy->meta.nsegments; i++)
		check_segment(&check, &copy->meta.segments[i]);
	check_pending(&check, &copy->meta);

	lists = np_open_index_lists(index);
	rows.check = &check;
	read_rows(&rows, lists);
	if (heapallindexed)
		read_checksums(&rows, lists);
	np_unlock_changes(index);
	if (heapallindexed)
		check_table(table, index, snapshot, &rows);
	np_close_index_lists(lists);
	UnregisterSnapshot(snapshot);
	index_close(index, AccessShareLock);
	table_close(table, AccessShareLock);
	PG_RETURN_VOID();
}
