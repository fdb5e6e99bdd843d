/*-------------------------------------------------------------------------
 *
 * make_fold_table.c
 *	  Computes src/text/fold_table.c, the frozen table of folded forms.
 *
 * Usage:
 *		make_fold_table > src/text/fold_table.c
 *		make_fold_table --list		shows the code points whose expansion
 *									loses a separator
 *
 * Needs ICU 72 (Unicode 15), with whose data normalization 1 was frozen, and
 * refuses to work with another Unicode version.  The output depends on
 * nothing else.
 *
 * For each code point c, after the rules at the top of src/text/words.c:
 *
 *	1. unassigned, private use, surrogates: separator.  Default ignorable:
 *	   vanishes.
 *	2. NFKD(c) tells which characters c stands for; each of these is
 *	   NFKC-casefolded and canonically decomposed.  Case is taken from the
 *	   characters of NFKD(c), so that a text and its NFKC form show the same
 *	   case boundaries.
 *	3. Accents vanish, letters of rule 7 and digits are replaced, Han is
 *	   simplified.
 *	4. Separators strictly between letters vanish.
 *	5. What is adjacent and composes canonically is composed.
 *
 * One resulting item is stored in the code point's entry, several in the
 * expansions.  The test of the table includes this file and recomputes it.
 *
 *-------------------------------------------------------------------------
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "text/fold.h"

#define MAX_ITEMS		32
#define MAX_PAIRS		1024
#define MAX_EXPANSIONS	65536

typedef struct Item
{
	UChar32		code;			/* folded */
	NpFoldClass class;
	unsigned	flags;			/* NP_FOLD_SECOND, NP_FOLD_COMPOSITE */
	unsigned	rank;
} Item;

typedef struct Fold
{
	Item		items[MAX_ITEMS];
	int			count;			/* 0: class alone says what it is */
	NpFoldClass class;			/* if count is 0 */
	bool		split;			/* lost a separator inside */
} Fold;

static const UNormalizer2 *nfc;
static const UNormalizer2 *nfd;
static const UNormalizer2 *nfkd;
static const UNormalizer2 *nfkc_casefold;

static UChar32 simplified[NP_CODE_POINTS];	/* Han only, else 0 */
static bool is_second[NP_CODE_POINTS];	/* composes with one before */
static unsigned rank_of_class[256]; /* combining class -> rank */
static NpFoldPair pairs[MAX_PAIRS];
static int	pair_count;

static void
die(const char *what, UChar32 code)
{
	fprintf(stderr, "make_fold_table: %s (U+%04X)\n", what, (unsigned) code);
	exit(1);
}

static void
check(UErrorCode status, const char *what)
{
	if (U_FAILURE(status))
	{
		fprintf(stderr, "make_fold_table: %s: %s\n", what,
				u_errorName(status));
		exit(1);
	}
}

static bool
is_assigned(UChar32 code)
{
	int8_t		type = u_charType(code);

	return type != U_UNASSIGNED && type != U_PRIVATE_USE_CHAR &&
		type != U_SURROGATE;
}

static UScriptCode
script_of(UChar32 code)
{
	UErrorCode	status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript(code, &status);

	check(status, "uscript_getScript");
	return script;
}

/* Code points of the normalized form of codes; returns how many. */
static int
normalize(const UNormalizer2 *normalizer, const UChar32 *codes, int count,
		  UChar32 *result)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		source[4 * MAX_ITEMS];
	UChar		target[8 * MAX_ITEMS];
	int32_t		length = 0;
	int32_t		i;
	int			n = 0;

	for (i = 0; i < count; i++)
		U16_APPEND_UNSAFE(source, length, codes[i]);
	length = unorm2_normalize(normalizer, source, length, target,
							  8 * MAX_ITEMS, &status);
	check(status, "unorm2_normalize");
	for (i = 0; i < length;)
	{
		UChar32		code;

		U16_NEXT(target, i, length, code);
		if (n == MAX_ITEMS)
			die("expansion too long", codes[0]);
		result[n++] = code;
	}
	return n;
}

