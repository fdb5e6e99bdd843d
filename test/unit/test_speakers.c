/*-------------------------------------------------------------------------
 *
 * test_speakers.c
 *	  Speakers, fragments and dialogue: each rule, in the languages that have
 *	  a table, and what must hold for any text whatever.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "text/speakers.h"
#include "text/speech_form.h"

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

/* The quotations of a text, with their speakers */
typedef struct Reading
{
	NpText		text;
	NpLayout	layout;
	NpQuotations quotations;
	NpSpeaker  *speakers;
} Reading;

static void
begin_reading(Reading *reading, const char *data, size_t length,
			  const char *locale)
{
	reading->text.data = data;
	reading->text.length = length;
	np_layout(&tap_host, reading->text, &reading->layout);
	np_quotations(&tap_host, reading->text, &reading->layout, locale,
				  &reading->quotations);
	reading->speakers = np_alloc(&tap_host, (reading->quotations.count + 1) *
								 sizeof(NpSpeaker));
	np_speakers(&tap_host, reading->text, &reading->layout,
				&reading->quotations, locale, reading->speakers);
}

static void
end_reading(Reading *reading)
{
	np_release(&tap_host, reading->speakers);
	np_quotations_free(&tap_host, &reading->quotations);
	np_layout_free(&tap_host, &reading->layout);
}

/* What speakers.h promises */
static bool
speakers_hold(const Reading *reading)
{
	for (size_t i = 0; i < reading->quotations.count; i++)
	{
		const NpSpeaker *speaker = &reading->speakers[i];

		if (speaker->start > speaker->end ||
			speaker->end > reading->text.length ||
			speaker->cue_start > speaker->cue_end ||
			speaker->cue_end > reading->text.length ||
			(speaker->start < speaker->end &&
			 speaker->cue_start == speaker->cue_end) ||
			(speaker->start < speaker->end) != (speaker->confidence > 0) ||
			speaker->confidence > 1)
		{
			printf("# speaker %zu\n", i);
			return false;
		}
	}
	return true;
}

/*
 * Shows `speaker: quotation`, divided by |.  A pronoun that was resolved
 * stands behind the speaker in parentheses; > is a quotation in another one,
 * ~ a fragment, - dialogue; nobody is ?.
 */
static void
check(const char *locale, const char *input, const char *expected)
{
	Reading		reading;
	char		shown[2048] = "";
	char		name[80];
	size_t		used = 0;

	begin_reading(&reading, input, strlen(input), locale);
	for (size_t i = 0; i < reading.quotations.count; i++)
	{
		const NpQuotation *item = &reading.quotations.items[i];
		const NpSpeaker *speaker = &reading.speakers[i];
		bool		resolved = speaker->start != speaker->cue_start;

		used += (size_t) snprintf(shown + used, sizeof(shown) - used,
								  "%s%s%s%.*s%s%.*s%s: %.*s",
								  i > 0 ? " | " : "",
								  item->parent != NP_NO_PARENT ? ">" : "",
								  item->kind == NP_QUOTE_FRAGMENT ? "~" :
								  item->kind == NP_QUOTE_DIALOGUE ? "-" : "",
								  speaker->end > speaker->start ?
								  (int) (speaker->end - speaker->start) : 1,
								  speaker->end > speaker->start ?
								  input + speaker->start : "?",
								  resolved ? " (" : "",
								  resolved ? (int) (speaker->cue_end - speaker->cue_start) : 0,
								  input + speaker->cue_start,
								  resolved ? ")" : "",
								  (int) (item->end - item->start),
								  input + item->start);
		if (used >= sizeof(shown))
			break;
	}
	snprintf(name, sizeof(name), "%s: %s", locale ? locale : "-", input);
	for (char *at = name; *at != '\0'; at++)
		if (*at == '\n' || *at == '#')
			*at = '/';
	is(shown, expected, name);
	ok(speakers_hold(&reading), "what holds for all speakers");
	end_reading(&reading);
}

