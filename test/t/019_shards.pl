# Shards by postgres_fdw: the page docs/sharding.md runs, as it is, on three
# servers; then what it promises of them.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use IPC::Run qw(start finish);
use Pages;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $password = 'a long secret';
my %nodes;

for my $name ('shard1', 'shard2', 'coordinator')
{
	my $node = $nodes{$name} = PostgreSQL::Test::Cluster->new($name);

	$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
	$node->append_conf('postgresql.conf', q(
autovacuum = off
jit = off
session_preload_libraries = auto_explain
auto_explain.log_min_duration = 0
max_prepared_transactions = 1
));

	# who is no superuser is asked for a password, as the page has it
	my $hba = $node->data_dir . '/pg_hba.conf';
	my $rest = slurp_file($hba);
	unlink $hba;
	append_to_file($hba, "local news newsroom,reports scram-sha-256\n$rest");
	$node->start;
}
my ($coordinator, @shards) = @nodes{ 'coordinator', 'shard1', 'shard2' };

# Where the page runs what
my %servers = (everywhere => [ values %nodes ], superuser => [$coordinator], shards => \@shards,
	map { $_ => [ $nodes{$_} ] } keys %nodes);

sub as_role
{
	my ($role, $node, $sql) = @_;
	local $ENV{PGUSER} = $role;
	local $ENV{PGPASSWORD} = $role eq 'reports' ? 'another secret' : $password;

	return psql($node, 'news', $sql);
}

sub run_block
{
	my ($sql, $server) = @_;
	my ($status, $output);

	$sql =~ s/host '(shard\d)\.example', port '5432'/sprintf "host '%s', port '%d'", $nodes{$1}->host, $nodes{$1}->port/ge;
	for my $node (@{ $servers{$server} })
	{
		($status, $output) = $server eq 'everywhere' ? psql($node, 'postgres', $sql)
			: $server eq 'superuser' ? psql($node, 'news', $sql)
			: as_role('newsroom', $node, $sql);
		last if $status != 0;
	}
	return ($status, $output);
}

run_page('docs/sharding.md', \&run_block);

