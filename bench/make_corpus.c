/*-------------------------------------------------------------------------
 *
 * make_corpus.c
 *	  A corpus of news with known republications, and queries with their right
 *	  answers, for bench_search, bench_index and bench_scale.
 *
 *		xz -dc articles.jsonl.xz | make_corpus articles directory [seed]
 *
 * Natural articles (JSON lines: outlet, published_at, body), cut at the end of
 * a paragraph, come first; where they do not suffice, a Markov chain writes
 * more (corpus_markov.c) with paragraphs as long as natural ones.  To these,
 * of every hundred articles,
 *	ten	are republications in another outlet, hours to days later: verbatim;
 *		with up to 6% of each paragraph's words replaced, left out or added; a
 *		few paragraphs inside a text of its own; or spun, 15% of the words
 *		replaced;
 *	five	carry boilerplate: an outlet's own block, which some outlets have on
 *		half of their articles, or one of a few that all outlets have;
 * and one wire story is in 500 outlets within a week, verbatim, lightly edited
 * or cut at its end.
 *
 * All numbers come from one seed, so that the same articles go in and out on
 * every machine.  corpus_files.c describes what is written to the directory,
 * corpus_truth.c which answers are right.
 *
 *-------------------------------------------------------------------------
 */
#include "corpus.h"

#include <stdlib.h>
#include <string.h>

#define WIRE_OUTLETS	500
#define DAY				86400
#define FIRST_DAY		15340	/* 2012-01-01 */
#define DAYS			3287	/* to the end of 2020 */

const char *outlets[OUTLETS];
static uint32_t noutlets;
Article   **articles;
uint32_t	narticles;

static const char *const own_blocks[] = {
	"Sign up for the %s newsletter and get the stories that matter most delivered to your inbox every weekday morning, free of charge, with the editors' picks on Sundays.",
	"%s is a nonprofit newsroom that depends on readers like you; if you value independent reporting, please consider making a small monthly donation to keep our journalism open to everyone.",
	"Follow %s on Facebook and Twitter, download our app for breaking news alerts, and listen to the daily podcast wherever you get your podcasts.",
	"The reporters of %s can be reached at the news desk around the clock; send tips, photographs and corrections by mail or leave a message on our answering machine.",
	"Comments on this page of %s are moderated: keep them civil, stay on the subject, and remember that posts with links or insults will be removed without notice.",
	"Subscribers of %s read this article first and without advertisements; try the digital edition for four weeks at half the price and cancel whenever you like."
};

static const char *const common_blocks[] = {
	"This material may not be published, broadcast, rewritten or redistributed without prior written permission of its owners. All rights reserved by the respective copyright holders.",
	"By continuing to use this site you agree to the storing of cookies on your device to enhance navigation, analyze usage and assist in our marketing efforts.",
	"Get breaking news, investigations and analysis on politics, business, sports and culture, plus weather and traffic, with our free app for phones and tablets."
};

#define OWN_BLOCKS		6
#define COMMON_BLOCKS	3
#define BLOCK_OUTLETS	12		/* outlets with a block of their own */

/* ----- articles ----- */

static Article *
new_article(void)
{
	Article    *article = grab_zero(sizeof(Article));

	article->block = -1;
	text_add(&article->body, "", 0);
	articles[narticles++] = article;
	return article;
}

/* Begins a paragraph; the caller adds its text and calls end_paragraph. */
static void
begin_paragraph(Article *article, int source)
{
	Paragraph	paragraph = {0};

	if (article->body.length > 0)
		text_say(&article->body, "\n\n");
	paragraph.start = article->body.length;
	paragraph.source = source;
	article->paragraphs = regrab(article->paragraphs,
								 (article->nparagraphs + 1) * sizeof(Paragraph));
	article->paragraphs[article->nparagraphs++] = paragraph;
}

static Paragraph *
end_paragraph(Article *article)
{
	Paragraph  *paragraph = &article->paragraphs[article->nparagraphs - 1];

	paragraph->length = article->body.length - paragraph->start;
	return paragraph;
}

