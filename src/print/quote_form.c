/*-------------------------------------------------------------------------
 *
 * quote_form.c
 *	  The canonical form of a quotation: its normalized words, with the gaps
 *	  that an editor left.
 *
 * A quotation's words are those that its bytes have by themselves, so that
 * they are the same in an article and as a search's argument.  Quotation marks
 * separate words anyway and need no care.  What does is editors' work:
 *
 *	[T]oday, want[ed]	letters in brackets that touch other letters belong to
 *						the word: today, wanted
 *	[...], [the mayor]	other brackets replace what was said: a gap
 *	..., . . ., ...		three dots or more, and the one-character ellipsis,
 *						leave something out: a gap
 *
 * Gaps at the ends mean nothing and are dropped.  Where there is any bracket
 * or ellipsis, the words are read from a copy in which brackets around letters
 * are removed and a gap is a space; notes of where that happened lead back to
 * the bytes of the text.
 *
 *-------------------------------------------------------------------------
 */
#include "print/quote_keys.h"

#include "text/function_words.h"
#include "text/punctuation.h"

/*
 * Words that there is room for at first, and bytes of a word on the average: a
 * text may have millions of quotations of a word.
 */
#define FIRST_ROOM			64
#define WORD_BYTES			6

/* How far a bracket's partner may be away, in bytes */
#define BRACKET_MAX			500

/* Dots that make an ellipsis */
#define ELLIPSIS_DOTS		3
#define ELLIPSIS			0x2026

/* What a word weighs, in quarters, by NpScript */
static const uint8_t script_weight[] = {
	[NP_SPACED] = 4,
	[NP_HAN] = 2,
	[NP_KANA] = 1,
	[NP_SOUTHEAST_ASIAN] = 1
};

/* Where the copy leaves the text, in order */
typedef struct Note
{
	size_t		copy;			/* offset in the copy */
	size_t		from;			/* offset in the text of what is left out, */
	size_t		to;				/* and of what comes next */
	bool		gap;			/* else a bracket around letters */
} Note;

typedef struct Copy
{
	const NpHost *host;
	char	   *data;
	size_t		length;
	Note	   *notes;
	size_t		nnotes;
	size_t		room;
} Copy;

static void
add_note(Copy *copy, size_t from, size_t to, bool gap)
{
	Note	   *note;

	if (copy->nnotes == copy->room)
	{
		copy->room = copy->room * 2 + 16;
		copy->notes = np_resize(copy->host, copy->notes,
								copy->room * sizeof(Note));
	}
	if (gap)
		copy->data[copy->length++] = ' ';
	note = &copy->notes[copy->nnotes++];
	note->copy = copy->length;
	note->from = from;
	note->to = to;
	note->gap = gap;
}

/* May the bytes have a bracket or an ellipsis? */
static bool
may_be_edited(const char *data, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
	{
		unsigned char byte = (unsigned char) data[i];

		if (byte == '[' || byte == '&')
			return true;
		if (byte == '.' && i + 2 < end &&
			(data[i + 1] == '.' || data[i + 2] == '.'))
			return true;
		/* an ellipsis in UTF-8, and what Windows-1252 becomes */
		if (byte == 0xE2 && i + 2 < end && (unsigned char) data[i + 2] == 0xA6)
			return true;
		if (byte == 0x85)
			return true;
	}
	return false;
}

/* A letter, or an accent on one */
static bool
is_letter(uint32_t code)
{
	int			class = np_fold_entry(code) & NP_FOLD_CLASS_MASK;

	return (class >= NP_LOWER && class <= NP_HANGUL) ||
		class == NP_EXPANSION || class == NP_MARK || class == NP_VANISH ||
		class == NP_VANISH_MARK;
}

/*
 * Behind a run of dots, with single spaces between them or none, that begins
 * at at; at itself where there are not enough.
 */
