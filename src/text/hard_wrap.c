/*-------------------------------------------------------------------------
 *
 * hard_wrap.c
 *	  Was the text broken into lines by a width, or by its writer?
 *
 * It is hard-wrapped if most of its lines have 50 to 90 characters and most
 * do not end as a sentence does.  Only lines that a single break ends are
 * asked, and lines longer than 90 characters, which a wrapped text does not
 * have.
 *
 *-------------------------------------------------------------------------
 */
#include "text/hard_wrap.h"

#define SHORTEST_WRAPPED_LINE	50
#define LONGEST_WRAPPED_LINE	90

/* Does the line that ends before end, at a visible character, end in a stop? */
static bool
line_ends_in_stop(NpText text, size_t start, size_t end)
{
	int			closers;

	for (closers = 0; closers < 4 && end > start; closers++)
	{
		NpSign		sign = np_sign_of(np_character_before(text, end));

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

bool
np_is_hard_wrapped(NpWork *work, NpText text)
{
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
		{
			np_work(work, 1);
			at++;
		}
		visible_end = at;
		while (start < visible_end && (text.data[start] == ' ' ||
									   text.data[start] == '\t'))
			start++;
		while (visible_end > start && (text.data[visible_end - 1] == ' ' ||
									   text.data[visible_end - 1] == '\t'))
			visible_end--;
		for (i = start; i < visible_end; i++)
		{
			np_work(work, 1);
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

		np_work(work, 1);
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
