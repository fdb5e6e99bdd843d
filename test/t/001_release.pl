# The version, the files of a release and the rules of the source tree that no
# compiler checks.  Needs no server.

use strict;
use warnings;

use File::Basename;
use JSON::PP;
use Test::More;

sub slurp
{
	my ($file) = @_;
	open(my $handle, '<:raw', $file) or die "cannot read $file: $!";
	local $/;
	return <$handle>;
}

my $meta = decode_json(slurp('META.json'));
my ($control) = slurp('newsprint.control') =~ /^default_version\s*=\s*'([^']*)'/m;

is($meta->{version}, $control, 'META.json and newsprint.control agree on the version');
is($meta->{provides}{newsprint}{version}, $control, 'what META.json provides has the same version');
ok(-f "sql/newsprint--$control.sql", "there is a script that installs version $control");
is($meta->{provides}{newsprint}{file}, "sql/newsprint--$control.sql", 'META.json names it');
for my $key (qw(name abstract version maintainer license provides meta-spec))
{
	ok(defined $meta->{$key}, "META.json has $key");
}
like(slurp('CHANGELOG.md'), qr/^## \Q$control\E\b/m, 'CHANGELOG.md has the version');

# Every C file is in the Makefile's lists, and every name there is a file.
my $makefile = slurp('Makefile');
$makefile =~ s/\\\n/ /g;
my %objects;
while ($makefile =~ /^(?:TEXT|PRINT|ALIGN|PG|INDEX)_OBJS\s*=(.*)$/mg)
{
	$objects{$_} = 1 for split ' ', $1;
}
my @objects = sort keys %objects;
my @sources = sort map { s/\.c$/.o/r } map { glob("src/$_/*.c") } qw(text print align pg pg/index);
is_deeply(\@objects, \@sources, 'the Makefile lists the sources that there are');

# The plain rooms know no server, and only the rooms before them.
my %before = (
	text  => [qw(text)],
	print => [qw(text print)],
	align => [qw(text print align)]);
my @strangers;
for my $room (sort keys %before)
{
	my $allowed = join '|', @{ $before{$room} };
	for my $file (glob "src/$room/*.[ch]")
	{
		for my $include (slurp($file) =~ /^\s*#\s*include\s+"([^"]+)"/mg)
		{
			push @strangers, "$file includes $include" unless $include =~ m{^(?:$allowed)/};
		}
	}
}
is_deeply(\@strangers, [], 'each plain room includes itself and those before it alone');

# A regression test and a specification share results/ and expected/.
my %names;
$names{ basename($_, '.sql', '.spec') }++
  for glob('test/sql/*.sql test/specs/*.spec sql/*.sql');
is_deeply([ grep { $names{$_} > 1 } sort keys %names ], [], 'no two tests or scripts share a name');

my %tests = map { basename($_, '.sql', '.spec') => 1 } glob('test/sql/*.sql test/specs/*.spec');
is_deeply([ grep { !-f "expected/$_.out" } sort keys %tests ], [], 'every test has its expected output');
is_deeply(
	[   grep { !$tests{ basename($_, '.out') =~ s/_\d+$//r } && !$tests{ basename($_, '.out') } }
		  sort glob('expected/*.out')
	],
	[],
	'every expected output has its test');

done_testing();
