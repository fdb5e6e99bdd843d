# newsprint_trace is stopped, crashes, runs twice at once; what it made is
# dumped and restored; an ordinary user owns it, and nobody's search_path,
# operators or look-alike objects get in.
use strict;
use warnings;

use IPC::Run qw(start finish);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('trace');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "jit = off\nautovacuum = off\n");
$node->start;

# Everything as an ordinary user with a database of her own.
$node->safe_psql('postgres', 'CREATE ROLE editor LOGIN; CREATE ROLE other LOGIN; CREATE DATABASE desk OWNER editor');

sub editor
{
	my ($sql) = @_;
	return $node->safe_psql('desk', $sql, extra_params => [ '-U', 'editor' ]);
}

editor(q(
CREATE EXTENSION newsprint;
CREATE TABLE articles (id int PRIMARY KEY, outlet text, published_at timestamptz, body text);
-- an article of 80 words: half of it is one of 40 stories, a fifth a quotation
CREATE FUNCTION article(n int) RETURNS text LANGUAGE sql IMMUTABLE RETURN
	(SELECT string_agg('story' || n % 40 || 'w' || k, ' ') FROM generate_series(1, 40) k) || E'.\n\n' ||
	'“' || (SELECT string_agg('said' || n % 10 || 'w' || k, ' ') FROM generate_series(1, 15) k) || E',” said Ann Lee.\n\n' ||
	(SELECT string_agg('w' || n || 'x' || k, ' ') FROM generate_series(1, 25) k) || '.';
INSERT INTO articles SELECT n, 'Outlet ' || n / 40, '2026-01-01'::timestamptz + n * interval '1 minute', article(n)
FROM generate_series(0, 799) n;
SELECT newsprint_track('articles');
));

# A client that goes on by itself: from a file, for what comes from a string
# waits to be pumped.
my $tempdir = PostgreSQL::Test::Utils::tempdir;
my $scripts = 0;

sub client
{
	my ($sql, $output) = @_;
	my $script = "$tempdir/" . $scripts++ . '.sql';
	append_to_file($script, $sql);
	return start(
		[ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('desk') . ' user=editor', '-f', $script ],
		'>', $output, '2>&1');
}

# What a complete trace knows.
my $everything = q(
SELECT md5(string_agg(r::text, E'\n' ORDER BY r::text)) FROM (
	SELECT source || ' ' || reprint || ' ' || kind || ' ' || relation || ' ' || words FROM articles_reprint
	UNION ALL SELECT source || ' ' || reprint || ' ' || reprint_paragraph || ' ' || kind || ' ' || reprint_word FROM articles_passage
	UNION ALL SELECT article || ' ' || quote || ' ' || body || ' ' || (SELECT min(o.article) FROM articles_quote o WHERE o.quotation = q.quotation) FROM articles_quote q
	UNION ALL SELECT id || ' ' || print FROM articles_print) AS t (r));
my $empty = 'TRUNCATE articles_print, articles_queue, articles_reprint, articles_passage, articles_quote, articles_boilerplate, articles_trace';

my ($status, undef, $told) = $node->psql('desk', 'CALL newsprint_trace(\'articles\')', extra_params => [ '-U', 'editor' ]);
like($told, qr/NOTICE:  800 articles compared, 0 removed, 7600 reprints found$/m, 'it tells what was done');
my $complete = editor($everything);
is(editor('SELECT count(*) FROM articles_reprint'), 40 * 190, 'every pair of a story is found');
is(editor('SELECT count(*) FROM articles_queue'), 0, 'nothing waits');
is(editor("SELECT count(DISTINCT quotation) FROM articles_quote"), 10, 'each statement has one number');

# In small batches, and with those articles already there that come last.
editor("$empty; DELETE FROM articles WHERE id < 700");
editor('CALL newsprint_trace(\'articles\', batch => 7)');
editor(q(INSERT INTO articles SELECT n, 'Outlet ' || n / 40, '2026-01-01'::timestamptz + n * interval '1 minute', article(n) FROM generate_series(0, 699) n));
editor('CALL newsprint_trace(\'articles\', batch => 33)');
is(editor($everything), $complete, 'the order in which articles come does not matter');

