# Two clients insert, update, delete and search at once, with each kind of index
# (GIN's pending list on and off): afterwards index and table tell the same, and
# every row that was committed is found.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('concurrency');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
# a small list is cleaned often, by inserts and autovacuum alike
$node->append_conf('postgresql.conf', qq(
gin_pending_list_limit = 64kB
autovacuum_naptime = 1s
jit = off
max_connections = 20
));
$node->start;
$node->safe_psql('postgres', q(
CREATE EXTENSION newsprint;
CREATE TABLE articles (id bigserial PRIMARY KEY, body text,
	print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED);
CREATE TABLE committed (id bigint);
-- an article of 60 words: a third of it is one of ten stories
CREATE FUNCTION article(seed bigint) RETURNS text LANGUAGE sql IMMUTABLE RETURN
	(SELECT string_agg('story' || seed % 10 || 'w' || n, ' ') FROM generate_series(1, 20) n) || ' ' ||
	(SELECT string_agg('w' || seed || 'x' || n, ' ') FROM generate_series(1, 40) n);
));

my %script = (
	insert => q(
\set seed random(1, 1000000000)
WITH new AS (INSERT INTO articles (body) VALUES (article(:seed)) RETURNING id)
INSERT INTO committed SELECT id FROM new;
),
	change => q(
\set seed random(1, 1000000000)
\set id random(1, 400)
BEGIN;
UPDATE articles SET body = article(:seed) WHERE id = :id;
DELETE FROM articles WHERE id = :id + 1 AND id % 7 = 0;
ROLLBACK;
),
	search => q(
\set story random(0, 9)
SELECT count(*) FROM articles WHERE print @@ to_newsprint_query(article(:story), share => 0.2);
));
my $tempdir = PostgreSQL::Test::Utils::tempdir;
append_to_file("$tempdir/$_", $script{$_}) for keys %script;

for my $index ('gin (print) WITH (fastupdate = on)', 'gin (print) WITH (fastupdate = off)', 'newsprint (print)')
{
	$node->safe_psql('postgres', qq(
		TRUNCATE articles, committed;
		DROP INDEX IF EXISTS articles_print;
		CREATE INDEX articles_print ON articles USING $index));
	$node->command_ok(
		[
			'pgbench', '-n', '-c', '2', '-j', '2', '-t', '400',
			'-f', "$tempdir/insert\@6", '-f', "$tempdir/change\@3",
			'-f', "$tempdir/search\@1", $node->connstr('postgres')
		],
		"two clients, $index");
	my $rows = $node->safe_psql('postgres', 'SELECT count(*) FROM committed');
	cmp_ok($rows, '>', 300, 'rows were inserted');
	is( $node->safe_psql('postgres', q(
		SELECT count(*) FROM committed LEFT JOIN articles USING (id) WHERE body IS NULL)),
		0, 'none is lost');

	is( $node->safe_psql('postgres', q(
		SET enable_seqscan = off;
		SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT FROM articles b
			WHERE b.print @@ to_newsprint_query(a.print, share => 1) AND b.id = a.id))),
		0, 'every row finds itself');
	for my $scan ('enable_seqscan = off', 'enable_seqscan = off; SET enable_indexscan = off', 'enable_bitmapscan = off; SET enable_indexscan = off')
	{
		is( $node->safe_psql('postgres', qq(
			SET $scan;
			SELECT count(*) FROM generate_series(0, 9) story, LATERAL (SELECT FROM articles
				WHERE print @@ to_newsprint_query(article(story), share => 0.2)) found)),
			$rows, "the stories find all articles, with $scan");
	}
}
$node->stop;
done_testing();
