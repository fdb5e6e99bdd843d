/*-------------------------------------------------------------------------
 *
 * progress.h
 *	  Word from what runs long: a NOTICE now and then.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PROGRESS_H
#define NP_PROGRESS_H

#include "pg/newsprint.h"

#include "datatype/timestamp.h"

typedef struct NpProgress
{
	const char *function;		/* whose progress */
	TimestampTz told;			/* when it began, or told last */
} NpProgress;

extern NpProgress np_begin_progress(const char *function);

/*
 * Every five seconds raises a NOTICE such as "newsprint_pairs: read 40000 of
 * 100000 articles"; between them costs next to nothing, so that it can be
 * called for every row.  A total of 0 is not known, and is not shown.
 */
extern void np_tell_progress(NpProgress *progress, const char *done_what,
							 const char *of_what, uint64 done, uint64 total);

#endif							/* NP_PROGRESS_H */