# Cancelled again and again, then crashed, then left to finish.
editor($empty);
my $stopped = 0;
for my $n (1 .. 6)
{
	my ($status) = $node->psql('desk', "SET statement_timeout = '150ms'; CALL newsprint_trace('articles', batch => 20)",
		extra_params => [ '-U', 'editor' ], on_error_stop => 1);
	$stopped++ if $status != 0;
}
cmp_ok($stopped, '>', 0, 'traces were cancelled');
editor($empty);
my $output = '';
my $psql = client("CALL newsprint_trace('articles', batch => 1);\n", \$output);
$node->poll_query_until('desk', 'SELECT count(*) > 0 FROM articles_trace_status WHERE state = \'running\'');
editor('GRANT SELECT ON articles_trace, articles_trace_status TO other');
is($node->safe_psql('desk', 'SELECT state FROM articles_trace_status ORDER BY run DESC LIMIT 1', extra_params => [ '-U', 'other' ]),
	'running', 'who may not see the session sees that it runs');
$node->stop('immediate');
$psql->finish;
$node->start;
is(editor("SELECT count(*) FROM articles_trace_status WHERE state = 'running'"), 0, 'no dead run counts as running');
is( editor(q(SELECT count(*) FROM articles_reprint r WHERE NOT EXISTS (SELECT FROM articles_print WHERE id = r.source)
	OR NOT EXISTS (SELECT FROM articles_print WHERE id = r.reprint))),
	0, 'after the crash every pair has its articles');
editor('CALL newsprint_trace(\'articles\')');
is(editor($everything), $complete, 'a trace that was cancelled and crashed comes to the same end');

# Three at once, while articles are corrected, deleted and added back; a session
# whose transactions see nothing new would miss what the others did.
editor($empty);
my @clients;
for my $n (1 .. 3)
{
	my $said = '';
	push @clients, [ client("SET default_transaction_isolation = 'repeatable read';\n" . "CALL newsprint_trace('articles', batch => 20, since => '100 years');\n" x 2, \$said), \$said ];
}
editor(q(UPDATE articles SET body = 'Nothing more.' WHERE id % 50 = 0));
editor(q(DELETE FROM articles WHERE id % 50 = 1));
editor(q(INSERT INTO articles SELECT n, 'Outlet ' || n / 40, '2026-01-01'::timestamptz + n * interval '1 minute', article(n) FROM generate_series(0, 799) n WHERE n % 50 = 1));
editor(q(UPDATE articles SET body = article(id) WHERE id % 50 = 0));
for my $client (@clients)
{
	ok($client->[0]->finish, 'a trace beside others succeeds') or diag(${ $client->[1] });
}
editor('CALL newsprint_trace(\'articles\', since => \'100 years\')');
is(editor($everything), $complete, 'three at once come to the same end');

# One trace step by step, stopped between finding candidates and comparing them,
# while another one prints an article anew and one more: what the first did not
# know still waits.
sub step
{
	my ($step, $using) = @_;
	return "EXECUTE newsprint_trace_statements(newsprint_tracked('articles')) ->> '$step'" . ($using ? " USING $using" : '') . ';';
}
editor("$empty; CREATE TABLE batches (tickets bigint[], a text[], b text[])");
editor(q(CALL newsprint_trace('articles'); UPDATE articles SET body = article(id) || ' Once.' WHERE id IN (0, 1)));
editor('DO $$ BEGIN ' . step('forget', q('{0,1}'::text[])) . step('prints', q('{0,1}'::text[])) . ' END $$');
editor('DO $$ DECLARE work record; BEGIN FOR work IN ' . step('candidates_of_new', q(1, 6, interval '90 days', 200)) =~ s/;$//r
	. ' LOOP INSERT INTO batches VALUES (work.tickets, work.prose_a, work.prose_b); END LOOP; END $$');
