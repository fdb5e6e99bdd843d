/*-------------------------------------------------------------------------
 *
 * look_alikes.h
 *	  Letters that look like letters of another script, as ICU knows them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_LOOK_ALIKES_H
#define NP_LOOK_ALIKES_H

#include "postgres.h"

/*
 * The scripts that look-alikes can be read in.  They have case and letters in
 * common, and people write news in them.
 */
typedef enum NpAlphabet
{
	NP_LATIN,
	NP_CYRILLIC,
	NP_GREEK,
	NP_ARMENIAN,
	NP_ALPHABETS,
	NP_NO_ALPHABET = NP_ALPHABETS
} NpAlphabet;

/*
 * First of all: opens ICU's spoof checker, once in a backend.  Raises
 * external_routine_exception where ICU has no data for it.
 */
extern void np_open_look_alikes(void);

/* The script of a code point as ICU numbers them, 0 for what all scripts use */
extern int	np_script(uint32 code);
extern const char *np_script_name(int script);
extern NpAlphabet np_alphabet(int script);

/*
 * Is it a letter with case, or of a script that few write today?  Others, such
 * as Hebrew or Thai, stand beside Latin letters without being taken for them.
 */
extern bool np_may_disguise(uint32 code);

/*
 * The letter of alphabet that code looks like, or 0.  behind_lower tells that
 * it stands directly behind a lower-case letter: I and l look alike.
 */
extern uint32 np_look_alike(uint32 code, NpAlphabet alphabet,
							bool behind_lower);

/* Are the scripts of a word (UTF-8) such as honest words mix (UTS #39)? */
extern bool np_scripts_agree(const char *word, int length);

/* ICU's skeleton of a word: what it looks like.  UTF-8, palloc'd. */
extern char *np_skeleton(const char *word, int length, int *skeleton_length);

#endif							/* NP_LOOK_ALIKES_H */
