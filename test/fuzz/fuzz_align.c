/*-------------------------------------------------------------------------
 *
 * fuzz_align.c
 *	  libFuzzer target: bytes as two articles that are aligned.
 *
 * A passage takes more words than chance soon puts together, so that bytes may
 * be the texts or, where the last one is odd, stand for a piece of text each.
 *
 * Whatever the bytes are, passages lie in both texts, in the order of the
 * reprint and, where they are prose, apart from one another there; rows of
 * paragraphs lie in their paragraphs; a comparison counts no word twice; blocks
 * to show have every word of the reprint once.
 *
 *-------------------------------------------------------------------------
 */
#include "../unit/tap.h"

#include "align/comparison.h"
#include "align/degree.h"
#include "align/highlight.h"

/* What a byte may stand for, as often as it is here */
static const char *const pieces[] = {
	"the ", "of ", "and ", "in ", "said ", "ferry ", "tide ", "harbour ", "crew ",
	"dawn ", "aground ", "rescue ", "tugboat ", "mayor ", "captain ", "storm ",
	"Friday ", "214 ", "north ", "waited ", "wait ", "stranded ", "fog ", "pier ",
	". ", ". The ", "\n\n", "\"", "\" ", "\u201C", "\u201D ", "\u5317", "\u7D04",
	"\u8AAA", "\u0E01\u0E32", "\u0E44", "e\u0301", "<b>", "&amp;", "don\u2019t "
};

/* Of this many words one is ignored */
#define IGNORED_WORDS	7

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static size_t
range_end(NpWordRange range)
{
	return range.first + range.count;
}

static void
check_range(const NpArticle *article, NpWordRange range)
{
	must(range.count > 0 && range.first < article->layout.nwords &&
		 range.count <= article->layout.nwords - range.first);
}

static void
check_passages(const NpArticle *source, const NpArticle *reprint,
			   const NpPassages *passages)
{
	size_t		prose_end = 0;

	for (size_t i = 0; i < passages->count; i++)
	{
		const NpPassage *passage = &passages->items[i];

		check_range(source, passage->source);
		check_range(reprint, passage->reprint);
		must(i == 0 || passage[-1].reprint.first <= passage->reprint.first);
		must(passage->words > 0 && passage->words <= passage->reprint.count &&
			 passage->words <= passage->source.count);
		must(passage->similarity > 0 && passage->similarity <= 1);
		if (passage->kind == NP_QUOTATION)
			continue;
		must(passage->reprint.first >= prose_end);
		prose_end = range_end(passage->reprint);
	}
}

static void
check_rows(const NpArticle *source, const NpArticle *reprint,
		   const NpPassages *passages)
{
	NpReprintedList rows;

	np_reprinted(&tap_host, source, reprint, passages, &rows);
	must(rows.count <= source->layout.nparagraphs);
	for (size_t i = 0; i < rows.count; i++)
	{
		const NpReprinted *row = &rows.items[i];
		const NpSpan *paragraph;

		must(row->paragraph < source->layout.nparagraphs);
		must(i == 0 || row[-1].paragraph < row->paragraph);
		paragraph = &source->layout.paragraphs[row->paragraph];
		check_range(source, row->source);
		check_range(reprint, row->reprint);
		must(row->source.first >= paragraph->first_word &&
			 range_end(row->source) <= paragraph->first_word + paragraph->words);
		must(row->coverage > 0 && row->coverage <= 1);
		must(row->similarity > 0 && row->similarity <= 1);
	}
	np_reprinted_free(&tap_host, &rows);
}

/* What the reprint took, paragraph by paragraph: the sides change places. */
static void
check_turned_rows(const NpArticle *source, const NpArticle *reprint,
				  const NpPassages *passages)
{
	NpPassages	turned = {NULL, passages->count};

	turned.items = np_alloc(&tap_host, (turned.count + 1) * sizeof(NpPassage));
	for (size_t i = 0; i < turned.count; i++)
	{
		turned.items[i] = passages->items[i];
		turned.items[i].source = passages->items[i].reprint;
		turned.items[i].reprint = passages->items[i].source;
	}
	check_rows(reprint, source, &turned);
	np_passages_free(&tap_host, &turned);
}

static bool *
ignore_some(const NpArticle *article)
{
	bool	   *ignored = np_alloc(&tap_host, article->layout.nwords + 1);

	for (size_t i = 0; i < article->layout.nwords; i++)
		ignored[i] = article->tokens[i].form % IGNORED_WORDS == 0;
	return ignored;
}

static void
check_comparison(const NpArticle *source, const NpArticle *reprint,
				 const NpPassages *passages, const bool *source_ignored,
				 const bool *reprint_ignored)
{
	NpComparison comparison;

	np_compare_articles(&tap_host, source, reprint, passages,
						source_ignored, reprint_ignored, &comparison);
	must(comparison.source_words <= source->layout.nwords &&
		 comparison.reprint_words <= reprint->layout.nwords);
	must(comparison.source_covered <= comparison.source_words &&
		 comparison.reprint_covered <= comparison.reprint_words &&
		 comparison.quoted_words <= comparison.reprint_words &&
		 comparison.words <= comparison.reprint_covered &&
		 comparison.longest_run <= comparison.reprint_covered);
	must(comparison.similarity >= 0 && comparison.similarity <= 1 + 1e-9);
	must(comparison.shared == (comparison.words > 0 ||
							   comparison.quoted_words > 0) &&
		 (comparison.reprint_covered > 0) == (comparison.words > 0));
	if (source_ignored == NULL)
		must(comparison.shared == (passages->count > 0) &&
			 comparison.source_words == source->layout.nwords &&
			 comparison.reprint_words == reprint->layout.nwords);
}

