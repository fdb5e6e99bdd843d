-- The sample story in its five versions: what a correct system says of each.
CREATE EXTENSION IF NOT EXISTS newsprint;

-- the first line is the time of publication
\set courier `sed 1d demo/story/1_kellermouth-courier.txt`
\set wire `sed 1d demo/story/2_coast-wire.txt`
\set whirl `sed 1d demo/story/3_daily-whirl.txt`
\set island `sed 1d demo/story/4_sarn-island-post.txt`
\set herald `sed 1d demo/story/5_provincial-herald.txt`
CREATE TABLE story (id int, outlet text, body text, print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED);
INSERT INTO story VALUES (1, 'courier', :'courier'), (2, 'wire', :'wire'), (3, 'whirl', :'whirl'),
    (4, 'island', :'island'), (5, 'herald', :'herald');

SELECT p.paragraph, p.start, p.length, left(p.body, 50) AS begins FROM story, newsprint_paragraphs(body) p WHERE id = 1;

-- how much of the original each print has
SELECT b.outlet, round(newsprint_containment(a.print, b.print)::numeric, 2) AS of_the_original
FROM story a, story b WHERE a.id = 1 AND b.id > 1 ORDER BY b.id;

-- every paragraph: verbatim in the scrape, changed in the spun copy but for the
-- caption and the lede, one sentence in the independent report, none in the other
SELECT p.paragraph,
       max(r.kind) FILTER (WHERE b.id = 2) AS wire,
       max(r.kind) FILTER (WHERE b.id = 3) AS whirl,
       max(r.kind) FILTER (WHERE b.id = 4) AS island,
       max(r.kind) FILTER (WHERE b.id = 5) AS herald
FROM story a CROSS JOIN newsprint_paragraphs(a.body) p
JOIN story b ON b.id > 1
LEFT JOIN newsprint_reprinted(a.body, b.body, 'english') r ON r.paragraph = p.paragraph
WHERE a.id = 1 GROUP BY p.paragraph ORDER BY p.paragraph;

-- where the one sentence stands
SELECT substr(a.body, x.source_start, x.source_length) AS source, substr(b.body, x.reprint_start, x.reprint_length) AS reprint,
       x.words, round(x.similarity::numeric, 2) AS similarity, x.kind
FROM story a, story b, newsprint_align(a.body, b.body, 'english') x
WHERE a.id = 1 AND b.id = 4 AND x.kind <> 'quotation';

-- stems are not needed to see that
SELECT b.outlet, count(*) FILTER (WHERE kind = 'verbatim') AS verbatim,
       count(*) FILTER (WHERE kind IN ('edited', 'rewritten')) AS changed
FROM story a, story b, newsprint_reprinted(a.body, b.body, 'simple') r
WHERE a.id = 1 AND b.id > 1 GROUP BY b.id, b.outlet ORDER BY b.id;

-- a text in itself is one verbatim passage from its first to its last word
SELECT x.kind, x.similarity, x.source_start = w.first AS from_the_first, x.source_start + x.source_length = w.behind AS to_the_last
FROM newsprint_align(:'courier', :'courier', 'english') x,
     (SELECT min(start) AS first, max(start + length) AS behind FROM newsprint_words(:'courier')) w;

-- reordered, and reused twice
SELECT x.source_paragraph, x.reprint_paragraph, x.kind
FROM newsprint_paragraphs(:'courier') p3, newsprint_paragraphs(:'courier') p9,
     newsprint_align(:'courier', p9.body || E'\n\n' || p3.body || E'\n\n' || p9.body, 'english') x
WHERE p3.paragraph = 3 AND p9.paragraph = 9;

-- NULL, empty, nothing in common, unknown mode and configuration
SELECT count(*) FROM newsprint_align(NULL, 'a b c');
SELECT count(*) FROM newsprint_reprinted('a b c', NULL, 'simple');
SELECT count(*) FROM newsprint_align('', '', 'simple');
SELECT count(*) FROM newsprint_align('One text about ferries.', 'Another text on cheese.', 'simple');
SELECT * FROM newsprint_align('a', 'b', 'simple', 'loose');
SELECT * FROM newsprint_align('a', 'b', 'nosuch');
SELECT count(*) FROM newsprint_align(:'courier', :'whirl', mode => 'sensitive');
SELECT * FROM newsprint_align('a', 'b', 0);
DROP TABLE story;
