/*-------------------------------------------------------------------------
 *
 * clusters.c
 *	  Points that lie together make a box (step 4 of align.c).
 *
 * Points are sorted by their place in the reprint and split where the next one
 * is further away than a gap; each part is sorted by its place in the source
 * and split likewise; and so on until neither order splits it.  Nothing asks
 * that the two orders agree, so a passage may be shuffled inside, and passages
 * may be reordered.
 *
 * Splits are kept on a stack instead of the call stack.  Each round is linear,
 * since sorting counts; rounds per point are bounded, against staircases made
 * up to split one point a round.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "align/aligner.h"

/* After so many splits a part is taken as it is */
#define MOST_ROUNDS		24

/* One point in so many may lie on the wrong side where order turns back */
#define STRAY_SHARE		8

/* Fewer points than this are sorted by insertion */
#define FEW				24

typedef struct Part
{
	size_t		start;
	size_t		end;
	int			rounds;
	bool		by_source;		/* split by the source's places next */
	bool		other_done;		/* the other order did not split it */
} Part;

static int
compare_by_source(const void *x, const void *y)
{
	const NpPoint *p = x;
	const NpPoint *q = y;

	if (p->b != q->b)
		return p->b < q->b ? -1 : 1;
	return p->a < q->a ? -1 : p->a > q->a;
}

static int
compare_by_reprint(const void *x, const void *y)
{
	const NpPoint *p = x;
	const NpPoint *q = y;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return p->b < q->b ? -1 : p->b > q->b;
}

static inline uint32_t
place(const NpPoint *point, bool by_source)
{
	return by_source ? point->b : point->a;
}

/* Sorts points by one side; spare and counts have room for all of them */
static void
sort_points(NpPoint *points, size_t count, bool by_source, NpPoint *spare,
			uint32_t *counts, size_t counts_room)
{
	uint32_t	least = UINT32_MAX;
	uint32_t	most = 0;
	bool		sorted = true;
	uint32_t	sum = 0;

	for (size_t i = 0; i < count; i++)
	{
		uint32_t	at = place(&points[i], by_source);

		if (at < most)
			sorted = false;
		if (at < least)
			least = at;
		if (at > most)
			most = at;
	}
	if (sorted)
		return;

	if (count <= FEW)
	{
		for (size_t i = 1; i < count; i++)
		{
			NpPoint		point = points[i];
			uint32_t	at = place(&point, by_source);
			size_t		j = i;

			for (; j > 0 && place(&points[j - 1], by_source) > at; j--)
				points[j] = points[j - 1];
			points[j] = point;
		}
		return;
	}

	if ((size_t) (most - least) + 2 > counts_room ||
		(most - least) / 8 > count)
	{
		qsort(points, count, sizeof(NpPoint),
			  by_source ? compare_by_source : compare_by_reprint);
		return;
	}
	memset(counts, 0, (most - least + 2) * sizeof(uint32_t));
	for (size_t i = 0; i < count; i++)
		counts[place(&points[i], by_source) - least]++;
	for (uint32_t c = 0; c <= most - least; c++)
	{
		uint32_t	here = counts[c];

		counts[c] = sum;
		sum += here;
	}
	for (size_t i = 0; i < count; i++)
		spare[counts[place(&points[i], by_source) - least]++] = points[i];
	memcpy(points, spare, count * sizeof(NpPoint));
}

static double
mean_place(const NpPoint *points, size_t start, size_t end, bool by_source)
{
	double		sum = 0;

	for (size_t i = start; i < end; i++)
		sum += place(&points[i], by_source);
	return sum / (end - start);
}

/*
 * Do points [next, end) come before [start, next) on a side?  A few may stray,
 * as frequent words do.
 */
static bool
turns_back(const NpPoint *points, size_t start, size_t next, size_t end,
		   bool by_source)
{
	double		before = mean_place(points, start, next, by_source);
	double		behind = mean_place(points, next, end, by_source);
	size_t		strays = 0;

	if (behind >= before)
		return false;
	for (size_t i = start; i < next; i++)
		strays += place(&points[i], by_source) <= behind;
	for (size_t i = next; i < end; i++)
		strays += place(&points[i], by_source) >= before;
	return strays * STRAY_SHARE <= end - start;
}

/*
 * Where passages that changed places lie so near to one another that no gap
 * divides them, what lies between them would be taken for reused.  So a smaller
 * gap is enough where what follows it comes from before it.  Points are sorted
 * by one side; returns where to split, or 0.
 */
