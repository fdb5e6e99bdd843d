/*-------------------------------------------------------------------------
 *
 * commit.c
 *	  May a procedure COMMIT where it was called?
 *
 * A procedure that commits its work in batches must say so before the first
 * one: PL/pgSQL cannot catch the error of a COMMIT that is not possible.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

#include "access/xact.h"
#include "executor/spi.h"

PG_FUNCTION_INFO_V1(newsprint_can_commit);

/*
 * newsprint_can_commit() -> bool
 *
 * The procedure that asks is connected to SPI; COMMIT would be refused by that
 * connection where it is atomic (called from a query or a function, within
 * BEGIN ... COMMIT), and within a subtransaction (a block with EXCEPTION),
 * which not every release looks at here.
 */
Datum
newsprint_can_commit(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_BOOL(SPI_inside_nonatomic_context() && !IsSubTransaction());
}
