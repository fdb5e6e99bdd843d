/*-------------------------------------------------------------------------
 *
 * layout.c
 *	  Paragraphs and sentences: the places that matches are reported in.
 *
 * Both end only between two words, so this reads the words once and looks at
 * what lies between each and the next: the gap.  Nearly all gaps are a single
 * space and cost nothing.
 *
 * Paragraphs.  A blank line, U+2029 or block markup ends one.  So does a
 * single line break, unless the text is hard-wrapped (hard_wrap.c).
 *
 * Scrapes lose paragraphs, so one of more than LONGEST_PARAGRAPH words is cut
 * at sentence ends into parts of at most LONGEST_PART words.  Where most
 * sentences are spaced, one that is glued to the one before it (`said."NATO`)
 * shows where a paragraph was lost, so the cut is made there first.  What is
 * still too long is cut into parts about equal.  A single sentence may be
 * longer than a part, up to LONGEST_SENTENCE words: text without punctuation
 * has places too.
 *
 * Sentences.  One ends with its paragraph, and at some stops
 * (sentence_end.c).
 *
 * Everything is one pass over the text and one over the breaks found in it.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/hard_wrap.h"
#include "text/layout.h"
#include "text/sentence_end.h"

#define LONGEST_PARAGRAPH	120
#define LONGEST_PART		80
#define LONGEST_SENTENCE	400

typedef enum BreakKind
{
	SENTENCE_BREAK,
	GLUED_BREAK,				/* a sentence's, without white space */
	LINE_BREAK,					/* a paragraph's, unless hard-wrapped */
	PARAGRAPH_BREAK
} BreakKind;

/* Where one piece of text ends and the next one begins */
typedef struct Break
{
	size_t		word;			/* ordinal of the first word behind it */
	size_t		end;			/* where the piece before it ends */
	size_t		start;			/* where the piece behind it starts */
	BreakKind	kind;
} Break;

struct NpLayoutBuilder
{
	const NpHost *host;
	NpText		text;

	NpWordSpan *words;
	size_t		nwords;
	size_t		words_allocated;

	Break	   *breaks;
	size_t		nbreaks;
	size_t		breaks_allocated;
	bool		line_breaks;	/* one of them is a LINE_BREAK */

	NpLastWord	last;
	bool		stopped;		/* a full stop is the last word's last byte */
	size_t		sentence;		/* ordinal of the sentence's first word */
	NpMark		open;			/* double mark that is open, or NP_NO_MARK */
	size_t		start;			/* where the first paragraph starts */
	NpWork		work;
};

static void
add_break(NpLayoutBuilder *builder, BreakKind kind, size_t end, size_t start)
{
	Break	   *new;

	if (builder->nbreaks == builder->breaks_allocated)
	{
		builder->breaks_allocated = builder->breaks_allocated * 2 + 64;
		builder->breaks = np_resize(builder->host, builder->breaks,
									builder->breaks_allocated * sizeof(Break));
	}
	new = &builder->breaks[builder->nbreaks++];
	new->word = builder->nwords;
	new->end = end;
	new->start = start;
	new->kind = kind;
	if (kind == LINE_BREAK)
		builder->line_breaks = true;
}

NpLayoutBuilder *
np_layout_begin(const NpHost *host, NpText text)
{
	NpLayoutBuilder *builder = np_alloc(host, sizeof(NpLayoutBuilder));

	memset(builder, 0, sizeof(*builder));
	builder->host = host;
	builder->work.host = host;
	builder->text = text;
	builder->open = NP_NO_MARK;
	return builder;
}

/* Handles the gap between the last word added and the word to be added. */
static void
add_gap(NpLayoutBuilder *builder, const NpWord *word)
{
	const char *data = builder->text.data;
	size_t		from;
	size_t		length;
	NpGap		gap;
	bool		sentence;

	if (builder->nwords == 0)
	{
		np_gap_read(&builder->work, builder->text, 0, word->start,
					&builder->open, &gap);
		builder->start = gap.line ? gap.break_start : gap.visible_start;
		return;
	}

	/* the usual gaps */
	from = builder->last.end;
	length = word->start - from;
	if (length == 0)
		return;
	if (!builder->stopped &&
		((length == 1 && data[from] == ' ') ||
		 (length == 2 && data[from] == ',' && data[from + 1] == ' ')))
		return;

	np_gap_read(&builder->work, builder->text, from, word->start,
				&builder->open, &gap);
	if (gap.line)
		add_break(builder, gap.paragraph ? PARAGRAPH_BREAK : LINE_BREAK,
				  gap.break_end, gap.break_start);
	if (gap.paragraph)
	{
		builder->sentence = builder->nwords;
		return;
	}
	sentence = np_sentence_ends(builder->text, &builder->last, &gap, word);
	if (sentence)
		add_break(builder, gap.spaced ? SENTENCE_BREAK : GLUED_BREAK,
				  gap.sentence_end, gap.sentence_start);
	if (sentence || gap.line)
		builder->sentence = builder->nwords;
}

