/*-------------------------------------------------------------------------
 *
 * highlight.c
 *	  Source and reprint side by side (newsprint_highlight), and what its
 *	  formats share.
 *
 * Texts are shown as a reader of the page sees them: entities decoded, markup
 * and runs of white space as one space.  Nothing in a text may steer a terminal
 * or mislead who reads: control characters are shown as \x1B, and what turns
 * the direction of writing for the rest of a line as \u202E.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/highlight.h"

#include "miscadmin.h"
#include "text/characters.h"
#include "text/utf8.h"
#include "unicode/uchar.h"
#include "utils/builtins.h"

/* Most bytes of a result: a text cannot be longer than 1 GB */
#define MOST_BYTES		(512 * 1024 * 1024)

static void
append_character(StringInfo out, uint32_t code)
{
	char		bytes[NP_UTF8_MAX];

	if (code <= ' ' && ((code >= '\t' && code <= '\r') || code == ' '))
		code = ' ';
	else if (code < 0x20 || (code >= 0x7F && code < 0xA0 && code != 0x85))
	{
		appendStringInfo(out, "\\x%02X", (unsigned int) code);
		return;
	}
	else if ((code >= 0x202A && code <= 0x202E) ||
			 (code >= 0x2066 && code <= 0x2069))
	{
		appendStringInfo(out, "\\u%04X", (unsigned int) code);
		return;
	}
	else if (code == 0xAD || code == 0x200B || code == 0x2060 ||
			 code == 0xFEFF)
		return;
	else if (code == 0x85 || code == 0x2028 || code == 0x2029 ||
			 (code > 0x7F && u_isUWhiteSpace((UChar32) code)))
		code = ' ';
	if (code == ' ' && (out->len == 0 || out->data[out->len - 1] == ' '))
		return;
	appendBinaryStringInfo(out, bytes, np_utf8_encode(code, bytes));
}

/* Appends the bytes of a text from *at to end, and moves on. */
static void
append_text(StringInfo out, NpText text, size_t *at, size_t end)
{
	while (*at < end)
	{
		NpCharacter character = np_character_at(text, *at);

		append_character(out, character.code);
		*at = character.end;
		CHECK_FOR_INTERRUPTS();
	}
}

void
np_show_words(StringInfo out, const NpBlock *block, const NpArticle *article,
			  int side, NpWordRange words, size_t *edit, const char *open,
			  const char *close)
{
	const NpWordSpan *spans = article->layout.words;
	NpWordSpan	shown = np_shown_words(article, words);
	size_t		words_end = words.first + words.count;
	size_t		at = shown.start;

	for (; *edit < block->nedits; ++*edit)
	{
		size_t		first = block->edits[*edit].words[side].first;
		size_t		end = first + block->edits[*edit].words[side].count;

		if (end == first || end <= words.first)
			continue;
		if (first >= words_end)
			break;
		if (block->edits[*edit].fate != NP_FATE_KEPT)
		{
			/* neighbouring changes share their marks */
			while (end < words_end && *edit + 1 < block->nedits &&
				   block->edits[*edit + 1].fate != NP_FATE_KEPT)
				end += block->edits[++*edit].words[side].count;
			append_text(out, article->text, &at,
						spans[Max(first, words.first)].start);
			appendStringInfoString(out, open);
			append_text(out, article->text, &at,
						spans[Min(end, words_end) - 1].end);
			appendStringInfoString(out, close);
		}
		/* the next part has the rest of it */
		if (end > words_end)
			break;
	}
	append_text(out, article->text, &at, shown.end);
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

void
np_require_showable(StringInfo out, size_t i, size_t nblocks)
{
	if (out->len > MOST_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("texts are too long to be shown side by side"),
				 errdetail("The first %zu of %zu pieces take %d bytes.",
						   i + 1, nblocks, out->len),
				 errhint("Take parts of the texts that newsprint_align gives.")));
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
	char	   *format;
	bool		html;
	char	   *shown;

	if (PG_ARGISNULL(4))
		PG_RETURN_NULL();
	format = text_to_cstring(PG_GETARG_TEXT_PP(4));
	html = strcmp(format, "html") == 0;
	if (!html && strcmp(format, "text") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown format"),
				 errdetail("format is \"%s\".", format),
				 errhint("It may be \"html\" (for a browser) or \"text\" (for a terminal).")));
	alignment = np_align_arguments(fcinfo);
	if (alignment == NULL)
		PG_RETURN_NULL();
	articles[NP_SOURCE_SIDE] = &alignment->source;
	articles[NP_REPRINT_SIDE] = &alignment->reprint;
	np_highlight(&np_host, &alignment->source, &alignment->reprint,
				 &alignment->passages, &highlight);
	shown = html ? np_highlight_html(&highlight, articles) :
		np_highlight_text(&highlight, articles);
	PG_RETURN_TEXT_P(np_text_from_utf8(shown, strlen(shown)));
}
