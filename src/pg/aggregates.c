/*-------------------------------------------------------------------------
 *
 * aggregates.c
 *	  The aggregates newsprint_union and newsprint_intersection.
 *
 * The state of both is a newsprint: an expanded object while it grows, which
 * the executor flattens where it needs a plain value (a result, what a
 * parallel worker hands over).  So a transition function serves as combine
 * function too, and no final or serialization function is needed.
 *
 * Expanded, a state is a stack of runs, ascending arrays of hashes.  An input
 * is pushed as a new run; while a run is not more than twice as long as the
 * one above it, both are merged.  Lengths so at least double from the top
 * down: there are few runs, and a hash takes part in one merge for every
 * doubling of the run it lies in.  N hashes in all cost N log N, however many
 * inputs they come in (Bentley, Saxe, Decomposable Searching Problems, 1980).
 * An intersection only shrinks: it is one run, reduced in place.
 *
 * The functions are not strict, so that the first input, too, comes through
 * them and loses its positions: whether a group has one member or many does
 * not show in the form of its result.  NULLs are passed over; the aggregate of
 * none but NULLs is NULL.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

#include "miscadmin.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

/* Guards against an expanded object of another type */
#define STATE_MAGIC			0x4E505354

/*
 * Each run is more than twice as long as the next, and the longest has at most
 * 2^NP_HASH_BITS hashes; one more comes before they are merged.
 */
#define MAX_RUNS			(NP_HASH_BITS + 2)

typedef struct Run
{
	uint64_t   *hashes;			/* ascending, in the state's context */
	size_t		count;
} Run;

typedef struct State
{
	ExpandedObjectHeader header;
	int			magic;
	NpParameters parameters;
	int			nruns;			/* at least one */
	Run			runs[MAX_RUNS]; /* the longest first */
	struct varlena *flat;		/* the flattened form, if it was asked for */
} State;

static Size state_flat_size(ExpandedObjectHeader *header);
static void state_flatten(ExpandedObjectHeader *header,
						  void *result, Size allocated);

static const ExpandedObjectMethods state_methods = {
	state_flat_size,
	state_flatten
};

/* Merges the two topmost runs into their union. */
static void
merge_topmost(State *state)
{
	Run		   *below = &state->runs[state->nruns - 2];
	Run		   *top = &state->runs[state->nruns - 1];
	size_t		room = below->count + top->count;
	uint64_t   *merged;
	size_t		count;

	CHECK_FOR_INTERRUPTS();
	merged = MemoryContextAllocHuge(state->header.eoh_context,
									Max(room, 1) * sizeof(uint64_t));
	count = np_set_operation(NP_UNION, below->hashes, below->count,
							 top->hashes, top->count, merged);
	/* reprints share most of their entries: don't keep room for all */
	if (count < room / 4 * 3)
		merged = repalloc_huge(merged, Max(count, 1) * sizeof(uint64_t));
	pfree(below->hashes);
	pfree(top->hashes);
	below->hashes = merged;
	below->count = count;
	state->nruns--;
}

/* Merges all runs into one. */
static Run *
single_run(State *state)
{
	while (state->nruns > 1)
		merge_topmost(state);
	return &state->runs[0];
}

/* The hashes of a print in the state's context */
static Run
new_run(State *state, const NpPrint *print)
{
	Run			run;

	run.hashes = MemoryContextAllocHuge(state->header.eoh_context,
										Max(print->entries, 1) *
										sizeof(uint64_t));
	run.count = print->entries;
	np_all_hashes(print, run.hashes);
	return run;
}

static State *
new_state(MemoryContext parent, const NpPrint *print)
{
	MemoryContext context = AllocSetContextCreate(parent, "newsprint aggregate",
												  ALLOCSET_START_SMALL_SIZES);
	State	   *state = MemoryContextAlloc(context, sizeof(State));

	EOH_init_header(&state->header, &state_methods, context);
	state->magic = STATE_MAGIC;
	state->parameters = print->parameters;
	state->nruns = 1;
	state->runs[0] = new_run(state, print);
	state->flat = NULL;
	return state;
}