void
np_layout_add(NpLayoutBuilder *builder, const NpWord *word)
{
	NpLastWord *last = &builder->last;
	NpWordSpan *span;

	add_gap(builder, word);

	if (builder->nwords == builder->words_allocated)
	{
		builder->words_allocated = builder->words_allocated == 0 ?
			builder->text.length / 8 + 16 : builder->words_allocated * 2;
		builder->words = np_resize(builder->host, builder->words,
								   builder->words_allocated *
								   sizeof(NpWordSpan));
	}
	span = &builder->words[builder->nwords++];
	span->start = word->start;
	span->end = word->end;

	last->start = word->start;
	last->end = word->end;
	last->first = builder->nwords - 1 == builder->sentence;
	last->form_length = 0;
	builder->stopped = builder->text.data[word->end - 1] == '.';
	if ((builder->stopped || (word->end < builder->text.length &&
							  builder->text.data[word->end] == '.')) &&
		word->form_length <= NP_LONGEST_ABBREVIATION)
	{
		memcpy(last->form, word->form, word->form_length);
		last->form_length = word->form_length;
	}
}

/* The arrays being made */
typedef struct Result
{
	NpLayoutBuilder *builder;
	NpLayout   *layout;
	size_t		paragraphs_allocated;
	size_t		sentences_allocated;
} Result;

static void
append_span(Result *result, NpSpan **spans, size_t *count, size_t *allocated,
			NpSpan span)
{
	if (*count == *allocated)
	{
		*allocated = *allocated * 2 + 16;
		*spans = np_resize(result->builder->host, *spans,
						   *allocated * sizeof(NpSpan));
	}
	(*spans)[(*count)++] = span;
}

/*
 * Appends the sentence of words [first, last) between start and end, cut where
 * it is too long to be one.
 */
static void
append_sentence(Result *result, size_t first, size_t last, size_t start,
				size_t end)
{
	NpLayoutBuilder *builder = result->builder;
	NpLayout   *layout = result->layout;
	NpSpan		span;

	span.part = false;
	while (last - first > LONGEST_SENTENCE)
	{
		/* what is glued to the word before the cut stays there */
		size_t		at = builder->words[first + LONGEST_SENTENCE - 1].end;
		size_t		to = builder->words[first + LONGEST_SENTENCE].start;

		span.start = start;
		span.first_word = first;
		span.words = LONGEST_SENTENCE;
		while (at < to)
		{
			NpCharacter character = np_next_character(builder->text, at);

			if (character.kind != NP_CHARACTER ||
				np_is_blank(np_sign_of(character.code)))
				break;
			at = character.end;
		}
		span.end = at;
		while (at < to)
		{
			NpCharacter character = np_next_character(builder->text, at);

			if (character.kind == NP_CHARACTER &&
				!np_is_blank(np_sign_of(character.code)))
				break;
			at = character.end;
		}
		start = at;
		first += LONGEST_SENTENCE;
		append_span(result, &layout->sentences, &layout->nsentences,
					&result->sentences_allocated, span);
		np_work(&builder->work, LONGEST_SENTENCE);
	}
	span.start = start;
	span.end = end;
	span.first_word = first;
	span.words = last - first;
	append_span(result, &layout->sentences, &layout->nsentences,
				&result->sentences_allocated, span);
}

/* Appends the paragraph, or part of one, of the sentences [first, last). */
static void
append_paragraph(Result *result, size_t first, size_t last, bool part)
{
	NpLayout   *layout = result->layout;
	const NpSpan *first_sentence = &layout->sentences[first];
	const NpSpan *last_sentence = &layout->sentences[last - 1];
	NpSpan		span;

	span.start = first_sentence->start;
	span.end = last_sentence->end;
	span.first_word = first_sentence->first_word;
	span.words = last_sentence->first_word + last_sentence->words -
		first_sentence->first_word;
	span.part = part;
	append_span(result, &layout->paragraphs, &layout->nparagraphs,
				&result->paragraphs_allocated, span);
}

/*
 * Appends the sentences from first on as paragraphs of at most LONGEST_PART
 * words each, about equal.  part tells whether the first is one itself.
 */
