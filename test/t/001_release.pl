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

# What PGXN's meta specification, 1.0.0, asks of META.json.
my %known = map { $_ => 0 } qw(description generated_by tags no_index prereqs release_status resources);
for my $key (qw(name abstract version maintainer license provides meta-spec))
{
	ok(defined $meta->{$key}, "META.json has $key");
	$known{$key} = 1;
}
is(join(' ', grep { !exists $known{$_} && !/^x_/i } sort keys %$meta), '', 'META.json has no unknown key');
like($meta->{name}, qr{^[^\s/\\[:cntrl:]]{2,}$}, 'its name is a term');
my $semver = qr/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[a-z][0-9a-z-]*)?$/i;
like($_, $semver, "version $_ has three numbers")
  for $meta->{version}, (map { $_->{version} } values %{ $meta->{provides} }),
  map { values %$_ } map { values %$_ } values %{ $meta->{prereqs} };
is($meta->{'meta-spec'}{version}, '1.0.0', 'it is written after that specification');
is($meta->{license}, 'postgresql', 'the license has the name that the specification gives it');
like(slurp('LICENSE'), qr/the PostgreSQL License/, 'and is that one');
like($meta->{release_status}, qr/^(?:stable|testing|unstable)$/, 'the release has a status');
is($meta->{release_status} eq 'stable', $meta->{version} !~ /-/, 'and the version says the same');
is(join(', ', grep { !/^[^\/\\[:cntrl:]]{1,256}$/ } @{ $meta->{tags} }), '', 'tags are tags');
ok(-f $_, "META.json names $_, which is there")
  for map { ($_->{file}, $_->{docfile}) } values %{ $meta->{provides} };

# The Debian package.
like(slurp('debian/changelog'), qr/\A\w+ \(\Q$control\E-\d+\)/, 'debian/changelog has the version');
my $copyright = slurp('debian/copyright');
for my $license (qw(LICENSE LICENSE.unicode))
{
	my ($grant) = slurp($license) =~ /^(Permission .*)\z/ms;
	is(join("\n", grep { index($copyright, "\n $_\n") < 0 } grep { $_ } split /\n/, $grant),
		'', "debian/copyright has the text of $license");
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
