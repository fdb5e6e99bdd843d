/*-------------------------------------------------------------------------
 *
 * layout.c
 *	  Paragraphs and sentences: the places that matches are reported in.
 *
 * Both end only between two words, so this reads the words once and looks at
 * what lies between each and the next: the gap.  Nearly all gaps are a single
 * space and cost nothing.
 *
 * Paragraphs.  A blank line, U+2029 or block markup ends one.  So does a
 * single line break, unless the text is hard-wrapped: most of its lines have
 * 50 to 90 characters and most do not end as a sentence does.  Only lines that
 * a single break ends are asked, and lines longer than 90 characters, which
 * a wrapped text does not have.
 *
 * Scrapes lose paragraphs, so one of more than LONGEST_PARAGRAPH words is cut
 * at sentence ends into parts of at most LONGEST_PART words.  Where most
 * sentences are spaced, one that is glued to the one before it (`said."NATO`)
 * shows where a paragraph was lost, so the cut is made there first.  What is
 * still too long is cut into parts about equal.  A single sentence may be
 * longer than a part, up to LONGEST_SENTENCE words: text without punctuation
 * has places too.
 *
 * Sentences.  One ends with its paragraph, and at a stop, taking along what
 * closes behind it, where
 *	- the stop is one that needs nothing else (ideographic full stop, danda);
 *	- white space and then an opening quotation mark or a word that does not
 *	  begin in lower case follow;
 *	- such a mark or word follows at once, glued by a scraper, and the word
 *	  before is no initial.
 * A full stop directly behind an abbreviation, an initial, or the number of a
 * list or a date does not count; see abbreviations.c for the ambiguous cases.
 *
 * Everything is one pass over the text and one over the breaks found in it.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/abbreviations.h"
#include "text/layout.h"
#include "text/punctuation.h"

#define LONGEST_PARAGRAPH	120
#define LONGEST_PART		80
#define LONGEST_SENTENCE	400

#define SHORTEST_WRAPPED_LINE	50
#define LONGEST_WRAPPED_LINE	90

typedef enum BreakKind
{
	SENTENCE_BREAK,
	GLUED_BREAK,				/* a sentence's, without white space */
	LINE_BREAK,					/* a paragraph's, unless hard-wrapped */
	PARAGRAPH_BREAK
} BreakKind;

/* Where one piece of text ends and the next one begins */
typedef struct Break
{
	size_t		word;			/* ordinal of the first word behind it */
	size_t		end;			/* where the piece before it ends */
	size_t		start;			/* where the piece behind it starts */
	BreakKind	kind;
} Break;

struct NpLayoutBuilder
{
	const NpHost *host;
	NpText		text;

	NpWordSpan *words;
	size_t		nwords;
	size_t		words_allocated;

	Break	   *breaks;
	size_t		nbreaks;
	size_t		breaks_allocated;
	bool		line_breaks;	/* one of them is a LINE_BREAK */

	/* Of the last word, as far as the gap behind it may ask */
	char		form[NP_LONGEST_ABBREVIATION];
	size_t		form_length;	/* 0 if it is longer than any abbreviation */
	bool		stopped;		/* a full stop is its last byte or the next */

	size_t		sentence;		/* ordinal of the sentence's first word */
	NpMark		open;			/* double mark that is open, or NP_NO_MARK */
	size_t		start;			/* where the first paragraph starts */
	size_t		work;			/* characters since the last interrupt check */
};

/* What a gap shows */
typedef struct Gap
{
	size_t		from;
	size_t		to;
	size_t		visible_start;	/* its first character that is to be seen, or
								 * to */
	size_t		visible_end;	/* where the last one ends, or from */

	/* Line and paragraph breaks; several count as one */
	bool		line;
	bool		paragraph;
	size_t		break_end;
	size_t		break_start;

	/* The last stop that may end a sentence */
	NpSign		stop;			/* NP_SIGN_OTHER if there is none */
	size_t		stop_at;
	int			stops;			/* how many in a row: two or more are no
								 * abbreviation */
	bool		closed;			/* something closes behind it */
	bool		spaced;			/* white space behind that */
	bool		quoted;			/* an opening quotation mark behind that */
	size_t		sentence_end;
	size_t		sentence_start;
} Gap;

