# The pages of the documentation are tests: each "sql" block runs, in order,
# and a "text" or "mermaid" block that follows it directly is its output.  A
# word after "sql" says on which server it runs, where a page has several:
#
#     ```sql coordinator
#
# PAGES_ACCEPT=folder writes each page there with the outputs that came.
package Pages;

use strict;
use warnings;

use Exporter 'import';
use File::Basename;
use IPC::Run qw(run);
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(run_page psql);

# Runs a page's blocks, each by $run->(sql, server), which returns exit status
# and output, and returns how many there were.
sub run_page
{
	my ($page, $run) = @_;
	my $rest = slurp_file($page);
	my $blocks = 0;
	my $accepted = '';

	while ($rest =~ /\A(.*?^```sql(?: (\w+))?\n(.*?)^```\n)(\n?)(^```(text|mermaid)\n(.*?)^```\n)?/ms)
	{
		my ($head, $server, $sql, $between, $shown, $kind, $expected) = ($1, $2, $3, $4, $5, $6, $7);
		my ($status, $output) = $run->($sql, $server);
		my ($first) = $sql =~ /^(?!--)(.{1,60})/m;

		$blocks++;
		is($status, 0, "$page, block $blocks runs: $first") or diag($output);
		is($output, $expected, "$page, block $blocks gives what is shown") if defined $expected;
		$accepted .= $head;
		$rest = substr($rest, length($head));
		if (defined $expected)
		{
			$accepted .= "$between```$kind\n$output```\n";
			$rest = substr($rest, length($between . $shown));
		}
	}
	append_to_file("$ENV{PAGES_ACCEPT}/" . basename($page), $accepted . $rest) if $ENV{PAGES_ACCEPT};
	return $blocks;
}

# What psql says to statements: exit status, and output as pages show it.
sub psql
{
	my ($node, $database, $sql) = @_;
	my $output;

	run([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($database) ],
		'<', \$sql, '>', \$output, '2>&1');
	my $status = $?;
	$output =~ s/[ \t]+$//mg;
	$output =~ s/^psql:<stdin>:\d+: //mg;
	$output =~ s/\s+\z/\n/;

	# EXPLAIN says so from PostgreSQL 18 on, and counts the line
	1 while $output =~ s/^ +Disabled: true\n((?:.+\n)*?)\((\d+) rows\)$/$1 . '(' . ($2 - 1) . ' rows)'/me;
	return ($status, $output);
}

1;
