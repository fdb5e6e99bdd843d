/*-------------------------------------------------------------------------
 *
 * dialogue.h
 *	  Dialogue that dashes mark.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_DIALOGUE_H
#define NP_DIALOGUE_H

#include "text/quotations.h"

/*
 * Adds what is said in paragraphs that begin with a dash, if that is how the
 * locale's language sets dialogue.  Quotations in it become its children.
 */
extern void np_add_dialogue(const NpHost *host, NpText text,
							const NpLayout *layout, const char *locale,
							NpQuotations *quotations);

#endif							/* NP_DIALOGUE_H */
