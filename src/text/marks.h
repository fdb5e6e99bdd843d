/*-------------------------------------------------------------------------
 *
 * marks.h
 *	  The quotation marks of a text, a paragraph at a time, with what stands on
 *	  either side of them.
 *
 * Which of them open and close what is the business of quotations.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_MARKS_H
#define NP_MARKS_H

#include "text/layout.h"
#include "text/punctuation.h"

/* What stands beside a mark, or beside the run of marks it belongs to */
typedef enum NpSide
{
	NP_SIDE_SPACE,				/* or the paragraph's edge */
	NP_SIDE_OPENER,				/* opening bracket */
	NP_SIDE_CLOSER,
	NP_SIDE_STOP,				/* . ! ? */
	NP_SIDE_PAUSE,				/* , ; : */
	NP_SIDE_DASH,
	NP_SIDE_WORD,
	NP_SIDE_IDEOGRAPH,			/* a word of a script without spaces */
	NP_SIDE_OTHER
} NpSide;

/* What its sides say a mark does */
typedef enum NpShape
{
	NP_SHAPE_OPENS,
	NP_SHAPE_CLOSES,
	NP_SHAPE_EITHER				/* glued, or white space, on both sides */
} NpShape;

typedef struct NpMarkPlace
{
	size_t		start;
	size_t		end;
	size_t		trimmed;		/* where the last visible character before the
								 * mark ends */
	size_t		word;			/* number of words before it */
	uint8_t		mark;			/* NpMark */
	uint8_t		before;			/* NpSide */
	uint8_t		after;			/* NpSide */
	uint8_t		shape;			/* NpShape */
	bool		first;			/* nothing stands before it in its paragraph */
	bool		behind_double;	/* a double mark stands directly before it */
} NpMarkPlace;

typedef struct NpMarkReader
{
	const NpHost *host;
	NpText		text;
	const NpLayout *layout;

	/* The paragraph read last */
	NpMarkPlace *marks;
	size_t		nmarks;
	size_t		end;			/* where its last visible character ends */
	size_t		words;			/* number of words up to its end */

	/* Where to go on */
	size_t		gap;			/* ordinal of the word behind the gap */
	size_t		at;				/* offset in the gap, SIZE_MAX for its start */
	size_t		allocated;
	NpWork		work;
} NpMarkReader;

extern void np_marks_begin(NpMarkReader *reader, const NpHost *host,
						   NpText text, const NpLayout *layout);

/*
 * Reads the next paragraph into reader->marks, or returns false at the end of
 * the text.  Paragraphs without marks may come along with a neighbour.
 */
extern bool np_marks_next(NpMarkReader *reader);
extern void np_marks_end(NpMarkReader *reader);

#endif							/* NP_MARKS_H */
