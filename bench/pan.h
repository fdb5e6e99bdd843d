/*-------------------------------------------------------------------------
 *
 * pan.h
 *	  Reading labelled corpora, and the measures of the PAN competitions.
 *
 *-------------------------------------------------------------------------
 */
#ifndef NP_PAN_H
#define NP_PAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One line of a file of JSON objects; only strings are kept */
typedef struct Row
{
	char	  **keys;
	char	  **values;
	size_t		nfields;
} Row;

typedef struct Rows
{
	Row		   *items;
	size_t		count;
} Rows;

/* Reads a .jsonl or .jsonl.gz file; false when it is not there. */
extern bool read_rows(const char *path, Rows *rows);

/* A field's value, or NULL */
extern const char *row_value(const Row *row, const char *key);

/* Reads a tab-separated file with a line of headings into rows. */
extern bool read_table(const char *path, Rows *rows);

/*
 * Reused passages of one pair of documents, as they are labelled (cases) or as
 * they were found (detections): offsets in code points, ends exclusive.
 */
typedef struct Reuse
{
	int			pair;
	int			set;
	size_t		this_start;
	size_t		this_end;
	size_t		source_start;
	size_t		source_end;
} Reuse;

typedef struct Plagdet
{
	double		precision;
	double		recall;
	double		granularity;
	double		plagdet;
	size_t		cases;
	size_t		detections;
} Plagdet;

/*
 * Potthast, Stein, Barron-Cedeno, Rosso: "An Evaluation Framework for
 * Plagiarism Detection" (COLING 2010), macro-averaged over characters.  Both
 * arrays are sorted by pair.
 */
extern Plagdet plagdet(const Reuse *cases, size_t ncases,
					   const Reuse *detections, size_t ndetections);

#endif							/* NP_PAN_H */
