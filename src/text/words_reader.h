/*-------------------------------------------------------------------------
 *
 * words_reader.h
 *	  The word reader from inside: shared by words.c, which knows every rule,
 *	  and words_fast.c, which knows the words that need none.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_WORDS_READER_H
#define NP_WORDS_READER_H

#include "text/form.h"
#include "text/words.h"

/* Where in the text the reader is */
typedef struct NpCursor
{
	size_t		at;				/* next byte */
	size_t		from;			/* if rest is not 0: the code point that it
								 * belongs to, which ends at at */
	uint32_t	rest;			/* 1 + place in np_fold_expansions of what is
								 * left of an expansion, or 0 */
} NpCursor;

struct NpWordReader
{
	NpHost		host;
	NpText		text;
	NpCursor	cursor;
	size_t		interrupt_at;	/* offset where to look for interrupts */
	bool		in_url;
	NpForm		form;
};

/* Reads the next word by the rules, whatever it is. */
extern bool np_words_next_by_rules(NpWordReader *reader, NpWord *word);

static inline void
np_words_look_for_interrupts(NpWordReader *reader)
{
	if (reader->cursor.at >= reader->interrupt_at)
	{
		reader->interrupt_at = reader->cursor.at + NP_INTERRUPT_BYTES;
		np_check_interrupts(&reader->host);
	}
}

#endif							/* NP_WORDS_READER_H */
