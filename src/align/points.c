/*-------------------------------------------------------------------------
 *
 * points.c
 *	  Where the two texts have stems in common, and where such points lie
 *	  densely (steps 2 and 3 of align.c).
 *
 * A point (i, j) says that token i of the reprint and token j of the source
 * have the same stem.  Unrelated texts have many, but scattered; where prose
 * was reused, however disguised, a window of some thirty words on either side
 * matches for a good part of its weight.  So a point is kept when the tokens
 * matched within its window, each counted once, weigh enough on both sides.
 *
 * Cost: a stem makes points only while the product of its frequencies is below
 * a cap; m such stems with frequencies f and g have at most sqrt(cap) / 2
 * points for each of the f + g tokens, so that points are linear in the texts.
 * In long texts that cap would silence the very words a passage is about, so
 * long texts are read in chunks, each pair of chunks with frequencies of its
 * own.  Chunks overlap by a window, so that no window is cut.  When the pairs
 * of chunks would be too many to look at all, those are read that have most
 * rare stems in common (promising_pairs).
 *
 * Most points are seen to be lonely from a grid of cells as wide as half a
 * window: all points of a window lie in the 3 x 3 cells around its point.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "align/aligner.h"

/* Tokens a window reaches to either side of its point, and a cell's width */
#define WINDOW		15
#define CELL		16

/*
 * Tokens of a chunk, without what it overlaps with its neighbours; and of one
 * where a text is long.  Smaller chunks find more, but in sensitive mode they
 * find more that is nothing, too, so they are for where they are needed.
 */
#define CHUNK		4096
#define SMALL_CHUNK	2048
#define LONG_TEXT	12288

/*
 * Pairs of chunks that are read at most: all of them up to FREE_PAIRS, beyond
 * that PAIRS_PER_CHUNK for each chunk of either text.
 */
#define FREE_PAIRS		1024
#define PAIRS_PER_CHUNK	16

/*
 * Points that a field may have for each of its tokens.  Prose has one or two; a
 * text of few words would have so many that most lie in full windows.
 */
#define POINTS_PER_TOKEN	3

/*
 * A token of the reprint that has so many dense points already makes no more of
 * them in further pairs of chunks: its place has its source, and a text that
 * repeats itself would have as many as there are pairs of its paragraphs.
 */
#define SATED			24

/* Product of frequencies up to which a stem tells where to look */
#define TELLING			64

/* A pair of chunks: cores and what belongs to their windows */
typedef struct Field
{
	NpInterval	core_a;
	NpInterval	core_b;
	NpInterval	a;
	NpInterval	b;
} Field;

/* What all fields use in turn */
typedef struct Scratch
{
	uint32_t   *count_a;		/* by stem, in the field */
	uint32_t   *count_b;
	uint32_t   *start_b;		/* by stem: first place in order of its
								 * positions in the field */
	NpPoint    *points;			/* of the field */
	size_t		room;
	NpPoint    *by_cell;
	size_t		cell_room;
	uint32_t   *cells;			/* first point of each cell */
	size_t		cells_room;
	uint8_t    *dense;			/* dense points of each token, or NULL when
								 * there is only one field */
} Scratch;

static NpInterval
widened(NpInterval core, uint32_t n)
{
	NpInterval	wide = core;

	wide.start -= wide.start < WINDOW ? wide.start : WINDOW;
	wide.end += n - wide.end < WINDOW ? n - wide.end : WINDOW;
	return wide;
}

/* Step 2 in one field: its points, by a, then by b */
static size_t
field_points(NpPair *pair, const Field *field, Scratch *scratch)
{
	size_t		most = (size_t) POINTS_PER_TOKEN *
	(np_length(field->a) + np_length(field->b));
	uint32_t	cap = pair->parameters->point_cap * 2;
	size_t		count;

	for (uint32_t i = field->a.start; i < field->a.end; i++)
		scratch->count_a[pair->a.stem[i]]++;

	/*
	 * fewer, by leaving out the more frequent stems, until they are few
	 * enough
	 */
	do
	{
		cap /= 2;
		count = 0;
		for (uint32_t i = field->a.start; i < field->a.end; i++)
		{
			uint32_t	n = scratch->count_b[pair->a.stem[i]];

			if ((uint64_t) n * scratch->count_a[pair->a.stem[i]] <= cap)
				count += n;
		}
	} while (count > most);

	count = 0;
	for (uint32_t i = field->a.start; i < field->a.end; i++)
	{
		uint32_t	stem = pair->a.stem[i];
		uint32_t	n = scratch->count_b[stem];
		const uint32_t *order;

		if (n == 0 || (uint64_t) n * scratch->count_a[stem] > cap)
			continue;
		if (scratch->dense != NULL && scratch->dense[i] >= SATED)
			continue;
		order = pair->b.order + scratch->start_b[stem];
		while (count + n > scratch->room)
			scratch->points = np_arena_grow(pair->arena, scratch->points,
											scratch->room, &scratch->room,
											sizeof(NpPoint));
		for (uint32_t k = 0; k < n; k++)
		{
			scratch->points[count].a = i;
			scratch->points[count].b = order[k];
			count++;
		}
	}

	for (uint32_t i = field->a.start; i < field->a.end; i++)
		scratch->count_a[pair->a.stem[i]] = 0;
	return count;
}

