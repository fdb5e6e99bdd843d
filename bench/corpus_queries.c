/*-------------------------------------------------------------------------
 *
 * corpus_queries.c
 *	  What is asked of make_corpus's articles.
 *
 * Paragraph queries: half are of republications and half of any article; half
 * are edited.  Article queries: half are of republications, some of articles
 * with boilerplate, the rest of any.  And paragraphs of spun copies, and the
 * wire story.
 *
 *-------------------------------------------------------------------------
 */
#include "corpus.h"

#include <string.h>

#define LONGEST_QUERY	100		/* words of a paragraph query */
#define SHORTEST_QUERY	60
#define SHORTEST_SPUN	30
#define QUERIES			200		/* of paragraphs, and of articles */
#define SPARE_QUERIES	20		/* of paragraphs, should some not do */
#define BLOCK_QUERIES	10		/* articles with boilerplate, at least */
#define SPUN_QUERIES	200

Query	   *queries;
uint32_t	nqueries;

static Query *
new_query(QueryKind kind)
{
	Query	   *query = &queries[nqueries++];

	query->kind = kind;
	return query;
}

static void
query_paragraph(QueryKind kind, const Article *article, const char *data, size_t length, bool edited)
{
	Query	   *query = new_query(kind);
	Paragraph	whole = {0, 0, -1, false};

	query->article = article;
	if (edited)
		edit_words(&query->body, data, length);
	else
		text_add(&query->body, data, length);
	query->nparagraphs = 1;
	read_words(query->body.data, query->body.length, &whole, 1,
			   &query->words, &query->nwords, &query->paragraph_words);
	query->standing = grab(sizeof(Standing));
	query->standing[0] = COUNTS;
}

static void
query_article(QueryKind kind, const Article *article)
{
	Query	   *query = new_query(kind);

	query->article = article;
	query->words = article->words;
	query->nwords = article->nwords;
	query->paragraph_words = article->paragraph_words;
	query->nparagraphs = article->nparagraphs;
	query->standing = grab(query->nparagraphs * sizeof(Standing));
	for (uint32_t p = 0; p < query->nparagraphs; p++)
		query->standing[p] = paragraph_standing(article, p);
}

/* A paragraph of the article that may be asked for, or -1 */
static int
paragraph_to_ask(const Article *article, uint32_t shortest, bool copied)
{
	int			found = -1;
	uint32_t	nfound = 0;

	for (uint32_t p = 0; p < article->nparagraphs; p++)
	{
		uint32_t	words = article->paragraph_words[p + 1] - article->paragraph_words[p];

		if (words >= shortest && words <= LONGEST_QUERY &&
			(!copied || article->paragraphs[p].source >= 0) &&
			paragraph_standing(article, p) == COUNTS && chance_below(++nfound) == 0)
			found = p;
	}
	return found;
}

static bool
is_queried(const Article *article)
{
	for (uint32_t q = 0; q < nqueries; q++)
		if (queries[q].article == article)
			return true;
	return false;
}

static void
ask_paragraphs(void)
{
	while (nqueries < QUERIES - NOWHERE_QUERIES + SPARE_QUERIES)
	{
		const Article *article = articles[chance_below(narticles)];
		bool		copied = nqueries % 2 == 0;
		int			p;

		if (article->way == WIRE || article->way == SPUN || is_queried(article) ||
			(copied && article->source == NULL))
			continue;
		p = paragraph_to_ask(article, SHORTEST_QUERY, copied);
		if (p >= 0)
			query_paragraph(PARAGRAPH, article, article->body.data + article->paragraphs[p].start,
							article->paragraphs[p].length, nqueries / 2 % 2 == 1);
	}
}

/* Of articles that were left out: the first paragraph of that length */
static void
ask_nowhere(const Natural *unused, uint32_t n)
{
	uint32_t	asked = 0;

	for (uint32_t i = 0; i < n && asked < NOWHERE_QUERIES; i++)
		for (size_t at = 0; at < unused[i].length;)
		{
			const char *begin = unused[i].body + at;
			const char *end = strstr(begin, "\n\n");
			size_t		length = end != NULL ? (size_t) (end - begin) : unused[i].length - at;
			uint32_t	words = count_words(begin, length);

			if (words >= SHORTEST_QUERY && words <= LONGEST_QUERY)
			{
				query_paragraph(NOWHERE, NULL, begin, length, false);
				asked++;
				break;
			}
			at += length + 2;
		}
}

/* Leaves out what natural texts turn out to print everywhere, and spares. */
static void
choose_paragraphs(void)
{
	uint32_t	chosen = 0;
	uint32_t	n = 0;

	for (uint32_t q = 0; q < nqueries; q++)
	{
		if (queries[q].kind == PARAGRAPH &&
			(queries[q].standing[0] != COUNTS || chosen == QUERIES - NOWHERE_QUERIES))
			continue;
		chosen += queries[q].kind == PARAGRAPH;
		queries[n++] = queries[q];
	}
	nqueries = n;
}

static void
ask_articles(void)
{
	uint32_t	n = 0;

	while (n < QUERIES)
	{
		const Article *article = articles[chance_below(narticles)];

		if (article->way == WIRE || is_queried(article) || article->nparagraphs < 3)
			continue;
		if (n < QUERIES / 2 ? article->source == NULL :
			n < QUERIES / 2 + BLOCK_QUERIES && article->block < 0)
			continue;
		query_article(ARTICLE, article);
		n++;
	}
}

static void
ask_spun(void)
{
	uint32_t	n = 0;

	for (uint32_t i = 0; i < narticles && n < SPUN_QUERIES; i++)
	{
		const Article *article = articles[i];
		int			p;

		if (article->way != SPUN || (p = paragraph_to_ask(article, SHORTEST_SPUN, true)) < 0)
			continue;
		query_paragraph(SPUN_PARAGRAPH, article, article->body.data + article->paragraphs[p].start,
						article->paragraphs[p].length, false);
		n++;
	}
}

/* A spun paragraph is to lead to its source; whatever else comes is counted. */
static void
answer_spun(Query *query)
{
	query->nright = query->nneutral = 0;
	query->right = grab(sizeof(uint32_t));
	query->right[query->nright++] = query->article->source->id;
	query->neutral = grab(sizeof(uint32_t));
	query->neutral[query->nneutral++] = query->article->id;
}

static void
answer_wire(Query *query)
{
	query->nright = query->nneutral = 0;
	query->right = grab(narticles * sizeof(uint32_t));
	for (uint32_t i = 0; i < narticles; i++)
		if (articles[i]->way == WIRE && articles[i] != query->article)
			query->right[query->nright++] = articles[i]->id;
}

void
ask(const Natural *unused, uint32_t nunused)
{
	queries = grab_zero((2 * QUERIES + SPARE_QUERIES + SPUN_QUERIES + 1) * sizeof(Query));
	ask_paragraphs();
	ask_nowhere(unused, nunused);
	ask_articles();
	ask_spun();
	for (uint32_t i = 0; i < narticles; i++)
		if (articles[i]->way == WIRE && articles[i]->source == NULL)
			query_article(WIRE_STORY, articles[i]);
	find_answers(queries, nqueries, articles, narticles);
	choose_paragraphs();
	for (uint32_t q = 0; q < nqueries; q++)
	{
		if (queries[q].kind == SPUN_PARAGRAPH)
			answer_spun(&queries[q]);
		else if (queries[q].kind == WIRE_STORY)
			answer_wire(&queries[q]);
	}
}
