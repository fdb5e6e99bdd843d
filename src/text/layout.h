/*-------------------------------------------------------------------------
 *
 * layout.h
 *	  Paragraphs and sentences: the places that matches are reported in.
 *
 * Nothing here decides what matches; see layout.c for the rules.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_LAYOUT_H
#define NP_LAYOUT_H

#include "text/words.h"

/* A piece of text, white space at its ends trimmed; it has at least one word */
typedef struct NpSpan
{
	size_t		start;			/* first byte in the text */
	size_t		end;			/* one past its last byte */
	size_t		first_word;		/* ordinal of its first word, from 0 */
	size_t		words;			/* number of its words, at least 1 */
	bool		part;			/* the paragraph before was cut here, for it
								 * is overlong: it is no end of the text's own */
} NpSpan;

/* Where a word lies in the text */
typedef struct NpWordSpan
{
	size_t		start;
	size_t		end;
} NpWordSpan;

typedef struct NpLayout
{
	NpWordSpan *words;			/* every word of the text, in order */
	size_t		nwords;
	NpSpan	   *paragraphs;		/* in order; they cover every word once */
	size_t		nparagraphs;
	NpSpan	   *sentences;		/* in order; they cover every word once, and
								 * none crosses a paragraph's end */
	size_t		nsentences;
	bool		hard_wrapped;	/* single line breaks are but white space */
} NpLayout;

/*
 * Finds words, paragraphs and sentences of a text.  Memory comes from host,
 * freed by np_layout_free.
 */
extern void np_layout(const NpHost *host, NpText text, NpLayout *layout);
extern void np_layout_free(const NpHost *host, NpLayout *layout);

/*
 * The same for a caller that reads the words itself, to have their forms too:
 * hand in each word that np_words_next gives, from the first to the last, then
 * finish, which also frees the builder.
 */
typedef struct NpLayoutBuilder NpLayoutBuilder;

extern NpLayoutBuilder *np_layout_begin(const NpHost *host, NpText text);
extern void np_layout_add(NpLayoutBuilder *builder, const NpWord *word);
extern void np_layout_finish(NpLayoutBuilder *builder, NpLayout *layout);

#endif							/* NP_LAYOUT_H */
