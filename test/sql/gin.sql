-- The operator class for GIN: what the index answers is what a sequential scan
-- answers, for every operator.  First, that the classes are sound.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;
SELECT amname, opcname FROM pg_opclass opc LEFT JOIN pg_am am ON am.oid = opcmethod WHERE opcintype >= 16384 AND NOT amvalidate(opc.oid);
SET jit = off;
SET enable_memoize = off;

-- A number from 0 to below - 1 that is the same everywhere
CREATE FUNCTION pick(seed text, below int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || substr(md5(seed), 1, 7))::bit(28)::int % below;

-- 10,000 articles of one to five paragraphs out of a pool of 3,000
CREATE TABLE pool AS
SELECT p, string_agg('w' || pick(p || ' ' || n, 5000), ' ' ORDER BY n) AS body
FROM generate_series(0, 2999) p, generate_series(1, 25) n
GROUP BY p;
ALTER TABLE pool ADD PRIMARY KEY (p);

CREATE TABLE bodies AS
SELECT id, (
    SELECT coalesce(string_agg(body, '. ' ORDER BY n), '')
    FROM generate_series(1, CASE WHEN id % 100 = 3 THEN 0 ELSE 1 + pick('n' || id, 5) END) n
    JOIN pool ON p = pick('p' || id || ' ' || n, 3000)) AS body
FROM generate_series(1, 10000) id;

-- Their prints: of three sorts of parameters, some empty, some without
-- positions, some missing
CREATE TABLE articles (id int PRIMARY KEY, print newsprint);
CREATE INDEX articles_print ON articles USING gin (print) WITH (fastupdate = on, gin_pending_list_limit = 65536);
CREATE VIEW prints AS
SELECT id, CASE
    WHEN id % 50 = 7 THEN NULL
    WHEN id % 10 = 0 THEN to_newsprint(body, 5, 8)
    WHEN id % 10 = 1 THEN to_newsprint(body, 3, 5)
    WHEN id % 10 = 2 THEN to_newsprint(body) + to_newsprint('')
    ELSE to_newsprint(body) END AS print
FROM bodies;
INSERT INTO articles SELECT * FROM prints WHERE id <= 9500;
SELECT gin_clean_pending_list('articles_print') > 0 AS cleaned;
-- two that differ in nothing but their parameters, one with more entries than are searched for
INSERT INTO articles VALUES
    (10001, 'newsprint(1,1,article,3,4) 000000000001 000000000002'),
    (10002, 'newsprint(1,1,article,3,5) 000000000001 000000000002');
INSERT INTO articles SELECT 10003, newsprint_union(print) FROM articles WHERE id % 10 = 4 AND id < 7000;
INSERT INTO articles SELECT * FROM prints WHERE id > 9500;
SELECT count(*), count(print),
    count(*) FILTER (WHERE (newsprint_info(print)->>'entries')::int = 0) AS empty,
    max((newsprint_info(print)->>'entries')::int) > 4096 AS one_is_large
FROM articles;

-- 500 operands: parts of articles, unions of a few, with random thresholds
CREATE TABLE operands AS
SELECT q, q % 4 AS kind, CASE
    WHEN q % 29 = 0 THEN to_newsprint('')
    WHEN q % 17 = 0 THEN to_newsprint(a.body, 5, 8)
    WHEN q % 13 = 0 THEN to_newsprint(a.body, 3, 5)
    WHEN q % 4 = 2 AND q % 3 = 0 THEN to_newsprint(a.body)
    WHEN q % 4 = 2 THEN to_newsprint(a.body) + to_newsprint(b.body)
    WHEN q % 4 = 1 THEN to_newsprint(p.body)
    ELSE to_newsprint(a.body || ' ' || p.body) END AS print,
    nullif(pick('share' || q, 100) / 100.0, 0) AS share,
    nullif(pick('shingles' || q, 12), 0) AS shingles
FROM generate_series(0, 499) q
JOIN bodies a ON a.id = 1 + pick('a' || q, 10000)
JOIN bodies b ON b.id = 1 + pick('b' || q, 10000)
JOIN pool p ON p.p = pick('pool' || q, 3000);
INSERT INTO operands
SELECT -1 - kind, kind, print, share, shingles FROM
    (VALUES ('newsprint(1,1,article,3,4) 000000000001 000000000002'::newsprint, 1.0, NULL::int)) v (print, share, shingles),
    generate_series(0, 3) kind;
ALTER TABLE operands ADD COLUMN query newsprint_query;
UPDATE operands SET query = to_newsprint_query(print, share => share, shingles => shingles);
-- so that nothing needs the sequential scans that are forbidden next
CREATE INDEX ON operands (kind);
ANALYZE articles, operands;
CREATE VIEW answers AS
SELECT q, 'match' AS operator, id FROM operands JOIN articles ON articles.print @@ query WHERE kind = 0
UNION ALL
SELECT q, 'contains', id FROM operands JOIN articles ON articles.print @> operands.print WHERE kind = 1
UNION ALL
SELECT q, 'contained', id FROM operands JOIN articles ON articles.print <@ operands.print WHERE kind = 2
UNION ALL
SELECT q, 'overlaps', id FROM operands JOIN articles ON articles.print && operands.print WHERE kind = 3;

SET enable_seqscan = off;
EXPLAIN (COSTS OFF)
SELECT id FROM articles WHERE print @@ to_newsprint_query('one two three four five six seven');
EXPLAIN (COSTS OFF)
SELECT q, id FROM operands JOIN articles ON articles.print <@ operands.print WHERE kind = 2;
-- with a pending list of 500 articles, and without one
CREATE TEMP TABLE by_index_pending AS SELECT * FROM answers;
SELECT gin_clean_pending_list('articles_print') > 0 AS cleaned;
CREATE TEMP TABLE by_index AS SELECT * FROM answers;

