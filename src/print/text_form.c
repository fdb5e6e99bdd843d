/*-------------------------------------------------------------------------
 *
 * text_form.c
 *	  The text forms of newsprint and newsprint_query.
 *
 * text_form.h shows them.
 *
 *-------------------------------------------------------------------------
 */
#include "print/text_form.h"

#include <stdarg.h>
#include <stdio.h>

#define HASH_DIGITS			(NP_HASH_BITS / 4)

/* Decimal digits of a number of 32 bits */
#define NUMBER_DIGITS		10

/* Nothing that is written at one go is longer */
#define PIECE_MAX			64

/* ----- reading ----- */

typedef struct FormReader
{
	const NpHost *host;
	const char *form;
	const char *at;
	const char *next_look;		/* at interrupts */
	NpFormError *error;
} FormReader;

static void
start_reading(FormReader *reader, const NpHost *host, const char *form,
			  NpFormError *error)
{
	reader->host = host;
	reader->form = reader->at = form;
	reader->next_look = form + NP_INTERRUPT_BYTES;
	reader->error = error;
	error->what[0] = '\0';
}

/* Tells what is wrong where the reader is. */
static void
__attribute__((format(printf, 2, 3)))
refuse(FormReader *reader, const char *what,...)
{
	va_list		args;

	va_start(args, what);
	vsnprintf(reader->error->what, sizeof(reader->error->what), what, args);
	va_end(args);
	reader->error->place = reader->at - reader->form;
}

/* If these characters come next, they are read. */
static bool
accept(FormReader *reader, const char *characters)
{
	size_t		length = strlen(characters);

	if (strncmp(reader->at, characters, length) != 0)
		return false;
	reader->at += length;
	return true;
}

static bool
expect(FormReader *reader, const char *characters)
{
	if (accept(reader, characters))
		return true;
	refuse(reader, "\"%s\" is expected", characters);
	return false;
}

static bool
expect_end(FormReader *reader)
{
	if (*reader->at == '\0')
		return true;
	refuse(reader, "Nothing more is expected");
	return false;
}

/* A decimal number without leading zeros */
static bool
read_number(FormReader *reader, uint32_t least, uint32_t most,
			uint32_t *number)
{
	const char *digits = reader->at;
	uint64_t	value = 0;

	while (*reader->at >= '0' && *reader->at <= '9' &&
		   reader->at - digits < NUMBER_DIGITS)
		value = value * 10 + (*reader->at++ - '0');
	if (reader->at == digits || (*digits == '0' && reader->at > digits + 1) ||
		value < least || value > most)
	{
		reader->at = digits;
		refuse(reader, "A number from %u to %u is expected", least, most);
		return false;
	}
	*number = (uint32_t) value;
	return true;
}

static bool
read_small_number(FormReader *reader, uint8_t least, uint8_t most,
				  uint8_t *number)
{
	uint32_t	value;

	if (!read_number(reader, least, most, &value))
		return false;
	*number = (uint8_t) value;
	return true;
}

static bool
read_profile(FormReader *reader, uint8_t *profile)
{
	for (*profile = 0; *profile <= NP_PROFILE_QUOTATIONS; ++*profile)
		if (accept(reader, np_profile_name(*profile)))
			return true;
	refuse(reader, "The name of a profile is expected");
	return false;
}

static bool
read_parameters(FormReader *reader, NpParameters *parameters)
{
	return read_small_number(reader, NP_FORMAT, NP_FORMAT,
							 &parameters->format) &&
		expect(reader, ",") &&
		read_small_number(reader, NP_NORMALIZATION, NP_NORMALIZATION,
						  &parameters->normalization) &&
		expect(reader, ",") &&
		read_profile(reader, &parameters->profile) &&
		expect(reader, ",") &&
		read_small_number(reader, NP_MIN_SHINGLE, NP_MAX_SHINGLE,
						  &parameters->shingle) &&
		expect(reader, ",") &&
		read_small_number(reader, NP_MIN_WINNOW, NP_MAX_WINNOW,
						  &parameters->winnow);
}

static bool
read_hash(FormReader *reader, uint64_t *hash)
{
	uint64_t	value = 0;

	for (int i = 0; i < HASH_DIGITS; i++)
	{
		char		digit = reader->at[i];

		if (digit >= '0' && digit <= '9')
			value = value << 4 | (uint64_t) (digit - '0');
		else if (digit >= 'a' && digit <= 'f')
			value = value << 4 | (uint64_t) (digit - 'a' + 10);
		else
		{
			refuse(reader, "A hash of %d hexadecimal digits is expected",
				   HASH_DIGITS);
			return false;
		}
	}
	reader->at += HASH_DIGITS;
	*hash = value;
	return true;
}

