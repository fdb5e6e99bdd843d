/*-------------------------------------------------------------------------
 *
 * bench_quotes.c
 *	  Quotations and their speakers against PolNeAR (924 news articles whose
 *	  attributions are labelled by hand), and their speed.
 *
 *		bench_quotes [-v] polnear=file [name=file ...]
 *
 * The file of PolNeAR holds, each ended by a zero byte, an article's id, its
 * body and its attributions, one a line: spans of the source / spans of the
 * content, in code points, "start end,start end".  The others hold texts with
 * zero bytes between them.
 *
 * The articles are split by a hash of their ids: two thirds (tuned) were
 * looked at when the rules and tables were made, one third (held out) was not.
 *
 * A quotation is judged if it lies in a gold content that has a source; of
 * several it belongs to the shortest.  Its speaker is right if it shares a
 * word, function words apart, with the source; strictly, if it has the same
 * head noun or surname.  Where one of the two is a pronoun only, the words as
 * they stand beside the quotation are compared.  -v prints what is not right.
 *
 *-------------------------------------------------------------------------
 */
#include "../test/unit/tap.h"

#include <time.h>

#include "text/punctuation.h"
#include "text/speakers.h"

#define MOST_SPANS		8
#define MOST_BUCKETS	20
#define MIN_BYTES		(8 << 20)	/* a round of timing reads at least that */
#define ROUNDS			5

typedef struct Span
{
	size_t		start;
	size_t		end;
} Span;

typedef struct Attribution
{
	Span		source[MOST_SPANS];
	int			nsource;
	Span		content[MOST_SPANS];
	int			ncontent;
	size_t		length;			/* of the content */
	bool		quoted;			/* some quotation belongs to it */
	bool		missed;			/* it has a mark that no quotation has */
	bool		right;
} Attribution;

/* What was found in one half of the articles */
typedef struct Score
{
	size_t		articles;
	size_t		quotations;		/* judged */
	size_t		given;			/* with a speaker */
	size_t		right;
	size_t		strict;
	size_t		attributions;	/* gold ones that contain a mark */
	size_t		attributed;		/* with a right speaker */
	size_t		outside;		/* quotations in no gold content */
	size_t		outside_given;
	size_t		by_kind[3][4];	/* whole, partial, up to three words: judged,
								 * given, right, strict */
	struct
	{
		size_t		given;
		size_t		right;
		size_t		outside;
	}			buckets[MOST_BUCKETS];	/* by confidence */
} Score;

static bool verbose;

static char *
read_file(const char *path, size_t *size)
{
	FILE	   *file = fopen(path, "rb");
	char	   *data;

	if (file == NULL)
	{
		perror(path);
		exit(1);
	}
	fseek(file, 0, SEEK_END);
	*size = (size_t) ftell(file);
	rewind(file);
	data = malloc(*size + 1);
	if (data == NULL || fread(data, 1, *size, file) != *size)
		abort();
	data[*size] = '\0';
	fclose(file);
	return data;
}

static double
cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec + now.tv_nsec * 1e-9;
}

/* Is the article one of the third that was held out? */
static bool
held_out(const char *id)
{
	uint32_t	hash = 2166136261u;

	while (*id != '\0')
		hash = (hash ^ (unsigned char) *id++) * 16777619u;
	return (hash >> 8) % 3 == 0;
}

/* Offsets in code points to offsets in bytes, places[] as long as the text */
static const char *
read_spans(const char *at, const size_t *places, size_t nplaces, Span *spans,
		   int *count)
{
	*count = 0;
	while (*at != '/' && *at != '\n' && *at != '\0')
	{
		char	   *end;
		size_t		start = strtoul(at, &end, 10);
		size_t		stop = strtoul(end, &end, 10);

		if (stop > nplaces || end == at)
			abort();
		if (*count < MOST_SPANS)
		{
			spans[*count].start = places[start];
			spans[(*count)++].end = places[stop];
		}
		at = *end == ',' ? end + 1 : end;
	}
	return at;
}

