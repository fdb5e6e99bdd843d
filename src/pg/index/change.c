/*-------------------------------------------------------------------------
 *
 * change.c
 *	  Changing which segments an index has.
 *
 * A new segment is written whole before the metapage is told of it, in one WAL
 * record that takes the place of what it was made from.  At any moment,
 * also after a crash, the metapage names either the old or the new.
 *
 * Merging.  Every search looks into every segment, and every merge writes all
 * of its postings anew, so segments are merged with others of about their
 * size only: at an insert, GROUP of them that have the same order of magnitude
 * (to the base GROUP); at a vacuum, which has time, all that are together
 * larger than half of the next larger one.  This is the log-structured
 * merge-tree (O'Neil, Cheng, Gawlick, O'Neil, 1996).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/change.h"
#include "pg/index/lists.h"

#include "access/generic_xlog.h"
#include "miscadmin.h"
#include "storage/indexfsm.h"
#include "utils/memutils.h"

/* Segments of one order of magnitude that an insert merges */
#define GROUP			8

/* Segments that are left free on the metapage before a merge must be */
#define SPARE_SEGMENTS	16

/* Postings that a flush sorts at a time: 64 MB of them */
#define FLUSH_POSTINGS	(4 * 1024 * 1024)

/* ----- the metapage ----- */

/* Takes an id for a new segment, and reads the metapage. */
static uint64
begin_change(Relation index, NpMetaCopy *copy)
{
	Buffer		buffer = ReadBuffer(index, NP_METAPAGE);
	GenericXLogState *state;
	NpMeta	   *meta;

	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	state = GenericXLogStart(index);
	meta = np_meta(index, GenericXLogRegisterBuffer(state, buffer, 0));
	meta->building = meta->next_id++;
	memcpy(copy->bytes, meta,
		   offsetof(NpMeta, segments) + meta->nsegments * sizeof(NpSegment));
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
	return copy->meta.building;
}

void
np_forget_change(Relation index)
{
	Buffer		buffer = ReadBuffer(index, NP_METAPAGE);
	GenericXLogState *state;

	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	if (np_meta(index, BufferGetPage(buffer))->building != 0)
	{
		state = GenericXLogStart(index);
		np_meta(index, GenericXLogRegisterBuffer(state, buffer, 0))->building = 0;
		GenericXLogFinish(state);
	}
	UnlockReleaseBuffer(buffer);
}

/* What a change puts out and in */
typedef struct Change
{
	uint32		removed;		/* segments in */
	const NpSegment *old;
	bool		has_new;
	NpSegment	new;
	uint32		pending_pages;	/* that go */
	BlockNumber pending_head;	/* what they leave as the first */
	uint64		pending_id;
} Change;

static bool
is_removed(const Change *change, uint64 id)
{
	for (uint32 i = 0; i < change->removed; i++)
		if (change->old[i].id == id)
			return true;
	return false;
}

static void
finish_change(Relation index, const Change *change)
{
	Buffer		buffer = ReadBuffer(index, NP_METAPAGE);
	GenericXLogState *state;
	NpMeta	   *meta;
	uint32		kept = 0;

	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	state = GenericXLogStart(index);
	meta = np_meta(index, GenericXLogRegisterBuffer(state, buffer, 0));
	for (uint32 i = 0; i < meta->nsegments; i++)
		if (!is_removed(change, meta->segments[i].id))
			meta->segments[kept++] = meta->segments[i];
	if (change->has_new)
	{
		if (kept == NP_MAX_SEGMENTS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("index \"%s\" has too many segments",
							RelationGetRelationName(index)),
					 errdetail("It has room for %u segments of %u articles.",
							   NP_MAX_SEGMENTS, NP_SEGMENT_ARTICLES),
					 errhint("VACUUM the table; if that does not help, partition it.")));
		meta->segments[kept++] = change->new;
	}
	meta->nsegments = kept;
	meta->building = 0;
	if (change->pending_pages > 0)
	{
		meta->pending_head = change->pending_head;
		meta->pending_id = change->pending_id;
		meta->pending_pages -= change->pending_pages;
	}
	GenericXLogFinish(state);
	UnlockReleaseBuffer(buffer);
}

/* ----- free pages ----- */

typedef struct Blocks
{
	BlockNumber *blocks;
	uint32		n;
	uint32		room;
} Blocks;

static void
add_block(void *arg, BlockNumber block)
{
	Blocks	   *blocks = arg;

	if (blocks->n == blocks->room)
	{
		blocks->room = Max(64, 2 * blocks->room);
		blocks->blocks = blocks->blocks == NULL ?
			palloc(blocks->room * sizeof(BlockNumber)) :
			repalloc_huge(blocks->blocks, blocks->room * sizeof(BlockNumber));
	}
	blocks->blocks[blocks->n++] = block;
}

static void
free_blocks(Relation index, Blocks *blocks)
{
	for (uint32 i = 0; i < blocks->n; i++)
		RecordFreeIndexPage(index, blocks->blocks[i]);
	if (blocks->n > 0)
		IndexFreeSpaceMapVacuum(index);
}

