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
 * shingles begin.  Each value has one form, and nothing else is read.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_TEXT_FORM_H
#define NP_TEXT_FORM_H

#include "print/stored_query.h"

/* Why a form could not be read */
typedef struct NpFormError
{
	size_t		place;			/* in bytes from the form's beginning */
	char		what[64];		/* empty where nothing is wrong with it */
} NpFormError;

/*
 * The stored form of a print or a query, from its text form, which ends with a
 * zero byte.  Returns memory from host, with headroom bytes in front that size
 * does not count; or NULL, where error tells what is wrong, or has nothing to
 * tell because the print would take more than limit bytes.
 */
extern char *np_read_print_form(const NpHost *host, const char *form,
								size_t headroom, size_t limit, size_t *size,
								NpFormError *error);
extern char *np_read_query_form(const NpHost *host, const char *form,
								size_t headroom, size_t *size,
								NpFormError *error);

/*
 * The text form, in memory from host and with a zero byte behind it.  NULL
 * where a print's would take more than limit bytes.
 */
extern char *np_write_print_form(const NpHost *host, const NpPrint *print,
								 size_t limit);
extern char *np_write_query_form(const NpHost *host, const NpQuery *query);

#endif							/* NP_TEXT_FORM_H */
