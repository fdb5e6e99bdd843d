/*-------------------------------------------------------------------------
 *
 * locale.h
 *	  Which language a locale names.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_LOCALE_H
#define NP_LOCALE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Do the two lower-case letters name the language of the locale ("de",
 * "de_AT", "fr-CA"; case does not matter)?  NULL names none.
 */
static inline bool
np_locale_is(const char *locale, const char *language)
{
	if (locale == NULL)
		return false;
	for (int i = 0; i < 2; i++)
		if ((locale[i] | 0x20) != language[i])
			return false;
	return locale[2] == '\0' || locale[2] == '_' || locale[2] == '-' ||
		locale[2] == '@' || locale[2] == '.';
}

#endif							/* NP_LOCALE_H */
