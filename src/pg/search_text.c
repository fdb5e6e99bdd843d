/*-------------------------------------------------------------------------
 *
 * search_text.c
 *	  The text that newsprint_search looks for: its entries, the query that
 *	  finds candidates, and, of a short one, its words.
 *
 * A plain search looks for the winnowed shingles of the text, as
 * to_newsprint_query does.  A deep one looks for all of its shingles.  What an
 * article keeps of a text depends on what stands around it, and on every
 * word of it that was changed: a shingle that both have in common may have been
 * winnowed on one side alone.  Among all shingles of the text are those that
 * the article kept.  It keeps no more of them than before, though, about 2 in
 * w+1, so shares are still taken of the number of winnowed ones: the threshold
 * of a deep search is that of the plain one, and it finds whatever that finds.
 *
 * Measured as told in search_candidates.c (60 texts a kind), a deep search
 * ranked the source of a spun paragraph inside another article first in 88 %
 * instead of 81 %, of a spun paragraph alone always instead of in 99.7 %, and
 * that of a paragraph edited in 6 % or 15 % in 92 or 93 % instead of 93 or 95 %:
 * what has been disguised gains, what has not loses a little to chance.
 *
 * (What the text has of ignored entries counts nowhere, neither in shares nor
 * in runs.)
 *
 * A query keeps at most NP_MAX_QUERY_ENTRIES entries.  A deep one takes those
 * of the plain query first, then the smallest of the others.  The measures go
 * by all entries.
 *
 * Of fewer than w shingles an article may keep none; the search for such a
 * short text is deep, and a single entry will do.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/search.h"

#include "pg/query.h"

#include "utils/memutils.h"

/* A shingle has at most so many times k words, whatever their script */
#define WORDS_A_WEIGHT	4

/* The distinct hashes of sorted postings */
static uint64_t *
distinct_hashes(const NpPosting *postings, size_t npostings, size_t *n)
{
	uint64_t   *hashes = np_alloc(&np_host, (npostings + 1) * sizeof(uint64_t));

	*n = 0;
	for (size_t i = 0; i < npostings; i++)
		if (*n == 0 || postings[i].hash != hashes[*n - 1])
			hashes[(*n)++] = postings[i].hash;
	return hashes;
}

/*
 * Keeps the postings whose hashes are among these ascending ones; returns how
 * many there are.
 */
static size_t
postings_of(NpPosting *postings, size_t npostings,
			const uint64_t *hashes, size_t nhashes)
{
	size_t		kept = 0;

	for (size_t i = 0, j = 0; i < npostings; i++)
	{
		while (j < nhashes && hashes[j] < postings[i].hash)
			j++;
		if (j < nhashes && hashes[j] == postings[i].hash)
			postings[kept++] = postings[i];
	}
	return kept;
}

static NpPrint
print_of(NpParameters parameters, uint32_t words,
		 const NpPosting *postings, size_t npostings)
{
	size_t		size;
	char	   *bytes;

	bytes = np_print_from_postings(&np_host, parameters, words,
								   postings, npostings,
								   0, MaxAllocSize, &size);
	if (bytes == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("text is too large to search for"),
				 errdetail("It has %u words.", words),
				 errhint("Search for a part of it.")));
	return np_print_open(bytes, size);
}

/* Words from the first posting to the end of the last one's shingle */
static uint32_t
span_of(const NpPosting *postings, size_t npostings, uint32_t shingle,
		uint32_t words)
{
	uint32_t	first = words;
	uint32_t	end = 0;

	for (size_t i = 0; i < npostings; i++)
	{
		first = Min(first, postings[i].word);
		end = Max(end, postings[i].word + shingle);
	}
	return end > first ? Min(end, words) - first : 1;
}

/*
 * Adds to the winnowed hashes of a query the smallest of all, as many as fit.
 * The result is ascending.
 */
static size_t
deepen(const uint64_t *winnowed, size_t nwinnowed,
	   const uint64_t *all, size_t nall, uint64_t *result)
{
	size_t		others = NP_MAX_QUERY_ENTRIES - nwinnowed;
	size_t		n = 0;

	for (size_t i = 0, j = 0; i < nall; i++)
	{
		if (j < nwinnowed && winnowed[j] == all[i])
			j++;
		else if (others > 0)
			others--;
		else
			continue;
		result[n++] = all[i];
	}
	return n;
}

