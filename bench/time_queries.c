/*-------------------------------------------------------------------------
 *
 * time_queries.c
 *	  Runs one statement with many parameters and says what it costs the
 *	  server, and what it finds; for bench_search, bench_index and
 *	  bench_scale.
 *
 *		time_queries [options] label list statement
 *
 *		-s SQL		run first (settings)
 *		-b SQL		run before each execution, with the same parameters; not
 *					measured
 *		-p n		passes that count (3): the median of a query's counts
 *		-o			once: one pass, and it counts; rows are not looked at
 *		-u PID		once, and again from the start until that process is gone
 *		-e			estimates: the planner's rows against those found
 *		-k n		of a query's right ids, n are to be found: they are the n best
 *					and those that are as good as the last of them
 *		-v			tells on stderr about each query
 *
 * The list is a SELECT of three columns and the parameters $1, $2, ... as
 * text: the query's number, the right ids and the neutral ones as int[].  The
 * statement returns ids.  Parameters are bound (PQexecParams), so each
 * execution is parsed and planned for their values, as a reporting tool or a
 * driver would have it.
 *
 * CPU time is that of the backend, planning included, from
 * /proc/PID/schedstat, which counts nanoseconds; it is read when the backend
 * sleeps again.  (So this needs Linux, and the server on the same machine.)  A
 * first pass warms the caches and does not count.
 *
 * Prints, with tabs between: label, queries, CPU ms p50, p95, max, wall ms
 * p50, p95, max, recall, precision, ids found a query, neutral ones among
 * them.  Recall is the share of all right answers of all queries that were
 * found; precision the share of right ones among all found that are not
 * neutral.  With -e: label, queries, share of estimates within a factor of 10,
 * share of plans with a bitmap index scan, median estimate, median rows.
 *
 *-------------------------------------------------------------------------
 */
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <libpq-fe.h>

#define MAX_PASSES	9
#define MAX_PARAMS	16

typedef struct Ids
{
	int		   *ids;
	int			n;
} Ids;

typedef struct Costs
{
	double		cpu;			/* ms */
	double		wall;
} Costs;

static PGconn *connection;
static const char *before;
static bool once;
static bool estimates;
static bool verbose;
static int	passes = 3;
static int	most_right;
static pid_t until;

static void
die(const char *what, const char *why)
{
	fprintf(stderr, "time_queries: %s: %s\n", what, why);
	exit(1);
}

static PGresult *
run(const char *sql, int nparams, const char *const *params)
{
	PGresult   *result = PQexecParams(connection, sql, nparams, NULL, params, NULL, NULL, 0);

	if (PQresultStatus(result) != PGRES_TUPLES_OK &&
		PQresultStatus(result) != PGRES_COMMAND_OK)
		die(sql, PQerrorMessage(connection));
	return result;
}

/* The backend's CPU time in ms, once it sleeps */
static double
cpu_time(void)
{
	char		path[64];
	char		line[512];
	unsigned long long nanoseconds = 0;
	FILE	   *file;

	for (int tries = 0; tries < 1000; tries++)
	{
		char	   *state;

		snprintf(path, sizeof(path), "/proc/%d/stat", PQbackendPID(connection));
		if ((file = fopen(path, "r")) == NULL)
			die(path, "the server is not on this machine");
		if (fgets(line, sizeof(line), file) == NULL)
			line[0] = '\0';
		fclose(file);
		state = strrchr(line, ')');
		if (state != NULL && strncmp(state, ") S", 3) == 0)
			break;
		usleep(20);
	}
	snprintf(path, sizeof(path), "/proc/%d/schedstat", PQbackendPID(connection));
	if ((file = fopen(path, "r")) == NULL || fscanf(file, "%llu", &nanoseconds) != 1)
		die(path, "cannot read it");
	fclose(file);
	return nanoseconds / 1e6;
}

static double
wall_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
compare_ints(const void *a, const void *b)
{
	int			x = *(const int *) a;
	int			y = *(const int *) b;

	return (x > y) - (x < y);
}

