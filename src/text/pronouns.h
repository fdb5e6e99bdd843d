/*-------------------------------------------------------------------------
 *
 * pronouns.h
 *	  Whom a pronoun stands for.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PRONOUNS_H
#define NP_PRONOUNS_H

#include "text/subjects.h"

/* Somebody or something that the prose names */
typedef struct NpMention
{
	NpPhrase	phrase;
	uint32_t	surname;		/* hash of its last name's form */
	uint32_t	earlier;		/* the mention by name before it that may have
								 * the same, counted from 1, or 0 */
	uint32_t	sentence;		/* where it was last spoken of, by the name or
								 * by a pronoun */
	uint32_t	paragraph;
	bool		person;			/* surely a person */
	bool		body;			/* surely none */
	bool		name;			/* by a name, not by a noun */
	bool		male;
	bool		female;
	bool		speaks;			/* subject of a verb of saying */
	bool		leads;			/* first in its sentence */
	bool		owner;			/* 's follows */
	bool		plural;			/* a noun for several */
	bool		vague;			/* `a senator`; or a capital that may be the
								 * sentence's only */
} NpMention;

typedef struct NpMentions
{
	NpMention  *items;			/* in order */
	uint32_t	count;
} NpMentions;

/* Collects them, in time linear in the prose. */
extern void np_mentions_read(const NpHost *host, const NpProse *prose,
							 NpMentions *mentions);
extern void np_mentions_free(const NpHost *host, NpMentions *mentions);

/* Notes that a phrase is the subject of a verb of saying. */
extern void np_mention_speaks(const NpProse *prose, NpMentions *mentions,
							  NpPhrase phrase);

/*
 * Notes the same of a pronoun of the sentence, whose antecedent is thereby
 * spoken of again.  Sentences must come in order.
 */
extern void np_pronoun_speaks(const NpProse *prose, NpMentions *mentions,
							  uint32_t token, uint32_t sentence);

/*
 * The antecedent of the pronoun at a token of a sentence; false if nobody in
 * the few paragraphs before it fits.
 */
extern bool np_antecedent(const NpProse *prose, const NpMentions *mentions,
						  uint32_t token, uint32_t sentence, NpPhrase *phrase);

#endif							/* NP_PRONOUNS_H */
