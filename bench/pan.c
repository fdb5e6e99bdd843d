/*-------------------------------------------------------------------------
 *
 * pan.c
 *	  Reading labelled corpora, and the measures of the PAN competitions.
 *
 * The reader of JSON takes what corpora of texts hold: one flat object a line.
 * Values that are no strings are skipped, brackets counted.
 *
 *-------------------------------------------------------------------------
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pan.h"

static void *
grow(void *items, size_t count, size_t size)
{
	/* at every power of two */
	if ((count & (count - 1)) == 0)
	{
		items = realloc(items, (count == 0 ? 1 : count * 2) * size);
		if (items == NULL)
			abort();
	}
	return items;
}

static char *
put_utf8(char *out, unsigned code)
{
	if (code < 0x80)
		*out++ = (char) code;
	else if (code < 0x800)
	{
		*out++ = (char) (0xC0 | code >> 6);
		*out++ = (char) (0x80 | (code & 0x3F));
	}
	else if (code < 0x10000)
	{
		*out++ = (char) (0xE0 | code >> 12);
		*out++ = (char) (0x80 | (code >> 6 & 0x3F));
		*out++ = (char) (0x80 | (code & 0x3F));
	}
	else
	{
		*out++ = (char) (0xF0 | code >> 18);
		*out++ = (char) (0x80 | (code >> 12 & 0x3F));
		*out++ = (char) (0x80 | (code >> 6 & 0x3F));
		*out++ = (char) (0x80 | (code & 0x3F));
	}
	return out;
}

static unsigned
four_digits(const char *at)
{
	char		digits[5] = {0};

	strncpy(digits, at, 4);
	return (unsigned) strtoul(digits, NULL, 16);
}

/* The string that begins at **at with a quotation mark, which moves behind it */
static char *
json_string(const char **at)
{
	const char *in = *at + 1;
	char	   *string = malloc(strlen(in) + 1);
	char	   *out = string;

	if (string == NULL)
		abort();
	while (*in != '\0' && *in != '"')
	{
		if (*in != '\\')
		{
			*out++ = *in++;
			continue;
		}
		in++;
		switch (*in)
		{
			case 'n':
				*out++ = '\n';
				break;
			case 't':
				*out++ = '\t';
				break;
			case 'r':
				*out++ = '\r';
				break;
			case 'b':
				*out++ = '\b';
				break;
			case 'f':
				*out++ = '\f';
				break;
			case 'u':
				{
					unsigned	code = four_digits(in + 1);

					in += 4;
					if (code >= 0xD800 && code < 0xDC00 && in[1] == '\\')
					{
						code = 0x10000 + ((code - 0xD800) << 10) +
							(four_digits(in + 3) - 0xDC00);
						in += 6;
					}
					/* a text cannot hold a zero; offsets must not move */
					out = put_utf8(out, code == 0 ? ' ' : code);
					break;
				}
			default:
				*out++ = *in;
		}
		in++;
	}
	*out = '\0';
	*at = *in == '"' ? in + 1 : in;
	return realloc(string, (size_t) (out - string) + 1);
}

/* Moves behind a value that is no string */
static void
skip_value(const char **at)
{
	int			depth = 0;

	for (; **at != '\0'; (*at)++)
	{
		if (**at == '"')
		{
			free(json_string(at));
			(*at)--;
		}
		else if (**at == '[' || **at == '{')
			depth++;
		else if (**at == ']' || **at == '}')
		{
			if (depth == 0)
				return;
			depth--;
		}
		else if (**at == ',' && depth == 0)
			return;
	}
}

static void
add_field(Row *row, char *key, char *value)
{
	row->keys = grow(row->keys, row->nfields, sizeof(char *));
	row->values = grow(row->values, row->nfields, sizeof(char *));
	row->keys[row->nfields] = key;
	row->values[row->nfields++] = value;
}

bool
read_rows(const char *path, Rows *rows)
{
	char		command[4096];
	size_t		length = strlen(path);
	bool		piped = false;
	char	   *line = NULL;
	size_t		room = 0;
	FILE	   *file = fopen(path, "r");

	rows->items = NULL;
	rows->count = 0;
	if (file == NULL)
		return false;
	if (length > 3 && strcmp(path + length - 3, ".gz") == 0)
	{
		fclose(file);
		snprintf(command, sizeof(command), "gzip -dc '%s'", path);
		piped = true;
		file = popen(command, "r");
		if (file == NULL)
			return false;
	}
	while (getline(&line, &room, file) > 0)
	{
		const char *at = strchr(line, '{');
		Row			row = {NULL, NULL, 0};

		if (at == NULL)
			continue;
		for (at++; *at != '\0' && *at != '}';)
		{
			char	   *key;

			if (*at != '"')
			{
				at++;
				continue;
			}
			key = json_string(&at);
			at += strspn(at, " :");
			if (*at == '"')
				add_field(&row, key, json_string(&at));
			else
			{
				skip_value(&at);
				free(key);
			}
		}
		rows->items = grow(rows->items, rows->count, sizeof(Row));
		rows->items[rows->count++] = row;
	}
	free(line);
	if (piped)
		pclose(file);
	else
		fclose(file);
	return true;
}

