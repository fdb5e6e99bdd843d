/*-------------------------------------------------------------------------
 *
 * handler.c
 *	  The access method newsprint: what it can do, and its operator classes.
 *
 * See docs/index.md for why it is, and storage.h for how it lies on disk.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/am.h"
#include "pg/index/search.h"

#include "access/amvalidate.h"
#include "access/htup_details.h"
#include "access/reloptions.h"
#include "catalog/pg_amop.h"
#include "catalog/pg_opclass.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/catcache.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

/* The index has no options, so any is an error. */
static bytea *
options(Datum reloptions, bool validate)
{
	static bool registered = false;
	static relopt_kind kind;

	if (!registered)
	{
		kind = add_reloption_kind();
		registered = true;
	}
	return build_reloptions(reloptions, validate, kind, sizeof(StdRdOptions),
							NULL, 0);
}

static bool
complain(const char *opclass, const char *what, Oid operator)
{
	ereport(INFO,
			(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
			 errmsg("operator class \"%s\" of access method newsprint contains operator %s with %s",
					opclass, format_operator(operator), what)));
	return false;
}

/* Does an operator class have operators as np_operand reads them? */
static bool
validate(Oid opclass)
{
	HeapTuple	tuple = SearchSysCache1(CLAOID, ObjectIdGetDatum(opclass));
	Form_pg_opclass form;
	CatCList   *operators;
	char	   *name;
	Oid			type;
	bool		valid = true;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for operator class %u", opclass);
	form = (Form_pg_opclass) GETSTRUCT(tuple);
	type = form->opcintype;
	name = pstrdup(NameStr(form->opcname));
	operators = SearchSysCacheList1(AMOPSTRATEGY,
									ObjectIdGetDatum(form->opcfamily));
	for (int i = 0; i < operators->n_members; i++)
	{
		Form_pg_amop operator =
		(Form_pg_amop) GETSTRUCT(&operators->members[i]->tuple);
		bool		orders = operator->amoppurpose == AMOP_ORDER;
		Oid			right = operator->amopstrategy == NP_MATCH_STRATEGY ?
		operator->amoprighttype : type;

		if (operator->amopstrategy < NP_OVERLAP_STRATEGY ||
			operator->amopstrategy > NP_DISTANCE_STRATEGY)
			valid = complain(name, "a strategy number out of range",
							 operator->amopopr);
		else if (orders != (operator->amopstrategy == NP_DISTANCE_STRATEGY))
			valid = complain(name, "another purpose than its strategy's",
							 operator->amopopr);
		else if (orders &&
				 !opfamily_can_sort_type(operator->amopsortfamily, FLOAT8OID))
			valid = complain(name, "an order that is not of float8",
							 operator->amopopr);
		else if (!check_amop_signature(operator->amopopr,
									   orders ? FLOAT8OID : BOOLOID,
									   type, right))
			valid = complain(name, "another signature", operator->amopopr);
	}
	ReleaseCatCacheList(operators);
	ReleaseSysCache(tuple);
	return valid;
}

PG_FUNCTION_INFO_V1(newsprint_handler);

/* newsprint_handler(internal) -> index_am_handler */
Datum
newsprint_handler(PG_FUNCTION_ARGS)
{
	IndexAmRoutine *routine = makeNode(IndexAmRoutine);

	(void) fcinfo;
	routine->amstrategies = NP_DISTANCE_STRATEGY;
	routine->amsupport = 0;
	routine->amcanorderbyop = true;
	routine->amoptionalkey = true;	/* an order alone will do */
	routine->amkeytype = InvalidOid;

	routine->ambuild = np_index_build;
	routine->ambuildempty = np_index_buildempty;
	routine->aminsert = np_index_insert;
	routine->ambulkdelete = np_index_bulkdelete;
	routine->amvacuumcleanup = np_index_vacuumcleanup;
	routine->amcostestimate = np_index_costestimate;
	routine->amoptions = options;
	routine->ambuildphasename = np_index_buildphasename;
	routine->amvalidate = validate;
	routine->ambeginscan = np_index_beginscan;
	routine->amrescan = np_index_rescan;
	routine->amgettuple = np_index_gettuple;
	routine->amgetbitmap = np_index_getbitmap;
	routine->amendscan = np_index_endscan;
	PG_RETURN_POINTER(routine);
}
