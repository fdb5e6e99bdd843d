-- newsprint_compare, newsprint_taken: what was taken, without boilerplate
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;

-- ----- numbers that can be counted by hand -----

-- four paragraphs of 20 words
\set p1 'The harbour master closed the northern pier on Tuesday morning after divers found deep rust along eleven of its pillars.'
\set p2 'Fishing crews from Lower Anstey must now land their catch at the coal wharf, two miles further up the estuary.'
\set p3 'Repairs will take until October at least, she told reporters, because every pillar has to be lifted out and recast.'
\set p4 'Shopkeepers near the market asked the council for a bus between both quays, which nobody had ever offered them before.'
-- a line of 12 words, and 40 of one's own
\set line 'Sign up for our letter and read every morning what really matters.'
\set own 'Nothing in this paragraph was ever printed anywhere else, as its author wrote it from scratch for this very test.'
\set more 'Even so it has to be somewhat longer, lest two passages around be taken for one with changes in its middle.'
CREATE TABLE samples (name text, body text);
INSERT INTO samples VALUES
    ('source', concat_ws(E'\n\n', :'p1', :'p2', :'p3', :'p4')),
    ('half', concat_ws(E'\n\n', :'p3', :'p1', :'own', :'more')),
    ('with line', concat_ws(E'\n\n', :'p1', :'p2', :'p3', :'p4', :'line')),
    ('half with line', concat_ws(E'\n\n', :'p3', :'p1', :'own', :'more', :'line')),
    ('line', :'line'),
    ('own', :'own'),
    ('empty', '');
SELECT name, count(w) AS words FROM samples LEFT JOIN newsprint_words(body) w ON true GROUP BY name ORDER BY name COLLATE "C";

-- 40 of 80 words on both sides; the line, shared by both, counts where it is not
-- ignored, but for the w-1 words of it that no entry of its print covers
SELECT s.name AS source, r.name AS reprint, i.name AS ignore, c.*
FROM (VALUES (1, 'source', 'source', NULL), (2, 'source', 'half', NULL), (3, 'source', 'half', 'line'),
        (4, 'with line', 'half with line', NULL), (5, 'with line', 'half with line', 'line'),
        (6, 'source', 'own', NULL), (7, 'source', 'empty', NULL), (8, 'empty', 'source', 'line'), (9, 'line', 'line', 'line'),
        (10, 'source', 'source', 'source')) v (n, s, r, i)
JOIN samples s ON s.name = v.s JOIN samples r ON r.name = v.r LEFT JOIN samples i ON i.name = v.i,
newsprint_compare(s.body, r.body, 'english', ignore => to_newsprint(i.body)) c ORDER BY n;

SELECT t.paragraph, t.word, t.words, round(t.coverage::numeric, 2) AS coverage, t.kind, t.source_paragraph,
    substr(r.body, t.start, t.length) = substr(s.body, t.source_start, t.source_length) AS same
FROM samples s, samples r, newsprint_taken(s.body, r.body, 'english') t
WHERE s.name = 'with line' AND r.name = 'half with line';
SELECT t.paragraph, t.word, t.words
FROM samples s, samples r, newsprint_taken(s.body, r.body, 'english', ignore => to_newsprint(:'line')) t
WHERE s.name = 'with line' AND r.name = 'half with line';

-- a part of a paragraph
SELECT t.paragraph, t.word, t.words, substr(r.body, t.start, t.length) AS part, t.source_paragraph, t.kind
FROM samples s, (SELECT :'own' || ' ' || :'p2' AS body) r, newsprint_taken(s.body, r.body, 'english') t WHERE s.name = 'source';

-- the words that a row names are the paragraph's part
SELECT t.paragraph, min(w.start) = t.start AS starts, max(w.start + w.length) = t.start + t.length AS ends, count(*) = t.words AS words
FROM samples s, samples r, newsprint_taken(s.body, r.body, 'english') t, newsprint_words(r.body) w
WHERE s.name = 'source' AND r.name = 'half' AND w.word BETWEEN t.word AND t.word + t.words - 1
GROUP BY t.paragraph, t.start, t.length, t.words ORDER BY t.paragraph;

-- ----- a print to be ignored: any parameters and any number of calls -----

SELECT v.k, v.w, c.source_words, c.reprint_words, c.words, c.longest_run
FROM samples s, samples r, (VALUES (3, 4), (5, 2), (12, 1), (13, 1)) v (k, w),
    newsprint_compare(s.body, r.body, 'english', ignore => to_newsprint(:'line', v.k, v.w) + to_newsprint('', v.k, v.w)) c
WHERE s.name = 'source' AND r.name = 'with line' ORDER BY k;
SELECT n, c.reprint_words FROM samples s, generate_series(1, 4) n,
    newsprint_compare('', s.body, 'simple', ignore => CASE n % 4 WHEN 1 THEN to_newsprint(:'line') WHEN 2 THEN to_newsprint(:'p1') WHEN 3 THEN to_newsprint('') END) c
WHERE name = 'with line' ORDER BY n;
SELECT * FROM newsprint_compare('a', 'b', 'simple', ignore => to_quoteprint('"one two three four five six"'));
SELECT * FROM newsprint_taken('a', 'b', 'simple', ignore => to_quoteprint('"one two three four five six"'));

-- what newsprint_boilerplate finds
CREATE TABLE news AS
SELECT i AS id, 'Evening Lamp' AS outlet, timestamptz '2026-01-01 08:00+00' + i * interval '1 day' AS published_at,
    (SELECT string_agg('w' || md5(i || '.' || j), ' ') FROM generate_series(1, 30) j) || E'\n\n' || :'line' AS body
