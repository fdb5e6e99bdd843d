/*-------------------------------------------------------------------------
 *
 * test_words.c
 *	  The words of a text: the rules one by one, and what holds for all texts.
 *
 * The properties are tried on every code point that Unicode 15 assigns, and on
 * texts in ten languages that are mutilated at random (with a fixed seed).
 * ICU serves to normalize the inputs; where it has another Unicode version
 * than the frozen table, the tests that need it are skipped.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include <setjmp.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/fold.h"
#include "text/utf8.h"
#include "text/words.h"

#define TEXT_MAX	8192

typedef struct Text
{
	char		data[TEXT_MAX];
	size_t		length;
} Text;

static const UNormalizer2 *normalizers[4];
static const char *const normalizer_names[4] = {"NFC", "NFD", "NFKC", "NFKD"};

/*
 * Reading: all forms of a text joined by single spaces.  The text is read in
 * memory of its own size, so that a sanitizer sees every overrun.
 */
static void
read_forms(const char *data, size_t length, Text *forms)
{
	char	   *copy = malloc(length > 0 ? length : 1);
	NpText		text;
	NpWord		word;
	NpWordReader *reader;

	memcpy(copy, data, length);
	text.data = copy;
	text.length = length;
	forms->length = 0;
	reader = np_words_begin(&tap_host, text);
	while (np_words_next(reader, &word))
	{
		if (forms->length + word.form_length + 2 > TEXT_MAX)
			abort();
		if (forms->length > 0)
			forms->data[forms->length++] = ' ';
		memcpy(forms->data + forms->length, word.form, word.form_length);
		forms->length += word.form_length;
	}
	np_words_end(reader);
	free(copy);
	forms->data[forms->length] = '\0';
}

static void
words_are(const char *input, const char *expected)
{
	Text		forms;

	read_forms(input, strlen(input), &forms);
	is(forms.data, expected, input);
}

static void
same_words(const char *one, const char *other)
{
	Text		a;
	Text		b;

	read_forms(one, strlen(one), &a);
	read_forms(other, strlen(other), &b);
	is(a.data, b.data, one);
}

/* Spans: each word's text between brackets. */
static void
spans_are(const char *input, const char *expected)
{
	char		spans[TEXT_MAX] = "";
	NpText		text;
	NpWord		word;
	NpWordReader *reader;
	size_t		length = 0;

	text.data = input;
	text.length = strlen(input);
	reader = np_words_begin(&tap_host, text);
	while (np_words_next(reader, &word))
		length += sprintf(spans + length, "[%.*s]",
						  (int) (word.end - word.start), input + word.start);
	np_words_end(reader);
	is(spans, expected, input);
}

static bool
same(const Text *a, const Text *b)
{
	return a->length == b->length && memcmp(a->data, b->data, a->length) == 0;
}

static bool
unicode_is_ours(void)
{
	UVersionInfo version;

	u_getUnicodeVersion(version);
	return version[0] == 15 && version[1] == 0;
}

static void
normalize(const UNormalizer2 *normalizer, const Text *text, Text *result)
{
	static UChar source[TEXT_MAX];
	static UChar target[4 * TEXT_MAX];
	UErrorCode	status = U_ZERO_ERROR;
	int32_t		length;
	int32_t		bytes;

	u_strFromUTF8(source, TEXT_MAX, &length, text->data,
				  (int32_t) text->length, &status);
	length = unorm2_normalize(normalizer, source, length, target,
							  4 * TEXT_MAX, &status);
	u_strToUTF8(result->data, TEXT_MAX, &bytes, target, length, &status);
	if (U_FAILURE(status))
		abort();
	result->length = bytes;
}

/* Seeded random numbers (xorshift64*; Vigna 2016) */
static uint64_t random_state = UINT64_C(0x9E3779B97F4A7C15);

static uint32_t
random_below(uint32_t bound)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (random_state * UINT64_C(0x2545F4914F6CDD1D) >> 33) % bound;
}

static bool
is_split(UChar32 code)
{
	size_t		i;

	for (i = 0; i < np_fold_split_count; i++)
	{
		if (np_fold_split[i] == (uint32_t) code)
			return true;
	}
	return false;
}