static bool
is_han(UChar32 code)
{
	return code == 0x3006 ||
		(script_of(code) == USCRIPT_HAN && u_isalpha(code)) ||
		(script_of(code) == USCRIPT_HAN && u_charType(code) == U_LETTER_NUMBER);
}

/* Accents and points that vanish (rule 6), and tatweel (rule 7). */
static bool
is_vanishing_mark(UChar32 code)
{
	int8_t		type = u_charType(code);
	UScriptCode script = script_of(code);

	if (code == 0x0640)
		return true;
	if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK)
		return false;
	if (code == 0x3099 || code == 0x309A)
		return false;
	return script == USCRIPT_INHERITED || script == USCRIPT_ARABIC ||
		script == USCRIPT_HEBREW || script == USCRIPT_SYRIAC;
}

/* Vowels of Thai and Lao that are written behind their base */
static bool
is_following_vowel(UChar32 code)
{
	switch (code)
	{
		case 0x0E30:
		case 0x0E32:
		case 0x0E33:
		case 0x0E45:
		case 0x0EB0:
		case 0x0EB2:
		case 0x0EB3:
			return true;
		default:
			return false;
	}
}

/* Letters without a decomposition (rule 7); returns the number of codes. */
static int
replace_letter(UChar32 code, UChar32 *result)
{
	static const struct
	{
		UChar32		from;
		UChar32		to[2];
	}			letters[] =
	{
		{0x0131, {'i', 0}},
		{0x00F8, {'o', 0}},
		{0x0142, {'l', 0}},
		{0x0111, {'d', 0}},
		{0x0127, {'h', 0}},
		{0x00E6, {'a', 'e'}},
		{0x0153, {'o', 'e'}},
		{0x0649, {0x064A, 0}},
		{0x06CC, {0x064A, 0}},
		{0x06A9, {0x0643, 0}}
	};
	size_t		i;

	for (i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
	{
		if (letters[i].from == code)
		{
			result[0] = letters[i].to[0];
			result[1] = letters[i].to[1];
			return result[1] != 0 ? 2 : 1;
		}
	}
	if (u_charType(code) == U_DECIMAL_DIGIT_NUMBER)
		result[0] = '0' + u_charDigitValue(code);
	else if (simplified[code] != 0)
		result[0] = simplified[code];
	else
		result[0] = code;
	return 1;
}

static NpFoldClass
separator_class(UChar32 code)
{
	switch (code)
	{
		case '\n':
		case '\r':
		case 0x2028:
		case 0x2029:
			return NP_LINE_BREAK;
		case '\t':
			return NP_SPACE;
		case 0x00A0:
		case 0x2009:
		case 0x202F:
			return NP_NUMBER_SPACE;
		case '.':
			return NP_DOT;
		case ',':
			return NP_COMMA;
		case '\'':
		case '`':
		case 0x00B4:
		case 0x0384:			/* NFKC as U+00B4 */
		case 0x1FFD:			/* NFC is U+00B4 */
		case 0x02BB:
		case 0x02BC:
		case 0x05F3:			/* geresh */
		case 0x2018:
		case 0x2019:
		case 0x2032:
			return NP_APOSTROPHE;
		case '"':
		case 0x05F4:			/* gershayim */
			return NP_DOUBLE_QUOTE;
		case '-':
		case 0x2010:
			return NP_DASH;
		case ':':
			return NP_COLON;
		case '/':
			return NP_SOLIDUS;
		case 0x2044:
		case 0x2215:
			return NP_FRACTION_SLASH;
		case '@':
		case '#':
			return NP_AT_OR_HASH;
		case '?':
		case '=':
		case '&':
		case '_':
		case '~':
		case '+':
		case '%':
			return NP_URL_MARK;
		default:
			return u_charType(code) == U_SPACE_SEPARATOR ? NP_SPACE :
				NP_SEPARATOR;
	}
}

/*
 * Class of a folded code point that does not vanish, made from a character
 * whose own case is that of source.
 */
static NpFoldClass
class_of(UChar32 code, UChar32 source)
{
	int8_t		type = u_charType(code);
	UScriptCode script = script_of(code);

	if (separator_class(code) == NP_APOSTROPHE)
		return NP_APOSTROPHE;
	if (is_following_vowel(code))
		return NP_MARK;
	switch (type)
	{
		case U_DECIMAL_DIGIT_NUMBER:
			return NP_DIGIT;
		case U_NON_SPACING_MARK:
		case U_ENCLOSING_MARK:
		case U_COMBINING_SPACING_MARK:
			return NP_MARK;
		case U_UPPERCASE_LETTER:
		case U_LOWERCASE_LETTER:
		case U_TITLECASE_LETTER:
		case U_MODIFIER_LETTER:
		case U_OTHER_LETTER:
		case U_LETTER_NUMBER:
		case U_OTHER_NUMBER:
			break;
		default:
			return separator_class(code);
	}

	/* numbers in circles that are pictures rather than letters */
	if (type == U_OTHER_NUMBER &&
		((code >= 0x2460 && code <= 0x24FF) ||
		 (code >= 0x2776 && code <= 0x2793)))
		return NP_SEPARATOR;

	if (is_han(code))
		return NP_HAN_LETTER;
	if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
		code == 0x30FC || (code >= 0x3031 && code <= 0x3035) ||
		code == 0x303C)
		return NP_KANA_LETTER;
	switch (script)
	{
		case USCRIPT_THAI:
		case USCRIPT_LAO:
		case USCRIPT_KHMER:
		case USCRIPT_MYANMAR:
			return NP_SOUTHEAST_ASIAN_LETTER;
		case USCRIPT_HEBREW:
			return NP_HEBREW;
		case USCRIPT_HANGUL:
			return NP_HANGUL;
		default:
			break;
	}

	/* Cherokee folds to capitals: without case, or its forms had boundaries */
	if (type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER)
		return NP_LETTER;
	switch (u_charType(source))
	{
		case U_UPPERCASE_LETTER:
		case U_TITLECASE_LETTER:
			return NP_UPPER;
		case U_LOWERCASE_LETTER:
			return NP_LOWER;
		default:
			return NP_LETTER;
	}
}

