/*-------------------------------------------------------------------------
 *
 * words.c
 *	  The words of a text, normalization 1.
 *
 * What a word is, and what its folded form, is decided here once and for all:
 * every stored print depends on it.  Code points are looked up in a frozen
 * table (fold.h); ICU computed it, but is not asked at run time.  ("x" -> y:
 * text x has the words y.)
 *
 * Characters (characters.c)
 *	0	UTF-8; other bytes are Windows-1252, C1 controls too.
 *	1	HTML's character references count as their character, escaped twice
 *		too.  "NATO&#8217;s" -> nato
 *	2	Markup separates; scripts and styles vanish.  Rule 1 goes first, so
 *		escaped tags are markup.
 *
 * Folding, a code point at a time (fold_table.c)
 *	4	NFKC casefold.  An expansion never splits a word: separators inside it
 *		vanish, and no case boundary is seen in it; at its ends they count, so
 *		"(1)" and U+2474 have the same words.  U+2044 and U+2215 join digits.
 *		"Stra\u00DFe" -> strasse
 *	5	Default ignorable code points vanish.
 *	6	Canonical decomposition; then nonspacing and enclosing marks of the
 *		scripts Inherited, Arabic, Hebrew and Syriac vanish, except U+3099 and
 *		U+309A, and canonical composition of the rest (form.c).  The iota
 *		subscript is such a mark.  "Erdo\u011Fan" -> erdogan
 *	7	Letters that have no decomposition: dotless i, o and l with stroke and
 *		others; Arabic and Persian yeh and kaf.  Tatweel vanishes.
 *	8	Decimal digits are ASCII.
 *	12	Han is simplified, a character at a time.
 *	Unassigned (Unicode 15) and private code points, symbols and numbers in
 *	filled circles separate.  Other numbers without decimal value are letters.
 *
 * Words
 *	-	A word is a run of letters, digits and marks attached to them.  A mark
 *		with nothing before it separates.
 *	-	A Han or kana character is a word, and a Thai, Lao, Khmer or Burmese
 *		one with its marks.  The vowels of Thai and Lao that are written behind
 *		their consonant are marks, as those of Khmer and Burmese are: else
 *		U+0E33, which decomposes, would be half a word.  Those written before
 *		it are words of their own, as are consonants behind a virama.
 *	3	A hyphen, a line break and perhaps white space vanish between lower-case
 *		letters; the hyphen may be soft.  "diplo-\nmats" -> diplomats
 *	8	, . ' and U+2019, U+00A0, U+2009, U+202F vanish between digits before
 *		exactly three of them; the spaces only behind one to three, lest a year
 *		swallow a number.  Other . and , between digits stay, as a dot.
 *		"1,000 3,5 1.2.2018" -> 1000 3.5 1.2.2018
 *	9	An apostrophe between letters vanishes ("O'Neill" -> oneill); before a
 *		final s of a word both vanish ("NATO's it's 1990's" -> nato it 1990),
 *		also where a blank stands before it ("America 's" with an opening mark),
 *		or the dot of rule 10.  Elsewhere, and doubled, it separates.  Geresh is
 *		one; so is U+00B4, also in its NFKC form of space and U+0301, unless
 *		more marks follow.
 *	10	Letters joined by dots vanish into one word, if each is single: "U.S."
 *		-> us, "J.O'Neill" -> j oneill.  Not Hangul, whose syllables are two
 *		letters or three in NFD.
 *	-	" and gershayim between Hebrew letters vanish.
 *	-	A change from lower to upper case behind three letters or more is a
 *		boundary ("MoreEarlier" -> more earlier), but not behind an apostrophe
 *		in the word, not in a word directly behind @ or #, nor in a URL.  A URL
 *		begins with a scheme and ://, or www., and goes on as long as nothing
 *		but letters, digits and - . : / @ # ? = & _ ~ + % follow.  A text
 *		that begins with one of these marks is taken for the rest of a URL: so
 *		the words of a URL, with the mark before them, are the same alone.
 *	-	Everything else separates.
 *
 * What holds for every text
 *	-	Its forms, joined by spaces, have these forms as their words.
 *	-	NFC and NFD of a text have the same words.  So have NFKC and NFKD, but
 *		for expansions that lose a separator (np_fold_split), for U+00A0 and
 *		its like between digits (a plain space does not group them), for case
 *		boundaries in expansions and behind them in a URL, and for full-width
 *		< and & and letters, which make no markup.
 *	-	The bytes of a word, read alone, are that word.  To this end they include
 *		a final 's, and the @, # or URL's mark that suppressed a case boundary.
 *		The exception are code points that make several words (U+337F), which
 *		these have in common, perhaps with a word before them.
 *
 * How it is read: an item is a folded character, what vanishes passed over.
 * A rule looks at most a few items ahead, so reading is linear.  Plain words
 * never come here (words_fast.c).
 *
 *-------------------------------------------------------------------------
 */