/* Does the compatibility form hold U+2044, which joins digits anyway? */
static bool
is_fraction(UChar32 code)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		form[64];
	int32_t		length;

	length = unorm2_getDecomposition(normalizers[3], code, form, 64, &status);
	return length > 0 && u_memchr(form, 0x2044, length) != NULL;
}

/*
 * The rules.
 */
static void
test_rules(void)
{
	words_are("implications.In 2018, he said.\"NATO is\" Read MoreEarlier "
			  "U.S. and US",
			  "implications in 2018 he said nato is read more earlier us "
			  "and us");
	words_are("America ‘s move, NATO’s actions, can't, O'Neill",
			  "america move nato actions cant oneill");
	words_are("Erdoğan İstanbul ISTANBUL ışık ŁÓDŹ Straße STRASSE",
			  "erdogan istanbul istanbul isik lodz strasse strasse");
	words_are("مُحَمَّد محـــمد أحمد احمد کتاب كتاب "
			  "می\u200Cخواهم ﷺ",
			  "محمد محمد احمد احمد كتاب كتاب ميخواهم صلياللهعليهوسلم");
	words_are("צה\"ל צה״ל שָׁלוֹם", "צהל צהל שלום");
	same_words("ﾄｳｷｮｳ", "トウキョウ");
	same_words("が", "か\u3099");
	words_are("ﾄｳｷｮｳ", "ト ウ キ ョ ウ");
	words_are("か\u3099か", "が か");
	same_words("北约说：“我们没有改变。”", "北約說：「我們沒有改變。」");
	words_are("北約說", "北 约 说");
	same_words("นายกรัฐมนตรี", "นายก\u200Bรัฐ\u200Bมนตรี");
	words_are("ﬁnance ＮＡＴＯ co\u00ADoperate e\u0301te\u0301 été № ①",
			  "finance nato cooperate ete ete no 1");

	/* rule 0 */
	words_are("caf\xE9 na\xEFve \x93quoted\x94 don\x92t",
			  "cafe naive quoted dont");
	words_are("caf\xC3\xA9 \xC2\x93quoted\xC2\x94 don\xC2\x92t",
			  "cafe quoted dont");

	/* rule 1 */
	words_are("don&#8217;t don&rsquo;t don&#x2019;t don&#146;t don&apos;t",
			  "dont dont dont dont dont");
	words_are("AT&amp;T caf&eacute; caf&amp;eacute; 1&amp;quot;2",
			  "at t cafe cafe 1 2");
	words_are("a&#0;b a&#xD800;b a&#1114112;b a&bogus;b a&eacute b",
			  "a b a b a b a bogus b a eacute b");

	/* rule 2 */
	words_are("<p class=\"x\">one<br/>two</p> 3 < 4 > 2 <!doctype html>",
			  "one two 3 4 2");
	words_are("one<script>var x = '<b>';</script>two<style>p {}</style>",
			  "one two");
	words_are("&lt;p&gt;one&lt;/p&gt; <script>open", "one open");

	/* rule 3 */
	words_are("diplo-\nmats diplo-\r\n  mats diplo\u00AD\nmats diplo\u2010\n"
			  "mats Pro-\nNATO pro-\nNATO well- known pre-\n\nwar",
			  "diplomats diplomats diplomats diplomats pro nato pro nato "
			  "well known pre war");

	/* rule 4 */
	words_are("½ 1½ 1\u2044" "2 1\u2215" "2 ℅ ㎧ ⑴a⒈", "12 112 12 12 co ms 1 a1");

	/* rules 5 to 7 */
	words_are("co\u200Bop\u2060er\uFE0Fate Ærø œuvre đak ħal ىیک",
			  "cooperate aero oeuvre dak hal ييك");
	words_are("한국 \u1112\u1161\u11AB\u1100\u116E\u11A8", "한국 한국");
	words_are("न\u093C ऩ क\u093C", "ऩ ऩ क\u093C");

	/* rule 8 */
	words_are("1,000 1.000 1'000 1’000 1\u00A0000 1\u2009000 1\u202F000",
			  "1000 1000 1000 1000 1000 1000 1000");
	words_are("1,000,000 1,0000 3,5 3.5 1.2.2018 6'2 2018\u00A0300 1 000",
			  "1000000 1.0000 3.5 3.5 1.2.2018 6 2 2018 300 1 000");
	words_are("١٢٣ १२३ １２３ 2018年", "123 123 123 2018 年");

	/* rule 9 */
	words_are("can´t can`t canʼt can′t can＇t 'em ’90s 1990's U.S.'s",
			  "cant cant cant cant cant em 90s 1990 us");
	words_are("dell’UnioneEuropea said''he dogs' its's'x NATO'S it’s",
			  "dellunioneeuropea said he dogs itssx nato it");
	words_are("America  \u0301s move, dogs\t \u0301s, it's &#769;t and on and on",
			  "america move dogs itst and on and on");
	words_are("can \u0301t can &#769;t can´\u0323t can´&#803;t",
			  "cant cant can t can t");

	/* rule 10 */
	words_are("U.S. U.S u.s. Р.Ф. α.β. e.g.x J.O'Neill F.16 U.S.Army p.m.",
			  "us us us рф αβ egx j oneill f 16 us army pm");

	/* the case boundary and where it does not apply */
	words_are("MoreEarlier diplomatsMOSCOW McDonald ObamaCare ŻółtyKot",
			  "more earlier diplomats moscow mcdonald obama care zolty kot");
	words_are("@realDonaldTrump #MakeAmericaGreat https://t.co/AbcDefGhi "
			  "www.someSite.com/fooBar-bazQux MoreEarlier",
			  "realdonaldtrump makeamericagreat https t co abcdefghi "
			  "www somesite com foobar bazqux more earlier");

	/* what separates */
	words_are("one--two–three—four…five👍six@seven#eight_nine/ten",
			  "one two three four five six seven eight nine ten");
	words_are("a\uE000b a\U000E0080b a\u0378b", "a b a b a b");
	words_are("", "");
	words_are("-- ... “” \u0301 \u093E", "");

	/* marks and characters of scripts without spaces */
	words_are("เกมน้ำ ກາ ខ្មែរ မြန်မာ", "เ ก ม น\u0E49\u0E4Dา ກາ ខ\u17D2 មែ រ "
			  "မြ န\u103A မာ");
	words_are("々ー〇", "々 ー 〇");
	words_are("㍿", "株 式 会 社");
}

