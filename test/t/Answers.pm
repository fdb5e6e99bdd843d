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

our @methods = ('gin', 'newsprint');

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

# What clients complained of, but for the server's end and what was cancelled.
sub unexpected
{
	return join '', grep { /error:|ERROR|FATAL|PANIC/ && !/connection|canceling statement due to (?:statement timeout|user request)/ } map { split /^/, ${ $_->{errors} } } @_;
}

sub make_articles
{
	my $columns = join ', ', map { "for_$_ bool DEFAULT true" } @methods;
	my $indexes = join "\n", map { make_index($_, "articles_$_") } @methods;
	my $ways = join ', ', map { "'$_'" } 'gin bitmap', 'newsprint bitmap', 'newsprint plain';

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
		FROM generate_series(1, CASE WHEN seed % 50 = 6 THEN 1000 ELSE 30 END) k)) END;
CREATE TABLE articles (id int PRIMARY KEY, seed int, print newsprint, touched int DEFAULT 0, $columns,
	alike newsprint GENERATED ALWAYS AS (CASE WHEN seed % 20 < 19 THEN print END) STORED);
$indexes
-- all pairs come from this index, or, of a view, from the rows
CREATE INDEX articles_alike ON articles USING newsprint (alike);
CREATE VIEW rows AS SELECT id, alike FROM articles;
-- so many that the best twenty have something of an operand
INSERT INTO articles SELECT -n, n, article(n) FROM generate_series(1, 150) n;

CREATE TABLE ordered (query text);
INSERT INTO ordered VALUES ('SELECT array_agg(distance) FILTER (WHERE distance < 1) FROM (SELECT print <=> %1\$s AS distance FROM articles
	WHERE %%s %2\$s ORDER BY print <=> %1\$s %3\$s) ordered');
CREATE TABLE operands (operand text);
INSERT INTO operands VALUES ('article(3)'), ('to_newsprint(story(4))');
CREATE TABLE often (often text);
INSERT INTO often VALUES ('LIMIT 10'), ('');
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
-- What is asked, with %s where a condition chooses the index, of which kind of
-- scan, and what is asked of a sequential scan where that is something else
CREATE FUNCTION queries() RETURNS TABLE (query text, ways text[], instead text) STABLE LANGUAGE sql BEGIN ATOMIC
	SELECT 'SELECT array_agg(id ORDER BY id) FROM articles WHERE %s AND ' || condition, ARRAY[$ways], NULL::text AS instead
	FROM conditions
	UNION ALL
	SELECT format(query, operand, 'AND ' || condition, often), ARRAY['newsprint ordered'], NULL::text AS instead
	FROM ordered, operands, often, (VALUES ('print && to_newsprint(story(4))'), ('print @@ to_newsprint_query(story(3), share => 0.5)')) AS c (condition)
	UNION ALL
	SELECT format(query, operand, ''::text, 'LIMIT 20'::text), ARRAY['newsprint ordered'], format(query, operand, 'AND print && ' || operand, 'LIMIT 20'::text)
	FROM ordered, operands
	UNION ALL
	SELECT format(query, 'articles'), ARRAY['newsprint'], format(query, 'rows')
	FROM (VALUES ('SELECT md5(string_agg(p::text, chr(10))) FROM newsprint_pairs(%L, 7, print => ''alike'') p'),
		('SELECT md5(string_agg(p::text, chr(10))) FROM newsprint_pairs(%L, 8, print => ''alike'', ignore => to_newsprint(story(3))) p')) AS v (query);
END;

-- Where an index answers something else than a scan does.  Both must see the
-- same: for transactions that are REPEATABLE READ.
CREATE FUNCTION answer(query text, way text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS \$\$
DECLARE
	answer text;
BEGIN
	PERFORM set_config('enable_seqscan', (way IS NULL)::text, true),
		set_config('enable_indexscan', (coalesce(split_part(way, ' ', 2), '') IN ('plain', 'ordered'))::text, true),
		set_config('enable_bitmapscan', (coalesce(split_part(way, ' ', 2), '') = 'bitmap')::text, true),
		set_config('enable_sort', (coalesce(split_part(way, ' ', 2), '') <> 'ordered')::text, true);
	EXECUTE format(query, coalesce('for_' || split_part(way, ' ', 1), 'true')) INTO answer;
	RETURN answer;
END \$\$;
CREATE FUNCTION differences(with_pairs bool DEFAULT true) RETURNS SETOF text LANGUAGE plpgsql AS \$\$
DECLARE
	query text;
	ways text[];
	instead text;
	way text;
	by_index text;
	by_scan text;
BEGIN
	FOR query, ways, instead IN SELECT * FROM queries() q WHERE with_pairs OR q.query NOT LIKE '%newsprint_pairs%' LOOP
		by_scan := answer(coalesce(instead, query));
		FOREACH way IN ARRAY ways LOOP
			by_index := answer(query, way);
			IF by_index IS DISTINCT FROM by_scan THEN
				RETURN NEXT format('%s: %s by %s, %s by a scan', query, left(by_index, 200), way, left(by_scan, 200));
			END IF;
		END LOOP;
	END LOOP;
END \$\$;
};
}

1;
