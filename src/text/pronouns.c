/*-------------------------------------------------------------------------
 *
 * pronouns.c
 *	  Whom a pronoun stands for.
 *
 * Everybody whom the prose names is a mention, in order.  A pronoun takes the
 * mention before it with the best score: people who spoke or began a sentence
 * count more, those of earlier paragraphs less, the wrong gender not at all.
 * Gender is known from first names, titles and nouns, and goes from one
 * mention of a surname to the next ones.  The weights were found by trial on
 * labelled news.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/pronouns.h"

#define LOOK_BACK		48		/* mentions */
#define FAR_PARAGRAPHS	6
#define LEAST_SCORE		(-12.0) /* less is nobody */
#define SAME_NAME		64		/* mentions asked for one's surname */

#define SURNAMES		256		/* a power of two */

typedef struct Collector
{
	const NpHost *host;
	const NpProse *prose;
	NpMentions *mentions;
	uint32_t	allocated;

	/* last mention by name with such a surname, counted from 1; 0: none */
	uint32_t	latest[SURNAMES];
} Collector;

static NpMention *
add_mention(Collector *collector)
{
	NpMentions *mentions = collector->mentions;
	NpMention  *mention;

	if (mentions->count == collector->allocated)
	{
		collector->allocated = collector->allocated * 2 + 64;
		mentions->items = np_resize(collector->host, mentions->items,
									collector->allocated * sizeof(NpMention));
	}
	mention = &mentions->items[mentions->count++];
	memset(mention, 0, sizeof(*mention));
	return mention;
}

/* Learns from an earlier mention of the same name. */
static bool
inherit(Collector *collector, NpMention *mention)
{
	const NpMention *items = collector->mentions->items;
	uint32_t	self = (uint32_t) (mention - items);
	uint32_t	limit = self > SAME_NAME ? self - SAME_NAME : 0;
	uint32_t   *latest = &collector->latest[mention->surname & (SURNAMES - 1)];

	mention->earlier = *latest;
	*latest = self + 1;
	for (uint32_t i = mention->earlier; i > limit; i = items[i - 1].earlier)
	{
		const NpMention *other = &items[i - 1];

		if (other->surname != mention->surname)
			continue;
		mention->male |= other->male;
		mention->female |= other->female;
		mention->person |= other->person;
		return true;
	}
	return false;
}

static bool
ends_in_s(const NpProse *prose, uint32_t i)
{
	const NpToken *token = &prose->tokens[i];

	return (prose->text.data[token->end - 1] | 0x20) == 's' &&
		(token->flags & NP_TOKEN_OWNER) == 0;
}

/* A name that begins at token i; returns where it ends. */
static uint32_t
read_name(Collector *collector, uint32_t i, uint32_t limit, uint32_t sentence)
{
	const NpProse *prose = collector->prose;
	const NpToken *tokens = prose->tokens;
	uint32_t	first = i;
	uint64_t	classes = 0;
	NpMention  *mention;
	uint32_t	last;

	for (; i < limit; i++)
	{
		const NpToken *token = &tokens[i];

		if (i > first && token->gap & NP_GAP_BREAK)
			break;
		if (np_is_quote(token))
			break;
		if (np_is_name(token))
		{
			classes |= token->classes;
			if (i > first && tokens[i - 1].flags & NP_TOKEN_OWNER)
				break;
		}
		else if (i > first && np_token_is(token, NP_NAME_PART) &&
				 i + 1 < limit && np_is_name(&tokens[i + 1]))
			continue;
		else
			break;
	}
	if (i == first)
		return i + 1;
	last = i - 1;

	/* a title alone is a noun for somebody */
	mention = add_mention(collector);
	mention->phrase.first = first;
	mention->phrase.end = i;
	mention->surname = tokens[last].form;
	mention->sentence = sentence;
	mention->paragraph = prose->sentences[sentence].paragraph;
	mention->name = true;
	mention->owner = (tokens[last].flags & NP_TOKEN_OWNER) != 0;
	mention->male = (classes & NP_MALE) != 0;
	mention->female = (classes & NP_FEMALE) != 0;
	if (mention->male && mention->female)
	{
		/* Thomas Ashley: the first one tells */
		bool		male = false;

		for (uint32_t j = first; j < i; j++)
			if (np_token_is(&tokens[j], NP_MALE | NP_FEMALE))
			{
				male = np_token_is(&tokens[j], NP_MALE);
				break;
			}
		mention->male = male;
		mention->female = !male;
	}
	mention->person = (classes & (NP_FIRST_NAME | NP_TITLE_WORD)) != 0 &&
		i - first > 1;
	if (first > prose->sentences[sentence].first &&
		!(tokens[first].gap & NP_GAP_BREAK) &&
		np_token_is(&tokens[first - 1], NP_PERSON))
	{
		mention->person = true;
		mention->male |= np_token_is(&tokens[first - 1], NP_MALE);
		mention->female |= np_token_is(&tokens[first - 1], NP_FEMALE);
	}
	mention->body = np_token_is(&tokens[last], NP_BODY_NAME) ||
		(np_token_is(&tokens[last], NP_GROUP) && !mention->person) ||
		(tokens[last].flags & NP_TOKEN_LOUD && !mention->person);
	if (np_token_is(&tokens[last], NP_BODY_NAME) ||
		(first > 0 && np_token_is(&tokens[first - 1], NP_DETERMINER) &&
		 !np_token_is(&tokens[last], NP_PERSON | NP_TITLE_WORD)))
	{
		mention->person = false;
		mention->body = true;
	}
	if (mention->body && first > prose->sentences[sentence].first &&
		np_token_is(&tokens[first - 1], NP_DETERMINER) &&
		!(tokens[first].gap & NP_GAP_BREAK))
		mention->phrase.first--;	/* the Senate */
	if (tokens[first].gap & NP_GAP_OPEN)
	{
		/* (D-Md.) */
		mention->person = false;
		mention->body = true;
	}
	if (!inherit(collector, mention) && i == first + 1 &&
		first == prose->sentences[sentence].first &&
		(classes & NP_FIRST_NAME) == 0)
		mention->vague = true;
	if (classes & NP_PERSON && i == first + 1)
		mention->plural = ends_in_s(prose, last);
	return i;
}

