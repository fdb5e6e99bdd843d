/*-------------------------------------------------------------------------
 *
 * scan.c
 *	  Index scans: conditions, and the order by containment.
 *
 * A scan reads the metapage, then the pending articles, then the segments, and
 * has all its answers before it returns the first one.  Where it comes to a
 * page that has been freed meanwhile, it forgets them and begins anew.
 *
 * It keeps no page from being changed afterwards, so a row that it returns may
 * be gone, and another stand in its place.  Of such a row's inserter the
 * scan's snapshot knows nothing, so it is not visible; where the snapshot is
 * not of that kind, conditions are checked again.
 *
 * Order.  Nobody tells a scan how many rows are wanted, so they are found in
 * batches: the best hundred and those that are as good as the last of them,
 * then, if that did not do, eight times as many, and at the end the articles
 * that have nothing of the operand.  Each batch counts anew, and goes on behind
 * the last row returned; so nothing need be kept from one to the next but its
 * place in the order, which is by entries in common, then by place in the
 * table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/am.h"
#include "pg/index/search.h"

#include "access/relscan.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/tidbitmap.h"
#include "pgstat.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

/* Rows of the first batch, and how much larger each further one is */
#define FIRST_BATCH		100
#define BATCH_GROWTH	8

/*
 * Rank of what has no entry in common with the operand of the order; those
 * that have some rank by their number.
 */
#define RANK_NOTHING	0		/* containment is 0 */
#define RANK_NULL		(-1)	/* NULL: the print, or an empty operand's */
#define RANK_OTHER		(-2)	/* of other parameters; see set_distances */

/* A row to be returned */
typedef struct Answer
{
	ItemPointerData tid;
	int32		rank;
} Answer;

/* An article of a segment that has entries of the order's operand */
typedef struct Candidate
{
	uint32		number;
	uint32		rank;
} Candidate;

typedef struct NpScan
{
	MemoryContext keys_context; /* operands */
	MemoryContext counts_context;	/* counters, kept from scan to scan */
	MemoryContext answers_context;	/* a batch */
	NpCounts	counts;
	NpOperand  *operands;
	int			noperands;
	bool		nothing;		/* a condition is NULL */
	bool		ordered;
	bool		order_is_null;
	NpOperand	order;

	bool		begun;
	bool		complete;		/* there is no further batch */
	uint64		batch;			/* rows of the next one */
	Answer	   *answers;
	uint64		nanswers;
	uint64		room;
	uint64		next;
	bool		returned;		/* is last valid? */
	Answer		last;
} NpScan;

/* ----- answers ----- */

static void
add_answer(NpScan *scan, const NpIndexedArticle *article, int32 rank)
{
	Answer	   *answer;

	if (article->entries & NP_ARTICLE_DEAD)
		return;
	if (scan->nanswers == scan->room)
	{
		scan->room = Max(1024, 2 * scan->room);
		scan->answers = scan->answers == NULL ?
			palloc(scan->room * sizeof(Answer)) :
			repalloc_huge(scan->answers, scan->room * sizeof(Answer));
	}
	answer = &scan->answers[scan->nanswers++];
	answer->tid = article->tid;
	answer->rank = rank;
}

static void
forget_answers(NpScan *scan)
{
	MemoryContextReset(scan->answers_context);
	scan->answers = NULL;
	scan->nanswers = 0;
	scan->room = 0;
	scan->next = 0;
}

static int
compare_answers(const void *a, const void *b)
{
	const Answer *x = a;
	const Answer *y = b;

	if (x->rank != y->rank)
		return x->rank > y->rank ? -1 : 1;
	return ItemPointerCompare(unconstify(ItemPointerData *, &x->tid),
							  unconstify(ItemPointerData *, &y->tid));
}

/* ----- conditions ----- */

/* A set of articles of a segment */
typedef struct Set
{
	uint64	   *words;
	uint32		nwords;
} Set;

static inline void
set_add(Set *set, uint32 number)
{
	set->words[number / 64] |= UINT64CONST(1) << (number % 64);
}

static inline void
set_remove(Set *set, uint32 number)
{
	set->words[number / 64] &= ~(UINT64CONST(1) << (number % 64));
}

static inline bool
set_has(const Set *set, uint32 number)
{
	return set->words[number / 64] >> (number % 64) & 1;
}

