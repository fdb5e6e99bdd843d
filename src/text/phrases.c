/*-------------------------------------------------------------------------
 *
 * phrases.c
 *	  Noun phrases: where one begins and ends.
 *
 * There is no grammar here, only what bounds a noun phrase: punctuation,
 * determiners, verbs, pronouns and the small words of the language's table.
 *
 *-------------------------------------------------------------------------
 */
#include "text/phrases.h"

#define LONGEST_PHRASE	16

static bool
is_person_like(const NpToken *token)
{
	return np_is_name(token) ||
		np_token_is(token, NP_PERSON | NP_GROUP | NP_DOCUMENT | NP_SOMEBODY |
					NP_TITLE_WORD);
}

bool
np_is_pronoun_phrase(const NpProse *prose, NpPhrase phrase)
{
	return phrase.end == phrase.first + 1 &&
		np_token_is(&prose->tokens[phrase.first], NP_PRONOUN);
}

/* the 46-year-old */
static bool
is_age(const NpProse *prose, uint32_t i)
{
	const NpToken *token = &prose->tokens[i];

	return i >= 2 && token->gap & NP_GAP_HYPHEN &&
		token[-1].gap & NP_GAP_HYPHEN && token[-2].flags & NP_TOKEN_DIGIT;
}

/* The last word before a preposition: the spokesman for the agency */
uint32_t
np_head_of(const NpProse *prose, NpPhrase phrase)
{
	for (uint32_t i = phrase.first + 1; i < phrase.end; i++)
		if (np_token_is(&prose->tokens[i], NP_PREPOSITION) &&
			!(np_token_is(&prose->tokens[i], NP_NAME_PART) &&
			  np_is_name(&prose->tokens[i - 1])))
			return i - 1;
	return phrase.end - 1;
}

bool
np_is_speaking_phrase(const NpProse *prose, NpPhrase phrase)
{
	for (uint32_t i = phrase.first; i < phrase.end; i++)
		if (is_person_like(&prose->tokens[i]) ||
			np_token_is(&prose->tokens[i], NP_PRONOUN) ||
			is_age(prose, i))
			return true;
	return false;
}

/* Does the token end a noun phrase to its right? */
static bool
bounds_phrase(const NpToken *token)
{
	if (np_is_quote(token))
		return token->words > 3;
	if (token->gap & NP_GAP_HYPHEN)
		return false;
	if (np_is_name(token) && !np_token_is(token, NP_SAYS))
		return false;
	if (np_token_is(token, NP_MAY_BE_NOUN | NP_PERSON | NP_DOCUMENT | NP_GROUP))
		return false;
	return np_token_is(token, NP_AUXILIARY | NP_SUBORDINATE | NP_RELATIVE |
					   NP_VERB | NP_TIME | NP_SPEECH_VERB | NP_PRONOUN |
					   NP_ADVERB | NP_ACCORDING | NP_AND | NP_PREPOSITION |
					   NP_AS | NP_INFINITIVE);
}

static bool
is_noun_phrase(const NpProse *prose, NpPhrase phrase)
{
	const NpToken *first = &prose->tokens[phrase.first];

	if (phrase.first >= phrase.end)
		return false;
	if (np_is_speaking_phrase(prose, phrase))
		return true;
	/* a bare lower-case word is anything */
	return np_token_is(first, NP_DETERMINER | NP_OWNER) &&
		phrase.end > phrase.first + 1;
}

