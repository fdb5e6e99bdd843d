/*-------------------------------------------------------------------------
 *
 * edits.c
 *	  What became of the words of a passage: kept, inflected, replaced, dropped,
 *	  added, and what moved.
 *
 * Words are compared as quote_diff.c does, by a longest common subsequence, on
 * stems: so a word that was only inflected stands opposite its other form.
 *
 * In rewritten text the subsequence picks up small words that are there by
 * chance ("the", "of").  A kept run between two longer changes says nothing and
 * makes both hard to read, so it joins them.  (The idea is known as semantic
 * cleanup from N. Fraser's diff-match-patch.)
 *
 * Words put in or left out can often begin at several places; they are made to
 * begin where a sentence does, and not apart from other changes.
 *
 * What moved is found by runs of a few words that were dropped at one place and
 * added at another.
 *
 *-------------------------------------------------------------------------
 */
#include "align/edits.h"

#include <stdlib.h>
#include <string.h>

#include "align/quote_match.h"
#include "print/hash.h"

/* A kept run of so many words at most may join the changes around it */
#define JOINS_CHANGES		3

/* Words in a row that tell that something moved */
#define MOVED_WORDS			8

typedef struct Work
{
	const NpHost *host;
	const NpArticle *const *articles;
	NpEdits    *edits;
} Work;

static void
add_edit(Work *work, NpWordFate fate, NpWordRange source, NpWordRange reprint)
{
	NpEdits    *edits = work->edits;
	NpEdit	   *edit;

	if (edits->count == edits->room)
	{
		edits->room = edits->room * 2 + 16;
		edits->items = np_resize(work->host, edits->items,
								 edits->room * sizeof(NpEdit));
	}
	edit = &edits->items[edits->count++];
	edit->fate = fate;
	edit->words[NP_SOURCE_SIDE] = source;
	edit->words[NP_REPRINT_SIDE] = reprint;
}

/* What is compared of a word */
static uint64_t
key_of(const NpArticle *article, size_t word)
{
	const NpToken *token = &article->tokens[word];

	/* the stem of a small word stands for those behind it, too */
	return token->small ? token->form : token->stem;
}

static void
read_words(Work *work, int side, NpWordRange range, NpQuote *quote)
{
	memset(quote, 0, sizeof(*quote));
	quote->words = np_alloc(work->host,
							(range.count + 1) * sizeof(NpQuoteWord));
	memset(quote->words, 0, range.count * sizeof(NpQuoteWord));
	quote->nwords = range.count;
	for (size_t i = 0; i < range.count; i++)
		quote->words[i].hash = key_of(work->articles[side], range.first + i);
}

/* Same stems are kept where the words are the same, else inflected. */
static void
add_same_stems(Work *work, size_t source_first, size_t reprint_first, size_t n)
{
	const NpToken *source = work->articles[NP_SOURCE_SIDE]->tokens + source_first;
	const NpToken *reprint = work->articles[NP_REPRINT_SIDE]->tokens + reprint_first;

	for (size_t i = 0; i < n;)
	{
		bool		same = source[i].form == reprint[i].form;
		size_t		j = i + 1;
		NpWordRange in_source;
		NpWordRange in_reprint;

		while (j < n && (source[j].form == reprint[j].form) == same)
			j++;
		in_source.first = source_first + i;
		in_reprint.first = reprint_first + i;
		in_source.count = in_reprint.count = j - i;
		add_edit(work, same ? NP_FATE_KEPT : NP_FATE_INFLECTED,
				 in_source, in_reprint);
		i = j;
	}
}

static void
compare_words(Work *work, NpWordRange source, NpWordRange reprint)
{
	NpQuote		in_source;
	NpQuote		in_reprint;
	NpQuoteEdits edits;

	read_words(work, NP_SOURCE_SIDE, source, &in_source);
	read_words(work, NP_REPRINT_SIDE, reprint, &in_reprint);
	np_quote_diff(work->host, &in_source, &in_reprint, &edits);
	for (size_t i = 0; i < edits.count; i++)
	{
		const NpQuoteEdit *edit = &edits.items[i];
		NpWordRange a = {source.first + edit->a_first, edit->a_words};
		NpWordRange b = {reprint.first + edit->b_first, edit->b_words};

		switch (edit->op)
		{
			case NP_WORDS_KEPT:
				add_same_stems(work, a.first, b.first, a.count);
				break;
			case NP_WORDS_DROPPED:
				add_edit(work, NP_FATE_DROPPED, a, b);
				break;
			case NP_WORDS_ADDED:
				add_edit(work, NP_FATE_ADDED, a, b);
				break;
			case NP_WORDS_REPLACED:
				add_edit(work, NP_FATE_REPLACED, a, b);
				break;
		}
	}
	np_release(work->host, edits.items);
	np_release(work->host, in_source.words);
	np_release(work->host, in_reprint.words);
}

