/*-------------------------------------------------------------------------
 *
 * test_comparison.c
 *	  What passages come to, and what of a text is boilerplate, against plain
 *	  counts over random texts.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "align/comparison.h"
#include "print/print.h"

#define MOST_WORDS	80

static uint64_t random_state = 20260301;

static uint32_t
random_below(uint32_t limit)
{
	random_state += NP_MULTIPLIER;
	return (uint32_t) (np_mix(random_state) % limit);
}

static NpText
text_of(const char *body)
{
	NpText		text;

	text.data = body;
	text.length = strlen(body);
	return text;
}

/* A text of some words, each a number below the size of the vocabulary */
static void
random_text(char *body, uint32_t nwords, uint32_t vocabulary)
{
	*body = '\0';
	for (uint32_t i = 0; i < nwords; i++)
		body += sprintf(body, "w%u ", random_below(vocabulary));
}

static void
random_flags(bool *flags, size_t n, uint32_t one_in)
{
	for (size_t i = 0; i < n; i++)
		flags[i] = random_below(one_in) == 0;
}

/* A whole article as a passage */
static NpPassage
whole_passage(const NpArticle *source, const NpArticle *reprint, NpKind kind)
{
	NpPassage	passage = {{0, 0}, {0, 0}, 0, 0.5, kind};

	passage.source.count = source->layout.nwords;
	passage.reprint.count = reprint->layout.nwords;
	return passage;
}

static size_t
longest_run(const NpArticle *source, const NpArticle *reprint,
			const bool *ignored)
{
	size_t		longest = 0;

	for (size_t i = 0; i < source->layout.nwords; i++)
		for (size_t j = 0; j < reprint->layout.nwords; j++)
		{
			size_t		n = 0;

			while (i + n < source->layout.nwords &&
				   j + n < reprint->layout.nwords && !ignored[j + n] &&
				   source->tokens[i + n].form == reprint->tokens[j + n].form)
				n++;
			if (n > longest)
				longest = n;
		}
	return longest;
}

/* Pairs of equal words of both sides, each word in one pair at most */
static size_t
equal_words(const NpArticle *source, const NpArticle *reprint,
			const bool *source_ignored, const bool *reprint_ignored)
{
	bool		used[MOST_WORDS] = {false};
	size_t		count = 0;

	for (size_t j = 0; j < reprint->layout.nwords; j++)
		for (size_t i = 0; i < source->layout.nwords && !reprint_ignored[j]; i++)
			if (!used[i] && !source_ignored[i] &&
				source->tokens[i].form == reprint->tokens[j].form)
			{
				used[i] = true;
				count++;
				break;
			}
	return count;
}

static size_t
count_free(const bool *flags, size_t n)
{
	size_t		count = 0;

	for (size_t i = 0; i < n; i++)
		count += !flags[i];
	return count;
}

static void
test_random(void)
{
	int			wrong_runs = 0;
	int			wrong_words = 0;
	int			wrong_counts = 0;
	int			left_out = 0;
	int			rounds = 3000;

	for (int round = 0; round < rounds; round++)
	{
		char		source_body[MOST_WORDS * 12];
		char		reprint_body[MOST_WORDS * 12];
		bool		source_ignored[MOST_WORDS];
		bool		reprint_ignored[MOST_WORDS];
		uint32_t	vocabulary = 1 + random_below(round % 2 ? 4 : 60);
		NpArticle	source;
		NpArticle	reprint;
		NpPassage	passage;
		NpPassages	passages = {&passage, 1};
		NpComparison comparison;
		size_t		free_words;
		size_t		matched;

		random_text(source_body, 1 + random_below(MOST_WORDS - 1), vocabulary);
		random_text(reprint_body, 1 + random_below(MOST_WORDS - 1), vocabulary);
		np_article_read(&tap_host, NULL, text_of(source_body), &source);
		np_article_read(&tap_host, NULL, text_of(reprint_body), &reprint);
		random_flags(source_ignored, MOST_WORDS, 8);
		random_flags(reprint_ignored, MOST_WORDS, 2 + random_below(8));
		passage = whole_passage(&source, &reprint, NP_EDITED);
		np_compare_articles(&tap_host, &source, &reprint, &passages,
							source_ignored, reprint_ignored, &comparison);

		free_words = count_free(reprint_ignored, reprint.layout.nwords);
		wrong_counts += comparison.reprint_words != free_words;
		wrong_counts += comparison.source_words !=
			count_free(source_ignored, source.layout.nwords);
		matched = equal_words(&source, &reprint, source_ignored, reprint_ignored);
		if (2 * free_words < reprint.layout.nwords || matched == 0)
		{
			left_out++;
			wrong_counts += comparison.words + comparison.longest_run +
				comparison.source_covered + comparison.reprint_covered != 0 ||
				comparison.shared;
		}
		else
		{
			wrong_runs += comparison.longest_run !=
				longest_run(&source, &reprint, reprint_ignored);
			wrong_words += comparison.words != matched || !comparison.shared;
			wrong_counts += comparison.reprint_covered != free_words ||
				comparison.source_covered != comparison.source_words;
		}
		np_article_free(&tap_host, &source);
		np_article_free(&tap_host, &reprint);
	}
	ok(wrong_runs == 0, "the longest run of %d pairs", rounds - left_out);
	ok(wrong_words == 0, "their matched words");
	ok(wrong_counts == 0, "their words without what is ignored");
	ok(left_out > 0, "passages without a match, or mostly ignored, count for nothing (%d)", left_out);
}

