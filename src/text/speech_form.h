/*-------------------------------------------------------------------------
 *
 * speech_form.h
 *	  Words of a text in the form in which speech.h looks them up, and their
 *	  apostrophes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SPEECH_FORM_H
#define NP_SPEECH_FORM_H

#include "text/speech.h"
#include "text/words.h"

/*
 * The folded form of the word from byte start to before byte end, without 's,
 * hashed.  A word too long for any table has length 0.
 */
extern void np_speech_form(NpText text, size_t start, size_t end,
						   NpSpeechForm *form);

/*
 * The same for a word of at most eight ASCII letters, as most are; false if it
 * is not such a word.
 */
static inline bool
np_speech_form_plain(NpText text, size_t start, size_t end, NpSpeechForm *form)
{
	/* eight bytes from keep + 8 - n are a mask of the first n of eight */
	static const unsigned char keep[16] = {
		0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF
	};
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t		length = end - start;
	uint64_t	bytes;
	uint64_t	mask;
	uint64_t	lowered;
	uint64_t	low;

	if (length - 1 >= 8 || text.length - start < 8)
		return false;
	memcpy(&bytes, text.data + start, 8);
	memcpy(&mask, keep + 8 - length, 8);
	lowered = (bytes | ones * 0x20) & mask;
	low = lowered & ~(ones * 0x80);
	if ((~(low + ones * (0x80 - 'a')) | (low + ones * (0x7F - 'z')) | bytes) &
		mask & ones * 0x80)
		return false;
	memcpy(form->data, &lowered, 8);
	form->length = (uint32_t) length;
	form->hash = (uint32_t) np_speech_hash_part(length, lowered);
	return true;
}

/* Is there an apostrophe of any kind at text[at]?  Its length, or 0 */
static inline size_t
np_apostrophe_at(NpText text, size_t at)
{
	const unsigned char *data = (const unsigned char *) text.data;

	if (data[at] == '\'' || data[at] == '`')
		return 1;
	if (data[at] == 0xE2 && at + 2 < text.length && data[at + 1] == 0x80 &&
		(data[at + 2] == 0x99 || data[at + 2] == 0x98))
		return 3;
	return 0;
}

/* Length of the 's at the end of a word, or 0 */
static inline size_t
np_owner_suffix(NpText text, size_t start, size_t end)
{
	if (end < start + 3 || (text.data[end - 1] | 0x20) != 's')
		return 0;
	if (np_apostrophe_at(text, end - 2) == 1)
		return 2;
	return end >= start + 5 && np_apostrophe_at(text, end - 4) == 3 ? 4 : 0;
}

#endif							/* NP_SPEECH_FORM_H */
