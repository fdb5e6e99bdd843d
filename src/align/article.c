/*-------------------------------------------------------------------------
 *
 * article.c
 *	  An article as the tokens the aligner works on.
 *
 * A token is a word with its stem.  Where a script writes no spaces a word is
 * one character, and single characters say nothing of what a text is about:
 * there the stem stands for the character and those behind it, as many as make
 * a word on the average (two of Han and kana, three of the South-East Asian
 * scripts; the last ones of a stretch make do with fewer).
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "align/align.h"
#include "print/hash.h"

/* Characters that make a stem; 1 for the words of scripts with spaces */
static int
gram_length(NpScript script)
{
	switch (script)
	{
		case NP_HAN:
		case NP_KANA:
			return 2;
		case NP_SOUTHEAST_ASIAN:
			return 3;
		case NP_SPACED:
			break;
	}
	return 1;
}

/*
 * Gives the stems of small tokens, from their forms: lengths[i] characters
 * from token i on, as far as the small tokens go on.
 */
static void
stems_of_characters(NpToken *tokens, const uint8_t *lengths, size_t ntokens)
{
	for (size_t i = 0; i < ntokens; i++)
	{
		uint64_t	stem = 0;

		if (!tokens[i].small)
			continue;
		for (size_t j = i; j < ntokens && j < i + lengths[i]; j++)
		{
			if (!tokens[j].small)
				break;
			stem = np_mix((stem + tokens[j].form) *
						  NP_MULTIPLIER);
		}
		tokens[i].stem = stem;
	}
}

/* Marks where sentences begin and what is quoted */
static void
mark_tokens(const NpHost *host, NpArticle *article)
{
	NpLayout   *layout = &article->layout;
	NpQuotations quotations;
	size_t		word = 0;

	for (size_t i = 0; i < layout->nsentences; i++)
		article->tokens[layout->sentences[i].first_word].sentence_start = true;

	np_quotations(host, article->text, layout, NULL, &quotations);
	for (size_t i = 0; i < quotations.count; i++)
	{
		const NpQuotation *quotation = &quotations.items[i];

		/* one inside another adds nothing */
		if (quotation->parent != NP_NO_PARENT)
			continue;
		while (word < layout->nwords &&
			   layout->words[word].end <= quotation->start)
			word++;
		while (word < layout->nwords &&
			   layout->words[word].start < quotation->end)
			article->tokens[word++].quoted = true;
	}
	np_quotations_free(host, &quotations);
}

void
np_article_read(const NpHost *host, const NpStemmer *stemmer, NpText text,
				NpArticle *article)
{
	NpWordReader *reader;
	NpWord		word;
	uint8_t    *lengths;
	size_t		n = 0;
	bool		small = false;

	article->text = text;
	np_layout(host, text, &article->layout);
	article->tokens = np_alloc(host, (article->layout.nwords + 1) *
							   sizeof(NpToken));
	lengths = np_alloc(host, article->layout.nwords + 1);

	reader = np_words_begin(host, text);
	while (n < article->layout.nwords && np_words_next(reader, &word))
	{
		NpToken    *token = &article->tokens[n];

		token->form = np_word_hash(word.form, word.form_length);
		token->sentence_start = false;
		token->quoted = false;
		token->small = word.script != NP_SPACED;
		lengths[n] = (uint8_t) gram_length(word.script);
		if (token->small)
			small = true;
		else if (stemmer != NULL && stemmer->stem != NULL)
			token->stem = stemmer->stem(stemmer->arg, text.data + word.start,
										word.end - word.start,
										word.form, word.form_length);
		else
			token->stem = token->form;
		n++;
	}
	np_words_end(reader);

	if (small)
		stems_of_characters(article->tokens, lengths, n);
	np_release(host, lengths);
	mark_tokens(host, article);
}

void
np_article_free(const NpHost *host, NpArticle *article)
{
	np_release(host, article->tokens);
	np_layout_free(host, &article->layout);
	article->tokens = NULL;
}
