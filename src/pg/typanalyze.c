/*-------------------------------------------------------------------------
 *
 * typanalyze.c
 *	  ANALYZE of a column of prints: statistics.h says what it keeps.
 *
 * The sample's entries are sorted, so that an entry's prints stand together,
 * and read in one go.  How many prints have an entry is then exact for the
 * sample, whereas the lossy counting that the server uses for arrays and
 * tsvectors is not, and would not tell how common the entries are that are not
 * kept: they are most of a search's work.  The price is memory; as many of the
 * sample's prints are taken as fit into maintenance_work_mem, and the rest
 * only counts towards sizes.
 *
 * An entry that is not kept is, seen from a print that has it, in a share
 *
 *		sum of d (d - 1) / (sum of d * (n - 1))
 *
 * of the other prints, where d is the number of the sample's n prints that
 * have one, and the sums are over all such entries.  It is the chance that one
 * print's entry is found in another, and so does not grow with the sample as
 * the number of prints that have an entry would.
 *
 * How many entries two prints have in common is counted between some prints
 * of the sample, the probes, and all others.  It says what a join returns, and
 * a search whose operand is not known when it is planned.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/keys.h"
#include "pg/statistics.h"

#include <math.h>

#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "commands/vacuum.h"
#include "miscadmin.h"
#include "print/sort.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

/* Rows asked for per unit of the statistics target, as the server does */
#define ROWS_PER_TARGET		300

/* Most common entries kept per unit of the statistics target */
#define ENTRIES_PER_TARGET	10

/* An entry of fewer prints of the sample is there by chance */
#define LEAST_PRINTS		3

/* Prints that are compared with all others */
#define MOST_PROBES			200

/* A print of the sample */
typedef struct SampledPrint
{
	int			row;
	uint32		entries;
} SampledPrint;

/* What is known of the sample; memory is ANALYZE's, which frees it */
typedef struct Sample
{
	SampledPrint *prints;		/* those with a value */
	int			nprints;
	double		width;			/* of all of them, as stored */
	double		entries;		/* of all of them */

	/*
	 * Postings of every step-th print, sorted; a posting's word is the index
	 * of its print among those taken
	 */
	NpPosting  *postings;
	size_t		npostings;
	uint64	   *prefixes;		/* of the keys of those taken */
	uint64	   *marks;			/* hashes of all their entries together */
	int			ntaken;
} Sample;

/* Entries of the postings at from, the prints that have one: n */
typedef struct Group
{
	size_t		from;
	size_t		n;
} Group;

static bool
next_group(const Sample *sample, Group *group)
{
	size_t		end;

	group->from += group->n;
	if (group->from == sample->npostings)
		return false;
	end = group->from;
	do
		end++;
	while (end < sample->npostings &&
		   sample->postings[end].hash == sample->postings[group->from].hash);
	group->n = end - group->from;
	return true;
}

/* Reads the headers of all prints: how many entries they have */
static void
read_sizes(Sample *sample, VacAttrStats *stats,
		   AnalyzeAttrFetchFunc fetch, int rows)
{
	sample->prints = palloc(Max(rows, 1) * sizeof(SampledPrint));
	for (int row = 0; row < rows; row++)
	{
		bool		isnull;
		Datum		value = fetch(stats, row, &isnull);
		struct varlena *head;
		NpPrint		print;

		np_vacuum_delay_point();
		if (isnull)
			continue;
		head = (struct varlena *) PG_DETOAST_DATUM_SLICE(value, 0, NP_HEADER_SIZE);
		print = np_print_open(VARDATA_ANY(head), VARSIZE_ANY_EXHDR(head));
		sample->width += VARSIZE_ANY(DatumGetPointer(value));
		sample->entries += print.entries;
		sample->prints[sample->nprints].row = row;
		sample->prints[sample->nprints].entries = print.entries;
		sample->nprints++;
		if ((Pointer) head != DatumGetPointer(value))
			pfree(head);
	}
}

/*
 * Reads and sorts the entries of as many prints as there is memory for, with
 * what comparing them takes.  np_sort_postings needs as much again as it sorts.
 */
static void
read_postings(Sample *sample, VacAttrStats *stats, AnalyzeAttrFetchFunc fetch)
{
	double		bytes = sample->entries * 2 * sizeof(NpPosting) +
	sample->nprints * (MOST_PROBES * sizeof(uint32) + sizeof(uint64) +
					   sizeof(int));
	int			step = (int) ceil(Max(1, bytes / (maintenance_work_mem * 1024.0)));
	double		entries = 0;

	for (int i = 0; i < sample->nprints; i += step)
		entries += sample->prints[i].entries;
	sample->postings = np_alloc(&np_host, Max(entries, 1) * sizeof(NpPosting));
	sample->prefixes = palloc(sample->nprints * sizeof(uint64));
	sample->marks = palloc(sample->nprints * sizeof(uint64));
	for (int i = 0; i < sample->nprints; i += step)
	{
		bool		isnull;
		Datum		value = fetch(stats, sample->prints[i].row, &isnull);
		NpPrint		print = np_print_from_datum(value);
		NpHashReader reader = np_hashes(&print);
		uint64_t	hash;
		uint64		mark = 0;

		np_vacuum_delay_point();
		while (np_next_hash(&reader, &hash))
		{
			mark = np_mix(mark ^ hash);
			sample->postings[sample->npostings].hash = hash;
			sample->postings[sample->npostings].word = sample->ntaken;
			sample->npostings++;
		}
		sample->prefixes[sample->ntaken] = np_key_prefix(print.parameters);
		sample->marks[sample->ntaken] =
			np_mix(mark ^ sample->prefixes[sample->ntaken]);
		sample->ntaken++;
		if (print.bytes != VARDATA_ANY(DatumGetPointer(value)))
			pfree((char *) print.bytes - VARHDRSZ);
	}
	np_sort_postings(&np_host, sample->postings, sample->npostings);
}

