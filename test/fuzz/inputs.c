/*-------------------------------------------------------------------------
 *
 * inputs.c
 *	  A fuzzer's stored inputs one after the other, as TAP: for compilers
 *	  without libFuzzer, and so that what was found once stays found.
 *
 *	  fuzz_x file ...
 *
 *-------------------------------------------------------------------------
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A block that ends where the input does, so that reading on is seen */
static uint8_t *
read_file(const char *name, size_t *size)
{
	FILE	   *file = fopen(name, "rb");
	uint8_t    *data;
	long		length;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 ||
		(length = ftell(file)) < 0)
	{
		perror(name);
		exit(2);
	}
	rewind(file);
	*size = (size_t) length;
	data = malloc(*size > 0 ? *size : 1);
	if (data == NULL || fread(data, 1, *size, file) != *size)
	{
		perror(name);
		exit(2);
	}
	fclose(file);
	return data;
}

int
main(int argc, char **argv)
{
	printf("1..%d\n", argc - 1);
	for (int i = 1; i < argc; i++)
	{
		size_t		size;
		uint8_t    *data = read_file(argv[i], &size);

		/* aborts where something does not hold */
		LLVMFuzzerTestOneInput(data, size);
		free(data);
		printf("ok %d - %s\n", i, argv[i]);
		fflush(stdout);
	}
	return 0;
}
