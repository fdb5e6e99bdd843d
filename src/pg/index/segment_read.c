/*-------------------------------------------------------------------------
 *
 * segment_read.c
 *	  Reading a segment: finding keys, and going through all of it.
 *
 * A page that belongs to the segment is as it was written, so what was read
 * from it needs no second look.  A page that does not belong to it any more
 * tells that the segment has been freed, and that the reader's metapage is out
 * of date.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/segment.h"

#include "miscadmin.h"

/* ----- walking a tree ----- */

void
np_open_tree(NpTreeCursor *cursor, Relation index, uint64 id, NpTree tree,
			 NpPageKind kind)
{
	memset(cursor, 0, sizeof(NpTreeCursor));
	if (tree.height > NP_MAX_HEIGHT)
		np_index_corrupted(index, NP_METAPAGE, "a tree is too high");
	cursor->index = index;
	cursor->id = id;
	cursor->tree = tree;
	cursor->kind = kind;
	cursor->buffer = InvalidBuffer;
	for (uint32 level = 0; level < tree.height; level++)
	{
		cursor->levels[level].block = InvalidBlockNumber;
		cursor->levels[level].branches = palloc(NP_PAGE_ROOM);
	}
}

void
np_close_tree(NpTreeCursor *cursor)
{
	if (BufferIsValid(cursor->buffer))
		ReleaseBuffer(cursor->buffer);
	for (uint32 level = 0; level < cursor->tree.height; level++)
		pfree(cursor->levels[level].branches);
}

/* Copies a page of branches, unless it is the one that is there. */
static bool
load_branches(NpTreeCursor *cursor, uint32 level, BlockNumber block)
{
	Buffer		buffer = InvalidBuffer;
	Page		page;
	bool		read;

	if (cursor->levels[level].block == block)
		return true;
	read = np_read_page(cursor->index, block, cursor->id, NP_PAGE_BRANCH,
						&buffer);
	if (read)
	{
		page = BufferGetPage(buffer);
		cursor->levels[level].n = NpPageUsed(page) / sizeof(NpBranch);
		memcpy(cursor->levels[level].branches, PageGetContents(page),
			   NpPageUsed(page));
		LockBuffer(buffer, BUFFER_LOCK_UNLOCK);
		cursor->levels[level].block = block;
		cursor->levels[level].at = 0;
		if (cursor->levels[level].n == 0)
			np_index_corrupted(cursor->index, block, "it has no branches");
	}
	ReleaseBuffer(buffer);
	return read;
}

static bool
lock_bottom(NpTreeCursor *cursor, BlockNumber block)
{
	return np_read_page(cursor->index, block, cursor->id, cursor->kind,
						&cursor->buffer);
}

/* The last branch that begins below first, or with it; else the first one */
static uint32
choose_branch(const NpBranch *branches, uint32 n, uint64 first, bool or_equal)
{
	uint32		low = 0;

	while (n - low > 1)
	{
		uint32		middle = low + (n - low) / 2;

		if (branches[middle].first < first ||
			(or_equal && branches[middle].first == first))
			low = middle;
		else
			n = middle;
	}
	return low;
}

bool
np_seek_page(NpTreeCursor *cursor, uint64 first, bool or_equal)
{
	BlockNumber block = cursor->tree.root;

	for (uint32 level = 0; level < cursor->tree.height; level++)
	{
		if (!load_branches(cursor, level, block))
			return false;
		cursor->levels[level].at =
			choose_branch(cursor->levels[level].branches,
						  cursor->levels[level].n, first, or_equal);
		block = cursor->levels[level].branches[cursor->levels[level].at].block;
	}
	return lock_bottom(cursor, block);
}

NpStep
np_next_page(NpTreeCursor *cursor)
{
	int			level = (int) cursor->tree.height - 1;
	BlockNumber block;

	while (level >= 0 &&
		   cursor->levels[level].at + 1 == cursor->levels[level].n)
		level--;
	if (level < 0)
		return NP_STEP_END;
	block = cursor->levels[level].branches[++cursor->levels[level].at].block;
	while (++level < (int) cursor->tree.height)
	{
		if (!load_branches(cursor, level, block))
			return NP_STEP_FREED;
		cursor->levels[level].at = 0;
		block = cursor->levels[level].branches[0].block;
	}
	return lock_bottom(cursor, block) ? NP_STEP_PAGE : NP_STEP_FREED;
}

bool
np_next_first(const NpTreeCursor *cursor, uint64 *first)
{
	for (int level = (int) cursor->tree.height - 1; level >= 0; level--)
	{
		uint32		at = cursor->levels[level].at;

		if (at + 1 < cursor->levels[level].n)
		{
			*first = cursor->levels[level].branches[at + 1].first;
			return true;
		}
	}
	return false;
}

/* ----- keys ----- */

bool
np_visit_lists(NpTreeCursor *cursor, const uint64 *keys, uint32 nkeys,
			   NpListVisitor visit, void *arg)
{
	if (cursor->tree.root == InvalidBlockNumber)
		return true;
	for (uint32 place = 0; place < nkeys; place++)
	{
		uint64		key = keys[place];
		uint64		first;

		CHECK_FOR_INTERRUPTS();

		/*
		 * A list begins on the last page that begins below its key, or on the
		 * next one.
		 */
		if (!np_seek_page(cursor, key, false))
			return false;
		for (;;)
		{
			NpLeaf		leaf =
			np_open_leaf(PageGetContents(BufferGetPage(cursor->buffer)));
			NpLeafList	list;

			if (np_find_in_leaf(&leaf, key, &list))
				visit(arg, place, &leaf, list);
			LockBuffer(cursor->buffer, BUFFER_LOCK_UNLOCK);
			if (!np_next_first(cursor, &first) || first != key)
				break;
			if (np_next_page(cursor) == NP_STEP_FREED)
				return false;
		}
	}
	return true;
}

