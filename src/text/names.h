/*-------------------------------------------------------------------------
 *
 * names.h
 *	  Where a text has one of some names: of outlets, of agencies.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_NAMES_H
#define NP_NAMES_H

#include "text/words.h"

/*
 * A place of the text with a name.  A name is found however its words are
 * spaced ("Washingtonpost" in "the Washington Post said"), but begins and ends
 * with a word; where its first or last word is given with a capital, lower case
 * does not match.
 */
typedef struct NpNamePlace
{
	size_t		name;			/* index into the names */
	size_t		word;			/* ordinal of its first word, from 0 */
	size_t		start;			/* first byte in the text */
	size_t		end;			/* one past its last byte */
} NpNamePlace;

typedef struct NpNamePlaces
{
	NpNamePlace *items;			/* by place, then by name */
	size_t		count;
} NpNamePlaces;

/* Names without a word are found nowhere. */
extern void np_find_names(const NpHost *host, NpText text, const NpText *names,
						  size_t nnames, NpNamePlaces *places);
extern void np_name_places_free(const NpHost *host, NpNamePlaces *places);

#endif							/* NP_NAMES_H */
