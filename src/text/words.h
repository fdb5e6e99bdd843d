/*-------------------------------------------------------------------------
 *
 * words.h
 *	  A text as its sequence of words, normalization 1.
 *
 * The rules are listed at the top of words.c.  A word comes with its folded
 * form, which is all that matching ever sees, and with the bytes of the text
 * it was made from.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_WORDS_H
#define NP_WORDS_H

#include "text/host.h"

/* The rules and the table of folded forms that a stored print was made with */
#define NP_NORMALIZATION	1

/*
 * A text to read.  The bytes are UTF-8; what is not valid UTF-8 in them is
 * read, byte by byte, as Windows-1252 (rule 0: SQL_ASCII databases hold such
 * texts; elsewhere the server has validated them).  Offsets count bytes from 0.
 */
typedef struct NpText
{
	const char *data;			/* need not end in a zero byte */
	size_t		length;			/* bytes */
} NpText;

/* What a word is made of: decides what it weighs in a shingle (print/) */
typedef enum NpScript
{
	NP_SPACED,					/* letters and digits between separators */
	NP_HAN,						/* one Han character */
	NP_KANA,					/* one kana character */
	NP_SOUTHEAST_ASIAN			/* a Thai, Lao, Khmer or Burmese base
								 * character with its marks */
} NpScript;

typedef struct NpWord
{
	/*
	 * Folded form, UTF-8, never empty.  It lives in the reader until the next
	 * call; the bytes behind it are zero up to a multiple of eight, so that
	 * it may be hashed eight bytes at a time.
	 */
	const char *form;
	size_t		form_length;

	/*
	 * The bytes it was made from.  Words ascend and are disjoint, but that
	 * words of one code point (U+337F makes four) have it in common.
	 */
	size_t		start;			/* first byte in the text */
	size_t		end;			/* one past its last byte */
	NpScript	script;
} NpWord;

typedef struct NpWordReader NpWordReader;

/*
 * Reads the words of text from its beginning.  The text must outlive the
 * reader.  Free with np_words_end, or with whatever the host's memory is
 * bound to.
 */
extern NpWordReader *np_words_begin(const NpHost *host, NpText text);

/* The next word, or false when there is none (word is then undefined). */
extern bool np_words_next(NpWordReader *reader, NpWord *word);

extern void np_words_end(NpWordReader *reader);

#endif							/* NP_WORDS_H */
