/*-------------------------------------------------------------------------
 *
 * vacuum.c
 *	  Vacuuming an index.
 *
 * What is deleted is only marked in the tables of articles, of which there are
 * some 12 bytes each, however many entries they have.  Vacuum then merges
 * segments, which leaves the dead out.  Before that it tells the free space map
 * of all free pages, also those that a crash has left.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/am.h"
#include "pg/index/change.h"

#include "access/generic_xlog.h"
#include "commands/vacuum.h"
#include "miscadmin.h"
#include "storage/indexfsm.h"
#include "storage/lmgr.h"
#include "utils/memutils.h"

/* ----- marking the dead ----- */

typedef struct Deletion
{
	Relation	index;
	IndexBulkDeleteCallback callback;
	void	   *callback_state;
	IndexBulkDeleteResult *stats;
} Deletion;

/* Is an article to be marked? */
static bool
is_to_delete(Deletion *deletion, const NpIndexedArticle *article)
{
	ItemPointerData tid = article->tid;

	if (article->entries & NP_ARTICLE_DEAD)
		return false;
	if (deletion->callback(&tid, deletion->callback_state))
	{
		deletion->stats->tuples_removed++;
		return true;
	}
	deletion->stats->num_index_tuples++;
	return false;
}

/* Adds to what the metapage has as the number of a segment's dead articles. */
static void
add_dead(NpMeta *meta, uint64 id, uint32 marked)
{
	for (uint32 i = 0; i < meta->nsegments; i++)
		if (meta->segments[i].id == id)
			meta->segments[i].dead += marked;
}

/*
 * Marks articles of a page, and counts them on the metapage in the same WAL
 * record.  The articles have been read from it.
 */
static void
delete_from_page(Deletion *deletion, BlockNumber block, uint64 id,
				 NpIndexedArticle *articles, uint32 n)
{
	uint32		marked = 0;
	Buffer		meta_buffer;
	Buffer		buffer;
	GenericXLogState *state;
	Page		page;

	for (uint32 i = 0; i < n; i++)
		if (is_to_delete(deletion, &articles[i]))
		{
			articles[i].entries |= NP_ARTICLE_DEAD;
			marked++;
		}
	if (marked == 0)
		return;
	meta_buffer = ReadBuffer(deletion->index, NP_METAPAGE);
	buffer = ReadBuffer(deletion->index, block);
	LockBuffer(meta_buffer, BUFFER_LOCK_EXCLUSIVE);
	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	state = GenericXLogStart(deletion->index);
	add_dead(np_meta(deletion->index,
					 GenericXLogRegisterBuffer(state, meta_buffer, 0)),
			 id, marked);
	page = GenericXLogRegisterBuffer(state, buffer, 0);
	memcpy(PageGetContents(page), articles, n * sizeof(NpIndexedArticle));
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
	UnlockReleaseBuffer(meta_buffer);
}

static void
delete_from_segment(Deletion *deletion, const NpSegment *segment)
{
	NpIndexedArticle articles[NP_ARTICLES_A_PAGE];
	NpTreeCursor cursor;
	NpStep		step;

	np_open_tree(&cursor, deletion->index, segment->id, segment->article_tree,
				 NP_PAGE_ARTICLES);
	step = np_seek_page(&cursor, 0, true) ? NP_STEP_PAGE : NP_STEP_FREED;
	while (step == NP_STEP_PAGE)
	{
		Page		page = BufferGetPage(cursor.buffer);
		uint32		n = NpPageUsed(page) / sizeof(NpIndexedArticle);

		/* nobody else marks articles while we have the lock on changes */
		memcpy(articles, PageGetContents(page), n * sizeof(NpIndexedArticle));
		LockBuffer(cursor.buffer, BUFFER_LOCK_UNLOCK);
		np_vacuum_delay_point();
		delete_from_page(deletion, BufferGetBlockNumber(cursor.buffer),
						 segment->id, articles, n);
		step = np_next_page(&cursor);
	}
	np_close_tree(&cursor);
	if (step == NP_STEP_FREED)
		np_index_corrupted(deletion->index, segment->article_tree.root,
						   "its segment is not whole");
}

static void
delete_pending(Deletion *deletion, const NpPendingReader *reader)
{
	Buffer		meta_buffer = ReadBuffer(deletion->index, NP_METAPAGE);
	Buffer		buffer = ReadBuffer(deletion->index, reader->article_block);
	GenericXLogState *state;
	NpPendingArticle *pending;

	LockBuffer(meta_buffer, BUFFER_LOCK_EXCLUSIVE);
	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	state = GenericXLogStart(deletion->index);
	/* nothing but its LSN changes, which tells old snapshots */
	(void) GenericXLogRegisterBuffer(state, meta_buffer, 0);
	pending = (NpPendingArticle *)
		(PageGetContents(GenericXLogRegisterBuffer(state, buffer, 0)) +
		 reader->article_offset);
	pending->article.entries |= NP_ARTICLE_DEAD;
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
	UnlockReleaseBuffer(meta_buffer);
}