/* Matched and whole weight of a stretch around a point, on one side */
typedef struct Share
{
	double		matched;
	double		whole;
} Share;

static bool
reaches(Share a, Share b, float density)
{
	return a.matched >= density * a.whole && b.matched >= density * b.whole;
}

static double
weight_from_to(const NpSide *side, uint32_t start, uint32_t end)
{
	return side->weight_before[end] - side->weight_before[start];
}

/* Weight of the tokens around a position whose bits are set */
static double
marked_weight(const NpPair *pair, const NpSide *side, uint32_t position,
			  uint32_t marks)
{
	const uint32_t *stem = side->stem + position;
	double		sum = 0;

	for (; marks != 0; marks &= marks - 1)
		sum += pair->weight[stem[__builtin_ctz(marks) - WINDOW]];
	return sum;
}

/*
 * Is the window around a point dense (step 3)?  The marks are bits, one a
 * token of the window on either side.
 */
static bool
is_dense(const NpPair *pair, const Field *field, const Scratch *scratch,
		 uint32_t columns, NpPoint point)
{
	const NpParameters *parameters = pair->parameters;
	uint32_t	row = (point.a - field->a.start) / CELL;
	uint32_t	column = (point.b - field->b.start) / CELL;
	uint32_t	rows = (np_length(field->a) + CELL - 1) / CELL;
	uint32_t	first_row = row > 0 ? row - 1 : 0;
	uint32_t	last_row = row + 1 < rows ? row + 1 : row;
	uint32_t	first_column = column > 0 ? column - 1 : 0;
	uint32_t	last_column = column + 1 < columns ? column + 1 : column;
	uint32_t	marks_a = 0;
	uint32_t	marks_b = 0;
	uint32_t	left_a = 0;
	uint32_t	left_b = 0;
	uint32_t	right_a = 0;
	uint32_t	right_b = 0;
	NpInterval	wide_a;
	NpInterval	wide_b;
	Share		a = {0, 0};
	Share		b = {0, 0};

	for (uint32_t r = first_row; r <= last_row; r++)
	{
		const uint32_t *cells = scratch->cells + (size_t) r * columns;
		uint32_t	end = cells[last_column + 1];

		for (uint32_t k = cells[first_column]; k < end; k++)
		{
			uint32_t	across = scratch->by_cell[k].a + WINDOW - point.a;
			uint32_t	down = scratch->by_cell[k].b + WINDOW - point.b;
			uint32_t	bit_a;
			uint32_t	bit_b;

			/* unsigned: what lies before the window is far behind it */
			if (across > 2 * WINDOW || down > 2 * WINDOW)
				continue;
			bit_a = UINT32_C(1) << across;
			bit_b = UINT32_C(1) << down;
			marks_a |= bit_a;
			marks_b |= bit_b;
			if (across <= WINDOW && down <= WINDOW)
			{
				left_a |= bit_a;
				left_b |= bit_b;
			}
			if (across >= WINDOW && down >= WINDOW)
			{
				right_a |= bit_a;
				right_b |= bit_b;
			}
		}
	}
	if ((uint32_t) __builtin_popcount(marks_a) < parameters->window_matches)
		return false;

	wide_a.start = point.a < WINDOW ? 0 : point.a - WINDOW;
	wide_b.start = point.b < WINDOW ? 0 : point.b - WINDOW;
	wide_a.end = pair->a.n - point.a <= WINDOW ? pair->a.n : point.a + WINDOW + 1;
	wide_b.end = pair->b.n - point.b <= WINDOW ? pair->b.n : point.b + WINDOW + 1;

	a.matched = marked_weight(pair, &pair->a, point.a, marks_a);
	b.matched = marked_weight(pair, &pair->b, point.b, marks_b);
	a.whole = np_weight_of(&pair->a, wide_a);
	b.whole = np_weight_of(&pair->b, wide_b);
	if (reaches(a, b, parameters->density))
		return true;

	a.matched = marked_weight(pair, &pair->a, point.a, left_a);
	b.matched = marked_weight(pair, &pair->b, point.b, left_b);
	a.whole = weight_from_to(&pair->a, wide_a.start, point.a + 1);
	b.whole = weight_from_to(&pair->b, wide_b.start, point.b + 1);
	if (reaches(a, b, parameters->edge_density))
		return true;

	a.matched = marked_weight(pair, &pair->a, point.a, right_a);
	b.matched = marked_weight(pair, &pair->b, point.b, right_b);
	a.whole = weight_from_to(&pair->a, point.a, wide_a.end);
	b.whole = weight_from_to(&pair->b, point.b, wide_b.end);
	return reaches(a, b, parameters->edge_density);
}

