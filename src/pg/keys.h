/*-------------------------------------------------------------------------
 *
 * keys.h
 *	  Keys: entries as the database's indexes and statistics know them.
 *
 * An entry's key is an int8: its 48-bit hash, and above it 16 bits that tell
 * the print's parameters apart.  Parameters seed the hashes already, so that
 * prints of different parameters have next to nothing in common; with them in
 * the key they have nothing in common at all, and an index gives the same
 * answers as the operators also for prints that somebody typed in.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_KEYS_H
#define NP_KEYS_H

#include "pg/newsprint.h"

/* Bits of a key above the hash */
#define NP_KEY_SHINGLE_BITS			5
#define NP_KEY_WINNOW_BITS			7
#define NP_KEY_PROFILE_BITS			1
#define NP_KEY_NORMALIZATION_BITS	2
#define NP_KEY_FORMAT_BITS			1

StaticAssertDecl(NP_HASH_BITS + NP_KEY_SHINGLE_BITS + NP_KEY_WINNOW_BITS +
				 NP_KEY_PROFILE_BITS + NP_KEY_NORMALIZATION_BITS +
				 NP_KEY_FORMAT_BITS == 64,
				 "a key is a hash and the parameters");
StaticAssertDecl(NP_MAX_SHINGLE <= 1 << NP_KEY_SHINGLE_BITS &&
				 NP_MAX_WINNOW <= 1 << NP_KEY_WINNOW_BITS &&
				 NP_PROFILE_QUOTATIONS < 1 << NP_KEY_PROFILE_BITS &&
				 NP_NORMALIZATION <= 1 << NP_KEY_NORMALIZATION_BITS &&
				 NP_FORMAT <= 1 << NP_KEY_FORMAT_BITS,
				 "the parameters in use have room in a key");

/* What all keys of a print have above their hashes */
static inline uint64
np_key_prefix(NpParameters parameters)
{
	uint64		prefix = parameters.format - 1;

	prefix = prefix << NP_KEY_NORMALIZATION_BITS |
		(parameters.normalization - 1);
	prefix = prefix << NP_KEY_PROFILE_BITS | parameters.profile;
	prefix = prefix << NP_KEY_WINNOW_BITS | (parameters.winnow - 1);
	prefix = prefix << NP_KEY_SHINGLE_BITS | (parameters.shingle - 1);
	return prefix << NP_HASH_BITS;
}

/* The parameters of prints whose keys have those 16 bits above the hash */
static inline NpParameters
np_prefix_parameters(uint16 prefix)
{
	NpParameters parameters;

	parameters.shingle = (prefix & ((1 << NP_KEY_SHINGLE_BITS) - 1)) + 1;
	prefix >>= NP_KEY_SHINGLE_BITS;
	parameters.winnow = (prefix & ((1 << NP_KEY_WINNOW_BITS) - 1)) + 1;
	prefix >>= NP_KEY_WINNOW_BITS;
	parameters.profile = prefix & ((1 << NP_KEY_PROFILE_BITS) - 1);
	prefix >>= NP_KEY_PROFILE_BITS;
	parameters.normalization =
		(prefix & ((1 << NP_KEY_NORMALIZATION_BITS) - 1)) + 1;
	prefix >>= NP_KEY_NORMALIZATION_BITS;
	parameters.format = prefix + 1;
	return parameters;
}

#endif							/* NP_KEYS_H */
