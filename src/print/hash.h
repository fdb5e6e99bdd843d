/*-------------------------------------------------------------------------
 *
 * hash.h
 *	  The hashes that prints are made of.
 *
 * They are part of the stored format: the same words give the same hashes on
 * every machine and in every version, or stored prints stop matching.  So they
 * are written out here, in terms of 64-bit unsigned arithmetic and of bytes
 * read as little-endian, and golden values in the tests hold them in place.
 *
 *	mix(x)		the finalizer of the SplitMix64 generator (Steele, Lea, Flood,
 *				OOPSLA 2014, with the constants of Stafford's variant 13): a
 *				bijection in which every input bit moves about half of the
 *				output bits
 *	word		h = 0; for each eight bytes b of the folded form (zero bytes
 *				fill up the last): h = mix(h ^ b) * MULTIPLIER
 *	shingle		words h1 .. hn: the polynomial h1 * M^(n-1) + ... + hn modulo
 *				2^64, M = MULTIPLIER, then mix(polynomial ^ seed), of which the
 *				upper 48 bits are kept
 *	seed		format, normalization, profile, k and w, each in a byte, mixed:
 *				prints of different parameters share no entry
 *
 * The polynomial can be had from prefix sums at one multiplication a shingle,
 * whatever its number of words; fingerprint.c does.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_HASH_H
#define NP_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define NP_MULTIPLIER	UINT64_C(0x9E3779B97F4A7C15)

/* What is kept of a shingle's hash */
#define NP_HASH_BITS	48
#define NP_HASH_MAX		((UINT64_C(1) << NP_HASH_BITS) - 1)

static inline uint64_t
np_mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
	return x ^ (x >> 31);
}

/* Eight bytes as a little-endian number, whatever the machine's own order */
static inline uint64_t
np_read64(const char *bytes)
{
	uint64_t	value;

	memcpy(&value, bytes, sizeof(value));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	value = __builtin_bswap64(value);
#endif
	return value;
}

static inline void
np_write64(char *bytes, uint64_t value)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	value = __builtin_bswap64(value);
#endif
	memcpy(bytes, &value, sizeof(value));
}

/*
 * Hash of a word's folded form.  The bytes behind it must be zero up to a
 * multiple of eight, as NpWord promises.
 */
static inline uint64_t
np_word_hash(const char *form, size_t length)
{
	uint64_t	hash = 0;

	for (size_t i = 0; i < length; i += 8)
		hash = np_mix(hash ^ np_read64(form + i)) * NP_MULTIPLIER;
	return hash;
}

#endif							/* NP_HASH_H */