static Attribution *
read_attributions(const char *labels, const char *body, size_t *count)
{
	size_t		length = strlen(body);
	size_t	   *places = malloc((length + 1) * sizeof(size_t));
	Attribution *all = calloc(strlen(labels) / 2 + 1, sizeof(Attribution));
	size_t		n = 0;

	for (size_t i = 0; i < length; i++)
		if (((unsigned char) body[i] & 0xC0) != 0x80)
			places[n++] = i;
	places[n] = length;
	*count = 0;
	while (*labels != '\0')
	{
		Attribution *new = &all[(*count)++];

		labels = read_spans(labels, places, n, new->source, &new->nsource);
		labels = read_spans(labels + 1, places, n, new->content, &new->ncontent);
		for (int i = 0; i < new->ncontent; i++)
			new->length += new->content[i].end - new->content[i].start;
		if (*labels == '\n')
			labels++;
	}
	free(places);
	return all;
}

/* How much of the span lies in the content? */
static size_t
common(const Attribution *attribution, size_t start, size_t end)
{
	size_t		sum = 0;

	for (int i = 0; i < attribution->ncontent; i++)
	{
		size_t		from = attribution->content[i].start;
		size_t		to = attribution->content[i].end;

		if (from < start)
			from = start;
		if (to > end)
			to = end;
		if (from < to)
			sum += to - from;
	}
	return sum;
}

static Attribution *
attribution_of(Attribution *all, size_t count, size_t start, size_t end)
{
	Attribution *best = NULL;

	for (size_t i = 0; i < count; i++)
		if (all[i].nsource > 0 &&
			common(&all[i], start, end) * 10 >= (end - start) * 9 &&
			(best == NULL || all[i].length < best->length))
			best = &all[i];
	return best;
}

static const char *const no_content =
" a an the of for in on at by from to with and or who which that his her its "
"their our my is was as one other s mr mrs ms dr ";

/* Words of a span that count, as a string " word word " */
static void
content_words(const char *body, Span span, char *words, size_t size)
{
	NpText		text = {body + span.start, span.end - span.start};
	NpWordReader *reader = np_words_begin(&tap_host, text);
	NpWord		word;
	char		padded[80];

	while (np_words_next(reader, &word))
	{
		if (word.form_length > 70)
			continue;
		snprintf(padded, sizeof(padded), " %.*s ", (int) word.form_length,
				 word.form);
		if (strstr(no_content, padded) == NULL &&
			strlen(words) + strlen(padded) < size)
			strcat(words, words[0] == '\0' ? padded : padded + 1);
	}
	np_words_end(reader);
}

static bool
share_word(const char *a, const char *b)
{
	char		copy[4096];
	char		padded[90];

	strncpy(copy, a, sizeof(copy) - 1);
	copy[sizeof(copy) - 1] = '\0';
	for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " "))
	{
		snprintf(padded, sizeof(padded), " %s ", word);
		if (strstr(b, padded) != NULL)
			return true;
	}
	return false;
}

/*
 * Head nouns and surnames of a span: the last word before a preposition, a
 * comma or a relative pronoun, and of each chunk behind a comma.
 */
static void
head_words(const char *body, Span span, char *heads, size_t size)
{
	NpText		text = {body + span.start, span.end - span.start};
	NpWordReader *reader = np_words_begin(&tap_host, text);
	NpWord		word;
	char		last[80] = "";
	bool		done = false;	/* with this chunk */
	size_t		end = 0;
	bool		more = true;

	while (more)
	{
		char		padded[80] = "";
		bool		pause = false;

		more = np_words_next(reader, &word);
		if (more)
		{
			if (word.form_length < 70)
				snprintf(padded, sizeof(padded), " %.*s ",
						 (int) word.form_length, word.form);
			for (size_t i = end; i < word.start; i++)
				if (strchr(",;(", text.data[i]) != NULL)
					pause = true;
			end = word.end;
		}
		if (!more || pause ||
			(last[0] != '\0' &&
			 strstr(" of for in on at by from to with who which that ", padded) != NULL))
		{
			if (!done && last[0] != '\0' && strlen(heads) + 80 < size)
				strcat(heads, heads[0] == '\0' ? last : last + 1);
			done = !pause;
			last[0] = '\0';
		}
		if (more && strstr(no_content, padded) == NULL &&
			strcmp(padded, " jr ") != 0 && strcmp(padded, " sr ") != 0)
			strcpy(last, padded);
	}
	np_words_end(reader);
}

