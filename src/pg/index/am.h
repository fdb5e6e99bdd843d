/*-------------------------------------------------------------------------
 *
 * am.h
 *	  The callbacks of the access method newsprint, by file.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_INDEX_AM_H
#define NP_INDEX_AM_H

#include "postgres.h"

#include "access/amapi.h"
#include "access/genam.h"
#include "nodes/execnodes.h"
#include "nodes/pathnodes.h"

/* build.c */
extern IndexBuildResult *np_index_build(Relation heap, Relation index,
										IndexInfo *info);
extern void np_index_buildempty(Relation index);
extern char *np_index_buildphasename(int64 phase);

/* insert.c */
extern bool np_index_insert(Relation index, Datum *values, bool *isnull,
							ItemPointer tid, Relation heap,
							IndexUniqueCheck check_unique,
							bool index_unchanged, IndexInfo *info);

/* scan.c */
extern IndexScanDesc np_index_beginscan(Relation index, int nkeys,
										int norderbys);
extern void np_index_rescan(IndexScanDesc scan, ScanKey keys, int nkeys,
							ScanKey orderbys, int norderbys);
extern bool np_index_gettuple(IndexScanDesc scan, ScanDirection direction);
extern int64 np_index_getbitmap(IndexScanDesc scan, TIDBitmap *bitmap);
extern void np_index_endscan(IndexScanDesc scan);

/* vacuum.c */
extern IndexBulkDeleteResult *np_index_bulkdelete(IndexVacuumInfo *info,
												  IndexBulkDeleteResult *stats,
												  IndexBulkDeleteCallback callback,
												  void *callback_state);
extern IndexBulkDeleteResult *np_index_vacuumcleanup(IndexVacuumInfo *info,
													 IndexBulkDeleteResult *stats);

/* cost.c */
extern void np_index_costestimate(struct PlannerInfo *root, struct IndexPath *path,
								  double loop_count, Cost *startup_cost,
								  Cost *total_cost, Selectivity *selectivity,
								  double *correlation, double *pages);

#endif							/* NP_INDEX_AM_H */
