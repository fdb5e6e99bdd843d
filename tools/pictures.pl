#!/usr/bin/perl
# Draws docs/pictures: make pictures.
#
#	tools/pictures.pl folder
#
# What is drawn comes from the server that PGHOST and the like name, in which
# the example of docs/concepts.md is made first; so no picture says what the
# code does not.  All are 360 wide, which a telephone shows as it is.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

use File::Basename;
use IPC::Run qw(run);

my ($folder) = @ARGV;
my $top = dirname(dirname(__FILE__));
my $page = slurp("$top/docs/concepts.md");

sub slurp
{
	my ($file) = @_;
	open(my $in, '<', $file) or die "cannot read $file: $!\n";
	local $/;
	return <$in>;
}

# Rows of a statement, each a list
sub rows
{
	my ($sql) = @_;
	my ($output, $errors);
	utf8::encode($sql);
	run([ 'psql', '-XAtq', '-F', "\t", '-v', 'ON_ERROR_STOP=1' ], '<', \$sql, '>', \$output, '2>', \$errors)
	  or die "$errors\n";
	utf8::decode($output);
	return map { [ split /\t/, $_, -1 ] } split /\n/, $output;
}

# ----- SVG -----

my @shapes;

sub shape { push @shapes, sprintf(shift, @_); }

sub text
{
	my ($x, $y, $what, $class, $anchor) = @_;
	$what =~ s/&/&amp;/g;
	$what =~ s/</&lt;/g;
	shape('<text x="%g" y="%g"%s%s>%s</text>', $x, $y, $class ? qq( class="$class") : '', $anchor ? qq( text-anchor="$anchor") : '', $what);
}

sub begin_picture { @shapes = (); }