static bool
is_separator(NpFoldClass class)
{
	return class <= NP_URL_MARK;
}

/* As in words.c */
static bool
goes_on_in_url(NpFoldClass class)
{
	return class == NP_DOT || class == NP_DASH || class == NP_COLON ||
		class == NP_SOLIDUS || class == NP_AT_OR_HASH || class == NP_URL_MARK;
}

/*
 * Items of one character of a compatibility decomposition: folded, replaced
 * and decomposed until nothing changes.
 */
static int
fold_character(UChar32 source, Item *items)
{
	UChar32		codes[MAX_ITEMS];
	int			count = 1;
	int			n = 0;
	int			round;
	int			i;

	codes[0] = source;
	for (round = 0; round < 8; round++)
	{
		UChar32		folded[MAX_ITEMS];
		UChar32		replaced[MAX_ITEMS];
		int			nfolded;
		int			nreplaced = 0;

		nfolded = normalize(nfkc_casefold, codes, count, folded);
		nfolded = normalize(nfd, folded, nfolded, folded);
		for (i = 0; i < nfolded; i++)
		{
			if (is_vanishing_mark(folded[i]))
				continue;
			if (nreplaced > MAX_ITEMS - 2)
				die("expansion too long", source);
			nreplaced += replace_letter(folded[i], replaced + nreplaced);
		}
		if (nreplaced == count &&
			memcmp(replaced, codes, count * sizeof(UChar32)) == 0)
			break;
		memcpy(codes, replaced, nreplaced * sizeof(UChar32));
		count = nreplaced;
	}
	if (round == 8)
		die("folding does not come to rest", source);
	for (i = 0; i < count; i++)
	{
		items[n].code = codes[i];
		items[n].class = class_of(codes[i], source);
		items[n].flags = 0;
		items[n].rank = 0;
		n++;
	}
	return n;
}

