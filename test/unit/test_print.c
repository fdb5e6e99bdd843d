/*-------------------------------------------------------------------------
 *
 * test_print.c
 *	  The print room: guarantee and density of winnowing, the stored form, set
 *	  operations, chains, the sort.
 *
 * Texts are random words from a seeded generator, so that every run sees the
 * same ones.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "print/print.h"
#include "print/sort.h"

static uint64_t random_state = 20260101;

static uint64_t
next_random(void)
{
	random_state += NP_MULTIPLIER;
	return np_mix(random_state);
}

static uint64_t
random_below(uint64_t limit)
{
	return next_random() % limit;
}

/* A text that grows */
typedef struct Buffer
{
	char	   *data;
	size_t		length;
	size_t		room;
} Buffer;

static void
append(Buffer *buffer, const char *piece)
{
	size_t		length = strlen(piece);

	if (buffer->length + length + 1 > buffer->room)
	{
		buffer->room = (buffer->length + length + 1) * 2;
		buffer->data = realloc(buffer->data, buffer->room);
	}
	memcpy(buffer->data + buffer->length, piece, length + 1);
	buffer->length += length;
}

static void
append_random_words(Buffer *buffer, size_t n, uint64_t vocabulary)
{
	char		word[32];

	for (size_t i = 0; i < n; i++)
	{
		uint64_t	number = random_below(vocabulary);
		int			length = 0;

		do
		{
			word[length++] = 'a' + number % 26;
			number /= 26;
		} while (number > 0);
		word[length++] = ' ';
		word[length] = '\0';
		append(buffer, word);
	}
}

static NpParameters
parameters_of(int shingle, int winnow)
{
	NpParameters parameters = {NP_FORMAT, NP_NORMALIZATION, NP_PROFILE_ARTICLE,
	shingle, winnow};

	return parameters;
}

static NpPosting *
fingerprint(const char *data, size_t length, int shingle, int winnow,
			size_t *n, uint32_t *words)
{
	NpText		text = {data, length};

	return np_fingerprint(&tap_host, parameters_of(shingle, winnow), text,
						  n, words);
}

/* Bytes of a text's print; release with tap_host */
static char *
print_of(const char *data, size_t length, int shingle, int winnow, NpPrint *print)
{
	size_t		n;
	uint32_t	words;
	NpPosting  *postings = fingerprint(data, length, shingle, winnow, &n, &words);
	size_t		size;
	char	   *bytes = np_print_from_postings(&tap_host,
											   parameters_of(shingle, winnow),
											   words, postings, n, 0, SIZE_MAX,
											   &size);

	np_release(&tap_host, postings);
	*print = np_print_open(bytes, size);
	return bytes;
}

static void
test_guarantee(void)
{
	static const int sizes[][2] = {{1, 1}, {1, 4}, {3, 4}, {5, 8}, {4, 1}, {3, 128}, {32, 4}};

	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
	{
		int			shingle = sizes[s][0];
		int			winnow = sizes[s][1];
		int			missed = 0;

		for (int round = 0; round < 200; round++)
		{
			Buffer		run = {NULL, 0, 0};
			Buffer		a = {NULL, 0, 0};
			Buffer		b = {NULL, 0, 0};
			NpPrint		a_print;
			NpPrint		b_print;
			char	   *a_bytes;
			char	   *b_bytes;

			append_random_words(&run, shingle + winnow - 1, 100000);
			append_random_words(&a, random_below(60), 100000);
			append_random_words(&b, random_below(60), 100000);
			append(&a, run.data);
			append(&b, run.data);
			append_random_words(&a, random_below(60), 100000);
			append_random_words(&b, random_below(60), 100000);
			a_bytes = print_of(a.data, a.length, shingle, winnow, &a_print);
			b_bytes = print_of(b.data, b.length, shingle, winnow, &b_print);
			missed += np_overlap(&a_print, &b_print) == 0;
			np_release(&tap_host, a_bytes);
			np_release(&tap_host, b_bytes);
			free(run.data);
			free(a.data);
			free(b.data);
		}
		ok(missed == 0, "a shared run of k+w-1 words is seen: k = %d, w = %d",
		   shingle, winnow);
	}
}

static void
test_density(void)
{
	static const int windows[] = {2, 4, 8, 32};

	for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++)
	{
		Buffer		text = {NULL, 0, 0};
		size_t		n;
		uint32_t	words;
		double		density;
		double		expected = 2.0 / (windows[i] + 1);

		append_random_words(&text, 200000, 100000);
		np_release(&tap_host,
				   fingerprint(text.data, text.length, 3, windows[i], &n, &words));
		density = (double) n / (words - 2);
		ok(density > expected * .95 && density < expected * 1.05,
		   "density %.4f is within 5%% of 2/(w+1) = %.4f", density, expected);
		free(text.data);
	}
}

