/*-------------------------------------------------------------------------
 *
 * test_layout.c
 *	  Paragraphs and sentences: what they are in ten languages, and what must
 *	  hold for any text whatever.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "text/abbreviations.h"
#include "text/layout.h"
#include "text/punctuation.h"

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
	NpText		text;

	text.data = string;
	text.length = strlen(string);
	return text;
}

/* Does white space or markup begin at offset at? */
static bool
is_blank_at(NpText text, size_t at)
{
	NpCharacter character = np_character_at(text, at);

	return character.kind != NP_CHARACTER ||
		np_is_blank(np_sign_of(character.code));
}

static bool
fail(const char *why, size_t at)
{
	printf("# %s (%zu)\n", why, at);
	return false;
}

static bool
spans_hold(NpText text, const NpLayout *layout, const NpSpan *spans,
		   size_t count)
{
	size_t		next_word = 0;
	size_t		next_start = 0;
	size_t		i;

	for (i = 0; i < count; i++)
	{
		const NpSpan *span = &spans[i];

		if (span->words == 0 || span->first_word != next_word)
			return fail("a word is left out or taken twice", i);
		next_word += span->words;
		if (next_word > layout->nwords)
			return fail("more words than there are", i);
		if (span->start < next_start || span->end <= span->start ||
			span->end > text.length)
			return fail("offsets out of order", i);
		next_start = span->end;
		if (layout->words[span->first_word].start < span->start ||
			layout->words[next_word - 1].end > span->end)
			return fail("a word sticks out of its span", i);
		if (is_blank_at(text, span->start))
			return fail("white space at the start", i);
		if (text.data[span->end - 1] == ' ' || text.data[span->end - 1] == '\n')
			return fail("white space at the end", i);
	}
	return next_word == layout->nwords ? true : fail("words left over", count);
}

/* What layout.h promises */
static bool
layout_holds(NpText text, const NpLayout *layout)
{
	size_t		paragraph = 0;
	size_t		i;

	if (!spans_hold(text, layout, layout->paragraphs, layout->nparagraphs) ||
		!spans_hold(text, layout, layout->sentences, layout->nsentences))
		return false;
	for (i = 0; i < layout->nsentences; i++)
	{
		const NpSpan *sentence = &layout->sentences[i];
		const NpSpan *outer;

		while (paragraph < layout->nparagraphs &&
			   layout->paragraphs[paragraph].first_word +
			   layout->paragraphs[paragraph].words <= sentence->first_word)
			paragraph++;
		outer = &layout->paragraphs[paragraph];
		if (sentence->start < outer->start || sentence->end > outer->end ||
			sentence->first_word + sentence->words >
			outer->first_word + outer->words)
			return fail("a sentence crosses a paragraph", i);
		if (outer->words > 120 && outer->words != sentence->words)
			return fail("a paragraph is too long", paragraph);
		if (sentence->words > 400)
			return fail("a sentence is too long", i);
	}
	return true;
}

/*
 * Shows a layout: sentences divided by | and paragraphs by ¶.
 */
static void
show(NpText text, const NpLayout *layout, char *buffer, size_t size)
{
	size_t		paragraph = 0;
	size_t		used = 0;
	size_t		i;

	buffer[0] = '\0';
	for (i = 0; i < layout->nsentences; i++)
	{
		const NpSpan *sentence = &layout->sentences[i];
		const char *divider = " | ";

		if (i == 0)
			divider = "";
		else if (paragraph + 1 < layout->nparagraphs &&
				 layout->paragraphs[paragraph + 1].first_word ==
				 sentence->first_word)
		{
			paragraph++;
			divider = " ¶ ";
		}
		used += (size_t) snprintf(buffer + used, size - used, "%s%.*s",
								  divider,
								  (int) (sentence->end - sentence->start),
								  text.data + sentence->start);
		if (used >= size)
			return;
	}
}

static void
check(const char *input, const char *expected)
{
	NpText		text = text_of(input);
	NpLayout	layout;
	char		buffer[8192];

	char		name[60];
	size_t		i;

	/* a test's name is one line */
	snprintf(name, sizeof(name), "%s", input);
	for (i = 0; name[i] != '\0'; i++)
	{
		if (name[i] == '\n' || name[i] == '\r')
			name[i] = '/';
	}
	np_layout(&tap_host, text, &layout);
	show(text, &layout, buffer, sizeof(buffer));
	is(buffer, expected, name);
	if (!layout_holds(text, &layout))
		ok(false, "what holds for every layout");
	np_layout_free(&tap_host, &layout);
}