static bool
is_pronoun(const char *body, Span span)
{
	char		padded[32];
	size_t		length = span.end - span.start;

	if (length > 8)
		return false;
	snprintf(padded, sizeof(padded), " %.*s ", (int) length, body + span.start);
	for (char *at = padded; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at += 'a' - 'A';
	return strstr(" he she it they i we you him her them me us who which that this those both ", padded) != NULL;
}

/* Is the speaker the source?  0 no, 1 by a word, 2 strictly */
static int
judge(const char *body, const Attribution *gold, const NpSpeaker *speaker)
{
	Span		given = {speaker->start, speaker->end};
	Span		cue = {speaker->cue_start, speaker->cue_end};
	char		gold_words[4096] = "";
	char		gold_heads[4096] = "";
	char		words[4096] = "";
	char		heads[4096] = "";
	bool		pronoun = true;

	for (int i = 0; i < gold->nsource; i++)
	{
		Span		source = gold->source[i];

		if (!is_pronoun(body, source))
			pronoun = false;
		content_words(body, source, gold_words, sizeof(gold_words));
		head_words(body, source, gold_heads, sizeof(gold_heads));
	}
	if (pronoun)
	{
		/* the same pronoun, or one that was resolved to what stands there */
		content_words(body, cue, words, sizeof(words));
		if (share_word(words, gold_words))
			return 2;
		return gold->source[0].end - gold->source[0].start ==
			cue.end - cue.start &&
			strncmp(body + gold->source[0].start, body + cue.start,
					cue.end - cue.start) == 0 ? 2 : 0;
	}
	content_words(body, given, words, sizeof(words));
	if (!share_word(words, gold_words))
		return 0;
	head_words(body, given, heads, sizeof(heads));
	return share_word(heads, gold_heads) ? 2 : 1;
}

static void
count_bucket(Score *score, double confidence, bool right, bool outside)
{
	int			bucket = (int) (confidence * MOST_BUCKETS);

	if (bucket == MOST_BUCKETS)
		bucket--;
	if (outside)
		score->buckets[bucket].outside++;
	else
	{
		score->buckets[bucket].given++;
		score->buckets[bucket].right += right;
	}
}

static void
show_case(const char *id, const char *body, const NpQuotation *item,
		  const NpSpeaker *speaker, const Attribution *gold, const char *what)
{
	size_t		from = item->start > 160 ? item->start - 160 : 0;
	size_t		length = strlen(body);
	size_t		to = item->end + 110 < length ? item->end + 110 : length;

	printf("%s %.3f %s\n   [%.*s] (%.*s) gold [%.*s]\n   ", what,
		   speaker->confidence, id,
		   (int) (speaker->end - speaker->start), body + speaker->start,
		   (int) (speaker->cue_end - speaker->cue_start),
		   body + speaker->cue_start,
		   gold ? (int) (gold->source[0].end - gold->source[0].start) : 0,
		   gold ? body + gold->source[0].start : "");
	for (size_t i = from; i < to; i++)
	{
		if (i == item->start)
			printf("{{");
		if (i == item->end)
			printf("}}");
		if (i == item->start + 60 && item->end > i + 60)
		{
			printf(" ... ");
			i = item->end - 40;
		}
		if (body[i] == '\n')
			printf(" // ");
		else
			putchar(body[i]);
	}
	printf("\n\n");
}

static bool
is_mark_at(const char *body, size_t at)
{
	NpText		text = {body, at + 4};

	if (body[at] == '"')
		return true;
	if ((unsigned char) body[at] != 0xE2)
		return false;
	return np_mark_of(np_next_character(text, at).code) == NP_LEFT_DOUBLE;
}

static void
judge_article(const char *id, const char *body, const char *labels,
			  Score *score)
{
	NpText		text = {body, strlen(body)};
	size_t		count;
	Attribution *all = read_attributions(labels, body, &count);
	NpLayout	layout;
	NpQuotations quotations;
	NpSpeaker  *speakers;

	np_layout(&tap_host, text, &layout);
	np_quotations(&tap_host, text, &layout, NULL, &quotations);
	speakers = np_alloc(&tap_host, (quotations.count + 1) * sizeof(NpSpeaker));
	np_speakers(&tap_host, text, &layout, &quotations, NULL, speakers);
	score->articles++;
	for (size_t i = 0; i < quotations.count; i++)
	{
		const NpQuotation *item = &quotations.items[i];
		const NpSpeaker *speaker = &speakers[i];
		bool		given = speaker->end > speaker->start;
		Attribution *gold = attribution_of(all, count, item->start, item->end);
		char		after = body[item->end - 1];
		int			kind;
		int			result;
		size_t		words = 0;

		if (gold == NULL)
		{
			score->outside++;
			score->outside_given += given;
			if (given)
				count_bucket(score, speaker->confidence, false, true);
			if (given && verbose)
				show_case(id, body, item, speaker, NULL, "OUTSIDE");
			continue;
		}
		for (size_t j = item->start; j < item->end; j++)
			words += body[j] == ' ';
		kind = words <= 2 ? 2 : after == '.' || after == ',' || after == '?' ||
			after == '!' ? 0 : 1;
		result = given ? judge(body, gold, speaker) : 0;
		gold->quoted = true;
		gold->right |= result > 0;
		score->quotations++;
		score->given += given;
		score->right += result > 0;
		score->strict += result > 1;
		score->by_kind[kind][0]++;
		score->by_kind[kind][1] += given;
		score->by_kind[kind][2] += result > 0;
		score->by_kind[kind][3] += result > 1;
		if (given)
			count_bucket(score, speaker->confidence, result > 0, false);
		if (verbose && result < 2)
			show_case(id, body, item, speaker, gold,
					  !given ? "MISSED" : result > 0 ? "LOOSE" : "WRONG");
	}

	/* marks that begin no quotation, by the shortest content around them */
	for (size_t i = 0; i < text.length; i++)
		if (is_mark_at(body, i))
		{
			Attribution *gold = attribution_of(all, count, i, i + 1);

			if (gold != NULL)
				gold->missed = true;
		}
	for (size_t i = 0; i < count; i++)
		if (all[i].quoted || all[i].missed)
		{
			score->attributions++;
			score->attributed += all[i].right;
		}
	np_release(&tap_host, speakers);
	np_quotations_free(&tap_host, &quotations);
	np_layout_free(&tap_host, &layout);
	free(all);
}

static double
share(size_t part, size_t whole)
{
	return whole == 0 ? 0 : (double) part / whole;
}

static void
print_score(const char *name, const Score *score)
{
	static const char *const kinds[] = {
		"whole sentences", "partial, over three words", "three words or fewer"
	};

	printf("\nPolNeAR, %s: %zu articles, %zu quotations in a gold content\n\n",
		   name, score->articles, score->quotations);
	printf("| | quotations | precision | recall | strict precision | strict recall |\n|---|---|---|---|---|---|\n");
	printf("| all | %zu | %.3f | %.3f | %.3f | %.3f |\n", score->quotations,
		   share(score->right, score->given),
		   share(score->right, score->quotations),
		   share(score->strict, score->given),
		   share(score->strict, score->quotations));
	for (int i = 0; i < 3; i++)
		printf("| %s | %zu | %.3f | %.3f | %.3f | %.3f |\n", kinds[i],
			   score->by_kind[i][0],
			   share(score->by_kind[i][2], score->by_kind[i][1]),
			   share(score->by_kind[i][2], score->by_kind[i][0]),
			   share(score->by_kind[i][3], score->by_kind[i][1]),
			   share(score->by_kind[i][3], score->by_kind[i][0]));
	printf("\nOf %zu gold attributions that contain a mark, %.3f have a right speaker.\n",
		   score->attributions, share(score->attributed, score->attributions));
	printf("Of %zu quotations in no gold content, %.3f were given a speaker.\n\n",
		   score->outside, share(score->outside_given, score->outside));
	printf("| confidence | judged | right | in no gold content |\n|---|---|---|---|\n");
	for (int i = MOST_BUCKETS; i-- > 0;)
		if (score->buckets[i].given + score->buckets[i].outside > 0)
			printf("| .%02d and more | %zu | %.3f | %zu |\n",
				   i * 100 / MOST_BUCKETS, score->buckets[i].given,
				   share(score->buckets[i].right, score->buckets[i].given),
				   score->buckets[i].outside);
}

static void
measure_speakers(const char *path)
{
	static Score scores[2];
	size_t		size;
	char	   *data = read_file(path, &size);

	for (char *at = data; at < data + size;)
	{
		char	   *id = at;
		char	   *body = id + strlen(id) + 1;
		char	   *labels = body + strlen(body) + 1;
		bool		out = held_out(id);
		bool		loud = verbose;

		at = labels + strlen(labels) + 1;
		verbose = loud && !out;
		judge_article(id, body, labels, &scores[out]);
		verbose = loud;
	}
	print_score("tuned on", &scores[0]);
	print_score("held out", &scores[1]);
	free(data);
}

/* Extracts the quotations of all texts; returns their bytes. */
static size_t
extract(const char *data, size_t size, bool with_speakers, size_t *count,
		size_t *unclosed, size_t *spoken)
{
	size_t		bytes = 0;

	*count = *unclosed = *spoken = 0;
	for (const char *at = data; at < data + size;)
	{
		NpText		text = {at, strlen(at)};
		NpLayout	layout;
		NpQuotations quotations;

		np_layout(&tap_host, text, &layout);
		np_quotations(&tap_host, text, &layout, NULL, &quotations);
		for (size_t i = 0; i < quotations.count; i++)
			*unclosed += quotations.items[i].unclosed;
		*count += quotations.count;
		if (with_speakers && quotations.count > 0)
		{
			NpSpeaker  *speakers = np_alloc(&tap_host, quotations.count *
											sizeof(NpSpeaker));

			np_speakers(&tap_host, text, &layout, &quotations, NULL, speakers);
			for (size_t i = 0; i < quotations.count; i++)
				*spoken += speakers[i].end > speakers[i].start;
			np_release(&tap_host, speakers);
		}
		np_quotations_free(&tap_host, &quotations);
		np_layout_free(&tap_host, &layout);
		bytes += text.length;
		at += text.length + 1;
	}
	return bytes;
}

static void
measure_speed(const char *name, const char *path)
{
	size_t		size;
	char	   *data = read_file(path, &size);
	double		best[2] = {0, 0};
	size_t		count = 0;
	size_t		unclosed = 0;
	size_t		spoken = 0;

	for (int round = 0; round < ROUNDS; round++)
		for (int with = 0; with < 2; with++)
		{
			double		start = cpu_seconds();
			size_t		bytes = 0;
			double		speed;

			do
				bytes += extract(data, size, with, &count, &unclosed, &spoken);
			while (bytes < MIN_BYTES);
			speed = bytes / (cpu_seconds() - start) / 1e6;
			if (speed > best[with])
				best[with] = speed;
			if (size > 8 * MIN_BYTES && round > 0)
				round = ROUNDS; /* once will do */
		}
	printf("\n%s: %.1f MB, %zu quotations, %.2f%% unclosed, %.1f%% with a speaker; extraction %.0f MB/s, with speakers %.0f MB/s\n",
		   name, size / 1e6, count, 100 * share(unclosed, count),
		   100 * share(spoken, count), best[0], best[1]);
	free(data);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
	{
		char	   *path = strchr(argv[i], '=');

		if (strcmp(argv[i], "-v") == 0)
		{
			verbose = true;
			continue;
		}
		if (path == NULL)
		{
			fprintf(stderr, "usage: bench_quotes [-v] polnear=file [name=file ...]\n");
			return 2;
		}
		*path++ = '\0';
		if (strcmp(argv[i], "polnear") == 0)
			measure_speakers(path);
		else
			measure_speed(argv[i], path);
	}
	return 0;
}
