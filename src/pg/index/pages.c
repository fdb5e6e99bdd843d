/*-------------------------------------------------------------------------
 *
 * pages.c
 *	  Pages of an index: reading, making, freeing, and the metapage.
 *
 * A page is free if the metapage knows nothing that it belongs to; that can be
 * seen from its id alone.  So no page has to be marked as free, which would
 * have to be logged, and what is left by a writer that was interrupted, or by
 * a crash, is free of itself.  The free space map tells where to look.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/pages.h"

#include "access/xloginsert.h"
#include "miscadmin.h"
#include "storage/indexfsm.h"
#include "storage/lmgr.h"
#include "utils/rel.h"

/* ----- who may change segments ----- */

void
np_lock_changes(Relation index)
{
	LockPage(index, NP_METAPAGE, ExclusiveLock);
}

bool
np_try_lock_changes(Relation index)
{
	return ConditionalLockPage(index, NP_METAPAGE, ExclusiveLock);
}

void
np_unlock_changes(Relation index)
{
	UnlockPage(index, NP_METAPAGE, ExclusiveLock);
}

/* ----- reading ----- */

void
np_index_corrupted(Relation index, BlockNumber block, const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INDEX_CORRUPTED),
			 errmsg("index \"%s\" is damaged", RelationGetRelationName(index)),
			 errdetail("Block %u: %s.", block, what),
			 errhint("REINDEX it.")));
}

static bool
is_ours(Page page)
{
	return !PageIsNew(page) &&
		PageGetSpecialSize(page) == sizeof(NpPageSpecial) &&
		NpPageGetSpecial(page)->mark == NP_PAGE_MARK &&
		((PageHeader) page)->pd_lower >= MAXALIGN(SizeOfPageHeaderData) &&
		((PageHeader) page)->pd_lower <= ((PageHeader) page)->pd_upper;
}

NpMeta *
np_meta(Relation index, Page page)
{
	NpMeta	   *meta = (NpMeta *) PageGetContents(page);

	if (!is_ours(page) || NpPageGetSpecial(page)->kind != NP_PAGE_META ||
		meta->magic != NP_INDEX_MAGIC)
		np_index_corrupted(index, NP_METAPAGE, "it is not a metapage");
	if (meta->version != NP_INDEX_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("index \"%s\" has another format",
						RelationGetRelationName(index)),
				 errdetail("Its version is %u; this is version %u.",
						   meta->version, NP_INDEX_VERSION),
				 errhint("REINDEX it.")));
	if (meta->nsegments > NP_MAX_SEGMENTS)
		np_index_corrupted(index, NP_METAPAGE, "it has too many segments");
	return meta;
}

void
np_read_meta(Relation index, NpMetaCopy *copy)
{
	Buffer		buffer = ReadBuffer(index, NP_METAPAGE);
	NpMeta	   *meta;

	LockBuffer(buffer, BUFFER_LOCK_SHARE);
	meta = np_meta(index, BufferGetPage(buffer));
	memset(copy, 0, sizeof(NpMetaCopy));
	memcpy(copy->bytes, meta,
		   offsetof(NpMeta, segments) + meta->nsegments * sizeof(NpSegment));
	UnlockReleaseBuffer(buffer);
}

bool
np_read_page(Relation index, BlockNumber block, uint64 id, NpPageKind kind,
			 Buffer *buffer)
{
	Page		page;

	*buffer = ReleaseAndReadBuffer(*buffer, index, block);
	LockBuffer(*buffer, BUFFER_LOCK_SHARE);
	page = BufferGetPage(*buffer);
	if (is_ours(page) && NpPageGetSpecial(page)->id == id &&
		NpPageGetSpecial(page)->kind == kind)
		return true;
	LockBuffer(*buffer, BUFFER_LOCK_UNLOCK);
	return false;
}

/* ----- writing ----- */

static void
init_page(Page page, NpPageSpecial special)
{
	PageInit(page, BLCKSZ, sizeof(NpPageSpecial));
	*NpPageGetSpecial(page) = special;
}

void
np_init_meta(Page page)
{
	NpMeta	   *meta;

	init_page(page, np_page_of(0, NP_PAGE_META));
	meta = (NpMeta *) PageGetContents(page);
	memset(meta, 0, NP_PAGE_ROOM);
	meta->magic = NP_INDEX_MAGIC;
	meta->version = NP_INDEX_VERSION;
	meta->next_id = 1;
	meta->pending_head = InvalidBlockNumber;
	meta->pending_tail = InvalidBlockNumber;
	/* all of it, so that it is logged whole */
	((PageHeader) page)->pd_lower = ((PageHeader) page)->pd_upper;
}

bool
np_page_is_free(const NpMeta *meta, Page page)
{
	const NpPageSpecial *special;

	if (PageIsNew(page))
		return true;
	if (!is_ours(page))
		return false;
	special = NpPageGetSpecial(page);
	if (special->kind == NP_PAGE_META)
		return false;

	/* Ids of pending pages ascend along their list. */
	if (special->kind == NP_PAGE_PENDING)
		return special->id < meta->pending_id;
	if (special->id == meta->building)
		return false;
	for (uint32 i = 0; i < meta->nsegments; i++)
		if (special->id == meta->segments[i].id)
			return false;
	return true;
}

/*
 * Pages that the free space map calls free and that are not, before the index
 * is made longer: after a crash there may be as many as were written since the
 * last checkpoint, and whoever appends has locked the metapage.
 */
#define MOST_MISTAKES	16

Buffer
np_new_page(Relation index, const NpMeta *meta)
{
	Buffer		buffer;

	for (int mistakes = 0; meta != NULL && mistakes < MOST_MISTAKES; mistakes++)
	{
		BlockNumber block = GetFreeIndexPage(index);

		if (block == InvalidBlockNumber)
			break;
		buffer = ReadBuffer(index, block);

		/*
		 * Another may have been told of the same page, and be about to use
		 * it.
		 */
		if (ConditionalLockBuffer(buffer))
		{
			if (np_page_is_free(meta, BufferGetPage(buffer)))
				return buffer;
			LockBuffer(buffer, BUFFER_LOCK_UNLOCK);
		}
		ReleaseBuffer(buffer);
	}

	if (!RELATION_IS_LOCAL(index))
		LockRelationForExtension(index, ExclusiveLock);
	buffer = ReadBuffer(index, P_NEW);
	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	if (!RELATION_IS_LOCAL(index))
		UnlockRelationForExtension(index, ExclusiveLock);
	return buffer;
}

void
np_fill_page(Relation index, Buffer buffer, NpPageSpecial special,
			 const void *content, Size size, bool building)
{
	Page		page = BufferGetPage(buffer);

	Assert(size <= NP_PAGE_ROOM);
	START_CRIT_SECTION();
	init_page(page, special);
	memcpy(PageGetContents(page), content, size);
	((PageHeader) page)->pd_lower += MAXALIGN(size);
	MarkBufferDirty(buffer);
	if (!building && RelationNeedsWAL(index))
		log_newpage_buffer(buffer, true);
	END_CRIT_SECTION();
	UnlockReleaseBuffer(buffer);
}