static void
test_spans(void)
{
	spans_are("NATO’s “move” MoreEarlier U.S. @realDonald &eacute;t&eacute;!",
			  "[NATO’s][move][More][Earlier][U.S][@realDonald]"
			  "[&eacute;t&eacute;]");
	spans_are("America ‘s diplo-\nmats 1,000. cafe\u0301 x\u200B",
			  "[America ‘s][diplo-\nmats][1,000][cafe\u0301][x]");
	spans_are("https://a.b/fooBar?quxQuux=1", "[https][a.b][/fooBar]"
			  "[?quxQuux][1]");
}

/* The same text, with every ASCII letter, digit and mark as a reference */
static void
escape(const Text *text, Text *escaped)
{
	size_t		i;

	escaped->length = 0;
	for (i = 0; i < text->length; i++)
	{
		unsigned char c = (unsigned char) text->data[i];

		if (escaped->length + 8 > TEXT_MAX)
			abort();
		if (c < 0x80)
			escaped->length += sprintf(escaped->data + escaped->length,
									   "&#%u;", c);
		else
			escaped->data[escaped->length++] = text->data[i];
	}
}

static const char *const samples[] =
{
	"The prime minister's office said on Monday that the U.S. won't raise "
	"taxes, The New York Times reported: \"We haven't changed,\" O'Neill "
	"told 1,250 MPs at 10:30 a.m. in @NATO's #Brussels MoreEarlier.",
	"Der Ministerpräsident erklärte am Montag, die Straße nach Köln werde "
	"für 3,5 Mio. Euro erneuert – „größer und schöner“, so ein Sprecher.",
	"L’Assemblée nationale a voté, à l’aube, la loi de finances : « c’est "
	"un œuvre inachevé », a déploré l’élu d’Évreux (12 500 habitants).",
	"Başbakan pazartesi günü İstanbul’da IŞIK şirketinin ılımlı büyümesini "
	"değerlendirdi; Erdoğan'ın açıklaması bekleniyor.",
	"Премьер-министр заявил в понедельник, что налоги не повысят: «Мы не "
	"изменили решения», — сообщил ТАСС. Её подъём йод Р.Ф.",
	"Ο πρωθυπουργός δήλωσε τη Δευτέρα ότι οι φόροι δεν θα αυξηθούν φέτος, "
	"ΣΎΜΦΩΝΑ με το ΑΠΕ.",
	"قال رئيس الوزراء يوم الاثنين إنّ الحكومةَ لن ترفعَ الضرائبَ، وأضاف "
	"«محـــمد» ١٬٢٥٠ می‌خواهم کتاب ﷺ",
	"צה\"ל הודיע ביום שני כי שָׁלוֹם יגיע, אמר דובר צה״ל לעיתונאים ב־2018.",
	"प्रधानमंत्री ने सोमवार को कहा कि सरकार कर नहीं बढ़ाएगी ज़रूर १२३। "
	"বাংলা কোটি நௌ கொ മൊ ತೊ",
	"총리는 월요일 정부가 세금을 올리지 않을 것이라고 말했다. ㅋㅋㅋ 2018년",
	"首相は月曜日、増税しないと述べた。「私たちは変わっていない」トウキョウ "
	"ﾄｳｷｮｳ ガギグゲゴ ㍿ 1990年代",
	"北約說：「我們沒有改變。」北约说：“我们没有改变。”2018年，薴苧苎",
	"นายกรัฐมนตรีกล่าวเมื่อวันจันทร์ว่ารัฐบาลจะไม่ขึ้นภาษี ๑๒๓ น้ำ ၁၂ မြန်မာ "
	"ខ្មែរ ລາວ ຳ ວຳ"
};

