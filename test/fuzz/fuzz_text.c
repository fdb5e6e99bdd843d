/*-------------------------------------------------------------------------
 *
 * fuzz_text.c
 *	  libFuzzer target: bytes as a text.
 *
 * Whatever the bytes are, words ascend within them, reading the words again
 * gives the same words, paragraphs and sentences cover each word once, and
 * quotations nest.
 *
 *-------------------------------------------------------------------------
 */
#include "../unit/tap.h"

#include "print/print.h"
#include "text/layout.h"
#include "text/speakers.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* The words' forms, joined by one space; release with tap_host */
static char *
normalize(NpText text, size_t *length)
{
	NpWordReader *reader = np_words_begin(&tap_host, text);
	NpWord		word;
	size_t		room = 64;
	char	   *forms = np_alloc(&tap_host, room);

	*length = 0;
	while (np_words_next(reader, &word))
	{
		must(word.form_length > 0 && word.start < word.end &&
			 word.end <= text.length);
		for (size_t i = word.form_length; i % 8 != 0; i++)
			must(word.form[i] == 0);
		if (*length + word.form_length + 1 > room)
		{
			room = 2 * (*length + word.form_length + 1);
			forms = np_resize(&tap_host, forms, room);
		}
		if (*length > 0)
			forms[(*length)++] = ' ';
		memcpy(forms + *length, word.form, word.form_length);
		*length += word.form_length;
	}
	np_words_end(reader);
	return forms;
}

static void
check_spans(const NpSpan *spans, size_t nspans, const NpLayout *layout)
{
	size_t		next = 0;

	for (size_t i = 0; i < nspans; i++)
	{
		must(spans[i].first_word == next && spans[i].words > 0);
		must(spans[i].start <= layout->words[next].start);
		next += spans[i].words;
		must(spans[i].end >= layout->words[next - 1].end);
		must(i == 0 || spans[i - 1].end <= spans[i].start);
	}
	must(next == layout->nwords);
}

static const char *const locales[] = {
	NULL, "en", "de", "fr", "es", "ru", "pl"
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	NpText		text = {(const char *) data, size};
	NpText		normalized;
	NpLayout	layout;
	NpQuotations quotations;
	NpSpeaker  *speakers;
	const char *locale = locales[size % (sizeof(locales) / sizeof(locales[0]))];
	char	   *once;
	char	   *twice;
	size_t		once_length;
	size_t		twice_length;

	once = normalize(text, &once_length);
	normalized.data = once;
	normalized.length = once_length;
	twice = normalize(normalized, &twice_length);
	must(once_length == twice_length && memcmp(once, twice, once_length) == 0);
	np_release(&tap_host, once);
	np_release(&tap_host, twice);

	np_layout(&tap_host, text, &layout);
	check_spans(layout.paragraphs, layout.nparagraphs, &layout);
	check_spans(layout.sentences, layout.nsentences, &layout);
	np_quotations(&tap_host, text, &layout, locale, &quotations);
	speakers = np_alloc(&tap_host, (quotations.count + 1) * sizeof(NpSpeaker));
	np_speakers(&tap_host, text, &layout, &quotations, locale, speakers);
	for (size_t i = 0; i < quotations.count; i++)
	{
		const NpQuotation *quotation = &quotations.items[i];

		must(quotation->start < quotation->end && quotation->end <= size);
		if (quotation->parent != NP_NO_PARENT)
			must(quotation->parent < i &&
				 quotations.items[quotation->parent].start <= quotation->start &&
				 quotations.items[quotation->parent].end >= quotation->end);
		must(speakers[i].start <= speakers[i].end && speakers[i].end <= size &&
			 speakers[i].cue_start <= speakers[i].cue_end &&
			 speakers[i].cue_end <= size);
	}
	np_release(&tap_host, speakers);
	np_quotations_free(&tap_host, &quotations);
	np_layout_free(&tap_host, &layout);
	must(tap_blocks_in_use == 0);
	return 0;
}
