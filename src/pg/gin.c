/*-------------------------------------------------------------------------
 *
 * gin.c
 *	  The operator class newsprint_ops for GIN.
 *
 * Keys are those of keys.h.
 *
 * Answers.  Every operator but one comes down to "at least T of the operand's
 * n keys":
 *
 *	a && b		T = 1
 *	a @> b		T = n
 *	a @@ q		T is part of the query
 *
 * With some keys known to be there (TRUE) and some not known yet (MAYBE), the
 * answer is yes if TRUE reaches T whatever becomes of the others, and no if
 * TRUE + MAYBE does not reach it.  From the second rule GIN itself finds out,
 * by declaring one key after the other absent, from the rarest on, that an
 * item must have one of the n - T + 1 rarest keys; only those lists are read
 * from the start, and the others are skipped through.  Nothing is rechecked.
 *
 * a <@ b cannot be had this way: that a has keys beside those of b is not to
 * be seen from b's keys.  Candidates are the prints that have one of b's keys,
 * and the empty ones, and the heap decides.  So it does for a @> b with an
 * empty b, which is true of all prints with the same parameters, and for an
 * operand of so many entries that a search for each would take too long (GIN's
 * start of a scan is quadratic in the number of keys): a @> b then goes by a
 * sample of b, a && b and a <@ b by the whole index, which the planner knows
 * to be no better than the table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/keys.h"

#include "access/gin.h"
#include "access/stratnum.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* Strategies of newsprint_ops */
#define OVERLAP_STRATEGY		1	/* newsprint && newsprint */
#define CONTAINS_STRATEGY		2	/* newsprint @> newsprint */
#define CONTAINED_STRATEGY		3	/* newsprint <@ newsprint */
#define MATCH_STRATEGY			4	/* newsprint @@ newsprint_query */

/* Most keys that are searched for one by one for && and <@ */
#define MAX_SEARCHED_KEYS		32768

StaticAssertDecl(sizeof(GinTernaryValue) == sizeof(bool) &&
				 GIN_FALSE == false && GIN_TRUE == true,
				 "known keys can be read as booleans or as ternary values");

/* What the consistent functions need to know of an operand */
typedef struct Wanted
{
	uint32		threshold;		/* T */
	bool		recheck;		/* T keys are not proof enough */
} Wanted;

/* The keys of the n smallest entries of a print */
static Datum *
keys_of(const NpPrint *print, uint32 n)
{
	uint64		prefix = np_key_prefix(print->parameters);
	Datum	   *keys = np_alloc(&np_host, Max(n, 1) * sizeof(Datum));
	NpHashReader reader = np_hashes(print);
	uint64_t	hash = 0;

	for (uint32 i = 0; i < n; i++)
	{
		(void) np_next_hash(&reader, &hash);
		keys[i] = Int64GetDatum((int64) (prefix | hash));
		CHECK_FOR_INTERRUPTS();
	}
	return keys;
}

PG_FUNCTION_INFO_V1(newsprint_gin_extract_value);
PG_FUNCTION_INFO_V1(newsprint_gin_extract_query);
PG_FUNCTION_INFO_V1(newsprint_gin_consistent);
PG_FUNCTION_INFO_V1(newsprint_gin_triconsistent);

/* newsprint_gin_extract_value(newsprint, internal, internal) -> internal */
Datum
newsprint_gin_extract_value(PG_FUNCTION_ARGS)
{
	NpPrint		print = PG_GETARG_PRINT(0);
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);

	*nkeys = (int32) print.entries;
	PG_RETURN_POINTER(keys_of(&print, print.entries));
}

/*
 * newsprint_gin_extract_query(newsprint or newsprint_query, internal, int2,
 * internal, internal, internal, internal) -> internal
 */
