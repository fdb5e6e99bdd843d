/*-------------------------------------------------------------------------
 *
 * quote_diff.c
 *	  What became of the words of a quotation: kept, dropped, added, replaced.
 *
 * What is the same at both ends is kept.  Between them a longest common
 * subsequence is kept, found by the table of its lengths for all prefixes
 * (Wagner, Fischer 1974); what lies between two words kept was dropped, added
 * or, where both have some, replaced.
 *
 * A table grows with the product of the lengths.  Where it would have more
 * than MOST_CELLS cells, words that both sides have just once are kept first,
 * as many as stand in the same order (patience diff; the longest increasing
 * subsequence of their places), and what lies between them is compared in the
 * same way.  Where nothing is left to hold on to, all of it was replaced.
 *
 *-------------------------------------------------------------------------
 */
#include "align/quote_match.h"

#include <stdlib.h>

#define MOST_CELLS		(1 << 22)

/* Levels of anchors between anchors */
#define DEEPEST			16

static const char *const names[] = {
	[NP_WORDS_KEPT] = "kept",
	[NP_WORDS_DROPPED] = "dropped",
	[NP_WORDS_ADDED] = "added",
	[NP_WORDS_REPLACED] = "replaced"
};

const char *
np_quote_op_name(NpQuoteOp op)
{
	return names[op];
}

typedef struct Differ
{
	const NpHost *host;
	const NpQuoteWord *a;
	const NpQuoteWord *b;
	NpQuoteEdits *edits;
	size_t		a_done;			/* words that edits cover */
	size_t		b_done;
} Differ;

static void
add_edit(Differ *differ, NpQuoteOp op, size_t a_words, size_t b_words)
{
	NpQuoteEdits *edits = differ->edits;
	NpQuoteEdit *edit;

	if (op == NP_WORDS_KEPT && edits->count > 0 &&
		edits->items[edits->count - 1].op == NP_WORDS_KEPT)
	{
		edit = &edits->items[edits->count - 1];
		edit->a_words += a_words;
		edit->b_words += b_words;
	}
	else
	{
		if (edits->count == edits->room)
		{
			edits->room = edits->room * 2 + 16;
			edits->items = np_resize(differ->host, edits->items,
									 edits->room * sizeof(NpQuoteEdit));
		}
		edit = &edits->items[edits->count++];
		edit->op = op;
		edit->a_first = differ->a_done;
		edit->a_words = a_words;
		edit->b_first = differ->b_done;
		edit->b_words = b_words;
	}
	differ->a_done += a_words;
	differ->b_done += b_words;
}

/* The next n words from these places on are the same; what is before changed. */
static void
keep(Differ *differ, size_t in_a, size_t in_b, size_t n)
{
	size_t		a_words = in_a - differ->a_done;
	size_t		b_words = in_b - differ->b_done;

	if (a_words > 0 || b_words > 0)
		add_edit(differ, b_words == 0 ? NP_WORDS_DROPPED :
				 a_words == 0 ? NP_WORDS_ADDED : NP_WORDS_REPLACED,
				 a_words, b_words);
	if (n > 0)
		add_edit(differ, NP_WORDS_KEPT, n, n);
}

/* By the table; it has a row for each word of a and one more */
static void
diff_by_table(Differ *differ, size_t a_first, size_t na, size_t b_first,
			  size_t nb)
{
	size_t		width = nb + 1;
	uint16_t   *lengths = np_alloc(differ->host,
								   (na + 1) * width * sizeof(uint16_t));
	size_t		i;
	size_t		j;

	/* lengths[i][j]: of what is left from i and j on */
	for (j = 0; j < width; j++)
		lengths[na * width + j] = 0;
	for (i = na; i-- > 0;)
	{
		lengths[i * width + nb] = 0;
		for (j = nb; j-- > 0;)
		{
			uint16_t	down = lengths[(i + 1) * width + j];
			uint16_t	right = lengths[i * width + j + 1];

			if (differ->a[a_first + i].hash == differ->b[b_first + j].hash)
				lengths[i * width + j] =
					(uint16_t) (lengths[(i + 1) * width + j + 1] + 1);
			else
				lengths[i * width + j] = down > right ? down : right;
		}
		np_check_interrupts(differ->host);
	}
	i = j = 0;
	while (i < na && j < nb)
	{
		if (differ->a[a_first + i].hash == differ->b[b_first + j].hash)
		{
			keep(differ, a_first + i, b_first + j, 1);
			i++, j++;
		}
		else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
			i++;
		else
			j++;
	}
	np_release(differ->host, lengths);
}

/* A word that both sides have just once */
typedef struct Anchor
{
	size_t		a;
	size_t		b;
	size_t		before;			/* anchor before it in the longest sequence
								 * that ends with it, or SIZE_MAX */
} Anchor;

typedef struct Occurrence
{
	uint64_t	hash;
	size_t		place;
	bool		in_b;
} Occurrence;

static int
compare_occurrences(const void *x, const void *y)
{
	const Occurrence *a = x;
	const Occurrence *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->in_b != b->in_b)
		return a->in_b ? 1 : -1;
	return (a->place > b->place) - (a->place < b->place);
}

