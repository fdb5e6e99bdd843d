/*-------------------------------------------------------------------------
 *
 * lists.c
 *	  All posting lists of an index, over all segments and pending articles.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/lists.h"

#include "access/genam.h"
#include "catalog/pg_am.h"
#include "commands/defrem.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rls.h"

/* A segment's lists, or the pending articles' */
typedef struct Source
{
	uint32		first;			/* number of its first article */
	NpListReader reader;		/* of a segment */
	bool		pending;
	bool		any_dead;
	Size		next;			/* pending posting to be read next */

	/* the current list, or a part of it */
	bool		more;
	uint64		key;
	const uint32 *list;
	uint32		length;
	uint32		one;			/* a pending posting's article */
} Source;

struct NpIndexListsState
{
	Relation	index;
	NpMeta	   *meta;
	NpSortedPending pending;
	Source	   *sources;
	uint32		nsources;
	Size		room;			/* of the current list */
};

void
np_index_changed(Relation index)
{
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("index \"%s\" was changed while it was read",
					RelationGetRelationName(index)),
			 errdetail("A change of the primary server was replayed."),
			 errhint("Try again.")));
}

static void
step(NpIndexLists *lists, Source *source)
{
	if (source->pending)
	{
		const NpSortedPending *pending = &lists->state->pending;

		source->more = source->next < pending->npostings;
		if (source->more)
		{
			source->key = pending->postings[source->next].key;
			source->one = pending->postings[source->next++].article;
			source->list = &source->one;
			source->length = 1;
		}
		return;
	}
	switch (np_next_list(&source->reader))
	{
		case NP_STEP_FREED:
			np_index_changed(lists->state->index);
			break;
		case NP_STEP_END:
			source->more = false;
			break;
		case NP_STEP_PAGE:
			source->more = true;
			source->key = source->reader.key;
			source->list = source->reader.list;
			source->length = source->reader.length;
			break;
	}
}

static void
open_sources(NpIndexLists *lists)
{
	struct NpIndexListsState *state = lists->state;
	const NpMeta *meta = state->meta;
	uint32		first = 0;

	for (uint32 i = 0; i < state->nsources; i++)
	{
		Source	   *source = &state->sources[i];

		source->first = first;
		source->pending = i == meta->nsegments;
		source->any_dead = source->pending || meta->segments[i].dead > 0;
		source->next = 0;
		if (!source->pending)
		{
			np_open_lists(&source->reader, state->index, &meta->segments[i]);
			first += meta->segments[i].articles;
		}
		step(lists, source);
	}
}

static void
close_sources(NpIndexLists *lists)
{
	for (uint32 i = 0; i < lists->state->nsources; i++)
		if (!lists->state->sources[i].pending)
			np_close_lists(&lists->state->sources[i].reader);
}

/* Reads where all articles are. */
static void
read_articles(NpIndexLists *lists)
{
	struct NpIndexListsState *state = lists->state;
	const NpMeta *meta = state->meta;
	uint64		narticles = state->pending.narticles;

	for (uint32 i = 0; i < meta->nsegments; i++)
		narticles += meta->segments[i].articles;
	lists->articles = palloc_extended(Max(narticles, 1) * sizeof(NpIndexedArticle),
									  MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < meta->nsegments; i++)
	{
		const NpSegment *segment = &meta->segments[i];
		NpIndexedArticle *articles = np_read_articles(state->index, segment);

		if (articles == NULL)
			np_index_changed(state->index);
		memcpy(lists->articles + lists->narticles, articles,
			   segment->articles * sizeof(NpIndexedArticle));
		lists->narticles += segment->articles;
		pfree(articles);
	}
	memcpy(lists->articles + lists->narticles, state->pending.articles,
		   state->pending.narticles * sizeof(NpIndexedArticle));
	lists->narticles += state->pending.narticles;
}

NpIndexLists *
np_open_index_lists(Relation index)
{
	NpIndexLists *lists = palloc0(sizeof(NpIndexLists));
	struct NpIndexListsState *state = palloc0(sizeof(struct NpIndexListsState));
	NpMetaCopy *copy;
	NpPendingReader reader;

	lists->state = state;
	state->index = index;
	copy = palloc(sizeof(NpMetaCopy));
	np_read_meta(index, copy);
	state->meta = &copy->meta;
	np_begin_sorted(&state->pending);
	np_open_pending(&reader, index, state->meta, false);
	while (np_next_pending(&reader))
		np_add_sorted(&state->pending, &reader);
	if (reader.freed)
		np_index_changed(index);
	np_close_pending(&reader);
	np_sort_pending(&state->pending);
	read_articles(lists);

	state->nsources = state->meta->nsegments + 1;
	state->sources = palloc0(state->nsources * sizeof(Source));
	open_sources(lists);
	state->room = 1024;
	lists->list = palloc(state->room * sizeof(uint32));
	return lists;
}

