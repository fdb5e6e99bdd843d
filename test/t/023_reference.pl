# docs/reference.md is what the catalog says, and nothing can be added to the
# extension without a word of what it is.  PAGES_ACCEPT=folder writes the page
# there (so does "make reference", to its place).  The pictures are those that
# tools/pictures.pl draws now.
use strict;
use warnings;

use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('reference');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;
my $generator = slurp_file('tools/reference.sql');

# The page, and what was said against it, of the extension as statements leave it
sub page
{
	my ($database, @statements) = @_;
	my ($output, $errors) = ('', '');

	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, join ';', 'CREATE EXTENSION newsprint', @statements);
	IPC::Run::run([ 'psql', '-X', '-q', '-d', $node->connstr($database) ], '<', \$generator, '>', \$output, '2>', \$errors);
	return ($output, $errors =~ /ERROR:  (.*)/ ? $1 : $errors);
}

my ($page, $errors) = page('as_it_is');
my $stored = -e 'docs/reference.md' ? slurp_file('docs/reference.md') : '';
is($errors, '', 'the page is written');
if ($ENV{PAGES_ACCEPT})
{
	unlink "$ENV{PAGES_ACCEPT}/reference.md";
	append_to_file("$ENV{PAGES_ACCEPT}/reference.md", $page);
}
my @old = split /\n/, $stored, -1;
my @new = split /\n/, $page, -1;
my ($line) = grep { ($old[$_] // 'nothing') ne ($new[$_] // 'nothing') } 0 .. (@new > @old ? $#new : $#old);
is(defined $line ? 'line ' . ($line + 1) . ': ' . ($old[$line] // 'nothing') : 'all',
	defined $line ? 'line ' . ($line + 1) . ': ' . ($new[$line] // 'nothing') : 'all',
	'docs/reference.md is what the catalog says (make reference writes it)');
cmp_ok(scalar(@new), '>', 1000, scalar(@new) . ' lines');

my $added = q(CREATE FUNCTION newsprint_more(body text, OUT n int) RETURNS SETOF int LANGUAGE sql RETURN 1;
	ALTER EXTENSION newsprint ADD FUNCTION newsprint_more);
my %wrong = (
	'without a comment: function newsprint_more(text)' => [$added],
	'without a comment: operator &&(newsprint,newsprint)' => ['COMMENT ON OPERATOR && (newsprint, newsprint) IS NULL'],
	'without a topic: newsprint_more' => [ $added, q(COMMENT ON FUNCTION newsprint_more IS 'more') ],
	'in a topic and not there: newsprint_html' =>
	  [ 'ALTER EXTENSION newsprint DROP FUNCTION newsprint_html(text)' ],
	'columns that the comment does not explain: newsprint_words(text) word' =>
	  [ q(COMMENT ON FUNCTION newsprint_words IS E'words\nparagraph: of\nsentence: of\nstart: of\nlength: of\nform: of') ],
	'explained and not there: newsprint_normalize(text) language' =>
	  [ q(COMMENT ON FUNCTION newsprint_normalize IS E'words\nlanguage: of the text') ],
	'explained and not there: newsprint_normalize(text) line 2' =>
	  [ q(COMMENT ON FUNCTION newsprint_normalize IS E'words\nand more words') ],
);
my $n = 0;
for my $message (sort keys %wrong)
{
	is((page('wrong_' . ++$n, @{ $wrong{$message} }))[1], $message, "found: $message");
}

my $folder = PostgreSQL::Test::Utils::tempdir;
$node->safe_psql('postgres', 'CREATE DATABASE pictures');
{
	local @ENV{qw(PGHOST PGPORT PGDATABASE)} = ($node->host, $node->port, 'pictures');
	IPC::Run::run([ $^X, 'tools/pictures.pl', $folder ], '2>', \$errors);
	is($errors, '', 'the pictures are drawn');
}
for my $picture (map { basename($_) } sort glob "$folder/*.svg")
{
	is(slurp_file("docs/pictures/$picture"), slurp_file("$folder/$picture"), "docs/pictures/$picture shows what the code gives (make pictures draws it)");
}
is(join(' ', map { basename($_) } sort glob 'docs/pictures/*.svg'), join(' ', map { basename($_) } sort glob "$folder/*.svg"), 'each picture is drawn so');

$node->stop;
done_testing();