/*
 * Which articles of a segment match an operand, having none of its keys or by
 * how many keys they have of their own?  False where it was freed.
 */
static bool
match_by_articles(Relation index, const NpSegment *segment,
				  const NpOperand *operand, const NpCounts *counts, Set *set)
{
	NpIndexedArticle *articles = np_read_articles(index, segment);

	if (articles == NULL)
		return false;
	for (uint32 i = 0; i < counts->n; i++)
		if (np_operand_matches(operand, &articles[counts->articles[i]],
							   counts->counts[i]))
			set_add(set, counts->articles[i]);
	/* who has none of the keys, and is not asked for any */
	if (operand->nkeys == 0 || segment->empty > 0)
		for (uint32 i = 0; i < segment->articles; i++)
			if ((operand->nkeys == 0 ||
				 (articles[i].entries & NP_ARTICLE_ENTRIES) == 0) &&
				np_operand_matches(operand, &articles[i], 0))
				set_add(set, i);
	pfree(articles);
	return true;
}

/* Which articles of a segment match an operand?  False where it was freed. */
static bool
match_operand(Relation index, const NpSegment *segment,
			  const NpOperand *operand, NpCounts *counts, Set *set)
{
	if (!np_count_keys(index, segment, operand, counts))
		return false;
	if (operand->strategy == NP_CONTAINED_STRATEGY ||
		(operand->strategy == NP_CONTAINS_STRATEGY && operand->nkeys == 0))
		return match_by_articles(index, segment, operand, counts, set);
	for (uint32 i = 0; i < counts->n; i++)
		if (counts->counts[i] >= operand->threshold)
			set_add(set, counts->articles[i]);
	return true;
}

/* Which articles of a segment match all conditions?  False where freed. */
static bool
match_segment(Relation index, const NpSegment *segment, NpScan *scan, Set *set)
{
	Set			other;

	set->nwords = segment->articles / 64 + 1;
	set->words = palloc0(set->nwords * sizeof(uint64));
	if (scan->noperands == 0)
		memset(set->words, 0xff, set->nwords * sizeof(uint64));
	else if (!match_operand(index, segment, &scan->operands[0], &scan->counts,
							set))
		return false;
	for (int i = 1; i < scan->noperands; i++)
	{
		other.nwords = set->nwords;
		other.words = palloc0(set->nwords * sizeof(uint64));
		if (!match_operand(index, segment, &scan->operands[i], &scan->counts,
						   &other))
			return false;
		for (uint32 word = 0; word < set->nwords; word++)
			set->words[word] &= other.words[word];
		pfree(other.words);
	}
	return true;
}

static bool
match_pending(const NpScan *scan, const NpPendingReader *reader)
{
	for (int i = 0; i < scan->noperands; i++)
		if (!np_operand_matches(&scan->operands[i], &reader->article,
								np_count_pending(&scan->operands[i], reader)))
			return false;
	return true;
}

/* ----- articles by their numbers ----- */

typedef struct ArticleCursor
{
	NpTreeCursor tree;
	uint32		first;			/* of the page in memory */
	uint32		n;				/* on it; 0: none is */
	NpIndexedArticle articles[NP_ARTICLES_A_PAGE];
} ArticleCursor;

static void
open_articles(ArticleCursor *cursor, Relation index, const NpSegment *segment)
{
	np_open_tree(&cursor->tree, index, segment->id, segment->article_tree,
				 NP_PAGE_ARTICLES);
	cursor->n = 0;
}

/* NULL where the segment has been freed */
static const NpIndexedArticle *
read_article(ArticleCursor *cursor, uint32 number)
{
	if (cursor->n == 0 || number < cursor->first ||
		number - cursor->first >= cursor->n)
	{
		Page		page;

		if (!np_seek_page(&cursor->tree, number, true))
			return NULL;
		page = BufferGetPage(cursor->tree.buffer);
		cursor->first = number / NP_ARTICLES_A_PAGE * NP_ARTICLES_A_PAGE;
		cursor->n = NpPageUsed(page) / sizeof(NpIndexedArticle);
		memcpy(cursor->articles, PageGetContents(page),
			   cursor->n * sizeof(NpIndexedArticle));
		LockBuffer(cursor->tree.buffer, BUFFER_LOCK_UNLOCK);
		if (number - cursor->first >= cursor->n)
			np_index_corrupted(cursor->tree.index,
							   BufferGetBlockNumber(cursor->tree.buffer),
							   "it has too few articles");
	}
	return &cursor->articles[number - cursor->first];
}

