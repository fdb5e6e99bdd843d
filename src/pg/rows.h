/*-------------------------------------------------------------------------
 *
 * rows.h
 *	  Results of set-returning functions, collected row by row.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_ROWS_H
#define NP_ROWS_H

#include "pg/newsprint.h"

#include "nodes/execnodes.h"

typedef struct NpRows
{
	ReturnSetInfo *result;
	MemoryContext row_context;	/* what a row's values are made in; reset
								 * behind each row */
} NpRows;

/* First thing in the function: takes over its result. */
extern NpRows np_begin_rows(FunctionCallInfo fcinfo);

extern void np_put_row(NpRows *rows, Datum *values, bool *nulls);

/*
 * Sets two values, start and length, for the bytes start to end of the text
 * that counter counts: in characters, start from 1.
 */
extern void np_set_place(Datum *start_and_length, NpCharacterCounter *counter,
						 size_t start, size_t end);

/* The bytes start to end as a text in the row's context */
extern Datum np_row_slice(NpRows *rows, const NpSourceText *source,
						  size_t start, size_t end);

#endif							/* NP_ROWS_H */
