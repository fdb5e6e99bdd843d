# A streaming standby gives the same answers as its primary, also while it
# replays what the primary inserts, vacuums and merges; promoted, it goes on.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Answers;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $primary = PostgreSQL::Test::Cluster->new('primary');
$primary->init(extra => [ '--locale=C', '--encoding=UTF8' ], allows_streaming => 1);
$primary->append_conf('postgresql.conf', q(
log_statement = none
autovacuum = off
gin_pending_list_limit = 64kB
max_standby_streaming_delay = -1
max_connections = 20
jit = off
));
$primary->start;
$primary->safe_psql('postgres', make_articles());
$primary->backup('backup');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'backup', has_streaming => 1);
$standby->start;

my $tempdir = PostgreSQL::Test::Utils::tempdir;
my $clean = join ' ', map { $_ eq 'gin' ? "SELECT gin_clean_pending_list('articles_gin');" : '' } @methods;
append_to_file("$tempdir/put", q(
\set id random(1, 1500)
\set seed random(1, 100000)
INSERT INTO articles SELECT :id, :seed, article(:seed)
ON CONFLICT (id) DO UPDATE SET seed = excluded.seed, print = excluded.print;
));
append_to_file("$tempdir/touch", q(
\set id random(1, 1500)
UPDATE articles SET touched = touched + 1 WHERE id = :id;
));
append_to_file("$tempdir/delete", q(
\set id random(1, 1500)
DELETE FROM articles WHERE id BETWEEN :id AND :id + 3;
));
append_to_file("$tempdir/vacuum", "VACUUM articles; $clean");
my @load = ('pgbench', '-n', '-c', '2', '-j', '2', '-T', '2',
	map({ ('-f', "$tempdir/$_") } 'put@60', 'touch@10', 'delete@10', 'vacuum@1'));

# What every query answers by the index, with some of it in order
my $answers = q{SELECT md5(string_agg(concat_ws(' ', query, way, answer(query, way)), ' ' ORDER BY query, way)) FROM queries(), unnest(ways) way};
my $differences = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT differences(); COMMIT;\n";

sub agree
{
	my ($when) = @_;
	$primary->wait_for_catchup($standby);
	is($standby->safe_psql('postgres', $differences), '', "$when: the standby's indexes answer as its scans do");
	is($standby->safe_psql('postgres', $answers), $primary->safe_psql('postgres', $answers), "$when: and as the primary's do");
	sound($standby, $when);
}

sub sound
{
	my ($node, $when) = @_;
	is($node->safe_psql('postgres', "SELECT newsprint_index_check('articles_newsprint', true), newsprint_index_check('articles_alike', true)"), '|', "$when: the indexes are sound");
}

# With the vacuum of the primary held back for the standby's queries, and
# replay held up by them
for my $feedback ('on', 'off')
{
	$standby->append_conf('postgresql.conf', "hot_standby_feedback = $feedback");
	$standby->reload;

	# all pairs at once may be told to try again
	my @readers = map { client($standby, ($differences =~ s/\(\)/(false)/r . "\\echo compared\n") x 1000) } 1 .. 2;
	$primary->command_ok([ @load, $primary->connstr('postgres') ], "load, feedback $feedback");
	$standby->safe_psql('postgres', "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%differences%' AND pid <> pg_backend_pid()");
	$_->{run}->finish for @readers;
	my $compared = join '', map { ${ $_->{output} } } @readers;
	like($compared, qr/^compared$/m, 'there were queries during replay');
	is($compared =~ s/^compared\n//gmr, '', 'and their answers were right');
	is(unexpected(@readers), '', 'none failed');
	agree("feedback $feedback");
}

# Built anew, merged by a full vacuum, emptied and filled
$primary->safe_psql('postgres', $_)
  for map({ ("REINDEX INDEX articles_$_", "REINDEX INDEX CONCURRENTLY articles_$_") } @methods), 'VACUUM FULL articles';
agree('built anew');
$primary->safe_psql('postgres', 'DELETE FROM articles WHERE id % 10 > 0; VACUUM articles');
agree('mostly deleted');

# Crashed while it replays
$primary->safe_psql('postgres', 'INSERT INTO articles SELECT n, n, article(n) FROM generate_series(2000, 2600) n');
$standby->stop('immediate');
$primary->safe_psql('postgres', 'TRUNCATE articles; INSERT INTO articles SELECT n, n, article(n) FROM generate_series(1, 600) n');
$standby->start;
agree('restarted');

$primary->stop;
$standby->promote;
$standby->poll_query_until('postgres', 'SELECT NOT pg_is_in_recovery()');
$standby->command_ok([ @load, $standby->connstr('postgres') ], 'the standby is promoted and goes on');
$standby->safe_psql('postgres', 'VACUUM articles');
is($standby->safe_psql('postgres', $differences), '', 'promoted: indexes answer as scans do');
sound($standby, 'promoted');

$standby->stop;
done_testing();