static uint64_t *
word_hashes(NpText text, uint32_t words)
{
	uint64_t   *hashes = np_alloc(&np_host, (words + 1) * sizeof(uint64_t));
	NpWordReader *reader = np_words_begin(&np_host, text);
	NpWord		word;

	for (uint32_t i = 0; i < words && np_words_next(reader, &word); i++)
		hashes[i] = np_word_hash(word.form, word.form_length);
	np_words_end(reader);
	return hashes;
}

/*
 * The text's postings whose entries count: every shingle's, or the winnowed
 * ones.  Sets the distinct hashes of them.
 */
static NpPosting *
countable_postings(NpSought *sought, NpText text, bool every,
				   const NpPrint *ignore, size_t *npostings)
{
	NpPosting  *postings;

	postings = (every ? np_shingles : np_fingerprint)
		(&np_host, sought->parameters, text, npostings, &sought->words);
	if (every)
		sought->nshingles = *npostings;
	sought->hashes = distinct_hashes(postings, *npostings, &sought->nhashes);
	sought->nhashes = np_countable_entries(sought->hashes, sought->nhashes,
										   SIZE_MAX, ignore);
	*npostings = postings_of(postings, *npostings,
							 sought->hashes, sought->nhashes);
	return postings;
}

/* Has the text fewer shingles than a window?  Cheap for all but short ones. */
static bool
is_short(NpSought *sought, NpText text)
{
	uint32_t	shingle = sought->parameters.shingle;
	uint32_t	winnow = sought->parameters.winnow;
	size_t		nshingles;

	if (sought->words >= WORDS_A_WEIGHT * shingle + winnow)
		return false;
	np_release(&np_host, np_shingles(&np_host, sought->parameters, text,
									 &nshingles, &sought->words));
	return nshingles < winnow;
}

void
np_seek(NpSought *sought, NpParameters parameters, NpText text, bool deep,
		NullableDatum share, NullableDatum shingles, const NpPrint *ignore)
{
	NpPosting  *postings;
	size_t		npostings;
	uint64_t   *in_query;
	size_t		nin_query;
	uint32		threshold;

	memset(sought, 0, sizeof(NpSought));
	sought->parameters = parameters;
	if (ignore != NULL)
	{
		sought->ignored = np_hashes_of(ignore);
		sought->nignored = ignore->entries;
	}

	postings = countable_postings(sought, text, false, ignore, &npostings);
	sought->nshingles = parameters.winnow;
	sought->expected = sought->nhashes;
	sought->span = span_of(postings, npostings, parameters.shingle,
						   sought->words);
	in_query = sought->hashes;
	nin_query = Min(sought->nhashes, NP_MAX_QUERY_ENTRIES);
	threshold = np_query_threshold(share, shingles, nin_query);

	sought->is_short = is_short(sought, text);
	if (deep || sought->is_short)
	{
		uint64_t   *winnowed = in_query;

		np_release(&np_host, postings);
		postings = countable_postings(sought, text, true, ignore, &npostings);
		in_query = palloc(NP_MAX_QUERY_ENTRIES * sizeof(uint64_t));
		nin_query = deepen(winnowed, nin_query,
						   sought->hashes, sought->nhashes, in_query);
	}
	if (sought->is_short)
	{
		sought->expected = sought->nhashes;
		sought->word_hashes = word_hashes(text, sought->words);
		threshold = 1;
	}
	sought->query = np_datum_from_query(parameters, threshold,
										in_query, nin_query);
	sought->print = print_of(parameters, sought->words, postings, npostings);
	np_release(&np_host, postings);
}

/*
 * runs[i] is how long the run is that ends with word i - 1 of the short text
 * and the word that was read last.
 */
uint32_t
np_longest_run(const NpSought *sought, NpText text)
{
	uint32_t   *runs = palloc0((sought->words + 1) * sizeof(uint32_t));
	NpWordReader *reader = np_words_begin(&np_host, text);
	NpWord		word;
	uint32_t	longest = 0;

	while (longest < sought->words && np_words_next(reader, &word))
	{
		uint64_t	hash = np_word_hash(word.form, word.form_length);

		for (uint32_t i = sought->words; i > 0; i--)
		{
			runs[i] = sought->word_hashes[i - 1] == hash ? runs[i - 1] + 1 : 0;
			longest = Max(longest, runs[i]);
		}
	}
	np_words_end(reader);
	pfree(runs);
	return longest;
}
