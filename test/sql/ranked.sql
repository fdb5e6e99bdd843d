-- newsprint_search: where has this text appeared, best first?
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;
SET jit = off;

-- the story of the ferry
CREATE TABLE ferry (
    id int PRIMARY KEY,
    body text,
    print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED
);
CREATE INDEX ON ferry USING gin (print);
INSERT INTO ferry VALUES
(1, 'The island ferry will stop running for nine months while its only pier is rebuilt, the harbour board said on Sunday.

“We know what the boat means to people here,” said the board’s chair, Ines Calder. “But the piles under the pier are a hundred years old, and two of them can be pushed over by hand.”

About four hundred people live on the island all year round. Mail and medicine will come by a fishing boat twice a week, weather permitting.'),
(2, 'HARBOUR (Gazette)The island ferry will stop running for nine months while its only pier is rebuilt, the harbour board said on Sunday."We know what the boat means to people here," said the board''s chair, Ines Calder. "But the piles under the pier are a hundred years old, and two of them can be pushed over by hand."Read MoreAbout four hundred people live on the island all year round. Mail and medicine will come by a fishing boat twice a week, weather permitting.'),
(3, 'An island is to lose its ferry for most of a year.

Around four hundred people live on the island all year round. Mail and medicines will come by a fishing boat twice a week, if the weather permits.'),
(4, 'Shopkeepers on the island said the closure would cost them the summer. “Nobody asked us,” said Tom Rask, who sells rope and postcards by the slipway. The regional government promised to look at a replacement.'),
(5, NULL),
(6, '');

CREATE FUNCTION rounded(found record) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN format('%s | %s | %s | %s | %s | %s | %s', found.id, round(found.containment::numeric, 4), round(found.contained::numeric, 4),
        found.shared, found.words, found.longest_run, round(found.score::numeric, 4));
END
$$;
SELECT rounded(s) FROM ferry f, newsprint_search('ferry', f.body) s WHERE f.id = 1;
SELECT rounded(s) FROM ferry f, newsprint_search('ferry', f.body) s WHERE f.id = 3;
SELECT rounded(s) FROM newsprint_search('ferry', 'Mail and medicine will come by a fishing boat twice a week, weather permitting.') s;
SELECT rounded(s) FROM newsprint_search('ferry', 'Mail and medicine will come by a fishing boat twice a week, weather permitting.', max_results => 1) s;
SELECT rounded(s) FROM newsprint_search('ferry', 'Mail and medicine will come by a fishing boat twice a week, weather permitting.', share => 0.5, shingles => NULL) s;
SELECT rounded(s) FROM newsprint_search('ferry', 'Mail and medicine will come by a fishing boat twice a week, weather permitting.', share => NULL, shingles => 3) s;
SELECT rounded(s) FROM newsprint_search('ferry', 'Mail and medicine will come by a fishing boat twice a week, weather permitting.', deep => true) s;
SELECT rounded(s) FROM newsprint_search('ferry', 'Nothing of the kind was ever said in any of these articles.') s;

-- short texts: the words are compared, since the column of the texts is known
SELECT rounded(s) FROM newsprint_search('ferry', 'by a fishing boat') s;
SELECT rounded(s) FROM newsprint_search('ferry', 'live on the island now') s;
SELECT rounded(s) FROM newsprint_search('ferry', 'live on the island now', share => 0.8, shingles => NULL) s;
SELECT rounded(s) FROM newsprint_search('ferry', 'live on the island now', share => 0.9, shingles => NULL) s;
SELECT rounded(s) FROM newsprint_search('ferry', 'live on the island now', share => 0.9, shingles => 1) s;
SELECT rounded(s) FROM newsprint_search('ferry', 'live on the island now', share => NULL, shingles => 2) s;
-- fewer words than a shingle are a phrase
SELECT rounded(s) FROM newsprint_search('ferry', 'fishing boat') s;
SELECT rounded(s) FROM newsprint_search('ferry', 'boat fishing') s;
SELECT rounded(s) FROM newsprint_search('ferry', 'island', max_results => 2) s;
SELECT rounded(s) FROM newsprint_search('ferry', ' -- ') s;
-- where it is not known, the shingles alone count
CREATE VIEW prints AS SELECT id, print, body AS said FROM ferry;
SELECT rounded(s) FROM newsprint_search('prints', 'by a fishing boat') s;
SELECT rounded(s) FROM newsprint_search('prints', 'fishing boat') s;
SELECT rounded(s) FROM newsprint_search('prints', 'by a fishing boat', body_column => 'said') s;
SELECT rounded(s) FROM newsprint_search('prints', 'fishing boat', body_column => 'said') s;

-- no rows for NULL
SELECT count(*) FROM newsprint_search('ferry', NULL);
SELECT count(*) FROM newsprint_search(NULL, 'the island all year round and then');
SELECT count(*) FROM newsprint_search('ferry', 'the island all year round and then', id => NULL);
SELECT count(*) FROM newsprint_search('ferry', 'the island all year round and then', deep => NULL);

-- errors
SELECT newsprint_search('ferry', 'a', share => 0);
SELECT newsprint_search('ferry', 'a', share => 1.01);
SELECT newsprint_search('ferry', '', share => 'NaN');
SELECT newsprint_search('ferry', 'a', shingles => 0);
SELECT newsprint_search('ferry', 'a', max_results => 0);
SELECT newsprint_search('ferry', 'a', id => 'number');
SELECT newsprint_search('ferry', 'a', print => 'fingerprint');
SELECT newsprint_search('ferry', 'a', print => 'body');
SELECT newsprint_search('ferry', 'a', body_column => 'text');
SELECT newsprint_search(0::regclass, 'a');
SELECT newsprint_search('ferry', 'a', ignore => to_newsprint('the island all year round', 5, 8));
\set VERBOSITY sqlstate
SELECT newsprint_search('ferry', 'a', max_results => -1);
SELECT newsprint_search('ferry', 'a', id => 'number');
SELECT newsprint_search('ferry', 'a', print => 'body');
\set VERBOSITY default

-- A number from 0 to below - 1 that is the same everywhere
CREATE FUNCTION pick(seed text, below int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || substr(md5(seed), 1, 7))::bit(28)::int % below;

-- 1,200 articles of one to six paragraphs out of a pool of 400, whose first
-- words are stock phrases
CREATE TABLE pool AS
SELECT p, (SELECT string_agg('s' || pick('s' || p, 7) || 'w' || n, ' ' ORDER BY n) FROM generate_series(1, 8) n) || ' '
    || string_agg('w' || pick(p || ' ' || n, 2000), ' ' ORDER BY n) AS body
FROM generate_series(0, 399) p, generate_series(1, 30) n
GROUP BY p;
CREATE TABLE news AS
SELECT 'n' || id AS id, (
    SELECT string_agg(body, '. ' ORDER BY n)
    FROM generate_series(1, 1 + pick('n' || id, 6)) n
    JOIN pool ON p = pick('p' || id || ' ' || n, 400)) AS body
FROM generate_series(1, 1200) id;
ALTER TABLE news ADD COLUMN print newsprint;
UPDATE news SET print = to_newsprint(body);
CREATE INDEX news_print ON news USING gin (print);
ANALYZE news;

-- 15 texts: paragraphs, some with words left out; articles; some of it to ignore
CREATE TABLE sought AS
SELECT p AS number, CASE p % 3
    WHEN 0 THEN body
    WHEN 1 THEN regexp_replace(body, '( w\d+)((?: w\d+){5})', '\2', 'g')
    ELSE (SELECT n.body FROM news n WHERE n.id = 'n' || p) END AS body,
    CASE WHEN p % 2 = 0 THEN (SELECT newsprint_union(to_newsprint(stock)) FROM (
        SELECT string_agg('s' || s || 'w' || n, ' ' ORDER BY n) AS stock FROM generate_series(0, 3) s, generate_series(1, 8) n GROUP BY s) x) END AS ignore
FROM pool WHERE p BETWEEN 100 AND 114;

-- What a search must find, and what it must say of it, from the operators and
-- functions of prints and the formula of the score
CREATE FUNCTION expected(body text, share float8, shingles int, ignore newsprint)
RETURNS TABLE (id text, containment float8, contained float8, shared int, words int, longest_run int, score float8)
LANGUAGE sql STABLE AS $$
    WITH text AS MATERIALIZED (
        SELECT print, CASE WHEN ignore IS NULL THEN print ELSE print - ignore END AS countable,
            (regexp_replace(newsprint_normalize(body), '[^ ]+', '', 'g') || ' ')::text AS blanks
        FROM to_newsprint(body) print
    ), entries AS MATERIALIZED (
        -- the text's entries that count, with their places
        SELECT split_part(e, '@', 1) AS hash, string_to_array(split_part(e, '@', 2), ',')::int[] AS places
        FROM text, regexp_split_to_table(substr(print::text, position(')' IN print::text) + 2), ' ') e
        WHERE position(' ' || split_part(e, '@', 1) IN countable::text) > 0
    ), kept AS MATERIALIZED (
        SELECT ('newsprint(1,1,article,3,4,' || length(blanks) || ') '
            || string_agg(hash || '@' || array_to_string(places, ','), ' ' ORDER BY hash))::newsprint AS print
        FROM entries, text GROUP BY blanks
    ), candidates AS MATERIALIZED (
        SELECT n.id, newsprint_containment(countable, n.print) AS containment,
            newsprint_containment(CASE WHEN ignore IS NULL THEN n.print ELSE n.print - ignore END, countable) AS contained,
            newsprint_overlap(countable, n.print) AS shared, n.print
        FROM text, news n WHERE n.print @@ to_newsprint_query(text.print, share, ignore, shingles)
    ), runs AS (
        SELECT c.id, max(reprint_words) AS longest,
            (SELECT count(DISTINCT w) FROM newsprint_passages(c.print, kept.print) p, generate_series(p.reprint_word, p.reprint_word + p.reprint_words - 1) w) AS words
        FROM candidates c, kept, newsprint_passages(c.print, kept.print) p GROUP BY c.id, c.print, kept.print
    ), found AS (
        SELECT c.id, e.hash FROM candidates c JOIN entries e ON position(' ' || e.hash IN c.print::text) > 0
    ), weights AS (
        SELECT hash, 1 / (1 + ln(count(*)) / ln(2::float8)) AS weight FROM found GROUP BY hash
    ), sums AS (
        SELECT f.id, sum(w.weight) AS sum FROM found f JOIN weights w USING (hash) GROUP BY f.id
    ), span AS (
        SELECT least(max(place) + 3, length(blanks) + 1) - min(place) AS words
        FROM entries, unnest(places) place, text GROUP BY blanks
    )
    SELECT c.id, c.containment, c.contained, c.shared, r.words::int, r.longest,
        sqrt(s.sum / (SELECT avg(weight) FROM weights) / (SELECT count(*) FROM entries) * least(1, r.longest / (SELECT words FROM span)::float8))
    FROM candidates c JOIN runs r USING (id) JOIN sums s USING (id)
$$;

BEGIN;
SET LOCAL enable_seqscan = off;
CREATE TEMP TABLE cases AS SELECT number, share, shingles
FROM sought, (VALUES (0.3, 3), (0.5, NULL), (NULL, 1), (1, NULL), (NULL, NULL)) v (share, shingles);
CREATE TEMP TABLE results AS
SELECT c.*, s.* FROM cases c JOIN sought t USING (number),
    newsprint_search('news', t.body, c.share, c.shingles, t.ignore, max_results => NULL) WITH ORDINALITY s (id, containment, contained, shared, words, longest_run, score, place);
CREATE TEMP TABLE truth AS
SELECT c.*, e.* FROM cases c JOIN sought t USING (number), expected(t.body, c.share, c.shingles, t.ignore) e;
SELECT (SELECT count(*) > 2000 FROM results) AS many,
    (SELECT count(*) FROM results) - (SELECT count(*) FROM truth) AS more_or_less,
    count(*) FILTER (WHERE r.id IS NULL OR t.id IS NULL) AS others,
    count(*) FILTER (WHERE abs(r.containment - t.containment) > 1e-9) AS containment,
    count(*) FILTER (WHERE abs(r.contained - t.contained) > 1e-9) AS contained,
    count(*) FILTER (WHERE r.shared <> t.shared) AS shared,
    count(*) FILTER (WHERE r.words <> t.words) AS words,
    count(*) FILTER (WHERE r.longest_run <> t.longest_run) AS longest_run,
    count(*) FILTER (WHERE abs(r.score - t.score) > 1e-9) AS score
FROM results r FULL JOIN truth t ON r.number = t.number AND r.id = t.id
    AND r.share IS NOT DISTINCT FROM t.share AND r.shingles IS NOT DISTINCT FROM t.shingles;
-- in order, and the first n are the first n
SELECT count(*) AS out_of_order FROM results a JOIN results b ON a.number = b.number AND a.share IS NOT DISTINCT FROM b.share
    AND a.shingles IS NOT DISTINCT FROM b.shingles AND b.place = a.place + 1
WHERE a.score < b.score OR (a.score = b.score AND a.id COLLATE "C" > b.id);
CREATE TEMP TABLE ranked AS
SELECT number, share, shingles, array_agg(id ORDER BY place) AS ids FROM results GROUP BY number, share, shingles;
SELECT most, count(*) AS searches, count(*) FILTER (WHERE found.ids IS DISTINCT FROM r.ids[:most]) AS others
FROM (VALUES (1), (2), (7), (129), (300)) m (most), sought t JOIN ranked r ON r.number = t.number AND r.share IS NULL AND r.shingles = 1,
    LATERAL (SELECT array_agg(s.id) AS ids FROM newsprint_search('news', t.body, NULL, 1, t.ignore, max_results => most) s) found
GROUP BY most ORDER BY most;
-- a deep search finds whatever the plain one finds, and more
CREATE TEMP TABLE deep AS
SELECT c.*, s.id FROM cases c JOIN sought t USING (number), newsprint_search('news', t.body, c.share, c.shingles, t.ignore, true, NULL) s;
SELECT (SELECT count(*) FROM (SELECT number, share, shingles, id FROM results EXCEPT SELECT * FROM deep) lost) AS lost,
    (SELECT count(*) > 100 FROM (SELECT * FROM deep EXCEPT SELECT number, share, shingles, id FROM results) gained) AS gained;
-- of a verbatim piece it sees every entry that the article has there
CREATE TEMP TABLE long AS SELECT 1 AS id, to_newsprint(string_agg('x' || n, ' ' ORDER BY n)) AS print FROM generate_series(1, 300) n;
CREATE INDEX ON long USING gin (print);
SELECT count(*) AS pieces, count(*) FILTER (WHERE shared <> entries) AS other_entries,
    count(*) FILTER (WHERE abs(containment - least(1, entries / kept::float8)) > 1e-9) AS other_containment, sum(entries) > sum(overlap) AS sees_more
FROM long, generate_series(1, 280, 3) start,
    LATERAL (SELECT string_agg('x' || n, ' ' ORDER BY n) AS piece FROM generate_series(start, start + 19) n) p,
    LATERAL (SELECT newsprint_overlap(print, to_newsprint(piece)) AS overlap, (newsprint_info(to_newsprint(piece))->'entries')::int AS kept) o,
    LATERAL (SELECT count(*) AS entries FROM regexp_matches(print::text, '@(\d+)', 'g') m WHERE m[1]::int BETWEEN start AND start + 17) e,
    newsprint_search('long', piece, deep => true) s;
-- where every shingle was kept, it is the plain one
CREATE TEMP TABLE every AS SELECT id, to_newsprint(body, 3, 1) AS print FROM news WHERE id < 'n12';
CREATE INDEX ON every USING gin (print);
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE p IS DISTINCT FROM d) AS others
FROM (SELECT number, rounded(s) FROM sought t, newsprint_search('every', t.body, max_results => NULL) s) p
FULL JOIN (SELECT number, rounded(s) FROM sought t, newsprint_search('every', t.body, deep => true, max_results => NULL) s) d USING (number, rounded);
-- by the index, also where plans are generic; little memory gives the same
SELECT pg_stat_get_xact_numscans('news_print'::regclass) >= 225 AS index_used;
CREATE TEMP TABLE large AS SELECT string_agg(body, '. ') AS body FROM sought;
CREATE TEMP TABLE plenty AS SELECT s.* FROM large, newsprint_search('news', body, NULL, 1, max_results => NULL) WITH ORDINALITY s;
SET LOCAL plan_cache_mode = force_generic_plan;
SET LOCAL work_mem = '64kB';
CREATE TEMP TABLE scarce AS SELECT s.* FROM large, newsprint_search('news', body, NULL, 1, max_results => NULL) WITH ORDINALITY s;
SELECT count(*) > 1000 AS many, count(*) FILTER (WHERE p IS DISTINCT FROM s) AS others FROM plenty p FULL JOIN scarce s USING (ordinality);
COMMIT;
-- all of the text ignored
SELECT count(*) FROM sought t, newsprint_search('news', t.body, ignore => to_newsprint(t.body)) s WHERE number < 105;

-- without an index it says so, and finds the same
CREATE TEMP TABLE before AS SELECT rounded(s) FROM sought t, newsprint_search('news', t.body) s WHERE number = 102;
DROP INDEX news_print;
SELECT count(*) > 5 AS many, count(b) - count(*) AS others FROM sought t, newsprint_search('news', t.body) s LEFT JOIN before b ON b.rounded = rounded(s) WHERE number = 102;
CREATE INDEX ON news USING gin (print) WHERE id > 'n5';
CREATE INDEX ON news USING hash (print);
SELECT count(*) > 5 AS many FROM sought t, newsprint_search('news', t.body) s WHERE number = 102;

-- ties go by id, byte by byte, whatever the rows' order and the number wanted
CREATE TABLE ties (id text, print newsprint);
INSERT INTO ties SELECT id, to_newsprint('the same words of the same article in each of these rows') FROM unnest('{b,10,Z,9,a,B}'::text[]) id;
CREATE INDEX ON ties USING gin (print);
SELECT string_agg(s.id, ' ') FROM newsprint_search('ties', 'the same words of the same article in each of these rows') s;
SELECT string_agg(s.id, ' ') FROM newsprint_search('ties', 'the same words of the same article in each of these rows', max_results => 3) s;
-- set operations leave no places
UPDATE ties SET print = print + print WHERE id IN ('a', 'b');
SELECT rounded(s) FROM newsprint_search('ties', 'the same words of the same article in each of these rows') s;

-- other parameters, odd names
CREATE SCHEMA "Odd, schema";
CREATE TABLE "Odd, schema"."an ""odd"" table" ("the id" uuid, "Body" varchar, "Print" newsprint GENERATED ALWAYS AS (to_newsprint("Body", 5, 8)) STORED);
INSERT INTO "Odd, schema"."an ""odd"" table" SELECT md5(id)::uuid, body FROM news WHERE id IN ('n101', 'n102', 'n103');
SELECT s.id = md5('n102')::uuid::text AS "right", s.containment, s.score, newsprint_info("Print")->>'shingle' AS shingle
FROM "Odd, schema"."an ""odd"" table", newsprint_search('"Odd, schema"."an ""odd"" table"', "Body", id => 'the id', print => 'Print') s WHERE "the id" = md5('n102')::uuid;
SELECT count(*) FROM "Odd, schema"."an ""odd"" table",
    newsprint_search('"Odd, schema"."an ""odd"" table"', substring("Body" FROM '(?:\S+ ){6}'), id => 'the id', print => 'Print') s WHERE "the id" = md5('n102')::uuid AND s.score = 1;
-- an empty table has none; rows of other parameters than the first are not found
CREATE TABLE mixed (id int, print newsprint);
CREATE INDEX ON mixed USING gin (print);
SELECT count(*) FROM newsprint_search('mixed', 'one two three four five six seven eight');
INSERT INTO mixed VALUES (1, NULL), (2, to_newsprint('one two three four five six seven eight', 2, 3)), (3, to_newsprint('one two three four five six seven eight'));
SELECT s.id FROM newsprint_search('mixed', 'one two three four five six seven eight') s;
TRUNCATE mixed;
INSERT INTO mixed VALUES (1, 'newsprint(1,1,quotations,3,4) 000000000001');
SELECT s.id FROM newsprint_search('mixed', 'one two three four five six seven eight') s;
-- more entries than a query holds
TRUNCATE mixed;
INSERT INTO mixed SELECT n, to_newsprint((SELECT string_agg('w' || pick(n || ' ' || i, 100000), ' ' ORDER BY i) FROM generate_series(1, 15000) i)) FROM generate_series(1, 2) n;
SELECT newsprint_info(print)->'entries' > '4096' AS large, d.deep, s.id, s.containment, s.contained, s.score > 0.9 AS high FROM mixed m, (VALUES (false), (true)) d (deep),
    LATERAL (SELECT string_agg('w' || pick('2 ' || i, 100000), ' ' ORDER BY i) AS body FROM generate_series(1, 15000) i) t, newsprint_search('mixed', t.body, deep => d.deep, max_results => 1) s
WHERE m.id = 2 ORDER BY deep;

-- what is read is what the caller may read, whatever search_path says
CREATE ROLE regress_reader;
GRANT SELECT (id, print) ON ferry TO regress_reader;
ALTER TABLE ferry ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON ferry USING (id <> 2);
SET ROLE regress_reader;
SET search_path = pg_catalog;
SELECT s.id FROM public.newsprint_search('public.ferry', 'Mail and medicine will come by a fishing boat twice a week, weather permitting.') s;
SELECT s.id FROM public.newsprint_search('public.ferry', 'by a fishing boat') s;
\set VERBOSITY terse
SELECT s.id FROM public.newsprint_search('public.ferry', 'by a fishing boat', body_column => 'body') s;
SELECT s.id FROM public.newsprint_search('public.news', 'by a fishing boat') s;
\set VERBOSITY default
RESET search_path;
RESET ROLE;
REVOKE ALL ON ferry FROM regress_reader;
DROP ROLE regress_reader;

DROP SCHEMA "Odd, schema" CASCADE;
DROP VIEW prints;
DROP TABLE ferry, pool, news, sought, ties, mixed;
DROP FUNCTION rounded, pick, expected;
