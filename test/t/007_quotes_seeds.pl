# Five real articles on one event: every quotation with its ends, the links
# between them, and the speakers.  Needs NEWSPRINT_DATA; the sample story
# (test/sql/quotes.sql) shows the same cases.
use strict;
use warnings;

use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seeds = ($ENV{NEWSPRINT_DATA} // '') . '/seeds';
plan skip_all => 'needs the seeds of NEWSPRINT_DATA'
  unless -f "$seeds/truth_quotes.json";

my $node = PostgreSQL::Test::Cluster->new('quotes_seeds');
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

my $truth = JSON::PP->new->utf8->decode(slurp_file("$seeds/truth_quotes.json"));

# The truth's places include the marks, ours do not.
sub key { return join ':', @_ }
my %found = map {
	my ($id, $start, $length, $speaker) = split /\|/, $_, 4;
	key($id, $start, $start + $length) => $speaker
  } split /\n/, $node->safe_psql('postgres',
	'SELECT id, start, length, speaker FROM seed, newsprint_quotes(body)');
is(scalar keys %found, scalar @$truth, 'as many quotations as there are');

my %group;    # place -> group
my %soft;
my ($speakers, $right) = (0, 0);
for my $quote (@$truth)
{
	my $text = $quote->{text};
	my $place = key($quote->{article}, $quote->{start} + 1,
		$quote->{start} + $quote->{length} - 1);
	my $name = "$quote->{article} at $quote->{start}";

	ok(exists $found{$place}, "$name is found with its ends");
	$group{$place} = $quote->{group};
	$soft{$place} = $quote->{soft};
	next unless defined $quote->{speaker};
	$speakers++;
	# one of the words of the name, a remark in brackets left out
	(my $speaker = $quote->{speaker}) =~ s/ *\(.*\)//;
	my %word = map { lc $_ => 1 } grep { !/^(a|an|the|of)$/i } split /\W+/, $speaker;
	my $same = grep { $word{ lc $_ } } split /\W+/, $found{$place} // '';
	$right++ if $same;
	note("$name: $quote->{speaker}: got " . ($found{$place} // 'nothing'))
	  unless $same;
}
cmp_ok($right / $speakers, '>=', 0.85, "$right of $speakers speakers");

# Links: all within a group that is not soft, none between groups.
my %linked;
my @wrong;
for my $line (split /\n/, $node->safe_psql('postgres',
		'SELECT a.id, a_start, a_start + a_length, b.id, b_start, b_start + b_length, q.kind
		 FROM seed a, seed b, newsprint_shared_quotes(a.body, b.body) q WHERE a.id < b.id'))
{
	my @field = split /\|/, $line;
	my ($a, $b) = (key(@field[ 0 .. 2 ]), key(@field[ 3 .. 5 ]));

	$linked{"$a $b"} = $field[6];
	push @wrong, $line
	  unless defined $group{$a} && defined $group{$b} && $group{$a} eq $group{$b};
}
is(join("\n", @wrong), '', 'no wrong link');

my ($soft_links, $soft_found) = (0, 0);
for my $a (sort keys %group)
{
	for my $b (sort keys %group)
	{
		next unless defined $group{$a} && defined $group{$b} && $group{$a} eq $group{$b};
		next unless substr($a, 0, 3) lt substr($b, 0, 3);
		if ($soft{$a} || $soft{$b})
		{
			$soft_links++;
			$soft_found++ if $linked{"$a $b"};
			next;
		}
		ok($linked{"$a $b"}, "$group{$a}: $a and $b are linked");
	}
}
diag("$soft_found of $soft_links soft links found");

$node->stop;
done_testing();
