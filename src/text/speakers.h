/*-------------------------------------------------------------------------
 *
 * speakers.h
 *	  Who said what a text quotes.
 *
 * Speakers are advice: they rank and gate, they never enter a hash.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SPEAKERS_H
#define NP_SPEAKERS_H

#include "text/quotations.h"

/* All spans are bytes of the text; start == end: unknown */
typedef struct NpSpeaker
{
	size_t		start;			/* the speaker; for a pronoun its antecedent,
								 * unknown where the text names none (I is
								 * itself) */
	size_t		end;
	size_t		cue_start;		/* as the text has it beside the quotation:
								 * the pronoun, else the same */
	size_t		cue_end;
	double		confidence;		/* how often its rule was right when measured,
								 * 0 if unknown */
} NpSpeaker;

/*
 * Finds a speaker for each of quotations->count quotations, and tells the
 * fragments among them (their kind).
 *
 * locale names the language of the text ("en", "de_AT", "fr-CA"; case does not
 * matter).  NULL or a language without a table: the text's own words tell.
 * Linear in the text.
 */
extern void np_speakers(const NpHost *host, NpText text,
						const NpLayout *layout, NpQuotations *quotations,
						const char *locale, NpSpeaker *speakers);

#endif							/* NP_SPEAKERS_H */
