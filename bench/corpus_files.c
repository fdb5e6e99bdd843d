/*-------------------------------------------------------------------------
 *
 * corpus_files.c
 *	  What make_corpus writes, files for COPY:
 *
 *	articles.tsv	id int, outlet text, published_at timestamptz, body text
 *	keys.tsv		id int, keys int8[], keys4 int4[]
 *	truth.tsv		id int, source int, way text, paragraphs int[] (of the
 *					source, from 1, for each of the article's; 0 for its own):
 *					every republication
 *	boilerplate.tsv	id int, block int: who carries which block
 *	queries.tsv		query int, kind text, article int, body text, "right" int[],
 *					neutral int[], keys int8[], keys4 int4[]
 *
 * Keys are the distinct hashes of to_newsprint(body), keys4 32 bits of them.
 *
 *-------------------------------------------------------------------------
 */
#include "corpus.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "print/print.h"

#include "../test/unit/tap.h"

static FILE *
open_file(const char *directory, const char *name)
{
	char		path[4096];
	FILE	   *file;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = fopen(path, "w");
	if (file == NULL)
	{
		fprintf(stderr, "make_corpus: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	return file;
}

static void
close_file(FILE *file)
{
	if (ferror(file) | fclose(file))
	{
		fprintf(stderr, "make_corpus: cannot write: %s\n", strerror(errno));
		exit(1);
	}
}

/* A text as COPY reads it */
static void
write_text(FILE *file, const char *data, size_t length)
{
	for (size_t i = 0; i < length; i++)
		switch (data[i])
		{
			case '\\':
				fputs("\\\\", file);
				break;
			case '\n':
				fputs("\\n", file);
				break;
			case '\r':
				fputs("\\r", file);
				break;
			case '\t':
				fputs("\\t", file);
				break;
			default:
				putc(data[i], file);
		}
}

static void
write_ids(FILE *file, const uint32_t *ids, uint32_t n)
{
	putc('{', file);
	for (uint32_t i = 0; i < n; i++)
		fprintf(file, i > 0 ? ",%u" : "%u", ids[i]);
	putc('}', file);
}

/* The distinct hashes of the text's print: as they are, and 32 bits of them */
static void
write_keys(FILE *file, const char *data, size_t length)
{
	static const NpParameters parameters = {NP_FORMAT, NP_NORMALIZATION,
		NP_PROFILE_ARTICLE, NP_DEFAULT_SHINGLE, NP_DEFAULT_WINNOW
	};
	NpText		text = {data, length};
	uint32_t	words;
	size_t		n;
	NpPosting  *postings = np_fingerprint(&tap_host, parameters, text, &n, &words);

	for (int width = 64; width >= 32; width -= 32)
	{
		fputs(width == 64 ? "{" : "\t{", file);
		for (size_t i = 0; i < n; i++)
		{
			if (i > 0 && postings[i].hash == postings[i - 1].hash)
				continue;
			if (i > 0)
				putc(',', file);
			if (width == 64)
				fprintf(file, "%lld", (long long) postings[i].hash);
			else
				fprintf(file, "%d", (int32_t) (uint32_t) postings[i].hash);
		}
		putc('}', file);
	}
	np_release(&tap_host, postings);
}

void
write_all(const char *directory)
{
	static const char *const ways[] = {"own", "verbatim", "light", "some", "spun", "wire"};
	static const char *const kinds[] = {"paragraph", "nowhere", "article", "spun", "wire"};
	FILE	   *bodies = open_file(directory, "articles.tsv");
	FILE	   *keys = open_file(directory, "keys.tsv");
	FILE	   *truth = open_file(directory, "truth.tsv");
	FILE	   *blocks = open_file(directory, "boilerplate.tsv");
	FILE	   *asked = open_file(directory, "queries.tsv");

	for (uint32_t i = 0; i < narticles; i++)
	{
		const Article *article = articles[i];
		time_t		seconds = article->published;
		struct tm	tm;
		char		date[32];

		strftime(date, sizeof(date), "%Y-%m-%d %H:%M:%S+00", gmtime_r(&seconds, &tm));
		fprintf(bodies, "%u\t", article->id);
		write_text(bodies, outlets[article->outlet], strlen(outlets[article->outlet]));
		fprintf(bodies, "\t%s\t", date);
		write_text(bodies, article->body.data, article->body.length);
		putc('\n', bodies);
		fprintf(keys, "%u\t", article->id);
		write_keys(keys, article->body.data, article->body.length);
		putc('\n', keys);
		if (article->source != NULL)
		{
			fprintf(truth, "%u\t%u\t%s\t{", article->id, article->source->id, ways[article->way]);
			for (uint32_t p = 0; p < article->nparagraphs; p++)
				fprintf(truth, p > 0 ? ",%d" : "%d", article->paragraphs[p].source + 1);
			fputs("}\n", truth);
		}
		if (article->block >= 0)
			fprintf(blocks, "%u\t%d\n", article->id, article->block);
	}
	for (uint32_t q = 0; q < nqueries; q++)
	{
		const Query *query = &queries[q];
		const Text *body = query->body.length > 0 ? &query->body : &query->article->body;

		fprintf(asked, "%u\t%s\t%u\t", q + 1, kinds[query->kind],
				query->article != NULL ? query->article->id : 0);
		write_text(asked, query->body.data, query->body.length);
		putc('\t', asked);
		write_ids(asked, query->right, query->nright);
		putc('\t', asked);
		write_ids(asked, query->neutral, query->nneutral);
		putc('\t', asked);
		write_keys(asked, body->data, body->length);
		putc('\n', asked);
	}
	close_file(bodies);
	close_file(keys);
	close_file(truth);
	close_file(blocks);
	close_file(asked);
}
