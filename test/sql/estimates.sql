-- Row estimates, and the index as the planner's own choice: what ANALYZE keeps,
-- what the selectivity functions make of it, and newsprint_contains by the index.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;
SET jit = off;

-- A number from 0 to below - 1 that is the same everywhere
CREATE FUNCTION pick(seed text, below int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || substr(md5(seed), 1, 7))::bit(28)::int % below;

-- 2,000 articles of 100 words of their own.  Every tenth begins with a notice
-- (boilerplate), 500 carry the same story, each third a stock phrase.
CREATE TABLE articles AS
SELECT id, concat_ws(' ',
    CASE WHEN id % 10 = 0 THEN 'sign up for our free newsletter and get the best of the week in your inbox every sunday morning before breakfast' END,
    CASE WHEN id % 4 = 1 THEN (SELECT string_agg('story' || n, ' ') FROM generate_series(1, 60) n) END,
    CASE WHEN id % 3 = 0 THEN 'at the end of the day' END,
    (SELECT string_agg('w' || pick(id || ' ' || n, 100000), ' ' ORDER BY n) FROM generate_series(1, 100) n)) AS body
FROM generate_series(1, 2000) id;
ALTER TABLE articles ADD PRIMARY KEY (id), ADD COLUMN print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED;
INSERT INTO articles SELECT id, '' FROM generate_series(2001, 2010) id;
CREATE TABLE unread (id int, print newsprint);
INSERT INTO unread SELECT id, CASE WHEN id % 2 = 0 THEN print END FROM articles;
CREATE INDEX articles_print ON articles USING gin (print);
VACUUM ANALYZE articles;
VACUUM ANALYZE unread;

-- The sample is the whole table, so the shares kept are the true ones, and
-- what is not kept is no commoner than what is.
CREATE VIEW kept AS
SELECT key, share FROM pg_stats,
    unnest(most_common_elems::text::int8[], most_common_elem_freqs[1:cardinality(most_common_elems::text::int8[])]) AS k (key, share)
WHERE tablename = 'articles' AND attname = 'print';
CREATE VIEW counted AS -- a key is the hash below 16 bits for the parameters, here w - 1 in 7 bits and k - 1 in 5
SELECT ((3 << 5 | 2)::int8 << 48) | ('x' || entry)::bit(48)::int8 AS key, count(*) AS articles
FROM articles, regexp_split_to_table(substring(to_newsprint_query(print)::text FROM ' of (.*)'), ' ') entry
WHERE entry <> '' GROUP BY entry;
SELECT count(*) > 0 AS some, count(*) FILTER (WHERE abs(share - articles / 2010.0) > 1e-6) AS wrong,
    min(articles) >= (SELECT max(articles) FROM counted WHERE key NOT IN (SELECT key FROM kept)) AS the_commonest
FROM kept LEFT JOIN counted USING (key);
SELECT null_frac, n_distinct, elem_count_histogram[1] AS least,
    abs(elem_count_histogram[102] - (SELECT avg((newsprint_info(print)->>'entries')::int) FROM articles)) < 0.01 AS average
FROM pg_stats WHERE tablename = 'articles' AND attname = 'print';
-- the share of pairs with at least 1, 5 and 20 entries in common, against 200 probes
SELECT t, abs(stanumbers3[1 + t] - share) < 0.2 * share AS close
FROM pg_statistic, (VALUES (1), (5), (20)) v (t), LATERAL (
    SELECT count(*) FILTER (WHERE newsprint_overlap(a.print, b.print) >= t)::float8 / count(*) AS share
    FROM articles a JOIN articles b ON a.id <> b.id WHERE a.id % 37 = 3) s
WHERE starelid = 'articles'::regclass AND stakind3 = 27183;

-- estimated and found
CREATE FUNCTION estimate(query text, OUT rows int, OUT index bool) LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
    rows := plan->0->'Plan'->>'Plan Rows';
    index := plan::text LIKE '%Bitmap Index Scan%';