static size_t
skip_ellipsis(NpText text, size_t at)
{
	size_t		start = at;
	size_t		behind = at;
	int			dots = 0;
	bool		blank = true;

	while (at < text.length)
	{
		NpCharacter character = np_next_character(text, at);

		if (character.kind == NP_CHARACTER && character.code == '.')
		{
			dots++;
			behind = character.end;
			blank = false;
		}
		else if (character.kind == NP_CHARACTER && character.code == ' ' &&
				 !blank)
			blank = true;
		else
			break;
		at = character.end;
	}
	return dots >= ELLIPSIS_DOTS ? behind : start;
}

/* What an opening bracket turned out to be */
typedef enum Bracket
{
	BRACKET_ALONE,				/* without a partner: a separator */
	BRACKET_LETTERS,			/* around letters of a word */
	BRACKET_GAP
} Bracket;

/*
 * Looks for the bracket that closes the one at open, which ends at inside.
 * Sets *close and *behind to the closing one's first byte and that behind it.
 */
static Bracket
read_bracket(NpText text, size_t inside, bool behind_letter, size_t *close,
			 size_t *behind)
{
	size_t		at = inside;
	bool		letters = true;

	while (at < text.length && at - inside < BRACKET_MAX)
	{
		NpCharacter character = np_next_character(text, at);

		if (character.kind != NP_CHARACTER || character.code == '[')
			return BRACKET_ALONE;
		if (character.code == ']')
		{
			*close = at;
			*behind = character.end;
			if (!letters || at == inside)
				return BRACKET_GAP;
			if (behind_letter)
				return BRACKET_LETTERS;
			if (character.end < text.length)
			{
				NpCharacter next = np_next_character(text, character.end);

				if (next.kind == NP_CHARACTER && is_letter(next.code))
					return BRACKET_LETTERS;
			}
			return BRACKET_GAP;
		}
		letters = letters && is_letter(character.code);
		at = character.end;
	}
	return BRACKET_ALONE;
}

/* Copies the text (a quotation) as said at the top. */
static void
copy_without_edits(const NpHost *host, NpText text, size_t start, Copy *copy)
{
	size_t		at = start;
	size_t		closing = SIZE_MAX; /* bracket to be left out */
	size_t		interrupt_at = start + NP_INTERRUPT_BYTES;
	bool		behind_letter = false;

	memset(copy, 0, sizeof(*copy));
	copy->host = host;
	/* a gap has at least one byte, which its space takes */
	copy->data = np_alloc(host, text.length - start + 1);
	while (at < text.length)
	{
		NpCharacter character = np_next_character(text, at);
		size_t		next = character.end;

		if (at >= interrupt_at)
		{
			interrupt_at = at + NP_INTERRUPT_BYTES;
			np_check_interrupts(host);
		}
		if (character.kind == NP_CHARACTER && at == closing)
		{
			add_note(copy, at, next, false);
			at = next;
			behind_letter = true;
			continue;
		}
		if (character.kind == NP_CHARACTER && character.code == '[')
		{
			size_t		close;
			size_t		behind;
			Bracket		bracket = read_bracket(text, next, behind_letter,
											   &close, &behind);

			if (bracket == BRACKET_GAP)
			{
				add_note(copy, at, behind, true);
				at = behind;
				behind_letter = false;
				continue;
			}
			if (bracket == BRACKET_LETTERS)
			{
				add_note(copy, at, next, false);
				closing = close;
				at = next;
				continue;
			}
		}
		else if (character.kind == NP_CHARACTER &&
				 (character.code == '.' || character.code == ELLIPSIS))
		{
			size_t		behind = character.code == '.' ?
			skip_ellipsis(text, at) : next;

			if (behind > at)
			{
				add_note(copy, at, behind, true);
				at = behind;
				behind_letter = false;
				continue;
			}
		}
		memcpy(copy->data + copy->length, text.data + at, next - at);
		copy->length += next - at;
		behind_letter = character.kind == NP_CHARACTER &&
			is_letter(character.code);
		at = next;
	}
}

