/*-------------------------------------------------------------------------
 *
 * table_postings.h
 *	  Which articles of a table have each entry: from an index of the access
 *	  method newsprint, where the column of prints has one, else by sorting.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_TABLE_POSTINGS_H
#define NP_TABLE_POSTINGS_H

#include "pg/articles.h"
#include "pg/postings.h"

typedef struct NpTablePostings NpTablePostings;

/*
 * Begins the postings of at most that many articles, numbered from 0 by the
 * caller.  The arguments behind the table and its column of prints are those
 * of np_begin_postings.
 *
 * An index is kept from being merged until np_end_table_postings.
 */
extern NpTablePostings *np_begin_table_postings(const NpTable *table,
												Name print,
												uint32 articles, int kilobytes,
												const NpPrint *ignore,
												bool rewindable);

/*
 * What of an article's row np_add_article needs: sets columns->tid, or leaves
 * columns as they are.
 */
extern void np_choose_columns(const NpTablePostings *postings,
							  NpArticleColumns *columns);

/*
 * Adds an article; they come in ascending order of their numbers.  Returns how
 * many entries it has besides those that are ignored.  parameters gets those of
 * its print.
 */
extern uint32 np_add_article(NpTablePostings *postings, uint32 article,
							 const NpArticleRow *row, NpParameters *parameters);

/* As np_finish_postings and so on */
extern void np_finish_table_postings(NpTablePostings *postings);
extern bool np_next_table_list(NpTablePostings *postings, NpPostingList *list);
extern void np_rewind_table_postings(NpTablePostings *postings);
extern void np_end_table_postings(NpTablePostings *postings);

#endif							/* NP_TABLE_POSTINGS_H */
