/*-------------------------------------------------------------------------
 *
 * fuzz_forms.c
 *	  libFuzzer target: bytes as the text forms of newsprint and
 *	  newsprint_query, and as a query's stored form.
 *
 * What is read as a form is written just so again, and what was read from it
 * passes every check that bytes from outside must pass.  What is refused is
 * refused at a place within the form, with a reason.
 *
 *-------------------------------------------------------------------------
 */
#include "../unit/tap.h"

#include "print/text_form.h"

/* As a varlena has; a value's bytes need no alignment */
#define HEADROOM		4

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_error(const char *form, const NpFormError *error)
{
	must(error->what[0] != '\0' && strlen(error->what) < sizeof(error->what));
	must(error->place <= strlen(form));
}

static void
check_print_form(const char *form)
{
	NpFormError error;
	NpPrint		print;
	size_t		size;
	char	   *again;
	char	   *memory = np_read_print_form(&tap_host, form, HEADROOM, SIZE_MAX,
											&size, &error);

	if (memory == NULL)
	{
		check_error(form, &error);
		return;
	}
	must(error.what[0] == '\0');
	must(np_print_invalid(&tap_host, memory + HEADROOM, size) == NULL);
	print = np_print_open(memory + HEADROOM, size);
	again = np_write_print_form(&tap_host, &print, SIZE_MAX);
	must(strcmp(again, form) == 0);
	np_release(&tap_host, again);
	/* a limit one below is one too low */
	must(np_write_print_form(&tap_host, &print, strlen(form) - 1) == NULL);
	must(np_read_print_form(&tap_host, form, HEADROOM, size - 1, &size,
							&error) == NULL && error.what[0] == '\0');
	np_release(&tap_host, memory);
}

static void
check_query(const char *bytes, size_t size)
{
	NpQuery		query = np_query_open(bytes, size);
	char	   *form = np_write_query_form(&tap_host, &query);
	NpFormError error;
	size_t		again_size;
	char	   *again = np_read_query_form(&tap_host, form, HEADROOM,
										   &again_size, &error);

	must(query.threshold > 0 && query.print.entries <= NP_MAX_QUERY_ENTRIES);
	must(again != NULL && again_size == size &&
		 memcmp(again + HEADROOM, bytes, size) == 0);
	np_release(&tap_host, form);
	np_release(&tap_host, again);
}

static void
check_query_form(const char *form)
{
	NpFormError error;
	NpQuery		query;
	size_t		size;
	bool		of_print;
	char	   *again;
	char	   *memory = np_read_query_form(&tap_host, form, HEADROOM, &size,
											&error);

	if (memory == NULL)
	{
		check_error(form, &error);
		return;
	}
	must(np_query_invalid(&tap_host, memory + HEADROOM, size,
						  &of_print) == NULL);
	query = np_query_open(memory + HEADROOM, size);
	again = np_write_query_form(&tap_host, &query);
	must(strcmp(again, form) == 0);
	np_release(&tap_host, again);
	np_release(&tap_host, memory);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *form = np_alloc(&tap_host, size + 1);
	bool		of_print;

	memcpy(form, data, size);
	form[size] = '\0';
	check_print_form(form);
	check_query_form(form);
	/* the block that is checked ends where the query does */
	np_release(&tap_host, form);
	if (np_query_invalid(&tap_host, (const char *) data, size,
						 &of_print) == NULL)
		check_query((const char *) data, size);
	must(tap_blocks_in_use == 0);
	return 0;
}
