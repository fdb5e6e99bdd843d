/*-------------------------------------------------------------------------
 *
 * quotes.h
 *	  The quotations of a text of the database, for the functions on them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_QUOTES_H
#define NP_QUOTES_H

#include "align/quote_match.h"
#include "pg/newsprint.h"
#include "text/speakers.h"

typedef struct NpQuotedText
{
	NpSourceText source;
	NpLayout	layout;
	NpQuotations quotations;
	NpSpeaker  *speakers;		/* of each, or NULL where not asked for */
} NpQuotedText;

/*
 * Finds the quotations of a text, and their speakers if they are asked for.
 * locale may be NULL.  Everything lives in CurrentMemoryContext.
 */
extern NpQuotedText np_quoted_text(text *body, const char *locale,
								   bool speakers);

/* Adds the speakers to a text that was read without them. */
extern void np_find_speakers(NpQuotedText *quoted, const char *locale);

/*
 * Speakers known less surely than this gate no match (the rules' measured
 * precision, see text/speakers.c).
 */
#define NP_SURE_SPEAKER		0.75

/*
 * The number of the i-th quotation's speaker, 0 if none is known for sure; the
 * speakers must have been found.
 */
extern uint64 np_sure_speaker(const NpQuotedText *quoted, size_t i);

/* The i-th quotation as matching sees it, with its speaker if known surely */
extern NpAttributedQuote np_attributed_quote(const NpQuotedText *quoted,
											 size_t i);

/* A whole text as one quotation */
extern NpQuote np_whole_quote(const NpSourceText *source);

/* A nullable argument as a C string, or NULL */
extern char *np_text_argument(FunctionCallInfo fcinfo, int n);

#endif							/* NP_QUOTES_H */
