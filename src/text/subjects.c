/*-------------------------------------------------------------------------
 *
 * subjects.c
 *	  Which noun phrase is the subject of a verb.
 *
 * The subject of a verb is looked for to its left.  Auxiliaries, adverbs and
 * times are passed over.  Then:
 *	- who, which, that: what stands before it
 *	- a closing parenthesis: what stands before it opens
 *	- a closing comma or dash: its partner within LONGEST_INSERT words, if what
 *	  lies between reads as an insertion (who ..., a former ..., 43, R-Tex.)
 *	- and, a participle, an infinitive: the subject of the clause's other verb
 *	- else the noun phrase that ends there
 *
 *-------------------------------------------------------------------------
 */
#include "text/subjects.h"

#define LONGEST_INSERT	40
#define LONGEST_CLAUSE	60
#define MOST_CLAUSES	4		/* tried for a subject */
#define DEEPEST			1		/* verbs whose subjects are asked for another
								 * verb's, on top of each other */

static bool subject_of(const NpProse *prose, uint32_t verb, uint32_t low,
					   uint32_t high, int depth, NpPhrase *phrase);

/* May what begins at first be an insertion between commas? */
static bool
is_insertion(const NpProse *prose, uint32_t first, uint32_t end)
{
	const NpToken *token = &prose->tokens[first];

	if (first >= end || np_is_quote(token))
		return false;
	if (np_token_is(token, NP_RELATIVE | NP_DETERMINER | NP_OWNER |
					NP_PREPOSITION | NP_TIME | NP_AS | NP_TITLE_WORD | NP_ADVERB))
		return true;
	if (token->flags & NP_TOKEN_DIGIT)
		return true;
	/* R-Tex.; Jr.; former ...; CEO of */
	if (token->flags & NP_TOKEN_INITIAL)
		return true;
	if (np_token_is(token, NP_NONFINITE))
		return true;
	for (uint32_t i = first; i < end && i < first + 6; i++)
		if (np_token_is(&prose->tokens[i], NP_PERSON))
			return true;
	/* a participle: speaking to reporters */
	return np_is_unknown_verb(token) || token->flags & NP_TOKEN_GERUND;
}

/* Is the run of tokens but a name? */
static bool
is_bare_name(const NpProse *prose, uint32_t first, uint32_t end)
{
	if (end - first > 5)
		return false;
	for (uint32_t i = first; i < end; i++)
		if (!np_is_name(&prose->tokens[i]) &&
			!np_token_is(&prose->tokens[i], NP_NAME_PART) &&
			!(prose->tokens[i].flags & NP_TOKEN_INITIAL))
			return false;
	return first < end;
}

/*
 * A comma, dash or bracket closes before token end: what stands before its
 * partner?
 */
static bool
before_insertion(const NpProse *prose, uint32_t end, uint32_t low,
				 uint16_t closing, NpPhrase *phrase)
{
	const NpToken *tokens = prose->tokens;
	uint32_t	limit = end > low + LONGEST_INSERT ? end - LONGEST_INSERT : low;
	uint16_t	opening = closing == NP_GAP_CLOSE ? NP_GAP_OPEN : closing;

	for (uint32_t i = end - 1; i > limit; i--)
	{
		NpPhrase	before;

		if (tokens[i].gap & (NP_GAP_SEMICOLON | NP_GAP_PARAGRAPH))
			return false;
		if (!(tokens[i].gap & opening))
			continue;
		if (closing == NP_GAP_CLOSE)
			return np_phrase_before(prose, i, low, phrase);
		if (np_token_is(&tokens[i - 1], NP_RELATIVE) && i - 1 > limit)
		{
			/* who, after a pause, said */
			if (!np_phrase_before(prose, i - 1, low, phrase))
				return false;
			phrase->relative = i - 1;
			return true;
		}
		if (!np_phrase_before(prose, i, low, &before))
			continue;

		/* R-Tex. or 43 stand between the name and this comma */
		if (tokens[before.first].flags & (NP_TOKEN_DIGIT | NP_TOKEN_INITIAL) &&
			tokens[before.first].gap & (NP_GAP_COMMA | NP_GAP_DASH))
			continue;
		if (is_bare_name(prose, i, end) &&
			np_token_is(&tokens[before.end - 1], NP_PERSON) &&
			!(tokens[before.end - 1].flags & NP_TOKEN_CAPITAL))
		{
			/* her adviser, Jake Sullivan, said */
			phrase->relative = 0;
			phrase->first = i;
			phrase->end = end;
			return true;
		}
		if (!is_insertion(prose, i, end))
			continue;
		/* an insertion itself, or what a comma divides from its verb */
		if (before.first > low && tokens[before.first].gap & NP_GAP_COMMA &&
			np_token_is(&tokens[before.first], NP_DETERMINER | NP_PREPOSITION) &&
			before.first > limit &&
			np_is_name(&tokens[before.first - 1]))
			continue;
		if (before.first > low &&
			np_token_is(&tokens[before.first - 1], NP_PREPOSITION) &&
			!(tokens[before.first].gap & NP_GAP_BREAK))
			continue;
		*phrase = before;
		return true;
	}
	return false;
}

