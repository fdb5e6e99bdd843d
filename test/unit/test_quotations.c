/*-------------------------------------------------------------------------
 *
 * test_quotations.c
 *	  Quotations: the marks of many languages, lost marks, apostrophes, and
 *	  what must hold for any text whatever.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "text/punctuation.h"
#include "text/quotations.h"

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

/* What quotations.h promises */
static bool
quotations_hold(NpText text, const NpLayout *layout,
				const NpQuotations *quotations)
{
	size_t		word = 0;
	size_t		i;

	for (i = 0; i < quotations->count; i++)
	{
		const NpQuotation *item = &quotations->items[i];

		if (item->start >= item->end || item->end > text.length)
			return fail("empty or beyond the text", i);
		if (i > 0 && item->start < item[-1].start)
			return fail("out of order", i);
		if (is_blank_at(text, item->start) ||
			text.data[item->end - 1] == ' ' ||
			text.data[item->end - 1] == '\n')
			return fail("not trimmed", i);
		if (item->parent != NP_NO_PARENT)
		{
			if (item->parent >= i)
				return fail("a parent behind its child", i);
			if (quotations->items[item->parent].start > item->start ||
				quotations->items[item->parent].end < item->end)
				return fail("a child sticks out of its parent", i);
		}
		else if (i > 0)
		{
			size_t		before = i - 1;

			while (quotations->items[before].parent != NP_NO_PARENT)
				before = quotations->items[before].parent;
			if (quotations->items[before].end > item->start)
				return fail("two overlap", i);
		}
		while (word < layout->nwords && layout->words[word].start < item->start)
			word++;
		if (word == layout->nwords || layout->words[word].end > item->end)
			return fail("no word in it", i);
	}
	return true;
}

/*
 * Shows quotations, divided by |: > for each one they lie in, the text, ! if
 * unclosed, + if continued.
 */
static void
show(NpText text, const NpQuotations *quotations, char *buffer, size_t size)
{
	size_t		used = 0;
	size_t		i;

	buffer[0] = '\0';
	for (i = 0; i < quotations->count && used < size; i++)
	{
		const NpQuotation *item = &quotations->items[i];
		size_t		parent;

		if (i > 0)
			used += (size_t) snprintf(buffer + used, size - used, " | ");
		for (parent = item->parent; parent != NP_NO_PARENT && used < size;
			 parent = quotations->items[parent].parent)
			used += (size_t) snprintf(buffer + used, size - used, ">");
		if (used < size)
			used += (size_t) snprintf(buffer + used, size - used, "%.*s%s%s",
									  (int) (item->end - item->start),
									  text.data + item->start,
									  item->unclosed ? "!" : "",
									  item->continued ? "+" : "");
	}
}

static void
shown(const char *input, char *buffer, size_t size)
{
	NpText		text;
	NpLayout	layout;
	NpQuotations quotations;

	text.data = input;
	text.length = strlen(input);
	np_layout(&tap_host, text, &layout);
	np_quotations(&tap_host, text, &layout, NULL, &quotations);
	show(text, &quotations, buffer, size);
	if (!quotations_hold(text, &layout, &quotations))
		ok(false, "what holds for all quotations");
	np_quotations_free(&tap_host, &quotations);
	np_layout_free(&tap_host, &layout);
}

static void
check(const char *input, const char *expected)
{
	char		buffer[4096];
	char		name[60];
	size_t		i;

	/* a test's name is one line */
	snprintf(name, sizeof(name), "%s", input);
	for (i = 0; name[i] != '\0'; i++)
	{
		if (name[i] == '\n' || name[i] == '\r')
			name[i] = '/';
	}
	shown(input, buffer, sizeof(buffer));
	is(buffer, expected, name);
}

