/*-------------------------------------------------------------------------
 *
 * speaker_rules.c
 *	  The rules that find a quotation's speaker in the prose around it.
 *
 * prose.c makes sentences in which a quotation Q is one token; here rules are
 * tried on each Q, and the first that finds somebody wins:
 *
 *	R1	a tag behind it: `Q, said S`, `Q, S said`, `Q, according to S`
 *	R2	the nearest verb of saying before it, and its subject; where that verb
 *		was the tag of the quotation before, its speaker (R2t)
 *	R3	`according to S` elsewhere in the sentence
 *	R4	`Name: Q` at a paragraph's start
 *	R6	a verb of saying later in the sentence, behind a comma
 *	R7	in a sentence of quotations only: who spoke before
 *	R8	`Q - Name` at a paragraph's end
 *	R10	the main subject of the sentence, if it is one that speaks
 *
 * The order and the limits of the rules were measured on PolNeAR
 * (bench/bench_quotes.c).
 *
 *-------------------------------------------------------------------------
 */
#include "text/speaker_rules.h"

#define TAG_SUBJECT		5		/* words from Q to the tag's subject */
#define TAG_VERB		16		/* and to its verb */
#define FAR_VERB		60		/* how far R2, R3 and R6 look */
#define MOST_VERBS		6		/* tried by a rule */

bool
np_is_saying(const NpAttributor *attributor, uint32_t i, uint32_t low,
			 uint64_t classes)
{
	const NpToken *token = &attributor->prose.tokens[i];
	const NpToken *before = token - 1;

	if (!np_token_is(token, classes) || np_is_quote(token) ||
		(token->flags & NP_TOKEN_CAPITAL && i != low))
		return false;
	if (token->flags & NP_TOKEN_OWNER)
		return false;
	if (np_token_is(token, NP_MAY_BE_NOUN) && i > low &&
		!(token->gap & NP_GAP_BREAK))
	{
		if (np_token_is(before, NP_DETERMINER | NP_OWNER | NP_PREPOSITION) &&
			!np_token_is(before, NP_INFINITIVE | NP_PRONOUN | NP_RELATIVE | NP_TIME))
			return false;
		if (before->flags & NP_TOKEN_OWNER)
			return false;
		/* the terror attack is */
		if (!np_is_name(before) && !np_is_quote(before) &&
			!np_token_is(before, NP_PERSON | NP_GROUP | NP_DOCUMENT | NP_PRONOUN |
						 NP_RELATIVE | NP_AUXILIARY | NP_ADVERB | NP_AND |
						 NP_INFINITIVE | NP_TIME | NP_SOMEBODY))
			return false;
		if (i + 1 < attributor->prose.ntokens &&
			!(token[1].gap & NP_GAP_BREAK) &&
			np_token_is(token + 1, NP_BE))
			return false;
	}
	return true;
}

static bool
ends_openly(const NpToken *quote)
{
	return quote->last == ',' || quote->last == '?' || quote->last == '!' ||
		quote->last == '-';
}

/* Is the verb passive, and no verb of a speaker that is its subject? */
static bool
is_passive(const NpAttributor *attributor, uint32_t verb, uint32_t low)
{
	const NpToken *tokens = attributor->prose.tokens;
	uint32_t	i = verb;

	if (np_token_is(&tokens[verb], NP_NONFINITE))
		return false;
	while (i > low && !(tokens[i].gap & NP_GAP_BREAK))
	{
		i--;
		if (np_token_is(&tokens[i], NP_BE))
			return true;
		if (!np_token_is(&tokens[i], NP_ADVERB | NP_AUXILIARY))
			return false;
	}
	return false;
}

/* by S, within a few words of a passive verb */
static bool
agent_of(const NpAttributor *attributor, uint32_t verb, uint32_t high,
		 NpPhrase *phrase)
{
	const NpToken *tokens = attributor->prose.tokens;

	for (uint32_t i = verb + 1; i < high && i < verb + 12; i++)
	{
		if (np_token_is(&tokens[i], NP_BY))
			return np_phrase_after(&attributor->prose, i + 1, high, phrase) &&
				np_is_speaking_phrase(&attributor->prose, *phrase);
		if (tokens[i].gap & (NP_GAP_SEMICOLON | NP_GAP_STOP))
			return false;
	}
	return false;
}

