/*-------------------------------------------------------------------------
 *
 * highlight.c
 *	  Two articles beside each other: what became of each word of a passage,
 *	  and what was not reused.
 *
 * The two sides of a passage are compared word by word (edits.c).  What moved
 * to another place of it makes a piece of its own: with what is the same in the
 * same order alone it would seem dropped here and added there.
 *
 * Then pieces are cut where a paragraph of either side begins, so that
 * paragraphs stand beside each other.  The comparison tells which place of the
 * other side answers to such a border; inside changed words it is where a
 * sentence begins.
 *
 *-------------------------------------------------------------------------
 */
#include "align/highlight.h"

#include <stdlib.h>
#include <string.h>

#include "align/edits.h"
#include "text/characters.h"

/* Moved pieces of a passage that are looked for */
#define MOST_MOVES			64

/* ----- Arrays that grow ----- */

typedef struct Work
{
	const NpHost *host;
	const NpArticle *articles[2];
	const NpPassages *passages;
	NpReprintedList reprinted;

	int			moves;			/* of the passage in work */

	NpHighlight *highlight;
	size_t		block_room;
	size_t		edit_room;
} Work;

static void *
grown(const NpHost *host, void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;
	*room = *room * 2 + 16;
	return np_resize(host, items, *room * size);
}

/* Edits of a block are numbers until all are there: the array moves. */
static void
add_edit(Work *work, const NpEdit *edit)
{
	NpHighlight *highlight = work->highlight;

	highlight->edits = grown(work->host, highlight->edits, highlight->nedits,
							 &work->edit_room, sizeof(NpEdit));
	highlight->edits[highlight->nedits++] = *edit;
}

static NpBlock *
add_block(Work *work, NpWordRange source, NpWordRange reprint)
{
	NpHighlight *highlight = work->highlight;
	NpBlock    *block;

	highlight->blocks = grown(work->host, highlight->blocks,
							  highlight->nblocks, &work->block_room,
							  sizeof(NpBlock));
	block = &highlight->blocks[highlight->nblocks++];
	memset(block, 0, sizeof(*block));
	block->words[NP_SOURCE_SIDE] = source;
	block->words[NP_REPRINT_SIDE] = reprint;
	return block;
}

/* ----- Where paragraphs begin, and what answers to it ----- */

/* A border of a block, before these words */
typedef struct Cut
{
	size_t		at[2];
} Cut;

/*
 * First word of words where a sentence begins; the word behind them where none
 * does.
 */
static size_t
sentence_in(const NpArticle *article, NpWordRange words)
{
	size_t		i = words.first;

	while (i < np_range_end(words) && !article->tokens[i].sentence_start)
		i++;
	return i;
}

/*
 * The place on the other side that answers to a border before word at of a
 * side; edit is the one that has this word.
 */
static size_t
answer(const Work *work, const NpEdit *edits, const NpEdit *edit, int side,
	   size_t at)
{
	const NpArticle *other = work->articles[1 - side];
	NpWordRange there = edit->words[1 - side];

	if (at > edit->words[side].first)
	{
		if (edit->fate == NP_FATE_KEPT || edit->fate == NP_FATE_INFLECTED)
			return there.first + (at - edit->words[side].first);
		return sentence_in(other, there);
	}
	/* words that only the other side has, just before it */
	if (edit > edits && edit[-1].words[side].count == 0)
		return sentence_in(other, edit[-1].words[1 - side]);
	return there.first;
}

static int
compare_cuts(const void *x, const void *y)
{
	const Cut  *a = x;
	const Cut  *b = y;
	size_t		sum_a = a->at[0] + a->at[1];
	size_t		sum_b = b->at[0] + b->at[1];

	return (sum_a > sum_b) - (sum_a < sum_b);
}

