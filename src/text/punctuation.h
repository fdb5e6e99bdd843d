/*-------------------------------------------------------------------------
 *
 * punctuation.h
 *	  What the characters between two words say to a reader: white space, the
 *	  ends of lines and sentences, brackets, quotation marks.
 *
 * Layout and quotations share it.  Nothing here decides what is a word.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PUNCTUATION_H
#define NP_PUNCTUATION_H

#include "text/characters.h"
#include "text/fold.h"

/*
 * Quotation marks, named by their shape: languages do not agree on which side
 * a shape stands (“ opens in English and closes in German).
 */
typedef enum NpMark
{
	NP_NO_MARK,
	NP_NEUTRAL_DOUBLE,			/* " and its fullwidth form, two single marks */
	NP_LEFT_DOUBLE,				/* “ */
	NP_RIGHT_DOUBLE,			/* ” */
	NP_LOW_DOUBLE,				/* „ */
	NP_LEFT_GUILLEMET,			/* « */
	NP_RIGHT_GUILLEMET,			/* » */
	NP_LEFT_CORNER,				/* 「 */
	NP_RIGHT_CORNER,			/* 」 */
	NP_LEFT_WHITE_CORNER,		/* 『 */
	NP_RIGHT_WHITE_CORNER,		/* 』 */
	NP_LAST_DOUBLE = NP_RIGHT_WHITE_CORNER,
	NP_NEUTRAL_SINGLE,			/* ' */
	NP_LEFT_SINGLE,				/* ‘ */
	NP_RIGHT_SINGLE,			/* ’ */
	NP_LOW_SINGLE,				/* ‚ */
	NP_LEFT_ANGLE,				/* ‹ */
	NP_RIGHT_ANGLE				/* › */
} NpMark;

typedef enum NpSign
{
	NP_SIGN_OTHER,
	NP_SIGN_INVISIBLE,			/* soft hyphen, zero width space, joiners and
								 * direction marks */
	NP_SIGN_SPACE,				/* white space within a line */
	NP_SIGN_LINE_END,			/* line feed, carriage return and their kin */
	NP_SIGN_PARAGRAPH_END,		/* U+2029 */
	NP_SIGN_FULL_STOP,			/* the ASCII one, which also abbreviates */
	NP_SIGN_STOP,				/* ! ? and what else may end a sentence */
	NP_SIGN_FINAL_STOP,			/* ends one whatever follows: 。 ！ ？
								 * danda */
	NP_SIGN_PAUSE,				/* , ; : and their kin */
	NP_SIGN_OPENER,				/* opening bracket, ¿ and ¡ */
	NP_SIGN_CLOSER,				/* closing bracket */
	NP_SIGN_DASH,
	NP_SIGN_MARK				/* ask np_mark_of which */
} NpSign;

extern NpSign np_sign_of(uint32_t code);
extern NpMark np_mark_of(uint32_t code);

/* Nothing to see there: white space of any kind, or invisible characters */
static inline bool
np_is_blank(NpSign sign)
{
	return sign >= NP_SIGN_INVISIBLE && sign <= NP_SIGN_PARAGRAPH_END;
}

static inline bool
np_is_lower(uint32_t code)
{
	return (np_fold_entry(code) & NP_FOLD_CLASS_MASK) == NP_LOWER;
}

static inline bool
np_is_upper(uint32_t code)
{
	return (np_fold_entry(code) & NP_FOLD_CLASS_MASK) == NP_UPPER;
}

/* np_character_at, short for ASCII that is neither markup nor an entity */
static inline NpCharacter
np_next_character(NpText text, size_t at)
{
	unsigned char byte = (unsigned char) text.data[at];

	if (byte < 0x80 && byte != '&' && byte != '<')
	{
		NpCharacter character;

		character.kind = NP_CHARACTER;
		character.code = byte;
		character.end = at + 1;
		return character;
	}
	return np_character_at(text, at);
}

/*
 * np_next_character of a gap between words that ends at to: a line's end of two
 * characters, CR LF, is one.
 */
static inline NpCharacter
np_next_in_gap(NpText text, size_t at, size_t to)
{
	NpCharacter character = np_next_character(text, at);

	if (character.code == '\r' && character.end < to &&
		text.data[character.end] == '\n')
		character.end++;
	return character;
}

#endif							/* NP_PUNCTUATION_H */
