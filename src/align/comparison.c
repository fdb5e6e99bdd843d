/*-------------------------------------------------------------------------
 *
 * comparison.c
 *	  What the passages of two articles come to.
 *
 * A place of the source may have been used for several passages, and a
 * quotation may lie within prose; so words are flagged first and then counted,
 * each once.
 *
 *-------------------------------------------------------------------------
 */
#include "align/comparison.h"

#include <string.h>

#include "align/aligner.h"

/* What a word lies in */
#define IN_PROSE		0x01
#define IN_QUOTATION	0x02

static bool
is_ignored(const bool *ignored, size_t word)
{
	return ignored != NULL && ignored[word];
}

bool
np_mostly_ignored(const bool *ignored, NpWordRange words)
{
	size_t		count = 0;

	for (size_t i = 0; i < words.count; i++)
		count += is_ignored(ignored, words.first + i);
	return 2 * count > words.count;
}

static void
flag_words(uint8_t *flags, NpWordRange words, uint8_t flag)
{
	for (size_t i = 0; i < words.count; i++)
		flags[words.first + i] |= flag;
}

/*
 * Words of a passage's reprint whose stems its source has too, as multisets,
 * but for what is ignored.
 */
static size_t
matched_words(NpPair *pair, const NpPassage *passage,
			  const bool *source_ignored, const bool *reprint_ignored)
{
	size_t		source_end = passage->source.first + passage->source.count;
	size_t		reprint_end = passage->reprint.first + passage->reprint.count;
	size_t		count = 0;

	for (size_t i = passage->source.first; i < source_end; i++)
		if (!is_ignored(source_ignored, i))
			pair->available[pair->b.stem[i]]++;
	for (size_t i = passage->reprint.first; i < reprint_end; i++)
		if (!is_ignored(reprint_ignored, i) &&
			pair->available[pair->a.stem[i]] > 0)
		{
			pair->available[pair->a.stem[i]]--;
			count++;
		}
	for (size_t i = passage->source.first; i < source_end; i++)
		pair->available[pair->b.stem[i]] = 0;
	return count;
}

/* Words that are not ignored, and those of them that have a flag */
static size_t
count_words(const uint8_t *flags, const bool *ignored, size_t nwords,
			uint8_t flag, size_t *flagged)
{
	size_t		count = 0;

	*flagged = 0;
	for (size_t i = 0; i < nwords; i++)
	{
		if (is_ignored(ignored, i))
			continue;
		count++;
		*flagged += (flags[i] & flag) != 0;
	}
	return count;
}

void
np_compare_articles(const NpHost *host, const NpArticle *source,
					const NpArticle *reprint, const NpPassages *passages,
					const bool *source_ignored, const bool *reprint_ignored,
					NpComparison *comparison)
{
	NpArena		arena = {host, NULL, NULL, 0};
	NpPair		pair;
	uint8_t    *source_flags;
	uint8_t    *reprint_flags;
	size_t		kind_words[NP_QUOTATION] = {0}; /* of prose */
	double		similarity = 0;

	memset(comparison, 0, sizeof(NpComparison));
	source_flags = np_arena_zeroed(&arena, source->layout.nwords + 1);
	reprint_flags = np_arena_zeroed(&arena, reprint->layout.nwords + 1);
	if (passages->count > 0)
	{
		pair.host = host;
		pair.arena = &arena;
		pair.parameters = &np_parameters[NP_NEWS];
		np_pair_begin(&pair, source, reprint);
	}
	for (size_t i = 0; i < passages->count; i++)
	{
		const NpPassage *passage = &passages->items[i];
		size_t		words;

		np_check_interrupts(host);
		if (np_mostly_ignored(reprint_ignored, passage->reprint))
			continue;
		if (passage->kind == NP_QUOTATION)
		{
			flag_words(reprint_flags, passage->reprint, IN_QUOTATION);
			if (!comparison->shared)
				comparison->kind = NP_QUOTATION;
			comparison->shared = true;
			continue;
		}
		words = matched_words(&pair, passage, source_ignored, reprint_ignored);
		if (words == 0)
			continue;
		flag_words(source_flags, passage->source, IN_PROSE);
		flag_words(reprint_flags, passage->reprint, IN_PROSE);
		kind_words[passage->kind] += words;
		similarity += passage->similarity * words;
		comparison->words += words;
		comparison->longest_run =
			np_longest_run_in(&pair, passage, reprint_ignored,
							  (uint32_t) comparison->longest_run);
	}
	for (int kind = NP_QUOTATION - 1; kind >= 0; kind--)
		if (kind_words[kind] > 0 &&
			(comparison->kind == NP_QUOTATION || !comparison->shared ||
			 kind_words[kind] >= kind_words[comparison->kind]))
		{
			comparison->shared = true;
			comparison->kind = (NpKind) kind;
		}
	if (comparison->words > 0)
		comparison->similarity = similarity / comparison->words;

	count_words(reprint_flags, reprint_ignored, reprint->layout.nwords,
				IN_QUOTATION, &comparison->quoted_words);
	comparison->source_words =
		count_words(source_flags, source_ignored, source->layout.nwords,
					IN_PROSE, &comparison->source_covered);
	comparison->reprint_words =
		count_words(reprint_flags, reprint_ignored, reprint->layout.nwords,
					IN_PROSE, &comparison->reprint_covered);
	np_arena_free(&arena);
}
