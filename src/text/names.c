/*-------------------------------------------------------------------------
 *
 * names.c
 *	  Where a text has one of some names.
 *
 * The forms of the text's words are written behind each other, without spaces,
 * and so are each name's; a name stands where its form begins with a word and
 * ends with one.  Most words differ from all names in their first byte, so a
 * table of first bytes says which names a word can begin.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "text/names.h"
#include "text/speech_form.h"

/* The words of a text or of a name, their forms without spaces between them */
typedef struct Forms
{
	char	   *bytes;
	size_t		length;
	size_t		room;
	struct FormPlace
	{
		size_t		at;			/* of its form in bytes */
		size_t		start;		/* in the text */
		size_t		end;
	}		   *words;
	size_t		nwords;
	size_t		words_room;
} Forms;

static void
read_forms(const NpHost *host, NpText text, Forms *forms)
{
	NpWordReader *reader = np_words_begin(host, text);
	NpWord		word;

	memset(forms, 0, sizeof(*forms));
	while (np_words_next(reader, &word))
	{
		if (forms->length + word.form_length > forms->room)
		{
			forms->room = 2 * (forms->length + word.form_length);
			forms->bytes = np_resize(host, forms->bytes, forms->room);
		}
		if (forms->nwords == forms->words_room)
		{
			forms->words_room = 2 * forms->words_room + 8;
			forms->words = np_resize(host, forms->words,
									 forms->words_room * sizeof(*forms->words));
		}
		forms->words[forms->nwords].at = forms->length;
		forms->words[forms->nwords].start = word.start;
		forms->words[forms->nwords].end = word.end;
		forms->nwords++;
		memcpy(forms->bytes + forms->length, word.form, word.form_length);
		forms->length += word.form_length;
	}
	np_words_end(reader);
}

static void
free_forms(const NpHost *host, Forms *forms)
{
	np_release(host, forms->bytes);
	np_release(host, forms->words);
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Has a word of the name a capital, and that of the text not? */
static bool
lost_capital(NpText name, const struct FormPlace *name_word,
			 NpText text, const struct FormPlace *text_word)
{
	return is_capital(name.data[name_word->start]) &&
		is_small(text.data[text_word->start]);
}

/* Index of the last word of a name that begins with a word, or SIZE_MAX */
static size_t
last_word(const Forms *text, size_t first, const Forms *name)
{
	size_t		at = text->words[first].at;
	size_t		end = at + name->length;
	size_t		last = first;

	if (name->length == 0 || end > text->length ||
		memcmp(text->bytes + at, name->bytes, name->length) != 0)
		return SIZE_MAX;
	while (last + 1 < text->nwords && text->words[last + 1].at < end)
		last++;
	if (last + 1 < text->nwords ? text->words[last + 1].at != end :
		text->length != end)
		return SIZE_MAX;
	return last;
}

/*
 * Are two places of a text words with a space between them, both capitalized,
 * and the first no owner ("the Courier's Maud Fenwick")?
 */
static bool
is_compound(NpText text, const struct FormPlace *word,
			const struct FormPlace *next)
{
	return word->end + 1 == next->start && text.data[word->end] == ' ' &&
		np_owner_suffix(text, word->start, word->end) == 0 &&
		is_capital(text.data[word->start]) &&
		is_capital(text.data[next->start]);
}

/*
 * Is a word part of another name?  A name of one word that reads as any word
 * (Time, Vice; not CNN) is none in "Vice President" and "Daily Mirror"; an
 * article before it does no harm.
 */
static bool
in_another_name(NpText text, const Forms *body, size_t i)
{
	const struct FormPlace *word = &body->words[i];
	bool		article;

	if (word->end - word->start < 2 || !is_small(text.data[word->start + 1]))
		return false;
	if (i + 1 < body->nwords && is_compound(text, word, word + 1))
		return true;
	if (i == 0 || !is_compound(text, word - 1, word))
		return false;
	article = word[-1].end - word[-1].start == 3 &&
		memcmp(text.data + word[-1].start, "The", 3) == 0;
	return !article;
}

void
np_find_names(const NpHost *host, NpText text, const NpText *names,
			  size_t nnames, NpNamePlaces *places)
{
	Forms	   *forms = np_alloc(host, (nnames + 1) * sizeof(Forms));
	Forms	   *body = &forms[nnames];
	bool		begins[256] = {false};
	size_t		room = 8;

	for (size_t n = 0; n < nnames; n++)
	{
		read_forms(host, names[n], &forms[n]);
		if (forms[n].length > 0)
			begins[(unsigned char) forms[n].bytes[0]] = true;
	}
	read_forms(host, text, body);

	places->items = np_alloc(host, room * sizeof(NpNamePlace));
	places->count = 0;
	for (size_t i = 0; i < body->nwords; i++)
	{
		if ((i & 0xFFFF) == 0)
			np_check_interrupts(host);
		if (!begins[(unsigned char) body->bytes[body->words[i].at]])
			continue;
		for (size_t n = 0; n < nnames; n++)
		{
			size_t		last = last_word(body, i, &forms[n]);
			NpNamePlace *place;

			if (n % 256 == 255)
				np_check_interrupts(host);
			if (last == SIZE_MAX ||
				lost_capital(names[n], &forms[n].words[0], text, &body->words[i]) ||
				lost_capital(names[n], &forms[n].words[forms[n].nwords - 1], text, &body->words[last]) ||
				(last == i && is_capital(names[n].data[forms[n].words[0].start]) &&
				 in_another_name(text, body, i)))
				continue;
			if (places->count == room)
			{
				room *= 2;
				places->items = np_resize(host, places->items,
										  room * sizeof(NpNamePlace));
			}
			place = &places->items[places->count++];
			place->name = n;
			place->word = i;
			place->start = body->words[i].start;
			place->end = body->words[last].end;
		}
	}
	for (size_t n = 0; n <= nnames; n++)
		free_forms(host, &forms[n]);
	np_release(host, forms);
}

void
np_name_places_free(const NpHost *host, NpNamePlaces *places)
{
	np_release(host, places->items);
	places->items = NULL;
	places->count = 0;
}
