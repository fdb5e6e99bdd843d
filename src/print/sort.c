/*-------------------------------------------------------------------------
 *
 * sort.c
 *	  Sorting postings by hash.
 *
 * A radix sort from the most significant byte down, with insertion sort for
 * small buckets.  Hashes are spread so evenly that after one pass over the few
 * hundred entries of an article most buckets hold one or two: an eighth of
 * what comparing costs.  An attacker who chooses words so that their hashes
 * share leading bytes gets more passes, at most six.
 *
 *-------------------------------------------------------------------------
 */
#include "print/sort.h"

#define BUCKETS			256
#define SMALL			24
#define FIRST_SHIFT		(NP_HASH_BITS - 8)

/* Sorts from into to (which may be the same), from small distances cheaply. */
static void
insertion_sort(const NpPosting *from, NpPosting *to, size_t n)
{
	for (size_t i = 0; i < n; i++)
	{
		NpPosting	posting = from[i];
		size_t		j = i;

		for (; j > 0 && to[j - 1].hash > posting.hash; j--)
			to[j] = to[j - 1];
		to[j] = posting;
	}
}

/* Sorts by the bits of the hashes below shift + 8; spare has room for n. */
static void
radix_sort(const NpHost *host, NpPosting *postings, NpPosting *spare, size_t n,
		   int shift)
{
	size_t		ends[BUCKETS] = {0};
	size_t		start = 0;
	size_t		largest = 0;

	for (size_t i = 0; i < n; i++)
		ends[postings[i].hash >> shift & (BUCKETS - 1)]++;
	for (int b = 0; b < BUCKETS; b++)
	{
		size_t		count = ends[b];

		if (count > largest)
			largest = count;
		ends[b] = start;
		start += count;
	}
	/* filling a bucket moves its start to its end */
	for (size_t i = 0; i < n; i++)
		spare[ends[postings[i].hash >> shift & (BUCKETS - 1)]++] = postings[i];
	if (largest <= SMALL)
	{
		/* nothing is out of place by more than its bucket */
		insertion_sort(spare, postings, n);
		return;
	}
	memcpy(postings, spare, n * sizeof(NpPosting));
	if (shift == 0)
		return;
	start = 0;
	for (int b = 0; b < BUCKETS; b++)
	{
		size_t		count = ends[b] - start;

		if (count > SMALL)
		{
			if (count > NP_INTERRUPT_BYTES)
				np_check_interrupts(host);
			radix_sort(host, postings + start, spare + start, count, shift - 8);
		}
		else if (count > 1)
			insertion_sort(postings + start, postings + start, count);
		start = ends[b];
	}
}

void
np_sort_postings(const NpHost *host, NpPosting *postings, size_t n)
{
	NpPosting  *spare;

	if (n <= SMALL)
	{
		insertion_sort(postings, postings, n);
		return;
	}
	spare = np_alloc(host, n * sizeof(NpPosting));
	radix_sort(host, postings, spare, n, FIRST_SHIFT);
	np_release(host, spare);
}
