/*-------------------------------------------------------------------------
 *
 * phrases.h
 *	  Noun phrases: where one begins and ends.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PHRASES_H
#define NP_PHRASES_H

#include "text/prose.h"

/* A noun phrase: tokens from first to before end */
typedef struct NpPhrase
{
	uint32_t	first;
	uint32_t	end;
	uint32_t	relative;		/* the who that stands for it, or 0 */
} NpPhrase;

/*
 * All functions look at tokens from low (inclusive) to high (exclusive) only,
 * of those at a bounded number, and say whether there is a phrase that may
 * speak.
 */
extern bool np_phrase_before(const NpProse *prose, uint32_t end, uint32_t low,
							 NpPhrase *phrase);
extern bool np_phrase_after(const NpProse *prose, uint32_t first,
							uint32_t high, NpPhrase *phrase);

/*
 * `a spokesman, John Smith`: the name that stands behind a phrase, or the
 * phrase.
 */
extern NpPhrase np_name_in_apposition(const NpProse *prose, NpPhrase phrase,
									  uint32_t high);

/* Is the phrase but a pronoun? */
extern bool np_is_pronoun_phrase(const NpProse *prose, NpPhrase phrase);

/* The token of its head noun, or of a surname */
extern uint32_t np_head_of(const NpProse *prose, NpPhrase phrase);

/* Is somebody or something in it that speaks: a name, a person, a body? */
extern bool np_is_speaking_phrase(const NpProse *prose, NpPhrase phrase);

/* A verb that no table has, by its ending */
static inline bool
np_is_unknown_verb(const NpToken *token)
{
	return (token->flags & (NP_TOKEN_VERBAL | NP_TOKEN_CAPITAL)) == NP_TOKEN_VERBAL;
}

#endif							/* NP_PHRASES_H */
