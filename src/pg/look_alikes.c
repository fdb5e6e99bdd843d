/*-------------------------------------------------------------------------
 *
 * look_alikes.c
 *	  Letters that look like letters of another script, as ICU knows them.
 *
 * Unicode's list of confusables (UTS #39) gives each character a prototype;
 * two look alike if their prototypes, the skeletons, are equal.  The list does
 * not say which letter of a given script that is, so a table of the letters
 * of each alphabet is made, by skeleton, from those that identifiers should
 * be made of (UAX #31): it has a, but not the a of the phonetic alphabet.
 *
 * Upper-case I and lower-case l have one skeleton.  A lower-case letter is
 * read as a lower-case one, an upper-case letter as an upper-case one but
 * behind a lower-case letter.
 *
 * What ICU answers changes with its version.  No print depends on it.
 *
 * The checker and the table live in a memory context of their own, from the
 * first use to the end of the backend.  Nothing that may raise an error runs
 * inside ICU, and an error while the table is made closes the checker.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>
#include <unicode/uspoof.h>

#include "pg/look_alikes.h"
#include "text/utf8.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* A letter's skeleton in bytes; a letter whose is longer has no look-alike */
#define SKELETON_MAX	16

/* Letters of the alphabets are below */
#define LETTERS_END		0x10000

/* Slots of the cache, a power of two */
#define CACHE_SLOTS		4096

/* Cyrillic palochka: l in every font, i in Unicode's list */
#define PALOCHKA		0x04CF

/* The letters of an alphabet with one skeleton, 0 where there is none */
typedef struct Letters
{
	char		skeleton[SKELETON_MAX]; /* UTF-8, then zeros */
	NpAlphabet	alphabet;
	uint32		lower;
	uint32		upper;
} Letters;

typedef struct CacheSlot
{
	uint32		code;
	NpAlphabet	alphabet;
	uint32		lower;
	uint32		upper;
} CacheSlot;

typedef struct LookAlikes
{
	MemoryContextCallback callback;
	USpoofChecker *checker;
	const USet *recommended;	/* ICU's own, not to be closed */
	Letters    *letters;		/* sorted by alphabet and skeleton */
	size_t		nletters;
	CacheSlot	cache[CACHE_SLOTS];
} LookAlikes;

static const UScriptCode scripts[NP_ALPHABETS] = {
	[NP_LATIN] = USCRIPT_LATIN,
	[NP_CYRILLIC] = USCRIPT_CYRILLIC,
	[NP_GREEK] = USCRIPT_GREEK,
	[NP_ARMENIAN] = USCRIPT_ARMENIAN
};

static LookAlikes *look_alikes = NULL;

static void
close_checker(void *arg)
{
	LookAlikes *opened = arg;

	if (opened->checker != NULL)
		uspoof_close(opened->checker);
	opened->checker = NULL;
}

static void
check_icu(UErrorCode status)
{
	if (U_FAILURE(status))
		ereport(ERROR,
				(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
				 errmsg("ICU could not look for look-alike letters"),
				 errdetail("It reports %s.", u_errorName(status)),
				 errhint("Check that the server's ICU library has its full data.")));
}

int
np_script(uint32 code)
{
	UErrorCode	status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript(code, &status);

	if (U_FAILURE(status) || script == USCRIPT_INHERITED ||
		script == USCRIPT_UNKNOWN || script < 0)
		return USCRIPT_COMMON;
	return script;
}

const char *
np_script_name(int script)
{
	const char *name = uscript_getName((UScriptCode) script);

	return name != NULL ? name : "unknown";
}

NpAlphabet
np_alphabet(int script)
{
	for (int i = 0; i < NP_ALPHABETS; i++)
	{
		if (script == scripts[i])
			return (NpAlphabet) i;
	}
	return NP_NO_ALPHABET;
}

/* Writes the skeleton of a letter; false if it does not fit. */
static bool
letter_skeleton(const USpoofChecker *checker, uint32 code, char *skeleton)
{
	UErrorCode	status = U_ZERO_ERROR;
	char		utf8[NP_UTF8_MAX];
	unsigned	length = np_utf8_encode(code, utf8);
	int32_t		got;

	memset(skeleton, 0, SKELETON_MAX);
	if (code == PALOCHKA)
	{
		skeleton[0] = 'l';
		return true;
	}
	got = uspoof_getSkeletonUTF8(checker, 0, utf8, length,
								 skeleton, SKELETON_MAX, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR)
		return false;
	check_icu(status);
	memset(skeleton + got, 0, SKELETON_MAX - got);
	return true;
}

static int
compare_letters(const void *a, const void *b)
{
	const Letters *x = a;
	const Letters *y = b;

	if (x->alphabet != y->alphabet)
		return x->alphabet < y->alphabet ? -1 : 1;
	return memcmp(x->skeleton, y->skeleton, SKELETON_MAX);
}