static void
test_tags(void)
{
	check(NULL, "“We are ready,” said Ann Lee, the mayor. “Come in.”",
		  "Ann Lee: We are ready, | Ann Lee: Come in.");
	check(NULL, "“We are ready,” Ann Lee said. “Come in.”",
		  "Ann Lee: We are ready, | Ann Lee: Come in.");
	check(NULL, "“We are ready”, said the head of the Harbour Board on Monday.",
		  "the head of the Harbour Board: We are ready");
	check(NULL, "“Why should we wait?” Lee asked on Tuesday.",
		  "Lee: Why should we wait?");
	check(NULL, "“Nobody has asked us yet,” according to a spokesman for the ferry company.",
		  "a spokesman for the ferry company: Nobody has asked us yet,");
	check(NULL, "“Nobody has asked us yet,” said a spokeswoman, Ann Lee, on Monday.",
		  "Ann Lee: Nobody has asked us yet,");
	check(NULL, "“Nobody has asked us yet,” Rep. Ann Lee (D-Ore.) said.",
		  "Rep. Ann Lee: Nobody has asked us yet,");
	check(NULL, "“Nobody has asked us yet,” the 46-year-old told reporters.",
		  "the 46-year-old: Nobody has asked us yet,");
	check(NULL, "“The bridge is closed,” the Transport Department said in a statement.",
		  "the Transport Department: The bridge is closed,");
	check(NULL, "He praised the crew as “brave and quick,” telling reporters it had saved lives.",
		  "?: brave and quick,");
}

static void
test_verbs_before(void)
{
	check(NULL, "Ann Lee said the plan was “a gift to nobody at all.”",
		  "Ann Lee: a gift to nobody at all.");
	check(NULL, "Ann Lee, a former mayor who lives in Oslo, called the plan “a gift to nobody.”",
		  "Ann Lee: a gift to nobody.");
	check(NULL, "Her adviser, Jake Moore, said the plan was “a gift to nobody.”",
		  "Jake Moore: a gift to nobody.");
	check(NULL, "Lee met the crew on Monday and told them they were “the best we ever had.”",
		  "Lee: the best we ever had.");
	check(NULL, "Lee left early, saying the plan was “a gift to nobody at all.”",
		  "Lee: a gift to nobody at all.");
	check(NULL, "Earlier this month, the Board expelled eight captains, who an official said were “not what they seemed.”",
		  "an official: not what they seemed.");
	check(NULL, "A Board statement said the harbour had “grown beyond all measure.”",
		  "A Board statement: grown beyond all measure.");
	check(NULL, "Lee was quoted as saying that the plan was “dead and buried by now.”",
		  "Lee: dead and buried by now.");
	check(NULL, "The plan was called “a gift to nobody at all” by Ann Lee.",
		  "Ann Lee: a gift to nobody at all");
	check(NULL, "“It is late,” Lee said, “and we are going home now.”",
		  "Lee: It is late, | Lee: and we are going home now.");
	check(NULL, "OSLO (Coast Wire) — Ann Lee said the plan was “a gift to nobody at all.”",
		  "Ann Lee: a gift to nobody at all.");
}

static void
test_other_rules(void)
{
	check(NULL, "According to a Board official, the captains were “not what they seemed at all.”",
		  "a Board official: not what they seemed at all.");
	check(NULL, "Ann Lee: “We are going home now.”",
		  "Ann Lee: We are going home now.");
	check(NULL, "Weather and tides - Ann Lee: “We are going home now.”",
		  "Ann Lee: We are going home now.");
	check(NULL, "“We are going home now.” — Ann Lee",
		  "Ann Lee: We are going home now.");
	check(NULL, "The signs of “a harsh and early winter” are there, the Weather Office said.",
		  "the Weather Office: a harsh and early winter");
	check(NULL, "Lee spoke to the crew:\n\n“We are going home now.”",
		  "Lee: We are going home now.");
	check(NULL, "The Board doubled the fee for “large and very noisy boats” in May.",
		  "The Board: large and very noisy boats");
}

static void
test_continued(void)
{
	check(NULL, "“One is enough,” Lee said. “Two is more.”\n\n“Three is too much.”",
		  "Lee: One is enough, | Lee: Two is more. | Lee: Three is too much.");
	check(NULL, "“One is enough,” Lee said.\n\n“Two is more,” the mayor replied. “Three is too much.”",
		  "Lee: One is enough, | the mayor: Two is more, | the mayor: Three is too much.");
	check(NULL, "Lee said the crew was tired. “They need a long sleep,” he said.",
		  "Lee (he): They need a long sleep,");
	check(NULL, "Lee said it was like ‘a dream’. “They called it ‘the long sleep’ at home,” he said.",
		  "Lee: a dream | Lee (he): They called it ‘the long sleep’ at home, | >Lee (he): the long sleep");
}

