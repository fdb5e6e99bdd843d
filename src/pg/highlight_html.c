/*-------------------------------------------------------------------------
 *
 * highlight_html.c
 *	  Source and reprint side by side, for a browser.
 *
 * One <div> that needs nothing else: its style comes along, there is no script.
 * It can be put into any page, or be a page by itself, wherefore it tells its
 * encoding and that it fits a phone.  Its classes begin with np-, as frameworks
 * own the short names.
 *
 * On top a bar for each side: what of it is in the other, each piece as wide as
 * it has words and linked to where it is shown.  Below a row for each block
 * (align/highlight.h), the source on the left and the reprint on the right or,
 * where there is no room for both, below it; what was not reused folds away.
 * Each side of a passage links to the other.  A kind is told by its name, by
 * the style of a border and by colour; a changed word by a line through or below
 * it, and by its element (del, ins), for readers to whom no style comes through.
 *
 * Whatever comes from an article goes through append_escaped: the characters
 * that HTML reads as its own never stand for themselves.  Articles are not of
 * the page's language or direction: each paragraph finds its own (dir=auto).
 *
 * The result is well-formed XML, too, and every byte of the frame is ASCII.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/highlight.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "print/hash.h"
#include "text/utf8.h"

/* Words of a stretch without reuse that is not folded away */
#define SHORT_REST		60

/* Pieces below this part of an article have no room for a number in its bar */
#define NUMBERED_PART	40

/* Where the marks of changed words go; no text that is shown has these bytes */
#define OPEN_MARK		'\001'
#define CLOSE_MARK		'\002'

/*
 * Colours as lists for rgb() and rgba(), so that one serves as line and as
 * tint.  Rows without a kind have none, and so no border and no tint.
 */
static const char style[] =
"<style>"
".newsprint{--ink:#1d1c1a;--soft:#635f58;--paper:#fffefb;--line:#dcd7cd;"
"box-sizing:border-box;max-width:76rem;margin:0 auto;padding:1rem;"
"color:var(--ink);background:var(--paper);color-scheme:light dark;"
"direction:ltr;text-align:start;overflow-wrap:anywhere;"
"font:1rem/1.55 Georgia,'Times New Roman',serif}"
".newsprint .np-verbatim{--kind:176,32,24;--cue:solid}"
".newsprint .np-edited{--kind:143,82,0;--cue:dashed}"
".newsprint .np-rewritten{--kind:24,88,168;--cue:dotted}"
".newsprint .np-fragment{--kind:112,56,160;--cue:double}"
".newsprint .np-quotation{--kind:0,104,76;--cue:ridge}"
"@media(prefers-color-scheme:dark){"
".newsprint{--ink:#e8e5df;--soft:#a8a39a;--paper:#191817;--line:#45423d}"
".newsprint .np-verbatim{--kind:255,138,122}"
".newsprint .np-edited{--kind:240,180,80}"
".newsprint .np-rewritten{--kind:130,180,255}"
".newsprint .np-fragment{--kind:210,160,255}"
".newsprint .np-quotation{--kind:100,210,170}"
"html:has(>body>.newsprint:only-child){color-scheme:dark}}"
".newsprint *{box-sizing:border-box}"
".newsprint p{margin:.4em 0;overflow:hidden}"
".newsprint a{color:inherit}"
".newsprint .np-bar,.newsprint .np-head,.newsprint .np-key{display:flex;"
"flex-wrap:wrap;gap:.1em .7em;align-items:center;margin:0;color:var(--soft);"
"font:.8125rem/1.6 system-ui,sans-serif}"
".newsprint .np-bar{flex-wrap:nowrap;margin-bottom:.4rem}"
".newsprint .np-bar b{flex:0 0 3.6rem}"
".newsprint .np-bar span{flex:0 0 5.2rem;text-align:right}"
".newsprint nav{display:flex;flex:1;min-width:0;overflow:hidden}"
".newsprint nav *{flex:0 1 0;min-width:0;height:1.9rem;overflow:hidden;"
"text-align:center;text-decoration:none;white-space:nowrap;color:var(--ink);background:rgba(var(--kind),.22);"
"border-bottom:5px var(--cue) rgb(var(--kind));box-shadow:inset 1px 0 var(--paper)}"
".newsprint nav i{background:var(--line);opacity:.5}"
".newsprint nav a:hover{background:rgba(var(--kind),.45)}"
"@media(max-width:40rem){.newsprint{padding:.5rem}.newsprint nav a{font-size:0}}"
".newsprint .np-key{padding:.3rem 0 .8rem;border-bottom:1px solid var(--line)}"
".newsprint .np-key span{padding-left:.5em;"
"border-left:5px var(--cue) rgb(var(--kind))}"
".newsprint .np-row{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:.8rem 0}"
".newsprint .np-side{flex:1 1 18rem;min-width:0;padding:.4rem .8rem;"
"background:rgba(var(--kind),.07);border-left:5px var(--cue) rgb(var(--kind));"
"scroll-margin:1rem}"
".newsprint .np-side:empty{padding:0;border:0;background:none}"
".newsprint .np-side:target{outline:2px solid rgb(var(--kind))}"
".newsprint .np-head b{color:rgb(var(--kind))}"
".newsprint .np-head a{margin-left:auto}"
".newsprint details{color:var(--soft)}"
".newsprint summary{cursor:pointer;font:.8125rem/1.6 system-ui,sans-serif}"
".newsprint del,.newsprint ins{color:inherit;border-radius:2px;"
"background:rgba(var(--kind),.16);text-decoration:line-through 1px}"
".newsprint ins{text-decoration:underline 2px}"
"</style>\n";

