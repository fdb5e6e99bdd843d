/*-------------------------------------------------------------------------
 *
 * test_highlight.c
 *	  Tests of the marking engine: by hand, and what must hold of any pair.
 *
 *-------------------------------------------------------------------------
 */
#include "align/highlight.h"
#include "tap.h"

#define FERRY \
	"The ferry company is withdrawing its winter service to the island " \
	"after inspectors found cracks in both car ramps at the old pier."
#define FUND \
	"Last month the harbor board cut the ramp fund by a third to pay for " \
	"dredging that it described as urgent beyond all other works."
#define BAKERS \
	"The bakers agreed on a plan to keep the only shop of the island " \
	"stocked and lit and heated until the herring come back in spring."

#define OWN \
	"Children count candles while somebody paints the schoolhouse yellow, " \
	"because nothing else can be done when snow falls upon roofs and every " \
	"road ends at a white wall that nobody wants to climb."
#define OTHER \
	"Economists doubt whether such routes ever paid for themselves, since " \
	"passengers are few, fuel costs more each year, and subsidies dried up " \
	"long before anybody in parliament asked where those millions went."

/* A word is its own stem but for an s at its end */
static uint64_t
without_s(void *arg, const char *printed, size_t printed_length,
		  const char *form, size_t form_length)
{
	uint64_t	hash = UINT64_C(14695981039346656037);

	(void) arg;
	(void) printed;
	(void) printed_length;
	if (form_length > 3 && form[form_length - 1] == 's')
		form_length--;
	for (size_t i = 0; i < form_length; i++)
		hash = (hash ^ (unsigned char) form[i]) * UINT64_C(1099511628211);
	return hash;
}

static const NpStemmer stemmer = {without_s, NULL};

/* Two articles and what is to be shown of them */
typedef struct Shown
{
	NpArticle	articles[2];
	NpPassages	passages;
	NpHighlight highlight;
} Shown;

static void
show(Shown *shown, const char *source, const char *reprint, NpMode mode)
{
	NpText		texts[2] = {{source, strlen(source)}, {reprint, strlen(reprint)}};

	for (int side = 0; side < 2; side++)
		np_article_read(&tap_host, &stemmer, texts[side], &shown->articles[side]);
	np_align(&tap_host, &shown->articles[0], &shown->articles[1], mode,
			 &shown->passages);
	np_highlight(&tap_host, &shown->articles[0], &shown->articles[1],
				 &shown->passages, &shown->highlight);
}

static void
forget(Shown *shown)
{
	np_highlight_free(&tap_host, &shown->highlight);
	np_passages_free(&tap_host, &shown->passages);
	for (int side = 0; side < 2; side++)
		np_article_free(&tap_host, &shown->articles[side]);
}

/* Blocks in short: a letter an edit, with its words; blocks in brackets */
static const char *
in_short(const Shown *shown)
{
	static char buffer[4096];
	char	   *out = buffer;

	*out = '\0';
	for (size_t i = 0; i < shown->highlight.nblocks; i++)
	{
		const NpBlock *block = &shown->highlight.blocks[i];

		out += sprintf(out, "(");
		if (!block->reused)
			out += sprintf(out, "%zu/%zu", block->words[0].count,
						   block->words[1].count);
		for (size_t j = 0; j < block->nedits; j++)
		{
			const NpEdit *edit = &block->edits[j];

			out += sprintf(out, "%s%c%zu/%zu", j > 0 ? " " : "",
						   "KIRDA"[edit->fate], edit->words[0].count,
						   edit->words[1].count);
		}
		out += sprintf(out, ")");
	}
	return buffer;
}

static void
shows(const char *source, const char *reprint, const char *expected,
	  const char *name)
{
	Shown		shown;

	show(&shown, source, reprint, NP_NEWS);
	is(in_short(&shown), expected, name);
	forget(&shown);
}