static void
test_languages(void)
{
	check("„Das ist gut“, sagte er. »Nein«, ”svenska”, «Sí», „Tak” i «nie»",
		  "Das ist gut | Nein | svenska | Sí | Tak | nie");
	check("“We are late,” she said. “Very.”", "We are late, | Very.");
	check("„Wir sind ‚spät‘ dran“, sagte sie. »Sehr ›spät‹.«",
		  "Wir sind ‚spät‘ dran | >spät | Sehr ›spät‹. | >spät");
	check("« Nous sommes “en retard” », dit-elle. «Très.»",
		  "Nous sommes “en retard” | >en retard | Très.");
	check("«Llegamos “tarde”», dijo. “Muy.”", "Llegamos “tarde” | >tarde | Muy.");
	check("«Siamo in ritardo», ha detto. “Molto.”", "Siamo in ritardo | Molto.");
	check("”Vi är sena”, sa hon. »Mycket», sa han.", "Vi är sena | Mycket");
	check("„Jesteśmy «późno»”, mówi. „Bardzo.”",
		  "Jesteśmy «późno» | >późno | Bardzo.");
	check("«Мы „опоздали“», сказала она. «Очень».",
		  "Мы „опоздали“ | >опоздали | Очень");
	check("「我們『遲到』了。」她說。", "我們『遲到』了。 | >遲到");
	check("她说：“我们‘迟到’了。”他说：\"很晚。\"走了",
		  "我们‘迟到’了。 | >迟到 | 很晚。");
	check("「遅れた」と彼女は言った。『とても』。", "遅れた | とても");
	check("قال: «تأخرنا» ثم \"جدا\".", "تأخرنا | جدا");
	check("היא אמרה: \"איחרנו\", וצה\"ל אישר ש-\"מאוד\".", "איחרנו | מאוד");
	check("उसने कहा, “हम देर से आए।” और 'बहुत'।", "हम देर से आए। | बहुत");
	check("“우리는 늦었다”고 말했다. ‘매우’ 늦었다.", "우리는 늦었다 | 매우");
	check("ไทย “เราสาย” จริง", "เราสาย");
	check("北约说：“我们没有改变。”", "我们没有改变。");
	check("北約說：「我們沒有改變。」", "我們沒有改變。");
}

static void
test_neutral(void)
{
	check("6'2\" man said \"hi\"", "hi");
	check("the terms, he said.\"NATO is late,\" he said.\"Very,\" he added.",
		  "NATO is late, | Very,");
	check("\"We left.\"Read more. \"They stayed.\"", "We left. | They stayed.");
	check("a ''late'' word, a ``late'' one, a ’’late’’ one",
		  "late | late | late");
	check("(\"late\") [\"very\"] -- \"so\"--\"that\", \"end\"",
		  "late | very | so | that | end");
	check("\"He said 'late' and 'very'.\"", "He said 'late' and 'very'. | >late "
		  "| >very");
	check("\"'Late,' he said.\" “‘Very,’ I said.”",
		  "'Late,' he said. | >Late, | ‘Very,’ I said. | >Very,");
	check("a 19\" screen and a 7'11\" player in \"one\" room", "one");
	check("\"He is 6'2\" tall,\" she said.", "He is 6'2\" tall,");
	check("he said \" late \" and \" very \" so", "late | very");
	check("Dates: 6/7/19\n\"One.\"", "One.");
	check("&quot;late&quot; and &ldquo;very&rdquo; and &amp;quot;so&amp;quot; "
		  "and &#8220;end&#8221;", "late | very | so | end");
	check("<p>He said <b>\"late\"</b> and \"<i>very</i>\" so.</p>",
		  "late | very");
	check("\x93late\x94 and \xC2\x93very\xC2\x94", "late | very");
	check("\"\" and \"...\" and “ ” are not", "");
	check("\"late\"", "late");
	check("\"", "");
	check("", "");
}

static void
test_mixed(void)
{
	check("“late\" and \"very” and “so“ and \"end.“",
		  "late | very | so | end.");
	check("„late\" and „very” and „so“", "late | very | so");
	check("“They said \"very late\" twice”, he said.",
		  "They said \"very late\" twice | >very late");
}

static void
test_apostrophes(void)
{
	check("America ‘s move, NATO’s actions, can't, O'Neill", "");
	check("the ’90s, the '90s, rock ’n’ roll, get ’em, ’tis, 'twas", "");
	check("the boys’ toys and the girls' books", "");
	check("‘The boys’ toys are lost,’ he said.", "The boys’ toys are lost,");
	check("“The ‘boys’ toy’ is lost,” he said.",
		  "The ‘boys’ toy’ is lost, | >boys’ toy");
	check("a ‘news’ item and a ‘real’ one", "news | real");
	check("l’Unione d’Italia, dell'arte", "");
	check("‘A “late” word,’ she said.", "A “late” word, | >late");
	check("he said ‘late and left. Others’ did", "late and left. Others");
	check("he said ‘late and left.", "");
	check("“he said ‘late and left.” It’s over.", "he said ‘late and left.");
}