static void
look_at_interrupts(FormReader *reader)
{
	if (reader->at < reader->next_look)
		return;
	np_check_interrupts(reader->host);
	reader->next_look = reader->at + NP_INTERRUPT_BYTES;
}

/* Entries with positions, into an array that has room for them */
static bool
read_postings(FormReader *reader, uint32_t words, NpPosting *postings,
			  size_t *npostings)
{
	size_t		n = 0;

	while (accept(reader, " "))
	{
		uint64_t	hash;
		size_t		first = n;

		if (!read_hash(reader, &hash))
			return false;
		if (n > 0 && hash <= postings[n - 1].hash)
		{
			refuse(reader, "Entries are not in ascending order");
			return false;
		}
		if (!expect(reader, "@"))
			return false;
		do
		{
			uint32_t	word;

			if (!read_number(reader, 1, words, &word))
				return false;
			postings[n].hash = hash;
			postings[n].word = word - 1;
			if (n > first && postings[n].word <= postings[n - 1].word)
			{
				refuse(reader, "Positions are not in ascending order");
				return false;
			}
			n++;
			look_at_interrupts(reader);
		} while (accept(reader, ","));
	}
	*npostings = n;
	return expect_end(reader);
}

/* Entries without, at most so many */
static bool
read_hashes(FormReader *reader, size_t most, uint64_t *hashes,
			size_t *nhashes)
{
	size_t		n = 0;

	while (accept(reader, " "))
	{
		uint64_t	hash;

		if (!read_hash(reader, &hash))
			return false;
		if (n > 0 && hash <= hashes[n - 1])
		{
			refuse(reader, "Entries are not in ascending order");
			return false;
		}
		if (n == most)
		{
			refuse(reader, "There are more than %zu entries", most);
			return false;
		}
		hashes[n++] = hash;
		look_at_interrupts(reader);
	}
	*nhashes = n;
	return expect_end(reader);
}

/* Each position stands behind an @ or a comma. */
static size_t
count_positions(const char *form)
{
	size_t		n = 0;

	for (; *form != '\0'; form++)
		n += *form == '@' || *form == ',';
	return n;
}

static char *
print_with_positions(FormReader *reader, NpParameters parameters,
					 uint32_t words, size_t headroom, size_t limit,
					 size_t *size)
{
	NpPosting  *postings = np_alloc(reader->host, count_positions(reader->at) *
									sizeof(NpPosting));
	size_t		n = 0;
	char	   *memory = NULL;

	if (read_postings(reader, words, postings, &n))
		memory = np_print_from_postings(reader->host, parameters, words,
										postings, n, headroom, limit, size);
	np_release(reader->host, postings);
	return memory;
}

static char *
print_without_positions(FormReader *reader, NpParameters parameters,
						size_t headroom, size_t limit, size_t *size)
{
	size_t		room = strlen(reader->at) / (HASH_DIGITS + 1) + 1;
	uint64_t   *hashes = np_alloc(reader->host, room * sizeof(uint64_t));
	size_t		n = 0;
	char	   *memory = NULL;

	if (read_hashes(reader, room, hashes, &n))
		memory = np_print_from_hashes(reader->host, parameters, hashes, n,
									  headroom, limit, size);
	np_release(reader->host, hashes);
	return memory;
}

char *
np_read_print_form(const NpHost *host, const char *form, size_t headroom,
				   size_t limit, size_t *size, NpFormError *error)
{
	FormReader	reader;
	NpParameters parameters;
	uint32_t	words;

	start_reading(&reader, host, form, error);
	if (!expect(&reader, "newsprint(") ||
		!read_parameters(&reader, &parameters))
		return NULL;
	if (accept(&reader, ","))
	{
		if (!read_number(&reader, 0, INT32_MAX, &words) ||
			!expect(&reader, ")"))
			return NULL;
		return print_with_positions(&reader, parameters, words, headroom,
									limit, size);
	}
	if (!expect(&reader, ")"))
		return NULL;
	return print_without_positions(&reader, parameters, headroom, limit, size);
}

char *
np_read_query_form(const NpHost *host, const char *form, size_t headroom,
				   size_t *size, NpFormError *error)
{
	FormReader	reader;
	NpParameters parameters;
	uint32_t	threshold;
	uint64_t   *hashes;
	size_t		n = 0;
	char	   *memory = NULL;

	start_reading(&reader, host, form, error);
	if (!expect(&reader, "newsprint_query(") ||
		!read_parameters(&reader, &parameters) ||
		!expect(&reader, ") ") ||
		!read_number(&reader, 1, UINT32_MAX, &threshold) ||
		!expect(&reader, " of"))
		return NULL;
	hashes = np_alloc(host, NP_MAX_QUERY_ENTRIES * sizeof(uint64_t));
	if (read_hashes(&reader, NP_MAX_QUERY_ENTRIES, hashes, &n))
		memory = np_query_from_hashes(host, parameters, threshold, hashes, n,
									  headroom, size);
	np_release(host, hashes);
	return memory;
}