static void
work_done(NpLayoutBuilder *builder, size_t amount)
{
	builder->work += amount;
	if (builder->work >= NP_INTERRUPT_BYTES)
	{
		builder->work = 0;
		np_check_interrupts(builder->host);
	}
}

static void
add_break(NpLayoutBuilder *builder, BreakKind kind, size_t end, size_t start)
{
	Break	   *new;

	if (builder->nbreaks == builder->breaks_allocated)
	{
		builder->breaks_allocated = builder->breaks_allocated * 2 + 64;
		builder->breaks = np_resize(builder->host, builder->breaks,
									builder->breaks_allocated * sizeof(Break));
	}
	new = &builder->breaks[builder->nbreaks++];
	new->word = builder->nwords;
	new->end = end;
	new->start = start;
	new->kind = kind;
	if (kind == LINE_BREAK)
		builder->line_breaks = true;
}

/* Is what stands at offset at the edge of a word or another visible sign? */
static bool
is_space_at(const Gap *gap, NpText text, size_t at)
{
	NpCharacter character;

	if (at >= gap->to)
		return gap->to == text.length;
	character = np_next_character(text, at);
	if (character.kind != NP_CHARACTER)
		return true;
	return np_is_blank(np_sign_of(character.code));
}

/*
 * Does this quotation mark open?  A sketch of what quotations.c does with
 * care: enough to know to which of two sentences glued together it belongs.
 */
static bool
mark_opens(NpLayoutBuilder *builder, const Gap *gap, NpMark mark,
		   bool space_before, size_t end)
{
	bool		word_after = end >= gap->to && gap->to < builder->text.length;
	bool		space_after = is_space_at(gap, builder->text, end);
	bool		opens = false;

	switch (mark)
	{
		case NP_NO_MARK:
			return false;
		case NP_LEFT_CORNER:
		case NP_LEFT_WHITE_CORNER:
		case NP_LOW_DOUBLE:
		case NP_LOW_SINGLE:
			opens = true;
			break;
		case NP_RIGHT_CORNER:
		case NP_RIGHT_WHITE_CORNER:
			break;
		case NP_LEFT_DOUBLE:
		case NP_LEFT_GUILLEMET:
			if (builder->open == (mark == NP_LEFT_DOUBLE ? NP_LOW_DOUBLE :
								  NP_RIGHT_GUILLEMET))
				opens = false;
			else
				opens = word_after || space_before || !space_after;
			break;
		case NP_RIGHT_DOUBLE:
			opens = builder->open == NP_NO_MARK && space_before && word_after;
			break;
		case NP_RIGHT_GUILLEMET:
			opens = builder->open == NP_NO_MARK && word_after;
			break;
		case NP_NEUTRAL_DOUBLE:
			opens = space_before != space_after ? space_before :
				builder->open == NP_NO_MARK;
			break;
		case NP_LEFT_SINGLE:
		case NP_LEFT_ANGLE:
			return word_after || space_before;
		case NP_NEUTRAL_SINGLE:
		case NP_RIGHT_SINGLE:
		case NP_RIGHT_ANGLE:
			return space_before && !space_after && mark != NP_RIGHT_SINGLE;
	}
	if (mark <= NP_LAST_DOUBLE)
		builder->open = opens ? mark : NP_NO_MARK;
	return opens;
}

/*
 * Reads the gap from one word's end to the next one's start, in one pass.
 */