/* ----- without an order ----- */

static bool
answer_segment(Relation index, const NpSegment *segment, NpScan *scan)
{
	ArticleCursor cursor;
	Set			set;
	bool		read = true;

	if (segment->articles == 0)
		return true;
	if (!match_segment(index, segment, scan, &set))
		return false;
	open_articles(&cursor, index, segment);
	for (uint32 word = 0; word < set.nwords && read; word++)
		for (uint64 bits = set.words[word]; bits != 0; bits &= bits - 1)
		{
			uint32		number = word * 64 + pg_rightmost_one_pos64(bits);
			const NpIndexedArticle *article;

			if (number >= segment->articles)
				break;
			article = read_article(&cursor, number);
			if (article == NULL)
			{
				read = false;
				break;
			}
			add_answer(scan, article, 0);
		}
	np_close_tree(&cursor.tree);
	pfree(set.words);
	return read;
}

/* All answers; false where the metapage was out of date. */
static bool
answer_unordered(Relation index, NpScan *scan, const NpMeta *meta)
{
	NpPendingReader reader;
	bool		freed;

	np_open_pending(&reader, index, meta, false);
	while (np_next_pending(&reader))
		if (match_pending(scan, &reader))
			add_answer(scan, &reader.article, 0);
	freed = reader.freed;
	np_close_pending(&reader);
	for (uint32 i = 0; i < meta->nsegments && !freed; i++)
		freed = !answer_segment(index, &meta->segments[i], scan);
	return !freed;
}

/* ----- in order ----- */

static int
compare_candidates(const void *a, const void *b)
{
	uint32		x = ((const Candidate *) a)->number;
	uint32		y = ((const Candidate *) b)->number;

	return x < y ? -1 : x > y;
}

/* What a batch is found from */
typedef struct Candidates
{
	Candidate **segments;		/* of each */
	uint32	   *lengths;
	uint64	   *ranks;			/* how many articles have that many entries */
	uint32		nranks;
} Candidates;

/* The least rank of a batch of so many answers; at least 1 */
static uint32
lowest_rank(const Candidates *candidates, uint64 batch)
{
	uint32		rank = candidates->nranks;
	uint64		n = 0;

	while (rank > 1 && n < batch)
		n += candidates->ranks[--rank];
	return Max(rank, 1);
}

/*
 * What has entries in common with the operand: candidates from all segments,
 * and pending articles, which become answers at once.
 */
