/*-------------------------------------------------------------------------
 *
 * reprinted.c
 *	  What became of each paragraph of the source.
 *
 * Passages say where the two texts agree, to the edge; which words of the
 * reprint a paragraph inside of one became is found here.  Matching words of
 * the paragraph and of the passage's other side are chained: a local alignment
 * (Smith, Waterman 1981) on the matches alone, where equal words gain one,
 * other words of the same stem half, and words skipped between two matches
 * cost.  So a chain ends where going on would cost more than it gains.  What of
 * a paragraph the best chain leaves is looked at again, since sentences change
 * their order.
 *
 * A paragraph counts as reprinted when half of it was reused, or one of its
 * sentences; a short paragraph (two words of a heading, say) when it stands
 * there word for word within a passage.
 *
 * Its kind is told by the same shares as a passage's (kinds.c), but of the
 * longer side, and with the few words that were cut off at the ends: a sentence
 * that lost its last word is edited.
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "align/aligner.h"

/* Weighted share of a paragraph that must be reused, or of a sentence of it */
#define PARAGRAPH_SHARE		0.5
#define SENTENCE_SHARE		0.6
#define SENTENCE_WORDS		8

/* What a chain gains and pays; skips beyond SKIP_CHEAPER cost SKIP_LATER each */
#define GAIN_WORD			1.0f
#define GAIN_STEM			0.5f
#define SKIP				0.3f
#define SKIP_CHEAPER		8
#define SKIP_LATER			0.05f
#define SKIP_MOST			40

/* Least gain of a chain, or of this share of a short paragraph's words */
#define LEAST_GAIN			4.0f
#define LEAST_SHARE			0.6f

/* Matches of one stem, matches looked back at, chains a paragraph and passage */
#define MATCHES_OF_STEM		400
#define LOOK_BACK			256
#define MOST_CHAINS			4

/* Words between chains that are one place in the reprint */
#define SAME_PLACE			12

/*
 * In a passage longer than this a paragraph is looked for around the place that
 * answers to its own first, so that long passages cost no more than short ones.
 */
#define AROUND				1024

/* Words of the paragraph lost at a chain's ends that make it an edited one */
#define LOST_AT_EDGE		4

typedef struct Match
{
	uint32_t	b;
	uint32_t	a;
	float		gain;			/* best of a chain that ends here */
	int32_t		before;			/* the match before it, or -1 */
} Match;

/* A part of a paragraph and where it went */
typedef struct Chain
{
	NpInterval	b;
	NpInterval	a;
	double		weight;			/* of what was matched on the source's side */
	NpKind		kind;			/* of the passage it lies in */
	double		same_words;		/* gain, for choosing */
} Chain;

typedef struct Chains
{
	Chain	   *items;
	size_t		count;
	size_t		room;
} Chains;

typedef struct Matches
{
	Match	   *items;
	size_t		count;
	size_t		room;
} Matches;

static NpInterval
interval_of(NpWordRange range)
{
	NpInterval	interval;

	interval.start = (uint32_t) range.first;
	interval.end = (uint32_t) (range.first + range.count);
	return interval;
}

