/*-------------------------------------------------------------------------
 *
 * prose.c
 *	  A text as attribution sees it: its words outside quotations, and each
 *	  quotation as one token; in sentences.
 *
 * Where words are is known from the layout.  Those outside quotations are
 * looked up in the language's table, once.  Gaps between tokens are read
 * character by character unless they are a single space.
 *
 * A sentence ends at a paragraph's end; at a stop before a capital, a digit
 * or a quotation; and behind a quotation that ends in a stop when a capital or
 * a quotation follows, unless what follows is a tag, such as `Smith said.` or
 * `Smith asked on Monday.`
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/abbreviations.h"
#include "text/prose.h"
#include "text/punctuation.h"
#include "text/speech_form.h"

#define MOST_TOKENS		(UINT32_MAX / 2)
#define GUESS_WORDS		100		/* read to find the language */
#define SETTLED_WORDS	25		/* it is English if so many of them have */
#define SETTLED_SMALL	8		/* so many of its small words */
#define MOST_LANGUAGES	16

/* The end of a word that tells what it is; length 0: there is none */
typedef struct Ending
{
	const char *text;
	size_t		length;
} Ending;

typedef struct Reader
{
	const NpHost *host;
	NpText		text;
	const NpLayout *layout;
	const NpSpeechIndex *index;
	NpProse    *prose;
	uint32_t	tokens_allocated;
	uint32_t	sentences_allocated;

	Ending		adverb;
	Ending		verb;
	Ending		gerund;
	bool		may_end[256];	/* is the byte the last one of an ending? */

	NpSpeechForm form;			/* of the word read last; length 0 behind a
								 * quotation */
	NpWork		work;
} Reader;

/* the members' */
static bool
apostrophe_follows(NpText text, const NpWordSpan *word)
{
	size_t		length;

	if ((text.data[word->end - 1] | 0x20) != 's' || word->end >= text.length)
		return false;
	length = np_apostrophe_at(text, word->end);
	return length > 0 && word->end + length < text.length &&
		text.data[word->end + length] == ' ';
}

/* Is the word a small one of the language, such as bound its noun phrases? */
static bool
is_small_word(const NpSpeechIndex *index, const NpSpeechForm *form)
{
	return (np_speech_classes(index, form) &
			(NP_DETERMINER | NP_PREPOSITION | NP_AUXILIARY | NP_AND |
			 NP_RELATIVE | NP_SUBORDINATE | NP_PRONOUN | NP_INFINITIVE)) != 0;
}

/* The language whose small words the text has most of */
static const NpSpeechIndex *
guess_language(NpText text, const NpLayout *layout)
{
	const NpSpeechIndex *best = np_speech_index_number(0);
	const NpSpeechIndex *index;
	int			counts[MOST_LANGUAGES] = {0};
	size_t		nwords = layout->nwords < GUESS_WORDS ? layout->nwords : GUESS_WORDS;
	NpSpeechForm forms[GUESS_WORDS];

	for (size_t i = 0; i < nwords; i++)
	{
		np_speech_form(text, layout->words[i].start, layout->words[i].end,
					   &forms[i]);
		counts[0] += is_small_word(best, &forms[i]);
		/* most texts are settled soon */
		if (i == SETTLED_WORDS - 1 && counts[0] >= SETTLED_SMALL)
			return best;
	}
	for (int j = 1, most = counts[0]; (index = np_speech_index_number(j)) != NULL; j++)
	{
		for (size_t i = 0; i < nwords; i++)
			counts[j] += is_small_word(index, &forms[i]);
		if (counts[j] > most)
		{
			most = counts[j];
			best = index;
		}
	}
	return best;
}

static inline NpToken *
add_token(Reader *reader)
{
	NpProse    *prose = reader->prose;
	NpToken    *token;

	if (prose->ntokens == reader->tokens_allocated)
	{
		reader->tokens_allocated = reader->tokens_allocated * 2 + 256;
		prose->tokens = np_resize(reader->host, prose->tokens,
								  reader->tokens_allocated * sizeof(NpToken));
	}
	token = &prose->tokens[prose->ntokens++];
	memset(token, 0, sizeof(*token));
	return token;
}

