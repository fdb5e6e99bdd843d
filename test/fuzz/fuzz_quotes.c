/*-------------------------------------------------------------------------
 *
 * fuzz_quotes.c
 *	  libFuzzer target: bytes as two articles with quotations.
 *
 * Whatever the bytes are, a quotation's words ascend within it, its keys make a
 * print, it is exactly itself, two of them are the same either way round, and
 * what became of the words covers both.  An article shares each quotation with
 * itself word by word or not at all.
 *
 *-------------------------------------------------------------------------
 */
#include "../unit/tap.h"

#include "align/quote_match.h"
#include "text/speakers.h"

/* Quotations behind one that it is compared with, and words of a cut */
#define NEIGHBOURS		6
#define CUT_WORDS		10

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

typedef struct Article
{
	NpText		text;
	NpAttributedQuote *quotes;
	size_t		count;
} Article;

static void
check_quote(const NpQuote *quote, size_t start, size_t end)
{
	size_t		weight = 0;
	size_t		content = 0;
	bool		gapped = false;

	for (size_t i = 0; i < quote->nwords; i++)
	{
		const NpQuoteWord *word = &quote->words[i];

		must(start <= word->start && word->start < word->end &&
			 word->end <= end);
		must(i == 0 || (quote->words[i - 1].start <= word->start &&
						quote->words[i - 1].end <= word->end));
		must(word->word == i);
		must(i > 0 || !word->gap);
		gapped |= word->gap;
		weight += word->weight;
		if (word->content)
			content += word->weight;
	}
	must(quote->gapped == gapped && quote->weight == weight &&
		 quote->content == content);
}

static bool
has_key(const NpQuoteKeys *keys, uint64_t hash)
{
	for (size_t i = 0; i < keys->count; i++)
		if (keys->items[i].hash == hash)
			return true;
	return false;
}

/* What could be cut out of a short quotation is, among others, all of it. */
static void
check_keys(const NpQuote *quote)
{
	NpQuoteKeys whole = {NULL, 0, 0};
	NpQuoteKeys all = {NULL, 0, 0};
	NpQuoteKeys cuts = {NULL, 0, 0};

	np_quote_keys(&tap_host, quote, NP_WHOLE_KEYS, &whole);
	must((whole.count == 0) == (quote->nwords == 0));
	np_quote_keys(&tap_host, quote,
				  NP_WHOLE_KEYS | NP_PART_KEYS | NP_FEW_KEYS, &all);
	np_sort_quote_keys(&tap_host, &all);
	for (size_t i = 0; i < all.count; i++)
	{
		must(all.items[i].word < quote->nwords);
		must(i == 0 || all.items[i - 1].hash < all.items[i].hash ||
			 (all.items[i - 1].hash == all.items[i].hash &&
			  all.items[i - 1].word < all.items[i].word));
	}
	for (size_t i = 0; i < whole.count; i++)
		must(has_key(&all, whole.items[i].hash));
	np_quote_cut_keys(&tap_host, quote, CUT_WORDS, &cuts);
	for (size_t i = 0; i < cuts.count; i++)
		must(cuts.items[i].word < quote->nwords);
	if (!quote->gapped && quote->weight <= CUT_WORDS * NP_QUARTERS &&
		np_may_be_part(quote))
		must(has_key(&cuts, whole.items[0].hash));
	np_release(&tap_host, whole.items);
	np_release(&tap_host, all.items);
	np_release(&tap_host, cuts.items);
}

/* Edits cover both; returns how many words are kept. */
static size_t
check_diff(const NpQuote *a, const NpQuote *b)
{
	NpQuoteEdits edits;
	size_t		in_a = 0;
	size_t		in_b = 0;
	size_t		kept = 0;

	np_quote_diff(&tap_host, a, b, &edits);
	for (size_t i = 0; i < edits.count; i++)
	{
		const NpQuoteEdit *edit = &edits.items[i];

		must(edit->a_first == in_a && edit->b_first == in_b);
		in_a += edit->a_words;
		in_b += edit->b_words;
		must(in_a <= a->nwords && in_b <= b->nwords);
		switch (edit->op)
		{
			case NP_WORDS_KEPT:
				must(edit->a_words > 0 && edit->a_words == edit->b_words);
				for (size_t j = 0; j < edit->a_words; j++)
					must(a->words[edit->a_first + j].hash ==
						 b->words[edit->b_first + j].hash);
				kept += edit->a_words;
				break;
			case NP_WORDS_DROPPED:
				must(edit->a_words > 0 && edit->b_words == 0);
				break;
			case NP_WORDS_ADDED:
				must(edit->a_words == 0 && edit->b_words > 0);
				break;
			case NP_WORDS_REPLACED:
				must(edit->a_words > 0 && edit->b_words > 0);
				break;
		}
	}
	must(in_a == a->nwords && in_b == b->nwords);
	np_release(&tap_host, edits.items);
	return kept;
}

