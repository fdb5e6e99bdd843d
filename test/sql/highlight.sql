-- Side by side: the marks tell what became of every word.
CREATE EXTENSION IF NOT EXISTS newsprint;
\pset format unaligned
\pset footer off

\set courier `sed 1d demo/story/1_kellermouth-courier.txt`
\set wire `sed 1d demo/story/2_coast-wire.txt`
\set whirl `sed 1d demo/story/3_daily-whirl.txt`
\set island `sed 1d demo/story/4_sarn-island-post.txt`
\set herald `sed 1d demo/story/5_provincial-herald.txt`
CREATE TABLE story (id int, outlet text, body text);
INSERT INTO story VALUES (1, 'courier', :'courier'), (2, 'wire', :'wire'), (3, 'whirl', :'whirl'),
    (4, 'island', :'island'), (5, 'herald', :'herald');

-- what it looks like
SELECT newsprint_highlight(:'courier', :'island', 'english', format => 'text');
SELECT newsprint_highlight(p.body, :'whirl', 'english', format => 'text') FROM newsprint_paragraphs(:'courier') p WHERE paragraph = 15;

-- The pieces of a highlight, each side on one line.  The column is found by
-- position: no wide character is in these texts.
CREATE FUNCTION pieces(highlight text)
RETURNS TABLE (piece bigint, rule text, source text, reprint text)
LANGUAGE sql AS $$
    WITH line AS (
        SELECT line, number, line ~ '^-.*-\+-.*-$' AS is_rule,
            count(*) FILTER (WHERE line ~ '^-.*-\+-.*-$') OVER (ORDER BY number) AS piece
        FROM string_to_table(highlight, E'\n') WITH ORDINALITY AS t (line, number)
    )
    SELECT piece, max(line) FILTER (WHERE is_rule),
        string_agg(btrim(left(line, 53)), ' ' ORDER BY number) FILTER (WHERE NOT is_rule),
        string_agg(btrim(substr(line, 57)), ' ' ORDER BY number) FILTER (WHERE NOT is_rule)
    FROM line
    WHERE piece > 0
    GROUP BY piece
$$;

-- within passages the words without marks are the same on both sides, and all
-- of them stand in the texts
CREATE TABLE piece AS
SELECT a.id AS a, b.id AS b, a.outlet AS source_outlet, b.outlet AS reprint_outlet, a.body AS a_body, b.body AS b_body, p.*,
    p.rule ~ 'not reused|own words' AS one_sided
FROM story a, story b, newsprint_highlight(a.body, b.body, 'english', 'sensitive', format => 'text') AS h, pieces(h) p
WHERE a.id <> b.id;
SELECT count(*) > 100 AS many,
    count(*) FILTER (WHERE newsprint_normalize(regexp_replace(source, '\[-.*?-\]', ' ', 'g'))
        <> newsprint_normalize(regexp_replace(reprint, '\{\+.*?\+\}', ' ', 'g'))) AS different,
    count(*) FILTER (WHERE strpos(newsprint_normalize(a_body), newsprint_normalize(regexp_replace(source, '\[-|-\]', '', 'g'))) = 0
        OR strpos(newsprint_normalize(b_body), newsprint_normalize(regexp_replace(reprint, '\{\+|\+\}', '', 'g'))) = 0) AS not_there,
    count(*) FILTER (WHERE source ~ '\[-' OR reprint ~ '\{\+') > 50 AS marked
FROM piece WHERE NOT one_sided;

-- the wire has the original word for word: only what it glued in is marked
SELECT regexp_matches(h, '\[-.*?-\]|\{\+.*?\+\}', 'g') AS marks
FROM (SELECT regexp_replace(newsprint_highlight(:'courier', :'wire', 'english', format => 'text'), '^[^\n]*', '') AS h) AS x;

-- and nothing of it is left out
SELECT newsprint_normalize(string_agg(regexp_replace(reprint, '\{\+|\+\}', '', 'g'), ' ' ORDER BY piece)) = newsprint_normalize(:'wire') AS whole
FROM pieces(newsprint_highlight(:'courier', :'wire', 'english', format => 'text'));