static void
forget_flat(State *state)
{
	if (state->flat != NULL)
		pfree(state->flat);
	state->flat = NULL;
}

static void
add_to_union(State *state, const NpPrint *print)
{
	if (print->entries == 0)
		return;
	forget_flat(state);
	Assert(state->nruns < MAX_RUNS);
	state->runs[state->nruns] = new_run(state, print);
	state->nruns++;
	while (state->nruns > 1 &&
		   state->runs[state->nruns - 2].count <=
		   2 * state->runs[state->nruns - 1].count)
		merge_topmost(state);
}

static void
reduce_to_intersection(State *state, const NpPrint *print)
{
	Run		   *run = single_run(state);
	NpHashReader reader = np_hashes(print);
	uint64_t	hash;
	size_t		at = 0;
	size_t		kept = 0;

	forget_flat(state);
	while (at < run->count && np_next_hash(&reader, &hash))
	{
		while (at < run->count && run->hashes[at] < hash)
			at++;
		if (at < run->count && run->hashes[at] == hash)
			run->hashes[kept++] = run->hashes[at++];
		CHECK_FOR_INTERRUPTS();
	}
	run->count = kept;
}

/* ----- the state as an expanded object ----- */

static Size
state_flat_size(ExpandedObjectHeader *header)
{
	State	   *state = (State *) header;
	MemoryContext caller;
	Run		   *run;

	Assert(state->magic == STATE_MAGIC);
	if (state->flat == NULL)
	{
		run = single_run(state);
		caller = MemoryContextSwitchTo(header->eoh_context);
		state->flat = (struct varlena *)
			DatumGetPointer(np_datum_from_hashes(state->parameters,
												 run->hashes, run->count));
		MemoryContextSwitchTo(caller);
	}
	return VARSIZE(state->flat);
}

static void
state_flatten(ExpandedObjectHeader *header, void *result, Size allocated)
{
	State	   *state = (State *) header;

	Assert(state->magic == STATE_MAGIC);
	Assert(state->flat != NULL && allocated == VARSIZE(state->flat));
	memcpy(result, state->flat, allocated);
}

/* ----- transitions ----- */

/*
 * The state in argument 0, ours to change, and NULL if there is none yet.
 * What the executor's aggregate hands over by a read-write pointer may be
 * changed in place; anything else - a user called the function, or a state
 * has been flattened - is taken as a plain value.
 */
static State *
own_state(FunctionCallInfo fcinfo, MemoryContext parent, bool in_aggregate)
{
	Datum		value = PG_GETARG_DATUM(0);
	NpPrint		print;

	if (PG_ARGISNULL(0))
		return NULL;
	if (in_aggregate && VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(value)))
	{
		State	   *state = (State *) DatumGetEOHP(value);

		if (state->header.eoh_methods == &state_methods)
			return state;
	}
	print = np_print_from_datum(value);
	return new_state(parent, &print);
}

static Datum
transition(FunctionCallInfo fcinfo,
		   void (*take_in) (State *state, const NpPrint *print))
{
	MemoryContext parent;
	bool		in_aggregate = AggCheckCallContext(fcinfo, &parent) != 0;
	State	   *state;
	NpPrint		print;

	if (!in_aggregate)
		parent = CurrentMemoryContext;
	state = own_state(fcinfo, parent, in_aggregate);
	if (!PG_ARGISNULL(1))
	{
		print = PG_GETARG_PRINT(1);
		if (state == NULL)
			state = new_state(parent, &print);
		else
		{
			np_require_same_parameters(state->parameters, print.parameters);
			take_in(state, &print);
		}
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));
}

PG_FUNCTION_INFO_V1(newsprint_union_step);
PG_FUNCTION_INFO_V1(newsprint_intersection_step);

/* newsprint_union_step(state newsprint, newsprint) -> newsprint */
Datum
newsprint_union_step(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, add_to_union);
}

/* newsprint_intersection_step(state newsprint, newsprint) -> newsprint */
Datum
newsprint_intersection_step(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, reduce_to_intersection);
}
