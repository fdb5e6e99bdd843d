/*-------------------------------------------------------------------------
 *
 * print.h
 *	  Prints: the stored form of an article's fingerprint, and what is
 *	  computed from prints alone.
 *
 * A print is a set of entries in ascending order of their hashes.  An entry is
 * a hash that winnowing kept, with the ordinals of the words at which its
 * shingles begin.
 *
 * Layout of the bytes (format 1).  Everything is little-endian and nothing is
 * aligned, so the bytes are the same on every machine and may be sent, stored
 * and compared as they are:
 *
 *	header		NpPrintHeader, 16 bytes
 *	hashes		for each entry, the difference from the hash before it (from
 *				-1 for the first), minus 1, as a Golomb-Rice code: its upper
 *				bits in unary (that many zero bits, then a one), then its
 *				lower bits in r bits; r is the floor of log2(2^48 / entries)
 *	positions	for each entry, its word ordinals (from 0) in ascending order,
 *				in p bits each with one bit behind it that tells whether
 *				another follows; p is the number of bits of words - 1.
 *				Missing as a whole where NP_NO_POSITIONS is set
 *	padding		zero bits up to a whole byte
 *
 * Bits are numbered from the least significant one of each byte upwards.  The
 * differences of sorted uniform numbers are geometrically distributed, for
 * which Golomb-Rice codes are the shortest but for a small fraction of a bit
 * (Gallager, van Voorhis 1975).  A print has exactly one such form, so equal
 * prints are equal bytes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PRINT_H
#define NP_PRINT_H

#include "print/hash.h"
#include "text/words.h"

#define NP_FORMAT			1

/* Flags of a print */
#define NP_NO_POSITIONS		0x01	/* a result of set operations */
#define NP_KNOWN_FLAGS		0x01

/* What was fingerprinted */
typedef enum NpProfile
{
	NP_PROFILE_ARTICLE = 0,		/* winnowed shingles of all words */
	NP_PROFILE_QUOTATIONS = 1	/* keys of its quotations */
} NpProfile;

/* What it is called, "unknown" where it is none */
extern const char *np_profile_name(uint8_t profile);

#define NP_MIN_SHINGLE		1
#define NP_MAX_SHINGLE		32
#define NP_DEFAULT_SHINGLE	3
#define NP_MIN_WINNOW		1
#define NP_MAX_WINNOW		128
#define NP_DEFAULT_WINNOW	4

/*
 * Prints that differ in any of these have no hash in common and cannot be
 * measured against each other.
 */
typedef struct NpParameters
{
	uint8_t		format;
	uint8_t		normalization;
	uint8_t		profile;		/* NpProfile */
	uint8_t		shingle;		/* k: words a shingle */
	uint8_t		winnow;			/* w: shingles a window */
} NpParameters;

/* On-disk header; only byte-wide members, so that it has no padding */
typedef struct NpPrintHeader
{
	uint8_t		format;			/* NP_FORMAT */
	uint8_t		normalization;
	uint8_t		profile;
	uint8_t		shingle;
	uint8_t		winnow;
	uint8_t		flags;
	uint8_t		reserved[2];	/* zero */
	uint8_t		words[4];		/* words of the text; 0 with NP_NO_POSITIONS */
	uint8_t		entries[4];		/* distinct hashes */
} NpPrintHeader;

#define NP_HEADER_SIZE	16

/* A print in memory: its bytes, and the header read */
typedef struct NpPrint
{
	const char *bytes;			/* from the header on */
	size_t		size;
	NpParameters parameters;
	uint8_t		flags;
	uint32_t	words;
	uint32_t	entries;
} NpPrint;

/* A hash with one place of it */
typedef struct NpPosting
{
	uint64_t	hash;
	uint32_t	word;			/* ordinal from 0 */
} NpPosting;

/* ----- reading ----- */

/*
 * Reads the header of bytes that are known to be a print.
 */
extern NpPrint np_print_open(const char *bytes, size_t size);

/*
 * Is any byte string a print, to the last bit?  Returns NULL if it is, else
 * what is wrong with it.  Needed for what comes from outside only.
 */
extern const char *np_print_invalid(const NpHost *host,
									const char *bytes, size_t size);

