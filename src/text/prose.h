/*-------------------------------------------------------------------------
 *
 * prose.h
 *	  A text as attribution sees it: its words outside quotations, and each
 *	  quotation as one token; in sentences.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PROSE_H
#define NP_PROSE_H

#include "text/quotations.h"
#include "text/speech.h"

/* What stands between a token and the one before it */
#define NP_GAP_COMMA		0x0001
#define NP_GAP_SEMICOLON	0x0002
#define NP_GAP_COLON		0x0004
#define NP_GAP_DASH			0x0008	/* no hyphen */
#define NP_GAP_OPEN			0x0010	/* opening bracket */
#define NP_GAP_CLOSE		0x0020
#define NP_GAP_STOP			0x0040	/* one that may end a sentence */
#define NP_GAP_DOT			0x0080	/* one behind an abbreviation */
#define NP_GAP_LINE			0x0100	/* a line's end */
#define NP_GAP_PARAGRAPH	0x0200
#define NP_GAP_HYPHEN		0x0400
#define NP_GAP_GLUED		0x1000	/* no white space */

/* Nothing reads across these */
#define NP_GAP_BREAK		(NP_GAP_COMMA | NP_GAP_SEMICOLON | NP_GAP_COLON | \
							 NP_GAP_DASH | NP_GAP_OPEN | NP_GAP_CLOSE | \
							 NP_GAP_STOP | NP_GAP_PARAGRAPH)

/* What a token is */
#define NP_TOKEN_QUOTE		0x01
#define NP_TOKEN_CAPITAL	0x02
#define NP_TOKEN_DIGIT		0x04	/* begins with one */
#define NP_TOKEN_INITIAL	0x08	/* a single letter */
#define NP_TOKEN_OWNER		0x10	/* 's follows */
#define NP_TOKEN_VERBAL		0x20	/* ends as most verbs do */
#define NP_TOKEN_LOUD		0x40	/* no lower-case letter in it */
#define NP_TOKEN_GERUND		0x80	/* ends as participles do */

typedef struct NpToken
{
	size_t		start;			/* a quotation's: between its marks */
	size_t		end;
	uint64_t	classes;		/* speech.h */
	uint32_t	form;			/* hash of its folded form */
	uint32_t	quote;			/* index of the quotation */
	uint32_t	words;			/* number of its words, at most 1000 */
	uint16_t	gap;			/* what stands before it */
	uint8_t		flags;
	char		last;			/* a quotation's last character: one of .,?!-
								 * or 0 */
} NpToken;

/* Tokens from first to before end */
typedef struct NpProseSentence
{
	uint32_t	first;
	uint32_t	end;
	uint32_t	paragraph;
	bool		quotes;			/* some token is a quotation */
} NpProseSentence;

typedef struct NpProse
{
	NpText		text;
	const NpSpeech *speech;
	NpToken    *tokens;
	uint32_t	ntokens;
	NpProseSentence *sentences;
	uint32_t	nsentences;
} NpProse;

/*
 * Reads the text, to the end of the paragraph that the last quotation is in.
 * Quotations in others are part of them.  index is the table
 * of its language; NULL: the one whose small words the text has most of.
 */
extern void np_prose_read(const NpHost *host, NpText text,
						  const NpLayout *layout,
						  const NpQuotations *quotations,
						  const NpSpeechIndex *index, NpProse *prose);

extern void np_prose_free(const NpHost *host, NpProse *prose);

static inline bool
np_is_quote(const NpToken *token)
{
	return (token->flags & NP_TOKEN_QUOTE) != 0;
}

static inline bool
np_token_is(const NpToken *token, uint64_t classes)
{
	return (token->classes & classes) != 0;
}

/* Can the token be part of a name? */
static inline bool
np_is_name(const NpToken *token)
{
	return (token->flags & NP_TOKEN_CAPITAL) != 0 &&
		(token->classes & (NP_DETERMINER | NP_PREPOSITION | NP_SUBORDINATE |
						   NP_PRONOUN | NP_TIME | NP_AND | NP_RELATIVE |
						   NP_ADVERB | NP_SOMEBODY | NP_AUXILIARY |
						   NP_ACCORDING | NP_INFINITIVE)) == 0;
}

#endif							/* NP_PROSE_H */
