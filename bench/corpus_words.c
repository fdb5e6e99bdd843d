/*-------------------------------------------------------------------------
 *
 * corpus_words.c
 *	  Copies of a text with some of its words changed, for make_corpus.
 *
 * A word is what stands between white space; white space is kept.
 *
 *-------------------------------------------------------------------------
 */
#include "corpus.h"

#define EDITED		0.06		/* of the words, at most */
#define REPLACED	0.15		/* of a spun copy's words */

/* How many words stand between white space */
uint32_t
count_words(const char *data, size_t length)
{
	uint32_t	n = 0;

	for (size_t i = 0; i < length; i++)
		n += (unsigned char) data[i] > ' ' && (i == 0 || (unsigned char) data[i - 1] <= ' ');
	return n;
}

/* Words between white space, replaced with a chance; white space is kept. */
void
spin_words(Text *text, const char *data, size_t length)
{
	size_t		at = 0;

	while (at < length)
	{
		size_t		begin = at;

		while (at < length && (unsigned char) data[at] > ' ')
			at++;
		if (at > begin && chance_share() < REPLACED)
		{
			size_t		n;
			const char *word = markov_word(&n);

			text_add(text, word, n);
		}
		else
			text_add(text, data + begin, at - begin);
		begin = at;
		while (at < length && (unsigned char) data[at] <= ' ')
			at++;
		text_add(text, data + begin, at - begin);
	}
}

/*
 * Up to 6% of the words, at least one if that is a word, replaced, left out or
 * followed by another.
 */
void
edit_words(Text *text, const char *data, size_t length)
{
	uint32_t	words = count_words(data, length);
	uint32_t	most = (uint32_t) (EDITED * words);
	uint32_t	todo = most > 0 ? 1 + chance_below(most) : 0;
	size_t		at = 0;

	while (at < length)
	{
		size_t		begin = at;
		size_t		n;
		const char *word;

		while (at < length && (unsigned char) data[at] > ' ')
			at++;
		/* each of the words left is as likely to be one of those to do */
		if (at > begin && chance_below(words--) < todo)
		{
			todo--;
			switch (chance_below(4))
			{
				case 0:
					text_add(text, data + begin, at - begin);
					text_say(text, " ");
					/* fall through */
				case 1:
				case 2:
					word = markov_word(&n);
					text_add(text, word, n);
					break;
				case 3:
					break;
			}
		}
		else
			text_add(text, data + begin, at - begin);
		begin = at;
		while (at < length && (unsigned char) data[at] <= ' ')
			at++;
		text_add(text, data + begin, at - begin);
	}
}
