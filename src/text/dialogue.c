/*-------------------------------------------------------------------------
 *
 * dialogue.c
 *	  Dialogue that dashes mark, in Spanish, French, Polish and Russian.
 *
 * A paragraph that begins with a dash speaks, until a dash divides off what
 * the writer says, and again after the next one:
 *
 *	es	—No lo sé —dijo Juan—. Tal vez mañana.
 *	ru	— Не знаю, — сказал Иван. — Может быть.
 *	pl	– Nie wiem – powiedział Jan. – Może jutro.
 *	fr	— Je ne sais pas, dit Jean.
 *
 * Spanish tells the two by which side of the dash is glued, the others by
 * what stands before it and whether a lower-case letter follows.  French has
 * no second dash.  Only verbs would tell where `dit Jean` begins, and no table
 * of verbs decides what is quoted, so it belongs to what is said.
 *
 * Each piece is a quotation of its own.  One pass over the paragraphs that
 * begin with a dash, and one over the quotations.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/dialogue.h"
#include "text/locale.h"
#include "text/punctuation.h"

typedef enum Style
{
	NO_DIALOGUE,
	GLUED,						/* Spanish */
	SPACED,						/* French, Russian: punctuation, then a dash */
	LOOSE						/* Polish: punctuation or none */
} Style;

typedef struct Pieces
{
	const NpHost *host;
	NpText		text;
	const NpLayout *layout;
	size_t		word;			/* none of those before it is in a piece to
								 * come */
	NpWork		work;
	NpQuotation *items;
	size_t		count;
	size_t		allocated;
} Pieces;

static Style
style_of(const char *locale)
{
	if (np_locale_is(locale, "es"))
		return GLUED;
	if (np_locale_is(locale, "fr") || np_locale_is(locale, "ru"))
		return SPACED;
	if (np_locale_is(locale, "pl"))
		return LOOSE;
	return NO_DIALOGUE;
}

static NpSign
sign_at(NpText text, size_t at, NpCharacter *character)
{
	*character = np_next_character(text, at);
	if (character->kind != NP_CHARACTER)
		return NP_SIGN_SPACE;
	return np_sign_of(character->code);
}

/* The first visible character from at on, or end */
static size_t
skip_blanks(const NpHost *host, NpText text, size_t at, size_t end)
{
	size_t		interrupt_at = at + NP_INTERRUPT_BYTES;

	while (at < end)
	{
		NpCharacter character;

		if (at >= interrupt_at)
		{
			np_check_interrupts(host);
			interrupt_at = at + NP_INTERRUPT_BYTES;
		}

		if (!np_is_blank(sign_at(text, at, &character)))
			return at;
		at = character.end;
	}
	return end;
}

/* Does a line, or the text, begin where the paragraph does? */
static bool
begins_line(NpText text, size_t start)
{
	while (start > 0)
	{
		unsigned char byte = (unsigned char) text.data[--start];

		if (byte == '\n' || byte == '\r' || byte == '>')
			return true;
		if (byte != ' ' && byte != '\t')
			return false;
	}
	return true;
}

static void
add_piece(Pieces *pieces, size_t start, size_t end)
{
	const NpLayout *layout = pieces->layout;
	NpQuotation *item;

	while (pieces->word < layout->nwords &&
		   layout->words[pieces->word].start < start)
		pieces->word++;
	if (pieces->word == layout->nwords ||
		layout->words[pieces->word].end > end)
		return;					/* no word in it */
	if (pieces->count == pieces->allocated)
	{
		pieces->allocated = pieces->allocated * 2 + 16;
		pieces->items = np_resize(pieces->host, pieces->items,
								  pieces->allocated * sizeof(NpQuotation));
	}
	item = &pieces->items[pieces->count++];
	item->start = start;
	item->end = end;
	item->parent = NP_NO_PARENT;
	item->unclosed = false;
	item->continued = false;
	item->kind = NP_QUOTE_DIALOGUE;
}