#include "text/words.h"

#include <string.h>

#include "text/characters.h"
#include "text/fold.h"
#include "text/form.h"
#include "text/words_reader.h"

/* White space at a line's start that rule 3 passes over */
#define INDENT_MAX		100

/* A character after folding, what vanishes before it passed over */
typedef struct Item
{
	NpFoldClass class;
	uint32_t	code;			/* folded */
	uint32_t	entry;			/* flags and rank for the form */
	size_t		start;
	bool		inner;			/* from an expansion */
	size_t		attached;		/* end of the accents that stood directly
								 * where the reading began */
	NpCursor	next;
} Item;

/* A word of spaced script while it is read */
typedef struct Spaced
{
	NpFoldClass last;			/* of the last letter or digit; NP_MARK for a
								 * mark on a digit */
	unsigned	letters;		/* for the case boundary; Hangul not counted */
	unsigned	piece;			/* letters since a dot was joined (rule 10) */
	unsigned	run;			/* digits since the last that is none */
	bool		dotted;			/* a dot was joined */
	bool		apostrophe;		/* one stood inside */
} Spaced;

static inline bool
is_single_word(NpFoldClass class)
{
	return class >= NP_HAN_LETTER && class <= NP_SOUTHEAST_ASIAN_LETTER;
}

static inline bool
goes_on_in_url(NpFoldClass class)
{
	switch (class)
	{
		case NP_DOT:
		case NP_DASH:
		case NP_COLON:
		case NP_SOLIDUS:
		case NP_AT_OR_HASH:
		case NP_URL_MARK:
			return true;
		default:
			return false;
	}
}

/* Reads an item of an expansion. */
static void
read_inner(NpCursor cursor, Item *item)
{
	uint32_t	entry = np_fold_expansions[cursor.rest - 1];

	item->class = np_fold_class(entry);
	item->code = (entry & ~NP_FOLD_LAST) >> NP_FOLD_VALUE_SHIFT;
	item->entry = entry;
	item->start = cursor.from;
	item->inner = true;
	item->attached = cursor.at;
	item->next = cursor;
	item->next.rest = entry & NP_FOLD_LAST ? 0 : cursor.rest + 1;
}

/* Does a line break begin at at? */
static bool
is_line_break_at(NpText text, size_t at)
{
	NpCharacter character;

	if (at == text.length)
		return false;
	switch ((unsigned char) text.data[at])
	{
		case '\n':
		case '\r':
			return true;
		case '&':
		case 0xE2:
			character = np_character_at(text, at);
			return character.kind == NP_CHARACTER &&
				np_fold_class(np_fold_entry(character.code)) == NP_LINE_BREAK;
		default:
			return false;
	}
}

/* The code point at at, whose end is set, or that of markup: U+0020 */
static inline uint32_t
read_code(NpText text, size_t at, size_t *end, bool *markup)
{
	unsigned char byte = (unsigned char) text.data[at];
	uint32_t	code = byte;
	unsigned	length = 1;
	NpCharacter character;

	*markup = false;
	if (byte >= 0x80)
		length = np_utf8_decode(text.data + at, text.length - at, &code);
	else if (byte == '<' || byte == '&')
		length = 0;
	*end = at + length;
	if (length != 0 && code - 0x80 >= 32)
		return code;

	character = np_character_at(text, at);
	*end = character.end;
	*markup = character.kind != NP_CHARACTER;
	return character.code;
}

/* Is it U+0020 in NFKC? */
static inline bool
is_blank(uint32_t code)
{
	return code == ' ' || code == 0x00A0 || code - 0x2000 <= 0x0A ||
		code == 0x202F || code == 0x205F || code == 0x3000;
}

/*
 * The spacing acute accent serves as an apostrophe, but in NFKC it is a space
 * and U+0301.  With more marks on it, whose order with U+0301 is not that of
 * the text, it is no apostrophe but a space.  Sets *class for the code before
 * end, and returns the end of what it was made from.
 */
