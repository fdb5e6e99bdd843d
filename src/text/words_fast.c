/*-------------------------------------------------------------------------
 *
 * words_fast.c
 *	  The next word, fast where it is plain.
 *
 * Nearly all words of a text are letters between separators that no rule
 * joins.  These are read here; whatever else turns up, the word is read from
 * its beginning by np_words_next_by_rules (words.c), which alone defines what
 * a word is.  Both must agree: the tests read texts twice, the second time with
 * every ASCII character written as a reference, which is never plain.
 *
 * ASCII words are read eight bytes at a time.  In a register of eight bytes
 * without their high bits, adding 0x80 - 'a' to each sets the high bit of
 * those from 'a' on, adding 0x7F - 'z' of those behind 'z', and no sum carries
 * into the next byte (Mycroft's and others' trick; see Warren, Hacker's
 * Delight, 6-1).  The number of zero bits below the first high bit says how
 * long the word is.
 *
 * Words in other scripts cost a table look-up a code point.
 *
 *-------------------------------------------------------------------------
 */
#include "text/words.h"

#include <string.h>

#include "text/fold.h"
#include "text/words_reader.h"

/*
 * How far the reading may look beyond a word without asking where the text
 * ends: an apostrophe, twice eight bytes, and what may follow.
 */
#define MARGIN			32

/* Longer forms are not plain (they must fit the form's first memory) */
#define PLAIN_MAX		128

#define NOT_PLAIN		SIZE_MAX

#define ONES			UINT64_C(0x0101010101010101)
#define HIGHS			(ONES * 0x80)

/* What an ASCII byte is to a plain word, bits */
enum
{
	SKIP = 1,					/* separates, and may stand before it */
	ENDS = 2,					/* ends it, whatever follows */
	ENDS_BEFORE = 4,			/* ends it if something harmless follows */
	HARMLESS = 8,				/* no apostrophe, line break, slash, reference */
	LETTER = 16,
	DIGIT = 32,
	HIGH = 64					/* not ASCII */
};

#define N	0
#define S	(SKIP | ENDS | HARMLESS)
#define B	(SKIP | ENDS_BEFORE | HARMLESS)
#define L	(LETTER | HARMLESS)
#define D	(DIGIT | HARMLESS)
#define H	HIGH

/*
 * A dot ends a word of several letters, so it is B, and looked at once more.  So
 * is a space, which with a mark on it may be an acute accent (is_harmless).
 */
static const uint8_t kinds[256] =
{
	S, S, S, S, S, S, S, S, S, B, SKIP | ENDS, S, S, SKIP | ENDS, S, S,
	S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
	SKIP | ENDS_BEFORE, S, S, ENDS | HARMLESS, S, S, N, SKIP, S, S, S, S, S, B, B, SKIP | ENDS,
	D, D, D, D, D, D, D, D, D, D, B, S, ENDS | HARMLESS, S, S, S,
	ENDS | HARMLESS, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, S, S, S, S, S,
	SKIP, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, S, S, S, S, S,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H
};

#undef N
#undef S
#undef B
#undef L
#undef D
#undef H

static inline uint64_t
load(const unsigned char *s)
{
	uint64_t	bytes;

	memcpy(&bytes, s, sizeof(bytes));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	bytes = __builtin_bswap64(bytes);
#endif
	return bytes;
}

static inline void
store(char *data, uint64_t bytes)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	bytes = __builtin_bswap64(bytes);
#endif
	memcpy(data, &bytes, sizeof(bytes));
}

/* High bit of each byte that is a letter; *lowered are the bytes lower-cased */
static inline uint64_t
ascii_letters(uint64_t bytes, uint64_t *lowered)
{
	uint64_t	low;

	*lowered = bytes | ONES * 0x20;
	low = *lowered & ~HIGHS;
	return (low + ONES * (0x80 - 'a')) & ~(low + ONES * (0x7F - 'z')) &
		~bytes & HIGHS;
}

/* Is what stands at s known not to matter to a separator before it? */
static inline bool
is_harmless(const unsigned char *s)
{
	uint32_t	code;
	NpFoldClass class;

	if (s[0] == ' ')
		return s[1] < 0x80 && s[1] != '&';
	if (s[0] < 0x80)
		return (kinds[s[0]] & HARMLESS) != 0;
	if (np_utf8_decode((const char *) s, MARGIN / 2, &code) == 0 ||
		code - 0x80 < 32)
		return false;
	class = np_fold_class(np_fold_entry(code));
	return class >= NP_MARK || class == NP_SEPARATOR || class == NP_URL_MARK;
}

/*
 * Does the non-ASCII character at s end a word of spaced script, whatever
 * follows?
 */
