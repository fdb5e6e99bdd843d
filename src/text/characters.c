/*-------------------------------------------------------------------------
 *
 * characters.c
 *	  A text as its sequence of characters (rules 0, 1 and 2 of words.c).
 *
 * Rule 0.	The bytes are UTF-8.  A byte that is no part of a well-formed
 * sequence (Unicode 15, table 3-7) is read as Windows-1252 by itself, and so
 * are the C1 controls U+0080 to U+009F, in which such a byte arrives when
 * somebody took it for Latin-1 before.
 *
 * Rule 1.	&name; with the names of HTML 4 and apos, &#number; and
 * &#xnumber;, each with its semicolon, are their character.  Where that is an
 * ampersand and the rest of a reference follows, the text was escaped twice
 * and both are read as one: &amp;quot; is ".  Numbers 128 to 159 mean
 * Windows-1252, as in every browser; 0, surrogates and what is beyond Unicode
 * are U+FFFD.
 *
 * Rule 2.	< then perhaps / ! or ?, an ASCII letter, at most a thousand
 * characters other than < and >, and > is markup.  Rule 1 goes first, so
 * &lt;p&gt; is a tag too.  A script or style element, from its tag to the end
 * of the tag that closes it, is one piece of markup.
 *
 * In order that a text's NFC and NFD have the same tags, no tag's name is
 * directly followed by a non-ASCII character (it might be an accent) or by =
 * (which might carry one), and U+226E and U+226F count as the < and > that
 * they decompose to.
 *
 * Everything here is without memory, so the cost of looking for the end of
 * markup must be bounded: a tag's scan ends at the next <, wherefore a million
 * of them cost no more than a few passes, and the scan for the end of a script
 * gives up where NESTED_OPENINGS more of such elements were opened, wherefore
 * no byte is passed more often than that.
 *
 *-------------------------------------------------------------------------
 */
#include "text/characters.h"

#include <string.h>

#include "text/entities.h"
#include "text/utf8.h"

/* Longest inside of a tag, in characters */
#define TAG_MAX				1000

/* How many openings may follow that of a script before it is thought unclosed */
#define NESTED_OPENINGS		16

/* Digits of a numeric reference; more are no reference */
#define REFERENCE_DIGITS	10

#define REPLACEMENT			0xFFFD

/* Windows-1252, 0x80 to 0x9F; what it leaves undefined are the controls */
static const uint16_t windows_1252[32] =
{
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
	0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178
};

/* Elements that begin or end a paragraph, sorted */
static const char *const block_elements[] =
{
	"address", "article", "aside", "blockquote", "body", "br", "caption",
	"center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
	"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
	"header", "hr", "html", "iframe", "li", "main", "nav", "noscript", "ol",
	"p", "pre", "script", "section", "style", "summary", "table", "tbody",
	"td", "tfoot", "th", "thead", "title", "tr", "ul"
};

#define ELEMENT_NAME_MAX	10

static inline bool
is_ascii_letter(uint32_t code)
{
	return (code | 0x20) - 'a' < 26;
}

static inline uint32_t
repaired(uint32_t code)
{
	return code - 0x80 < 32 ? windows_1252[code - 0x80] : code;
}

/*
 * The reference whose text behind the & starts at byte offset at.  Returns its
 * character and sets *end, or returns 0 where there is none.
 */
static uint32_t
reference(NpText text, size_t at, size_t *end)
{
	const char *data = text.data;
	size_t		i = at;
	uint32_t	code = 0;

	if (i < text.length && data[i] == '#')
	{
		unsigned	base = 10;
		unsigned	digits = 0;

		i++;
		if (i < text.length && (data[i] | 0x20) == 'x')
		{
			base = 16;
			i++;
		}
		for (; i < text.length && digits <= REFERENCE_DIGITS; i++, digits++)
		{
			unsigned	digit;

			if (data[i] >= '0' && data[i] <= '9')
				digit = data[i] - '0';
			else if (base == 16 && (data[i] | 0x20) >= 'a' &&
					 (data[i] | 0x20) <= 'f')
				digit = (data[i] | 0x20) - 'a' + 10;
			else
				break;
			if (code < 0x110000)
				code = code * base + digit;
		}
		if (digits == 0 || digits > REFERENCE_DIGITS ||
			i == text.length || data[i] != ';')
			return 0;
		*end = i + 1;
		if (code == 0 || code >= 0x110000 || code - 0xD800 < 0x800)
			return REPLACEMENT;
		return repaired(code);
	}

	while (i < text.length && i - at <= NP_ENTITY_NAME_MAX &&
		   (is_ascii_letter((unsigned char) data[i]) ||
			(data[i] >= '0' && data[i] <= '9')))
		i++;
	if (i == text.length || data[i] != ';')
		return 0;
	code = np_entity(data + at, i - at);
	if (code != 0)
		*end = i + 1;
	return code;
}