is(editor('SELECT count(*) FROM batches'), 2, 'two articles wait');
editor(q(UPDATE articles SET body = article(2) || ' Twice.' WHERE id = 1));
editor('DO $$ BEGIN ' . step('forget', q('{1}'::text[])) . step('prints', q('{1}'::text[])) . ' END $$');
editor('DO $$ DECLARE work record; BEGIN FOR work IN SELECT * FROM batches LOOP '
	. step('reprints', 'work.a, work.b') . step('compared', 'work.tickets') . ' END LOOP; END $$');
is(editor('SELECT id FROM articles_queue'), 1, 'an article that was printed anew still waits');
editor(q(CALL newsprint_trace('articles')));
is(editor('SELECT count(*) FROM articles_reprint WHERE source = 1 AND reprint % 40 = 2'), 20, 'and is compared as it is now');
editor(q(DELETE FROM articles WHERE id = 0));
for my $step ('reprints', 'statements')
{
	is(editor("DO \$\$ DECLARE work record; BEGIN " . (step($step, q('{0,1}'::text[], '{2,3}'::text[])) =~ s/ USING/ INTO work USING/r)
			. " PERFORM set_config('np.away', work.away::text, false); END \$\$; SELECT current_setting('np.away')"),
		'{0}', "$step tells of what was deleted meanwhile");
}
editor(q(INSERT INTO articles VALUES (0, 'Outlet 0', '2026-01-01', article(0))));
editor(q(DROP TABLE batches; UPDATE articles SET body = article(id) WHERE id IN (0, 1); CALL newsprint_trace('articles', since => '100 years')));
is(editor($everything), $complete, 'corrected back, all is as it was');

# Dump and restore, also into another database and another schema of the
# extension; tracing goes on there.
my $dump = "$tempdir/dump.sql";
$node->command_ok([ 'pg_dump', '-U', 'editor', '-f', $dump, $node->connstr('desk') ], 'a tracked table is dumped');
$node->safe_psql('postgres', 'CREATE DATABASE copy OWNER editor');
$node->command_ok([ 'psql', '-X', '-q', '-U', 'editor', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('copy') ], 'and restored');
is($node->safe_psql('copy', $everything), $complete, 'with all that was traced');
is($node->safe_psql('copy', q(INSERT INTO articles VALUES (1000, 'Late', '2026-01-03', article(3)); CREATE SCHEMA apart; ALTER EXTENSION newsprint SET SCHEMA apart;
	CALL apart.newsprint_trace('articles'); SELECT count(*) FROM articles_provenance WHERE article = 1000)),
	3, 'tracing goes on in the copy, with the extension in another schema');