/* Joins adjacent items that compose canonically. */
static void
compose(Fold *fold)
{
	int			n = 0;
	int			i;

	for (i = 0; i < fold->count; i++)
	{
		UChar32		composed = -1;

		if (n > 0 &&
			(fold->items[i].class == NP_MARK ||
			 fold->items[i].class == NP_HANGUL))
			composed = unorm2_composePair(nfc, fold->items[n - 1].code,
										  fold->items[i].code);
		if (composed >= 0)
			fold->items[n - 1].code = composed;
		else
			fold->items[n++] = fold->items[i];
	}
	fold->count = n;
}

/* Sets flags and rank of the items. */
static void
annotate(Fold *fold)
{
	int			i;

	for (i = 0; i < fold->count; i++)
	{
		Item	   *item = &fold->items[i];
		UChar32		parts[MAX_ITEMS];
		int			count = normalize(nfd, &item->code, 1, parts);

		if (is_separator(item->class))
			continue;
		if (is_second[item->code])
			item->flags |= NP_FOLD_SECOND;
		if (count > 1)
			item->flags |= NP_FOLD_COMPOSITE;
		item->rank = rank_of_class[u_getCombiningClass(parts[count - 1])];
	}
}

static void
fold_code_point(UChar32 code, Fold *fold)
{
	UChar32		parts[MAX_ITEMS];
	int			nparts;
	int			first = -1;
	int			last = -1;
	int			n;
	int			i;

	memset(fold, 0, sizeof(*fold));
	fold->class = NP_SEPARATOR;
	if (!is_assigned(code))
		return;
	if (u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
	{
		fold->class = code == 0x00AD ? NP_SOFT_HYPHEN : NP_VANISH;
		return;
	}
	if (is_vanishing_mark(code))
	{
		fold->class = NP_VANISH_MARK;
		return;
	}

	/* these lose what they are in a decomposition */
	if (separator_class(code) != NP_SEPARATOR &&
		separator_class(code) != NP_SPACE)
	{
		fold->class = separator_class(code);
		return;
	}

	nparts = normalize(nfkd, &code, 1, parts);
	for (i = 0; i < nparts; i++)
	{
		Item		items[MAX_ITEMS];
		int			count;

		/* before casefolding, which makes a letter of the iota subscript */
		if (is_vanishing_mark(parts[i]))
			continue;
		count = fold_character(parts[i], items);
		if (fold->count + count > MAX_ITEMS)
			die("expansion too long", code);
		memcpy(fold->items + fold->count, items, count * sizeof(Item));
		fold->count += count;
	}
	if (fold->count == 0)
	{
		fold->class = NP_VANISH_MARK;
		return;
	}

	for (i = 0; i < fold->count; i++)
	{
		if (is_separator(fold->items[i].class))
			continue;
		if (first < 0)
			first = i;
		last = i;
	}
	if (first < 0)
	{
		/* several: what goes on in a URL does so together, an ellipsis say */
		fold->class = fold->items[0].class;
		if (fold->count > 1)
		{
			fold->class = NP_URL_MARK;
			for (i = 0; i < fold->count; i++)
			{
				if (!goes_on_in_url(fold->items[i].class))
					fold->class = NP_SEPARATOR;
			}
		}
		fold->count = 0;
		return;
	}
	n = 0;
	for (i = 0; i < fold->count; i++)
	{
		if (i > first && i < last && is_separator(fold->items[i].class))
		{
			fold->split = true;
			continue;
		}
		fold->items[n++] = fold->items[i];
	}
	fold->count = n;
	compose(fold);
	annotate(fold);
}

/* Traditional to simplified, per character, with cycles broken. */
static void
load_simplified(void)
{
	static UChar32 map[NP_CODE_POINTS];
	UErrorCode	status = U_ZERO_ERROR;
	UChar		id[64];
	UTransliterator *transliterator;
	UChar32		code;

	u_uastrcpy(id, "Traditional-Simplified");
	transliterator = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL,
								  &status);
	check(status, "utrans_openU");
	for (code = 0; code < NP_CODE_POINTS; code++)
	{
		UChar		text[16];
		int32_t		length = 0;
		int32_t		limit;
		int32_t		at = 0;
		UChar32		result;

		if (!is_assigned(code) || !is_han(code))
			continue;
		U16_APPEND_UNSAFE(text, length, code);
		limit = length;
		utrans_transUChars(transliterator, text, &length, 16, 0, &limit,
						   &status);
		check(status, "utrans_transUChars");
		U16_NEXT(text, at, length, result);
		if (at == length && result != code && is_han(result))
			map[code] = result;
	}
	utrans_close(transliterator);

	for (code = 0; code < NP_CODE_POINTS; code++)
	{
		UChar32		end = code;
		UChar32		least;
		UChar32		walk;
		int			steps = 0;

		if (map[code] == 0)
			continue;
		while (map[end] != 0 && steps++ < 64)
			end = map[end];
		if (map[end] != 0)
		{
			/* end lies on a cycle: its smallest member stands */
			least = end;
			for (walk = map[end]; walk != end; walk = map[walk])
				if (walk < least)
					least = walk;
			end = least;
		}
		if (end != code)
			simplified[code] = end;
	}
}