/* The first paragraph that begins at or behind a word */
static size_t
paragraph_from(const NpLayout *layout, size_t word)
{
	size_t		low = 0;
	size_t		high = layout->nparagraphs;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (layout->paragraphs[middle].first_word < word)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Borders inside a piece, in order on both sides, and its end as the last */
static Cut *
find_cuts(Work *work, const NpEdit *edits, size_t nedits, size_t *ncuts)
{
	NpWordRange ranges[2];
	Cut		   *cuts = NULL;
	size_t		n = 0;
	size_t		room = 0;
	size_t		kept = 0;

	for (int side = 0; side < 2; side++)
		ranges[side] = np_edits_words(edits, nedits, side);
	for (int side = 0; side < 2; side++)
	{
		const NpLayout *layout = &work->articles[side]->layout;
		size_t		edit = 0;

		for (size_t i = paragraph_from(layout, ranges[side].first + 1);
			 i < layout->nparagraphs &&
			 layout->paragraphs[i].first_word < np_range_end(ranges[side]); i++)
		{
			size_t		at = layout->paragraphs[i].first_word;

			while (np_range_end(edits[edit].words[side]) <= at)
				edit++;
			cuts = grown(work->host, cuts, n, &room, sizeof(Cut));
			cuts[n].at[side] = at;
			cuts[n].at[1 - side] = answer(work, edits, &edits[edit], side,
										  at);
			n++;
		}
	}
	if (n > 0)
		qsort(cuts, n, sizeof(Cut), compare_cuts);
	cuts = grown(work->host, cuts, n, &room, sizeof(Cut));
	cuts[n].at[NP_SOURCE_SIDE] = np_range_end(ranges[NP_SOURCE_SIDE]);
	cuts[n].at[NP_REPRINT_SIDE] = np_range_end(ranges[NP_REPRINT_SIDE]);
	n++;

	/* inside changed words the borders of both sides may contradict */
	for (size_t i = 0; i < n; i++)
	{
		Cut		   *last = &cuts[kept > 0 ? kept - 1 : 0];

		if (kept > 0 && (cuts[i].at[0] < last->at[0] ||
						 cuts[i].at[1] < last->at[1] ||
						 compare_cuts(&cuts[i], last) == 0))
			continue;
		cuts[kept++] = cuts[i];
	}
	*ncuts = kept;
	return cuts;
}

/* ----- Blocks ----- */

/*
 * The part of an edit between two borders.  A change that is cut may have
 * words on one side only.
 */
static bool
part_of_edit(const NpEdit *edit, const NpBlock *block, NpEdit *part)
{
	*part = *edit;
	for (int side = 0; side < 2; side++)
	{
		NpWordRange *words = &part->words[side];
		size_t		start = words->first;
		size_t		end = np_range_end(*words);

		if (start < block->words[side].first)
			start = block->words[side].first;
		if (end > np_range_end(block->words[side]))
			end = np_range_end(block->words[side]);
		words->first = start;
		words->count = end > start ? end - start : 0;
	}
	if (part->words[NP_SOURCE_SIDE].count == 0)
		part->fate = NP_FATE_ADDED;
	else if (part->words[NP_REPRINT_SIDE].count == 0)
		part->fate = NP_FATE_DROPPED;
	return part->words[0].count > 0 || part->words[1].count > 0;
}

/*
 * A block's kind is that of its paragraph of the source, where it lies in the
 * place the paragraph went to; else that of the passage.
 */
static void
set_kind(Work *work, const NpPassage *passage, NpBlock *block)
{
	const NpLayout *layout = &work->articles[NP_SOURCE_SIDE]->layout;
	size_t		paragraph = paragraph_from(layout, block->words[NP_SOURCE_SIDE].first + 1);
	size_t		low = 0;
	size_t		high = work->reprinted.count;

	block->reused = true;
	block->kind = passage->kind;
	block->similarity = passage->similarity;
	if (paragraph == 0 || passage->kind == NP_QUOTATION)
		return;
	paragraph--;
	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (work->reprinted.items[middle].paragraph < paragraph)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < work->reprinted.count &&
		work->reprinted.items[low].paragraph == paragraph)
	{
		const NpReprinted *row = &work->reprinted.items[low];

		if (row->reprint.first < np_range_end(block->words[NP_REPRINT_SIDE]) &&
			block->words[NP_REPRINT_SIDE].first < np_range_end(row->reprint))
		{
			block->kind = row->kind;
			block->similarity = row->similarity;
		}
	}
}