/* Does the word read last, before a full stop, seem to be shortened? */
static bool
is_abbreviation(const Reader *reader)
{
	if (reader->form.length == 0)
		return false;
	if (reader->form.length == 1 && reader->prose->ntokens > 0)
	{
		const NpToken *last = &reader->prose->tokens[reader->prose->ntokens - 1];

		return (last->flags & NP_TOKEN_INITIAL) != 0 &&
			(last->flags & NP_TOKEN_CAPITAL) != 0;
	}
	/* U.S. */
	if (reader->prose->ntokens > 0)
	{
		const NpToken *last = &reader->prose->tokens[reader->prose->ntokens - 1];

		if (last->end - last->start < 12 &&
			memchr(reader->text.data + last->start, '.', last->end - last->start) != NULL)
			return true;
	}
	return np_abbreviation(reader->form.data, reader->form.length) != NP_NOT_ABBREVIATED;
}

/* Did a bracket open at one of the last few words? */
static bool
in_short_bracket(const NpProse *prose)
{
	for (uint32_t i = 0; i < 4 && i < prose->ntokens; i++)
		if (prose->tokens[prose->ntokens - 1 - i].gap & NP_GAP_OPEN)
			return true;
	return false;
}

static uint16_t
read_other_gap(Reader *reader, size_t from, size_t to)
{
	NpText		text = reader->text;
	unsigned	gap = 0;
	int			lines = 0;
	bool		space = false;
	size_t		at = from;

	while (at < to)
	{
		NpCharacter character = np_next_in_gap(text, at, to);
		NpSign		sign;

		np_work(&reader->work, character.end - at);
		if (character.kind == NP_BLOCK_TAG)
			gap |= NP_GAP_PARAGRAPH;
		if (character.kind != NP_CHARACTER)
		{
			at = character.end;
			continue;
		}
		sign = np_sign_of(character.code);
		switch (sign)
		{
			case NP_SIGN_SPACE:
				space = true;
				break;
			case NP_SIGN_LINE_END:
				space = true;
				lines++;
				gap |= NP_GAP_LINE;
				break;
			case NP_SIGN_PARAGRAPH_END:
				gap |= NP_GAP_PARAGRAPH;
				break;
			case NP_SIGN_FULL_STOP:
				if ((gap & (NP_GAP_STOP | NP_GAP_DOT)) == 0 && !space &&
					is_abbreviation(reader))
					gap |= NP_GAP_DOT;
				else
					gap |= NP_GAP_STOP;
				break;
			case NP_SIGN_STOP:
			case NP_SIGN_FINAL_STOP:
				gap |= NP_GAP_STOP;
				break;
			case NP_SIGN_PAUSE:
				if (character.code == ';' || character.code == 0x061B ||
					character.code == 0xFF1B)
					gap |= NP_GAP_SEMICOLON;
				else if (character.code == ':' || character.code == 0xFF1A)
					gap |= NP_GAP_COLON;
				else
					gap |= NP_GAP_COMMA;
				break;
			case NP_SIGN_OPENER:
				gap |= NP_GAP_OPEN;
				break;
			case NP_SIGN_CLOSER:
				gap |= NP_GAP_CLOSE;
				/* (D-Ore.) said: the stop is the bracket's own */
				if (gap & NP_GAP_STOP && in_short_bracket(reader->prose))
					gap = (gap & ~NP_GAP_STOP) | NP_GAP_DOT;
				break;
			case NP_SIGN_DASH:
				if (!space && character.end == to && at == from &&
					(character.code == '-' || character.code == 0x2010 ||
					 character.code == 0x2011))
					gap |= NP_GAP_HYPHEN;
				else if (character.code != '-' || space ||
						 (character.end < to && text.data[character.end] == '-'))
					gap |= NP_GAP_DASH;
				break;
			default:
				break;
		}
		at = character.end;
	}
	if (!space)
		gap |= NP_GAP_GLUED;
	if (lines > 1 || (lines == 1 && !reader->layout->hard_wrapped))
		gap |= NP_GAP_PARAGRAPH;
	return (uint16_t) gap;
}