static inline bool
ends_word(const unsigned char *s)
{
	uint32_t	code;
	NpFoldClass class;

	if (np_utf8_decode((const char *) s, MARGIN / 2, &code) == 0 ||
		code - 0x80 < 32)
		return false;
	class = np_fold_class(np_fold_entry(code));
	return class == NP_SEPARATOR || class == NP_URL_MARK ||
		class >= NP_HAN_LETTER;
}

/*
 * The end of a word whose letters are read, with what an apostrophe adds:
 * s is behind the last letter.  Returns the number of bytes that still belong
 * to the word, or NOT_PLAIN.
 */
static size_t
read_end(const unsigned char *s, char *form, size_t *form_length, bool single)
{
	size_t		mark;
	size_t		n;
	uint64_t	lowered;
	uint64_t	others;

	if (kinds[s[0]] & ENDS)
		return 0;
	if (kinds[s[0]] & ENDS_BEFORE)
	{
		if (s[0] != '.')
			return is_harmless(s + 1) ? 0 : NOT_PLAIN;
		if (single)
			return s[1] < 0x80 && s[1] != '&' && (kinds[s[1]] & LETTER) == 0 ?
				0 : NOT_PLAIN;
		return *form_length == 3 && memcmp(form, "www", 3) == 0 ?
			NOT_PLAIN : 0;
	}
	if (s[0] == '\'')
		mark = 1;
	else if (s[0] == 0xE2 && s[1] == 0x80 && s[2] == 0x99)
		mark = 3;
	else
		return s[0] >= 0x80 && ends_word(s) ? 0 : NOT_PLAIN;

	/* rule 9, with ASCII letters behind the apostrophe */
	s += mark;
	others = ~ascii_letters(load(s), &lowered) & HIGHS;
	if (others == 0)
	{
		/* eight letters are there; more come up to the margin's end only */
		store(form + *form_length, lowered);
		*form_length += 8;
		mark += 8;
		s += 8;
		others = ~ascii_letters(load(s), &lowered) & HIGHS;
		if (others == 0)
			return NOT_PLAIN;
	}
	n = __builtin_ctzll(others) >> 3;
	lowered &= ((others & -others) >> 7) - 1;
	s += n;
	if (s[0] >= 0x80 || s[0] == '&' || s[0] == '`' || s[0] == '\'' ||
		(s[0] == ' ' && !is_harmless(s)) || (kinds[s[0]] & DIGIT))
		return NOT_PLAIN;
	if (n == 0 && mark <= 3)
		return 0;
	if (n == 1 && lowered == 's' && mark <= 3)
		return mark + 1;
	store(form + *form_length, lowered);
	*form_length += n;
	store(form + *form_length, 0);
	n += mark;
	if (kinds[s[0]] & ENDS)
		return n;
	if (s[0] == '.')
		return n;
	return is_harmless(s + 1) ? n : NOT_PLAIN;
}

/*
 * A word that begins with ASCII letters, at s.  Returns the number of its
 * bytes and sets the form's length, or returns 0 if it is not plain.
 */
static inline size_t
read_ascii(const unsigned char *s, const unsigned char *limit, char *form,
		   size_t *form_length)
{
	size_t		length = 0;
	size_t		end;
	uint64_t	lower_before = 0;

	for (;;)
	{
		uint64_t	bytes = load(s + length);
		uint64_t	lowered;
		uint64_t	letters = ascii_letters(bytes, &lowered);
		uint64_t	capitals = letters & ~(bytes << 2);
		uint64_t	others = ~letters & HIGHS;
		uint64_t	lower = letters & ~capitals;
		uint64_t	inside;

		if (others == 0)
		{
			/* a change of case inside: perhaps a boundary */
			if (capitals & (lower << 8 | lower_before))
				return 0;
			store(form + length, lowered);
			length += 8;
			lower_before = lower >> 56;
			if (length == PLAIN_MAX || s + length >= limit)
				return 0;
			continue;
		}

		inside = ((others & -others) >> 7) - 1;
		if (capitals & inside & (lower << 8 | lower_before))
			return 0;
		store(form + length, lowered & inside);
		length += __builtin_ctzll(others) >> 3;
		*form_length = length;

		/* most words end so */
		if (s[length] == ' ' && (kinds[s[length + 1]] & HARMLESS))
			return length;
		end = read_end(s + length, form, form_length, length == 1);
		return end == NOT_PLAIN ? 0 : length + end;
	}
}