static void
test_pronouns(void)
{
	check(NULL, "Mary Stone met Peter Hill in Oslo. “We talked for an hour,” she said. “He listened well,” she added.",
		  "Mary Stone (she): We talked for an hour, | Mary Stone (she): He listened well,");
	check(NULL, "Peter Hill arrived late. Mary Stone was there before him.\n\n“We talked for an hour,” he said.",
		  "Peter Hill (he): We talked for an hour,");
	check(NULL, "Spokeswoman Ann Lee declined to comment on the fee. She added that the Board's view “remains what it was.”",
		  "Spokeswoman Ann Lee (She): remains what it was.");
	check(NULL, "The Board met again. It said the captains were “not what they seemed.”",
		  "The Board (It): not what they seemed.");
	/* nobody whom the text names */
	check(NULL, "“We talked for an hour,” she said. “He listened well,” she added.",
		  "? (she): We talked for an hour, | ? (she): He listened well,");
	check(NULL, "It was late. They said the boats were “not what ‘we’ had ordered.”",
		  "? (They): not what ‘we’ had ordered. | >? (They): we");
	check(NULL, "That night I said, “We talked for an hour.”",
		  "I: We talked for an hour.");
}

static void
test_kinds(void)
{
	check(NULL, "The so-called “long sleep” ended in May.",
		  "~?: long sleep");
	check(NULL, "Lee called it the “long sleep” of the town.",
		  "Lee: long sleep");
	check(NULL, "The film “Night Boat” opens.",
		  "~?: Night Boat");
}

static void
test_german(void)
{
	check("de", "„Das ist gut“, sagte Bundeskanzlerin Angela Merkel am Montag in Berlin. „Wir schaffen das.“",
		  "Bundeskanzlerin Angela Merkel: Das ist gut | Bundeskanzlerin Angela Merkel: Wir schaffen das.");
	check("de", "Der Sprecher des Ministeriums erklärte, die Lage sei „ernst, aber nicht hoffnungslos“.",
		  "Der Sprecher des Ministeriums: ernst, aber nicht hoffnungslos");
	check("de_AT", "„Wir warten ab“, so Steinmeier. Laut Polizei war es „ein Unfall mit vielen Beteiligten“.",
		  "Steinmeier: Wir warten ab | Polizei: ein Unfall mit vielen Beteiligten");
	check(NULL, "Markus Söder (CSU) nannte den Plan der Regierung »völlig unsinnig und viel zu teuer«.",
		  "Markus Söder: völlig unsinnig und viel zu teuer");
	check("de", "Angela Merkel reiste nach Paris. „Es war ein gutes Gespräch“, sagte sie.",
		  "Angela Merkel (sie): Es war ein gutes Gespräch");
}

static void
test_french(void)
{
	check("fr", "« Nous ne céderons pas », a déclaré Emmanuel Macron lundi. « La France tiendra. »",
		  "Emmanuel Macron: Nous ne céderons pas | Emmanuel Macron: La France tiendra.");
	check("fr", "Le ministre de l’Intérieur Gérald Darmanin a dénoncé « une violence inacceptable et gratuite ».",
		  "Le ministre de l’Intérieur Gérald Darmanin: une violence inacceptable et gratuite");
	check("fr", "Marine Le Pen est arrivée. « Nous gagnerons demain matin », a-t-elle affirmé.",
		  "Marine Le Pen (elle): Nous gagnerons demain matin");
	check(NULL, "Selon l’avocat de la famille, il s’agit d’« une erreur judiciaire très grave ».",
		  "l’avocat de la famille: une erreur judiciaire très grave");
}

static void
test_spanish(void)
{
	check("es", "«No habrá acuerdo con ellos», dijo Pedro Sánchez el lunes. «Es imposible ahora», añadió.",
		  "Pedro Sánchez: No habrá acuerdo con ellos | Pedro Sánchez: Es imposible ahora");
	check("es", "El presidente Mariano Rajoy aseguró que «España va bien otra vez».",
		  "El presidente Mariano Rajoy: España va bien otra vez");
	check(NULL, "\"Estamos muy preocupados\", explicó la portavoz del Gobierno, Isabel Celaá.",
		  "Isabel Celaá: Estamos muy preocupados");
	check("es_MX", "Según el ministro, es \"un día histórico para todos\".",
		  "el ministro: un día histórico para todos");
}

static void
test_russian(void)
{
	check("ru", "«Мы готовы к диалогу», — заявил министр иностранных дел Сергей Лавров. «Это важно».",
		  "министр иностранных дел Сергей Лавров: Мы готовы к диалогу | министр иностранных дел Сергей Лавров: Это важно");
	check(NULL, "По словам Пескова, это «полная чушь и провокация». Владимир Путин отметил, что «Россия не отступит никогда».",
		  "Пескова: полная чушь и провокация | Владимир Путин: Россия не отступит никогда");
	check("ru", "Путин прилетел в Пекин. «Переговоры были полезными», — сказал он.",
		  "Путин (он): Переговоры были полезными");
}