sub ask
{
	my ($sql, $node, $role) = @_;
	my ($status, $output) = as_role($role // 'newsroom', $node // $coordinator, "\\pset format unaligned\n\\pset tuples_only on\n$sql");

	return $status == 0 ? $output =~ s/\n\z//r : "failed: $output";
}

my $traced = "SET client_min_messages = warning; CALL newsprint_trace('articles'); SELECT source, reprint FROM articles_reprint ORDER BY 1, 2";
is(ask($traced), '', 'what was detached is not tracked any more');

# March comes back, and everything is copied to where there are no shards
is(ask(q{
ALTER TABLE articles ATTACH PARTITION articles_2026_03 FOR VALUES FROM ('2026-03-01 00:00+00') TO ('2026-04-01 00:00+00');
CREATE TABLE copied AS SELECT * FROM articles;
SELECT count(*) FROM copied;
}), '3000', 'a partition that was detached can be attached again');

# ----- What is shipped, and that the shard's index answers it -----

my $text = 'About four hundred people live on the island all year round.';
my $generic = 'SET plan_cache_mode = force_generic_plan';
my @searches = (
	[ 'constant, @@', '', "SELECT id FROM articles WHERE print @@ to_newsprint_query('$text')", qr/print OPERATOR\(public\.\@\@\) 'newsprint_query/ ],
	[ 'constant, &&', '', "SELECT id FROM articles WHERE print && to_newsprint('$text')", qr/print OPERATOR\(public\.&&\) 'newsprint/ ],
	[ 'constant, @>', '', "SELECT id FROM articles WHERE print @> to_newsprint('$text')", qr/print OPERATOR\(public\.\@>\) 'newsprint/ ],
	[ 'constant, <@', '', 'SELECT id FROM articles WHERE print <@ (SELECT print FROM copied WHERE id = 2)', qr/print OPERATOR\(public\.<\@\) \$1::public\.newsprint/ ],
	[ 'newsprint_contains', '', "SELECT id FROM articles WHERE newsprint_contains(to_newsprint('$text'), print)", qr/public\.newsprint_contains\(/ ],
	[ '$1, a newsprint_query', "$generic; PREPARE search(newsprint_query) AS SELECT id FROM articles WHERE print @@ \$1",
		"EXECUTE search(to_newsprint_query('$text'))", qr/print OPERATOR\(public\.\@\@\) \$1::public\.newsprint_query/ ],
	[ 'to_newsprint_query($1), a newsprint', "$generic; PREPARE search(newsprint) AS SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1, shingles => 3)",
		"EXECUTE search(to_newsprint('$text'))", qr/print OPERATOR\(public\.\@\@\) public\.to_newsprint_query\(\$1::public\.newsprint, / ],
	[ '$1, a text, in a plan for the value', 'PREPARE search(text) AS SELECT id FROM articles WHERE print @@ to_newsprint_query($1)',
		"EXECUTE search('$text')", qr/print OPERATOR\(public\.\@\@\) 'newsprint_query/ ],
	[ '$1, a text, in a subquery', "$generic; PREPARE search(text) AS SELECT id FROM articles WHERE print @@ (SELECT to_newsprint_query(\$1))",
		"EXECUTE search('$text')", qr/print OPERATOR\(public\.\@\@\) \$1::public\.newsprint_query/ ],
	[ 'InitPlan', '', 'SELECT id FROM articles WHERE print @@ (SELECT to_newsprint_query(print) FROM batch WHERE id = 3)', qr/print OPERATOR\(public\.\@\@\) \$1::public\.newsprint_query/ ],
	[ 'MATERIALIZED CTE', '', 'WITH q AS MATERIALIZED (SELECT id, to_newsprint_query(print, shingles => 3) AS query FROM batch) SELECT a.id FROM q JOIN articles a ON a.print @@ q.query',
		qr/print OPERATOR\(public\.\@\@\) \$1::public\.newsprint_query/ ],
	[ 'join, @@', '', 'SELECT a.id FROM batch b JOIN articles a ON a.print @@ to_newsprint_query(b.print)', qr/print OPERATOR\(public\.\@\@\) public\.to_newsprint_query\(\$1::public\.newsprint, / ],
	[ 'join, &&', '', 'SELECT a.id FROM batch b JOIN articles a ON a.print && b.print', qr/print OPERATOR\(public\.&&\) \$1::public\.newsprint/ ],
	[ 'join, newsprint_contains', '', 'SELECT a.id FROM batch b JOIN articles a ON newsprint_contains(b.print, a.print, 0.2)', qr/public\.newsprint_contains\(\$1::public\.newsprint, print, / ],
);

# The plans of what a statement's cursors did on a shard
sub shard_plans
{
	my ($shard, $from) = @_;

	return grep { /Query Text: DECLARE / } split /duration: [\d.]+ ms  plan:/, slurp_file($shard->logfile, $from);
}

# The same of the copy
sub expected
{
	my ($setup, $sql) = @_;

	return ask(join ";\n", grep { $_ } map { s/\barticles\b/copied/gr } $setup, $sql);
}

sub sorted
{
	return join ' ', sort split /\n/, $_[0];
}

sub shipped
{
	my ($search, $index) = @_;
	my ($name, $setup, $sql, $remote) = @$search;
	my $plan = ask("$setup;\nEXPLAIN (VERBOSE, COSTS OFF) $sql");
	my @remote = $plan =~ /Remote SQL: (.*)/g;
	my @from = map { -s $_->logfile } @shards;
	my $answer = ask("$setup;\n$sql");

	is(scalar(grep { $_ =~ $remote } @remote), @remote, "$name: every shard gets the condition") or diag($plan);
	is(scalar(() = $plan =~ /Async Foreign Scan/g), 3, "$name: at once") or diag($plan);
	unlike($plan, qr/^\s+Filter: (?!\(batch)(?!\(copied)/m, "$name: nothing is left to the coordinator");
	for my $i (0 .. $#shards)
	{
		my @plans = shard_plans($shards[$i], $from[$i]);

		ok(@plans > 0 && !(grep { !/ (?:using|on) $index\b|articles_2026_05/ } @plans), "$name: its index answers on shard " . ($i + 1)) or diag(@plans);
	}
	isnt($answer, '', "$name: something is found");
	is(sorted($answer), sorted(expected($setup, $sql)), "$name: as without shards");
}

# These tables are small: their order and <@ may be had as soon by reading all
sub prefer_indexes
{
	my ($on) = @_;

	$_->safe_psql('postgres', 'ALTER ROLE newsroom SET enable_seqscan = ' . ($on ? 'off' : 'on')) for @shards;
}

for my $search (@searches)
{
	prefer_indexes($search->[0] =~ /<\@/);
	shipped($search, 'articles_by_print');
}

# Measures are sent as they are, and no index has them
my $measured = "SELECT id FROM articles WHERE newsprint_containment(to_newsprint('$text'), print) > 0.5";
my $plan = ask("EXPLAIN (VERBOSE, COSTS OFF) $measured");
is(scalar(() = $plan =~ /Async Foreign Scan|Remote SQL: .* WHERE \(\(public\.newsprint_containment\(/g), 6, 'newsprint_containment: every shard gets the condition') or diag($plan);
is(sorted(ask($measured)), '1 2 3', 'newsprint_containment: the answer');

# An aggregate over one partition is the shard's work
$plan = ask('EXPLAIN (VERBOSE, COSTS OFF) SELECT newsprint_union(print) FROM articles_2026_03');
like($plan, qr/Remote SQL: SELECT public\.newsprint_union\(print\) FROM public\.articles$/m, 'newsprint_union is sent');

# In order: each shard's index gives its part
my $merge = 'SET enable_sort = off';
for my $order (
	[ 'over all shards', $merge, "SELECT id FROM articles ORDER BY print <=> to_newsprint('$text') LIMIT 2", qr/ORDER BY \(print OPERATOR\(public\.<=>\) 'newsprint.* ASC NULLS LAST$/, 3 ],
	[ 'over one', '', "SELECT id FROM articles_2026_03 ORDER BY print <=> to_newsprint('$text') LIMIT 2", qr/ORDER BY \(print OPERATOR\(public\.<=>\) 'newsprint.* ASC NULLS LAST LIMIT 2::bigint$/, 1 ],
	[ '$1', "$merge; $generic; PREPARE ordered(newsprint) AS SELECT id FROM articles ORDER BY print <=> \$1 LIMIT 2", "EXECUTE ordered(to_newsprint('$text'))",
		qr/ORDER BY \(print OPERATOR\(public\.<=>\) \$1::public\.newsprint\) ASC NULLS LAST$/, 3 ])
{
	my ($name, $setup, $sql, $remote, $scans) = @$order;
	my $plan = ask("$setup;\nEXPLAIN (VERBOSE, COSTS OFF) $sql");
	my $from = -s $shards[0]->logfile;

	is(scalar(grep { $_ =~ $remote } $plan =~ /Remote SQL: (.*)/g), $scans, "order, $name: the shards sort") or diag($plan);
	unlike($plan, qr/^ *-> +Sort/m, "order, $name: the coordinator does not") or diag($plan);
	is(sorted(ask("$setup;\n$sql")), '1 2', "order, $name: the nearest");
	like(join('', shard_plans($shards[0], $from)), qr/Index Scan using articles_by_print .*\n\s+Order By: \(print OPERATOR\(public\.<=>\) /, "order, $name: the index has the order");
}

# A text in a generic plan is not sent, and all the same gets its answer
my @text = ("$generic; PREPARE search(text) AS SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1)", "EXECUTE search('$text')");
$plan = ask("$text[0];\nEXPLAIN (VERBOSE, COSTS OFF) $text[1]");
is(scalar(() = $plan =~ /Filter: .* \@\@ to_newsprint_query\(\$1, /g), 3, 'text in a generic plan: the coordinator looks') or diag($plan);
unlike($plan, qr/Remote SQL: .*WHERE/, 'text in a generic plan: at all articles');
is(sorted(ask("$text[0];\n$text[1]")), '1 2 3', 'text in a generic plan: the answer');

# A search reads some prints of one shard to see how they were made, and of all
# shards those that share enough
my @before = map { -s $_->logfile } @shards;
is(ask("SELECT id FROM newsprint_search('articles', '$text')"), "1\n2\n3", 'newsprint_search: the answer');
my @declared = map { join '', shard_plans($shards[$_], $before[$_]) } 0, 1;
is(join(' ', map { scalar(() = /FROM public\.articles WHERE \(\(print IS NOT NULL\)\)$/mg) } @declared), '1 0', 'newsprint_search: one shard shows its prints') or diag(@declared);
is(join(' ', map { scalar(() = /^\s+SELECT id, print FROM public\.articles WHERE .*\@\@/mg) } @declared), '1 1', 'newsprint_search: each shard gets the query') or diag(@declared);

# What the page says of each option
my $join = 'EXPLAIN (VERBOSE, COSTS OFF) SELECT a.id FROM batch b JOIN articles a ON a.print && b.print';
for my $option (
	[ "SET async_capable 'false'", "SET async_capable 'true'", sub { $_[0] !~ /Async/ } ],
	[ "SET use_remote_estimate 'false'", "SET use_remote_estimate 'true'", sub { $_[0] !~ /Remote SQL: .*&&/ } ],
	[ 'DROP extensions', "ADD extensions 'newsprint'", sub { $_[0] !~ /Remote SQL: .*&&/ } ])
{
	my ($without, $with, $seen) = @$option;

	ask("ALTER SERVER $_ OPTIONS ($without)") for 'shard1', 'shard2';
	ok($seen->($plan = ask($join)), "$without: the plan is as the page says") or diag($plan);
	ask("ALTER SERVER $_ OPTIONS ($with)") for 'shard1', 'shard2';
	ok(!$seen->($plan = ask($join)), "$with: and as it was") or diag($plan);
}

# GIN serves as well
prefer_indexes(1);
is(ask('DROP INDEX articles_by_print; CREATE INDEX articles_by_gin ON articles USING gin (print)', $_), '', 'the index is replaced by GIN') for @shards;
shipped($_, 'articles_by_gin') for @searches[ 0, 1, 2, 5, 6, 10 ];
is(ask('DROP INDEX articles_by_gin; CREATE INDEX articles_by_print ON articles USING newsprint (print)', $_), '', 'and back') for @shards;
prefer_indexes(0);

# ----- Shards work at once -----

# Both are held where they read their rows, so both are seen to be at work
# before either may go on.
for my $shard (@shards)
{
	$shard->safe_psql('news', q{
ALTER TABLE articles ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY held ON articles USING (pg_advisory_xact_lock_shared(19) IS NOT NULL);
BEGIN;
SELECT pg_advisory_xact_lock(19);
PREPARE TRANSACTION 'holding';
});
}
my $found = '';
{
	local $ENV{PGUSER} = 'newsroom';
	local $ENV{PGPASSWORD} = $password;
	my $search = start([ 'psql', '-XAtq', '-d', $coordinator->connstr('news'), '-c', $searches[0][2] ], '>', \$found, '2>&1');

	delete local @ENV{ 'PGUSER', 'PGPASSWORD' };
	my $waiting = q{SELECT count(*) = 1 FROM pg_stat_activity WHERE usename = 'newsroom' AND wait_event_type = 'Lock' AND wait_event = 'advisory'};
	ok($_->poll_query_until('news', $waiting), $_->name . ' is at work') for @shards;
	is($shards[0]->safe_psql('news', $waiting), 't', 'both at once');
	$_->safe_psql('news', q{COMMIT PREPARED 'holding'}) for @shards;
	finish($search);
}
is(sorted($found), '1 2 3', 'and then they answer');
$_->safe_psql('news', 'DROP POLICY held ON articles; ALTER TABLE articles DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY') for @shards;

# ----- Changes -----

is(ask(q{
UPDATE articles SET body = 'Somebody asked them after all, and they had a lot to say.' WHERE id = 4;
SELECT print = to_newsprint('Somebody asked them after all, and they had a lot to say.') FROM articles WHERE id = 4;
}), 't', 'the shard makes the print of a changed text');
is(ask('SELECT count(*) FROM articles WHERE print = to_newsprint(body) AND id = 4', $shards[1]), '1', 'and has it');
like(ask(q{UPDATE articles SET published_at = '2026-04-03 00:00+00' WHERE id = 1}), qr/violates check constraint "march"/, 'no row moves to where it would not be looked for');
like(ask(q{INSERT INTO articles (id, published_at) VALUES (7, '2027-01-01')}), qr/no partition of relation "articles" found/, 'nor gets lost');
like(ask(q{
CREATE FOREIGN TABLE plain (id bigint, print newsprint) SERVER shard1 OPTIONS (table_name 'articles');
INSERT INTO plain (id) VALUES (8);
}), qr/cannot insert a non-DEFAULT value into column "print"/, 'the column must be GENERATED on the coordinator');
is(ask('DELETE FROM articles WHERE id = 4; SELECT count(*) FROM articles WHERE id = 4'), '0', 'DELETE');

# By hash: each row is where its hash says
is(ask('SELECT count(*) FROM pages'), '3000', 'by hash: all rows have a shard');
ok(ask('SELECT count(*) FROM pages', $_) > 1000, 'by hash: about half of them each') for @shards;

# Of a shard's table that has partitions no row may be named by its ctid
like(ask($_), qr/permission denied for table pages/, "a shard that has partitions refuses: $_")
  for "UPDATE pages SET outlet = 'X' WHERE id = 10", 'DELETE FROM pages WHERE id = 10', 'DELETE FROM pages_1 WHERE id > 0';
is(ask(q(UPDATE pages_2026_03 SET outlet = 'X' WHERE id < 100; SELECT count(*) > 0 FROM pages WHERE outlet = 'X'), $shards[0]), 't',
	'its partitions can be changed there');

# Quotations have prints of their own, in a column that comes later
is(ask('ALTER TABLE articles ADD COLUMN quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED', $_), '', 'a column of quoteprints on a shard') for @shards;
is(ask('ALTER TABLE articles_2026_05 ADD COLUMN quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED', $shards[0]), '', 'and of May');
is(ask(q{
ALTER TABLE articles ADD COLUMN quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED;
UPDATE articles SET body = body || ' “We know what the boat means to people here,” said the chair, Ines Calder.' WHERE id IN (2, 3);
SELECT id, kind FROM newsprint_find_quote('articles', 'We know what the boat means to people here');
}), "2|exact\n3|exact", 'newsprint_find_quote: a quotation on two shards');

# A role that only reads
$shards[0]->safe_psql('news', 'GRANT SELECT ON articles_2026_05 TO reports');
is(sorted(ask($searches[0][2], $coordinator, 'reports')), '1 2 3', 'a role that may read searches');
like(ask('DELETE FROM articles WHERE id = 1', $coordinator, 'reports'), qr/permission denied/, 'and no more');

# ----- Tracking -----

is(ask($traced), "1|2\n1|3\n2|3", 'tracked on the coordinator: March is compared again when it is back');
is(ask(q{
INSERT INTO articles (id, outlet, published_at, body) SELECT 3001, 'Late Echo', '2026-04-03 00:00+00', body FROM articles WHERE id = 1;
UPDATE articles SET body = body || ' More about it tomorrow.' WHERE id = 2;
DELETE FROM articles WHERE id = 3;
SET client_min_messages = warning;
CALL newsprint_trace('articles', since => NULL);
SELECT source, reprint FROM articles_reprint ORDER BY 1, 2;
}), "1|2\n1|3001\n2|3001", 'tracked on the coordinator: what is new, changed or gone on the shards');
my $from = -s $shards[0]->logfile;
is(ask("SET client_min_messages = warning; CALL newsprint_trace('articles', since => '1 day')"), '', 'tracked on the coordinator: nothing to do');
my @read = grep { /FROM public\.articles\b/ } shard_plans($shards[0], $from);
ok(@read > 0, 'it looks for what is new or gone') or diag(slurp_file($shards[0]->logfile, $from));
is(scalar(grep { /\bbody\b/ && !/WHERE/ } @read), 0, 'and leaves texts where they are') or diag(@read);
is(ask('SELECT id FROM articles_print p JOIN articles a USING (id) WHERE p.print <> a.print'), '', 'the prints are those of the shards');
like(ask(q{
INSERT INTO articles (id, outlet, published_at, body) SELECT 1, outlet, '2026-04-03 00:00+00', body FROM articles WHERE id = 1;
CALL newsprint_trace('articles', since => NULL);
}), qr/articles of public\.articles share an id/, 'an id on two shards is refused');
is(ask(q{
SET client_min_messages = warning;
SELECT newsprint_track('articles');
CALL newsprint_trace('articles');
SELECT source, reprint FROM articles_reprint;
}, $shards[0]) =~ s/.*\n//r, '1|2', 'a shard can be tracked by itself');
is(ask(q{
SELECT newsprint_track('articles_2026_03');
SET client_min_messages = warning;
CALL newsprint_trace('articles_2026_03');
SELECT source, reprint FROM articles_2026_03_reprint;
}) =~ s/.*\n//r, '1|2', 'so can a foreign table');
is(ask('SELECT newsprint_untrack_all() ORDER BY 1'), "articles\narticles_2026_03", 'both are untracked');

# ----- When something is wrong -----

$shards[1]->safe_psql('news', 'CREATE SCHEMA elsewhere; ALTER EXTENSION newsprint SET SCHEMA elsewhere');
like(ask($searches[0][2]), qr/type "public\.newsprint_query" does not exist/, 'newsprint is in another schema of a shard');
$shards[1]->safe_psql('news', 'ALTER EXTENSION newsprint SET SCHEMA public');
my $superuser = $shards[0]->safe_psql('postgres', 'SELECT current_user');
like(ask("ALTER USER MAPPING FOR newsroom SERVER shard1 OPTIONS (SET user '$superuser'); $searches[0][2]"),
	qr/password (?:is|or GSSAPI delegated credentials) required/, 'a shard that asks for no password is refused');
$shards[0]->stop;
like(ask($searches[0][2]), qr/could not connect to server "shard1"/, 'a shard is down');
is(ask("$searches[0][2] AND published_at >= '2026-04-01 00:00+00' AND published_at < '2026-05-01 00:00+00'"), "3001\n1", 'what needs it not goes on');

$_->stop for @shards[1 .. $#shards], $coordinator;
done_testing();