/* Canonical composites whose second part does not vanish, Hangul apart */
static void
load_pairs(void)
{
	bool		used[256] = {false};
	UChar32		code;
	unsigned	rank = 0;
	int			i;

	used[0] = true;
	for (code = 0; code < NP_CODE_POINTS; code++)
	{
		UErrorCode	status = U_ZERO_ERROR;
		UChar		raw[32];
		int32_t		length;
		int32_t		at = 0;
		UChar32		first;
		UChar32		second;

		if (!is_assigned(code))
			continue;
		if (!is_vanishing_mark(code))
			used[u_getCombiningClass(code)] = true;
		if (u_hasBinaryProperty(code, UCHAR_FULL_COMPOSITION_EXCLUSION) ||
			(code >= 0xAC00 && code <= 0xD7A3))
			continue;
		length = unorm2_getRawDecomposition(nfc, code, raw, 32, &status);
		check(status, "unorm2_getRawDecomposition");
		if (length <= 0)
			continue;
		U16_NEXT(raw, at, length, first);
		if (at == length)
			continue;
		U16_NEXT(raw, at, length, second);
		if (class_of(second, second) != NP_MARK || is_vanishing_mark(second) ||
			unorm2_composePair(nfc, first, second) != code)
			continue;
		if (pair_count == MAX_PAIRS)
			die("too many pairs", code);
		pairs[pair_count].first = first;
		pairs[pair_count].second = second;
		pairs[pair_count].composed = code;
		pair_count++;
		is_second[second] = true;
	}
	for (code = 0x1161; code <= 0x1175; code++)
		is_second[code] = true;
	for (code = 0x11A8; code <= 0x11C2; code++)
		is_second[code] = true;
	for (i = 0; i < 256; i++)
	{
		if (used[i])
			rank_of_class[i] = rank++;
	}
	if (rank > NP_FOLD_RANK_MASK + 1)
		die("too many combining classes", rank);
}

static int
compare_pairs(const void *a, const void *b)
{
	const NpFoldPair *x = a;
	const NpFoldPair *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->second < y->second ? -1 : x->second > y->second;
}

/* Opens what the computation needs; false if ICU's Unicode is another one. */
static bool
load(void)
{
	UErrorCode	status = U_ZERO_ERROR;
	UVersionInfo version;

	u_getUnicodeVersion(version);
	if (version[0] != 15 || version[1] != 0)
		return false;
	nfc = unorm2_getNFCInstance(&status);
	nfd = unorm2_getNFDInstance(&status);
	nfkd = unorm2_getNFKDInstance(&status);
	nfkc_casefold = unorm2_getNFKCCasefoldInstance(&status);
	check(status, "unorm2_getInstance");
	load_simplified();
	load_pairs();
	qsort(pairs, pair_count, sizeof(NpFoldPair), compare_pairs);
	return true;
}