bool
np_speaking_subject(const NpAttributor *attributor, uint32_t verb, uint32_t low,
					uint32_t high, NpPhrase *phrase)
{
	const NpProse *prose = &attributor->prose;
	const NpToken *token = &prose->tokens[verb];
	const NpToken *head;

	if (is_passive(attributor, verb, low))
		return agent_of(attributor, verb, high, phrase);
	if (!np_subject_of(prose, verb, low, high, phrase))
		return false;
	head = &prose->tokens[np_head_of(prose, *phrase)];
	if (np_is_name(head) ||
		np_token_is(head, NP_PERSON | NP_GROUP | NP_SOMEBODY | NP_PRONOUN | NP_TITLE_WORD))
		return true;
	if (np_token_is(token, NP_MAY_BE_NOUN | NP_JUDGES))
		return false;
	return true;
}

/* S at token i, behind according */
static bool
speaker_after(const NpAttributor *attributor, uint32_t i, uint32_t high,
			  NpPhrase *phrase)
{
	const NpToken *tokens = attributor->prose.tokens;

	while (i < high && np_token_is(&tokens[i], NP_INFINITIVE) &&
		   !np_token_is(&tokens[i], NP_DETERMINER))
		i++;
	return i < high && np_phrase_after(&attributor->prose, i, high, phrase);
}

/* S in `according to S` at token i */
static bool
according_to(const NpAttributor *attributor, uint32_t i, uint32_t high,
			 NpPhrase *phrase)
{
	const NpToken *tokens = attributor->prose.tokens;

	if (!np_token_is(&tokens[i], NP_ACCORDING))
		return false;
	return speaker_after(attributor, i + 1, high, phrase);
}

/* R1 */
static bool
tag_behind(NpAttributor *attributor, uint32_t quote, uint32_t s, NpFoundSpeaker *result)
{
	const NpProse *prose = &attributor->prose;
	const NpToken *tokens = prose->tokens;
	uint32_t	high = prose->sentences[s].end;
	uint32_t	first = quote + 1;
	bool		open;
	NpPhrase	phrase;
	uint32_t	i;

	if (first >= high || np_is_quote(&tokens[first]) ||
		tokens[first].gap & (NP_GAP_SEMICOLON | NP_GAP_COLON | NP_GAP_STOP |
							 NP_GAP_OPEN))
		return false;
	open = ends_openly(&tokens[quote]) ||
		tokens[first].gap & (NP_GAP_COMMA | NP_GAP_DASH);
	if (according_to(attributor, first, high, &phrase) ||
		(np_token_is(&tokens[first], NP_THUS) &&
		 speaker_after(attributor, first + 1, high, &phrase) &&
		 np_is_speaking_phrase(prose, phrase)))
		return np_found_speaker(result, phrase, NP_RULE_TAG_ACCORDING, s);
	/* Russian: по словам S */
	if (first + 1 < high && np_token_is(&tokens[first], NP_PREPOSITION) &&
		according_to(attributor, first + 1, high, &phrase))
		return np_found_speaker(result, phrase, NP_RULE_TAG_ACCORDING, s);

	/* said S */
	for (i = first; i < high && i < first + 3 && !np_is_quote(&tokens[i]) &&
		 np_token_is(&tokens[i], NP_ADVERB | NP_AUXILIARY); i++)
		;
	if (i < high && np_is_saying(attributor, i, first, NP_SAYS | NP_TAGS) &&
		!np_token_is(&tokens[i], NP_NONFINITE) &&
		(open || !np_token_is(&tokens[i], NP_MAY_BE_NOUN)))
	{
		uint32_t	next = i + 1;

		while (next < high && np_token_is(&tokens[next], NP_ADVERB) &&
			   !(tokens[next].gap & NP_GAP_BREAK))
			next++;
		if (next < high && !(tokens[next].gap & NP_GAP_BREAK) &&
			!np_is_quote(&tokens[next]) &&
			!np_token_is(&tokens[next], NP_PREPOSITION) &&
			np_phrase_after(prose, next, high, &phrase) &&
			np_is_speaking_phrase(prose, phrase))
		{
			attributor->tag_verb = i;
			phrase = np_name_in_apposition(prose, phrase, high);
			return np_found_speaker(result, phrase, NP_RULE_TAG_INVERTED, s);
		}
	}

	/* `..., dijo.`: the one who spoke before */
	if (prose->speech->drops_subjects && i < high && i <= first + 1 &&
		np_is_saying(attributor, i, first, NP_SAYS | NP_TAGS) &&
		attributor->last.rule != NP_NO_RULE)
	{
		attributor->tag_verb = i;
		return np_found_speaker(result, attributor->last.phrase, NP_RULE_TAG_BARE,
								attributor->last.sentence);
	}

	/* S said */
	if (np_token_is(&tokens[first], NP_AND | NP_SUBORDINATE | NP_RELATIVE |
					NP_PREPOSITION) &&
		!np_token_is(&tokens[first], NP_DETERMINER | NP_AUXILIARY))
		return false;
	for (i = first; i < high && i < first + TAG_VERB; i++)
	{
		const NpToken *token = &tokens[i];

		if (np_is_quote(token) ||
			(i > first && token->gap & (NP_GAP_SEMICOLON | NP_GAP_COLON)))
			break;
		if (i == first ||
			!np_is_saying(attributor, i, first,
						  NP_SAYS | NP_TAGS) ||
			np_token_is(token, NP_NONFINITE) ||
			np_token_is(token - 1, NP_INFINITIVE | NP_AND))
			continue;
		if (!np_speaking_subject(attributor, i, first, high, &phrase) ||
			phrase.first > first + TAG_SUBJECT)
			continue;
		if (!open && (phrase.first > first + 1 ||
					  !np_is_speaking_phrase(prose, phrase)))
			continue;
		attributor->tag_verb = i;
		return np_found_speaker(result, phrase, open ? NP_RULE_TAG_DIRECT : NP_RULE_TAG_LOOSE, s);
	}
	return false;
}