/* Passages that overlap in the source, one quotation within prose */
static void
test_passages(void)
{
	static const char *const source_body = "a b c d e f g h i j k l m n o p q r s t";
	static const char *const reprint_body = "a b c d x y z a b c d e f";
	NpArticle	source;
	NpArticle	reprint;
	NpPassage	items[] = {
		{{0, 4}, {0, 4}, 4, 1.0, NP_VERBATIM},
		{{0, 4}, {2, 2}, 2, 1.0, NP_QUOTATION},
		{{0, 6}, {7, 6}, 6, 0.5, NP_REWRITTEN},
		{{18, 2}, {4, 1}, 0, 0.7, NP_QUOTATION}
	};
	NpPassages	passages = {items, 4};
	NpComparison comparison;

	np_article_read(&tap_host, NULL, text_of(source_body), &source);
	np_article_read(&tap_host, NULL, text_of(reprint_body), &reprint);
	np_compare_articles(&tap_host, &source, &reprint, &passages, NULL, NULL,
						&comparison);
	ok(comparison.source_covered == 6 && comparison.source_words == 20,
	   "a place used twice counts once");
	ok(comparison.reprint_covered == 10 && comparison.reprint_words == 13,
	   "each place of the reprint counts");
	ok(comparison.words == 10 && comparison.longest_run == 6, "words, and a run");
	ok(comparison.quoted_words == 3, "quotations apart");
	ok(comparison.similarity == 0.7, "similarity by words: %g",
	   comparison.similarity);
	ok(comparison.shared && comparison.kind == NP_REWRITTEN,
	   "the kind with most words");
	items[2].kind = NP_QUOTATION;
	items[0].kind = NP_QUOTATION;
	np_compare_articles(&tap_host, &source, &reprint, &passages, NULL, NULL,
						&comparison);
	ok(comparison.shared && comparison.kind == NP_QUOTATION &&
	   comparison.words == 0 && comparison.source_covered == 0 &&
	   comparison.quoted_words == 11, "quotations only");
	passages.count = 0;
	np_compare_articles(&tap_host, &source, &reprint, &passages, NULL, NULL,
						&comparison);
	ok(!comparison.shared && comparison.quoted_words == 0 &&
	   comparison.reprint_words == 13, "nothing");
	np_article_free(&tap_host, &source);
	np_article_free(&tap_host, &reprint);
}

/* The Thue-Morse sequence and its opposite: alike to hashes modulo 2^64 */
static void
test_thue_morse(void)
{
	enum
	{
		words = 1 << 12
	};
	static char source_body[2 * words + 1];
	static char reprint_body[2 * words + 1];
	static bool ignored[words];
	NpArticle	source;
	NpArticle	reprint;
	NpPassage	passage;
	NpPassages	passages = {&passage, 1};
	NpComparison comparison;
	size_t		longest;

	for (int i = 0; i < words; i++)
	{
		int			bit = __builtin_popcount((unsigned) i) & 1;

		source_body[2 * i] = "ab"[bit];
		reprint_body[2 * i] = "ba"[bit];
		source_body[2 * i + 1] = reprint_body[2 * i + 1] = ' ';
	}
	np_article_read(&tap_host, NULL, text_of(source_body), &source);
	np_article_read(&tap_host, NULL, text_of(reprint_body), &reprint);
	passage = whole_passage(&source, &reprint, NP_VERBATIM);
	longest = longest_run(&source, &reprint, ignored);
	np_compare_articles(&tap_host, &source, &reprint, &passages, NULL, NULL,
						&comparison);
	ok(comparison.longest_run == longest, "the longest run of Thue-Morse words: %zu",
	   longest);
	np_article_free(&tap_host, &source);
	np_article_free(&tap_host, &reprint);
}

static const NpParameters usual = {NP_FORMAT, NP_NORMALIZATION,
NP_PROFILE_ARTICLE, NP_DEFAULT_SHINGLE, NP_DEFAULT_WINNOW};

/* Distinct hashes of postings, in place of them */
static size_t
distinct_hashes(const NpPosting *postings, size_t n, uint32_t one_in,
				uint64_t *hashes)
{
	size_t		count = 0;

	for (size_t i = 0; i < n; i++)
		if ((count == 0 || hashes[count - 1] != postings[i].hash) &&
			random_below(one_in) == 0)
			hashes[count++] = postings[i].hash;
	return count;
}