/* A number of fewer than eight ASCII digits, the like */
static inline size_t
read_digits(const unsigned char *s, char *form)
{
	uint64_t	bytes = load(s);
	uint64_t	low = bytes & ~HIGHS;
	uint64_t	digits = (low + ONES * (0x80 - '0')) &
	~(low + ONES * (0x7F - '9')) & ~bytes & HIGHS;
	uint64_t	others = ~digits & HIGHS;
	size_t		length;

	if (others == 0)
		return 0;
	length = __builtin_ctzll(others) >> 3;
	store(form, bytes & (((others & -others) >> 7) - 1));
	s += length;
	if (s[0] >= 0x80)
		return ends_word(s) ? length : 0;
	if (s[0] == '.' || s[0] == ',')
		return s[1] == ' ' && (kinds[s[2]] & HARMLESS) ? length : 0;
	if (kinds[s[0]] & ENDS)
		return length;
	return (kinds[s[0]] & ENDS_BEFORE) && is_harmless(s + 1) ? length : 0;
}

/* Does a mark stay as it is behind what was added before it? */
static inline bool
is_settled(uint32_t before, uint32_t mark)
{
	unsigned	rank = np_fold_rank(mark);

	return (mark & NP_FOLD_SECOND) == 0 &&
		(rank == 0 || np_fold_rank(before) <= rank);
}

/*
 * Adds an expansion, such as that of U+00DF, if it is lower-case letters only.
 * Returns the number of its bytes, or 0.
 */
static size_t
expand(uint32_t entry, char *form, unsigned *letters)
{
	const uint32_t *item = np_fold_expansions + (entry >> NP_FOLD_VALUE_SHIFT);
	size_t		length = 0;

	for (;; item++)
	{
		unsigned	bytes;

		if (np_fold_class(*item) != NP_LOWER || length >= PLAIN_MAX / 2)
			return 0;
		store(form + length,
			  np_utf8_pack((*item & ~NP_FOLD_LAST) >> NP_FOLD_VALUE_SHIFT,
						   &bytes));
		length += bytes;
		(*letters)++;
		if (*item & NP_FOLD_LAST)
			return length;
	}
}

/*
 * A word of spaced script with other letters than ASCII at s.  Returns the
 * number of its bytes and sets the form's length, or returns 0.
 */
