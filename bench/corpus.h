/*-------------------------------------------------------------------------
 *
 * corpus.h
 *	  What the parts of make_corpus share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_CORPUS_H
#define NP_CORPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* ----- chance (corpus_chance.c): the same numbers from the same seed ----- */

extern void chance_seed(uint64_t seed);
extern uint64_t chance_bits(void);
extern uint32_t chance_below(uint32_t limit);	/* 0 .. limit - 1 */
extern double chance_share(void);	/* 0 <= . < 1 */

/* ----- texts that grow ----- */

typedef struct Text
{
	char	   *data;
	size_t		length;
	size_t		room;
} Text;

extern void *grab(size_t size);
extern void *grab_zero(size_t size);
extern void *regrab(void *memory, size_t size);
extern void text_add(Text *text, const char *data, size_t length);
extern void text_say(Text *text, const char *string);

/* ----- natural articles (corpus_natural.c) ----- */

typedef struct Natural
{
	char	   *outlet;
	char	   *body;			/* paragraphs with "\n\n" between them */
	size_t		length;
	int64_t		day;			/* since 1970, or -1 where none is known */
} Natural;

/* Reads JSON lines with outlet, published_at and body. */
extern Natural *read_natural(FILE *file, size_t *n);

/* ----- a Markov chain of words (corpus_markov.c) ----- */

/* Learns from paragraphs that occur once; call it once. */
extern void markov_learn(const Natural *natural, size_t n);

/* Adds a paragraph of about that many words. */
extern void markov_paragraph(Text *text, uint32_t words);

/* A word as frequent as words are */
extern const char *markov_word(size_t *length);

/* ----- changed words (corpus_words.c) ----- */

/* How many words stand between white space */
extern uint32_t count_words(const char *data, size_t length);

/* Adds a copy with 15% of the words replaced. */
extern void spin_words(Text *text, const char *data, size_t length);

/*
 * Adds a copy with up to 6% of the words, at least one if that is a word,
 * replaced, left out or followed by another.
 */
extern void edit_words(Text *text, const char *data, size_t length);

/* ----- the corpus (make_corpus.c) ----- */

#define OUTLETS			500

typedef enum Way
{
	OWN,						/* no republication */
	VERBATIM,
	LIGHT,						/* up to 6% of each paragraph's words edited */
	SOME,						/* a few paragraphs inside another text */
	SPUN,						/* 15% of the words replaced */
	WIRE						/* of the story that everybody carries */
} Way;

typedef struct Paragraph
{
	size_t		start;			/* bytes in the body */
	size_t		length;
	int			source;			/* the source's paragraph (from 0), or -1 */
	bool		boilerplate;	/* a block that was put in */
} Paragraph;

typedef struct Article
{
	uint32_t	outlet;
	int64_t		published;		/* seconds since 1970 */
	Text		body;
	Paragraph  *paragraphs;
	uint32_t	nparagraphs;
	Way			way;
	struct Article *source;		/* of a republication */
	bool		republished;	/* is the source of others */
	int			block;			/* of boilerplate, or -1 */
	uint32_t	id;				/* from 1, in order of time */
	uint32_t   *words;			/* hashes of the folded words */
	uint32_t	nwords;
	uint32_t   *paragraph_words;	/* nparagraphs + 1: first words */
} Article;

extern const char *outlets[OUTLETS];
extern Article **articles;		/* in order of time */
extern uint32_t narticles;

/* ----- what the right answers are (corpus_truth.c) ----- */

typedef enum QueryKind
{
	PARAGRAPH,
	NOWHERE,
	ARTICLE,
	SPUN_PARAGRAPH,
	WIRE_STORY
} QueryKind;

/* What a paragraph of a query counts */
typedef enum Standing
{
	COUNTS,
	SHORT,						/* too few words to be a paragraph */
	REPEATED,					/* its outlet prints it again and again */
	BLOCK						/* boilerplate that was put in */
} Standing;

typedef struct Query
{
	QueryKind	kind;
	const Article *article;		/* where it was taken from, or NULL */
	Text		body;			/* of a paragraph query */
	uint32_t   *words;
	uint32_t	nwords;
	uint32_t   *paragraph_words;
	Standing   *standing;		/* of each paragraph */
	uint32_t	nparagraphs;
	uint32_t   *holders;		/* of each paragraph: articles that hold it */
	const Article **last_holder;
	uint32_t   *right;			/* ids, ascending */
	uint32_t	nright;
	uint32_t   *neutral;
	uint32_t	nneutral;
} Query;

/* Folded words of a body, and where its paragraphs begin among them */
extern void read_words(const char *body, size_t length,
					   const Paragraph *paragraphs, uint32_t nparagraphs,
					   uint32_t **words, uint32_t *nwords,
					   uint32_t **paragraph_words);

/* Finds what outlets print again and again; before paragraph_standing. */
extern void find_repeated(Article **articles, uint32_t n);
extern Standing paragraph_standing(const Article *article, uint32_t paragraph);

/* Fills in right and neutral of all queries. */
extern void find_answers(Query *queries, uint32_t nqueries,
						 Article **articles, uint32_t n);

/* ----- queries (corpus_queries.c) ----- */

#define NOWHERE_QUERIES	20		/* of paragraphs */

extern Query *queries;
extern uint32_t nqueries;

/* Makes and answers the queries; unused articles serve what is nowhere. */
extern void ask(const Natural *unused, uint32_t nunused);

/* ----- files (corpus_files.c) ----- */

extern void write_all(const char *directory);

#endif							/* NP_CORPUS_H */