const char *
row_value(const Row *row, const char *key)
{
	for (size_t i = 0; i < row->nfields; i++)
		if (strcmp(row->keys[i], key) == 0)
			return row->values[i];
	return NULL;
}

bool
read_table(const char *path, Rows *rows)
{
	FILE	   *file = fopen(path, "r");
	char	   *line = NULL;
	size_t		room = 0;
	Row			heading = {NULL, NULL, 0};

	rows->items = NULL;
	rows->count = 0;
	if (file == NULL)
		return false;
	while (getline(&line, &room, file) > 0)
	{
		Row			row = {NULL, NULL, 0};
		char	   *rest = line;
		char	   *cell;

		line[strcspn(line, "\r\n")] = '\0';
		while ((cell = strsep(&rest, "\t")) != NULL)
		{
			char	   *key = row.nfields < heading.nfields ?
			heading.values[row.nfields] : NULL;

			add_field(&row, key ? key : strdup("?"), strdup(cell));
		}
		if (heading.nfields == 0)
		{
			heading = row;
			continue;
		}
		rows->items = grow(rows->items, rows->count, sizeof(Row));
		rows->items[rows->count++] = row;
	}
	free(line);
	fclose(file);
	return true;
}

static bool
detects(const Reuse *detection, const Reuse *one)
{
	return detection->pair == one->pair &&
		detection->this_start < one->this_end &&
		one->this_start < detection->this_end &&
		detection->source_start < one->source_end &&
		one->source_start < detection->source_end;
}

static int
compare_starts(const void *x, const void *y)
{
	const size_t *p = x;
	const size_t *q = y;

	return p[0] < q[0] ? -1 : p[0] > q[0];
}

/* Characters of [start, end) that intervals, pairs of start and end, cover */
static size_t
covered(size_t (*intervals)[2], size_t count, size_t start, size_t end)
{
	size_t		sum = 0;
	size_t		from = start;

	qsort(intervals, count, sizeof(*intervals), compare_starts);
	for (size_t i = 0; i < count; i++)
	{
		size_t		low = intervals[i][0] > from ? intervals[i][0] : from;
		size_t		high = intervals[i][1] < end ? intervals[i][1] : end;

		if (high > low)
		{
			sum += high - low;
			from = high;
		}
	}
	return sum;
}

/*
 * Mean share of each of these that those detect (or are detected by); counts
 * how many of these were met and by how many of those.
 */
static double
mean_share(const Reuse *these, size_t nthese, const Reuse *those,
		   size_t nthose, size_t *met, size_t *meetings)
{
	double		sum = 0;
	size_t		first = 0;

	*met = *meetings = 0;
	for (size_t i = 0; i < nthese; i++)
	{
		const Reuse *one = &these[i];
		size_t		(*here)[2] = NULL;
		size_t		(*there)[2] = NULL;
		size_t		count = 0;

		while (first < nthose && those[first].pair < one->pair)
			first++;
		for (size_t k = first; k < nthose && those[k].pair == one->pair; k++)
		{
			if (!detects(&those[k], one))
				continue;
			here = realloc(here, (count + 1) * sizeof(*here));
			there = realloc(there, (count + 1) * sizeof(*there));
			if (here == NULL || there == NULL)
				abort();
			here[count][0] = those[k].this_start;
			here[count][1] = those[k].this_end;
			there[count][0] = those[k].source_start;
			there[count][1] = those[k].source_end;
			count++;
		}
		if (count > 0)
		{
			(*met)++;
			*meetings += count;
			sum += (double) (covered(here, count, one->this_start, one->this_end) +
							 covered(there, count, one->source_start,
									 one->source_end)) /
				(one->this_end - one->this_start +
				 one->source_end - one->source_start);
		}
		free(here);
		free(there);
	}
	return nthese > 0 ? sum / nthese : 0;
}

Plagdet
plagdet(const Reuse *cases, size_t ncases, const Reuse *detections,
		size_t ndetections)
{
	Plagdet		result;
	size_t		met;
	size_t		meetings;
	size_t		ignored_met;
	size_t		ignored_meetings;

	result.cases = ncases;
	result.detections = ndetections;
	result.recall = mean_share(cases, ncases, detections, ndetections,
							   &met, &meetings);
	result.precision = mean_share(detections, ndetections, cases, ncases,
								  &ignored_met, &ignored_meetings);
	result.granularity = met > 0 ? (double) meetings / met : 1;
	result.plagdet = 0;
	if (result.recall + result.precision > 0)
		result.plagdet = 2 * result.recall * result.precision /
			(result.recall + result.precision) / log2(1 + result.granularity);
	return result;
}
