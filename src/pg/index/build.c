/*-------------------------------------------------------------------------
 *
 * build.c
 *	  Building an index on a table.
 *
 * The table is read once.  Its postings go into PostgreSQL's tuplesort
 * (pg/postings.h), a sort for each kind of parameters that prints have, and
 * come out of it as a finished segment, page after page.  Of each article 12
 * bytes are kept.  A table of more articles than a segment may have gets
 * several of them.
 *
 * Nothing is logged until all pages are there; then they are logged as they
 * are.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/am.h"
#include "pg/index/segment.h"
#include "pg/index/pending.h"
#include "pg/keys.h"
#include "pg/postings.h"

#include "access/tableam.h"
#include "access/xloginsert.h"
#include "catalog/index.h"
#include "commands/progress.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "storage/lmgr.h"
#include "utils/backend_progress.h"
#include "utils/memutils.h"

#define PHASE_SCAN		2
#define PHASE_SORT		3
#define PHASE_WRITE		4

/* Postings between two words on how far it is */
#define POSTINGS_A_WORD	65536

/* The sort of prints that have one kind of parameters */
typedef struct Kind
{
	uint16		prefix;
	NpPostings *postings;
} Kind;

typedef struct Build
{
	Relation	index;
	MemoryContext segment_context;	/* what is kept for a segment */
	MemoryContext row_context;
	double		rows;
	uint64		next_id;

	/* the segment */
	NpIndexedArticle *articles;
	uint32		narticles;
	uint32		room;
	uint64		npostings;
	Kind	   *kinds;			/* by prefix */
	int			nkinds;

	/* finished ones */
	NpSegment	segments[NP_MAX_SEGMENTS];
	uint32		nsegments;
} Build;

static void
begin_segment(Build *build)
{
	MemoryContextReset(build->segment_context);
	build->narticles = 0;
	build->npostings = 0;
	build->nkinds = 0;
	build->kinds = NULL;
	build->room = 1024;
	build->articles = MemoryContextAlloc(build->segment_context,
										 build->room * sizeof(NpIndexedArticle));
}

/* The sort for a prefix.  All but the first are rare, and get less memory. */
static NpPostings *
postings_of(Build *build, uint16 prefix)
{
	MemoryContext caller;
	int			i = 0;

	while (i < build->nkinds && build->kinds[i].prefix < prefix)
		i++;
	if (i < build->nkinds && build->kinds[i].prefix == prefix)
		return build->kinds[i].postings;

	caller = MemoryContextSwitchTo(build->segment_context);
	build->kinds = build->kinds == NULL ? palloc(sizeof(Kind)) :
		repalloc(build->kinds, (build->nkinds + 1) * sizeof(Kind));
	memmove(&build->kinds[i + 1], &build->kinds[i],
			(build->nkinds - i) * sizeof(Kind));
	build->kinds[i].prefix = prefix;
	build->kinds[i].postings =
		np_begin_postings(NP_SEGMENT_ARTICLES,
						  build->nkinds == 0 ? maintenance_work_mem :
						  maintenance_work_mem / 8,
						  NULL, false);
	build->nkinds++;
	MemoryContextSwitchTo(caller);
	return build->kinds[i].postings;
}

static void
end_segment(Build *build)
{
	MemoryContext caller = MemoryContextSwitchTo(build->segment_context);
	NpSegmentWriter *writer;
	uint64		written = 0;

	if (build->nsegments == NP_MAX_SEGMENTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("table has too many articles for an index"),
				 errdetail("An index has room for %u segments of %u articles.",
						   NP_MAX_SEGMENTS, NP_SEGMENT_ARTICLES),
				 errhint("Partition the table.")));
	pgstat_progress_update_param(PROGRESS_CREATEIDX_SUBPHASE, PHASE_SORT);
	for (int i = 0; i < build->nkinds; i++)
		np_finish_postings(build->kinds[i].postings);

	pgstat_progress_update_param(PROGRESS_CREATEIDX_SUBPHASE, PHASE_WRITE);
	pgstat_progress_update_param(PROGRESS_CREATEIDX_TUPLES_TOTAL,
								 build->npostings);
	writer = np_begin_segment(build->index, build->next_id++, NULL,
							  build->narticles);
	for (uint32 i = 0; i < build->narticles; i++)
		np_write_article(writer, &build->articles[i]);
	for (int i = 0; i < build->nkinds; i++)
	{
		uint64		prefix = (uint64) build->kinds[i].prefix << NP_HASH_BITS;
		NpPostingList list;

		while (np_next_posting_list(build->kinds[i].postings, &list))
		{
			for (uint32 j = 0; j < list.narticles; j++)
				np_write_posting(writer, prefix | list.hash, list.articles[j]);
			if (written / POSTINGS_A_WORD !=
				(written + list.narticles) / POSTINGS_A_WORD)
				pgstat_progress_update_param(PROGRESS_CREATEIDX_TUPLES_DONE,
											 written);
			written += list.narticles;
		}
		np_end_postings(build->kinds[i].postings);
	}
	build->segments[build->nsegments++] = np_end_segment(writer);
	MemoryContextSwitchTo(caller);
	begin_segment(build);
}

