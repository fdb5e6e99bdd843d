/*-------------------------------------------------------------------------
 *
 * test_fold_table.c
 *	  The frozen table: is it the one that was frozen, is it what the
 *	  generator computes, and does it keep its own promises?
 *
 * The generator is included, so that recomputing needs no second program.  Its
 * part is skipped where ICU has another Unicode version.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include <unicode/uchar.h>

#define NP_NO_MAIN
#include "../../tools/make_fold_table.c"

/*
 * The checksum of normalization 1.  A change here is a change of every stored
 * print.
 */
#define FROZEN_CHECKSUM		UINT64_C(0x8957DA3DE763F9AF)

/* What the table says of a code point, as the generator's Fold */
static void
look_up(UChar32 code, Fold *fold)
{
	uint32_t	entry = np_fold_entry(code);
	NpFoldClass class = np_fold_class(entry);
	const uint32_t *expansion;

	memset(fold, 0, sizeof(*fold));
	if (class == NP_EXPANSION)
	{
		expansion = np_fold_expansions + (entry >> NP_FOLD_VALUE_SHIFT);
		do
		{
			Item	   *item = &fold->items[fold->count++];

			item->class = np_fold_class(*expansion);
			item->code = (*expansion & ~NP_FOLD_LAST) >> NP_FOLD_VALUE_SHIFT;
			item->flags = *expansion & (NP_FOLD_SECOND | NP_FOLD_COMPOSITE);
			item->rank = np_fold_rank(*expansion);
		} while ((*expansion++ & NP_FOLD_LAST) == 0);
		return;
	}
	if (class < NP_EXPANSION)
	{
		fold->class = class;
		return;
	}
	fold->count = 1;
	fold->items[0].class = class;
	fold->items[0].code = np_fold_code(code, entry);
	fold->items[0].flags = entry & (NP_FOLD_SECOND | NP_FOLD_COMPOSITE);
	fold->items[0].rank = np_fold_rank(entry);
}

static uint64_t
table_checksum(void)
{
	uint64_t	hash = DIGEST_START;
	UChar32		code;
	size_t		i;

	for (code = 0; code < NP_CODE_POINTS; code++)
	{
		Fold		fold;

		look_up(code, &fold);
		hash = digest_fold(hash, &fold);
	}
	for (i = 0; i < np_fold_pair_count; i++)
		hash = digest_pair(hash, &np_fold_pairs[i]);
	return hash;
}

static bool
equal(const Fold *a, const Fold *b)
{
	int			i;

	if (a->count != b->count || (a->count == 0 && a->class != b->class))
		return false;
	for (i = 0; i < a->count; i++)
	{
		if (a->items[i].code != b->items[i].code ||
			a->items[i].class != b->items[i].class ||
			a->items[i].flags != b->items[i].flags ||
			a->items[i].rank != b->items[i].rank)
			return false;
	}
	return true;
}

/* Promises that the readers rely on */
static void
test_promises(void)
{
	int			unstable = 0;
	int			split_inside = 0;
	int			digits = 0;
	int			unsorted = 0;
	UChar32		code;
	size_t		i;

	for (code = 0; code < NP_CODE_POINTS; code++)
	{
		Fold		fold;
		int			item;

		look_up(code, &fold);
		for (item = 0; item < fold.count; item++)
		{
			Fold		again;
			Item	   *folded = &fold.items[item];

			/* with its separators only at the ends */
			if (is_separator(folded->class))
			{
				if (item > 0 && item < fold.count - 1 &&
					!is_separator(fold.items[item - 1].class) &&
					!is_separator(fold.items[item + 1].class))
					split_inside++;
				continue;
			}
			if (folded->class == NP_DIGIT &&
				(folded->code < '0' || folded->code > '9'))
				digits++;

			/* what is folded folds to itself; an upper case letter no more */
			look_up(folded->code, &again);
			if (again.count != 1 || again.items[0].code != folded->code ||
				again.items[0].class == NP_UPPER ||
				again.items[0].flags != folded->flags ||
				again.items[0].rank != folded->rank)
			{
				if (unstable++ < 5)
					printf("# U+%04X\n", (unsigned) code);
			}
		}
	}
	ok(unstable == 0, "what is folded folds to itself");
	ok(split_inside == 0, "no expansion has a separator inside");
	ok(digits == 0, "digits are ASCII");

	for (i = 0; i < np_fold_pair_count; i++)
	{
		const NpFoldPair *pair = &np_fold_pairs[i];

		if (i > 0 && compare_pairs(pair - 1, pair) >= 0)
			unsorted++;
		if (i > 0 && np_fold_pairs[np_fold_pairs_by_composed[i - 1]].composed >=
			np_fold_pairs[np_fold_pairs_by_composed[i]].composed)
			unsorted++;
		if ((np_fold_entry(pair->second) & NP_FOLD_SECOND) == 0 ||
			(np_fold_entry(pair->composed) & NP_FOLD_COMPOSITE) == 0)
			unsorted++;
	}
	ok(unsorted == 0, "pairs are in order and their parts marked");
	ok(np_fold_split_count == 34, "34 expansions lose a separator");
}

static void
test_recomputation(void)
{
	UChar32		code;
	int			different = 0;
	int			inexact = 0;

	if (!load())
	{
		skip(3, "ICU has another Unicode version");
		return;
	}
	for (code = 0; code < NP_CODE_POINTS; code++)
	{
		Fold		computed;
		Fold		stored;
		UChar32		ours[MAX_ITEMS];
		UChar32		icu[MAX_ITEMS];
		UChar32		source = code;
		int			count = 0;
		int			icu_count;
		int			i;
		bool		plain = true;

		fold_code_point(code, &computed);
		look_up(code, &stored);
		if (!equal(&computed, &stored) && different++ < 5)
			printf("# U+%04X\n", (unsigned) code);

		/*
		 * Where no rule but 4 has a say, ICU's own casefolding gives the
		 * same.
		 */
		if (stored.count == 0 || computed.split)
			continue;
		icu_count = normalize(nfkc_casefold, &source, 1, icu);
		icu_count = normalize(nfd, icu, icu_count, icu);
		for (i = 0; i < icu_count; i++)
		{
			UChar32		replaced[2];

			if (is_vanishing_mark(icu[i]) || icu[i] == 0x03B9 ||
				replace_letter(icu[i], replaced) != 1 ||
				replaced[0] != icu[i])
				plain = false;
		}
		if (!plain)
			continue;
		for (i = 0; i < stored.count; i++)
			ours[count++] = stored.items[i].code;
		count = normalize(nfd, ours, count, ours);
		if ((count != icu_count ||
			 memcmp(ours, icu, count * sizeof(UChar32)) != 0) &&
			inexact++ < 5)
			printf("# U+%04X is not ICU's\n", (unsigned) code);
	}
	ok(different == 0, "the generator computes the table again");
	ok(inexact == 0, "forms are ICU's NFKC casefold where no other rule speaks");
	ok(pair_count == (int) np_fold_pair_count &&
	   memcmp(pairs, np_fold_pairs, pair_count * sizeof(NpFoldPair)) == 0,
	   "the generator computes the pairs again");
}

int
main(void)
{
	ok(table_checksum() == np_fold_checksum,
	   "the table is what its checksum says");
	ok(np_fold_checksum == FROZEN_CHECKSUM,
	   "the checksum is that of normalization 1");
	test_promises();
	test_recomputation();
	return done_testing();
}
