/*-------------------------------------------------------------------------
 *
 * speakers.c
 *	  Who said what a text quotes.
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
 *	N	a quotation in another one: who speaks that
 *
 * A pronoun is then resolved (pronouns.c).  The order and the limits of the
 * rules were measured on PolNeAR (bench/bench_quotes.c); a speaker's
 * confidence is what its rule was right in there.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/pronouns.h"
#include "text/speakers.h"
#include "text/speech_form.h"

#define TAG_SUBJECT		5		/* words from Q to the tag's subject */
#define TAG_VERB		16		/* and to its verb */
#define FAR_VERB		60		/* how far R2, R3 and R6 look */
#define MOST_VERBS		6		/* tried by a rule */
#define FRAGMENT_WORDS	3

typedef enum Rule
{
	NO_RULE,
	TAG_INVERTED,				/* R1: said S */
	TAG_DIRECT,					/* R1: S said */
	TAG_LOOSE,					/* R1: the same, and no comma */
	TAG_ACCORDING,				/* R1: according to S */
	TAG_BARE,					/* R1: a verb, its subject understood */
	VERB_NEAR,					/* R2, up to 3 words before */
	VERB_MIDDLE,				/* R2, up to 12 */
	VERB_FAR,					/* R2, farther */
	JUDGES_NEAR,				/* R2, a verb of stance, up to 6 */
	JUDGES_FAR,					/* R2, farther */
	VERB_CARRIED,				/* R2t */
	ACCORDING,					/* R3 */
	NAME_COLON,					/* R4 */
	SIGNED,						/* R8 */
	LATER_VERB,					/* R6 */
	CONTINUES,					/* R7, same paragraph */
	CONTINUES_FAR,				/* R7, the paragraph before */
	AFTER_REPORT,				/* R7, a sentence that reports before it */
	INTRODUCED,					/* R7, that sentence ends in a colon */
	INTRODUCED_MAIN,			/* R7, the same, by its main subject */
	MAIN_COLON,					/* R10, a colon before the quotation */
	MAIN_SUBJECT,				/* R10 */
	NESTED,						/* N */
	RULES
} Rule;

/*
 * How often each was right on the articles that the rules were tuned on.  For
 * R10 alone, quotations that nobody is labelled to have said count as wrong:
 * nearly half of what it is asked for are scare quotes.
 */
static const double confidence_of[RULES] = {
	[NO_RULE] = 0,
	[TAG_INVERTED] = 0.975,
	[TAG_DIRECT] = 0.985,
	[TAG_LOOSE] = 0.60,
	[TAG_ACCORDING] = 0.93,
	[TAG_BARE] = 0.70,			/* not measured: English has none */
	[VERB_NEAR] = 0.90,
	[VERB_MIDDLE] = 0.95,
	[VERB_FAR] = 0.89,
	[JUDGES_NEAR] = 0.85,
	[JUDGES_FAR] = 0.73,
	[VERB_CARRIED] = 0.96,
	[ACCORDING] = 0.94,
	[NAME_COLON] = 0.97,
	[SIGNED] = 0.98,
	[LATER_VERB] = 0.945,
	[CONTINUES] = 0.987,
	[CONTINUES_FAR] = 0.91,
	[AFTER_REPORT] = 0.92,
	[INTRODUCED] = 0.88,
	[INTRODUCED_MAIN] = 0.67,
	[MAIN_COLON] = 0.84,
	[MAIN_SUBJECT] = 0.42,
	[NESTED] = 0.98
};

/* A pronoun was resolved, or could not be */
#define RESOLVED		0.92
#define UNRESOLVED		0.50

/* A speaker found */
typedef struct Found
{
	NpPhrase	phrase;
	Rule		rule;
	uint32_t	sentence;		/* where the phrase is */
} Found;

