/*-------------------------------------------------------------------------
 *
 * test_quote_match.c
 *	  Are two quotations the same utterance, which do two articles share, and
 *	  what became of the words: examples, and brute force for what is computed
 *	  in a clever way.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include "align/quote_match.h"

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

static NpQuote
quote_of(const char *string)
{
	NpQuote		quote;
	NpText		text = {string, strlen(string)};

	memset(&quote, 0, sizeof(quote));
	np_read_quote(&tap_host, text, 0, strlen(string), &quote);
	return quote;
}

/* n words of a few, some of them function words, perhaps with gaps */
static NpQuote
random_quote(size_t n, size_t vocabulary, bool gaps)
{
	char	   *text = malloc(n * 12 + 1);
	char	   *at = text;
	NpQuote		quote;

	*text = '\0';
	for (size_t i = 0; i < n; i++)
		at += sprintf(at, random_below(4) == 0 ? "%sthe " : "%sw%zux ",
					  gaps && random_below(8) == 0 ? "... " : "",
					  random_below(vocabulary));
	quote = quote_of(text);
	free(text);
	return quote;
}

static uint64_t
speaker(const char *name)
{
	NpText		text = {name, strlen(name)};

	return np_speaker_number(&tap_host, text, 0, text.length);
}

/* ----- two quotations ----- */

static void
test_examples(void)
{
	static const struct
	{
		const char *a;
		const char *b;
		bool		same_speaker;
		const char *kind;
	}			examples[] = {
		{"taken note", "Taken note.", false, "exact"},
		{"We will close [the old bridge] in June", "We will close … in June", false, "exact"},
		{"taken note", "have taken note of the decision", false, NULL},
		{"close the old bridge", "We will not close the old bridge before June", false, "contained"},
		{"We will not close the old bridge before June", "close the old bridge", false, "contained"},
		{"close the ... before June", "We will not close the old bridge before June", false, NULL},
		{"will not close the ... before June", "We will not close the old bridge before June", false, "contained"},
		{"this case is closed", "Case closed", false, NULL},
		{"old ... June", "We will not close the old bridge before the end of June", false, NULL},
		{"close the old ... before June", "We will not close the old bridge before June", false, "contained"},
		{"before June ... close the old", "We will not close the old bridge before June", false, NULL},
		{"close the old bridge now", "We will not close the ... old bridge before the end of June", false, NULL},
		{"not in the", "We will not in the end close it", false, NULL},
		{"We will not close the old bridge before June", "We shall not close the old bridge until June", false, "near"},
		{"we do not know that yet", "we do not think that yet", false, NULL},
		{"The harbour is not for sale, and it never was", "Our harbour was never for sale and never will be", false, NULL},
		{"If the council has urgent questions, it can write to our lawyer in Brussels",
		"Should there be urgent questions, the council can write to the Brussels lawyer", true, "reworded"},
		{"If the council has urgent questions, it can write to our lawyer in Brussels",
		"Should there be urgent questions, the council can write to the Brussels lawyer", false, NULL},
		{"council questions urgent lawyer", "The council has urgent questions for a lawyer and for every judge in all of the courts of the whole country", true, NULL},
		{"北约说我们没有改变", "北約說：「我們沒有改變。」", false, "exact"},
		{"我们没有改变立场", "他说我们没有改变立场也不会改变", false, "contained"},
		{"", "", false, NULL},
		{"", "taken note", false, NULL}
	};

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
	{
		NpQuote		a = quote_of(examples[i].a);
		NpQuote		b = quote_of(examples[i].b);
		NpQuoteMatch match = np_match_quotes(&tap_host, &a, &b,
											 examples[i].same_speaker);
		NpQuoteMatch turned = np_match_quotes(&tap_host, &b, &a,
											  examples[i].same_speaker);
		const char *kind = np_sameness_name(match.kind);

		is(kind == NULL ? "(none)" : kind,
		   examples[i].kind == NULL ? "(none)" : examples[i].kind,
		   examples[i].a);
		ok(match.kind == turned.kind && match.similarity == turned.similarity,
		   "... and the other way round");
		np_free_quote(&tap_host, &a);
		np_free_quote(&tap_host, &b);
	}
}