-- kinds are those of newsprint_reprinted
SELECT count(*) AS paragraphs, count(*) FILTER (WHERE NOT EXISTS (
    SELECT FROM pieces(newsprint_highlight(:'courier', :'whirl', 'english', format => 'text')) p
    WHERE p.rule ~ format('paragraph %s -+ %s, similarity %s ', r.paragraph, r.kind, to_char(r.similarity, 'FM0.00')))) AS missing
FROM newsprint_reprinted(:'courier', :'whirl', 'english') r;

-- a place reused twice, in another order
SELECT newsprint_highlight(string_agg(body, E'\n\n' ORDER BY paragraph),
    string_agg(body, E'\n\n' ORDER BY paragraph DESC) || E'\n\n' || max(body) FILTER (WHERE paragraph = 16), 'english', format => 'text')
FROM newsprint_paragraphs(:'courier') WHERE paragraph IN (9, 16);

-- a text in itself, and two that have nothing in common
SELECT newsprint_highlight(body, body, 'simple', format => 'text') FROM newsprint_paragraphs(:'courier') WHERE paragraph = 6;
SELECT newsprint_highlight('One text about ferries.', E'Another one.\n\nIt is on cheese.', 'simple', format => 'text');

-- wide characters, characters without width, and letters from right to left
SELECT newsprint_highlight(zh, replace(zh, '星期二', '周五'), 'simple', format => 'text')
FROM (VALUES ('北方航运公司周日表示，由于检查人员在二号码头的两个汽车坡道上发现裂缝，公司将停止冬季开往小萨恩岛的航班。最后一班船星期二下午五点离开，只运送居民、医生和邮件。')) AS t (zh);
SELECT newsprint_highlight(x, replace(x, 'ferry', 'boat'), 'simple', format => 'text')
FROM (SELECT E'The cafe\u0301 at the ferry pier, na\u0308mlich the Gru\u0308ne Fa\u0308hre, was closed on Sunday after inspectors found e\u0301normous cracks in both ramps, the owner said.' AS x) AS t;
SELECT replace(newsprint_highlight(x, replace(x, 'اليوم', 'أمس'), 'simple', format => 'text'), U&'\200E', '<LRM>') AS fenced
FROM (VALUES ('قالت الشركة اليوم إنها ستوقف خدمة العبارات الشتوية إلى الجزيرة الصغيرة بعد أن وجد المفتشون شقوقا في كلا المنحدرين عند الرصيف الثاني في الميناء القديم.')) AS t (x);

-- nothing in a text steers the terminal
WITH text (x) AS (
    SELECT E'\x1b]0;title\x07 The &#27;[31mferry \u202Eto the island\u202C was \u0085\x7f\u009b2J closed on Sunday\u200b after inspectors'
        || E' found <b>enormous</b> cracks in both\tramps at&nbsp;the pier,\r\nthe owner of the small <script>alert(1)</script>line said.'
), shown AS (
    SELECT newsprint_highlight(x, replace(x, 'small', 'old'), 'simple', format => 'text') AS h FROM text
)
SELECT h, h ~ E'[\x01-\x09\x0b-\x1f\x7f-\u009f\u202a-\u202e\u2066-\u2069]' AS raw FROM shown;

-- a word longer than a column
SELECT newsprint_highlight(x, replace(x, 'ferry', 'boat'), 'simple', format => 'text')
FROM (SELECT 'The ferry Donau' || repeat('dampfschiff', 10) || 'fahrt was closed on Sunday after inspectors found enormous cracks in both ramps, the owner said.' AS x) t;

-- ----- HTML -----

-- Without its style, a row a line.
CREATE FUNCTION html(a text, b text, mode text DEFAULT 'news') RETURNS text LANGUAGE sql AS $$
    SELECT regexp_replace(newsprint_highlight(a, b, 'english', mode), '<style>[^<]*</style>', '<style></style>')