static size_t
read_acute(NpText text, uint32_t code, size_t end, NpFoldClass *class)
{
	size_t		behind = end;
	size_t		mark_end;
	NpFoldClass mark_class;
	bool		markup;

	if (*class == NP_SPACE || *class == NP_NUMBER_SPACE)
	{
		/* U+0301 begins with 0xCC */
		if (!is_blank(code) || end == text.length ||
			(text.data[end] != '\xCC' && text.data[end] != '&') ||
			read_code(text, end, &behind, &markup) != 0x0301)
			return end;
	}
	else if (code != 0x00B4 && code != 0x0384 && code != 0x1FFD)
		return end;

	*class = NP_APOSTROPHE;
	if (behind < text.length &&
		((unsigned char) text.data[behind] >= 0x80 || text.data[behind] == '&'))
	{
		mark_class = np_fold_class(np_fold_entry(read_code(text, behind,
														   &mark_end,
														   &markup)));
		if (mark_class == NP_MARK || mark_class == NP_VANISH_MARK)
		{
			*class = NP_SPACE;
			return end;
		}
	}
	return behind;
}

/* Reads the item at cursor, or the first that does not vanish behind it. */
static void
read_item(const NpWordReader *reader, NpCursor cursor, Item *item)
{
	const NpText text = reader->text;
	size_t		at = cursor.at;
	size_t		passed = 0;
	bool		accents = true; /* nothing else so far */

	if (cursor.rest != 0)
	{
		read_inner(cursor, item);
		return;
	}
	item->attached = at;
	item->inner = false;
	item->next.from = 0;
	item->next.rest = 0;
	for (;;)
	{
		uint32_t	code;
		uint32_t	entry;
		size_t		end;
		bool		markup;

		item->start = at;
		item->next.at = at;
		item->class = NP_END_OF_TEXT;
		if (at >= text.length)
			return;

		code = read_code(text, at, &end, &markup);
		entry = np_fold_entry(code);
		item->code = np_fold_code(code, entry);
		item->entry = entry;
		item->class = np_fold_class(entry);
		item->next.at = end;
		switch (item->class)
		{
			case NP_VANISH:
				accents = false;
				break;
			case NP_VANISH_MARK:
				if (accents)
					item->attached = end;
				break;
			case NP_SOFT_HYPHEN:
				if (is_line_break_at(text, end))
				{
					item->class = NP_DASH;
					return;
				}
				accents = false;
				break;
			case NP_EXPANSION:
				cursor.from = at;
				cursor.at = end;
				cursor.rest = 1 + (entry >> NP_FOLD_VALUE_SHIFT);
				end = item->attached;
				read_inner(cursor, item);
				item->attached = end;
				return;
			case NP_SPACE:
			case NP_NUMBER_SPACE:
			case NP_APOSTROPHE:
				if (markup)
					item->class = NP_SEPARATOR;
				else
					item->next.at = read_acute(text, code, end, &item->class);
				return;
			default:
				return;
		}

		passed += end - at;
		if (passed >= NP_INTERRUPT_BYTES)
		{
			np_check_interrupts(&reader->host);
			passed = 0;
		}
		at = end;
	}
}

/*
 * Is the apostrophe a final 's (rule 9)?  If so, *after is what follows the s.
 */
static bool
is_possessive(const NpWordReader *reader, const Item *apostrophe, Item *after,
			  NpCursor *end)
{
	Item		s;
	Item		behind;

	read_item(reader, apostrophe->next, &s);
	if (s.class != NP_LOWER && s.class != NP_UPPER)
		return false;
	if (s.code != 's')
		return false;
	read_item(reader, s.next, after);
	if (after->class == NP_MARK || after->class == NP_DIGIT ||
		np_fold_is_letter(after->class))
		return false;
	if (after->class == NP_APOSTROPHE)
	{
		read_item(reader, after->next, &behind);
		if (np_fold_is_letter(behind.class))
			return false;
	}
	*end = s.next;
	return true;
}

/* Digits from cursor on, at most four */
static unsigned
digits_ahead(const NpWordReader *reader, NpCursor cursor)
{
	unsigned	count = 0;
	Item		item;

	while (count < 4)
	{
		read_item(reader, cursor, &item);
		if (item.class == NP_FRACTION_SLASH && count > 0)
			read_item(reader, item.next, &item);
		if (item.class != NP_DIGIT)
			break;
		count++;
		cursor = item.next;
	}
	return count;
}

