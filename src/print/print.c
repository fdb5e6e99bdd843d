/*-------------------------------------------------------------------------
 *
 * print.c
 *	  The stored form of a print: writing, reading, checking.
 *
 * print.h has the layout.
 *
 *-------------------------------------------------------------------------
 */
#include "print/print.h"

#include "print/bits.h"

_Static_assert(sizeof(NpPrintHeader) == NP_HEADER_SIZE,
			   "the header of a stored print has 16 bytes");
_Static_assert(offsetof(NpPrintHeader, words) == 8 &&
			   offsetof(NpPrintHeader, entries) == 12,
			   "the header of a stored print has no padding");
_Static_assert(NP_HASH_BITS < NP_BITS_AT_ONCE,
			   "a remainder is read at one go");

static uint32_t
read32(const uint8_t *bytes)
{
	return bytes[0] | (uint32_t) bytes[1] << 8 |
		(uint32_t) bytes[2] << 16 | (uint32_t) bytes[3] << 24;
}

static void
write32(uint8_t *bytes, uint32_t value)
{
	bytes[0] = value;
	bytes[1] = value >> 8;
	bytes[2] = value >> 16;
	bytes[3] = value >> 24;
}

/*
 * Bits of the remainder of a Golomb-Rice code: floor(log2(2^48 / entries)),
 * that is 48 minus the rounded-up logarithm.
 */
static int
remainder_bits(uint32_t entries)
{
	return entries <= 1 ? NP_HASH_BITS : NP_HASH_BITS - np_bit_width(entries - 1);
}

static int
position_bits(uint32_t words)
{
	return words <= 1 ? 0 : np_bit_width(words - 1);
}

const char *
np_profile_name(uint8_t profile)
{
	switch (profile)
	{
		case NP_PROFILE_ARTICLE:
			return "article";
		case NP_PROFILE_QUOTATIONS:
			return "quotations";
		default:
			return "unknown";
	}
}

bool
np_same_parameters(NpParameters a, NpParameters b)
{
	return a.format == b.format && a.normalization == b.normalization &&
		a.profile == b.profile && a.shingle == b.shingle &&
		a.winnow == b.winnow;
}

/* ----- reading ----- */

NpPrint
np_print_open(const char *bytes, size_t size)
{
	NpPrintHeader header;
	NpPrint		print;

	memcpy(&header, bytes, sizeof(header));
	print.bytes = bytes;
	print.size = size;
	print.parameters.format = header.format;
	print.parameters.normalization = header.normalization;
	print.parameters.profile = header.profile;
	print.parameters.shingle = header.shingle;
	print.parameters.winnow = header.winnow;
	print.flags = header.flags;
	print.words = read32(header.words);
	print.entries = read32(header.entries);
	return print;
}

NpHashReader
np_hashes(const NpPrint *print)
{
	NpHashReader reader;

	reader.bytes = print->bytes;
	reader.size = print->size;
	reader.bit = (size_t) NP_HEADER_SIZE * 8;
	reader.hash = UINT64_MAX;	/* -1: the first difference counts from there */
	reader.left = print->entries;
	reader.remainder_bits = remainder_bits(print->entries);
	return reader;
}

bool
np_next_hash(NpHashReader *reader, uint64_t *hash)
{
	uint64_t	quotient = 0;
	uint64_t	bits;
	int			zeros;

	if (reader->left == 0)
		return false;
	bits = np_peek_bits(reader->bytes, reader->size, reader->bit);
	while ((bits & np_low_bits(NP_BITS_AT_ONCE)) == 0)
	{
		/* the end of the bytes: only a damaged print gets here */
		if (reader->bit >= reader->size * 8)
			return false;
		quotient += NP_BITS_AT_ONCE;
		reader->bit += NP_BITS_AT_ONCE;
		bits = np_peek_bits(reader->bytes, reader->size, reader->bit);
	}
	zeros = __builtin_ctzll(bits);
	quotient += zeros;
	if (quotient > NP_HASH_MAX >> reader->remainder_bits)
		return false;			/* damaged, too; the shift would overflow */
	reader->bit += zeros + 1;
	bits = np_peek_bits(reader->bytes, reader->size, reader->bit);
	reader->bit += reader->remainder_bits;
	reader->hash += (quotient << reader->remainder_bits) +
		(bits & np_low_bits(reader->remainder_bits)) + 1;
	reader->left--;
	*hash = reader->hash;
	return true;
}

void
np_all_hashes(const NpPrint *print, uint64_t *hashes)
{
	NpHashReader reader = np_hashes(print);

	for (uint32_t i = 0; i < print->entries; i++)
		if (!np_next_hash(&reader, &hashes[i]))
			hashes[i] = NP_HASH_MAX;	/* damaged: defined, if wrong */
}

