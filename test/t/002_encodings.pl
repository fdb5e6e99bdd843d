# The same article gives the same print, words and places in every database
# encoding; in SQL_ASCII, bytes are read as UTF-8 or Windows-1252.
use strict;
use warnings;
use utf8;

use Encode qw(decode encode);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('encodings');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;

my %bodies = (
	LATIN1 => [
		'Façade réunie à l’été? No: "façade" l\'été, Straße, œuvre' =~ s/[’œ]/'/gr,
		'µ ½ × ñandú &alpha;&eacute;&#8217;s “entities”' =~ s/[“”]/"/gr,
		"Señor Núñez\n\nsaid: «No.» 1.000 kilómetros"
	],
	WIN1251 => [
		'Президент сказал: «Мы не изменились». Й и Ё, 1 000 рублей — всё.',
		"Перенос сло-\nва и МИД’у"
	],
	EUC_JP => [
		'東京で、ガラスの「城」が発見された。ｶﾞﾗｽ と ガラス',
		"日本語とEnglish words\n\n二番目の段落 3.5"
	]);

for my $encoding ('UTF8', keys %bodies, 'SQL_ASCII')
{
	my $name = lc $encoding;
	$node->safe_psql('postgres',
		"CREATE DATABASE $name ENCODING '$encoding' TEMPLATE template0 LOCALE 'C'"
	);
	$node->safe_psql($name, 'CREATE EXTENSION newsprint');
}

# In hexadecimal, since the client's side of psql converts nothing then.
my $query = q{
SELECT encode(newsprint_send(to_newsprint(body)), 'hex'),
       (SELECT string_agg(concat_ws(',', word, paragraph, sentence, start, length), ' ') FROM newsprint_words(body)),
       (SELECT string_agg(concat_ws(',', paragraph, start, length), ' ') FROM newsprint_paragraphs(body)),
       (SELECT string_agg(concat_ws(',', source_start, source_length, reprint_start, reprint_length, words, kind), ' ') FROM newsprint_align(body, body, 'simple')),
       newsprint_normalize(newsprint_normalize(body)) = newsprint_normalize(body),
       (SELECT bool_and(newsprint_normalize(substr(body, start, length)) = form) FROM newsprint_words(body)),
       (SELECT bool_and(substr(a.body, start, length) = p.body) FROM newsprint_paragraphs(a.body) p)
FROM (SELECT convert_from('\x%s', 'UTF8') AS body) a
};

for my $encoding (sort keys %bodies)
{
	my $number = 0;

	for my $body (@{ $bodies{$encoding} })
	{
		$number++;

		my $sql = sprintf($query, unpack('H*', encode('UTF-8', $body)));
		my $utf8 = $node->safe_psql('utf8', $sql);
		my $other = $node->safe_psql(lc $encoding, $sql);

		is($other, $utf8, "$encoding agrees with UTF8, text $number");
		like($utf8, qr/\|t\|t\|t$/, "idempotent, and every place is its word");

		# HTML is ASCII with references, so that its page may be in any encoding
		$sql = sprintf(q{SELECT encode(convert_to(newsprint_highlight(body, body || ' 1', 'simple'), 'UTF8'), 'hex')
		                 FROM (SELECT convert_from('\x%s', 'UTF8') AS body) a}, unpack('H*', encode('UTF-8', $body)));
		my $html = decode('UTF-8', pack('H*', $node->safe_psql('utf8', $sql)));
		$html =~ s/([^\x00-\x7f])/sprintf '&#%d;', ord $1/ge;
		is(pack('H*', $node->safe_psql(lc $encoding, $sql)), $html, "HTML in $encoding, text $number");
	}
}