/* Reads a paragraph that may begin with a dash. */
static void
read_paragraph(Pieces *pieces, const NpSpan *paragraph, Style style)
{
	NpText		text = pieces->text;
	size_t		end = paragraph->end;
	NpCharacter character;
	size_t		at;
	size_t		start;			/* of the piece */
	size_t		visible_end;
	NpSign		before = NP_SIGN_SPACE; /* the last visible one */
	bool		space;
	bool		speaks = true;

	if (sign_at(text, paragraph->start, &character) != NP_SIGN_DASH ||
		!begins_line(text, paragraph->start))
		return;
	/* a hyphen is one only before a space, and no number's sign */
	at = character.end;
	if (character.code == '-' &&
		(at >= end || !np_is_blank(sign_at(text, at, &character))))
		return;
	at = start = visible_end = skip_blanks(pieces->host, text, at, end);
	if (text.data[paragraph->start] == '-' && at < end &&
		text.data[at] >= '0' && text.data[at] <= '9')
		return;
	space = true;
	while (at < end)
	{
		NpSign		sign = sign_at(text, at, &character);

		np_work(&pieces->work, character.end - at);
		if (sign == NP_SIGN_DASH)
		{
			size_t		next = skip_blanks(pieces->host, text, character.end, end);
			bool		space_after = next > character.end || next == end;
			bool		stopped = before >= NP_SIGN_FULL_STOP &&
			before <= NP_SIGN_PAUSE;
			bool		lower = next < end &&
			np_is_lower(np_next_character(text, next).code);
			bool		divides;

			if (style == GLUED)
				divides = speaks ?
					space && (!space_after || (stopped && lower)) :
					!space || stopped;
			else if (speaks)
				divides = space && space_after && lower &&
					(stopped || style == LOOSE);
			else
				divides = space && space_after && stopped;
			if (divides && speaks)
			{
				add_piece(pieces, start, visible_end);
				speaks = false;
			}
			else if (divides)
			{
				/* `—dijo Juan—. Tal vez`: the stop is the writer's */
				while (next < end)
				{
					NpCharacter stop;
					NpSign		mark = sign_at(text, next, &stop);

					if (mark < NP_SIGN_FULL_STOP || mark > NP_SIGN_PAUSE)
						break;
					next = skip_blanks(pieces->host, text, stop.end, end);
				}
				start = visible_end = next;
				speaks = true;
				before = NP_SIGN_SPACE;
				space = true;
				at = next;
				continue;
			}
		}
		space = np_is_blank(sign);
		if (!space)
		{
			before = sign;
			visible_end = character.end;
		}
		at = character.end;
	}
	if (speaks && visible_end > start)
		add_piece(pieces, start, visible_end);
}

/* Merges the pieces into the quotations. */
static void
merge(Pieces *pieces, NpQuotations *quotations)
{
	const NpHost *host = pieces->host;
	size_t		total = quotations->count + pieces->count;
	NpQuotation *merged = np_alloc(host, total * sizeof(NpQuotation));
	size_t	   *moved = np_alloc(host, (quotations->count + 1) * sizeof(size_t));
	size_t		count = 0;
	size_t		i = 0;
	size_t		open = NP_NO_PARENT;	/* the piece we are in */
	size_t		outer_end = 0;	/* where the last outermost quotation ends */

	for (size_t p = 0; p < pieces->count || i < quotations->count;)
	{
		NpQuotation *item;

		if (p < pieces->count &&
			(i == quotations->count ||
			 pieces->items[p].start <= quotations->items[i].start))
		{
			NpQuotation *piece = &pieces->items[p++];
			size_t		next = i;
			bool		whole = piece->start >= outer_end;

			/* does a quotation stick out of it? */
			while (whole && next < quotations->count &&
				   quotations->items[next].start < piece->end)
			{
				if (quotations->items[next].end > piece->end)
					whole = false;
				next++;
			}
			if (!whole)
				continue;
			open = count;
			outer_end = piece->end;
			merged[count++] = *piece;
			continue;
		}
		item = &quotations->items[i];
		moved[i] = count;
		merged[count] = *item;
		if (item->parent != NP_NO_PARENT)
			merged[count].parent = moved[item->parent];
		else if (open != NP_NO_PARENT && merged[open].end >= item->end)
			merged[count].parent = open;
		else
			outer_end = item->end;
		count++;
		i++;
	}
	np_release(host, moved);
	np_release(host, quotations->items);
	quotations->items = merged;
	quotations->count = count;
}

void
np_add_dialogue(const NpHost *host, NpText text, const NpLayout *layout,
				const char *locale, NpQuotations *quotations)
{
	Style		style = style_of(locale);
	Pieces		pieces;

	if (style == NO_DIALOGUE)
		return;
	memset(&pieces, 0, sizeof(pieces));
	pieces.host = host;
	pieces.work.host = host;
	pieces.text = text;
	pieces.layout = layout;
	for (size_t i = 0; i < layout->nparagraphs; i++)
	{
		NpSpan		paragraph = layout->paragraphs[i];

		/* where an overlong one was cut decides nothing */
		while (i + 1 < layout->nparagraphs && layout->paragraphs[i + 1].part)
			paragraph.end = layout->paragraphs[++i].end;
		read_paragraph(&pieces, &paragraph, style);
	}
	if (pieces.count > 0)
		merge(&pieces, quotations);
	np_release(host, pieces.items);
}
