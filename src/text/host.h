/*-------------------------------------------------------------------------
 *
 * host.h
 *	  What the plain-C rooms (text, print, align) need from their caller.
 *
 * The rooms know no server.  Whoever runs them - PostgreSQL, a unit test, a
 * fuzzer, a benchmark - hands in this struct.  None of the functions returns
 * a failure: in PostgreSQL they raise an error and unwind, a test program
 * aborts.  So the rooms hold no resource but memory from here, and code that
 * calls a host function must leave nothing half done that matters.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_HOST_H
#define NP_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct NpHost
{
	/* size bytes, uninitialized, aligned for any type; never NULL */
	void	   *(*alloc) (void *arg, size_t size);
	/* grow or shrink what alloc or resize gave (memory may be NULL) */
	void	   *(*resize) (void *arg, void *memory, size_t size);
	void		(*release) (void *arg, void *memory);
	/* called at least every NP_INTERRUPT_BYTES of text or its like in work */
	void		(*check_interrupts) (void *arg);
	void	   *arg;
} NpHost;

/*
 * How much work may pass between two looks at the caller's wish to stop: well
 * below a millisecond of the slowest loop.
 */
#define NP_INTERRUPT_BYTES	65536

__attribute__((returns_nonnull))
static inline void *
np_alloc(const NpHost *host, size_t size)
{
	return host->alloc(host->arg, size);
}

__attribute__((returns_nonnull))
static inline void *
np_resize(const NpHost *host, void *memory, size_t size)
{
	return host->resize(host->arg, memory, size);
}

static inline void
np_release(const NpHost *host, void *memory)
{
	if (memory != NULL)
		host->release(host->arg, memory);
}

static inline void
np_check_interrupts(const NpHost *host)
{
	host->check_interrupts(host->arg);
}

/* Work since the last look at the caller's wish to stop */
typedef struct NpWork
{
	const NpHost *host;
	size_t		amount;			/* bytes of text, or its like */
} NpWork;

/* So much more was done. */
static inline void
np_work(NpWork *work, size_t amount)
{
	work->amount += amount;
	if (work->amount >= NP_INTERRUPT_BYTES)
	{
		work->amount = 0;
		np_check_interrupts(work->host);
	}
}

#endif							/* NP_HOST_H */
