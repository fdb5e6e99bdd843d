/*-------------------------------------------------------------------------
 *
 * tap.h
 *	  The few lines a unit test needs: checks that print TAP, and a host
 *	  (src/text/host.h) on malloc that counts what is in use.
 *
 * Include it in exactly one file a program.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_TAP_H
#define NP_TAP_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/host.h"

static int	tap_count;
static int	tap_failures;
static long tap_blocks_in_use;

/* One test: prints its line, and what it got if it failed. */
static bool
__attribute__((format(printf, 2, 3), unused))
ok(bool passed, const char *name,...)
{
	va_list		args;

	tap_count++;
	if (!passed)
		tap_failures++;
	printf("%sok %d - ", passed ? "" : "not ", tap_count);
	va_start(args, name);
	vprintf(name, args);
	va_end(args);
	printf("\n");
	return passed;
}

/* Two strings equal? Shows both when they are not. */
static bool
__attribute__((unused))
is(const char *got, const char *expected, const char *name)
{
	bool		equal = strcmp(got, expected) == 0;

	ok(equal, "%s", name);
	if (!equal)
		printf("#      got: %s\n# expected: %s\n", got, expected);
	return equal;
}

static void
__attribute__((format(printf, 2, 3), unused))
skip(int tests, const char *why,...)
{
	va_list		args;

	while (tests-- > 0)
	{
		printf("ok %d # skip ", ++tap_count);
		va_start(args, why);
		vprintf(why, args);
		va_end(args);
		printf("\n");
	}
}

/* Last call of main(): the plan, and main's result. */
static int
__attribute__((unused))
done_testing(void)
{
	printf("1..%d\n", tap_count);
	return tap_failures == 0 ? 0 : 1;
}

static void *
tap_alloc(void *arg, size_t size)
{
	void	   *memory = malloc(size > 0 ? size : 1);

	(void) arg;
	if (memory == NULL)
		abort();
	tap_blocks_in_use++;
	return memory;
}

static void *
tap_resize(void *arg, void *memory, size_t size)
{
	(void) arg;
	if (memory == NULL)
		tap_blocks_in_use++;
	memory = realloc(memory, size > 0 ? size : 1);
	if (memory == NULL)
		abort();
	return memory;
}

static void
tap_release(void *arg, void *memory)
{
	(void) arg;
	tap_blocks_in_use--;
	free(memory);
}

static void
tap_check_interrupts(void *arg)
{
	(void) arg;
}

static const NpHost tap_host
__attribute__((unused)) =
{
	tap_alloc, tap_resize, tap_release, tap_check_interrupts, NULL
};

#endif							/* NP_TAP_H */