static void
test_other_languages(void)
{
	check("pl", "„To jest dobry dzień”, powiedział Jan. «Tak».",
		  "?: To jest dobry dzień | ~?: Tak");
	check("it", "«È un giorno “molto” bello», ha detto Anna.",
		  "?: È un giorno “molto” bello | >?: molto");
	check("sv", "”Det här är bra”, sade Anna.",
		  "?: Det här är bra");
	check("nl", "‘Dit is een goede dag’, zei Anna.",
		  "?: Dit is een goede dag");
	check("zh", "外交部说：“我们没有改变‘立场’。”",
		  "?: 我们没有改变‘立场’。 | >?: 立场");
	check("ja", "「今日は『良い』日です」と彼は言った。",
		  "?: 今日は『良い』日です | >?: 良い");
	check("pt", "“É um bom dia”, disse Ana.",
		  "?: É um bom dia");
	check("he", "\"זה יום טוב\", אמר צה\"ל.",
		  "~?: זה יום טוב");
}

static void
test_dialogue(void)
{
	check("es", "—No lo sé —dijo Juan—. Tal vez mañana.\n\n—¿Quién viene? —preguntó María.\n\nNadie respondió.",
		  "-Juan: No lo sé | -Juan: Tal vez mañana. | -María: ¿Quién viene?");
	check("ru", "— Не знаю, — сказал Иван Петров. — Может быть, «завтра».\n\n— Москва — столица, — добавил он.",
		  "-Иван Петров: Не знаю, | -Иван Петров: Может быть, «завтра». | >Иван Петров: завтра | -Иван Петров (он): Москва — столица,");
	check("pl", "– Nie wiem – powiedział Jan. – Może jutro.",
		  "-?: Nie wiem | -?: Może jutro.");
	check("fr", "— Je ne sais pas, dit Jean.\n— Moi non plus.",
		  "-?: Je ne sais pas, dit Jean. | -?: Moi non plus.");
	check("en", "— I do not know, said John.\n— Nor do I.",
		  "");
	check(NULL, "—No lo sé —dijo Juan—. Tal vez mañana.",
		  "");
	check("es", "—«No lo sé» —dijo Juan.",
		  "-Juan: «No lo sé» | >Juan: No lo sé");
	check("ru", "- 5 градусов ниже нуля.\n-10 градусов.",
		  "");
}

/* Tables fit, and hold folded forms only */
static void
test_tables(void)
{
	const NpSpeechIndex *index;
	int			languages = 0;

	for (; (index = np_speech_index_number(languages)) != NULL; languages++)
	{
		const NpSpeech *speech = np_speech_of(index);
		size_t		wrong = 0;

		for (const NpSpeechWords *list = speech->lists; list->words != NULL; list++)
		{
			const char *word = list->words;

			while (*word != '\0')
			{
				size_t		length = strcspn(word, " ");
				NpText		text = {word, length};
				NpWordReader *reader = np_words_begin(&tap_host, text);
				NpWord		folded;
				NpSpeechForm form;

				memset(&form, 0, sizeof(form));
				if (length > 0 && length <= sizeof(form.data))
				{
					memcpy(form.data, word, length);
					form.length = (uint32_t) length;
					np_speech_hash(&form);
				}
				if (length > 0 &&
					(!np_words_next(reader, &folded) ||
					 folded.form_length != length ||
					 memcmp(folded.form, word, length) != 0 ||
					 (np_speech_classes(index, &form) & list->classes) !=
					 list->classes))
				{
					printf("# %.*s\n", (int) length, word);
					wrong++;
				}
				np_words_end(reader);
				word += length;
				word += strspn(word, " ");
			}
		}
		ok(wrong == 0, "%s: every word is folded, and found", speech->locale);
	}
	ok(languages == 5, "five languages");
	ok(np_speech_index("de_AT") == np_speech_index("de") &&
	   np_speech_index("DE-ch") == np_speech_index("de") &&
	   np_speech_index("de") != NULL && np_speech_index("den") == NULL &&
	   np_speech_index("d") == NULL && np_speech_index("") == NULL &&
	   np_speech_index(NULL) == NULL, "locales name languages");
}

/*
 * Plain words are read eight bytes at a time, others, and those at a text's
 * end, one by one; both must give the same form.
 */
