/*-------------------------------------------------------------------------
 *
 * search_candidates.c
 *	  What newsprint_search finds, measured and scored.
 *
 * An entry that many of the candidates have tells little about any of them:
 * most often it is a phrase of everyday news.  So it weighs 1 / (1 + log2(n))
 * where n of the candidates have it, and
 *
 *	score = sqrt(weighted containment * longest run / span of the text)
 *
 * where the weighted containment is the share of the text's entries that the
 * article has, by weight (those that no candidate has weigh as much as the
 * others do in the mean), and the span is what the longest run of a verbatim
 * copy comes to.  The longest run keeps apart those who have a passage of the
 * text from those who have as many entries scattered over it.  A verbatim copy
 * of the whole text scores 1, or about 1 where the search is deep.
 *
 * Measured on 35,547 news articles (AllSides): 300 of them, or one paragraph
 * of each, edited in 6 % and 15 % of the words, with every fifth word replaced
 * (spun), and a paragraph of 45 to 110 words inside 600 words of another
 * article that is not in the table; mean reciprocal rank of the true source
 * among the candidates of share 0.3, shingles 3.  Of whole articles and of
 * paragraphs alone every score finds the source first.  "Wire" is the share of
 * 300 simulated copies of the source, each with 70 % of its entries, among the
 * first 300: a weight must not turn against a story because everybody has it.
 *
 *	score						  excerpt	6 %		15 %	spun	wire
 *	containment						.860	.842	.795	.525	.972
 *	max(containment, contained)		.872	.828	.813	.543	.974
 *	longest run						.908	.873	.879	.815	.989
 *	containment * run				.898	.896	.886	.745	.987
 *	ln(N/n) among N candidates		.918	.911	.878	.721	.943
 *	its square						.940	.943	.909	.779	.879
 *	1/n								.968	.947	.947	.846	.835
 *	1/sqrt(n)						.963	.949	.925	.791	.916
 *	1/(1+log2(n))					.962	.947	.931	.797	.957
 *	1/sqrt(n), * run				.963	.961	.925	.866	.983
 *	1/(1+log2(n)), * run			.968	.968	.931	.853	.985
 *
 * An index could tell in how many articles of the table an entry is.  Weighing
 * by that, as ln(1 + N/(df+1)), its square or 1/(1+log2(df/n)), made no
 * difference on 100,000 articles (240 sources sought by an excerpt, and with
 * 15 % and every fifth of their words replaced: .988, .987, .985 to .989), and
 * the ranking would have depended on which indexes a table has.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/search.h"

#include <math.h>

#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

/* The first of ascending hashes from i on that is not less than hash */
static size_t
skip_to(const uint64_t *hashes, size_t n, size_t i, uint64_t hash)
{
	size_t		step = 1;
	size_t		low = i;
	size_t		high;

	while (i < n && hashes[i] < hash)
	{
		low = i + 1;
		i += step;
		step *= 2;
	}
	high = Min(i, n);
	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (hashes[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
np_measure_entries(const NpSought *sought, const NpPrint *print,
				   NpFound *found, uint32_t *places)
{
	NpHashReader reader = np_hashes(print);
	uint64_t	hash;
	uint32_t	countable = 0;
	size_t		i = 0;
	size_t		j = 0;

	found->shared = 0;
	while (np_next_hash(&reader, &hash))
	{
		i = skip_to(sought->hashes, sought->nhashes, i, hash);
		if (i < sought->nhashes && sought->hashes[i] == hash)
		{
			if (places != NULL)
				places[found->shared] = i;
			found->shared++;
		}
		j = skip_to(sought->ignored, sought->nignored, j, hash);
		if (j == sought->nignored || sought->ignored[j] != hash)
			countable++;
	}
	found->containment = Min(1, found->shared / (double) Max(sought->expected, 1));
	found->contained = countable > 0 ? found->shared / (double) countable : 0;
}

/* Chains may overlap in the text; each of its words counts once. */
static void
measure_runs(const NpSought *sought, const NpPrint *print, NpFound *found)
{
	NpChain    *chains;
	size_t		nchains;
	uint32_t	counted = 0;	/* words of the text up to here */

	found->words = found->longest_run = 0;
	found->no_runs = (print->flags & NP_NO_POSITIONS) != 0;
	if (found->no_runs)
		return;
	chains = np_chains(&np_host, print, &sought->print, &nchains);
	for (size_t i = 0; i < nchains; i++)
	{
		uint32_t	first = Max(chains[i].reprint_word, counted);
		uint32_t	end = chains[i].reprint_word + chains[i].reprint_words;

		if (end > first)
		{
			found->words += end - first;
			counted = end;
		}
		found->longest_run = Max(found->longest_run, chains[i].reprint_words);
	}
	np_release(&np_host, chains);
}

/*
 * A candidate that waits is a row of its id and a bytea: an NpFound, and the
 * places of its shared entries.
 */
struct NpCandidates
{
	const NpSought *sought;
	uint32_t   *numbers;		/* [i]: candidates that have entry i */
	uint32_t   *places;			/* room for a candidate's */
	TupleDesc	desc;
	Tuplestorestate *waiting;
	MemoryContext row_context;
};

NpCandidates *
np_begin_candidates(const NpSought *sought)
{
	NpCandidates *candidates = palloc(sizeof(NpCandidates));
	Size		size = sought->nhashes * sizeof(uint32_t);

	candidates->sought = sought;
	candidates->numbers = MemoryContextAllocExtended(CurrentMemoryContext, size,
													 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	candidates->places = MemoryContextAllocHuge(CurrentMemoryContext, size);
	candidates->desc = CreateTemplateTupleDesc(2);
	TupleDescInitEntry(candidates->desc, 1, "id", TEXTOID, -1, 0);
	TupleDescInitEntry(candidates->desc, 2, "found", BYTEAOID, -1, 0);
	candidates->waiting = tuplestore_begin_heap(false, false, work_mem);
	candidates->row_context = AllocSetContextCreate(CurrentMemoryContext,
													"newsprint candidate",
													ALLOCSET_DEFAULT_SIZES);
	return candidates;
}

void
np_add_candidate(NpCandidates *candidates, const char *id,
				 const NpPrint *print)
{
	MemoryContext old = MemoryContextSwitchTo(candidates->row_context);
	NpFound		found = {0};
	Size		size;
	bytea	   *value;
	Datum		values[2];
	bool		nulls[2] = {false};

	np_measure_entries(candidates->sought, print, &found, candidates->places);
	measure_runs(candidates->sought, print, &found);
	for (uint32_t i = 0; i < found.shared; i++)
		candidates->numbers[candidates->places[i]]++;

	size = VARHDRSZ + sizeof(NpFound) + found.shared * sizeof(uint32_t);
	value = palloc(size);
	SET_VARSIZE(value, size);
	memcpy(VARDATA(value), &found, sizeof(NpFound));
	memcpy(VARDATA(value) + sizeof(NpFound), candidates->places,
		   found.shared * sizeof(uint32_t));
	values[0] = CStringGetTextDatum(id);
	values[1] = PointerGetDatum(value);
	tuplestore_putvalues(candidates->waiting, candidates->desc, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(candidates->row_context);
}

/* What an entry weighs that so many candidates have */
static double
weight(uint32_t candidates)
{
	return 1 / (1 + log2(candidates));
}

/* The candidate in a row, scored */
static NpFound
scored(const NpCandidates *candidates, double all, TupleTableSlot *slot)
{
	bool		isnull;
	text	   *id = DatumGetTextPP(slot_getattr(slot, 1, &isnull));
	bytea	   *value = DatumGetByteaPP(slot_getattr(slot, 2, &isnull));
	const char *data = VARDATA_ANY(value);
	NpFound		found;
	double		score = 0;

	memcpy(&found, data, sizeof(NpFound));
	for (uint32_t i = 0; i < found.shared; i++)
	{
		uint32_t	place;

		memcpy(&place, data + sizeof(NpFound) + i * sizeof(place),
			   sizeof(place));
		score += weight(candidates->numbers[place]);
	}
	/* an article may keep more of a repeated text than of one */
	score = Min(1, score / all);
	if (!found.no_runs)
		score = sqrt(score * Min(1, found.longest_run / (double) candidates->sought->span));
	found.score = score;
	found.id = text_to_cstring(id);
	return found;
}

void
np_rank_candidates(NpCandidates *candidates, NpRanking *ranking)
{
	const NpSought *sought = candidates->sought;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(candidates->desc,
													&TTSOpsMinimalTuple);
	double		all = 0;
	size_t		met = 0;

	/* what the entries that an article keeps of the whole text weigh */
	for (size_t i = 0; i < sought->nhashes; i++)
	{
		if (candidates->numbers[i] > 0)
		{
			all += weight(candidates->numbers[i]);
			met++;
		}
	}
	all *= Max(sought->expected, 1) / (double) Max(met, 1);

	while (tuplestore_gettupleslot(candidates->waiting, true, false, slot))
	{
		MemoryContext old = MemoryContextSwitchTo(candidates->row_context);
		NpFound		found = scored(candidates, all, slot);

		np_rank(ranking, &found);
		MemoryContextSwitchTo(old);
		MemoryContextReset(candidates->row_context);
		CHECK_FOR_INTERRUPTS();
	}
	ExecDropSingleTupleTableSlot(slot);
	tuplestore_end(candidates->waiting);
	MemoryContextDelete(candidates->row_context);
}
