# Searches that are stopped in their midst (SIGSTOP), while others insert, delete
# and vacuum, so that segments they read are merged and their pages used again:
# they find what was there all along, no more and no less.
use strict;
use warnings;

use IPC::Run qw(start);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time usleep);

my $seconds = $ENV{SECONDS_OF_LOAD} || 6;
my $node = PostgreSQL::Test::Cluster->new('stopped');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "log_statement = none\nautovacuum = off\njit = off\nenable_seqscan = off\n");
$node->start;
$node->safe_psql('postgres', q(
CREATE EXTENSION newsprint;
CREATE FUNCTION story(n int) RETURNS text LANGUAGE sql IMMUTABLE RETURN
	(SELECT string_agg('story' || n || 'w' || k, ' ') FROM generate_series(1, 20) k);
CREATE TABLE prints AS SELECT n, to_newsprint(story(n % 10) || ' ' || (SELECT string_agg('w' || n || 'x' || k, ' ') FROM generate_series(1, 60) k)) AS print
	FROM generate_series(0, 999) n;
-- what stays has a positive id
CREATE TABLE articles (id int, print newsprint);
CREATE INDEX articles_print ON articles USING newsprint (print);
INSERT INTO articles SELECT n + 1, print FROM prints;
-- of many entries, so that a search takes some time
CREATE TABLE operands AS SELECT o.n, to_newsprint_query(newsprint_union(print) + to_newsprint(story(o.n)), shingles => 4) AS query, 0::bigint AS answers
	FROM generate_series(0, 9) o (n) JOIN prints p ON p.n % 10 = o.n AND p.n < 400 GROUP BY o.n;
SET enable_seqscan = on;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
UPDATE operands SET answers = (SELECT count(*) FROM articles WHERE print @@ query);
));
is($node->safe_psql('postgres', 'SELECT min(answers) FROM operands'), 100, 'there is something to find');

my $tempdir = PostgreSQL::Test::Utils::tempdir;
append_to_file("$tempdir/insert", q(
\set n random(0, 979)
INSERT INTO articles SELECT -1, print FROM prints WHERE n BETWEEN :n AND :n + 19;
));
append_to_file("$tempdir/vacuum", "DELETE FROM articles WHERE id < 0;\nVACUUM articles;\n");
# an error ends pgbench
append_to_file("$tempdir/search", q(
\set n random(0, 9)
SELECT 1 / (count(*) FILTER (WHERE id > 0) = (SELECT answers FROM operands WHERE n = :n))::int AS searched
FROM articles WHERE print @@ (SELECT query FROM operands WHERE n = :n);
));
my @runs;
for my $load ([ 'search', '-c', 4 ], [ 'insert', '-c', 1, '-R', 30 ], [ 'vacuum', '-c', 1 ])
{
	my ($script, @options) = @$load;
	my $output = '';
	push @runs, [ start([ 'pgbench', '-n', @options, '-T', $seconds, '-f', "$tempdir/$script", $node->connstr('postgres') ], '>', \$output, '2>&1'), \$output, $script ];
}

my $stops = 0;
my $until = time + $seconds - 1;
while (time < $until)
{
	my @pids = split /\n/, $node->safe_psql('postgres', "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%searched%' AND pid <> pg_backend_pid()");
	$stops += kill 'STOP', @pids;
	usleep(150_000);
	kill 'CONT', @pids;
	usleep(20_000);
}
for my $run (@runs)
{
	ok($run->[0]->finish, "$run->[2]: nothing wrong") or diag(${ $run->[1] });
}
cmp_ok($stops, '>', 0, 'searches were stopped');
is($node->safe_psql('postgres', "SELECT newsprint_index_check('articles_print', true)"), '', 'the index is sound');

$node->stop;
done_testing();
