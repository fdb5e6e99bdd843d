/*-------------------------------------------------------------------------
 *
 * test_align_properties.c
 *	  What the aligner promises of any text: tested on texts made by chance,
 *	  and on texts made to take long.
 *
 * Weights and densities depend on the whole texts, so what is promised of a
 * passage in other surroundings holds for nearly all of it.
 *
 *-------------------------------------------------------------------------
 */
#include "align/align.h"
#include "tap.h"

static const NpStemmer simple = {NULL, NULL};

/* Two articles, read and aligned */
typedef struct Aligned
{
	NpArticle	source;
	NpArticle	reprint;
	NpPassages	passages;
	NpReprintedList rows;
} Aligned;

static void
align_on(const NpHost *host, Aligned *aligned, const char *source,
		 const char *reprint, NpMode mode)
{
	NpText		text;

	text.data = source;
	text.length = strlen(source);
	np_article_read(host, &simple, text, &aligned->source);
	text.data = reprint;
	text.length = strlen(reprint);
	np_article_read(host, &simple, text, &aligned->reprint);
	np_align(host, &aligned->source, &aligned->reprint, mode,
			 &aligned->passages);
	np_reprinted(host, &aligned->source, &aligned->reprint,
				 &aligned->passages, &aligned->rows);
}

static void
align(Aligned *aligned, const char *source, const char *reprint, NpMode mode)
{
	align_on(&tap_host, aligned, source, reprint, mode);
}

static void
forget(Aligned *aligned)
{
	np_article_free(&tap_host, &aligned->source);
	np_article_free(&tap_host, &aligned->reprint);
	np_passages_free(&tap_host, &aligned->passages);
	np_reprinted_free(&tap_host, &aligned->rows);
}

/* Is it in the text, and does it begin and end between characters? */
static bool
in_text(const NpArticle *article, NpWordRange range)
{
	const NpText *text = &article->text;
	size_t		start;
	size_t		end;

	if (range.count == 0 || range.first + range.count > article->layout.nwords)
		return false;
	start = article->layout.words[range.first].start;
	end = article->layout.words[range.first + range.count - 1].end;
	return start < end && end <= text->length &&
		(text->data[start] & 0xC0) != 0x80 &&
		(end == text->length || (text->data[end] & 0xC0) != 0x80);
}

/*
 * Passages lie in both texts and apart from one another in the reprint; rows
 * come by paragraph.
 */
static bool
sound(const Aligned *aligned)
{
	size_t		end = 0;

	for (size_t i = 0; i < aligned->passages.count; i++)
	{
		const NpPassage *passage = &aligned->passages.items[i];

		if (!in_text(&aligned->source, passage->source) ||
			!in_text(&aligned->reprint, passage->reprint) ||
			passage->reprint.first < end || passage->words == 0 ||
			passage->words > passage->reprint.count ||
			!(passage->similarity > 0) || passage->similarity > 1)
			return false;
		end = passage->reprint.first + passage->reprint.count;
	}
	for (size_t i = 0; i < aligned->rows.count; i++)
	{
		const NpReprinted *row = &aligned->rows.items[i];

		if (!in_text(&aligned->reprint, row->reprint) ||
			row->paragraph >= aligned->source.layout.nparagraphs ||
			(i > 0 && row->paragraph <= row[-1].paragraph) ||
			!(row->coverage > 0) || row->coverage > 1 ||
			!(row->similarity > 0) || row->similarity > 1)
			return false;
	}
	return true;
}

/* Numbers that come the same on every machine */
static uint32_t
next_random(uint32_t *state)
{
	uint32_t	mixed;

	*state += UINT32_C(0x9E3779B9);
	mixed = *state;
	mixed = (mixed ^ mixed >> 16) * UINT32_C(0x21F0AAAD);
	mixed = (mixed ^ mixed >> 15) * UINT32_C(0x735A2D97);
	return (mixed ^ mixed >> 15) >> 8;
}

/* A text that grows */
typedef struct Text
{
	char	   *data;
	size_t		length;
	size_t		room;
} Text;

static void
add(Text *text, const char *data)
{
	size_t		length = strlen(data);

	if (text->length + length + 1 > text->room)
	{
		text->room = (text->length + length + 1) * 2;
		text->data = realloc(text->data, text->room);
		if (text->data == NULL)
			abort();
	}
	memcpy(text->data + text->length, data, length + 1);
	text->length += length;
}

/* A word of a made-up language, some frequent, most rare */
static uint32_t
draw_word(uint32_t *state)
{
	uint32_t	random = next_random(state);

	return random % 4 == 0 ? random / 4 % 12 : random / 4 % 4000;
}

/*
 * Adds a paragraph of words drawn by the one state; of each hundred so many are
 * drawn by the other one instead.  The same state gives the same words.
 */
