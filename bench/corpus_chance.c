/*-------------------------------------------------------------------------
 *
 * corpus_chance.c
 *	  Random numbers for make_corpus, the same on every machine: SplitMix64
 *	  (Steele, Lea, Flood, OOPSLA 2014).
 *
 *-------------------------------------------------------------------------
 */
#include "corpus.h"

#include "print/hash.h"

static uint64_t state;

void
chance_seed(uint64_t seed)
{
	state = seed;
}

uint64_t
chance_bits(void)
{
	state += UINT64_C(0x9E3779B97F4A7C15);
	return np_mix(state);
}

uint32_t
chance_below(uint32_t limit)
{
	return (uint32_t) ((chance_bits() >> 32) * limit >> 32);
}

double
chance_share(void)
{
	return (chance_bits() >> 11) / 9007199254740992.0;	/* 2^53 */
}