static void
test_speakers(void)
{
	ok(speaker("Lavrov") == speaker("Foreign Minister Sergey Lavrov") &&
	   speaker("Lavrov") == speaker("LAVROV"), "people go by their last name");
	ok(speaker("Robert Downey Jr.") == speaker("Mr Downey"), "Jr is no name");
	ok(speaker("Lavrov") != speaker("Grushko"), "other people are others");
	ok(speaker("a senior official") == 0 && speaker("") == 0 &&
	   speaker("I’ve") == 0 && speaker("We") == 0,
	   "nobody in particular");
	ok(speaker("拉夫罗夫") == speaker("拉夫羅夫") && speaker("拉夫罗夫") != 0,
	   "without capitals all of it is the name");
}

/* Length of a longest common subsequence, by the book */
static size_t
plain_lcs(const NpQuote *a, const NpQuote *b)
{
	size_t	   *row = calloc(b->nwords + 1, sizeof(size_t));
	size_t		length;

	for (size_t i = 0; i < a->nwords; i++)
	{
		size_t		diagonal = 0;

		for (size_t j = 0; j < b->nwords; j++)
		{
			size_t		above = row[j + 1];

			if (a->words[i].hash == b->words[j].hash)
				row[j + 1] = diagonal + 1;
			else if (row[j] > above)
				row[j + 1] = row[j];
			diagonal = above;
		}
	}
	length = row[b->nwords];
	free(row);
	return length;
}

/* Do the words of a, an ungapped quotation, stand in b? By trying each place */
static bool
plain_contained(const NpQuote *a, const NpQuote *b)
{
	if (a->weight < 12 || a->content < 8 || a->nwords >= b->nwords)
		return false;
	for (size_t at = 0; at + a->nwords <= b->nwords; at++)
	{
		size_t		i = 0;

		while (i < a->nwords && a->words[i].hash == b->words[at + i].hash &&
			   (i == 0 || !b->words[at + i].gap))
			i++;
		if (i == a->nwords)
			return true;
	}
	return false;
}

static void
test_by_brute_force(void)
{
	int			wrong_length = 0;
	int			wrong_place = 0;
	int			contained = 0;

	for (int round = 0; round < 3000; round++)
	{
		size_t		most = round % 10 == 0 ? 300 : round % 2 == 0 ? 80 : 12;
		size_t		vocabulary = 2 + random_below(most / 2);
		NpQuote		a = random_quote(1 + random_below(most), vocabulary, false);
		NpQuote		b = random_quote(1 + random_below(most), vocabulary, true);
		NpQuoteMatch match = np_match_quotes(&tap_host, &a, &b, false);
		size_t		length = plain_lcs(&a, &b);

		if (match.kind != NP_SAME_EXACT &&
			match.similarity != 2.0 * length / (a.nwords + b.nwords))
			wrong_length++;
		if (plain_contained(&a, &b))
		{
			contained++;
			wrong_place += match.kind != NP_SAME_CONTAINED;
		}
		else if (!b.gapped && !plain_contained(&b, &a))
			wrong_place += match.kind == NP_SAME_CONTAINED;
		np_free_quote(&tap_host, &a);
		np_free_quote(&tap_host, &b);
	}
	ok(wrong_length == 0, "lengths of common subsequences");
	ok(wrong_place == 0 && contained > 5, "containment (%d)", contained);
}

/* ----- what became of the words ----- */

static const char *
edits_of(const char *a_text, const char *b_text)
{
	static char result[500];
	NpQuote		a = quote_of(a_text);
	NpQuote		b = quote_of(b_text);
	NpQuoteEdits edits;

	np_quote_diff(&tap_host, &a, &b, &edits);
	*result = '\0';
	for (size_t i = 0; i < edits.count; i++)
		sprintf(result + strlen(result), "%s%s %zu/%zu", i > 0 ? ", " : "",
				np_quote_op_name(edits.items[i].op),
				edits.items[i].a_words, edits.items[i].b_words);
	np_release(&tap_host, edits.items);
	np_free_quote(&tap_host, &a);
	np_free_quote(&tap_host, &b);
	return result;
}

/*
 * Do the edits cover both sides in order, and is what is kept the same?
 * Returns the words kept, or SIZE_MAX.
 */