/* A text that is one of its own sentences */
static void
whole(const char *input)
{
	check(input, input);
}

static void
test_paragraphs(void)
{
	check("", "");
	check(" \n ... \n", "");
	check("One\n\nTwo", "One ¶ Two");
	check("One \n \t \n Two", "One ¶ Two");
	check("One\r\n\r\nTwo", "One ¶ Two");
	check("One\r\nTwo", "One ¶ Two");
	check("One\rTwo", "One ¶ Two");
	check("One\xE2\x80\xA9Two", "One ¶ Two");
	/* U+0085 is Windows-1252's ellipsis, as words.c reads it */
	check("One\xC2\x85Two", "One\xC2\x85 | Two");
	check("One\xE2\x80\xA8Two", "One ¶ Two");
	check("  \n\nOne.  \n\n* * *\n\n  Two.\n\n", "One. ¶ Two.");
	check("One.\n\n— \n“Two,” he said.", "One. ¶ “Two,” he said.");
	check("“We will not go,” he said.\n\n“Why?”",
		  "“We will not go,” he said. ¶ “Why?”");
	check("<p>One <b>bold</b> word.</p><p>Two</p>",
		  "One <b>bold</b> word. ¶ Two");
	check("<div>\n<p>One</p>\n</div>\n<p> Two", "One ¶ Two");
	check("One&nbsp;&nbsp;\n\n&nbsp;Two&nbsp;", "One ¶ Two");
	check("Harbour reopens\nShips came back today.\nThey were late.",
		  "Harbour reopens ¶ Ships came back today. ¶ They were late.");

	/* hard-wrapped */
	check("The harbour of the small town opened again on Tuesday after the\n"
		  "storm had kept it closed for nine days, and the first ships that\n"
		  "came in were greeted by a crowd. Nobody had\n"
		  "expected them.\n"
		  "\n"
		  "A second storm is on its way, the weather service warned, and it\n"
		  "may be stronger.",
		  "The harbour of the small town opened again on Tuesday after the\n"
		  "storm had kept it closed for nine days, and the first ships that\n"
		  "came in were greeted by a crowd. | Nobody had\n"
		  "expected them. ¶ "
		  "A second storm is on its way, the weather service warned, and it\n"
		  "may be stronger.");

	/* lines of the same length that are sentences are paragraphs */
	check("The harbour of the small town opened again on Tuesday morning.\n"
		  "The storm had kept it closed for nine days, which is a record.\n"
		  "The first ships that came in were greeted by a crowd of people.",
		  "The harbour of the small town opened again on Tuesday morning. ¶ "
		  "The storm had kept it closed for nine days, which is a record. ¶ "
		  "The first ships that came in were greeted by a crowd of people.");

	/* and so are lines much longer */
	check("A headline that is about as long as a line of wrapped text is\n"
		  "The harbour of the small town opened again on Tuesday after the "
		  "storm had kept it closed for nine days, and the first ships came",
		  "A headline that is about as long as a line of wrapped text is ¶ "
		  "The harbour of the small town opened again on Tuesday after the "
		  "storm had kept it closed for nine days, and the first ships came");
}

