/*-------------------------------------------------------------------------
 *
 * align.h
 *	  Passages: the places of one article that stand again in another, as they
 *	  were or changed.
 *
 * A is the reprint, B the source.  A place of the reprint has one source; a
 * place of the source may be reused many times.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_ALIGN_H
#define NP_ALIGN_H

#include "text/layout.h"
#include "text/quotations.h"

/*
 * Gives the stem of a word as a 64-bit identity: equal stems, equal numbers.
 * It gets the word as printed and its folded form (NpWord).  Without a stemmer
 * (stem == NULL) a word is its own stem.
 */
typedef struct NpStemmer
{
	uint64_t	(*stem) (void *arg, const char *printed, size_t printed_length,
						 const char *form, size_t form_length);
	void	   *arg;
} NpStemmer;

/* One word of an article, ready to be aligned */
typedef struct NpToken
{
	uint64_t	form;			/* hash of the folded form */
	uint64_t	stem;			/* identity of the stem */
	bool		sentence_start;
	bool		quoted;			/* between quotation marks */
	bool		small;			/* a character of a script that writes no
								 * spaces: counts as half a word */
} NpToken;

/* An article read once, to be aligned with any number of others */
typedef struct NpArticle
{
	NpText		text;
	NpLayout	layout;			/* layout.words[i] is the place of tokens[i] */
	NpToken    *tokens;			/* layout.nwords of them */
} NpArticle;

extern void np_article_read(const NpHost *host, const NpStemmer *stemmer,
							NpText text, NpArticle *article);
extern void np_article_free(const NpHost *host, NpArticle *article);

typedef enum NpMode
{
	NP_NEWS,					/* what may be published as a finding */
	NP_SENSITIVE				/* for who looks for disguise and will read
								 * what is found */
} NpMode;

typedef enum NpKind
{
	NP_VERBATIM,
	NP_EDITED,
	NP_REWRITTEN,
	NP_FRAGMENT,				/* one short identical run, nothing around it */
	NP_QUOTATION				/* a shared quotation, not reused prose */
} NpKind;

/* A run of words, as ordinals from 0 into an article's tokens */
typedef struct NpWordRange
{
	size_t		first;
	size_t		count;
} NpWordRange;

typedef struct NpPassage
{
	NpWordRange source;
	NpWordRange reprint;
	size_t		words;			/* words of the reprint's side whose stem the
								 * source's side has too, as multisets */
	double		similarity;		/* 0 to 1, see align.c */
	NpKind		kind;
} NpPassage;

typedef struct NpPassages
{
	NpPassage  *items;			/* by place in the reprint; prose passages do
								 * not overlap there */
	size_t		count;
} NpPassages;

extern void np_align(const NpHost *host, const NpArticle *source,
					 const NpArticle *reprint, NpMode mode,
					 NpPassages *passages);
extern void np_passages_free(const NpHost *host, NpPassages *passages);

/* What became of one paragraph of the source */
typedef struct NpReprinted
{
	size_t		paragraph;		/* index into source->layout.paragraphs */
	double		coverage;		/* share of its words that were reused, 0 to 1 */
	double		similarity;
	NpKind		kind;
	NpWordRange source;			/* the part of it that was reused */
	NpWordRange reprint;		/* where that stands in the reprint */
} NpReprinted;

typedef struct NpReprintedList
{
	NpReprinted *items;			/* by paragraph; one row a paragraph at most */
	size_t		count;
} NpReprintedList;

/*
 * Breaks passages down to the paragraphs of the source.  Shared quotations are
 * not reprinted prose and make no row of their own unless nothing else of the
 * paragraph was reused (kind NP_QUOTATION).
 */
extern void np_reprinted(const NpHost *host, const NpArticle *source,
						 const NpArticle *reprint, const NpPassages *passages,
						 NpReprintedList *reprinted);
extern void np_reprinted_free(const NpHost *host, NpReprintedList *reprinted);

/* Lower-case name of a kind, as SQL shows it */
extern const char *np_kind_name(NpKind kind);

#endif							/* NP_ALIGN_H */