/* First place in a side's order of a stem at or behind a position */
static uint32_t
order_from(const NpSide *side, uint32_t stem, uint32_t position)
{
	uint32_t	low = side->first[stem];
	uint32_t	high = side->first[stem + 1];

	while (low < high)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (side->order[middle] < position)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* All matches of an interval of the source and one of the reprint */
static void
find_matches(NpPair *pair, NpInterval b, NpInterval a, Matches *matches)
{
	matches->count = 0;
	for (uint32_t j = b.start; j < b.end; j++)
	{
		uint32_t	stem = pair->b.stem[j];
		uint32_t	low;
		uint32_t	high;

		if ((j & 0xFFF) == 0xFFF)
			np_check_interrupts(pair->host);
		low = order_from(&pair->a, stem, a.start);
		high = order_from(&pair->a, stem, a.end);
		if ((high - low) * (uint64_t) (order_from(&pair->b, stem, b.end) -
									   order_from(&pair->b, stem, b.start)) >
			MATCHES_OF_STEM)
			continue;
		for (uint32_t k = low; k < high; k++)
		{
			Match	   *match;

			matches->items = np_arena_grow(pair->arena, matches->items,
										   matches->count, &matches->room,
										   sizeof(Match));
			match = &matches->items[matches->count++];
			match->b = j;
			match->a = pair->a.order[k];
		}
	}
}

static float
cost_of_skip(uint32_t skipped)
{
	if (skipped <= SKIP_CHEAPER)
		return SKIP * skipped;
	return SKIP * SKIP_CHEAPER + SKIP_LATER * (skipped - SKIP_CHEAPER);
}

/*
 * The best chain of the matches, as intervals on both sides, which are empty
 * where there is none.  Returns its gain.
 * Matches are sorted by their place in the source.
 */
static float
best_chain(NpPair *pair, Matches *matches, NpInterval *b, NpInterval *a)
{
	float		most = 0;
	size_t		last = 0;
	size_t		at;

	b->start = b->end = a->start = a->end = 0;
	for (size_t k = 0; k < matches->count; k++)
	{
		Match	   *match = &matches->items[k];
		float		own = pair->b.tokens[match->b].form ==
		pair->a.tokens[match->a].form ? GAIN_WORD : GAIN_STEM;

		if ((k & 0xFFF) == 0xFFF)
			np_check_interrupts(pair->host);
		match->gain = own;
		match->before = -1;
		for (size_t back = 1; back <= k && back <= LOOK_BACK; back++)
		{
			const Match *before = &matches->items[k - back];
			uint32_t	skipped_b;
			uint32_t	skipped_a;
			float		gain;

			if (before->b == match->b)
				continue;
			skipped_b = match->b - before->b - 1;
			if (skipped_b > SKIP_MOST)
				break;
			if (before->a >= match->a)
				continue;
			skipped_a = match->a - before->a - 1;
			if (skipped_a > SKIP_MOST)
				continue;
			gain = before->gain + own -
				cost_of_skip(skipped_a > skipped_b ? skipped_a : skipped_b);
			if (gain > match->gain)
			{
				match->gain = gain;
				match->before = (int32_t) (k - back);
			}
		}
		if (match->gain > most)
		{
			most = match->gain;
			last = k;
		}
	}
	if (matches->count == 0 || most <= 0)
		return 0;
	b->end = matches->items[last].b + 1;
	a->end = matches->items[last].a + 1;
	for (at = last; matches->items[at].before >= 0;)
		at = (size_t) matches->items[at].before;
	b->start = matches->items[at].b;
	a->start = matches->items[at].a;
	return most;
}

/* Equal words that no match stood for, being too frequent, are taken along. */
static void
take_equal_words(const NpPair *pair, NpInterval within_b, NpInterval within_a,
				 NpInterval *b, NpInterval *a)
{
	while (b->start > within_b.start && a->start > within_a.start &&
		   pair->b.tokens[b->start - 1].form == pair->a.tokens[a->start - 1].form)
	{
		b->start--;
		a->start--;
	}
	while (b->end < within_b.end && a->end < within_a.end &&
		   pair->b.tokens[b->end].form == pair->a.tokens[a->end].form)
	{
		b->end++;
		a->end++;
	}
}

/*
 * Chains of a part b of a paragraph within a of the reprint are added to
 * chains.
 */
static void
add_chains(NpPair *pair, NpInterval paragraph, NpInterval b, NpInterval a,
		   NpKind kind, Matches *matches, Chains *chains)
{
	float		least;

	least = LEAST_SHARE * np_length(paragraph);
	if (least > LEAST_GAIN)
		least = LEAST_GAIN;

	find_matches(pair, b, a, matches);
	for (int round = 0; round < MOST_CHAINS; round++)
	{
		Chain		chain;
		size_t		kept = 0;
		NpInterval	bare;

		chain.same_words = best_chain(pair, matches, &chain.b, &chain.a);
		if (chain.same_words < least)
			return;
		bare = chain.b;
		take_equal_words(pair, b, a, &chain.b, &chain.a);
		chain.kind = kind;
		chain.weight = np_matched_weight(pair, &pair->b, chain.b,
										 &pair->a, chain.a, NULL);
		chains->items = np_arena_grow(pair->arena, chains->items, chains->count,
									  &chains->room, sizeof(Chain));
		chains->items[chains->count++] = chain;

		for (size_t k = 0; k < matches->count; k++)
			if (matches->items[k].b < bare.start ||
				matches->items[k].b >= bare.end)
				matches->items[kept++] = matches->items[k];
		matches->count = kept;
		least = LEAST_GAIN;
	}
}

/* The part of a long passage's reprint where part b of its source should be */
static NpInterval
around(NpInterval source, NpInterval reprint, NpInterval b)
{
	double		scale = (double) np_length(reprint) / np_length(source);
	NpInterval	a;
	double		start = reprint.start + scale * (b.start - source.start) - AROUND / 2;
	double		end = reprint.start + scale * (b.end - source.start) + AROUND / 2;

	a.start = start > reprint.start ? (uint32_t) start : reprint.start;
	a.end = end < reprint.end ? (uint32_t) end : reprint.end;
	return a;
}

static void
find_chains(NpPair *pair, NpInterval paragraph, const NpPassage *passage,
			Matches *matches, Chains *chains)
{
	NpInterval	source = interval_of(passage->source);
	NpInterval	a = interval_of(passage->reprint);
	NpInterval	b = source;
	size_t		count = chains->count;
	double		weight = 0;

	if (b.start < paragraph.start)
		b.start = paragraph.start;
	if (b.end > paragraph.end)
		b.end = paragraph.end;
	if (b.start >= b.end)
		return;

	if (np_length(a) > 2 * AROUND)
	{
		add_chains(pair, paragraph, b, around(source, a, b), passage->kind,
				   matches, chains);
		for (size_t k = count; k < chains->count; k++)
			weight += chains->items[k].weight;
		if (weight >= PARAGRAPH_SHARE * np_weight_of(&pair->b, b))
			return;
		chains->count = count;
	}
	add_chains(pair, paragraph, b, a, passage->kind, matches, chains);
}

/*
 * Weight of what of an interval of the source the chains matched, from a chain
 * on.  Chains are sorted by their place there.
 */
static double
weight_within(NpPair *pair, const Chains *chains, size_t from, NpInterval b)
{
	double		weight = 0;

	for (size_t k = from;
		 k < chains->count && chains->items[k].b.start < b.end; k++)
	{
		NpInterval	part = chains->items[k].b;

		if (part.start < b.start)
			part.start = b.start;
		if (part.end > b.end)
			part.end = b.end;
		if (part.start < part.end)
			weight += np_matched_weight(pair, &pair->b, part, &pair->a,
										chains->items[k].a, NULL);
	}
	return weight;
}

/* Was one of the paragraph's sentences reused?  Sentences go on from *next. */
static bool
sentence_reused(NpPair *pair, const Chains *chains, const NpArticle *source,
				NpInterval paragraph, size_t *next)
{
	const NpLayout *layout = &source->layout;
	bool		found = false;
	size_t		from = 0;

	while (*next < layout->nsentences &&
		   layout->sentences[*next].first_word < paragraph.start)
		(*next)++;
	for (; *next < layout->nsentences &&
		 layout->sentences[*next].first_word < paragraph.end; (*next)++)
	{
		NpInterval	sentence;
		double		whole;

		if (found)
			continue;
		np_check_interrupts(pair->host);
		sentence.start = (uint32_t) layout->sentences[*next].first_word;
		sentence.end = sentence.start +
			(uint32_t) layout->sentences[*next].words;
		while (from < chains->count &&
			   chains->items[from].b.end <= sentence.start)
			from++;
		whole = np_weight_of(&pair->b, sentence);
		found = np_half_words(&pair->b, sentence) >= 2 * SENTENCE_WORDS &&
			weight_within(pair, chains, from, sentence) >= SENTENCE_SHARE * whole;
	}
	return found;
}

static int
compare_weights(const void *x, const void *y)
{
	const Chain *p = x;
	const Chain *q = y;

	if (p->weight != q->weight)
		return p->weight > q->weight ? -1 : 1;
	if (p->a.start != q->a.start)
		return p->a.start < q->a.start ? -1 : 1;
	return p->b.start < q->b.start ? -1 : p->b.start > q->b.start;
}

static int
compare_sources(const void *x, const void *y)
{
	const Chain *p = x;
	const Chain *q = y;

	if (p->b.start != q->b.start)
		return p->b.start < q->b.start ? -1 : 1;
	return compare_weights(x, y);
}

/*
 * Chains overlap in the source where passages do: a place in the source goes to
 * the chain with more of it, and a chain that has half of its places taken away
 * is dropped.  Leaves the chains by place in the source.
 */
static void
drop_covered_chains(NpPair *pair, NpInterval paragraph, Chains *chains)
{
	bool	   *taken;
	size_t		kept = 0;

	if (chains->count < 2)
		return;
	taken = np_alloc(pair->host, np_length(paragraph) * sizeof(bool));
	memset(taken, 0, np_length(paragraph) * sizeof(bool));
	qsort(chains->items, chains->count, sizeof(Chain), compare_weights);
	for (size_t i = 0; i < chains->count; i++)
	{
		Chain		chain = chains->items[i];
		bool	   *places = taken + (chain.b.start - paragraph.start);
		uint32_t	length = np_length(chain.b);
		uint32_t	covered = 0;

		for (uint32_t k = 0; k < length; k++)
			covered += places[k];
		if (2 * covered >= length)
			continue;
		memset(places, true, length * sizeof(bool));
		chains->items[kept++] = chain;
	}
	chains->count = kept;
	qsort(chains->items, chains->count, sizeof(Chain), compare_sources);
	np_release(pair->host, taken);
}

/*
 * The source's side of a row for telling its kind: with the words that were
 * lost between its ends and the next sentence's.
 */
static NpInterval
with_lost_words(const NpSide *side, NpInterval paragraph, NpInterval b)
{
	NpInterval	whole = b;

	for (uint32_t k = 0; k <= LOST_AT_EDGE && b.start >= paragraph.start + k; k++)
		if (b.start == paragraph.start + k ||
			side->tokens[b.start - k].sentence_start)
		{
			whole.start = b.start - k;
			break;
		}
	for (uint32_t k = 0; k <= LOST_AT_EDGE && b.end + k <= paragraph.end; k++)
		if (b.end + k == paragraph.end || side->tokens[b.end + k].sentence_start)
		{
			whole.end = b.end + k;
			break;
		}
	return whole;
}

/* The row of a paragraph, if there is enough of it in its chains */
static bool
make_row(NpPair *pair, const NpArticle *source, NpInterval paragraph,
		 Chains *chains, size_t *next_sentence, NpReprinted *row)
{
	double		whole = np_weight_of(&pair->b, paragraph);
	size_t		heaviest = 0;
	const Chain *best;
	NpInterval	a;
	NpInterval	b;
	bool		enough;

	drop_covered_chains(pair, paragraph, chains);
	for (size_t k = 1; k < chains->count; k++)
		if (chains->items[k].weight > chains->items[heaviest].weight)
			heaviest = k;
	row->coverage = whole > 0 ? weight_within(pair, chains, 0, paragraph) / whole : 0;
	if (row->coverage > 1)
		row->coverage = 1;
	enough = sentence_reused(pair, chains, source, paragraph, next_sentence);
	if (chains->count == 0 || (row->coverage < PARAGRAPH_SHARE && !enough))
		return false;

	best = &chains->items[heaviest];
	a = best->a;
	b = best->b;
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t k = 0; k < chains->count; k++)
		{
			const Chain *chain = &chains->items[k];

			if (chain->a.start > a.end + SAME_PLACE ||
				chain->a.end + SAME_PLACE < a.start)
				continue;
			if (chain->a.start < a.start)
				a.start = chain->a.start;
			if (chain->a.end > a.end)
				a.end = chain->a.end;
			if (chain->b.start < b.start)
				b.start = chain->b.start;
			if (chain->b.end > b.end)
				b.end = chain->b.end;
		}
	row->source.first = b.start;
	row->source.count = np_length(b);
	row->reprint.first = a.start;
	row->reprint.count = np_length(a);
	row->similarity = np_similarity(pair, a, b);
	row->kind = best->kind == NP_QUOTATION || best->kind == NP_FRAGMENT ?
		best->kind : np_kind(pair, a, with_lost_words(&pair->b, paragraph, b),
							 true);
	return true;
}