/* Adds the blocks of a piece whose words stand in the same order. */
static void
add_piece(Work *work, const NpPassage *passage, const NpEdit *edits,
		  size_t nedits)
{
	Cut		   *cuts;
	size_t		ncuts;
	size_t		edit = 0;
	size_t		from[2] = {edits[0].words[0].first, edits[0].words[1].first};

	cuts = find_cuts(work, edits, nedits, &ncuts);
	for (size_t i = 0; i < ncuts; i++)
	{
		NpWordRange source = {from[0], cuts[i].at[0] - from[0]};
		NpWordRange reprint = {from[1], cuts[i].at[1] - from[1]};
		NpBlock    *block = add_block(work, source, reprint);
		NpEdit		part;

		set_kind(work, passage, block);
		for (; edit < nedits; edit++)
		{
			if (part_of_edit(&edits[edit], block, &part))
			{
				add_edit(work, &part);
				block->nedits++;
			}
			/* what is cut has its rest in the next block */
			if (np_range_end(edits[edit].words[0]) > cuts[i].at[0] ||
				np_range_end(edits[edit].words[1]) > cuts[i].at[1])
				break;
		}
		from[0] = cuts[i].at[0];
		from[1] = cuts[i].at[1];
	}
	np_release(work->host, cuts);
}

static void add_pieces(Work *work, const NpPassage *passage, NpEdit *edits,
					   size_t nedits);

/* Adds words that moved, from one place of the source to one of the reprint. */
static void
add_moved(Work *work, const NpPassage *passage, NpWordRange source,
		  NpWordRange reprint)
{
	NpEdits		edits;

	np_edit_words(work->host, work->articles, source, reprint, &edits);
	add_pieces(work, passage, edits.items, edits.count);
	np_release(work->host, edits.items);
}

/* Takes an edit's words of one side out of it. */
static void
take_words(NpEdit *edit, int side)
{
	edit->words[side].count = 0;
	edit->fate = side == NP_SOURCE_SIDE ? NP_FATE_ADDED : NP_FATE_DROPPED;
}

/*
 * Adds the blocks of a piece, what moved in it apart: the edits up to the one
 * that lost its words, those up to the one that got them, and the rest.
 */
static void
add_pieces(Work *work, const NpPassage *passage, NpEdit *edits, size_t nedits)
{
	size_t		dropped;
	size_t		added;

	np_check_interrupts(work->host);
	while (nedits > 0 && np_edits_words(edits, nedits, 0).count +
		   np_edits_words(edits, nedits, 1).count > 0)
	{
		NpWordRange source;
		NpWordRange reprint;
		size_t		first;

		if (work->moves >= MOST_MOVES ||
			!np_find_move(work->host, work->articles, edits, nedits, &dropped,
						  &added))
		{
			add_piece(work, passage, edits, nedits);
			return;
		}
		work->moves++;
		source = edits[dropped].words[NP_SOURCE_SIDE];
		reprint = edits[added].words[NP_REPRINT_SIDE];
		take_words(&edits[dropped], NP_SOURCE_SIDE);
		take_words(&edits[added], NP_REPRINT_SIDE);
		first = (dropped < added ? dropped : added) + 1;
		add_pieces(work, passage, edits, first);
		if (added < dropped)
			add_moved(work, passage, source, reprint);
		add_pieces(work, passage, edits + first,
				   (dropped < added ? added : dropped) + 1 - first);
		if (added > dropped)
			add_moved(work, passage, source, reprint);
		first = (dropped < added ? added : dropped) + 1;
		edits += first;
		nedits -= first;
	}
}

static void
add_passage(Work *work, const NpPassage *passage)
{
	work->moves = 0;
	add_moved(work, passage, passage->source, passage->reprint);
}

/* Words of the source that were not reused, from first to the next reused */
static void
add_rest_of_source(Work *work, const bool *reused, size_t first)
{
	size_t		n = work->articles[NP_SOURCE_SIDE]->layout.nwords;
	NpWordRange source = {first, 0};
	NpWordRange none = {0, 0};

	while (np_range_end(source) < n && !reused[np_range_end(source)])
		source.count++;
	if (source.count > 0)
		add_block(work, source, none);
}

static void
add_rest_of_reprint(Work *work, size_t first, size_t behind)
{
	NpWordRange reprint = {first, behind - first};
	NpWordRange none = {0, 0};

	if (behind > first)
		add_block(work, none, reprint);
}

