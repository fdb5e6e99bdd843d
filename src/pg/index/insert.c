/*-------------------------------------------------------------------------
 *
 * insert.c
 *	  Inserting a row into an index.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/am.h"
#include "pg/index/change.h"

#include "utils/memutils.h"

bool
np_index_insert(Relation index, Datum *values, bool *isnull, ItemPointer tid,
				Relation heap, IndexUniqueCheck check_unique,
				bool index_unchanged, IndexInfo *info)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "newsprint insert",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	NpPrint		print = {0};
	NpIndexedArticle article;

	(void) heap;
	(void) check_unique;
	(void) index_unchanged;
	(void) info;
	if (!isnull[0])
		print = np_print_from_datum(values[0]);
	article = np_indexed_article(tid, isnull[0] ? NULL : &print);
	if (np_append_pending(index, &article, isnull[0] ? NULL : &print) &&
		np_try_lock_changes(index))
	{
		np_flush_pending(index);
		np_merge_segments(index, NP_MERGE_AT_INSERT);
		np_unlock_changes(index);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return false;
}