/* Reads hashes in ascending order */
typedef struct NpHashReader
{
	const char *bytes;
	size_t		size;
	size_t		bit;			/* next bit to read, from the start of bytes */
	uint64_t	hash;			/* the last one read */
	uint32_t	left;			/* entries not read yet */
	int			remainder_bits;
} NpHashReader;

extern NpHashReader np_hashes(const NpPrint *print);
extern bool np_next_hash(NpHashReader *reader, uint64_t *hash);

/* Decodes all hashes into an array of print->entries members. */
extern void np_all_hashes(const NpPrint *print, uint64_t *hashes);

/*
 * Decodes all postings in order of hash, then word.  Returns an array from
 * host and its length; the print must have positions.
 */
extern NpPosting *np_postings(const NpHost *host, const NpPrint *print,
							  size_t *npostings);

extern bool np_same_parameters(NpParameters a, NpParameters b);

/* ----- writing ----- */

/*
 * Writes a print from postings in order of hash, then word, without
 * duplicates.  Room for headroom bytes is left in front (for a length word of
 * the caller's); size does not count it.  Fails by returning NULL when the
 * print would take more than limit bytes.
 */
extern char *np_print_from_postings(const NpHost *host, NpParameters parameters,
									uint32_t words,
									const NpPosting *postings, size_t npostings,
									size_t headroom, size_t limit, size_t *size);

/* The same from distinct ascending hashes, a print without positions. */
extern char *np_print_from_hashes(const NpHost *host, NpParameters parameters,
								  const uint64_t *hashes, size_t nhashes,
								  size_t headroom, size_t limit, size_t *size);

/* ----- fingerprinting (fingerprint.c) ----- */

/*
 * Winnowed shingles of a text: postings in order of hash, then word.  Returns
 * an array from host; words gets the number of words in the text.
 */
extern NpPosting *np_fingerprint(const NpHost *host, NpParameters parameters,
								 NpText text,
								 size_t *npostings, uint32_t *words);

/*
 * Every shingle of a text, as what winnowing chooses from: an article that has
 * the text keeps some of them, whatever stands around it.
 */
extern NpPosting *np_shingles(const NpHost *host, NpParameters parameters,
							  NpText text,
							  size_t *npostings, uint32_t *words);

/* ----- boilerplate in a text (ignored.c) ----- */

/*
 * Which words of a text does a print stand for that is to be ignored?  Given
 * are its parameters (profile article) and hashes, distinct and ascending.
 * Words of every shingle that has one of the hashes, and those between two such
 * shingles that begin at most w words apart, since winnowing may have dropped
 * what lay between.  Returns an array from host, a flag for each word of the
 * text; nwords, if not NULL, gets their number.
 */
extern bool *np_ignored_words(const NpHost *host, NpParameters parameters,
							  const uint64_t *hashes, size_t nhashes,
							  NpText text, size_t *nwords);

/* ----- set operations (sets.c) ----- */

typedef enum NpSetOperation
{
	NP_UNION,
	NP_DIFFERENCE,
	NP_INTERSECTION
} NpSetOperation;

/* Number of distinct hashes that both prints have; same parameters */
extern uint32_t np_overlap(const NpPrint *a, const NpPrint *b);

/*
 * Hashes of an operation on two ascending arrays, into result, which has room
 * for na + nb of them; returns their number.
 */
extern size_t np_set_operation(NpSetOperation operation,
							   const uint64_t *a, size_t na,
							   const uint64_t *b, size_t nb,
							   uint64_t *result);

/* ----- passages from prints alone (chains.c) ----- */

typedef struct NpChain
{
	uint32_t	source_word;	/* ordinal from 0 */
	uint32_t	source_words;
	uint32_t	reprint_word;
	uint32_t	reprint_words;
	uint32_t	shared;			/* entries in common along it */
} NpChain;

/*
 * Runs of shared entries that lie in the same order and about the same
 * distance in both articles, by place in the reprint.  Both prints have
 * positions and the same parameters.
 */
extern NpChain *np_chains(const NpHost *host, const NpPrint *source,
						  const NpPrint *reprint, size_t *nchains);

#endif							/* NP_PRINT_H */
