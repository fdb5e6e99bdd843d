/*-------------------------------------------------------------------------
 *
 * speaker_rules.h
 *	  The rules that find a quotation's speaker in the prose around it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SPEAKER_RULES_H
#define NP_SPEAKER_RULES_H

#include "text/pronouns.h"

/* Which rule found a speaker: speaker_rules.c tells what they are. */
typedef enum NpSpeakerRule
{
	NP_NO_RULE,
	NP_RULE_TAG_INVERTED,		/* R1: said S */
	NP_RULE_TAG_DIRECT,			/* R1: S said */
	NP_RULE_TAG_LOOSE,			/* R1: the same, and no comma */
	NP_RULE_TAG_ACCORDING,		/* R1: according to S */
	NP_RULE_TAG_BARE,			/* R1: a verb, its subject understood */
	NP_RULE_VERB_NEAR,			/* R2, up to 3 words before */
	NP_RULE_VERB_MIDDLE,		/* R2, up to 12 */
	NP_RULE_VERB_FAR,			/* R2, farther */
	NP_RULE_JUDGES_NEAR,		/* R2, a verb of stance, up to 6 */
	NP_RULE_JUDGES_FAR,			/* R2, farther */
	NP_RULE_VERB_CARRIED,		/* R2t */
	NP_RULE_ACCORDING,			/* R3 */
	NP_RULE_NAME_COLON,			/* R4 */
	NP_RULE_SIGNED,				/* R8 */
	NP_RULE_LATER_VERB,			/* R6 */
	NP_RULE_CONTINUES,			/* R7, same paragraph */
	NP_RULE_CONTINUES_FAR,		/* R7, the paragraph before */
	NP_RULE_AFTER_REPORT,		/* R7, a sentence that reports before it */
	NP_RULE_INTRODUCED,			/* R7, that sentence ends in a colon */
	NP_RULE_INTRODUCED_MAIN,	/* R7, the same, by its main subject */
	NP_RULE_MAIN_COLON,			/* R10, a colon before the quotation */
	NP_RULE_MAIN_SUBJECT,		/* R10 */
	NP_RULE_NESTED,				/* N */
	NP_SPEAKER_RULES
} NpSpeakerRule;

/* A speaker found */
typedef struct NpFoundSpeaker
{
	NpPhrase	phrase;
	NpSpeakerRule rule;
	uint32_t	sentence;		/* where the phrase is */
} NpFoundSpeaker;

/* The prose, and what is known of its speakers so far */
typedef struct NpAttributor
{
	const NpHost *host;
	NpProse		prose;
	NpMentions	mentions;
	NpPhrase   *subjects;		/* of each token that is a verb of saying; end
								 * 0: none; of others not set */
	NpFoundSpeaker *reporters;	/* of each sentence: its last subject that
								 * reports, or rule NP_NO_RULE */

	bool		only_quotes;	/* nothing else is in this sentence */

	/* the last tag in this sentence */
	uint32_t	tag_verb;
	NpFoundSpeaker tag;

	NpFoundSpeaker last;		/* speaker of the quotation before */
	uint32_t	last_paragraph;
} NpAttributor;

/* Sets *result; returns true, for a rule to end with. */
static inline bool
np_found_speaker(NpFoundSpeaker *result, NpPhrase phrase,
				 NpSpeakerRule rule, uint32_t sentence)
{
	result->phrase = phrase;
	result->rule = rule;
	result->sentence = sentence;
	return true;
}

/*
 * Tries the rules on the quotation at a token of sentence s, in their order;
 * false if none finds anybody.
 */
extern bool np_try_rules(NpAttributor *attributor, uint32_t quote, uint32_t s,
						 NpFoundSpeaker *result);

/*
 * Is token i a verb of saying, of one of the classes, in a sentence or part
 * of one that begins at token low?
 */
extern bool np_is_saying(const NpAttributor *attributor, uint32_t i,
						 uint32_t low, uint64_t classes);

/*
 * The one who speaks by the verb of saying at token verb: its subject, or the
 * passive's agent, of the tokens from low to (exclusive) high
 */
extern bool np_speaking_subject(const NpAttributor *attributor, uint32_t verb,
								uint32_t low, uint32_t high, NpPhrase *phrase);

#endif							/* NP_SPEAKER_RULES_H */