static bool
has_hash(const uint64_t *hashes, size_t n, uint64_t hash)
{
	for (size_t i = 0; i < n; i++)
		if (hashes[i] == hash)
			return true;
	return false;
}

static void
test_ignored_words(void)
{
	int			wrong = 0;
	size_t		some = 0;
	int			rounds = 2000;

	for (int round = 0; round < rounds; round++)
	{
		NpParameters parameters = usual;
		char		body[MOST_WORDS * 12];
		bool		expected[MOST_WORDS] = {false};
		uint64_t	hashes[MOST_WORDS];
		uint32_t	words;
		size_t		n;
		size_t		nhashes;
		size_t		nwords;
		NpPosting  *shingles;
		bool	   *ignored;
		long		before = -1;

		parameters.shingle = (uint8_t) (1 + random_below(6));
		parameters.winnow = (uint8_t) (1 + random_below(12));
		random_text(body, random_below(MOST_WORDS), 1 + random_below(90));
		shingles = np_shingles(&tap_host, parameters, text_of(body), &n, &words);
		nhashes = distinct_hashes(shingles, n, 1 + random_below(12), hashes);
		for (uint32_t i = 0; i < words; i++)
			for (size_t s = 0; s < n; s++)
			{
				if (shingles[s].word != i ||
					!has_hash(hashes, nhashes, shingles[s].hash))
					continue;
				for (uint32_t j = 0; j < parameters.shingle; j++)
					expected[i + j] = true;
				if (before >= 0 && i - before <= parameters.winnow)
					for (long j = before; j < i; j++)
						expected[j] = true;
				before = i;
			}
		ignored = np_ignored_words(&tap_host, parameters, hashes, nhashes,
								   text_of(body), &nwords);
		wrong += nwords != words ||
			memcmp(ignored, expected, words * sizeof(bool)) != 0;
		for (size_t i = 0; i < nwords; i++)
			some += ignored[i];
		np_release(&tap_host, ignored);
		np_release(&tap_host, shingles);
	}
	ok(wrong == 0, "what %d prints stand for in a text", rounds);
	ok(some > 0, "which is something: %zu words", some);
}

/* A winnowed print finds its text again, but for the ends */
static void
test_winnowed(void)
{
	char		own[20 * 12];
	char		line[40 * 12];
	char		body[80 * 12];
	uint64_t	hashes[64];
	size_t		n;
	size_t		nhashes;
	uint32_t	words;
	NpPosting  *postings;
	bool	   *ignored;
	int			outside = 0;
	int			missed = 0;

	random_text(own, 20, 1u << 30);
	random_text(line, 40, 1u << 30);
	sprintf(body, "%s%s%s", own, line, own);
	postings = np_fingerprint(&tap_host, usual, text_of(line), &n, &words);
	nhashes = distinct_hashes(postings, n, 1, hashes);
	ignored = np_ignored_words(&tap_host, usual, hashes, nhashes,
							   text_of(body), NULL);
	for (int i = 0; i < 80; i++)
	{
		outside += (i < 20 || i >= 60) && ignored[i];
		missed += i >= 20 + NP_DEFAULT_WINNOW - 1 &&
			i < 60 - (NP_DEFAULT_WINNOW - 1) && !ignored[i];
	}
	ok(outside == 0 && missed == 0,
	   "a line's print stands for it, but for w-1 words at either end");
	np_release(&tap_host, ignored);
	np_release(&tap_host, postings);
}

/* Two characters of Han weigh as much as a word */
static void
test_small_words(void)
{
	static const char *const body = "甲乙丙丁戊己庚辛壬癸子丑";
	char		shown[13];
	uint32_t	words;
	size_t		n;
	uint64_t	hash = 0;
	NpPosting  *shingles;
	bool	   *ignored;

	shingles = np_shingles(&tap_host, usual, text_of(body), &n, &words);
	for (size_t i = 0; i < n; i++)
		if (shingles[i].word == 2)
			hash = shingles[i].hash;
	ignored = np_ignored_words(&tap_host, usual, &hash, 1, text_of(body), NULL);
	for (int i = 0; i < 12; i++)
		shown[i] = ignored[i] ? 'x' : '.';
	shown[12] = '\0';
	is(shown, "..xxxxxx....", "a shingle of six characters");
	np_release(&tap_host, ignored);
	np_release(&tap_host, shingles);
}

int
main(void)
{
	test_random();
	test_passages();
	test_thue_morse();
	test_ignored_words();
	test_winnowed();
	test_small_words();
	ok(tap_blocks_in_use == 0, "all memory was given back (%ld)", tap_blocks_in_use);
	return done_testing();
}
