/*-------------------------------------------------------------------------
 *
 * postings.c
 *	  A table's entries, sorted: which articles have each of them.
 *
 * PostgreSQL's tuplesort does the work.  It is fastest with int8, so a posting
 * is packed into 64 bits: the hash, and the article's number in as many bits
 * as the numbers need.  Where both take more than 64 bits, the bits of the
 * hash that stand out at the top choose one of several sorts, and are not
 * stored in it.  The sorts are read one after the other, so that the hashes
 * come in order all the same.  Hashes are as good as random, so the sorts get
 * equal parts of the postings, and of the memory.
 *
 * Hashes to be left out are looked up in a sorted array.  Because they are as
 * good as random too, their top bits tell where to look: a directory has the
 * first place of each value of them, and there are about as many values as
 * hashes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/postings.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "pg/sorts.h"

#define POSTING_BITS	64

/* The least that tuplesort works with */
#define MIN_KILOBYTES	64

typedef struct IgnoredHashes
{
	NpParameters parameters;
	uint64_t   *hashes;			/* ascending */
	uint32	   *directory;		/* by top bits: place of the first hash that
								 * has them or more; one more at the end */
	int			shift;			/* brings the top bits down */
} IgnoredHashes;

struct NpPostings
{
	int			article_bits;
	int			nsorts;			/* a power of 2 */
	Tuplesortstate **sorts;
	IgnoredHashes *ignored;		/* NULL: none */
	bool		rewindable;

	int			reading;		/* which sort */
	bool		more;			/* is next valid? */
	uint64		next;			/* posting that was read last, and belongs to
								 * the next list */
	uint32	   *articles;		/* of the last list */
	size_t		room;
};

static IgnoredHashes *
open_ignored(const NpPrint *ignore)
{
	IgnoredHashes *ignored = palloc(sizeof(IgnoredHashes));
	uint32		values = 1;
	uint32		value = 0;

	ignored->parameters = ignore->parameters;
	ignored->hashes = np_hashes_of(ignore);
	ignored->shift = NP_HASH_BITS;
	while (values < ignore->entries)
	{
		values *= 2;
		ignored->shift--;
	}
	ignored->directory =
		MemoryContextAllocHuge(CurrentMemoryContext,
							   ((Size) values + 1) * sizeof(uint32));
	for (uint32 i = 0; i < ignore->entries; i++)
		while (value <= ignored->hashes[i] >> ignored->shift)
			ignored->directory[value++] = i;
	while (value <= values)
		ignored->directory[value++] = ignore->entries;
	return ignored;
}

static bool
is_ignored(const IgnoredHashes *ignored, uint64 hash)
{
	uint32		value = hash >> ignored->shift;
	uint32		behind = ignored->directory[value + 1];

	for (uint32 i = ignored->directory[value]; i < behind; i++)
		if (ignored->hashes[i] >= hash)
			return ignored->hashes[i] == hash;
	return false;
}

NpPostings *
np_begin_postings(uint32 articles, int kilobytes,
				  const NpPrint *ignore, bool rewindable)
{
	NpPostings *postings = palloc0(sizeof(NpPostings));
	int			choosing_bits;

	postings->article_bits = 1;
	while (postings->article_bits < 32 &&
		   articles > UINT64CONST(1) << postings->article_bits)
		postings->article_bits++;
	choosing_bits = Max(0, NP_HASH_BITS + postings->article_bits - POSTING_BITS);
	postings->nsorts = 1 << choosing_bits;
	postings->sorts = palloc(postings->nsorts * sizeof(Tuplesortstate *));
	for (int i = 0; i < postings->nsorts; i++)
		postings->sorts[i] =
			np_begin_sort(Max(kilobytes / postings->nsorts, MIN_KILOBYTES),
						  rewindable);
	postings->rewindable = rewindable;
	if (ignore != NULL)
		postings->ignored = open_ignored(ignore);
	postings->room = 1024;
	postings->articles = palloc(postings->room * sizeof(uint32));
	return postings;
}

/* Which of the sorts has the hash */
static inline int
sort_of(const NpPostings *postings, uint64 hash)
{
	int			stored_bits = POSTING_BITS - postings->article_bits;

	return stored_bits < NP_HASH_BITS ? (int) (hash >> stored_bits) : 0;
}

uint32
np_add_postings(NpPostings *postings, uint32 article, const NpPrint *print)
{
	const IgnoredHashes *ignored = postings->ignored;
	NpHashReader reader = np_hashes(print);
	uint64_t	hash;
	uint32		added = 0;

	if (ignored != NULL)
		np_require_same_parameters(print->parameters, ignored->parameters);
	Assert(article < UINT64CONST(1) << postings->article_bits);
	while (np_next_hash(&reader, &hash))
	{
		if (ignored != NULL && is_ignored(ignored, hash))
			continue;
		np_put_sort(postings->sorts[sort_of(postings, hash)],
					hash << postings->article_bits | article);
		added++;
	}
	return added;
}

/*
 * Reads one posting ahead, going on to the next sort where one is through.
 */
static void
read_ahead(NpPostings *postings)
{
	postings->more = false;
	while (postings->reading < postings->nsorts)
	{
		Tuplesortstate **sort = &postings->sorts[postings->reading];

		if (np_get_sort(*sort, &postings->next))
		{
			postings->more = true;
			return;
		}
		if (!postings->rewindable)
		{
			tuplesort_end(*sort);
			*sort = NULL;
		}
		postings->reading++;
	}
}

void
np_finish_postings(NpPostings *postings)
{
	for (int i = 0; i < postings->nsorts; i++)
		tuplesort_performsort(postings->sorts[i]);
	read_ahead(postings);
}

bool
np_next_posting_list(NpPostings *postings, NpPostingList *list)
{
	int			article_bits = postings->article_bits;
	uint64		mask = (UINT64CONST(1) << article_bits) - 1;
	uint64		hash = postings->next >> article_bits;
	int			reading = postings->reading;
	uint32		n = 0;

	CHECK_FOR_INTERRUPTS();
	if (!postings->more)
		return false;
	list->hash = hash;
	if (postings->nsorts > 1)
		list->hash |= (uint64) reading << (POSTING_BITS - article_bits);
	do
	{
		if (n == postings->room)
		{
			postings->room *= 2;
			postings->articles =
				repalloc_huge(postings->articles,
							  postings->room * sizeof(uint32));
		}
		postings->articles[n++] = postings->next & mask;
		read_ahead(postings);
	} while (postings->more && postings->reading == reading &&
			 postings->next >> article_bits == hash);
	list->articles = postings->articles;
	list->narticles = n;
	return true;
}

void
np_rewind_postings(NpPostings *postings)
{
	Assert(postings->rewindable);
	for (int i = 0; i < postings->nsorts; i++)
		tuplesort_rescan(postings->sorts[i]);
	postings->reading = 0;
	read_ahead(postings);
}

void
np_end_postings(NpPostings *postings)
{
	for (int i = 0; i < postings->nsorts; i++)
		if (postings->sorts[i] != NULL)
			tuplesort_end(postings->sorts[i]);
	pfree(postings->sorts);
	if (postings->ignored != NULL)
	{
		pfree(postings->ignored->hashes);
		pfree(postings->ignored->directory);
		pfree(postings->ignored);
	}
	pfree(postings->articles);
	pfree(postings);
}
