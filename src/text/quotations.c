/*-------------------------------------------------------------------------
 *
 * quotations.c
 *	  Where a text quotes: the spans between quotation marks.
 *
 * marks.c gives the marks of a paragraph with what stands on either side of
 * each.  This goes through them once with a stack of what is open.  Languages
 * share marks with opposite meanings, so the mark that opened decides what may
 * close:
 *
 *	“ ”   „ “ or „ ”   « »   » « or » »   ” ”   「 」   『 』   " "
 *	‘ ’   ‚ ‘ or ‚ ’   ‹ ›   › ‹   ' '
 *
 * and what may close something that is open does not open.  A neutral mark
 * does what its sides say; where they say nothing (`said."NATO`), it closes
 * what is open or else opens, unless the next neutral mark shows that this
 * would be the wrong way round.  In closing shape any double mark closes “ and
 * ", since writers mix them.
 *
 * Texts lose marks, and one lost mark must not turn the rest inside out:
 *	- A second opening mark of the kind that is open ends the first quotation
 *	  there, unclosed, unless closers for both follow.
 *	- But one that is glued to a stop (`no.“So we`) opens another paragraph of
 *	  the quotation, whose break a scraper lost.
 *	- The paragraph's end ends what is open, unclosed, unless the next paragraph
 *	  begins with the mark that opened: then the quotation goes on.
 *
 * A single mark is mostly an apostrophe.  It opens only behind white space, an
 * opener or a double mark, and only if a mark that closes it follows before
 * the one that closes the double quotation around it.  Inside, a mark behind
 * an s and before a word in lower case is a possessive if a better one
 * follows.  Numbers before a double mark with nothing open are inches.
 *
 * Dialogue that dashes mark is added at the end (dialogue.c).
 *
 * All look-ahead is prepared in one pass backwards over the paragraph's marks,
 * so the whole is linear in the text.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/dialogue.h"
#include "text/marks.h"
#include "text/quotations.h"

#define DEEPEST		16			/* quotations in each other */
#define NONE		SIZE_MAX

/* A quotation that is open */
typedef struct Open
{
	NpMark		mark;			/* that opened it */
	size_t		item;			/* its index in the result */
	size_t		word;			/* number of words before it */
} Open;

/* What follows a mark in its paragraph: indexes of marks, or NONE */
typedef struct Ahead
{
	size_t		neutral;		/* next neutral double mark */
	size_t		double_closer;	/* next double mark that may close */
	size_t		single_opener;	/* next ‘ in opening shape */
	size_t		single_closer;	/* next mark that may close a single one */
	size_t		better_closer;	/* the same, and surely no possessive */
} Ahead;

typedef struct Finder
{
	const NpHost *host;
	NpText		text;
	const NpLayout *layout;
	NpMarkReader reader;

	Ahead	   *ahead;			/* for each of the paragraph's marks */
	size_t		ahead_allocated;

	/* marks still to come in the paragraph that open, or close, a kind */
	size_t		openers[NP_LAST_DOUBLE + 1];
	size_t		closers[NP_LAST_DOUBLE + 1];

	Open		stack[DEEPEST];
	int			depth;
	bool		pending;		/* stack[0] is from an earlier paragraph */
	size_t		pending_end;	/* which ended here */
	size_t		pending_word;

	NpQuotation *items;			/* dead ones have end 0 */
	size_t		count;
	size_t		allocated;
} Finder;

static bool
is_double(NpMark mark)
{
	return mark <= NP_LAST_DOUBLE;
}

static unsigned char
byte_at(NpText text, size_t at)
{
	return at < text.length ? (unsigned char) text.data[at] : ' ';
}