/* What stands between from and to? */
static inline uint16_t
read_gap(Reader *reader, size_t from, size_t to)
{
	const char *data = reader->text.data + from;

	if (to == from + 1 && data[0] == ' ')
		return 0;
	if (to == from + 2 && data[0] == ',' && data[1] == ' ')
		return NP_GAP_COMMA;
	return read_other_gap(reader, from, to);
}

/* What a quotation ends with, marks and brackets apart */
static char
last_character(NpText text, size_t start, size_t end)
{
	for (int looks = 0; looks < 4 && end > start; looks++)
	{
		NpCharacter character;
		size_t		at = end - 1;

		while (at > start && ((unsigned char) text.data[at] & 0xC0) == 0x80)
			at--;
		character = np_next_character(text, at);
		if (character.kind != NP_CHARACTER)
			return 0;
		switch (np_sign_of(character.code))
		{
			case NP_SIGN_FULL_STOP:
			case NP_SIGN_FINAL_STOP:
				return '.';
			case NP_SIGN_STOP:
				return character.code == '!' ? '!' :
					character.code == 0x2026 ? '.' : '?';
			case NP_SIGN_PAUSE:
				return ',';
			case NP_SIGN_DASH:
				return '-';
			case NP_SIGN_MARK:
			case NP_SIGN_CLOSER:
			case NP_SIGN_SPACE:
			case NP_SIGN_INVISIBLE:
				end = at;
				break;
			default:
				return 0;
		}
	}
	return 0;
}

static Ending
ending_of(Reader *reader, const char *text)
{
	Ending		ending = {text, text == NULL ? 0 : strlen(text)};

	if (ending.length > 0)
		reader->may_end[(unsigned char) text[ending.length - 1]] = true;
	return ending;
}

static inline bool
ends_in(const NpSpeechForm *form, const Ending *ending)
{
	return ending->length > 0 && form->length > ending->length + 2 &&
		memcmp(form->data + form->length - ending->length, ending->text,
			   ending->length) == 0;
}

/* What the word's ending tells of it */
static void
read_ending(const Reader *reader, const NpSpeechForm *form, NpToken *token)
{
	if (token->classes == 0 && (token->flags & NP_TOKEN_CAPITAL) == 0 &&
		ends_in(form, &reader->adverb))
		token->classes |= NP_ADVERB;
	if ((token->classes & ~(NP_SPEECH_VERB | NP_NONFINITE)) == 0)
	{
		if (ends_in(form, &reader->verb))
			token->flags |= NP_TOKEN_VERBAL;
		if (ends_in(form, &reader->gerund))
			token->flags |= NP_TOKEN_GERUND;
	}
}

/* What the letters of a word that np_speech_form_plain does not read tell */
static void
read_word(Reader *reader, const NpWordSpan *word, NpToken *token)
{
	NpText		text = reader->text;
	NpSpeechForm *form = &reader->form;
	NpCharacter first = np_next_character(text, word->start);

	np_speech_form(text, word->start, word->end, form);
	token->classes = np_speech_classes(reader->index, form);
	token->form = form->hash;
	if (reader->prose->speech->elides && word->end > first.end + 1 &&
		np_apostrophe_at(text, first.end) > 0)
	{
		/* l'avocat: the article, and the noun */
		size_t		rest = first.end + np_apostrophe_at(text, first.end);

		np_speech_form(text, rest, word->end, form);
		token->classes |= np_speech_classes(reader->index, form);
		if (first.code == 'l' || first.code == 'L')
			token->classes |= NP_DETERMINER;
		if (rest < word->end)
			first = np_next_character(text, rest);
	}
	if (np_owner_suffix(text, word->start, word->end) > 0)
		token->flags |= NP_TOKEN_OWNER;
	if (form->data[0] >= '0' && form->data[0] <= '9')
		token->flags |= NP_TOKEN_DIGIT;
	else if (np_is_upper(first.code))
	{
		token->flags |= NP_TOKEN_CAPITAL;
		if (first.end < word->end &&
			np_is_upper(np_next_character(text, first.end).code))
			token->flags |= NP_TOKEN_LOUD;
	}
	if (first.end == word->end)
		token->flags |= NP_TOKEN_INITIAL;
}