IndexBulkDeleteResult *
np_index_bulkdelete(IndexVacuumInfo *info, IndexBulkDeleteResult *stats,
					IndexBulkDeleteCallback callback, void *callback_state)
{
	Deletion	deletion = {info->index, callback, callback_state, stats};
	NpMetaCopy *copy = palloc(sizeof(NpMetaCopy));
	NpPendingReader reader;

	if (deletion.stats == NULL)
		deletion.stats = palloc0(sizeof(IndexBulkDeleteResult));
	deletion.stats->num_index_tuples = 0;

	np_lock_changes(info->index);
	np_read_meta(info->index, copy);
	np_open_pending(&reader, info->index, &copy->meta, false);
	while (np_next_pending(&reader))
		if (is_to_delete(&deletion, &reader.article))
			delete_pending(&deletion, &reader);
	if (reader.freed)
		np_index_corrupted(info->index, reader.block,
						   "it is not a pending page");
	np_close_pending(&reader);
	for (uint32 i = 0; i < copy->meta.nsegments; i++)
		delete_from_segment(&deletion, &copy->meta.segments[i]);
	np_unlock_changes(info->index);
	pfree(copy);
	return deletion.stats;
}

/* ----- cleaning up ----- */

/* Tells the free space map which pages are free. */
static void
find_free_pages(IndexVacuumInfo *info)
{
	Relation	index = info->index;
	NpMetaCopy *copy = palloc(sizeof(NpMetaCopy));
	BlockNumber nblocks;

	if (!RELATION_IS_LOCAL(index))
		LockRelationForExtension(index, ExclusiveLock);
	nblocks = RelationGetNumberOfBlocks(index);
	if (!RELATION_IS_LOCAL(index))
		UnlockRelationForExtension(index, ExclusiveLock);
	np_read_meta(index, copy);
	for (BlockNumber block = NP_METAPAGE + 1; block < nblocks; block++)
	{
		Buffer		buffer;

		np_vacuum_delay_point();
		buffer = ReadBufferExtended(index, MAIN_FORKNUM, block, RBM_NORMAL,
									info->strategy);
		LockBuffer(buffer, BUFFER_LOCK_SHARE);
		if (np_page_is_free(&copy->meta, BufferGetPage(buffer)))
			RecordFreeIndexPage(index, block);
		UnlockReleaseBuffer(buffer);
	}
	IndexFreeSpaceMapVacuum(index);
	pfree(copy);
}

/* What there is in the end: articles that are alive, and pages */
static void
count_contents(Relation index, IndexBulkDeleteResult *stats)
{
	NpMetaCopy *copy = palloc(sizeof(NpMetaCopy));
	NpPendingReader reader;
	double		n = 0;
	BlockNumber used;

	np_read_meta(index, copy);
	np_open_pending(&reader, index, &copy->meta, false);
	while (np_next_pending(&reader))
		n += !(reader.article.entries & NP_ARTICLE_DEAD);
	np_close_pending(&reader);
	used = 1 + copy->meta.pending_pages;
	for (uint32 i = 0; i < copy->meta.nsegments; i++)
	{
		n += copy->meta.segments[i].articles - copy->meta.segments[i].dead;
		used += copy->meta.segments[i].pages;
	}
	stats->num_index_tuples = n;
	stats->estimated_count = false;
	stats->num_pages = RelationGetNumberOfBlocks(index);
	stats->pages_free = stats->num_pages - used;
	pfree(copy);
}

IndexBulkDeleteResult *
np_index_vacuumcleanup(IndexVacuumInfo *info, IndexBulkDeleteResult *stats)
{
	MemoryContext context;
	MemoryContext caller;

	/* ANALYZE has no business here */
	if (info->analyze_only)
		return stats;
	if (stats == NULL)
		stats = palloc0(sizeof(IndexBulkDeleteResult));

	context = AllocSetContextCreate(CurrentMemoryContext, "newsprint vacuum",
									ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(context);
	np_lock_changes(info->index);

	/*
	 * What was left by changes that were cut short comes first: merges can
	 * use it, and where one fails for want of room, it must not be for ever.
	 */
	np_forget_change(info->index);
	find_free_pages(info);
	np_flush_pending(info->index);
	np_merge_segments(info->index, NP_SEGMENT_ARTICLES);
	count_contents(info->index, stats);
	np_unlock_changes(info->index);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return stats;
}
