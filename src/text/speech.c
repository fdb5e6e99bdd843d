/*-------------------------------------------------------------------------
 *
 * speech.c
 *	  Looking words up in the table of a language.
 *
 * The tables are lists of words, to be read by people.  For lookups they are
 * hashed, when a language is first asked for, into static memory: the result
 * depends on nothing but the table, so it is never thrown away.  (Threads would
 * have to take turns at the first lookup; a server's process has one.)
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/locale.h"
#include "text/speech.h"

#define SLOTS		8192		/* a power of two, several times the words of
								 * the largest table */
#define MOST_WORDS	4000
#define HASH_BITS	16			/* of a hash that tell what is in no table */

/* A word of a table; its bytes from the ninth on are elsewhere. */
typedef struct Entry
{
	uint64_t	classes;
	uint32_t	hash;
	uint32_t	length;
	char		head[8];
} Entry;

#define TAIL	(NP_LONGEST_SPEECH_WORD - 8)

/*
 * Half of a text's words are in no table.  A bit for each value of a hash's
 * lowest bits tells that of most of them; so few bytes stay in the fastest
 * cache, which the table as a whole does not.
 */
struct NpSpeechIndex
{
	const NpSpeech *speech;
	bool		ready;
	uint32_t	count;
	uint64_t	known[(1 << HASH_BITS) / 64];
	uint16_t	slots[SLOTS];	/* numbers of entries from 1, or 0 */
	Entry		entries[MOST_WORDS];
	char		tails[MOST_WORDS][TAIL];
};

static NpSpeechIndex indexes[] = {
	{.speech = &np_speech_en},
	{.speech = &np_speech_de},
	{.speech = &np_speech_fr},
	{.speech = &np_speech_es},
	{.speech = &np_speech_ru}
};

#define LANGUAGES	((int) (sizeof(indexes) / sizeof(indexes[0])))

static inline uint64_t
known_bit(uint32_t hash)
{
	return UINT64_C(1) << (hash & 63);
}

static inline size_t
known_place(uint32_t hash)
{
	return hash >> 6 & ((1 << (HASH_BITS - 6)) - 1);
}

/* The slot of the form's entry, or the empty one that is its place */
static inline uint32_t
slot_of(const NpSpeechIndex *index, const NpSpeechForm *form)
{
	uint32_t	slot = form->hash >> 7 & (SLOTS - 1);

	for (; index->slots[slot] != 0; slot = (slot + 1) & (SLOTS - 1))
	{
		uint32_t	number = index->slots[slot] - 1U;
		const Entry *entry = &index->entries[number];

		if (entry->hash == form->hash && entry->length == form->length &&
			memcmp(entry->head, form->data, sizeof(entry->head)) == 0 &&
			(form->length <= sizeof(entry->head) ||
			 memcmp(index->tails[number], form->data + sizeof(entry->head),
					form->length - sizeof(entry->head)) == 0))
			break;
	}
	return slot;
}

static void
add_list(NpSpeechIndex *index, const NpSpeechWords *list)
{
	const char *word = list->words;

	while (*word != '\0')
	{
		size_t		length = strcspn(word, " ");

		if (length > 0 && length <= NP_LONGEST_SPEECH_WORD)
		{
			NpSpeechForm form;
			uint32_t	slot;
			Entry	   *entry;

			memset(&form, 0, sizeof(form));
			memcpy(form.data, word, length);
			form.length = (uint32_t) length;
			np_speech_hash(&form);
			slot = slot_of(index, &form);
			if (index->slots[slot] == 0)
			{
				/* a test sees to it that this is enough */
				if (index->count == MOST_WORDS)
					return;
				entry = &index->entries[index->count];
				memcpy(entry->head, form.data, sizeof(entry->head));
				memcpy(index->tails[index->count],
					   form.data + sizeof(entry->head), TAIL);
				entry->hash = form.hash;
				entry->length = form.length;
				entry->classes = 0;
				index->slots[slot] = (uint16_t) ++index->count;
				index->known[known_place(form.hash)] |= known_bit(form.hash);
			}
			entry = &index->entries[index->slots[slot] - 1];
			entry->classes |= list->classes;
		}
		word += length;
		word += strspn(word, " ");
	}
}

const NpSpeechIndex *
np_speech_index_number(int number)
{
	NpSpeechIndex *index;

	if (number < 0 || number >= LANGUAGES)
		return NULL;
	index = &indexes[number];
	if (!index->ready)
	{
		memset(index->known, 0, sizeof(index->known));
		memset(index->slots, 0, sizeof(index->slots));
		index->count = 0;
		for (const NpSpeechWords *list = index->speech->lists;
			 list->words != NULL; list++)
			add_list(index, list);
		index->ready = true;
	}
	return index;
}

const NpSpeechIndex *
np_speech_index(const char *locale)
{
	for (int i = 0; i < LANGUAGES; i++)
		if (np_locale_is(locale, indexes[i].speech->locale))
			return np_speech_index_number(i);
	return NULL;
}

const NpSpeech *
np_speech_of(const NpSpeechIndex *index)
{
	return index->speech;
}

uint64_t
np_speech_classes(const NpSpeechIndex *index, const NpSpeechForm *form)
{
	uint32_t	slot;

	if (form->length == 0 ||
		!(index->known[known_place(form->hash)] & known_bit(form->hash)))
		return 0;
	slot = slot_of(index, form);
	return index->slots[slot] == 0 ? 0 : index->entries[index->slots[slot] - 1].classes;
}
