/*-------------------------------------------------------------------------
 *
 * mixed_words.c
 *	  Words whose letters are of scripts that do not belong together.
 *
 * A word is here a run of letters and marks, invisible characters passed over.
 * Digits, hyphens, apostrophes and markup end it, and so do Han, kana and the
 * scripts of Southeast Asia, which stand beside others without a blank.  The
 * characters are those of the plain rooms (characters.h), so that a letter may
 * be written as an entity.
 *
 * A word in one script is never looked at twice, whatever it looks like.  Of
 * the others these are honest:
 *
 *	-	scripts that the level "moderately restrictive" of UTS #39 lets stand
 *		together (Latin and Hangul, Latin and Hebrew), unless the letters that
 *		are not Latin have case or are of a rare script, and all of them are
 *		look-alikes;
 *	-	symbols: small Greek letters, except omicron, beside nothing but
 *		capitals ("TNF" and alpha), and Greek letters none of which looks like
 *		a letter of the other script where the text around is not Greek ("k"
 *		and Omega);
 *	-	endings: two Latin letters or more, then letters of the script that the
 *		text around is in, where the first are capitals and the others small,
 *		or the first cannot be read in that script (a foreign name with a
 *		Russian ending);
 *	-	Roman numerals where the text around is not Latin: people type them
 *		with what letters they have.
 *
 * A word can be read in an alphabet if each of its letters is of it or looks
 * like a letter of it.  Often there are two such alphabets, as when some of
 * the letters of "cope" are Cyrillic.  Then the one that prevails in the text
 * around counts, if it has three times the letters of the other there; else
 * the one of most letters in the word; else the text around.  The text around
 * are the blocks of BLOCK bytes before, of and behind the word.  They are
 * counted when they are first needed, in one pass, so all is linear.  Where the
 * language changes within a few words of such a word, the guess may be wrong.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "pg/mixed_words.h"
#include "pg/newsprint.h"
#include "text/characters.h"
#include "text/fold.h"
#include "text/utf8.h"

#include "miscadmin.h"

/* Bytes of text whose letters are counted together; three make a paragraph */
#define BLOCK			256

/* How many times the letters of another alphabet prevail over it */
#define PREVAILS		3

#define OMICRON			0x03BF

typedef struct Block
{
	uint16		letters[NP_ALPHABETS];
} Block;

struct NpMixedReader
{
	NpText text;
	size_t		at;
	size_t		checked;		/* where interrupts were looked at last */
	Block	   *blocks;			/* NULL until needed */
	size_t		nblocks;
};

typedef enum CharacterRole
{
	SEPARATES,
	PASSED_OVER,
	MARKS,
	LETTER
} CharacterRole;

typedef struct Character
{
	CharacterRole role;
	uint32		code;
	size_t		end;
} Character;

static CharacterRole
role_of(uint32 code)
{
	NpFoldClass class = np_fold_class(np_fold_entry(code));

	if (np_fold_is_letter(class))
		return LETTER;
	switch (class)
	{
		case NP_MARK:
		case NP_VANISH_MARK:
			return MARKS;
		case NP_VANISH:
		case NP_SOFT_HYPHEN:
			return PASSED_OVER;
		case NP_EXPANSION:
			return u_isalpha(code) ? LETTER : SEPARATES;
		default:
			return SEPARATES;
	}
}

/* A line break or tab that was left as \n, \r or \t is no letter. */
static bool
is_escape(NpText text, size_t at)
{
	return at < text.length && (text.data[at] == 'n' || text.data[at] == 'r' ||
								text.data[at] == 't');
}

