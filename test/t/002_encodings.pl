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