static size_t
words_kept(const NpQuote *a, const NpQuote *b, const NpQuoteEdits *edits)
{
	size_t		in_a = 0;
	size_t		in_b = 0;
	size_t		kept = 0;

	for (size_t i = 0; i < edits->count; i++)
	{
		const NpQuoteEdit *edit = &edits->items[i];
		bool		good = edit->a_first == in_a && edit->b_first == in_b;

		switch (edit->op)
		{
			case NP_WORDS_KEPT:
				good = good && edit->a_words == edit->b_words && edit->a_words > 0;
				for (size_t w = 0; good && w < edit->a_words; w++)
					good = a->words[in_a + w].hash == b->words[in_b + w].hash;
				kept += edit->a_words;
				break;
			case NP_WORDS_DROPPED:
				good = good && edit->a_words > 0 && edit->b_words == 0;
				break;
			case NP_WORDS_ADDED:
				good = good && edit->a_words == 0 && edit->b_words > 0;
				break;
			case NP_WORDS_REPLACED:
				good = good && edit->a_words > 0 && edit->b_words > 0;
				break;
		}
		if (!good || (i > 0 && edit->op == edit[-1].op &&
					  edit->op == NP_WORDS_KEPT))
			return SIZE_MAX;
		in_a += edit->a_words;
		in_b += edit->b_words;
	}
	return in_a == a->nwords && in_b == b->nwords ? kept : SIZE_MAX;
}

static void
test_diff(void)
{
	int			wrong = 0;
	NpQuote		a;
	NpQuote		b;
	NpQuoteEdits edits;
	size_t		kept;

	is(edits_of("We will not close the old bridge before June",
				"We will close the bridge before next June"),
	   "kept 2/2, dropped 1/0, kept 2/2, dropped 1/0, kept 2/2, added 0/1, kept 1/1",
	   "dropped and added");
	is(edits_of("We will close it", "They shall close it"),
	   "replaced 2/2, kept 2/2", "replaced");
	is(edits_of("", "close it"), "added 0/2", "from nothing");
	is(edits_of("close it", ""), "dropped 2/0", "to nothing");
	is(edits_of("", ""), "", "nothing at all");

	for (int round = 0; round < 1000; round++)
	{
		size_t		vocabulary = 2 + random_below(30);

		a = random_quote(random_below(60), vocabulary, false);
		b = random_quote(random_below(60), vocabulary, false);
		np_quote_diff(&tap_host, &a, &b, &edits);
		wrong += words_kept(&a, &b, &edits) != plain_lcs(&a, &b);
		np_release(&tap_host, edits.items);
		np_free_quote(&tap_host, &a);
		np_free_quote(&tap_host, &b);
	}
	ok(wrong == 0, "what is kept is a longest common subsequence");

	/* too long for the table: every fifth word is another one */
	a = random_quote(60000, 1000000, false);
	b = random_quote(60000, 1000000, false);
	for (size_t i = 0; i < a.nwords && i < b.nwords; i++)
		if (i % 5 != 0)
			b.words[i].hash = a.words[i].hash;
	np_quote_diff(&tap_host, &a, &b, &edits);
	kept = words_kept(&a, &b, &edits);
	ok(kept != SIZE_MAX && kept >= 47000, "long quotations (%zu words kept)", kept);
	ok(np_match_quotes(&tap_host, &a, &b, false).similarity >= 0.78,
	   "and their similarity");
	np_release(&tap_host, edits.items);
	np_free_quote(&tap_host, &a);
	np_free_quote(&tap_host, &b);

	/* and nothing to hold on to */
	a = random_quote(60000, 3, false);
	b = random_quote(59000, 3, false);
	np_quote_diff(&tap_host, &a, &b, &edits);
	ok(words_kept(&a, &b, &edits) != SIZE_MAX, "long ones of the same few words");
	(void) np_match_quotes(&tap_host, &a, &b, true);
	np_release(&tap_host, edits.items);
	np_free_quote(&tap_host, &a);
	np_free_quote(&tap_host, &b);
}

/* ----- two articles ----- */

/* By comparing each with each: has every quotation its best match, and no
 * other link than those? */
static bool
links_hold(const NpAttributedQuote *a, size_t na,
		   const NpAttributedQuote *b, size_t nb, const NpQuoteLinks *links)
{
	bool	   *a_linked = calloc(na + 1, 1);
	bool	   *b_linked = calloc(nb + 1, 1);
	bool		good = links->count <= na + nb;

	for (size_t i = 0; i < links->count; i++)
	{
		const NpQuoteLink *link = &links->items[i];
		NpQuoteMatch match = np_match_quotes(&tap_host, &a[link->a].quote,
											 &b[link->b].quote,
											 a[link->a].speaker != 0 &&
											 a[link->a].speaker == b[link->b].speaker);

		good = good && match.kind == link->match.kind &&
			match.kind != NP_NOT_SAME;
		if (i > 0)
			good = good && (link[-1].a < link->a ||
							(link[-1].a == link->a && link[-1].b < link->b));
		a_linked[link->a] = b_linked[link->b] = true;
	}
	/* the same, if it is no turn of phrase, is found whatever else there is */
	for (size_t i = 0; i < na; i++)
		for (size_t j = 0; j < nb; j++)
		{
			NpQuoteMatch match = np_match_quotes(&tap_host, &a[i].quote,
												 &b[j].quote, false);

			if ((!a_linked[i] || !b_linked[j]) &&
				match.kind == NP_SAME_EXACT && !a[i].quote.gapped &&
				!b[j].quote.gapped &&
				match.in_order >= 6 * NP_QUARTERS &&
				match.content >= 3 * NP_QUARTERS)
				good = false;
		}
	free(a_linked);
	free(b_linked);
	return good;
}