$$;
SELECT html(:'courier', :'island');
SELECT html('One text about ferries.', E'Another one.\n\nIt is on cheese.');
SELECT html('', '');

-- HTML is the default
SELECT newsprint_highlight(:'courier', :'whirl', 'english') = newsprint_highlight(:'courier', :'whirl', 'english', 'news', 'html') AS "default";

-- The sides of the rows: whose, what they are linked to, and what is shown.
CREATE FUNCTION sides(h text)
RETURNS TABLE (n bigint, side text, id text, head text, words text)
LANGUAGE sql AS $$
    SELECT n, substring(m[2] FROM 'Source|Reprint'), m[1], m[2], m[3]
    FROM regexp_split_to_table(h, '(?=<(?:div|details) class="np-side")') WITH ORDINALITY AS t (part, n),
        regexp_match(part, '^<\w+ class="np-side"(?: id="([^"]*)"| open="")?><\w+(?: class="np-head")?>(.*)</(?:div|summary)>(<p .*</p>)</(?:div|details)>') m
    WHERE m IS NOT NULL
$$;
CREATE TABLE page AS
SELECT a.id AS a, b.id AS b, b.body, html(a.body, b.body, 'sensitive') AS h FROM story a, story b WHERE a.id <> b.id;

-- nothing of the reprint is left out, and it is in order
SELECT count(*) AS pages, count(*) FILTER (WHERE newsprint_normalize(words) <> newsprint_normalize(body)) AS different
FROM (SELECT a, b, body, string_agg(words, ' ' ORDER BY n) AS words FROM page, sides(h) WHERE side = 'Reprint' GROUP BY a, b, body) x;

-- what is not marked in a passage is the same on both sides
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE newsprint_normalize(regexp_replace(s.words, '<del>.*?</del>', ' ', 'g'))
    <> newsprint_normalize(regexp_replace(r.words, '<ins>.*?</ins>', ' ', 'g'))) AS different
FROM page p, sides(h) s, sides(h) r
WHERE s.side = 'Source' AND r.id = replace(s.id, '-s', '-r');

-- the marks are those of the text form
SELECT count(*) AS pages, count(*) FILTER (WHERE marks <> text_marks) AS different, sum(array_length(marks, 1)) > 300 AS many
FROM (
    SELECT array(SELECT newsprint_normalize(m[1]) FROM sides(h), regexp_matches(words, '<[di][en][ls]>([^<]*)<', 'g') WITH ORDINALITY AS t (m, i) ORDER BY n, i) AS marks,
        array(SELECT newsprint_normalize(m[1])
            FROM piece, LATERAL (VALUES (1, source), (2, reprint)) AS v (side, words), regexp_matches(words, '[\[{][-+](.*?)[-+][\]}]', 'g') WITH ORDINALITY AS t (m, i)
            WHERE piece.a = page.a AND piece.b = page.b ORDER BY piece.piece, side, i) AS text_marks
    FROM page) x;

-- every link leads somewhere; no id is there twice, not on two pages either
SELECT count(*) > 300 AS many, count(*) FILTER (WHERE strpos(h, format('id="%s"', m[1])) = 0) AS dead
FROM page, regexp_matches(h, 'href="#([^"]*)"', 'g') m;
SELECT count(*) > 200 AS many, count(*) - count(DISTINCT m[1]) AS twice FROM page, regexp_matches(h, ' id="([^"]*)"', 'g') m;

-- the bars tell how many words were reused
SELECT m[1] AS title
FROM (SELECT string_agg(body, E'\n\n' ORDER BY paragraph) AS source,
        string_agg(body, E'\n\n' ORDER BY paragraph DESC) FILTER (WHERE paragraph <> 10) || E'\n\nNothing else was known.\n\n' || max(body) FILTER (WHERE paragraph = 16) AS reprint
    FROM newsprint_paragraphs(:'courier') WHERE paragraph IN (9, 10, 16)) AS x, regexp_matches(html(source, reprint), '<span title="([^"]*)"', 'g') m;

