/*-------------------------------------------------------------------------
 *
 * sentences_icu.c
 *	  Sentences by the rules of a locale.
 *
 * What ICU answers may change with its version, so this serves display only.
 * ICU's boundaries are moved into the gaps between words: one inside a word is
 * none.
 *
 * No error is raised while ICU runs, and its handles belong to the memory
 * context that the call runs in, so that neither an error nor a cancelled
 * query leaks them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <unicode/ubrk.h>
#include <unicode/uloc.h>
#include <unicode/utext.h>

#include "pg/newsprint.h"
#include "pg/sentences_icu.h"

#include "miscadmin.h"
#include "utils/memutils.h"

typedef struct IcuHandles
{
	MemoryContextCallback callback;
	UBreakIterator *iterator;
	UText	   *utext;
} IcuHandles;

static void
close_handles(void *arg)
{
	IcuHandles *handles = arg;

	if (handles->iterator != NULL)
		ubrk_close(handles->iterator);
	if (handles->utext != NULL)
		utext_close(handles->utext);
	handles->iterator = NULL;
	handles->utext = NULL;
}

static void
check_icu(UErrorCode status, const char *locale)
{
	if (U_FAILURE(status))
		ereport(ERROR,
				(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
				 errmsg("ICU could not find sentences"),
				 errdetail("For locale \"%s\" it reports %s.",
						   locale, u_errorName(status)),
				 errhint("Leave the locale out to use newsprint's own rules.")));
}

static IcuHandles *
open_handles(const char *locale)
{
	IcuHandles *handles = palloc0(sizeof(IcuHandles));
	UErrorCode	status = U_ZERO_ERROR;
	char	   *keyworded;

	if (uloc_getISO3Language(locale)[0] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown locale"),
				 errdetail("ICU knows no language for locale \"%s\".", locale),
				 errhint("A locale is a language, or a language and a country, such as en or de_AT.")));
	handles->callback.func = close_handles;
	handles->callback.arg = handles;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &handles->callback);
	/* a locale that brings keywords of its own goes in as it is */
	keyworded = strchr(locale, '@') != NULL ?
		pstrdup(locale) : psprintf("%s@ss=standard", locale);
	handles->iterator = ubrk_open(UBRK_SENTENCE, keyworded, NULL, 0, &status);
	check_icu(status, locale);
	return handles;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * Adds the sentence of words first to behind - 1, which ends where the next
 * one's text begins.
 */
static void
add_sentence(const NpText *text, NpLayout *layout, size_t first, size_t behind,
			 size_t start, size_t end)
{
	NpSpan	   *sentence = &layout->sentences[layout->nsentences++];

	while (start < layout->words[first].start && is_blank(text->data[start]))
		start++;
	while (end > layout->words[behind - 1].end && is_blank(text->data[end - 1]))
		end--;
	sentence->start = start;
	sentence->end = end;
	sentence->first_word = first;
	sentence->words = behind - first;
}

void
np_sentences_of_locale(const NpText *text, NpLayout *layout, const char *locale)
{
	IcuHandles *handles = open_handles(locale);

	/* there are at most as many as words */
	layout->sentences = np_resize(&np_host, layout->sentences,
								  Max(layout->nwords, 1) * sizeof(NpSpan));
	layout->nsentences = 0;
	for (size_t i = 0; i < layout->nparagraphs; i++)
	{
		NpSpan	   *paragraph = &layout->paragraphs[i];
		size_t		behind_last = paragraph->first_word + paragraph->words;
		size_t		first = paragraph->first_word;
		size_t		start = paragraph->start;
		size_t		word = first;
		UErrorCode	status = U_ZERO_ERROR;
		int32_t		boundary;

		handles->utext = utext_openUTF8(handles->utext,
										text->data + paragraph->start,
										paragraph->end - paragraph->start,
										&status);
		check_icu(status, locale);
		ubrk_setUText(handles->iterator, handles->utext, &status);
		check_icu(status, locale);
		ubrk_first(handles->iterator);
		while ((boundary = ubrk_next(handles->iterator)) != UBRK_DONE)
		{
			size_t		place = paragraph->start + boundary;

			CHECK_FOR_INTERRUPTS();
			while (word < behind_last && layout->words[word].end <= place)
				word++;
			if (word == first || word == behind_last ||
				layout->words[word].start < place)
				continue;
			add_sentence(text, layout, first, word, start, place);
			first = word;
			start = place;
		}
		add_sentence(text, layout, first, behind_last, start, paragraph->end);
	}
	close_handles(handles);
}
