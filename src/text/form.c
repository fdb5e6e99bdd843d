/*-------------------------------------------------------------------------
 *
 * form.c
 *	  Canonical composition of folded forms (rule 6 of words.c).
 *
 * The normalization algorithm of UAX #15 (decompose, order marks by combining
 * class, compose), on what is left of a text when accents have vanished:
 * conjoining jamo, voiced kana, vowels and nuktas of Indic scripts.  The pairs
 * that compose are in the frozen table, Hangul is computed as in chapter 3.12
 * of the Unicode Standard.
 *
 * A word may be as long as its text, so every step is linear: marks are sorted
 * by going through them once a rank, of which there are fewer than 32.
 *
 *-------------------------------------------------------------------------
 */
#include "text/form.h"

#include <string.h>

#define FIRST_CAPACITY		256

/* Hangul (Unicode Standard, 3.12) */
#define SYLLABLES			0xAC00
#define LEADING				0x1100
#define VOWELS				0x1161
#define TRAILING			0x11A7
#define NLEADING			19
#define NVOWELS				21
#define NTRAILING			28
#define NSYLLABLES			(NLEADING * NVOWELS * NTRAILING)

/* A code point is decomposed to no more than this */
#define DECOMPOSITION_MAX	4

/* Scratch elements: a code point and its rank */
#define CODE_BITS			21
#define CODE(element)		((element) & ((1u << CODE_BITS) - 1))
#define RANK(element)		((element) >> CODE_BITS)

void
np_form_init(const NpHost *host, NpForm *form)
{
	memset(form, 0, sizeof(NpForm));
	form->data = np_alloc(host, FIRST_CAPACITY);
	form->capacity = FIRST_CAPACITY;
	np_form_clear(form);
}

void
np_form_free(const NpHost *host, NpForm *form)
{
	np_release(host, form->data);
	np_release(host, form->scratch);
}

void
np_form_grow(const NpHost *host, NpForm *form)
{
	form->data = np_resize(host, form->data, form->capacity * 2);
	form->capacity *= 2;
}

