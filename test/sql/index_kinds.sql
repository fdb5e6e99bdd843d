-- An index on every kind of table and of every kind that PostgreSQL has: what it
-- answers is what a sequential scan answers.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;
SET jit = off;
\set method newsprint

CREATE FUNCTION story(n int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    (SELECT string_agg('story' || n || 'w' || k, ' ') FROM generate_series(1, 20) k);
-- an article that has one of ten stories, and every 50th a long one; every 10th
-- of other parameters, some empty, some none
CREATE FUNCTION article(n int) RETURNS newsprint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
    WHEN n % 40 = 17 THEN NULL
    WHEN n % 40 = 18 THEN to_newsprint('')
    WHEN n % 40 = 19 THEN to_newsprint(story(n / 40 % 10), 3, 5)
    ELSE to_newsprint(story(n % 10) || ' ' || (SELECT string_agg('w' || n || 'x' || k, ' ')
        FROM generate_series(1, CASE WHEN n % 50 = 6 THEN 2000 ELSE 20 END) k)) END;

CREATE TABLE conditions (condition text);
INSERT INTO conditions VALUES
    ('print @@ to_newsprint_query(story(3), share => 0.5)'),
    ('print @@ to_newsprint_query(story(4), shingles => 1)'),
    ('print @@ to_newsprint_query(to_newsprint(story(0), 3, 5))'),
    ('print @@ to_newsprint_query(to_newsprint(''''))'),
    ('print && to_newsprint(story(5))'),
    ('print && NULL::newsprint'),
    ('print @> to_newsprint(story(6))'),
    ('print @> to_newsprint('''')'),
    ('print <@ (article(1) + article(2) + article(13))'),
    ('print <@ to_newsprint('''')'),
    ('print && article(7) AND print @@ to_newsprint_query(story(7), share => 1)'),
    ('print && article(8) OR print @> article(9)');

-- All conditions of a table and two orders, by its index in both kinds of scan
-- and without one; and its indexes are sound
CREATE FUNCTION answer_of(query text, way text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    PERFORM set_config('enable_seqscan', (way = 'sequential')::text, true), set_config('enable_indexscan', (way = 'plain')::text, true),
        set_config('enable_bitmapscan', (way = 'bitmap')::text, true), set_config('enable_sort', (way <> 'plain')::text, true);
    EXECUTE query INTO answer;
    RETURN answer;
END $$;
CREATE FUNCTION compared(articles text, more text DEFAULT '', OUT queries bigint, OUT answers bigint, OUT differences bigint, OUT without_index bigint, OUT checked bigint) LANGUAGE sql AS $$
    SELECT count(*), sum(cardinality(by_scan::float8[])), count(*) FILTER (WHERE by_scan IS DISTINCT FROM by_index OR by_scan IS DISTINCT FROM by_bitmap),
        count(*) FILTER (WHERE plan NOT LIKE '%Index Cond%'),
        (SELECT count(newsprint_index_check(i.oid, true)) FROM pg_class i WHERE relam = (SELECT oid FROM pg_am WHERE amname = 'newsprint') AND relkind = 'i')
    FROM (SELECT answer_of(query, 'plain') AS by_index, answer_of(query, 'bitmap') AS by_bitmap, answer_of(query, 'sequential') AS by_scan,
              answer_of('EXPLAIN (FORMAT JSON) ' || query, 'plain') || answer_of('EXPLAIN (FORMAT JSON) ' || query, 'bitmap') AS plan
          FROM (SELECT format('SELECT array_agg(id ORDER BY id) FROM %s WHERE (%s) %s', articles, condition, more) AS query FROM conditions
                UNION ALL
                SELECT format('SELECT array_agg(distance) FROM (SELECT print <=> %s AS distance FROM %s WHERE print && %1$s %3$s ORDER BY print <=> %1$s %4$s) d', operand, articles, more, often)
                FROM (VALUES ('article(3)', ''), ('to_newsprint(story(4))', 'LIMIT 5')) AS o (operand, often)
                WHERE more NOT LIKE 'OR %') q OFFSET 0) a
$$;

-- An empty table, filled, emptied, filled again
CREATE TABLE articles (id int, print newsprint, note text);
CREATE INDEX articles_print ON articles USING :method (print);
SELECT * FROM compared('articles');
INSERT INTO articles SELECT n, article(n) FROM generate_series(1, 400) n;
SELECT * FROM compared('articles');
DELETE FROM articles WHERE id % 3 > 0;
SELECT * FROM compared('articles');
VACUUM articles;
SELECT * FROM compared('articles');
DELETE FROM articles;
VACUUM articles;
SELECT * FROM compared('articles');
INSERT INTO articles SELECT n, article(n) FROM generate_series(401, 800) n;
SELECT * FROM compared('articles');
TRUNCATE articles;
SELECT * FROM compared('articles');
INSERT INTO articles SELECT n, article(n) FROM generate_series(1, 400) n;

-- Transactions that see what they did themselves, and that take it back
BEGIN;
INSERT INTO articles SELECT n, article(n) FROM generate_series(401, 450) n;
SAVEPOINT half;
UPDATE articles SET print = article(id + 3) WHERE id % 4 = 0;
DELETE FROM articles WHERE id % 5 = 0;
SELECT * FROM compared('articles');
ROLLBACK TO half;
SELECT * FROM compared('articles');
ROLLBACK;
SELECT * FROM compared('articles');
BEGIN;
TRUNCATE articles;
INSERT INTO articles SELECT n, article(n) FROM generate_series(1, 30) n;
SELECT * FROM compared('articles');
ROLLBACK;
SELECT * FROM compared('articles');

-- HOT updates touch no index; then others do, of the same rows
BEGIN;
UPDATE articles SET note = 'read' WHERE id % 8 = 1;
SELECT pg_stat_get_xact_tuples_hot_updated('articles'::regclass) > 0 AS hot;
COMMIT;
SELECT * FROM compared('articles');
UPDATE articles SET print = article(id + 1), note = 'changed' WHERE id % 8 = 1;
UPDATE articles SET note = 'twice' WHERE id % 8 = 1;
SELECT * FROM compared('articles');

-- A chain of HOT updates that a new index must not follow wrongly
BEGIN;
DROP INDEX articles_print;
UPDATE articles SET print = article(id + 2) WHERE id % 16 = 1;
CREATE INDEX articles_print ON articles USING :method (print);
SELECT * FROM compared('articles');
COMMIT;
SELECT * FROM compared('articles');

-- Built anew
REINDEX INDEX articles_print;
SELECT * FROM compared('articles');
REINDEX INDEX CONCURRENTLY articles_print;
SELECT * FROM compared('articles');
REINDEX TABLE CONCURRENTLY articles;
INSERT INTO articles SELECT n, article(n) FROM generate_series(401, 500) n;
SELECT * FROM compared('articles');
VACUUM FULL articles;
SELECT * FROM compared('articles');
CREATE INDEX articles_id ON articles (id);
CLUSTER articles USING articles_id;
SELECT * FROM compared('articles');
DROP INDEX articles_print;
CREATE INDEX CONCURRENTLY articles_print ON articles USING :method (print);
SELECT * FROM compared('articles');
SELECT indisvalid FROM pg_index WHERE indexrelid = 'articles_print'::regclass;
ALTER TABLE articles SET UNLOGGED;
INSERT INTO articles SELECT n, article(n) FROM generate_series(501, 550) n;
SELECT * FROM compared('articles');
ALTER TABLE articles SET LOGGED;
SELECT * FROM compared('articles');
ALTER TABLE articles ALTER id TYPE bigint;
SELECT * FROM compared('articles');

-- Partial, by a condition on another column and on the print itself
DROP INDEX articles_print;
CREATE INDEX articles_even ON articles USING :method (print) WHERE id % 2 = 0;
SELECT * FROM compared('articles', 'AND id % 2 = 0');
UPDATE articles SET id = id + 1 WHERE id % 3 = 0;
SELECT * FROM compared('articles', 'AND id % 2 = 0');
DROP INDEX articles_even;
CREATE INDEX articles_whole ON articles USING :method (print) WHERE print IS NOT NULL;
SELECT * FROM compared('articles', 'AND print IS NOT NULL');
DROP INDEX articles_whole;

-- Of an expression; the query has it, too
CREATE TABLE bodies (id int, body text);
CREATE INDEX bodies_print ON bodies USING :method (to_newsprint(body));
INSERT INTO bodies SELECT n, story(n % 10) || ' own' || n FROM generate_series(1, 200) n;
UPDATE bodies SET body = story(id % 10 + 1) WHERE id % 4 = 0;
SELECT * FROM compared('(SELECT id, to_newsprint(body) AS print FROM bodies) b');
DROP INDEX articles_id;
CREATE INDEX articles_sum ON articles USING :method ((print & print));
SELECT * FROM compared('(SELECT id, print & print AS print FROM articles) a', 'AND newsprint_info(print)->>''winnow'' = ''4''');
DROP INDEX articles_sum;

-- Two columns have two indexes; both are asked at once
ALTER TABLE articles ADD COLUMN other newsprint;
UPDATE articles SET other = article(id::int + 5);
CREATE INDEX articles_print ON articles USING :method (print);
CREATE INDEX articles_other ON articles USING :method (other);
SELECT * FROM compared('articles', 'AND other && article(8)');
SELECT * FROM compared('articles', 'OR other @@ to_newsprint_query(story(8), share => 1)');
-- and one may be asked again and again, for each row of another table, or in a
-- prepared statement
SET enable_seqscan = off;
SET plan_cache_mode = force_generic_plan;
SELECT count(*) FROM generate_series(1, 60) n CROSS JOIN LATERAL (SELECT FROM articles WHERE print && article(n)) a;
PREPARE asked (newsprint) AS SELECT count(*) FROM articles WHERE print @> $1;
EXECUTE asked (to_newsprint(story(6)));
EXECUTE asked (NULL);
EXECUTE asked (to_newsprint(''));
RESET enable_seqscan;
RESET plan_cache_mode;
SELECT count(*) FROM generate_series(1, 60) n CROSS JOIN LATERAL (SELECT FROM articles WHERE print && article(n)) a;
DEALLOCATE asked;
SET enable_seqscan = off;
BEGIN;
DECLARE ids SCROLL CURSOR FOR SELECT count(*) OVER () FROM articles WHERE print @@ to_newsprint_query(story(3), share => 0.5);
FETCH LAST ids;
FETCH FIRST ids;
MOVE FORWARD ALL ids;
FETCH BACKWARD 1 ids;
COMMIT;
RESET enable_seqscan;
DROP TABLE articles, bodies;

-- Unlogged, temporary, temporary and emptied by each COMMIT
CREATE UNLOGGED TABLE articles (id int, print newsprint);
CREATE INDEX ON articles USING :method (print);
INSERT INTO articles SELECT n, article(n) FROM generate_series(1, 200) n;
SELECT * FROM compared('articles');
DROP TABLE articles;
CREATE TEMP TABLE articles (id int, print newsprint);
INSERT INTO articles SELECT n, article(n) FROM generate_series(1, 100) n;
CREATE INDEX ON articles USING :method (print);
INSERT INTO articles SELECT n, article(n) FROM generate_series(101, 200) n;
SELECT * FROM compared('articles');
DROP TABLE articles;
CREATE TEMP TABLE articles (id int, print newsprint) ON COMMIT DELETE ROWS;
CREATE INDEX ON articles USING :method (print);
BEGIN;
INSERT INTO articles SELECT n, article(n) FROM generate_series(1, 200) n;
SELECT * FROM compared('articles');
COMMIT;
SELECT * FROM compared('articles');
BEGIN;
INSERT INTO articles SELECT n, article(n) FROM generate_series(201, 250) n;
SELECT * FROM compared('articles');
COMMIT;
DROP TABLE articles;

-- Partitions, one of them attached with an index of its own, one detached; a
-- child that inherits
CREATE TABLE articles (id int, print newsprint) PARTITION BY RANGE (id);
CREATE TABLE articles_1 PARTITION OF articles FOR VALUES FROM (0) TO (100);
CREATE INDEX articles_print ON articles USING :method (print);
CREATE TABLE articles_2 PARTITION OF articles FOR VALUES FROM (100) TO (200);
CREATE TABLE articles_3 (id int, print newsprint);
INSERT INTO articles_3 SELECT n, article(n) FROM generate_series(200, 299) n;
CREATE INDEX articles_3_own ON articles_3 USING :method (print);
ALTER TABLE articles ATTACH PARTITION articles_3 FOR VALUES FROM (200) TO (300);
CREATE TABLE articles_rest PARTITION OF articles DEFAULT;
INSERT INTO articles SELECT n, article(n) FROM generate_series(1, 450) n WHERE n NOT BETWEEN 200 AND 299;
SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'articles_print'::regclass ORDER BY 1;
SELECT * FROM compared('articles');
UPDATE articles SET id = id + 60 WHERE id % 50 < 5;
ALTER TABLE articles DETACH PARTITION articles_2;
SELECT * FROM compared('articles');
SELECT * FROM compared('articles_2');
REINDEX TABLE articles;
SELECT * FROM compared('articles');
DROP TABLE articles, articles_2;
CREATE TABLE articles (id int, print newsprint);
CREATE TABLE more_articles () INHERITS (articles);
CREATE INDEX ON articles USING :method (print);
CREATE INDEX ON more_articles USING :method (print);
INSERT INTO articles SELECT n, article(n) FROM generate_series(1, 100) n;
INSERT INTO more_articles SELECT n, article(n) FROM generate_series(101, 200) n;
SELECT * FROM compared('articles');

-- A materialized view, refreshed both ways
CREATE MATERIALIZED VIEW latest AS SELECT * FROM articles WHERE id > 50;
CREATE UNIQUE INDEX ON latest (id);
CREATE INDEX ON latest USING :method (print);
SELECT * FROM compared('latest');
DELETE FROM articles WHERE id % 4 = 0;
REFRESH MATERIALIZED VIEW CONCURRENTLY latest;
SELECT * FROM compared('latest');
REFRESH MATERIALIZED VIEW latest;
SELECT * FROM compared('latest');

-- What it cannot be
CREATE UNIQUE INDEX ON articles USING :method (print);
CREATE INDEX ON articles USING :method (print DESC);
CREATE INDEX ON articles USING :method (id);

DROP MATERIALIZED VIEW latest;
DROP TABLE articles, more_articles, conditions;
DROP FUNCTION story(int), article(int), answer_of(text, text), compared(text, text);
