/*-------------------------------------------------------------------------
 *
 * test_quote_keys.c
 *	  Function words, the canonical form of quotations, and their keys: golden
 *	  values, and what must hold for any quotation whatever.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "print/quote_keys.h"
#include "text/function_words.h"

/*
 * The checksum of the lists.  A change here is a change of every stored
 * quoteprint.
 */
#define FROZEN_CHECKSUM		UINT64_C(0x94EE32E82074E4D1)

/* Numbers that look random and are the same in every run (xorshift) */
static uint64_t seed = 88172645463325252u;

static size_t
random_below(size_t limit)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t) (seed % limit);
}

static NpText
text_of(const char *string)
{
	NpText		text = {string, strlen(string)};

	return text;
}

static NpQuote
quote_of(const char *string)
{
	NpQuote		quote;

	memset(&quote, 0, sizeof(quote));
	np_read_quote(&tap_host, text_of(string), 0, strlen(string), &quote);
	return quote;
}

/* ----- function words ----- */

static void
test_function_words(void)
{
	uint64_t	checksum = 0;
	size_t		words = 0;
	int			not_folded = 0;
	int			unknown = 0;

	for (int language = 0; language < NP_LANGUAGES; language++)
	{
		const char *list = np_function_words[language];
		NpWordReader *reader = np_words_begin(&tap_host, text_of(list));
		NpWord		word;
		const char *at = list;

		while (np_words_next(reader, &word))
		{
			checksum = np_mix(checksum * NP_MULTIPLIER + language +
							  np_word_hash(word.form, word.form_length));
			words++;
			if (strncmp(at, word.form, word.form_length) != 0)
				not_folded++;
			at += strcspn(at, " ");
			at += strspn(at, " ");
			if ((np_function_word(word.form, word.form_length) >> language & 1) == 0)
				unknown++;
		}
		np_words_end(reader);
		if (*at != '\0')
			not_folded++;
	}
	ok(checksum == FROZEN_CHECKSUM, "the lists are those that were frozen (0x%llX)",
	   (unsigned long long) checksum);
	ok(words > 2000, "%zu function words", words);
	ok(not_folded == 0, "all of them are folded words");
	ok(unknown == 0, "all of them are found");
	ok(np_function_word("war\0\0\0\0\0", 3) == 1 << NP_GERMAN,
	   "war is a function word in German alone");
	ok(np_function_word("bridge\0\0", 6) == 0, "bridge is none");
}

/* ----- the canonical form ----- */

/*
 * The words of a quotation as it was printed: | for a gap, content words in
 * brackets <>.
 */
static void
describe(const char *string, const NpQuote *quote, char *result)
{
	*result = '\0';
	for (size_t i = 0; i < quote->nwords; i++)
	{
		const NpQuoteWord *word = &quote->words[i];

		if (i > 0)
			strcat(result, word->gap ? " | " : " ");
		if (word->content)
			strcat(result, "<");
		strncat(result, string + word->start, word->end - word->start);
		if (word->content)
			strcat(result, ">");
	}
}

