/*-------------------------------------------------------------------------
 *
 * speech_form.c
 *	  Words of a text in the form in which speech.h looks them up.
 *
 * Folding by the table of code points is enough for that: no word in a table
 * needs the finer rules of words.c.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/punctuation.h"
#include "text/speech_form.h"
#include "text/utf8.h"

/* Adds the folded form of a code point; false if there is no room for it. */
static bool
fold_code(NpSpeechForm *form, uint32_t code)
{
	uint32_t	entry = np_fold_entry(code);
	NpFoldClass class = np_fold_class(entry);

	if (class == NP_EXPANSION)
	{
		size_t		item = entry >> NP_FOLD_VALUE_SHIFT;

		for (;; item++)
		{
			uint32_t	part = np_fold_expansions[item];

			if (form->length + NP_UTF8_MAX > NP_LONGEST_SPEECH_WORD)
				return false;
			form->length += np_utf8_encode((part & ~NP_FOLD_LAST) >> NP_FOLD_VALUE_SHIFT,
										   form->data + form->length);
			if (part & NP_FOLD_LAST)
				return true;
		}
	}
	if (class < NP_MARK)
		return true;			/* vanishes */
	if (form->length + NP_UTF8_MAX > NP_LONGEST_SPEECH_WORD)
		return false;
	form->length += np_utf8_encode(np_fold_code(code, entry),
								   form->data + form->length);
	return true;
}

void
np_speech_form(NpText text, size_t start, size_t end, NpSpeechForm *form)
{
	size_t		at;

	/* a final 's vanishes (rule 9) */
	end -= np_owner_suffix(text, start, end);
	if (np_speech_form_plain(text, start, end, form))
		return;
	memset(form, 0, sizeof(*form));
	for (at = start; at < end && at < start + NP_LONGEST_SPEECH_WORD; at++)
	{
		unsigned char byte = (unsigned char) text.data[at];
		unsigned char lowered = byte | 0x20;

		if ((lowered < 'a' || lowered > 'z') && (byte < '0' || byte > '9'))
			break;
		form->data[form->length++] = (char) lowered;
	}
	while (at < end)
	{
		NpCharacter character = np_next_character(text, at);

		if (character.kind == NP_CHARACTER && !fold_code(form, character.code))
		{
			form->length = 0;
			break;
		}
		at = character.end;
	}
	np_speech_hash(form);
}