sub end_picture
{
	my ($name, $title, $height) = @_;
	open(my $out, '>', "$folder/$name.svg") or die "cannot write $folder/$name.svg: $!\n";
	print $out <<"SVG";
<svg xmlns="http://www.w3.org/2000/svg" width="360" height="$height" viewBox="0 0 360 $height" role="img" aria-label="$title">
<title>$title</title>
<style>
svg { --paper: #fff; --card: #f1efe9; --ink: #1c1b19; --pale: #6a675f; --rule: #b9b5a9;
 --verbatim: #b3261e; --edited: #a15c00; --other: #0b6e8a; color-scheme: light dark; }
\@media (prefers-color-scheme: dark) { svg { --paper: #161614; --card: #2c2a26; --ink: #eceae4; --pale: #a5a196; --rule: #57544b;
 --verbatim: #ff8a80; --edited: #f0b35a; --other: #6fc7e0; } }
text { font: 13px sans-serif; fill: var(--ink); }
.pale { fill: var(--pale); font-size: 12px; }
.hash { font-family: monospace; font-size: 12px; }
.bold { font-weight: 600; }
.paper { fill: var(--paper); }
.card { fill: var(--card); }
.kept { fill: var(--card); stroke: var(--verbatim); stroke-width: 1.5; }
.line { fill: none; stroke: var(--rule); stroke-width: 1.5; }
.has { fill: var(--other); stroke: var(--other); }
.hasnot { fill: none; stroke: var(--rule); stroke-width: 1.5; }
.least { fill: var(--verbatim); }
.verbatim { fill: var(--verbatim); stroke: var(--verbatim); }
.edited { fill: var(--edited); stroke: var(--edited); }
.other { fill: var(--other); }
.band { fill-opacity: .3; stroke-width: 1; }
.way { fill: none; stroke-width: 2; }
.story { fill: var(--edited); }
.rights { fill: var(--other); }
.newsletter { fill: var(--verbatim); }
</style>
<rect class="paper" width="360" height="$height"/>
SVG
	print $out map { "$_\n" } @shapes, '</svg>';
	close $out;
}

# ----- The example -----

my ($story, $tracking, $pages);
for my $sql ($page =~ /^```sql\n(.*?)^```/msg)
{
	$story //= $sql if $sql =~ /^CREATE TABLE articles/m;
	$tracking //= $sql =~ s/SELECT repeat.*//sr if $sql =~ /newsprint_track/;
	$pages //= $sql =~ s/SELECT scope.*//sr if $sql =~ /^CREATE TABLE pages/m;
}
rows("SET client_min_messages = warning; CREATE EXTENSION newsprint; $story; $tracking $pages");
my ($sentence) = $page =~ /to_newsprint\('(About four[^']*)'\)/;
my ($part) = $page =~ /^\\set part '(.*)'$/m;

# ----- winnow.svg -----

begin_picture();
my @words = map { $_->[0] } rows("SELECT form FROM newsprint_words('$sentence')");
my ($k, $w) = (3, 4);
my @hashes = map { $_->[0] } rows(join ';', map { sprintf(q{SELECT substring(to_newsprint('%s')::text, '\) (.*)@')}, join ' ', @words[ $_ .. $_ + $k - 1 ]) }
	  0 .. $#words - $k + 1);
my @windows = map {
	my $first = $_;
	(sort { $hashes[$a] cmp $hashes[$b] } $first .. $first + $w - 1)[0]
} 0 .. $#hashes - $w + 1;
my %kept = map { $_ => 1 } @windows;
my %entries = map { $_->[0] =~ /(\w+)@(\d+)/; ($2 - 1) => $1 } rows("SELECT regexp_matches(to_newsprint('$sentence')::text, '\\w+\@\\d+', 'g')");
join(' ', map { "$_ $hashes[$_]" } sort { $a <=> $b } keys %kept) eq join(' ', map { "$_ $entries{$_}" } sort { $a <=> $b } keys %entries)
  or die "the print has other entries than the picture\n";

my $row = 27;
sub y_of { return 50 + $row * $_[0]; }
text(30, 24, 'words', 'pale');
text(108, 24, 'shingles', 'pale');
text(164, 24, 'hashes', 'pale');
text(258, 24, 'windows of four', 'pale');
for my $i (0 .. $#words)
{
	text(22, y_of($i) + 4, $i + 1, 'pale', 'end');
	text(30, y_of($i) + 4, $words[$i], 'bold');
}
for my $i (0 .. $#hashes)
{
	my $x = 112 + 14 * ($i % $k);
	shape('<path class="line" d="M%g,%gv%gM%g,%gH158"/>', $x, y_of($i) - 6, ($k - 1) * $row + 12, $x, y_of($i));
	shape('<rect class="kept" x="160" y="%g" width="94" height="21" rx="4"/>', y_of($i) - 10.5) if $kept{$i};
	text(164, y_of($i) + 4, $hashes[$i], $kept{$i} ? 'hash bold' : 'hash');
}
for my $j (0 .. $#windows)
{
	my $x = 264 + 17 * $j;
	shape('<path class="line" d="M%g,%gv%g"/>', $x, y_of($j) - 8, ($w - 1) * $row + 16);
	shape('<circle class="least" cx="%g" cy="%g" r="5"/>', $x, y_of($windows[$j]));
}
my $bottom = y_of($#words) + 34;
shape('<circle class="least" cx="27" cy="%g" r="5"/>', $bottom - 4);
text(38, $bottom, 'the smallest of its window');
shape('<rect class="kept" x="20" y="%g" width="14" height="14" rx="3"/>', $bottom + 11);
text(38, $bottom + 23, sprintf('kept: %d of %d', scalar(keys %kept), scalar(@hashes)));
end_picture('winnow', 'Shingles and winnowing', $bottom + 40);

# ----- query.svg -----

begin_picture();
my ($query) = map { $_->[0] } rows("SELECT to_newsprint_query('$part')");
my ($threshold) = $query =~ / (\d+) of /;
my @sought = split ' ', $query =~ s/.* of //r;
my @articles = rows('SELECT id, outlet, print FROM articles ORDER BY id');
my $x0 = 150;
text(14, 24, 'entries of the part', 'pale');
for my $i (0 .. $#sought)
{
	text($x0 + 22 * $i, 80, substr($sought[$i], 0, 6) . '…', 'hash', 'start');
	$shapes[-1] =~ s/<text /sprintf('<text transform="rotate(-60 %g 80)" ', $x0 + 22 * $i)/e;
}
my $y = 108;
for my $article (@articles)
{
	my ($id, $outlet, $print) = @$article;
	my $found = 0;
	text(14, $y + 4, "$id $outlet");
	for my $i (0 .. $#sought)
	{
		my $has = $print =~ / $sought[$i]@/;
		$found += $has;
		shape('<circle class="%s" cx="%g" cy="%g" r="7"/>', $has ? 'has' : 'hasnot', $x0 + 22 * $i, $y);
	}
	text($x0 + 22 * @sought + 4, $y + 4, sprintf($found >= $threshold ? '%d: found' : '%d', $found), $found >= $threshold ? 'bold' : 'pale');
	$y += 30;
}
text(14, $y + 10, sprintf('half of %d entries, rounded up: T = %d', scalar(@sought), $threshold));
end_picture('query', 'A query and what articles have of it', $y + 26);

# ----- passages.svg -----

begin_picture();
my $scale = 4.2;
my %side = (1 => [ 14, 118 ], 3 => [ 228, 118 ]);
my %top;      # of each word
my $lowest = 0;
for my $id (1, 3)
{
	my ($x, $width) = @{ $side{$id} };
	my ($outlet) = map { $_->[0] } rows("SELECT outlet FROM articles WHERE id = $id");
	text($x, 24, "$id $outlet", 'bold');
	my $at = 36;
	for my $paragraph (rows("SELECT w.paragraph, min(w.word), count(*), (SELECT p.body FROM newsprint_paragraphs(a.body) p WHERE p.paragraph = w.paragraph)
			FROM articles a, newsprint_words(a.body) w WHERE a.id = $id GROUP BY 1, a.body ORDER BY 1"))
	{
		my ($n, $first, $count, $body) = @$paragraph;
		my $height = $scale * $count;
		shape('<rect class="card" x="%g" y="%g" width="%g" height="%g" rx="4"/>', $x, $at, $width, $height);
		$top{$id}[ $first + $_ ] = $at + $scale * $_ for 0 .. $count - 1;
		my @lines = ('');
		for my $word (split / /, $body)
		{
			push @lines, '' if length("$lines[-1] $word") > 15;
			$lines[-1] .= ($lines[-1] eq '' ? '' : ' ') . $word;
		}
		my $room = int(($height - 4) / 16) < 3 ? int(($height - 4) / 16) : 3;
		$lines[ $room - 1 ] .= ' …' if @lines > $room;
		text($x + 8, $at + 17 + 16 * $_, $lines[$_], 'pale') for 0 .. ($room < @lines ? $room : @lines) - 1;
		$at += $height + 10;
	}
	$lowest = $at if $at > $lowest;
}
my @labels;
for my $passage (rows(q(SELECT p.kind, round(p.similarity::numeric, 2), s.first, s.last, r.first, r.last
		FROM articles a, articles b, newsprint_align(a.body, b.body, 'english') p,
			LATERAL (SELECT min(word) AS first, max(word) AS last FROM newsprint_words(a.body) WHERE start BETWEEN p.source_start AND p.source_start + p.source_length - 1) s,
			LATERAL (SELECT min(word) AS first, max(word) AS last FROM newsprint_words(b.body) WHERE start BETWEEN p.reprint_start AND p.reprint_start + p.reprint_length - 1) r
		WHERE a.id = 1 AND b.id = 3)))
{
	my ($kind, $similarity, $s_first, $s_last, $r_first, $r_last) = @$passage;
	my ($x1, $x2) = ($side{1}[0] + $side{1}[1], $side{3}[0]);
	my @ys = ($top{1}[$s_first], $top{3}[$r_first], $top{3}[$r_last] + $scale, $top{1}[$s_last] + $scale);
	my $middle = ($x1 + $x2) / 2;
	shape('<path class="band %s" d="M%g,%gC%g,%g %g,%g %g,%gV%gC%g,%g %g,%g %g,%gz"/>', $kind, $x1, $ys[0], $middle, $ys[0], $middle, $ys[1], $x2, $ys[1],
		$ys[2], $middle, $ys[2], $middle, $ys[3], $x1, $ys[3]);
	shape('<rect class="%s" x="%g" y="%g" width="4" height="%g"/>', $kind, $x1 - 4, $ys[0], $ys[3] - $ys[0]);
	shape('<rect class="%s" x="%g" y="%g" width="4" height="%g"/>', $kind, $x2, $ys[1], $ys[2] - $ys[1]);
	push @labels, [ $kind, $similarity ];
}
for my $i (0 .. $#labels)
{
	shape('<rect class="band %s" x="14" y="%g" width="22" height="14"/>', $labels[$i][0], $lowest + 6 + 22 * $i);
	text(44, $lowest + 18 + 22 * $i, "$labels[$i][0], similarity $labels[$i][1]");
}
end_picture('passages', 'Passages of an article in another', $lowest + 14 + 22 * @labels);

# ----- lineage.svg -----

begin_picture();
my @lineage = rows(q(SELECT article, parent, outlet, to_char(published AT TIME ZONE 'UTC', 'HH24:MI'), depth, kind, round(100 * share) || ' % ' || kind, newsprint_lag(lag_minutes)
	FROM articles_lineage WHERE origin = 1 ORDER BY published));
my %place;
my @order = grep { $_->[1] eq '' } @lineage;
for (my $i = 0; $i < @order; $i++)
{
	splice @order, $i + 1, 0, grep { $_->[1] eq $order[$i][0] } @lineage;
}
for my $i (0 .. $#order)
{
	my ($article, $parent, $outlet, $time, $depth, $kind, $share, $lag) = @{ $order[$i] };
	my ($x, $top) = (14 + 40 * $depth, 12 + 70 * $i);
	$place{$article} = [ $x, $top ];
	if ($parent ne '')
	{
		my ($px, $py) = @{ $place{$parent} };
		shape('<path class="way %s" d="M%g,%gV%gH%g"/>', $kind, $px + 18, $py + 42, $top + 21, $x - 7);
		shape('<path class="%s" d="M%g,%gl-8,-5v10z"/>', $kind, $x, $top + 21);
		text($x + 164, $top + 17, $share);
		text($x + 164, $top + 34, $lag, 'pale');
	}
	shape('<rect class="card" x="%g" y="%g" width="154" height="42" rx="5"/>', $x, $top);
	text($x + 10, $top + 17, "$article $outlet", 'bold');
	text($x + 10, $top + 34, $time, 'pale');
}
end_picture('lineage', 'The way of a story', 70 * @order - 4);

# ----- boilerplate.svg -----

begin_picture();
my %found = map { $_->[0] => 1 } rows("SELECT scope FROM newsprint_boilerplate_report('pages')");
$found{outlet} && $found{global} or die "the report has other scopes than the picture\n";
my $cell = 8;
text(14, 24, 'an outlet a row, a day a column', 'pale');
for my $cells (rows(q(SELECT substr(outlet, 8)::int, published_at::date - date '2026-01-01',
		CASE WHEN newsletter THEN 'newsletter' WHEN story THEN 'story' WHEN rights THEN 'rights' END FROM pages ORDER BY id)))
{
	my ($outlet, $day, $what) = @$cells;
	shape('<rect class="%s" x="%g" y="%g" width="6.5" height="11"/>', $what eq '' ? 'card' : $what, 12 + $cell * $day, 22 + 14 * $outlet);
}
my $below = 22 + 14 * 13 + 16;
my @meaning = ([ 'newsletter', 'of an outlet: in all its articles, for weeks' ], [ 'rights', 'of all: in many outlets, all the time' ],
	[ 'story', 'none: in many outlets, within a week' ]);
for my $i (0 .. $#meaning)
{
	shape('<rect class="%s" x="14" y="%g" width="12" height="12"/>', $meaning[$i][0], $below + 22 * $i - 10);
	text(34, $below + 22 * $i, $meaning[$i][1]);
}
end_picture('boilerplate', 'Boilerplate and a story', $below + 22 * @meaning - 6);
