/*-------------------------------------------------------------------------
 *
 * sentence_end.c
 *	  Where sentences end.
 *
 * One ends at a stop, taking along what closes behind it, where
 *	- the stop is one that needs nothing else (ideographic full stop, danda);
 *	- white space and then an opening quotation mark or a word that does not
 *	  begin in lower case follow;
 *	- such a mark or word follows at once, glued by a scraper, and the word
 *	  before is no initial.
 * A full stop directly behind an abbreviation, an initial, or the number of a
 * list or a date does not count; see abbreviations.c for the ambiguous cases.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/sentence_end.h"

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

/* Is there a full stop inside the word? (U.S., 3.5) */
static bool
is_dotted(NpText text, const NpLastWord *last)
{
	return memchr(text.data + last->start, '.',
				  last->end - last->start - 1) != NULL;
}

/*
 * Does the full stop directly behind the last word only abbreviate it (or
 * number it), given the word that follows?
 */
static bool
only_abbreviates(NpText text, const NpLastWord *last, const NpGap *gap,
				 const NpWord *next)
{
	const char *form = last->form;
	size_t		length = last->form_length;
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
			(last->first && !gap->closed);
	}

	abbreviation = np_abbreviation(form, length);
	if (characters_of(form, length) == 1 || is_dotted(text, last))
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
		(next->end >= text.length ||
		 text.data[next->end] != '.');
	return !starter;
}

bool
np_sentence_ends(NpText text, const NpLastWord *last, const NpGap *gap,
				 const NpWord *next)
{
	uint32_t	first = np_next_character(text, next->start).code;
	uint32_t	before;

	if (gap->stop == NP_SIGN_OTHER)
		return false;
	if (gap->stop == NP_SIGN_FINAL_STOP)
		return true;
	if (np_is_lower(first) && !gap->quoted)
		return false;
	if (gap->stop == NP_SIGN_FULL_STOP && gap->stops == 1 &&
		gap->stop_at == gap->from && only_abbreviates(text, last, gap, next))
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
	before = np_character_before(text, gap->from);
	if (before >= '0' && before <= '9' && is_dotted(text, last))
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