RESET enable_seqscan;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF)
SELECT q, id FROM operands JOIN articles ON articles.print <@ operands.print WHERE kind = 2;
CREATE TEMP TABLE by_scan AS SELECT * FROM answers;
RESET enable_bitmapscan;

SELECT operator, count(DISTINCT q) AS operands_with_answers, count(*) AS answers, count(DISTINCT id) AS articles
FROM by_scan GROUP BY operator ORDER BY operator;
-- none is missing, none too many
SELECT 'index' AS only_in, * FROM (TABLE by_index EXCEPT ALL TABLE by_scan) a
UNION ALL
SELECT 'pending', * FROM (TABLE by_index_pending EXCEPT ALL TABLE by_scan) b
UNION ALL
SELECT 'scan', * FROM (TABLE by_scan EXCEPT ALL TABLE by_index) c
UNION ALL
SELECT 'scan, pending', * FROM (TABLE by_scan EXCEPT ALL TABLE by_index_pending) d
LIMIT 10;

-- The same of single conditions, one a row: empties, large operands, NULL, two
-- conditions at once
CREATE TABLE conditions (n serial, articles regclass DEFAULT 'articles', condition text);
INSERT INTO conditions (condition) VALUES
    ($$print @> to_newsprint('')$$),
    ($$print @> to_newsprint('', 5, 8)$$),
    ($$print @> to_newsprint('', 9, 9)$$),
    ($$print <@ to_newsprint('')$$),
    ($$print <@ to_newsprint('', 3, 5)$$),
    ($$print && to_newsprint('')$$),
    ($$print @@ to_newsprint_query(to_newsprint(''))$$),
    ($$print @@ to_newsprint_query(to_newsprint(''), shingles => 3)$$),
    ($$print && NULL::newsprint$$),
    ($$print @@ NULL::newsprint_query$$),
    ($$print @> 'newsprint(1,1,article,3,4) 000000000002'$$),
    ($$print && 'newsprint(1,1,article,3,5) 000000000002 000000000003'$$),
    ($$print @@ 'newsprint_query(1,1,article,3,5) 2 of 000000000001 000000000002 000000000003'$$),
    ($$print @@ 'newsprint_query(1,1,article,3,5) 4 of 000000000001 000000000002 000000000003'$$),
    ($$print <@ 'newsprint(1,1,article,3,5) 000000000001 000000000002'$$),
    ($$print @> (SELECT print FROM articles WHERE id = 10003)$$),
    ($$print @> (SELECT print + 'newsprint(1,1,article,3,4) ffffffffffff' FROM articles WHERE id = 10003)$$),
    ($$print @@ (SELECT to_newsprint_query(print, 0.001) FROM articles WHERE id = 10003)$$),
    ($$print @@ (SELECT to_newsprint_query(print, 1) FROM articles WHERE id = 10003)$$),
    ($$print && (SELECT print FROM articles WHERE id = 4) AND print @> to_newsprint('')$$),
    ($$print && (SELECT print FROM articles WHERE id = 4) AND print <@ (SELECT print FROM articles WHERE id = 10003)$$),
    ($$print && (SELECT print FROM articles WHERE id = 4) OR print @@ (SELECT to_newsprint_query(print) FROM articles WHERE id = 5)$$),
    ($$(SELECT to_newsprint_query(print, 1) FROM articles WHERE id = 9) @@ print$$);
-- large operands; more than 32,768 entries are not searched for one by one
CREATE TABLE few (id int PRIMARY KEY, print newsprint);
INSERT INTO few SELECT id, print FROM articles WHERE id % 40 = 13 OR id > 10000;
CREATE INDEX ON few USING gin (print);
CREATE TABLE large AS SELECT newsprint_union(print) AS print FROM articles WHERE id % 10 > 2;
SELECT (newsprint_info(print)->>'entries')::int > 32768 AS is_large FROM large;
INSERT INTO conditions (articles, condition) VALUES
    ('few', $$print <@ (SELECT print FROM articles WHERE id = 10003)$$),
    ('few', $$print && (SELECT print FROM articles WHERE id = 10003)$$),
    ('few', $$print <@ (SELECT print FROM large)$$),
    ('few', $$print && (SELECT print FROM large)$$),
    ('few', $$print @> (SELECT print FROM large)$$),
    ('few', $$print @@ (SELECT to_newsprint_query(print, 0.001) FROM large)$$);
CREATE FUNCTION ids_where(articles regclass, condition text) RETURNS int[]
LANGUAGE plpgsql AS $$
DECLARE
    ids int[];
BEGIN
    EXECUTE 'SELECT array_agg(id ORDER BY id) FROM ' || articles || ' WHERE ' || condition INTO ids;
    RETURN ids;
END
$$;
SET enable_seqscan = off;

CREATE TEMP TABLE conditions_by_index AS SELECT n, ids_where(articles, condition) AS ids FROM conditions;
RESET enable_seqscan;

SET enable_bitmapscan = off;
CREATE TEMP TABLE conditions_by_scan AS SELECT n, ids_where(articles, condition) AS ids FROM conditions;
RESET enable_bitmapscan;
SELECT n, i.ids IS NOT DISTINCT FROM s.ids AS same, cardinality(s.ids) AS answers, articles, condition
FROM conditions JOIN conditions_by_index i USING (n) JOIN conditions_by_scan s USING (n)
ORDER BY n;

SET client_min_messages = warning;
DROP TABLE conditions, few, large, operands, articles, bodies, pool CASCADE;
DROP FUNCTION ids_where(regclass, text), pick(text, int);
