# What a release brings to a machine, and what is left when it goes: make
# uninstall, DROP EXTENSION, the archive that make dist makes, and the Debian
# package, which is built here where its tools are.
use strict;
use warnings;

use File::Basename;
use File::Find;
use IO::Uncompress::Unzip;
use IPC::Run qw(run);
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $work = PostgreSQL::Test::Utils::tempdir();
my $version = decode_json(slurp_file('META.json'))->{version};

# The files under a folder, as paths within it.
sub files
{
	my ($folder) = @_;
	my @files;

	find({ no_chdir => 1, wanted => sub { push @files, substr($_, length($folder) + 1) unless -d $_ } }, $folder);
	return sort @files;
}

# Runs a command, which must succeed, and returns what it printed.
sub ran
{
	my ($name, @command) = @_;
	my $output;

	run(\@command, '<', '/dev/null', '>', \$output, '2>&1');
	is($?, 0, $name) or diag($output);
	return $output;
}

sub have
{
	my ($program) = @_;
	return scalar grep { -x "$_/$program" } split /:/, $ENV{PATH};
}

# A function of tools/server.sh, for a folder.
sub library
{
	my ($function, $folder, $print) = @_;
	return ran("$function to " . basename($folder), 'bash', '-c', '. tools/server.sh; $0 "$1"; ' . ($print // ''), $function, $folder);
}

# Jobs of the make that runs the tests are not ours, nor is its server.
delete @ENV{qw(MAKEFLAGS MFLAGS MAKELEVEL)};
$ENV{PG_CONFIG} = 'pg_config';

# make uninstall: of a copy of the server that the tests run on, which has the
# extension.
my $server = "$work/server";
chomp(my $bin = library('np_copy_server', $server, 'echo "$np_bin"'));
my @before = files($server);
my @installed = grep { /newsprint/ } @before;
my %scripts = map { basename($_) => 1 } glob('sql/newsprint--*.sql');
is_deeply(
	[ sort map { basename($_) } grep { !/bitcode/ } @installed ],
	[ sort 'newsprint.control', 'newsprint.so', keys %scripts ],
	'what is installed: the library, the control file and the scripts');
ran('make uninstall', 'make', 'uninstall', "PG_CONFIG=$bin/pg_config");
is_deeply([ files($server) ], [ grep { !/newsprint/ } @before ], 'make uninstall leaves nothing');

# make dist
my $source = "$work/newsprint";
library('np_copy_tree', $source);
SKIP:
{
	skip('no git for make dist', 1) unless have('git');

	my $git = 'git -c user.name=test -c user.email=test@localhost';
	ran('sources in git', 'sh', '-c', "cd $source && git init -q && git add -A && $git commit -q -m release");
	ran('make dist', 'make', '-C', $source, 'dist', 'PG_CONFIG=none');

	my $zip = IO::Uncompress::Unzip->new("$source/newsprint-$version.zip");
	my %archived;
	ok($zip, 'make dist makes an archive') or last SKIP;
	do { $archived{ $zip->getHeaderInfo->{Name} } = 1 } while ($zip->nextStream > 0);
	delete $archived{$_} for grep { m{/$} } keys %archived;
	my @tracked = split /\n/, ran('files in git', 'git', '-C', $source, 'ls-files');
	is_deeply([ sort keys %archived ], [ sort map { "newsprint-$version/$_" } @tracked ],
		'with all files, in the folder that PGXN expects');
	unlink "$source/newsprint-$version.zip";
}

# The Debian package, of the version of PostgreSQL that is tested.
my ($major) = `$bin/pg_config --version` =~ /(\d+)/;

sub no_package
{
	my $conflicts;

	have($_) or return "no $_" for qw(dpkg-buildpackage dh pg_buildext);
	return "this PostgreSQL is not Debian's" unless $bin eq "$server/lib/postgresql/$major/bin" && -d "/usr/lib/postgresql/$major";
	run([ 'dpkg-checkbuilddeps', '-I', '-P', 'nocheck', "$source/debian/control" ], '2>', \$conflicts);
	return $conflicts =~ s/\s+/ /gr if $?;
	run([ 'sh', '-c', "cd $source && pg_buildext supported-versions" ], '>', \my $supported);
	return "this Debian does not support PostgreSQL $major" unless $supported =~ /^$major$/m;
	return '';
}

SKIP:
{
	my $reason = no_package();
	skip("the Debian package: $reason", 1) if $reason;

	# The SQL tests are run by the suite, and bitcode takes as long as all else.
	local @ENV{qw(DEB_BUILD_OPTIONS DEB_BUILD_PROFILES MAKEFLAGS)} = ('nocheck noautodbgsym', 'nocheck', 'with_llvm=no');
	my $package = "postgresql-$major-newsprint";
	my $root = "$work/package";

	ran('debian/control for this version', 'sh', '-c', "cd $source && echo $major > debian/pgversions && pg_buildext updatecontrol");
	ran('dpkg-buildpackage', 'sh', '-c', "cd $source && dpkg-buildpackage --ignore-builtin-builddeps -us -uc -b");
	my ($deb) = glob("$work/${package}_${version}-*.deb");
	ok($deb, 'the package is there') or last SKIP;
	like(ran('its dependencies', 'dpkg-deb', '-f', $deb, 'Depends'),
		qr/^(?=.*\bpostgresql-$major\b)(?=.*\blibicu\d+\b)/, 'it needs the server and ICU');

	my @listed = map { m{ \./(.*[^/])$} ? $1 : () } split /\n/, ran('its files', 'dpkg-deb', '-c', $deb);
	my @docs = grep { m{^usr/share/doc/$package/} } @listed;
	is_deeply(
		[ sort grep { !m{^usr/share/doc/} } @listed ],
		[   sort "usr/lib/postgresql/$major/lib/newsprint.so",
			map { "usr/share/postgresql/$major/extension/$_" } 'newsprint.control', keys %scripts
		],
		'the extension, where the server looks for it');
	my %docs = map { s{^usr/share/doc/$package/}{}r => 1 } @docs;
	is(join(' ', grep { !$docs{$_} } qw(README.md copyright changelog.gz changelog.Debian.gz examples/load.sql examples/week/week.jsonl), glob('docs/*.md')),
		'', 'and the documentation');

	ran('unpacked', 'dpkg-deb', '-x', $deb, $root);
	ran('laid over the server', 'cp', '-R', "$root/usr/.", $server);

	# make install DESTDIR=..., as the package was made, can be taken back.
	ran('make uninstall DESTDIR', 'make', '-C', $source, 'uninstall',
		"DESTDIR=$root", "PG_CONFIG=/usr/lib/postgresql/$major/bin/pg_config");
	is_deeply([ files($root) ], [ sort @docs ], 'which leaves nothing but the documentation');
}

# DROP EXTENSION: every row of the catalogs that tell of objects.
my $packaged = -f "$server/lib/postgresql/$major/lib/newsprint.so";
my $node = PostgreSQL::Test::Cluster->new('packages', $packaged ? (install_path => dirname($bin)) : ());
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', 'autovacuum = off');
$node->start;

sub sql
{
	return $node->safe_psql('postgres', $_[0]);
}

my @catalogs = split /\n/, sql(q{
SELECT relname FROM pg_class
WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r' AND relname <> 'pg_statistic' ORDER BY 1});
cmp_ok(@catalogs, '>', 50, 'there are catalogs');

# The rows of all catalogs, a line each.
sub catalogs
{
	return { map { $_ => 1 } split /\n/, sql(join ' UNION ALL ', map { "SELECT replace('$_ ' || t::text, E'\\n', ' ') FROM $_ t" } @catalogs) };
}

# What $now has more than $before, and less.
sub differences
{
	my ($before, $now) = @_;
	return (grep { !$before->{$_} } sort keys %$now), (map { "missing: $_" } grep { !$now->{$_} } sort keys %$before);
}

my $clean = catalogs();
sql('CREATE EXTENSION newsprint');
note($packaged ? 'the extension is that of the Debian package' : 'the extension is that of make install');
is(sql('SELECT extension FROM newsprint_version()'), $version, 'CREATE EXTENSION');
is(sql(q{SELECT to_newsprint('The ferry will stop for nine months while the pier is rebuilt.')
	@@ to_newsprint_query('will stop for nine months while the pier')}), 't', 'and it answers');
my @made = differences($clean, catalogs());
for my $catalog (qw(pg_proc pg_type pg_operator pg_am pg_opclass pg_description pg_depend))
{
	ok((grep { /^$catalog / } @made), "it makes rows in $catalog");
}
sql('DROP EXTENSION newsprint');
is_deeply([ differences($clean, catalogs()) ], [], 'DROP EXTENSION leaves no row');

# With a tracked table.
sql(q{
CREATE TABLE articles (id int PRIMARY KEY, outlet text, published_at timestamptz, body text);
INSERT INTO articles VALUES (1, 'Gazette', '2026-03-01 06:00+00', 'The ferry will stop for nine months while the pier is rebuilt.')});
my $table = catalogs();
sql(q{CREATE EXTENSION newsprint; SELECT newsprint_track('articles')});
sql(q{CALL newsprint_trace('articles')});
my ($status, $out, $err) = $node->psql('postgres', 'DROP EXTENSION newsprint');
isnt($status, 0, 'an extension in use is not dropped');
like($err, qr/cannot drop extension newsprint because other objects depend on it\nDETAIL: .*articles_print/s, 'and the server says why');
sql('SELECT newsprint_untrack_all()');
sql('DROP EXTENSION newsprint');
is_deeply([ differences($table, catalogs()) ], [], 'newsprint_untrack_all and DROP EXTENSION leave no row');
is(sql('SELECT count(*) FROM articles'), '1', 'but the table');

$node->stop;
done_testing();
