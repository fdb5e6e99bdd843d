# Small articles that share phrases, and a comparison of what indexes answer
# about them with what sequential scans do, for tests of crashes and standbys.
#
# A row is made of its seed alone, so that a test can tell what must be there.
# The index of each access method is partial by a column that is always true:
# a query's condition chooses the index.  touched is in no index, so that
# updates of it alone are HOT.
package Answers;

use strict;
use warnings;

use Exporter qw(import);
use IPC::Run qw(start);
use PostgreSQL::Test::Utils;

our @EXPORT = qw(@methods client make_articles make_index unexpected);

our @methods = ('gin');

sub make_index
{
	my ($method, $name, $how) = @_;
	return sprintf 'CREATE INDEX %s %s ON articles USING %s (print) WHERE for_%3$s;', $how // '', $name, $method;
}

# A client that goes on by itself, until its script or the server ends: from a
# file, for what comes from a string waits to be pumped.
my $tempdir = PostgreSQL::Test::Utils::tempdir;
my $scripts = 0;

sub client
{
	my ($node, $sql) = @_;
	my $script = "$tempdir/" . $scripts++ . '.sql';
	my ($output, $errors) = ('', '');
	append_to_file($script, "SET client_min_messages = warning;\n$sql");
	return {
		output => \$output,
		errors => \$errors,
		run => start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', $script ],
			'>', \$output, '2>', \$errors)
	};
}

# What clients complained of, but for the server's end.
sub unexpected
{
	return join '', grep { /error:|ERROR|FATAL|PANIC/ && !/connection/ } map { split /^/, ${ $_->{errors} } } @_;
}

sub make_articles
{
	my $columns = join ', ', map { "for_$_ bool DEFAULT true" } @methods;
	my $indexes = join "\n", map { make_index($_, "articles_$_") } @methods;
	my $answering = join ', ', map { "'$_'" } @methods;
	my $ordering = join ', ', map { "'$_'" } grep { $_ ne 'gin' } @methods;

	return qq{
CREATE EXTENSION newsprint;
CREATE FUNCTION story(n int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
	(SELECT string_agg('story' || n || 'w' || k, ' ') FROM generate_series(1, 20) k);
-- a third of it is one of ten stories; one in fifty is longer than a page; some
-- have no words, no print, or one of other parameters
CREATE FUNCTION article(seed int) RETURNS newsprint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
	WHEN seed % 20 = 17 THEN NULL
	WHEN seed % 20 = 18 THEN to_newsprint('')
	WHEN seed % 20 = 19 THEN to_newsprint(story(seed / 20 % 10), 3, 5)
	ELSE to_newsprint(story(seed % 10) || ' ' || (SELECT string_agg('w' || seed || 'x' || k, ' ')
		FROM generate_series(1, CASE WHEN seed % 50 = 6 THEN 4000 ELSE 30 END) k)) END;
CREATE TABLE articles (id int PRIMARY KEY, seed int, print newsprint, touched int DEFAULT 0, $columns);
$indexes

CREATE TABLE conditions (condition text);
INSERT INTO conditions
	SELECT format('print @@ to_newsprint_query(story(%s), share => %s)', n, share)
	FROM (VALUES (0, 0.2), (3, 0.6), (4, 1), (6, 0.01), (8, 0.9)) AS v (n, share);
INSERT INTO conditions VALUES
	('print @@ to_newsprint_query(story(1), shingles => 3)'),
	('print @@ to_newsprint_query(to_newsprint(story(2), 3, 5))'),
	('print @@ to_newsprint_query(to_newsprint(\$\$\$\$))'),
	('print && to_newsprint(story(5))'),
	('print && to_newsprint(story(6), 3, 5)'),
	('print && NULL::newsprint'),
	('print @> to_newsprint(story(7))'),
	('print @> to_newsprint(\$\$\$\$)'),
	('print <@ to_newsprint(\$\$\$\$)'),
	('print <@ article(6)'),
	('print <@ (article(1) + article(2) + article(3) + article(11))'),
	('print && article(6) AND print @@ to_newsprint_query(story(6), share => 1)');
-- What is asked, with %s where a condition chooses the index
CREATE FUNCTION queries() RETURNS TABLE (query text, methods text[]) STABLE LANGUAGE sql BEGIN ATOMIC
	SELECT 'SELECT array_agg(id ORDER BY id) FROM articles WHERE %s AND ' || condition, ARRAY[$answering]
	FROM conditions
	UNION ALL
	SELECT format('SELECT array_agg(distance) FROM (SELECT print <=> %1\$s AS distance FROM articles
		WHERE %%s AND %2\$s ORDER BY print <=> %1\$s %3\$s) ordered', operand, condition, often), ARRAY[$ordering]::text[]
	FROM (VALUES ('article(3)'), ('to_newsprint(story(4))')) AS o (operand),
		(VALUES ('print && to_newsprint(story(4))'), ('print @@ to_newsprint_query(story(3), share => 0.5)')) AS c (condition),
		(VALUES ('LIMIT 10'), ('')) AS l (often);
END;

-- Where an index answers something else than a scan does.  Both must see the
-- same: for transactions that are REPEATABLE READ.
CREATE FUNCTION answer(query text, method text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS \$\$
DECLARE
	by_index bool := method IS NOT NULL;
	answer text;
BEGIN
	PERFORM set_config('enable_seqscan', (NOT by_index)::text, true),
		set_config('enable_indexscan', by_index::text, true),
		set_config('enable_bitmapscan', by_index::text, true);
	EXECUTE format(query, coalesce('for_' || method, 'true')) INTO answer;
	RETURN answer;
END \$\$;
CREATE FUNCTION differences() RETURNS SETOF text LANGUAGE plpgsql AS \$\$
DECLARE
	query text;
	methods text[];
	method text;
	by_index text;
	by_scan text;
BEGIN
	FOR query, methods IN SELECT * FROM queries() LOOP
		by_scan := answer(query);
		FOREACH method IN ARRAY methods LOOP
			by_index := answer(query, method);
			IF by_index IS DISTINCT FROM by_scan THEN
				RETURN NEXT format('%s: %s by %s, %s by a scan', query, left(by_index, 200), method, left(by_scan, 200));
			END IF;
		END LOOP;
	END LOOP;
END \$\$;
};
}

1;
