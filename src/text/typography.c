/*-------------------------------------------------------------------------
 *
 * typography.c
 *	  Whose hand set a text: an editor's or a scraper's.
 *
 * Scrapers lose line breaks and turn marks straight; no scraper adds either.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/typography.h"

static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Bytes of a closing double quotation mark at a place, or 0 */
static size_t
closing_mark(NpText text, size_t at)
{
	if (at < text.length && text.data[at] == '"')
		return 1;
	if (at + 3 <= text.length && memcmp(text.data + at, "\xE2\x80\x9D", 3) == 0)
		return 3;
	return 0;
}

/* Does a sentence end with the mark at a place and the next one follow glued? */
static bool
is_glued(NpText text, size_t at)
{
	size_t		next = at + 1 + closing_mark(text, at + 1);

	return at > 0 && is_small(text.data[at - 1]) &&
		next + 1 < text.length &&
		text.data[next] >= 'A' && text.data[next] <= 'Z' &&
		is_small(text.data[next + 1]);
}

NpTypography
np_typography(const NpHost *host, NpText text)
{
	NpTypography found = {false, false};
	bool		breaks = memchr(text.data, '\n', text.length) != NULL;

	for (size_t at = 0; at < text.length; at++)
	{
		unsigned char byte = (unsigned char) text.data[at];

		if ((at & (NP_INTERRUPT_BYTES - 1)) == 0)
			np_check_interrupts(host);
		if (byte == '.' || byte == '!' || byte == '?')
			found.glued = found.glued || is_glued(text, at);
		else if (byte == 0xE2 && at + 2 < text.length)
			/* “ ” „ */
			found.typographic = found.typographic ||
				(text.data[at + 1] == '\x80' && text.data[at + 2] >= '\x9C' &&
				 text.data[at + 2] <= '\x9E');
		else if (byte == 0xC2 && at + 1 < text.length)
			/* « » */
			found.typographic = found.typographic ||
				text.data[at + 1] == '\xAB' || text.data[at + 1] == '\xBB';
	}
	found.glued = found.glued || !breaks;
	return found;
}
