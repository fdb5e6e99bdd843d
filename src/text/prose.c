/*-------------------------------------------------------------------------
 *
 * prose.c
 *	  A text as attribution sees it: its words outside quotations, and each
 *	  quotation as one token; in sentences.
 *
 * Where words are is known from the layout.  Those outside quotations are
 * folded again here and looked up in the language's table, once.  (Folding by
 * the table of code points is enough for that: no word in a table needs the
 * finer rules of words.c.)  Gaps between tokens are read character by
 * character unless they are a single space.
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
#include "text/utf8.h"

#define MOST_TOKENS		(UINT32_MAX / 2)
#define GUESS_WORDS		100		/* read to find the language */
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

	/* of the word read last */
	char		form[NP_LONGEST_ABBREVIATION];
	size_t		form_length;	/* 0: longer */
	size_t		work;
} Reader;

/* Is there an apostrophe of any kind at text[at]?  Its length, or 0 */
static size_t
apostrophe_at(NpText text, size_t at)
{
	const unsigned char *data = (const unsigned char *) text.data;

	if (data[at] == '\'' || data[at] == '`')
		return 1;
	if (data[at] == 0xE2 && at + 2 < text.length && data[at + 1] == 0x80 &&
		(data[at + 2] == 0x99 || data[at + 2] == 0x98))
		return 3;
	return 0;
}

size_t
np_owner_suffix(NpText text, size_t start, size_t end)
{
	if (end < start + 3 || (text.data[end - 1] | 0x20) != 's')
		return 0;
	if (apostrophe_at(text, end - 2) == 1)
		return 2;
	return end >= start + 5 && apostrophe_at(text, end - 4) == 3 ? 4 : 0;
}

/* the members' */
static bool
apostrophe_follows(NpText text, const NpWordSpan *word)
{
	size_t		length;

	if ((text.data[word->end - 1] | 0x20) != 's' || word->end >= text.length)
		return false;
	length = apostrophe_at(text, word->end);
	return length > 0 && word->end + length < text.length &&
		text.data[word->end + length] == ' ';
}

/* Adds the folded form of a code point. */
static bool
fold_code(NpSpeechForm *form, uint32_t code)
{
	uint32_t	entry = np_fold_entry(code);
	NpFoldClass class = np_fold_class(entry);

	if (class == NP_EXPANSION)
	{
		size_t		item = entry >> NP_FOLD_VALUE_SHIFT;

		for (;; item++)
		{
			uint32_t	part = np_fold_expansions[item];

			if (form->length + NP_UTF8_MAX > NP_LONGEST_SPEECH_WORD)
				return false;
			form->length += np_utf8_encode((part & ~NP_FOLD_LAST) >> NP_FOLD_VALUE_SHIFT,
										   form->data + form->length);
			if (part & NP_FOLD_LAST)
				return true;
		}
	}
	if (class < NP_MARK)
		return true;			/* vanishes */
	if (form->length + NP_UTF8_MAX > NP_LONGEST_SPEECH_WORD)
		return false;
	form->length += np_utf8_encode(np_fold_code(code, entry),
								   form->data + form->length);
	return true;
}

/* The folded form of the word; its length is 0 if it is too long for a table */
static void
fold_word(NpText text, const NpWordSpan *word, NpSpeechForm *form)
{
	const unsigned char *data = (const unsigned char *) text.data;
	size_t		at = word->start;
	size_t		end = word->end;

	memset(form, 0, sizeof(*form));

	/* a final 's vanishes (rule 9) */
	if (np_owner_suffix(text, word->start, word->end) > 0)
		end -= np_owner_suffix(text, word->start, word->end);

	/* mostly ASCII */
	while (at < end && form->length < NP_LONGEST_SPEECH_WORD)
	{
		unsigned char byte = data[at];

		if (byte >= 'a' && byte <= 'z')
			form->data[form->length++] = (char) byte;
		else if (byte >= 'A' && byte <= 'Z')
			form->data[form->length++] = (char) (byte | 0x20);
		else if (byte >= '0' && byte <= '9')
			form->data[form->length++] = (char) byte;
		else
			break;
		at++;
	}
	while (at < end)
	{
		NpCharacter character = np_next_character(text, at);

		if (character.kind == NP_CHARACTER && !fold_code(form, character.code))
		{
			form->length = 0;
			break;
		}
		at = character.end;
	}
	np_speech_hash(form);
}

/* The language whose small words the text has most of */
static const NpSpeechIndex *
guess_language(NpText text, const NpLayout *layout)
{
	const NpSpeechIndex *best = np_speech_index_number(0);
	int			counts[MOST_LANGUAGES] = {0};

	for (size_t i = 0; i < GUESS_WORDS && i < layout->nwords; i++)
	{
		const NpSpeechIndex *index;
		NpSpeechForm form;

		fold_word(text, &layout->words[i], &form);
		for (int j = 0; (index = np_speech_index_number(j)) != NULL; j++)
			if (np_speech_classes(index, &form) &
				(NP_DETERMINER | NP_PREPOSITION | NP_AUXILIARY | NP_AND |
				 NP_RELATIVE | NP_SUBORDINATE | NP_PRONOUN | NP_INFINITIVE))
				counts[j]++;
		/* most texts are settled soon */
		if (i == 24 && counts[0] >= 8)
			return best;
	}
	for (int j = 1, most = counts[0]; j < MOST_LANGUAGES; j++)
		if (counts[j] > most)
		{
			most = counts[j];
			best = np_speech_index_number(j);
		}
	return best;
}

