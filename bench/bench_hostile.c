/*-------------------------------------------------------------------------
 *
 * bench_hostile.c
 *	  What articles made to be slow cost, at sizes that double: the time should
 *	  double too.
 *
 *	  bench_hostile [megabytes [text]]	up to this size (default 16); of the
 *										texts those whose name has this in it
 *
 * One row a text and function: milliseconds of processor time at each size,
 * how much longer the last took than the one before, and the most memory in
 * use, as a multiple of the text's bytes.  A row ends early where a call took
 * more than PATIENCE.
 *
 *-------------------------------------------------------------------------
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "align/align.h"
#include "align/highlight.h"
#include "align/quote_match.h"
#include "print/print.h"
#include "print/quote_keys.h"
#include "text/speakers.h"

#define MEGABYTE		((size_t) 1 << 20)
#define PATIENCE		60000.0 /* milliseconds */

/* ----- memory that is counted ----- */

static size_t in_use;
static size_t most_in_use;

static void
count(void *memory)
{
	in_use += malloc_usable_size(memory);
	if (in_use > most_in_use)
		most_in_use = in_use;
}

static void *
bench_alloc(void *arg, size_t size)
{
	void	   *memory = malloc(size > 0 ? size : 1);

	(void) arg;
	if (memory == NULL)
		abort();
	count(memory);
	return memory;
}

static void *
bench_resize(void *arg, void *memory, size_t size)
{
	(void) arg;
	in_use -= malloc_usable_size(memory);
	memory = realloc(memory, size > 0 ? size : 1);
	if (memory == NULL)
		abort();
	count(memory);
	return memory;
}

static void
bench_release(void *arg, void *memory)
{
	(void) arg;
	in_use -= malloc_usable_size(memory);
	free(memory);
}

static void
bench_check_interrupts(void *arg)
{
	(void) arg;
}

static const NpHost host = {
	bench_alloc, bench_resize, bench_release, bench_check_interrupts, NULL
};

/* ----- texts ----- */

/* A piece that is repeated, with a number after it where one is wanted */
typedef struct Hostile
{
	const char *name;
	const char *piece;
	bool		numbered;
} Hostile;

static const Hostile texts[] = {
	{"one character", "a", false},
	{"one Han character", "\u5317", false},
	{"no space, case changes", "abcDe", false},
	{"one word", "tide ", false},
	{"two words in turn", "tide fog ", false},
	{"words with numbers", " tide", true},
	{"paragraphs of a word", "tide\n\n", false},
	{"paragraphs, all different", "\n\ntide", true},
	{"quotation marks", "\"", false},
	{"opening marks", "\u201C", false},
	{"quoted words", "\u201Ctide\u201D ", false},
	{"quoted words, said", "\u201Cthe tide is out\u201D, said Ward. ", false},
	{"quoted words, different", "\u201D she said. \u201Cthe tide is", true},
	{"apostrophes", "'", false},
	{"words with apostrophes", "a'", false},
	{"entities", "&amp;", false},
	{"entities, nearly", "&ampamp", false},
	{"entities of marks", "&#769;", false},
	{"accents by reference", "\u00B4&#769;", false},
	{"combining marks", "\u0301", false},
	{"a letter with marks", "a\u0323\u0301\u093C", false},
	{"soft hyphens", "\u00AD", false},
	{"hyphens at line ends", "a-\n", false},
	{"opening tags", "<a ", false},
	{"scripts, never closed", "<script>", false},
	{"digits and dots", "1.", false},
	{"letters and dots", "a.", false},
	{"sentences of a word", "Tide. ", false},
	{"dashes", "\u2014 dijo ", false},
	{"URLs", "http://", false}
};

static NpText
make_text(const Hostile *hostile, size_t size)
{
	char	   *data = malloc(size + 64);
	size_t		length = 0;
	NpText		text;

	for (unsigned n = 0; length < size; n++)
	{
		size_t		piece = strlen(hostile->piece);

		memcpy(data + length, hostile->piece, piece);
		length += piece;
		if (hostile->numbered)
			length += sprintf(data + length, "%u", n * 2654435761u);
	}
	text.data = data;
	text.length = length;
	return text;
}

/* ----- functions ----- */

static void
fingerprint(NpText text)
{
	const NpParameters parameters = {
		NP_FORMAT, NP_NORMALIZATION, NP_PROFILE_ARTICLE,
		NP_DEFAULT_SHINGLE, NP_DEFAULT_WINNOW
	};
	size_t		n;
	uint32_t	words;
	size_t		size;
	NpPosting  *postings = np_fingerprint(&host, parameters, text, &n, &words);
	char	   *bytes = np_print_from_postings(&host, parameters, words,
											   postings, n, 0, SIZE_MAX,
											   &size);
	NpPrint		print = np_print_open(bytes, size);
	NpChain    *chains;

	np_release(&host, postings);
	chains = np_chains(&host, &print, &print, &n);
	np_release(&host, chains);
	np_release(&host, bytes);
}

