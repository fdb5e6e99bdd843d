# The server is stopped at once, twenty times, while clients insert, update,
# delete, vacuum, build indexes and trace: after each recovery exactly that is
# there which was committed, and indexes answer what a sequential scan does.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Answers;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(usleep);

my $rounds = $ENV{ROUNDS} || 20;
my $seed = $ENV{SEED} || $$ ^ time;
srand $seed;
note("ROUNDS=$rounds SEED=$seed");

my $node = PostgreSQL::Test::Cluster->new('crash');
$node->init(extra => [ '--locale=C', '--encoding=UTF8', '--wal-segsize=1' ]);
# pages are written early and often, and changed again after it
$node->append_conf('postgresql.conf', q(
log_statement = none
wal_level = replica
min_wal_size = 2MB
max_wal_size = 4MB
shared_buffers = 2MB
bgwriter_delay = 10ms
gin_pending_list_limit = 64kB
autovacuum = off
max_parallel_maintenance_workers = 1
jit = off
));
$node->start;
$node->safe_psql('postgres', make_articles() . q(
CREATE TABLE stories (id serial PRIMARY KEY, outlet text, published_at timestamptz DEFAULT now(), body text);
SELECT newsprint_track('stories');
) . join '', map { "CREATE UNLOGGED TABLE notes_$_ (print newsprint); CREATE INDEX ON notes_$_ USING $_ (print);" } @methods);

# Writers have rows of their own.  A step is a transaction, and the rows that it
# leaves ([seed, touched], or undef where it deletes); the client says its
# number once it is committed.
my $writers = 3;
my @rows = map { {} } 1 .. $writers;
my $next = 0;

sub steps
{
	my ($writer, $number) = @_;
	my %row = %{ $rows[$writer] };
	my @steps;
	for (1 .. $number)
	{
		my @ids = keys %row;
		my $id = @ids ? $ids[ rand @ids ] : undef;
		my $dice = rand;
		my ($sql, %after) = ('');

		if (!defined $id || $dice < (@ids < 300 ? 0.6 : 0.2))
		{
			# one, or some at once
			my $first = $next * $writers + $writer;
			my $seed = int rand 100000;
			my $many = $dice < 0.02 ? 25 : 1;
			$next += $many;
			$after{ $first + $_ * $writers } = [ $seed + $_, 0 ] for 0 .. $many - 1;
			$sql = "INSERT INTO articles SELECT $first + n * $writers, $seed + n, article($seed + n) FROM generate_series(0, $many - 1) n;";
		}
		elsif ($dice < 0.75)
		{
			my $seed = int rand 100000;
			$after{$id} = [ $seed, $row{$id}[1] ];
			$sql = "UPDATE articles SET seed = $seed, print = article($seed) WHERE id = $id;";
		}
		elsif ($dice < 0.85)
		{
			$after{$id} = [ $row{$id}[0], $row{$id}[1] + 1 ];
			$sql = "UPDATE articles SET touched = touched + 1 WHERE id = $id;";
		}
		elsif ($dice < 0.97)
		{
			$after{$id} = undef;
			$sql = "DELETE FROM articles WHERE id = $id;";
		}
		else
		{
			$sql = "BEGIN; UPDATE articles SET seed = 1, print = article(1) WHERE id = $id; ROLLBACK;";
		}
		push @steps, { sql => $sql, after => \%after };
		apply(\%row, $steps[-1]);
	}
	return @steps;
}

sub apply
{
	my ($row, $step) = @_;
	for my $id (keys %{ $step->{after} })
	{
		if (defined $step->{after}{$id}) { $row->{$id} = $step->{after}{$id} }
		else { delete $row->{$id} }
	}
}

sub as_text
{
	my ($row) = @_;
	return join "\n", map { "$_|$row->{$_}[0]|$row->{$_}[1]" } sort { $a <=> $b } keys %$row;
}

# One is cancelled all the time, in the midst of whatever an insert or a vacuum
# does to an index.
my $cancelled = "\\set ON_ERROR_STOP off\nSET statement_timeout = '4ms';\n" . q(
INSERT INTO articles SELECT -1000 - random() * 1000000000, n, article(n) FROM generate_series(1, 15) n ON CONFLICT DO NOTHING;
DELETE FROM articles WHERE id < -1000 AND random() < 0.3;
VACUUM articles;
) x 500;

