/*-------------------------------------------------------------------------
 *
 * gap.h
 *	  What lies between two words: ends of lines, paragraphs and sentences.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_GAP_H
#define NP_GAP_H

#include "text/host.h"
#include "text/punctuation.h"

/* What a gap shows */
typedef struct NpGap
{
	size_t		from;
	size_t		to;
	size_t		visible_start;	/* its first character that is to be seen, or
								 * to */
	size_t		visible_end;	/* where the last one ends, or from */

	/* Line and paragraph breaks; several count as one */
	bool		line;
	bool		paragraph;
	size_t		break_end;
	size_t		break_start;

	/* The last stop that may end a sentence */
	NpSign		stop;			/* NP_SIGN_OTHER if there is none */
	size_t		stop_at;
	int			stops;			/* how many in a row: two or more are no
								 * abbreviation */
	bool		closed;			/* something closes behind it */
	bool		spaced;			/* white space behind that */
	bool		quoted;			/* an opening quotation mark behind that */
	size_t		sentence_end;
	size_t		sentence_start;
} NpGap;

/*
 * Reads the gap from one word's end (0 before the first word) to the next
 * one's start (text.length behind the last word), in one pass; all are bytes.
 * open is the double mark that is open there, or NP_NO_MARK, and is kept.
 */
extern void np_gap_read(NpWork *work, NpText text, size_t from, size_t to,
						NpMark *open, NpGap *gap);

#endif							/* NP_GAP_H */
