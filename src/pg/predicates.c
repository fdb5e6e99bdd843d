/*-------------------------------------------------------------------------
 *
 * predicates.c
 *	  The searchable operators between prints: &&, @> and <@.
 *
 * Each stops at the first entry that decides.  Prints of different parameters
 * share no entry and neither contains the other, not even an empty one; that
 * is an answer and no error, so that a table with prints of several kinds can
 * be searched.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

#include "miscadmin.h"

static bool
share_an_entry(const NpPrint *a, const NpPrint *b)
{
	NpHashReader a_reader = np_hashes(a);
	NpHashReader b_reader = np_hashes(b);
	uint64_t	a_hash;
	uint64_t	b_hash;
	bool		more;

	if (!np_same_parameters(a->parameters, b->parameters))
		return false;
	more = np_next_hash(&a_reader, &a_hash) &&
		np_next_hash(&b_reader, &b_hash);
	while (more && a_hash != b_hash)
	{
		CHECK_FOR_INTERRUPTS();
		more = a_hash < b_hash ?
			np_next_hash(&a_reader, &a_hash) :
			np_next_hash(&b_reader, &b_hash);
	}
	return more;
}

static bool
has_all_of(const NpPrint *whole, const NpPrint *part)
{
	NpHashReader whole_reader = np_hashes(whole);
	NpHashReader part_reader = np_hashes(part);
	uint64_t	whole_hash = 0;
	uint64_t	part_hash;

	if (!np_same_parameters(whole->parameters, part->parameters) ||
		whole->entries < part->entries)
		return false;
	while (np_next_hash(&part_reader, &part_hash))
	{
		do
		{
			CHECK_FOR_INTERRUPTS();
			if (!np_next_hash(&whole_reader, &whole_hash))
				return false;
		} while (whole_hash < part_hash);
		if (whole_hash != part_hash)
			return false;
	}
	return true;
}

PG_FUNCTION_INFO_V1(newsprint_shares);
PG_FUNCTION_INFO_V1(newsprint_contains_all);
PG_FUNCTION_INFO_V1(newsprint_contained_by);

/* newsprint_shares(newsprint, newsprint) -> bool, the operator && */
Datum
newsprint_shares(PG_FUNCTION_ARGS)
{
	NpPrint		a = PG_GETARG_PRINT(0);
	NpPrint		b = PG_GETARG_PRINT(1);

	PG_RETURN_BOOL(share_an_entry(&a, &b));
}

/* newsprint_contains_all(newsprint, newsprint) -> bool, the operator @> */
Datum
newsprint_contains_all(PG_FUNCTION_ARGS)
{
	NpPrint		whole = PG_GETARG_PRINT(0);
	NpPrint		part = PG_GETARG_PRINT(1);

	PG_RETURN_BOOL(has_all_of(&whole, &part));
}

/* newsprint_contained_by(newsprint, newsprint) -> bool, the operator <@ */
Datum
newsprint_contained_by(PG_FUNCTION_ARGS)
{
	NpPrint		part = PG_GETARG_PRINT(0);
	NpPrint		whole = PG_GETARG_PRINT(1);

	PG_RETURN_BOOL(has_all_of(&whole, &part));
}