static void
test_lost_marks(void)
{
	/* a paragraph's break lost inside a quotation: it goes on */
	check("He said: “One is enough.“Two is more.” “Three.”",
		  "One is enough.“Two is more.+ | Three.");
	check("He said: \"One is enough.\"Two is more.\"",
		  "One is enough.\"Two is more.+");
	/* the wrong mark between spaces closes */
	check("He said: “One is enough “ and left. “Two.”",
		  "One is enough | Two.");
	check("Il s’agit d’« une erreur » et de l’« homme ».", "une erreur | homme");
	check("“We are late, he said. “Very.”", "We are late, he said.! | Very.");
	check("\"We are late, he said. \"Very.\"",
		  "We are late, he said.! | Very.");
	check("“We are late, he said.\n\nThey left “early”.",
		  "We are late, he said.! | early");
	check("\"We are late, he said.\nThey left \"early\".",
		  "We are late, he said.! | early");
	check("We are late,” he said. “Very.”", "Very.");
	check("We are late,\" he said. \"Very.\"", "Very.");
	check("“A, he said.\"B,\" she said. “C.”", "A, he said.\"B,\" she said.! "
		  "| >B, | C.");
	check("“one.\n\n“two.\n\n“three.” “x y”",
		  "one.\n\n“two.\n\n“three.+ | x y");
	check("\"one.\n\"two.\" \"x y\"", "one.\n\"two.+ | x y");
	check("« un.\n\n» deux. » « x »", "un.\n\n» deux.+ | x");
	check("「一。\n\n「二。」「三」", "一。\n\n「二。+ | 三");
	check("“one.\n\n\"two\" “three”", "one.! | two | three");
	check("“A “b” c” and “d”", "A “b” c | >b | d");
	check("<p>“one.</p><p>two “three”</p>", "one.! | three");
	check("“last", "last!");
}

/* A long paragraph is cut into parts; its quotations are not. */
static void
test_long_paragraph(void)
{
	char		buffer[4096];
	char		expected[4096];
	char		got[4096];
	size_t		used;
	int			i;

	used = (size_t) sprintf(buffer, "He said: “");
	for (i = 0; i < 40; i++)
		used += (size_t) sprintf(buffer + used, "We are very late. ");
	sprintf(buffer + used, "So.” “Yes.”");
	used = 0;
	for (i = 0; i < 40; i++)
		used += (size_t) sprintf(expected + used, "We are very late. ");
	sprintf(expected + used, "So. | Yes.");
	shown(buffer, got, sizeof(got));
	is(got, expected, "a quotation of 160 words in one paragraph");
}

/* Paragraphs of which each begins with prose */
static const char *const paragraphs[] = {
	"The mayor said “the harbour is open,” and that “nobody was hurt.”",
	"Asked why, she said \"we had no choice\" and \"no time\" and left.",
	"He answered that the ‘harbour’ was “a ‘ruin’ for now” and sighed.",
	"Der Rat nannte es „ein Wunder“ und »ein Glück« zugleich.",
	"Le maire a dit « enfin » puis « merci » à tous.",
	"They called it ''a gift'' and the boys’ club called it ``a joke''.",
	"She said.\"It is late,\" he said.\"Very late.\" They left.",
	"Мэр сказал «наконец», а потом «спасибо» всем."
};

#define PARAGRAPHS	(sizeof(paragraphs) / sizeof(paragraphs[0]))