static size_t
read_letters(const unsigned char *s, const unsigned char *limit, char *form,
			 size_t *form_length)
{
	const unsigned char *p = s;
	size_t		length = 0;
	unsigned	letters = 0;
	uint32_t	before = 0;		/* entry of what was added last */
	NpFoldClass last = NP_SEPARATOR;	/* class of the last letter */
	bool		at_end = false;

	while (p < limit && length < PLAIN_MAX)
	{
		uint32_t	code;
		uint32_t	entry;
		unsigned	bytes;
		unsigned	folded_bytes;
		NpFoldClass class;

		/* Greek, Cyrillic, Arabic ...: two bytes that fold to two bytes */
		while (p < limit && length < PLAIN_MAX &&
			   (p[0] & 0xE0) == 0xC0 && (p[1] & 0xC0) == 0x80)
		{
			code = (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
			entry = np_fold_entry(code);
			class = np_fold_class(entry);
			code = np_fold_code(code, entry);
			if (!np_fold_is_letter(class) || code - 0x80 >= 0x780 ||
				(class == NP_UPPER && last == NP_LOWER && letters >= 3))
				break;
			form[length] = (char) (0xC0 | code >> 6);
			form[length + 1] = (char) (0x80 | (code & 0x3F));
			length += 2;
			p += 2;
			letters++;
			last = class;
			before = entry;
		}

		if (*p < 0x80 && (kinds[*p] & LETTER) == 0)
		{
			if (last == NP_HEBREW && *p == '"')
				return 0;
			at_end = true;
			break;
		}
		bytes = np_utf8_decode((const char *) p, MARGIN, &code);
		if (bytes == 0)
			return 0;
		entry = np_fold_entry(code);
		class = np_fold_class(entry);
		if (np_fold_is_letter(class))
		{
			if ((entry & NP_FOLD_SECOND) ||
				(class == NP_UPPER && last == NP_LOWER && letters >= 3))
				return 0;
			last = class;
			letters++;
		}
		else if (class == NP_MARK)
		{
			if (!is_settled(before, entry))
				return 0;
		}
		else if (class == NP_VANISH_MARK)
		{
			p += bytes;
			continue;
		}
		else if (class == NP_APOSTROPHE)
		{
			at_end = true;
			break;
		}
		else if (class == NP_EXPANSION)
		{
			size_t		added = expand(entry, form + length, &letters);

			if (added == 0)
				return 0;
			length += added;
			last = NP_LOWER;
			before = 0;
			p += bytes;
			continue;
		}
		else if ((class == NP_SEPARATOR || class == NP_URL_MARK ||
				  class >= NP_HAN_LETTER) && code - 0x80 >= 32)
			break;
		else
			return 0;
		before = entry;
		store(form + length, np_utf8_pack(np_fold_code(code, entry),
										  &folded_bytes));
		length += folded_bytes;
		p += bytes;
	}
	if (p >= limit || length >= PLAIN_MAX)
		return 0;
	store(form + length, 0);
	*form_length = length;
	if (at_end)
	{
		size_t		end = read_end(p, form, form_length, letters == 1);

		if (end == NOT_PLAIN)
			return 0;
		p += end;
	}
	return p - s;
}

/*
 * A word of one character with its marks at s, whose code point, entry and
 * number of bytes are known.  Result as in read_letters.
 */
static inline size_t
read_single(const unsigned char *s, const unsigned char *limit, char *form,
			size_t *form_length, uint32_t code, uint32_t entry, unsigned bytes)
{
	const unsigned char *p = s;
	size_t		length = 0;
	uint32_t	before;

	for (;;)
	{
		unsigned	folded_bytes;
		NpFoldClass class;

		store(form + length, np_utf8_pack(np_fold_code(code, entry),
										  &folded_bytes));
		length += folded_bytes;
		before = entry;
		p += bytes;
		if (p >= limit || length >= PLAIN_MAX)
			return 0;

		/* U+4000 to U+9FFF: more often than not, and no marks among them */
		if (*p >= 0xE4 && *p <= 0xE9)
			break;
		if (*p < 0x80)
		{
			if (*p == '&')
				return 0;
			break;
		}
		bytes = np_utf8_decode((const char *) p, MARGIN, &code);
		if (bytes == 0)
			return 0;
		entry = np_fold_entry(code);
		class = np_fold_class(entry);
		if (class >= NP_VANISH && class <= NP_EXPANSION)
			return 0;
		if (class != NP_MARK)
			break;
		if (!is_settled(before, entry))
			return 0;
	}
	store(form + length, 0);
	*form_length = length;
	return p - s;
}

/*
 * A word whose first character, at *start, is not ASCII.  What separates there
 * is passed over, which moves *start, and then nothing is read: the result is
 * 0 too if the word is not plain, and *start is where it is.
 */
static size_t
read_other(const unsigned char **start, const unsigned char *limit, char *form,
		   NpWord *word)
{
	uint32_t	code;
	uint32_t	entry;
	unsigned	bytes = np_utf8_decode((const char *) *start, MARGIN, &code);
	NpFoldClass class;

	if (bytes == 0 || code - 0x80 < 32)
		return 0;
	entry = np_fold_entry(code);
	class = np_fold_class(entry);
	if (class < NP_EXPANSION && class != NP_AT_OR_HASH)
	{
		*start += bytes;
		return 0;
	}
	if (class >= NP_HAN_LETTER)
	{
		word->script = class == NP_HAN_LETTER ? NP_HAN :
			class == NP_KANA_LETTER ? NP_KANA : NP_SOUTHEAST_ASIAN;
		return read_single(*start, limit, form, &word->form_length,
						   code, entry, bytes);
	}
	if (class < NP_LOWER)
		return 0;
	word->script = NP_SPACED;
	return read_letters(*start, limit, form, &word->form_length);
}

bool
np_words_next(NpWordReader *reader, NpWord *word)
{
	const unsigned char *text = (const unsigned char *) reader->text.data;
	const unsigned char *s = text + reader->cursor.at;
	const unsigned char *before;
	const unsigned char *limit;
	const unsigned char *stop;
	char	   *form = reader->form.data;
	size_t		length = 0;
	unsigned	kind;

	if (reader->in_url || reader->cursor.rest != 0 ||
		reader->text.length < MARGIN ||
		reader->cursor.at >= reader->interrupt_at)
		return np_words_next_by_rules(reader, word);
	limit = text + reader->text.length - MARGIN;
	stop = limit;
	if (reader->interrupt_at < reader->text.length - MARGIN)
		stop = text + reader->interrupt_at;

	if (s < stop && *s == ' ')
		s++;
	while (s < stop)
	{
		kind = kinds[*s];
		if (kind & LETTER)
		{
			word->script = NP_SPACED;
			length = read_ascii(s, limit, form, &word->form_length);
			if (length == 0)
				length = read_letters(s, limit, form, &word->form_length);
			break;
		}
		if (kind & SKIP)
		{
			s++;
			continue;
		}
		if (kind & HIGH)
		{
			before = s;
			length = read_other(&s, limit, form, word);
			if (s > before)
				continue;
		}
		else if (kind & DIGIT)
		{
			word->script = NP_SPACED;
			length = read_digits(s, form);
			word->form_length = length;
		}
		break;
	}

	if (length == 0)
	{
		reader->cursor.at = s - text;
		return np_words_next_by_rules(reader, word);
	}
	word->form = form;
	word->start = s - text;
	word->end = word->start + length;
	reader->cursor.at = word->end;
	return true;
}