static void
add_row(Relation index, ItemPointer tid, Datum *values, bool *isnull,
		bool alive, void *state)
{
	Build	   *build = state;
	MemoryContext caller = MemoryContextSwitchTo(build->row_context);
	NpPrint		print = {0};
	NpIndexedArticle article;

	(void) index;
	(void) alive;
	if (build->narticles == NP_SEGMENT_ARTICLES)
	{
		end_segment(build);
		pgstat_progress_update_param(PROGRESS_CREATEIDX_SUBPHASE, PHASE_SCAN);
	}
	if (!isnull[0])
		print = np_print_from_datum(values[0]);
	article = np_indexed_article(tid, isnull[0] ? NULL : &print);
	if (build->narticles == build->room)
	{
		build->room = Min(2 * build->room, NP_SEGMENT_ARTICLES);
		build->articles = repalloc(build->articles,
								   build->room * sizeof(NpIndexedArticle));
	}
	if (!isnull[0] && print.entries > 0)
		build->npostings += np_add_postings(postings_of(build, article.prefix),
											build->narticles, &print);
	build->articles[build->narticles++] = article;
	build->rows++;
	MemoryContextSwitchTo(caller);
	MemoryContextReset(build->row_context);
}

/* Writes the metapage, which is the first page and was left for the end. */
static void
write_meta(const Build *build, Buffer buffer)
{
	Page		page = BufferGetPage(buffer);
	NpMeta	   *meta = (NpMeta *) PageGetContents(page);

	START_CRIT_SECTION();
	np_init_meta(page);
	meta->next_id = build->next_id;
	meta->nsegments = build->nsegments;
	memcpy(meta->segments, build->segments,
		   build->nsegments * sizeof(NpSegment));
	MarkBufferDirty(buffer);
	END_CRIT_SECTION();
	UnlockReleaseBuffer(buffer);
}

IndexBuildResult *
np_index_build(Relation heap, Relation index, IndexInfo *info)
{
	Build	   *build = palloc0(sizeof(Build));
	IndexBuildResult *result = palloc(sizeof(IndexBuildResult));
	Buffer		meta_buffer;

	if (RelationGetNumberOfBlocks(index) != 0)
		elog(ERROR, "index \"%s\" already contains data",
			 RelationGetRelationName(index));
	meta_buffer = np_new_page(index, NULL);
	Assert(BufferGetBlockNumber(meta_buffer) == NP_METAPAGE);
	LockBuffer(meta_buffer, BUFFER_LOCK_UNLOCK);

	build->index = index;
	build->next_id = 1;
	build->segment_context = AllocSetContextCreate(CurrentMemoryContext,
												   "newsprint segment",
												   ALLOCSET_DEFAULT_SIZES);
	build->row_context = AllocSetContextCreate(CurrentMemoryContext,
											   "newsprint row",
											   ALLOCSET_DEFAULT_SIZES);
	begin_segment(build);
	pgstat_progress_update_param(PROGRESS_CREATEIDX_SUBPHASE, PHASE_SCAN);
	result->heap_tuples = table_index_build_scan(heap, index, info, true, true,
												 add_row, build, NULL);
	if (build->narticles > 0)
		end_segment(build);
	LockBuffer(meta_buffer, BUFFER_LOCK_EXCLUSIVE);
	write_meta(build, meta_buffer);
	if (RelationNeedsWAL(index))
		log_newpage_range(index, MAIN_FORKNUM, 0,
						  RelationGetNumberOfBlocks(index), true);
	result->index_tuples = build->rows;
	MemoryContextDelete(build->segment_context);
	MemoryContextDelete(build->row_context);
	pfree(build);
	return result;
}

void
np_index_buildempty(Relation index)
{
	Buffer		buffer;

	LockRelationForExtension(index, ExclusiveLock);
	buffer = ReadBufferExtended(index, INIT_FORKNUM, P_NEW, RBM_NORMAL, NULL);
	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	UnlockRelationForExtension(index, ExclusiveLock);
	START_CRIT_SECTION();
	np_init_meta(BufferGetPage(buffer));
	MarkBufferDirty(buffer);
	log_newpage_buffer(buffer, true);
	END_CRIT_SECTION();
	UnlockReleaseBuffer(buffer);
}

char *
np_index_buildphasename(int64 phase)
{
	switch (phase)
	{
		case PROGRESS_CREATEIDX_SUBPHASE_INITIALIZE:
			return "initializing";
		case PHASE_SCAN:
			return "reading prints";
		case PHASE_SORT:
			return "sorting entries";
		case PHASE_WRITE:
			return "writing posting lists";
		default:
			return NULL;
	}
}
