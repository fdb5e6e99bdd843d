# newsprint on several servers, and whether they agree: newsprint_check_nodes()
# over servers of postgres_fdw and nodes of Citus; and docs/citus.md, statement by
# statement.
#
# Where Citus is not installed, functions of the same names and signatures stand
# in for its own, and one server is all of its nodes.  They prove what newsprint
# makes of Citus's answers, and the answers to the page's statements.  What they
# cannot prove, that Citus has the shards answer, is skipped.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Pages;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

sub cluster
{
	my ($name, $configuration) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);
	$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
	$node->append_conf('postgresql.conf', "log_statement = none\njit = off\nautovacuum = off\n" . ($configuration // ''));
	return $node;
}

my ($here, $shard1, $shard2) = map { cluster($_) } 'coordinator', 'shard1', 'shard2';
my $down = PostgreSQL::Test::Cluster->new('down');

# a shard lets ordinary users in by a password
my $hba = slurp_file($shard1->data_dir . '/pg_hba.conf');
unlink($shard1->data_dir . '/pg_hba.conf');
$shard1->append_conf('pg_hba.conf', "local all editor scram-sha-256\n$hba");
$_->start for $here, $shard1, $shard2;

# What newsprint_check_nodes() says: {node} = [the other columns], and the nodes
# in order
my $columns = 'node, extension, normalization, icu IS NOT NULL, unicode IS NOT NULL, agrees, problem';

sub check_nodes
{
	my ($database, %how) = @_;
	my ($status, $output, $errors) = $here->psql($database, ($how{before} // '') . "SELECT $columns FROM newsprint_check_nodes()",
		extra_params => [ '-F', "\t", '-R', "\f", $how{role} ? ('-U', $how{role}) : () ]);
	is($status, 0, "$database: newsprint_check_nodes() answers") or diag($errors);
	my @rows = map { [ split /\t/, $_, -1 ] } split /\f/, $output;
	return ({ map { $_->[0] => [ @$_[ 1 .. 6 ] ] } @rows }, [ map { $_->[0] } @rows ]);
}

# A node that did not tell: nothing but why
sub untold
{
	my ($said, $problem, $name) = @_;
	my $why = pop @$said;
	is_deeply($said, [ '', '', 'f', 'f', 'f' ], "$name: nothing is told, and it does not agree");
	like($why, $problem, "$name: why");
}

my ($version, $normalization) = split /\|/, $here->safe_psql('postgres', 'CREATE EXTENSION newsprint; SELECT extension, normalization FROM newsprint_version()');
my $agrees = [ $version, $normalization, 't', 't', 't', '' ];
my ($said, $order) = check_nodes('postgres');
is_deeply($said, { 'this server' => $agrees }, 'one server agrees with itself');

# Servers of postgres_fdw, each a database of its own
my %shard = (
	agrees => 'CREATE EXTENSION newsprint',
	# the function in the place of a later release's
	other => q(CREATE EXTENSION newsprint; CREATE OR REPLACE FUNCTION newsprint_version(
		OUT extension text, OUT normalization int, OUT icu text, OUT unicode text)
		LANGUAGE sql AS $$ SELECT '9.0.0', 2, '90.1', '20.0' $$),
	bare => 'SELECT 1',
	elsewhere => 'CREATE SCHEMA own; CREATE EXTENSION newsprint SCHEMA own',
	hostile => q{CREATE FUNCTION newsprint_version(OUT extension text, OUT normalization int, OUT agrees bool, OUT problem text)
		LANGUAGE sql AS $$ SELECT '''); DROP TABLE victim; --', 1, true, 'none' $$},
	garbled => q(CREATE FUNCTION newsprint_version(OUT extension text, OUT normalization text)
		LANGUAGE sql AS $$ SELECT '1.0.0', 'one' $$),
	silent => q(CREATE FUNCTION newsprint_version(OUT extension text, OUT normalization int) RETURNS SETOF record
		LANGUAGE sql AS $$ SELECT '1.0.0', 1 WHERE false $$),
);
for my $name (sort keys %shard)
{
	my $shard = $name eq 'other' ? $shard2 : $shard1;
	$shard->safe_psql('postgres', "CREATE DATABASE $name");
	$shard->safe_psql($name, $shard{$name});
}

sub server
{
	my ($name, $node, $database, $extensions) = @_;
	return sprintf(q(CREATE SERVER %s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '%s', port '%s', dbname '%s', extensions '%s');),
		$name, $node->host, $node->port, $database, $extensions // 'newsprint');
}
my $odd = q{"odd' name); --"};
$here->safe_psql('postgres', join "\n",
	'CREATE EXTENSION postgres_fdw; CREATE TABLE victim ();',
	(map { server($_, $_ eq 'other' ? $shard2 : $shard1, $_) } grep { !/bare|elsewhere/ } sort keys %shard),
	server('bare', $shard1, 'bare', 'postgres_fdw , "newsprint"'),
	server('elsewhere', $shard1, 'elsewhere', 'Newsprint'),
	server('down', $down, 'postgres'),
	server('unmapped', $shard1, 'agrees'),
	server('unrelated', $shard1, 'agrees', 'postgres_fdw'),
	server($odd, $shard1, 'agrees'),
	map { "CREATE USER MAPPING FOR CURRENT_USER SERVER $_;" } sort(keys %shard), 'down', 'unrelated', $odd);

($said, $order) = check_nodes('postgres');
is_deeply($order, [ 'this server', 'agrees', 'bare', 'down', 'elsewhere', 'garbled', 'hostile', q{odd' name); --}, 'other', 'silent', 'unmapped' ],
	'a row for this server, then for each server whose extensions name newsprint, by name');
untold($said->{$_}, qr/^not asked: .*dblink/, "$_, without dblink") for @$order[ 1 .. $#$order ];

$here->safe_psql('postgres', 'CREATE SCHEMA links; CREATE EXTENSION dblink SCHEMA links');
my $again;
($said, $again) = check_nodes('postgres');
is_deeply($again, $order, 'dblink adds no row');
is_deeply($said->{$_}, $agrees, "$_ agrees") for 'this server', 'agrees', q{odd' name); --};
is_deeply($said->{other}, [ '9.0.0', 2, 't', 't', 'f', '' ], 'one of another version and normalization does not');
is_deeply($said->{hostile}, [ q{'); DROP TABLE victim; --}, 1, 'f', 'f', 'f', '' ], 'what a server says is text and nothing else');
untold($said->{bare}, qr/newsprint_version\(\) does not exist/, 'bare');
untold($said->{elsewhere}, qr/public\.newsprint_version\(\) does not exist/, 'elsewhere');
untold($said->{garbled}, qr/invalid input syntax for type integer: "one"/, 'garbled');
untold($said->{silent}, qr/names no version/, 'silent');
untold($said->{down}, qr/could not establish connection: .*(No such file|refused)/s, 'down');
untold($said->{unmapped}, qr/user mapping not found/, 'unmapped');

# The caller's search_path, temporary schema and settings change nothing.
($said) = check_nodes('postgres', before => q(
	SET client_min_messages = warning;
	CREATE FUNCTION pg_temp.trap(text, text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'caught by operator'; END $$;
	CREATE OPERATOR pg_temp.|| (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_temp.trap);
	CREATE SCHEMA trap;
	CREATE FUNCTION trap.dblink(text, text) RETURNS SETOF record LANGUAGE plpgsql AS $$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION trap.format(text, text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'caught'; END $$;
	CREATE FUNCTION trap.newsprint_version() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'caught'; END $$;
	CREATE TEMP TABLE pg_extension AS SELECT 1 AS nothing;
	CREATE TEMP TABLE pg_foreign_server AS SELECT 1 AS nothing;
	SET search_path = trap, pg_catalog, public;
	SET standard_conforming_strings = off;
));
is_deeply($said->{agrees}, $agrees, 'no trap catches it');
is($said->{other}[0], '9.0.0', 'no trap changes what is asked');

# An ordinary user asks with the rights and the password that she has.
$shard1->safe_psql('postgres', q(CREATE ROLE editor LOGIN PASSWORD 'secret'));
$shard2->safe_psql('postgres', q(CREATE ROLE editor LOGIN PASSWORD 'secret'));
$here->safe_psql('postgres', q(
CREATE ROLE editor LOGIN;
GRANT USAGE ON SCHEMA links TO editor;
GRANT USAGE ON FOREIGN SERVER agrees, other, unmapped, down TO editor;
CREATE USER MAPPING FOR editor SERVER agrees OPTIONS (user 'editor', password 'secret');
CREATE USER MAPPING FOR editor SERVER down OPTIONS (user 'editor', password 'wrong');
CREATE USER MAPPING FOR editor SERVER bare OPTIONS (user 'editor', password 'secret');
-- lets her in without one
CREATE USER MAPPING FOR editor SERVER other OPTIONS (user 'editor');
));
($said, $again) = check_nodes('postgres', role => 'editor');
is_deeply($again, $order, 'an ordinary user sees every server');
is_deeply($said->{agrees}, $agrees, 'and is told with a password');
untold($said->{other}, qr/password/, 'no password');
untold($said->{bare}, qr/permission denied for foreign server bare/, 'no USAGE');
untold($said->{unmapped}, qr/user mapping not found/, 'no mapping');
untold($said->{down}, qr/could not establish connection/, 'down');
is($here->safe_psql('postgres', 'SELECT count(*) FROM victim'), '0', 'nothing else was executed');

# The owner of a server might have a superuser execute something of his.
$here->safe_psql('postgres', q(CREATE ROLE guest LOGIN; GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO guest; GRANT USAGE ON SCHEMA links TO guest));
$shard2->safe_psql('postgres', 'CREATE ROLE guest LOGIN; CREATE DATABASE guest OWNER guest');
$shard2->safe_psql('guest', q(CREATE FUNCTION newsprint_version(OUT extension text, OUT normalization int) LANGUAGE plpgsql
	AS $$ BEGIN ALTER ROLE guest SUPERUSER; extension := '1.0.0'; normalization := 1; END $$), extra_params => [ '-U', 'guest' ]);
my $superuser = $here->safe_psql('postgres', 'SELECT current_user');
$here->safe_psql('postgres', server('guest', $shard2, 'guest') . "CREATE USER MAPPING FOR PUBLIC SERVER guest OPTIONS (user '$superuser')", extra_params => [ '-U', 'guest' ]);
($said) = check_nodes('postgres');
untold($said->{guest}, qr/^not asked: a superuser /, 'a server that is not of a superuser');
is_deeply($said->{agrees}, $agrees, 'others are asked all the same');
is($shard2->safe_psql('postgres', q(SELECT rolsuper FROM pg_roles WHERE rolname = 'guest')), 'f', 'nothing of its owner was executed');
($said) = check_nodes('postgres', role => 'guest');
untold($said->{guest}, qr/password/, 'he himself may ask it, with a password');
$here->safe_psql('postgres', 'DROP SERVER guest CASCADE');

# Stand-ins: a row of pg_extension, Citus's table of nodes, and functions
my $citus = q(
SET allow_system_table_mods = on;
INSERT INTO pg_extension SELECT 16000, 'citus', oid, 'pg_catalog'::regnamespace, false, 'none', NULL, NULL FROM pg_roles WHERE rolname = current_user;
CREATE TABLE pg_catalog.pg_dist_node (nodeid serial PRIMARY KEY, nodename text NOT NULL, nodeport int NOT NULL);
GRANT SELECT ON pg_catalog.pg_dist_node TO PUBLIC;
CREATE FUNCTION pg_catalog.citus_add_node(nodename text, nodeport int) RETURNS int LANGUAGE sql
AS $$ INSERT INTO pg_catalog.pg_dist_node (nodename, nodeport) VALUES ($1, $2) RETURNING nodeid $$;
CREATE FUNCTION pg_catalog.citus_set_coordinator_host(host text, port int) RETURNS void LANGUAGE sql
AS $$ INSERT INTO pg_catalog.pg_dist_node (nodename, nodeport) VALUES ($1, $2) $$;
CREATE FUNCTION pg_catalog.create_distributed_table(table_name regclass, distribution_column text, colocate_with text DEFAULT 'default') RETURNS void LANGUAGE sql
AS '';
CREATE FUNCTION pg_catalog.create_reference_table(table_name regclass) RETURNS void LANGUAGE sql
AS '';
CREATE FUNCTION pg_catalog.run_command_on_all_nodes(command text, parallel bool DEFAULT true, give_warning_for_connection_errors bool DEFAULT false,
	OUT nodeid int, OUT success bool, OUT result text) RETURNS SETOF record LANGUAGE plpgsql
AS $$ BEGIN
	FOR nodeid IN SELECT n.nodeid FROM pg_dist_node n ORDER BY n.nodeid DESC LOOP
		success := true;
		EXECUTE command INTO result;
		RETURN NEXT;
	END LOOP;
END $$;
CREATE FUNCTION pg_catalog.run_command_on_shards(table_name regclass, command text, parallel bool DEFAULT true,
	OUT shardid bigint, OUT success bool, OUT result text) RETURNS SETOF record LANGUAGE plpgsql
AS $$ BEGIN
	shardid := 1;
	success := true;
	EXECUTE format(command, table_name) INTO result;
	RETURN NEXT;
END $$;
);

# Nodes of Citus, as stand-ins tell of them
$here->safe_psql('postgres', 'CREATE DATABASE standin');
$here->safe_psql('standin', "$citus CREATE EXTENSION newsprint;");
($said, $order) = check_nodes('standin');
is_deeply($order, ['this server'], 'a stand-in of Citus without nodes adds none');
$here->safe_psql('standin', q(
SELECT citus_add_node('worker' || n, 5432) FROM generate_series(1, 5) n;
CREATE OR REPLACE FUNCTION pg_catalog.run_command_on_all_nodes(command text, parallel bool DEFAULT true, give_warning_for_connection_errors bool DEFAULT false,
	OUT nodeid int, OUT success bool, OUT result text) RETURNS SETOF record LANGUAGE plpgsql
AS $$ DECLARE answer text; BEGIN
	EXECUTE command INTO answer;
	RETURN QUERY VALUES
		(5, true, ''),
		(4, false, 'ERROR:  function public.newsprint_version() does not exist'),
		(3, true, jsonb_set(answer::jsonb, '{normalization}', '2')::text),
		(2, false, 'failed to connect to worker2:5432'),
		(1, true, answer),
		-- a coordinator that is no node of its own
		(0, true, answer);
END $$;
));
for my $role (undef, 'editor')
{
	my $who = $role // 'superuser';
	($said, $order) = check_nodes('standin', role => $role);
	is_deeply($order, [ 'this server', (map { "worker$_:5432" } 1 .. 5), 'coordinator' ], "$who: a row for each node of Citus, by name");
	is_deeply($said->{$_}, $agrees, "$who: $_ agrees") for 'this server', 'worker1:5432', 'coordinator';
	is_deeply($said->{'worker3:5432'}, [ $version, 2, 't', 't', 'f', '' ], "$who: a node of another normalization does not");
	untold($said->{'worker2:5432'}, qr/^failed to connect to worker2:5432$/, "$who: a node that is down");
	untold($said->{'worker4:5432'}, qr/^ERROR:  function public.newsprint_version\(\) does not exist$/, "$who: a node without newsprint");
	untold($said->{'worker5:5432'}, qr/invalid input syntax/, "$who: a node that gives no row");
}
$here->safe_psql('standin', join "\n", 'CREATE EXTENSION postgres_fdw; CREATE EXTENSION dblink;', server('agrees', $shard1, 'agrees'),
	q(CREATE USER MAPPING FOR CURRENT_USER SERVER agrees; DROP FUNCTION pg_catalog.run_command_on_all_nodes;));
($said, $order) = check_nodes('standin');
is_deeply($order, [ 'this server', 'Citus', 'agrees' ], 'a Citus without the function is a row, and the others are asked');
untold($said->{Citus}, qr/run_command_on_all_nodes.* does not exist/, 'a Citus without the function');
is_deeply($said->{agrees}, $agrees, 'and tell');

# A shard's part of a probe, as Citus 11 and later word it, uses the index: the
# probe's rows come from a function that reads a file of COPY in binary.
$here->safe_psql('standin', q(
CREATE TABLE articles_102008 (id bigint, print newsprint);
-- five articles a story
INSERT INTO articles_102008 SELECT n, to_newsprint(string_agg(CASE WHEN k <= 25 THEN 'story' || n % 400 ELSE 'own' || n END || 'w' || k, ' ' ORDER BY k))
FROM generate_series(1, 2000) n, generate_series(1, 60) k GROUP BY n;
CREATE INDEX articles_by_print_102008 ON articles_102008 USING newsprint (print);
ANALYZE articles_102008;
CREATE FUNCTION read_intermediate_result(result_id text) RETURNS SETOF record LANGUAGE plpgsql ROWS 20 AS $$ BEGIN
	CREATE TEMP TABLE intermediate_result (id bigint, query newsprint_query) ON COMMIT DROP;
	EXECUTE format('COPY intermediate_result FROM %L (FORMAT binary)', result_id);
	RETURN QUERY SELECT * FROM intermediate_result;
END $$;
));
my $result = PostgreSQL::Test::Utils::tempdir . '/result';
$here->safe_psql('standin', "COPY (SELECT id, to_newsprint_query(print, shingles => 3) FROM articles_102008 WHERE id <= 20) TO '$result' (FORMAT binary)");
my $task = qq{SELECT probe.id AS new, a.id AS archived
	FROM ((SELECT intermediate_result.id, intermediate_result.query
		FROM read_intermediate_result('$result'::text) intermediate_result(id bigint, query public.newsprint_query)) probe
	JOIN public.articles_102008 a ON ((a.print OPERATOR(public.@@) probe.query)))};
like($here->safe_psql('standin', "EXPLAIN (COSTS OFF) $task"), qr/Nested Loop.*Function Scan on read_intermediate_result.*(Index Scan using|Bitmap Index Scan on) articles_by_print_102008/s,
	"a shard's part of a probe uses its index");
is($here->safe_psql('standin', "SELECT count(*) FROM ($task) t"),
	$here->safe_psql('standin', 'SELECT count(*) FROM articles_102008 p, articles_102008 a WHERE p.id <= 20 AND newsprint_overlap(p.print, a.print) >= 3'),
	'and finds what there is');

# All pairs of a table come from its index, but not where Citus has its rows:
# those come by a query, which is for Citus to plan.
$here->safe_psql('standin', q(
ALTER TABLE articles_102008 ADD published_at timestamptz;
SET allow_system_table_mods = on;
CREATE TABLE pg_catalog.pg_dist_partition (partmethod "char", logicalrelid regclass);
INSERT INTO pg_catalog.pg_dist_partition VALUES ('h', 'pg_dist_node');
));
my @found;
for my $distributed (0, 1)
{
	my $queries;
	$here->safe_psql('standin', q(INSERT INTO pg_catalog.pg_dist_partition VALUES ('h', 'articles_102008'))) if $distributed;
	$here->psql('standin', q(
	LOAD 'auto_explain';
	SET auto_explain.log_min_duration = 0;
	SET auto_explain.log_nested_statements = on;
	SET auto_explain.log_level = notice;
	SELECT count(*), sum(shared) FROM newsprint_pairs('articles_102008', 3)), stdout => \$found[$distributed], stderr => \$queries);
	my $ctid = qr/AS "newsprint id", NULL, .*, ctid FROM public\.articles_102008/;
	$distributed ? unlike($queries, $ctid, 'a table of Citus is read by a query') : like($queries, $ctid, 'another table by its index');
	like($queries, qr/AS "newsprint id", print, .*, NULL FROM public\.articles_102008/, 'which asks for the prints') if $distributed;
}
is($found[1], $found[0], 'with the same pairs');
like($found[0], qr/^[1-9]/, 'of which there are some');

# docs/citus.md
my $page = 'docs/citus.md';
my $installed = $here->safe_psql('postgres', q(SELECT count(*) FROM pg_available_extensions WHERE name = 'citus'));
my %server = (coordinator => $here);
if ($installed)
{
	$_->stop for $here, $shard1, $shard2;
	for my $name ('coordinator', 'worker1', 'worker2')
	{
		$server{$name} = cluster("citus_$name", q(
shared_preload_libraries = 'citus'
listen_addresses = '127.0.0.1'
citus.node_conninfo = 'sslmode=prefer'
citus.shard_count = 4
citus.explain_all_tasks = on
max_connections = 100
max_prepared_transactions = 100
max_worker_processes = 20
wal_level = logical
# the tables of the page are small
enable_seqscan = off
));
		$server{$name}->start;
	}
}
$server{$_}->safe_psql('postgres', 'CREATE DATABASE citus') for sort keys %server;
my $named = join ' ', map { sprintf q(WHEN '127.0.0.1:%s' THEN '%s.example:5432'), $server{$_}->port, $_ } sort keys %server;

sub run_on
{
	my ($sql, $server) = @_;

	return psql($here, 'citus', $server eq 'nodes' ? $citus : $sql) if !$installed;
	# the page's names of servers, and theirs
	$sql =~ s/'(\w+)\.example', 5432/"'127.0.0.1', " . $server{$1}->port/ge;
	$sql =~ s/SELECT node,/SELECT CASE node $named ELSE node END AS node,/;
	my @answer = (0, '');
	for my $name ($server eq 'nodes' ? sort keys %server : $server)
	{
		@answer = psql($server{$name}, 'citus', $sql) if $answer[0] == 0;
	}
	return @answer;
}
my $blocks = run_page($page, \&run_on);
cmp_ok($blocks, '>=', 8, "$page has statements");

SKIP:
{
	skip 'Citus is not installed', 1 if !$installed;
	my $coordinator = $server{coordinator};

	# each shape, as the page has it, is a task a shard, each by its index
	my @statements = map { split /(?<=;)\n/ } slurp_file($page) =~ /^```sql coordinator\n(.*?)^```\n/msg;
	my $explain = sub {
		my ($like) = @_;
		my ($statement) = grep { $_ =~ $like } @statements;
		return $coordinator->safe_psql('citus', "EXPLAIN (COSTS OFF) $statement");
	};
	for my $shape ([ qr/FROM articles\s+WHERE print @@ to_newsprint_query\('About/, 'a constant' ],
		[ qr/^\s*WITH probe/, 'a probe' ], [ qr/INSERT INTO lineage/, 'lineage' ])
	{
		my $plan = $explain->($shape->[0]);
		like($plan, qr/Task Count: 4/, "$shape->[1]: a task a shard") or diag($plan);
		my %indexes = map { $_ => 1 } $plan =~ /(articles_by_print_\d+)/g;
		is(scalar(keys %indexes), 4, "$shape->[1]: each by the shard's index") or diag($plan);
	}
	like($explain->(qr/ <=> .*LIMIT 3/s), qr/Limit\n.*Task Count: 4\n.*Limit\n/s, 'in order: the best of each shard');
	my $plan = $explain->(qr/FROM posting a JOIN posting b/);
	like($plan, qr/Task Count: 4/, 'pairs: a task a shard') or diag($plan);
	unlike($plan, qr/MapMerge/, 'pairs: nothing is repartitioned') or diag($plan);
	like($explain->(qr/newsprint_union/), qr/Task Count: 4/, 'a union is made of unions of shards');
	is($coordinator->safe_psql('citus', 'SELECT newsprint_union(print) = (SELECT newsprint_union(p) FROM (SELECT print FROM articles OFFSET 0) o (p)) FROM articles'),
		't', 'which is the union of all');
	is($coordinator->safe_psql('citus', 'SELECT count(*) FROM newsprint_check_nodes() WHERE agrees'), '4', 'all nodes agree');

	# what the page says does not work
	for my $statement (
		'SELECT * FROM articles b CROSS JOIN LATERAL (SELECT id FROM articles a WHERE a.print @@ to_newsprint_query(b.print)) a',
		'SELECT * FROM articles a JOIN articles b ON a.print && b.print',
		q(SELECT c.* FROM lineage l JOIN articles a ON a.id = l.source, newsprint_compare(a.body, a.body, 'english') c),
		'CREATE TRIGGER refused AFTER INSERT ON articles FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger()')
	{
		isnt($coordinator->psql('citus', $statement), 0, "refused: $statement");
	}

	# a node that is down is a row
	$server{worker2}->stop;
	is($coordinator->safe_psql('citus', 'SELECT count(*), count(*) FILTER (WHERE agrees), count(problem) FROM newsprint_check_nodes()'), '4|3|1', 'a node that is down is a row');
}
done_testing();