static void
layout(NpText text)
{
	NpLayout	found;

	np_layout(&host, text, &found);
	np_layout_free(&host, &found);
}

/* Quotations, speakers, the print of quotations, and those that are shared */
static void
quote(NpText text, const char *locale)
{
	NpLayout	found;
	NpQuotations quotations;
	NpSpeaker  *speakers;
	NpQuoteKeys keys;
	NpAttributedQuote *quotes;
	NpQuoteLinks links;

	np_layout(&host, text, &found);
	np_quotations(&host, text, &found, locale, &quotations);
	speakers = np_alloc(&host, (quotations.count + 1) * sizeof(NpSpeaker));
	np_speakers(&host, text, &found, &quotations, locale, speakers);
	np_quoteprint(&host, text, &found, &quotations, &keys);
	np_release(&host, keys.items);
	quotes = np_alloc(&host, (quotations.count + 1) * sizeof(*quotes));
	memset(quotes, 0, (quotations.count + 1) * sizeof(*quotes));
	for (size_t i = 0; i < quotations.count; i++)
	{
		np_read_quote(&host, text, quotations.items[i].start,
					  quotations.items[i].end, &quotes[i].quote);
		if (speakers[i].start < speakers[i].end)
			quotes[i].speaker = np_speaker_number(&host, text,
												  speakers[i].start,
												  speakers[i].end);
	}
	np_shared_quotes(&host, quotes, quotations.count,
					 quotes, quotations.count, &links);
	np_release(&host, links.items);
	for (size_t i = 0; i < quotations.count; i++)
		np_free_quote(&host, &quotes[i].quote);
	np_release(&host, quotes);
	np_release(&host, speakers);
	np_quotations_free(&host, &quotations);
	np_layout_free(&host, &found);
}

static void
quotations(NpText text)
{
	quote(text, NULL);
}

/* With dialogue between dashes */
static void
dialogue(NpText text)
{
	quote(text, "es");
}

/* The text with itself, and with itself from the middle on */
static void
align(NpText text)
{
	NpText		half = {text.data + text.length / 2, text.length -
	text.length / 2};
	NpArticle	source;
	NpArticle	reprint;
	NpPassages	passages;
	NpHighlight shown;

	np_article_read(&host, NULL, text, &source);
	np_article_read(&host, NULL, half, &reprint);
	np_align(&host, &source, &source, NP_NEWS, &passages);
	np_passages_free(&host, &passages);
	np_align(&host, &source, &reprint, NP_SENSITIVE, &passages);
	np_highlight(&host, &source, &reprint, &passages, &shown);
	np_highlight_free(&host, &shown);
	np_passages_free(&host, &passages);
	np_article_free(&host, &source);
	np_article_free(&host, &reprint);
}

static const struct
{
	const char *name;
	void		(*call) (NpText text);
}			functions[] =

{
	{"fingerprint", fingerprint},
	{"layout", layout},
	{"quotations", quotations},
	{"dialogue", dialogue},
	{"align", align}
};

static double
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int
main(int argc, char **argv)
{
	size_t		most = (argc > 1 ? strtoul(argv[1], NULL, 10) : 16) * MEGABYTE;

	printf("%-26s %-11s", "text", "function");
	for (size_t size = MEGABYTE; size <= most; size *= 2)
		printf(" %7zu MB", size / MEGABYTE);
	printf("  doubling  memory\n");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		if (argc > 2 && strstr(texts[i].name, argv[2]) == NULL)
			continue;
		for (size_t j = 0; j < sizeof(functions) / sizeof(functions[0]); j++)
		{
			double		spent = 0;
			double		before = 0;
			size_t		size;

			printf("%-26s %-11s", texts[i].name, functions[j].name);
			for (size = MEGABYTE; size <= most && spent < PATIENCE; size *= 2)
			{
				NpText		text = make_text(&texts[i], size);

				in_use = most_in_use = 0;
				before = spent;
				spent = milliseconds();
				functions[j].call(text);
				spent = milliseconds() - spent;
				if (in_use != 0)
					abort();
				free((char *) text.data);
				printf(" %10.1f", spent);
				fflush(stdout);
			}
			printf("  x %6.2f  x %5.1f\n", before > 0 ? spent / before : 0,
				   (double) most_in_use / (size / 2));
		}
	}
	return 0;
}