# What goes on beside them, by turns.
my @beside = (
	'', map({ my $method = $_; (
		"REINDEX INDEX CONCURRENTLY articles_$method;\n",
		make_index($method, "another_$method", 'CONCURRENTLY') . "DROP INDEX CONCURRENTLY another_$method;\n",
		"REINDEX INDEX articles_$method;\n") } @methods),
	"REINDEX INDEX CONCURRENTLY articles_alike;\n",
	"INSERT INTO stories (outlet, body) SELECT 'Outlet ' || n, story(n % 10) || '. ' || md5(random()::text) FROM generate_series(1, 30) n;
	 CALL newsprint_trace('stories', batch => 5);\n");
my $clean = join '', map { $_ eq 'gin' ? "SELECT gin_clean_pending_list('articles_gin') \\g /dev/null\n" : '' } @methods;

my ($committed, $differences) = (0, 0);
for my $round (1 .. $rounds)
{
	# half of the rounds without WAL for what a transaction made itself, and
	# with every page that recovery makes compared
	if ($round == 1 + int($rounds / 2))
	{
		$node->append_conf('postgresql.conf', "wal_level = minimal\nmax_wal_senders = 0\nwal_consistency_checking = all\n");
		$node->restart;
	}

	my @steps = map { [ steps($_, 800) ] } 0 .. $writers - 1;
	my @clients = map
	{
		my $number = 0;
		client($node, join '', map { $_->{sql} . "\n\\echo " . ++$number . "\n" } @$_)
	} @steps;
	my $reader = client($node, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT differences(random() < 0.2); COMMIT;\n\\echo compared\n" x 400);
	my @others = map { client($node, $_) } "VACUUM articles;\nCHECKPOINT;\nSELECT pg_sleep(0.05) \\g /dev/null\n$clean" x 200,
	  $beside[ $round % @beside ] x 200, $cancelled;

	usleep(200_000 + rand 400_000);
	$node->stop('immediate');
	$_->{run}->finish for @clients, $reader, @others;
	$node->start;

	my @wrong;
	for my $writer (0 .. $writers - 1)
	{
		my ($said) = ${ $clients[$writer]{output} } =~ /(\d+)\n\z/ ? $1 : 0;
		$committed += $said;
		apply($rows[$writer], $steps[$writer][$_]) for 0 .. $said - 1;
		my $found = $node->safe_psql('postgres',
			"SELECT id, seed, touched FROM articles WHERE id >= 0 AND id % $writers = $writer ORDER BY id");
		# the next one may have been committed without the client's knowing
		if ($found ne as_text($rows[$writer]) && $said < @{ $steps[$writer] })
		{
			apply($rows[$writer], $steps[$writer][$said]);
		}
		push @wrong, "writer $writer" if $found ne as_text($rows[$writer]);
	}
	is("@wrong", '', "round $round: what was committed is there, and nothing else");

	# builds that were cut off leave an index that is not used
	$node->safe_psql('postgres', $_) for split /\n/, $node->safe_psql('postgres',
		q(SELECT format('DROP INDEX %s', i.indexrelid::regclass) FROM pg_index i WHERE NOT indisvalid OR indexrelid::regclass::text LIKE 'another%'));
	is( $node->safe_psql('postgres', q(SELECT count(*) FROM articles WHERE print IS DISTINCT FROM article(seed);
		BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT differences(); COMMIT)),
		0, "round $round: prints are whole, indexes answer as scans do");
	# unlogged tables are empty and usable
	is($node->safe_psql('postgres', "SET enable_seqscan = off;
			SELECT count(*) FROM notes_$_ WHERE print && to_newsprint(story(1));
			INSERT INTO notes_$_ SELECT article(n) FROM generate_series(1, 40) n;
			SELECT count(*) FROM notes_$_ WHERE print && to_newsprint(story(1))"), "0\n4", "round $round: unlogged, $_")
	  for @methods;
	is(unexpected(@clients, $reader, @others), '', "round $round: clients saw no error but the end");
	is(${ $reader->{output} } =~ s/^compared\n//gmr, '', "round $round: and did before it");
	is($node->safe_psql('postgres', "SELECT newsprint_index_check('articles_newsprint', true), newsprint_index_check('articles_alike', true)"), '|', "round $round: the indexes are sound");
}
note("$committed transactions were committed");

# What tracing made, after however many crashes, is what it makes anew.
my $everything = q(
SELECT md5(string_agg(r::text, E'\n' ORDER BY r::text)) FROM (
	SELECT source || ' ' || reprint || ' ' || kind || ' ' || relation || ' ' || words FROM stories_reprint
	UNION ALL SELECT source || ' ' || reprint || ' ' || reprint_paragraph || ' ' || kind FROM stories_passage
	UNION ALL SELECT id || ' ' || print FROM stories_print) AS t (r));
my $traced = $node->safe_psql('postgres', "CALL newsprint_trace('stories', shared => 4); $everything");
isnt($node->safe_psql('postgres', 'SELECT count(*) FROM stories_reprint'), 0, 'stories were traced');
is( $node->safe_psql('postgres', "TRUNCATE stories_print, stories_queue, stories_reprint, stories_passage, stories_quote, stories_boilerplate, stories_trace;
	CALL newsprint_trace('stories'); $everything"),
	$traced, 'a trace that crashed comes to the same end as one that did not');

$node->stop;
done_testing();
