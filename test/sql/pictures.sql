-- Pictures of a story's way, and what loads articles.
CREATE EXTENSION IF NOT EXISTS newsprint;
SET TimeZone = 'America/New_York';	-- pictures are in UTC

SELECT m AS minutes, newsprint_lag(m)
FROM unnest('{0,0.4,59.6,95,120,1440,4350,-95,Infinity,NaN,NULL}'::float8[]) m;

CREATE SCHEMA pictures;
CREATE TABLE pictures.item (code text PRIMARY KEY, paper text, published_at timestamptz, head text, body text NOT NULL);
SELECT newsprint_track('pictures.item', id => 'code', outlet => 'paper', title => 'head', prefix => 'tale');

-- What a trace finds is put there by hand.  Outlets and titles try to break out
-- of each format; k and l got their text from an agency, m from l.
INSERT INTO pictures.item VALUES
    ('a', 'Quay Times', '2026-04-01 06:00+00', 'The "last" boat \ C:\new\', ''),
    ('b', '<b>Bold & Co</b>', '2026-04-01 07:35+00', E'One\nline |#1;{x}[y](z) `c` %%{init: {}}%%', ''),
    ('c', 'it''s "><script>alert(1)</script>', '2026-04-03 08:30+00', ']]> --> &lt;i&gt; \N \l _a_ *b*', ''),
    ('d', NULL, NULL, U&'\202Eeman\202C ' || repeat('long ', 30), ''),
    ('k', 'North Star', '2026-04-02 06:00+00', NULL, ''),
    ('l', 'South Star', '2026-04-02 06:05+00', NULL, ''),
    ('m', 'West Star', '2026-04-02 09:05+00', NULL, ''),
    ('z', 'Alone', '2026-04-05 12:00+00', 'Nobody took it', '');
INSERT INTO pictures.tale_print (id, outlet, published) SELECT code, paper, published_at FROM pictures.item;
INSERT INTO pictures.tale_reprint (source, reprint, source_published, reprint_published, reprint_share, similarity, kind, relation, agency)
SELECT source, reprint, s.published_at, r.published_at, share, 1, kind, relation, agency
FROM (VALUES
    ('a', 'b', 1.0, 'verbatim', 'reprint', NULL), ('a', 'd', 0.25, 'fragment', 'reprint', NULL),
    ('b', 'c', 0.456, 'rewritten', 'reprint', NULL),
    ('k', 'l', 0.9, 'edited', 'wire', 'AP'), ('l', 'm', 0.5, 'edited', 'reprint', NULL)) AS v (source, reprint, share, kind, relation, agency)
JOIN pictures.item s ON s.code = v.source JOIN pictures.item r ON r.code = v.reprint;

SELECT node, parent, id, kind, depth, line FROM newsprint_story('pictures.item', 'c');
SELECT node, parent, id, outlet, relation, lag_minutes, depth, line FROM newsprint_story('pictures.item', 'k');
-- the same story for each of its articles
SELECT count(DISTINCT newsprint_lineage_dot('pictures.item', i)) FROM unnest('{a,b,c,d}'::text[]) i;

\pset format unaligned
\pset tuples_only on
SELECT newsprint_lineage_dot('pictures.item', 'c');
SELECT newsprint_lineage_dot('pictures.item', 'm');
SELECT newsprint_lineage_mermaid('pictures.item', 'c');
SELECT newsprint_lineage_mermaid('pictures.item', 'm');
SELECT newsprint_lineage_mermaid('pictures.item', 'z');
-- each line is one that the grammars know
SELECT line FROM regexp_split_to_table(newsprint_lineage_mermaid('pictures.item', 'c'), '\n') AS line
WHERE line !~ '^(flowchart LR|    n\d+(\["([^]["`{}|<>()#;]|#\d+;|<br>)+"\]|\(\["([^]["`{}|<>()#;]|#\d+;|<br>)+"\]\))|    n\d+ -->(\|"[-\w %+<>]+"\|)? n\d+)$';
SELECT line FROM regexp_split_to_table(newsprint_lineage_dot('pictures.item', 'c'), '\n') AS line
WHERE line !~ '^(digraph story \{|\trankdir=LR;|\tnode \[shape=box\];|\tn\d+ \[label="([^"\\]|\\[\\"n])*"(, shape=ellipse)?\];|\tn\d+ -> n\d+ \[label="([^"\\]|\\n)*"\];|\})$';

-- the picture without its style
SELECT regexp_replace(newsprint_lineage_svg('pictures.item', 'c'), '<style>.*</style>\n', '');
SELECT regexp_replace(newsprint_lineage_svg('pictures.item', 'm'), '<style>.*</style>\n', '');
SELECT regexp_replace(newsprint_lineage_svg('pictures.item', 'z'), '<style>.*</style>\n', '');
-- nothing but its own elements, and no ampersand that is not an entity
SELECT DISTINCT m[1] FROM regexp_matches(newsprint_lineage_svg('pictures.item', 'c'), '<(/?[a-z]*)', 'g') m ORDER BY 1;
SELECT newsprint_lineage_svg('pictures.item', 'c') ~ '&(?!(amp|lt|gt|quot|#39|#8230);)';
SELECT newsprint_html('<a href="x">it''s & more</a>');
\pset tuples_only off
\pset format aligned

-- what cannot be drawn
SELECT newsprint_lineage_dot('pictures.item', NULL) IS NULL AS null_article;
\set VERBOSITY terse
SELECT newsprint_lineage_svg('pictures.item', 'no such');
SELECT newsprint_lineage_dot('pictures.tale_print', 'a');

-- Reading times: what is none is NULL, and no setting matters.
SET DateStyle = 'German, DMY';
SELECT t AS written, to_char(newsprint_time(t) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS utc
FROM unnest(ARRAY['2026-03-09T06:30:00Z', '2026-03-09t07:30:00.125+01:00', '2026-03-09 01:00-0530', '2026-03-09T06:30:00+02',
    '2026-03-09', '2026-03-09T06:30', '2024-02-29T23:59:60Z', '2023-02-29T00:00:00Z', '2026-13-01', '2026-00-10', '0000-01-01',
    '2026-03-09T24:00:00Z', '2026-03-09T06:30:00+99:00', '09.03.2026', 'now', 'infinity', '', '2026-03-09T06:30:00Z; DROP']) t;
-- constants, which are computed while the statement is planned
SELECT newsprint_time('3rd of May') AS none, newsprint_time('2026-03-09T06:30:00Z') = '2026-03-09 06:30:00+00' AS one,
    a.published_at FROM newsprint_from_ninjs('{"uri": "urn:x", "firstcreated": "third of May"}') a;
RESET DateStyle;

-- ninjs
CREATE TABLE pictures.feed (n int GENERATED ALWAYS AS IDENTITY, item jsonb);
COPY pictures.feed (item) FROM STDIN WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02');
{"uri":"urn:newsml:quay.example:20260401:1","type":"text","firstcreated":"2026-04-01T08:00:00+02:00","versioncreated":"2026-04-01T11:00:00+02:00","embargoed":"2026-04-01T09:00:00+02:00","pubstatus":"usable","copyrightholder":"Quay Times","infosources":[{"name":"Harbour Board","role":"spokesperson"}],"language":"en-GB","headlines":[{"role":"sub","value":"Below"},{"role":"main","value":"A \"last\" boat\nsails, \\o/"}],"bodies":[{"role":"teaser","contenttype":"text/plain","value":"A boat."},{"role":"main","contenttype":"text/html","value":"<p>The boat sailed for the last time on Sunday, with nobody on the pier.</p><p>“So be it,” said the skipper.</p>"}],"altids":[{"role":"internal","value":"0815"},{"role":"web","value":"https://quay.example/last-boat"}],"genres":[{"name":"Press Release","uri":"http://cv.iptc.org/newscodes/genre/Press_Release"}]}
{"uri":"https://www.north.example/2026/boat","versioncreated":"2026-04-31T11:00:00Z","pubstatus":"canceled","headlines":[{"value":"Boat"}],"bodies":[{"contenttype":"text/html","value":"<p>The boat sailed for the last time.</p>"},{"contenttype":"application/xml","value":"<nitf><p>The boat sailed for the last time. It will not be back.</p></nitf>"},{"contenttype":"text/plain","value":"The boat sailed for the last time."}],"genres":[{"literal":"news"}]}
{"uri":"tag:south.example,2026:boat","version":"1","versioncreated":"2026-04-01T11:00:00Z","pubstatus":"withheld","headline":"Old boat","body_text":"Short.","body_xhtml":"<p>The boat sailed for the last time on Sunday.</p>","infosource":[{"name":"South Agency"}],"genre":[{"name":"Current"}]}
{"uri":"urn:newsml:east.example:1","type":"picture","renditions":[{"name":"thumb","contenttype":"image/jpeg","href":"https://east.example/1.jpg"},{"name":"page","contenttype":"text/html","href":"https://east.example/1.html"}],"title":"A boat, seen from the pier"}
{"uri":17,"bodies":"none","headlines":{"role":"main","value":"Not in an array"},"pubstatus":null,"versioncreated":{"year":2026},"altids":[[]],"genres":null,"body_text":["x"]}
["no", "object"]
"nothing"
\.
\pset null (null)
\x on
SET TimeZone = 'UTC';
SELECT n, a.* FROM pictures.feed, newsprint_from_ninjs(item) a ORDER BY n;
\x off
SELECT newsprint_from_ninjs(NULL) IS NULL AS null_item;

SELECT newsprint_untrack('pictures.item');
SET client_min_messages = warning;
DROP SCHEMA pictures CASCADE;
