# Memory of a backend does not grow with the number of calls, errors or
# cancelled calls.  NEWSPRINT_CALLS: how many calls of each function (default
# 5,000; of those that read a table, one in fifty).
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use List::Util qw(min);
use Test::More;

my $calls = $ENV{NEWSPRINT_CALLS} || 5000;

# A tenth of the calls goes before, for what a backend learns once (catalogs,
# ICU's data); then come ten statements of a tenth each.  What a function that
# returns a set leaves until its statement ends is the server's doing: any such
# function does.
my $slack_kb = 512;

plan skip_all => 'there is no /proc here' unless -e '/proc/self/status';

# glibc gives back what is freed, so that a peak in the middle of a call does not
# pass for growth
$ENV{MALLOC_MMAP_THRESHOLD_} = $ENV{MALLOC_TRIM_THRESHOLD_} = 65536;

my $node = PostgreSQL::Test::Cluster->new('memory');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "autovacuum = off\njit = off");
$node->start;
$node->safe_psql('postgres', q{
CREATE EXTENSION newsprint;
CREATE FUNCTION body(i bigint) RETURNS text LANGUAGE sql VOLATILE
RETURN 'Ferry ' || i || E' ran aground at dawn.\n\n“Nobody was hurt,” said Captain Ines Ward. She added: “We waited ' || i % 7
    || ' hours for the tide, and then it came back.” The mayor of H' || U&'\0430' || 'rbour told reporters that 214 people were aboard.';
CREATE FUNCTION other(i bigint) RETURNS text LANGUAGE sql VOLATILE
RETURN 'Captain Ines Ward said: “Nobody was hurt.” The ferry ran aground at dawn, and 214 people were aboard, the mayor told '
    || i % 11 || ' reporters. “We waited for the tide, and then it came back,” the captain said.';
CREATE TABLE articles (id int PRIMARY KEY, outlet text, published_at timestamptz, body text,
    print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED,
    quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED);
INSERT INTO articles (id, outlet, published_at, body)
SELECT i, 'outlet ' || i % 5, '2026-01-01'::timestamptz + i * interval '1 hour', body(i) FROM generate_series(1, 200) i;
CREATE INDEX ON articles USING gin (print);
CREATE INDEX ON articles USING gin (quoteprint);
ANALYZE articles;
CREATE FUNCTION rss() RETURNS int LANGUAGE sql VOLATILE
RETURN (regexp_match(pg_read_file('/proc/' || pg_backend_pid() || '/status'), 'RssAnon:\s+(\d+)'))[1]::int;
});

my %functions = (
	'newsprint_normalize' => 'newsprint_normalize(body(i))',
	'newsprint_words' => '(SELECT count(*) FROM newsprint_words(body(i)))',
	'newsprint_paragraphs' => '(SELECT count(*) FROM newsprint_paragraphs(body(i)))',
	'newsprint_sentences' => '(SELECT count(*) FROM newsprint_sentences(body(i)))',
	'newsprint_sentences, ICU' => q{(SELECT count(*) FROM newsprint_sentences(body(i), 'en'))},
	'newsprint_quotes' => q{(SELECT count(*) FROM newsprint_quotes(body(i), 'es'))},
	'newsprint_disguises' => '(SELECT count(*) FROM newsprint_disguises(body(i)))',
	'newsprint_unmask' => 'newsprint_unmask(body(i))',
	'newsprint_typography' => '(SELECT glued FROM newsprint_typography(body(i)))',
	'newsprint_mentions' => q{(SELECT count(*) FROM newsprint_mentions(body(i), '{Ward,Ferry}'))},
	'to_newsprint' => 'to_newsprint(body(i))',
	'to_quoteprint' => 'to_quoteprint(body(i))',
	'to_newsprint_query' => 'to_newsprint(body(i)) @@ to_newsprint_query(other(i), ignore => to_newsprint(other(1)))',
	'to_quote_query' => q{to_quote_query('nobody was hurt in ' || i)},
	'text form' => 'to_newsprint(body(i))::text::newsprint',
	'text form of a query' => 'to_newsprint_query(body(i))::text::newsprint_query',
	'newsprint_send' => 'newsprint_send(to_newsprint(body(i)))',
	'newsprint_info' => 'newsprint_info(to_newsprint(body(i)))',
	'newsprint_entries' => '(SELECT count(*) FROM newsprint_entries(to_newsprint(body(i))))',
	'sets' => '(to_newsprint(body(i)) + to_newsprint(other(i)) - to_newsprint(body(3))) & to_newsprint(other(i))',
	'measures' => 'to_newsprint(body(i)) <=> to_newsprint(other(i))',
	'newsprint_passages' => '(SELECT count(*) FROM newsprint_passages(to_newsprint(body(i)), to_newsprint(other(i))))',
	'newsprint_align' => q{(SELECT count(*) FROM newsprint_align(body(i), other(i), 'english'))},
	'newsprint_reprinted' => q{(SELECT count(*) FROM newsprint_reprinted(body(i), other(i), 'german', 'sensitive'))},
	'newsprint_taken' => q{(SELECT count(*) FROM newsprint_taken(body(i), other(i), 'simple'))},
	'newsprint_compare' => q{(SELECT count(*) FROM newsprint_compare(body(i), other(i), 'english'))},
	'newsprint_degree' => q{(SELECT level FROM newsprint_degree(body(i), other(i), 'english'))},
	'newsprint_highlight' => q{newsprint_highlight(body(i), other(i), 'english')},
	'newsprint_shared_quotes' => '(SELECT count(*) FROM newsprint_shared_quotes(body(i), other(i)))',
	'newsprint_same_quote' => '(SELECT kind FROM newsprint_same_quote(body(i), other(i)))',
	'newsprint_quote_diff' => '(SELECT count(*) FROM newsprint_quote_diff(body(i), other(i)))',
	'newsprint_union' => q{(SELECT newsprint_union(p) FROM (VALUES (to_newsprint(body(i))), (to_newsprint(other(i)))) v (p))});

