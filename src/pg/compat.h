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

/* VARDATA and its kin moved out of postgres.h */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

#endif							/* NP_COMPAT_H */