typedef struct Attributor
{
	const NpHost *host;
	NpProse		prose;
	NpMentions	mentions;
	NpPhrase   *subjects;		/* of each token that is a verb of saying; end
								 * 0: none; of others not set */
	Found	   *reporters;		/* of each sentence: its last subject that
								 * reports, or rule NO_RULE */

	bool		only_quotes;	/* nothing else is in this sentence */

	/* the last tag in this sentence */
	uint32_t	tag_verb;
	Found		tag;

	Found		last;			/* speaker of the quotation before */
	uint32_t	last_paragraph;
} Attributor;

/* Is token i a verb of saying?  classes: which kinds count */
static bool
is_saying(const Attributor *attributor, uint32_t i, uint32_t low,
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
is_passive(const Attributor *attributor, uint32_t verb, uint32_t low)
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
agent_of(const Attributor *attributor, uint32_t verb, uint32_t high,
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

static bool
subject_for(const Attributor *attributor, uint32_t verb, uint32_t low,
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
speaker_after(const Attributor *attributor, uint32_t i, uint32_t high,
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
according_to(const Attributor *attributor, uint32_t i, uint32_t high,
			 NpPhrase *phrase)
{
	const NpToken *tokens = attributor->prose.tokens;

	if (!np_token_is(&tokens[i], NP_ACCORDING))
		return false;
	return speaker_after(attributor, i + 1, high, phrase);
}

static bool
found(Found *result, NpPhrase phrase, Rule rule, uint32_t sentence)
{
	result->phrase = phrase;
	result->rule = rule;
	result->sentence = sentence;
	return true;
}

/* R1 */
static bool
tag_behind(Attributor *attributor, uint32_t quote, uint32_t s, Found *result)
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
		return found(result, phrase, TAG_ACCORDING, s);
	/* Russian: по словам S */
	if (first + 1 < high && np_token_is(&tokens[first], NP_PREPOSITION) &&
		according_to(attributor, first + 1, high, &phrase))
		return found(result, phrase, TAG_ACCORDING, s);

	/* said S */
	for (i = first; i < high && i < first + 3 && !np_is_quote(&tokens[i]) &&
		 np_token_is(&tokens[i], NP_ADVERB | NP_AUXILIARY); i++)
		;
	if (i < high && is_saying(attributor, i, first, NP_SAYS | NP_TAGS) &&
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
			return found(result, phrase, TAG_INVERTED, s);
		}
	}

	/* `..., dijo.`: the one who spoke before */
	if (prose->speech->drops_subjects && i < high && i <= first + 1 &&
		is_saying(attributor, i, first, NP_SAYS | NP_TAGS) &&
		attributor->last.rule != NO_RULE)
	{
		attributor->tag_verb = i;
		return found(result, attributor->last.phrase, TAG_BARE,
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
			!is_saying(attributor, i, first,
					   NP_SAYS | NP_TAGS) ||
			np_token_is(token, NP_NONFINITE) ||
			np_token_is(token - 1, NP_INFINITIVE | NP_AND))
			continue;
		if (!subject_for(attributor, i, first, high, &phrase) ||
			phrase.first > first + TAG_SUBJECT)
			continue;
		if (!open && (phrase.first > first + 1 ||
					  !np_is_speaking_phrase(prose, phrase)))
			continue;
		attributor->tag_verb = i;
		return found(result, phrase, open ? TAG_DIRECT : TAG_LOOSE, s);
	}
	return false;
}

/* The subject of the verb of saying at token i, if both are there */
static bool
known_subject(const Attributor *attributor, uint32_t i, NpPhrase *phrase)
{
	if (!np_token_is(&attributor->prose.tokens[i], NP_SPEECH_VERB))
		return false;
	*phrase = attributor->subjects[i];
	return phrase->end > 0;
}

/* R2 */
static bool
verb_before(Attributor *attributor, uint32_t quote, uint32_t s, Found *result)
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
		if (attributor->tag.rule != NO_RULE && attributor->tag_verb == i)
			return found(result, attributor->tag.phrase, VERB_CARRIED, s);
		if (!is_saying(attributor, i, low, classes))
			continue;
		if (attributor->tag.rule != NO_RULE && attributor->tag_verb < i &&
			np_token_is(&tokens[i], NP_NONFINITE))
			return found(result, attributor->tag.phrase, VERB_CARRIED, s);
		if (!known_subject(attributor, i, &phrase))
		{
			if (++tries == MOST_VERBS)
				return false;
			continue;
		}
		if (np_token_is(&tokens[i], NP_SAYS))
			return found(result, phrase, distance <= 3 ? VERB_NEAR :
						 distance <= 12 ? VERB_MIDDLE : VERB_FAR, s);
		return found(result, phrase, distance <= 6 ? JUDGES_NEAR : JUDGES_FAR, s);
	}
	return false;
}

