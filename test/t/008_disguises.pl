# Disguised words where the SQL test cannot look: in a real article (needs
# NEWSPRINT_DATA; the sample story of test/sql/disguises.sql is treated alike),
# in other encodings, and in texts of 100 MB.
use strict;
use warnings;
use utf8;

use Encode qw(decode encode);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time);

my $node = PostgreSQL::Test::Cluster->new('disguises');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION newsprint');

# Puts look-alikes in the place of a share of all letters, always the same
# ones, each word but keeping one of its own.
sub masked
{
	my ($body, $share) = @_;
	my %doubles;
	@doubles{ split //, 'aceilopxyjsABCEHIKMOPTXYSJ' } =
	  split //, 'асеіӏорхујѕАВСЕНІКМОРТХУЅЈ';
	my @pieces = split /([A-Za-z]+)/, $body;
	my ($letters, @places) = (0);

	for my $n (0 .. $#pieces)
	{
		next unless $pieces[$n] =~ /^[A-Za-z]/;
		my @characters = split //, $pieces[$n];
		my @can = grep { $doubles{ $characters[$_] } } 0 .. $#characters;

		$letters += @characters;
		shift @can if @can == @characters;
		push @places, map { [ $n, $_ ] } @can;
	}
	# a generator of our own, since rand differs between systems
	my $random = 1;
	for my $i (reverse 1 .. $#places)
	{
		$random = ($random * 1103515245 + 12345) % 2147483648;
		my $j = int($random / 65536) % ($i + 1);
		@places[ $i, $j ] = @places[ $j, $i ];
	}
	for my $place (@places[ 0 .. int($share * $letters) - 1 ])
	{
		my ($n, $i) = @$place;
		substr($pieces[$n], $i, 1) = $doubles{ substr($pieces[$n], $i, 1) };
	}
	return join '', @pieces;
}

sub literal
{
	return sprintf(q{convert_from('\x%s', 'UTF8')}, unpack('H*', encode('UTF-8', $_[0])));
}

SKIP:
{
	my ($file) = glob((($ENV{NEWSPRINT_DATA} // '') . '/seeds/000_*.txt'));
	skip 'needs the seeds of NEWSPRINT_DATA', 8
	  unless defined $file && -f $file;
	my $body = decode('UTF-8', slurp_file($file));

	is( $node->safe_psql('postgres', 'SELECT count(*) FROM newsprint_disguises(' . literal($body) . ')'),
		'0', 'nothing is disguised in the article');
	is( $node->safe_psql('postgres', 'SELECT newsprint_unmask(a) = a FROM ' . literal($body) . ' a'),
		't', '... and nothing to unmask');
	for my $share (0.05, 0.2)
	{
		my $masked = masked($body, $share);
		my $from = 'FROM (SELECT ' . literal($body) . ' AS a, ' . literal($masked) . ' AS b) texts';
		my $name = sprintf '%d%% of the letters', 100 * $share;

		is($node->safe_psql('postgres', "SELECT newsprint_unmask(b) = a $from"),
			't', "$name: unmasked to itself");
		is( $node->safe_psql('postgres', "SELECT newsprint_containment(to_newsprint(a), to_newsprint(b)) < 0.6 $from"),
			't', "$name: hidden before");
		is( $node->safe_psql('postgres',
				"SELECT count(*) = (SELECT count(*) FROM newsprint_paragraphs(a) p WHERE length(p.body) >= 100)
				 $from, newsprint_reprinted(a, newsprint_unmask(b), 'english') WHERE kind = 'verbatim' AND coverage = 1 AND length >= 100 GROUP BY a"),
			't', "$name: every paragraph found afterwards");
	}
}

# Characters that an encoding has are themselves, others are entities.
my %texts = (
	WIN1251 => [ 'Mocквa и Рutin, сор', 'Москва и Putin, сор' ],
	LATIN1 => [ 'P&#1072;yp&#1072;l déj&agrave;, &#1072;&#1073;', 'Paypal déj&agrave;, &#1072;&#1073;' ],
	EUC_JP => [ '日本のMocквa', '日本のМосква' ],
	SQL_ASCII => [ 'Pаypаl, Рutin', 'Paypal, Putin' ]);
for my $encoding (sort keys %texts)
{
	my ($body, $expected) = @{ $texts{$encoding} };
	my $database = lc $encoding;
	$node->safe_psql('postgres',
		"CREATE DATABASE $database ENCODING '$encoding' TEMPLATE template0 LOCALE 'C'");
	$node->safe_psql($database, 'CREATE EXTENSION newsprint');
	is( $node->safe_psql($database,
			'SELECT newsprint_unmask(a) = ' . literal($expected) . ' FROM ' . literal($body) . ' a'),
		't', "$encoding: unmasked");
	is( $node->safe_psql($database,
			'SELECT bool_and(newsprint_normalize(substr(a, start, length)) = form) FROM ' . literal($body) . ' a, newsprint_disguises(a)'),
		't', "$encoding: places");
}

# Stopped soon, and the session goes on.
my %large = (
	'disguised words' => q{repeat('Pаypаl mеt соpe, ', 4500000)},
	'one word' => q{repeat('aа', 33000000)},
	'invisible' => q{'Pа' || repeat(U&'\200B', 30000000) || 'ypal'},
	'references' => q{repeat('&#1072;a', 12000000)});
$node->safe_psql('postgres',
	'CREATE UNLOGGED TABLE large (body text); ALTER TABLE large ALTER body SET STORAGE external');
for my $kind (sort keys %large)
{
	my $start = time;
	my ($status, $out, $err) = $node->psql('postgres', <<"SQL", on_error_stop => 0);
TRUNCATE large;
INSERT INTO large SELECT $large{$kind};
SET statement_timeout = '100ms';
SELECT count(*) FROM large, newsprint_disguises(body);
SELECT length(newsprint_unmask(body)) FROM large;
SET statement_timeout = 0;
SELECT newsprint_unmask('Pаypаl');
SQL
	is( join("\n", grep { !/canceling statement due to (?:statement timeout|user request)/ } split /\n/, $err),
		'', "$kind: finished or cancelled");
	note(sprintf '%s: %.1f s', $kind, time - $start);
	like($out, qr/^Paypal$/m, "$kind: the session goes on");
}

$node->stop;
done_testing();
