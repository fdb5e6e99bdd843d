# Programs that reports are made with read the views and run the searches:
# psycopg2, ODBC and JDBC, each where it is installed.
use strict;
use warnings;

use IPC::Run qw(run);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# Debian's packages are those of its own python, which may not be the first.
my $python = -x '/usr/bin/python3' ? '/usr/bin/python3' : 'python3';
my ($jar) = glob '/usr/share/java/postgresql.jar';

sub answers
{
	my (@command) = @_;
	my ($out, $err) = ('', '');
	my $ran = eval { run(\@command, '<', '/dev/null', '>', \$out, '2>', \$err) };
	return ($ran, $out, $err);
}

# JDBC knows no unix sockets.
my $java = $jar && (answers('javac', '-version'))[0];
my $node = PostgreSQL::Test::Cluster->new('clients');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "timezone = 'UTC'");
$node->append_conf('postgresql.conf', "listen_addresses = '127.0.0.1'") if $java;
$node->start;

# The sample articles of the README's first pages.
my ($sample) = slurp_file('README.md') =~ /^(CREATE TABLE articles .*?)^```/ms;
$node->safe_psql('postgres', "CREATE EXTENSION newsprint; $sample; SELECT newsprint_track('articles')");

# What each is answered.  A view's answer is its number of rows, and it would
# be told if a column came as anything but a number, a text, a time or a truth.
my %expected = (
	'trace in a transaction'     => '2D000',
	articles_article             => 4,
	articles_borrowed            => 3,
	articles_first_quote         => 3,
	articles_graph_edges         => 2,
	articles_graph_nodes         => 3,
	articles_lineage             => 4,
	articles_originality         => 4,
	articles_parent              => 2,
	articles_pickup              => 3,
	articles_provenance          => 2,
	provenance                   => '2 1 1 1 verbatim; 3 2 1 3 edited',
	search                       => '1 2 3',
	'search, table named'        => '1 2 3',
	'search, table as parameter' => '1 2 3',
	'search for NULL'            => '',
	query                        => '1 2 3',
	'query, text alone'          => '1 2 3',
	quote                        => '1 2',
	since                        => 3,
	'wrong share'                => '22023',
	'print as parameter'         => 1,
	'print as operand'           => '1 2 3',
	'query as parameter'         => '1 2 3',
	containment                  => '0.94');

# Runs a client and compares its answers with these, and with some of its own.
sub client
{
	my ($name, $own, @command) = @_;
	my ($ran, $out, $err) = answers(@command, scalar getpwuid($<));
	my %answers;

	ok($ran, "$name runs to its end") or diag($err);
	while ($out =~ /^([^\t\n]+)\t(.*)$/mg)
	{
		$answers{$1} = exists $answers{$1} ? "$answers{$1}; $2" : $2;
	}
	cmp_ok(delete $answers{articles_trace_status} // 0, '>', 0, "$name sees what was traced");
	is_deeply(\%answers, { %expected, %$own }, "$name is answered");
}

SKIP:
{
	skip('psycopg2 is not installed', 1) unless (answers($python, '-c', 'import psycopg2'))[0];
	client(
		'psycopg2',
		{   time          => '2026-03-01 07:10:00+00:00',
			null          => 'None',
			boolean       => 'True',
			print         => 'str newsprint(1,1,article,3,4,',
			info          => 'dict',
			'COPY text'   => 4,
			'COPY binary' => 4
		},
		$python, 'test/clients/python_client.py', 'psycopg2', $node->host, $node->port);
}

# Times come in the session's zone and truths as characters.
SKIP:
{
	my $look = 'import pyodbc, sys; sys.exit("PostgreSQL Unicode" not in pyodbc.drivers())';
	skip('pyodbc or the ODBC driver is not installed', 1) unless (answers($python, '-c', $look))[0];
	client(
		'ODBC',
		{   time           => '2026-03-01 07:10:00',
			null           => 'None',
			boolean        => '1',
			print          => 'str newsprint(1,1,article,3,4,',
			info           => 'str',
			'listed views' => 12,
			'listed types' => 'int4 newsprint text timestamptz'
		},
		$python, 'test/clients/python_client.py', 'pyodbc', $node->host, $node->port);
}

# A string is a varchar to the server: a print needs a cast, unless the
# connection says stringtype=unspecified.
SKIP:
{
	skip('a JDK or the JDBC driver is not installed', 1) unless $java;
	client(
		'JDBC',
		{   time                      => '2026-03-01T07:10Z',
			null                      => 'null',
			boolean                   => 'true',
			print                     => 'newsprint newsprint(1,1,article,3,4,',
			'print without a cast'    => '42883',
			'print as untyped string' => 1,
			'listed views'            => 12
		},
		'java', '-cp', $jar, 'test/clients/Client.java', '127.0.0.1', $node->port);
}

$node->stop;
done_testing();