static bool
in(NpInterval interval, uint32_t position)
{
	return position >= interval.start && position < interval.end;
}

/* Steps 2 and 3 in one field; kept points are added to points */
static void
read_field(NpPair *pair, const Field *field, Scratch *scratch,
		   NpPoints *points)
{
	uint32_t	rows = (np_length(field->a) + CELL - 1) / CELL;
	uint32_t	columns = (np_length(field->b) + CELL - 1) / CELL;
	uint32_t	ncells = rows * columns;
	uint32_t   *cells;
	size_t		count = field_points(pair, field, scratch);

	if (count < pair->parameters->window_matches)
		return;

	/* points by cell: counted, then filled in from behind */
	if (ncells + 2 > scratch->cells_room)
	{
		scratch->cells_room = ncells + 2;
		scratch->cells = np_arena_alloc(pair->arena, scratch->cells_room *
										sizeof(uint32_t));
	}
	if (count > scratch->cell_room)
	{
		scratch->cell_room = scratch->room;
		scratch->by_cell = np_arena_alloc(pair->arena, scratch->cell_room *
										  sizeof(NpPoint));
	}
	cells = scratch->cells;
	memset(cells, 0, (ncells + 2) * sizeof(uint32_t));
#define CELL_OF(point) \
	(((point).a - field->a.start) / CELL * columns + \
	 ((point).b - field->b.start) / CELL)
	for (size_t k = 0; k < count; k++)
		cells[CELL_OF(scratch->points[k]) + 2]++;
	for (uint32_t c = 2; c < ncells + 2; c++)
		cells[c] += cells[c - 1];
	for (size_t k = 0; k < count; k++)
		scratch->by_cell[cells[CELL_OF(scratch->points[k]) + 1]++] =
			scratch->points[k];

	for (size_t k = 0; k < count; k++)
	{
		NpPoint		point = scratch->points[k];
		uint32_t	cell = CELL_OF(point);

		/* there is a column where there is a point */
		/* NOLINTNEXTLINE(clang-analyzer-core.DivideZero) */
		uint32_t	row = cell / columns;
		uint32_t	column = cell % columns;
		uint32_t	first_column = column > 0 ? column - 1 : 0;
		uint32_t	last_column = column + 1 < columns ? column + 1 : column;
		uint32_t	near = 0;

		if (!in(field->core_a, point.a) || !in(field->core_b, point.b))
			continue;
		for (uint32_t r = row > 0 ? row - 1 : 0; r <= row + 1 && r < rows; r++)
			near += cells[r * columns + last_column + 1] -
				cells[r * columns + first_column];
		if (near < pair->parameters->window_matches ||
			!is_dense(pair, field, scratch, columns, point))
			continue;
		points->items = np_arena_grow(pair->arena, points->items,
									  points->count, &points->room,
									  sizeof(NpPoint));
		points->items[points->count++] = point;
		if (scratch->dense != NULL && scratch->dense[point.a] < UINT8_MAX)
			scratch->dense[point.a]++;
	}
#undef CELL_OF
}

/* Counts a chunk of the source, and where its stems begin; or forgets it */
static void
count_source(NpPair *pair, NpInterval chunk, Scratch *scratch, bool forget)
{
	for (uint32_t j = chunk.start; j < chunk.end; j++)
	{
		uint32_t	stem = pair->b.stem[j];

		if (forget)
			scratch->count_b[stem] = 0;
		else if (scratch->count_b[stem]++ == 0)
			scratch->start_b[stem] = pair->b.rank[j];
	}
}

static NpInterval
chunk_of(uint32_t number, uint32_t size, uint32_t n)
{
	NpInterval	chunk;

	chunk.start = number * size;
	chunk.end = n - chunk.start < size ? n : chunk.start + size;
	return chunk;
}

/* How many telling stems a pair of chunks has in common */
typedef struct Promise
{
	uint32_t	chunk_a;
	uint32_t	chunk_b;
	uint32_t	points;
} Promise;

