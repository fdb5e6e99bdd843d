/*-------------------------------------------------------------------------
 *
 * sentences_icu.h
 *	  Sentences by the rules of a locale.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SENTENCES_ICU_H
#define NP_SENTENCES_ICU_H

#include "text/layout.h"

/*
 * Replaces the sentences of a layout by those that ICU finds in its paragraphs
 * (UAX #29 with CLDR's suppressions for the locale's abbreviations, which
 * @ss=standard asks for).  Raises invalid_parameter_value for a locale whose
 * language ICU does not know.
 */
extern void np_sentences_of_locale(const NpText *text, NpLayout *layout,
								   const char *locale);

#endif							/* NP_SENTENCES_ICU_H */
