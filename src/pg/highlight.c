/*-------------------------------------------------------------------------
 *
 * highlight.c
 *	  Source and reprint side by side, for a terminal (newsprint_highlight).
 *
 * Two columns of plain ASCII lines and marks, so that they look the same in
 * psql, in a log and in a mail.  What is in a block (align/highlight.h) stands
 * beside each other below a line that names the paragraphs and the kind.
 *
 * Texts are shown as a reader of the page sees them: entities decoded, markup
 * and runs of white space as one space.  Nothing in a text may steer the
 * terminal: control characters are shown as \x1B, and what turns the direction
 * of writing for the rest of a line as \u202E.
 *
 * Characters are as wide as the Unicode of the ICU at hand says (UAX 11):
 * columns are only for show, nothing stored depends on it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/passages.h"

#include "align/highlight.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "text/characters.h"
#include "text/utf8.h"
#include "unicode/uchar.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* Columns of a side; with the line between them 109 in all */
#define SIDE_WIDTH		53

/* Lines that a stretch without reuse takes at most */
#define REST_LINES		2

/* Most bytes of a result: a text cannot be longer than 1 GB */
#define MOST_BYTES		(512 * 1024 * 1024)

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

static void
append_character(Cell *cell, uint32_t code)
{
	char		bytes[NP_UTF8_MAX];

	if (code <= ' ' && ((code >= '\t' && code <= '\r') || code == ' '))
		code = ' ';
	else if (code < 0x20 || (code >= 0x7F && code < 0xA0 && code != 0x85))
	{
		appendStringInfo(&cell->text, "\\x%02X", (unsigned int) code);
		return;
	}
	else if ((code >= 0x202A && code <= 0x202E) ||
			 (code >= 0x2066 && code <= 0x2069))
	{
		appendStringInfo(&cell->text, "\\u%04X", (unsigned int) code);
		return;
	}
	else if (code == 0xAD || code == 0x200B || code == 0x2060 ||
			 code == 0xFEFF)
		return;
	else if (code == 0x85 || code == 0x2028 || code == 0x2029 ||
			 (code > 0x7F && u_isUWhiteSpace((UChar32) code)))
		code = ' ';
	if (code == ' ' &&
		(cell->text.len == 0 || cell->text.data[cell->text.len - 1] == ' '))
		return;
	appendBinaryStringInfo(&cell->text, bytes, np_utf8_encode(code, bytes));
}

/* Appends the bytes of a text from *at to end, and moves on. */
static void
append_text(Cell *cell, NpText text, size_t *at, size_t end)
{
	while (*at < end)
	{
		NpCharacter character = np_character_at(text, *at);

		append_character(cell, character.code);
		*at = character.end;
		CHECK_FOR_INTERRUPTS();
	}
}

/* Fills a cell with a side of a block, changed words in marks. */
static void
fill_cell(Cell *cell, const NpBlock *block, const NpArticle *article, int side)
{
	const char *open = side == NP_SOURCE_SIDE ? "[-" : "{+";
	const char *close = side == NP_SOURCE_SIDE ? "-]" : "+}";
	NpWordSpan	shown = np_shown_words(article, block->words[side]);
	size_t		at = shown.start;

	resetStringInfo(&cell->text);
	cell->shown = 0;
	cell->suffix = NULL;
	cell->lines_left = -1;
	if (block->words[side].count == 0)
		return;
	for (size_t i = 0; i < block->nedits; i++)
	{
		NpWordRange words = block->edits[i].words[side];
		const NpWordSpan *spans = article->layout.words;

		if (words.count == 0 || block->edits[i].fate == NP_FATE_KEPT)
			continue;
		/* neighbouring changes share their marks */
		while (i + 1 < block->nedits &&
			   block->edits[i + 1].fate != NP_FATE_KEPT)
			words.count += block->edits[++i].words[side].count;
		append_text(cell, article->text, &at, spans[words.first].start);
		appendStringInfoString(&cell->text, open);
		append_text(cell, article->text, &at,
					spans[words.first + words.count - 1].end);
		appendStringInfoString(&cell->text, close);
	}
	append_text(cell, article->text, &at, shown.end);
	while (cell->text.len > 0 && cell->text.data[cell->text.len - 1] == ' ')
		cell->text.data[--cell->text.len] = '\0';
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

static char *
side_by_side(const NpHighlight *highlight, const NpArticle *articles[2])
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
		if (out.len > MOST_BYTES)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("texts are too long to be shown side by side"),
					 errdetail("The first %zu of %zu pieces take %d bytes.",
							   i + 1, highlight->nblocks, out.len),
					 errhint("Take parts of the texts that newsprint_align gives.")));
	}
	MemoryContextDelete(block_context);
	out.data[--out.len] = '\0'; /* the last line's end */
	return out.data;
}

static void
require_text_format(text *name)
{
	char	   *format = text_to_cstring(name);

	if (strcmp(format, "text") == 0)
		return;
	if (strcmp(format, "html") == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("format is not supported yet"),
				 errdetail("format is \"%s\".", format),
				 errhint("Use format => 'text'.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown format"),
			 errdetail("format is \"%s\".", format),
			 errhint("Use format => 'text'.")));
}

PG_FUNCTION_INFO_V1(newsprint_highlight);

/*
 * newsprint_highlight(source text, reprint text, config regconfig, mode text,
 *		format text) -> text
 */
Datum
newsprint_highlight(PG_FUNCTION_ARGS)
{
	NpAlignment *alignment;
	NpHighlight highlight;
	const NpArticle *articles[2];
	char	   *shown;

	if (PG_ARGISNULL(4))
		PG_RETURN_NULL();
	require_text_format(PG_GETARG_TEXT_PP(4));
	alignment = np_align_arguments(fcinfo);
	if (alignment == NULL)
		PG_RETURN_NULL();
	articles[NP_SOURCE_SIDE] = &alignment->source;
	articles[NP_REPRINT_SIDE] = &alignment->reprint;
	np_highlight(&np_host, &alignment->source, &alignment->reprint,
				 &alignment->passages, &highlight);
	shown = side_by_side(&highlight, articles);
	PG_RETURN_TEXT_P(np_text_from_utf8(shown, strlen(shown)));
}