/* The subject of the verb before this one, or of the clause */
static bool
shared_subject(const NpProse *prose, uint32_t verb, uint32_t low,
			   uint32_t high, int depth, NpPhrase *phrase)
{
	const NpToken *tokens = prose->tokens;
	uint32_t	limit = verb > low + LONGEST_CLAUSE ? verb - LONGEST_CLAUSE : low;
	uint32_t	clause = low;
	bool		apart = (tokens[verb].gap & NP_GAP_BREAK) != 0;

	/* with Smith saying */
	if (np_token_is(&tokens[verb], NP_NONFINITE) && !apart && verb > low &&
		(np_is_name(&tokens[verb - 1]) ||
		 np_token_is(&tokens[verb - 1], NP_PERSON | NP_SOMEBODY | NP_PRONOUN)) &&
		!np_token_is(&tokens[verb - 1], NP_DOCUMENT) &&
		np_phrase_before(prose, verb, low, phrase) && phrase->first > low &&
		(np_token_is(&tokens[phrase->first - 1], NP_PREPOSITION) ||
		 tokens[phrase->first].gap & (NP_GAP_DASH | NP_GAP_SEMICOLON) ||
		 np_token_is(&tokens[phrase->first - 1], NP_AND)))
		return true;

	/* the last clause with a subject of its own */
	for (uint32_t i = verb, tries = 0; i-- > limit + 1 && tries < MOST_CLAUSES;)
		if (tokens[i].gap & (NP_GAP_SEMICOLON | NP_GAP_COMMA | NP_GAP_DASH) &&
			np_token_is(&tokens[i], NP_AND | NP_SUBORDINATE) &&
			i + 2 < verb && ++tries > 0 &&
			np_main_subject(prose, i + 1, verb, phrase) &&
			np_is_speaking_phrase(prose, *phrase) &&
			phrase->first <= i + 2 && phrase->end < verb)
		{
			clause = i + 1;
			break;
		}
	if (clause > low)
		return true;
	if (np_main_subject(prose, low, high, phrase) &&
		np_is_speaking_phrase(prose, *phrase) &&
		(phrase->end <= verb || verb < low + 4))
		return true;

	if (depth < DEEPEST)
		for (uint32_t i = verb; i-- > limit;)
		{
			const NpToken *token = &tokens[i];

			if (i + 1 < verb && tokens[i + 1].gap & (NP_GAP_SEMICOLON | NP_GAP_PARAGRAPH))
				break;
			if (np_is_quote(token) || np_token_is(token, NP_NONFINITE) ||
				(token->flags & NP_TOKEN_CAPITAL && i > low))
				continue;
			if (np_token_is(token, NP_MAY_BE_NOUN) && i > low &&
				np_token_is(&tokens[i - 1], NP_DETERMINER | NP_PREPOSITION | NP_OWNER))
				continue;
			if (np_token_is(token, NP_SPEECH_VERB | NP_VERB | NP_BE | NP_AUXILIARY) ||
				(np_is_unknown_verb(token) && i > low &&
				 !np_token_is(&tokens[i - 1], NP_DETERMINER | NP_AND | NP_PREPOSITION) &&
				 !(token->gap & NP_GAP_BREAK)))
			{
				if (i > low && np_token_is(&tokens[i - 1], NP_INFINITIVE))
					continue;
				if (subject_of(prose, i, low, high, depth + 1, phrase))
					return true;
			}
		}
	return np_main_subject(prose, low, verb, phrase);
}