/* R3 */
static bool
according_elsewhere(Attributor *attributor, uint32_t quote, uint32_t s,
					Found *result)
{
	const NpProse *prose = &attributor->prose;
	const NpProseSentence *sentence = &prose->sentences[s];
	uint32_t	low = quote > sentence->first + FAR_VERB ? quote - FAR_VERB : sentence->first;
	uint32_t	high = sentence->end > quote + FAR_VERB ? quote + FAR_VERB : sentence->end;
	NpPhrase	phrase;

	for (uint32_t i = low; i < high; i++)
		if (np_token_is(&prose->tokens[i], NP_ACCORDING) &&
			according_to(attributor, i, sentence->end, &phrase))
			return found(result, phrase, ACCORDING, s);
	return false;
}

/* R4 and R8 */
static bool
name_beside(Attributor *attributor, uint32_t quote, uint32_t s, Found *result)
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
		return found(result, phrase, NAME_COLON, s);
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
			return found(result, phrase, NAME_COLON, s);
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
		return found(result, phrase, SIGNED, s);
	return false;
}

/* R6 */
static bool
verb_later(Attributor *attributor, uint32_t quote, uint32_t s, Found *result)
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
		if (!is_saying(attributor, i, quote + 1, NP_SAYS) ||
			np_token_is(&tokens[i], NP_NONFINITE))
			continue;
		if (++tries > MOST_VERBS)
			return false;
		if (subject_for(attributor, i, quote + 1, high, &phrase) &&
			tokens[phrase.first].gap & (NP_GAP_COMMA | NP_GAP_DASH))
			return found(result, phrase, LATER_VERB, s);
		/* , said S */
		if (tokens[i].gap & NP_GAP_COMMA && i + 1 < high &&
			!(tokens[i + 1].gap & NP_GAP_BREAK) &&
			np_phrase_after(prose, i + 1, high, &phrase) &&
			np_is_speaking_phrase(prose, phrase))
			return found(result, phrase, LATER_VERB, s);
	}
	return false;
}

/* Who is about to speak at the end of a sentence that a colon ends? */
static bool
introduced(const Attributor *attributor, uint32_t s, Found *result)
{
	const NpProseSentence *sentence = &attributor->prose.sentences[s];
	uint32_t	limit = sentence->end > sentence->first + FAR_VERB ?
	sentence->end - FAR_VERB : sentence->first;
	NpPhrase	phrase;

	for (uint32_t i = sentence->end; i-- > limit;)
		if (known_subject(attributor, i, &phrase))
			return found(result, phrase, INTRODUCED, s);
	if (np_main_subject(&attributor->prose, sentence->first, sentence->end, &phrase) &&
		np_is_speaking_phrase(&attributor->prose, phrase))
		return found(result, phrase, INTRODUCED_MAIN, s);
	return false;
}