static int
compare_anchors(const void *x, const void *y)
{
	const Anchor *a = x;
	const Anchor *b = y;

	return (a->a > b->a) - (a->a < b->a);
}

/*
 * Anchors in order of their places in both, at the end of the array that is
 * returned in *anchors; returns their number, *nall being the array's length.
 */
static size_t
find_anchors(Differ *differ, size_t a_first, size_t na, size_t b_first,
			 size_t nb, Anchor **anchors)
{
	const NpHost *host = differ->host;
	Occurrence *all = np_alloc(host, (na + nb) * sizeof(Occurrence));
	Anchor	   *items = np_alloc(host, ((na < nb ? na : nb) + 1) *
								 sizeof(Anchor));
	size_t	   *tails;
	size_t		n = 0;
	size_t		longest = 0;
	size_t		at;

	for (size_t i = 0; i < na; i++)
	{
		all[i].hash = differ->a[a_first + i].hash;
		all[i].place = a_first + i;
		all[i].in_b = false;
	}
	for (size_t j = 0; j < nb; j++)
	{
		all[na + j].hash = differ->b[b_first + j].hash;
		all[na + j].place = b_first + j;
		all[na + j].in_b = true;
	}
	qsort(all, na + nb, sizeof(Occurrence), compare_occurrences);
	for (size_t i = 0; i + 1 < na + nb; i++)
	{
		if (all[i].hash != all[i + 1].hash || all[i].in_b ||
			!all[i + 1].in_b ||
			(i > 0 && all[i - 1].hash == all[i].hash) ||
			(i + 2 < na + nb && all[i + 2].hash == all[i].hash))
			continue;
		items[n].a = all[i].place;
		items[n].b = all[i + 1].place;
		n++;
	}
	np_release(host, all);
	qsort(items, n, sizeof(Anchor), compare_anchors);

	/* longest increasing subsequence: tails[l] ends the best of length l + 1 */
	tails = np_alloc(host, (n + 1) * sizeof(size_t));
	for (size_t i = 0; i < n; i++)
	{
		size_t		low = 0;
		size_t		high = longest;

		while (low < high)
		{
			size_t		middle = low + (high - low) / 2;

			if (items[tails[middle]].b < items[i].b)
				low = middle + 1;
			else
				high = middle;
		}
		items[i].before = low > 0 ? tails[low - 1] : SIZE_MAX;
		tails[low] = i;
		if (low == longest)
			longest++;
	}
	*anchors = np_alloc(host, (longest + 1) * sizeof(Anchor));
	at = longest > 0 ? tails[longest - 1] : SIZE_MAX;
	for (size_t i = longest; i-- > 0;)
	{
		(*anchors)[i] = items[at];
		at = items[at].before;
	}
	np_release(host, tails);
	np_release(host, items);
	return longest;
}

static void
diff(Differ *differ, size_t a_first, size_t na, size_t b_first, size_t nb,
	 int depth)
{
	const NpQuoteWord *a = differ->a;
	const NpQuoteWord *b = differ->b;
	size_t		tail = 0;
	Anchor	   *anchors;
	size_t		nanchors;

	np_check_interrupts(differ->host);
	while (na > 0 && nb > 0 && a[a_first].hash == b[b_first].hash)
	{
		keep(differ, a_first, b_first, 1);
		a_first++, b_first++, na--, nb--;
	}
	while (na > 0 && nb > 0 &&
		   a[a_first + na - 1].hash == b[b_first + nb - 1].hash)
	{
		na--, nb--, tail++;
	}
	if (na > 0 && nb > 0)
	{
		if ((na + 1) <= MOST_CELLS / (nb + 1))
			diff_by_table(differ, a_first, na, b_first, nb);
		else if (depth < DEEPEST)
		{
			nanchors = find_anchors(differ, a_first, na, b_first, nb, &anchors);
			for (size_t i = 0; i < nanchors; i++)
			{
				size_t		a_from = i > 0 ? anchors[i - 1].a + 1 : a_first;
				size_t		b_from = i > 0 ? anchors[i - 1].b + 1 : b_first;

				diff(differ, a_from, anchors[i].a - a_from,
					 b_from, anchors[i].b - b_from, depth + 1);
				keep(differ, anchors[i].a, anchors[i].b, 1);
			}
			if (nanchors > 0)
			{
				size_t		a_from = anchors[nanchors - 1].a + 1;
				size_t		b_from = anchors[nanchors - 1].b + 1;

				diff(differ, a_from, a_first + na - a_from,
					 b_from, b_first + nb - b_from, depth + 1);
			}
			np_release(differ->host, anchors);
		}
	}
	if (tail > 0)
		keep(differ, a_first + na, b_first + nb, tail);
}

void
np_quote_diff(const NpHost *host, const NpQuote *a, const NpQuote *b,
			  NpQuoteEdits *edits)
{
	Differ		differ = {host, a->words, b->words, edits, 0, 0};

	memset(edits, 0, sizeof(*edits));
	diff(&differ, 0, a->nwords, 0, b->nwords, 0);
	keep(&differ, a->nwords, b->nwords, 0);
}