static void
test_sentences(void)
{
	check("It rained. They left.", "It rained. | They left.");
	check("It rained! Did it? Yes… And no.",
		  "It rained! | Did it? | Yes… | And no.");
	check("It rained. 40 people left.", "It rained. | 40 people left.");
	check("It rained. “so what,” he said.", "It rained. | “so what,” he said.");
	check("“It rained.” They left.", "“It rained.” | They left.");
	check("(It rained.) They left.", "(It rained.) | They left.");
	check("It rained ... They left.", "It rained ... | They left.");
	check("They said it was “cold ... and wet” there.",
		  "They said it was “cold ... and wet” there.");
	whole("“Why?” he asked.");
	whole("The ball cost 3.5 dollars, not 1,000.");
	whole("It rained, etc., The Hague said.");
	whole("It rained: They left.");

	/* glued */
	check("They left, he said.\"NATO is big.\" Yes.",
		  "They left, he said. | \"NATO is big.\" | Yes.");
	check("\"They left.\"Read on. Yes.", "\"They left.\" | Read on. | Yes.");
	check("There were global implications.In 2018 it was over.",
		  "There were global implications. | In 2018 it was over.");
	check("It left Moscow.”“We stay,” he said.",
		  "It left Moscow.” | “We stay,” he said.");
	check("„Es regnet.“Er ging. »Nein.«Sie blieb.",
		  "„Es regnet.“ | Er ging. | »Nein.« | Sie blieb.");
	check("It cut the delegation in half.A statement said so.",
		  "It cut the delegation in half. | A statement said so.");
	check("So it left the EU.Moscow stayed.",
		  "So it left the EU. | Moscow stayed.");
	check("That was in 2014.Moscow stayed.",
		  "That was in 2014. | Moscow stayed.");
	whole("Read MoreEarlier this month");
	whole("They wrote it in ASP.NET and node.js 3.1.Beta");
	whole("See example.com or index.html for more");

	/* abbreviations and initials */
	whole("Mr. Smith met Sen. Jones and Gen. \"Bob\" Miller.");
	whole("Dr. No and St. Petersburg, Jan. 5, No. 7");
	whole("J. K. Rowling and J. A. Smith wrote it");
	whole("The U.S. Senate and the U.S. 7th Fleet");
	check("He left the U.S. The Senate stayed.",
		  "He left the U.S. | The Senate stayed.");
	check("He said no. The others stayed. 9 left.",
		  "He said no. | The others stayed. | 9 left.");
	whole("It happened at 5 p.m. Moscow time");
	check("It happened at 5 p.m. They saw it.",
		  "It happened at 5 p.m. | They saw it.");
	check("The company is Acme Inc. It is big.",
		  "The company is Acme Inc. | It is big.");
	whole("The company Acme Inc. Europe is big.");
	whole("1. Open the door");
	check("Open the door at 9. Then go.", "Open the door at 9. | Then go.");
}

static void
test_languages(void)
{
	check("Der Hafen öffnete am 3. Oktober wieder. Über den Sturm sprach z. B. "
		  "Dr. Weber. Es regnete am 4. und 5. Mai.",
		  "Der Hafen öffnete am 3. Oktober wieder. | Über den Sturm sprach "
		  "z. B. Dr. Weber. | Es regnete am 4. und 5. Mai.");
	check("Le port a rouvert. « Enfin ! » a dit M. Dupont. Était-ce tôt ? Non.",
		  "Le port a rouvert. | « Enfin ! » a dit M. Dupont. | Était-ce tôt ? "
		  "| Non.");
	check("El puerto abrió. ¿Por qué? ¡Nadie lo sabe! El Sr. Gómez calla.",
		  "El puerto abrió. | ¿Por qué? | ¡Nadie lo sabe! | El Sr. Gómez "
		  "calla.");
	check("Порт открылся. Его ждали 5 тыс. человек. «Наконец!» Это сказал "
		  "А. С. Петров.",
		  "Порт открылся. | Его ждали 5 тыс. человек. | «Наконец!» | Это "
		  "сказал А. С. Петров.");
	check("Port otwarto. Św. Anna na ul. Długiej czeka. Źle?",
		  "Port otwarto. | Św. Anna na ul. Długiej czeka. | Źle?");
	check("Il porto è aperto. È tardi. Lo dice il dott. Rossi.",
		  "Il porto è aperto. | È tardi. | Lo dice il dott. Rossi.");
	check("港は開いた。船が来た！「遅い。」と彼は言った。",
		  "港は開いた。 | 船が来た！ | 「遅い。」 | と彼は言った。");
	check("港口开放了。船来了？是的。", "港口开放了。 | 船来了？ | 是的。");
	check("बंदरगाह खुला। जहाज आए। क्यों?", "बंदरगाह खुला। | जहाज आए। | क्यों?");
	check("فتح الميناء. وصلت السفن؟ نعم.",
		  "فتح الميناء. | وصلت السفن؟ | نعم.");
	check("הנמל נפתח. האוניות באו! כן.", "הנמל נפתח. | האוניות באו! | כן.");
	check("항구가 열렸다. 배가 왔다. 왜?", "항구가 열렸다. | 배가 왔다. | 왜?");
	check("Το λιμάνι άνοιξε. Ήρθαν πλοία. Ναι.",
		  "Το λιμάνι άνοιξε. | Ήρθαν πλοία. | Ναι.");
}

static char *
append(char *at, const char *piece)
{
	memcpy(at, piece, strlen(piece));
	return at + strlen(piece);
}