/* Everything on one side that is shown, in the order of its article */
typedef struct Piece
{
	NpWordRange words;
	size_t		block;
} Piece;

typedef struct Page
{
	StringInfoData out;
	StringInfoData shown;		/* a paragraph before it is escaped */
	const NpHighlight *highlight;
	const NpArticle **articles;
	uint64_t	id;				/* of the articles, begins every id */
} Page;

static const char *const side_names[2] = {"Source", "Reprint"};
static const char *const side_elements[2] = {"del", "ins"};

/* ----- Characters ----- */

/* Would HTML or an attribute read this as its own? */
static bool
is_special(uint32_t code)
{
	return code == '&' || code == '<' || code == '>' || code == '"' ||
		code == '\'';
}

/* Appends text that is shown, its marks as tags of element. */
static void
append_escaped(StringInfo out, const char *utf8, size_t length,
			   const char *element)
{
	bool		raw = GetDatabaseEncoding() == PG_UTF8;
	unsigned	bytes;

	for (size_t at = 0; at < length; at += bytes)
	{
		uint32_t	code = 0;

		bytes = Max(np_utf8_decode(utf8 + at, length - at, &code), 1);
		if (code == OPEN_MARK)
			appendStringInfo(out, "<%s>", element);
		else if (code == CLOSE_MARK)
			appendStringInfo(out, "</%s>", element);
		else if (is_special(code) || (code > 0x7F && !raw))
			appendStringInfo(out, "&#%u;", (unsigned int) code);
		else
			appendBinaryStringInfo(out, utf8 + at, bytes);
		CHECK_FOR_INTERRUPTS();
	}
}

/* Appends words of a side, each paragraph in an element of its own. */
static void
append_words(Page *page, const NpBlock *block, int side)
{
	static const char open[] = {OPEN_MARK, '\0'};
	static const char close[] = {CLOSE_MARK, '\0'};
	const NpArticle *article = page->articles[side];
	const NpSpan *paragraph = article->layout.paragraphs +
	np_paragraph_of(&article->layout, block->words[side].first) - 1;
	size_t		end = block->words[side].first + block->words[side].count;
	size_t		edit = 0;

	for (size_t at = block->words[side].first; at < end; paragraph++)
	{
		NpWordRange words = {at, paragraph->first_word + paragraph->words - at};

		words.count = Min(words.count, end - at);
		resetStringInfo(&page->shown);
		np_show_words(&page->shown, block, article, side, words, &edit, open,
					  close);
		appendStringInfoString(&page->out, "<p dir=\"auto\">");
		append_escaped(&page->out, page->shown.data, page->shown.len,
					   side_elements[side]);
		appendStringInfoString(&page->out, "</p>");
		at += words.count;
	}
}

/* ----- Names ----- */

/* The id of a side of a block */
static void
append_id(Page *page, size_t block, int side)
{
	appendStringInfo(&page->out, "np%010llx-%c%zu",
					 (unsigned long long) page->id, "sr"[side], block + 1);
}

/* The paragraphs that words lie in, with the sign for paragraphs */
static void
append_paragraphs(Page *page, int side, NpWordRange words)
{
	const NpLayout *layout = &page->articles[side]->layout;
	int32		first = np_paragraph_of(layout, words.first);
	int32		last = np_paragraph_of(layout, words.first + words.count - 1);

	appendStringInfo(&page->out, "&#182;&#160;%d", first);
	if (last > first)
		appendStringInfo(&page->out, "&#8211;%d", last);
}

/*
 * Ids must be others where another pair of articles stands on the page, or the
 * same pair that was found other passages of.
 */