static bool
find_candidates(Relation index, NpScan *scan, const NpMeta *meta,
				Candidates *candidates)
{
	NpPendingReader reader;
	bool		freed;

	candidates->segments = palloc0((meta->nsegments + 1) * sizeof(Candidate *));
	candidates->lengths = palloc0((meta->nsegments + 1) * sizeof(uint32));
	candidates->nranks = scan->order.nkeys + 1;
	candidates->ranks = palloc_extended((Size) candidates->nranks * sizeof(uint64),
										MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	np_open_pending(&reader, index, meta, false);
	while (np_next_pending(&reader))
	{
		uint32		count = np_count_pending(&scan->order, &reader);

		if (count > 0 && match_pending(scan, &reader))
		{
			add_answer(scan, &reader.article, count);
			candidates->ranks[count]++;
		}
	}
	freed = reader.freed;
	np_close_pending(&reader);
	for (uint32 i = 0; i < meta->nsegments && !freed; i++)
	{
		const NpSegment *segment = &meta->segments[i];
		NpCounts   *counts = &scan->counts;
		Candidate  *found;
		uint32		n = 0;
		Set			set = {0};

		if (scan->noperands > 0 && !match_segment(index, segment, scan, &set))
			return false;
		if (!np_count_keys(index, segment, &scan->order, counts))
			return false;
		found = palloc_extended((Size) Max(counts->n, 1) * sizeof(Candidate),
								MCXT_ALLOC_HUGE);
		for (uint32 j = 0; j < counts->n; j++)
		{
			uint32		number = counts->articles[j];

			if (scan->noperands > 0 && !set_has(&set, number))
				continue;
			found[n].number = number;
			found[n].rank = counts->counts[j];
			candidates->ranks[found[n++].rank]++;
		}
		if (set.words != NULL)
			pfree(set.words);
		candidates->segments[i] = found;
		candidates->lengths[i] = n;
	}
	return !freed;
}

/* Makes answers of the candidates that are good enough. */
static bool
answer_candidates(Relation index, NpScan *scan, const NpMeta *meta,
				  Candidates *candidates, uint32 lowest)
{
	for (uint32 i = 0; i < meta->nsegments; i++)
	{
		Candidate  *found = candidates->segments[i];
		uint32		n = 0;
		ArticleCursor cursor;
		bool		read = true;

		for (uint32 j = 0; j < candidates->lengths[i]; j++)
			if (found[j].rank >= lowest)
				found[n++] = found[j];
		if (n == 0)
			continue;
		qsort(found, n, sizeof(Candidate), compare_candidates);
		open_articles(&cursor, index, &meta->segments[i]);
		for (uint32 j = 0; j < n && read; j++)
		{
			const NpIndexedArticle *article =
			read_article(&cursor, found[j].number);

			if (article == NULL)
				read = false;
			else
				add_answer(scan, article, found[j].rank);
		}
		np_close_tree(&cursor.tree);
		if (!read)
			return false;
	}
	return true;
}

static int32
rank_without(const NpScan *scan, const NpIndexedArticle *article)
{
	if (article->entries & NP_ARTICLE_NULL)
		return RANK_NULL;
	if (article->prefix != scan->order.prefix)
		return RANK_OTHER;
	return scan->order.nkeys == 0 ? RANK_NULL : RANK_NOTHING;
}

/* Answers that have no entry in common with the order's operand */
static bool
answer_others(Relation index, NpScan *scan, const NpMeta *meta)
{
	NpPendingReader reader;
	bool		freed;

	np_open_pending(&reader, index, meta, false);
	while (np_next_pending(&reader))
		if (np_count_pending(&scan->order, &reader) == 0 &&
			match_pending(scan, &reader))
			add_answer(scan, &reader.article,
					   rank_without(scan, &reader.article));
	freed = reader.freed;
	np_close_pending(&reader);
	for (uint32 i = 0; i < meta->nsegments && !freed; i++)
	{
		const NpSegment *segment = &meta->segments[i];
		NpIndexedArticle *articles;
		Set			set;

		if (!match_segment(index, segment, scan, &set) ||
			!np_count_keys(index, segment, &scan->order, &scan->counts))
			return false;
		for (uint32 j = 0; j < scan->counts.n; j++)
			set_remove(&set, scan->counts.articles[j]);
		articles = np_read_articles(index, segment);
		if (articles == NULL)
			return false;
		for (uint32 j = 0; j < segment->articles; j++)
			if (set_has(&set, j))
				add_answer(scan, &articles[j],
						   rank_without(scan, &articles[j]));
		pfree(articles);
		pfree(set.words);
	}
	return !freed;
}

/* Sorts the answers, and leaves out those up to the last one returned. */
static void
order_answers(NpScan *scan)
{
	uint64		low = 0;
	uint64		high = scan->nanswers;

	if (scan->nanswers > 1)
		qsort(scan->answers, scan->nanswers, sizeof(Answer), compare_answers);
	while (scan->returned && low < high)
	{
		uint64		middle = low + (high - low) / 2;

		if (compare_answers(&scan->answers[middle], &scan->last) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	scan->next = low;
}

/* The next batch; false where the metapage was out of date. */
static bool
answer_ordered(Relation index, NpScan *scan, const NpMeta *meta)
{
	while (scan->batch > 0)
	{
		Candidates	candidates;
		uint32		lowest;
		uint64		kept = 0;

		if (!find_candidates(index, scan, meta, &candidates))
			return false;
		lowest = lowest_rank(&candidates, scan->batch);
		for (uint64 i = 0; i < scan->nanswers; i++)
			if (scan->answers[i].rank >= (int32) lowest)
				scan->answers[kept++] = scan->answers[i];
		scan->nanswers = kept;
		if (!answer_candidates(index, scan, meta, &candidates, lowest))
			return false;
		order_answers(scan);
		scan->batch = lowest == 1 ? 0 : scan->batch * BATCH_GROWTH;
		if (scan->next < scan->nanswers)
			return true;
		scan->nanswers = 0;
	}
	if (!answer_others(index, scan, meta))
		return false;
	order_answers(scan);
	scan->complete = true;
	return true;
}

/* ----- the scan ----- */

/*
 * Raises an error where articles that the snapshot sees may have been left
 * out.  Whoever takes articles out changes the metapage.
 */
static void
test_for_old_snapshot(IndexScanDesc descriptor)
{
	Buffer		buffer;

	if (!np_snapshots_grow_old())
		return;
	buffer = ReadBuffer(descriptor->indexRelation, NP_METAPAGE);
	LockBuffer(buffer, BUFFER_LOCK_SHARE);
	np_test_for_old_snapshot(descriptor->xs_snapshot,
							 descriptor->indexRelation, BufferGetPage(buffer));
	UnlockReleaseBuffer(buffer);
}

/*
 * Finds answers, beginning anew until all pages were as they should be.  Pages
 * are freed only after the metapage was changed; if it was not, the index is
 * damaged.
 */
static void
find_answers(IndexScanDesc descriptor)
{
	NpScan	   *scan = descriptor->opaque;
	Relation	index = descriptor->indexRelation;
	MemoryContext caller = MemoryContextSwitchTo(scan->answers_context);
	uint64		batch = scan->batch;
	NpMetaCopy	now;
	NpMetaCopy	before;
	bool		read = true;

	memset(&now, 0, sizeof(now));
	do
	{
		CHECK_FOR_INTERRUPTS();
		forget_answers(scan);
		scan->batch = batch;
		before = now;
		np_read_meta(index, &now);
		if (!read && memcmp(now.bytes, before.bytes, NP_PAGE_ROOM) == 0)
			np_index_corrupted(index, NP_METAPAGE,
							   "it names pages that belong to nothing");
		read = scan->ordered ?
			answer_ordered(index, scan, &now.meta) :
			answer_unordered(index, scan, &now.meta);
	} while (!read);
	test_for_old_snapshot(descriptor);
	if (!scan->ordered)
		scan->complete = true;
	MemoryContextSwitchTo(caller);
}

IndexScanDesc
np_index_beginscan(Relation index, int nkeys, int norderbys)
{
	IndexScanDesc descriptor = RelationGetIndexScan(index, nkeys, norderbys);
	NpScan	   *scan = palloc0(sizeof(NpScan));

	scan->keys_context = AllocSetContextCreate(CurrentMemoryContext,
											   "newsprint scan keys",
											   ALLOCSET_SMALL_SIZES);
	scan->counts_context = AllocSetContextCreate(CurrentMemoryContext,
												 "newsprint scan counts",
												 ALLOCSET_SMALL_SIZES);
	scan->answers_context = AllocSetContextCreate(CurrentMemoryContext,
												  "newsprint scan answers",
												  ALLOCSET_DEFAULT_SIZES);
	scan->counts.context = scan->counts_context;
	if (norderbys > 0)
	{
		descriptor->xs_orderbyvals = palloc0(norderbys * sizeof(Datum));
		descriptor->xs_orderbynulls = palloc(norderbys * sizeof(bool));
		memset(descriptor->xs_orderbynulls, true, norderbys * sizeof(bool));
	}
	descriptor->opaque = scan;
	return descriptor;
}

void
np_index_rescan(IndexScanDesc descriptor, ScanKey keys, int nkeys,
				ScanKey orderbys, int norderbys)
{
	NpScan	   *scan = descriptor->opaque;

	(void) nkeys;
	(void) norderbys;
	forget_answers(scan);
	MemoryContextReset(scan->keys_context);
	scan->begun = false;
	scan->complete = false;
	scan->returned = false;
	scan->batch = FIRST_BATCH;
	if (keys != NULL && descriptor->numberOfKeys > 0)
		memmove(descriptor->keyData, keys,
				descriptor->numberOfKeys * sizeof(ScanKeyData));
	if (orderbys != NULL && descriptor->numberOfOrderBys > 0)
		memmove(descriptor->orderByData, orderbys,
				descriptor->numberOfOrderBys * sizeof(ScanKeyData));
}

static void
read_operands(IndexScanDesc descriptor)
{
	NpScan	   *scan = descriptor->opaque;
	MemoryContext caller = MemoryContextSwitchTo(scan->keys_context);

	scan->noperands = descriptor->numberOfKeys;
	scan->nothing = false;
	scan->operands = palloc0((scan->noperands + 1) * sizeof(NpOperand));
	for (int i = 0; i < scan->noperands; i++)
	{
		ScanKey		key = &descriptor->keyData[i];

		if (key->sk_flags & SK_ISNULL)
			scan->nothing = true;
		else
			scan->operands[i] = np_operand(key->sk_strategy, key->sk_argument);
	}
	scan->ordered = descriptor->numberOfOrderBys > 0;
	scan->order_is_null = scan->ordered &&
		(descriptor->orderByData[0].sk_flags & SK_ISNULL) != 0;

	/* by NULL all are alike */
	if (scan->order_is_null)
		scan->ordered = false;
	if (scan->ordered)
		scan->order = np_operand(NP_DISTANCE_STRATEGY,
								 descriptor->orderByData[0].sk_argument);
	MemoryContextSwitchTo(caller);
}

static void
begin_answers(IndexScanDesc descriptor)
{
	NpScan	   *scan = descriptor->opaque;

	/* see np_index_costestimate */
	if (descriptor->xs_want_itup)
		elog(ERROR, "index \"%s\" does not serve index-only scans",
			 RelationGetRelationName(descriptor->indexRelation));
	scan->begun = true;
	read_operands(descriptor);
	np_count_index_scan(descriptor);
	if (scan->nothing)
		scan->complete = true;
	else
		find_answers(descriptor);
}

int64
np_index_getbitmap(IndexScanDesc descriptor, TIDBitmap *bitmap)
{
	NpScan	   *scan = descriptor->opaque;

	begin_answers(descriptor);
	for (uint64 i = 0; i < scan->nanswers; i++)
		tbm_add_tuples(bitmap, &scan->answers[i].tid, 1, false);
	return scan->nanswers;
}

/*
 * The values of the order: of the first operator; of others the least, so that
 * the executor computes them.  So it does for a print of other parameters,
 * which raises an error if its row is visible.
 */
static void
set_distances(IndexScanDesc descriptor, const Answer *answer)
{
	NpScan	   *scan = descriptor->opaque;
	uint32		n = scan->order.nkeys;

	descriptor->xs_recheckorderby = descriptor->numberOfOrderBys > 1 ||
		answer->rank == RANK_OTHER;
	for (int i = 1; i < descriptor->numberOfOrderBys; i++)
	{
		descriptor->xs_orderbyvals[i] = Float8GetDatum(0);
		descriptor->xs_orderbynulls[i] = false;
	}
	descriptor->xs_orderbynulls[0] = scan->order_is_null ||
		answer->rank < 0;
	descriptor->xs_orderbyvals[0] = descriptor->xs_orderbynulls[0] ? (Datum) 0 :
		Float8GetDatum((double) (n - answer->rank) / n);
}

bool
np_index_gettuple(IndexScanDesc descriptor, ScanDirection direction)
{
	NpScan	   *scan = descriptor->opaque;
	Answer	   *answer;

	Assert(ScanDirectionIsForward(direction));
	(void) direction;
	if (!scan->begun)
		begin_answers(descriptor);
	while (scan->next == scan->nanswers)
	{
		if (scan->complete)
			return false;
		find_answers(descriptor);
	}
	answer = &scan->answers[scan->next++];
	scan->last = *answer;
	scan->returned = true;
	descriptor->xs_heaptid = answer->tid;
	descriptor->xs_recheck = !IsMVCCSnapshot(descriptor->xs_snapshot);
	if (descriptor->numberOfOrderBys > 0)
		set_distances(descriptor, answer);
	return true;
}

void
np_index_endscan(IndexScanDesc descriptor)
{
	NpScan	   *scan = descriptor->opaque;

	MemoryContextDelete(scan->keys_context);
	MemoryContextDelete(scan->counts_context);
	MemoryContextDelete(scan->answers_context);
	pfree(scan);
}