/* The code point at byte offset at, before rule 2 */
static uint32_t
code_at(NpText text, size_t at, size_t *end)
{
	unsigned char byte = (unsigned char) text.data[at];
	uint32_t	code;
	uint32_t	inner;

	if (byte < 0x80 && byte != '&')
	{
		*end = at + 1;
		return byte;
	}
	if (byte >= 0x80)
	{
		unsigned	length = np_utf8_decode(text.data + at, text.length - at,
											&code);

		if (length == 0)
		{
			*end = at + 1;
			return repaired(byte);
		}
		*end = at + length;
		return repaired(code);
	}

	code = reference(text, at + 1, end);
	if (code == 0)
	{
		*end = at + 1;
		return '&';
	}
	if (code == '&')
	{
		inner = reference(text, *end, end);
		if (inner != 0)
			return inner;
	}
	return code;
}

/*
 * Is what stands at offset at, behind a <, the rest of a tag?  Returns the
 * offset behind its >, or 0.  The name is that of the element in lower case,
 * empty if it is longer than any we know; *closing tells of a slash.
 */
static size_t
tag_end(NpText text, size_t at, char *name, bool *closing)
{
	size_t		length = 0;
	unsigned	characters;
	uint32_t	code;
	size_t		next;
	bool		in_name = true;

	*closing = false;
	if (at >= text.length)
		return 0;
	code = code_at(text, at, &next);
	if (code == '/' || code == '!' || code == '?')
	{
		*closing = code == '/';
		at = next;
		if (at >= text.length)
			return 0;
		code = code_at(text, at, &next);
	}
	if (!is_ascii_letter(code))
		return 0;
	name[length++] = code | 0x20;
	at = next;

	for (characters = 0; at < text.length && characters <= TAG_MAX;
		 characters++)
	{
		code = code_at(text, at, &next);
		if (in_name)
		{
			in_name = is_ascii_letter(code) || (code >= '0' && code <= '9');
			if (in_name && length <= ELEMENT_NAME_MAX)
				name[length++] = code | 0x20;
			if (!in_name && (code >= 0x80 || code == '='))
				return 0;
		}
		if (code == '<' || code == 0x226E || code == 0x226F)
			return 0;
		if (code == '>')
		{
			/* with a stroke it is U+226F, decomposed */
			if (next < text.length && text.data[next] == '\xCC' &&
				next + 1 < text.length && text.data[next + 1] == '\xB8')
				return 0;
			name[length <= ELEMENT_NAME_MAX ? length : 0] = '\0';
			return next;
		}
		at = next;
	}
	return 0;
}

/* Offset behind the tag that closes element name opened before at, or 0 */
static size_t
element_end(NpText text, size_t at, const char *name)
{
	int			openings = 0;

	while (at < text.length)
	{
		char		inner[ELEMENT_NAME_MAX + 1];
		bool		closing;
		size_t		next;
		size_t		end;

		if (text.data[at] != '<' && text.data[at] != '&')
		{
			at++;
			continue;
		}
		if (code_at(text, at, &next) != '<')
		{
			at = next;
			continue;
		}
		end = tag_end(text, next, inner, &closing);
		if (end == 0)
		{
			at = next;
			continue;
		}
		if (closing && strcmp(inner, name) == 0)
			return end;
		if (!closing &&
			(strcmp(inner, "script") == 0 || strcmp(inner, "style") == 0) &&
			++openings == NESTED_OPENINGS)
			return 0;
		at = next;
	}
	return 0;
}

static bool
is_block_element(const char *name)
{
	size_t		low = 0;
	size_t		high = sizeof(block_elements) / sizeof(block_elements[0]);

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		int			order = strcmp(name, block_elements[middle]);

		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

NpCharacter
np_character_at(NpText text, size_t at)
{
	NpCharacter character;
	char		name[ELEMENT_NAME_MAX + 1];
	bool		closing;
	size_t		end;
	size_t		element;

	character.kind = NP_CHARACTER;
	character.code = code_at(text, at, &character.end);
	if (character.code != '<')
		return character;
	end = tag_end(text, character.end, name, &closing);
	if (end == 0)
		return character;

	character.kind = is_block_element(name) ? NP_BLOCK_TAG : NP_INLINE_TAG;
	character.code = ' ';
	character.end = end;
	if (!closing &&
		(strcmp(name, "script") == 0 || strcmp(name, "style") == 0))
	{
		element = element_end(text, end, name);
		if (element != 0)
			character.end = element;
	}
	return character;
}

uint32_t
np_character_before(NpText text, size_t end)
{
	size_t		at = end - 1;

	while (at > 0 && end - at < 4 &&
		   ((unsigned char) text.data[at] & 0xC0) == 0x80)
		at--;
	if ((unsigned char) text.data[at] < 0x80)
		return (unsigned char) text.data[at];
	return np_character_at(text, at).code;
}