# Somebody else's objects that look like ours, and a search_path full of traps.
editor(q(GRANT CREATE, USAGE ON SCHEMA public TO other));
$node->safe_psql('desk', q(
CREATE VIEW evil_article AS SELECT * FROM articles;
CREATE TABLE evil_print (id int);
CREATE SCHEMA trap;
CREATE TABLE trap.caught (by text);
GRANT INSERT ON trap.caught TO public;
CREATE FUNCTION trap.spring(a int, b int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN INSERT INTO trap.caught VALUES (current_user); RETURN true; END $$;
CREATE OPERATOR trap.= (LEFTARG = int, RIGHTARG = int, FUNCTION = trap.spring);
CREATE FUNCTION trap.format(text, VARIADIC name[]) RETURNS text LANGUAGE sql AS $$ INSERT INTO trap.caught VALUES ('format'); SELECT 'x' $$;
CREATE FUNCTION trap.greatest_of(timestamptz, timestamptz) RETURNS bool LANGUAGE sql AS $$ INSERT INTO trap.caught VALUES ('>'); SELECT true $$;
CREATE OPERATOR trap.< (LEFTARG = timestamptz, RIGHTARG = timestamptz, FUNCTION = trap.greatest_of);
CREATE FUNCTION trap.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$ INSERT INTO trap.caught VALUES ('clock_timestamp'); SELECT pg_catalog.clock_timestamp() $$;
CREATE FUNCTION trap.arrow(jsonb, text) RETURNS text LANGUAGE sql AS $$ INSERT INTO trap.caught VALUES ('->>'); SELECT $1 OPERATOR(pg_catalog.->>) $2 $$;
CREATE OPERATOR trap.->> (LEFTARG = jsonb, RIGHTARG = text, FUNCTION = trap.arrow);
GRANT USAGE ON SCHEMA trap TO public;
));
$node->safe_psql('desk', 'ALTER VIEW evil_article OWNER TO other; ALTER TABLE evil_print OWNER TO other');
editor(q(SET search_path = trap, pg_catalog, public; UPDATE public.articles SET body = body || ' more' WHERE id OPERATOR(pg_catalog.<) 5; CALL public.newsprint_trace('public.articles', since => '100 years'); SELECT public.newsprint_track('public.articles')));
is($node->safe_psql('desk', 'SELECT count(*) FROM trap.caught'), 0, 'no operator of the search_path is called');
is(editor("SELECT newsprint_tracked('articles')->>'prefix'"), 'articles', 'nobody else\'s objects are taken for the tracking');

# A superuser has every role, but does not call what others made.
$node->safe_psql('desk', 'CREATE TABLE untracked AS SELECT * FROM articles LIMIT 1; CREATE VIEW other_article AS SELECT * FROM untracked; CREATE TABLE other_print (id int)');
is($node->safe_psql('desk', "SELECT newsprint_tracked('untracked') IS NOT NULL"), 't', 'what looks like a tracking of one\'s own is one');
$node->safe_psql('desk', 'GRANT SELECT ON untracked TO other; ALTER VIEW other_article OWNER TO other; ALTER TABLE other_print OWNER TO other');
is($node->safe_psql('desk', "SELECT newsprint_tracked('untracked') IS NULL"), 't', 'but not one of somebody else\'s, for a superuser either');

# Row security: who may not see an article does not see what is known of it.
editor(q(
GRANT SELECT ON articles, articles_reprint, articles_borrowed, articles_pickup TO other;
ALTER TABLE articles_reprint ENABLE ROW LEVEL SECURITY;
CREATE POLICY few ON articles_reprint FOR SELECT TO other USING (source < 40);
));
is($node->safe_psql('desk', 'SELECT max(source) FROM articles_pickup', extra_params => [ '-U', 'other' ]), 39, 'views have their reader\'s rights');
my ($status, undef, $stderr) = $node->psql('desk', "CALL newsprint_trace('articles')", extra_params => [ '-U', 'other' ]);
like($stderr, qr/permission denied/, 'who may only read cannot trace');

# Who does not see all articles does not take the others for deleted.
editor(q(ALTER TABLE articles ENABLE ROW LEVEL SECURITY; ALTER TABLE articles FORCE ROW LEVEL SECURITY;
	CREATE POLICY few ON articles USING (id < 40)));
($status, undef, $stderr) = $node->psql('desk', "CALL newsprint_trace('articles')", extra_params => [ '-U', 'editor' ]);
like($stderr, qr/row-level security/, 'who sees only some articles cannot trace');
is($node->safe_psql('desk', 'SELECT count(*) FROM articles_print'), 800, 'and nothing is forgotten');
editor('ALTER TABLE articles NO FORCE ROW LEVEL SECURITY');

# A body that somebody else locks, and an index that is gone, do no harm.
editor('DROP INDEX articles_print_idx; INSERT INTO articles VALUES (2000, \'New\', \'2026-01-02\', article(5))');
editor('CALL newsprint_trace(\'articles\')');
is(editor('SELECT count(DISTINCT source) > 15 FROM articles_reprint WHERE reprint = 2000'), 't', 'without the index articles are found all the same');

editor('SELECT newsprint_untrack(\'articles\'); DROP EXTENSION newsprint');
is(editor("SELECT string_agg(relname, ' ') FROM pg_class WHERE relname LIKE 'articles%' AND relkind IN ('r', 'v')"), 'articles', 'untracked, the extension can be dropped, and the table is left');
$node->stop;
done_testing();
