/*-------------------------------------------------------------------------
 *
 * abbreviations.h
 *	  Words whose full stop need not end a sentence, and words that begin one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_ABBREVIATIONS_H
#define NP_ABBREVIATIONS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum NpAbbreviation
{
	NP_NOT_ABBREVIATED,
	NP_TITLE,					/* a name follows: never ends a sentence */
	NP_ABBREVIATED,				/* ends one where the next word is a starter */
	NP_NUMBERED					/* abbreviates only before a number */
} NpAbbreviation;

/* All take a word's folded form. */
extern NpAbbreviation np_abbreviation(const char *form, size_t length);

/* Is the form one of the words that begin sentences and no names? */
extern bool np_starts_sentences(const char *form, size_t length);

/*
 * May the form follow a German ordinal number ("3. Oktober"), a capital
 * though it begins?  (Other languages that write ordinals so have no capital
 * there.)
 */
extern bool np_follows_ordinal(const char *form, size_t length);

/* The longest form that any of them says yes to, in bytes */
#define NP_LONGEST_ABBREVIATION 16

#endif							/* NP_ABBREVIATIONS_H */