#define NSAMPLES	(sizeof(samples) / sizeof(samples[0]))

/* What random texts are mutilated with */
static const char *const insertions[] =
{
	"\u0301", "\u0308", "\u0327", "\u0323", "\u3099", "\u309A", "\u093C",
	"\u094D", "\u0E48", "\u0E38", "\u064E", "\u0651", "\u05B8", "\u0640",
	"\u200B", "\u200D", "\u00AD", "\uFEFF", "\uFE0F", "\u1161", "\u11A8",
	"\u1100", "\u09BE", "\u09C7", "\u0BD7", "\u0DCA", "\u0DCF", "\u0DD9",
	"&amp;", "&quot;", "&#8217;", "&eacute;", "&nbsp;", "&amp;quot;",
	"<b>", "</p>", "&lt;i&gt;", "<script>x</script>", "<", ">", "&", ";",
	"'", "’", "‘", "’s", " ‘s", "'S ", "-", "-\n", "-\r\n ", "\u00AD\n",
	".", ",", "..", "...", "…", "·", "/", "://", "@", "#", "_", "www.", "\"",
	"״", "״", " ", "\n", "\u00A0", "\u2009", "\u3000", "0", "00", "000",
	"1", "12", "1,000", "1.5", "²", "⁄", "∕", "½", "①", "⑴", "⒈", "ﬁ", "ŉ",
	"ß", "İ", "ı", "Ǆ", "ǅ", "A", "B", "Abc", "aB", "s", "S", "S.", "x.", "İ",
	"Ａ", "７", "が", "ｶ", "ﾞ", "㌀", "北", "約", "ก", "ำ", "ั", "한",
	"ᄀ", "ㄱ", "א", "ב", "م", "ﷺ", "ᾲ", "👍🏽", "\U0001D400", "\U000E0041", "℡",
	"㎧", "\u0E33", "ⅻ", "\u0378", "\uE000", "क", "ড়", "ϓ", "Å", "ſ", "ﬅ"
};

#define NINSERTIONS	(sizeof(insertions) / sizeof(insertions[0]))

/* Characters whose compatibility forms need not give the same words */
static const char *const compatibility_exceptions[] =
{
	"ﷺ", "㎧",				/* of the 34 */
	"\u00A0", "&nbsp;", "\u2009",	/* group digits, a plain space does not */
	"<", "&lt;",				/* letters become ASCII, and a tag's name */
	"℡",						/* an expansion has no case boundary inside */
	"⒈"						/* its dot does not go on in a URL */
};

static void
append(Text *text, const char *data, size_t length)
{
	if (text->length + length > TEXT_MAX / 8)
		return;
	memcpy(text->data + text->length, data, length);
	text->length += length;
}