/* The subject of the verb of saying at token i, if both are there */
static bool
known_subject(const NpAttributor *attributor, uint32_t i, NpPhrase *phrase)
{
	if (!np_token_is(&attributor->prose.tokens[i], NP_SPEECH_VERB))
		return false;
	*phrase = attributor->subjects[i];
	return phrase->end > 0;
}

/* R2 */
static bool
verb_before(NpAttributor *attributor, uint32_t quote, uint32_t s, NpFoundSpeaker *result)
{
	const NpProse *prose = &attributor->prose;
	const NpToken *tokens = prose->tokens;
	uint32_t	low = prose->sentences[s].first;
	uint32_t	limit = quote > low + FAR_VERB ? quote - FAR_VERB : low;
	int			tries = 0;

	for (uint32_t i = quote; i-- > limit;)
	{
		NpPhrase	phrase;
		uint32_t	distance = quote - i;
		bool		beside;
		uint64_t	classes;

		if (tokens[i + 1].gap & (NP_GAP_SEMICOLON | NP_GAP_STOP))
			return false;
		beside = distance == 1;
		classes = NP_SAYS | NP_JUDGES;
		if (beside && tokens[quote].gap & (NP_GAP_COMMA | NP_GAP_COLON))
			classes |= NP_TAGS;
		if (attributor->tag.rule != NP_NO_RULE && attributor->tag_verb == i)
			return np_found_speaker(result, attributor->tag.phrase, NP_RULE_VERB_CARRIED, s);
		if (!np_is_saying(attributor, i, low, classes))
			continue;
		if (attributor->tag.rule != NP_NO_RULE && attributor->tag_verb < i &&
			np_token_is(&tokens[i], NP_NONFINITE))
			return np_found_speaker(result, attributor->tag.phrase, NP_RULE_VERB_CARRIED, s);
		if (!known_subject(attributor, i, &phrase))
		{
			if (++tries == MOST_VERBS)
				return false;
			continue;
		}
		if (np_token_is(&tokens[i], NP_SAYS))
			return np_found_speaker(result, phrase, distance <= 3 ? NP_RULE_VERB_NEAR :
									distance <= 12 ? NP_RULE_VERB_MIDDLE : NP_RULE_VERB_FAR, s);
		return np_found_speaker(result, phrase, distance <= 6 ?
								NP_RULE_JUDGES_NEAR : NP_RULE_JUDGES_FAR, s);
	}
	return false;
}