/* Adds what is alive of a source's list to the current one. */
static void
add_part(NpIndexLists *lists, const Source *source)
{
	struct NpIndexListsState *state = lists->state;

	if (source->length > state->room - lists->length)
	{
		state->room = Max(2 * state->room, lists->length + source->length);
		lists->list = repalloc_huge(lists->list, state->room * sizeof(uint32));
	}
	for (uint32 i = 0; i < source->length; i++)
	{
		uint32		article = source->first + source->list[i];

		if (!source->any_dead ||
			!(lists->articles[article].entries & NP_ARTICLE_DEAD))
			lists->list[lists->length++] = article;
	}
}

bool
np_next_index_list(NpIndexLists *lists)
{
	struct NpIndexListsState *state = lists->state;

	do
	{
		bool		any = false;

		for (uint32 i = 0; i < state->nsources; i++)
		{
			const Source *source = &state->sources[i];

			if (source->more && (!any || source->key < lists->key))
			{
				lists->key = source->key;
				any = true;
			}
		}
		if (!any)
			return false;
		lists->length = 0;
		for (uint32 i = 0; i < state->nsources; i++)
		{
			Source	   *source = &state->sources[i];

			while (source->more && source->key == lists->key)
			{
				add_part(lists, source);
				step(lists, source);
			}
		}
	} while (lists->length == 0);
	return true;
}

uint32 *
np_count_in_lists(NpIndexLists *lists, const NpOperand *operand)
{
	struct NpIndexListsState *state = lists->state;
	const NpMeta *meta = state->meta;
	NpCounts	counts = {.context = CurrentMemoryContext};
	uint32	   *result;
	uint32		first = 0;
	Size		next = 0;

	result = palloc_extended(Max(lists->narticles, 1) * sizeof(uint32),
							 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (uint32 i = 0; i < meta->nsegments; i++)
	{
		if (!np_count_keys(state->index, &meta->segments[i], operand, &counts))
			np_index_changed(state->index);
		for (uint32 j = 0; j < counts.n; j++)
			result[first + counts.articles[j]] = counts.counts[j];
		first += meta->segments[i].articles;
	}
	for (uint32 i = 0; i < operand->nkeys; i++)
	{
		const NpSortedPending *pending = &state->pending;

		while (next < pending->npostings &&
			   pending->postings[next].key < operand->keys[i])
			next++;
		for (; next < pending->npostings &&
			 pending->postings[next].key == operand->keys[i]; next++)
			result[first + pending->postings[next].article]++;
	}
	return result;
}

void
np_rewind_index_lists(NpIndexLists *lists)
{
	close_sources(lists);
	open_sources(lists);
}

void
np_close_index_lists(NpIndexLists *lists)
{
	close_sources(lists);
	np_end_sorted(&lists->state->pending);
	pfree(lists->articles);
	pfree(lists->list);
	pfree(lists->state->sources);
	pfree(lists->state->meta);
	pfree(lists->state);
	pfree(lists);
}

bool
np_is_own_index(Relation index)
{
	char	   *method = get_am_name(index->rd_rel->relam);

	return method != NULL && strcmp(method, "newsprint") == 0;
}

Relation
np_open_index_argument(Oid oid)
{
	char	   *name = get_rel_name(oid);
	char		kind = get_rel_relkind(oid);
	Relation	index;
	char	   *method = NULL;

	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("index does not exist"),
				 errdetail("There is no relation with OID %u.", oid),
				 errhint("Give the name of an index.")));
	if (kind == RELKIND_INDEX)
	{
		index = index_open(oid, AccessShareLock);
		if (np_is_own_index(index))
		{
			if (!index->rd_index->indisvalid)
				ereport(ERROR,
						(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
						 errmsg("index \"%s\" is not valid", name),
						 errdetail("It is being built, or that has failed."),
						 errhint("If it has failed, REINDEX it.")));
			return index;
		}
		method = get_am_name(index->rd_rel->relam);
	}
	ereport(ERROR,
			(errcode(ERRCODE_WRONG_OBJECT_TYPE),
			 errmsg("\"%s\" is not an index of the access method newsprint",
					name),
			 kind == RELKIND_PARTITIONED_INDEX ?
			 errdetail("It is a partitioned index.") :
			 method == NULL ? errdetail("It is no index.") :
			 errdetail("Its access method is %s.", method),
			 kind == RELKIND_PARTITIONED_INDEX ?
			 errhint("Give the indexes of its partitions, as pg_partition_tree lists them.") :
			 errhint("Such an index is made by CREATE INDEX ... USING newsprint.")));
	return NULL;
}

void
np_require_all_rows(Relation index)
{
	Oid			table = index->rd_index->indrelid;

	if (pg_class_aclcheck(table, GetUserId(), ACL_SELECT) != ACLCHECK_OK ||
		check_enable_rls(table, InvalidOid, true) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for index \"%s\"",
						RelationGetRelationName(index)),
				 errdetail("It tells of rows of table \"%s\" that you may not read.",
						   get_rel_name(table)),
				 errhint("Ask its owner.")));
}