/* count sentences of words words each, divided by divider */
static char *
many_sentences(size_t count, size_t words, const char *divider)
{
	char	   *buffer = malloc(count * (words * 5 + strlen(divider) + 2) + 1);
	char	   *at = buffer;
	size_t		i;
	size_t		j;

	if (buffer == NULL)
		abort();
	for (i = 0; i < count; i++)
	{
		for (j = 0; j < words; j++)
			at = append(at, j == 0 ? "Word" : " word");
		at = append(at, ".");
		if (i + 1 < count)
			at = append(at, divider);
	}
	*at = '\0';
	return buffer;
}

static void
test_long_paragraphs(void)
{
	char	   *string;
	NpText		text;
	NpLayout	layout;
	size_t		i;
	bool		fits = true;

	string = many_sentences(12, 10, " ");
	text = text_of(string);
	np_layout(&tap_host, text, &layout);
	ok(layout.nparagraphs == 1, "120 words are one paragraph");
	np_layout_free(&tap_host, &layout);
	free(string);

	string = many_sentences(13, 10, " ");
	text = text_of(string);
	np_layout(&tap_host, text, &layout);
	ok(layout.nparagraphs == 2 && layout.nsentences == 13 &&
	   layout_holds(text, &layout), "130 words are two");
	for (i = 0; i < layout.nparagraphs; i++)
		fits = fits && layout.paragraphs[i].words >= 60 &&
			layout.paragraphs[i].words <= 80;
	ok(fits, "of about equal length");
	np_layout_free(&tap_host, &layout);
	free(string);

	string = many_sentences(100, 13, " ");
	text = text_of(string);
	np_layout(&tap_host, text, &layout);
	fits = layout_holds(text, &layout);
	for (i = 0; i < layout.nparagraphs; i++)
		fits = fits && layout.paragraphs[i].words <= 80;
	ok(fits && layout.nparagraphs <= 22, "1,300 words in parts of at most 80");
	np_layout_free(&tap_host, &layout);
	free(string);

	/* a sentence of 100 words stays whole, among others */
	string = many_sentences(3, 100, " ");
	text = text_of(string);
	np_layout(&tap_host, text, &layout);
	ok(layout.nparagraphs == 3 && layout.nsentences == 3 &&
	   layout_holds(text, &layout), "long sentences stay whole");
	np_layout_free(&tap_host, &layout);
	free(string);

	/* one of 1,000 does not */
	string = many_sentences(1, 1000, " ");
	text = text_of(string);
	np_layout(&tap_host, text, &layout);
	ok(layout.nparagraphs == 3 && layout.nsentences == 3 &&
	   layout_holds(text, &layout), "but not without end");
	np_layout_free(&tap_host, &layout);
	free(string);

	/* a lost paragraph's end shows */
	{
		char	   *first = many_sentences(7, 10, " ");
		char	   *second = many_sentences(6, 10, " ");
		size_t		border = strlen(first);

		string = malloc(border + strlen(second) + 1);
		if (string == NULL)
			abort();
		sprintf(string, "%s%s", first, second);
		text = text_of(string);
		np_layout(&tap_host, text, &layout);
		ok(layout.nparagraphs == 2 && layout.paragraphs[0].end == border &&
		   layout.paragraphs[1].start == border &&
		   layout_holds(text, &layout), "cut first where sentences are glued");
		np_layout_free(&tap_host, &layout);
		free(string);
		free(first);
		free(second);
	}
}

/* The builder gives what np_layout gives. */
static void
test_builder(void)
{
	NpText		text = text_of("One two. Three\n\n“four” five.");
	NpLayoutBuilder *builder = np_layout_begin(&tap_host, text);
	NpWordReader *reader = np_words_begin(&tap_host, text);
	NpWord		word;
	NpLayout	layout;
	char		buffer[256];
	size_t		forms = 0;

	while (np_words_next(reader, &word))
	{
		forms += word.form_length;
		np_layout_add(builder, &word);
	}
	np_words_end(reader);
	np_layout_finish(builder, &layout);
	show(text, &layout, buffer, sizeof(buffer));
	is(buffer, "One two. | Three ¶ “four” five.", "a caller's own loop");
	ok(forms == strlen("onetwothreefourfive"), "sees the words' forms");
	np_layout_free(&tap_host, &layout);
}