/* R3 */
static bool
according_elsewhere(NpAttributor *attributor, uint32_t quote, uint32_t s,
					NpFoundSpeaker *result)
{
	const NpProse *prose = &attributor->prose;
	const NpProseSentence *sentence = &prose->sentences[s];
	uint32_t	low = quote > sentence->first + FAR_VERB ? quote - FAR_VERB : sentence->first;
	uint32_t	high = sentence->end > quote + FAR_VERB ? quote + FAR_VERB : sentence->end;
	NpPhrase	phrase;

	for (uint32_t i = low; i < high; i++)
		if (np_token_is(&prose->tokens[i], NP_ACCORDING) &&
			according_to(attributor, i, sentence->end, &phrase))
			return np_found_speaker(result, phrase, NP_RULE_ACCORDING, s);
	return false;
}

/* R4 and R8 */
static bool
name_beside(NpAttributor *attributor, uint32_t quote, uint32_t s, NpFoundSpeaker *result)
{
	const NpProse *prose = &attributor->prose;
	const NpToken *tokens = prose->tokens;
	const NpProseSentence *sentence = &prose->sentences[s];
	NpPhrase	phrase;

	if (tokens[quote].gap & NP_GAP_COLON && quote > sentence->first &&
		quote <= sentence->first + 12 &&
		(sentence->first == 0 ||
		 tokens[sentence->first].gap & NP_GAP_PARAGRAPH) &&
		np_phrase_after(prose, sentence->first, quote, &phrase) &&
		np_is_speaking_phrase(prose, phrase) &&
		(phrase.end == quote || tokens[phrase.end].gap & (NP_GAP_OPEN | NP_GAP_COMMA)))
		return np_found_speaker(result, phrase, NP_RULE_NAME_COLON, s);
	/* ... - Name: Q */
	if (tokens[quote].gap & NP_GAP_COLON && quote > sentence->first &&
		np_is_name(&tokens[quote - 1]))
	{
		uint32_t	first = quote - 1;

		while (first > sentence->first && quote - first < 8 &&
			   !(tokens[first].gap & NP_GAP_BREAK) &&
			   (np_is_name(&tokens[first - 1]) ||
				np_token_is(&tokens[first - 1], NP_AND | NP_NAME_PART)))
			first--;
		if (np_is_name(&tokens[first]) &&
			(first == sentence->first || tokens[first].gap & NP_GAP_DASH))
		{
			phrase.first = first;
			phrase.end = quote;
			phrase.relative = 0;
			return np_found_speaker(result, phrase, NP_RULE_NAME_COLON, s);
		}
	}
	if (quote + 1 < sentence->end && sentence->end <= quote + 14 &&
		tokens[quote + 1].gap & NP_GAP_DASH &&
		(sentence->end == prose->ntokens ||
		 tokens[sentence->end].gap & NP_GAP_PARAGRAPH) &&
		np_is_name(&tokens[quote + 1]) &&
		np_phrase_after(prose, quote + 1, sentence->end, &phrase) &&
		(phrase.end == sentence->end ||
		 tokens[phrase.end].gap & (NP_GAP_COMMA | NP_GAP_OPEN)))
		return np_found_speaker(result, phrase, NP_RULE_SIGNED, s);
	return false;
}