/* Words that edits from first to behind have on the side that has fewer */
static size_t
least_changed(const Work *work, size_t first, size_t behind)
{
	size_t		sums[2] = {0, 0};

	for (size_t i = first; i < behind; i++)
		for (int side = 0; side < 2; side++)
			sums[side] += work->edits->items[i].words[side].count;
	return sums[0] < sums[1] ? sums[0] : sums[1];
}

/* Joins changes over kept words that are too few to tell anything. */
static void
join_changes(Work *work)
{
	NpEdit	   *edits = work->edits->items;
	size_t		n = work->edits->count;
	size_t		done = 0;		/* edits written */
	size_t		group = 0;		/* the first of the changes before, written */

	for (size_t i = 0; i < n; i++)
	{
		size_t		words = edits[i].words[0].count;
		size_t		behind = i + 1;

		if (edits[i].fate != NP_FATE_KEPT)
		{
			edits[done++] = edits[i];
			continue;
		}
		while (behind < n && edits[behind].fate != NP_FATE_KEPT)
			behind++;
		if (words > JOINS_CHANGES ||
			least_changed(work, group, done) <= words ||
			least_changed(work, i + 1, behind) <= words)
		{
			edits[done++] = edits[i];
			group = done;
			continue;
		}
		/* one change from the group's first edit to the last one behind */
		edits[group].fate = NP_FATE_REPLACED;
		for (int side = 0; side < 2; side++)
			edits[group].words[side].count =
				np_range_end(edits[behind - 1].words[side]) -
				edits[group].words[side].first;
		done = group + 1;
		i = behind - 1;
	}
	work->edits->count = done;
}

/*
 * How many words an edit that only drops or adds could begin earlier, to some
 * good: before is the kept run in front of it.
 */
static size_t
words_to_slide(const Work *work, const NpEdit *before, const NpEdit *edit,
			   bool after_change)
{
	int			side = edit->fate == NP_FATE_ADDED ? NP_REPRINT_SIDE :
	NP_SOURCE_SIDE;
	const NpToken *tokens = work->articles[side]->tokens;
	size_t		first = edit->words[side].first;
	size_t		end = np_range_end(edit->words[side]);
	size_t		words = 0;

	while (!tokens[first - words].sentence_start)
	{
		if (words == before->words[side].count)
			return after_change ? words : 0;
		if (tokens[first - words - 1].form != tokens[end - words - 1].form)
			return 0;
		words++;
	}
	return words;
}

/*
 * Words put in or left out before words that are like their last ones could as
 * well begin earlier.  They do where a sentence begins ("The [ferry came. The]
 * mail" becomes "[The ferry came.] The mail"), and where they come to touch
 * another change.
 */
static void
begin_well(Work *work)
{
	NpEdit	   *edits = work->edits->items;
	size_t		n = work->edits->count;
	size_t		done = 0;

	for (size_t i = 0; i < n; i++)
	{
		NpEdit	   *edit = &edits[i];
		size_t		words = 0;

		if ((edit->fate == NP_FATE_ADDED || edit->fate == NP_FATE_DROPPED) &&
			done > 0 && edits[done - 1].fate == NP_FATE_KEPT &&
			i + 1 < n && edit[1].fate == NP_FATE_KEPT)
			words = words_to_slide(work, &edits[done - 1], edit, done > 1);
		for (int side = 0; words > 0 && side < 2; side++)
		{
			edits[done - 1].words[side].count -= words;
			edit->words[side].first -= words;
			edit[1].words[side].first -= words;
			edit[1].words[side].count += words;
		}
		if (words > 0 && edits[done - 1].words[0].count == 0)
		{
			done--;
			if (done > 0 && edits[done - 1].fate != NP_FATE_INFLECTED)
			{
				NpEdit	   *last = &edits[done - 1];

				for (int side = 0; side < 2; side++)
					last->words[side].count += edit->words[side].count;
				if (last->fate != edit->fate)
					last->fate = NP_FATE_REPLACED;
				continue;
			}
		}
		edits[done++] = *edit;
	}
	work->edits->count = done;
}