static void
add_paragraph(Text *text, size_t count, uint32_t words, int changed,
			  uint32_t *changes)
{
	static const char syllables[] = "bacedifoguhajekilomunapesitovu";

	if (text->length > 0)
		add(text, "\n\n");
	for (size_t i = 0; i < count; i++)
	{
		uint32_t	word = draw_word(&words);
		char		form[8];
		size_t		length = 0;

		if (changed > 0 && next_random(changes) % 100 < (uint32_t) changed)
			word = draw_word(changes);
		for (int k = 0; k < 2 + (word > 12); k++)
		{
			memcpy(form + length, syllables + word % 15 * 2, 2);
			length += 2;
			word /= 15;
		}
		form[length] = '\0';
		if (i % 14 == 0)
			form[0] = (char) (form[0] - 'a' + 'A');
		add(text, form);
		add(text, i % 14 == 13 || i + 1 == count ? ". " : " ");
	}
}

/* Does it hold 95% of what another one held, so many words earlier? */
static bool
keeps(NpWordRange after, NpWordRange before, size_t shift)
{
	size_t		first = before.first + shift;
	size_t		end = first + before.count;

	if (first < after.first)
		first = after.first;
	if (end > after.first + after.count)
		end = after.first + after.count;
	return end > first && 100 * (end - first) >= 95 * before.count;
}

/* Are they nearly the same place? */
static bool
same_place(NpWordRange x, NpWordRange y)
{
	return keeps(x, y, 0) && keeps(y, x, 0);
}

/*
 * A passage keeps its place and its kind when unrelated text of its own length
 * is added before it or behind it, on either side or on both; and the roles of
 * the texts may change.
 */
static void
test_invariances(void)
{
	static const int changed[] = {0, 5, 12, 20};

	for (size_t c = 0; c < sizeof(changed) / sizeof(changed[0]); c++)
	{
		int			found = 0;
		int			kept = 0;
		int			added = 0;
		int			mirrored = 0;
		int			same_kind = 0;

		for (uint32_t seed = 1; seed <= 40; seed++)
		{
			uint32_t	words = seed * 7919;
			uint32_t	changes = seed * 104729;
			size_t		count = 45 + seed * 3;
			Aligned		alone;
			Aligned		mirror;
			Text		source = {NULL, 0, 0};
			Text		reprint = {NULL, 0, 0};

			add_paragraph(&source, 80, words + 1, 0, NULL);
			add_paragraph(&source, count, words, 0, NULL);
			add_paragraph(&reprint, count, words, changed[c], &changes);
			add_paragraph(&reprint, 60, words + 2, 0, NULL);
			align(&alone, source.data, reprint.data, NP_NEWS);
			align(&mirror, reprint.data, source.data, NP_NEWS);
			if (alone.passages.count == 1)
			{
				NpPassage	before = alone.passages.items[0];
				NpPassage	other = {{0, 0}, {0, 0}, 0, 0, NP_VERBATIM};

				found++;
				if (mirror.passages.count == 1)
					other = mirror.passages.items[0];
				mirrored += same_place(before.reprint, other.source) &&
					same_place(before.source, other.reprint);
				/* where it is added: one bit each */
				for (int where = 1; where < 16; where++)
				{
					Aligned		longer;
					Text		long_source = {NULL, 0, 0};
					Text		long_reprint = {NULL, 0, 0};

					if (where & 1)
						add_paragraph(&long_source, count, words + 3, 0, NULL);
					add(&long_source, where & 1 ? "\n\n" : "");
					add(&long_source, source.data);
					if (where & 2)
						add_paragraph(&long_source, count, words + 4, 0, NULL);
					if (where & 4)
						add_paragraph(&long_reprint, count, words + 5, 0, NULL);
					add(&long_reprint, where & 4 ? "\n\n" : "");
					add(&long_reprint, reprint.data);
					if (where & 8)
						add_paragraph(&long_reprint, count, words + 6, 0, NULL);
					align(&longer, long_source.data, long_reprint.data, NP_NEWS);
					added++;
					if (sound(&longer) && longer.passages.count == 1 &&
						keeps(longer.passages.items[0].source, before.source,
							  where & 1 ? count : 0) &&
						keeps(longer.passages.items[0].reprint, before.reprint,
							  where & 4 ? count : 0))
					{
						kept++;
						same_kind += longer.passages.items[0].kind == before.kind;
					}
					forget(&longer);
					free(long_source.data);
					free(long_reprint.data);
				}
			}
			forget(&alone);
			forget(&mirror);
			free(source.data);
			free(reprint.data);
		}
		ok(found == 40, "a passage with %d%% of its words changed is found, and alone (%d of 40)",
		   changed[c], found);
		/* to the word where nothing was changed */
		ok(100 * mirrored >= (changed[c] > 0 ? 95 : 100) * found,
		   "it is found when the roles change (%d of %d)", mirrored, found);
		ok(100 * kept >= (changed[c] > 0 ? 95 : 100) * added,
		   "it keeps 95%% of its words when other text is added (%d of %d)",
		   kept, added);
		ok(100 * same_kind >= (changed[c] > 0 ? 90 : 100) * added,
		   "and its kind (%d of %d)", same_kind, added);
	}
}

