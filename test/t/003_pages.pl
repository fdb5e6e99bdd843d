# Every statement of the README and of the pages in docs/ runs, and gives what
# is shown there.  Each page has a database of its own, with the articles of a
# folder where its first line says so (<!-- archive: folder -->); pages of
# several servers have tests of their own.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use Cwd qw(getcwd);
use File::Basename;
use Pages;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# The targets of a page's links, and the anchors of its headings as GitHub makes
# them; what stands in code is neither.
sub links
{
	my $text = $_[0] =~ s/^```.*?^```$//msgr =~ s/`[^`\n]*`//gr;
	return $text =~ /\]\(([^)\s]+)\)/g;
}

sub anchors
{
	my $text = $_[0] =~ s/^```.*?^```$//msgr;
	my (@anchors, %seen);

	for my $heading ($text =~ /^#+ +(.+?) *$/mg)
	{
		my $anchor = lc($heading) =~ s/[^\w\- ]//gr =~ tr/ /-/r;
		push @anchors, $anchor . ($seen{$anchor}++ ? '-' . ($seen{$anchor} - 1) : '');
	}
	return @anchors;
}

sub resolved
{
	my ($folder, $file) = @_;
	my $path = "$folder/$file" =~ s{^(?:\./)+}{}r;

	1 while $path =~ s{(?:^|(?<=/))(?!\.\./)[^/]+/\.\./}{};
	return $path;
}

my $node = PostgreSQL::Test::Cluster->new('pages');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;

for my $page ('README.md', sort glob 'docs/*.md')
{
	my $text = slurp_file($page);
	my $database = lc basename($page, '.md');

	next if $text =~ /^```sql \w/m || $text !~ /^```sql$/m;
	$node->safe_psql('postgres', qq(CREATE DATABASE "$database"));
	if ($text =~ /\A<!-- archive: (\S+) -->\n/)
	{
		command_ok([
			'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-v', 'folder=' . getcwd() . "/$1",
			'-f', 'demo/load.sql', '-d', $node->connstr($database)
		], "$page: $1 is loaded");
	}
	elsif ($page ne 'README.md')
	{
		$node->safe_psql($database, 'CREATE EXTENSION newsprint');
	}
	my $blocks = run_page($page, sub { psql($node, $database, $_[0]) });
	ok($blocks >= 5, "$page has statements ($blocks blocks)") if $page eq 'README.md';
}

# Every link of a page leads somewhere.
my %pages = map { $_ => slurp_file($_) } 'README.md', glob 'docs/*.md';
for my $page (sort keys %pages)
{
	my %broken;
	for my $link (links($pages{$page}))
	{
		next if $link =~ /^\w+:/;
		my ($file, $anchor) = $link =~ /^([^#]*)(?:#(.*))?$/;
		my $target = $file eq '' ? $page : resolved(dirname($page), $file);

		$broken{$link} = 1 if !-e $target;
		$broken{$link} = 1 if defined $anchor && !grep { $_ eq $anchor } anchors($pages{$target} // '');
	}
	is(join(' ', sort keys %broken), '', "$page: links lead somewhere");
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