/* Makes a text: runs of a sample's characters with things put in between. */
static void
make_text(Text *text)
{
	int			runs = 1 + random_below(4);

	text->length = 0;
	while (runs-- > 0)
	{
		const char *sample = samples[random_below(NSAMPLES)];
		size_t		length = strlen(sample);
		size_t		at = random_below((uint32_t) length);
		int			count = 1 + random_below(24);
		uint32_t	rate = 2 + random_below(12);

		while (at > 0 && (sample[at] & 0xC0) == 0x80)
			at--;
		while (count-- > 0 && at < length)
		{
			size_t		end = at + 1;

			while (end < length && (sample[end] & 0xC0) == 0x80)
				end++;
			append(text, sample + at, end - at);
			at = end;
			while (random_below(rate) == 0)
			{
				const char *insertion = insertions[random_below(NINSERTIONS)];

				append(text, insertion, strlen(insertion));
			}
		}
	}
	text->data[text->length] = '\0';
}

static bool
holds(const Text *text, const char *part)
{
	return strstr(text->data, part) != NULL;
}

static void
show(const char *what, const Text *text, const Text *got, const Text *expected)
{
	printf("# %s of: %.*s\n#      got: %.*s\n# expected: %.*s\n", what,
		   (int) text->length, text->data, (int) got->length, got->data,
		   (int) expected->length, expected->data);
}

/* Is there a code point in the text that alone makes several words? */
static bool
has_several_words(const char *data, size_t length)
{
	size_t		at = 0;

	while (at < length)
	{
		uint32_t	code;
		unsigned	bytes = np_utf8_decode(data + at, length - at, &code);
		Text		forms;

		if (bytes == 0)
			bytes = 1;
		else if (np_fold_class(np_fold_entry(code)) == NP_EXPANSION)
		{
			read_forms(data + at, bytes, &forms);
			if (memchr(forms.data, ' ', forms.length) != NULL)
				return true;
		}
		at += bytes;
	}
	return false;
}

/*
 * Each word's span read alone gives the word; spans ascend and are disjoint;
 * padding is zero.  Words of one code point, such as U+337F, have it in common.
 */
static bool
check_spans(const Text *text)
{
	NpText		whole;
	NpWord		word;
	NpWordReader *reader;
	Text		form;
	Text		alone;
	size_t		before = 0;
	bool		good = true;

	whole.data = text->data;
	whole.length = text->length;
	reader = np_words_begin(&tap_host, whole);
	while (good && np_words_next(reader, &word))
	{
		size_t		i;

		if (word.form_length == 0 || word.start >= word.end ||
			word.end > text->length || word.end < before)
		{
			printf("# word at %zu to %zu of: %.*s\n", word.start, word.end,
				   (int) text->length, text->data);
			good = false;
			break;
		}
		for (i = word.form_length; i % 8 != 0; i++)
		{
			if (word.form[i] != '\0')
			{
				printf("# padding of %.*s\n", (int) word.form_length,
					   word.form);
				good = false;
			}
		}
		form.length = word.form_length;
		memcpy(form.data, word.form, word.form_length);
		read_forms(text->data + word.start, word.end - word.start, &alone);
		if ((!same(&form, &alone) || word.start < before) &&
			!has_several_words(text->data + word.start,
							   word.end - word.start))
		{
			show("span", text, &alone, &form);
			good = false;
		}
		before = word.end;
	}
	np_words_end(reader);
	return good;
}