/* A text aligned with itself is one verbatim passage, however long it is */
static void
test_itself(void)
{
	for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
	{
		int			whole = 0;
		int			covered = 0;
		int			texts = 0;

		for (uint32_t seed = 1; seed <= 60; seed++)
		{
			Text		text = {NULL, 0, 0};
			Aligned		aligned;
			size_t		words = seed < 50 ? 29 + seed * seed : seed * 300;

			/* in one paragraph, or in some */
			for (size_t done = 0; done < words; done += seed % 2 ? words : 70)
				add_paragraph(&text, seed % 2 || words - done < 140 ? words - done : 70,
							  seed * 31 + (uint32_t) done, 0, NULL);
			align(&aligned, text.data, text.data, (NpMode) mode);
			texts++;
			whole += sound(&aligned) && aligned.passages.count == 1 &&
				aligned.passages.items[0].kind == NP_VERBATIM &&
				aligned.passages.items[0].similarity == 1 &&
				aligned.passages.items[0].source.count == aligned.source.layout.nwords &&
				aligned.passages.items[0].reprint.count == aligned.source.layout.nwords;
			covered += aligned.rows.count == aligned.source.layout.nparagraphs &&
				aligned.rows.count > 0 && aligned.rows.items[0].coverage > 0.95 &&
				aligned.rows.items[0].kind == NP_VERBATIM;
			if (aligned.rows.count == 0 || aligned.rows.items[0].coverage <= 0.95)
				printf("# %zu words, %zu rows, covered %.3f\n", words, aligned.rows.count,
					   aligned.rows.count ? aligned.rows.items[0].coverage : 0);
			forget(&aligned);
			free(text.data);
		}
		ok(whole == texts, "texts of 30 to 18,000 words with themselves, %s: one passage (%d of %d)",
		   mode == NP_NEWS ? "news" : "sensitive", whole, texts);
		ok(covered == texts, "of which each paragraph has its row (%d of %d)", covered, texts);
	}
}

/*
 * Anything may stand in a text: what is found lies between characters and
 * apart.
 */
static void
test_anything(void)
{
	static const char *const pieces[] = {
		"word", "two", "\u00E9t\u00E9", "e\u0301", " ", " ", " ", "\n\n", ". ", "\"", "\u201C", "\u201D",
		"\u5317\u7D04\u8AAA", "\u6211\u5011", "\u0E01\u0E32\u0E23", "\u0E44\u0E17\u0E22", "\uC11C\uC6B8", "&amp;", "<b>",
		"</b>", "\u200B", "\u00AD", "12", "3,000", "don\u2019t", "\U0001F600", "\U00020000"
	};
	int			texts = 0;
	int			right = 0;
	int			found = 0;

	for (uint32_t seed = 1; seed <= 300; seed++)
	{
		uint32_t	state = seed * 2654435761u;
		Text		source = {NULL, 0, 0};
		Text		reprint = {NULL, 0, 0};

		for (int part = 0; part < 6; part++)
		{
			Text		shared = {NULL, 0, 0};

			for (uint32_t i = next_random(&state) % 300; i > 0; i--)
				add(&shared, pieces[next_random(&state) % (sizeof(pieces) / sizeof(pieces[0]))]);
			if (shared.data != NULL && next_random(&state) % 3 != 0)
				add(&source, shared.data);
			if (shared.data != NULL && next_random(&state) % 3 != 0)
			{
				size_t		from = next_random(&state) % shared.length;

				while ((shared.data[from] & 0xC0) == 0x80)
					from++;
				add(&reprint, shared.data + from);
			}
			free(shared.data);
		}
		for (int mode = NP_NEWS; mode <= NP_SENSITIVE; mode++)
		{
			Aligned		aligned;

			align(&aligned, source.data ? source.data : "",
				  reprint.data ? reprint.data : "", (NpMode) mode);
			texts++;
			right += sound(&aligned);
			found += aligned.passages.count > 0;
			forget(&aligned);
		}
		free(source.data);
		free(reprint.data);
	}
	ok(right == texts, "what is found in anything is sound (%d of %d)", right, texts);
	ok(found > texts / 2, "and something is found (%d of %d)", found, texts);
}