static inline Character
character_at(NpText text, size_t at)
{
	unsigned char byte = (unsigned char) text.data[at];
	Character	character;
	NpCharacter slow;

	if (byte == '\\' && is_escape(text, at + 1))
	{
		character.role = SEPARATES;
		character.code = byte;
		character.end = at + 2;
		return character;
	}
	if (byte < 0x80 && byte != '&' && byte != '<')
	{
		character.code = byte;
		byte |= 0x20;
		character.role = byte >= 'a' && byte <= 'z' ? LETTER : SEPARATES;
		character.end = at + 1;
		return character;
	}
	slow = np_character_at(text, at);
	character.code = slow.code;
	character.end = slow.end;
	character.role = slow.kind == NP_CHARACTER ? role_of(slow.code) : SEPARATES;
	return character;
}

static inline int
script_of(uint32 code)
{
	return code < 0x80 ? USCRIPT_LATIN : np_script(code);
}

static inline void
check_interrupts(NpMixedReader *reader, size_t at)
{
	if (at - reader->checked >= NP_INTERRUPT_BYTES)
	{
		CHECK_FOR_INTERRUPTS();
		reader->checked = at;
	}
}

NpMixedReader *
np_mixed_begin(NpText text)
{
	NpMixedReader *reader = palloc0(sizeof(NpMixedReader));

	np_open_look_alikes();
	reader->text = text;

	return reader;
}

/*
 * Finds the next run with letters of two scripts: where it starts, and the end
 * of its last letter or mark.
 */
static bool
next_run(NpMixedReader *reader, size_t *start, size_t *end)
{
	NpText text = reader->text;
	size_t		at = reader->at;
	bool		in_run = false;
	bool		mixed = false;
	int			first_script = USCRIPT_COMMON;

	while (at < text.length)
	{
		Character	character = character_at(text, at);

		check_interrupts(reader, at);
		if (character.role == LETTER)
		{
			int			script = script_of(character.code);

			if (!in_run)
			{
				in_run = true;
				*start = at;
				first_script = USCRIPT_COMMON;
			}
			if (first_script == USCRIPT_COMMON)
				first_script = script;
			else if (script != first_script && script != USCRIPT_COMMON)
				mixed = true;
			*end = character.end;
		}
		else if (character.role == MARKS && in_run)
			*end = character.end;
		else if (character.role == SEPARATES)
		{
			if (mixed)
				break;
			in_run = false;
		}
		at = character.end;
	}
	reader->at = at;
	return mixed;
}

static void
add_script(NpMixedWord *word, int script)
{
	if (script == USCRIPT_COMMON)
		return;
	for (int i = 0; i < word->nscripts; i++)
	{
		if (word->scripts[i] == script)
			return;
	}
	if (word->nscripts < NP_MIXED_SCRIPTS)
		word->scripts[word->nscripts++] = script;
}

/* Reads the letters of a word; false if there are too many. */
static bool
read_word(NpMixedReader *reader, size_t start, size_t end, NpMixedWord *word)
{
	Character	character;

	word->start = start;
	word->end = end;
	word->nletters = 0;
	word->nscripts = 0;
	word->utf8_length = 0;
	word->alphabet = NP_NO_ALPHABET;
	for (size_t at = start; at < end; at = character.end)
	{
		NpMixedLetter *letter = &word->letters[word->nletters];

		CHECK_FOR_INTERRUPTS();
		character = character_at(reader->text, at);
		if (character.role == PASSED_OVER)
			continue;
		if (word->nletters++ == NP_MIXED_MAX)
			return false;
		letter->code = character.code;
		letter->meant = character.code;
		letter->script = character.role == LETTER ?
			script_of(character.code) : USCRIPT_COMMON;
		letter->start = at;
		letter->end = character.end;
		add_script(word, letter->script);
		word->utf8_length += np_utf8_encode(character.code,
											word->utf8 + word->utf8_length);
	}
	return true;
}