static void
check_pair(const NpQuote *a, const NpQuote *b)
{
	NpQuoteMatch match = np_match_quotes(&tap_host, a, b, false);
	NpQuoteMatch turned = np_match_quotes(&tap_host, b, a, false);
	NpQuoteMatch gated = np_match_quotes(&tap_host, a, b, true);
	size_t		kept = check_diff(a, b);

	must(match.kind == turned.kind && match.similarity == turned.similarity &&
		 match.in_order == turned.in_order && match.content == turned.content);
	must(match.similarity >= 0 && match.similarity <= 1);
	must(match.kind != NP_SAME_REWORDED);
	must((match.kind == NP_SAME_EXACT) ==
		 (a->nwords > 0 && a->nwords == b->nwords && kept == a->nwords));
	/* both keep a longest common subsequence */
	if (a->nwords > 0 && b->nwords > 0)
		must(match.similarity * (a->nwords + b->nwords) > 2.0 * kept - 0.01 &&
			 match.similarity * (a->nwords + b->nwords) < 2.0 * kept + 0.01);
	/* the speaker's being the same adds one kind, where there is none else */
	must(gated.similarity == match.similarity);
	if (match.kind == NP_NOT_SAME)
		must(gated.kind == NP_NOT_SAME || gated.kind == NP_SAME_REWORDED);
	else
		must(gated.kind == match.kind);
}

static void
check_quoteprint(NpText text, const NpLayout *layout,
				 const NpQuotations *quotations)
{
	NpQuoteKeys keys;
	char	   *bytes;
	size_t		bytes_size;

	np_quoteprint(&tap_host, text, layout, quotations, &keys);
	for (size_t i = 0; i < keys.count; i++)
		must(keys.items[i].word < layout->nwords);
	bytes = np_print_from_postings(&tap_host, np_quote_parameters,
								   (uint32_t) layout->nwords, keys.items,
								   keys.count, 0, SIZE_MAX, &bytes_size);
	must(np_print_invalid(&tap_host, bytes, bytes_size) == NULL);
	np_release(&tap_host, bytes);
	np_release(&tap_host, keys.items);
}

static Article
read_article(NpText text, const char *locale)
{
	Article		article = {text, NULL, 0};
	NpLayout	layout;
	NpQuotations quotations;
	NpSpeaker  *speakers;

	np_layout(&tap_host, text, &layout);
	np_quotations(&tap_host, text, &layout, locale, &quotations);
	speakers = np_alloc(&tap_host, (quotations.count + 1) * sizeof(NpSpeaker));
	np_speakers(&tap_host, text, &layout, &quotations, locale, speakers);
	check_quoteprint(text, &layout, &quotations);
	article.count = quotations.count;
	article.quotes = np_alloc(&tap_host, (quotations.count + 1) *
							  sizeof(NpAttributedQuote));
	memset(article.quotes, 0, (quotations.count + 1) * sizeof(NpAttributedQuote));
	for (size_t i = 0; i < quotations.count; i++)
	{
		const NpQuotation *item = &quotations.items[i];
		NpQuote    *quote = &article.quotes[i].quote;

		np_read_quote(&tap_host, text, item->start, item->end, quote);
		check_quote(quote, item->start, item->end);
		check_keys(quote);
		if (speakers[i].start < speakers[i].end)
			article.quotes[i].speaker =
				np_speaker_number(&tap_host, text, speakers[i].start,
								  speakers[i].end);
	}
	np_release(&tap_host, speakers);
	np_quotations_free(&tap_host, &quotations);
	np_layout_free(&tap_host, &layout);
	return article;
}

static void
free_article(Article *article)
{
	for (size_t i = 0; i < article->count; i++)
		np_free_quote(&tap_host, &article->quotes[i].quote);
	np_release(&tap_host, article->quotes);
}

static void
check_links(const Article *a, const Article *b, bool same)
{
	NpQuoteLinks links;

	np_shared_quotes(&tap_host, a->quotes, a->count, b->quotes, b->count,
					 &links);
	for (size_t i = 0; i < links.count; i++)
	{
		const NpQuoteLink *link = &links.items[i];

		must(link->a < a->count && link->b < b->count);
		must(i == 0 || links.items[i - 1].a < link->a ||
			 (links.items[i - 1].a == link->a && links.items[i - 1].b < link->b));
		must(link->match.kind != NP_NOT_SAME);
		must(!same || link->match.kind == NP_SAME_EXACT);
	}
	np_release(&tap_host, links.items);
}

static const char *const locales[] = {
	NULL, "en", "de", "fr", "es", "ru", "pl"
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *) data;
	const char *locale = locales[size % (sizeof(locales) / sizeof(locales[0]))];
	const uint8_t *zero = size == 0 ? NULL : memchr(data, 0, size);
	size_t		half = zero == NULL ? size / 2 : (size_t) (zero - data);
	NpText		first = {bytes, half};
	NpText		second = {bytes + half, size - half};
	Article		a = read_article(first, locale);
	Article		b = read_article(second, locale);
	NpQuote		whole_a;
	NpQuote		whole_b;

	for (size_t i = 0; i < a.count; i++)
	{
		for (size_t j = i; j < a.count && j < i + NEIGHBOURS; j++)
			check_pair(&a.quotes[i].quote, &a.quotes[j].quote);
		for (size_t j = i; j < b.count && j < i + NEIGHBOURS; j++)
			check_pair(&a.quotes[i].quote, &b.quotes[j].quote);
	}
	check_links(&a, &b, false);
	check_links(&a, &a, true);

	memset(&whole_a, 0, sizeof(whole_a));
	memset(&whole_b, 0, sizeof(whole_b));
	np_read_quote(&tap_host, first, 0, first.length, &whole_a);
	np_read_quote(&tap_host, second, 0, second.length, &whole_b);
	check_quote(&whole_a, 0, first.length);
	check_keys(&whole_a);
	check_pair(&whole_a, &whole_b);
	check_pair(&whole_a, &whole_a);
	np_free_quote(&tap_host, &whole_a);
	np_free_quote(&tap_host, &whole_b);

	free_article(&a);
	free_article(&b);
	must(tap_blocks_in_use == 0);
	return 0;
}
