/*-------------------------------------------------------------------------
 *
 * gap.c
 *	  What lies between two words: ends of lines, paragraphs and sentences.
 *
 * This only tells what is there.  Whether a stop ends a sentence depends on
 * the words on both sides: sentence_end.c.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/gap.h"

/* Is there white space, markup or the text's end at that offset? */
static bool
is_space_at(const NpGap *gap, NpText text, size_t at)
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
mark_opens(NpText text, const NpGap *gap, NpMark *open, NpMark mark,
		   bool space_before, size_t end)
{
	bool		word_after = end >= gap->to && gap->to < text.length;
	bool		space_after = is_space_at(gap, text, end);
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
			if (*open == (mark == NP_LEFT_DOUBLE ? NP_LOW_DOUBLE :
						  NP_RIGHT_GUILLEMET))
				opens = false;
			else
				opens = word_after || space_before || !space_after;
			break;
		case NP_RIGHT_DOUBLE:
			opens = *open == NP_NO_MARK && space_before && word_after;
			break;
		case NP_RIGHT_GUILLEMET:
			opens = *open == NP_NO_MARK && word_after;
			break;
		case NP_NEUTRAL_DOUBLE:
			opens = space_before != space_after ? space_before :
				*open == NP_NO_MARK;
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
		*open = opens ? mark : NP_NO_MARK;
	return opens;
}

/* Lines, or a paragraph, have ended before start; so has what was open. */
static void
break_lines(NpGap *gap, size_t start, bool paragraph, NpMark *open)
{
	if (!gap->line)
		gap->break_end = gap->visible_end;
	gap->break_start = start;
	gap->line = true;
	gap->paragraph |= paragraph;
	*open = NP_NO_MARK;
}

void
np_gap_read(NpWork *work, NpText text, size_t from, size_t to, NpMark *open,
			NpGap *gap)
{
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
		NpCharacter character = np_next_in_gap(text, at, to);
		NpSign		sign = NP_SIGN_SPACE;

		np_work(work, character.end - at);
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
				lines++;
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
			break_lines(gap, at, lines > 1 || block, open);
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
				if (mark_opens(text, gap, open, np_mark_of(character.code),
							   space, character.end))
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
		break_lines(gap, to, lines > 1 || block, open);
	if (state == CLOSING)
	{
		gap->sentence_end = gap->visible_end;
		gap->sentence_start = to;
	}
}
