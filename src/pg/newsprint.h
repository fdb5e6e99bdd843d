/*-------------------------------------------------------------------------
 *
 * newsprint.h
 *	  What the files of src/pg share: prints as Datums, texts as the plain
 *	  rooms read them, the rooms' host, and the errors that users meet.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NEWSPRINT_H
#define NEWSPRINT_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/memutils.h"

#include "pg/compat.h"
#include "print/stored_query.h"
#include "text/words.h"

/* ----- host.c: memory and interrupts for the plain rooms ----- */

/* Allocates in CurrentMemoryContext, also more than 1 GB; raises, as palloc */
extern const NpHost np_host;

/* ----- prints as Datums (type.c) ----- */

/*
 * The print in a varlena of any form: short header, compressed, external,
 * expanded.  What is detoasted lives in CurrentMemoryContext.
 */
extern NpPrint np_print_from_datum(Datum datum);

#define PG_GETARG_PRINT(n)	np_print_from_datum(PG_GETARG_DATUM(n))

/* Bytes of a print at most, so that its varlena keeps below 1 GB */
#define NP_MAX_PRINT_SIZE	(MaxAllocSize - VARHDRSZ - 1)

/*
 * New varlenas of type newsprint.  Raises program_limit_exceeded where the
 * print would exceed NP_MAX_PRINT_SIZE; memory, with VARHDRSZ bytes in front of
 * the print, is NULL then.
 */
extern Datum np_datum_from_memory(char *memory, size_t size);
extern Datum np_datum_from_hashes(NpParameters parameters,
								  const uint64_t *hashes, size_t nhashes);
extern Datum np_datum_from_postings(NpParameters parameters, uint32_t words,
									const NpPosting *postings,
									size_t npostings);

/* The hashes of a print, palloc'd; at least one slot is allocated. */
extern uint64_t *np_hashes_of(const NpPrint *print);

/*
 * ERROR (invalid_parameter_value) unless both prints were made with the same
 * parameters: names both and hints what to rebuild.
 */
extern void np_require_same_parameters(NpParameters a, NpParameters b);

/* ----- texts (text.c) ----- */

/*
 * A text of the database, read for the plain rooms.  In databases of another
 * encoding than UTF8 the rooms see a converted copy, character for character
 * the same.
 */
typedef struct NpSourceText
{
	NpText text;				/* UTF-8, or bytes in SQL_ASCII databases */
	bool		single_byte;	/* an offset in bytes is one in characters */
} NpSourceText;

extern NpSourceText np_source_text(text *body);

/*
 * Turns ascending byte offsets of a text into character offsets, reading the
 * text once.  Going back starts over.
 */
typedef struct NpCharacterCounter
{
	const NpSourceText *source;
	size_t		byte;
	int64		characters;		/* characters before byte */
} NpCharacterCounter;

extern NpCharacterCounter np_count_characters(const NpSourceText *source);
extern int32 np_character_offset(NpCharacterCounter *counter, size_t byte);

/* The bytes from start to end as a text in the database's encoding */
extern text *np_text_slice(const NpSourceText *source, size_t start, size_t end);

/* UTF-8 made by the plain rooms (normalized words) in the database's encoding */
extern text *np_text_from_utf8(const char *utf8, size_t length);

/* ----- queries (query.c) ----- */

extern NpQuery np_query_from_datum(Datum datum);

#define PG_GETARG_QUERY(n)	np_query_from_datum(PG_GETARG_DATUM(n))

#endif							/* NEWSPRINT_H */
