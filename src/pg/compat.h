/*-------------------------------------------------------------------------
 *
 * compat.h
 *	  Differences between the server versions that newsprint is built for
 *	  (15 and later), in one place.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_COMPAT_H
#define NP_COMPAT_H

#include "postgres.h"

#include "fmgr.h"

#if PG_VERSION_NUM < 150000
#error newsprint needs PostgreSQL 15 or later
#endif

/*
 * We compile with -fvisibility=hidden.  From 16 on, the server's macros make
 * entry points visible; before, they do not even declare them so.
 */
#if PG_VERSION_NUM < 160000
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(function) \
extern PGDLLEXPORT Datum function(PG_FUNCTION_ARGS); \
extern PGDLLEXPORT const Pg_finfo_record *CppConcat(pg_finfo_, function) (void); \
const Pg_finfo_record * \
CppConcat(pg_finfo_, function) (void) \
{ \
	static const Pg_finfo_record record = {1}; \
	return &record; \
} \
extern int	no_such_variable
#endif

/* Up to 17, what does not return is said by an attribute */
#if PG_VERSION_NUM < 180000
#define pg_noreturn __attribute__((noreturn))
#endif

/* VARDATA and its kin moved out of postgres.h */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* From 16 on, the caller of tuplesort_getdatum says whether it wants a copy */
#if PG_VERSION_NUM >= 160000
#define np_tuplesort_getdatum(sort, value, isnull) \
	tuplesort_getdatum(sort, true, true, value, isnull, NULL)
#else
#define np_tuplesort_getdatum(sort, value, isnull) \
	tuplesort_getdatum(sort, true, value, isnull, NULL)
#endif

/*
 * The statistics target of a column, and what ANALYZE's functions call between
 * rows.  (Their headers are included by who uses these.)
 */
#if PG_VERSION_NUM >= 170000
#define np_statistics_target(stats)	((stats)->attstattarget)
#else
#define np_statistics_target(stats)	((stats)->attr->attstattarget)
#endif
#define np_default_statistics_target(stats) \
	do { \
		if (np_statistics_target(stats) < 0) \
			np_statistics_target(stats) = default_statistics_target; \
	} while (0)
#if PG_VERSION_NUM >= 180000
#define np_vacuum_delay_point() vacuum_delay_point(true)
#else
#define np_vacuum_delay_point() vacuum_delay_point()
#endif

/* As the server's own maintenance does from 17 on */
#if PG_VERSION_NUM >= 170000
#define np_restrict_search_path() RestrictSearchPath()
#else
#define np_restrict_search_path() ((void) 0)
#endif

/* EXPLAIN ANALYZE counts an index scan's searches from 18 on. */
#if PG_VERSION_NUM >= 180000
#define np_count_index_scan(scan) \
	do { \
		pgstat_count_index_scan((scan)->indexRelation); \
		if ((scan)->instrument) \
			(scan)->instrument->nsearches++; \
	} while (0)
#else
#define np_count_index_scan(scan) \
	pgstat_count_index_scan((scan)->indexRelation)
#endif

/*
 * Up to 16, a snapshot may be so old (old_snapshot_threshold) that rows which
 * it sees are removed; whoever reads a page changed since raises an ERROR.
 * (utils/snapmgr.h and storage/bufmgr.h are included by who uses these.)
 */
#if PG_VERSION_NUM < 170000
#define np_snapshots_grow_old() OldSnapshotThresholdActive()
#define np_test_for_old_snapshot(snapshot, relation, page) \
	TestForOldSnapshot(snapshot, relation, page)
#else
#define np_snapshots_grow_old() false
#define np_test_for_old_snapshot(snapshot, relation, page) ((void) (page))
#endif

#endif							/* NP_COMPAT_H */
