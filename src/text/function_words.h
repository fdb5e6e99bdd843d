/*-------------------------------------------------------------------------
 *
 * function_words.h
 *	  The words that hold sentences together and say nothing by themselves.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_FUNCTION_WORDS_H
#define NP_FUNCTION_WORDS_H

#include "text/words.h"

/* In the order in which ties between languages are broken */
typedef enum NpLanguage
{
	NP_ENGLISH,
	NP_GERMAN,
	NP_FRENCH,
	NP_SPANISH,
	NP_RUSSIAN,
	NP_ITALIAN,
	NP_PORTUGUESE,
	NP_DUTCH,
	NP_POLISH,
	NP_TURKISH,
	NP_ARABIC,
	NP_CHINESE,
	NP_JAPANESE,
	NP_LANGUAGES,
	NP_OTHER_LANGUAGE = NP_LANGUAGES
} NpLanguage;

/* A set of languages: bit 1 << language */
typedef uint16_t NpLanguageSet;

/* The languages that have a word among their function words */
extern NpLanguageSet np_function_word(const char *form, size_t length);

/*
 * The language of a few words, as far as function words tell: counts has for
 * each language how many of the nwords words are such.
 */
extern NpLanguage np_guess_language(const size_t counts[NP_LANGUAGES],
									size_t nwords);

/*
 * Is the word a content word in that language?  found is what np_function_word
 * gave.
 */
extern bool np_is_content_word(NpLanguage language, NpLanguageSet found,
							   const NpWord *word);

/* The lists themselves: folded forms, a space between them */
extern const char *const np_function_words[NP_LANGUAGES];

#endif							/* NP_FUNCTION_WORDS_H */