/* R7 */
static bool
continues(Attributor *attributor, uint32_t s, Found *result)
{
	const NpProse *prose = &attributor->prose;
	uint32_t	paragraph = prose->sentences[s].paragraph;

	if (!attributor->only_quotes)
		return false;
	if (s > 0 && prose->tokens[prose->sentences[s].first].gap & NP_GAP_COLON &&
		introduced(attributor, s - 1, result))
		return true;
	if (attributor->last.rule != NO_RULE &&
		attributor->last_paragraph == paragraph)
		return found(result, attributor->last.phrase, CONTINUES,
					 attributor->last.sentence);
	if (s > 0 && attributor->reporters[s - 1].rule != NO_RULE)
		return found(result, attributor->reporters[s - 1].phrase,
					 prose->sentences[s - 1].paragraph == paragraph ?
					 AFTER_REPORT : CONTINUES_FAR, s - 1);
	if (attributor->last.rule != NO_RULE &&
		attributor->last_paragraph + 1 == paragraph)
		return found(result, attributor->last.phrase, CONTINUES_FAR,
					 attributor->last.sentence);
	return false;
}

/* R10 */
static bool
main_subject(Attributor *attributor, uint32_t quote, uint32_t s, Found *result)
{
	const NpProse *prose = &attributor->prose;
	NpPhrase	phrase;

	if (!np_main_subject(prose, prose->sentences[s].first, quote, &phrase) ||
		!np_is_speaking_phrase(prose, phrase))
		return false;
	return found(result, phrase,
				 prose->tokens[quote].gap & NP_GAP_COLON ? MAIN_COLON : MAIN_SUBJECT, s);
}

/* Speakers are whom the next pronouns stand for. */
static void
note_speaker(Attributor *attributor, NpPhrase phrase, uint32_t s)
{
	if (np_is_pronoun_phrase(&attributor->prose, phrase))
		np_pronoun_speaks(&attributor->prose, &attributor->mentions,
						  phrase.first, s);
	else
		np_mention_speaks(&attributor->prose, &attributor->mentions, phrase);
}

/* Finds the subjects of a sentence's verbs of saying, and who reports in it. */
static void
find_reporter(Attributor *attributor, uint32_t s)
{
	const NpProse *prose = &attributor->prose;
	const NpProseSentence *sentence = &prose->sentences[s];
	Found	   *reporter = &attributor->reporters[s];

	reporter->rule = NO_RULE;
	for (uint32_t i = sentence->first; i < sentence->end; i++)
	{
		NpPhrase   *phrase = &attributor->subjects[i];

		if (!np_token_is(&prose->tokens[i], NP_SPEECH_VERB))
			continue;
		if (!is_saying(attributor, i, sentence->first, NP_SPEECH_VERB) ||
			!subject_for(attributor, i, sentence->first, sentence->end, phrase))
		{
			NpPhrase	inverted;

			/* ..., said S */
			if (np_token_is(&prose->tokens[i], NP_SAYS) &&
				!np_token_is(&prose->tokens[i], NP_NONFINITE) &&
				prose->tokens[i].gap & NP_GAP_COMMA &&
				i + 1 < sentence->end && np_is_name(&prose->tokens[i + 1]) &&
				!(prose->tokens[i + 1].gap & NP_GAP_BREAK) &&
				np_phrase_after(prose, i + 1, sentence->end, &inverted))
			{
				note_speaker(attributor, inverted, s);
				found(reporter, inverted, AFTER_REPORT, s);
			}
			phrase->end = 0;
			continue;
		}
		if (np_token_is(&prose->tokens[i], NP_SAYS | NP_JUDGES))
			note_speaker(attributor, *phrase, s);
		if (np_token_is(&prose->tokens[i], NP_SAYS))
			found(reporter, *phrase, AFTER_REPORT, s);
	}
}

