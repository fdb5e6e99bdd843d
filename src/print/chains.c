/*-------------------------------------------------------------------------
 *
 * chains.c
 *	  Passages from prints alone: where the entries that two prints share lie
 *	  in the same order and close together on both sides.
 *
 * Coarse (ends are known to about w words) but without any text.  Shared
 * entries are taken by their place in the reprint; each joins the chain that
 * it continues best, that is the one whose last entry lies before it in both
 * articles, within CHAIN_GAP words, with the most equal distances, or begins a
 * chain.  Only chains that ended within the last CHAIN_GAP words of the reprint
 * can be continued, so that the work is linear in the number of matches.
 *
 *-------------------------------------------------------------------------
 */
#include "print/print.h"

#include <stdlib.h>

/*
 * Winnowing leaves at most w words between two entries of a text; a chain may
 * miss several in a row where the reprint was edited.
 */
#define CHAIN_GAP		32

/*
 * A hash that stands at many places in both articles matches each with each:
 * from this many pairs on, the i-th place is only paired with the i-th.
 */
#define MAX_PAIRS		16

typedef struct Match
{
	uint32_t	source;
	uint32_t	reprint;
} Match;

typedef struct Matches
{
	const NpHost *host;
	Match	   *items;
	size_t		count;
	size_t		room;
} Matches;

static void
add_match(Matches *matches, uint32_t source, uint32_t reprint)
{
	if (matches->count == matches->room)
	{
		matches->room *= 2;
		matches->items = np_resize(matches->host, matches->items,
								   matches->room * sizeof(Match));
	}
	matches->items[matches->count].source = source;
	matches->items[matches->count].reprint = reprint;
	matches->count++;
}

static size_t
same_hash(const NpPosting *postings, size_t npostings, size_t i)
{
	size_t		j = i;

	while (j < npostings && postings[j].hash == postings[i].hash)
		j++;
	return j - i;
}

static void
find_matches(Matches *matches,
			 const NpPosting *source, size_t nsource,
			 const NpPosting *reprint, size_t nreprint)
{
	size_t		i = 0;
	size_t		j = 0;

	while (i < nsource && j < nreprint)
	{
		size_t		ni;
		size_t		nj;

		if (source[i].hash < reprint[j].hash)
			i++;
		else if (reprint[j].hash < source[i].hash)
			j++;
		else
		{
			ni = same_hash(source, nsource, i);
			nj = same_hash(reprint, nreprint, j);
			if (ni <= MAX_PAIRS && nj <= MAX_PAIRS && ni * nj <= MAX_PAIRS)
			{
				for (size_t p = 0; p < ni; p++)
					for (size_t q = 0; q < nj; q++)
						add_match(matches, source[i + p].word,
								  reprint[j + q].word);
			}
			else
			{
				for (size_t p = 0; p < ni && p < nj; p++)
					add_match(matches, source[i + p].word,
							  reprint[j + p].word);
			}
			i += ni;
			j += nj;
			np_check_interrupts(matches->host);
		}
	}
}

static int
compare_matches(const void *a, const void *b)
{
	const Match *x = a;
	const Match *y = b;

	if (x->reprint != y->reprint)
		return x->reprint < y->reprint ? -1 : 1;
	return (x->source > y->source) - (x->source < y->source);
}

/* A chain while it grows */
typedef struct Growing
{
	Match		first;
	Match		last;
	uint32_t	shared;
} Growing;

/* Chains that may still be continued, as indexes into the growing ones */
typedef struct Active
{
	size_t	   *chains;
	size_t		count;
} Active;

/*
 * The active chain that the match continues best, or none.  Chains that ended
 * too far before it leave the active ones.
 */
static size_t
best_chain(const Growing *growing, Active *active, Match match, size_t none)
{
	size_t		best = none;
	uint32_t	best_skew = UINT32_MAX;
	size_t		kept = 0;

	for (size_t i = 0; i < active->count; i++)
	{
		const Growing *chain = &growing[active->chains[i]];
		uint32_t	in_source = match.source - chain->last.source;
		uint32_t	in_reprint = match.reprint - chain->last.reprint;
		uint32_t	skew;

		if (in_reprint > CHAIN_GAP)
			continue;
		active->chains[kept++] = active->chains[i];
		if (match.source <= chain->last.source || in_source > CHAIN_GAP ||
			in_reprint == 0)
			continue;
		skew = in_source > in_reprint ?
			in_source - in_reprint : in_reprint - in_source;
		if (skew < best_skew)
		{
			best_skew = skew;
			best = active->chains[i];
		}
	}
	active->count = kept;
	return best;
}

static int
compare_chains(const void *a, const void *b)
{
	const NpChain *x = a;
	const NpChain *y = b;

	if (x->reprint_word != y->reprint_word)
		return x->reprint_word < y->reprint_word ? -1 : 1;
	return (x->source_word > y->source_word) - (x->source_word < y->source_word);
}

static uint32_t
words_to(uint32_t first, uint32_t last, uint32_t shingle, uint32_t words)
{
	/* a shingle of small words is longer than k, but no longer than the text */
	uint64_t	end = (uint64_t) last + shingle;

	return (uint32_t) ((end < words ? end : words) - first);
}

NpChain *
np_chains(const NpHost *host, const NpPrint *source, const NpPrint *reprint,
		  size_t *nchains)
{
	size_t		nsource;
	size_t		nreprint;
	NpPosting  *source_postings = np_postings(host, source, &nsource);
	NpPosting  *reprint_postings = np_postings(host, reprint, &nreprint);
	Matches		matches = {host, NULL, 0, 256};
	Growing    *growing;
	NpChain    *chains;
	Active		active;
	size_t		n = 0;

	matches.items = np_alloc(host, matches.room * sizeof(Match));
	find_matches(&matches, source_postings, nsource,
				 reprint_postings, nreprint);
	np_release(host, source_postings);
	np_release(host, reprint_postings);
	qsort(matches.items, matches.count, sizeof(Match), compare_matches);

	growing = np_alloc(host, (matches.count + 1) * sizeof(Growing));
	active.chains = np_alloc(host, (matches.count + 1) * sizeof(size_t));
	active.count = 0;
	for (size_t i = 0; i < matches.count; i++)
	{
		Match		match = matches.items[i];
		size_t		chain;

		if (i % 1024 == 0)
			np_check_interrupts(host);
		chain = best_chain(growing, &active, match, n);
		if (chain == n)
		{
			growing[n].first = match;
			growing[n].shared = 0;
			active.chains[active.count++] = n++;
		}
		growing[chain].last = match;
		growing[chain].shared++;
	}
	np_release(host, matches.items);
	np_release(host, active.chains);

	chains = np_alloc(host, (n + 1) * sizeof(NpChain));
	for (size_t i = 0; i < n; i++)
	{
		chains[i].source_word = growing[i].first.source;
		chains[i].source_words = words_to(growing[i].first.source,
										  growing[i].last.source,
										  source->parameters.shingle,
										  source->words);
		chains[i].reprint_word = growing[i].first.reprint;
		chains[i].reprint_words = words_to(growing[i].first.reprint,
										   growing[i].last.reprint,
										   reprint->parameters.shingle,
										   reprint->words);
		chains[i].shared = growing[i].shared;
	}
	np_release(host, growing);
	qsort(chains, n, sizeof(NpChain), compare_chains);
	*nchains = n;
	return chains;
}