/* The pair that first and second make, or NULL */
static const NpFoldPair *
find_pair(uint32_t first, uint32_t second)
{
	size_t		low = 0;
	size_t		high = np_fold_pair_count;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		const NpFoldPair *pair = &np_fold_pairs[middle];

		if (pair->first == first && pair->second == second)
			return pair;
		if (pair->first < first ||
			(pair->first == first && pair->second < second))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The pair that composed stands for, or NULL */
static const NpFoldPair *
find_composed(uint32_t composed)
{
	size_t		low = 0;
	size_t		high = np_fold_pair_count;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		const NpFoldPair *pair = &np_fold_pairs[np_fold_pairs_by_composed[middle]];

		if (pair->composed == composed)
			return pair;
		if (pair->composed < composed)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* What two code points compose to, or 0 */
static uint32_t
compose(uint32_t first, uint32_t second)
{
	const NpFoldPair *pair;

	if (first - LEADING < NLEADING && second - VOWELS < NVOWELS)
		return SYLLABLES +
			((first - LEADING) * NVOWELS + second - VOWELS) * NTRAILING;
	if (first - SYLLABLES < NSYLLABLES &&
		(first - SYLLABLES) % NTRAILING == 0 &&
		second - (TRAILING + 1) < NTRAILING - 1)
		return first + second - TRAILING;
	pair = find_pair(first, second);
	return pair != NULL ? pair->composed : 0;
}

static unsigned
decompose(uint32_t code, uint32_t *parts)
{
	unsigned	count = 0;

	if (code - SYLLABLES < NSYLLABLES)
	{
		uint32_t	syllable = code - SYLLABLES;

		parts[count++] = LEADING + syllable / (NVOWELS * NTRAILING);
		parts[count++] = VOWELS + syllable / NTRAILING % NVOWELS;
		if (syllable % NTRAILING != 0)
			parts[count++] = TRAILING + syllable % NTRAILING;
		return count;
	}
	if (np_fold_entry(code) & NP_FOLD_COMPOSITE)
	{
		const NpFoldPair *pair = find_composed(code);

		if (pair != NULL)
		{
			count = decompose(pair->first, parts);
			parts[count++] = pair->second;
			return count;
		}
	}
	parts[0] = code;
	return 1;
}

/* Sorts a run of marks by rank, keeping the order of equals. */
static void
sort_marks(const NpHost *host, uint32_t *marks, size_t count, uint32_t *space)
{
	size_t		n = 0;
	size_t		i;
	unsigned	rank;

	if (count < 2)
		return;
	for (rank = 1; rank <= NP_FOLD_RANK_MASK && n < count; rank++)
	{
		if (count > NP_INTERRUPT_BYTES)
			np_check_interrupts(host);
		for (i = 0; i < count; i++)
		{
			if (RANK(marks[i]) == rank)
				space[n++] = marks[i];
		}
	}
	memcpy(marks, space, count * sizeof(uint32_t));
}

void
np_form_settle(const NpHost *host, NpForm *form)
{
	size_t		at = form->unsettled;
	size_t		needed = 0;
	size_t		count = 0;
	size_t		composed = 0;
	size_t		starter = 0;
	size_t		i;
	size_t		steps = 0;
	uint32_t   *codes;
	uint32_t	code = 0;
	uint32_t	parts[DECOMPOSITION_MAX];
	unsigned	last_rank = 0;

	while (at < form->length)
	{
		at += np_utf8_decode(form->data + at, form->length - at, &code);
		needed += decompose(code, parts);
		if (++steps % NP_INTERRUPT_BYTES == 0)
			np_check_interrupts(host);
	}
	needed *= 2;				/* sorting needs as much again */
	if (form->scratch_capacity < needed)
	{
		form->scratch_capacity = 0;
		np_release(host, form->scratch);
		form->scratch = NULL;
		form->scratch = np_alloc(host, needed * sizeof(uint32_t));
		form->scratch_capacity = needed;
	}
	codes = form->scratch;

	for (at = form->unsettled; at < form->length;)
	{
		unsigned	nparts;
		unsigned	part;

		at += np_utf8_decode(form->data + at, form->length - at, &code);
		nparts = decompose(code, parts);
		for (part = 0; part < nparts; part++)
		{
			uint32_t	entry = np_fold_entry(parts[part]);
			unsigned	rank = np_fold_class(entry) == NP_MARK ?
			np_fold_rank(entry) : 0;

			codes[count++] = parts[part] | rank << CODE_BITS;
		}
		if (++steps % NP_INTERRUPT_BYTES == 0)
			np_check_interrupts(host);
	}

	for (i = 0; i < count;)
	{
		size_t		end = i;

		while (end < count && RANK(codes[end]) != 0)
			end++;
		sort_marks(host, codes + i, end - i, codes + count);
		i = end + 1;
	}

	for (i = 0; i < count; i++)
	{
		unsigned	rank = RANK(codes[i]);

		if (++steps % NP_INTERRUPT_BYTES == 0)
			np_check_interrupts(host);
		if (composed > 0 && RANK(codes[starter]) == 0 &&
			(composed == starter + 1 || last_rank < rank))
		{
			code = compose(CODE(codes[starter]), CODE(codes[i]));
			if (code != 0)
			{
				codes[starter] = code;
				continue;
			}
		}
		if (rank == 0)
			starter = composed;
		last_rank = rank;
		codes[composed++] = codes[i];
	}

	form->length = form->unsettled;
	for (i = 0; i < composed; i++)
	{
		if (form->length + NP_UTF8_MAX + NP_FORM_PAD > form->capacity)
			np_form_grow(host, form);
		form->length += np_utf8_encode(CODE(codes[i]),
									   form->data + form->length);
	}
	form->unsettled = NP_FORM_SETTLED;
}
