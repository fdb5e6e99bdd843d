/*-------------------------------------------------------------------------
 *
 * test_degree.c
 *	  Tests of the degree of reuse: its parts against counts by hand and by
 *	  brute force.
 *
 *-------------------------------------------------------------------------
 */
#include "align/degree.h"
#include "tap.h"

#define TEXT \
	"The ferry company is withdrawing its winter service to the island " \
	"after inspectors found cracks in both car ramps at the old pier."

static const NpStemmer simple = {NULL, NULL};

static NpDegree
degree_of(const char *source, const char *reprint)
{
	NpArticle	articles[2];
	NpPassages	passages;
	NpDegree	degree;
	NpText		texts[2] = {{source, strlen(source)}, {reprint, strlen(reprint)}};

	for (int i = 0; i < 2; i++)
		np_article_read(&tap_host, &simple, texts[i], &articles[i]);
	np_align(&tap_host, &articles[0], &articles[1], NP_SENSITIVE, &passages);
	np_degree(&tap_host, &articles[0], &articles[1], &passages, &degree);
	np_passages_free(&tap_host, &passages);
	for (int i = 0; i < 2; i++)
		np_article_free(&tap_host, &articles[i]);
	return degree;
}

static bool
near(double a, double b)
{
	return a - b < 1e-9 && b - a < 1e-9;
}

/* Longest run two texts of one-letter words have in common, by trying all */
static size_t
common_letters(const char *a, const char *b)
{
	size_t		longest = 0;

	for (size_t i = 0; i < strlen(a); i += 2)
		for (size_t j = 0; j < strlen(b); j += 2)
		{
			size_t		n = 0;

			while (i + 2 * n < strlen(a) && j + 2 * n < strlen(b) &&
				   a[i + 2 * n] == b[j + 2 * n])
				n++;
			if (n > longest)
				longest = n;
		}
	return longest;
}

static void
test_runs(void)
{
	uint32_t	state = 7;
	int			right = 0;

	for (int round = 0; round < 200; round++)
	{
		char		texts[2][161];

		for (int i = 0; i < 2; i++)
			for (int j = 0; j < 80; j++)
			{
				state = state * 1664525 + 1013904223;
				texts[i][2 * j] = (char) ('a' + (state >> 16) % (2 + round % 5));
				texts[i][2 * j + 1] = j < 79 ? ' ' : '\0';
			}
		right += degree_of(texts[0], texts[1]).run ==
			common_letters(texts[0], texts[1]);
	}
	ok(right == 200, "the longest run is that of trying all (%d of 200)", right);
}

int
main(void)
{
	NpDegree	degree = degree_of("one two three four", "two three five");
	char		long_text[4096] = "";

	ok(near(degree.words, 2.0 / 3) && near(degree.pairs, 0.5) &&
	   degree.run == 2 && degree.coverage == 0, "shares by hand");
	ok(near(degree.degree, (2 * 2.0 / 3 + 2 * 0.5 + 2 * 1.5849625007211562 / 7) / 7),
	   "and the formula");
	degree = degree_of("", "");
	ok(degree.degree == 0 && degree.level == NP_LEVEL_NONE, "nothing of nothing");
	degree = degree_of("one", "");
	ok(degree.degree == 0 && degree.level == NP_LEVEL_NONE, "nothing of a word");
	degree = degree_of("", "one");
	ok(degree.degree == 0 && degree.level == NP_LEVEL_NONE, "a word of nothing");
	degree = degree_of(TEXT " " TEXT, TEXT " " TEXT);
	ok(degree.level == NP_LEVEL_COPIED && degree.coverage == 1 &&
	   degree.words == 1 && degree.pairs == 1 && degree.run == 46,
	   "a text of itself");
	for (int i = 0; i < 200; i++)
		sprintf(long_text + strlen(long_text), "word%d ", i);
	degree = degree_of(long_text, long_text);
	ok(degree.run == 127 && near(degree.degree, 1), "no more than everything");
	test_runs();
	is(np_level_name(NP_LEVEL_HEAVY), "heavy", "names of levels");
	ok(tap_blocks_in_use == 0, "all memory was given back");
	return done_testing();
}