static bool
attribute(Attributor *attributor, uint32_t quote, uint32_t s, Found *result)
{
	if (tag_behind(attributor, quote, s, result))
	{
		if (result->rule == TAG_INVERTED)
			note_speaker(attributor, result->phrase, s);
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

/* Where the phrase is in the text, 's at its end apart */
static void
set_span(const NpProse *prose, NpPhrase phrase, size_t *start, size_t *end)
{
	const NpToken *last = &prose->tokens[phrase.end - 1];

	*start = prose->tokens[phrase.first].start;
	*end = last->end;
	if (last->flags & NP_TOKEN_OWNER)
		*end -= np_owner_suffix(prose->text, last->start, last->end);
}

static void
set_speaker(const Attributor *attributor, const Found *result,
			NpSpeaker *speaker)
{
	const NpProse *prose = &attributor->prose;
	NpPhrase	phrase = result->phrase;

	set_span(prose, phrase, &speaker->cue_start, &speaker->cue_end);
	if (phrase.relative > 0)
	{
		speaker->cue_start = prose->tokens[phrase.relative].start;
		speaker->cue_end = prose->tokens[phrase.relative].end;
	}
	speaker->confidence = confidence_of[result->rule];
	if (np_is_pronoun_phrase(prose, phrase))
	{
		if (np_antecedent(prose, &attributor->mentions, phrase.first,
						  result->sentence, &phrase))
			speaker->confidence *= RESOLVED;
		else if (!np_token_is(&prose->tokens[phrase.first], NP_I))
			speaker->confidence *= UNRESOLVED;
	}
	set_span(prose, phrase, &speaker->start, &speaker->end);
}

/* Finds the speakers of a sentence's quotations. */
static void
attribute_sentence(Attributor *attributor, uint32_t s,
				   NpQuotations *quotations, NpSpeaker *speakers)
{
	const NpProse *prose = &attributor->prose;
	const NpProseSentence *sentence = &prose->sentences[s];

	attributor->tag.rule = NO_RULE;
	attributor->only_quotes = true;
	for (uint32_t i = sentence->first;
		 i < sentence->end && attributor->only_quotes; i++)
		attributor->only_quotes = np_is_quote(&prose->tokens[i]) ||
			np_token_is(&prose->tokens[i], NP_AND);
	for (uint32_t i = sentence->first; i < sentence->end; i++)
	{
		const NpToken *token = &prose->tokens[i];
		Found		result = {{0, 0, 0}, NO_RULE, 0};

		if (!np_is_quote(token))
			continue;
		if (attribute(attributor, i, s, &result))
			set_speaker(attributor, &result, &speakers[token->quote]);
		if (token->words <= FRAGMENT_WORDS &&
			quotations->items[token->quote].kind == NP_QUOTE_PLAIN &&
			(result.rule == NO_RULE || result.rule == MAIN_SUBJECT))
			quotations->items[token->quote].kind = NP_QUOTE_FRAGMENT;
		else if (result.rule != NO_RULE)
		{
			attributor->last = result;
			attributor->last_paragraph = sentence->paragraph;
		}
	}
}

void
np_speakers(const NpHost *host, NpText text, const NpLayout *layout,
			NpQuotations *quotations, const char *locale, NpSpeaker *speakers)
{
	Attributor	attributor;
	const NpProse *prose = &attributor.prose;

	if (quotations->count == 0)
		return;
	memset(speakers, 0, quotations->count * sizeof(NpSpeaker));
	memset(&attributor, 0, sizeof(attributor));
	attributor.host = host;
	np_prose_read(host, text, layout, quotations, np_speech_index(locale),
				  &attributor.prose);
	np_mentions_read(host, prose, &attributor.mentions);
	attributor.subjects = np_alloc(host, prose->ntokens * sizeof(NpPhrase));
	attributor.reporters = np_alloc(host, prose->nsentences * sizeof(Found));

	for (uint32_t s = 0; s < prose->nsentences; s++)
	{
		find_reporter(&attributor, s);
		if (prose->sentences[s].quotes)
			attribute_sentence(&attributor, s, quotations, speakers);
		if (s % 256 == 0)
			np_check_interrupts(host);
	}

	/* N: parents come first */
	for (size_t i = 0; i < quotations->count; i++)
	{
		size_t		parent = quotations->items[i].parent;

		if (parent == NP_NO_PARENT)
			continue;
		speakers[i] = speakers[parent];
		if (speakers[i].confidence > confidence_of[NESTED])
			speakers[i].confidence = confidence_of[NESTED];
	}
	np_release(host, attributor.subjects);
	np_release(host, attributor.reporters);
	np_mentions_free(host, &attributor.mentions);
	np_prose_free(host, &attributor.prose);
}