Datum
newsprint_gin_extract_query(PG_FUNCTION_ARGS)
{
	int32	   *nkeys = (int32 *) PG_GETARG_POINTER(1);
	StrategyNumber strategy = PG_GETARG_UINT16(2);
	Pointer   **extra_data = (Pointer **) PG_GETARG_POINTER(4);
	int32	   *search_mode = (int32 *) PG_GETARG_POINTER(6);
	Wanted	   *wanted = palloc(sizeof(Wanted));
	NpPrint		print;
	uint32		n;
	Datum	   *keys;

	*nkeys = 0;
	*search_mode = GIN_SEARCH_MODE_DEFAULT;
	wanted->recheck = false;
	if (strategy == MATCH_STRATEGY)
	{
		NpQuery		query = PG_GETARG_QUERY(0);

		print = query.print;
		n = print.entries;
		wanted->threshold = query.threshold;
		if (n < query.threshold)
			PG_RETURN_POINTER(NULL);
	}
	else
	{
		print = PG_GETARG_PRINT(0);
		n = print.entries;
		switch (strategy)
		{
			case OVERLAP_STRATEGY:
				wanted->threshold = 1;
				if (n > MAX_SEARCHED_KEYS)
					*search_mode = GIN_SEARCH_MODE_ALL;
				break;
			case CONTAINS_STRATEGY:
				if (n == 0)
					*search_mode = GIN_SEARCH_MODE_ALL;
				else if (n > NP_MAX_QUERY_ENTRIES)
				{
					n = NP_MAX_QUERY_ENTRIES;
					wanted->recheck = true;
				}
				wanted->threshold = n;
				break;
			case CONTAINED_STRATEGY:
				*search_mode = n > MAX_SEARCHED_KEYS ?
					GIN_SEARCH_MODE_ALL : GIN_SEARCH_MODE_INCLUDE_EMPTY;
				/* the empty prints have none */
				wanted->threshold = 0;
				wanted->recheck = true;
				break;
			default:
				elog(ERROR, "unrecognized strategy number: %d", strategy);
		}
		/* a look at the whole index needs no keys */
		if (*search_mode == GIN_SEARCH_MODE_ALL)
			n = 0;
	}
	if (n == 0)
		PG_RETURN_POINTER(NULL);

	keys = keys_of(&print, n);

	/*
	 * All keys point to the same knowledge.  That they point to any also
	 * spares GIN the search for an equal key among those before each.
	 */
	*extra_data = palloc(n * sizeof(Pointer));
	for (uint32 i = 0; i < n; i++)
		(*extra_data)[i] = (Pointer) wanted;
	*nkeys = (int32) n;
	PG_RETURN_POINTER(keys);
}

#define EACH_BYTE(value)		(UINT64CONST(0x0101010101010101) * (value))

/*
 * How many of n keys are TRUE, and how many MAYBE?  Asked so often that eight
 * of them are counted at a time, in a byte each, which have room for 255.
 */
static void
count_keys(const GinTernaryValue *keys, int n, uint32 *true_keys,
		   uint32 *maybe_keys)
{
	int			i = 0;

	StaticAssertStmt(GIN_TRUE == 1 && GIN_MAYBE == 2,
					 "a ternary value is one of two bits, or none");
	*true_keys = 0;
	*maybe_keys = 0;
	while (n - i >= 8)
	{
		int			end = i + Min((n - i) / 8, 255) * 8;
		uint64		trues = 0;
		uint64		maybes = 0;

		for (; i < end; i += 8)
		{
			uint64		eight;

			memcpy(&eight, keys + i, 8);
			trues += eight & EACH_BYTE(GIN_TRUE);
			maybes += eight >> 1 & EACH_BYTE(1);
		}
		for (int byte = 0; byte < 8; byte++)
		{
			*true_keys += trues >> (8 * byte) & 255;
			*maybe_keys += maybes >> (8 * byte) & 255;
		}
	}
	for (; i < n; i++)
	{
		*true_keys += keys[i] == GIN_TRUE;
		*maybe_keys += keys[i] == GIN_MAYBE;
	}
}

/* What extract_query said; without keys, that the heap decides */
static Wanted
wanted_of(const Pointer *extra_data, int nkeys)
{
	Wanted		anything = {0, true};

	return nkeys > 0 ? *(const Wanted *) extra_data[0] : anything;
}

/*
 * newsprint_gin_consistent(internal, int2, newsprint or newsprint_query, int4,
 * internal, internal, internal, internal) -> bool
 */
Datum
newsprint_gin_consistent(PG_FUNCTION_ARGS)
{
	const GinTernaryValue *check = (GinTernaryValue *) PG_GETARG_POINTER(0);
	int			nkeys = PG_GETARG_INT32(3);
	Wanted		wanted = wanted_of((Pointer *) PG_GETARG_POINTER(4), nkeys);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(5);
	uint32		true_keys;
	uint32		maybe_keys;

	*recheck = wanted.recheck;
	count_keys(check, nkeys, &true_keys, &maybe_keys);
	PG_RETURN_BOOL(true_keys >= wanted.threshold);
}

/*
 * newsprint_gin_triconsistent(internal, int2, newsprint or newsprint_query,
 * int4, internal, internal, internal) -> "char"
 */
Datum
newsprint_gin_triconsistent(PG_FUNCTION_ARGS)
{
	const GinTernaryValue *check = (GinTernaryValue *) PG_GETARG_POINTER(0);
	int			nkeys = PG_GETARG_INT32(3);
	Wanted		wanted = wanted_of((Pointer *) PG_GETARG_POINTER(4), nkeys);
	uint32		true_keys;
	uint32		maybe_keys;

	count_keys(check, nkeys, &true_keys, &maybe_keys);
	if (true_keys + maybe_keys < wanted.threshold)
		PG_RETURN_GIN_TERNARY_VALUE(GIN_FALSE);
	if (true_keys >= wanted.threshold && !wanted.recheck)
		PG_RETURN_GIN_TERNARY_VALUE(GIN_TRUE);
	PG_RETURN_GIN_TERNARY_VALUE(GIN_MAYBE);
}
