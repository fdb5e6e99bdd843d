# What newsprint stores goes through pg_dump, pg_restore and pg_upgrade: data,
# generated columns, indexes and tracked tables, with names that need quotes and
# the extension in a schema of its own.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Answers;
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# PostgreSQL 17 quotes the meta-commands of a plain dump by a random key
sub dump_of
{
	my ($node, $database) = @_;
	my ($dump, $errors) = ('', '');
	IPC::Run::run([ 'pg_dump', $node->connstr($database) ], '>', \$dump, '2>', \$errors) or die $errors;
	return $dump =~ s/^\\(un)?restrict .*\n//gmr;
}

my $node = PostgreSQL::Test::Cluster->new('dump');
my @initdb = (extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->init(@initdb);
$node->append_conf('postgresql.conf', "log_statement = none\njit = off\nautovacuum = off\n");
$node->start;
$node->safe_psql('postgres', make_articles() . q(
INSERT INTO articles SELECT n, n, article(n) FROM generate_series(1, 400) n;
DELETE FROM articles WHERE id % 7 = 0;
));

# A newsroom that likes quotes
$node->safe_psql('postgres', 'CREATE DATABASE newsroom');
$node->safe_psql('newsroom', q(
CREATE SCHEMA "the ""prints""";
CREATE EXTENSION newsprint SCHEMA "the ""prints""";
CREATE SCHEMA "Desk's";
SET search_path = "Desk's", "the ""prints""";
CREATE FUNCTION public.words(seed text, words int) RETURNS text LANGUAGE sql IMMUTABLE RETURN
	(SELECT string_agg(seed || 'w' || k, ' ') FROM generate_series(1, words) k);
CREATE TABLE "All articles" ("The id" int PRIMARY KEY, outlet text, published_at timestamptz, "Body; --" text,
	print newsprint GENERATED ALWAYS AS (to_newsprint("Body; --", winnow => 5)) STORED,
	quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint("Body; --")) STORED,
	CHECK (NOT print @> 'newsprint(1,1,article,3,5) ffffffffffff'));
INSERT INTO "All articles" SELECT n, 'Outlet ' || n % 7, '2026-01-01 UTC'::timestamptz + n * interval '1 minute',
	public.words('story' || n % 10, 30) || '. “' || public.words('said' || n % 5, 12) || '”, said Ann Lee. ' || public.words('own' || n, 15)
FROM generate_series(1, 60) n;
CREATE VIEW alike AS SELECT a."The id" AS a, b."The id" AS b FROM "All articles" a JOIN "All articles" b
	ON newsprint_contains(a.print, b.print, 0.3) AND a.print <=> b.print < 0.7;
CREATE TABLE queries (query newsprint_query DEFAULT to_newsprint_query(public.words('story1', 30), share => 0.3));
INSERT INTO queries DEFAULT VALUES;
SELECT newsprint_track('"All articles"', id => 'The id', body => 'Body; --', prefix => 'it''s "it"');
CALL newsprint_trace('"All articles"');
) . join '', map { qq(
CREATE INDEX "by $_" ON "All articles" USING $_ (print);
CREATE INDEX ON "All articles" USING $_ ((quoteprint + quoteprint)) WHERE outlet <> 'Outlet 1';
) } @methods);

my $everything = q(
SET search_path = "Desk's", "the ""prints""";
SET enable_seqscan = off;
SELECT count(*) FROM "All articles" WHERE print = to_newsprint("Body; --", winnow => 5) AND quoteprint = to_quoteprint("Body; --");
SELECT count(*) FROM alike;
SELECT count(*) FROM queries q, "All articles" a WHERE to_newsprint(a."Body; --") @@ q.query;
SELECT count(*), sum(words), string_agg(DISTINCT relation, ' ') FROM "it's ""it""_reprint";
SELECT md5(string_agg(p::text, ' ' ORDER BY p::text)) FROM "it's ""it""_provenance" p;
SELECT count(*), count(DISTINCT quotation) FROM "it's ""it""_quote";
SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ', ' ORDER BY indexrelid::regclass::text COLLATE "C") FROM pg_index WHERE indrelid = '"All articles"'::regclass;
);
my $known = $node->safe_psql('newsroom', $everything);
like($known, qr/^60\n360\n6\n\d+\|/, 'there is something to dump');

my $differences = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT differences(); COMMIT";
my $articles = $node->safe_psql('postgres', 'SELECT md5(string_agg(a::text, $$ $$ ORDER BY id)) FROM articles a');
my $file = PostgreSQL::Test::Utils::tempdir . '/dump';

for my $database ('postgres', 'newsroom')
{
	$node->command_ok([ 'pg_dump', '-Fc', '-f', "$file.$database", $node->connstr($database) ], "$database is dumped");
	$node->safe_psql('template1', "CREATE DATABASE ${database}_copy TEMPLATE template0");
	$node->command_ok([ 'pg_restore', '-e', '-j', '2', '-d', $node->connstr("${database}_copy"), "$file.$database" ], 'and restored');
	my %lines = map { $_ => 1 } split /^/, dump_of($node, $database);
	is(join('', grep { !$lines{$_} } split /^/, dump_of($node, "${database}_copy")), '', 'dumped once more, it is the same');
}
is($node->safe_psql('postgres_copy', $differences), '', 'restored indexes answer as scans do');
is($node->safe_psql('newsroom_copy', $everything), $known, 'a tracked table is all there');
is($node->safe_psql('newsroom_copy', q(
	ALTER SCHEMA "Desk's" RENAME TO "elsewhere, too"; ALTER SCHEMA "the ""prints""" RENAME TO apart;
	INSERT INTO "elsewhere, too"."All articles" VALUES (1000, 'Late', '2026-01-02 UTC', public.words('story3', 30));
	CALL apart.newsprint_trace('"elsewhere, too"."All articles"');
	SELECT count(*) FROM "elsewhere, too"."it's ""it""_reprint" WHERE reprint = 1000)),
	6, 'and is traced on in another schema');

# Files as they are, indexes too, under a new catalog
$node->safe_psql('postgres', "DROP DATABASE ${_}_copy") for 'postgres', 'newsroom';
$node->stop;
my $new = PostgreSQL::Test::Cluster->new('upgraded');
$new->init(@initdb);
my $bindir = $node->config_data('--bindir');
chdir PostgreSQL::Test::Utils::tempdir;
$new->command_ok([ 'pg_upgrade', '-b', $bindir, '-B', $bindir, '-d', $node->data_dir, '-D', $new->data_dir,
		'-s', $new->host, '-p', $node->port, '-P', $new->port ], 'pg_upgrade');
$new->append_conf('postgresql.conf', "jit = off\n");
$new->start;
is($new->safe_psql('postgres', 'SELECT md5(string_agg(a::text, $$ $$ ORDER BY id)) FROM articles a'), $articles, 'upgraded: prints are the same');
is($new->safe_psql('postgres', $differences), '', 'upgraded: indexes answer as scans do');
is($new->safe_psql('newsroom', $everything), $known, 'upgraded: a tracked table is all there');
is($new->safe_psql('postgres', "SELECT newsprint_index_check('articles_newsprint', true)"), '', 'upgraded: the index is sound');
is($new->safe_psql('postgres', "INSERT INTO articles SELECT n, n, article(n) FROM generate_series(1001, 1200) n; VACUUM articles; $differences"), '', 'upgraded: and takes more');

$new->stop;
done_testing();
