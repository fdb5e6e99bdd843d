/*-------------------------------------------------------------------------
 *
 * stored_query.h
 *	  The stored form of a newsprint_query; src/pg/query.c has what a query
 *	  means.
 *
 *	header		NpQueryHeader, 8 bytes
 *	print		the bytes of a print without positions, as in print.h, of at
 *				most NP_MAX_QUERY_ENTRIES entries
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_STORED_QUERY_H
#define NP_STORED_QUERY_H

#include "print/print.h"

#define NP_QUERY_VERSION	1

/* Most entries a query keeps; GIN's start of a scan is quadratic in its keys */
#define NP_MAX_QUERY_ENTRIES	4096

/* Only byte-wide members, so that it has no padding; little-endian */
typedef struct NpQueryHeader
{
	uint8_t		version;		/* NP_QUERY_VERSION */
	uint8_t		flags;			/* none is defined: zero */
	uint8_t		reserved[2];	/* zero */
	uint8_t		threshold[4];	/* entries that must be there, at least 1 */
} NpQueryHeader;

#define NP_QUERY_HEADER_SIZE	8

/*
 * A query in memory: at least threshold of the print's entries must be there.
 */
typedef struct NpQuery
{
	NpPrint		print;			/* without positions */
	uint32_t	threshold;		/* at least 1 */
} NpQuery;

/* Reads bytes that are known to be a query. */
extern NpQuery np_query_open(const char *bytes, size_t size);

/*
 * Is any byte string a query, to the last bit?  Returns NULL if it is, else
 * what is wrong with it; of_print tells whether that is said of its print.
 */
extern const char *np_query_invalid(const NpHost *host, const char *bytes,
									size_t size, bool *of_print);

/*
 * Writes a query from distinct ascending hashes, at most NP_MAX_QUERY_ENTRIES.
 * Room for headroom bytes is left in front; size does not count it.
 */
extern char *np_query_from_hashes(const NpHost *host, NpParameters parameters,
								  uint32_t threshold,
								  const uint64_t *hashes, size_t nhashes,
								  size_t headroom, size_t *size);

#endif							/* NP_STORED_QUERY_H */