static void
read_gap(NpLayoutBuilder *builder, size_t from, size_t to, Gap *gap)
{
	NpText		text = builder->text;
	size_t		at = from;
	int			lines = 0;		/* line ends since the last visible one */
	bool		block = false;	/* a paragraph's end since then */
	bool		space = from == 0;	/* is the character before white space? */
	bool		opened = false; /* has an opener been seen behind the stop, or
								 * before any? */

	/* where the last stop leaves us */
	enum
	{
		NO_STOP,
		CLOSING,				/* what follows may belong to its sentence */
		BEHIND
	}			state = NO_STOP;

	memset(gap, 0, sizeof(*gap));
	gap->from = from;
	gap->to = to;
	gap->visible_start = to;
	gap->visible_end = from;
	if (from > 0 && text.data[from - 1] == '.')
	{
		/* the word took the stop along: U.S. */
		state = CLOSING;
		gap->stop = NP_SIGN_FULL_STOP;
		gap->stop_at = from;
		gap->stops = 1;
	}

	while (at < to)
	{
		NpCharacter character = np_next_character(text, at);
		NpSign		sign = NP_SIGN_SPACE;

		work_done(builder, character.end - at);
		if (character.kind == NP_CHARACTER)
			sign = np_sign_of(character.code);

		if (sign == NP_SIGN_INVISIBLE)
		{
			at = character.end;
			continue;
		}
		if (np_is_blank(sign))
		{
			if (character.kind == NP_BLOCK_TAG ||
				sign == NP_SIGN_PARAGRAPH_END)
				block = true;
			else if (sign == NP_SIGN_LINE_END)
			{
				lines++;
				if (character.code == '\r' && character.end < to &&
					text.data[character.end] == '\n')
					character.end++;
			}
			if (state == CLOSING)
			{
				state = BEHIND;
				gap->spaced = true;
				gap->sentence_end = gap->visible_end;
				gap->sentence_start = to;
				opened = false;
			}
			space = true;
			at = character.end;
			continue;
		}

		/* A sign.  First: did lines end before it? */
		if (lines > 0 || block)
		{
			if (!gap->line && !gap->paragraph)
				gap->break_end = gap->visible_end;
			gap->break_start = at;
			gap->line = true;
			if (lines > 1 || block)
				gap->paragraph = true;
			builder->open = NP_NO_MARK;
			lines = 0;
			block = false;
		}
		if (gap->visible_start == to)
			gap->visible_start = at;
		if (state == BEHIND && gap->sentence_start == to)
			gap->sentence_start = at;

		switch (sign)
		{
			case NP_SIGN_FULL_STOP:
			case NP_SIGN_STOP:
			case NP_SIGN_FINAL_STOP:
				if (opened)
					break;		/* `"... and` begins with its stop */
				if (state == CLOSING && !gap->closed)
				{
					gap->stops++;
					if (gap->stop < sign)
						gap->stop = sign;
				}
				else
				{
					gap->stop = sign;
					gap->stop_at = at;
					gap->stops = 1;
				}
				gap->closed = false;
				gap->spaced = false;
				/* a stop behind white space has no word glued to it */
				if (space && from > 0 && sign == NP_SIGN_FULL_STOP)
					gap->stops++;
				state = CLOSING;
				break;

			case NP_SIGN_MARK:
				if (mark_opens(builder, gap, np_mark_of(character.code), space,
							   character.end))
				{
					if (state == CLOSING)
					{
						gap->sentence_end = gap->visible_end;
						gap->sentence_start = at;
						state = BEHIND;
					}
					opened = true;
					if (state == BEHIND)
						gap->quoted = true;
				}
				else if (state == CLOSING)
					gap->closed = true;
				break;

			case NP_SIGN_CLOSER:
				if (state == CLOSING)
					gap->closed = true;
				break;

			case NP_SIGN_PAUSE:
				/* `etc., The` */
				if (state == CLOSING)
				{
					state = NO_STOP;
					gap->stop = NP_SIGN_OTHER;
				}
				break;

			default:
				/* an opening bracket, a dash, a sign */
				if (state == CLOSING)
				{
					gap->sentence_end = gap->visible_end;
					gap->sentence_start = at;
					state = BEHIND;
				}
				if (sign == NP_SIGN_OPENER)
					opened = true;
				break;
		}
		space = false;
		gap->visible_end = character.end;
		at = character.end;
	}

	if (lines > 0 || block)
	{
		if (!gap->line && !gap->paragraph)
			gap->break_end = gap->visible_end;
		gap->break_start = to;
		gap->line = true;
		if (lines > 1 || block)
			gap->paragraph = true;
		builder->open = NP_NO_MARK;
	}
	if (state == CLOSING)
	{
		gap->sentence_end = gap->visible_end;
		gap->sentence_start = to;
	}
}

