/*-------------------------------------------------------------------------
 *
 * sets.c
 *	  Prints as sets of hashes.
 *
 *-------------------------------------------------------------------------
 */
#include "print/print.h"

uint32_t
np_overlap(const NpPrint *a, const NpPrint *b)
{
	NpHashReader a_reader = np_hashes(a);
	NpHashReader b_reader = np_hashes(b);
	uint64_t	a_hash;
	uint64_t	b_hash;
	uint32_t	overlap = 0;
	bool		more = np_next_hash(&a_reader, &a_hash) &&
	np_next_hash(&b_reader, &b_hash);

	while (more)
	{
		if (a_hash < b_hash)
			more = np_next_hash(&a_reader, &a_hash);
		else if (b_hash < a_hash)
			more = np_next_hash(&b_reader, &b_hash);
		else
		{
			overlap++;
			more = np_next_hash(&a_reader, &a_hash) &&
				np_next_hash(&b_reader, &b_hash);
		}
	}
	return overlap;
}

size_t
np_set_operation(NpSetOperation operation,
				 const uint64_t *a, size_t na,
				 const uint64_t *b, size_t nb,
				 uint64_t *result)
{
	bool		keep_a = operation != NP_INTERSECTION;
	bool		keep_both = operation != NP_DIFFERENCE;
	bool		keep_b = operation == NP_UNION;
	size_t		i = 0;
	size_t		j = 0;
	size_t		n = 0;

	while (i < na && j < nb)
	{
		if (a[i] < b[j])
		{
			if (keep_a)
				result[n++] = a[i];
			i++;
		}
		else if (b[j] < a[i])
		{
			if (keep_b)
				result[n++] = b[j];
			j++;
		}
		else
		{
			if (keep_both)
				result[n++] = a[i];
			i++;
			j++;
		}
	}
	if (keep_a)
		while (i < na)
			result[n++] = a[i++];
	if (keep_b)
		while (j < nb)
			result[n++] = b[j++];
	return n;
}