/* ----- pending articles to a segment ----- */

static NpSegment
write_sorted(Relation index, uint64 id, const NpMeta *meta,
			 NpSortedPending *sorted)
{
	NpSegmentWriter *writer = np_begin_segment(index, id, meta,
											   sorted->narticles);

	np_sort_pending(sorted);
	for (uint32 i = 0; i < sorted->narticles; i++)
		np_write_article(writer, &sorted->articles[i]);
	for (Size i = 0; i < sorted->npostings; i++)
		np_write_posting(writer, sorted->postings[i].key,
						 sorted->postings[i].article);
	return np_end_segment(writer);
}

/* A part of the pending articles; false where there are none to flush */
static bool
flush_some(Relation index)
{
	NpMetaCopy	copy;
	uint64		id;
	NpSortedPending sorted;
	Change		change = {0};
	Blocks		blocks = {0};
	NpPendingReader reader;
	BlockNumber last = InvalidBlockNumber;

	np_read_meta(index, &copy);
	if (copy.meta.pending_head == copy.meta.pending_tail)
		return false;
	id = begin_change(index, &copy);
	np_begin_sorted(&sorted);
	np_open_pending(&reader, index, &copy.meta, true);
	while (np_next_pending(&reader))
	{
		if (reader.article_offset == 0 &&
			(sorted.npostings >= FLUSH_POSTINGS ||
			 sorted.narticles >= NP_SEGMENT_ARTICLES / 2))
		{
			change.pending_pages = reader.pages_before;
			change.pending_head = reader.article_block;
			change.pending_id = reader.article_id;
			break;
		}
		if (!(reader.article.entries & NP_ARTICLE_DEAD))
			np_add_sorted(&sorted, &reader);
	}
	if (reader.freed)
		np_index_corrupted(index, reader.block, "it is not a pending page");
	if (change.pending_pages == 0)
	{
		change.pending_pages = reader.pages;
		change.pending_head = reader.next;
		change.pending_id = reader.next_id;
	}
	np_close_pending(&reader);

	if (sorted.narticles > 0)
	{
		change.has_new = true;
		change.new = write_sorted(index, id, &copy.meta, &sorted);
	}
	np_end_sorted(&sorted);

	/* the pages that go, before anybody can have taken them */
	np_open_pending(&reader, index, &copy.meta, true);
	reader.end = change.pending_head;
	while (np_next_pending_page(&reader))
		if (reader.block != last)
			add_block(&blocks, last = reader.block);
	np_close_pending(&reader);
	finish_change(index, &change);
	free_blocks(index, &blocks);
	return true;
}

bool
np_flush_pending(Relation index)
{
	bool		any = false;

	while (flush_some(index))
		any = true;
	return any;
}

/* ----- several segments to one ----- */

/* A segment that is being merged */
typedef struct Source
{
	NpListReader lists;
	uint32	   *numbers;		/* of its articles in the new segment */
	bool		more;
} Source;

#define NO_NUMBER	PG_UINT32_MAX

static void
next_list(Relation index, Source *source)
{
	NpStep		step = np_next_list(&source->lists);

	if (step == NP_STEP_FREED)
		np_index_corrupted(index, source->lists.cursor.tree.root,
						   "its segment is not whole");
	source->more = step == NP_STEP_PAGE;
}

/* Numbers the articles of all segments that are alive, and writes them. */
static NpSegmentWriter *
merge_articles(Relation index, uint64 id, const NpMeta *meta,
			   const NpSegment *old, uint32 nold, Source *sources)
{
	NpIndexedArticle **articles = palloc(nold * sizeof(NpIndexedArticle *));
	uint32		alive = 0;
	NpSegmentWriter *writer;

	for (uint32 i = 0; i < nold; i++)
	{
		articles[i] = np_read_articles(index, &old[i]);
		if (articles[i] == NULL)
			np_index_corrupted(index, old[i].article_tree.root,
							   "its segment is not whole");
		sources[i].numbers = palloc(Max(old[i].articles, 1) * sizeof(uint32));
		for (uint32 j = 0; j < old[i].articles; j++)
			sources[i].numbers[j] =
				articles[i][j].entries & NP_ARTICLE_DEAD ? NO_NUMBER : alive++;
	}
	writer = np_begin_segment(index, id, meta, alive);
	for (uint32 i = 0; i < nold; i++)
	{
		for (uint32 j = 0; j < old[i].articles; j++)
			if (sources[i].numbers[j] != NO_NUMBER)
				np_write_article(writer, &articles[i][j]);
		pfree(articles[i]);
	}
	pfree(articles);
	return writer;
}

