/*-------------------------------------------------------------------------
 *
 * bench_fingerprint.c
 *	  Fingerprinting in C: MB/s of words, of words with shingles and winnowing,
 *	  of whole prints, and of a bare loop that folds nothing, in one run.
 *
 *		bench_fingerprint name=file ...
 *
 * A file holds texts, with zero bytes between them.  The bare loop is what one
 * would write at least: runs of letters, digits and bytes above 127, hashed
 * byte by byte, k words to a shingle, the least of every w kept, sorted by the
 * same sort.  Rounds of the four alternate, and the best round of each counts,
 * so that a noisy machine disturbs the ratio least.
 *
 *-------------------------------------------------------------------------
 */
#include "../test/unit/tap.h"

#include <ctype.h>
#include <time.h>

#include "print/print.h"
#include "print/sort.h"

#define ROUNDS		15
#define MIN_BYTES	(8 << 20)	/* a round reads at least that much */

typedef struct Corpus
{
	char	   *data;
	size_t		size;			/* with the zero bytes */
} Corpus;

static Corpus
read_corpus(const char *path)
{
	Corpus		corpus = {NULL, 0};
	FILE	   *file = fopen(path, "rb");

	if (file == NULL)
	{
		perror(path);
		exit(1);
	}
	fseek(file, 0, SEEK_END);
	corpus.size = ftell(file);
	rewind(file);
	corpus.data = malloc(corpus.size + 1);
	if (fread(corpus.data, 1, corpus.size, file) != corpus.size)
		abort();
	corpus.data[corpus.size] = '\0';
	fclose(file);
	return corpus;
}

static double
cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec + now.tv_nsec * 1e-9;
}

static volatile uint64_t sink;

static void
words_only(NpText text)
{
	NpWordReader *reader = np_words_begin(&tap_host, text);
	NpWord		word;
	uint64_t	hash = 0;

	while (np_words_next(reader, &word))
		hash += np_word_hash(word.form, word.form_length);
	np_words_end(reader);
	sink = hash;
}

static const NpParameters parameters = {NP_FORMAT, NP_NORMALIZATION,
	NP_PROFILE_ARTICLE, NP_DEFAULT_SHINGLE, NP_DEFAULT_WINNOW
};

static void
postings_only(NpText text)
{
	size_t		n;
	uint32_t	words;

	np_release(&tap_host, np_fingerprint(&tap_host, parameters, text, &n, &words));
	sink = n;
}

static void
whole_print(NpText text)
{
	size_t		n;
	size_t		size;
	uint32_t	words;
	NpPosting  *postings = np_fingerprint(&tap_host, parameters, text, &n, &words);

	np_release(&tap_host,
			   np_print_from_postings(&tap_host, parameters, words, postings, n,
									  0, SIZE_MAX, &size));
	np_release(&tap_host, postings);
	sink = size;
}

static bool is_word_byte[256];

static void
bare_loop(NpText text)
{
	enum
	{
		K = NP_DEFAULT_SHINGLE, W = NP_DEFAULT_WINNOW
	};
	const unsigned char *at = (const unsigned char *) text.data;
	const unsigned char *end = at + text.length;
	uint64_t	words[K] = {0};
	NpPosting	window[W] = {{0, 0}};
	size_t		room = text.length / 8 + 16;
	NpPosting  *kept = np_alloc(&tap_host, room * sizeof(NpPosting));
	size_t		nkept = 0;
	uint32_t	nwords = 0;
	uint32_t	least = 0;

	for (;;)
	{
		uint64_t	hash = UINT64_C(0xcbf29ce484222325);
		uint64_t	shingle = 0;
		uint32_t	ordinal;

		while (at < end && !is_word_byte[*at])
			at++;
		if (at == end)
			break;
		while (at < end && is_word_byte[*at])
			hash = (hash ^ *at++) * UINT64_C(0x100000001b3);
		words[nwords++ % K] = hash;
		if (nwords < K)
			continue;
		ordinal = nwords - K;
		for (int i = 0; i < K; i++)
			shingle = shingle * NP_MULTIPLIER + words[(ordinal + i) % K];
		window[ordinal % W].hash = np_mix(shingle) >> 16;
		window[ordinal % W].word = ordinal;
		if (ordinal + 1 < W)
			continue;
		if (ordinal + 1 == W || least + W <= ordinal)
		{
			least = ordinal;
			for (uint32_t i = 1; i < W; i++)
				if (window[(ordinal - i) % W].hash < window[least % W].hash)
					least = ordinal - i;
			kept[nkept++] = window[least % W];
		}
		else if (window[ordinal % W].hash < window[least % W].hash)
		{
			least = ordinal;
			kept[nkept++] = window[ordinal % W];
		}
		if (nkept == room)
			kept = np_resize(&tap_host, kept, (room *= 2) * sizeof(NpPosting));
	}
	np_sort_postings(&tap_host, kept, nkept);
	sink = nkept;
	np_release(&tap_host, kept);
}

typedef struct Contender
{
	const char *name;
	void		(*run) (NpText text);
} Contender;

static const Contender contenders[] = {
	{"words", words_only},
	{"postings", postings_only},
	{"print", whole_print},
	{"bare loop", bare_loop}
};

#define CONTENDERS	4

static double
one_round(const Corpus *corpus, const Contender *contender)
{
	double		start = cpu_seconds();
	size_t		bytes = 0;

	while (bytes < MIN_BYTES)
	{
		for (size_t at = 0; at < corpus->size;)
		{
			NpText		text = {corpus->data + at, strlen(corpus->data + at)};

			contender->run(text);
			bytes += text.length;
			at += text.length + 1;
		}
	}
	return bytes / (cpu_seconds() - start) / 1e6;
}

int
main(int argc, char **argv)
{
	for (int c = 0; c < 256; c++)
		is_word_byte[c] = isalnum(c) || c >= 128;
	printf("| text | words | + shingles, winnowed, sorted | whole print | bare loop | print / bare loop |\n");
	printf("|---|---|---|---|---|---|\n");
	for (int i = 1; i < argc; i++)
	{
		char	   *path = strchr(argv[i], '=');
		Corpus		corpus;
		double		best[CONTENDERS] = {0};

		if (path == NULL)
		{
			fprintf(stderr, "usage: bench_fingerprint name=file ...\n");
			return 2;
		}
		*path++ = '\0';
		corpus = read_corpus(path);
		for (int round = 0; round < ROUNDS; round++)
			for (int c = 0; c < CONTENDERS; c++)
			{
				double		speed = one_round(&corpus, &contenders[c]);

				if (speed > best[c])
					best[c] = speed;
			}
		printf("| %s | %.0f | %.0f | %.0f | %.0f | %.2f |\n", argv[i],
			   best[0], best[1], best[2], best[3], best[2] / best[3]);
		free(corpus.data);
	}
	return 0;
}