static void
test_by_hand(void)
{
	shows(FERRY, FERRY, "(K23/23)", "a text in itself");
	shows("", "", "", "nothing");
	shows("One text.", "", "(2/0)", "a source alone");
	shows("", "One text.", "(0/2)", "a reprint alone");
	shows("One text.", "Another thing.", "(2/0)(0/2)", "nothing in common");
	shows(FERRY,
		  "The ferry line is withdrawing its winter services to the island "
		  "after the inspectors found cracks in car ramps at the old pier.",
		  "(K2/2 R1/1 K4/4 I1/1 K4/4 A0/1 K4/4 D1/0 K6/6)",
		  "kept, replaced, inflected, added, dropped");
	shows(FERRY,
		  "The ferry company is withdrawing its winter service to the island "
		  "when somebody had discovered the rotten and broken wood of "
		  "both car ramps at the old pier.",
		  "(K11/11 R5/10 K7/7)", "words between two kept ones");
	shows(FERRY "\n\n" FUND "\n\n" BAKERS, FERRY " " FUND " " BAKERS,
		  "(K23/23)(K25/25)(K26/26)", "paragraphs of the source cut the reprint");
	shows(FERRY " " FUND " " BAKERS, FERRY "\n\n" FUND "\n\n" BAKERS,
		  "(K23/23)(K25/25)(K26/26)", "and the other way round");
	shows(FERRY "\n\n" BAKERS "\n\nNobody was told, and the mail lies in a shed.",
		  "A new paragraph of our own about the town.\n\n" FERRY,
		  "(0/9)(K23/23)(36/0)", "what was not reused follows what was");
	shows("Nobody was told.\n\n" FERRY "\n\n" OWN "\n\n" BAKERS,
		  BAKERS "\n\n" FERRY "\n\n" OTHER "\n\n" BAKERS,
		  "(3/0)(K26/26)(K23/23)(D33/0)(0/32)(K26/26)",
		  "another order, and twice");
	shows(FERRY "\n\n" FUND "\n\n" BAKERS, FERRY " " BAKERS " " FUND,
		  "(K23/23)(K26/26)(K25/25)", "two paragraphs that changed places");
	shows(FERRY "\n\n" FUND, FERRY " The sea was calm. The mail came late. " FUND,
		  "(K23/23)(A0/8 K25/25)", "added sentences go with those behind");
	shows("The ferry came early on Sunday. " FERRY, FERRY " The ferry came early on Sunday.",
		  "(6/0)(K23/23)(0/6)", "a sentence too short to be a passage");
	shows("The ferry was late on Sunday. The ferry was full and " FERRY,
		  "The ferry was full and " FERRY,
		  "(6/0)(K28/28)", "words before the passage");
	shows(FUND " The ferry was late on Sunday. The ferry was full and " FERRY,
		  FUND " The ferry was full and " FERRY,
		  "(K25/25 D6/0 K28/28)", "what is dropped begins with its sentence");
}

/* What must hold of blocks and edits, whatever the texts */
static bool
sound(const Shown *shown)
{
	const NpToken *tokens[2] = {shown->articles[0].tokens,
	shown->articles[1].tokens};
	size_t		reprint_done = 0;
	size_t		edits = 0;
	bool	   *source_seen = calloc(shown->articles[0].layout.nwords + 1, 1);
	bool		right = true;

	for (size_t i = 0; i < shown->highlight.nblocks; i++)
	{
		const NpBlock *block = &shown->highlight.blocks[i];
		size_t		at[2] = {block->words[0].first, block->words[1].first};

		if (block->words[1].count > 0)
			right = right && block->words[1].first == reprint_done;
		reprint_done += block->words[1].count;
		right = right && block->words[0].count + block->words[1].count > 0;
		for (size_t j = 0; j < block->words[0].count; j++)
		{
			/* what was not reused is there once */
			right = right && (block->reused ||
							  !source_seen[block->words[0].first + j]);
			source_seen[block->words[0].first + j] = true;
		}
		for (size_t j = 0; j < block->nedits; j++)
		{
			const NpEdit *edit = &block->edits[j];
			size_t		n = edit->words[0].count;
			size_t		m = edit->words[1].count;

			for (int side = 0; side < 2; side++)
			{
				right = right && (edit->words[side].count == 0 ||
								  edit->words[side].first == at[side]);
				at[side] += edit->words[side].count;
			}
			right = right && (n == 0) == (edit->fate == NP_FATE_ADDED) &&
				(m == 0) == (edit->fate == NP_FATE_DROPPED);
			if (edit->fate == NP_FATE_KEPT || edit->fate == NP_FATE_INFLECTED)
				right = right && n == m;
			for (size_t k = 0; right && k < n && n == m; k++)
			{
				const NpToken *a = &tokens[0][edit->words[0].first + k];
				const NpToken *b = &tokens[1][edit->words[1].first + k];

				if (edit->fate == NP_FATE_KEPT)
					right = a->form == b->form;
				if (edit->fate == NP_FATE_INFLECTED)
					right = a->form != b->form && a->stem == b->stem;
			}
		}
		edits += block->nedits;
		if (block->reused)
			for (int side = 0; side < 2; side++)
				right = right &&
					at[side] == block->words[side].first + block->words[side].count;
		else
			right = right && block->nedits == 0;
	}
	right = right && reprint_done == shown->articles[1].layout.nwords &&
		edits == shown->highlight.nedits;
	for (size_t i = 0; i < shown->articles[0].layout.nwords; i++)
		right = right && source_seen[i];
	free(source_seen);
	return right;
}