/* Which passages meet a paragraph: those from first[p] to first[p + 1] */
typedef struct Meetings
{
	size_t	   *first;
	uint32_t   *passages;
} Meetings;

static size_t
paragraph_of(const NpLayout *layout, size_t word)
{
	size_t		low = 0;
	size_t		high = layout->nparagraphs;

	while (high - low > 1)
	{
		size_t		middle = (low + high) / 2;

		if (layout->paragraphs[middle].first_word <= word)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* By counting, and filling in from behind */
static void
find_meetings(NpPair *pair, const NpArticle *source,
			  const NpPassages *passages, Meetings *meetings)
{
	const NpLayout *layout = &source->layout;
	size_t		sum = 0;

	meetings->first = np_arena_zeroed(pair->arena,
									  (layout->nparagraphs + 1) * sizeof(size_t));
	for (size_t k = passages->count; k > 0; k--)
	{
		NpWordRange at = passages->items[k - 1].source;
		size_t		last = paragraph_of(layout, at.first + at.count - 1);

		np_check_interrupts(pair->host);
		for (size_t p = paragraph_of(layout, at.first); p <= last; p++)
			meetings->first[p]++;
	}
	for (size_t p = 0; p <= layout->nparagraphs; p++)
	{
		sum += meetings->first[p];
		meetings->first[p] = sum;
	}
	meetings->passages = np_arena_alloc(pair->arena, sum * sizeof(uint32_t));
	for (size_t k = passages->count; k > 0; k--)
	{
		NpWordRange at = passages->items[k - 1].source;
		size_t		last = paragraph_of(layout, at.first + at.count - 1);

		np_check_interrupts(pair->host);
		for (size_t p = paragraph_of(layout, at.first); p <= last; p++)
			meetings->passages[--meetings->first[p]] = (uint32_t) (k - 1);
	}
}

void
np_reprinted(const NpHost *host, const NpArticle *source,
			 const NpArticle *reprint, const NpPassages *passages,
			 NpReprintedList *reprinted)
{
	NpArena		arena = {host, NULL, NULL, 0};
	NpPair		pair;
	Matches		matches = {NULL, 0, 0};
	Chains		chains = {NULL, 0, 0};
	size_t		next_sentence = 0;
	size_t		nparagraphs = source->layout.nparagraphs;
	Meetings	meetings;

	reprinted->items = np_alloc(host, (nparagraphs + 1) * sizeof(NpReprinted));
	reprinted->count = 0;
	if (passages->count == 0)
		return;
	pair.host = host;
	pair.arena = &arena;
	pair.parameters = &np_parameters[NP_NEWS];
	np_pair_begin(&pair, source, reprint);

	find_meetings(&pair, source, passages, &meetings);
	for (size_t p = 0; p < nparagraphs; p++)
	{
		const NpSpan *span = &source->layout.paragraphs[p];
		NpInterval	paragraph;
		NpReprinted *row = &reprinted->items[reprinted->count];

		np_check_interrupts(host);
		paragraph.start = (uint32_t) span->first_word;
		paragraph.end = paragraph.start + (uint32_t) span->words;
		chains.count = 0;
		for (int quotations = 0; quotations < 2; quotations++)
		{
			if (chains.count > 0)
				break;
			for (size_t k = meetings.first[p]; k < meetings.first[p + 1]; k++)
			{
				const NpPassage *passage = &passages->items[meetings.passages[k]];

				if ((passage->kind == NP_QUOTATION) == (quotations == 1))
					find_chains(&pair, paragraph, passage, &matches, &chains);
			}
		}
		row->paragraph = p;
		if (chains.count > 0 &&
			make_row(&pair, source, paragraph, &chains, &next_sentence, row))
			reprinted->count++;
	}
	np_arena_free(&arena);
}

void
np_reprinted_free(const NpHost *host, NpReprintedList *reprinted)
{
	np_release(host, reprinted->items);
	reprinted->items = NULL;
	reprinted->count = 0;
}