/*
 * The number of prints from which on an entry is kept, such that at most that
 * many are.
 */
static size_t
least_kept(const Sample *sample, int most_kept)
{
	uint32	   *groups = palloc0((sample->ntaken + 2) * sizeof(uint32));
	Group		group = {0, 0};
	size_t		least = sample->ntaken + 1;
	uint32		kept = 0;

	/* an entry is in a print once, so n is at most ntaken */
	while (next_group(sample, &group))
		groups[group.n]++;
	while (least > LEAST_PRINTS && kept + groups[least - 1] <= (uint32) most_kept)
		kept += groups[--least];
	pfree(groups);
	return least;
}

/*
 * Fills the slot of the commonest entries; returns the share of the prints in
 * which an entry is that is not kept.
 */
static double
keep_commonest(const Sample *sample, VacAttrStats *stats, int slot,
			   int most_kept)
{
	size_t		least = least_kept(sample, most_kept);
	Datum	   *values;
	float4	   *shares;
	float4		least_share = 1;
	float4		greatest_share = 0;
	int			kept = 0;
	double		others = 0;
	double		pairs = 0;
	Group		group = {0, 0};
	MemoryContext caller;

	/* where int8 goes by reference, its values are kept, too */
	caller = MemoryContextSwitchTo(stats->anl_context);
	values = palloc(most_kept * sizeof(Datum));
	shares = palloc((most_kept + 2) * sizeof(float4));
	while (next_group(sample, &group))
	{
		double		n = group.n;

		if (group.n < least)
		{
			others += n;
			pairs += n * (n - 1);
			continue;
		}
		values[kept] = Int64GetDatum((int64) (sample->postings[group.from].hash |
											  sample->prefixes[sample->postings[group.from].word]));
		shares[kept] = n / sample->ntaken;
		least_share = Min(least_share, shares[kept]);
		greatest_share = Max(greatest_share, shares[kept]);
		kept++;
	}
	MemoryContextSwitchTo(caller);
	if (kept > 0)
	{
		shares[kept] = least_share;
		shares[kept + 1] = greatest_share;
		stats->stakind[slot] = STATISTIC_KIND_MCELEM;
		stats->staop[slot] = lookup_type_cache(INT8OID, TYPECACHE_EQ_OPR)->eq_opr;
		stats->stacoll[slot] = InvalidOid;
		stats->stanumbers[slot] = shares;
		stats->numnumbers[slot] = kept + 2;
		stats->stavalues[slot] = values;
		stats->numvalues[slot] = kept;
		stats->statypid[slot] = INT8OID;
		stats->statyplen[slot] = sizeof(int64);
		stats->statypbyval[slot] = FLOAT8PASSBYVAL;
		stats->statypalign[slot] = TYPALIGN_DOUBLE;
	}
	return others > 0 && sample->ntaken > 1 ?
		pairs / (others * (sample->ntaken - 1)) : 0;
}

static int
compare_entries(const void *a, const void *b)
{
	uint32		a_entries = ((const SampledPrint *) a)->entries;
	uint32		b_entries = ((const SampledPrint *) b)->entries;

	return (a_entries > b_entries) - (a_entries < b_entries);
}

/* Fills the slot of the number of entries; reorders the sample's prints */
static void
keep_sizes(Sample *sample, VacAttrStats *stats, int slot, int bins)
{
	float4	   *sizes = MemoryContextAlloc(stats->anl_context,
										   (bins + 2) * sizeof(float4));

	qsort(sample->prints, sample->nprints, sizeof(SampledPrint),
		  compare_entries);
	for (int i = 0; i <= bins; i++)
		sizes[i] = sample->prints[(int64) (sample->nprints - 1) * i / bins].entries;
	sizes[bins + 1] = sample->entries / sample->nprints;
	stats->stakind[slot] = STATISTIC_KIND_DECHIST;
	stats->staop[slot] = lookup_type_cache(INT8OID, TYPECACHE_EQ_OPR)->eq_opr;
	stats->stacoll[slot] = InvalidOid;
	stats->stanumbers[slot] = sizes;
	stats->numnumbers[slot] = bins + 2;
}

