/*-------------------------------------------------------------------------
 *
 * entries.c
 *	  A print's entries as rows, for tables of postings: newsprint_entries().
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/keys.h"
#include "pg/rows.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

/* Ordinals from 1 of the words at which an entry's shingles begin, as int[] */
static Datum
words_of(NpRows *rows, const NpPosting *postings, size_t npostings)
{
	MemoryContext old = MemoryContextSwitchTo(rows->row_context);
	Datum	   *words = np_alloc(&np_host, npostings * sizeof(Datum));
	ArrayType  *array;

	for (size_t i = 0; i < npostings; i++)
		words[i] = Int32GetDatum((int32) postings[i].word + 1);
	array = construct_array(words, npostings, INT4OID, sizeof(int32), true,
							TYPALIGN_INT);
	MemoryContextSwitchTo(old);
	return PointerGetDatum(array);
}

PG_FUNCTION_INFO_V1(newsprint_entries);

/*
 * newsprint_entries(newsprint) -> (entry bigint, words int[])
 *
 * An entry is the key that indexes have for it, so that a join of entries has
 * what the operator && has, whatever the prints were made with.
 */
Datum
newsprint_entries(PG_FUNCTION_ARGS)
{
	NpPrint		print = PG_GETARG_PRINT(0);
	uint64		prefix = np_key_prefix(print.parameters);
	NpRows		rows = np_begin_rows(fcinfo);
	NpHashReader reader = np_hashes(&print);
	NpPosting  *postings = NULL;
	size_t		npostings = 0;
	size_t		first = 0;
	uint64_t	hash;

	if ((print.flags & NP_NO_POSITIONS) == 0)
		postings = np_postings(&np_host, &print, &npostings);
	while (np_next_hash(&reader, &hash))
	{
		Datum		values[2];
		bool		nulls[2] = {false};
		size_t		last = first;

		values[0] = Int64GetDatum((int64) (prefix | hash));
		while (last < npostings && postings[last].hash == hash)
			last++;
		nulls[1] = postings == NULL;
		if (postings != NULL)
			values[1] = words_of(&rows, postings + first, last - first);
		first = last;
		np_put_row(&rows, values, nulls);
	}
	return (Datum) 0;
}
