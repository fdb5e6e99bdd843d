/*-------------------------------------------------------------------------
 *
 * passages.h
 *	  Two texts of a call, read and aligned.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PASSAGES_H
#define NP_PASSAGES_H

#include "pg/newsprint.h"

#include "align/align.h"

/* Both articles of a call, read and aligned */
typedef struct NpAlignment
{
	NpSourceText source_text;
	NpSourceText reprint_text;
	NpArticle	source;
	NpArticle	reprint;
	NpPassages	passages;
	NpCharacterCounter source_counter;
	NpCharacterCounter reprint_counter;
} NpAlignment;

/*
 * Aligns the texts of the arguments (source text, reprint text, config
 * regconfig).  Returns NULL where a text is NULL.
 */
extern NpAlignment *np_align_in_mode(FunctionCallInfo fcinfo, NpMode mode);

/* The same for a fourth one, mode text; NULL also where it is NULL */
extern NpAlignment *np_align_arguments(FunctionCallInfo fcinfo);

/* Ordinal from 1 of the paragraph that a word lies in */
extern int32 np_paragraph_of(const NpLayout *layout, size_t word);

/*
 * Sets three values, paragraph, start and length (characters, from 1), for a
 * run of words.
 */
extern void np_set_words_place(Datum *values, const NpArticle *article,
							   NpCharacterCounter *counter, NpWordRange range);

#endif							/* NP_PASSAGES_H */
