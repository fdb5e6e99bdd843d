/*-------------------------------------------------------------------------
 *
 * highlight_text.c
 *	  Source and reprint side by side, for a terminal.
 *
 * Two columns of plain ASCII lines and marks, so that they look the same in
 * psql, in a log and in a mail.  What is in a block (align/highlight.h) stands
 * beside each other below a line that names the paragraphs and the kind.
 *
 * Characters are as wide as the Unicode of the ICU at hand says (UAX 11):
 * columns are only for show, nothing stored depends on it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/highlight.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "text/utf8.h"
#include "unicode/uchar.h"
#include "utils/memutils.h"

/* Columns of a side; with the line between them 109 in all */
#define SIDE_WIDTH		53

/* Lines that a stretch without reuse takes at most */
#define REST_LINES		2

/* One side of a block, as it is going to be shown */
typedef struct Cell
{
	StringInfoData text;		/* UTF-8, on one line */
	size_t		shown;			/* bytes of it shown so far */
	const char *suffix;			/* comes behind the last line, or NULL */
	int			lines_left;		/* -1 for any number */
} Cell;

static bool
is_right_to_left(UChar32 code)
{
	UCharDirection direction;

	if (code < 0x590)
		return false;
	direction = u_charDirection(code);
	return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

/* Columns that a character takes on a terminal */
static int
width_of(uint32_t code)
{
	int			width;

	if (code >= 0x20 && code < 0x7F)
		return 1;
	switch (u_charType((UChar32) code))
	{
		case U_NON_SPACING_MARK:
		case U_ENCLOSING_MARK:
		case U_FORMAT_CHAR:
			return 0;
		default:
			break;
	}
	if (code >= 0x1160 && code <= 0x11FF)
		return 0;				/* vowels and finals join their syllable */
	width = u_getIntPropertyValue((UChar32) code, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/* ----- Cells ----- */

/* Fills a cell with a side of a block, changed words in marks. */
static void
fill_cell(Cell *cell, const NpBlock *block, const NpArticle *article, int side)
{
	size_t		edit = 0;

	resetStringInfo(&cell->text);
	cell->shown = 0;
	cell->suffix = NULL;
	cell->lines_left = -1;
	np_show_words(&cell->text, block, article, side, block->words[side], &edit,
				  side == NP_SOURCE_SIDE ? "[-" : "{+",
				  side == NP_SOURCE_SIDE ? "-]" : "+}");
}

/*
 * Finds the line of at most so many columns that begins at byte start: returns
 * its end, and sets its width and where the next one starts.  Lines end at a
 * space, beside a wide character or, if there is neither, anywhere but before
 * a character without width.
 */
static size_t
break_line(const Cell *cell, size_t start, int most, int *width, size_t *next)
{
	const char *data = cell->text.data;
	size_t		length = cell->text.len;
	size_t		at = start;
	size_t		best = 0;		/* the last place to break at, and its width */
	int			best_width = 0;
	int			before = 0;		/* width of the character before */

	*width = 0;
	while (at < length)
	{
		uint32_t	code = 0;
		unsigned	bytes = np_utf8_decode(data + at, length - at, &code);
		int			columns = bytes > 0 ? width_of(code) : 1;

		bytes = Max(bytes, 1);
		if (at > start &&
			(code == ' ' || (columns > 0 && (columns == 2 || before == 2))))
		{
			best = at;
			best_width = *width;
		}
		if (*width + columns > most && at > start)
		{
			if (best == 0)
			{
				best = at;
				best_width = *width;
			}
			*width = best_width;
			*next = best + (data[best] == ' ');
			return best;
		}
		*width += columns;
		if (columns > 0)
			before = columns;
		at += bytes;
	}
	*next = length;
	return length;
}

/* ----- Lines ----- */

/*
 * Appends the next line of a cell.  Lines with letters that are written from
 * right to left are fenced off, so that they do not change places with the
 * other column.
 */
static int
append_line(StringInfo out, Cell *cell, bool marks)
{
	size_t		start = cell->shown;
	size_t		end;
	int			width;
	bool		fence = false;

	if (start >= (size_t) cell->text.len)
		return 0;
	end = break_line(cell, start, SIDE_WIDTH, &width, &cell->shown);
	if (cell->lines_left == 1 && cell->shown < (size_t) cell->text.len)
	{
		end = break_line(cell, start, SIDE_WIDTH - (int) strlen(cell->suffix),
						 &width, &cell->shown);
		cell->shown = cell->text.len;
		width += strlen(cell->suffix);
	}
	else if (cell->lines_left > 0)
	{
		cell->lines_left--;
		if (cell->shown >= (size_t) cell->text.len)
			cell->suffix = NULL;
	}
	for (size_t at = start; marks && at < end && !fence;)
	{
		uint32_t	code = 0;
		unsigned	bytes = np_utf8_decode(cell->text.data + at, end - at, &code);

		fence = bytes > 0 && is_right_to_left((UChar32) code);
		at += Max(bytes, 1);
	}
	if (fence)
		appendStringInfoString(out, "\342\200\216");	/* U+200E */
	appendBinaryStringInfo(out, cell->text.data + start, end - start);
	if (cell->suffix != NULL && cell->lines_left == 1 &&
		cell->shown >= (size_t) cell->text.len)
		appendStringInfoString(out, cell->suffix);
	if (fence)
		appendStringInfoString(out, "\342\200\216");
	return width;
}

static void
append_repeated(StringInfo out, char character, int times)
{
	while (times-- > 0)
		appendStringInfoChar(out, character);
}

/* Puts two cells beside each other. */
static void
append_cells(StringInfo out, Cell *source, Cell *reprint)
{
	bool		marks = GetDatabaseEncoding() == PG_UTF8;

	while (source->shown < (size_t) source->text.len ||
		   reprint->shown < (size_t) reprint->text.len)
	{
		CHECK_FOR_INTERRUPTS();
		append_repeated(out, ' ',
						SIDE_WIDTH - append_line(out, source, marks));
		appendStringInfoString(out, " |");
		if (reprint->shown < (size_t) reprint->text.len)
		{
			appendStringInfoChar(out, ' ');
			append_line(out, reprint, marks);
		}
		appendStringInfoChar(out, '\n');
	}
}

/* Half of the line above a block: -- left ------ right -- */
static void
append_rule(StringInfo out, const char *left, const char *right)
{
	int			width = SIDE_WIDTH;

	if (*left != '\0')
	{
		appendStringInfo(out, "-- %s ", left);
		width -= strlen(left) + 4;
	}
	if (*right != '\0')
		width -= strlen(right) + 4;
	append_repeated(out, '-', width);
	if (*right != '\0')
		appendStringInfo(out, " %s --", right);
}

static const char *
paragraphs_label(const NpArticle *article, NpWordRange words)
{
	size_t		first;
	size_t		last;

	if (words.count == 0)
		return "";
	first = np_paragraph_of(&article->layout, words.first);
	last = np_paragraph_of(&article->layout, words.first + words.count - 1);
	if (first == last)
		return psprintf("paragraph %zu", first);
	return psprintf("paragraphs %zu to %zu", first, last);
}

static void
append_block(StringInfo out, const NpBlock *block, const NpArticle *articles[2],
			 Cell cells[2])
{
	const char *fates[2] = {"", ""};
	bool		only_source = block->words[NP_REPRINT_SIDE].count == 0;
	bool		only_reprint = block->words[NP_SOURCE_SIDE].count == 0;

	if (!block->reused)
		fates[only_source ? NP_SOURCE_SIDE : NP_REPRINT_SIDE] =
			only_source ? "not reused" : "own words";
	else if (only_source)
		fates[NP_SOURCE_SIDE] = "dropped";
	else if (only_reprint)
		fates[NP_REPRINT_SIDE] = "added";
	else
		fates[NP_SOURCE_SIDE] = psprintf("%s, similarity %.2f",
										 np_kind_name(block->kind),
										 block->similarity);
	for (int side = 0; side < 2; side++)
	{
		append_rule(out, paragraphs_label(articles[side], block->words[side]),
					fates[side]);
		appendStringInfoString(out, side == 0 ? "-+-" : "\n");
		fill_cell(&cells[side], block, articles[side], side);
		if (!block->reused)
		{
			cells[side].lines_left = REST_LINES;
			cells[side].suffix = psprintf(" ... (%zu words)",
										  block->words[side].count);
		}
	}
	append_cells(out, &cells[0], &cells[1]);
}

char *
np_highlight_text(const NpHighlight *highlight, const NpArticle *articles[2])
{
	StringInfoData out;
	Cell		cells[2];
	MemoryContext block_context;

	initStringInfo(&out);
	for (int side = 0; side < 2; side++)
		initStringInfo(&cells[side].text);
	appendStringInfo(&out, "%-*s | %s\n", SIDE_WIDTH,
					 "source: [-dropped or changed-]",
					 "reprint: {+added or changed+}");

	/* labels are small, but there may be many */
	block_context = AllocSetContextCreate(CurrentMemoryContext,
										  "newsprint block",
										  ALLOCSET_SMALL_SIZES);
	for (size_t i = 0; i < highlight->nblocks; i++)
	{
		MemoryContext old = MemoryContextSwitchTo(block_context);

		append_block(&out, &highlight->blocks[i], articles, cells);
		MemoryContextSwitchTo(old);
		MemoryContextReset(block_context);
		np_require_showable(&out, i, highlight->nblocks);
	}
	MemoryContextDelete(block_context);
	out.data[--out.len] = '\0'; /* the last line's end */
	return out.data;
}