/* The lowest code point, which is the commonest letter */
static uint32
lower_code(uint32 a, uint32 b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

static void
make_table(LookAlikes *opened)
{
	size_t		room = 1024;
	size_t		kept = 0;

	opened->letters = palloc(room * sizeof(Letters));
	for (uint32 code = 'A'; code < LETTERS_END; code++)
	{
		NpAlphabet	alphabet = np_alphabet(np_script(code));
		Letters    *letters;

		if (alphabet == NP_NO_ALPHABET || !u_isalpha(code) ||
			!uset_contains(opened->recommended, code))
			continue;
		if (opened->nletters == room)
		{
			room *= 2;
			opened->letters = repalloc(opened->letters, room * sizeof(Letters));
		}
		letters = &opened->letters[opened->nletters];
		letters->alphabet = alphabet;
		letters->upper = u_isupper(code) ? code : 0;
		letters->lower = letters->upper == 0 ? code : 0;
		if (letter_skeleton(opened->checker, code, letters->skeleton))
			opened->nletters++;
	}
	qsort(opened->letters, opened->nletters, sizeof(Letters), compare_letters);
	for (size_t i = 0; i < opened->nletters; i++)
	{
		Letters    *last = &opened->letters[kept - 1];
		Letters    *next = &opened->letters[i];

		if (kept > 0 && compare_letters(last, next) == 0)
		{
			last->lower = lower_code(last->lower, next->lower);
			last->upper = lower_code(last->upper, next->upper);
		}
		else
			opened->letters[kept++] = *next;
	}
	opened->nletters = kept;
}

void
np_open_look_alikes(void)
{
	MemoryContext context;
	MemoryContext old;
	LookAlikes *opened;
	UErrorCode	status = U_ZERO_ERROR;

	if (look_alikes != NULL)
		return;
	/* goes with the call if anything fails, and stays from then on */
	context = AllocSetContextCreate(CurrentMemoryContext,
									"newsprint look-alikes",
									ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	opened = palloc0(sizeof(LookAlikes));
	opened->callback.func = close_checker;
	opened->callback.arg = opened;
	MemoryContextRegisterResetCallback(context, &opened->callback);
	opened->checker = uspoof_open(&status);
	check_icu(status);
	uspoof_setRestrictionLevel(opened->checker, USPOOF_MODERATELY_RESTRICTIVE);
	uspoof_setChecks(opened->checker, USPOOF_RESTRICTION_LEVEL, &status);
	check_icu(status);
	opened->recommended = uspoof_getRecommendedSet(&status);
	check_icu(status);
	make_table(opened);
	MemoryContextSwitchTo(old);
	MemoryContextSetParent(context, TopMemoryContext);
	look_alikes = opened;
}

bool
np_may_disguise(uint32 code)
{
	return u_hasBinaryProperty(code, UCHAR_CASED) ||
		!uset_contains(look_alikes->recommended, code);
}

uint32
np_look_alike(uint32 code, NpAlphabet alphabet, bool behind_lower)
{
	CacheSlot  *slot = &look_alikes->cache[(code * NP_ALPHABETS + alphabet) &
										   (CACHE_SLOTS - 1)];

	/* no letter is 0, so an empty slot is nobody's */
	if (slot->code != code || slot->alphabet != alphabet)
	{
		Letters		sought;
		Letters    *found = NULL;

		sought.alphabet = alphabet;
		if (letter_skeleton(look_alikes->checker, code, sought.skeleton))
			found = bsearch(&sought, look_alikes->letters,
							look_alikes->nletters, sizeof(Letters),
							compare_letters);
		slot->code = code;
		slot->alphabet = alphabet;
		slot->lower = found != NULL ? found->lower : 0;
		slot->upper = found != NULL ? found->upper : 0;
	}
	if (u_isupper(code))
		return behind_lower && slot->lower != 0 ? slot->lower : slot->upper;
	if (u_islower(code))
		return slot->lower;
	/* without case: as what stands before it */
	return slot->upper == 0 || (behind_lower && slot->lower != 0) ?
		slot->lower : slot->upper;
}

bool
np_scripts_agree(const char *word, int length)
{
	UErrorCode	status = U_ZERO_ERROR;
	int32_t		failed = uspoof_checkUTF8(look_alikes->checker, word, length,
										  NULL, &status);

	check_icu(status);
	return (failed & USPOOF_RESTRICTION_LEVEL) == 0;
}

char *
np_skeleton(const char *word, int length, int *skeleton_length)
{
	UErrorCode	status = U_ZERO_ERROR;
	int			room = 4 * length + 1;
	char	   *skeleton = palloc(room);

	*skeleton_length = uspoof_getSkeletonUTF8(look_alikes->checker, 0,
											  word, length,
											  skeleton, room, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR)
	{
		status = U_ZERO_ERROR;
		room = *skeleton_length + 1;
		skeleton = repalloc(skeleton, room);
		*skeleton_length = uspoof_getSkeletonUTF8(look_alikes->checker, 0,
												  word, length,
												  skeleton, room, &status);
	}
	check_icu(status);
	return skeleton;
}
