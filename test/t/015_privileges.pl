# An ordinary user with CREATE on the database has all of newsprint; who may not
# read a column or a row does not get it through newsprint either; and nothing
# that others put into a search_path or a temporary schema is called.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Answers;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('privileges');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "log_statement = none\njit = off\nautovacuum = off\n");
$node->start;
$node->safe_psql('postgres', q(
CREATE ROLE editor LOGIN; CREATE ROLE reader LOGIN; CREATE ROLE attacker LOGIN;
GRANT CREATE ON DATABASE postgres TO editor;
));

sub by
{
	my ($role, $sql) = @_;
	my ($status, $output, $errors) = $node->psql('postgres', $sql, extra_params => [ '-U', $role ], on_error_stop => 1);
	return $status == 0 ? $output : $errors =~ s/^psql:.*?(ERROR: )/$1/mr;
}

# Everything is done by a user who owns no more than what she made.
is(by('editor', q(
CREATE SCHEMA desk; CREATE EXTENSION newsprint SCHEMA desk;
SET search_path = desk;
CREATE FUNCTION words(seed text, words int) RETURNS text LANGUAGE sql IMMUTABLE RETURN
	(SELECT string_agg(seed || 'w' || k, ' ') FROM generate_series(1, words) k);
CREATE TABLE articles (id int PRIMARY KEY, outlet text, published_at timestamptz, body text,
	print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED,
	quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED);
-- ten stories; one outlet in two is open to readers; all have the same footer
INSERT INTO articles SELECT n, CASE WHEN n % 2 = 0 THEN 'Open' ELSE 'Shut' END || n % 12, '2026-01-01 UTC'::timestamptz + n * interval '1 day',
	words('story' || n % 10, 30) || '. “' || words('said' || n % 5, 12) || '”, said Ann Lee. ' || words('own' || n, 10) || '. ' || words('footer', 12)
FROM generate_series(1, 240) n;
) . join '', map { "CREATE INDEX articles_$_ ON articles USING $_ (print); CREATE INDEX quotes_$_ ON articles USING $_ (quoteprint);" } @methods), '', 'an ordinary user has the extension, prints and indexes');
like(by('editor', q(SET search_path = desk; SELECT newsprint_track('articles'))), qr/^desk\.articles is tracked/, 'and tracks a table');
like(by('editor', q(SET search_path = desk; SET client_min_messages = warning; CALL newsprint_trace('articles', since => NULL, "within" => NULL); SELECT count(*) FROM articles_reprint)), qr/^\d{3,}$/, 'and traces it');
is(by('editor', "SELECT desk.newsprint_index_check('desk.articles_newsprint', true)"), '', 'and checks her index');
is($node->safe_psql('postgres', q(SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' WHERE prosecdef)),
	'', 'no function of the extension has its owner\'s rights');
is($node->safe_psql('postgres', q(SELECT p.oid::regprocedure FROM pg_proc p WHERE proowner = 'editor'::regrole AND prosecdef)),
	'', 'nor has one that tracking made');

# What the newsroom asks of a table, one call a line.
my @calls = (
	q(SELECT * FROM desk.newsprint_search('desk.articles', desk.words('story4', 30))),
	q(SELECT * FROM desk.newsprint_search('desk.articles', desk.words('story4', 30), deep => true, max_results => NULL)),
	q(SELECT * FROM desk.newsprint_search('desk.articles', 'story4w1 story4w2 story4w3', max_results => NULL)),
	q(SELECT * FROM desk.newsprint_pairs('desk.articles', 15)),
	q(SELECT * FROM desk.newsprint_pairs('desk.articles', 15, '20 days', outlet => 'outlet')),
	q(SELECT desk.newsprint_boilerplate('desk.articles')),
	q(SELECT * FROM desk.newsprint_boilerplate_report('desk.articles')),
	q(SELECT * FROM desk.newsprint_find_quote('desk.articles', desk.words('said3', 12))),
	q(SELECT * FROM desk.newsprint_check('desk.articles')),
);

# A reader who sees half of the rows, with either index or none
by('editor', q(
GRANT USAGE ON SCHEMA desk TO reader, attacker;
GRANT SELECT ON desk.articles TO reader;
ALTER TABLE desk.articles ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON desk.articles FOR SELECT TO reader USING (outlet LIKE 'Open%');
CREATE TABLE desk.open AS SELECT * FROM desk.articles WHERE id % 2 = 0;
GRANT SELECT ON desk.open TO reader;
));
for my $kept (@methods, '')
{
	my @away = map { ("articles_$_", "quotes_$_") } grep { $_ ne $kept } @methods;
	$node->safe_psql('postgres', "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'desk.$_'::regclass") for @away;
	for my $call (@calls)
	{
		my $open = by('reader', $call =~ s/'desk\.articles'/'desk.open'/gr);
		unlike($open, qr/ERROR/, "a reader may ask: $call");
		is(by('reader', $call), $open, 'and gets what a table of the rows gives that she may see; index: ' . ($kept || 'none'));
	}
	$node->safe_psql('postgres', "UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'desk.$_'::regclass") for @away;
}

# One who may not read a column that the answer comes from
by('editor', q(ALTER TABLE desk.articles DISABLE ROW LEVEL SECURITY; REVOKE SELECT ON desk.articles FROM reader));
for my $columns ('id, outlet, published_at', 'id, outlet, published_at, body', 'outlet, published_at, print, quoteprint')
{
	by('editor', "REVOKE SELECT ON desk.articles FROM reader; GRANT SELECT ($columns) ON desk.articles TO reader");
	for my $call (@calls)
	{
		# boilerplate asks for no id
		next if $columns =~ /print/ && $call =~ /boilerplate\(/;
		like(by('reader', $call), qr/ERROR:  permission denied for table articles/, "with $columns, denied: $call");
	}
}
for my $function ('newsprint_index_check', 'newsprint_index_stats')
{
	like(by('reader', "SELECT desk.$function('desk.articles_newsprint')"), qr/ERROR:.*(permission denied|must be owner)/, "$function tells nothing to who may not read the table");
}
for my $call (q(SELECT desk.newsprint_track('desk.articles')), q(SELECT desk.newsprint_untrack('desk.articles')), q(CALL desk.newsprint_trace('desk.articles')), q(SELECT * FROM desk.articles_search('x')))
{
	like(by('attacker', $call), qr/ERROR:/, "not everybody may: $call");
}

# What an owner's index expression calls has the owner's rights, whoever checks
# or builds the index
$node->safe_psql('postgres', 'CREATE SCHEMA pit AUTHORIZATION attacker');
by('attacker', q(
SET search_path = pit, desk;
CREATE FUNCTION digs(body text) RETURNS newsprint LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
	IF current_user <> 'attacker' THEN RAISE 'runs as %', current_user; END IF;
	RETURN desk.to_newsprint(body);
END $$;
CREATE TABLE bait (body text);
INSERT INTO bait SELECT 'one two three four five six seven ' || n FROM generate_series(1, 50) n;
CREATE INDEX bait_print ON bait USING newsprint (digs(body)) WHERE digs(body) IS NOT NULL;
));
is(join('', $node->psql('postgres', $_, on_error_die => 0)), '0', "the owner's functions do not run as a superuser: $_")
  for "SELECT desk.newsprint_index_check('pit.bait_print', true)", 'REINDEX INDEX pit.bait_print', 'VACUUM ANALYZE pit.bait';

# Traps: of every function, operator and plain type of pg_catalog and of the
# extension, one in a schema that is searched first, and one for each catalog in
# the temporary schema.  The commands themselves use none.
by('editor', 'GRANT SELECT ON desk.articles TO editor');
push @calls,
  q(SELECT * FROM desk.articles_search(desk.words('story4', 30))),
  q(SELECT * FROM desk.articles_find_quote(desk.words('said3', 12))),
  q(SELECT * FROM desk.articles_pairs(15)),
  q(SELECT desk.newsprint_tracked('desk.articles')),
  q(SELECT * FROM desk.newsprint_story('desk.articles', '14')),
  q(SELECT desk.newsprint_lineage_dot('desk.articles', '14')),
  q(SELECT desk.newsprint_lineage_mermaid('desk.articles', '14')),
  q(SELECT desk.newsprint_lineage_svg('desk.articles', '14')),
  q(SELECT desk.newsprint_language('de-AT')),
  q(SELECT desk.newsprint_outlet_names('www.example.org')),
  q(SELECT desk.newsprint_html('<a & b>')),
  q(SELECT desk.newsprint_lag(1500)),
  q(SELECT desk.newsprint_time('2026-02-03T04:05:06Z')),
  q(SELECT desk.newsprint_from_ninjs('{"uri": "x", "body_html": "<p>One &amp; two</p>", "versioncreated": "2026-02-03T04:05:06Z"}')),
  q(SELECT * FROM desk.newsprint_direction('A', '2026-01-01', 'one', 'B', '2026-01-02', 'By A staff')),
  q(SELECT * FROM desk.newsprint_align(desk.words('a', 30), desk.words('a', 25), 'english')),
  q(SELECT * FROM desk.newsprint_compare(desk.words('a', 30), desk.words('a', 25), 'english')),
  q(SELECT * FROM desk.newsprint_taken(desk.words('a', 30), desk.words('a', 25), 'english')),
  q(SELECT * FROM desk.newsprint_degree(desk.words('a', 30), desk.words('a', 25), 'english')),
  q(SELECT desk.newsprint_highlight(desk.words('a', 30), desk.words('a', 25), 'english')),
  q(SELECT * FROM desk.newsprint_same_quote(desk.words('a', 12), desk.words('a', 10))),
  q(SELECT * FROM desk.articles_provenance), q(SELECT * FROM desk.articles_pickup), q(SELECT * FROM desk.articles_originality),
  q(SELECT * FROM desk.articles_lineage), q(SELECT * FROM desk.articles_first_quote), q(SELECT * FROM desk.articles_graph_edges),
  q(SELECT * FROM desk.newsprint_version()),
  q(SELECT * FROM desk.newsprint_check_nodes()),
  q(SELECT desk.newsprint_index_check('desk.articles_newsprint', true)),
  q(SELECT * FROM desk.newsprint_index_stats('desk.articles_newsprint'));
my @before = map { by('editor', $_) } @calls;
is(join("\n", grep { /ERROR/ } @before), '', 'calls without traps');

$node->safe_psql('postgres', q(
CREATE SCHEMA trap AUTHORIZATION attacker;
GRANT USAGE ON SCHEMA trap TO PUBLIC;
SET check_function_bodies = off;
SET client_min_messages = error;
DO $$
DECLARE
	trap record;
BEGIN
	-- functions and procedures that take and give plain types
	FOR trap IN
		SELECT p.proname, pg_get_function_identity_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS result
		FROM pg_proc p
		WHERE pronamespace IN ('pg_catalog'::regnamespace, 'desk'::regnamespace) AND prokind = 'f' AND provariadic = 0
			AND NOT EXISTS (SELECT FROM unnest(p.proargtypes || p.prorettype) t JOIN pg_type y ON y.oid = t WHERE typtype = 'p' AND typname NOT IN ('anyelement', 'anyarray', 'record'))
	LOOP
		BEGIN
			EXECUTE format('CREATE FUNCTION trap.%I (%s) RETURNS %s LANGUAGE plpgsql AS %L', trap.proname, trap.arguments, trap.result,
				format('BEGIN RAISE ''caught by function %s''; END', trap.proname));
		EXCEPTION WHEN OTHERS THEN NULL;
		END;
	END LOOP;
	-- operators of theirs
	FOR trap IN
		SELECT o.*, format_type(oprleft, NULL) AS "left", format_type(oprright, NULL) AS "right", format_type(oprresult, NULL) AS result
		FROM pg_operator o
		WHERE oprnamespace IN ('pg_catalog'::regnamespace, 'desk'::regnamespace) AND oprkind = 'b'
	LOOP
		BEGIN
			EXECUTE format('CREATE FUNCTION trap.operator_%s (%s, %s) RETURNS %s LANGUAGE plpgsql AS %L', trap.oid, trap."left", trap."right", trap.result,
				format('BEGIN RAISE ''caught by operator %s''; END', trap.oprname));
			EXECUTE format('CREATE OPERATOR trap.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = trap.operator_%s)', trap.oprname, trap."left", trap."right", trap.oid);
		EXCEPTION WHEN OTHERS THEN NULL;
		END;
	END LOOP;
END $$;
CREATE FUNCTION trap.sprung() RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RAISE 'caught by type'; END $$;
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY '{text,name,jsonb,bytea,timestamptz,regclass,regconfig,newsprint,newsprint_query}'::text[] LOOP
		EXECUTE format('CREATE DOMAIN trap.%I AS %s CHECK (trap.sprung())', name,
			CASE WHEN name LIKE 'newsprint%' THEN 'desk.' ELSE 'pg_catalog.' END || name);
	END LOOP;
END $$;
SELECT count(*) FROM pg_proc WHERE pronamespace = 'trap'::regnamespace;
));
cmp_ok($node->safe_psql('postgres', "SELECT count(*) FROM pg_operator WHERE oprnamespace = 'trap'::regnamespace"), '>', 500, 'operators are trapped');
cmp_ok($node->safe_psql('postgres', "SELECT count(*) FROM pg_proc WHERE pronamespace = 'trap'::regnamespace"), '>', 2000, 'functions are trapped');
my $traps = 'SET client_min_messages = warning;' . join('', map { "CREATE TEMP TABLE $_ AS SELECT 1 AS nothing;" }
	qw(pg_class pg_attribute pg_namespace pg_proc pg_extension pg_depend pg_type pg_index pg_am pg_ts_config pg_stat_activity pg_description articles articles_print articles_article))
  . 'SET search_path = trap, pg_catalog, desk;';
like(by('editor', "$traps SELECT '1'::pg_catalog.int4 + 1"), qr/caught by operator/, 'traps catch');
like(by('editor', "$traps SELECT length('x'::pg_catalog.text)"), qr/caught by function/, 'traps catch');
like(by('editor', "$traps SELECT 'x'::text"), qr/caught by type/, 'traps catch');
for my $n (0 .. $#calls)
{
	is(by('editor', "$traps $calls[$n]"), $before[$n], "no trap catches $calls[$n]");
}
is(by('editor', "$traps UPDATE desk.articles SET body = NULL WHERE false; CALL desk.newsprint_trace('desk.articles', since => NULL, \"within\" => NULL)"), '', 'nor tracing');
like(by('editor', "$traps SELECT desk.newsprint_untrack('desk.articles'); SELECT desk.newsprint_track('desk.articles'); CALL desk.newsprint_trace('desk.articles', since => NULL, \"within\" => NULL)"),
	qr/^\ndesk\.articles is tracked[^\n]*$/, 'nor tracking anew');
is(by('editor', "$traps SELECT desk.newsprint_untrack_all()"), 'desk.articles', 'nor untracking');
is(by('editor', "$traps INSERT INTO desk.articles VALUES (1000, 'Late', NULL, 'Words that nobody has written before or since.'); ANALYZE desk.articles; REINDEX TABLE desk.articles; VACUUM desk.articles"), '', 'nor writing, building and vacuuming');

$node->stop;
done_testing();