my %on_tables = (
	'newsprint_search' => q{(SELECT count(*) FROM newsprint_search('articles', body(i), max_results => 3))},
	'newsprint_find_quote' => q{(SELECT count(*) FROM newsprint_find_quote('articles', 'we waited ' || i % 7 || ' hours for the tide'))},
	'newsprint_check' => q{(SELECT count(*) FROM newsprint_check('articles'))},
	'newsprint_pairs' => q{(SELECT count(*) FROM newsprint_pairs('articles', shared => 1000 + i::int))},
	'index scan' => q{(SELECT count(*) FROM articles WHERE print @@ to_newsprint_query(body(i)))});

# A PL/pgSQL block that catches what the statement raises
my %errors = (
	'an unknown locale' => [ q{PERFORM newsprint_sentences(body(i), 'qqq')}, 'invalid_parameter_value' ],
	'a form that is none' => [ q{PERFORM ('newsprint(1,1,article,3,4,7) 0acabb5bd6de@9,' || i)::newsprint}, 'invalid_text_representation' ],
	'a configuration that is none' => [ q{PERFORM newsprint_align(body(i), other(i), ('c' || i)::text::regconfig)}, 'undefined_object' ],
	'other parameters' => [ q{PERFORM newsprint_overlap(to_newsprint(body(i)), to_newsprint(body(i), 2))}, 'invalid_parameter_value' ]);

# The scripts are run in a session of its own: warm_up once, measured ten times.
# The allocator keeps now more, now less, so what counts is the least after the
# first five and after the last five.
sub is_flat
{
	my ($name, $warm_up, $measured) = @_;
	my $script = "$warm_up\n" . "$measured\nSELECT 'rss ' || rss();\n" x 10;
	my ($status, $out, $err) = $node->psql('postgres', $script, on_error_stop => 0);
	my @rss = $out =~ /^rss (\d+)$/mg;
	my $growth = @rss == 10 ? min(@rss[ 5 .. 9 ]) - min(@rss[ 0 .. 4 ]) : 'unknown';

	$err =~ s/.*canceling statement due to (?:statement timeout|user request)\n?//g;
	ok($err eq '' && @rss == 10 && $growth < $slack_kb, "$name: $growth kB more $err");
	return;
}

sub calls_of
{
	my ($call, $times) = @_;

	return "SELECT count($call) FROM generate_series(1, $times) i \\g /dev/null";
}

for my $name (sort keys %functions)
{
	my $script = calls_of($functions{$name}, $calls / 10);

	is_flat("$calls x $name", $script, $script);
}
for my $name (sort keys %on_tables)
{
	my $times = int($calls / 50);
	my $script = calls_of($on_tables{$name}, $times / 10);

	is_flat("$times x $name", $script, $script);
}
for my $name (sort keys %errors)
{
	my ($statement, $condition) = @{ $errors{$name} };
	my $times = int($calls / 10);
	my $script = qq{DO \$\$
DECLARE caught int := 0;
BEGIN
    FOR i IN 1..$times / 10 LOOP
        BEGIN
            $statement;
        EXCEPTION WHEN $condition THEN caught := caught + 1;
        END;
    END LOOP;
    ASSERT caught = $times / 10, format('%s errors', caught);
END \$\$;};

	is_flat("$times x error, $name", $script, $script);
}

# Cancelled while ICU, the aligner or the spoof checker runs.  A break iterator
# takes some 7 kB; it is open from when the layout has been found, which is all
# that newsprint_sentences does without a locale, until ICU has found sentences.
$node->safe_psql('postgres', q{
CREATE TABLE large AS SELECT string_agg(body(i), ' ') AS b FROM generate_series(1, 3000) i;
CREATE FUNCTION milliseconds(call text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    started timestamptz;
    shortest float8 := 'infinity';
BEGIN
    FOR i IN 1..10 LOOP
        started := clock_timestamp();
        EXECUTE 'SELECT count(*) FROM large, ' || call;
        shortest := least(shortest, extract(epoch FROM clock_timestamp() - started) * 1000);
    END LOOP;
    RETURN shortest;
END $$});
my ($layout, $sentences) = split /\|/, $node->safe_psql('postgres', q{SELECT milliseconds('newsprint_sentences(b)'), milliseconds('newsprint_sentences(b, ''en'')')});
my @while_open = map { 1 + int($layout + ($sentences - $layout) * $_ / 6) } 1 .. 5;
note("newsprint_sentences: $layout ms without ICU, $sentences ms with it, cancelled after @while_open");
cmp_ok($sentences - $layout, '>', 2, 'there is time to cancel ICU');
for (
	[ q{newsprint_sentences(b, 'en')}, @while_open ],
	map({ [ $_, 1 .. 5 ] } q{newsprint_align(b, b, 'english')}, 'newsprint_disguises(b)', 'newsprint_quotes(b)'))
{
	my ($call, @after) = @$_;
	my $times = min(int($calls / 5), 10000);
	my $cancelled = join("\n", map { "SET statement_timeout = $_;\nSELECT count(*) FROM large, $call \\g /dev/null" } @after);

	is_flat("$times x cancelled, $call", "$cancelled\n" x 10,
		"$cancelled\n" x ($times / 50) . 'SET statement_timeout = 0;');
}

$node->stop;
done_testing();
