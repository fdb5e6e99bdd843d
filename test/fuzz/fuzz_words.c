/*-------------------------------------------------------------------------
 *
 * fuzz_words.c
 *	  libFuzzer target: bytes as a text that is fingerprinted.
 *
 * Three bytes choose k, w and how the text is escaped.  The words are what
 * words.c promises: a word's bytes read alone are that word, the text's NFC and
 * NFD have the same ones, and so has the text with its characters written as
 * references.
 * The fingerprint is a choice of the shingles, at least one of each window, and
 * makes a valid print; that of the normalized text is the same.
 *
 *-------------------------------------------------------------------------
 */
#include "../unit/tap.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "print/print.h"
#include "text/characters.h"
#include "text/utf8.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* Bytes that grow */
typedef struct Buffer
{
	char	   *data;
	size_t		length;
	size_t		room;
} Buffer;

static void
append(Buffer *buffer, const char *data, size_t length)
{
	if (length == 0)
		return;
	if (buffer->room - buffer->length < length)
	{
		buffer->room = 2 * (buffer->length + length);
		buffer->data = np_resize(&tap_host, buffer->data, buffer->room);
	}
	memcpy(buffer->data + buffer->length, data, length);
	buffer->length += length;
}

/* The words' forms, joined by one space */
static Buffer
normalize(NpText text)
{
	NpWordReader *reader = np_words_begin(&tap_host, text);
	Buffer		forms = {NULL, 0, 0};
	NpWord		word;

	while (np_words_next(reader, &word))
	{
		if (forms.length > 0)
			append(&forms, " ", 1);
		append(&forms, word.form, word.form_length);
	}
	np_words_end(reader);
	return forms;
}

static NpText
text_of(const Buffer *buffer)
{
	NpText		text = {buffer->data == NULL ? "" : buffer->data,
	buffer->length};

	return text;
}

static void
must_have_words(NpText text, const Buffer *expected)
{
	Buffer		words = normalize(text);

	must(words.length == expected->length &&
		 (words.length == 0 ||
		  memcmp(words.data, expected->data, words.length) == 0));
	np_release(&tap_host, words.data);
}

/* Words whose bytes are nobody else's are the same alone. */
static void
check_alone(NpText text)
{
	NpWordReader *reader = np_words_begin(&tap_host, text);
	Buffer		form = {NULL, 0, 0};
	NpWord		word;
	size_t		before = 0;
	bool		more = np_words_next(reader, &word);

	while (more)
	{
		NpText		alone = {text.data + word.start, word.end - word.start};
		bool		shared = word.start < before;

		must(word.start < word.end && word.end <= text.length &&
			 word.form_length > 0);
		form.length = 0;
		append(&form, word.form, word.form_length);
		before = word.end;
		more = np_words_next(reader, &word);
		if (!shared && (!more || word.start >= before))
			must_have_words(alone, &form);
	}
	np_words_end(reader);
	np_release(&tap_host, form.data);
}

/*
 * Writes characters as decimal or hexadecimal references, all or some of them.
 * U+0338 stays: with a < or > before it, it is looked for as it is.
 */
static Buffer
escape(NpText text, uint8_t how)
{
	Buffer		escaped = {NULL, 0, 0};
	size_t		at = 0;

	while (at < text.length)
	{
		NpCharacter character = np_character_at(text, at);
		char		reference[16];

		must(character.end > at && character.end <= text.length);
		if (character.kind != NP_CHARACTER)
			append(&escaped, text.data + at, character.end - at);
		else if (character.code == 0 || character.code == 0x338 ||
				 (how & 1 && (character.code ^ how) & 2))
		{
			char		bytes[NP_UTF8_MAX];

			if (character.code == '&')
				append(&escaped, "&amp;", 5);
			else
				append(&escaped, bytes, np_utf8_encode(character.code, bytes));
		}
		else
			append(&escaped, reference,
				   snprintf(reference, sizeof(reference),
							how & 4 ? "&#%u;" : "&#x%x;", character.code));
		at = character.end;
	}
	return escaped;
}

/* In a normal form; empty where the text is no UTF-8 */
static Buffer
in_form(NpText text, const UNormalizer2 *normalizer)
{
	Buffer		result = {NULL, 0, 0};
	int32_t		room = 20 * (int32_t) text.length + 1;
	UChar	   *utf16 = np_alloc(&tap_host, room * sizeof(UChar));
	UChar	   *normal = np_alloc(&tap_host, room * sizeof(UChar));
	UErrorCode	status = U_ZERO_ERROR;
	int32_t		length;

	u_strFromUTF8(utf16, room, &length, text.data, (int32_t) text.length,
				  &status);
	if (U_SUCCESS(status))
	{
		length = unorm2_normalize(normalizer, utf16, length, normal, room,
								  &status);
		result.room = 4 * (size_t) room;
		result.data = np_alloc(&tap_host, result.room);
		u_strToUTF8(result.data, (int32_t) result.room, &room, normal, length,
					&status);
		must(U_SUCCESS(status));
		result.length = room;
	}
	np_release(&tap_host, utf16);
	np_release(&tap_host, normal);
	return result;
}