-- paragraphs stay, and a change that goes across them is marked in each
SELECT regexp_replace(words, 'np\w+', 'np', 'g') FROM sides(html(
    E'The ferry company is withdrawing its winter service to the island today, and\n\nnobody was told by it\n\nwhen inspectors found large cracks in both car ramps at the old pier.',
    E'The ferry company is withdrawing its winter service to the island today, and\n\nall knew that already\n\nor had heard of it\n\nwhen inspectors found large cracks in both car ramps at the old pier.'));

-- a quotation
SELECT regexp_replace(head, 'np\w+', 'np', 'g') AS head, words
FROM sides(html('The minister spoke on Monday. “Nobody told us that the ramps were cracked, and when we saw the pictures it was far too late to keep a ship of that size in service,” he said.',
    'Asked by a pupil, her uncle shrugged: “Nobody told us that the ramps were cracked, and when we saw the pictures it was far too late to keep a ship of that size in service.”'));

-- nothing in a text is markup
CREATE TABLE attack (x text);
INSERT INTO attack VALUES ('"><script>alert(1)</script>'), ('</p></div></style><img src=x onerror=alert(1)>'), ('&lt;script&gt;alert(1)&lt;/script&gt;'),
    ('&amp;lt;b&amp;gt; &#60;i&#62; &#x3C;u onload=x'), ('a < b & c > d "e" ''f'' &bogus; &#0; &#xD800; &#99999999;'), ('<' || repeat('a ', 1500) || '>'),
    ('<<b>>> <!-- <p --> ]]> <![CDATA[ x ]]>'), (E'\x01script\x02 \x1b[31m \u202Ereversed\u202C \u2066x \ufeff\u00adz'), ('&' || repeat('amp;', 50) || 'lt;script>');
CREATE TABLE attacked AS
SELECT x, html(s, replace(s, 'ferry', 'boat ' || x)) AS h
FROM attack, LATERAL (SELECT 'The ferry company ' || x || ' is withdrawing its winter service to the island after ' || x || E' inspectors found cracks.\n\n' || x) AS t (s);
SELECT count(*) AS texts, count(*) FILTER (WHERE h !~ 'withdrawing') AS without_words, count(*) FILTER (WHERE h ~ '&(?!#[0-9]+;)') AS ampersand,
    count(*) FILTER (WHERE h ~ E'[\x01-\x09\x0b-\x1f\x7f-\u009f\u202a-\u202e\u2066-\u2069]') AS control,
    count(*) FILTER (WHERE regexp_replace(h, '</?(div|meta|style|nav|b|i|a|span|p|del|ins|details|summary)( (class|name|content|charset|style|href|id|title|dir|open|aria-label)="[^"<>&]*")*/?>', '', 'g') ~ '[<>"'']') AS markup
FROM attacked;
SELECT words FROM sides(html('a < b & c > d "e" ''f''', E'&lt;/p&gt; 1 &lt; 2 &amp;amp; <b>x</b> \x1b[31m \u202Ez\u202C'));

-- how much was taken, all things together
SELECT b.outlet, round(d.degree::numeric, 2) AS degree, d.level
FROM story a, story b, newsprint_degree(a.body, b.body, 'english') d
WHERE a.id = 1 ORDER BY b.id;
SELECT newsprint_degree('', '', 'simple'), newsprint_degree(NULL, 'a') IS NULL AS "null", newsprint_degree('a', NULL) IS NULL AS "null";

-- NULL, empty, errors
SELECT newsprint_highlight(NULL, 'a') IS NULL AS "null", newsprint_highlight('a', NULL) IS NULL AS "null",
    newsprint_highlight('a', 'b', NULL, NULL) IS NULL AS "null", newsprint_highlight('a', 'b', format => NULL) IS NULL AS "null";
SELECT newsprint_highlight('', '', 'simple', format => 'text');
SELECT newsprint_highlight('a', 'b', 'simple', 'loose');
SELECT newsprint_highlight('a', 'b', 'simple', format => 'pdf');