void
np_highlight(const NpHost *host, const NpArticle *source,
			 const NpArticle *reprint, const NpPassages *passages,
			 NpHighlight *highlight)
{
	Work		work = {.host = host,.articles = {source, reprint},
	.passages = passages,.highlight = highlight};
	size_t		n = source->layout.nwords;
	bool	   *reused = np_alloc(host, n + 1);
	bool	   *shown = np_alloc(host, n + 1);
	size_t		done = 0;		/* words of the reprint */
	size_t		edits = 0;

	memset(highlight, 0, sizeof(*highlight));
	memset(reused, 0, n + 1);
	memset(shown, 0, n + 1);
	for (size_t i = 0; i < passages->count; i++)
		memset(reused + passages->items[i].source.first, true,
			   passages->items[i].source.count);
	np_reprinted(host, source, reprint, passages, &work.reprinted);

	add_rest_of_source(&work, reused, 0);
	for (size_t i = 0; i < passages->count; i++)
	{
		const NpPassage *passage = &passages->items[i];
		size_t		behind = np_range_end(passage->source);

		np_check_interrupts(host);
		add_rest_of_reprint(&work, done, passage->reprint.first);
		add_passage(&work, passage);
		done = np_range_end(passage->reprint);
		/* a place that was reused twice is left twice */
		if (!shown[behind])
			add_rest_of_source(&work, reused, behind);
		shown[behind] = true;
	}
	add_rest_of_reprint(&work, done, reprint->layout.nwords);

	for (size_t i = 0; i < highlight->nblocks; i++)
	{
		NpBlock    *block = &highlight->blocks[i];

		if (block->nedits > 0)
			block->edits = highlight->edits + edits;
		edits += block->nedits;
	}
	np_reprinted_free(host, &work.reprinted);
	np_release(host, reused);
	np_release(host, shown);
}

void
np_highlight_free(const NpHost *host, NpHighlight *highlight)
{
	np_release(host, highlight->blocks);
	np_release(host, highlight->edits);
	memset(highlight, 0, sizeof(*highlight));
}

/* ----- The bytes to show ----- */

static bool
is_space(NpCharacter character)
{
	return character.kind != NP_CHARACTER || character.code <= ' ' ||
		character.code == 0xA0 || character.code == 0x1680 ||
		(character.code >= 0x2000 && character.code <= 0x200A) ||
		character.code == 0x2028 || character.code == 0x2029 ||
		character.code == 0x202F || character.code == 0x205F ||
		character.code == 0x3000;
}

/* A mark that ends something, where no space tells */
static bool
closes(uint32_t code)
{
	static const uint32_t marks[] = {'!', ')', ',', '-', '.', '/', ':', ';', '?', ']', '}',
		0x2019, 0x201D, 0x2026, 0x3001, 0x3002, 0x300B, 0x300D, 0x300F,
	0x3011, 0xFF01, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (marks[i] == code)
			return true;
	return false;
}

/*
 * Where what belongs to word i ends and what belongs to the next begins: at
 * the paragraph's end, else at the first white space between them, else behind
 * the marks that close.
 */
static void
split_gap(const NpArticle *article, size_t i, size_t *end, size_t *start)
{
	const NpLayout *layout = &article->layout;
	size_t		at = layout->words[i].end;
	size_t		limit = layout->words[i + 1].start;
	size_t		paragraph = paragraph_from(layout, i + 1);
	bool		quote_ends = article->tokens[i].quoted &&
	!article->tokens[i + 1].quoted;
	bool		closing = true;

	if (paragraph < layout->nparagraphs &&
		layout->paragraphs[paragraph].first_word == i + 1)
	{
		*end = layout->paragraphs[paragraph - 1].end;
		*start = layout->paragraphs[paragraph].start;
		return;
	}
	*end = *start = at;
	while (at < limit)
	{
		NpCharacter character = np_character_at(article->text, at);

		if (is_space(character))
		{
			*end = at;
			*start = character.end;
			return;
		}
		closing = closing && (closes(character.code) ||
							  (character.code == '"' && quote_ends));
		at = character.end;
		if (closing)
			*end = *start = at;
	}
}

NpWordSpan
np_shown_words(const NpArticle *article, NpWordRange range)
{
	NpWordSpan	shown = {0, article->text.length};
	size_t		unused;

	if (range.count == 0)
	{
		shown.end = 0;
		return shown;
	}
	if (range.first > 0)
		split_gap(article, range.first - 1, &unused, &shown.start);
	if (np_range_end(range) < article->layout.nwords)
		split_gap(article, np_range_end(range) - 1, &shown.end, &unused);
	return shown;
}
