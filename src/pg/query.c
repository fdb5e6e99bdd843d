/*-------------------------------------------------------------------------
 *
 * query.c
 *	  The type newsprint_query: a part to look for, and how many of its
 *	  entries, its threshold T, must be found.
 *
 * T is fixed when the query is made: the smaller of max(1, ceil(share * n))
 * and an absolute number, where n counts the entries that are left after those
 * to be ignored were taken out.  (1e-9 is taken off before rounding up, so
 * that .3 of 10 is 3 although .3 * 10 is a little more in floating point.)
 * Sequential scans, the index and newsprint_contains all go by the same T, so
 * they cannot disagree.
 *
 * A query keeps at most NP_MAX_QUERY_ENTRIES entries, those with the smallest
 * hashes.  Hashes are as good as random, so this is an unbiased sample of the
 * part, and the same one for equal parts (the sketch of Broder, On the
 * Resemblance and Containment of Documents, 1997); n then counts the sample.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/query.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/float.h"
#include "utils/memutils.h"

/* What is taken off before rounding a threshold up */
#define ROUNDING_SLACK		1e-9

NpQuery
np_query_from_datum(Datum datum)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(datum);

	return np_query_open(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
}

Datum
np_datum_from_query(NpParameters parameters, uint32 threshold,
					const uint64_t *hashes, size_t nhashes)
{
	size_t		size;
	char	   *memory;

	Assert(nhashes <= NP_MAX_QUERY_ENTRIES);
	memory = np_query_from_hashes(&np_host, parameters, threshold,
								  hashes, nhashes, VARHDRSZ, &size);
	SET_VARSIZE(memory, VARHDRSZ + size);
	return PointerGetDatum(memory);
}

uint32
np_share_threshold(double share, uint32 entries)
{
	double		least;

	/* written so that NaN fails */
	if (!(share > 0 && share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("share is out of range"),
				 errdetail("The share is %s; it must be greater than 0 and at most 1.",
						   float8out_internal(share)),
				 errhint("The share is the part of the entries that must be found: 0.5 asks for half of them; shingles asks for a number of them.")));
	least = ceil(share * entries - ROUNDING_SLACK);
	return least > 1 ? (uint32) least : 1;
}

uint32
np_query_threshold(NullableDatum share, NullableDatum shingles, uint32 entries)
{
	uint32		threshold = PG_UINT32_MAX;

	if (!share.isnull)
		threshold = np_share_threshold(DatumGetFloat8(share.value), entries);
	else if (shingles.isnull)
		threshold = np_share_threshold(0.5, entries);
	if (!shingles.isnull)
	{
		int32		number = DatumGetInt32(shingles.value);

		if (number < 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("shingles is out of range"),
					 errdetail("The number of shingles is %d; it must be at least 1.",
							   number),
					 errhint("A query matches at that many entries, or at fewer where the share asks for fewer; leave it out to go by the share alone.")));
		threshold = Min(threshold, (uint32) number);
	}
	return threshold;
}

size_t
np_countable_entries(uint64_t *hashes, size_t n, size_t most,
					 const NpPrint *ignore)
{
	NpHashReader reader;
	uint64_t	ignored = 0;
	bool		more = false;
	size_t		kept = 0;

	if (ignore != NULL)
	{
		reader = np_hashes(ignore);
		more = np_next_hash(&reader, &ignored);
	}
	for (size_t i = 0; i < n && kept < most; i++)
	{
		while (more && ignored < hashes[i])
		{
			CHECK_FOR_INTERRUPTS();
			more = np_next_hash(&reader, &ignored);
		}
		if (!more || ignored != hashes[i])
			hashes[kept++] = hashes[i];
	}
	return kept;
}

/* The query of to_newsprint_query's arguments 1 .. 3 and these hashes */
static Datum
make_query(FunctionCallInfo fcinfo, NpParameters parameters,
		   uint64_t *hashes, size_t n)
{
	NpPrint		ignore;
	bool		ignoring = !PG_ARGISNULL(2);

	if (ignoring)
	{
		ignore = PG_GETARG_PRINT(2);
		np_require_same_parameters(parameters, ignore.parameters);
	}
	n = np_countable_entries(hashes, n, NP_MAX_QUERY_ENTRIES,
							 ignoring ? &ignore : NULL);
	return np_datum_from_query(parameters,
							   np_query_threshold(fcinfo->args[1],
												  fcinfo->args[3], n),
							   hashes, n);
}

static void
notice_short_text(uint32 words)
{
	uint32		sure = NP_DEFAULT_SHINGLE + NP_DEFAULT_WINNOW - 1;

	if (words < sure)
		ereport(NOTICE,
				(errmsg("text is too short to be found for sure"),
				 errdetail("It has %u words; what two articles share is sure to be seen from %u words on.",
						   words, sure),
				 errhint("Give a longer passage.")));
}

