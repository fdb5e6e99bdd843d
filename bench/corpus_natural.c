/*-------------------------------------------------------------------------
 *
 * corpus_natural.c
 *	  Natural articles for make_corpus: JSON lines, read as far as needed.
 *
 * Each line is a flat object of strings; outlet, published_at and body are
 * taken.  Dates are taken where they look like 2016-09-20.
 *
 *-------------------------------------------------------------------------
 */
#include "corpus.h"

#include <stdlib.h>
#include <string.h>

void *
grab(size_t size)
{
	return regrab(NULL, size);
}

void *
grab_zero(size_t size)
{
	return memset(grab(size), 0, size);
}

void *
regrab(void *memory, size_t size)
{
	memory = realloc(memory, size > 0 ? size : 1);
	if (memory == NULL)
	{
		fprintf(stderr, "make_corpus: out of memory\n");
		exit(1);
	}
	return memory;
}

void
text_add(Text *text, const char *data, size_t length)
{
	if (text->length + length + 1 > text->room)
	{
		text->room = 2 * (text->length + length + 1);
		text->data = regrab(text->data, text->room);
	}
	memcpy(text->data + text->length, data, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void
text_say(Text *text, const char *string)
{
	text_add(text, string, strlen(string));
}

/* Four hexadecimal digits of \uXXXX */
static uint32_t
read_hex(const char *at)
{
	char		digits[5] = {0};

	memcpy(digits, at, 4);
	return (uint32_t) strtoul(digits, NULL, 16);
}

static void
add_code_point(Text *text, uint32_t c)
{
	char		bytes[4];
	int			n = 0;

	if (c < 0x80)
		bytes[n++] = (char) c;
	else if (c < 0x800)
		bytes[n++] = (char) (0xC0 | c >> 6);
	else if (c < 0x10000)
	{
		bytes[n++] = (char) (0xE0 | c >> 12);
		bytes[n++] = (char) (0x80 | (c >> 6 & 0x3F));
	}
	else
	{
		bytes[n++] = (char) (0xF0 | c >> 18);
		bytes[n++] = (char) (0x80 | (c >> 12 & 0x3F));
		bytes[n++] = (char) (0x80 | (c >> 6 & 0x3F));
	}
	if (c >= 0x80)
		bytes[n++] = (char) (0x80 | (c & 0x3F));
	text_add(text, bytes, n);
}

/*
 * Reads the string that begins behind the quotation mark; returns what is
 * behind its end.  Zero characters, which PostgreSQL cannot store, are left
 * out, as are lone surrogates.
 */
static const char *
read_string(const char *at, Text *text)
{
	text->length = 0;
	text_add(text, "", 0);
	for (;;)
	{
		size_t		plain = strcspn(at, "\"\\");
		uint32_t	c;

		text_add(text, at, plain);
		at += plain;
		if (*at != '\\')
			return *at == '"' ? at + 1 : at;
		at++;
		switch (*at)
		{
			case 'n':
				text_say(text, "\n");
				break;
			case 'r':
			case 't':
			case 'b':
			case 'f':
				text_say(text, " ");
				break;
			case 'u':
				c = read_hex(at + 1);
				at += 4;
				if (c >= 0xD800 && c < 0xDC00 && at[1] == '\\' && at[2] == 'u')
				{
					c = 0x10000 + ((c - 0xD800) << 10) + (read_hex(at + 3) - 0xDC00);
					at += 6;
				}
				if (c != 0 && (c < 0xD800 || c > 0xDFFF))
					add_code_point(text, c);
				break;
			default:
				text_add(text, at, 1);
				break;
		}
		at++;
	}
}

/* Days since 1970 of a date such as 2016-09-20 (Gregorian), else -1 */
static int64_t
read_day(const char *date)
{
	int			year,
				month,
				day;

	if (strlen(date) != 10 || date[4] != '-' ||
		sscanf(date, "%d-%d-%d", &year, &month, &day) != 3 ||
		year < 2012 || year > 2020 || month < 1 || month > 12 || day < 1 || day > 31)
		return -1;
	if (month <= 2)
	{
		year--;
		month += 12;
	}
	return 365 * (int64_t) year + year / 4 - year / 100 + year / 400 +
		(153 * (month - 3) + 2) / 5 + day - 1 - 719468;
}

Natural *
read_natural(FILE *file, size_t *n)
{
	Natural    *articles = NULL;
	size_t		room = 0;
	char	   *line = NULL;
	size_t		line_room = 0;
	Text		name = {0};
	Text		value = {0};

	*n = 0;
	while (getline(&line, &line_room, file) > 0)
	{
		Natural		article = {NULL, NULL, 0, -1};
		const char *at = line;

		while ((at = strchr(at, '"')) != NULL)
		{
			at = read_string(at + 1, &name);
			at += strspn(at, " :");
			if (*at != '"')
				break;
			at = read_string(at + 1, &value);
			if (strcmp(name.data, "outlet") == 0)
				article.outlet = strdup(value.data);
			else if (strcmp(name.data, "published_at") == 0)
				article.day = read_day(value.data);
			else if (strcmp(name.data, "body") == 0)
			{
				article.body = strdup(value.data);
				article.length = value.length;
			}
		}
		if (article.outlet == NULL || article.body == NULL)
			continue;
		if (*n == room)
			articles = regrab(articles, (room = 2 * room + 1024) * sizeof(Natural));
		articles[(*n)++] = article;
	}
	return articles;
}
