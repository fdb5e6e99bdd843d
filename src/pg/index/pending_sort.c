/*-------------------------------------------------------------------------
 *
 * pending_sort.c
 *	  Pending articles, sorted in memory as a segment is on disk.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/lists.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#define ST_SORT sort_postings
#define ST_ELEMENT_TYPE NpKeyedPosting
#define ST_COMPARE(a, b) \
	((a)->key != (b)->key ? ((a)->key < (b)->key ? -1 : 1) : \
	 (a)->article < (b)->article ? -1 : (a)->article > (b)->article)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

void
np_begin_sorted(NpSortedPending *sorted)
{
	memset(sorted, 0, sizeof(NpSortedPending));
	sorted->articles_room = 64;
	sorted->articles = palloc(sorted->articles_room * sizeof(NpIndexedArticle));
	sorted->postings_room = 8192;
	sorted->postings = palloc(sorted->postings_room * sizeof(NpKeyedPosting));
}

void
np_add_sorted(NpSortedPending *sorted, const NpPendingReader *reader)
{
	uint32		entries = reader->article.entries & NP_ARTICLE_ENTRIES;

	if (sorted->narticles == sorted->articles_room)
	{
		sorted->articles_room *= 2;
		sorted->articles = repalloc_huge(sorted->articles,
										 sorted->articles_room *
										 sizeof(NpIndexedArticle));
	}
	if (entries > sorted->postings_room - sorted->npostings)
	{
		sorted->postings_room = Max(2 * sorted->postings_room,
									sorted->npostings + entries);
		sorted->postings = repalloc_huge(sorted->postings,
										 sorted->postings_room *
										 sizeof(NpKeyedPosting));
	}
	if (!(reader->article.entries & NP_ARTICLE_NULL))
	{
		uint64		prefix = (uint64) reader->article.prefix << NP_HASH_BITS;
		NpHashReader hashes = np_hashes(&reader->print);
		uint64_t	hash;

		for (uint32 i = 0; i < entries && np_next_hash(&hashes, &hash); i++)
		{
			sorted->postings[sorted->npostings].key = prefix | hash;
			sorted->postings[sorted->npostings++].article = sorted->narticles;
		}
	}
	sorted->articles[sorted->narticles++] = reader->article;
}

void
np_sort_pending(NpSortedPending *sorted)
{
	sort_postings(sorted->postings, sorted->npostings);
}

void
np_end_sorted(NpSortedPending *sorted)
{
	pfree(sorted->articles);
	pfree(sorted->postings);
}