bool
np_phrase_before(const NpProse *prose, uint32_t end, uint32_t low,
				 NpPhrase *phrase)
{
	const NpToken *tokens = prose->tokens;
	uint32_t	first = end;
	uint32_t	limit = end > low + LONGEST_PHRASE ? end - LONGEST_PHRASE : low;
	bool		begun = false;	/* has the chunk its determiner? */

	if (end <= low)
		return false;
	if (np_token_is(&tokens[end - 1], NP_PRONOUN) &&
		!np_token_is(&tokens[end - 1], NP_OWNER))
	{
		phrase->relative = 0;
		phrase->first = end - 1;
		phrase->end = end;
		return true;
	}

	while (first > limit)
	{
		const NpToken *token = &tokens[first - 1];

		if (first < end && tokens[first].gap & NP_GAP_BREAK)
			break;
		if (first < end && np_token_is(token, NP_AND))
		{
			/* Smith and Jones; his wife and daughter */
			if (first - 1 > limit && !(token->gap & NP_GAP_BREAK) &&
				is_person_like(&tokens[first - 2]) &&
				is_person_like(&tokens[first]) &&
				np_is_name(&tokens[first - 2]) == np_is_name(&tokens[first]))
			{
				first -= 2;
				begun = false;
				continue;
			}
			break;
		}
		if (first < end && np_token_is(token, NP_NAME_PART) &&
			np_is_name(&tokens[first]) && first - 1 > limit &&
			!(token->gap & NP_GAP_BREAK) && np_is_name(&tokens[first - 2]))
		{
			first -= 2;
			continue;
		}
		if (first < end && np_token_is(token, NP_PREPOSITION | NP_JOINS))
		{
			/* a spokesman for the White House */
			if (np_token_is(token, NP_JOINS) && first - 1 > limit &&
				!(token->gap & NP_GAP_BREAK) &&
				(is_person_like(&tokens[first - 2]) ||
				 (np_token_is(token, NP_JOINS) && !bounds_phrase(&tokens[first - 2]) &&
				  !np_token_is(&tokens[first - 2], NP_DETERMINER))))
			{
				first -= 2;
				begun = np_token_is(&tokens[first], NP_DETERMINER);
				continue;
			}
			if (!np_token_is(token, NP_DETERMINER))
				break;
		}
		if (begun && !(token->flags & NP_TOKEN_OWNER))
		{
			/* all the, both the */
			if (!np_token_is(token, NP_SOMEBODY) || np_token_is(token, NP_PREPOSITION))
				break;
		}
		if (np_token_is(token, NP_OWNER))
		{
			first--;
			begun = true;
			continue;
		}
		if (np_token_is(token, NP_ADVERB) && first < end &&
			first - 1 > limit &&
			np_token_is(&tokens[first - 2], NP_DETERMINER))
		{
			first--;
			continue;
		}
		if (np_token_is(token, NP_SUBORDINATE) && first < end)
			break;
		if (np_token_is(token, NP_DETERMINER) && first < end)
		{
			first--;
			begun = true;
			continue;
		}
		if (bounds_phrase(token))
			break;
		/* contradicting Smith */
		if (token->flags & NP_TOKEN_GERUND && first < end &&
			(token->flags & NP_TOKEN_CAPITAL) == 0 &&
			(np_is_name(&tokens[first]) ||
			 np_token_is(&tokens[first], NP_DETERMINER)) &&
			!(first - 1 > limit && !(token->gap & NP_GAP_BREAK) &&
			  np_token_is(&tokens[first - 2], NP_DETERMINER)))
			break;
		/* a verb that no table has */
		if (np_is_unknown_verb(token) && first < end &&
			first - 1 > limit &&
			!np_token_is(&tokens[first - 2], NP_DETERMINER) &&
			!(tokens[first - 1].gap & NP_GAP_HYPHEN) &&
			(np_token_is(&tokens[first], NP_DETERMINER | NP_OWNER) ||
			 is_person_like(&tokens[first - 2]) ||
			 np_token_is(&tokens[first - 2], NP_PRONOUN | NP_RELATIVE | NP_ADVERB)))
			break;
		first--;
	}

	/* what cannot begin a phrase */
	while (first < end && np_token_is(&tokens[first], NP_AND))
		first++;
	phrase->relative = 0;
	phrase->first = first;
	phrase->end = end;
	return is_noun_phrase(prose, *phrase);
}

/* Does a name follow within two words of no known kind? */
static bool
name_follows(const NpProse *prose, uint32_t i, uint32_t limit)
{
	for (uint32_t j = i; j < limit && j < i + 3; j++)
	{
		if (prose->tokens[j].gap & NP_GAP_BREAK)
			return false;
		if (np_is_name(&prose->tokens[j]))
			return true;
		if (prose->tokens[j].classes != 0)
			return false;
	}
	return false;
}

