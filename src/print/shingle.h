/*-------------------------------------------------------------------------
 *
 * shingle.h
 *	  How many words make a shingle; see fingerprint.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SHINGLE_H
#define NP_SHINGLE_H

#include "text/words.h"

/* A shingle weighs at least k times this, and no word less than 1 */
#define NP_SPACED_WEIGHT	4

/* What a word weighs in a shingle */
static inline uint32_t
np_word_weight(NpScript script)
{
	static const uint8_t weights[] = {
		[NP_SPACED] = NP_SPACED_WEIGHT,
		[NP_HAN] = 2,
		[NP_KANA] = 1,
		[NP_SOUTHEAST_ASIAN] = 1
	};

	return weights[script];
}

#endif							/* NP_SHINGLE_H */
