/*-------------------------------------------------------------------------
 *
 * characters.h
 *	  A text as its sequence of characters, as a reader of the page saw them:
 *	  entities decoded, Windows-1252 repaired, markup told apart.
 *
 * Words, paragraphs, sentences and quotations all read through this, so that
 * they agree on what &#8217; is and where a tag ends (rules 0, 1 and 2 of
 * words.c).
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_CHARACTERS_H
#define NP_CHARACTERS_H

#include "text/words.h"

typedef enum NpCharacterKind
{
	NP_CHARACTER,				/* a code point */
	NP_INLINE_TAG,				/* markup that only separates words */
	NP_BLOCK_TAG				/* markup that ends a paragraph, or a script
								 * or style element with its contents */
} NpCharacterKind;

typedef struct NpCharacter
{
	NpCharacterKind kind;
	uint32_t	code;			/* code point; ' ' for markup */
	size_t		end;			/* offset of the byte behind it */
} NpCharacter;

/*
 * The character of text that starts at byte offset at (< text.length; the
 * start of a character, that is 0 or the end of another one).
 *
 * Cost: constant, but for markup (bounded by the longest tag) and for script
 * and style elements (their length).  A script element that is never closed is
 * no element: its tag alone separates.  All characters of a text together cost
 * a number of passes over it that does not depend on the text.
 */
extern NpCharacter np_character_at(NpText text, size_t at);

/*
 * The code point whose last byte is before offset end (> 0); an entity is its
 * last byte.
 */
extern uint32_t np_character_before(NpText text, size_t end);

#endif							/* NP_CHARACTERS_H */