/* ----- writing ----- */

typedef struct FormWriter
{
	const NpHost *host;
	char	   *form;
	size_t		length;
	size_t		room;
	size_t		next_look;		/* at interrupts */
} FormWriter;

static void
start_writing(FormWriter *writer, const NpHost *host, size_t expected)
{
	writer->host = host;
	writer->room = expected + PIECE_MAX;
	writer->form = np_alloc(host, writer->room);
	writer->length = 0;
	writer->next_look = NP_INTERRUPT_BYTES;
}

/* Makes room for one more piece of at most PIECE_MAX characters. */
static void
make_room(FormWriter *writer)
{
	if (writer->room - writer->length < PIECE_MAX)
	{
		writer->room *= 2;
		writer->form = np_resize(writer->host, writer->form, writer->room);
	}
	if (writer->length >= writer->next_look)
	{
		np_check_interrupts(writer->host);
		writer->next_look = writer->length + NP_INTERRUPT_BYTES;
	}
}

static void
__attribute__((format(printf, 2, 3)))
write_piece(FormWriter *writer, const char *format,...)
{
	va_list		args;

	make_room(writer);
	va_start(args, format);
	writer->length += vsnprintf(writer->form + writer->length, PIECE_MAX,
								format, args);
	va_end(args);
}

static void
write_parameters(FormWriter *writer, const char *type, NpParameters parameters)
{
	write_piece(writer, "%s(%u,%u,%s,%u,%u", type,
				parameters.format, parameters.normalization,
				np_profile_name(parameters.profile),
				parameters.shingle, parameters.winnow);
}

/* A space, and the hash behind it */
static void
write_hash(FormWriter *writer, uint64_t hash)
{
	static const char digits[] = "0123456789abcdef";

	make_room(writer);
	writer->form[writer->length++] = ' ';
	for (int shift = NP_HASH_BITS - 4; shift >= 0; shift -= 4)
		writer->form[writer->length++] = digits[hash >> shift & 15];
}

static void
write_position(FormWriter *writer, char separator, uint32_t word)
{
	char		digits[NUMBER_DIGITS];
	int			n = 0;

	make_room(writer);
	writer->form[writer->length++] = separator;
	do
		digits[n++] = '0' + word % 10;
	while ((word /= 10) > 0);
	while (n > 0)
		writer->form[writer->length++] = digits[--n];
}

static void
write_postings(FormWriter *writer, const NpPrint *print, size_t limit)
{
	size_t		n;
	NpPosting  *postings = np_postings(writer->host, print, &n);

	for (size_t i = 0; i < n && writer->length <= limit; i++)
	{
		bool		further = i > 0 && postings[i].hash == postings[i - 1].hash;

		if (!further)
			write_hash(writer, postings[i].hash);
		write_position(writer, further ? ',' : '@', postings[i].word + 1);
	}
	np_release(writer->host, postings);
}

static void
write_hashes(FormWriter *writer, const NpPrint *print, size_t limit)
{
	NpHashReader reader = np_hashes(print);
	uint64_t	hash;

	while (writer->length <= limit && np_next_hash(&reader, &hash))
		write_hash(writer, hash);
}

/* The form, with its zero byte */
static char *
finished(FormWriter *writer)
{
	make_room(writer);
	writer->form[writer->length] = '\0';
	return writer->form;
}

char *
np_write_print_form(const NpHost *host, const NpPrint *print, size_t limit)
{
	FormWriter	writer;

	/* an article's entry takes some 7 bytes, and as text some 18 */
	start_writing(&writer, host, print->size * 5 / 2);
	write_parameters(&writer, "newsprint", print->parameters);
	if ((print->flags & NP_NO_POSITIONS) == 0)
	{
		write_piece(&writer, ",%u)", print->words);
		write_postings(&writer, print, limit);
	}
	else
	{
		write_piece(&writer, ")");
		write_hashes(&writer, print, limit);
	}
	if (writer.length > limit)
	{
		np_release(host, writer.form);
		return NULL;
	}
	return finished(&writer);
}

char *
np_write_query_form(const NpHost *host, const NpQuery *query)
{
	FormWriter	writer;

	start_writing(&writer, host,
				  (size_t) query->print.entries * (HASH_DIGITS + 1));
	write_parameters(&writer, "newsprint_query", query->print.parameters);
	write_piece(&writer, ") %u of", query->threshold);
	write_hashes(&writer, &query->print, SIZE_MAX);
	return finished(&writer);
}
