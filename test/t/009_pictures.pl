# What newsprint_highlight gives to a browser: well-formed, nothing of an article
# is markup, links lead somewhere, and, where there is a Chromium, nothing
# overflows, columns stand beside each other or stack, and all can be read on
# light and dark.
use strict;
use warnings;
use utf8;

use Encode qw(decode encode);
use IPC::Run qw(run timeout);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('pictures');
$node->init(extra => [ '--locale=C', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION newsprint');

# A highlight as characters.
sub highlight
{
	my ($source, $reprint, $mode) = @_;
	my @hex = map { unpack('H*', encode('UTF-8', $_)) } $source, $reprint;

	return decode('UTF-8', pack('H*', $node->safe_psql('postgres',
		sprintf(q{SELECT encode(convert_to(newsprint_highlight(convert_from('\x%s', 'UTF8'), convert_from('\x%s', 'UTF8'), 'english', '%s'), 'UTF8'), 'hex')},
			@hex, $mode // 'news'))));
}

my %story;
for my $file (glob 'demo/story/*.txt')
{
	my ($outlet) = $file =~ /_(.*)\.txt/;
	my $article = decode('UTF-8', slurp_file($file));

	$article =~ s/\A[^\n]*\n//;
	$story{$outlet} = $article;
}
my $courier = $story{'kellermouth-courier'};

my $quotation = '“Nobody told us that the ramps were cracked, and when we saw the pictures it was far too late to keep a ship of that size in service,”';
my $short = join "\n\n", (split /\n\n/, $courier)[3, 4];
my $arabic = 'قالت الشركة اليوم إنها ستوقف خدمة العبارات الشتوية إلى الجزيرة الصغيرة بعد أن وجد المفتشون شقوقا في كلا المنحدرين عند الرصيف الثاني.';
my $attack = join ' ', '"><script>document.title = "taken"</script>',
	'&lt;script&gt;document.title = "taken"&lt;/script&gt;',
	'&amp;lt;img src=x onerror=document.title=1&amp;gt; </p></div></style>',
	q{<<b onclick='x'>>> <!-- ]]> &bogus; &#0; &#x3C;/style&#62;},
	"\x{1b}[31m \x{202e}reversed\x{202c} Z" . "\x{301}" x 60,
	'Donau' . 'dampfschiff' x 60, 'x' x 400, '=' x 400;

my %pages = (
	'word for word' => highlight($courier, $story{'coast-wire'}),
	'spun' => highlight($courier, $story{'daily-whirl'}, 'sensitive'),
	'one passage' => highlight($courier, $story{'sarn-island-post'}),
	'nothing in common' => highlight($courier, $story{'provincial-herald'}),
	'a quotation, fragments' => highlight("The minister was asked. $quotation he said.\n\n$short",
		"$short\n\nHer uncle shrugged: $quotation and left.\n\n$short"),
	'from right to left' => highlight($arabic, ($arabic =~ s/اليوم/أمس/r) . "\n\n$arabic"),
	'an attack' => highlight("$attack\n\nThe ferry $attack $short", "The boat $attack $short\n\n$attack"),
	'many pieces' => highlight(join("\n\n", ($courier) x 3), join("\n\n", reverse split /\n\n/, $courier)),
	'nothing' => highlight('', ''));

# ----- The markup -----

my %allowed = map { $_ => 1 } qw(a b del details div i ins meta nav p span style summary);
my %ids;

for my $name (sort keys %pages)
{
	my $rest = $pages{$name};
	my (@open, %seen, @links);
	my $wrong = '';

	while ($rest ne '' && $wrong eq '')
	{
		if ($rest =~ s{\A<([a-z]+)((?: [a-z-]+="[^"<>&]*")*)(/?)>}{})
		{
			my ($element, $attributes, $empty) = ($1, $2, $3);

			$wrong = "<$element>" unless $allowed{$element};
			push @open, $element unless $empty;
			$wrong = "attribute $1" if $attributes =~ / (on\w+|src)=/;
			$wrong = "id $1 twice" if $attributes =~ / id="([^"]*)"/ && ($seen{$1}++ || $ids{$1});
			push @links, $1 if $attributes =~ / href="#([^"]*)"/;
			$wrong = "link out" if $attributes =~ / href="(?!#)/;
		}
		elsif ($rest =~ s{\A</([a-z]+)>}{})
		{
			my $last = pop @open // '';
			$wrong = "</$1> after <$last>" if $1 ne $last;
		}
		elsif (!($rest =~ s/\A(?:[^<>&"'\x00-\x09\x0b-\x1f\x7f-\x9f\x{202a}-\x{202e}\x{2066}-\x{2069}]|&#\d+;)+//
				|| ($open[-1] // '') eq 'style' && $rest =~ s/\A[^<&]+//))
		{
			$wrong = 'before ' . substr($rest, 0, 40);
		}
	}
	%ids = (%ids, %seen);
	is(encode('UTF-8', $wrong || "@open"), '', "$name: well-formed");
	is(join(' ', grep { !$seen{$_} } @links), '', "$name: every link leads somewhere");
	is(keys %seen > 0, $name !~ /^nothing/ || '', "$name: passages have ids");
}
my ($style) = $pages{nothing} =~ m{<style>(.*)</style>};
cmp_ok(length $style, '<', 3000, 'the style is small');

# ----- In a browser -----

my ($browser) = grep { -x } map { my $name = $_; map { "$_/$name" } split /:/, $ENV{PATH} }
  qw(chromium chromium-browser google-chrome);

# Reports what is wrong with each page at each width, a line each.
my $script = <<'END';
const wrong = new Set();
let links = 0, texts = 0, beside = 0, below = 0;
const pause = () => new Promise(done => setTimeout(done, 20));
const channels = color => (color.match(/[\d.]+/g) || []).map(Number);
function over(top, bottom) {
	const alpha = top.length > 3 ? top[3] : 1;
	return [0, 1, 2].map(i => top[i] * alpha + bottom[i] * (1 - alpha));
}
function background(element) {
	const own = channels(getComputedStyle(element).backgroundColor);
	return own[3] === undefined ? own : over(own, element.parentElement ? background(element.parentElement) : [255, 0, 255]);
}
function luminance(color) {
	const linear = color.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
	return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
function contrast(element) {
	const back = background(element);
	const light = [luminance(over(channels(getComputedStyle(element).color), back)), luminance(back)].sort((a, b) => b - a);
	return (light[0] + 0.05) / (light[1] + 0.05);
}
async function look(frame) {
	const page = frame.contentDocument, root = page.documentElement;
	const where = frame.dataset.page + ' at ' + frame.width + ': ';
	const complain = what => wrong.add(where + what);
	if (page.title || page.scripts.length) complain('a script of an article ran');
	if (page.characterSet != 'UTF-8') complain('is read as ' + page.characterSet);
	page.querySelectorAll('details').forEach(element => element.open = true);
	if (root.clientWidth != frame.width) complain('is ' + root.clientWidth + ' wide');
	if (root.scrollWidth > root.clientWidth) complain('overflows to ' + root.scrollWidth);
	page.querySelectorAll('.newsprint p, .newsprint div, summary, b, span').forEach(element => {
		if (element.getBoundingClientRect().right > root.clientWidth + 0.5) complain(element.textContent.slice(0, 40) + ' sticks out');
		if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) complain(element.textContent.slice(0, 40) + ' is cut off');
	});
	[...page.querySelectorAll('p, del, ins, summary, .np-head *, .np-bar b, .np-bar span, .np-key, nav a')].slice(0, 200).forEach(element => {
		texts++;
		if (!(contrast(element) >= 4.5)) complain(element.textContent.slice(0, 40) + ' has a contrast of ' + contrast(element).toFixed(2));
	});
	page.querySelectorAll('.np-row').forEach(row => {
		const [source, reprint] = [...row.children].map(side => side.getBoundingClientRect());
		if (!row.children[0].firstChild || !row.children[1].firstChild) return;
		const stacked = reprint.top >= source.bottom - 0.5, aside = reprint.left >= source.right - 0.5 && reprint.top == source.top;
		stacked ? below++ : beside++;
		if (frame.width < 640 ? !stacked : !aside) complain('a row is not laid out for this width');
	});
	// Chromium allows a page 200 of them in ten seconds
	const all = [...page.querySelectorAll('a')];
	for (const link of [all[0], all[all.length >> 2], all[all.length >> 1], all[all.length - 1]].filter(Boolean)) {
		link.click();
		let target;
		for (let tries = 0; tries < 50 && (!target || '#' + target.id != link.getAttribute('href')); tries++) {
			await pause();
			target = page.querySelector(':target');
		}
		links++;
		const rectangle = target ? target.getBoundingClientRect() : null;
		if (!target || '#' + target.id != link.getAttribute('href')) complain('a link does not arrive');
		else if (rectangle.top < -1 || rectangle.top >= frame.height) complain('a link arrives out of sight');
	}
}
(async () => {
	// the page is not loaded, and so not dumped, before this is closed
	const hold = document.body.appendChild(document.createElement('iframe')).contentDocument;
	hold.open();
	for (const [name, file] of pages) for (const width of [1280, 700, 375]) {
		const frame = document.createElement('iframe');
		Object.assign(frame, {width, height: 800, src: file});
		frame.dataset.page = name;
		await new Promise(done => { frame.onload = done; document.body.append(frame); });
		await look(frame);
		frame.remove();
	}
	const report = document.createElement('pre');
	report.textContent = '[[' + [links, texts, beside, below, matchMedia('(prefers-color-scheme: dark)').matches].join(' ') + '\n' + [...wrong].join('\n') + ']]';
	document.body.append(report);
	hold.close();
})();
END

SKIP:
{
	skip 'there is no Chromium here', 4 unless $browser;

	my $directory = PostgreSQL::Test::Utils::tempdir();
	my $list = '';

	for my $name (sort keys %pages)
	{
		my $file = $name =~ tr/a-z/-/csr;

		append_to_file("$directory/$file.html", encode('UTF-8', $pages{$name}));
		$list .= "['$name', '$file.html'], ";
	}
	append_to_file("$directory/all.html",
		"<!DOCTYPE html><body><script>const pages = [$list];\n$script</script></body>");
	for my $scheme (0, 1)
	{
		my ($output, $errors) = ('', '');
		my $theme = $scheme ? 'light' : 'dark';

		local $ENV{HOME} = $directory;
		run([
				$browser, qw(--headless=new --no-sandbox --disable-gpu --hide-scrollbars --disable-dev-shm-usage --no-first-run),
				"--user-data-dir=$directory/$theme", "--blink-settings=preferredColorScheme=$scheme",
				"--window-size=1400,900", qw(--allow-file-access-from-files --timeout=120000 --dump-dom), "file://$directory/all.html"
			],
			'>', \$output, '2>', \$errors, timeout(300));
		my ($links, $texts, $beside, $below, $dark, $wrong) =
		  decode('UTF-8', $output) =~ /\[\[(\d+) (\d+) (\d+) (\d+) (true|false)\n(.*)\]\]/s;
		is(defined $wrong ? encode('UTF-8', $wrong) : undef, '', "$theme: pages hold together in a browser")
		  or diag substr($errors, -2000);
		ok($links && $links > 80 && $texts > 1000 && $beside > 50 && $below > 50 && $dark eq ($scheme ? 'false' : 'true'),
			"$theme: links, contrasts and rows were looked at")
		  or diag join ' ', map { $_ // '' } $links, $texts, $beside, $below, $dark;
	}
}

$node->stop;
done_testing();