NpPosting *
np_postings(const NpHost *host, const NpPrint *print, size_t *npostings)
{
	NpHashReader reader = np_hashes(print);
	uint64_t   *hashes = np_alloc(host, print->entries * sizeof(uint64_t));
	size_t		room = (size_t) print->entries + print->entries / 4 + 8;
	NpPosting  *postings = np_alloc(host, room * sizeof(NpPosting));
	int			width = position_bits(print->words);
	size_t		n = 0;
	size_t		bit;

	for (uint32_t i = 0; i < print->entries; i++)
		if (!np_next_hash(&reader, &hashes[i]))
			hashes[i] = NP_HASH_MAX;
	bit = reader.bit;
	for (uint32_t i = 0; i < print->entries; i++)
	{
		bool		more;

		do
		{
			uint64_t	bits = np_peek_bits(print->bytes, print->size, bit);

			if (n == room)
			{
				room *= 2;
				postings = np_resize(host, postings, room * sizeof(NpPosting));
				np_check_interrupts(host);
			}
			postings[n].hash = hashes[i];
			postings[n].word = bits & np_low_bits(width);
			n++;
			more = bits >> width & 1;
			bit += width + 1;
		} while (more);
	}
	np_release(host, hashes);
	*npostings = n;
	return postings;
}

/* ----- writing ----- */

static void
write_header(char *bytes, NpParameters parameters, uint8_t flags,
			 uint32_t words, uint32_t entries)
{
	NpPrintHeader header;

	memset(&header, 0, sizeof(header));
	header.format = parameters.format;
	header.normalization = parameters.normalization;
	header.profile = parameters.profile;
	header.shingle = parameters.shingle;
	header.winnow = parameters.winnow;
	header.flags = flags;
	write32(header.words, words);
	write32(header.entries, entries);
	memcpy(bytes, &header, sizeof(header));
}

static void
put_difference(NpBitWriter *writer, uint64_t difference, int remainder)
{
	uint64_t	quotient = difference >> remainder;

	while (quotient >= NP_BITS_AT_ONCE - 1)
	{
		np_put_bits(writer, 0, NP_BITS_AT_ONCE - 1);
		quotient -= NP_BITS_AT_ONCE - 1;
	}
	if (quotient + 1 + remainder < NP_BITS_AT_ONCE)
	{
		/* nearly always: both parts at one go */
		np_put_bits(writer,
					((difference & np_low_bits(remainder)) << 1 | 1) << quotient,
					(int) quotient + 1 + remainder);
		return;
	}
	np_put_bits(writer, UINT64_C(1) << quotient, (int) quotient + 1);
	np_put_bits(writer, difference & np_low_bits(remainder), remainder);
}

/*
 * Bytes of a print with these bits behind its header, or 0 if over the limit.
 * The sum of all quotients is at most 2^48 / 2^remainder, below twice the
 * number of entries, so that nothing here overflows.
 */
static size_t
print_size(uint64_t bits, size_t limit)
{
	uint64_t	size = NP_HEADER_SIZE + (bits + 7) / 8;

	return size <= limit ? (size_t) size : 0;
}

char *
np_print_from_postings(const NpHost *host, NpParameters parameters,
					   uint32_t words,
					   const NpPosting *postings, size_t npostings,
					   size_t headroom, size_t limit, size_t *size)
{
	uint32_t	entries = 0;
	uint64_t	bits;
	uint64_t	previous;
	int			remainder;
	int			width = position_bits(words);
	char	   *memory;
	NpBitWriter writer = {NULL, 0, 0};

	for (size_t i = 0; i < npostings; i++)
		entries += i == 0 || postings[i].hash != postings[i - 1].hash;
	remainder = remainder_bits(entries);
	bits = (uint64_t) entries * (remainder + 1) +
		(uint64_t) npostings * (width + 1);
	previous = UINT64_MAX;
	for (size_t i = 0; i < npostings; i++)
		if (i == 0 || postings[i].hash != previous)
		{
			bits += (postings[i].hash - previous - 1) >> remainder;
			previous = postings[i].hash;
		}
	*size = print_size(bits, limit);
	if (*size == 0)
		return NULL;

	memory = np_alloc(host, headroom + *size + 8);
	write_header(memory + headroom, parameters, 0, words, entries);
	writer.at = memory + headroom + NP_HEADER_SIZE;
	previous = UINT64_MAX;
	for (size_t i = 0; i < npostings; i++)
		if (i == 0 || postings[i].hash != previous)
		{
			put_difference(&writer, postings[i].hash - previous - 1, remainder);
			previous = postings[i].hash;
		}
	for (size_t i = 0; i < npostings; i++)
	{
		bool		more = i + 1 < npostings &&
		postings[i + 1].hash == postings[i].hash;

		np_put_bits(&writer, postings[i].word | (uint64_t) more << width,
					width + 1);
	}
	return memory;
}