/* FNV-1a, 64 bits, over the bytes of value, least significant first */
static uint64_t
digest(uint64_t hash, uint32_t value)
{
	int			i;

	for (i = 0; i < 4; i++)
	{
		hash ^= (value >> (8 * i)) & 0xFF;
		hash *= UINT64_C(0x100000001B3);
	}
	return hash;
}

#define DIGEST_START	UINT64_C(0xCBF29CE484222325)

static uint64_t
digest_fold(uint64_t hash, const Fold *fold)
{
	int			i;

	hash = digest(hash, fold->count > 0 ? (uint32_t) fold->count :
				  (uint32_t) fold->class << 8);
	for (i = 0; i < fold->count; i++)
	{
		const Item *item = &fold->items[i];

		hash = digest(hash, item->code);
		hash = digest(hash, item->class);
		hash = digest(hash, item->flags);
		hash = digest(hash, item->rank);
	}
	return hash;
}

static uint64_t
digest_pair(uint64_t hash, const NpFoldPair *pair)
{
	hash = digest(hash, pair->first);
	hash = digest(hash, pair->second);
	return digest(hash, pair->composed);
}

#ifndef NP_NO_MAIN

static int
compare_composed(const void *a, const void *b)
{
	uint32_t	x = pairs[*(const uint16_t *) a].composed;
	uint32_t	y = pairs[*(const uint16_t *) b].composed;

	return x < y ? -1 : x > y;
}

static uint32_t
pack(NpFoldClass class, unsigned flags, unsigned rank, uint32_t value)
{
	return (uint32_t) class | flags | rank << NP_FOLD_RANK_SHIFT |
		value << NP_FOLD_VALUE_SHIFT;
}

static uint32_t expansions[MAX_EXPANSIONS];
static int	expansion_count;
static uint32_t entries[NP_CODE_POINTS];
static uint32_t blocks[NP_CODE_POINTS];
static uint16_t block_index[NP_CODE_POINTS / NP_FOLD_BLOCK];
static int	block_count;

/* Place of the items among the expansions, shared where they are there. */
static uint32_t
store_expansion(const Fold *fold)
{
	uint32_t	packed[MAX_ITEMS];
	int			i;

	for (i = 0; i < fold->count; i++)
	{
		const Item *item = &fold->items[i];

		packed[i] = pack(item->class, item->flags, item->rank, item->code);
		if (i == fold->count - 1)
			packed[i] |= NP_FOLD_LAST;
	}
	for (i = 0; i + fold->count <= expansion_count; i++)
	{
		if (memcmp(expansions + i, packed,
				   fold->count * sizeof(uint32_t)) == 0)
			return i;
	}
	if (expansion_count + fold->count > MAX_EXPANSIONS)
		die("too many expansions", expansion_count);
	memcpy(expansions + expansion_count, packed,
		   fold->count * sizeof(uint32_t));
	expansion_count += fold->count;
	return expansion_count - fold->count;
}

static void
store_blocks(void)
{
	int			block;
	int			i;

	for (block = 0; block < NP_CODE_POINTS / NP_FOLD_BLOCK; block++)
	{
		const uint32_t *source = entries + block * NP_FOLD_BLOCK;

		for (i = 0; i < block_count; i++)
		{
			if (memcmp(blocks + i * NP_FOLD_BLOCK, source,
					   NP_FOLD_BLOCK * sizeof(uint32_t)) == 0)
				break;
		}
		if (i == block_count)
		{
			memcpy(blocks + i * NP_FOLD_BLOCK, source,
				   NP_FOLD_BLOCK * sizeof(uint32_t));
			block_count++;
		}
		block_index[block] = i;
	}
}

static void
print_numbers32(const char *declaration, const uint32_t *numbers, int count)
{
	int			i;

	printf("%s =\n{", declaration);
	for (i = 0; i < count; i++)
		printf("%s0x%X%s", i % 8 == 0 ? "\n\t" : " ", numbers[i],
			   i < count - 1 ? "," : "");
	printf("\n};\n\n");
}