/* Losing any one mark changes nothing in any other paragraph. */
static void
test_one_mark_lost(void)
{
	char		whole[4096];
	char		alone[PARAGRAPHS][512];
	size_t		begins[PARAGRAPHS + 1];
	size_t		length = 0;
	size_t		deletions = 0;
	size_t		at;
	size_t		i;
	bool		same = true;

	for (i = 0; i < PARAGRAPHS; i++)
	{
		begins[i] = length;
		length += (size_t) sprintf(whole + length, "%s\n\n", paragraphs[i]);
		shown(paragraphs[i], alone[i], sizeof(alone[i]));
	}
	begins[PARAGRAPHS] = length;

	for (at = 0; at < length;)
	{
		NpText		text = {whole, length};
		NpCharacter character = np_character_at(text, at);
		char		copy[4096];
		char		got[4096];
		char	   *rest = got;

		if (np_mark_of(character.code) == NP_NO_MARK)
		{
			at = character.end;
			continue;
		}
		deletions++;
		memcpy(copy, whole, at);
		memcpy(copy + at, whole + character.end, length - character.end);
		copy[length - (character.end - at)] = '\0';
		shown(copy, got, sizeof(got));

		/* what the other paragraphs have alone must be there, in order */
		for (i = 0; i < PARAGRAPHS; i++)
		{
			char	   *found;

			if (at >= begins[i] && at < begins[i + 1])
				continue;
			found = strstr(rest, alone[i]);
			if (found == NULL)
			{
				printf("# without the mark at %zu: %s\n", at, got);
				same = false;
				break;
			}
			rest = found + strlen(alone[i]);
		}
		at = character.end;
	}
	ok(same && deletions > 30, "one of %zu marks lost, the other paragraphs "
	   "the same", deletions);
}

static void
test_any_text(void)
{
	static const char *const pieces[] = {
		"word", "Word", "s", "a", "7", " ", " ", " ", " ", " ", "\n", "\n\n",
		"\r\n", ".", ",", ":", "!", "…", "\"", "\"", "'", "'", "''", "``", "“",
		"“", "”", "”", "‘", "’", "’’", "„", "‚", "«", "»", "‹", "›", "「", "」",
		"『", "』", "(", ")", "—", "-", "\n— ", "\n—", " — ", " —", "<p>", "<b>", "</b>", "&nbsp;",
		"&quot;", "&ldquo;", "&rdquo;", "&", "<", "港", "שלום", "\xC2\xA0",
		"\xE2\x80\xA9", "\xE2\x80\x8B", "\xC2\xAD", "\xFF", "\xE2\x80", "\x93",
		"\x94", "é"
	};
	static const char *const locales[] = {NULL, "es", "fr", "pl", "ru"};
	char		buffer[1024];
	int			round;
	bool		holds = true;

	for (round = 0; round < 30000 && holds; round++)
	{
		size_t		count = random_below(60);
		NpText		text;
		NpLayout	layout;
		NpQuotations quotations;
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
		np_quotations(&tap_host, text, &layout,
					  locales[round % (sizeof(locales) / sizeof(locales[0]))],
					  &quotations);
		holds = quotations_hold(text, &layout, &quotations);
		if (!holds)
			printf("# in: %.*s\n", (int) text.length, buffer);
		np_quotations_free(&tap_host, &quotations);
		np_layout_free(&tap_host, &layout);
	}
	ok(holds, "what holds for all quotations holds for any text");
}

/* A megabyte of the same, between two words: must end, and soon */
static void
test_hostile(void)
{
	static const char *const pieces[] = {
		"\"", "“", "”", "'", " '", " ‘", "’ ", "„", "«", "»", "「", "\n", ".",
		"“a ", "a” ", " \"a", "a\" ", "\"a", " ‘a", "a’ ", "s’ a", "“ ‘", "\n“a",
		"a\n“", "<", "&quot;", "<b>", "''", "``a ", "」", "«a „a »a "
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
		NpQuotations quotations;

		text.data = buffer;
		memcpy(buffer, "one ", 4);
		for (text.length = 4; text.length < size; text.length += length)
			memcpy(buffer + text.length, pieces[i], length);
		memcpy(buffer + text.length, " two", 4);
		text.length += 4;
		np_layout(&tap_host, text, &layout);
		np_quotations(&tap_host, text, &layout, NULL, &quotations);
		ok(quotations_hold(text, &layout, &quotations),
		   "a megabyte of piece %zu", i);
		np_quotations_free(&tap_host, &quotations);
		np_layout_free(&tap_host, &layout);
	}
	free(buffer);
}

int
main(void)
{
	test_languages();
	test_neutral();
	test_mixed();
	test_apostrophes();
	test_lost_marks();
	test_long_paragraph();
	test_one_mark_lost();
	test_any_text();
	test_hostile();
	ok(tap_blocks_in_use == 0, "no memory left behind");
	return done_testing();
}
