# Every statement of the README runs, and gives what the README shows: each
# "sql" block is run in order in one database, and a "text" block that follows
# it directly is its output.  README_ACCEPT=file writes the README with the
# outputs that came.
use strict;
use warnings;

use IPC::Run qw(run);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $readme = slurp_file('README.md');
my $node = PostgreSQL::Test::Cluster->new('readme');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE readme');

sub run_block
{
	my ($sql) = @_;
	my $output;

	run([
			'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1',
			'-d', $node->connstr('readme')
		],
		'<', \$sql, '>', \$output, '2>&1');
	my $status = $?;
	$output =~ s/[ \t]+$//mg;
	$output =~ s/^psql:<stdin>:\d+: //mg;
	$output =~ s/\s+\z/\n/;

	# EXPLAIN says so from PostgreSQL 18 on, and counts the line
	1 while $output =~ s/^ +Disabled: true\n((?:.+\n)*?)\((\d+) rows\)$/$1 . '(' . ($2 - 1) . ' rows)'/me;
	return ($status, $output);
}

my $blocks = 0;
my $accepted = '';
my $rest = $readme;
while ($rest =~ /\A(.*?^```sql\n(.*?)^```\n)(\n?^```text\n(.*?)^```\n)?/ms)
{
	my ($head, $sql, $shown, $expected) = ($1, $2, $3, $4);
	my ($status, $output) = run_block($sql);

	$rest = substr($rest, length($head) + length($shown // ''));
	$blocks++;
	my ($first) = $sql =~ /^(?!--)(.{1,60})/m;
	is($status, 0, "block $blocks runs: $first") or diag($output);
	is($output, $expected, "block $blocks gives what is shown")
	  if defined $expected;
	$accepted .= $head;
	$accepted .= "```text\n$output```\n" =~ s/^/defined $expected && $shown =~ m{^\n} ? "\n" : ''/er
	  if defined $expected;
}
ok($blocks >= 5, "the README has statements ($blocks blocks)");
append_to_file($ENV{README_ACCEPT}, $accepted . $rest) if $ENV{README_ACCEPT};

# What the install script gives to users, the README names.
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
