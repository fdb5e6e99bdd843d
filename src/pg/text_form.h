/*-------------------------------------------------------------------------
 *
 * text_form.h
 *	  The text forms of newsprint and newsprint_query: writing, and reading
 *	  back exactly what was written.
 *
 *		newsprint(1,1,article,3,4,634) 00a31c5be2f7@17 01c24e0a77b3@3,40
 *		newsprint_query(1,1,article,3,4) 3 of 00a31c5be2f7 01c24e0a77b3
 *
 * In parentheses: format, normalization, profile, k, w and, where there are
 * positions, the number of words.  Then the entries in ascending order: the
 * hash in hexadecimal, and the ordinals (from 1) of the words at which its
 * shingles begin.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_TEXT_FORM_H
#define NP_TEXT_FORM_H

#include "pg/newsprint.h"

#include "lib/stringinfo.h"

/* Reads a text form from its beginning; every function below may raise. */
typedef struct NpFormReader
{
	const char *type;			/* newsprint or newsprint_query */
	const char *constructor;	/* what the hint names */
	const char *form;			/* zero-terminated */
	const char *at;
} NpFormReader;

/*
 * ERROR (invalid_text_representation): what is wrong as the detail, with the
 * place, and the constructor in the hint.
 */
pg_noreturn extern void np_form_error(const NpFormReader *reader,
									  const char *what);

/* The characters given must come next. */
extern void np_form_expect(NpFormReader *reader, const char *characters);

/* Do they? Then they are read. */
extern bool np_form_accept(NpFormReader *reader, const char *characters);

/* A decimal number from least to most, without leading zeros */
extern uint32 np_form_number(NpFormReader *reader, uint32 least, uint32 most);

/* format,normalization,profile,k,w */
extern NpParameters np_form_read_parameters(NpFormReader *reader);
extern void np_form_write_parameters(StringInfo form, NpParameters parameters);

/* 12 hexadecimal digits */
extern uint64_t np_form_read_hash(NpFormReader *reader);
extern void np_form_write_hash(StringInfo form, uint64_t hash);

#endif							/* NP_TEXT_FORM_H */