static NpAttributedQuote *
random_article(size_t n, size_t words, size_t vocabulary)
{
	NpAttributedQuote *quotes = calloc(n + 1, sizeof(NpAttributedQuote));

	for (size_t i = 0; i < n; i++)
	{
		quotes[i].quote = random_quote(1 + random_below(words), vocabulary,
									   true);
		quotes[i].speaker = random_below(4);
	}
	return quotes;
}

static void
free_article(NpAttributedQuote *quotes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		np_free_quote(&tap_host, &quotes[i].quote);
	free(quotes);
}

static void
test_links(void)
{
	NpAttributedQuote *a;
	NpAttributedQuote *b;
	NpQuoteLinks links;
	int			bad = 0;
	size_t		n = 10000;

	for (int round = 0; round < 300; round++)
	{
		size_t		na = random_below(20);
		size_t		nb = random_below(20);
		size_t		vocabulary = 2 + random_below(60);

		a = random_article(na, 12, vocabulary);
		b = random_article(nb, 12, vocabulary);
		np_shared_quotes(&tap_host, a, na, b, nb, &links);
		bad += !links_hold(a, na, b, nb, &links);
		np_release(&tap_host, links.items);
		free_article(a, na);
		free_article(b, nb);
	}
	ok(bad == 0, "links are right, and equal quotations are linked");

	/* ten thousand each: all the same, and all of the same words */
	for (int round = 0; round < 2; round++)
	{
		a = random_article(n, 8, 20);
		b = random_article(n, 8, 20);
		for (size_t i = 0; round == 0 && i < n; i++)
		{
			np_free_quote(&tap_host, &a[i].quote);
			np_free_quote(&tap_host, &b[i].quote);
			a[i].quote = quote_of("we will never close the old bridge");
			b[i].quote = quote_of("we will never close the old bridge");
		}
		np_shared_quotes(&tap_host, a, n, b, n, &links);
		/* those of the same words have little evidence in common */
		ok(links.count >= (round == 0 ? n : 1) && links.count <= 2 * n,
		   "ten thousand quotations in each (%zu links)", links.count);
		np_release(&tap_host, links.items);
		free_article(a, n);
		free_article(b, n);
	}
}

/*
 * Long articles of one vocabulary: nearly every quotation has a key in common
 * with hundreds of others, but few of them are compared, and those that are
 * nearly the same are among them.
 */
static void
test_comparisons(void)
{
	size_t		n = 1500;
	size_t		changed = 0;
	size_t		found = 0;
	NpAttributedQuote *a = calloc(n, sizeof(NpAttributedQuote));
	NpAttributedQuote *b = calloc(n, sizeof(NpAttributedQuote));
	NpQuoteLinks links;

	for (size_t i = 0; i < n; i++)
	{
		a[i].quote = random_quote(40, 300, false);
		b[i].quote = random_quote(40, 300, false);
		if (i % 50 != 0)
			continue;
		/* every fourth word is another one */
		changed++;
		for (size_t w = 0; w < 40; w++)
			if (w % 4 != 0)
				b[i].quote.words[w] = a[i].quote.words[w];
	}
	np_shared_quotes(&tap_host, a, n, b, n, &links);
	ok(links.compared <= NP_MOST_COMPARED * 2 * n &&
	   links.compared >= NP_MOST_COMPARED * n,
	   "comparisons are linear (%zu)", links.compared);
	for (size_t i = 0; i < links.count; i++)
		found += links.items[i].a == links.items[i].b &&
			links.items[i].a % 50 == 0;
	ok(found == changed, "and find what is nearly the same (%zu of %zu)",
	   found, changed);
	np_release(&tap_host, links.items);
	free_article(a, n);
	free_article(b, n);
}

/* ----- which links are believed ----- */

#define PROOF "the council has decided to close the old bridge over the river in April"
#define RUN "we will rebuild the old bridge over the northern river before winter"