/* The last character of the text before offset end */
static uint32_t
character_before(NpText text, size_t end)
{
	size_t		at = end - 1;

	while (at > 0 && end - at < 4 &&
		   ((unsigned char) text.data[at] & 0xC0) == 0x80)
		at--;
	if ((unsigned char) text.data[at] < 0x80)
		return (unsigned char) text.data[at];
	return np_character_at(text, at).code;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The number of characters of a folded form */
static size_t
characters_of(const char *form, size_t length)
{
	size_t		count = 0;
	size_t		i;

	for (i = 0; i < length; i++)
	{
		if (((unsigned char) form[i] & 0xC0) != 0x80)
			count++;
	}
	return count;
}

/* Is there a full stop inside the last word? (U.S., 3.5) */
static bool
is_dotted(const NpLayoutBuilder *builder)
{
	const NpWordSpan *last = &builder->words[builder->nwords - 1];

	return memchr(builder->text.data + last->start, '.',
				  last->end - last->start - 1) != NULL;
}

/*
 * Does the full stop directly behind the last word only abbreviate it (or
 * number it), given the word that follows?
 */
static bool
only_abbreviates(const NpLayoutBuilder *builder, const Gap *gap,
				 const NpWord *next)
{
	const char *form = builder->form;
	size_t		length = builder->form_length;
	NpAbbreviation abbreviation;
	bool		starter;

	if (length == 0)
		return false;

	if (is_digit(form[0]))
	{
		/* a number: 3. Oktober; or the first word, as in a list */
		if (length > 3)
			return false;
		return np_follows_ordinal(next->form, next->form_length) ||
			(builder->nwords - 1 == builder->sentence && !gap->closed);
	}

	abbreviation = np_abbreviation(form, length);
	if (characters_of(form, length) == 1 || is_dotted(builder))
		abbreviation = NP_ABBREVIATED;

	switch (abbreviation)
	{
		case NP_NOT_ABBREVIATED:
			return false;
		case NP_TITLE:
			return true;
		case NP_NUMBERED:
			return is_digit(next->form[0]);
		case NP_ABBREVIATED:
			break;
	}
	if (is_digit(next->form[0]))
		return true;
	if (gap->closed || gap->quoted)
		return false;

	/* `J. A. Smith`: the second initial is not the article */
	starter = np_starts_sentences(next->form, next->form_length) &&
		(next->end >= builder->text.length ||
		 builder->text.data[next->end] != '.');
	return !starter;
}

/*
 * Does a sentence end in this gap, between the last word and next?
 */
static bool
ends_sentence(const NpLayoutBuilder *builder, const Gap *gap,
			  const NpWord *next)
{
	NpText		text = builder->text;
	uint32_t	first = np_next_character(text, next->start).code;
	uint32_t	before;

	if (gap->stop == NP_SIGN_OTHER)
		return false;
	if (gap->stop == NP_SIGN_FINAL_STOP)
		return true;
	if (np_is_lower(first) && !gap->quoted)
		return false;
	if (gap->stop == NP_SIGN_FULL_STOP && gap->stops == 1 &&
		gap->stop_at == gap->from && only_abbreviates(builder, gap, next))
		return false;
	if (gap->spaced || gap->quoted)
		return true;

	/* Glued: version numbers, addresses and initials look alike */
	if (is_digit(next->form[0]))
		return false;
	if (gap->closed || gap->stop == NP_SIGN_STOP)
		return true;
	if (gap->stop_at != gap->from || gap->stops > 1)
		return np_is_upper(first) && gap->stop_at == gap->from;
	before = character_before(text, gap->from);
	if (before >= '0' && before <= '9' && is_dotted(builder))
		return false;			/* `3.1.Beta` */
	if (np_is_upper(before) || (before >= '0' && before <= '9'))
	{
		/* `EU.Moscow` but not `ASP.NET` */
		size_t		second = np_next_character(text, next->start).end;

		return second < next->end &&
			np_is_lower(np_next_character(text, second).code);
	}
	return true;
}

NpLayoutBuilder *
np_layout_begin(const NpHost *host, NpText text)
{
	NpLayoutBuilder *builder = np_alloc(host, sizeof(NpLayoutBuilder));

	memset(builder, 0, sizeof(*builder));
	builder->host = host;
	builder->text = text;
	builder->open = NP_NO_MARK;
	return builder;
}

/* Handles the gap between the last word added and the word to be added. */
static void
add_gap(NpLayoutBuilder *builder, const NpWord *word)
{
	const char *data = builder->text.data;
	size_t		from;
	size_t		length;
	Gap			gap;
	bool		sentence;

	if (builder->nwords == 0)
	{
		read_gap(builder, 0, word->start, &gap);
		builder->start = gap.line ? gap.break_start : gap.visible_start;
		return;
	}

	/* the usual gaps */
	from = builder->words[builder->nwords - 1].end;
	length = word->start - from;
	if (length == 0)
		return;
	if (!builder->stopped &&
		((length == 1 && data[from] == ' ') ||
		 (length == 2 && data[from] == ',' && data[from + 1] == ' ')))
		return;

	read_gap(builder, from, word->start, &gap);
	if (gap.line)
		add_break(builder, gap.paragraph ? PARAGRAPH_BREAK : LINE_BREAK,
				  gap.break_end, gap.break_start);
	if (gap.paragraph)
	{
		builder->sentence = builder->nwords;
		return;
	}
	sentence = ends_sentence(builder, &gap, word);
	if (sentence)
		add_break(builder, gap.spaced ? SENTENCE_BREAK : GLUED_BREAK,
				  gap.sentence_end, gap.sentence_start);
	if (sentence || gap.line)
		builder->sentence = builder->nwords;
}

void
np_layout_add(NpLayoutBuilder *builder, const NpWord *word)
{
	NpWordSpan *span;

	add_gap(builder, word);

	if (builder->nwords == builder->words_allocated)
	{
		builder->words_allocated = builder->words_allocated == 0 ?
			builder->text.length / 8 + 16 : builder->words_allocated * 2;
		builder->words = np_resize(builder->host, builder->words,
								   builder->words_allocated *
								   sizeof(NpWordSpan));
	}
	span = &builder->words[builder->nwords++];
	span->start = word->start;
	span->end = word->end;

	builder->stopped = builder->text.data[word->end - 1] == '.';
	if (builder->stopped || (word->end < builder->text.length &&
							 builder->text.data[word->end] == '.'))
	{
		builder->form_length = 0;
		if (word->form_length <= NP_LONGEST_ABBREVIATION)
		{
			memcpy(builder->form, word->form, word->form_length);
			builder->form_length = word->form_length;
		}
	}
	else
		builder->form_length = 0;
}

/* Does the line that ends before end, at a visible character, end in a stop? */
static bool
line_ends_in_stop(NpText text, size_t start, size_t end)
{
	int			closers;

	for (closers = 0; closers < 4 && end > start; closers++)
	{
		NpSign		sign = np_sign_of(character_before(text,
													   end));

		if (sign >= NP_SIGN_FULL_STOP && sign <= NP_SIGN_FINAL_STOP)
			return true;
		if (sign != NP_SIGN_MARK && sign != NP_SIGN_CLOSER)
			return false;
		do
			end--;
		while (end > start && ((unsigned char) text.data[end] & 0xC0) == 0x80);
	}
	return false;
}

/*
 * Is the text hard-wrapped?
 */
static bool
is_hard_wrapped(NpLayoutBuilder *builder)
{
	NpText		text = builder->text;
	size_t		asked = 0;
	size_t		fitting = 0;
	size_t		unstopped = 0;
	size_t		at = 0;

	/* the line before, if it was not blank */
	bool		pending = false;
	size_t		pending_length = 0;
	bool		pending_stop = false;

	while (at < text.length)
	{
		size_t		start = at;
		size_t		visible_end;
		size_t		length = 0;
		size_t		i;

		while (at < text.length && text.data[at] != '\n' &&
			   text.data[at] != '\r')
			at++;
		visible_end = at;
		while (start < visible_end && (text.data[start] == ' ' ||
									   text.data[start] == '\t'))
			start++;
		while (visible_end > start && (text.data[visible_end - 1] == ' ' ||
									   text.data[visible_end - 1] == '\t'))
			visible_end--;
		for (i = start; i < visible_end; i++)
		{
			if (((unsigned char) text.data[i] & 0xC0) != 0x80)
				length++;
		}

		if (pending && (length > 0 || pending_length > LONGEST_WRAPPED_LINE))
		{
			asked++;
			if (pending_length >= SHORTEST_WRAPPED_LINE &&
				pending_length <= LONGEST_WRAPPED_LINE)
				fitting++;
			if (!pending_stop)
				unstopped++;
		}
		pending = length > 0;
		pending_length = length;
		pending_stop = line_ends_in_stop(text, start, visible_end);

		work_done(builder, at - start + 1);
		if (at < text.length && text.data[at] == '\r' &&
			at + 1 < text.length && text.data[at + 1] == '\n')
			at++;
		at++;
	}
	if (pending && pending_length > LONGEST_WRAPPED_LINE)
	{
		asked++;
		if (!pending_stop)
			unstopped++;
	}
	return fitting * 2 > asked && unstopped * 2 > asked;
}

/* The arrays being made */
typedef struct Result
{
	NpLayoutBuilder *builder;
	NpLayout   *layout;
	size_t		paragraphs_allocated;
	size_t		sentences_allocated;
} Result;

static void
append_span(Result *result, NpSpan **spans, size_t *count, size_t *allocated,
			NpSpan span)
{
	if (*count == *allocated)
	{
		*allocated = *allocated * 2 + 16;
		*spans = np_resize(result->builder->host, *spans,
						   *allocated * sizeof(NpSpan));
	}
	(*spans)[(*count)++] = span;
}

/*
 * Appends the sentence of words [first, last) between start and end, cut where
 * it is too long to be one.
 */
static void
append_sentence(Result *result, size_t first, size_t last, size_t start,
				size_t end)
{
	NpLayoutBuilder *builder = result->builder;
	NpLayout   *layout = result->layout;
	NpSpan		span;

	while (last - first > LONGEST_SENTENCE)
	{
		/* what is glued to the word before the cut stays there */
		size_t		at = builder->words[first + LONGEST_SENTENCE - 1].end;
		size_t		to = builder->words[first + LONGEST_SENTENCE].start;

		span.start = start;
		span.first_word = first;
		span.words = LONGEST_SENTENCE;
		while (at < to)
		{
			NpCharacter character = np_next_character(builder->text, at);

			if (character.kind != NP_CHARACTER ||
				np_is_blank(np_sign_of(character.code)))
				break;
			at = character.end;
		}
		span.end = at;
		while (at < to)
		{
			NpCharacter character = np_next_character(builder->text, at);

			if (character.kind == NP_CHARACTER &&
				!np_is_blank(np_sign_of(character.code)))
				break;
			at = character.end;
		}
		start = at;
		first += LONGEST_SENTENCE;
		span.part = false;
		append_span(result, &layout->sentences, &layout->nsentences,
					&result->sentences_allocated, span);
		work_done(builder, LONGEST_SENTENCE);
	}
	span.start = start;
	span.end = end;
	span.first_word = first;
	span.words = last - first;
	append_span(result, &layout->sentences, &layout->nsentences,
				&result->sentences_allocated, span);
}

/* Appends the paragraph, or part of one, of the sentences [first, last). */
static void
append_paragraph(Result *result, size_t first, size_t last, bool part)
{
	NpLayout   *layout = result->layout;
	const NpSpan *first_sentence = &layout->sentences[first];
	const NpSpan *last_sentence = &layout->sentences[last - 1];
	NpSpan		span;

	span.start = first_sentence->start;
	span.end = last_sentence->end;
	span.first_word = first_sentence->first_word;
	span.words = last_sentence->first_word + last_sentence->words -
		first_sentence->first_word;
	span.part = part;
	append_span(result, &layout->paragraphs, &layout->nparagraphs,
				&result->paragraphs_allocated, span);
}

/*
 * Appends the sentences from first on as paragraphs of at most LONGEST_PART
 * words each, about equal.  part tells whether the first is one itself.
 */
static void
append_parts(Result *result, size_t first, bool part)
{
	NpLayout   *layout = result->layout;
	size_t		last = layout->nsentences;
	size_t		left;			/* words not yet in a paragraph */
	size_t		count = 0;		/* words of the part begun */
	size_t		target;
	size_t		i;

	left = layout->sentences[last - 1].first_word +
		layout->sentences[last - 1].words - layout->sentences[first].first_word;
	target = left / ((left + LONGEST_PART - 1) / LONGEST_PART);
	for (i = first; i < last; i++)
	{
		size_t		words = layout->sentences[i].words;

		if (count > 0 &&
			(count + words > LONGEST_PART ||
			 (left > LONGEST_PART && 2 * count + words > 2 * target)))
		{
			append_paragraph(result, first, i, part);
			part = true;
			first = i;
			left -= count;
			count = 0;
			target = left / ((left + LONGEST_PART - 1) / LONGEST_PART);
		}
		count += words;
	}
	append_paragraph(result, first, last, part);
}

/*
 * Makes sentences and paragraphs out of the breaks.  end is where the text's
 * last paragraph ends.
 */
static void
append_all(Result *result, size_t end)
{
	NpLayoutBuilder *builder = result->builder;
	NpLayout   *layout = result->layout;
	size_t		first_word = 0;
	size_t		start = builder->start;
	size_t		i = 0;

	while (first_word < builder->nwords)
	{
		size_t		next = i;	/* the break that ends the paragraph */
		size_t		last_word;
		size_t		spaced = 0;
		size_t		glued = 0;
		size_t		first_sentence = layout->nsentences;
		bool		is_long;
		bool		part = false;

		for (; next < builder->nbreaks; next++)
		{
			BreakKind	kind = builder->breaks[next].kind;

			if (kind == PARAGRAPH_BREAK ||
				(kind == LINE_BREAK && !layout->hard_wrapped))
				break;
			if (kind == SENTENCE_BREAK)
				spaced++;
			else if (kind == GLUED_BREAK)
				glued++;
		}
		last_word = next < builder->nbreaks ? builder->breaks[next].word :
			builder->nwords;
		is_long = last_word - first_word > LONGEST_PARAGRAPH;
		work_done(builder, (next - i) * 16 + 1);

		for (; i < next; i++)
		{
			const Break *end_here = &builder->breaks[i];

			if (end_here->kind == LINE_BREAK)
				continue;
			append_sentence(result, first_word, end_here->word, start,
							end_here->end);
			first_word = end_here->word;
			start = end_here->start;
			if (is_long && end_here->kind == GLUED_BREAK && glued < spaced)
			{
				append_parts(result, first_sentence, part);
				part = true;
				first_sentence = layout->nsentences;
			}
		}
		append_sentence(result, first_word, last_word, start,
						next < builder->nbreaks ? builder->breaks[next].end :
						end);
		if (is_long)
			append_parts(result, first_sentence, part);
		else
			append_paragraph(result, first_sentence, layout->nsentences, part);

		first_word = last_word;
		if (next < builder->nbreaks)
		{
			/* a sentence's break in the same gap says nothing more */
			start = builder->breaks[next].start;
			for (i = next + 1; i < builder->nbreaks &&
				 builder->breaks[i].word == last_word; i++)
				;
		}
	}
}

void
np_layout_finish(NpLayoutBuilder *builder, NpLayout *layout)
{
	const NpHost *host = builder->host;

	memset(layout, 0, sizeof(*layout));
	if (builder->nwords > 0)
	{
		Result		result;
		Gap			gap;

		read_gap(builder, builder->words[builder->nwords - 1].end,
				 builder->text.length, &gap);
		if (builder->line_breaks)
			layout->hard_wrapped = is_hard_wrapped(builder);
		result.builder = builder;
		result.layout = layout;
		result.paragraphs_allocated = 0;
		result.sentences_allocated = 0;
		append_all(&result, gap.line ? gap.break_end : gap.visible_end);
	}
	layout->words = builder->words;
	layout->nwords = builder->nwords;
	np_release(host, builder->breaks);
	np_release(host, builder);
}

void
np_layout(const NpHost *host, NpText text, NpLayout *layout)
{
	NpLayoutBuilder *builder = np_layout_begin(host, text);
	NpWordReader *reader = np_words_begin(host, text);
	NpWord		word;

	while (np_words_next(reader, &word))
		np_layout_add(builder, &word);
	np_words_end(reader);
	np_layout_finish(builder, layout);
}

void
np_layout_free(const NpHost *host, NpLayout *layout)
{
	np_release(host, layout->words);
	np_release(host, layout->paragraphs);
	np_release(host, layout->sentences);
	memset(layout, 0, sizeof(*layout));
}
