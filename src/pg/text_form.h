/*-------------------------------------------------------------------------
 *
 * text_form.h
 *	  The error of a text form that is none (src/print/text_form.h).
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PG_TEXT_FORM_H
#define NP_PG_TEXT_FORM_H

#include "pg/newsprint.h"

#include "print/text_form.h"

/*
 * ERROR (invalid_text_representation): what is wrong as the detail, with the
 * place, and in the hint what makes a value of the type from an article.
 */
pg_noreturn extern void np_raise_form_error(const char *type,
											const char *constructor,
											const char *form,
											const NpFormError *error);

#endif							/* NP_PG_TEXT_FORM_H */
