/*-------------------------------------------------------------------------
 *
 * pending.c
 *	  Articles that were inserted and are in no segment yet.
 *
 * An insert writes one print of about 1 kB into a page, and that is all of its
 * own; what it takes to sort the entries in is shared by many.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/index/pending.h"

#include "pg/keys.h"

#include "access/generic_xlog.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* What an article with a print of that size takes */
#define PENDING_SIZE(print_size) \
	MAXALIGN(sizeof(NpPendingArticle) + (print_size))

NpIndexedArticle
np_indexed_article(const ItemPointerData * tid, const NpPrint *print)
{
	NpIndexedArticle article;

	article.tid = *tid;
	article.prefix = print == NULL ? 0 :
		np_key_prefix(print->parameters) >> NP_HASH_BITS;
	article.entries = print == NULL ? NP_ARTICLE_NULL : print->entries;
	return article;
}

/* ----- appending ----- */

/* Is there a tail with room?  The metapage is locked, the tail gets locked. */
static Buffer
tail_with_room(Relation index, const NpMeta *meta, Size size)
{
	Buffer		buffer;

	if (meta->pending_tail == InvalidBlockNumber)
		return InvalidBuffer;
	buffer = ReadBuffer(index, meta->pending_tail);
	LockBuffer(buffer, BUFFER_LOCK_EXCLUSIVE);
	if (PageGetExactFreeSpace(BufferGetPage(buffer)) >= size)
		return buffer;
	UnlockReleaseBuffer(buffer);
	return InvalidBuffer;
}

static void
add_to_page(Page page, const char *bytes, Size size)
{
	memcpy((char *) page + ((PageHeader) page)->pd_lower, bytes, size);
	((PageHeader) page)->pd_lower += size;
}

/*
 * Links new pages, which are written and locked by nobody, behind the tail;
 * the metapage is locked.
 */
static void
link_pages(Relation index, Buffer meta_buffer, BlockNumber head,
		   uint64 head_id, BlockNumber tail, uint32 npages, uint64 next_id)
{
	GenericXLogState *state = GenericXLogStart(index);
	NpMeta	   *meta =
	np_meta(index, GenericXLogRegisterBuffer(state, meta_buffer, 0));
	Buffer		old_tail = InvalidBuffer;

	if (meta->pending_tail == InvalidBlockNumber)
	{
		meta->pending_head = head;
		meta->pending_id = head_id;
	}
	else
	{
		NpPageSpecial *special;

		old_tail = ReadBuffer(index, meta->pending_tail);
		LockBuffer(old_tail, BUFFER_LOCK_EXCLUSIVE);
		special = NpPageGetSpecial(GenericXLogRegisterBuffer(state, old_tail, 0));
		special->next = head;
		special->next_id = head_id;
	}
	meta->pending_tail = tail;
	meta->pending_pages += npages;
	meta->next_id = next_id;
	GenericXLogFinish(state);
	if (BufferIsValid(old_tail))
		UnlockReleaseBuffer(old_tail);
}

/*
 * Appends an article that has no room in the tail: on one new page, or, if it
 * is longer, on several and an empty one.  The metapage is locked.
 */
static void
append_pages(Relation index, Buffer meta_buffer, const char *bytes, Size size)
{
	const NpMeta *meta = np_meta(index, BufferGetPage(meta_buffer));
	uint32		npages = size <= NP_PAGE_ROOM ? 1 :
	(size + NP_PAGE_ROOM - 1) / NP_PAGE_ROOM + 1;
	uint64		id = meta->next_id;
	BlockNumber tail = InvalidBlockNumber;
	BlockNumber head = InvalidBlockNumber;

	/*
	 * A page names the next one, so they are written from the last one on.
	 * Until they are linked, nobody sees them; should this be cut short, they
	 * are free as soon as the list has moved on.
	 */
	for (uint32 i = npages; i-- > 0;)
	{
		Size		start = Min((Size) i * NP_PAGE_ROOM, size);
		Buffer		buffer = np_new_page(index, meta);
		NpPageSpecial special = np_page_of(id + i, NP_PAGE_PENDING);

		special.next = head;
		special.next_id = head == InvalidBlockNumber ? 0 : id + i + 1;
		head = BufferGetBlockNumber(buffer);
		if (tail == InvalidBlockNumber)
			tail = head;
		np_fill_page(index, buffer, special, bytes + start,
					 Min(NP_PAGE_ROOM, size - start), false);
	}
	link_pages(index, meta_buffer, head, id, tail, npages, id + npages);
}

/* An article as it is appended */
static char *
pending_bytes(const NpIndexedArticle *article, const NpPrint *print,
			  Size *size)
{
	NpPendingArticle pending;
	char	   *bytes;

	pending.article = *article;
	pending.size = 0;
	if (print == NULL)
	{
		*size = PENDING_SIZE(0);
		bytes = palloc0(*size);
	}
	else
	{
		uint64_t   *hashes = np_hashes_of(print);
		size_t		print_size;
		char	   *print_bytes =
		np_print_from_hashes(&np_host, print->parameters, hashes,
							 print->entries, 0, SIZE_MAX, &print_size);

		pending.size = print_size;
		*size = PENDING_SIZE(print_size);
		bytes = np_alloc(&np_host, *size);
		memset(bytes + *size - MAXIMUM_ALIGNOF, 0, MAXIMUM_ALIGNOF);
		memcpy(bytes + sizeof(pending), print_bytes, print_size);
		pfree(print_bytes);
		pfree(hashes);
	}
	memcpy(bytes, &pending, sizeof(pending));
	return bytes;
}