static void
test_plain_forms(void)
{
	size_t		missed = 0;
	size_t		taken = 0;
	size_t		wrong = 0;

	for (size_t length = 1; length <= 9; length++)
		for (size_t place = 0; place < length; place++)
			for (int byte = 1; byte < 256; byte++)
			{
				char		data[] = "QwErTyUiO        ";
				bool		letter = (byte >= 'a' && byte <= 'z') ||
				(byte >= 'A' && byte <= 'Z');
				NpText		text = {data, sizeof(data) - 1};
				NpText		cut = {data, length};
				NpSpeechForm plain;
				NpSpeechForm form;

				data[place] = (char) byte;
				if (!np_speech_form_plain(text, 0, length, &plain))
				{
					missed += letter && length <= 8;
					continue;
				}
				taken += !letter || length > 8;
				/* seven bytes and fewer are too few to be read at once */
				np_speech_form(cut, 0, length, &form);
				if (plain.length != length || plain.hash != form.hash ||
					form.length != length ||
					memcmp(plain.data, form.data, 8) != 0)
					wrong++;
			}
	ok(missed == 0 && taken == 0, "words of up to eight letters are plain, and no others");
	ok(wrong == 0, "plain or not, the form is the same");
}

/* Any mixture of what the rules look at */
static void
test_any_text(void)
{
	static const char *const pieces[] = {
		"“", "”", "\"", " ", " ", " ", " ", ", ", ". ", ".", "\n\n", "\n", ": ",
		"; ", " — ", "—", "- ", " (", ") ", "’s ", "? ", "! ", "said ", "says ",
		"saying ", "called ", "was ", "to ", "and ", "who ", "which ", "that ",
		"as ", "by ", "according to ", "he ", "She ", "they ", "it ", "The ",
		"a ", "Smith ", "John Smith ", "NATO ", "spokesman ", "officials ",
		"of ", "for ", "on Monday ", "43", "U.S. ", "J. ", "late ", "quickly ",
		"dijo ", "сказал ", "a-t-il dit", "l’avocat ", "ß", "ﬁ", "\xff", "&amp;"
	};
	static const char *const locales[] = {
		NULL, "en", "de", "fr", "es", "ru", "pl", "ja"
	};
	char		buffer[2048];
	bool		holds = true;

	for (int round = 0; round < 20000 && holds; round++)
	{
		size_t		count = random_below(80);
		size_t		length = 0;
		Reading		reading;

		for (size_t i = 0; i < count; i++)
		{
			const char *piece = pieces[random_below(sizeof(pieces) /
													sizeof(pieces[0]))];

			memcpy(buffer + length, piece, strlen(piece));
			length += strlen(piece);
		}
		begin_reading(&reading, buffer, length,
					  locales[random_below(sizeof(locales) / sizeof(locales[0]))]);
		holds = speakers_hold(&reading);
		if (!holds)
			printf("# in: %.*s\n", (int) length, buffer);
		end_reading(&reading);
	}
	ok(holds, "what holds for all speakers holds for any text");
}

/* A megabyte of the same: must end, and soon */
static void
test_hostile(void)
{
	static const char *const pieces[] = {
		"“a ", "“a” ", "say “a” ", "and said “a” ", "to say “a” ",
		", saying “a” ", "said said “a” ", ", who, said “a” ", "he said “a” ",
		", and said, “a” ", "Smith Jones “a” ", "he “x”. Smith said. ",
		"( said “a” ", "— said “a” ", "according to “a” ", "said: “a” ",
		"SAID: “A”\n\n", "was was said “a” ", "Monday monday said “a” ",
		"“a ‘b ", "as as said who “a” ", "official of official “a” ", "— a — a ",
		"\n\n— a", "l’a ", "Smith, Jones, "
	};
	size_t		size = 1024 * 1024;
	char	   *buffer = malloc(size + 64);

	if (buffer == NULL)
		abort();
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
	{
		size_t		length = 0;
		Reading		reading;

		while (length < size)
		{
			memcpy(buffer + length, pieces[i], strlen(pieces[i]));
			length += strlen(pieces[i]);
		}
		begin_reading(&reading, buffer, length, i % 2 ? "ru" : NULL);
		ok(speakers_hold(&reading), "a megabyte of piece %zu", i);
		end_reading(&reading);
	}
	free(buffer);
}

int
main(void)
{
	test_tags();
	test_verbs_before();
	test_other_rules();
	test_continued();
	test_pronouns();
	test_kinds();
	test_german();
	test_french();
	test_spanish();
	test_russian();
	test_other_languages();
	test_dialogue();
	test_tables();
	test_plain_forms();
	test_any_text();
	test_hostile();
	ok(tap_blocks_in_use == 0, "no memory left behind");
	return done_testing();
}