void
np_edit_words(const NpHost *host, const NpArticle *const articles[2],
			  NpWordRange source, NpWordRange reprint, NpEdits *edits)
{
	Work		work = {host, articles, edits};

	memset(edits, 0, sizeof(*edits));
	compare_words(&work, source, reprint);
	join_changes(&work);
	begin_well(&work);
}

/* ----- What moved ----- */

/* A run of MOVED_WORDS words of the source */
typedef struct Gram
{
	uint64_t	hash;
	size_t		word;			/* the first one */
	size_t		edit;
} Gram;

static int
compare_grams(const void *x, const void *y)
{
	const Gram *a = x;
	const Gram *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->word > b->word) - (a->word < b->word);
}

static uint64_t
gram_at(const NpArticle *article, size_t word)
{
	uint64_t	hash = 0;

	for (size_t i = 0; i < MOVED_WORDS; i++)
		hash = np_mix((hash + key_of(article, word + i)) * NP_MULTIPLIER);
	return hash;
}

/* Words that were lost on a side, as far as it may have lost any */
static size_t
lost_words(const NpEdit *edit, int side)
{
	NpWordFate	lost = side == NP_SOURCE_SIDE ? NP_FATE_DROPPED :
	NP_FATE_ADDED;

	return edit->fate == lost || edit->fate == NP_FATE_REPLACED ?
		edit->words[side].count : 0;
}

/* Words from these places on that are the same, within both ranges */
static size_t
same_words(const NpArticle *const articles[2], size_t source, size_t source_end,
		   size_t reprint, size_t reprint_end)
{
	size_t		n = 0;

	while (source + n < source_end && reprint + n < reprint_end &&
		   key_of(articles[NP_SOURCE_SIDE], source + n) ==
		   key_of(articles[NP_REPRINT_SIDE], reprint + n))
		n++;
	return n;
}

bool
np_find_move(const NpHost *host, const NpArticle *const articles[2],
			 const NpEdit *edits, size_t nedits, size_t *dropped, size_t *added)
{
	size_t		most = 0;
	size_t		ngrams = 0;
	size_t		longest = 0;
	Gram	   *grams;

	for (size_t i = 0; i < nedits; i++)
		most += lost_words(&edits[i], NP_SOURCE_SIDE);
	if (most < MOVED_WORDS)
		return false;
	grams = np_alloc(host, most * sizeof(Gram));
	for (size_t i = 0; i < nedits; i++)
	{
		size_t		first = edits[i].words[NP_SOURCE_SIDE].first;
		size_t		n = lost_words(&edits[i], NP_SOURCE_SIDE);

		for (size_t j = 0; j + MOVED_WORDS <= n; j++)
		{
			grams[ngrams].hash = gram_at(articles[NP_SOURCE_SIDE], first + j);
			grams[ngrams].word = first + j;
			grams[ngrams].edit = i;
			ngrams++;
		}
	}
	if (ngrams > 0)
		qsort(grams, ngrams, sizeof(Gram), compare_grams);
	for (size_t i = 0; i < nedits && ngrams > 0; i++)
	{
		size_t		at = edits[i].words[NP_REPRINT_SIDE].first;
		size_t		end = at + lost_words(&edits[i], NP_REPRINT_SIDE);

		while (at + MOVED_WORDS <= end)
		{
			uint64_t	hash = gram_at(articles[NP_REPRINT_SIDE], at);
			size_t		low = 0;
			size_t		high = ngrams;
			size_t		n = 0;

			while (low < high)
			{
				size_t		middle = low + (high - low) / 2;

				if (grams[middle].hash < hash)
					low = middle + 1;
				else
					high = middle;
			}
			/* within one edit the comparison saw all there is */
			if (low < ngrams && grams[low].hash == hash && grams[low].edit != i)
				n = same_words(articles, grams[low].word,
							   np_range_end(edits[grams[low].edit].words[NP_SOURCE_SIDE]),
							   at, end);
			if (n >= MOVED_WORDS && n > longest)
			{
				longest = n;
				*dropped = grams[low].edit;
				*added = i;
			}
			at += n > 0 ? n : 1;
		}
	}
	np_release(host, grams);
	return longest > 0;
}