END $$;
CREATE FUNCTION found(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    n bigint;
BEGIN
    EXECUTE 'SELECT count(*) FROM (' || query || ') q' INTO n;
    RETURN n;
END $$;
\set notice '\'sign up for our free newsletter and get the best of the week in your inbox every sunday morning before breakfast\''
CREATE TABLE searches (n serial, condition text);
INSERT INTO searches (condition) VALUES
    (format('print @@ to_newsprint_query(%L)', :notice)),
    (format('to_newsprint_query(%L, share => 1) @@ print', :notice)),
    ('print @@ to_newsprint_query(''at the end of the day'', shingles => 1)'),
    ('print @@ to_newsprint_query(''we agreed that at the end of the day nobody would mind'')'),
    ('print @@ to_newsprint_query((SELECT string_agg(''story'' || n, '' '') FROM generate_series(10, 50) n))'),
    (format('newsprint_contains(to_newsprint(%L), print, 0.3)', :notice)),
    (format('print && to_newsprint(%L)', :notice)),
    (format('print @> to_newsprint(%L)', :notice)),
    (format('to_newsprint(%L) <@ print', :notice)),
    ('print @> to_newsprint('''')'),
    (format('print <@ to_newsprint(%L)', :notice)),
    ('print @@ to_newsprint_query(''nobody ever wrote what is written here about a purple walrus'')'),
    ('print @@ NULL::newsprint_query');
INSERT INTO searches (condition)
SELECT format('print @@ %L::newsprint_query', to_newsprint_query(print, shingles => shingles)) FROM articles, (VALUES (3), (20), (NULL)) v (shingles)
WHERE id IN (1, 30, 2001) ORDER BY id, shingles;
-- the story's query is not known when it is planned, and taken for any
SELECT n, left(condition, 60) AS condition, found, index,
    CASE WHEN greatest(rows, 1) BETWEEN greatest(found, 1) / 2.0 AND greatest(found, 1) * 2.0 THEN 'within 2'
        WHEN greatest(rows, 1) BETWEEN greatest(found, 1) / 10.0 AND greatest(found, 1) * 10.0 THEN 'within 10'
        ELSE 'estimated ' || rows END AS estimate
FROM searches, LATERAL (SELECT 'SELECT id FROM articles WHERE ' || condition AS query) q, found(query), estimate(query)
ORDER BY n;
-- half of the prints are missing
SELECT found, rows BETWEEN found / 2 AND found * 2 AS close
FROM (SELECT format('SELECT * FROM unread WHERE print @@ to_newsprint_query(%L)', :notice) AS query) q, found(query), estimate(query);

-- parameters, generic plans and joins
SET plan_cache_mode = force_generic_plan;
PREPARE by_query AS SELECT id FROM articles WHERE print @@ $1;
EXPLAIN (COSTS OFF) EXECUTE by_query(to_newsprint_query('six words are seen for sure'));
PREPARE by_text AS SELECT id FROM articles WHERE print @@ to_newsprint_query($1::text, shingles => 3);
EXPLAIN (COSTS OFF) EXECUTE by_text('six words are seen for sure');
PREPARE by_print AS SELECT id FROM articles WHERE newsprint_contains($1, print, $2);
EXPLAIN (COSTS OFF) EXECUTE by_print(to_newsprint('six words are seen for sure'), 0.3);
-- to the constructor a share of NULL is none that is given, but the function is strict
EXECUTE by_print(to_newsprint('six words are seen for sure'), NULL);
SELECT count(*) FROM articles WHERE newsprint_contains(print, print, NULL);
EXECUTE by_print(to_newsprint('six words are seen for sure'), 2);
RESET plan_cache_mode;
EXPLAIN (COSTS OFF) SELECT a.id, b.id FROM articles a JOIN articles b ON a.print @@ to_newsprint_query(b.print, shingles => 3) WHERE b.id < 4;
EXPLAIN (COSTS OFF) SELECT a.id, b.id FROM articles a JOIN articles b ON newsprint_contains(b.print, a.print) WHERE b.id < 4;
-- the part may not be of the table that is searched, nor be what is searched
EXPLAIN (COSTS OFF) SELECT id FROM articles WHERE newsprint_contains(print, print);
EXPLAIN (COSTS OFF) SELECT id FROM articles WHERE newsprint_contains(print, to_newsprint('six words are seen for sure'));

-- joins: estimated and found
SELECT condition, found, CASE WHEN rows BETWEEN found / 3 AND found * 3 THEN 'within 3' ELSE 'estimated ' || rows END AS estimate, index
FROM (VALUES ('a.print @@ to_newsprint_query(b.print, shingles => 3)'), ('to_newsprint_query(b.print, 1, shingles => 30) @@ a.print'),
        ('a.print && b.print'), ('newsprint_contains(b.print, a.print, 0.9)')) v (condition),
    LATERAL (SELECT 'SELECT FROM articles a JOIN articles b ON ' || condition || ' WHERE b.id <= 200' AS query) q, found(query), estimate(query);

-- the function by the index and by the table
CREATE TABLE by_index AS SELECT a.id AS part, b.id AS whole FROM articles a JOIN articles b ON newsprint_contains(a.print, b.print, 0.4) WHERE a.id <= 100 OR a.id > 2000;
SET enable_bitmapscan = off;
CREATE TABLE by_table AS SELECT a.id AS part, b.id AS whole FROM articles a JOIN articles b ON newsprint_contains(a.print, b.print, 0.4) WHERE a.id <= 100 OR a.id > 2000;
RESET enable_bitmapscan;
SELECT count(*), (SELECT count(*) FROM (TABLE by_index EXCEPT TABLE by_table) d) AS more, (SELECT count(*) FROM (TABLE by_table EXCEPT TABLE by_index) d) AS less FROM by_index;

-- without statistics, without rows, without values, with little memory for many
CREATE TABLE fresh (id int, print newsprint);
CREATE INDEX ON fresh USING gin (print);
EXPLAIN (COSTS OFF) SELECT FROM fresh WHERE print @@ to_newsprint_query('six words are seen for sure');
ANALYZE fresh;
INSERT INTO fresh VALUES (1, NULL), (2, NULL);
ANALYZE fresh;
SELECT null_frac, n_distinct, most_common_elems FROM pg_stats WHERE tablename = 'fresh' AND attname = 'print';
SELECT rows FROM estimate('SELECT FROM fresh WHERE print @@ to_newsprint_query(''six words are seen for sure'')');
INSERT INTO fresh VALUES (3, to_newsprint('')), (4, to_newsprint(''));
ANALYZE fresh;
SELECT null_frac, n_distinct, elem_count_histogram[1] AS least, most_common_elems FROM pg_stats WHERE tablename = 'fresh' AND attname = 'print';
SELECT rows FROM estimate('SELECT FROM fresh WHERE print @@ to_newsprint_query(''six words are seen for sure'')');
SET maintenance_work_mem = '1MB';
ALTER TABLE unread ALTER print SET STATISTICS 10;
ANALYZE unread;
SELECT cardinality(most_common_elems::text::int8[]) <= 100 AS few, cardinality(elem_count_histogram) AS histogram FROM pg_stats WHERE tablename = 'unread' AND attname = 'print';
RESET maintenance_work_mem;
-- prints of several parameters: each finds its own
INSERT INTO unread SELECT 10000 + id, to_newsprint(body, 5, 8) FROM articles WHERE id % 2 = 0;
ANALYZE unread;
SELECT k, w, found, rows BETWEEN found / 2 AND found * 2 AS close
FROM (VALUES (3, 4), (5, 8)) v (k, w), LATERAL (SELECT format('SELECT * FROM unread WHERE print @@ %L::newsprint_query', to_newsprint_query(to_newsprint(:notice, k, w))) AS query) q, found(query), estimate(query);

-- a batch of new articles against the archive: by the index, by one and by several
CREATE TABLE batch AS SELECT id, print FROM articles WHERE id % 20 = 1;
ANALYZE batch;
\set by_lateral 'SELECT b.id AS a, a.id AS b FROM batch b CROSS JOIN LATERAL (SELECT id FROM articles WHERE print @@ to_newsprint_query(b.print, shingles => 3)) a'
\set by_cte 'WITH q AS MATERIALIZED (SELECT id, to_newsprint_query(print, shingles => 3) AS query FROM batch) SELECT q.id AS a, a.id AS b FROM q JOIN articles a ON a.print @@ q.query'
EXPLAIN (COSTS OFF) :by_cte;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS :by_lateral;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) :by_lateral;
SELECT count(*), (SELECT count(*) FROM serial) AS serial, count(*) FILTER (WHERE (a, b) NOT IN (TABLE serial)) AS other FROM (:by_lateral) p;
SELECT count(*), (SELECT count(*) FROM serial) AS serial, count(*) FILTER (WHERE (a, b) NOT IN (TABLE serial)) AS other FROM (:by_cte) p;

SET max_parallel_workers_per_gather = 0;

-- columns of queries: a print is no query, nor is anything else that an operator may take
CREATE TABLE alerts (id int, query newsprint_query);
INSERT INTO alerts SELECT id, to_newsprint_query(print) FROM articles WHERE id <= 20;
ANALYZE alerts;
EXPLAIN (COSTS OFF) SELECT id FROM alerts WHERE query @@ to_newsprint('six words are seen for sure');
CREATE FUNCTION always(newsprint, int) RETURNS bool LANGUAGE plpgsql AS 'BEGIN RETURN true; END';
CREATE OPERATOR @> (LEFTARG = newsprint, RIGHTARG = int, FUNCTION = always, RESTRICT = newsprint_sel);
EXPLAIN (COSTS OFF) SELECT id FROM articles WHERE print @> 5;

-- EXISTS: the rows that have a match, not the pairs
SELECT condition, found, rows BETWEEN found / 10 AND found * 10 AS close
FROM (VALUES ('EXISTS (SELECT FROM batch b WHERE a.print @@ to_newsprint_query(b.print, shingles => 3))'),
    ('NOT EXISTS (SELECT FROM batch b WHERE a.print && b.print AND a.id <> b.id)')) v (condition),
    LATERAL (SELECT 'SELECT FROM articles a WHERE ' || condition AS query) q, found(query), estimate(query);

-- equal prints
CREATE TABLE copies AS SELECT n AS id, print FROM articles a, generate_series(1, 20) n WHERE a.id <= 50;
ANALYZE copies;
SELECT n_distinct FROM pg_stats WHERE tablename = 'copies' AND attname = 'print';
SELECT rows BETWEEN 10 AND 40 AS close FROM estimate('SELECT FROM copies WHERE print = (SELECT print FROM articles WHERE id = 7)');