FROM generate_series(1, 30) i;
ALTER TABLE news ADD print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED;
SELECT c.source_share, c.reprint_share, c.words, c.source_words, c.reprint_words, c.kind
FROM samples s, samples r, newsprint_compare(s.body, r.body, 'english', ignore => newsprint_boilerplate('news')) c
WHERE s.name = 'with line' AND r.name = 'half with line';

-- ----- quotations, apart -----

SELECT c.* FROM newsprint_compare(
    'The mayor spoke for an hour. “We shall not sell one stone of this harbour to anybody who never fished in it,” Maud Fenwick said.',
    E'In a radio talk on Sunday, listeners heard this:\n\n“We shall not sell one stone of this harbour to anybody who never fished in it.”\n\nThen came music.',
    'english') c;
SELECT t.* FROM newsprint_taken(
    'The mayor spoke for an hour. “We shall not sell one stone of this harbour to anybody who never fished in it,” Maud Fenwick said.',
    E'In a radio talk on Sunday, listeners heard this:\n\n“We shall not sell one stone of this harbour to anybody who never fished in it.”\n\nThen came music.',
    'english') t;

-- ----- the sample story -----

\set courier `sed 1d demo/story/1_kellermouth-courier.txt`
\set wire `sed 1d demo/story/2_coast-wire.txt`
\set whirl `sed 1d demo/story/3_daily-whirl.txt`
\set island `sed 1d demo/story/4_sarn-island-post.txt`
\set herald `sed 1d demo/story/5_provincial-herald.txt`
CREATE TABLE story (id int, outlet text, body text);
INSERT INTO story VALUES (1, 'courier', :'courier'), (2, 'wire', :'wire'), (3, 'whirl', :'whirl'),
    (4, 'island', :'island'), (5, 'herald', :'herald');
SELECT b.outlet, round(c.source_share::numeric, 2) AS source_share, round(c.reprint_share::numeric, 2) AS reprint_share,
    c.words, c.longest_run, c.source_words, c.reprint_words, c.quoted_words, round(c.similarity::numeric, 2) AS similarity, c.kind
FROM story a, story b, newsprint_compare(a.body, b.body, 'english') c WHERE a.id = 1 ORDER BY b.id;

-- words are those of newsprint_align, and shares what its rows cover
SELECT b.outlet, c.words = x.words AS words, round(c.reprint_share * c.reprint_words) = x.covered AS covered
FROM story a, story b, newsprint_compare(a.body, b.body, 'english') c,
    LATERAL (SELECT coalesce(sum(x.words), 0) AS words, coalesce(sum((SELECT count(*) FROM newsprint_words(b.body) w
        WHERE w.start >= x.reprint_start AND w.start < x.reprint_start + x.reprint_length)), 0) AS covered
    FROM newsprint_align(a.body, b.body, 'english') x WHERE x.kind <> 'quotation') x
WHERE a.id = 1 ORDER BY b.id;

SELECT t.paragraph, t.source_paragraph, t.kind, t.words, left(substr(b.body, t.start, t.length), 40) AS begins
FROM story a, story b, newsprint_taken(a.body, b.body, 'english') t WHERE a.id = 1 AND b.id = 3;
SELECT t.paragraph, t.word, t.words, t.kind, substr(b.body, t.start, t.length) AS reprint, substr(a.body, t.source_start, t.source_length) AS source
FROM story a, story b, newsprint_taken(a.body, b.body, 'english') t WHERE a.id = 1 AND b.id = 4;

-- ----- NULL, and names that are none -----

SELECT c IS NULL AS nothing FROM (VALUES (NULL, 'a'), ('a', NULL)) v (s, r), newsprint_compare(s, r, 'simple') c;
SELECT c IS NULL AS nothing FROM newsprint_compare('a', 'b', 'simple', NULL) c;
SELECT count(*) FROM newsprint_taken(NULL, 'a', 'simple');
SELECT count(*) FROM newsprint_taken('a', 'b', 'simple', NULL);
SELECT count(*) FROM newsprint_taken('', '', 'simple');
SELECT newsprint_compare('a', 'b', 'simple', 'loose');
SELECT c.words > 0 AS found FROM newsprint_compare(:'courier', :'whirl', mode => 'sensitive') c;

-- ----- may a procedure COMMIT? -----

CREATE PROCEDURE asks() LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'can commit: %', newsprint_can_commit();
    IF newsprint_can_commit() THEN
        COMMIT;
        RAISE NOTICE 'and again: %', (SELECT newsprint_can_commit());
    END IF;
END $$;
CREATE PROCEDURE asks_in_block() LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        RAISE NOTICE 'can commit: %', newsprint_can_commit();
    EXCEPTION WHEN division_by_zero THEN
        NULL;
    END;
    RAISE NOTICE 'behind it: %', newsprint_can_commit();
END $$;
CREATE PROCEDURE calls() LANGUAGE plpgsql AS $$ BEGIN CALL asks(); END $$;
CREATE PROCEDURE calls_with_settings() LANGUAGE plpgsql SET work_mem = '1MB' AS $$ BEGIN CALL asks(); END $$;
CREATE FUNCTION calls_from_function() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CALL asks(); END $$;
CALL asks();
CALL calls();
CALL calls_with_settings();
CALL asks_in_block();
SELECT calls_from_function();
DO $$ BEGIN CALL asks(); END $$;
SELECT newsprint_can_commit();
BEGIN;
CALL asks();
DO $$ BEGIN CALL asks(); END $$;
COMMIT;

DROP PROCEDURE asks, asks_in_block, calls, calls_with_settings;
DROP FUNCTION calls_from_function;
DROP TABLE samples, news, story;
