/*-------------------------------------------------------------------------
 *
 * rows.c
 *	  Results of set-returning functions, collected row by row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/rows.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

NpRows
np_begin_rows(FunctionCallInfo fcinfo)
{
	NpRows		rows;

	InitMaterializedSRF(fcinfo, 0);
	rows.result = (ReturnSetInfo *) fcinfo->resultinfo;
	rows.row_context = AllocSetContextCreate(CurrentMemoryContext,
											 "newsprint row",
											 ALLOCSET_DEFAULT_SIZES);
	return rows;
}

void
np_put_row(NpRows *rows, Datum *values, bool *nulls)
{
	tuplestore_putvalues(rows->result->setResult, rows->result->setDesc,
						 values, nulls);
	MemoryContextReset(rows->row_context);
	CHECK_FOR_INTERRUPTS();
}

void
np_set_place(Datum *start_and_length, NpCharacterCounter *counter,
			 size_t start, size_t end)
{
	int32		first = np_character_offset(counter, start);
	int32		behind = np_character_offset(counter, end);

	start_and_length[0] = Int32GetDatum(first + 1);
	start_and_length[1] = Int32GetDatum(behind - first);
}

Datum
np_row_slice(NpRows *rows, const NpSourceText *source, size_t start, size_t end)
{
	MemoryContext old = MemoryContextSwitchTo(rows->row_context);
	text	   *slice = np_text_slice(source, start, end);

	MemoryContextSwitchTo(old);
	return PointerGetDatum(slice);
}
