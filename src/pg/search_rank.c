/*-------------------------------------------------------------------------
 *
 * search_rank.c
 *	  The best of what newsprint_search finds.
 *
 * Up to twice as many as are wanted are collected; then they are sorted, and
 * the worse half goes.  So memory is bounded by the number of results, and each
 * is sorted a constant number of times.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/search.h"

#include "utils/builtins.h"
#include "utils/memutils.h"

struct NpRanking
{
	MemoryContext context;
	size_t		most;			/* rows wanted */
	size_t		count;
	size_t		room;
	NpFound    *found;
	bool		full;			/* found[most - 1] is the last that was kept,
								 * when they were sorted last */
};

NpRanking *
np_begin_ranking(size_t most)
{
	NpRanking  *ranking = palloc0(sizeof(NpRanking));

	ranking->context = CurrentMemoryContext;
	ranking->most = most;
	ranking->room = Min(most, 64) * 2;
	ranking->found = palloc(ranking->room * sizeof(NpFound));
	return ranking;
}

static int
compare_found(const void *a, const void *b)
{
	const NpFound *x = a;
	const NpFound *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return strcmp(x->id, y->id);
}

static void
keep_the_best(NpRanking *ranking)
{
	qsort(ranking->found, ranking->count, sizeof(NpFound), compare_found);
	while (ranking->count > ranking->most)
		pfree(unconstify(char *, ranking->found[--ranking->count].id));
	ranking->full = ranking->count == ranking->most;
}

void
np_rank(NpRanking *ranking, const NpFound *found)
{
	if (ranking->full &&
		compare_found(found, &ranking->found[ranking->most - 1]) >= 0)
		return;
	if (ranking->count == ranking->room)
	{
		if (ranking->room / 2 >= ranking->most)
			keep_the_best(ranking);
		else
		{
			ranking->room = Min(ranking->room, ranking->most) * 2;
			ranking->found = repalloc_huge(ranking->found,
										   ranking->room * sizeof(NpFound));
		}
	}
	ranking->found[ranking->count] = *found;
	ranking->found[ranking->count].id = MemoryContextStrdup(ranking->context,
															found->id);
	ranking->count++;
}

void
np_put_ranking(NpRanking *ranking, NpRows *rows)
{
	keep_the_best(ranking);
	for (size_t i = 0; i < ranking->count; i++)
	{
		const NpFound *found = &ranking->found[i];
		Datum		values[7];
		bool		nulls[7] = {false};

		values[0] = CStringGetTextDatum(found->id);
		values[1] = Float8GetDatum(found->containment);
		values[2] = Float8GetDatum(found->contained);
		values[3] = Int32GetDatum((int32) found->shared);
		nulls[2] = nulls[3] = found->no_entries;
		values[4] = Int32GetDatum((int32) found->words);
		values[5] = Int32GetDatum((int32) found->longest_run);
		nulls[4] = nulls[5] = found->no_runs;
		values[6] = Float8GetDatum(found->score);
		np_put_row(rows, values, nulls);
	}
}
