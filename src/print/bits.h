/*-------------------------------------------------------------------------
 *
 * bits.h
 *	  Reading and writing runs of bits, least significant bit first.
 *
 * One access reads or writes eight bytes at a time: of those, at least
 * NP_BITS_AT_ONCE bits are usable wherever in its first byte a run begins.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_BITS_H
#define NP_BITS_H

#include "print/hash.h"

#define NP_BITS_AT_ONCE		57

/* Number of bits needed for value; 0 for 0 */
static inline int
np_bit_width(uint64_t value)
{
	return value == 0 ? 0 : 64 - __builtin_clzll(value);
}

static inline uint64_t
np_low_bits(int bits)
{
	return (UINT64_C(1) << bits) - 1;
}

/*
 * The bits from bit on, at least NP_BITS_AT_ONCE of them; zeros behind the
 * end of the bytes.
 */
static inline uint64_t
np_peek_bits(const char *bytes, size_t size, size_t bit)
{
	size_t		byte = bit / 8;
	uint64_t	value = 0;

	if (byte + 8 <= size)
		return np_read64(bytes + byte) >> (bit % 8);
	for (int i = 0; i < 8 && byte + i < size; i++)
		value |= (uint64_t) (unsigned char) bytes[byte + i] << (8 * i);
	return value >> (bit % 8);
}

/*
 * Writes behind what was written.  The buffer needs eight bytes more than the
 * bits take, and nothing need be cleared before.
 */
typedef struct NpBitWriter
{
	char	   *at;				/* where the pending bits will go */
	uint64_t	pending;
	int			pending_bits;	/* below 8 between calls */
} NpBitWriter;

/* value has no bits above the lowest bits (at most NP_BITS_AT_ONCE - 1) */
static inline void
np_put_bits(NpBitWriter *writer, uint64_t value, int bits)
{
	int			whole;

	writer->pending |= value << writer->pending_bits;
	writer->pending_bits += bits;
	np_write64(writer->at, writer->pending);
	whole = writer->pending_bits / 8;
	writer->at += whole;
	writer->pending = whole < 8 ? writer->pending >> (8 * whole) : 0;
	writer->pending_bits %= 8;
}

#endif							/* NP_BITS_H */