static void
merge_lists(Relation index, NpSegmentWriter *writer, Source *sources,
			uint32 nsources)
{
	for (uint32 i = 0; i < nsources; i++)
		next_list(index, &sources[i]);
	for (;;)
	{
		uint64		key = PG_UINT64_MAX;
		bool		any = false;

		for (uint32 i = 0; i < nsources; i++)
			if (sources[i].more && sources[i].lists.key <= key)
			{
				key = sources[i].lists.key;
				any = true;
			}
		if (!any)
			break;
		/* lists of one key in the order in which articles were numbered */
		for (uint32 i = 0; i < nsources; i++)
			while (sources[i].more && sources[i].lists.key == key)
			{
				for (uint32 j = 0; j < sources[i].lists.length; j++)
				{
					uint32		number =
					sources[i].numbers[sources[i].lists.list[j]];

					if (number != NO_NUMBER)
						np_write_posting(writer, key, number);
				}
				next_list(index, &sources[i]);
			}
	}
}

static void
merge(Relation index, const NpSegment *old, uint32 nold)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "newsprint merge",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	NpMetaCopy	copy;
	uint64		id = begin_change(index, &copy);
	Source	   *sources = palloc0(nold * sizeof(Source));
	NpSegmentWriter *writer;
	Change		change = {0};
	Blocks		blocks = {0};

	writer = merge_articles(index, id, &copy.meta, old, nold, sources);
	for (uint32 i = 0; i < nold; i++)
		np_open_lists(&sources[i].lists, index, &old[i]);
	merge_lists(index, writer, sources, nold);
	for (uint32 i = 0; i < nold; i++)
		np_close_lists(&sources[i].lists);

	change.old = old;
	change.removed = nold;
	change.new = np_end_segment(writer);
	change.has_new = change.new.articles > 0;
	for (uint32 i = 0; i < nold; i++)
		if (!np_segment_blocks(index, &old[i], add_block, &blocks))
			np_index_corrupted(index, old[i].key_tree.root,
							   "its segment is not whole");
	finish_change(index, &change);
	free_blocks(index, &blocks);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
}

/* ----- which to merge ----- */

static uint32
alive(const NpSegment *segment)
{
	return segment->articles - segment->dead;
}

static int
compare_sizes(const void *a, const void *b)
{
	uint32		x = alive(a);
	uint32		y = alive(b);

	return x < y ? -1 : x > y;
}

static int
magnitude(uint32 articles)
{
	int			magnitude = 0;

	while (articles >= GROUP)
	{
		articles /= GROUP;
		magnitude++;
	}
	return magnitude;
}

/*
 * Takes from ascending segments the first of one magnitude that there are
 * GROUP of, if their sum is not more than most; moves them to the front.
 */
static uint32
choose_group(NpSegment *segments, uint32 n, uint32 most)
{
	for (uint32 i = 0; i + GROUP <= n; i++)
	{
		uint32		sum = 0;

		if (magnitude(alive(&segments[i])) !=
			magnitude(alive(&segments[i + GROUP - 1])))
			continue;
		for (uint32 j = i; j < i + GROUP; j++)
			sum += alive(&segments[j]);
		if (sum > most)
			continue;
		memmove(segments, segments + i, GROUP * sizeof(NpSegment));
		return GROUP;
	}
	return 0;
}

/*
 * How many of the smallest segments are together larger than half of the next
 * one, so that they are better merged with it.
 */
static uint32
choose_smallest(const NpSegment *segments, uint32 n, uint32 most)
{
	uint32		chosen = 0;
	uint64		sum = 0;

	for (uint32 i = 0; i < n; i++)
	{
		sum += alive(&segments[i]);
		if (sum > most)
			break;
		if (i > 0 && sum - alive(&segments[i]) > alive(&segments[i]) / 2)
			chosen = i + 1;
	}
	return chosen;
}

/* How many of the smallest segments one of that size has room for */
static uint32
choose_fitting(const NpSegment *segments, uint32 n, uint32 most)
{
	uint64		sum = 0;
	uint32		chosen = 0;

	while (chosen < n && (sum += alive(&segments[chosen])) <= most)
		chosen++;
	return chosen > 1 ? chosen : 0;
}

static bool
merge_once(Relation index, uint32 most)
{
	NpMetaCopy	copy;
	NpSegment  *segments = copy.meta.segments;
	uint32		n;
	uint32		chosen;

	np_read_meta(index, &copy);
	n = copy.meta.nsegments;
	qsort(segments, n, sizeof(NpSegment), compare_sizes);
	if (most == NP_SEGMENT_ARTICLES)
	{
		chosen = choose_smallest(segments, n, most);
		/* many dead articles are as good a reason */
		for (uint32 i = 0; i < n && chosen == 0; i++)
			if (segments[i].dead > segments[i].articles / 4)
			{
				segments[0] = segments[i];
				chosen = 1;
			}
	}
	else
	{
		chosen = choose_group(segments, n, most);
		if (chosen == 0 && n > NP_MAX_SEGMENTS - SPARE_SEGMENTS)
			chosen = choose_group(segments, n, NP_SEGMENT_ARTICLES);
		if (chosen == 0 && n > NP_MAX_SEGMENTS - SPARE_SEGMENTS)
			chosen = choose_fitting(segments, n, NP_SEGMENT_ARTICLES);
	}
	if (chosen == 0)
		return false;
	merge(index, segments, chosen);
	return true;
}

void
np_merge_segments(Relation index, uint32 most)
{
	while (merge_once(index, most))
		CHECK_FOR_INTERRUPTS();
}
