/*-------------------------------------------------------------------------
 *
 * segment_write.c
 *	  Writing a segment: its two trees, from the bottom up.
 *
 * All that is kept in memory is the page at the bottom of each tree that is
 * being filled, and with what each finished one begins: 16 bytes for some two
 * thousand postings.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/segment.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* Pages that have been written, with what each begins */
typedef struct Level
{
	NpBranch   *branches;
	uint32		n;
	uint32		room;
} Level;

struct NpSegmentWriter
{
	Relation	index;
	const NpMeta *meta;			/* NULL: the index is being built */
	NpSegment	segment;

	Level		article_pages;
	NpIndexedArticle articles[NP_ARTICLES_A_PAGE];
	uint32		narticles;		/* of those */

	Level		leaves;
	NpLeafBuilder leaf;
	uint64		last_key;

	/* a page's content, aligned */
	uint64		content[NP_PAGE_ROOM / sizeof(uint64)];
};

NpSegmentWriter *
np_begin_segment(Relation index, uint64 id, const NpMeta *meta,
				 uint32 articles)
{
	NpSegmentWriter *writer = palloc0(sizeof(NpSegmentWriter));

	writer->index = index;
	writer->meta = meta;
	writer->segment.id = id;
	writer->segment.articles = articles;
	writer->leaf = np_begin_leaf(&np_host, NP_PAGE_ROOM, articles);
	return writer;
}

static void
write_page(NpSegmentWriter *writer, Level *level, uint64 first,
		   NpPageKind kind, const void *content, Size size)
{
	Buffer		buffer = np_new_page(writer->index, writer->meta);
	BlockNumber block = BufferGetBlockNumber(buffer);

	np_fill_page(writer->index, buffer, np_page_of(writer->segment.id, kind),
				 content, size, writer->meta == NULL);
	writer->segment.pages++;
	if (level->n == level->room)
	{
		level->room = Max(64, level->room * 2);
		level->branches = level->branches == NULL ?
			palloc(level->room * sizeof(NpBranch)) :
			repalloc_huge(level->branches, level->room * sizeof(NpBranch));
	}
	level->branches[level->n].first = first;
	level->branches[level->n].block = block;
	level->branches[level->n].reserved = 0;
	level->n++;
	CHECK_FOR_INTERRUPTS();
}

static void
write_articles(NpSegmentWriter *writer)
{
	write_page(writer, &writer->article_pages,
			   (uint64) writer->article_pages.n * NP_ARTICLES_A_PAGE,
			   NP_PAGE_ARTICLES, writer->articles,
			   writer->narticles * sizeof(NpIndexedArticle));
	writer->narticles = 0;
}

void
np_write_article(NpSegmentWriter *writer, const NpIndexedArticle *article)
{
	if (writer->narticles == NP_ARTICLES_A_PAGE)
		write_articles(writer);
	writer->articles[writer->narticles++] = *article;
	if ((article->entries & NP_ARTICLE_ENTRIES) == 0)
		writer->segment.empty++;
}

static void
write_leaf(NpSegmentWriter *writer)
{
	uint64		first = writer->leaf.keys[0];
	Size		size = np_pack_leaf(&writer->leaf, (char *) writer->content);

	write_page(writer, &writer->leaves, first, NP_PAGE_LEAF, writer->content,
			   size);
}

void
np_write_posting(NpSegmentWriter *writer, uint64 key, uint32 article)
{
	Assert(writer->segment.postings == 0 || key >= writer->last_key);
	Assert(article < writer->segment.articles);
	if (writer->segment.postings == 0 || key != writer->last_key)
		writer->segment.keys++;
	writer->segment.postings++;
	writer->last_key = key;
	if (!np_add_to_leaf(&writer->leaf, key, article))
	{
		write_leaf(writer);
		(void) np_add_to_leaf(&writer->leaf, key, article);
	}
}

/* Writes branches over the pages of a level, until there is one root. */
static NpTree
write_branches(NpSegmentWriter *writer, Level *level)
{
	NpTree		tree = {InvalidBlockNumber, 0};

	while (level->n > 1)
	{
		Level		above = {0};

		for (uint32 i = 0; i < level->n; i += NP_BRANCHES_A_PAGE)
			write_page(writer, &above, level->branches[i].first,
					   NP_PAGE_BRANCH, level->branches + i,
					   Min(NP_BRANCHES_A_PAGE, level->n - i) * sizeof(NpBranch));
		pfree(level->branches);
		*level = above;
		tree.height++;
	}
	if (level->n == 1)
	{
		tree.root = level->branches[0].block;
		pfree(level->branches);
	}
	return tree;
}

NpSegment
np_end_segment(NpSegmentWriter *writer)
{
	NpSegment	segment;

	if (writer->narticles > 0)
		write_articles(writer);
	if (writer->leaf.npostings > 0)
		write_leaf(writer);
	writer->segment.article_tree = write_branches(writer, &writer->article_pages);
	writer->segment.key_tree = write_branches(writer, &writer->leaves);
	segment = writer->segment;
	np_free_leaf(&np_host, &writer->leaf);
	pfree(writer);
	return segment;
}