static bool
subject_of(const NpProse *prose, uint32_t verb, uint32_t low, uint32_t high,
		   int depth, NpPhrase *phrase)
{
	const NpToken *tokens = prose->tokens;
	uint32_t	end = verb;
	uint16_t	gap;

	/* participles share the subject of the verb they belong to */
	if (np_token_is(&tokens[verb], NP_NONFINITE))
	{
		if (verb > low && !(tokens[verb].gap & NP_GAP_BREAK) &&
			np_token_is(&tokens[verb - 1], NP_BE))
			 /* was saying */ ;
		else
			return shared_subject(prose, verb, low, high, depth, phrase);
	}

	/* what stands between a subject and its verb */
	for (;;)
	{
		const NpToken *token;

		if (end <= low)
			return false;
		token = &tokens[end - 1];
		if (tokens[end].gap & NP_GAP_BREAK)
			break;
		if (np_token_is(token, NP_INFINITIVE) && end == verb)
			return shared_subject(prose, end - 1, low, high, depth, phrase);
		if (np_token_is(token, NP_AS) && np_token_is(&tokens[verb], NP_NONFINITE))
		{
			end--;
			continue;
		}
		if (np_is_quote(token))
			return false;
		if (np_token_is(token, NP_AUXILIARY | NP_ADVERB | NP_TIME) &&
			!(np_is_name(token) && token->flags & NP_TOKEN_CAPITAL))
		{
			end--;
			/* on Monday, late Monday */
			if (np_token_is(token, NP_TIME))
				while (end > low && !(tokens[end].gap & NP_GAP_BREAK) &&
					   (np_token_is(&tokens[end - 1], NP_TIME) ||
						(np_token_is(&tokens[end - 1], NP_PREPOSITION | NP_DETERMINER)) ||
						tokens[end - 1].flags & NP_TOKEN_DIGIT))
					end--;
			continue;
		}
		if (token->flags & NP_TOKEN_DIGIT && end >= low + 2 &&
			np_token_is(&tokens[end - 2], NP_TIME))
		{
			end--;
			continue;
		}
		break;
	}

	gap = tokens[end].gap;
	if (gap & (NP_GAP_SEMICOLON | NP_GAP_STOP | NP_GAP_PARAGRAPH | NP_GAP_COLON))
		return false;
	if (gap & NP_GAP_CLOSE)
		return before_insertion(prose, end, low, NP_GAP_CLOSE, phrase);
	if (gap & (NP_GAP_COMMA | NP_GAP_DASH))
		return before_insertion(prose, end, low,
								gap & NP_GAP_COMMA ? NP_GAP_COMMA : NP_GAP_DASH,
								phrase);
	if (np_token_is(&tokens[end - 1], NP_AND))
		return shared_subject(prose, end - 1, low, high, depth, phrase);
	if (np_token_is(&tokens[end - 1], NP_RELATIVE))
	{
		uint32_t	before = end - 1;

		if (before <= low)
			return false;
		/* who ..., which ... */
		if (!np_phrase_before(prose, before, low, phrase))
			return false;
		phrase->relative = before;
		return np_is_speaking_phrase(prose, *phrase);
	}
	if (np_token_is(&tokens[end - 1], NP_SUBORDINATE))
		return false;
	return np_phrase_before(prose, end, low, phrase);
}

bool
np_subject_of(const NpProse *prose, uint32_t verb, uint32_t low, uint32_t high,
			  NpPhrase *phrase)
{
	return subject_of(prose, verb, low, high, 0, phrase);
}

static bool
ends_introduction(const NpProse *prose, uint32_t i)
{
	return prose->tokens[i].gap & NP_GAP_COMMA ||
		(np_is_quote(&prose->tokens[i - 1]) && prose->tokens[i - 1].last == ',');
}

/* Alabama, in `In Birmingham, Alabama, ...`: where does it end? */
static uint32_t
skip_place(const NpProse *prose, uint32_t first, uint32_t limit)
{
	const NpToken *tokens = prose->tokens;

	for (uint32_t i = first; i + 1 < limit && i < first + 3; i++)
	{
		if (!np_is_name(&tokens[i]))
			break;
		if (tokens[i + 1].gap & NP_GAP_COMMA)
			return i + 1;
		if (tokens[i + 1].gap & NP_GAP_BREAK)
			break;
	}
	return first;
}

bool
np_main_subject(const NpProse *prose, uint32_t low, uint32_t high,
				NpPhrase *phrase)
{
	const NpToken *tokens = prose->tokens;
	uint32_t	limit = high - low > LONGEST_CLAUSE ? low + LONGEST_CLAUSE : high;
	uint32_t	i = low;

	if (low >= high)
		return false;
	/* WASHINGTON (AP) - ... */
	if (np_is_name(&tokens[low]))
		for (uint32_t j = low + 1; j < limit && j < low + 6; j++)
		{
			if (tokens[j].gap & NP_GAP_DASH)
				i = j;
			else if (!np_is_name(&tokens[j]))
				break;
		}

	for (int tries = 0; tries < 6 && i < limit; tries++)
	{
		const NpToken *token;

		while (i < limit && np_token_is(&tokens[i], NP_AND | NP_ADVERB) &&
			   !np_is_quote(&tokens[i]))
			i++;
		if (i >= limit)
			return false;
		token = &tokens[i];
		if (np_is_quote(token))
			return false;
		if (np_token_is(token, NP_PREPOSITION | NP_SUBORDINATE | NP_NONFINITE | NP_TIME | NP_AS) ||
			(i + 1 < limit && !np_is_name(&tokens[i + 1]) &&
			 token->flags & (NP_TOKEN_VERBAL | NP_TOKEN_GERUND)))
		{
			/* an introduction: it ends with a comma */
			for (i++; i < limit && !ends_introduction(prose, i); i++)
				;
			/* In Birmingham, Alabama, ... */
			if (np_token_is(token, NP_PREPOSITION))
				i = skip_place(prose, i, limit);
			continue;
		}
		return np_phrase_after(prose, i, limit, phrase);
	}
	return false;
}