static inline void
add_word(Reader *reader, const NpWordSpan *word, size_t before)
{
	NpText		text = reader->text;
	NpSpeechForm *form = &reader->form;
	uint16_t	gap = read_gap(reader, before, word->start);
	NpToken    *token = add_token(reader);

	token->start = word->start;
	token->end = word->end;
	token->gap = gap;
	token->words = 1;
	if (np_speech_form_plain(text, word->start, word->end, form))
	{
		token->classes = np_speech_classes(reader->index, form);
		token->form = form->hash;
		if ((text.data[word->start] & 0x20) == 0)
		{
			token->flags = NP_TOKEN_CAPITAL;
			if (form->length > 1 && (text.data[word->start + 1] & 0x20) == 0)
				token->flags |= NP_TOKEN_LOUD;
		}
		if (form->length == 1)
			token->flags |= NP_TOKEN_INITIAL;
	}
	else
		read_word(reader, word, token);
	if (apostrophe_follows(text, word))
		token->flags |= NP_TOKEN_OWNER;
	if (form->length > 0 &&
		reader->may_end[(unsigned char) form->data[form->length - 1]])
		read_ending(reader, form, token);
}

static void
add_quote(Reader *reader, const NpQuotation *item, size_t quote, size_t before)
{
	uint16_t	gap = read_gap(reader, before, item->start);
	NpToken    *token = add_token(reader);

	token->start = item->start;
	token->end = item->end;
	token->gap = gap;
	token->flags = NP_TOKEN_QUOTE;
	token->quote = (uint32_t) quote;
	token->last = last_character(reader->text, item->start, item->end);
	reader->form.length = 0;
}

/* Is there a tag from token i on, as in `"Why?" Smith asked.`? */
static bool
tag_follows(const NpProse *prose, uint32_t i, bool whole)
{
	uint32_t	limit = i + 9;
	uint32_t	names = 0;

	for (; i < prose->ntokens && i < limit; i++)
	{
		const NpToken *token = &prose->tokens[i];
		const NpToken *next = token + 1;

		if (np_is_quote(token))
			return false;
		if (names > 0 && token->gap & (NP_GAP_STOP | NP_GAP_PARAGRAPH |
									   NP_GAP_COLON | NP_GAP_SEMICOLON))
			return false;
		if (names > 0 && np_token_is(token, NP_SAYS | NP_TAGS) &&
			!np_token_is(token, NP_NONFINITE) &&
			!np_token_is(token - 1, NP_INFINITIVE | NP_DETERMINER | NP_AND))
		{
			if (i + 1 == prose->ntokens ||
				next->gap & (NP_GAP_STOP | NP_GAP_PARAGRAPH))
				return true;
			if (np_is_quote(next) || next->gap & NP_GAP_COLON)
				return false;
			if (whole)
				return np_token_is(next, NP_TIME);
			return next->gap & NP_GAP_COMMA ||
				np_token_is(next, NP_TIME | NP_PREPOSITION | NP_AS |
							NP_SUBORDINATE | NP_ADVERB);
		}
		names++;
	}
	return false;
}

/* Does a sentence begin with token i, which has another one before it? */
static inline bool
begins_sentence(const NpProse *prose, uint32_t i)
{
	const NpToken *token = &prose->tokens[i];
	const NpToken *before = token - 1;
	bool		big = np_is_quote(token) || (token->flags &
											 (NP_TOKEN_CAPITAL | NP_TOKEN_DIGIT));

	if (token->gap & NP_GAP_PARAGRAPH)
		return true;
	if (token->gap & NP_GAP_STOP && big)
		return true;
	if (!np_is_quote(before) || !big ||
		token->gap & (NP_GAP_COMMA | NP_GAP_DASH | NP_GAP_OPEN |
					  NP_GAP_SEMICOLON | NP_GAP_COLON))
		return false;
	if (before->last == '.')
		return !tag_follows(prose, i, true);
	if (before->last == '?' || before->last == '!')
		return !tag_follows(prose, i, false);
	return false;
}