static int
compare_promises(const void *x, const void *y)
{
	const Promise *p = x;
	const Promise *q = y;

	if (p->points != q->points)
		return p->points > q->points ? -1 : 1;
	if (p->chunk_b != q->chunk_b)
		return p->chunk_b < q->chunk_b ? -1 : 1;
	return p->chunk_a < q->chunk_a ? -1 : p->chunk_a > q->chunk_a;
}

static int
compare_places(const void *x, const void *y)
{
	const Promise *p = x;
	const Promise *q = y;

	if (p->chunk_b != q->chunk_b)
		return p->chunk_b < q->chunk_b ? -1 : 1;
	return p->chunk_a < q->chunk_a ? -1 : p->chunk_a > q->chunk_a;
}

/*
 * The pairs of chunks worth reading of a great many: those that have most
 * points of telling stems.  They are counted one chunk of the source at a
 * time, so that memory stays linear in the number of pairs kept.
 */
static Promise *
promising_pairs(NpPair *pair, uint32_t chunk_size, uint32_t chunks_a,
				uint32_t chunks_b, size_t most, size_t *npromises)
{
	Promise    *promises = np_arena_alloc(pair->arena,
										  2 * (most + chunks_a) * sizeof(Promise));
	uint32_t   *counts = np_arena_alloc(pair->arena,
										chunks_a * sizeof(uint32_t));
	size_t		count = 0;

	for (uint32_t b = 0; b < chunks_b; b++)
	{
		NpInterval	chunk = chunk_of(b, chunk_size, pair->b.n);

		np_check_interrupts(pair->host);
		memset(counts, 0, chunks_a * sizeof(uint32_t));
		for (uint32_t j = chunk.start; j < chunk.end; j++)
		{
			uint32_t	stem = pair->b.stem[j];
			uint32_t	first = pair->a.first[stem];
			uint32_t	n = pair->a.first[stem + 1] - first;
			uint32_t	m = pair->b.first[stem + 1] - pair->b.first[stem];

			if (n > 0 && (uint64_t) n * m <= TELLING)
				for (uint32_t k = 0; k < n; k++)
					counts[pair->a.order[first + k] / chunk_size]++;
		}
		for (uint32_t a = 0; a < chunks_a; a++)
		{
			if (counts[a] == 0)
				continue;
			promises[count].chunk_a = a;
			promises[count].chunk_b = b;
			promises[count].points = counts[a];
			count++;
		}
		if (count >= 2 * most || (b + 1 == chunks_b && count > most))
		{
			qsort(promises, count, sizeof(Promise), compare_promises);
			count = most;
		}
	}
	qsort(promises, count, sizeof(Promise), compare_places);
	*npromises = count;
	return promises;
}

/*
 * The points of the pair that lie densely (steps 2 and 3), in no order that
 * matters.
 */
void
np_dense_points(NpPair *pair, NpPoints *points)
{
	uint32_t	chunk = pair->a.n > LONG_TEXT || pair->b.n > LONG_TEXT ?
	SMALL_CHUNK : CHUNK;
	uint32_t	chunks_a = (pair->a.n + chunk - 1) / chunk;
	uint32_t	chunks_b = (pair->b.n + chunk - 1) / chunk;
	size_t		size = pair->nstems * sizeof(uint32_t);
	Scratch		scratch;
	Promise    *promises = NULL;
	size_t		npairs = (size_t) chunks_a * chunks_b;
	uint32_t	chunk_b = UINT32_MAX;
	Field		field;

	memset(&field, 0, sizeof(field));
	memset(&scratch, 0, sizeof(scratch));
	scratch.count_a = np_arena_zeroed(pair->arena, size);
	scratch.count_b = np_arena_zeroed(pair->arena, size);
	scratch.start_b = np_arena_alloc(pair->arena, size);

	if (npairs > 1)
		scratch.dense = np_arena_zeroed(pair->arena, pair->a.n);
	if (npairs > FREE_PAIRS)
		promises = promising_pairs(pair, chunk, chunks_a, chunks_b, FREE_PAIRS +
								   PAIRS_PER_CHUNK *
								   ((size_t) chunks_a + chunks_b), &npairs);

	for (size_t k = 0; k < npairs; k++)
	{
		uint32_t	a = promises ? promises[k].chunk_a : k % chunks_a;
		uint32_t	b = promises ? promises[k].chunk_b : k / chunks_a;

		np_check_interrupts(pair->host);
		if (b != chunk_b)
		{
			count_source(pair, field.b, &scratch, true);
			chunk_b = b;
			field.core_b = chunk_of(b, chunk, pair->b.n);
			field.b = widened(field.core_b, pair->b.n);
			count_source(pair, field.b, &scratch, false);
		}
		field.core_a = chunk_of(a, chunk, pair->a.n);
		field.a = widened(field.core_a, pair->a.n);
		read_field(pair, &field, &scratch, points);
	}
}