static void
test_random_texts(void)
{
	int			round;
	int			kind;
	int			failed[8] = {0};
	Text		text;
	Text		forms;
	Text		again;
	Text		normalized;
	Text		escaped;

	for (round = 0; round < 100000; round++)
	{
		bool		compatible = true;
		size_t		i;

		make_text(&text);
		read_forms(text.data, text.length, &forms);

		read_forms(forms.data, forms.length, &again);
		if (!same(&forms, &again) && failed[0]++ < 3)
			show("idempotence", &text, &again, &forms);

		if (!check_spans(&text))
			failed[1]++;

		if (strpbrk(text.data, "&<") == NULL)
		{
			escape(&text, &escaped);
			read_forms(escaped.data, escaped.length, &again);
			if (!same(&forms, &again) && failed[2]++ < 3)
				show("escaped", &text, &again, &forms);
		}

		if (!unicode_is_ours())
			continue;
		for (i = 0; i < sizeof(compatibility_exceptions) / sizeof(char *); i++)
		{
			if (holds(&text, compatibility_exceptions[i]))
				compatible = false;
		}
		for (kind = 0; kind < (compatible ? 4 : 2); kind++)
		{
			normalize(normalizers[kind], &text, &normalized);
			read_forms(normalized.data, normalized.length, &again);
			if (!same(&forms, &again) && failed[3 + kind]++ < 3)
				show(normalizer_names[kind], &text, &again, &forms);
		}
	}
	ok(failed[0] == 0, "random texts: reading their forms changes nothing");
	ok(failed[1] == 0, "random texts: each span alone is its word");
	ok(failed[2] == 0, "random texts: the same with all ASCII as references");
	for (kind = 0; kind < 4; kind++)
	{
		if (unicode_is_ours())
			ok(failed[3 + kind] == 0, "random texts: the same in %s",
			   normalizer_names[kind]);
		else
			skip(1, "ICU has another Unicode version");
	}
}

static void
test_all_code_points(void)
{
	static const char *const before[] = {"", "a", "1", "x ", "ก", "か", "한", "नि"};
	static const char blanks[] = "                                        ";
	static const char *const behind[] = {"", "b", "2", " y", "ก", "か", "ᆨ", "र"};
	int			failed[7] = {0};
	UChar32		code;
	size_t		context;
	int			kind;
	Text		text;
	Text		forms;
	Text		again;
	Text		normalized;

	if (!unicode_is_ours())
	{
		skip(7, "ICU has another Unicode version");
		return;
	}
	for (code = 0; code < NP_CODE_POINTS; code++)
	{
		int8_t		type = u_charType(code);
		bool		split;

		if (type == U_UNASSIGNED || type == U_SURROGATE ||
			type == U_PRIVATE_USE_CHAR)
			continue;
		split = is_split(code) && !is_fraction(code);
		for (context = 0; context < sizeof(before) / sizeof(char *); context++)
		{
			text.length = 0;
			append(&text, before[context], strlen(before[context]));
			text.length += np_utf8_encode(code, text.data + text.length);
			append(&text, behind[context], strlen(behind[context]));
			text.data[text.length] = '\0';
			read_forms(text.data, text.length, &forms);

			read_forms(forms.data, forms.length, &again);
			if (!same(&forms, &again) && failed[0]++ < 5)
				show("idempotence", &text, &again, &forms);
			if (!check_spans(&text))
				failed[5]++;

			/* near its end a text is never read the fast way */
			normalized.length = 0;
			append(&normalized, text.data, text.length);
			append(&normalized, blanks, strlen(blanks));
			read_forms(normalized.data, normalized.length, &again);
			if (!same(&forms, &again) && failed[6]++ < 5)
				show("fast reading", &text, &again, &forms);

			for (kind = 0; kind < (split ? 2 : 4); kind++)
			{
				normalize(normalizers[kind], &text, &normalized);
				if (same(&normalized, &text))
					continue;
				read_forms(normalized.data, normalized.length, &again);
				if (!same(&forms, &again) && failed[1 + kind]++ < 5)
				{
					printf("# U+%04X\n", (unsigned) code);
					show(normalizer_names[kind], &text, &again, &forms);
				}
			}
		}
	}
	ok(failed[0] == 0, "all code points: reading their forms changes nothing");
	ok(failed[1] == 0, "all code points: NFC gives the same words");
	ok(failed[2] == 0, "all code points: NFD gives the same words");
	ok(failed[3] == 0, "all code points: NFKC gives the same words, but for %zu",
	   np_fold_split_count);
	ok(failed[4] == 0, "all code points: NFKD gives the same words, but for %zu",
	   np_fold_split_count);
	ok(failed[5] == 0, "all code points: each span alone is its word");
	ok(failed[6] == 0, "all code points: the same far from the text's end");
}

/* What was read before does not matter. */
static void
test_order(void)
{
	const char *thai = "นายกรัฐมนตรีกล่าวเมื่อวันจันทร์";
	const char *katakana = "カタカナトウキョウ";
	Text		first;
	Text		second;
	Text		other;

	read_forms(thai, strlen(thai), &first);
	read_forms(katakana, strlen(katakana), &other);
	read_forms(thai, strlen(thai), &second);
	is(second.data, first.data, "Thai reads the same after Katakana");
}

