/*-------------------------------------------------------------------------
 *
 * mixed_words.h
 *	  Words whose letters are of scripts that do not belong together.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_MIXED_WORDS_H
#define NP_MIXED_WORDS_H

#include "pg/look_alikes.h"
#include "text/words.h"

/* Letters and marks; nothing longer is a word */
#define NP_MIXED_MAX			256

/* Scripts of a word that are told apart */
#define NP_MIXED_SCRIPTS		8

typedef struct NpMixedLetter
{
	uint32		code;			/* as printed */
	uint32		meant;			/* what it stands for, mostly itself */
	int			script;			/* 0: a mark, or a letter of all scripts */
	size_t		start;			/* bytes; several where it is an entity */
	size_t		end;
} NpMixedLetter;

typedef struct NpMixedWord
{
	size_t		start;			/* bytes, first letter to last */
	size_t		end;
	NpMixedLetter letters[NP_MIXED_MAX];
	int			nletters;
	int			scripts[NP_MIXED_SCRIPTS];	/* by first letter */
	int			nscripts;
	char		utf8[NP_MIXED_MAX * 4]; /* the letters as printed */
	int			utf8_length;

	/*
	 * What it is to be read in, if all its letters are of this alphabet or
	 * look alike one of it; else NP_NO_ALPHABET.
	 */
	NpAlphabet	alphabet;
} NpMixedWord;

typedef struct NpMixedReader NpMixedReader;

/* The text must outlive the reader, which is palloc'd. */
extern NpMixedReader *np_mixed_begin(NpText text);

/* The next such word, or false when there is none (word is then undefined) */
extern bool np_mixed_next(NpMixedReader *reader, NpMixedWord *word);

#endif							/* NP_MIXED_WORDS_H */