bool
np_phrase_after(const NpProse *prose, uint32_t first, uint32_t high,
				NpPhrase *phrase)
{
	const NpToken *tokens = prose->tokens;
	uint32_t	limit = high - first > LONGEST_PHRASE ? first + LONGEST_PHRASE : high;
	uint32_t	end = first;
	bool		named = false;	/* has a name been seen? */
	bool		head = false;	/* or a noun that may be the head? */

	if (first >= high)
		return false;
	if (np_token_is(&tokens[first], NP_PRONOUN))
	{
		phrase->relative = 0;
		phrase->first = first;
		phrase->end = first + 1;
		return true;
	}
	while (end < limit)
	{
		const NpToken *token = &tokens[end];

		if (end > first && token->gap & NP_GAP_BREAK)
			break;
		if (np_is_quote(token) && token->words > 3)
			break;
		if (end > first && np_token_is(token, NP_AND))
		{
			if (end + 1 < limit && !(tokens[end + 1].gap & NP_GAP_BREAK) &&
				np_is_name(&tokens[end + 1]) && np_is_name(&tokens[end - 1]))
			{
				end += 2;
				continue;
			}
			break;
		}
		if (end > first && np_token_is(token, NP_PREPOSITION | NP_JOINS) &&
			!(named && np_token_is(token, NP_NAME_PART)))
		{
			/* the head of the agency, a professor at Yale */
			if (np_token_is(token, NP_JOINS) &&
				(!named || np_token_is(&tokens[end - 1], NP_BODY_NAME | NP_GROUP)) &&
				end + 1 < limit &&
				!(tokens[end + 1].gap & NP_GAP_BREAK) &&
				!np_token_is(&tokens[end + 1], NP_TIME | NP_PRONOUN) &&
				(np_is_name(&tokens[end + 1]) ||
				 np_token_is(&tokens[end + 1], NP_DETERMINER | NP_OWNER)))
			{
				end += 2;
				named = np_is_name(&tokens[end - 1]);
				head = false;
				continue;
			}
			break;
		}
		if (np_token_is(token, NP_TIME) && !(token->gap & NP_GAP_HYPHEN))
			break;
		if (np_is_name(token))
		{
			named = true;
			end++;
			continue;
		}
		if (np_token_is(token, NP_NAME_PART) && named && end + 1 < limit &&
			np_is_name(&tokens[end + 1]))
		{
			end++;
			continue;
		}
		if (named && !np_token_is(token, NP_PERSON | NP_GROUP | NP_DOCUMENT) &&
			!(tokens[end - 1].flags & NP_TOKEN_OWNER) &&
			!(token->gap & NP_GAP_HYPHEN))
			break;
		if (end > first && np_token_is(token, NP_DETERMINER | NP_OWNER) &&
			!np_token_is(&tokens[end - 1], NP_SOMEBODY | NP_JOINS))
			break;
		if (bounds_phrase(token) && !np_token_is(token, NP_DETERMINER))
		{
			if (!(np_token_is(token, NP_ADVERB) && end > first && !head))
				break;
		}
		if (head && np_token_is(token, NP_SPEECH_VERB) &&
			!np_token_is(token, NP_PERSON | NP_GROUP | NP_DOCUMENT))
			break;
		if (head && np_is_unknown_verb(token))
			break;
		if (np_token_is(token, NP_PERSON | NP_GROUP | NP_DOCUMENT))
			head = true;
		else if (head && token->classes == 0 &&
				 np_token_is(&tokens[end - 1], NP_PERSON) &&
				 !(token->gap & NP_GAP_HYPHEN) &&
				 !name_follows(prose, end + 1, limit))
			break;
		end++;
	}
	phrase->relative = 0;
	phrase->first = first;
	phrase->end = end;
	return is_noun_phrase(prose, *phrase);
}

NpPhrase
np_name_in_apposition(const NpProse *prose, NpPhrase phrase, uint32_t high)
{
	const NpToken *tokens = prose->tokens;
	uint32_t	end = phrase.end;
	NpPhrase	name = {phrase.end, phrase.end, 0};

	if (end >= high || !(tokens[end].gap & NP_GAP_COMMA) ||
		tokens[end].gap & NP_GAP_STOP ||
		!np_token_is(&tokens[np_head_of(prose, phrase)], NP_PERSON) ||
		tokens[phrase.first].flags & NP_TOKEN_CAPITAL)
		return phrase;
	while (end < high && end < name.first + 5 && np_is_name(&tokens[end]) &&
		   (end == name.first || !(tokens[end].gap & NP_GAP_BREAK)))
		end++;
	if (end < name.first + 2 ||
		(end < high && !(tokens[end].gap & (NP_GAP_COMMA | NP_GAP_STOP |
											NP_GAP_CLOSE | NP_GAP_OPEN))))
		return phrase;
	name.end = end;
	return name;
}
