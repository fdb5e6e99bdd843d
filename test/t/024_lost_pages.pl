# The free space map is in no WAL.  After a crash, or where an older copy of it
# was put back, it calls pages free that have been taken since; the index
# believes a page rather than the map, and none that is in use is lost.
use strict;
use warnings;

use File::Copy qw(copy);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('lost_pages');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
# little but a checkpoint writes the map
$node->append_conf('postgresql.conf', q(
autovacuum = off
bgwriter_lru_maxpages = 0
checkpoint_timeout = 1h
max_wal_size = 2GB
jit = off
));
$node->start;
plan skip_all => 'pg_freespacemap is not installed'
  if $node->safe_psql('postgres', "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_freespacemap'") == 0;
$node->safe_psql('postgres', q(
CREATE EXTENSION newsprint;
CREATE EXTENSION pg_freespacemap;
CREATE FUNCTION article(n int) RETURNS newsprint LANGUAGE sql IMMUTABLE RETURN
	to_newsprint('the tide is out and the ferry waits ' || (SELECT string_agg('w' || n || 'x' || k, ' ') FROM generate_series(1, 200) k));
CREATE TABLE articles (id int, print newsprint);
CREATE INDEX articles_print ON articles USING newsprint (print);
CREATE FUNCTION free_pages() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM pg_freespace('articles_print') WHERE avail > 0);
));

sub put
{
	my ($first, $last) = @_;
	return $node->safe_psql('postgres', "INSERT INTO articles SELECT n, article(n) FROM generate_series($first, $last) n; SELECT free_pages()");
}

sub is_whole
{
	my ($rows, $when) = @_;

	is($node->safe_psql('postgres', "SELECT newsprint_index_check('articles_print', true)"), '', "$when: the index is sound");
	is($node->safe_psql('postgres', "SET enable_seqscan = off; SELECT count(*) FROM articles WHERE print @@ to_newsprint_query('the tide is out and the ferry waits', shingles => 1)"),
		$rows, "$when: it finds every row");
}

# A map with free pages, which is then no longer true
put(1, 1500);
$node->safe_psql('postgres', 'DELETE FROM articles WHERE id > 100; VACUUM articles; CHECKPOINT');
my $free = $node->safe_psql('postgres', 'SELECT free_pages()');
cmp_ok($free, '>', 100, 'there are free pages');
my $map = $node->data_dir . '/' . $node->safe_psql('postgres', "SELECT pg_relation_filepath('articles_print') || '_fsm'");
my $old = PostgreSQL::Test::Utils::tempdir . '/map';
copy($map, $old) or die "$map: $!";
my $left = put(2001, 2900);
cmp_ok($left, '<', $free - 50, 'inserts take some');

$node->stop('immediate');
$node->start;
cmp_ok($node->safe_psql('postgres', 'SELECT free_pages()'), '>', $left + 20, 'after a crash the map knows little of it');
is_whole(1000, 'after a crash');
put(3001, 3900);
is_whole(1900, 'after a crash and inserts');

# With a merge, too, which takes pages for a whole segment
$node->stop;
copy($old, $map) or die "$map: $!";
$node->start;
is($node->safe_psql('postgres', 'SELECT free_pages()'), $free, 'an older map is in place');
$node->safe_psql('postgres', 'DELETE FROM articles WHERE id % 3 = 0; VACUUM articles');
is_whole($node->safe_psql('postgres', 'SELECT count(*) FROM articles'), 'after a merge');
put(4001, 4900);
is_whole($node->safe_psql('postgres', 'SELECT count(*) FROM articles'), 'after a merge and inserts');

$node->stop;
done_testing();
