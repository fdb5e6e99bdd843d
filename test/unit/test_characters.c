/*-------------------------------------------------------------------------
 *
 * test_characters.c
 *	  A text as its characters: bytes, references, markup (rules 0, 1, 2).
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "text/characters.h"
#include "text/utf8.h"

/* Writes a text's characters: markup as [tag] or [BLOCK]. */
static void
read_characters(const char *data, size_t length, char *result)
{
	NpText		text;
	size_t		at = 0;

	text.data = data;
	text.length = length;
	while (at < length)
	{
		NpCharacter character = np_character_at(text, at);

		if (character.end <= at || character.end > length)
			abort();
		if (character.kind == NP_INLINE_TAG)
			result += sprintf(result, "[tag]");
		else if (character.kind == NP_BLOCK_TAG)
			result += sprintf(result, "[BLOCK]");
		else
			result += np_utf8_encode(character.code, result);
		at = character.end;
	}
	*result = '\0';
}

static void
characters_are(const char *input, const char *expected)
{
	char		result[4096];

	read_characters(input, strlen(input), result);
	is(result, expected, input);
}

static void
test_bytes(void)
{
	characters_are("aé北𝐀", "aé北𝐀");
	characters_are("caf\xE9 \x80 \x93x\x94", "café € “x”");
	characters_are("\xC2\x93x\xC2\x94\xC2\x80", "“x”€");
	/* overlong, surrogate, beyond Unicode, cut off: byte by byte */
	characters_are("\xC0\xAF", "À¯");
	characters_are("\xED\xA0\x80", "í\u00A0€");
	characters_are("\xF4\x90\x80\x80", "ô\xC2\x90€€");
	characters_are("\xE2\x82", "â‚");
	characters_are("\xF0\x9F\x98x", "ðŸ˜x");
}

static void
test_references(void)
{
	characters_are("&amp;&lt;&gt;&quot;&apos;&nbsp;&eacute;&euro;",
				   "&<>\"'\u00A0é€");
	characters_are("&thetasym;&zwj;&AElig;&aelig;&fnof;",
				   "\u03D1\u200D\u00C6\u00E6\u0192");
	characters_are("&#8217;&#x2019;&#X2019;&#146;&#128;", "’’’’€");
	characters_are("&#0;&#xD800;&#x110000;&#99999999;",
				   "\uFFFD\uFFFD\uFFFD\uFFFD");
	/* escaped twice, and not more often */
	characters_are("&amp;quot;&amp;#8217;&#38;eacute;&amp;amp;quot;",
				   "\"’é&quot;");
	/* no references */
	characters_are("&eacute &EACUTE; &; &#; &#x; &#12 &nosuchname; & &a",
				   "&eacute &EACUTE; &; &#; &#x; &#12 &nosuchname; & &a");
	characters_are("&#00000000000065;", "&#00000000000065;");
	characters_are("&#0000000065;", "A");
}

static void
test_markup(void)
{
	char		text[2048];
	char		result[4096];
	int			i;

	characters_are("a<b>c</b>d<br/>e</p>f<P CLASS='x'>g<!DOCTYPE x><?xml ?>",
				   "a[tag]c[tag]d[BLOCK]e[BLOCK]f[BLOCK]g[tag][tag]");
	characters_are("1 < 2 <3> <> </> <-- x> a<b", "1 < 2 <3> <> </> <-- x> a<b");
	characters_are("<a <b>", "<a [tag]");
	characters_are("&lt;p&gt;x&lt;/p>&amp;lt;b&amp;gt;",
				   "[BLOCK]x[BLOCK][tag]");
	characters_are("<section><sectional><h1><h7><blockquote><blockquotes>",
				   "[BLOCK][tag][BLOCK][tag][BLOCK][tag]");

	/* the same in NFC and NFD */
	characters_are("<pé>", "<pé>");
	characters_are("<pe\u0301>", "<pe\u0301>");
	characters_are("<p a≯b>", "<p a≯b>");
	characters_are("<p a>\u0338b>", "<p a>\u0338b>");
	characters_are("<p a≮b>", "<p a≮b>");
	characters_are("<p a<\u0338b>", "<p a<\u0338b>");

	/* scripts and styles */
	characters_are("a<script>if (a < b) x = '<p>';</script>b", "a[BLOCK]b");
	characters_are("a<STYLE type='x'>p {}</Style >b</style>", "a[BLOCK]b[BLOCK]");
	characters_are("a<script>document.write('<script></script>');"
				   "</script>b", "a[BLOCK]');[BLOCK]b");
	characters_are("a<script>b", "a[BLOCK]b");
	characters_are("a<script>b</style>c", "a[BLOCK]b[BLOCK]c");

	/* a thousand characters make a tag, one more does not */
	for (i = 999; i <= 1001; i++)
	{
		text[0] = '<';
		text[1] = 'p';
		memset(text + 2, ' ', i);
		text[2 + i] = '>';
		read_characters(text, 3 + i, result);
		ok((strcmp(result, "[BLOCK]") == 0) == (i <= 1000),
		   "%d characters in a tag", i);
	}

	/* so many openings that the first are thought unclosed */
	text[0] = '\0';
	for (i = 0; i < 40; i++)
		strcat(text, "<script>");
	strcat(text, "x</script>y");
	read_characters(text, strlen(text), result);
	ok(strcmp(result + strlen(result) - 1, "y") == 0 &&
	   strchr(result, 'x') == NULL,
	   "the last of many openings is closed");
}

/* No character ends outside its text, wherever that ends. */
static void
test_cuts(void)
{
	static const char sample[] =
	"a&amp;quot;&#8217;<p>é北𝐀<script>x</script>&lt;b&gt;</p >&#x1F600;";
	size_t		from;
	size_t		to;
	int			bad = 0;

	for (from = 0; from < sizeof(sample) - 1; from++)
	{
		for (to = from + 1; to < sizeof(sample); to++)
		{
			/* in memory of its own, so that a sanitizer sees every overrun */
			char	   *copy = malloc(to - from);
			NpText		text;
			size_t		at = 0;

			memcpy(copy, sample + from, to - from);
			text.data = copy;
			text.length = to - from;
			while (at < text.length)
			{
				NpCharacter character = np_character_at(text, at);

				if (character.end <= at || character.end > text.length)
				{
					bad++;
					break;
				}
				at = character.end;
			}
			free(copy);
		}
	}
	ok(bad == 0, "characters end inside their text, wherever it is cut");
}

int
main(void)
{
	test_bytes();
	test_references();
	test_markup();
	test_cuts();
	return done_testing();
}