/* A noun for somebody at token i: the spokeswoman */
static void
read_noun(Collector *collector, uint32_t i, uint32_t sentence)
{
	const NpProse *prose = collector->prose;
	NpPhrase	phrase;
	NpMention  *mention;

	if (!np_phrase_before(prose, i + 1, prose->sentences[sentence].first, &phrase))
		return;
	/* the alliance, in members of the alliance */
	for (uint32_t j = i; j > phrase.first; j--)
		if (np_token_is(&prose->tokens[j], NP_PREPOSITION))
		{
			phrase.first = j + 1;
			break;
		}
	mention = add_mention(collector);
	mention->phrase = phrase;
	mention->sentence = sentence;
	mention->paragraph = prose->sentences[sentence].paragraph;
	mention->person = np_token_is(&prose->tokens[i], NP_PERSON);
	mention->body = !mention->person;
	mention->plural = ends_in_s(prose, i);
	mention->vague = prose->tokens[phrase.first].end -
		prose->tokens[phrase.first].start == 1;
	mention->male = np_token_is(&prose->tokens[i], NP_MALE);
	mention->female = np_token_is(&prose->tokens[i], NP_FEMALE);
	mention->owner = (prose->tokens[i].flags & NP_TOKEN_OWNER) != 0;
}

/* The first mention that ends behind a token */
static uint32_t
first_behind(const NpMentions *mentions, uint32_t token)
{
	uint32_t	low = 0;
	uint32_t	high = mentions->count;

	while (low < high)
	{
		uint32_t	middle = (low + high) / 2;

		if (mentions->items[middle].phrase.end <= token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The mention that is the phrase's head, else the first in it */
static NpMention *
mention_of(const NpProse *prose, NpMentions *mentions, NpPhrase phrase)
{
	uint32_t	head = np_head_of(prose, phrase);
	NpMention  *best = NULL;

	for (uint32_t i = first_behind(mentions, phrase.first);
		 i < mentions->count && mentions->items[i].phrase.first < phrase.end; i++)
	{
		NpMention  *mention = &mentions->items[i];

		if (mention->owner)
			continue;
		if (mention->phrase.first <= head && mention->phrase.end > head)
			return mention;
		if (best == NULL)
			best = mention;
	}
	return best;
}

void
np_mentions_read(const NpHost *host, const NpProse *prose, NpMentions *mentions)
{
	Collector	collector = {host, prose, mentions, 0, {0}};
	bool		capital_nouns = prose->speech->capital_nouns;

	mentions->items = NULL;
	mentions->count = 0;
	for (uint32_t s = 0; s < prose->nsentences; s++)
	{
		const NpProseSentence *sentence = &prose->sentences[s];
		uint32_t	before = mentions->count;
		NpPhrase	main;

		for (uint32_t i = sentence->first; i < sentence->end;)
		{
			const NpToken *token = &prose->tokens[i];

			if (np_is_quote(token))
				i++;
			else if (np_is_name(token) &&
					 !(capital_nouns && np_token_is(token, NP_PERSON | NP_DOCUMENT | NP_GROUP)))
				i = read_name(&collector, i, sentence->end, s);
			else
			{
				/* the head noun: no noun nor name follows */
				if (np_token_is(token, NP_PERSON | NP_GROUP) &&
					(i + 1 == sentence->end ||
					 token[1].gap & NP_GAP_BREAK ||
					 !(np_is_name(&token[1]) ||
					   np_token_is(&token[1], NP_PERSON | NP_GROUP | NP_DOCUMENT))))
					read_noun(&collector, i, s);
				i++;
			}
		}

		/* who leads the sentence? */
		if (before < mentions->count &&
			np_main_subject(prose, sentence->first, sentence->end, &main))
		{
			NpMention  *leader = mention_of(prose, mentions, main);

			if (leader != NULL)
				leader->leads = true;
		}
		if (s % 256 == 0)
			np_check_interrupts(host);
	}
}

void
np_mentions_free(const NpHost *host, NpMentions *mentions)
{
	np_release(host, mentions->items);
	mentions->items = NULL;
}

void
np_mention_speaks(const NpProse *prose, NpMentions *mentions, NpPhrase phrase)
{
	NpMention  *mention = mention_of(prose, mentions, phrase);

	if (mention != NULL)
	{
		mention->speaks = true;
		if (!mention->body)
			mention->person = true;
	}
}

static double
score_of(const NpMention *mention, uint64_t pronoun, uint32_t sentence,
		 uint32_t paragraph)
{
	double		score = 0;

	if (pronoun & (NP_HE | NP_SHE))
	{
		bool		right = pronoun & NP_HE ? mention->male : mention->female;
		bool		wrong = pronoun & NP_HE ? mention->female : mention->male;

		if (mention->body || mention->plural || (wrong && !right))
			return -1e9;
		score += right ? 1.5 : 0;
		score += mention->person ? 1 : -2;
		score += mention->name ? 1 : 0;
	}
	else if (pronoun & NP_IT)
	{
		if (mention->person || mention->male || mention->female ||
			mention->plural)
			return -1e9;
		score += mention->body ? 1 : -1;
	}
	else
	{
		if (mention->name && mention->person)
			return -1e9;
	}
	score += mention->speaks ? 4.5 : 0;
	score += mention->leads ? 3 : 0;
	score -= mention->owner ? 1 : 0;
	score -= mention->vague ? 2 : 0;
	if (paragraph > mention->paragraph)
		score -= 3.0 * (paragraph - mention->paragraph);
	if (sentence > mention->sentence)
		score -= 0.5 * (sentence - mention->sentence);
	return score;
}

/* The mention that the pronoun stands for, or NULL */
static NpMention *
antecedent(const NpProse *prose, const NpMentions *mentions, uint32_t token,
		   uint32_t sentence)
{
	uint64_t	pronoun = prose->tokens[token].classes & NP_PRONOUN;
	uint32_t	paragraph = prose->sentences[sentence].paragraph;
	double		best = LEAST_SCORE;
	NpMention  *found = NULL;
	uint32_t	before;
	uint32_t	limit;

	if (pronoun & NP_I)
		return NULL;
	before = first_behind(mentions, token);
	limit = before > LOOK_BACK ? before - LOOK_BACK : 0;
	for (uint32_t i = before; i-- > limit;)
	{
		NpMention  *mention = &mentions->items[i];
		double		score;

		if (paragraph > mention->paragraph + FAR_PARAGRAPHS)
			break;
		score = score_of(mention, pronoun, sentence, paragraph);
		if (score > best)
		{
			best = score;
			found = mention;
		}
	}
	return found;
}

void
np_pronoun_speaks(const NpProse *prose, NpMentions *mentions, uint32_t token,
				  uint32_t sentence)
{
	NpMention  *mention = antecedent(prose, mentions, token, sentence);

	if (mention != NULL)
	{
		mention->speaks = true;
		mention->sentence = sentence;
		mention->paragraph = prose->sentences[sentence].paragraph;
	}
}

bool
np_antecedent(const NpProse *prose, const NpMentions *mentions, uint32_t token,
			  uint32_t sentence, NpPhrase *phrase)
{
	const NpMention *mention = antecedent(prose, mentions, token, sentence);

	if (mention == NULL)
		return false;
	*phrase = mention->phrase;
	return true;
}