static void
check_block(const NpBlock *block)
{
	size_t		next[2] = {block->words[0].first, block->words[1].first};

	for (size_t i = 0; i < block->nedits; i++)
		for (int side = 0; side < 2; side++)
		{
			must(block->edits[i].words[side].first == next[side]);
			next[side] += block->edits[i].words[side].count;
		}
	must((block->edits == NULL) == (block->nedits == 0));
	if (block->reused)
		must(next[0] == range_end(block->words[0]) &&
			 next[1] == range_end(block->words[1]));
	else
		must(block->nedits == 0 &&
			 (block->words[0].count == 0) != (block->words[1].count == 0));
}

/* Every word of the reprint is in one block, each of the source in one or more */
static void
check_highlight(const NpArticle *source, const NpArticle *reprint,
				const NpPassages *passages)
{
	const NpArticle *articles[2] = {source, reprint};
	NpHighlight highlight;
	uint8_t    *shown[2];

	for (int side = 0; side < 2; side++)
	{
		shown[side] = np_alloc(&tap_host, articles[side]->layout.nwords + 1);
		memset(shown[side], 0, articles[side]->layout.nwords + 1);
	}
	np_highlight(&tap_host, source, reprint, passages, &highlight);
	for (size_t i = 0; i < highlight.nblocks; i++)
	{
		const NpBlock *block = &highlight.blocks[i];

		check_block(block);
		for (int side = 0; side < 2; side++)
		{
			NpWordRange words = block->words[side];
			NpWordSpan	bytes;

			if (words.count == 0)
				continue;
			check_range(articles[side], words);
			bytes = np_shown_words(articles[side], words);
			must(bytes.start < bytes.end &&
				 bytes.end <= articles[side]->text.length);
			for (size_t k = words.first; k < range_end(words); k++)
			{
				must(side == NP_SOURCE_SIDE || shown[side][k] == 0);
				shown[side][k] = 1;
			}
		}
	}
	for (int side = 0; side < 2; side++)
	{
		must(memchr(shown[side], 0, articles[side]->layout.nwords) == NULL);
		np_release(&tap_host, shown[side]);
	}
	np_highlight_free(&tap_host, &highlight);
}

static void
check_degree(const NpArticle *source, const NpArticle *reprint,
			 const NpPassages *passages)
{
	NpDegree	degree;

	np_degree(&tap_host, source, reprint, passages, &degree);
	must(degree.coverage >= 0 && degree.coverage <= 1);
	must(degree.words >= 0 && degree.words <= 1);
	must(degree.pairs >= 0 && degree.pairs <= 1);
	must(degree.degree >= 0 && degree.degree <= 1);
}

static void
check_pair(const NpArticle *source, const NpArticle *reprint)
{
	bool	   *source_ignored = ignore_some(source);
	bool	   *reprint_ignored = ignore_some(reprint);

	for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
	{
		NpPassages	passages;

		np_align(&tap_host, source, reprint, (NpMode) mode, &passages);
		check_passages(source, reprint, &passages);
		check_rows(source, reprint, &passages);
		check_turned_rows(source, reprint, &passages);
		check_comparison(source, reprint, &passages, NULL, NULL);
		check_comparison(source, reprint, &passages, source_ignored,
						 reprint_ignored);
		check_highlight(source, reprint, &passages);
		if (mode == NP_SENSITIVE)
			check_degree(source, reprint, &passages);
		np_passages_free(&tap_host, &passages);
	}
	np_release(&tap_host, source_ignored);
	np_release(&tap_host, reprint_ignored);
}

/* The text that the bytes are or stand for; release its data */
static NpText
text_of(const uint8_t *data, size_t size, bool stands)
{
	NpText		text;
	char	   *bytes;
	size_t		length = 0;

	if (stands)
		for (size_t i = 0; i < size; i++)
			length += strlen(pieces[data[i] % (sizeof(pieces) / sizeof(pieces[0]))]);
	else
		length = size;
	text.data = bytes = np_alloc(&tap_host, length);
	text.length = length;
	if (!stands && size > 0)
		memcpy(bytes, data, size);
	for (size_t i = 0; stands && i < size; i++)
	{
		const char *piece = pieces[data[i] % (sizeof(pieces) / sizeof(pieces[0]))];
		size_t		piece_length = strlen(piece);

		memcpy(bytes, piece, piece_length);
		bytes += piece_length;
	}
	return text;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *zero = size == 0 ? NULL : memchr(data, 0, size);
	size_t		half = zero == NULL ? size / 2 : (size_t) (zero - data);
	bool		stands = size > 0 && data[size - 1] % 2 == 1;
	NpText		first = text_of(data, half, stands);
	NpText		second = text_of(data + half, size - half, stands);
	NpArticle	a;
	NpArticle	b;

	np_article_read(&tap_host, NULL, first, &a);
	np_article_read(&tap_host, NULL, second, &b);
	check_pair(&a, &b);
	check_pair(&a, &a);
	np_article_free(&tap_host, &a);
	np_article_free(&tap_host, &b);
	np_release(&tap_host, (char *) first.data);
	np_release(&tap_host, (char *) second.data);
	must(tap_blocks_in_use == 0);
	return 0;
}
