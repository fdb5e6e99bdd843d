/*-------------------------------------------------------------------------
 *
 * documents.c
 *	  Texts read to be aligned, with English stems.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <libstemmer.h>

#include "documents.h"
#include "print/hash.h"

static void *
host_alloc(void *arg, size_t size)
{
	void	   *memory = malloc(size > 0 ? size : 1);

	(void) arg;
	if (memory == NULL)
		abort();
	return memory;
}

static void *
host_resize(void *arg, void *memory, size_t size)
{
	(void) arg;
	memory = realloc(memory, size > 0 ? size : 1);
	if (memory == NULL)
		abort();
	return memory;
}

static void
host_release(void *arg, void *memory)
{
	(void) arg;
	free(memory);
}

static void
host_check(void *arg)
{
	(void) arg;
}

const NpHost host = {host_alloc, host_resize, host_release, host_check, NULL};

/*
 * Snowball's English stems, remembered by folded form.  The server does the
 * same with its own dictionaries.
 */
#define STEMS	(1 << 20)

typedef struct Stem
{
	uint64_t	form;
	uint64_t	stem;
} Stem;

static const char *data;
static Stem *stems;
static struct sb_stemmer *snowball;

static uint64_t
stem_word(void *arg, const char *printed, size_t printed_length,
		  const char *form, size_t form_length)
{
	uint64_t	key = np_word_hash(form, form_length);
	Stem	   *slot = &stems[key & (STEMS - 1)];
	char		padded[256] = {0};
	const		sb_symbol *stem;
	size_t		length;

	(void) arg;
	(void) printed;
	(void) printed_length;
	if (slot->form == key)
		return slot->stem;
	stem = sb_stemmer_stem(snowball, (const sb_symbol *) form, (int) form_length);
	length = (size_t) sb_stemmer_length(snowball);
	if (length > sizeof(padded) - 8)
		length = sizeof(padded) - 8;
	memcpy(padded, stem, length);
	slot->form = key;
	slot->stem = np_word_hash(padded, length);
	return slot->stem;
}

const NpStemmer english = {stem_word, NULL};
const NpStemmer simple = {NULL, NULL};

double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

NpText
text_of(const char *body)
{
	NpText		text;

	text.data = body;
	text.length = strlen(body);
	return text;
}

char *
path_to(const char *file)
{
	static char path[4096];

	snprintf(path, sizeof(path), "%s/%s", data, file);
	return path;
}

void
read_document(Document *document, const char *id, const char *body,
			  const NpStemmer *stemmer)
{
	NpArticle  *article = &document->article;
	size_t		at = 0;
	uint32_t	points = 0;

	document->id = id;
	np_article_read(&host, stemmer, text_of(body), article);
	document->starts = malloc((article->layout.nwords + 1) * sizeof(uint32_t));
	document->ends = malloc((article->layout.nwords + 1) * sizeof(uint32_t));
	for (size_t i = 0; i < article->layout.nwords; i++)
	{
		for (; at < article->layout.words[i].start; at++)
			points += (body[at] & 0xC0) != 0x80;
		document->starts[i] = points;
		for (; at < article->layout.words[i].end; at++)
			points += (body[at] & 0xC0) != 0x80;
		document->ends[i] = points;
	}
}

void
forget_document(Document *document)
{
	np_article_free(&host, &document->article);
	free(document->starts);
	free(document->ends);
}

void
documents_begin(const char *folder)
{
	data = folder;
	stems = calloc(STEMS, sizeof(Stem));
	snowball = sb_stemmer_new("english", NULL);
	if (stems == NULL || snowball == NULL)
		abort();
}