/* Of a text that is in neither form nothing is promised. */
static void
check_normal_forms(NpText text)
{
	UErrorCode	status = U_ZERO_ERROR;
	Buffer		nfc = in_form(text, unorm2_getNFCInstance(&status));
	Buffer		nfd = in_form(text, unorm2_getNFDInstance(&status));

	must(U_SUCCESS(status));
	if (nfc.data != NULL)
	{
		Buffer		words = normalize(text_of(&nfc));

		must_have_words(text_of(&nfd), &words);
		np_release(&tap_host, words.data);
	}
	np_release(&tap_host, nfc.data);
	np_release(&tap_host, nfd.data);
}

static void
check_ascending(const NpPosting *postings, size_t n, uint32_t words)
{
	for (size_t i = 0; i < n; i++)
		must(postings[i].hash <= NP_HASH_MAX && postings[i].word < words &&
			 (i == 0 || postings[i - 1].hash < postings[i].hash ||
			  (postings[i - 1].hash == postings[i].hash &&
			   postings[i - 1].word < postings[i].word)));
}

/* The fingerprint has a shingle of each window, and nothing but shingles. */
static void
check_winnowing(NpParameters parameters, NpText text,
				const NpPosting *kept, size_t nkept, uint32_t words)
{
	uint32_t	same_words;
	size_t		n;
	NpPosting  *shingles = np_shingles(&tap_host, parameters, text, &n,
									   &same_words);
	uint8_t    *is_kept = np_alloc(&tap_host, (size_t) words + 1);
	uint32_t	gap = 0;
	size_t		at = 0;

	must(words == same_words && nkept <= n && (n == 0) == (nkept == 0));
	check_ascending(shingles, n, words);
	memset(is_kept, 0, (size_t) words + 1);
	for (size_t i = 0; i < nkept; i++)
	{
		while (at < n && (shingles[at].hash != kept[i].hash ||
						  shingles[at].word != kept[i].word))
			at++;
		must(at < n);
		is_kept[kept[i].word] = 1;
	}
	/* shingles begin at the first n words */
	for (size_t i = 0; i < n; i++)
	{
		gap = is_kept[i] ? 0 : gap + 1;
		must(gap < parameters.winnow);
	}
	np_release(&tap_host, shingles);
	np_release(&tap_host, is_kept);
}

static char *
print_of(NpParameters parameters, NpText text, size_t *size)
{
	size_t		n;
	uint32_t	words;
	NpPosting  *postings = np_fingerprint(&tap_host, parameters, text, &n,
										  &words);
	char	   *bytes;

	check_ascending(postings, n, words);
	check_winnowing(parameters, text, postings, n, words);
	bytes = np_print_from_postings(&tap_host, parameters, words, postings, n,
								   0, SIZE_MAX, size);
	np_release(&tap_host, postings);
	must(np_print_invalid(&tap_host, bytes, *size) == NULL);
	return bytes;
}

/* A print of the text is all that there is to ignore, or nothing. */
static void
check_ignored(NpText text, const char *bytes, size_t size)
{
	NpPrint		print = np_print_open(bytes, size);
	uint64_t   *hashes = np_alloc(&tap_host,
								  (print.entries + 1) * sizeof(uint64_t));
	size_t		nwords;
	bool	   *ignored;
	size_t		count = 0;

	np_all_hashes(&print, hashes);
	ignored = np_ignored_words(&tap_host, print.parameters,
							   hashes, print.entries, text, &nwords);
	must(nwords == print.words);
	for (size_t i = 0; i < nwords; i++)
		count += ignored[i];
	must((count > 0) == (print.entries > 0));
	np_release(&tap_host, ignored);
	ignored = np_ignored_words(&tap_host, print.parameters, hashes, 0, text,
							   NULL);
	for (size_t i = 0; i < nwords; i++)
		must(!ignored[i]);
	np_release(&tap_host, ignored);
	np_release(&tap_host, hashes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	NpParameters parameters = {
		NP_FORMAT, NP_NORMALIZATION, NP_PROFILE_ARTICLE, 0, 0
	};
	NpText		text;
	Buffer		words;
	Buffer		escaped;
	char	   *print;
	char	   *same;
	size_t		print_size;
	size_t		same_size;

	if (size < 3)
		return 0;
	parameters.shingle = NP_MIN_SHINGLE + data[0] % NP_MAX_SHINGLE;
	parameters.winnow = NP_MIN_WINNOW + data[1] % NP_MAX_WINNOW;
	text.data = (const char *) data + 3;
	text.length = size - 3;

	words = normalize(text);
	check_alone(text);
	check_normal_forms(text);
	escaped = escape(text, data[2]);
	must_have_words(text_of(&escaped), &words);
	np_release(&tap_host, escaped.data);

	print = print_of(parameters, text, &print_size);
	same = print_of(parameters, text_of(&words), &same_size);
	must(same_size == print_size && memcmp(print, same, same_size) == 0);
	check_ignored(text, print, print_size);
	np_release(&tap_host, print);
	np_release(&tap_host, same);
	np_release(&tap_host, words.data);
	must(tap_blocks_in_use == 0);
	return 0;
}
