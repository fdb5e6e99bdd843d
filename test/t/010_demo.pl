# The demo on articles that try to write its page themselves: what an article
# says is text, wherever it is shown.
use strict;
use warnings;

use Cwd qw(getcwd);
use File::Temp qw(tempdir);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('demo');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;

sub demo
{
	my ($name, $folder) = @_;
	my $html = "$PostgreSQL::Test::Utils::tmp_check/$name.html";

	$node->safe_psql('postgres', "CREATE DATABASE $name");
	my ($out, $err) = run_command([
		'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1',
		'-v', "folder=$folder", '-v', 'width=110', '-v', "html=$html",
		'-f', 'demo/demo.sql', '-d', $node->connstr($name)
	]);
	is($err, '', "$name: nothing to complain of");
	return ($out, slurp_file($html));
}

# The sample story.
my ($shown, $page) = demo('story', getcwd() . '/demo/story');
like($shown, qr/^5 articles of 5 outlets, \d+ pairs with a text in common, \d+ paragraphs found reprinted$/m,
	'the story is told');
like($shown, qr/Coast Wire +│ verbatim/, 'with its paragraphs');
like($page, qr{<tr><td class="outlet">Coast Wire.*data-of="from">Kellermouth Courier}, 'and on the page');
like($page, qr/<svg [^>]*class="newsprint-lineage"/, 'with the way of the story');
like($page, qr{<b><bdi>Coast Wire</bdi></b> from <bdi>Kellermouth Courier</bdi>}, 'and side by side');

# Hostile articles.
my $evil = tempdir(CLEANUP => 1);
chmod 0755, $evil;
my @nasty = (
	'</title></style></script><script>alert(1)</script>',
	q{\"><img src=x onerror=alert(2)>},
	q{' onmouseover='alert(3)' x='},
	'<!-- --!> <svg/onload=alert(4)> ]]> <![CDATA[',
	'{{7*7}} &lt;script&gt;alert(5)&#x3c;/script>',
	'javascript:alert(6)//<a href=javascript:alert(7)>',
	'</div></details></body></html><iframe srcdoc=x>');
my $prose = join ' ',
  map { "The boat number $_ left the pier at noon and nobody on the quay could say when it would be back." } 1 .. 6;
append_to_file("$evil/all.jsonl", join '', map {
		my $minute = sprintf('%02d', $_);
		qq({"id":"$nasty[$_] $_","outlet":"$nasty[$_]","published_at":"2026-05-01T06:$minute:00Z","title":"$nasty[$_]",)
		  . qq("body":"$nasty[$_]\\n\\n$prose\\n\\n“$nasty[$_] is what we said,” said $nasty[$_].\\n"}\n)
	} 0 .. $#nasty);
append_to_file("$evil/01_<script>alert(8)<script>.txt", "<script>alert(9)</script>\n\n$prose\n");

($shown, $page) = demo('evil', $evil);
like($shown, qr/^8 articles of 8 outlets/m, 'hostile articles are read');
# elements and attributes are the page's own
my %elements = map { lc $_ => 1 } $page =~ m{<([a-zA-Z!/?][^\s>/]*)}g;
delete @elements{qw(!doctype html head meta title style body header h1 h2 h3 p table thead tbody tr th td small span i b
	  details summary div svg g path rect text bdi section article nav a ins del mark ul ol li h4 em strong q s u dl dt dd hr br time figure figcaption)};
is(join(' ', grep { !m{^/} } sort keys %elements), '', 'no element but its own');
my @handlers = $page =~ m{<[^<>]*[\s/]on\w+\s*=[^<>]*>}gi;
is("@handlers", '', 'no handler');
my @links = grep { !/^#/ } $page =~ m{<[^<>]*\s(?:href|src|srcdoc|action)\s*=\s*["']?([^"'\s>]*)}gi;
is("@links", '', 'no link out of the page');
# what opens is closed, as often
for my $element (qw(div svg g text details style table body html title))
{
	my $opened = () = $page =~ m{<$element[\s>]}g;
	my $closed = () = $page =~ m{</$element>}g;
	is($closed, $opened, "every $element is closed");
}
like($page, qr/&lt;script&gt;alert\(1\)&lt;\/script&gt;/, 'it is shown as text');

$node->stop;
done_testing();