bool
np_append_pending(Relation index, const NpIndexedArticle *article,
				  const NpPrint *print)
{
	Size		size;
	char	   *bytes = pending_bytes(article, print, &size);
	Buffer		meta_buffer = ReadBuffer(index, NP_METAPAGE);
	Buffer		tail;
	bool		enough;

	/* Only a new page changes the metapage. */
	LockBuffer(meta_buffer, BUFFER_LOCK_SHARE);
	tail = tail_with_room(index, np_meta(index, BufferGetPage(meta_buffer)),
						  size);
	if (!BufferIsValid(tail))
	{
		LockBuffer(meta_buffer, BUFFER_LOCK_UNLOCK);
		LockBuffer(meta_buffer, BUFFER_LOCK_EXCLUSIVE);
		tail = tail_with_room(index, np_meta(index, BufferGetPage(meta_buffer)),
							  size);
	}
	if (BufferIsValid(tail))
	{
		GenericXLogState *state = GenericXLogStart(index);

		add_to_page(GenericXLogRegisterBuffer(state, tail, 0), bytes, size);
		GenericXLogFinish(state);
		UnlockReleaseBuffer(tail);
	}
	else
		append_pages(index, meta_buffer, bytes, size);
	enough = np_meta(index, BufferGetPage(meta_buffer))->pending_pages >
		NP_PENDING_PAGES;
	UnlockReleaseBuffer(meta_buffer);
	pfree(bytes);
	return enough;
}

/* ----- reading ----- */

void
np_open_pending(NpPendingReader *reader, Relation index, const NpMeta *meta,
				bool except_tail)
{
	memset(reader, 0, sizeof(NpPendingReader));
	reader->index = index;
	reader->next = meta->pending_head;
	reader->next_id = meta->pending_id;
	reader->end = except_tail ? meta->pending_tail : InvalidBlockNumber;
	reader->page = palloc(NP_PAGE_ROOM);
}

/* Copies the next page; false where there is none. */
bool
np_next_pending_page(NpPendingReader *reader)
{
	Buffer		buffer = InvalidBuffer;

	if (reader->next == reader->end || reader->next == InvalidBlockNumber)
		return false;
	CHECK_FOR_INTERRUPTS();
	reader->block = reader->next;
	reader->id = reader->next_id;
	if (np_read_page(reader->index, reader->block, reader->id, NP_PAGE_PENDING,
					 &buffer))
	{
		Page		page = BufferGetPage(buffer);

		reader->pages++;
		reader->used = NpPageUsed(page);
		reader->at = 0;
		memcpy(reader->page, PageGetContents(page), reader->used);
		reader->next = NpPageGetSpecial(page)->next;
		reader->next_id = NpPageGetSpecial(page)->next_id;
		LockBuffer(buffer, BUFFER_LOCK_UNLOCK);
	}
	else
		reader->freed = true;
	ReleaseBuffer(buffer);
	return !reader->freed;
}

/* Gathers a print that is longer than the page. */
static bool
read_long_print(NpPendingReader *reader, uint32 size)
{
	Size		read = 0;

	reader->print_bytes = np_alloc(&np_host, size);
	for (;;)
	{
		Size		length = Min(size - read, reader->used - reader->at);

		memcpy(reader->print_bytes + read, reader->page + reader->at, length);
		read += length;
		if (read == size)
			break;
		if (!np_next_pending_page(reader))
		{
			if (!reader->freed)
				np_index_corrupted(reader->index, reader->article_block,
								   "an article is not whole");
			return false;
		}
	}
	/* nothing else begins on its pages */
	reader->at = reader->used;
	return true;
}

bool
np_next_pending(NpPendingReader *reader)
{
	NpPendingArticle pending;
	const char *bytes;

	if (reader->print_bytes != NULL)
		pfree(reader->print_bytes);
	reader->print_bytes = NULL;
	while (reader->at >= reader->used)
		if (!np_next_pending_page(reader))
			return false;

	reader->article_block = reader->block;
	reader->article_id = reader->id;
	reader->pages_before = reader->pages - 1;
	reader->article_offset = reader->at;
	if (reader->used - reader->at < sizeof(pending))
		np_index_corrupted(reader->index, reader->block,
						   "an article is not whole");
	memcpy(&pending, reader->page + reader->at, sizeof(pending));
	reader->article = pending.article;
	reader->at += sizeof(pending);
	if (pending.size <= reader->used - reader->at)
	{
		bytes = reader->page + reader->at;
		reader->at += MAXALIGN(pending.size);
	}
	else
	{
		if (reader->article_offset != 0)
			np_index_corrupted(reader->index, reader->block,
							   "an article is not whole");
		if (!read_long_print(reader, pending.size))
			return false;
		bytes = reader->print_bytes;
	}
	if (pending.article.entries & NP_ARTICLE_NULL)
		return true;
	if (pending.size < NP_HEADER_SIZE)
		np_index_corrupted(reader->index, reader->block, "a print is too short");
	reader->print = np_print_open(bytes, pending.size);
	return true;
}

void
np_close_pending(NpPendingReader *reader)
{
	if (reader->print_bytes != NULL)
		pfree(reader->print_bytes);
	pfree(reader->page);
}