static uint64_t
hash_bytes(uint64_t hash, const void *data, size_t length)
{
	const char *bytes = data;

	hash = np_mix(hash ^ length) * NP_MULTIPLIER;
	for (size_t i = 0; i < length; i += 8)
	{
		char		eight[8] = {0};

		memcpy(eight, bytes + i, Min(length - i, 8));
		hash = np_mix(hash ^ np_read64(eight)) * NP_MULTIPLIER;
	}
	return hash;
}

static uint64_t
identify(const NpHighlight *highlight, const NpArticle *articles[2])
{
	uint64_t	hash = 0;

	for (int side = 0; side < 2; side++)
		hash = hash_bytes(hash, articles[side]->text.data,
						  articles[side]->text.length);
	for (size_t i = 0; i < highlight->nblocks; i++)
		for (int side = 0; side < 2; side++)
		{
			hash = np_mix(hash ^ highlight->blocks[i].words[side].first);
			hash = np_mix(hash ^ highlight->blocks[i].words[side].count);
		}
	return np_mix(hash) >> 24;
}

/* ----- The top ----- */

static int
compare_pieces(const void *x, const void *y)
{
	const Piece *a = x;
	const Piece *b = y;

	if (a->words.first != b->words.first)
		return a->words.first < b->words.first ? -1 : 1;
	return (a->block > b->block) - (a->block < b->block);
}

/*
 * Appends the bar of a side.  A place of the source that was reused twice
 * counts once and links to the first.
 */
static void
append_bar(Page *page, int side)
{
	const NpHighlight *highlight = page->highlight;
	const NpLayout *layout = &page->articles[side]->layout;
	Piece	   *pieces = palloc_extended((highlight->nblocks + 1) * sizeof(Piece),
										 MCXT_ALLOC_HUGE);
	size_t		npieces = 0;
	size_t		done = 0;
	size_t		prose = 0;

	for (size_t i = 0; i < highlight->nblocks; i++)
		if (highlight->blocks[i].words[side].count > 0)
		{
			pieces[npieces].words = highlight->blocks[i].words[side];
			pieces[npieces++].block = i;
		}
	qsort(pieces, npieces, sizeof(Piece), compare_pieces);
	appendStringInfo(&page->out, "<div class=\"np-bar\"><b>%s</b>"
					 "<nav aria-label=\"%s\">",
					 side_names[side], side_names[side]);
	for (size_t i = 0; i < npieces; i++)
	{
		const NpBlock *block = &highlight->blocks[pieces[i].block];
		size_t		end = pieces[i].words.first + pieces[i].words.count;
		size_t		words;
		int32		paragraph;

		if (end <= done)
			continue;
		words = end - Max(done, pieces[i].words.first);
		done = end;
		if (!block->reused)
		{
			appendStringInfo(&page->out, "<i style=\"flex-grow:%zu\"></i>",
							 words);
			continue;
		}
		if (block->kind != NP_QUOTATION)
			prose += words;
		appendStringInfo(&page->out, "<a class=\"np-%s\" style=\"flex-grow:%zu\" href=\"#",
						 np_kind_name(block->kind), words);
		append_id(page, pieces[i].block, side);
		paragraph = np_paragraph_of(layout, pieces[i].words.first);
		appendStringInfo(&page->out, "\" title=\"paragraph %d: %s\">",
						 paragraph, np_kind_name(block->kind));
		if (words >= layout->nwords / NUMBERED_PART)
			appendStringInfo(&page->out, "%d", paragraph);
		appendStringInfoString(&page->out, "</a>");
		CHECK_FOR_INTERRUPTS();
	}
	appendStringInfo(&page->out, "</nav><span title=\"%zu of %zu words in"
					 " passages, quotations apart\">%.0f%% reused</span></div>\n",
					 prose, layout->nwords,
					 layout->nwords > 0 ? 100.0 * prose / layout->nwords : 0.0);
	pfree(pieces);
}

/* Appends what the looks mean, and how many rows there are of each kind. */
static void
append_key(Page *page)
{
	size_t		rows[NP_QUOTATION + 1] = {0};
	bool		changed = false;

	for (size_t i = 0; i < page->highlight->nblocks; i++)
		if (page->highlight->blocks[i].reused)
			rows[page->highlight->blocks[i].kind]++;
	for (size_t i = 0; i < page->highlight->nedits && !changed; i++)
		changed = page->highlight->edits[i].fate != NP_FATE_KEPT;
	appendStringInfoString(&page->out, "<div class=\"np-key\">");
	for (int kind = 0; kind <= NP_QUOTATION; kind++)
		if (rows[kind] > 0)
			appendStringInfo(&page->out, "<span class=\"np-%s\">%s %zu</span>",
							 np_kind_name(kind), np_kind_name(kind), rows[kind]);
	if (page->highlight->nedits == 0)
		appendStringInfoString(&page->out, "nothing in common");
	if (changed)
		appendStringInfoString(&page->out, "<del>only in the source</del>"
							   "<ins>only in the reprint</ins>");
	appendStringInfoString(&page->out, "</div>\n");
}