static NpQuoteWord *
add_word(const NpHost *host, NpQuote *quote, NpText text, const NpWord *word)
{
	NpQuoteWord *item;

	if (quote->nwords == quote->room)
	{
		size_t		first = text.length / WORD_BYTES + 1;

		if (first > FIRST_ROOM)
			first = FIRST_ROOM;
		quote->room = quote->room == 0 ? first : quote->room * 2;
		quote->words = np_resize(host, quote->words,
								 quote->room * sizeof(NpQuoteWord));
	}
	item = &quote->words[quote->nwords];
	item->hash = np_word_hash(word->form, word->form_length);
	item->start = word->start;
	item->end = word->end;
	item->word = (uint32_t) quote->nwords;
	item->languages = np_function_word(word->form, word->form_length);
	item->weight = script_weight[word->script];
	item->gap = false;
	item->capital = np_is_upper(np_next_character(text, word->start).code);
	item->is_long = np_is_content_word(NP_OTHER_LANGUAGE, 0, word);
	quote->nwords++;
	return item;
}

/* Turns the places of a word from the copy's into the text's. */
static void
place_in_text(NpQuoteWord *word, const Copy *copy, size_t start, size_t *note)
{
	const Note *notes = copy->notes;
	size_t		i = *note;		/* notes before the word, in earlier words */
	size_t		shift_start = start;
	size_t		in_copy = word->start;

	while (i < copy->nnotes && notes[i].copy <= in_copy)
	{
		if (notes[i].gap)
			word->gap = true;
		i++;
	}
	if (i > 0)
	{
		const Note *last = &notes[i - 1];

		shift_start = last->to - last->copy;
		/* a bracket that opens directly before it */
		if (last->copy == in_copy && !last->gap)
			word->start = last->from;
		else
			word->start = in_copy + shift_start;
	}
	else
		word->start = in_copy + start;
	while (i < copy->nnotes && notes[i].copy < word->end)
		i++;
	if (i < copy->nnotes && notes[i].copy == word->end && !notes[i].gap &&
		i > 0 && !notes[i - 1].gap)
	{
		/* a bracket that closes directly behind it */
		word->end = notes[i].to;
		i++;
	}
	else
		word->end += i > 0 ? notes[i - 1].to - notes[i - 1].copy : start;
	*note = i;
}

/* Settles the language, and with it which words are content words. */
static void
find_content_words(NpQuote *quote)
{
	size_t		counts[NP_LANGUAGES] = {0};
	NpLanguage	language;

	for (size_t i = 0; i < quote->nwords; i++)
	{
		unsigned	found = quote->words[i].languages;

		while (found != 0)
		{
			counts[__builtin_ctz(found)]++;
			found &= found - 1;
		}
	}
	language = np_guess_language(counts, quote->nwords);
	for (size_t i = 0; i < quote->nwords; i++)
	{
		NpQuoteWord *word = &quote->words[i];

		word->content = language == NP_OTHER_LANGUAGE ? word->is_long :
			(word->languages >> language & 1) == 0;
		quote->weight += word->weight;
		if (word->content)
			quote->content += word->weight;
	}
}

void
np_read_quote(const NpHost *host, NpText text, size_t start, size_t end,
			  NpQuote *quote)
{
	NpText		slice = {text.data, end};
	NpText		read = {text.data + start, end - start};
	bool		edited = may_be_edited(text.data, start, end);
	Copy		copy;
	NpWordReader *reader;
	NpWord		word;
	size_t		note = 0;

	quote->nwords = 0;
	quote->weight = 0;
	quote->content = 0;
	quote->gapped = false;
	if (edited)
	{
		copy_without_edits(host, slice, start, &copy);
		read.data = copy.data;
		read.length = copy.length;
	}
	reader = np_words_begin(host, read);
	while (np_words_next(reader, &word))
	{
		NpQuoteWord *item = add_word(host, quote, read, &word);

		if (edited)
			place_in_text(item, &copy, start, &note);
		else
		{
			item->start += start;
			item->end += start;
		}
		if (quote->nwords == 1)
			item->gap = false;
		quote->gapped |= item->gap;
	}
	np_words_end(reader);
	if (edited)
	{
		np_release(host, copy.data);
		np_release(host, copy.notes);
	}
	find_content_words(quote);
}

void
np_free_quote(const NpHost *host, NpQuote *quote)
{
	np_release(host, quote->words);
	memset(quote, 0, sizeof(*quote));
}