static void
test_forms(void)
{
	static const char *const forms[][2] = {
		{"We will not close the bridge.", "We will not <close> the <bridge>"},
		{"[T]oday we close the bridge", "<[T]oday> we <close> the <bridge>"},
		{"they want[ed] the bridge", "they want[ed] the <bridge>"},
		{"the bridge[s] of [the city]", "the <bridge[s]> of"},
		{"the bridge [...] was closed", "the <bridge> | was <closed>"},
		{"the bridge [sic] was closed", "the <bridge> | was <closed>"},
		{"the bridge [of 1936] was closed", "the <bridge> | was <closed>"},
		{"the bridge ... was closed", "the <bridge> | was <closed>"},
		{"the bridge . . . was closed", "the <bridge> | was <closed>"},
		{"the bridge. ... It was closed", "the <bridge> | It was <closed>"},
		{"the bridge … was closed", "the <bridge> | was <closed>"},
		{"the bridge&hellip;was closed", "the <bridge> | was <closed>"},
		{"the bridge.. was closed", "the <bridge> was <closed>"},
		{"... the bridge …", "the <bridge>"},
		{"[The bridge] was closed", "was <closed>"},
		{"the [bridge was closed", "the <bridge> was <closed>"},
		{"the bridge] was [closed", "the <bridge> was <closed>"},
		{"the [[bridge] was", "the | was"},
		{"“the ‘old’ bridge,”", "the <old> <bridge>"},
		{"[É]tait-ce le pont ?", "[É]tait ce le <pont>"},
		{"Der Krieg war nicht das Ende", "Der <Krieg> war nicht das <Ende>"},
		{"The war was not the end", "The <war> was not the <end>"},
		{"war crimes", "<war> <crimes>"},
		{"kuna ana magana", "<kuna> <ana> <magana>"},
		{"Uongozi wa shule na wa vyama vya siasa unaomba radhi",
		"<Uongozi> wa <shule> na wa <vyama> vya <siasa> <unaomba> <radhi>"},
		{"", ""},
		{"...", ""},
		{"[", ""}
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
	{
		NpQuote		quote = quote_of(forms[i][0]);
		char		got[500];

		describe(forms[i][0], &quote, got);
		is(got, forms[i][1], forms[i][0]);
		np_free_quote(&tap_host, &quote);
	}
}

/* ----- keys ----- */

static NpQuoteKeys
keys_of(const char *string, int which)
{
	NpQuote		quote = quote_of(string);
	NpQuoteKeys keys = {NULL, 0, 0};

	np_quote_keys(&tap_host, &quote, which, &keys);
	np_sort_quote_keys(&tap_host, &keys);
	np_free_quote(&tap_host, &quote);
	return keys;
}

/* The key E of a quotation without gaps */
static uint64_t
whole_key(const char *string)
{
	NpQuoteKeys keys = keys_of(string, NP_WHOLE_KEYS);
	uint64_t	hash = keys.items[0].hash;

	np_release(&tap_host, keys.items);
	return hash;
}

static bool
has_key(const NpQuoteKeys *keys, uint64_t hash)
{
	for (size_t i = 0; i < keys->count; i++)
		if (keys->items[i].hash == hash)
			return true;
	return false;
}

/* How many keys of one quotation another has */
static size_t
shared(const char *a, int which_a, const char *b, int which_b)
{
	NpQuoteKeys a_keys = keys_of(a, which_a);
	NpQuoteKeys b_keys = keys_of(b, which_b);
	size_t		n = 0;

	for (size_t i = 0; i < a_keys.count; i++)
		n += has_key(&b_keys, a_keys.items[i].hash);
	np_release(&tap_host, a_keys.items);
	np_release(&tap_host, b_keys.items);
	return n;
}

static void
test_keys(void)
{
	const char *whole = "We will not close the old bridge before June.";
	NpQuoteKeys keys = keys_of(whole, NP_WHOLE_KEYS);
	NpQuote		quote = quote_of(whole);

	ok(keys.count == 1, "one key for the whole");
	ok(keys.items[0].hash == UINT64_C(0x4F816D74EF73), "which is golden (0x%llX)",
	   (unsigned long long) keys.items[0].hash);
	ok(shared(whole, NP_WHOLE_KEYS, "“WE will not [c]lose the old bridge before June”",
			  NP_WHOLE_KEYS) == 1, "and the same in other marks and case");
	ok(shared(whole, NP_WHOLE_KEYS, "We will not close the old bridge",
			  NP_WHOLE_KEYS) == 0, "but not of a part of it");
	ok(shared("the old bridge … was closed again in June", NP_WHOLE_KEYS,
			  "was closed again in June", NP_WHOLE_KEYS) == 1,
	   "a piece finds the quotation that is no more");
	ok(shared("old … bridge", NP_WHOLE_KEYS | NP_PART_KEYS,
			  "the old bridge", NP_WHOLE_KEYS | NP_PART_KEYS) == 0,
	   "no key spans a gap");
	ok(shared("the bridge old", NP_PART_KEYS, "old bridge", NP_PART_KEYS) == 1,
	   "pairs have no order");
	ok(shared("of the and by the", NP_PART_KEYS, "of the and by the",
			  NP_PART_KEYS) == 0, "no parts without a content word");
	ok(shared("我们没有改变我们的立场", NP_PART_KEYS, "我們沒有改變我們的想法",
			  NP_PART_KEYS) > 2, "Han has parts");
	np_release(&tap_host, keys.items);

	memset(&keys, 0, sizeof(keys));
	np_quote_cut_keys(&tap_host, &quote, 4, &keys);
	ok(has_key(&keys, whole_key("close the old")) &&
	   has_key(&keys, whole_key("close the old bridge")) &&
	   !has_key(&keys, whole_key("not close the old bridge")) &&
	   !has_key(&keys, whole_key("will not close")) &&
	   !has_key(&keys, whole_key("old bridge")),
	   "cuts of three and four words with two content words");
	np_release(&tap_host, keys.items);
	np_free_quote(&tap_host, &quote);
}

/* A text of n words out of a few */
static void
random_words(char *text, size_t n, size_t vocabulary)
{
	for (size_t i = 0; i < n; i++)
	{
		char		letter = (char) ('a' + random_below(vocabulary));

		memcpy(text, random_below(3) == 0 ? "the   " : "wordx ", 6);
		if (text[0] == 'w')
			text[4] = letter;
		text += 6;
	}
	*text = '\0';
}

/* What is kept of a passage is kept of every longer quotation */
static void
test_few_keys(void)
{
	static char text[4096];
	int			missing = 0;
	int			compared = 0;

	for (int round = 0; round < 400; round++)
	{
		size_t		n = 1 + random_below(60);
		NpQuote		whole;
		NpQuote		part;
		NpQuoteKeys all = {NULL, 0, 0};
		NpQuoteKeys few = {NULL, 0, 0};
		size_t		first;

		random_words(text, n, 20);
		whole = quote_of(text);
		first = random_below(whole.nwords);
		part = whole;
		part.words += first;
		part.nwords = 1 + random_below(whole.nwords - first);
		np_quote_keys(&tap_host, &whole, NP_PART_KEYS, &all);
		np_quote_keys(&tap_host, &part, NP_PART_KEYS | NP_FEW_KEYS, &few);
		/* with fewer parts than a window nothing is promised */
		if (part.nwords >= 20)
		{
			for (size_t i = 0; i < few.count; i++)
			{
				compared++;
				missing += !has_key(&all, few.items[i].hash);
			}
		}
		np_release(&tap_host, all.items);
		np_release(&tap_host, few.items);
		np_free_quote(&tap_host, &whole);
	}
	ok(compared > 1000 && missing == 0,
	   "the few keys of a passage are among those of the whole (%d)", compared);
}

/* ----- prints ----- */

static NpQuoteKeys
quoteprint(NpText text, NpLayout *layout)
{
	NpQuotations quotations;
	NpQuoteKeys keys;

	np_layout(&tap_host, text, layout);
	np_quotations(&tap_host, text, layout, NULL, &quotations);
	np_quoteprint(&tap_host, text, layout, &quotations, &keys);
	np_quotations_free(&tap_host, &quotations);
	return keys;
}

/* Is it a print, and of the words of the layout? */
static bool
makes_a_print(const NpQuoteKeys *keys, const NpLayout *layout)
{
	size_t		size;
	char	   *bytes = np_print_from_postings(&tap_host, np_quote_parameters,
											   (uint32_t) layout->nwords,
											   keys->items, keys->count, 0,
											   SIZE_MAX / 2, &size);
	const char *problem = np_print_invalid(&tap_host, bytes, size);

	if (problem != NULL)
		printf("# %s\n", problem);
	np_release(&tap_host, bytes);
	return problem == NULL;
}

static void
test_prints(void)
{
	const char *article = "The mayor said: “[W]e will ‘close’ the old bridge.” "
	"“Not before June,” she added.";
	NpLayout	layout;
	NpQuoteKeys keys = quoteprint(text_of(article), &layout);
	uint64_t	june = whole_key("Not before June");
	bool		placed = false;

	ok(makes_a_print(&keys, &layout), "an article's quoteprint is a print");
	for (size_t i = 0; i < keys.count; i++)
		if (keys.items[i].hash == june)
			placed = memcmp(article + layout.words[keys.items[i].word].start,
							"Not", 3) == 0;
	ok(placed, "a key's position is its first word's in the article");
	ok(has_key(&keys, whole_key("close")),
	   "a quotation inside another has its own key");
	np_release(&tap_host, keys.items);
	np_layout_free(&tap_host, &layout);
}

/* Whatever the text, its quoteprint is a print, and in time */
static void
test_any_text(void)
{
	static const char *const pieces[] = {
		"“", "”", "\"", "'", "‘", "’", "[", "]", "…", "...", ". ", " ", "\n\n",
		"word", "The ", "old", "bridge ", "我", "か", "ไทย", "㍿", "&hellip;", "&", "<b>",
		"U.S.", "1,000", "\xC3", "É", "E\xCC\x81", "said", ", ", "-\n"
	};
	static const char *const long_ones[] = {
		"[", "]", "“", "\"", "[a", "...", ". ", "“a … b [c] ", "[[a]b]", "“[a]b ",
		"“a” ", "“‘a’ "
	};
	size_t		size = 1 << 20;
	char	   *text = malloc(size + 100);
	int			bad = 0;

	for (int round = 0; round < 3000; round++)
	{
		NpText		article = {text, 0};
		NpLayout	layout;
		NpQuoteKeys keys;

		for (size_t n = random_below(60); n > 0; n--)
		{
			const char *piece = pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))];

			memcpy(text + article.length, piece, strlen(piece));
			article.length += strlen(piece);
		}
		keys = quoteprint(article, &layout);
		bad += !makes_a_print(&keys, &layout);
		np_release(&tap_host, keys.items);
		np_layout_free(&tap_host, &layout);
	}
	ok(bad == 0, "the quoteprint of any text is a print");

	for (size_t i = 0; i < sizeof(long_ones) / sizeof(long_ones[0]); i++)
	{
		size_t		length = strlen(long_ones[i]);
		NpText		article = {text, 0};
		NpLayout	layout;
		NpQuoteKeys keys;
		NpQuote		quote;

		while (article.length + length <= size)
		{
			memcpy(text + article.length, long_ones[i], length);
			article.length += length;
		}
		keys = quoteprint(article, &layout);
		ok(makes_a_print(&keys, &layout), "a megabyte of %s", long_ones[i]);
		np_release(&tap_host, keys.items);
		np_layout_free(&tap_host, &layout);

		memset(&quote, 0, sizeof(quote));
		np_read_quote(&tap_host, article, 0, article.length, &quote);
		np_free_quote(&tap_host, &quote);
	}
	free(text);
}

int
main(void)
{
	test_function_words();
	test_forms();
	test_keys();
	test_few_keys();
	test_prints();
	test_any_text();
	ok(tap_blocks_in_use == 0, "all memory was given back");
	return done_testing();
}