static size_t
fold(NpPair *pair, const NpPoint *points, size_t count, bool by_source,
	 uint32_t gap)
{
	const NpParameters *parameters = pair->parameters;
	size_t		start = 0;
	size_t		hole = 0;

	if (gap == 0)
		return 0;
	for (size_t i = 1; i <= count; i++)
	{
		if (i < count &&
			place(&points[i], by_source) - place(&points[i - 1], by_source) <=
			gap)
			continue;
		if (hole > 0 && hole >= parameters->cluster_points &&
			count - hole >= parameters->cluster_points &&
			turns_back(points, start, hole, i, !by_source))
			return hole;
		start = hole;
		hole = i;
	}
	return 0;
}

static void
add_box(NpPair *pair, const NpPoint *points, size_t count, NpBoxes *boxes)
{
	NpBox	   *box;

	if (count < pair->parameters->cluster_points)
		return;
	boxes->items = np_arena_grow(pair->arena, boxes->items, boxes->count,
								 &boxes->room, sizeof(NpBox));
	box = &boxes->items[boxes->count++];
	memset(box, 0, sizeof(NpBox));
	box->a.start = box->b.start = UINT32_MAX;
	for (size_t i = 0; i < count; i++)
	{
		if (points[i].a < box->a.start)
			box->a.start = points[i].a;
		if (points[i].a >= box->a.end)
			box->a.end = points[i].a + 1;
		if (points[i].b < box->b.start)
			box->b.start = points[i].b;
		if (points[i].b >= box->b.end)
			box->b.end = points[i].b + 1;
	}
}

/* Boxes around the clusters of points are added to boxes. */
void
np_clusters(NpPair *pair, const NpPoint *given, size_t npoints,
			uint32_t gap_a, uint32_t gap_b, uint32_t fold_gap, NpBoxes *boxes)
{
	NpPoint    *points;
	NpPoint    *spare;
	uint32_t   *counts;
	size_t		counts_room = (pair->a.n > pair->b.n ? pair->a.n : pair->b.n) + 2;
	Part	   *stack = NULL;
	size_t		depth = 0;
	size_t		stack_room = 0;
	Part		part;

	if (npoints < pair->parameters->cluster_points)
		return;
	points = np_arena_alloc(pair->arena, npoints * sizeof(NpPoint));
	memcpy(points, given, npoints * sizeof(NpPoint));
	spare = np_arena_alloc(pair->arena, npoints * sizeof(NpPoint));
	counts = np_arena_alloc(pair->arena, counts_room * sizeof(uint32_t));

	memset(&part, 0, sizeof(part));
	part.end = npoints;
	stack = np_arena_grow(pair->arena, stack, depth, &stack_room, sizeof(Part));
	stack[depth++] = part;
	while (depth > 0)
	{
		uint32_t	gap;
		size_t		start;
		bool		split = false;

		part = stack[--depth];
		gap = part.by_source ? gap_b : gap_a;
		np_check_interrupts(pair->host);
		sort_points(points + part.start, part.end - part.start,
					part.by_source, spare, counts, counts_room);
		start = part.start;
		for (size_t i = part.start + 1; i <= part.end; i++)
		{
			Part		piece;

			if (i < part.end &&
				place(&points[i], part.by_source) -
				place(&points[i - 1], part.by_source) <= gap)
				continue;
			if (i < part.end)
				split = true;
			piece.start = start;
			piece.end = i;
			start = i;
			if (piece.end - piece.start < pair->parameters->cluster_points)
				continue;
			piece.rounds = part.rounds + 1;
			piece.by_source = !part.by_source;
			piece.other_done = !split;
			if (!split && part.rounds < MOST_ROUNDS)
			{
				size_t		at = fold(pair, points + piece.start,
									  piece.end - piece.start, part.by_source,
									  fold_gap);

				if (at > 0)
				{
					Part		first = piece;

					first.end = piece.start += at;
					first.other_done = piece.other_done = false;
					stack = np_arena_grow(pair->arena, stack, depth,
										  &stack_room, sizeof(Part));
					stack[depth++] = first;
					stack = np_arena_grow(pair->arena, stack, depth,
										  &stack_room, sizeof(Part));
					stack[depth++] = piece;
					continue;
				}
			}
			if ((part.other_done && !split) || piece.rounds > MOST_ROUNDS)
			{
				add_box(pair, points + piece.start, piece.end - piece.start,
						boxes);
				continue;
			}
			stack = np_arena_grow(pair->arena, stack, depth, &stack_room,
								  sizeof(Part));
			stack[depth++] = piece;
		}
	}
}