/* Texts made of pieces that mean something to layout, and broken ones */
static void
test_any_text(void)
{
	static const char *const pieces[] = {
		"word", "Word", "WORD", "a", "U.S.", "Mr", "3.5", "7", " ", " ", " ",
		" ", "\n", "\n\n", "\r\n", "\t", ".", ". ", "? ", "!", "...", "…", ",",
		"\"", "'", "“", "”", "‘", "’", "„", "«", "»", "(", ")", "[", "]", "—",
		"-", "<p>", "</p>", "<b>", "</b>", "<br>", "<script>", "</script>",
		"&nbsp;", "&quot;", "&", "<", ">", "港", "。", "が", "ไทย", "שלום",
		"سلام", "।", "\xC2\xA0", "\xE2\x80\xA9", "\xC2\x85", "\xE2\x80\x8B",
		"\xC2\xAD", "\xFF", "\xC3", "\xE2\x80", "\x85", "\x93", "é", "e\xCC\x81"
	};
	char		buffer[1024];
	int			round;
	bool		holds = true;

	for (round = 0; round < 20000 && holds; round++)
	{
		size_t		count = random_below(60);
		NpText		text;
		NpLayout	layout;
		size_t		i;

		text.length = 0;
		for (i = 0; i < count; i++)
		{
			const char *piece = pieces[random_below(sizeof(pieces) /
													sizeof(pieces[0]))];

			memcpy(buffer + text.length, piece, strlen(piece));
			text.length += strlen(piece);
		}
		text.data = buffer;
		np_layout(&tap_host, text, &layout);
		holds = layout_holds(text, &layout);
		if (!holds)
			printf("# in: %.*s\n", (int) text.length, buffer);
		np_layout_free(&tap_host, &layout);
	}
	ok(holds, "every layout covers each word once");
}

/* A megabyte of the same, between two words: must end, and soon */
static void
test_hostile(void)
{
	static const char *const pieces[] = {
		"\"", "“", ".", "\n", "a.\n", "a.", "A.b", " ", "<", "&", "<b>", "(",
		"。", "a ", "A. ", "\xE2\x80\xA9", "\xFF", "<p>", "''", "a\n"
	};
	size_t		size = 1024 * 1024;
	char	   *buffer = malloc(size + 64);
	size_t		i;

	if (buffer == NULL)
		abort();

	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
	{
		size_t		length = strlen(pieces[i]);
		NpText		text;
		NpLayout	layout;

		text.data = buffer;
		text.length = 0;
		memcpy(buffer, "one ", 4);
		for (text.length = 4; text.length < size; text.length += length)
			memcpy(buffer + text.length, pieces[i], length);
		memcpy(buffer + text.length, " two", 4);
		text.length += 4;
		np_layout(&tap_host, text, &layout);
		ok(layout.nwords >= 2 && layout_holds(text, &layout),
		   "a megabyte of piece %zu", i);
		np_layout_free(&tap_host, &layout);
	}
	free(buffer);
}

/* First, last and longest of each list, and their neighbours */
static void
test_abbreviations(void)
{
	static const struct
	{
		const char *form;
		NpAbbreviation kind;
	}			forms[] = {
		{"abp", NP_TITLE}, {"ул", NP_TITLE}, {"messrs", NP_TITLE},
		{"abb", NP_ABBREVIATED}, {"тыс", NP_ABBREVIATED},
		{"einschl", NP_ABBREVIATED}, {"млрд", NP_ABBREVIATED},
		{"abt", NP_NUMBERED}, {"табл", NP_NUMBERED}, {"vols", NP_NUMBERED},
		{"a", NP_NOT_ABBREVIATED}, {"", NP_NOT_ABBREVIATED},
		{"ab", NP_NOT_ABBREVIATED}, {"abbs", NP_NOT_ABBREVIATED},
		{"einschlu", NP_NOT_ABBREVIATED}, {"einschlug", NP_NOT_ABBREVIATED},
		{"млрдм", NP_NOT_ABBREVIATED}, {"яя", NP_NOT_ABBREVIATED}
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		ok(np_abbreviation(forms[i].form, strlen(forms[i].form)) == forms[i].kind,
		   "abbreviation or not: \"%s\"", forms[i].form);
}

int
main(void)
{
	test_abbreviations();
	test_paragraphs();
	test_sentences();
	test_languages();
	test_long_paragraphs();
	test_builder();
	test_any_text();
	test_hostile();
	ok(tap_blocks_in_use == 0, "no memory left behind");
	return done_testing();
}