static int
compare_doubles(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

/* {1,2,3} */
static Ids
read_ids(const char *array)
{
	Ids			ids = {malloc((strlen(array) / 2 + 1) * sizeof(int)), 0};

	while (*array != '\0')
	{
		array += strspn(array, "{},");
		if (*array != '\0')
			ids.ids[ids.n++] = strtol(array, (char **) &array, 10);
	}
	qsort(ids.ids, ids.n, sizeof(int), compare_ints);
	return ids;
}

static bool
has_id(const Ids *ids, int id)
{
	return bsearch(&id, ids->ids, ids->n, sizeof(int), compare_ints) != NULL;
}

/* The value a share of the sorted values lies below */
static double
quantile(double *values, int n, double share)
{
	int			at = (int) (share * n);

	qsort(values, n, sizeof(double), compare_doubles);
	return n > 0 ? values[at < n ? at : n - 1] : 0;
}

/* ----- what was found ----- */

static long right_found,
			right_total,
			wrong_found,
			neutral_found,
			found_total;

static void
judge(const char *query, const PGresult *result, const char *right_ids, const char *neutral_ids)
{
	Ids			right = read_ids(right_ids);
	Ids			neutral = read_ids(neutral_ids);
	int			nright = 0;
	int			nneutral = 0;
	int			n = PQntuples(result);

	for (int i = 0; i < n; i++)
	{
		int			id = atoi(PQgetvalue(result, i, 0));

		if (has_id(&right, id))
			nright++;
		else if (has_id(&neutral, id))
			nneutral++;
		else if (verbose)
			fprintf(stderr, "query %s: wrong %d\n", query, id);
	}
	if (verbose)
		fprintf(stderr, "query %s: %d found, %d of %d right, %d neutral\n",
				query, n, nright, right.n, nneutral);
	right_found += nright;
	right_total += most_right > 0 && right.n > most_right ? most_right : right.n;
	neutral_found += nneutral;
	wrong_found += n - nright - nneutral;
	found_total += n;
	free(right.ids);
	free(neutral.ids);
}

/* ----- the planner ----- */

static void
estimate(const char *label, const PGresult *list, const char *statement)
{
	int			n = PQntuples(list);
	int			nparams = PQnfields(list) - 3;
	char	   *explain = malloc(strlen(statement) + 64);
	double	   *estimated = malloc((n + 1) * sizeof(double));
	double	   *actual = malloc((n + 1) * sizeof(double));
	int			near = 0;
	int			indexed = 0;

	sprintf(explain, "EXPLAIN (FORMAT JSON) %s", statement);
	for (int q = 0; q < n; q++)
	{
		const char *params[MAX_PARAMS];
		PGresult   *result;
		const char *rows;
		double		ratio;

		for (int p = 0; p < nparams; p++)
			params[p] = PQgetvalue(list, q, p + 3);
		result = run(explain, nparams, params);
		/* the first node is the topmost */
		rows = strstr(PQgetvalue(result, 0, 0), "\"Plan Rows\": ");
		estimated[q] = rows != NULL ? atof(rows + 13) : 0;
		indexed += strstr(PQgetvalue(result, 0, 0), "\"Bitmap Index Scan\"") != NULL;
		PQclear(result);
		result = run(statement, nparams, params);
		actual[q] = PQntuples(result);
		PQclear(result);
		ratio = (estimated[q] > 1 ? estimated[q] : 1) / (actual[q] > 1 ? actual[q] : 1);
		near += ratio <= 10 && ratio >= 0.1;
		if (verbose)
			fprintf(stderr, "query %s: estimated %.0f, found %.0f\n",
					PQgetvalue(list, q, 0), estimated[q], actual[q]);
	}
	printf("%s\t%d\t%.3f\t%.3f\t%.0f\t%.0f\n", label, n, (double) near / n,
		   (double) indexed / n, quantile(estimated, n, 0.5), quantile(actual, n, 0.5));
}

/* ----- the clock ----- */

/* Runs the statement for a row of the list; rows found go to result. */
static Costs
run_query(const PGresult *list, int q, const char *statement, PGresult **result)
{
	int			nparams = PQnfields(list) - 3;
	const char *params[MAX_PARAMS];
	double		cpu;
	double		wall;
	Costs		costs;

	for (int p = 0; p < nparams; p++)
		params[p] = PQgetisnull(list, q, p + 3) ? NULL : PQgetvalue(list, q, p + 3);
	if (before != NULL)
		PQclear(run(before, nparams, params));
	cpu = cpu_time();
	wall = wall_time();
	*result = run(statement, nparams, params);
	costs.wall = wall_time() - wall;
	costs.cpu = cpu_time() - cpu;
	return costs;
}

static void
print_costs(const char *label, double *cpu, double *wall, int n)
{
	printf("%s\t%d\t%.3f\t%.3f\t%.3f", label, n, quantile(cpu, n, 0.5),
		   quantile(cpu, n, 0.95), quantile(cpu, n, 1));
	printf("\t%.3f\t%.3f\t%.3f", quantile(wall, n, 0.5),
		   quantile(wall, n, 0.95), quantile(wall, n, 1));
}

static void
measure_once(const char *label, const PGresult *list, const char *statement)
{
	int			n = PQntuples(list);
	int			done = 0;
	double	   *cpu = NULL;
	double	   *wall = NULL;

	do
	{
		cpu = realloc(cpu, (done + n) * sizeof(double));
		wall = realloc(wall, (done + n) * sizeof(double));
		for (int q = 0; q < n; q++)
		{
			PGresult   *result;
			Costs		costs = run_query(list, q, statement, &result);

			PQclear(result);
			cpu[done] = costs.cpu;
			wall[done++] = costs.wall;
		}
	} while (until > 0 && kill(until, 0) == 0);
	print_costs(label, cpu, wall, done);
	printf("\n");
}

static void
measure(const char *label, const PGresult *list, const char *statement)
{
	int			n = PQntuples(list);
	double		(*cpu)[MAX_PASSES] = malloc(n * sizeof(*cpu));
	double		(*wall)[MAX_PASSES] = malloc(n * sizeof(*wall));
	double	   *median_cpu = malloc(n * sizeof(double));
	double	   *median_wall = malloc(n * sizeof(double));

	for (int pass = 0; pass <= passes; pass++)
		for (int q = 0; q < n; q++)
		{
			PGresult   *result;
			Costs		costs = run_query(list, q, statement, &result);

			if (pass == 0)
				judge(PQgetvalue(list, q, 0), result,
					  PQgetvalue(list, q, 1), PQgetvalue(list, q, 2));
			else
			{
				cpu[q][pass - 1] = costs.cpu;
				wall[q][pass - 1] = costs.wall;
			}
			PQclear(result);
		}
	for (int q = 0; q < n; q++)
	{
		median_cpu[q] = quantile(cpu[q], passes, 0.5);
		median_wall[q] = quantile(wall[q], passes, 0.5);
	}
	print_costs(label, median_cpu, median_wall, n);
	printf("\t%.4f\t%.4f\t%.1f\t%.1f\n",
		   right_total > 0 ? (double) right_found / right_total : 1,
		   right_found + wrong_found > 0 ? (double) right_found / (right_found + wrong_found) : 1,
		   (double) found_total / n, (double) neutral_found / n);
}

static void
ignore_notices(void *arg, const char *message)
{
	(void) arg;
	(void) message;
}

int
main(int argc, char **argv)
{
	int			option;
	PGresult   *list;

	connection = PQconnectdb("");
	if (PQstatus(connection) != CONNECTION_OK)
		die("cannot connect", PQerrorMessage(connection));
	PQsetNoticeProcessor(connection, ignore_notices, NULL);
	while ((option = getopt(argc, argv, "s:b:p:ou:k:ev")) != -1)
		switch (option)
		{
			case 's':
				PQclear(run(optarg, 0, NULL));
				break;
			case 'b':
				before = optarg;
				break;
			case 'p':
				passes = atoi(optarg);
				break;
			case 'o':
				once = true;
				passes = 1;
				break;
			case 'u':
				until = atoi(optarg);
				once = true;
				passes = 1;
				break;
			case 'k':
				most_right = atoi(optarg);
				break;
			case 'e':
				estimates = true;
				break;
			case 'v':
				verbose = true;
				break;
			default:
				return 2;
		}
	if (argc - optind != 3 || passes < 1 || passes > MAX_PASSES)
	{
		fprintf(stderr, "usage: time_queries [options] label list statement\n");
		return 2;
	}
	list = run(argv[optind + 1], 0, NULL);
	if (PQnfields(list) < 3 || PQnfields(list) > 3 + MAX_PARAMS)
		die(argv[optind + 1], "three columns and at most 16 parameters are needed");
	if (PQntuples(list) == 0)
		die(argv[optind + 1], "no queries");
	(estimates ? estimate : once ? measure_once : measure) (argv[optind], list, argv[optind + 2]);
	PQfinish(connection);
	return 0;
}