# The rest of the functions, and a table with its indexes, tracked and traced.
my $rest = q{
SELECT encode(newsprint_send(to_quoteprint(body)), 'hex'),
       (SELECT string_agg(concat_ws(',', quote, start, length, kind, encode(convert_to(speaker, 'UTF8'), 'hex')), ' ') FROM newsprint_quotes(body)),
       (SELECT string_agg(concat_ws(',', sentence, start, length), ' ') FROM newsprint_sentences(body)),
       (SELECT string_agg(concat_ws(',', sentence, start, length), ' ') FROM newsprint_sentences(body, 'en')),
       (SELECT string_agg(concat_ws(',', start, length, reason), ' ') FROM newsprint_disguises(body)),
       encode(convert_to(newsprint_unmask(body), 'UTF8'), 'hex'),
       (SELECT string_agg(concat_ws(',', word, start, length), ' ') FROM newsprint_mentions(body, ARRAY[split_part(body, ' ', 2)])),
       (SELECT string_agg(concat_ws(',', a_start, a_length, b_start, b_length, kind), ' ') FROM newsprint_shared_quotes(body, body || ' 1')),
       (SELECT string_agg(concat_ws(',', paragraph, start, length, reprint_start, reprint_length, kind), ' ') FROM newsprint_reprinted(body, body || ' 1', 'simple')),
       (SELECT string_agg(concat_ws(',', t.start, t.length, source_start, source_length), ' ') FROM newsprint_taken(body, '1 ' || body, 'simple') t),
       newsprint_compare(body, body || ' 1', 'simple'), newsprint_degree(body, body || ' 1', 'simple'), newsprint_typography(body)
FROM (SELECT convert_from('\x%s', 'UTF8') AS body) a
};
my $table = q{
SET client_min_messages = warning;
CREATE TABLE articles (id int PRIMARY KEY, outlet text, published_at timestamptz, body text,
	print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED, quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED);
INSERT INTO articles SELECT n, 'Outlet ' || n, '2026-01-01 UTC'::timestamptz + n * interval '1 day', n || ' ' || body
FROM (SELECT convert_from('\x%s', 'UTF8') AS body) a, generate_series(1, 20) n;
CREATE INDEX ON articles USING newsprint (print);
CREATE INDEX ON articles USING gin (print);
CREATE INDEX ON articles USING newsprint (quoteprint);
SELECT newsprint_track('articles') IS NOT NULL;
CALL newsprint_trace('articles', since => NULL);
SELECT s.id, s.shared, s.words, s.longest_run FROM articles a, newsprint_search('articles', a.body) s WHERE a.id = 1;
SELECT f.id, f.kind, encode(convert_to(f.body, 'UTF8'), 'hex'), encode(convert_to(f.speaker, 'UTF8'), 'hex')
FROM articles a, newsprint_quotes(a.body) q, newsprint_find_quote('articles', q.body) f WHERE a.id = 1;
SELECT count(*), min(shared) FROM newsprint_pairs('articles', 1);
SELECT scope, encode(convert_to(words, 'UTF8'), 'hex'), articles FROM newsprint_boilerplate_report('articles', global_span => '5 days', global_week_share => 1);
SELECT source, reprint, kind, words, longest_run FROM articles_reprint ORDER BY 1, 2;
SELECT article, encode(convert_to(body, 'UTF8'), 'hex') FROM articles_quote ORDER BY 1, 2;
SET enable_seqscan = off;
SELECT count(*) FROM articles WHERE print @@ to_newsprint_query((SELECT body FROM articles WHERE id = 2), share => 0.9);
DROP TABLE articles CASCADE; SELECT newsprint_untrack_all();
DROP TABLE IF EXISTS articles_print, articles_queue, articles_reprint, articles_passage, articles_quote, articles_boilerplate, articles_alias, articles_trace CASCADE;
};
for my $encoding (sort keys %bodies)
{
	# long enough for a print
	my $body = join ' ', @{ $bodies{$encoding} };
	my $hex = unpack('H*', encode('UTF-8', "$body\n\n$body"));

	for my $what ([ 'the other functions', $rest ], [ 'a table', $table ])
	{
		my $sql = sprintf($what->[1], $hex);
		is($node->safe_psql(lc $encoding, $sql), $node->safe_psql('utf8', $sql), "$encoding agrees with UTF8: $what->[0]");
	}
	# places are in bytes there, prints in words
	my $sql = "SELECT encode(newsprint_send(to_newsprint(body)), 'hex'), encode(newsprint_send(to_quoteprint(body)), 'hex') FROM (SELECT convert_from('\\x$hex', getdatabaseencoding()) AS body) a";
	is($node->safe_psql('sql_ascii', $sql), $node->safe_psql('utf8', $sql), "SQL_ASCII has the prints of UTF8 for a text of $encoding");
}

# What the database's encoding cannot hold comes out as an entity.
is( $node->safe_psql(
		'latin1', "SELECT newsprint_normalize('&Alpha;&#1046; ' || chr(181))"),
	'&#945;&#1078; &#956;',
	'characters outside LATIN1 are shown as entities');

# In SQL_ASCII an offset is one in bytes.
my $ascii = sub {
	my ($bytes) = @_;
	return $node->safe_psql('sql_ascii',
		sprintf(q{SELECT string_agg(concat_ws(',', start, length, encode(form::bytea, 'hex')), ' ')
		          FROM newsprint_words(convert_from('\x%s', 'SQL_ASCII'))},
			unpack('H*', $bytes)));
};
is( $ascii->(encode('UTF-8', 'Été à')),
	'1,5,' . unpack('H*', 'ete') . ' 7,2,' . unpack('H*', 'a'),
	'SQL_ASCII: valid UTF-8 is read as such, places are bytes');
is( $ascii->("caf\xE9 it\x92s \xFF"),
	'1,4,' . unpack('H*', 'cafe') . ' 6,4,' . unpack('H*', 'it') . ' 11,1,' . unpack('H*', 'y'),
	'SQL_ASCII: other bytes are read as Windows-1252');
is( $ascii->("\xE2\x82 \xF4\x90\x80\x80 \xED\xA0\x80 \xC0\x80 a"),
	'1,1,61 4,1,6f 9,1,69 13,1,61 16,1,61',
	'SQL_ASCII: truncated, overlong and surrogate sequences are read');

$node->stop;
done_testing();
