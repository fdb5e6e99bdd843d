/*-------------------------------------------------------------------------
 *
 * degree.h
 *	  How much of a text was taken from another, all things together.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_DEGREE_H
#define NP_DEGREE_H

#include "align/align.h"

typedef enum NpLevel
{
	NP_LEVEL_NONE,
	NP_LEVEL_HEAVY,				/* reused, and much changed */
	NP_LEVEL_LIGHT,				/* reused, and little changed */
	NP_LEVEL_COPIED
} NpLevel;

typedef struct NpDegree
{
	double		coverage;		/* share of the reprint's words in passages */
	double		words;			/* share whose stem the source has */
	double		pairs;			/* share of its pairs of neighbours, likewise */
	size_t		run;			/* longest identical run, 127 words at most */
	double		degree;			/* 0 to 1; degree.c has the formula */
	NpLevel		level;
} NpDegree;

/* passages: those that NP_SENSITIVE finds */
extern void np_degree(const NpHost *host, const NpArticle *source,
					  const NpArticle *reprint, const NpPassages *passages,
					  NpDegree *degree);

/* Lower-case name of a level, as SQL shows it */
extern const char *np_level_name(NpLevel level);

#endif							/* NP_DEGREE_H */
