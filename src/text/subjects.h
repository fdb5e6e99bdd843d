/*-------------------------------------------------------------------------
 *
 * subjects.h
 *	  Which noun phrase is the subject of a verb.
 *
 * As in phrases.h, all functions look at a bounded number of the tokens from
 * low (inclusive) to high (exclusive), and say whether there is a subject that
 * may speak.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_SUBJECTS_H
#define NP_SUBJECTS_H

#include "text/phrases.h"

/* The subject of the verb at token verb, which stands to its left */
extern bool np_subject_of(const NpProse *prose, uint32_t verb, uint32_t low,
						  uint32_t high, NpPhrase *phrase);

/* The subject of the clause that begins at token low */
extern bool np_main_subject(const NpProse *prose, uint32_t low, uint32_t high,
							NpPhrase *phrase);

#endif							/* NP_SUBJECTS_H */