/* ----- whole segments ----- */

NpIndexedArticle *
np_read_articles(Relation index, const NpSegment *segment)
{
	NpTreeCursor cursor;
	NpIndexedArticle *articles;
	uint32		n = 0;
	NpStep		step;

	articles = palloc_extended(Max(segment->articles, 1) *
							   sizeof(NpIndexedArticle), MCXT_ALLOC_HUGE);
	if (segment->articles == 0)
		return articles;
	np_open_tree(&cursor, index, segment->id, segment->article_tree,
				 NP_PAGE_ARTICLES);
	step = np_seek_page(&cursor, 0, true) ? NP_STEP_PAGE : NP_STEP_FREED;
	while (step == NP_STEP_PAGE)
	{
		Page		page = BufferGetPage(cursor.buffer);
		uint32		read = NpPageUsed(page) / sizeof(NpIndexedArticle);

		if (read > segment->articles - n)
			np_index_corrupted(index, BufferGetBlockNumber(cursor.buffer),
							   "its segment has fewer articles");
		memcpy(articles + n, PageGetContents(page),
			   read * sizeof(NpIndexedArticle));
		n += read;
		LockBuffer(cursor.buffer, BUFFER_LOCK_UNLOCK);
		CHECK_FOR_INTERRUPTS();
		step = np_next_page(&cursor);
	}
	np_close_tree(&cursor);
	if (step == NP_STEP_FREED)
	{
		pfree(articles);
		return NULL;
	}
	if (n != segment->articles)
		np_index_corrupted(index, segment->article_tree.root,
						   "its segment has more articles");
	return articles;
}

void
np_open_lists(NpListReader *reader, Relation index, const NpSegment *segment)
{
	memset(reader, 0, sizeof(NpListReader));
	np_open_tree(&reader->cursor, index, segment->id, segment->key_tree,
				 NP_PAGE_LEAF);
	reader->keys = palloc(NP_LEAF_MOST * sizeof(uint64));
	reader->firsts = palloc((NP_LEAF_MOST + 1) * sizeof(uint32));
	reader->articles = palloc(NP_LEAF_MOST * sizeof(uint32));
}

static NpStep
next_leaf(NpListReader *reader)
{
	NpStep		step;
	NpLeaf		leaf;

	if (reader->started)
		step = np_next_page(&reader->cursor);
	else if (reader->cursor.tree.root == InvalidBlockNumber)
		step = NP_STEP_END;
	else
		step = np_seek_page(&reader->cursor, 0, true) ?
			NP_STEP_PAGE : NP_STEP_FREED;
	reader->started = true;
	if (step != NP_STEP_PAGE)
		return step;
	leaf = np_open_leaf(PageGetContents(BufferGetPage(reader->cursor.buffer)));
	if (leaf.header.keys == 0 || leaf.header.postings > NP_LEAF_MOST)
		np_index_corrupted(reader->cursor.index,
						   BufferGetBlockNumber(reader->cursor.buffer),
						   "it is not a leaf");
	np_unpack_leaf(&leaf, reader->keys, reader->firsts, reader->articles);
	LockBuffer(reader->cursor.buffer, BUFFER_LOCK_UNLOCK);
	reader->nkeys = leaf.header.keys;
	reader->next = 0;
	CHECK_FOR_INTERRUPTS();
	return NP_STEP_PAGE;
}

NpStep
np_next_list(NpListReader *reader)
{
	uint32		i;

	if (reader->next == reader->nkeys)
	{
		NpStep		step = next_leaf(reader);

		if (step != NP_STEP_PAGE)
			return step;
	}
	i = reader->next++;
	reader->key = reader->keys[i];
	reader->list = reader->articles + reader->firsts[i];
	reader->length = reader->firsts[i + 1] - reader->firsts[i];
	return NP_STEP_PAGE;
}

void
np_close_lists(NpListReader *reader)
{
	np_close_tree(&reader->cursor);
	pfree(reader->keys);
	pfree(reader->firsts);
	pfree(reader->articles);
}

static bool
tree_blocks(Relation index, const NpSegment *segment, BlockNumber block,
			uint32 height, void (*visit) (void *arg, BlockNumber block),
			void *arg)
{
	Buffer		buffer = InvalidBuffer;
	NpBranch   *branches;
	uint32		n;
	bool		whole = true;

	if (block == InvalidBlockNumber)
		return true;
	visit(arg, block);
	if (height == 0)
		return true;
	if (!np_read_page(index, block, segment->id, NP_PAGE_BRANCH, &buffer))
	{
		ReleaseBuffer(buffer);
		return false;
	}
	n = NpPageUsed(BufferGetPage(buffer)) / sizeof(NpBranch);
	branches = palloc(NP_PAGE_ROOM);
	memcpy(branches, PageGetContents(BufferGetPage(buffer)),
		   n * sizeof(NpBranch));
	UnlockReleaseBuffer(buffer);
	for (uint32 i = 0; i < n && whole; i++)
		whole = tree_blocks(index, segment, branches[i].block, height - 1,
							visit, arg);
	pfree(branches);
	return whole;
}

bool
np_segment_blocks(Relation index, const NpSegment *segment,
				  void (*visit) (void *arg, BlockNumber block), void *arg)
{
	if (segment->article_tree.height > NP_MAX_HEIGHT ||
		segment->key_tree.height > NP_MAX_HEIGHT)
		np_index_corrupted(index, NP_METAPAGE, "a tree is too high");
	return tree_blocks(index, segment, segment->article_tree.root,
					   segment->article_tree.height, visit, arg) &&
		tree_blocks(index, segment, segment->key_tree.root,
					segment->key_tree.height, visit, arg);
}
