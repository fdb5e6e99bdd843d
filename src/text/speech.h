/*-------------------------------------------------------------------------
 *
 * speech.h
 *	  What words of a language do around quotations: verbs of saying, nouns
 *	  for those who speak, and the small words that bound a noun phrase.
 *
 * A language is a table (speech_en.c and its like), which holds folded forms
 * only: no accents, no capitals.  A new language is a new table and a line in
 * speech.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SPEECH_H
#define NP_SPEECH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A word may be several of these. */
#define NP_SAYS			UINT64_C(0x00000001)	/* verb of saying */
#define NP_TAGS			UINT64_C(0x00000002)	/* one beside a quotation only */
#define NP_JUDGES		UINT64_C(0x00000004)	/* verb that reports a stance */
#define NP_NONFINITE	UINT64_C(0x00000008)	/* such a verb as participle,
												 * gerund or infinitive */
#define NP_MAY_BE_NOUN	UINT64_C(0x00000010)	/* such a verb's form that is
												 * a noun, too */
#define NP_PERSON		UINT64_C(0x00000020)	/* noun for people */
#define NP_DOCUMENT		UINT64_C(0x00000040)	/* noun for things that say */
#define NP_GROUP		UINT64_C(0x00000080)	/* noun for bodies that say */
#define NP_TITLE_WORD	UINT64_C(0x00000100)	/* stands before a name */
#define NP_DETERMINER	UINT64_C(0x00000200)	/* begins a noun phrase */
#define NP_OWNER		UINT64_C(0x00000400)	/* so does this: his, her */
#define NP_PREPOSITION	UINT64_C(0x00000800)
#define NP_JOINS		UINT64_C(0x00001000)	/* one that goes on with a
												 * noun phrase: of, for */
#define NP_AUXILIARY	UINT64_C(0x00002000)
#define NP_BE			UINT64_C(0x00004000)	/* auxiliary of the passive */
#define NP_BY			UINT64_C(0x00008000)	/* before the passive's agent */
#define NP_ADVERB		UINT64_C(0x00010000)
#define NP_TIME			UINT64_C(0x00020000)
#define NP_AND			UINT64_C(0x00040000)	/* and, but, or */
#define NP_SUBORDINATE	UINT64_C(0x00080000)	/* begins a clause */
#define NP_RELATIVE		UINT64_C(0x00100000)	/* who, which */
#define NP_HE			UINT64_C(0x00200000)
#define NP_SHE			UINT64_C(0x00400000)
#define NP_IT			UINT64_C(0x00800000)
#define NP_THEY			UINT64_C(0x01000000)
#define NP_I			UINT64_C(0x02000000)	/* I, we, you */
#define NP_MALE			UINT64_C(0x04000000)	/* names, nouns and titles */
#define NP_FEMALE		UINT64_C(0x08000000)
#define NP_FIRST_NAME	UINT64_C(0x10000000)
#define NP_ACCORDING	UINT64_C(0x20000000)	/* the speaker follows */
#define NP_INFINITIVE	UINT64_C(0x40000000)	/* to */
#define NP_VERB			UINT64_C(0x80000000)	/* any other verb's form */
#define NP_AS			UINT64_C(0x100000000)
#define NP_SOMEBODY		UINT64_C(0x200000000)	/* pronoun that needs no name:
												 * others, many */
#define NP_NAME_PART	UINT64_C(0x400000000)	/* de, van, bin */
#define NP_BODY_NAME	UINT64_C(0x800000000)	/* in the name of a body or a
												 * place: University, Street */

#define NP_THUS			UINT64_C(0x1000000000)	/* the speaker follows, but
												 * behind a quotation only */

#define NP_PRONOUN		(NP_HE | NP_SHE | NP_IT | NP_THEY | NP_I)
#define NP_SPEECH_VERB	(NP_SAYS | NP_TAGS | NP_JUDGES)

/* Words of one kind, divided by spaces */
typedef struct NpSpeechWords
{
	uint64_t	classes;
	const char *words;
} NpSpeechWords;

typedef struct NpSpeech
{
	const char *locale;			/* two letters */
	const NpSpeechWords *lists; /* the last one has no words */
	const char *adverb_ending;	/* or NULL */
	const char *verb_ending;	/* of most finite verbs, or NULL */
	const char *gerund_ending;	/* of participles, or NULL */
	bool		capital_nouns;	/* nouns that are no names have capitals */
	bool		elides;			/* l'avocat */
	bool		drops_subjects; /* `..., dijo.` */
} NpSpeech;

extern const NpSpeech np_speech_en;
extern const NpSpeech np_speech_de;
extern const NpSpeech np_speech_fr;
extern const NpSpeech np_speech_es;
extern const NpSpeech np_speech_ru;

/* A table made ready for lookups */
typedef struct NpSpeechIndex NpSpeechIndex;

/*
 * The index of the language that a locale names, or NULL if there is no table
 * for it.  It is made at the first call and kept for good, in static memory.
 */
extern const NpSpeechIndex *np_speech_index(const char *locale);

/* All of them, English first; NULL behind the last */
extern const NpSpeechIndex *np_speech_index_number(int number);

extern const NpSpeech *np_speech_of(const NpSpeechIndex *index);

/*
 * A folded word, as it is looked up: its bytes, zeros behind them up to a
 * multiple of eight.  Longer words are in no table; they have length 0.
 */
#define NP_LONGEST_SPEECH_WORD	40

typedef struct NpSpeechForm
{
	char		data[NP_LONGEST_SPEECH_WORD];
	uint32_t	length;
	uint32_t	hash;			/* set by np_speech_hash */
} NpSpeechForm;

/* The hash of what is before, and eight bytes more */
static inline uint64_t
np_speech_hash_part(uint64_t hash, uint64_t part)
{
	hash = (hash ^ part) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 32;
}

static inline void
np_speech_hash(NpSpeechForm *form)
{
	uint64_t	hash = form->length;

	for (uint32_t i = 0; i < form->length; i += 8)
	{
		uint64_t	part;

		memcpy(&part, form->data + i, 8);
		hash = np_speech_hash_part(hash, part);
	}
	form->hash = (uint32_t) hash;
}

/* What the form is in the language; 0: nothing known */
extern uint64_t np_speech_classes(const NpSpeechIndex *index,
								  const NpSpeechForm *form);

#endif							/* NP_SPEECH_H */