static const struct
{
	const char *a;
	const char *b;
	NpSameness	kind;
	bool		alone[2];		/* linked?  of other speakers, of the same one */
	bool		with_proof[2];	/* the same beside a link of ten words */
}			evidence[] = {

	/* a turn of phrase in another sentence */
	{"special thanks to the mayor of the northern river towns",
		"he will call the mayor of the northern river towns",
	NP_SAME_NEAR, {false, false}, {false, true}},
	{"thank the mayor of the northern river towns",
		"thanks to the mayor of the northern river towns",
	NP_SAME_NEAR, {false, true}, {true, true}},
	{"the northern river towns",
		"nobody ever listens to the northern river towns when bridges are built",
	NP_SAME_CONTAINED, {false, false}, {false, true}},
	{"nobody listens to the northern river towns",
		"it is true that nobody listens to the northern river towns when bridges are built",
	NP_SAME_CONTAINED, {false, true}, {false, true}},
	{"the northern river towns pay for bridges, as nobody else does",
		"it is true that the northern river towns pay for bridges, as nobody else does",
	NP_SAME_CONTAINED, {true, true}, {true, true}},
	/* the same matter on another occasion; with a run in common, the same one */
	{"the towns by the river will pay for a new bridge, whatever it costs them",
		"a bridge is what we pay for, and whatever the river towns say, it comes",
	NP_SAME_REWORDED, {false, false}, {false, false}},
	{"the towns by the river will pay for a new bridge, whatever it costs them",
		"a bridge over that river? Our towns know what it costs, and will pay for a new one",
	NP_SAME_REWORDED, {false, false}, {false, true}},
	/* two translations of a short sentence, with no run to speak of */
	{"the towns want to pay for a safer bridge",
		"our towns would happily pay the whole safer bridge",
	NP_SAME_REWORDED, {false, false}, {false, true}},
	/* two translations */
	{"If members have any urgent questions, they can turn to our engineer in the old town on these issues, who keeps relations between the river and the people alive",
		"If the council has any urgent questions, they might address our engineer in the old town on that",
	NP_SAME_REWORDED, {false, true}, {false, true}},
	/* parts of a statement that overlap */
	{"I have told everybody in the council who asked me, and I say it again today: " RUN,
		RUN ", and whoever thinks that this cannot be paid has not read our plan of last year",
	NP_SAME_REWORDED, {false, true}, {false, true}}
};

static bool
is_linked(size_t example, bool same_speaker, bool with_proof)
{
	NpAttributedQuote a[2];
	NpAttributedQuote b[2];
	size_t		n = with_proof ? 2 : 1;
	NpQuoteLinks links;
	bool		linked = false;

	a[0].quote = quote_of(evidence[example].a);
	b[0].quote = quote_of(evidence[example].b);
	a[0].speaker = 1;
	b[0].speaker = same_speaker ? 1 : 2;
	a[1].quote = quote_of(PROOF);
	b[1].quote = quote_of(PROOF);
	a[1].speaker = b[1].speaker = 0;
	np_shared_quotes(&tap_host, a, n, b, n, &links);
	for (size_t i = 0; i < links.count; i++)
		linked |= links.items[i].a == 0 && links.items[i].b == 0;
	np_release(&tap_host, links.items);
	for (int i = 0; i < 2; i++)
	{
		np_free_quote(&tap_host, &a[i].quote);
		np_free_quote(&tap_host, &b[i].quote);
	}
	return linked;
}

static void
test_evidence(void)
{
	for (size_t i = 0; i < sizeof(evidence) / sizeof(evidence[0]); i++)
	{
		NpQuote		a = quote_of(evidence[i].a);
		NpQuote		b = quote_of(evidence[i].b);
		NpQuoteMatch match = np_match_quotes(&tap_host, &a, &b, true);

		ok(match.kind == evidence[i].kind, "%s: is %s", evidence[i].a,
		   np_sameness_name(evidence[i].kind));
		for (int same = 0; same < 2; same++)
		{
			ok(is_linked(i, same, false) == evidence[i].alone[same],
			   "%s: alone, %s speaker", evidence[i].a,
			   same ? "same" : "another");
			ok(is_linked(i, same, true) == evidence[i].with_proof[same],
			   "%s: on one event, %s speaker", evidence[i].a,
			   same ? "same" : "another");
		}
		np_free_quote(&tap_host, &a);
		np_free_quote(&tap_host, &b);
	}
}

int
main(void)
{
	test_examples();
	test_speakers();
	test_by_brute_force();
	test_diff();
	test_links();
	test_comparisons();
	test_evidence();
	ok(tap_blocks_in_use == 0, "all memory was given back");
	return done_testing();
}