static void
find_sentences(Reader *reader)
{
	NpProse    *prose = reader->prose;
	uint32_t	paragraph = 0;

	for (uint32_t i = 0; i < prose->ntokens; i++)
	{
		NpProseSentence *sentence;

		if (i > 0 && !begins_sentence(prose, i))
		{
			prose->sentences[prose->nsentences - 1].quotes |=
				np_is_quote(&prose->tokens[i]);
			continue;
		}
		if (i > 0 && prose->tokens[i].gap & NP_GAP_PARAGRAPH)
			paragraph++;
		if (prose->nsentences == reader->sentences_allocated)
		{
			reader->sentences_allocated = reader->sentences_allocated * 2 + 32;
			prose->sentences = np_resize(reader->host, prose->sentences,
										 reader->sentences_allocated *
										 sizeof(NpProseSentence));
		}
		if (prose->nsentences > 0)
			prose->sentences[prose->nsentences - 1].end = i;
		sentence = &prose->sentences[prose->nsentences++];
		sentence->first = i;
		sentence->end = prose->ntokens;
		sentence->paragraph = paragraph;
		sentence->quotes = np_is_quote(&prose->tokens[i]);
	}
}

void
np_prose_read(const NpHost *host, NpText text, const NpLayout *layout,
			  const NpQuotations *quotations, const NpSpeechIndex *index,
			  NpProse *prose)
{
	Reader		reader;
	size_t		quote = 0;
	size_t		before = 0;		/* where the token before ends */

	memset(&reader, 0, sizeof(reader));
	memset(prose, 0, sizeof(*prose));
	reader.host = host;
	reader.work.host = host;
	reader.text = text;
	reader.layout = layout;
	reader.index = index != NULL ? index : guess_language(text, layout);
	reader.prose = prose;
	prose->text = text;
	prose->speech = np_speech_of(reader.index);
	reader.adverb = ending_of(&reader, prose->speech->adverb_ending);
	reader.verb = ending_of(&reader, prose->speech->verb_ending);
	reader.gerund = ending_of(&reader, prose->speech->gerund_ending);

	for (size_t i = 0; i < layout->nwords && prose->ntokens < MOST_TOKENS; i++)
	{
		const NpWordSpan *word = &layout->words[i];

		if (i % 8192 == 0)
			np_check_interrupts(host);
		while (quote < quotations->count &&
			   quotations->items[quote].parent != NP_NO_PARENT)
			quote++;
		if (quote < quotations->count &&
			quotations->items[quote].start <= word->start)
		{
			const NpQuotation *item = &quotations->items[quote];
			uint32_t	words = 1;

			add_quote(&reader, item, quote, before);
			while (i + 1 < layout->nwords && layout->words[i + 1].start < item->end)
			{
				i++;
				words += words < 1000;
				if (i % 8192 == 0)
					np_check_interrupts(host);
			}
			prose->tokens[prose->ntokens - 1].words = words;
			before = item->end;
			quote++;
			continue;
		}
		if (word->start < before)
			continue;			/* of one code point with the last one */
		add_word(&reader, word, before);
		if (quote == quotations->count &&
			prose->tokens[prose->ntokens - 1].gap & NP_GAP_PARAGRAPH)
		{
			/* nothing behind the last quotation's paragraph matters */
			prose->ntokens--;
			break;
		}
		before = word->end;
	}
	find_sentences(&reader);
}

void
np_prose_free(const NpHost *host, NpProse *prose)
{
	np_release(host, prose->tokens);
	np_release(host, prose->sentences);
	prose->tokens = NULL;
	prose->sentences = NULL;
}
