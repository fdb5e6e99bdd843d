/*-------------------------------------------------------------------------
 *
 * progress.c
 *	  Word from what runs long: a NOTICE now and then.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/progress.h"

#include "utils/timestamp.h"

/* Milliseconds between two notices */
#define INTERVAL	5000

NpProgress
np_begin_progress(const char *function)
{
	NpProgress	progress;

	progress.function = function;
	progress.told = GetCurrentTimestamp();
	return progress;
}

void
np_tell_progress(NpProgress *progress, const char *done_what,
				 const char *of_what, uint64 done, uint64 total)
{
	TimestampTz now = GetCurrentTimestamp();

	if (!TimestampDifferenceExceeds(progress->told, now, INTERVAL))
		return;
	progress->told = now;
	if (total > 0)
		ereport(NOTICE,
				(errmsg("%s: %s " UINT64_FORMAT " of " UINT64_FORMAT " %s",
						progress->function, done_what, done, total, of_what)));
	else
		ereport(NOTICE,
				(errmsg("%s: %s " UINT64_FORMAT " %s",
						progress->function, done_what, done, of_what)));
}