static void
count_blocks(NpMixedReader *reader)
{
	size_t		checked = reader->checked;
	Character	character;

	reader->nblocks = reader->text.length / BLOCK + 1;
	reader->blocks = MemoryContextAllocExtended(CurrentMemoryContext,
												reader->nblocks * sizeof(Block),
												MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	reader->checked = 0;
	for (size_t at = 0; at < reader->text.length; at = character.end)
	{
		character = character_at(reader->text, at);
		check_interrupts(reader, at);
		if (character.role == LETTER)
		{
			NpAlphabet	alphabet = np_alphabet(script_of(character.code));

			if (alphabet != NP_NO_ALPHABET)
				reader->blocks[at / BLOCK].letters[alphabet]++;
		}
	}
	reader->checked = checked;
}

/* Counts the letters of each alphabet around the word. */
static void
count_around(NpMixedReader *reader, const NpMixedWord *word, int *around)
{
	size_t		block = word->start / BLOCK;
	size_t		first = block > 0 ? block - 1 : 0;

	if (reader->blocks == NULL)
		count_blocks(reader);
	memset(around, 0, NP_ALPHABETS * sizeof(int));
	for (size_t i = first; i <= block + 1 && i < reader->nblocks; i++)
	{
		for (int alphabet = 0; alphabet < NP_ALPHABETS; alphabet++)
			around[alphabet] += reader->blocks[i].letters[alphabet];
	}
}

/* Does a letter look like one of the alphabet? */
static bool
looks_like(const NpMixedLetter *letter, NpAlphabet alphabet)
{
	return np_look_alike(letter->code, alphabet, false) != 0;
}

/*
 * Reads the word in an alphabet: what each letter means, itself or what it
 * looks like.  False if it cannot be read so.
 */
static bool
read_in(const NpMixedWord *word, NpAlphabet alphabet, uint32 *meant)
{
	bool		behind_lower = false;

	for (int i = 0; i < word->nletters; i++)
	{
		const NpMixedLetter *letter = &word->letters[i];

		if (letter->script == USCRIPT_COMMON ||
			np_alphabet(letter->script) == alphabet)
			meant[i] = letter->code;
		else
			meant[i] = np_look_alike(letter->code, alphabet, behind_lower);
		if (meant[i] == 0)
			return false;
		behind_lower = u_islower(meant[i]);
	}
	return true;
}

/* The alphabet to read the word in, or NP_NO_ALPHABET */
static NpAlphabet
choose_alphabet(const NpMixedWord *word, const int *around)
{
	int			inside[NP_ALPHABETS] = {0};
	uint32		meant[NP_MIXED_MAX];
	NpAlphabet	best = NP_NO_ALPHABET;
	int			all_around = 0;

	for (int i = 0; i < word->nletters; i++)
	{
		NpAlphabet	alphabet = np_alphabet(word->letters[i].script);

		if (alphabet != NP_NO_ALPHABET)
			inside[alphabet]++;
	}
	for (int i = 0; i < NP_ALPHABETS; i++)
		all_around += around[i];

	for (int i = 0; i < NP_ALPHABETS; i++)
	{
		/* one that the word has no letter of must prevail over all */
		if (inside[i] == 0 &&
			around[i] < PREVAILS * (all_around - around[i]))
			continue;
		if (!read_in(word, (NpAlphabet) i, meant))
			continue;
		if (best == NP_NO_ALPHABET ||
			around[i] >= PREVAILS * around[best] ||
			(around[best] < PREVAILS * around[i] &&
			 (inside[i] > inside[best] ||
			  (inside[i] == inside[best] && around[i] > around[best]))))
			best = (NpAlphabet) i;
	}
	return best;
}

/* Greek symbols; see the top of the file */
static bool
is_symbol(const NpMixedWord *word, const int *around)
{
	NpAlphabet	other;
	bool		capitals = true;
	bool		apart = true;

	if (word->nscripts != 2 || (word->scripts[0] != USCRIPT_GREEK &&
								word->scripts[1] != USCRIPT_GREEK))
		return false;
	other = np_alphabet(word->scripts[word->scripts[0] == USCRIPT_GREEK]);
	if (other == NP_NO_ALPHABET)
		return false;
	for (int i = 0; i < word->nletters; i++)
	{
		const NpMixedLetter *letter = &word->letters[i];

		if (letter->script == USCRIPT_COMMON)
			continue;
		if (letter->script == USCRIPT_GREEK)
		{
			capitals &= u_islower(letter->code) && letter->code != OMICRON;
			apart &= !looks_like(letter, other);
		}
		else
			capitals &= u_isupper(letter->code) != 0;
	}
	return capitals ||
		(apart && around[NP_GREEK] <= around[NP_LATIN] + around[NP_CYRILLIC]);
}

/* A word with an ending in another script; see the top of the file */
static bool
is_inflected(const NpMixedWord *word, const int *around)
{
	int			stem = 0;
	bool		capitals = true;
	bool		small = true;
	bool		readable = true;
	NpAlphabet	ending;

	if (word->nscripts != 2 || word->scripts[0] != USCRIPT_LATIN)
		return false;
	ending = np_alphabet(word->scripts[1]);
	if (ending == NP_NO_ALPHABET || around[ending] <= around[NP_LATIN])
		return false;
	for (int i = 0; i < word->nletters; i++)
	{
		const NpMixedLetter *letter = &word->letters[i];

		if (letter->script == word->scripts[1])
		{
			for (; i < word->nletters; i++)
			{
				if (word->letters[i].script == word->scripts[0])
					return false;
				small &= word->letters[i].script == USCRIPT_COMMON ||
					u_islower(word->letters[i].code);
			}
			break;
		}
		if (letter->script == USCRIPT_COMMON)
			continue;
		stem++;
		capitals &= u_isupper(letter->code) != 0;
		readable &= looks_like(letter, ending);
	}
	if (stem < 2)
		return false;
	return (capitals && small) || !readable;
}

/* A Roman numeral in a text of another script */
static bool
is_numeral(const NpMixedWord *word, const int *around)
{
	uint32		meant[NP_MIXED_MAX];

	if (around[NP_LATIN] >= around[NP_CYRILLIC] + around[NP_GREEK] ||
		!read_in(word, NP_LATIN, meant))
		return false;
	for (int i = 0; i < word->nletters; i++)
	{
		if (meant[i] >= 0x80 || strchr("IVXLCDM", meant[i]) == NULL)
			return false;
	}
	return true;
}

/* Has the word letters of two scripts that may be taken for each other? */
static bool
may_be_disguised(const NpMixedWord *word)
{
	int			script = USCRIPT_COMMON;

	for (int i = 0; i < word->nletters; i++)
	{
		const NpMixedLetter *letter = &word->letters[i];

		if (letter->script == USCRIPT_COMMON || letter->script == script ||
			!np_may_disguise(letter->code))
			continue;
		if (script != USCRIPT_COMMON)
			return true;
		script = letter->script;
	}
	return false;
}

/* Do its letters belong together?  If not, sets what they mean. */
static bool
is_honest(NpMixedReader *reader, NpMixedWord *word)
{
	bool		agree = np_scripts_agree(word->utf8, word->utf8_length);
	int			around[NP_ALPHABETS];
	uint32		meant[NP_MIXED_MAX];

	if (agree && !may_be_disguised(word))
		return true;
	count_around(reader, word, around);
	if (is_symbol(word, around) || is_inflected(word, around) ||
		is_numeral(word, around))
		return true;
	word->alphabet = choose_alphabet(word, around);
	if (word->alphabet == NP_NO_ALPHABET)
		return agree;
	read_in(word, word->alphabet, meant);
	for (int i = 0; i < word->nletters; i++)
		word->letters[i].meant = meant[i];
	return false;
}

bool
np_mixed_next(NpMixedReader *reader, NpMixedWord *word)
{
	size_t		start = 0;
	size_t		end = 0;

	while (next_run(reader, &start, &end))
	{
		if (read_word(reader, start, end, word) && !is_honest(reader, word))
			return true;
	}
	return false;
}