/* Rule 10: is the letter single, as it stands behind a dot? */
static bool
is_single_letter(const NpWordReader *reader, const Item *letter)
{
	Item		item;
	Item		after;
	NpCursor	end;
	size_t		marks = 0;

	if (!np_fold_is_letter(letter->class) || letter->class == NP_HANGUL)
		return false;
	read_item(reader, letter->next, &item);
	while (item.class == NP_MARK)
	{
		read_item(reader, item.next, &item);
		if (++marks % NP_INTERRUPT_BYTES == 0)
			np_check_interrupts(&reader->host);
	}
	if (item.class == NP_DIGIT || np_fold_is_letter(item.class))
		return false;
	if (item.class == NP_APOSTROPHE)
	{
		read_item(reader, item.next, &after);
		if (np_fold_is_letter(after.class) &&
			!is_possessive(reader, &item, &after, &end))
			return false;
	}
	return true;
}

/* Rule 3: does a line break and a lower-case letter follow the hyphen? */
static bool
is_broken_word(const NpWordReader *reader, const Item *hyphen, Item *letter)
{
	int			blanks;

	read_item(reader, hyphen->next, letter);
	if (letter->class != NP_LINE_BREAK)
		return false;
	if (letter->code == '\r')
	{
		Item		feed;

		read_item(reader, letter->next, &feed);
		if (feed.class == NP_LINE_BREAK && feed.code == '\n')
			*letter = feed;
	}
	read_item(reader, letter->next, letter);
	for (blanks = 0; letter->class == NP_SPACE && blanks < INDENT_MAX; blanks++)
		read_item(reader, letter->next, letter);
	return letter->class == NP_LOWER;
}

static bool
is_scheme(const NpWordReader *reader, const Item *colon)
{
	const NpForm *form = &reader->form;
	Item		item;
	size_t		i;

	for (i = 0; i < form->length; i++)
	{
		if (form->data[i] < 'a' || form->data[i] > 'z')
			return false;
	}
	read_item(reader, colon->next, &item);
	if (item.class != NP_SOLIDUS)
		return false;
	read_item(reader, item.next, &item);
	return item.class == NP_SOLIDUS;
}

/* Adds a letter, digit or mark and moves behind it. */
static inline void
take(NpWordReader *reader, Spaced *word, const Item *item)
{
	np_form_append(&reader->host, &reader->form, item->code, item->entry);
	reader->cursor = item->next;
	switch (item->class)
	{
		case NP_DIGIT:
			word->last = NP_DIGIT;
			word->run++;
			word->piece = 2;
			break;
		case NP_MARK:
			if (word->last == NP_DIGIT)
				word->last = NP_MARK;
			break;
		case NP_HANGUL:
			word->last = NP_HANGUL;
			word->piece = 2;
			break;
		default:
			word->last = item->class;
			word->letters++;
			word->piece++;
			break;
	}
	if (item->class != NP_DIGIT)
		word->run = 0;
}

/*
 * What separates unless a rule joins it.  Returns whether the word goes on; if
 * not, item is what stands behind the word.
 */
static bool
join(NpWordReader *reader, Spaced *word, Item *item)
{
	Item		next;
	Item		after;
	NpCursor	end;
	unsigned	digits;

	/* rule 8 */
	if (word->last == NP_DIGIT &&
		(item->class == NP_DOT || item->class == NP_COMMA ||
		 item->class == NP_APOSTROPHE || item->class == NP_NUMBER_SPACE))
	{
		digits = digits_ahead(reader, item->next);
		if (digits == 3 &&
			(item->class != NP_NUMBER_SPACE || word->run <= 3))
		{
			reader->cursor = item->next;
			word->run = 0;
			return true;
		}
		if (digits > 0 && (item->class == NP_DOT || item->class == NP_COMMA))
		{
			np_form_append(&reader->host, &reader->form, '.', NP_SEPARATOR);
			reader->cursor = item->next;
			word->run = 0;
			return true;
		}
	}

	switch (item->class)
	{
		case NP_FRACTION_SLASH:
			if (word->last != NP_DIGIT)
				return false;
			read_item(reader, item->next, &next);
			if (next.class != NP_DIGIT)
				return false;
			reader->cursor = item->next;
			return true;

		case NP_APOSTROPHE:
			if (is_possessive(reader, item, &after, &end))
			{
				reader->cursor = end;
				*item = after;
				return false;
			}
			if (!np_fold_is_letter(word->last))
				return false;
			read_item(reader, item->next, &next);
			if (!np_fold_is_letter(next.class))
				return false;
			word->apostrophe = true;
			word->piece = 2;
			take(reader, word, &next);
			return true;

		case NP_SPACE:
		case NP_NUMBER_SPACE:
			read_item(reader, item->next, &next);
			if (next.class == NP_APOSTROPHE &&
				is_possessive(reader, &next, &after, &end))
			{
				reader->cursor = end;
				*item = after;
			}
			return false;

		case NP_DOT:
			if (!np_fold_is_letter(word->last) || word->piece != 1)
			{
				if (reader->form.length == 3 &&
					memcmp(reader->form.data, "www", 3) == 0)
					reader->in_url = true;
				return false;
			}
			read_item(reader, item->next, &next);
			if (is_single_letter(reader, &next))
			{
				word->dotted = true;
				word->piece = 0;
				take(reader, word, &next);
				return true;
			}
			if (word->dotted && next.class == NP_APOSTROPHE &&
				is_possessive(reader, &next, &after, &end))
			{
				reader->cursor = end;
				*item = after;
			}
			return false;

		case NP_DOUBLE_QUOTE:
			if (word->last != NP_HEBREW)
				return false;
			read_item(reader, item->next, &next);
			if (next.class != NP_HEBREW)
				return false;
			take(reader, word, &next);
			word->piece = 2;
			return true;

		case NP_DASH:
			if (word->last != NP_LOWER || !is_broken_word(reader, item, &next))
				return false;
			take(reader, word, &next);
			word->piece = 2;
			return true;

		case NP_COLON:
			if (is_scheme(reader, item))
				reader->in_url = true;
			return false;

		default:
			return false;
	}
}

