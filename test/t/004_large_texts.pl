# Texts of 100 MB: every function takes them in bounded memory, or stops soon
# after it was told to, and the session goes on.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $node = PostgreSQL::Test::Cluster->new('large');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', 'autovacuum = off');
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION newsprint');

# Kinds of a large text, each made by an expression of SQL.
my %texts = (
	'English' => q{(SELECT string_agg(md5(i::text) || ' the quick brown fox said. ', '') FROM generate_series(1, 1700000) i)},
	'one word' => q{repeat('abcdefghij', 10000000)},
	'opening tags' => q{repeat('<a ', 33000000)},
	'scripts never closed' => q{repeat('<script>', 12500000)},
	'quotation marks' => q{repeat('"', 100000000)},
	'one paragraph' => q{repeat(E'Forty herons stood along the frozen canal and waited for boats that never came.\n\n', 1250000)},
	'few words' => q{(SELECT string_agg('w' || (i::bigint * 7919 % 10007 & 127), ' ') FROM generate_series(1, 20000000) i)},
	'Han' => q{repeat('北约说我们没有改变', 3700000)},
	'marks' => q{'a' || repeat(U&'\0301', 50000000)});

my @calls = (
	'length(newsprint_normalize(body))',
	'newsprint_info(to_newsprint(body))',
	'(SELECT count(*) FROM newsprint_words(body))',
	'(SELECT count(*) FROM newsprint_paragraphs(body))',
	'(SELECT count(*) FROM newsprint_sentences(body))',
	q{(SELECT count(*) FROM newsprint_sentences(body, 'en'))},
	q{(SELECT count(*) FROM newsprint_align(body, body, 'english'))},
	q{(SELECT count(*) FROM newsprint_align(body, left(body, 60000), 'simple', 'sensitive'))},
	q{(SELECT count(*) FROM newsprint_reprinted(left(body, 2000000), left(body, 2000000), 'simple'))},
	q{(SELECT count(*) FROM newsprint_reprinted('one two three', body, 'simple'))});

# Memory that the backend has had at its most, in MB
my $peak = q{(regexp_match(pg_read_file('/proc/' || pg_backend_pid() || '/status'), 'VmHWM:\s+(\d+)'))[1]::int / 1024};

for my $kind (sort keys %texts)
{
	$node->safe_psql('postgres',
		"DROP TABLE IF EXISTS large; CREATE TABLE large AS SELECT $texts{$kind} AS body");
	my ($slowest, $which) = (0, '');
	my $bad = '';
	for my $call (@calls)
	{
		my $start = time;
		my ($status, $out, $err) = $node->psql('postgres',
			"SET statement_timeout = '200ms'; SELECT $call FROM large;\n");

		($slowest, $which) = (time - $start, $call) if time - $start > $slowest;
		$bad .= "$call: $err\n"
		  if $err ne '' && $err !~ /canceling statement due to (?:statement timeout|user request)/;
	}
	is($bad, '', "$kind: finished or cancelled");
	note(sprintf('%s: slowest %.1f s in %s', $kind, $slowest, $which));
}

# Whole, with the memory it takes: some 20 bytes a word beside the text itself
$node->safe_psql('postgres',
	"DROP TABLE IF EXISTS large; CREATE TABLE large AS SELECT $texts{English} AS body");
my ($before, $after, $info) = split /\|/, $node->safe_psql('postgres',
	"SELECT $peak, $peak, ''; SELECT length(body) FROM large \\g /dev/null
	 SELECT $peak AS before \\gset
	 SELECT newsprint_info(to_newsprint(body)) AS info FROM large \\gset
	 SELECT :'before', $peak, :'info'") =~ s/^.*\n//r;
cmp_ok($after, '<', 1200, "a print of 100 MB takes bounded memory ($before MB before, $after MB after)");
like($info, qr/"words": \d{7,}/, "and is whole: $info");

$node->stop;
done_testing();