/* Texts that would cost a careless reader its time or its memory */
static void
test_hostile(void)
{
	static const char *const pieces[] =
	{
		"<", "&", "&#", "&amp;", "<a", "<script>", "<style>", "&lt;script&gt;",
		"a", "a'", "'", "1", "1,", "1,0", "1\u2044", "a.", "a-\n", "-\n ",
		"\u0301", "\u200B", "\u00AD", "\u00AD\n", "\u3099", "\u093C\u094D",
		"\u1161", "\u1100\u1161\u11A8", "か\u3099", "\u0E38\u0E48",
		"\u0E48\u0E38", "https://", "www.", "@", "aaaB", "ﷺ", "㍿", "' s",
		"a \u2018s", "\xFF", "\xE0\xA0", "\xF0\x9F\x98", "ก\u0E48", "א\"",
		"a\u0301"
	};
	size_t		i;

	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
	{
		size_t		length = strlen(pieces[i]);
		size_t		size = 1000000 / length * length;
		char	   *data = malloc(size + 1);
		size_t		at;
		size_t		last = 0;
		size_t		words = 0;
		bool		good = true;
		NpText		text;
		NpWord		word;
		NpWordReader *reader;

		/* a letter first, so that marks have something to stand on */
		data[0] = 'x';
		for (at = 1; at + length <= size + 1; at += length)
			memcpy(data + at, pieces[i], length);
		text.data = data;
		text.length = at;
		reader = np_words_begin(&tap_host, text);
		while (np_words_next(reader, &word))
		{
			words++;
			if (word.start >= word.end || word.end > text.length ||
				word.end < last)
				good = false;
			last = word.end;
		}
		np_words_end(reader);
		free(data);
		ok(good && words > 0, "a megabyte of %s", pieces[i][0] == '\n' ? "\\n" :
		   (unsigned char) pieces[i][0] == 0xFF ? "invalid bytes" : pieces[i]);
	}
}

/* An interrupt that does not return, as in a server */
static jmp_buf escape_point;
static int	interrupts;

static void
interrupt(void *arg)
{
	(void) arg;
	if (++interrupts == 10)
		longjmp(escape_point, 1);
}

/* Reads size bytes of pieces; true if it was left by an interrupt. */
static bool
is_interrupted(const char *piece, char *data, size_t size)
{
	size_t		length = strlen(piece);
	size_t		at;
	NpHost		host = tap_host;
	NpText		text;
	NpWord		word;
	NpWordReader *volatile reader;
	volatile bool left = true;

	/* np_words_begin itself must not be left: nobody had its memory */
	data[0] = 'x';
	for (at = 1; at + length <= size; at += length)
		memcpy(data + at, piece, length);
	text.data = data;
	text.length = at;
	host.check_interrupts = interrupt;
	interrupts = 0;
	reader = np_words_begin(&host, text);
	if (setjmp(escape_point) == 0)
	{
		while (np_words_next(reader, &word))
			;
		left = false;
	}
	np_words_end(reader);
	return left;
}

static void
test_interrupts(void)
{
	static const char *const pieces[] =
	{
		"a", "word ", "...", "\u0301", "北", "1,0"
	};
	size_t		size = 20 * NP_INTERRUPT_BYTES;
	char	   *data = malloc(size);
	size_t		i;

	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		ok(is_interrupted(pieces[i], data, size),
		   "interrupted in the midst of %s", pieces[i]);
	free(data);
}

int
main(void)
{
	UErrorCode	status = U_ZERO_ERROR;

	normalizers[0] = unorm2_getNFCInstance(&status);
	normalizers[1] = unorm2_getNFDInstance(&status);
	normalizers[2] = unorm2_getNFKCInstance(&status);
	normalizers[3] = unorm2_getNFKDInstance(&status);
	if (U_FAILURE(status))
		abort();

	test_rules();
	test_spans();
	test_order();
	test_random_texts();
	test_all_code_points();
	test_hostile();
	test_interrupts();
	ok(tap_blocks_in_use == 0, "no memory is left in use");
	return done_testing();
}
