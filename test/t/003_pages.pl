# Every statement of the README and of the pages in docs/ runs, and gives what
# is shown there.  Each page has a database of its own; pages of several
# servers have tests of their own.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use File::Basename;
use Pages;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('pages');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;

for my $page ('README.md', sort glob 'docs/*.md')
{
	next if slurp_file($page) =~ /^```sql \w/m;
	my $database = basename($page, '.md') =~ tr/A-Z/a-z/r;

	$node->safe_psql('postgres', qq(CREATE DATABASE "$database"));
	$node->safe_psql($database, 'CREATE EXTENSION newsprint') if $page ne 'README.md';
	my $blocks = run_page($page, sub { psql($node, $database, $_[0]) });
	ok($blocks >= 5, "$page has statements ($blocks blocks)") if $page eq 'README.md';
}

# What the install script gives to users, the README names.
my $readme = slurp_file('README.md');
my $script = slurp_file((sort glob('sql/newsprint--?.?.?.sql'))[-1]);
my %internal = map { $_ => 1 } $script =~ /COMMENT ON FUNCTION (\w+)\([^;]*? IS\s+'(?:I\/O|GIN support|(?:[^']|'')*\bimplementation of |transition and)/g;
my %functions = map { $_ => 1 } $script =~ /^CREATE (?:FUNCTION|AGGREGATE|PROCEDURE) (\w+)/mg;
for my $function (sort keys %functions)
{
	next if $internal{$function} || $function =~ /_(cmp|hash|hash_extended)$/;
	ok($readme =~ /\b\Q$function\E\b/, "the README names $function");
}
$node->stop;
done_testing();
