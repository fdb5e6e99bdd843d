# Searches that are stopped in their midst (SIGSTOP), while others insert, delete
# and vacuum, so that segments they read are merged and their pages used again:
# they find what was there all along, no more and no less.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Answers;
use IPC::Run qw(start);
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time usleep);

my $seconds = $ENV{SECONDS_OF_LOAD} || 6;
my $node = PostgreSQL::Test::Cluster->new('stopped');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ], allows_streaming => 1);
$node->append_conf('postgresql.conf', "log_statement = none\nautovacuum = off\njit = off\nenable_seqscan = off\nmax_standby_streaming_delay = -1\n");
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

# Posting lists of many pages each, so that a search that is stopped is nearly
# always between two pages of one list; then not a page is left of the segment.
$node->safe_psql('postgres', q(
CREATE TABLE alike AS SELECT n AS id, print + print AS print
	FROM generate_series(1, 60000) n, (SELECT to_newsprint(string_agg('w' || k, ' ')) AS print FROM generate_series(1, 250) k) p;
UPDATE alike SET print = print + to_newsprint('the tide is out and the ferry waits') WHERE id % 1200 = 0;
VACUUM alike;
CREATE INDEX alike_print ON alike USING newsprint (print);
CREATE TABLE long AS SELECT p + p AS print FROM to_newsprint((SELECT string_agg('x' || k, ' ') FROM generate_series(1, 400000) k)) p;
));
my $query = $node->safe_psql('postgres', 'SELECT to_newsprint_query(print, share => 1) FROM alike WHERE id = 1200');
my $search = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT count(*) FROM alike WHERE print @@ '$query';\n\\echo ;\n";
# the segment is merged; then pages are taken until none is free
my $overwrite = q(
VACUUM alike;
BEGIN;
DO $$
DECLARE
	size bigint := pg_relation_size('alike_print');
BEGIN
	WHILE pg_relation_size('alike_print') = size LOOP
		INSERT INTO alike SELECT -1, print FROM long;
	END LOOP;
END $$;
ROLLBACK;
\echo overwritten
);

# Rows that stay have new versions, and vacuum finds reason enough for a merge.
my $update = 'VACUUM alike; UPDATE alike SET print = print WHERE id % 1200 > 0 AND random() < 0.35';

# What reads the index on a server is stopped, and what it reads overwritten.
# Where the stopped process stands in the way of that, it goes on before.
sub overwrite_what_is_read
{
	my ($server, $script) = @_;
	my $reader = client($server, "SELECT pg_backend_pid();\n$script");
	my $pid;
	until (defined $pid)
	{
		usleep(10_000);
		$reader->{run}->pump_nb;
		($pid) = ${ $reader->{output} } =~ /^(\d+)\n/;
	}
	usleep(100_000 + rand 100_000);
	kill 'STOP', $pid;
	my $writer = client($node, $overwrite);
	my $end;
	my $until = time + 20;
	until (time > $until)
	{
		usleep(50_000);
		$writer->{run}->pump_nb unless defined $end;
		next unless ${ $writer->{output} } =~ /overwritten/;
		$end //= $node->lsn('insert');
		last if $server == $node || $server->safe_psql('postgres', "SELECT pg_last_wal_replay_lsn() >= '$end'") eq 't';
	}
	kill 'CONT', $pid;
	$_->{run}->finish for $writer, $reader;
	is(unexpected($writer), '', 'it was overwritten');
	return ${ $reader->{output} } =~ s/^\d+\n//r, unexpected($reader);
}

# A search begins anew, and reads more pages than those before and after it.
my $begun_anew = 0;
for (1 .. 10)
{
	$node->safe_psql('postgres', $update);
	my ($output, $errors) = overwrite_what_is_read($node, $search x 50);
	is($errors, '', 'stopped in a list: no error');
	my @scans = map { decode_json($_)->[0]{Plan}{Plans}[0] } grep { /\S/ } split /^;$/m, $output;
	is(join(' ', map { $_->{'Actual Rows'} + 0 } @scans), join(' ', (50) x 50), 'and every row was found');
	my @pages = map { $_->{'Shared Hit Blocks'} + $_->{'Shared Read Blocks'} } @scans;
	note("pages: @pages");
	$begun_anew += grep { $_ != $pages[0] && $_ != $pages[-1] } @pages;
	last if $begun_anew >= 2;
}
cmp_ok($begun_anew, '>=', 2, 'searches have begun anew');
is($node->safe_psql('postgres', "SELECT newsprint_index_check('alike_print', true)"), '', 'the index is sound');

# On a standby, what reads all lists says that they have been changed.
$node->backup('backup');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'backup', has_streaming => 1);
$standby->start;
my $keys = $node->safe_psql('postgres', q(SELECT keys FROM newsprint_index_stats('alike_print')));
my $changed = 0;
for (1 .. 10)
{
	$node->safe_psql('postgres', $update);
	$node->wait_for_catchup($standby);
	my ($output, $errors) = overwrite_what_is_read($standby,
		"\\set ON_ERROR_STOP off\n" . "SELECT keys FROM newsprint_index_stats('alike_print');\n" x 10);
	note("keys: $output$errors");
	$changed += grep { /was changed while it was read/ } split /\n/, $errors;
	is(join("\n", grep { !/was changed while it was read/ } split /\n/, $errors), '', 'stopped on a standby: no other error');
	is(join(' ', grep { $_ < $keys } split /\n/, $output), '', 'and no key was left out');
	last if $changed >= 2;
}
cmp_ok($changed, '>=', 2, 'lists were changed while they were read');

$standby->stop;
$node->stop;
done_testing();