/* How many shingles a text has: all are kept at w = 1. */
static size_t
shingles_of(const char *data, int shingle)
{
	size_t		n;
	uint32_t	words;

	np_release(&tap_host,
			   fingerprint(data, strlen(data), shingle, 1, &n, &words));
	return n;
}

#define HAN		"\xE6\xB0\xB4"
#define KANA	"\xE3\x81\x82"
#define THAI	"\xE0\xB8\x81"

/* A shingle is as long as its words weigh: k = 3 spaced ones, 6 Han, 12 kana. */
static void
test_scripts(void)
{
	static const struct
	{
		const char *what;
		const char *text;
		size_t		shingles;
	}			cases[] = {
		{"two spaced words", "a b", 0},
		{"three spaced words", "a b c", 1},
		{"five Han characters", HAN HAN HAN HAN HAN, 0},
		{"six Han characters", HAN HAN HAN HAN HAN HAN, 1},
		{"eleven kana", KANA KANA KANA KANA KANA KANA KANA KANA KANA KANA KANA, 0},
		{"twelve kana", KANA KANA KANA KANA KANA KANA KANA KANA KANA KANA KANA KANA, 1},
		{"eleven Thai characters", THAI THAI THAI THAI THAI THAI THAI THAI THAI THAI THAI, 0},
		{"twelve Thai characters", THAI THAI THAI THAI THAI THAI THAI THAI THAI THAI THAI THAI, 1},
		{"a spaced word, two Han, three kana", "a " HAN HAN KANA KANA KANA, 0},
		{"a spaced word, two Han, four kana", "a " HAN HAN KANA KANA KANA KANA, 1},
		{"three Han, two spaced words, the last of them for two shingles", HAN HAN HAN "a b", 2}
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ok(shingles_of(cases[i].text, 3) == cases[i].shingles,
		   "%s: %zu shingles", cases[i].what, cases[i].shingles);
}

static void
test_repetition(void)
{
	Buffer		text = {NULL, 0, 0};
	size_t		n;
	uint32_t	words;
	NpPosting  *postings;

	for (int i = 0; i < 40000; i++)
		append(&text, "la ");
	postings = fingerprint(text.data, text.length, 3, 4, &n, &words);
	ok(words == 40000 && n <= words / 4 + 1,
	   "a text that repeats one word keeps one shingle a window");
	ok(postings[0].hash == postings[n - 1].hash, "and it is one hash");
	np_release(&tap_host, postings);
	free(text.data);
}

/*
 * Whatever the bytes are: either they are refused, or they decode to entries
 * that encode to the same bytes.
 */
static bool
refused_or_round_trips(const char *bytes, size_t size)
{
	NpPrint		print;
	size_t		again_size;
	char	   *again;
	bool		equal;

	if (np_print_invalid(&tap_host, bytes, size) != NULL)
		return true;
	print = np_print_open(bytes, size);
	if ((print.flags & NP_NO_POSITIONS) != 0)
	{
		uint64_t   *hashes = np_alloc(&tap_host, (print.entries + 1) * sizeof(uint64_t));

		np_all_hashes(&print, hashes);
		again = np_print_from_hashes(&tap_host, print.parameters, hashes,
									 print.entries, 0, SIZE_MAX, &again_size);
		np_release(&tap_host, hashes);
	}
	else
	{
		size_t		n;
		NpPosting  *postings = np_postings(&tap_host, &print, &n);

		again = np_print_from_postings(&tap_host, print.parameters, print.words,
									   postings, n, 0, SIZE_MAX, &again_size);
		np_release(&tap_host, postings);
	}
	equal = again_size == size && memcmp(again, bytes, size) == 0;
	np_release(&tap_host, again);
	return equal;
}

static void
test_stored_form(void)
{
	int			bad_lengths = 0;
	int			bad_round_trips = 0;
	int			bad_flips = 0;
	int			accepted_flips = 0;
	int			bad_cuts = 0;
	double		bytes_an_entry = 0;

	for (int round = 0; round < 60; round++)
	{
		Buffer		text = {NULL, 0, 0};
		size_t		n;
		uint32_t	words;
		NpPosting  *postings;
		NpPosting  *read;
		size_t		nread;
		size_t		size;
		char	   *bytes;
		char	   *copy;
		NpPrint		print;

		append(&text, "");
		/* few different words: hashes with many positions */
		append_random_words(&text, random_below(700),
							round % 3 == 0 ? 3 : 100000);
		postings = fingerprint(text.data, text.length, 1 + round % 5, 1 + round % 9,
							   &n, &words);
		bytes = np_print_from_postings(&tap_host, parameters_of(1 + round % 5, 1 + round % 9),
									   words, postings, n, 0, SIZE_MAX, &size);
		print = np_print_open(bytes, size);
		read = np_postings(&tap_host, &print, &nread);
		bad_lengths += nread != n || print.words != words;
		for (size_t i = 0; i < n && i < nread; i++)
			bad_round_trips += read[i].hash != postings[i].hash ||
				read[i].word != postings[i].word;
		bad_round_trips += np_print_invalid(&tap_host, bytes, size) != NULL;

		/* an exact copy, so that a sanitizer sees a read behind the end */
		copy = malloc(size);
		for (size_t bit = 0; bit < size * 8; bit += 1 + random_below(7))
		{
			memcpy(copy, bytes, size);
			copy[bit / 8] ^= 1 << (bit % 8);
			bad_flips += !refused_or_round_trips(copy, size);
			accepted_flips += np_print_invalid(&tap_host, copy, size) == NULL;
		}
		free(copy);
		for (size_t cut = 0; cut < size; cut++)
		{
			copy = malloc(cut + 1);
			memcpy(copy, bytes, cut);
			bad_cuts += np_print_invalid(&tap_host, copy, cut) == NULL;
			free(copy);
		}
		np_release(&tap_host, postings);
		np_release(&tap_host, read);
		np_release(&tap_host, bytes);
		free(text.data);
	}
	ok(bad_lengths == 0, "as many postings come back as went in");
	ok(bad_round_trips == 0, "the same postings come back");
	ok(bad_flips == 0, "a flipped bit is refused or round-trips");
	ok(accepted_flips > 0, "some flipped bits make other valid prints");
	ok(bad_cuts == 0, "a print cut short is refused");

	for (int round = 0; round < 100; round++)
	{
		Buffer		text = {NULL, 0, 0};
		NpPrint		print;
		char	   *bytes;

		append_random_words(&text, 634, 5000);
		bytes = print_of(text.data, text.length, 3, 4, &print);
		bytes_an_entry += (double) print.size / print.entries / 100;
		np_release(&tap_host, bytes);
		free(text.data);
	}
	ok(bytes_an_entry <= 7, "an entry of an article of 634 words takes %.2f bytes",
	   bytes_an_entry);
}

static void
test_random_bytes(void)
{
	int			wrong = 0;
	int			accepted = 0;

	for (int round = 0; round < 200000; round++)
	{
		size_t		size = NP_HEADER_SIZE + random_below(16);
		char	   *bytes = malloc(size);
		NpPrintHeader header = {NP_FORMAT, NP_NORMALIZATION, 0, 3, 4, 0, {0, 0},
		{0, 0, 0, 0}, {0, 0, 0, 0}};

		for (size_t i = 0; i < size; i++)
			bytes[i] = next_random();
		/* a header that is nearly right, so that what follows is looked at */
		header.flags = random_below(2);
		header.words[0] = header.flags ? 0 : random_below(20);
		header.entries[0] = random_below(4);
		memcpy(bytes, &header, sizeof(header));
		wrong += !refused_or_round_trips(bytes, size);
		accepted += np_print_invalid(&tap_host, bytes, size) == NULL;
		free(bytes);
	}
	ok(wrong == 0, "random bytes are refused or round-trip");
	ok(accepted > 0, "some of them are accepted (%d)", accepted);
}

static bool
contains(const uint64_t *set, size_t n, uint64_t hash)
{
	for (size_t i = 0; i < n; i++)
		if (set[i] == hash)
			return true;
	return false;
}

static void
test_set_operations(void)
{
	int			wrong = 0;

	for (int round = 0; round < 500; round++)
	{
		uint64_t	a[40];
		uint64_t	b[40];
		uint64_t	result[80];
		size_t		na = 0;
		size_t		nb = 0;
		size_t		both = 0;
		size_t		size;
		char	   *a_bytes;
		char	   *b_bytes;
		NpPrint		a_print;
		NpPrint		b_print;

		for (uint64_t hash = 0; hash < 40; hash++)
		{
			if (random_below(2))
				a[na++] = hash * hash;
			if (random_below(3) == 0)
				b[nb++] = hash * hash;
		}
		for (size_t i = 0; i < na; i++)
			both += contains(b, nb, a[i]);
		for (int operation = NP_UNION; operation <= NP_INTERSECTION; operation++)
		{
			size_t		n = np_set_operation(operation, a, na, b, nb, result);
			size_t		expected = operation == NP_UNION ? na + nb - both :
			operation == NP_DIFFERENCE ? na - both : both;

			wrong += n != expected;
			for (size_t i = 0; i < n; i++)
			{
				bool		in_a = contains(a, na, result[i]);
				bool		in_b = contains(b, nb, result[i]);

				wrong += operation == NP_UNION ? !in_a && !in_b :
					operation == NP_DIFFERENCE ? !in_a || in_b : !in_a || !in_b;
				wrong += i > 0 && result[i] <= result[i - 1];
			}
		}
		a_bytes = np_print_from_hashes(&tap_host, parameters_of(3, 4), a, na,
									   0, SIZE_MAX, &size);
		a_print = np_print_open(a_bytes, size);
		b_bytes = np_print_from_hashes(&tap_host, parameters_of(3, 4), b, nb,
									   0, SIZE_MAX, &size);
		b_print = np_print_open(b_bytes, size);
		wrong += np_overlap(&a_print, &b_print) != both;
		np_release(&tap_host, a_bytes);
		np_release(&tap_host, b_bytes);
	}
	ok(wrong == 0, "union, difference, intersection and overlap of 500 pairs");
}

static void
test_parameters(void)
{
	Buffer		text = {NULL, 0, 0};
	NpPrint		a;
	NpPrint		b;
	char	   *a_bytes;
	char	   *b_bytes;

	append_random_words(&text, 500, 100000);
	a_bytes = print_of(text.data, text.length, 3, 4, &a);
	b_bytes = print_of(text.data, text.length, 3, 5, &b);
	ok(np_overlap(&a, &a) == a.entries, "a print overlaps itself wholly");
	ok(np_overlap(&a, &b) == 0, "prints of other parameters share no hash");
	np_release(&tap_host, a_bytes);
	np_release(&tap_host, b_bytes);
	free(text.data);
}

/* The reprint: own words, then the source's second half, then its first */
static void
test_chains(void)
{
	Buffer		first = {NULL, 0, 0};
	Buffer		second = {NULL, 0, 0};
	Buffer		source = {NULL, 0, 0};
	Buffer		reprint = {NULL, 0, 0};
	NpPrint		source_print;
	NpPrint		reprint_print;
	char	   *source_bytes;
	char	   *reprint_bytes;
	NpChain    *chains;
	size_t		n;

	append_random_words(&first, 100, 1000000);
	append_random_words(&second, 100, 1000000);
	append(&source, first.data);
	append(&source, second.data);
	append_random_words(&reprint, 50, 1000000);
	append(&reprint, second.data);
	append_random_words(&reprint, 50, 1000000);
	append(&reprint, first.data);
	source_bytes = print_of(source.data, source.length, 3, 4, &source_print);
	reprint_bytes = print_of(reprint.data, reprint.length, 3, 4, &reprint_print);
	chains = np_chains(&tap_host, &source_print, &reprint_print, &n);
	ok(n == 2, "two passages in another order: %zu chains", n);
	ok(n == 2 && chains[0].source_word >= 100 && chains[0].source_word < 104 &&
	   chains[0].source_word - chains[0].reprint_word == 50 &&
	   chains[0].reprint_words > 90,
	   "the second half comes first");
	ok(n == 2 && chains[1].source_word < 4 &&
	   chains[1].reprint_word - chains[1].source_word == 200 &&
	   chains[1].source_words == chains[1].reprint_words,
	   "the first half follows");
	np_release(&tap_host, chains);
	np_release(&tap_host, source_bytes);
	np_release(&tap_host, reprint_bytes);
	free(first.data);
	free(second.data);
	free(source.data);
	free(reprint.data);
}

static void
test_sort(void)
{
	int			wrong = 0;

	for (int kind = 0; kind < 4; kind++)
	{
		size_t		n = 100000;
		NpPosting  *postings = np_alloc(&tap_host, n * sizeof(NpPosting));

		for (size_t i = 0; i < n; i++)
		{
			/* random, all equal, one bucket but for the last byte, descending */
			postings[i].hash = kind == 0 ? next_random() >> 16 :
				kind == 1 ? 42 : kind == 2 ? random_below(256) : n - i;
			postings[i].word = i;
		}
		np_sort_postings(&tap_host, postings, n);
		for (size_t i = 1; i < n; i++)
			wrong += postings[i].hash < postings[i - 1].hash ||
				(postings[i].hash == postings[i - 1].hash &&
				 postings[i].word < postings[i - 1].word);
		np_release(&tap_host, postings);
	}
	ok(wrong == 0, "the sort orders by hash and keeps the order of equals");
}

int
main(void)
{
	test_guarantee();
	test_density();
	test_scripts();
	test_repetition();
	test_stored_form();
	test_random_bytes();
	test_set_operations();
	test_parameters();
	test_chains();
	test_sort();
	ok(tap_blocks_in_use == 0, "no memory is left in use");
	return done_testing();
}