/* ----- Rows ----- */

/* Appends a side of a passage; an empty one keeps its column. */
static void
append_side(Page *page, size_t number, int side)
{
	const NpBlock *block = &page->highlight->blocks[number];
	bool		alone = block->words[1 - side].count == 0;

	if (block->words[side].count == 0)
	{
		appendStringInfoString(&page->out, "<div class=\"np-side\"></div>");
		return;
	}
	appendStringInfoString(&page->out, "<div class=\"np-side\" id=\"");
	append_id(page, number, side);
	appendStringInfo(&page->out, "\"><div class=\"np-head\"><span>%s ",
					 side_names[side]);
	append_paragraphs(page, side, block->words[side]);
	appendStringInfoString(&page->out, "</span>");
	if (alone)
		appendStringInfo(&page->out, "<b>%s</b>",
						 side == NP_SOURCE_SIDE ? "dropped" : "added");
	else
	{
		if (side == NP_SOURCE_SIDE)
			appendStringInfo(&page->out, "<b>%s</b><span>similarity %.2f</span>",
							 np_kind_name(block->kind), block->similarity);
		appendStringInfoString(&page->out, "<a href=\"#");
		append_id(page, number, 1 - side);
		appendStringInfo(&page->out, "\">%s ",
						 side == NP_SOURCE_SIDE ? "reprint" : "source");
		append_paragraphs(page, 1 - side, block->words[1 - side]);
		appendStringInfoString(&page->out, "</a>");
	}
	appendStringInfoString(&page->out, "</div>");
	append_words(page, block, side);
	appendStringInfoString(&page->out, "</div>");
}

/* Appends a stretch that was not reused. */
static void
append_rest(Page *page, const NpBlock *block, int side)
{
	size_t		words = block->words[side].count;

	appendStringInfo(&page->out, "<details class=\"np-side\"%s><summary>%s ",
					 words <= SHORT_REST ? " open=\"\"" : "", side_names[side]);
	append_paragraphs(page, side, block->words[side]);
	appendStringInfo(&page->out, " &#183; %s, %zu word%s</summary>",
					 side == NP_SOURCE_SIDE ? "not reused" : "own words",
					 words, words == 1 ? "" : "s");
	append_words(page, block, side);
	appendStringInfoString(&page->out, "</details>");
}

/* Is this block a stretch of that side which was not reused? */
static bool
is_rest(const NpHighlight *highlight, size_t i, int side)
{
	return i < highlight->nblocks && !highlight->blocks[i].reused &&
		highlight->blocks[i].words[side].count > 0;
}

/*
 * Appends the row that begins with a block; returns the number of blocks in it.
 * Stretches of both sides without reuse that follow each other share one.
 */
static size_t
append_row(Page *page, size_t i)
{
	const NpHighlight *highlight = page->highlight;
	const NpBlock *block = &highlight->blocks[i];
	size_t		taken = 0;

	if (block->reused)
	{
		appendStringInfo(&page->out, "<div class=\"np-row np-%s\">",
						 np_kind_name(block->kind));
		append_side(page, i, NP_SOURCE_SIDE);
		append_side(page, i, NP_REPRINT_SIDE);
		taken = 1;
	}
	else
	{
		appendStringInfoString(&page->out, "<div class=\"np-row\">");
		for (int side = 0; side < 2; side++)
		{
			if (is_rest(highlight, i + taken, side))
				append_rest(page, &highlight->blocks[i + taken++], side);
			else
				appendStringInfoString(&page->out,
									   "<div class=\"np-side\"></div>");
		}
	}
	appendStringInfoString(&page->out, "</div>\n");
	return taken;
}

char *
np_highlight_html(const NpHighlight *highlight, const NpArticle *articles[2])
{
	Page		page = {.highlight = highlight,.articles = articles};
	size_t		done = 0;

	initStringInfo(&page.out);
	initStringInfo(&page.shown);
	page.id = identify(highlight, articles);
	appendStringInfoString(&page.out, "<div class=\"newsprint\">"
						   "<meta charset=\"utf-8\"/><meta name=\"viewport\""
						   " content=\"width=device-width\"/>");
	appendStringInfoString(&page.out, style);
	append_bar(&page, NP_SOURCE_SIDE);
	append_bar(&page, NP_REPRINT_SIDE);
	append_key(&page);
	while (done < highlight->nblocks)
	{
		done += append_row(&page, done);
		np_require_showable(&page.out, done - 1, highlight->nblocks);
	}
	appendStringInfoString(&page.out, "</div>");
	return page.out.data;
}
