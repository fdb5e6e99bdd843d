/*-------------------------------------------------------------------------
 *
 * quotations.h
 *	  Where a text quotes: the spans between quotation marks.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_QUOTATIONS_H
#define NP_QUOTATIONS_H

#include "text/layout.h"

#define NP_NO_PARENT	SIZE_MAX

typedef enum NpQuotationKind
{
	NP_QUOTE_PLAIN,
	NP_QUOTE_FRAGMENT,			/* a word or three that nobody is known to
								 * have said: scare quotes, titles
								 * (speakers.c) */
	NP_QUOTE_DIALOGUE			/* what a dash at a paragraph's start begins */
} NpQuotationKind;

typedef struct NpQuotation
{
	/* between the marks, white space trimmed; start < end */
	size_t		start;
	size_t		end;
	size_t		parent;			/* index of the quotation it lies in, or
								 * NP_NO_PARENT */
	bool		unclosed;		/* ended by its paragraph, not by a mark */
	bool		continued;		/* runs over more than one paragraph */
	NpQuotationKind kind;
} NpQuotation;

typedef struct NpQuotations
{
	NpQuotation *items;			/* by start; a parent before its children */
	size_t		count;
} NpQuotations;

/*
 * Finds the quotations of a text whose layout is known.  One pass with a
 * stack, linear in the text.  Memory comes from host, freed by
 * np_quotations_free.
 *
 * locale names the language of the text ("es", "fr_CA"), or is NULL.  In
 * Spanish, French, Polish and Russian a dash then begins dialogue.
 */
extern void np_quotations(const NpHost *host, NpText text,
						  const NpLayout *layout, const char *locale,
						  NpQuotations *quotations);
extern void np_quotations_free(const NpHost *host, NpQuotations *quotations);

#endif							/* NP_QUOTATIONS_H */
