/*-------------------------------------------------------------------------
 *
 * stats.c
 *	  newsprint_index_stats: what is in an index.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/lists.h"

#include "pg/keys.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "catalog/index.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/bufmgr.h"

/* How many of the most frequent entries are told */
#define FREQUENT	20

/* The most frequent entries of prints of one kind, by frequency */
typedef struct Frequent
{
	uint16		prefix;
	uint64		postings;		/* of all its entries */
	uint32		n;
	uint64		keys[FREQUENT];
	uint32		articles[FREQUENT];
} Frequent;

static void
count_list(Frequent *frequent, uint64 key, uint32 articles)
{
	uint32		i;

	frequent->postings += articles;
	if (frequent->n == FREQUENT && articles <= frequent->articles[FREQUENT - 1])
		return;
	i = frequent->n < FREQUENT ? frequent->n++ : FREQUENT - 1;
	for (; i > 0 && frequent->articles[i - 1] < articles; i--)
	{
		frequent->keys[i] = frequent->keys[i - 1];
		frequent->articles[i] = frequent->articles[i - 1];
	}
	frequent->keys[i] = key;
	frequent->articles[i] = articles;
}

static int
compare_hashes(const void *a, const void *b)
{
	uint64		x = *(const uint64 *) a;
	uint64		y = *(const uint64 *) b;

	return x < y ? -1 : x > y;
}

static Datum
frequent_print(const Frequent *frequent)
{
	uint64_t	hashes[FREQUENT];

	for (uint32 i = 0; i < frequent->n; i++)
		hashes[i] = frequent->keys[i] & ((UINT64CONST(1) << NP_HASH_BITS) - 1);
	qsort(hashes, frequent->n, sizeof(uint64_t), compare_hashes);
	return np_datum_from_hashes(np_prefix_parameters(frequent->prefix), hashes,
								frequent->n);
}

PG_FUNCTION_INFO_V1(newsprint_index_stats);

/*
 * newsprint_index_stats(index regclass) -> (articles int8, dead int8,
 * pending int8, segments int, keys int8, postings int8, bytes int8,
 * frequent newsprint, frequent_articles int8)
 */
Datum
newsprint_index_stats(PG_FUNCTION_ARGS)
{
	Relation	index = np_open_index_argument(PG_GETARG_OID(0));
	NpMetaCopy *copy = palloc(sizeof(NpMetaCopy));
	NpIndexLists *lists;
	Frequent	now = {0};
	Frequent	best = {0};
	uint64		keys = 0;
	uint64		postings = 0;
	uint64		dead = 0;
	uint64		in_segments = 0;
	TupleDesc	desc;
	Datum		values[9];
	bool		nulls[9] = {false};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	np_require_all_rows(index);
	np_lock_changes(index);
	np_read_meta(index, copy);
	lists = np_open_index_lists(index);
	while (np_next_index_list(lists))
	{
		if (lists->key >> NP_HASH_BITS != now.prefix)
		{
			if (now.postings > best.postings)
				best = now;
			memset(&now, 0, sizeof(now));
			now.prefix = lists->key >> NP_HASH_BITS;
		}
		count_list(&now, lists->key, lists->length);
		keys++;
		postings += lists->length;
		CHECK_FOR_INTERRUPTS();
	}
	if (now.postings > best.postings)
		best = now;
	for (uint32 i = 0; i < lists->narticles; i++)
		dead += (lists->articles[i].entries & NP_ARTICLE_DEAD) != 0;
	for (uint32 i = 0; i < copy->meta.nsegments; i++)
		in_segments += copy->meta.segments[i].articles;

	values[0] = Int64GetDatum(lists->narticles - dead);
	values[1] = Int64GetDatum(dead);
	values[2] = Int64GetDatum(lists->narticles - in_segments);
	values[3] = Int32GetDatum(copy->meta.nsegments);
	values[4] = Int64GetDatum(keys);
	values[5] = Int64GetDatum(postings);
	values[6] = Int64GetDatum((int64) RelationGetNumberOfBlocks(index) * BLCKSZ);
	nulls[7] = best.n == 0;
	values[7] = nulls[7] ? (Datum) 0 : frequent_print(&best);
	nulls[8] = nulls[7];
	values[8] = nulls[8] ? (Datum) 0 : Int64GetDatum(best.articles[best.n - 1]);
	np_close_index_lists(lists);
	np_unlock_changes(index);
	index_close(index, AccessShareLock);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc),
													  values, nulls)));
}