/* Fills the slot of entries in common */
static void
keep_shared(const Sample *sample, VacAttrStats *stats, int slot,
			double share_of_others)
{
	int			probes = Min(sample->ntaken, MOST_PROBES);
	uint32	   *shared = np_alloc(&np_host, (size_t) probes * sample->ntaken *
								  sizeof(uint32));
	int		   *probe_of = palloc(Max(sample->ntaken, 1) * sizeof(int));
	float4	   *numbers = MemoryContextAlloc(stats->anl_context,
											 NP_SHARED_NUMBERS * sizeof(float4));
	double		pairs[NP_SHARED_STEPS + 1] = {0};
	double		all = (double) probes * (sample->ntaken - 1);
	Group		group = {0, 0};

	memset(shared, 0, (size_t) probes * sample->ntaken * sizeof(uint32));
	for (int print = 0; print < sample->ntaken; print++)
		probe_of[print] = -1;
	for (int probe = 0; probe < probes; probe++)
		probe_of[(int64) sample->ntaken * probe / probes] = probe;

	while (next_group(sample, &group))
	{
		const NpPosting *postings = sample->postings + group.from;

		for (size_t i = 0; i < group.n; i++)
		{
			int			probe = probe_of[postings[i].word];

			if (probe < 0)
				continue;
			np_vacuum_delay_point();
			for (size_t j = 0; j < group.n; j++)
				shared[(size_t) probe * sample->ntaken + postings[j].word]++;
		}
	}

	for (int print = 0; print < sample->ntaken; print++)
		for (int probe = 0; probe < probes; probe++)
			if (probe != probe_of[print])
				pairs[Min(shared[(size_t) probe * sample->ntaken + print],
						  NP_SHARED_STEPS)]++;
	numbers[0] = share_of_others;
	for (int t = NP_SHARED_STEPS; t >= 1; t--)
	{
		if (t < NP_SHARED_STEPS)
			pairs[t] += pairs[t + 1];
		numbers[t] = all > 0 ? pairs[t] / all : 0;
	}
	stats->stakind[slot] = NP_KIND_SHARED;
	stats->staop[slot] = InvalidOid;
	stats->stacoll[slot] = InvalidOid;
	stats->stanumbers[slot] = numbers;
	stats->numnumbers[slot] = NP_SHARED_NUMBERS;
	np_release(&np_host, shared);
}

static int
compare_marks(const void *a, const void *b)
{
	uint64		x = *(const uint64 *) a;
	uint64		y = *(const uint64 *) b;

	return (x > y) - (x < y);
}

/*
 * How many different prints there are, negative in proportion to the rows, by
 * the estimator that the server uses for others (Haas and Stokes, 1998).
 * Prints of the same entries count as one whatever their places.  Reorders
 * the marks.
 */
static double
distinct_prints(Sample *sample, double rows)
{
	double		n = sample->ntaken;
	double		all = Max(rows, n);
	double		different = 0;
	double		single = 0;
	int			same;

	qsort(sample->marks, sample->ntaken, sizeof(uint64), compare_marks);
	for (int i = 0; i < sample->ntaken; i += same)
	{
		same = 1;
		while (i + same < sample->ntaken &&
			   sample->marks[i + same] == sample->marks[i])
			same++;
		different++;
		single += same == 1;
	}
	if (different == single)
		return -1;
	different *= n / (n - single + single * n / all);
	different = Min(different, all);
	return different > 0.1 * all ? -different / all : rint(different);
}

static void
compute_statistics(VacAttrStats *stats, AnalyzeAttrFetchFunc fetch,
				   int rows, double total_rows)
{
	Sample		sample = {0};
	int			target = np_statistics_target(stats);
	double		share_of_others;

	read_sizes(&sample, stats, fetch, rows);
	stats->stats_valid = rows > 0;
	if (sample.nprints == 0)
	{
		stats->stanullfrac = 1;
		return;
	}
	stats->stanullfrac = (double) (rows - sample.nprints) / rows;
	stats->stawidth = sample.width / sample.nprints;

	read_postings(&sample, stats, fetch);
	stats->stadistinct = distinct_prints(&sample,
										 total_rows * (1 - stats->stanullfrac));
	if (stats->stadistinct < 0)
		stats->stadistinct *= 1 - stats->stanullfrac;
	share_of_others = keep_commonest(&sample, stats, 0,
									 target * ENTRIES_PER_TARGET);
	keep_shared(&sample, stats, 2, share_of_others);
	keep_sizes(&sample, stats, 1, target);
}

PG_FUNCTION_INFO_V1(newsprint_typanalyze);

/* newsprint_typanalyze(internal) -> bool: prepares ANALYZE of a column */
Datum
newsprint_typanalyze(PG_FUNCTION_ARGS)
{
	VacAttrStats *stats = (VacAttrStats *) PG_GETARG_POINTER(0);

	np_default_statistics_target(stats);
	stats->compute_stats = compute_statistics;
	stats->minrows = ROWS_PER_TARGET * np_statistics_target(stats);
	PG_RETURN_BOOL(true);
}