static NpToken *
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
	if (reader->form_length == 0)
		return false;
	if (reader->form_length == 1 && reader->prose->ntokens > 0)
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
	return np_abbreviation(reader->form, reader->form_length) != NP_NOT_ABBREVIATED;
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

/* What stands between from and to? */
static uint16_t
read_gap(Reader *reader, size_t from, size_t to)
{
	NpText		text = reader->text;
	unsigned	gap = 0;
	int			lines = 0;
	bool		space = false;
	size_t		at = from;

	if (to == from + 1 && text.data[from] == ' ')
		return 0;
	if (to == from + 2 && text.data[from] == ',' && text.data[from + 1] == ' ')
		return NP_GAP_COMMA;
	while (at < to)
	{
		NpCharacter character = np_next_character(text, at);
		NpSign		sign;

		reader->work += character.end - at;
		if (reader->work >= NP_INTERRUPT_BYTES)
		{
			reader->work = 0;
			np_check_interrupts(reader->host);
		}
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
				if (character.code == '\r' && character.end < to &&
					text.data[character.end] == '\n')
					character.end++;
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
ending_of(const char *text)
{
	Ending		ending = {text, text == NULL ? 0 : strlen(text)};

	return ending;
}

static bool
ends_in(const NpSpeechForm *form, const Ending *ending)
{
	return ending->length > 0 && form->length > ending->length + 2 &&
		form->data[form->length - 1] == ending->text[ending->length - 1] &&
		memcmp(form->data + form->length - ending->length, ending->text,
			   ending->length) == 0;
}

static void
add_word(Reader *reader, const NpWordSpan *word, size_t before)
{
	NpText		text = reader->text;
	uint16_t	gap = read_gap(reader, before, word->start);
	NpToken    *token = add_token(reader);
	NpCharacter first = np_next_character(text, word->start);
	NpSpeechForm form;

	fold_word(text, word, &form);
	token->start = word->start;
	token->end = word->end;
	token->gap = gap;
	token->words = 1;
	token->classes = np_speech_classes(reader->index, &form);
	token->form = form.hash;
	if (reader->prose->speech->elides && word->end > first.end + 1 &&
		apostrophe_at(text, first.end) > 0)
	{
		/* l'avocat: the article, and the noun */
		NpWordSpan	rest = {first.end + apostrophe_at(text, first.end), word->end};

		fold_word(text, &rest, &form);
		token->classes |= np_speech_classes(reader->index, &form);
		if (first.code == 'l' || first.code == 'L')
			token->classes |= NP_DETERMINER;
		if (rest.start < rest.end)
			first = np_next_character(text, rest.start);
	}
	if (np_owner_suffix(text, word->start, word->end) > 0 ||
		apostrophe_follows(text, word))
		token->flags |= NP_TOKEN_OWNER;
	if (form.data[0] >= '0' && form.data[0] <= '9')
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
	if (token->classes == 0 && (token->flags & NP_TOKEN_CAPITAL) == 0 &&
		ends_in(&form, &reader->adverb))
		token->classes |= NP_ADVERB;
	if ((token->classes & ~(NP_SPEECH_VERB | NP_NONFINITE)) == 0)
	{
		if (ends_in(&form, &reader->verb))
			token->flags |= NP_TOKEN_VERBAL;
		if (ends_in(&form, &reader->gerund))
			token->flags |= NP_TOKEN_GERUND;
	}
	reader->form_length = 0;
	if (form.length <= NP_LONGEST_ABBREVIATION)
	{
		reader->form_length = form.length;
		memcpy(reader->form, form.data, NP_LONGEST_ABBREVIATION);
	}
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
	reader->form_length = 0;
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
static bool
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
			continue;
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
	size_t		quote_end = 0;	/* of the quotation we are in */

	memset(&reader, 0, sizeof(reader));
	memset(prose, 0, sizeof(*prose));
	reader.host = host;
	reader.text = text;
	reader.layout = layout;
	reader.index = index != NULL ? index : guess_language(text, layout);
	reader.prose = prose;
	prose->text = text;
	prose->speech = np_speech_of(reader.index);
	reader.adverb = ending_of(prose->speech->adverb_ending);
	reader.verb = ending_of(prose->speech->verb_ending);
	reader.gerund = ending_of(prose->speech->gerund_ending);

	for (size_t i = 0; i < layout->nwords && prose->ntokens < MOST_TOKENS; i++)
	{
		const NpWordSpan *word = &layout->words[i];

		if (i % 8192 == 0)
			np_check_interrupts(host);
		if (word->start < quote_end)
		{
			NpToken    *token = &prose->tokens[prose->ntokens - 1];

			if (token->words < 1000)
				token->words++;
			continue;
		}
		while (quote < quotations->count &&
			   quotations->items[quote].parent != NP_NO_PARENT)
			quote++;
		if (quote < quotations->count &&
			quotations->items[quote].start <= word->start)
		{
			add_quote(&reader, &quotations->items[quote], quote, before);
			prose->tokens[prose->ntokens - 1].words = 1;
			before = quote_end = quotations->items[quote].end;
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
