--
-- Writes what demo.sql found as a page that needs nothing else (variable html).
-- All that comes from articles goes through newsprint_html or is escaped by what
-- draws it.
--
SET TimeZone = 'UTC';
\pset format unaligned
\pset tuples_only on
\o :html

SELECT $html$<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who took what</title>
<style>
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1b19; --pale: #6a675f; --rule: #dcd8cc; --bar: #c8c2b0; --yes: #2f6b1f; --no: #b3261e; }
@media (prefers-color-scheme: dark) {
    :root { --paper: #161614; --ink: #eceae4; --pale: #a5a196; --rule: #3a3833; --bar: #57544b; --yes: #93cf7f; --no: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem clamp(.8rem, 3vw, 2rem) 4rem; max-width: 78rem; background: var(--paper); color: var(--ink);
    font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font: 700 2rem/1.2 Georgia, serif; }
h2 { margin: 2.5rem 0 .8rem; font: 700 1.3rem/1.3 Georgia, serif; }
p { max-width: 42rem; }
header p, small, .pale { color: var(--pale); }
.scroll { overflow-x: auto; overflow-wrap: normal; }
.scroll svg { display: block; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th, td { padding: .5rem .9rem .5rem 0; border-top: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { border-top: 0; color: var(--pale); font-weight: 500; white-space: nowrap; }
td small { display: block; }
.outlet { min-width: 9rem; width: 32%; font-weight: 600; }
.outlet small { font-weight: 400; }
.share { min-width: 8rem; white-space: nowrap; }
.share i { display: block; height: .35rem; margin-top: .25rem; border-radius: .2rem;
    background: linear-gradient(var(--ink) 0 0) 0 / var(--of) 100% no-repeat var(--bar); }
.from { min-width: 9rem; }
.when, .how { white-space: nowrap; }
.yes { color: var(--yes); }
.no { color: var(--no); }
details { border-top: 1px solid var(--rule); padding: .7rem 0; }
summary { cursor: pointer; }
details > div { margin-top: 1rem; }
@media (max-width: 40rem) {
    thead { display: none; }
    table, tbody, tr, td { display: block; }
    tr { padding: .8rem 0; border-top: 1px solid var(--rule); }
    td { padding: .15rem 0; border: 0; }
    td small, td[data-of]::before { display: inline; }
    td[data-of]::before { content: attr(data-of) ": "; color: var(--pale); }
    .outlet small { display: block; }
}
</style>
</head>
<body>
<header>
<h1>Who took what</h1>
$html$
|| format('<p>%s articles of %s outlets, %s of them with text of an earlier one.</p></header>',
    count(*), count(DISTINCT outlet), (SELECT count(DISTINCT reprint) FROM pair))
FROM article;

-- Each article with the one it has most from: its parent in the story, else the
-- earliest of those with about as much.
CREATE TEMP TABLE best AS
SELECT DISTINCT ON (p.reprint) p.reprint AS id, p.source, s.outlet AS source_outlet, s.published_at AS source_published,
    CASE WHEN p.source = r.source THEN r.reprint_share ELSE r.source_share END AS share,
    r.words, r.kind, r.relation, r.agency, r.credited, r.credit, r.confidence, r.reasons, l.origin
FROM pair p
    JOIN ranked s ON s.id = p.source
    JOIN article_reprint r ON (r.source, r.reprint) IN ((p.source, p.reprint), (p.reprint, p.source))
    JOIN article_lineage l ON l.article = p.reprint
ORDER BY p.reprint, p.source IS DISTINCT FROM l.parent,
    round((CASE WHEN p.source = r.source THEN r.reprint_share ELSE r.source_share END)::numeric, 1) DESC, s.rank;

SELECT $html$<h2>Articles</h2>
<table>
<thead><tr><th>Outlet<th>Took<th>From<th>Later by<th>How<th>Names it</tr></thead>
<tbody>$html$;
SELECT concat('<tr><td class="outlet">', newsprint_html(a.outlet), '<small>', newsprint_html(a.title), '</small>',
    '<td class="share" data-of="took"><span>', round(100 * coalesce(b.share, 0)), ' %</span><i style="--of: ',
    round(100 * coalesce(b.share, 0)), '%"></i>',
    '<td class="from" data-of="from">', coalesce(newsprint_html(b.source_outlet), '<span class="pale">nobody</span>'),
    CASE b.relation WHEN 'wire' THEN ' <small>both have it from ' || newsprint_html(b.agency) || '</small>'
                    WHEN 'undetermined' THEN ' <small>or the other way round</small>' END,
    '<td class="when" data-of="at">', newsprint_lag(extract(epoch FROM a.published_at - b.source_published) / 60),
    ' <small>', to_char(a.published_at, 'YYYY-MM-DD HH24:MI'), '</small>',
    CASE WHEN b.id IS NULL THEN '<td><td>'
         ELSE concat('<td class="how" data-of="how">', newsprint_html(b.kind), '<td data-of="names it">',
            CASE WHEN b.credited THEN '<span class="yes">yes</span> <small>' || newsprint_html(b.credit) || '</small>'
                 ELSE '<span class="no">no</span>' END) END,
    '</tr>')
FROM ranked a LEFT JOIN best b ON b.id = a.id
ORDER BY a.rank
LIMIT 200;
SELECT '</tbody></table>';
SELECT format('<p class="pale">The first 200 of %s articles.</p>', count(*)) FROM article HAVING count(*) > 200;
SELECT '<p class="pale">Took: the share of its words that stand in the other article; boilerplate and shared quotations are left out of it. Names it: by its name here, or an alias in the table article_alias.</p>';

SELECT '<h2>The way of the story</h2>' WHERE EXISTS (SELECT FROM article_lineage WHERE parent IS NOT NULL);
SELECT format(E'<div class="scroll" tabindex="0">%s</div>', newsprint_lineage_svg('article', origin))
FROM (SELECT origin, count(*) FROM article_lineage GROUP BY origin HAVING count(*) > 1 ORDER BY 2 DESC, 1 LIMIT 5) AS story;

SELECT '<h2>Side by side</h2>' WHERE EXISTS (SELECT FROM best);
SELECT format('<details%s><summary><b><bdi>%s</bdi></b> from <bdi>%s</bdi> <span class="pale">%s %% %s</span></summary><div>%s</div></details>',
    CASE WHEN row_number() OVER (ORDER BY b.words DESC, b.id) = 1 THEN ' open' END,
    newsprint_html(a.outlet), newsprint_html(b.source_outlet), round(100 * b.share), newsprint_html(b.kind),
    newsprint_highlight(s.body, a.body, format => 'html'))
FROM (SELECT * FROM best ORDER BY words DESC, id LIMIT 8) AS b
    JOIN article a ON a.id = b.id
    JOIN article s ON s.id = b.source
ORDER BY b.words DESC, b.id;

SELECT '</body></html>';
\o