/*
 * Reads a word of spaced script that begins with *item.  lead is what stands
 * directly before it, or NULL.
 */
static void
read_spaced(NpWordReader *reader, NpWord *result, Item *item, const Item *lead)
{
	Spaced		word;

	memset(&word, 0, sizeof(word));
	result->script = NP_SPACED;
	result->start = item->start;
	take(reader, &word, item);
	for (;;)
	{
		np_words_look_for_interrupts(reader);
		read_item(reader, reader->cursor, item);
		if (item->class == NP_UPPER && word.last == NP_LOWER &&
			word.letters >= 3 && !word.apostrophe &&
			reader->cursor.rest == 0)
		{
			if (lead == NULL)
				break;
			result->start = lead->start;
			take(reader, &word, item);
		}
		else if (item->class >= NP_MARK && item->class <= NP_HANGUL)
			take(reader, &word, item);
		else if (!join(reader, &word, item))
			break;
	}
	result->end = item->attached;
}

/* Reads a word of one Han, kana or South-East Asian character. */
static void
read_single(NpWordReader *reader, NpWord *result, Item *item)
{
	result->script = item->class == NP_HAN_LETTER ? NP_HAN :
		item->class == NP_KANA_LETTER ? NP_KANA : NP_SOUTHEAST_ASIAN;
	result->start = item->start;
	do
	{
		np_form_append(&reader->host, &reader->form, item->code, item->entry);
		reader->cursor = item->next;
		np_words_look_for_interrupts(reader);
		read_item(reader, reader->cursor, item);
	} while (item->class == NP_MARK);
	result->end = item->attached;
}

NpWordReader *
np_words_begin(const NpHost *host, NpText text)
{
	NpWordReader *reader = np_alloc(host, sizeof(NpWordReader));
	Item		item;

	memset(reader, 0, sizeof(NpWordReader));
	reader->host = *host;
	reader->text = text;
	reader->interrupt_at = NP_INTERRUPT_BYTES;
	np_form_init(host, &reader->form);
	read_item(reader, reader->cursor, &item);
	reader->in_url = goes_on_in_url(item.class);
	return reader;
}

bool
np_words_next_by_rules(NpWordReader *reader, NpWord *word)
{
	Item		item;
	Item		lead;
	bool		has_lead = false;

	np_form_clear(&reader->form);
	for (;;)
	{
		np_words_look_for_interrupts(reader);
		read_item(reader, reader->cursor, &item);
		if (item.class == NP_END_OF_TEXT)
		{
			reader->cursor = item.next;
			return false;
		}
		if (item.class >= NP_DIGIT)
			break;
		if (!goes_on_in_url(item.class))
			reader->in_url = false;
		has_lead = !item.inner;
		lead = item;
		reader->cursor = item.next;
	}
	if (is_single_word(item.class))
		read_single(reader, word, &item);
	else
	{
		bool		whole = has_lead && (reader->in_url ||
										 lead.class == NP_AT_OR_HASH);

		read_spaced(reader, word, &item, whole ? &lead : NULL);
	}
	np_form_end(&reader->host, &reader->form);
	word->form = reader->form.data;
	word->form_length = reader->form.length;
	return true;
}

void
np_words_end(NpWordReader *reader)
{
	NpHost		host = reader->host;

	np_form_free(&host, &reader->form);
	np_release(&host, reader);
}
