# Five real articles on one event, every row of the expected answers.  Needs
# NEWSPRINT_DATA; the sample story (test/sql/story.sql) shows the same cases.
use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seeds = ($ENV{NEWSPRINT_DATA} // '') . '/seeds';
plan skip_all => 'needs the seeds of NEWSPRINT_DATA'
  unless -f "$seeds/truth_passages.tsv";

my $node = PostgreSQL::Test::Cluster->new('seeds');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres',
	'CREATE EXTENSION newsprint; CREATE TABLE seed (id text, body text)');
for my $file (glob "$seeds/*.txt")
{
	my ($id) = $file =~ m{/(\d{3})_};
	$node->safe_psql('postgres',
		sprintf("INSERT INTO seed VALUES ('%s', convert_from('\\x%s', 'UTF8'))",
			$id, unpack('H*', slurp_file($file))));
}

my ($header, @rows) = split /\n/, slurp_file("$seeds/truth_passages.tsv");
for my $config ('english', 'simple')
{
	my %found;
	for my $line (split /\n/, $node->safe_psql('postgres',
			"SELECT b.id, r.paragraph, r.start, r.length, kind, reprint_start, reprint_length
			 FROM seed a, seed b, newsprint_reprinted(a.body, b.body, '$config') r
			 WHERE a.id = '000' AND b.id <> '000'"))
	{
		my ($reprint, $paragraph, @rest) = split /\|/, $line;
		$found{$reprint}{$paragraph} = \@rest;
	}

	for my $row (@rows)
	{
		my ($paragraph, $start, $length, $reprint, $verdict, $at, $long) = split /\t/, $row;
		my $got = $found{$reprint}{$paragraph};
		my $kind = $got ? $got->[2] : 'absent';
		my $name = "$config: paragraph $paragraph in $reprint is $verdict";

		next if $verdict eq 'too short to judge';
		if ($verdict eq 'absent')
		{
			is($kind, 'absent', $name);
			next;
		}
		if ($verdict eq 'quotation only')
		{
			like($kind, qr/^(absent|quotation)$/, $name);
			next;
		}
		# a heading of two words may be found or not, as the truth may be
		my $expected =
		    $verdict eq 'verbatim' ? qr/^verbatim$/
		  : $verdict =~ /^edited, first/ ? qr/^edited$/
		  :                                qr/^(edited|rewritten|verbatim)$/;
		like($kind, $expected, $name) or next;
		# ends may differ by two words
		my ($got_at, $got_long) = @{$got}[ 3, 4 ];
		my $words = sub {
			my ($from, $to) = sort { $a <=> $b } @_;
			return $node->safe_psql('postgres',
				"SELECT count(*) FROM seed, newsprint_words(substr(body, $from, $to - $from)) WHERE id = '$reprint'");
		};
		cmp_ok($words->($got_at, $at), '<=', 2, "$name: begins there");
		cmp_ok($words->($got_at + $got_long, $at + $long), '<=', 2, "$name: ends there");
	}
}

is( $node->safe_psql('postgres', q{
	SELECT string_agg(b.id || ':' || (SELECT count(*) FILTER (WHERE kind <> 'quotation') FROM newsprint_align(a.body, b.body, 'english')), ' ' ORDER BY b.id)
	FROM seed a, seed b WHERE a.id = '000' AND b.id IN ('003', '004')}),
	'003:1 004:0', 'one prose passage in 003, none in 004');

# 001 has every paragraph but the caption, 002 all but caption and lede; their
# prints say so too.
is( $node->safe_psql('postgres', q{
	SELECT string_agg(b.id, ' ' ORDER BY b.id) FROM seed a, seed b
	WHERE a.id = '000' AND b.id <> a.id
	AND to_newsprint(b.body) @@ to_newsprint_query(a.body, share => 0.3)}),
	'001 002', 'the prints of 001 and 002 hold a third of 000');

$node->stop;
done_testing();
