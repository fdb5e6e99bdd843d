/*-------------------------------------------------------------------------
 *
 * storage.h
 *	  How an index of the access method newsprint lies on disk.
 *
 * An index is a set of segments and a list of pending articles; the metapage
 * (block 0) names them.
 *
 * A segment is an inverted index of a number of articles, sorted, complete and
 * never changed: its articles are numbered from 0, and it has two trees,
 *
 *	articles	where each article's row is, and how many entries it has
 *	keys		posting lists: for each key the numbers of the articles that
 *				have it, packed as in print/leaf.h
 *
 * A tree is static.  Its lowest pages are written one after the other, and on
 * top of them come branches that tell with what each page below begins, until
 * one page is enough: the root.
 *
 * Articles that were inserted wait in the pending pages, a linked list, as
 * prints without positions.  When there are enough of them, they become a
 * segment (flush); when there are several segments of about one size, they
 * become one (merge).  Then the metapage is changed, in one WAL record, and
 * the old pages are free.  Each page bears the id of what it belongs to; ids
 * are never used again.  So whoever comes to a page by way of a metapage that
 * is out of date sees it at once, and begins anew.  That needs no lock between
 * readers and writers, and works on a standby, too.
 *
 * Vacuum marks an article as dead in its table and leaves the postings alone;
 * a merge leaves it out.
 *
 * Locks.  Who flushes, merges or vacuums holds a lock on the metapage's number
 * in the lock manager (NP_CHANGE_LOCK), which there is only one of; inserts
 * and searches do not wait for it.  Content locks are taken in this order:
 * metapage, then pending pages from head to tail, then new pages.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_INDEX_STORAGE_H
#define NP_INDEX_STORAGE_H

#include "pg/newsprint.h"

#include "storage/bufmgr.h"
#include "storage/itemptr.h"
#include "utils/rel.h"

#define NP_INDEX_MAGIC			0x4e505249	/* "NPRI" */
#define NP_INDEX_VERSION		1
#define NP_METAPAGE				0

/* ----- pages ----- */

typedef enum NpPageKind
{
	NP_PAGE_META = 1,
	NP_PAGE_LEAF,				/* print/leaf.h */
	NP_PAGE_ARTICLES,			/* array of NpIndexedArticle */
	NP_PAGE_BRANCH,				/* array of NpBranch */
	NP_PAGE_PENDING				/* NpPendingArticle, each with its print */
} NpPageKind;

/* For tools that look at pages: the last two bytes tell the access method */
#define NP_PAGE_MARK			0xff9e

typedef struct NpPageSpecial
{
	uint64		id;				/* of the segment, or of the pending page */
	uint64		next_id;		/* pending pages: the id of the next one */
	BlockNumber next;			/* pending pages */
	uint16		kind;
	uint16		mark;			/* NP_PAGE_MARK */
} NpPageSpecial;

StaticAssertDecl(sizeof(NpPageSpecial) == 24 &&
				 sizeof(NpPageSpecial) == MAXALIGN(sizeof(NpPageSpecial)),
				 "a page's special space has no padding");

#define NpPageGetSpecial(page) \
	((NpPageSpecial *) PageGetSpecialPointer(page))

/* Bytes for content on a page, and how many are in use */
#define NP_PAGE_ROOM \
	(BLCKSZ - MAXALIGN(SizeOfPageHeaderData) - sizeof(NpPageSpecial))
#define NpPageUsed(page) \
	((Size) (((PageHeader) (page))->pd_lower - MAXALIGN(SizeOfPageHeaderData)))

/* ----- segments ----- */

/* An article: where its row is, and its print's header */
typedef struct NpIndexedArticle
{
	ItemPointerData tid;
	uint16		prefix;			/* what its keys have above the hash */
	uint32		entries;		/* with flags in the upper bits */
} NpIndexedArticle;

#define NP_ARTICLE_DEAD			0x80000000U /* its row is gone */
#define NP_ARTICLE_NULL			0x40000000U /* its print is NULL */
#define NP_ARTICLE_ENTRIES		0x3fffffffU

StaticAssertDecl(sizeof(NpIndexedArticle) == 12,
				 "an indexed article has no padding");

#define NP_ARTICLES_A_PAGE \
	((uint32) (NP_PAGE_ROOM / sizeof(NpIndexedArticle)))

/* What a page of a tree begins with: a key, or the number of an article */
typedef struct NpBranch
{
	uint64		first;
	BlockNumber block;
	uint32		reserved;		/* zero */
} NpBranch;

#define NP_BRANCHES_A_PAGE	((uint32) (NP_PAGE_ROOM / sizeof(NpBranch)))

/* Levels of branches: 500^4 pages are more than a relation has */
#define NP_MAX_HEIGHT			4

typedef struct NpTree
{
	BlockNumber root;			/* InvalidBlockNumber: nothing in it */
	uint32		height;			/* levels of branches; 0: the root is the only
								 * page */
} NpTree;

typedef struct NpSegment
{
	uint64		id;
	uint64		keys;			/* distinct ones */
	uint64		postings;
	uint32		articles;
	uint32		dead;			/* of the articles */
	uint32		empty;			/* articles without entries, or NULL */
	uint32		pages;
	NpTree		article_tree;
	NpTree		key_tree;
} NpSegment;

StaticAssertDecl(sizeof(NpSegment) == 56, "a segment has no padding");

/*
 * Most articles of a segment.  A search has a counter of four bytes for each,
 * and a merge another number.
 */
#define NP_SEGMENT_ARTICLES		(1 << 20)

/* ----- the metapage ----- */

typedef struct NpMeta
{
	uint32		magic;
	uint32		version;
	uint64		next_id;		/* ids below are taken */
	uint64		building;		/* id of the segment that is being written; 0:
								 * none */
	uint64		pending_id;		/* id of the first pending page */
	BlockNumber pending_head;	/* InvalidBlockNumber: none yet */
	BlockNumber pending_tail;
	uint32		pending_pages;
	uint32		nsegments;
	NpSegment	segments[FLEXIBLE_ARRAY_MEMBER];	/* oldest first */
} NpMeta;

#define NP_MAX_SEGMENTS \
	((uint32) ((NP_PAGE_ROOM - offsetof(NpMeta, segments)) / sizeof(NpSegment)))

/* A copy of the metapage in memory */
typedef union NpMetaCopy
{
	NpMeta		meta;
	char		bytes[NP_PAGE_ROOM];
} NpMetaCopy;

/* ----- pending pages ----- */

/*
 * An article that was inserted.  It is followed by as many bytes, the print
 * without positions, and by padding.  A print that is longer than a page
 * begins on a page of its own and goes on in the next ones, and the last of
 * those is followed by another page.  So the tail of the list, which is the
 * only page that grows, holds whole articles.
 */
typedef struct NpPendingArticle
{
	NpIndexedArticle article;
	uint32		size;			/* of the print */
} NpPendingArticle;

StaticAssertDecl(sizeof(NpPendingArticle) == 16 &&
				 MAXIMUM_ALIGNOF <= 8,
				 "pending articles are aligned one behind the other");

#endif							/* NP_INDEX_STORAGE_H */