/* A paragraph of some words, deep in two long texts */
static void
test_long(void)
{
	static const size_t surroundings[] = {4000, 9000, 30000};

	for (size_t s = 0; s < sizeof(surroundings) / sizeof(surroundings[0]); s++)
	{
		int			found = 0;

		for (uint32_t seed = 1; seed <= 5; seed++)
		{
			size_t		before_source = surroundings[s] * seed / 6;
			size_t		before_reprint = surroundings[s] - before_source / 2;
			uint32_t	changes = seed;
			Text		source = {NULL, 0, 0};
			Text		reprint = {NULL, 0, 0};
			Aligned		aligned;

			add_paragraph(&source, before_source, 1, 0, NULL);
			add_paragraph(&source, 60, 2, 0, NULL);
			add_paragraph(&source, surroundings[s] - before_source, 3, 0, NULL);
			add_paragraph(&reprint, before_reprint, 4, 0, NULL);
			add_paragraph(&reprint, 60, 2, 8, &changes);
			add_paragraph(&reprint, surroundings[s], 5, 0, NULL);
			align(&aligned, source.data, reprint.data, NP_NEWS);
			found += sound(&aligned) && aligned.passages.count == 1 &&
				aligned.rows.count == 1 && aligned.rows.items[0].coverage > 0.7 &&
				aligned.source.layout.paragraphs[aligned.rows.items[0].paragraph].first_word ==
				before_source;
			forget(&aligned);
			free(source.data);
			free(reprint.data);
		}
		ok(found == 5, "sixty words, some changed, are found in texts of %zu (%d of 5)",
		   surroundings[s], found);
	}
}

/* A host that counts what is asked of it: bytes, and whether to stop */
static size_t bytes_asked;
static size_t interrupts;

static void *
counting_alloc(void *arg, size_t size)
{
	bytes_asked += size;
	return tap_host.alloc(arg, size);
}

static void *
counting_resize(void *arg, void *memory, size_t size)
{
	bytes_asked += size;
	return tap_host.resize(arg, memory, size);
}

static void
counting_check(void *arg)
{
	(void) arg;
	interrupts++;
}

static char *
repeated(const char *piece, size_t bytes)
{
	Text		text = {NULL, 0, 0};

	while (text.length + strlen(piece) <= bytes)
		add(&text, piece);
	return text.data;
}

#define FERRY \
	"The ferry Marigold ran aground off the northern breakwater shortly " \
	"before dawn on Tuesday, leaving 214 passengers stranded for nine hours " \
	"while tugboats waited for the tide to rise."

/*
 * Texts made to take long.  Their time is for the benchmark; here the memory
 * and the number of times that the caller is asked whether to stop, which is
 * once a piece of work, grow no faster than the texts do.
 */
static void
test_hostile(NpMode mode)
{
	static const char *const pieces[] = {
		"word ", "one two ", FERRY "\n\n", FERRY " ", "\u5B57", "\u0E01\u0E32", "\"a ", "a. "
	};
	NpHost		host = tap_host;

	host.alloc = counting_alloc;
	host.resize = counting_resize;
	host.check_interrupts = counting_check;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		for (int alone = 0; alone < 3; alone++)
		{
			size_t		bytes[2];
			size_t		asked[2];
			bool		right = true;
			char	   *once = repeated(FERRY "\n\n", 4 * strlen(FERRY));

			for (int size = 0; size < 2; size++)
			{
				char	   *text = repeated(pieces[i], (size_t) 400000 << size);
				Aligned		aligned;

				bytes_asked = interrupts = 0;
				align_on(&host, &aligned, alone == 1 ? once : text,
						 alone == 2 ? once : text, mode);
				bytes[size] = bytes_asked;
				asked[size] = interrupts;
				right = right && sound(&aligned);
				/* all of it may be one quotation */
				if (alone == 0 && pieces[i][0] != '"')
					right = right && aligned.passages.count == 1 &&
						aligned.passages.items[0].kind == NP_VERBATIM &&
						aligned.passages.items[0].reprint.count ==
						aligned.reprint.layout.nwords;
				forget(&aligned);
				free(text);
			}
			free(once);
			ok(right, "\"%.8s...\" %s, %s", pieces[i],
			   alone == 0 ? "with itself is one passage" :
			   alone == 1 ? "as the reprint of a story" : "as a story's source",
			   mode == NP_NEWS ? "news" : "sensitive");
			ok(bytes[1] < 5 * bytes[0] / 2 && asked[1] < 5 * asked[0] / 2 &&
			   asked[0] > 10,
			   "twice as long asks for no more than twice as much (%zu, %zu bytes; %zu, %zu times)",
			   bytes[0], bytes[1], asked[0], asked[1]);
		}
}

int
main(void)
{
	test_invariances();
	test_itself();
	test_anything();
	test_long();
	test_hostile(NP_NEWS);
	test_hostile(NP_SENSITIVE);
	ok(tap_blocks_in_use == 0, "all memory was given back (%ld)", tap_blocks_in_use);
	return done_testing();
}