/* R6 */
static bool
verb_later(NpAttributor *attributor, uint32_t quote, uint32_t s, NpFoundSpeaker *result)
{
	const NpProse *prose = &attributor->prose;
	const NpToken *tokens = prose->tokens;
	uint32_t	high = prose->sentences[s].end;
	uint32_t	limit = high > quote + FAR_VERB ? quote + FAR_VERB : high;
	int			tries = 0;
	NpPhrase	phrase;

	for (uint32_t i = quote + 2; i < limit; i++)
	{
		if (tokens[i].gap & NP_GAP_SEMICOLON)
			return false;
		if (!np_is_saying(attributor, i, quote + 1, NP_SAYS) ||
			np_token_is(&tokens[i], NP_NONFINITE))
			continue;
		if (++tries > MOST_VERBS)
			return false;
		if (np_speaking_subject(attributor, i, quote + 1, high, &phrase) &&
			tokens[phrase.first].gap & (NP_GAP_COMMA | NP_GAP_DASH))
			return np_found_speaker(result, phrase, NP_RULE_LATER_VERB, s);
		/* , said S */
		if (tokens[i].gap & NP_GAP_COMMA && i + 1 < high &&
			!(tokens[i + 1].gap & NP_GAP_BREAK) &&
			np_phrase_after(prose, i + 1, high, &phrase) &&
			np_is_speaking_phrase(prose, phrase))
			return np_found_speaker(result, phrase, NP_RULE_LATER_VERB, s);
	}
	return false;
}

/* Who is about to speak at the end of a sentence that a colon ends? */
static bool
introduced(const NpAttributor *attributor, uint32_t s, NpFoundSpeaker *result)
{
	const NpProseSentence *sentence = &attributor->prose.sentences[s];
	uint32_t	limit = sentence->end > sentence->first + FAR_VERB ?
	sentence->end - FAR_VERB : sentence->first;
	NpPhrase	phrase;

	for (uint32_t i = sentence->end; i-- > limit;)
		if (known_subject(attributor, i, &phrase))
			return np_found_speaker(result, phrase, NP_RULE_INTRODUCED, s);
	if (np_main_subject(&attributor->prose, sentence->first, sentence->end, &phrase) &&
		np_is_speaking_phrase(&attributor->prose, phrase))
		return np_found_speaker(result, phrase, NP_RULE_INTRODUCED_MAIN, s);
	return false;
}

/* R7 */
static bool
continues(NpAttributor *attributor, uint32_t s, NpFoundSpeaker *result)
{
	const NpProse *prose = &attributor->prose;
	uint32_t	paragraph = prose->sentences[s].paragraph;

	if (!attributor->only_quotes)
		return false;
	if (s > 0 && prose->tokens[prose->sentences[s].first].gap & NP_GAP_COLON &&
		introduced(attributor, s - 1, result))
		return true;
	if (attributor->last.rule != NP_NO_RULE &&
		attributor->last_paragraph == paragraph)
		return np_found_speaker(result, attributor->last.phrase, NP_RULE_CONTINUES,
								attributor->last.sentence);
	if (s > 0 && attributor->reporters[s - 1].rule != NP_NO_RULE)
		return np_found_speaker(result, attributor->reporters[s - 1].phrase,
								prose->sentences[s - 1].paragraph == paragraph ?
								NP_RULE_AFTER_REPORT : NP_RULE_CONTINUES_FAR, s - 1);
	if (attributor->last.rule != NP_NO_RULE &&
		attributor->last_paragraph + 1 == paragraph)
		return np_found_speaker(result, attributor->last.phrase, NP_RULE_CONTINUES_FAR,
								attributor->last.sentence);
	return false;
}

/* R10 */
static bool
main_subject(NpAttributor *attributor, uint32_t quote, uint32_t s, NpFoundSpeaker *result)
{
	const NpProse *prose = &attributor->prose;
	NpPhrase	phrase;

	if (!np_main_subject(prose, prose->sentences[s].first, quote, &phrase) ||
		!np_is_speaking_phrase(prose, phrase))
		return false;
	return np_found_speaker(result, phrase,
							prose->tokens[quote].gap & NP_GAP_COLON ? NP_RULE_MAIN_COLON : NP_RULE_MAIN_SUBJECT, s);
}

bool
np_try_rules(NpAttributor *attributor, uint32_t quote, uint32_t s,
			 NpFoundSpeaker *result)
{
	if (tag_behind(attributor, quote, s, result))
	{
		attributor->tag = *result;
		return true;
	}
	return name_beside(attributor, quote, s, result) ||
		verb_before(attributor, quote, s, result) ||
		according_elsewhere(attributor, quote, s, result) ||
		verb_later(attributor, quote, s, result) ||
		continues(attributor, s, result) ||
		main_subject(attributor, quote, s, result);
}
