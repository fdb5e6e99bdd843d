/*-------------------------------------------------------------------------
 *
 * host.c
 *	  PostgreSQL's memory and interrupts for the plain rooms, and the module's
 *	  magic block.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/newsprint.h"

#include "miscadmin.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static void *
host_alloc(void *arg, size_t size)
{
	(void) arg;
	return MemoryContextAllocHuge(CurrentMemoryContext, size);
}

static void *
host_resize(void *arg, void *memory, size_t size)
{
	return memory == NULL ? host_alloc(arg, size) : repalloc_huge(memory, size);
}

static void
host_release(void *arg, void *memory)
{
	(void) arg;
	pfree(memory);
}

static void
host_check_interrupts(void *arg)
{
	(void) arg;
	CHECK_FOR_INTERRUPTS();
}

const NpHost np_host = {
	.alloc = host_alloc,
	.resize = host_resize,
	.release = host_release,
	.check_interrupts = host_check_interrupts
};