static void
print_numbers16(const char *declaration, const uint16_t *numbers, int count)
{
	int			i;

	printf("%s =\n{", declaration);
	for (i = 0; i < count; i++)
		printf("%s%u%s", i % 12 == 0 ? "\n\t" : " ", numbers[i],
			   i < count - 1 ? "," : "");
	printf("\n};\n\n");
}

int
main(int argc, char **argv)
{
	static uint32_t split[256];
	uint16_t	by_composed[MAX_PAIRS];
	uint64_t	hash = DIGEST_START;
	int			split_count = 0;
	UChar32		code;
	int			i;

	if (!load())
	{
		fprintf(stderr, "make_fold_table: this ICU has not Unicode 15.0\n");
		return 1;
	}
	for (code = 0; code < NP_CODE_POINTS; code++)
	{
		Fold		fold;

		fold_code_point(code, &fold);
		if (fold.split)
		{
			if (split_count == 256)
				die("too many split expansions", code);
			split[split_count++] = code;
		}
		hash = digest_fold(hash, &fold);
		if (fold.count == 0)
			entries[code] = pack(fold.class, 0, 0, 0);
		else if (fold.count == 1)
			entries[code] = pack(fold.items[0].class, fold.items[0].flags,
								 fold.items[0].rank,
								 (fold.items[0].code - code) &
								 NP_FOLD_VALUE_MASK);
		else
			entries[code] = pack(NP_EXPANSION, 0, 0, store_expansion(&fold));
	}
	for (i = 0; i < pair_count; i++)
	{
		by_composed[i] = i;
		hash = digest_pair(hash, &pairs[i]);
	}
	qsort(by_composed, pair_count, sizeof(uint16_t), compare_composed);
	store_blocks();

	if (argc > 1 && strcmp(argv[1], "--list") == 0)
	{
		for (i = 0; i < split_count; i++)
			printf("U+%04X\n", split[i]);
		printf("%d split, %d blocks, %d expansion items, %d pairs\n",
			   split_count, block_count, expansion_count, pair_count);
		return 0;
	}

	printf("/*-------------------------------------------------------------------------\n"
		   " *\n"
		   " * fold_table.c\n"
		   " *\t  The frozen table of folded forms, normalization %d: Unicode 15.0.\n"
		   " *\n"
		   " * Generated by tools/make_fold_table.c with ICU 72; do not edit.  To make it\n"
		   " * again:\n"
		   " *\t\tmake_fold_table > src/text/fold_table.c\n"
		   " *\n"
		   " * Data of the Unicode Character Database and of ICU; see LICENSE.unicode.\n"
		   " *\n"
		   " * Checksum of the content: %016llx\n"
		   " *\n"
		   " *-------------------------------------------------------------------------\n"
		   " */\n"
		   "#include \"text/fold.h\"\n\n", 1, (unsigned long long) hash);
	printf("const uint64_t np_fold_checksum = UINT64_C(0x%016llX);\n\n",
		   (unsigned long long) hash);
	print_numbers16("const uint16_t np_fold_index[NP_CODE_POINTS / NP_FOLD_BLOCK]",
					block_index, NP_CODE_POINTS / NP_FOLD_BLOCK);
	print_numbers32("const uint32_t np_fold_entries[]", blocks,
					block_count * NP_FOLD_BLOCK);
	print_numbers32("const uint32_t np_fold_expansions[]", expansions,
					expansion_count);
	printf("const NpFoldPair np_fold_pairs[] =\n{");
	for (i = 0; i < pair_count; i++)
		printf("\n\t{0x%X, 0x%X, 0x%X}%s", pairs[i].first, pairs[i].second,
			   pairs[i].composed, i < pair_count - 1 ? "," : "");
	printf("\n};\n\nconst size_t np_fold_pair_count = %d;\n\n", pair_count);
	print_numbers16("const uint16_t np_fold_pairs_by_composed[]", by_composed,
					pair_count);
	print_numbers32("const uint32_t np_fold_split[]", split, split_count);
	printf("const size_t np_fold_split_count = %d;\n", split_count);
	return 0;
}

#endif							/* NP_NO_MAIN */