PG_FUNCTION_INFO_V1(to_newsprint_query);
PG_FUNCTION_INFO_V1(to_newsprint_query_print);
PG_FUNCTION_INFO_V1(newsprint_match);
PG_FUNCTION_INFO_V1(newsprint_match_commuted);
PG_FUNCTION_INFO_V1(newsprint_contains);

/*
 * to_newsprint_query(part text, share float8, ignore newsprint, shingles int)
 * -> newsprint_query
 */
Datum
to_newsprint_query(PG_FUNCTION_ARGS)
{
	const NpParameters parameters = {
		NP_FORMAT, NP_NORMALIZATION, NP_PROFILE_ARTICLE,
		NP_DEFAULT_SHINGLE, NP_DEFAULT_WINNOW
	};
	NpSourceText part;
	NpPosting  *postings;
	size_t		npostings;
	uint32_t	words;
	uint64_t   *hashes;
	size_t		n = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	part = np_source_text(PG_GETARG_TEXT_PP(0));
	postings = np_fingerprint(&np_host, parameters, part.text,
							  &npostings, &words);
	notice_short_text(words);
	hashes = np_alloc(&np_host, Max(npostings, 1) * sizeof(uint64_t));
	for (size_t i = 0; i < npostings; i++)
		if (n == 0 || postings[i].hash != hashes[n - 1])
			hashes[n++] = postings[i].hash;
	np_release(&np_host, postings);
	PG_RETURN_DATUM(make_query(fcinfo, parameters, hashes, n));
}

/*
 * to_newsprint_query(part newsprint, share float8, ignore newsprint,
 * shingles int) -> newsprint_query
 */
Datum
to_newsprint_query_print(PG_FUNCTION_ARGS)
{
	NpPrint		part;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	part = PG_GETARG_PRINT(0);
	PG_RETURN_DATUM(make_query(fcinfo, part.parameters,
							   np_hashes_of(&part), part.entries));
}

bool
np_has_threshold(const NpPrint *whole, const NpPrint *part,
				 uint32 n, uint32 threshold)
{
	NpHashReader whole_reader = np_hashes(whole);
	NpHashReader part_reader = np_hashes(part);
	uint64_t	whole_hash;
	uint64_t	part_hash;
	uint32		may_miss;
	uint32		found = 0;

	if (!np_same_parameters(whole->parameters, part->parameters) ||
		n < threshold || whole->entries < threshold ||
		!np_next_hash(&whole_reader, &whole_hash))
		return false;
	may_miss = n - threshold;
	for (uint32 i = 0; i < n && np_next_hash(&part_reader, &part_hash); i++)
	{
		while (whole_hash < part_hash)
		{
			CHECK_FOR_INTERRUPTS();
			if (!np_next_hash(&whole_reader, &whole_hash))
				return false;
		}
		if (whole_hash == part_hash)
		{
			if (++found == threshold)
				return true;
		}
		else if (may_miss-- == 0)
			return false;
	}
	return false;
}

static bool
query_matches(const NpPrint *print, const NpQuery *query)
{
	return np_has_threshold(print, &query->print, query->print.entries,
							query->threshold);
}

/* newsprint_match(newsprint, newsprint_query) -> bool, the operator @@ */
Datum
newsprint_match(PG_FUNCTION_ARGS)
{
	NpPrint		print = PG_GETARG_PRINT(0);
	NpQuery		query = PG_GETARG_QUERY(1);

	PG_RETURN_BOOL(query_matches(&print, &query));
}

/* newsprint_match(newsprint_query, newsprint) -> bool, its commutator */
Datum
newsprint_match_commuted(PG_FUNCTION_ARGS)
{
	NpQuery		query = PG_GETARG_QUERY(0);
	NpPrint		print = PG_GETARG_PRINT(1);

	PG_RETURN_BOOL(query_matches(&print, &query));
}

/*
 * newsprint_contains(part newsprint, whole newsprint, share float8) -> bool:
 * whole @@ to_newsprint_query(part, share), without making the query.
 */
Datum
newsprint_contains(PG_FUNCTION_ARGS)
{
	NpPrint		part = PG_GETARG_PRINT(0);
	NpPrint		whole = PG_GETARG_PRINT(1);
	uint32		n = Min(part.entries, NP_MAX_QUERY_ENTRIES);
	uint32		threshold = np_share_threshold(PG_GETARG_FLOAT8(2), n);

	PG_RETURN_BOOL(np_has_threshold(&whole, &part, n, threshold));
}
