# An upgraded newsprint is the one that is installed afresh: for each script
# sql/newsprint--A--B.sql, the catalogs say the same of a database where B was
# created and of one where A was created and updated to B.  What is compared
# finds what is forgotten in upgrades of a little extension.
use strict;
use warnings;

use File::Basename;
use File::Copy;
use FindBin;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Owners have the same name on every machine.
$ENV{PGUSER} = 'postgres';
my $node = PostgreSQL::Test::Cluster->new('upgrade');
$node->init(extra => [ '--locale=C', '--encoding=UTF8', '--username=postgres' ]);
$node->append_conf('postgresql.conf', "log_statement = none\njit = off\nautovacuum = off\n");
$node->start;

# What the catalogs say after some statements, of which nothing remains:
# {object}{column} = value
my $example = "$FindBin::RealBin/../upgrade";
my $json = JSON::PP->new;

sub catalogs
{
	my ($sql) = @_;
	my %objects;
	for my $line (split /\n/, $node->safe_psql('postgres', "BEGIN;\n$sql;\n\\i $example/catalogs.sql\nROLLBACK;"))
	{
		my ($object, $columns) = @{ $json->decode($line) };
		@{ $objects{$object} }{ keys %$columns } = values %$columns;
	}
	return \%objects;
}

# Where two values part: of long ones, the line
sub parting
{
	my ($upgraded, $fresh) = map { [ split /\n/, $_ // 'null', -1 ] } @_;
	my $line = 0;
	$line++ while $line < @$upgraded && $line < @$fresh && $upgraded->[$line] eq $fresh->[$line];
	return sprintf('%s is %s, installed afresh %s', $line > 0 ? ', line ' . ($line + 1) : '', map { $_->[$line] // 'nothing' } $upgraded, $fresh);
}

sub differences
{
	my ($upgraded, $fresh) = @_;
	my @found;
	for my $object (sort keys %{ { %$upgraded, %$fresh } })
	{
		my ($is, $should) = ($upgraded->{$object}, $fresh->{$object});
		if (!$is || !$should)
		{
			push @found, $object . ($is ? ' is left over' : ' is missing');
			next;
		}
		push @found, map { "$object: $_" . parting($is->{$_}, $should->{$_}) }
		  grep { ($is->{$_} // 'null') ne ($should->{$_} // 'null') } sort keys %{ { %$is, %$should } };
	}
	return @found;
}

# All that is wrong with the scripts of an extension that lie in a folder
my %fresh;

sub wrong
{
	my ($extension, $folder) = @_;
	my @scripts = map { [ split /--/, basename($_, '.sql') ] } sort glob "$folder/$extension--*.sql";
	my %installs = map { $_->[1] => 1 } grep { @$_ == 2 } @scripts;
	my @found;
	for (grep { @$_ == 3 } @scripts)
	{
		my (undef, $from, $to) = @$_;
		if (!$installs{$to})
		{
			push @found, "no script installs $to afresh";
			next;
		}
		$fresh{$extension}{$to} //= catalogs("CREATE EXTENSION $extension VERSION '$to'");
		push @found, map { "$from to $to: $_" }
		  differences(catalogs("CREATE EXTENSION $extension VERSION '$from'; ALTER EXTENSION $extension UPDATE TO '$to'"), $fresh{$extension}{$to});
	}
	my $versions = join ',', map { "'$_'" } keys %installs;
	push @found, split /\n/, $node->safe_psql('postgres', qq(
		SELECT format('nothing upgrades %s to %s', source, target)
		FROM pg_extension_update_paths('$extension') JOIN pg_available_extensions ON name = '$extension' AND target = default_version
		WHERE path IS NULL AND source IN ($versions) ORDER BY source));
	return @found;
}

note scalar(my @upgrades = glob 'sql/newsprint--*--*.sql'), ' upgrade scripts';
is(join("\n", wrong('newsprint', 'sql')), '', 'nothing is wrong with the scripts of newsprint');

# Of each member there is its row, and not only what is said of it elsewhere.
my $newsprint = catalogs('CREATE EXTENSION newsprint');
my $read = grep { ($_->{extension} // '') eq 'newsprint' && grep { !/^(comment|extension|initprivs|dependency on .*)$/ } keys %$_ } values %$newsprint;
is($read, $node->safe_psql('postgres', q(CREATE EXTENSION newsprint;
	SELECT count(*) FROM pg_depend WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'newsprint');
	DROP EXTENSION newsprint)), "all $read members of the extension are looked at");

# There is no false alarm: OIDs are others the second time.
is(join("\n", differences(catalogs('CREATE EXTENSION newsprint'), $newsprint)), '', 'newsprint is the same installed twice');

# What is wrong with the little extension when its upgrade script is this
my $share = $node->config_data('--sharedir') . '/extension';

sub wrong_with
{
	my $script = "$share/clippings--1.0--1.1.sql";
	unlink $script;
	append_to_file($script, join "\n\n", @_) if @_;
	return join "\n", wrong('clippings', $share);
}

SKIP:
{
	skip "$share may not be written", 1 unless -w $share;
	copy($_, $share) or die "cannot copy $_: $!" for glob "$example/clippings*";
	my ($head, @steps) = split /\n\n/, slurp_file("$example/clippings--1.0--1.1.sql");
	is(wrong_with($head, @steps), '', 'nothing is wrong with a right script');

	my @all;
	for my $step (0 .. $#steps)
	{
		my @expected = map { "1.0 to 1.1: $_" } $steps[$step] =~ /^-- (.*)/mg;
		my ($statement) = $steps[$step] =~ /^(\w.*)/m;
		push @all, @expected;
		is(wrong_with($head, @steps[ grep { $_ != $step } 0 .. $#steps ]), join("\n", @expected), "forgotten: $statement");
	}
	is(wrong_with($head), join("\n", sort @all), 'forgotten: every step');
	is(wrong_with(), 'nothing upgrades 1.0 to 1.1', 'forgotten: the upgrade script');
	unlink "$share/clippings--1.1.sql";
	is(wrong_with($head, @steps), 'no script installs 1.1 afresh', 'forgotten: the install script');
}

$node->stop;
done_testing();

END
{
	unlink glob "$share/clippings*" if $share;
}
