/*-------------------------------------------------------------------------
 *
 * sentence_end.h
 *	  Where sentences end.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SENTENCE_END_H
#define NP_SENTENCE_END_H

#include "text/abbreviations.h"
#include "text/gap.h"

/* The word before a gap, as far as the gap may ask */
typedef struct NpLastWord
{
	size_t		start;			/* its first byte in the text */
	size_t		end;			/* one past its last byte */
	bool		first;			/* it is the first of its sentence */
	char		form[NP_LONGEST_ABBREVIATION];
	size_t		form_length;	/* 0 if no full stop is its last byte or the
								 * next, or if it is longer than any
								 * abbreviation */
} NpLastWord;

/* Does a sentence end in this gap, between the words last and next? */
extern bool np_sentence_ends(NpText text, const NpLastWord *last,
							 const NpGap *gap, const NpWord *next);

#endif							/* NP_SENTENCE_END_H */