char *
np_print_from_hashes(const NpHost *host, NpParameters parameters,
					 const uint64_t *hashes, size_t nhashes,
					 size_t headroom, size_t limit, size_t *size)
{
	int			remainder = remainder_bits(nhashes);
	uint64_t	bits = (uint64_t) nhashes * (remainder + 1);
	uint64_t	previous = UINT64_MAX;
	char	   *memory;
	NpBitWriter writer = {NULL, 0, 0};

	for (size_t i = 0; i < nhashes; i++)
	{
		bits += (hashes[i] - previous - 1) >> remainder;
		previous = hashes[i];
	}
	*size = print_size(bits, limit);
	if (*size == 0)
		return NULL;

	memory = np_alloc(host, headroom + *size + 8);
	write_header(memory + headroom, parameters, NP_NO_POSITIONS, 0, nhashes);
	writer.at = memory + headroom + NP_HEADER_SIZE;
	previous = UINT64_MAX;
	for (size_t i = 0; i < nhashes; i++)
	{
		put_difference(&writer, hashes[i] - previous - 1, remainder);
		previous = hashes[i];
	}
	return memory;
}

/* ----- checking ----- */

/*
 * Positions behind the hashes: ascending within an entry, below the number of
 * words.  Returns the bit behind them, or 0 if something is wrong.
 */
static size_t
check_positions(const NpHost *host, const NpPrint *print, size_t bit)
{
	size_t		end = print->size * 8;
	int			width = position_bits(print->words);
	size_t		next_look = bit + NP_INTERRUPT_BYTES;

	for (uint32_t i = 0; i < print->entries; i++)
	{
		int64_t		last = -1;
		bool		more;

		do
		{
			uint64_t	bits = np_peek_bits(print->bytes, print->size, bit);
			int64_t		word = bits & np_low_bits(width);

			more = bits >> width & 1;
			bit += width + 1;
			if (bit > end || word <= last || word >= print->words)
				return 0;
			last = word;
			if (bit >= next_look)
			{
				np_check_interrupts(host);
				next_look = bit + NP_INTERRUPT_BYTES;
			}
		} while (more);
	}
	return bit;
}

const char *
np_print_invalid(const NpHost *host, const char *bytes, size_t size)
{
	NpPrint		print;
	NpPrintHeader header;
	NpHashReader reader;
	uint64_t	hash;
	uint64_t	least;
	size_t		bit;

	if (size < NP_HEADER_SIZE)
		return "it is shorter than a header";
	print = np_print_open(bytes, size);
	memcpy(&header, bytes, sizeof(header));
	if (print.parameters.format != NP_FORMAT)
		return "its format is not known to this version";
	if (print.parameters.normalization != NP_NORMALIZATION)
		return "its normalization is not known to this version";
	if (print.parameters.profile > NP_PROFILE_QUOTATIONS)
		return "its profile is not known to this version";
	if (print.parameters.shingle < NP_MIN_SHINGLE ||
		print.parameters.shingle > NP_MAX_SHINGLE)
		return "its shingle size is out of range";
	if (print.parameters.winnow < NP_MIN_WINNOW ||
		print.parameters.winnow > NP_MAX_WINNOW)
		return "its window is out of range";
	if ((print.flags & ~NP_KNOWN_FLAGS) != 0)
		return "it has flags that are not known to this version";
	if (header.reserved[0] != 0 || header.reserved[1] != 0)
		return "its reserved bytes are not zero";
	if ((print.flags & NP_NO_POSITIONS) != 0 && print.words != 0)
		return "it has words but no positions";
	if (print.words > INT32_MAX)
		return "it has more words than a text can have";

	/*
	 * No loop runs longer than the bytes that are there can keep it busy:
	 * each entry takes its remainder and one bit at least.
	 */
	reader = np_hashes(&print);
	least = (uint64_t) print.entries * (reader.remainder_bits + 1);
	if (least > (uint64_t) (size - NP_HEADER_SIZE) * 8)
		return "it is too short for its entries";
	for (uint32_t i = 0; i < print.entries; i++)
	{
		if (!np_next_hash(&reader, &hash) || reader.bit > size * 8)
			return "it is too short for its entries";
		/* differences are at least 1, so that hashes ascend by construction */
		if (hash > NP_HASH_MAX)
			return "its hashes are out of range";
		if (i % NP_INTERRUPT_BYTES == NP_INTERRUPT_BYTES - 1)
			np_check_interrupts(host);
	}
	bit = reader.bit;
	if ((print.flags & NP_NO_POSITIONS) == 0)
	{
		bit = check_positions(host, &print, bit);
		if (bit == 0)
			return "its positions are out of order or out of range";
	}
	if ((bit + 7) / 8 != size)
		return "it has bytes behind its end";
	if (bit % 8 != 0 && (unsigned char) bytes[size - 1] >> (bit % 8) != 0)
		return "its padding is not zero";
	return NULL;
}