static void
append_parts(Result *result, size_t first, bool part)
{
	NpLayout   *layout = result->layout;
	size_t		last = layout->nsentences;
	size_t		left;			/* words not yet in a paragraph */
	size_t		count = 0;		/* words of the part begun */
	size_t		target;
	size_t		i;

	left = layout->sentences[last - 1].first_word +
		layout->sentences[last - 1].words - layout->sentences[first].first_word;
	target = left / ((left + LONGEST_PART - 1) / LONGEST_PART);
	for (i = first; i < last; i++)
	{
		size_t		words = layout->sentences[i].words;

		if (count > 0 &&
			(count + words > LONGEST_PART ||
			 (left > LONGEST_PART && 2 * count + words > 2 * target)))
		{
			append_paragraph(result, first, i, part);
			part = true;
			first = i;
			left -= count;
			count = 0;
			target = left / ((left + LONGEST_PART - 1) / LONGEST_PART);
		}
		count += words;
	}
	append_paragraph(result, first, last, part);
}

/*
 * Makes sentences and paragraphs out of the breaks.  end is where the text's
 * last paragraph ends.
 */
static void
append_all(Result *result, size_t end)
{
	NpLayoutBuilder *builder = result->builder;
	NpLayout   *layout = result->layout;
	size_t		first_word = 0;
	size_t		start = builder->start;
	size_t		i = 0;

	while (first_word < builder->nwords)
	{
		size_t		next = i;	/* the break that ends the paragraph */
		size_t		last_word;
		size_t		spaced = 0;
		size_t		glued = 0;
		size_t		first_sentence = layout->nsentences;
		bool		is_long;
		bool		part = false;

		for (; next < builder->nbreaks; next++)
		{
			BreakKind	kind = builder->breaks[next].kind;

			if (kind == PARAGRAPH_BREAK ||
				(kind == LINE_BREAK && !layout->hard_wrapped))
				break;
			if (kind == SENTENCE_BREAK)
				spaced++;
			else if (kind == GLUED_BREAK)
				glued++;
		}
		last_word = next < builder->nbreaks ? builder->breaks[next].word :
			builder->nwords;
		is_long = last_word - first_word > LONGEST_PARAGRAPH;
		np_work(&builder->work, (next - i) * 16 + 1);

		for (; i < next; i++)
		{
			const Break *end_here = &builder->breaks[i];

			if (end_here->kind == LINE_BREAK)
				continue;
			append_sentence(result, first_word, end_here->word, start,
							end_here->end);
			first_word = end_here->word;
			start = end_here->start;
			if (is_long && end_here->kind == GLUED_BREAK && glued < spaced)
			{
				append_parts(result, first_sentence, part);
				part = true;
				first_sentence = layout->nsentences;
			}
		}
		append_sentence(result, first_word, last_word, start,
						next < builder->nbreaks ? builder->breaks[next].end :
						end);
		if (is_long)
			append_parts(result, first_sentence, part);
		else
			append_paragraph(result, first_sentence, layout->nsentences, part);

		first_word = last_word;
		if (next < builder->nbreaks)
		{
			/* a sentence's break in the same gap says nothing more */
			start = builder->breaks[next].start;
			for (i = next + 1; i < builder->nbreaks &&
				 builder->breaks[i].word == last_word; i++)
				;
		}
	}
}

void
np_layout_finish(NpLayoutBuilder *builder, NpLayout *layout)
{
	const NpHost *host = builder->host;

	memset(layout, 0, sizeof(*layout));
	if (builder->nwords > 0)
	{
		Result		result;
		NpGap		gap;

		np_gap_read(&builder->work, builder->text, builder->last.end,
					builder->text.length, &builder->open, &gap);
		if (builder->line_breaks)
			layout->hard_wrapped = np_is_hard_wrapped(&builder->work, builder->text);
		result.builder = builder;
		result.layout = layout;
		result.paragraphs_allocated = 0;
		result.sentences_allocated = 0;
		append_all(&result, gap.line ? gap.break_end : gap.visible_end);
	}
	layout->words = builder->words;
	layout->nwords = builder->nwords;
	np_release(host, builder->breaks);
	np_release(host, builder);
}

void
np_layout(const NpHost *host, NpText text, NpLayout *layout)
{
	NpLayoutBuilder *builder = np_layout_begin(host, text);
	NpWordReader *reader = np_words_begin(host, text);
	NpWord		word;

	while (np_words_next(reader, &word))
		np_layout_add(builder, &word);
	np_words_end(reader);
	np_layout_finish(builder, layout);
}

void
np_layout_free(const NpHost *host, NpLayout *layout)
{
	np_release(host, layout->words);
	np_release(host, layout->paragraphs);
	np_release(host, layout->sentences);
	memset(layout, 0, sizeof(*layout));
}