static bool
is_ascii_digit(unsigned char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool
is_ascii_letter(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Does white space surround the mark? */
static bool
is_spaced(const NpMarkPlace *place)
{
	return place->before == NP_SIDE_SPACE && place->after == NP_SIDE_SPACE;
}

/* May the single mark close a quotation? */
static bool
closes_single(const NpMarkPlace *place)
{
	if (place->mark == NP_LEFT_ANGLE || place->mark == NP_RIGHT_ANGLE)
		return place->shape != NP_SHAPE_OPENS;
	if (is_spaced(place))
		return false;
	return place->shape == NP_SHAPE_CLOSES ||
		(place->shape == NP_SHAPE_EITHER &&
		 (place->before == NP_SIDE_STOP || place->before == NP_SIDE_PAUSE ||
		  place->before == NP_SIDE_IDEOGRAPH));
}

/* Behind an s that ends a word, and before a word? */
static bool
looks_possessive(const Finder *finder, const NpMarkPlace *place)
{
	unsigned char before;

	if (place->before != NP_SIDE_WORD || place->after != NP_SIDE_SPACE ||
		place->start == 0 || place->word >= finder->layout->nwords)
		return false;
	before = byte_at(finder->text, place->start - 1);
	if (before != 's' && before != 'S' && before != 'x' && before != 'z')
		return false;
	return np_is_lower(np_next_character(finder->text,
										 finder->layout->words[place->word].start).code);
}

/* Counts what the mark may do for the marks before it, or takes it back. */
static void
count_mark(Finder *finder, const NpMarkPlace *place, size_t one)
{
	NpShape		shape = (NpShape) place->shape;

	switch ((NpMark) place->mark)
	{
		case NP_NEUTRAL_DOUBLE:
			if (shape == NP_SHAPE_OPENS)
				finder->openers[NP_NEUTRAL_DOUBLE] += one;
			else if (shape == NP_SHAPE_CLOSES)
				finder->closers[NP_NEUTRAL_DOUBLE] += one;
			break;
		case NP_LEFT_DOUBLE:
			if (shape != NP_SHAPE_CLOSES)
				finder->openers[NP_LEFT_DOUBLE] += one;
			if (shape != NP_SHAPE_OPENS)
				finder->closers[NP_LOW_DOUBLE] += one;
			break;
		case NP_RIGHT_DOUBLE:
			finder->closers[NP_LEFT_DOUBLE] += one;
			finder->closers[NP_LOW_DOUBLE] += one;
			if (shape == NP_SHAPE_OPENS)
				finder->openers[NP_RIGHT_DOUBLE] += one;
			else
				finder->closers[NP_RIGHT_DOUBLE] += one;
			break;
		case NP_LOW_DOUBLE:
			finder->openers[NP_LOW_DOUBLE] += one;
			break;
		case NP_LEFT_GUILLEMET:
			finder->openers[NP_LEFT_GUILLEMET] += one;
			if (shape != NP_SHAPE_OPENS)
				finder->closers[NP_RIGHT_GUILLEMET] += one;
			break;
		case NP_RIGHT_GUILLEMET:
			finder->closers[NP_LEFT_GUILLEMET] += one;
			if (shape == NP_SHAPE_OPENS)
				finder->openers[NP_RIGHT_GUILLEMET] += one;
			else if (shape == NP_SHAPE_CLOSES)
				finder->closers[NP_RIGHT_GUILLEMET] += one;
			break;
		case NP_LEFT_CORNER:
		case NP_LEFT_WHITE_CORNER:
			finder->openers[place->mark] += one;
			break;
		case NP_RIGHT_CORNER:
			finder->closers[NP_LEFT_CORNER] += one;
			break;
		case NP_RIGHT_WHITE_CORNER:
			finder->closers[NP_LEFT_WHITE_CORNER] += one;
			break;
		default:
			break;
	}
}

/* Prepares ahead and the counts for the paragraph just read. */
static void
look_ahead(Finder *finder)
{
	const NpMarkPlace *marks = finder->reader.marks;
	Ahead		next = {NONE, NONE, NONE, NONE, NONE};
	size_t		i = finder->reader.nmarks;

	if (i > finder->ahead_allocated)
	{
		finder->ahead_allocated = i * 2;
		finder->ahead = np_resize(finder->host, finder->ahead,
								  finder->ahead_allocated * sizeof(Ahead));
	}
	memset(finder->openers, 0, sizeof(finder->openers));
	memset(finder->closers, 0, sizeof(finder->closers));
	while (i-- > 0)
	{
		const NpMarkPlace *place = &marks[i];

		finder->ahead[i] = next;
		count_mark(finder, place, 1);
		if (is_double((NpMark) place->mark))
		{
			if (place->mark == NP_NEUTRAL_DOUBLE)
				next.neutral = i;
			if (place->mark == NP_RIGHT_DOUBLE ||
				place->mark == NP_RIGHT_CORNER ||
				place->mark == NP_RIGHT_WHITE_CORNER ||
				place->shape == NP_SHAPE_CLOSES)
				next.double_closer = i;
		}
		else
		{
			if (place->mark == NP_LEFT_SINGLE &&
				place->shape == NP_SHAPE_OPENS)
				next.single_opener = i;
			if (closes_single(place))
			{
				next.single_closer = i;
				if (!looks_possessive(finder, place))
					next.better_closer = i;
			}
		}
		if (i % 4096 == 0)
			np_check_interrupts(finder->host);
	}
}

/*
 * Ends the quotations above depth, at the offset end, before which there are
 * word words.  The lowest is closed by a mark if closed is true; the others,
 * and it otherwise, lack theirs.
 */
static void
end_quotations(Finder *finder, int depth, size_t end, size_t word, bool closed)
{
	while (finder->depth > depth)
	{
		Open	   *open = &finder->stack[--finder->depth];
		NpQuotation *item = &finder->items[open->item];
		bool		lacks_mark = !closed || finder->depth > depth;

		item->end = end;
		item->unclosed = lacks_mark;

		/*
		 * No words, no quotation; a single mark that nothing closed was an
		 * apostrophe.
		 */
		if (word <= open->word || end <= item->start ||
			(lacks_mark && !is_double(open->mark)))
		{
			item->end = 0;
			if (open->item == finder->count - 1)
				finder->count--;
		}
	}
	if (finder->depth == 0)
		finder->pending = false;
}

/* The first visible character from at on */
static size_t
skip_blanks(const NpHost *host, NpText text, size_t at)
{
	size_t		interrupt_at = at + NP_INTERRUPT_BYTES;

	while (at < text.length)
	{
		NpCharacter character = np_next_character(text, at);

		if (at >= interrupt_at)
		{
			np_check_interrupts(host);
			interrupt_at = at + NP_INTERRUPT_BYTES;
		}

		if (character.kind == NP_CHARACTER &&
			!np_is_blank(np_sign_of(character.code)))
			break;
		at = character.end;
	}
	return at;
}

static void
begin_quotation(Finder *finder, const NpMarkPlace *place)
{
	NpMark		mark = (NpMark) place->mark;
	NpQuotation *item;
	Open	   *open;
	int			i;

	/* Is one of the same kind open, and will nothing close it? */
	if (is_double(mark))
	{
		for (i = finder->depth - 1; i >= 0; i--)
		{
			if (finder->stack[i].mark == mark)
				break;
		}
		if (i >= 0 && finder->closers[mark] < finder->openers[mark] + 2)
			end_quotations(finder, i, place->trimmed, place->word, false);
	}
	if (finder->depth == DEEPEST)
		return;

	if (finder->count == finder->allocated)
	{
		finder->allocated = finder->allocated * 2 + 16;
		finder->items = np_resize(finder->host, finder->items,
								  finder->allocated * sizeof(NpQuotation));
	}
	item = &finder->items[finder->count];
	item->start = skip_blanks(finder->host, finder->text, place->end);
	item->end = 0;
	item->parent = finder->depth > 0 ?
		finder->stack[finder->depth - 1].item : NP_NO_PARENT;
	item->unclosed = false;
	item->continued = false;
	item->kind = NP_QUOTE_PLAIN;

	open = &finder->stack[finder->depth++];
	open->mark = mark;
	open->item = finder->count++;
	open->word = place->word;
}

/* May the mark close a double quotation that opened so? */
static bool
closes_double(NpMark opened, const NpMarkPlace *place, bool innermost)
{
	NpMark		mark = (NpMark) place->mark;
	NpShape		shape = (NpShape) place->shape;

	switch (opened)
	{
		case NP_NEUTRAL_DOUBLE:
			if (mark == NP_NEUTRAL_DOUBLE)
				return shape != NP_SHAPE_OPENS;
			break;
		case NP_LEFT_DOUBLE:
			if (mark == NP_RIGHT_DOUBLE)
				return true;
			if (mark == NP_NEUTRAL_DOUBLE && shape == NP_SHAPE_EITHER)
				return innermost && place->after != NP_SIDE_WORD;
			if (mark == NP_NEUTRAL_DOUBLE)
				return innermost && shape == NP_SHAPE_CLOSES;
			break;
		case NP_LOW_DOUBLE:
			if (mark == NP_RIGHT_DOUBLE)
				return true;
			if (mark == NP_LEFT_DOUBLE || mark == NP_NEUTRAL_DOUBLE)
				return shape != NP_SHAPE_OPENS;
			return false;
		case NP_RIGHT_DOUBLE:
			return (mark == NP_RIGHT_DOUBLE || mark == NP_NEUTRAL_DOUBLE) &&
				shape != NP_SHAPE_OPENS;
		case NP_LEFT_GUILLEMET:
			return mark == NP_RIGHT_GUILLEMET;
		case NP_RIGHT_GUILLEMET:
			if (mark == NP_LEFT_GUILLEMET)
				return shape != NP_SHAPE_OPENS;
			return mark == NP_RIGHT_GUILLEMET && shape == NP_SHAPE_CLOSES;
		case NP_LEFT_CORNER:
			return mark == NP_RIGHT_CORNER;
		case NP_LEFT_WHITE_CORNER:
			return mark == NP_RIGHT_WHITE_CORNER;
		default:
			return false;
	}

	/* the wrong kind, for “ and " */
	return innermost && (shape == NP_SHAPE_CLOSES || is_spaced(place)) &&
		(mark == NP_LEFT_DOUBLE || mark == NP_RIGHT_DOUBLE);
}

/* `6'2"`, `a 19" screen` */
static bool
is_inches(const Finder *finder, const NpMarkPlace *place)
{
	NpText		text = finder->text;
	const NpWordSpan *word;
	size_t		start;

	if (place->before != NP_SIDE_WORD || place->start == 0 ||
		!is_ascii_digit(byte_at(text, place->start - 1)))
		return false;
	if (finder->depth == 0)
		return true;

	/* where something is open, only behind feet */
	word = &finder->layout->words[place->word - 1];
	start = word->start;
	return start >= 2 && is_ascii_digit(byte_at(text, start - 2)) &&
		byte_at(text, start - 1) == '\'';
}

/*
 * Is the mark one that opens a paragraph of the quotation that is open, the
 * break before it lost by a scraper (`no.“So we`)?
 */
static bool
goes_on(const Finder *finder, const NpMarkPlace *place)
{
	return finder->depth > 0 &&
		finder->stack[finder->depth - 1].mark == place->mark &&
		place->before == NP_SIDE_STOP && place->after == NP_SIDE_WORD &&
		finder->closers[place->mark] > 0;
}

/* The apostrophe before it is a word's that lost its vowel: d’« une erreur » */
static bool
follows_elision(const Finder *finder, size_t i)
{
	const NpMarkPlace *place = &finder->reader.marks[i];

	return i > 0 && !is_double((NpMark) place[-1].mark) &&
		place[-1].end == place->start && place[-1].mark != NP_LEFT_SINGLE;
}

static void
double_mark(Finder *finder, size_t i)
{
	const NpMarkPlace *place = &finder->reader.marks[i];
	NpMark		mark = (NpMark) place->mark;
	NpShape		shape = (NpShape) place->shape;
	int			closable;
	bool		innermost = true;
	bool		opens = false;

	/* what it may close: the innermost double quotation that it fits */
	for (closable = finder->depth - 1; closable >= 0; closable--)
	{
		NpMark		opened = finder->stack[closable].mark;

		if (!is_double(opened))
			continue;
		if (closes_double(opened, place, innermost))
			break;
		innermost = false;
	}

	switch (mark)
	{
		case NP_NEUTRAL_DOUBLE:
			if (shape != NP_SHAPE_OPENS && is_inches(finder, place))
				return;
			opens = shape == NP_SHAPE_OPENS;
			if (shape == NP_SHAPE_EITHER)
			{
				size_t		next = finder->ahead[i].neutral;
				NpShape		next_shape = next == NONE ? NP_SHAPE_EITHER :
				(NpShape) finder->reader.marks[next].shape;

				/* one that closes needs one that opens before it */
				if (closable >= 0)
					opens = next_shape == NP_SHAPE_CLOSES &&
						finder->stack[closable].mark == NP_NEUTRAL_DOUBLE;
				else
					opens = next_shape != NP_SHAPE_OPENS;
				if (opens)
					closable = -1;
			}
			break;
		case NP_LEFT_DOUBLE:
		case NP_LEFT_GUILLEMET:
			opens = shape != NP_SHAPE_CLOSES ||
				place->before != NP_SIDE_WORD || follows_elision(finder, i);
			break;
		case NP_RIGHT_DOUBLE:
			opens = shape == NP_SHAPE_OPENS &&
				finder->closers[NP_RIGHT_DOUBLE] > 0;
			break;
		case NP_RIGHT_GUILLEMET:
			opens = shape != NP_SHAPE_CLOSES && !is_spaced(place) &&
				finder->closers[NP_RIGHT_GUILLEMET] > 0;
			break;
		case NP_LOW_DOUBLE:
		case NP_LEFT_CORNER:
		case NP_LEFT_WHITE_CORNER:
			opens = true;
			break;
		default:
			break;
	}

	if (closable >= 0)
		end_quotations(finder, closable, place->trimmed, place->word, true);
	else if (opens && goes_on(finder, place))
		finder->items[finder->stack[finder->depth - 1].item].continued = true;
	else if (opens)
		begin_quotation(finder, place);
}

/* Does a word that is short of its beginning follow? ’90s, ’em, ’tis */
static bool
is_apostrophe(const Finder *finder, const NpMarkPlace *place)
{
	static const char *const shortened[] = {
		"bout", "cause", "cos", "cuz", "em", "k", "kay", "m", "n", "neath",
		"nother", "nuff", "round", "s", "t", "til", "till", "tis", "twas",
		"tween", "twere", "twill"
	};
	NpText		text = finder->text;
	size_t		at = place->end;
	char		word[8];
	size_t		length = 0;
	size_t		i;

	if (is_ascii_digit(byte_at(text, at)))
	{
		/* a year: two digits */
		if (!is_ascii_digit(byte_at(text, at + 1)))
			return false;
		at += 2;
		if (byte_at(text, at) == 's')
			at++;
		return !is_ascii_digit(byte_at(text, at)) &&
			!is_ascii_letter(byte_at(text, at));
	}
	while (is_ascii_letter(byte_at(text, at)) && length < sizeof(word))
		word[length++] = (char) (text.data[at++] | 0x20);
	if (length == sizeof(word) ||
		(byte_at(text, at) >= 0x80 &&
		 np_mark_of(np_character_at(text, at).code) == NP_NO_MARK))
		return false;
	for (i = 0; i < sizeof(shortened) / sizeof(shortened[0]); i++)
	{
		if (strlen(shortened[i]) == length &&
			memcmp(shortened[i], word, length) == 0)
			return true;
	}
	return false;
}

/* Does the mark fit the single mark that opened? */
static bool
fits_single(NpMark opened, NpMark mark)
{
	switch (opened)
	{
		case NP_NEUTRAL_SINGLE:
		case NP_LEFT_SINGLE:
			return mark == NP_NEUTRAL_SINGLE || mark == NP_RIGHT_SINGLE;
		case NP_LOW_SINGLE:
			return mark == NP_LEFT_SINGLE || mark == NP_RIGHT_SINGLE ||
				mark == NP_NEUTRAL_SINGLE;
		case NP_LEFT_ANGLE:
			return mark == NP_RIGHT_ANGLE;
		case NP_RIGHT_ANGLE:
			return mark == NP_LEFT_ANGLE;
		case NP_RIGHT_SINGLE:
			return mark == NP_RIGHT_SINGLE;
		default:
			return false;
	}
}

static void
single_mark(Finder *finder, size_t i)
{
	const NpMarkPlace *place = &finder->reader.marks[i];
	const Ahead *ahead = &finder->ahead[i];
	NpMark		mark = (NpMark) place->mark;
	bool		nested = finder->depth > 0;
	size_t		limit = nested ? ahead->double_closer : NONE;
	bool		may_open;

	/* between letters, and `America ‘s` */
	if (place->before == NP_SIDE_WORD && place->after == NP_SIDE_WORD)
		return;

	if (nested && !is_double(finder->stack[finder->depth - 1].mark))
	{
		limit = finder->depth > 1 ? ahead->double_closer : NONE;
		if (fits_single(finder->stack[finder->depth - 1].mark, mark) &&
			closes_single(place))
		{
			if (mark != NP_LEFT_ANGLE && mark != NP_RIGHT_ANGLE &&
				looks_possessive(finder, place) &&
				ahead->better_closer != NONE &&
				(limit == NONE || ahead->better_closer < limit) &&
				(ahead->single_opener == NONE ||
				 ahead->better_closer < ahead->single_opener))
				return;
			end_quotations(finder, finder->depth - 1, place->trimmed,
						   place->word, true);
			return;
		}
	}

	may_open = place->shape == NP_SHAPE_OPENS ||
		(place->behind_double && place->shape != NP_SHAPE_CLOSES) ||
		((mark == NP_LEFT_SINGLE || mark == NP_LEFT_ANGLE ||
		  mark == NP_RIGHT_ANGLE) &&
		 place->shape == NP_SHAPE_EITHER && !is_spaced(place));
	if (mark == NP_LEFT_ANGLE && is_spaced(place))
		may_open = true;		/* French puts spaces inside */
	if (may_open && !is_apostrophe(finder, place) &&
		ahead->single_closer != NONE &&
		(limit == NONE || ahead->single_closer < limit))
		begin_quotation(finder, place);
}

/* Does the paragraph go on with the quotation that the last one left open? */
static bool
continues(const Finder *finder, const NpMarkPlace *place)
{
	NpMark		mark = (NpMark) place->mark;
	NpMark		opened = finder->stack[0].mark;

	return place->first && (mark == opened ||
							(mark == NP_RIGHT_GUILLEMET &&
							 opened == NP_LEFT_GUILLEMET));
}

/* Finds the quotations of the paragraph just read. */
static void
read_paragraph(Finder *finder)
{
	const NpMarkReader *reader = &finder->reader;
	size_t		i = 0;

	look_ahead(finder);
	if (finder->pending)
	{
		if (reader->nmarks > 0 && continues(finder, &reader->marks[0]))
		{
			finder->items[finder->stack[0].item].continued = true;
			count_mark(finder, &reader->marks[0], (size_t) -1);
			finder->pending = false;
			i = 1;
		}
		else
			end_quotations(finder, 0, finder->pending_end,
						   finder->pending_word, false);
	}
	for (; i < reader->nmarks; i++)
	{
		count_mark(finder, &reader->marks[i], (size_t) -1);
		if (is_double((NpMark) reader->marks[i].mark))
			double_mark(finder, i);
		else
			single_mark(finder, i);
		if (i % 4096 == 0)
			np_check_interrupts(finder->host);
	}

	/* Only the outermost may go on in the next paragraph */
	if (finder->depth > 0)
	{
		end_quotations(finder, is_double(finder->stack[0].mark) ? 1 : 0,
					   reader->end, reader->words, false);
		finder->pending = finder->depth > 0;
		finder->pending_end = reader->end;
		finder->pending_word = reader->words;
	}
}

/* Takes the dead quotations out; their children go to their parents. */
static void
drop_dead(Finder *finder)
{
	size_t	   *moved;
	size_t		to = 0;
	size_t		i;

	if (finder->count == 0)
		return;

	/* where each one went, or for a dead one its parent */
	moved = np_alloc(finder->host, finder->count * sizeof(size_t));
	for (i = 0; i < finder->count; i++)
	{
		NpQuotation item = finder->items[i];

		if (item.parent != NP_NO_PARENT)
			item.parent = moved[item.parent];
		if (item.end == 0)
			moved[i] = item.parent;
		else
		{
			moved[i] = to;
			finder->items[to++] = item;
		}
	}
	finder->count = to;
	np_release(finder->host, moved);
}

void
np_quotations(const NpHost *host, NpText text, const NpLayout *layout,
			  const char *locale, NpQuotations *quotations)
{
	Finder		finder;

	memset(&finder, 0, sizeof(finder));
	finder.host = host;
	finder.text = text;
	finder.layout = layout;
	if (layout->nwords > 0)
	{
		np_marks_begin(&finder.reader, host, text, layout);
		while (np_marks_next(&finder.reader))
			read_paragraph(&finder);
		np_marks_end(&finder.reader);
		if (finder.pending)
			end_quotations(&finder, 0, finder.pending_end,
						   finder.pending_word, false);
		drop_dead(&finder);
		np_release(host, finder.ahead);
	}
	quotations->items = finder.items;
	quotations->count = finder.count;
	np_add_dialogue(host, text, layout, locale, quotations);
}

void
np_quotations_free(const NpHost *host, NpQuotations *quotations)
{
	np_release(host, quotations->items);
	quotations->items = NULL;
	quotations->count = 0;
}
