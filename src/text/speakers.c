/*-------------------------------------------------------------------------
 *
 * speakers.c
 *	  Who said what a text quotes.
 *
 * prose.c makes sentences in which a quotation is one token, and pronouns.c
 * knows whom the prose names.  Sentence by sentence, the subjects of verbs of
 * saying are found first; then the rules of speaker_rules.c are tried on each
 * quotation.  A quotation in another one has the speaker of that.
 *
 * A speaker's confidence is what its rule was right in on PolNeAR
 * (bench/bench_quotes.c).  A pronoun is resolved, and costs some of it.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/speaker_rules.h"
#include "text/speakers.h"
#include "text/speech_form.h"

#define FRAGMENT_WORDS	3

/*
 * How often each was right on the articles that the rules were tuned on.  For
 * R10 alone, quotations that nobody is labelled to have said count as wrong:
 * nearly half of what it is asked for are scare quotes.
 */
static const double confidence_of[NP_SPEAKER_RULES] = {
	[NP_NO_RULE] = 0,
	[NP_RULE_TAG_INVERTED] = 0.975,
	[NP_RULE_TAG_DIRECT] = 0.985,
	[NP_RULE_TAG_LOOSE] = 0.60,
	[NP_RULE_TAG_ACCORDING] = 0.93,
	[NP_RULE_TAG_BARE] = 0.70,	/* not measured: English has none */
	[NP_RULE_VERB_NEAR] = 0.90,
	[NP_RULE_VERB_MIDDLE] = 0.95,
	[NP_RULE_VERB_FAR] = 0.89,
	[NP_RULE_JUDGES_NEAR] = 0.85,
	[NP_RULE_JUDGES_FAR] = 0.73,
	[NP_RULE_VERB_CARRIED] = 0.96,
	[NP_RULE_ACCORDING] = 0.94,
	[NP_RULE_NAME_COLON] = 0.97,
	[NP_RULE_SIGNED] = 0.98,
	[NP_RULE_LATER_VERB] = 0.945,
	[NP_RULE_CONTINUES] = 0.987,
	[NP_RULE_CONTINUES_FAR] = 0.91,
	[NP_RULE_AFTER_REPORT] = 0.92,
	[NP_RULE_INTRODUCED] = 0.88,
	[NP_RULE_INTRODUCED_MAIN] = 0.67,
	[NP_RULE_MAIN_COLON] = 0.84,
	[NP_RULE_MAIN_SUBJECT] = 0.42,
	[NP_RULE_NESTED] = 0.98
};

/* A pronoun was resolved */
#define RESOLVED		0.92

/* Speakers are whom the next pronouns stand for. */
static void
note_speaker(NpAttributor *attributor, NpPhrase phrase, uint32_t s)
{
	if (np_is_pronoun_phrase(&attributor->prose, phrase))
		np_pronoun_speaks(&attributor->prose, &attributor->mentions,
						  phrase.first, s);
	else
		np_mention_speaks(&attributor->prose, &attributor->mentions, phrase);
}

/* Finds the subjects of a sentence's verbs of saying, and who reports in it. */
static void
find_reporter(NpAttributor *attributor, uint32_t s)
{
	const NpProse *prose = &attributor->prose;
	const NpProseSentence *sentence = &prose->sentences[s];
	NpFoundSpeaker *reporter = &attributor->reporters[s];

	reporter->rule = NP_NO_RULE;
	for (uint32_t i = sentence->first; i < sentence->end; i++)
	{
		NpPhrase   *phrase = &attributor->subjects[i];

		if (!np_token_is(&prose->tokens[i], NP_SPEECH_VERB))
			continue;
		if (!np_is_saying(attributor, i, sentence->first, NP_SPEECH_VERB) ||
			!np_speaking_subject(attributor, i, sentence->first, sentence->end, phrase))
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
				np_found_speaker(reporter, inverted, NP_RULE_AFTER_REPORT, s);
			}
			phrase->end = 0;
			continue;
		}
		if (np_token_is(&prose->tokens[i], NP_SAYS | NP_JUDGES))
			note_speaker(attributor, *phrase, s);
		if (np_token_is(&prose->tokens[i], NP_SAYS))
			np_found_speaker(reporter, *phrase, NP_RULE_AFTER_REPORT, s);
	}
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
set_speaker(const NpAttributor *attributor, const NpFoundSpeaker *result,
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
		{
			/* somebody, but nobody that the text names */
			speaker->confidence = 0;
			return;
		}
	}
	set_span(prose, phrase, &speaker->start, &speaker->end);
}

/* Finds the speakers of a sentence's quotations. */
static void
attribute_sentence(NpAttributor *attributor, uint32_t s,
				   NpQuotations *quotations, NpSpeaker *speakers)
{
	const NpProse *prose = &attributor->prose;
	const NpProseSentence *sentence = &prose->sentences[s];

	attributor->tag.rule = NP_NO_RULE;
	attributor->only_quotes = true;
	for (uint32_t i = sentence->first;
		 i < sentence->end && attributor->only_quotes; i++)
		attributor->only_quotes = np_is_quote(&prose->tokens[i]) ||
			np_token_is(&prose->tokens[i], NP_AND);
	for (uint32_t i = sentence->first; i < sentence->end; i++)
	{
		const NpToken *token = &prose->tokens[i];
		NpFoundSpeaker result = {{0, 0, 0}, NP_NO_RULE, 0};

		if (!np_is_quote(token))
			continue;
		if (np_try_rules(attributor, i, s, &result))
		{
			if (result.rule == NP_RULE_TAG_INVERTED)
				note_speaker(attributor, result.phrase, s);
			set_speaker(attributor, &result, &speakers[token->quote]);
		}
		if (token->words <= FRAGMENT_WORDS &&
			quotations->items[token->quote].kind == NP_QUOTE_PLAIN &&
			(result.rule == NP_NO_RULE || result.rule == NP_RULE_MAIN_SUBJECT))
			quotations->items[token->quote].kind = NP_QUOTE_FRAGMENT;
		else if (result.rule != NP_NO_RULE)
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
	NpAttributor attributor;
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
	attributor.reporters = np_alloc(host, prose->nsentences * sizeof(NpFoundSpeaker));

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
		if (speakers[i].confidence > confidence_of[NP_RULE_NESTED])
			speakers[i].confidence = confidence_of[NP_RULE_NESTED];
	}
	np_release(host, attributor.subjects);
	np_release(host, attributor.reporters);
	np_mentions_free(host, &attributor.mentions);
	np_prose_free(host, &attributor.prose);
}