/* Bytes to show are apart, in order, and hold every word */
static bool
shown_apart(const NpArticle *article)
{
	size_t		end = 0;

	for (size_t i = 0; i < article->layout.nwords; i++)
	{
		NpWordRange one = {i, 1};
		NpWordSpan	span = np_shown_words(article, one);

		if (span.start < end || span.start > article->layout.words[i].start ||
			span.end < article->layout.words[i].end)
			return false;
		end = span.end;
	}
	return end <= article->text.length;
}

static uint32_t
next(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/*
 * A text of sentences and paragraphs; every so many words are changed, left
 * out or put in by the second seed.
 */
static void
make_text(char *out, uint32_t seed, uint32_t changes, uint32_t rate)
{
	static const char *const ends[] = {" ", " ", " ", " ", ", ", ". ", ".\n\n",
	" \xE2\x80\x94 ", ".\"", "; "};
	uint32_t	words = 60 + next(&seed) % 200;

	for (uint32_t i = 0; i < words; i++)
	{
		uint32_t	word = next(&seed) % 400;
		const char *end = ends[next(&seed) % 10];
		uint32_t	change = rate > 0 && next(&changes) % rate == 0 ?
		1 + next(&changes) % 5 : 0;

		if (change == 1)
			continue;
		if (change == 2)
			word = next(&changes) % 5000;
		if (change == 3)
			end = ends[next(&changes) % 10];
		out += sprintf(out, "%s%c%c%u%s%s", i % 9 == 0 ? "The " : "",
					   i % 7 == 0 ? 'W' : 'w', 'a' + (int) (word % 26), word,
					   change == 4 ? "s" : "", end);
		if (change == 5)
			out += sprintf(out, "added %u. New ", word);
	}
	*out = '\0';
}

static void
test_any(void)
{
	static char source[1 << 16];
	static char reprint[1 << 16];
	int			rounds = 0;
	int			rightly = 0;
	int			apart = 0;
	size_t		reused = 0;

	for (uint32_t seed = 1; seed <= 400; seed++)
	{
		Shown		shown;

		make_text(source, seed, 0, 0);
		make_text(reprint, seed % 10 == 0 ? seed + 1 : seed, seed * 7,
				  2 + seed % 17);
		if (seed % 3 == 0)		/* parts in another order */
			make_text(reprint + strlen(reprint), seed + 1000, 0, 0);
		if (seed % 6 == 0)
			make_text(source + strlen(source), seed + 1000, 0, 0);
		show(&shown, source, reprint, seed % 2 == 0 ? NP_NEWS : NP_SENSITIVE);
		rounds++;
		rightly += sound(&shown);
		apart += shown_apart(&shown.articles[0]) &&
			shown_apart(&shown.articles[1]);
		for (size_t i = 0; i < shown.highlight.nblocks; i++)
			reused += shown.highlight.blocks[i].reused;
		forget(&shown);
	}
	ok(rightly == rounds, "blocks and edits cover the words (%d of %d)",
	   rightly, rounds);
	ok(apart == rounds, "what is shown of a word is its own (%d of %d)",
	   apart, rounds);
	ok(reused > 1000, "and there was something to mark (%zu blocks)", reused);
}

static void
test_shown_words(void)
{
	static const char *const body =
	"He said.\"We know it.\"Read More now, and (here) \xE2\x80\x94 there.\n\n"
	"\xE2\x80\x9CNew\xE2\x80\x9D paragraph";
	static const char *const expected[] = {"He", "said.", "\"We", "know",
		"it.\"", "Read", "More", "now,", "and", "(here)", "\xE2\x80\x94 there.",
	"\xE2\x80\x9CNew\xE2\x80\x9D", "paragraph"};
	NpArticle	article;
	NpText		text = {body, strlen(body)};

	np_article_read(&tap_host, &stemmer, text, &article);
	ok(article.layout.nwords == 13, "thirteen words");
	for (size_t i = 0; i < article.layout.nwords && i < 13; i++)
	{
		NpWordRange one = {i, 1};
		NpWordSpan	span = np_shown_words(&article, one);
		char		piece[64] = "";

		snprintf(piece, sizeof(piece), "%.*s", (int) (span.end - span.start),
				 body + span.start);
		is(piece, expected[i], "marks go with their word");
	}
	np_article_free(&tap_host, &article);
}

int
main(void)
{
	test_by_hand();
	test_any();
	test_shown_words();
	ok(tap_blocks_in_use == 0, "all memory was given back");
	return done_testing();
}