/* Outlets are by and by less productive (Zipf, Mandelbrot). */
static uint32_t
any_outlet(void)
{
	static double sums[OUTLETS];
	double		share;
	uint32_t	low = 0;
	uint32_t	high = OUTLETS - 1;

	if (sums[0] == 0)
		for (uint32_t i = 0; i < OUTLETS; i++)
			sums[i] = (i > 0 ? sums[i - 1] : 0) + 1.0 / (i + 5);
	share = chance_share() * sums[OUTLETS - 1];
	while (low < high)
	{
		uint32_t	middle = (low + high) / 2;

		if (sums[middle] <= share)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int64_t
any_time(int64_t day)
{
	if (day < 0)
		day = FIRST_DAY + chance_below(DAYS);
	return day * DAY + 5 * 3600 + chance_below(18 * 3600);
}

static void
name_outlets(Natural *natural, size_t n)
{
	/* outlets of the natural articles, as they come, then invented ones */
	for (size_t i = 0; i < n; i++)
	{
		uint32_t	o = 0;

		while (o < noutlets && strcmp(outlets[o], natural[i].outlet) != 0)
			o++;
		if (o == noutlets && noutlets < OUTLETS)
			outlets[noutlets++] = natural[i].outlet;
	}
	for (; noutlets < OUTLETS; noutlets++)
	{
		char		name[32];

		snprintf(name, sizeof(name), "Outlet %u", noutlets + 1);
		outlets[noutlets] = strdup(name);
	}
}

static uint32_t
outlet_number(const char *name)
{
	for (uint32_t o = 0; o < OUTLETS; o++)
		if (strcmp(outlets[o], name) == 0)
			return o;
	return any_outlet();
}

/* A natural article up to the end of a paragraph */
static void
add_natural(const Natural *natural)
{
	Article    *article = new_article();
	uint32_t	limit = 300 + chance_below(850);
	uint32_t	words = 0;

	article->outlet = outlet_number(natural->outlet);
	article->published = any_time(natural->day);
	for (size_t at = 0; at < natural->length && words < limit;)
	{
		const char *end = strstr(natural->body + at, "\n\n");
		size_t		length = end != NULL ? (size_t) (end - natural->body) - at : natural->length - at;
		uint32_t	n = count_words(natural->body + at, length);

		if (n > 0)
		{
			begin_paragraph(article, -1);
			text_add(&article->body, natural->body + at, length);
			end_paragraph(article);
			words += n;
		}
		at += length + 2;
	}
}

static void
markov_paragraphs(Article *article, const Article *model, uint32_t from, uint32_t to)
{
	for (uint32_t p = from; p < to; p++)
	{
		begin_paragraph(article, -1);
		markov_paragraph(&article->body,
						 count_words(model->body.data + model->paragraphs[p].start,
									 model->paragraphs[p].length));
		end_paragraph(article);
	}
}

/* An invented article with paragraphs as long as those of a natural one */
static Article *
add_invented(uint32_t nnatural)
{
	const Article *model = articles[chance_below(nnatural)];
	Article    *article = new_article();

	article->outlet = any_outlet();
	article->published = any_time(-1);
	markov_paragraphs(article, model, 0, model->nparagraphs);
	return article;
}

/* ----- republications ----- */

static void
copy_paragraphs(Article *copy, const Article *source, uint32_t from, uint32_t to, Way way)
{
	for (uint32_t p = from; p < to; p++)
	{
		const char *data = source->body.data + source->paragraphs[p].start;
		size_t		length = source->paragraphs[p].length;

		begin_paragraph(copy, p);
		if (way == SPUN)
			spin_words(&copy->body, data, length);
		else if (way == LIGHT)
			edit_words(&copy->body, data, length);
		else
			text_add(&copy->body, data, length);
		end_paragraph(copy);
	}
}

static Article *
new_copy(Article *source, uint32_t outlet, int64_t after, Way way)
{
	Article    *copy = new_article();

	copy->source = source;
	copy->outlet = outlet;
	copy->published = source->published + after;
	copy->way = way;
	return copy;
}

/* Between an hour and five days, most within one */
static int64_t
delay(void)
{
	double		share = chance_share();

	return 3600 + (int64_t) (share * share * share * 5 * DAY);
}

static void
republish(Article *source, uint32_t outlet, const Article *model)
{
	uint32_t	lot = chance_below(100);
	Way			way = lot < 30 ? VERBATIM : lot < 60 ? LIGHT : lot < 85 ? SOME : SPUN;
	Article    *copy = new_copy(source, outlet, delay(), way);

	if (way == SOME)
	{
		uint32_t	n = 1 + chance_below(4);
		uint32_t	from;
		uint32_t	own = model->nparagraphs / 2;

		if (n > source->nparagraphs)
			n = source->nparagraphs;
		from = chance_below(source->nparagraphs - n + 1);
		markov_paragraphs(copy, model, 0, own);
		copy_paragraphs(copy, source, from, from + n, chance_below(2) == 0 ? VERBATIM : LIGHT);
		markov_paragraphs(copy, model, own, model->nparagraphs);
	}
	else
		copy_paragraphs(copy, source, 0, source->nparagraphs, way);
}

/* Copies of articles in different outlets each: one to eight a source */
static void
add_copies(uint32_t ncopies)
{
	uint32_t	nsources = narticles;

	while (ncopies > 0)
	{
		Article    *source = articles[chance_below(nsources)];
		uint32_t	n = 1 + chance_below(8) * chance_below(8) / 7;
		uint32_t	used[16];
		uint32_t	nused = 0;

		/* once a source only, and what is long enough to be one */
		if (source->republished || source->nparagraphs < 3)
			continue;
		source->republished = true;
		used[nused++] = source->outlet;
		for (; n > 0 && ncopies > 0; n--, ncopies--)
		{
			uint32_t	outlet;
			uint32_t	i;

			do
			{
				outlet = any_outlet();
				for (i = 0; i < nused && used[i] != outlet; i++)
					;
			} while (i < nused);
			used[nused++] = outlet;
			republish(source, outlet, articles[chance_below(nsources)]);
		}
	}
}

/* One story in many outlets within a week */
static void
add_wire_story(const Article *model)
{
	Article    *story = new_article();

	story->outlet = 0;
	story->published = any_time(FIRST_DAY + DAYS / 2);
	story->way = WIRE;
	markov_paragraphs(story, model, 0, model->nparagraphs);
	for (uint32_t outlet = 1; outlet < WIRE_OUTLETS; outlet++)
	{
		uint32_t	kept = story->nparagraphs;
		Article    *copy = new_copy(story, outlet, 600 + chance_below(7 * DAY - 1200), WIRE);

		if (chance_below(4) == 0)
			kept = (kept + 1) / 2 + chance_below(kept / 2 + 1);
		copy_paragraphs(copy, story, 0, kept < story->nparagraphs ? kept : story->nparagraphs,
						chance_below(10) < 6 ? VERBATIM : LIGHT);
	}
}

/* ----- boilerplate ----- */

static void
add_block(Article *article, int block, const char *format)
{
	char		words[512];

	snprintf(words, sizeof(words), format, outlets[article->outlet]);
	article->block = block;
	begin_paragraph(article, -1);
	text_say(&article->body, words);
	end_paragraph(article)->boilerplate = true;
}

static void
add_boilerplate(void)
{
	uint32_t	counts[OUTLETS] = {0};
	bool		chosen[OUTLETS] = {false};
	uint32_t	left = narticles / 25;	/* 4% are own blocks */

	for (uint32_t i = 0; i < narticles; i++)
		counts[articles[i]->outlet]++;
	for (int tries = 0, nchosen = 0; tries < 10000 && nchosen < BLOCK_OUTLETS && left > 0; tries++)
	{
		uint32_t	outlet = chance_below(OUTLETS);

		/* as many outlets as fit, none so large that it is all there is */
		if (chosen[outlet] || counts[outlet] < 20 || counts[outlet] / 2 > left ||
			counts[outlet] > narticles / 60)
			continue;
		chosen[outlet] = true;
		for (uint32_t i = 0; i < narticles; i++)
			if (articles[i]->outlet == outlet && chance_below(2) == 0)
			{
				add_block(articles[i], nchosen, own_blocks[nchosen % OWN_BLOCKS]);
				left -= left > 0;
			}
		nchosen++;
	}
	left += narticles / 100;
	while (left > 0)
	{
		Article    *article = articles[chance_below(narticles)];
		int			block = chance_below(COMMON_BLOCKS);

		if (article->block >= 0)
			continue;
		add_block(article, BLOCK_OUTLETS + block, common_blocks[block]);
		left--;
	}
}

/* ----- all of it ----- */

static int
compare_times(const void *a, const void *b)
{
	const Article *x = *(Article *const *) a;
	const Article *y = *(Article *const *) b;

	if (x->published != y->published)
		return x->published < y->published ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static void
make_articles(uint32_t total, Natural *natural, size_t nnatural)
{
	uint32_t	ncopies = total / 10;
	uint32_t	base = total - ncopies - WIRE_OUTLETS;
	uint32_t	taken = base < nnatural ? base : nnatural;

	articles = grab(total * sizeof(Article *));
	for (uint32_t i = 0; i < taken; i++)
		add_natural(&natural[i]);
	while (narticles < base)
		add_invented(taken);
	add_copies(ncopies);
	add_wire_story(articles[chance_below(taken)]);
	add_boilerplate();

	for (uint32_t i = 0; i < narticles; i++)
		articles[i]->id = i;	/* decides between equal times */
	qsort(articles, narticles, sizeof(Article *), compare_times);
	for (uint32_t i = 0; i < narticles; i++)
	{
		Article    *article = articles[i];

		article->id = i + 1;
		read_words(article->body.data, article->body.length,
				   article->paragraphs, article->nparagraphs,
				   &article->words, &article->nwords, &article->paragraph_words);
	}
}

int
main(int argc, char **argv)
{
	Natural    *natural;
	size_t		nnatural;
	uint32_t	total = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
	uint32_t	reserve = 4 * NOWHERE_QUERIES;

	if (total < 5 * WIRE_OUTLETS)
	{
		fprintf(stderr, "usage: make_corpus articles directory [seed] < articles.jsonl\n"
				"At least %d articles.\n", 5 * WIRE_OUTLETS);
		return 2;
	}
	chance_seed(argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
	natural = read_natural(stdin, &nnatural);
	if (nnatural < 10 * reserve)
	{
		fprintf(stderr, "make_corpus: too few natural articles: %zu\n", nnatural);
		return 1;
	}
	name_outlets(natural, nnatural);
	markov_learn(natural, nnatural);
	for (size_t i = nnatural; i > 1; i--)
	{
		size_t		j = chance_below(i);
		Natural		swapped = natural[i - 1];

		natural[i - 1] = natural[j];
		natural[j] = swapped;
	}
	/* the last ones stay out, for queries that are nowhere */
	make_articles(total, natural, nnatural - reserve);
	find_repeated(articles, narticles);

	ask(natural + nnatural - reserve, reserve);
	write_all(argv[2]);
	return 0;
}
