-- newsprint_union and newsprint_intersection
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;
SET jit = off;

CREATE FUNCTION numbered(hashes int[]) RETURNS newsprint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('newsprint(1,1,article,3,4)' || coalesce((SELECT string_agg(' ' || lpad(to_hex(h), 12, '0'), '' ORDER BY h)
    FROM (SELECT DISTINCT unnest(hashes)) u (h)), ''))::newsprint;

-- also of a single input, the result has no positions
CREATE TABLE inputs (n int, story text, print newsprint);
INSERT INTO inputs VALUES
    (1, 'bridge', 'newsprint(1,1,article,3,4,40) 00000000000a@1 00000000000b@9,17 00000000000c@21'),
    (2, 'bridge', 'newsprint(1,1,article,3,4,40) 00000000000b@3 00000000000c@9 00000000000d@21'),
    (3, 'bridge', NULL),
    (4, 'bridge', 'newsprint(1,1,article,3,4,40) 00000000000b@3 00000000000e@9'),
    (5, 'council', 'newsprint(1,1,article,3,4,40) 000000000001@3 000000000002@9'),
    (6, 'empty', 'newsprint(1,1,article,3,4,0)'),
    (7, 'empty', 'newsprint(1,1,article,3,4,9) 000000000007@3'),
    (8, 'nothing', NULL);
SELECT story, newsprint_union(print), newsprint_intersection(print) FROM inputs GROUP BY story ORDER BY story;
SELECT newsprint_union(print), newsprint_intersection(print) FROM inputs WHERE false;
SELECT newsprint_union(print ORDER BY n DESC) = newsprint_union(DISTINCT print) AS same,
    newsprint_union(print) FILTER (WHERE n < 3) AS filtered FROM inputs;
SELECT story, newsprint_union(print) FROM inputs WHERE n <> 8 GROUP BY ROLLUP (story) ORDER BY story;
-- a NULL between, first and last
SELECT newsprint_intersection(print ORDER BY i) FROM
    (VALUES (1, NULL), (2, numbered('{1,2,3}')), (3, NULL), (4, numbered('{2,3,4}')), (5, NULL)) v (i, print);

-- prints of different parameters
SELECT newsprint_union(print) FROM (VALUES (numbered('{1}')), ('newsprint(1,1,article,5,8)')) v (print);
SELECT newsprint_intersection(print) FROM (VALUES (numbered('{}')), ('newsprint(1,1,article,5,8) 000000000001')) v (print);

-- as window functions: every row sees its own frame, whether it moves or grows
SELECT n, newsprint_union(print) OVER (ORDER BY n) AS growing,
    newsprint_union(print) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS moving,
    newsprint_intersection(print) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS intersection
FROM inputs WHERE story = 'bridge' ORDER BY n;
CREATE TABLE steps AS
SELECT i, numbered(ARRAY(SELECT (i * 37 + j * j) % 61 FROM generate_series(1, 1 + i % 7) j)) AS print FROM generate_series(1, 200) i;
WITH windowed AS MATERIALIZED (
    SELECT i, newsprint_union(print) OVER w AS u, newsprint_intersection(print) OVER w AS n,
        newsprint_union(print) OVER g AS ug, newsprint_intersection(print) OVER m AS nm
    FROM steps
    WINDOW w AS (ORDER BY i ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING), g AS (ORDER BY i),
        m AS (ORDER BY i ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING)
)
SELECT count(*) AS rows, count(*) FILTER (WHERE
        u <> (SELECT newsprint_union(print) FROM steps s WHERE s.i BETWEEN w.i - 2 AND w.i + 1)
        OR n <> (SELECT newsprint_intersection(print) FROM steps s WHERE s.i BETWEEN w.i - 2 AND w.i + 1)
        OR ug <> (SELECT newsprint_union(print) FROM steps s WHERE s.i <= w.i)
        OR nm <> (SELECT newsprint_intersection(print) FROM steps s WHERE s.i BETWEEN w.i AND w.i + 1)) AS wrong
FROM windowed w;

-- against sets made with other means, in groups of many sizes, hashed and sorted
CREATE TABLE members AS
SELECT g, i, ARRAY(SELECT (i * 7919 + j * 104729 + g * 31) % (50 * (g + 1)) FROM generate_series(1, g % 11) j) AS hashes
FROM generate_series(0, 60) g, generate_series(0, g) i;
CREATE TABLE expected AS
SELECT g, numbered(array_agg(h)) AS u
FROM members LEFT JOIN LATERAL unnest(hashes) h ON true GROUP BY g;
SET enable_sort = off;
CREATE TABLE hashed AS SELECT g, newsprint_union(numbered(hashes)) AS u FROM members GROUP BY g;
RESET enable_sort;
SET enable_hashagg = off;
CREATE TABLE sorted AS SELECT g, newsprint_union(numbered(hashes)) AS u FROM members GROUP BY g;
RESET enable_hashagg;
SELECT count(*) AS groups, count(*) FILTER (WHERE e.u IS DISTINCT FROM h.u OR e.u IS DISTINCT FROM s.u) AS wrong
FROM expected e JOIN hashed h USING (g) JOIN sorted s USING (g);

-- in parallel: the partial states are combined
CREATE TABLE many AS
SELECT i, i % 5 AS g, numbered(ARRAY[i % 1000, i % 777, 5000, 6000 + i % 5]) AS print FROM generate_series(1, 10000) i;
ANALYZE many;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SET enable_sort = off;
EXPLAIN (COSTS OFF) SELECT newsprint_union(print), newsprint_intersection(print) FROM many;
CREATE TABLE parallel AS
SELECT g, newsprint_union(print) AS u, newsprint_intersection(print) AS n FROM many GROUP BY ROLLUP (g);
SELECT newsprint_union(print) = (SELECT u FROM parallel WHERE g IS NULL) AS "union",
    newsprint_intersection(print) = (SELECT n FROM parallel WHERE g IS NULL) AS intersection FROM many;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE alone AS
SELECT g, newsprint_union(print) AS u, newsprint_intersection(print) AS n FROM many GROUP BY ROLLUP (g);
SELECT count(*) AS groups, count(*) FILTER (WHERE p.u <> a.u OR p.n <> a.n) AS wrong
FROM parallel p JOIN alone a ON p.g IS NOT DISTINCT FROM a.g;
SELECT g, n, (newsprint_info(u)->>'entries')::int AS entries FROM alone ORDER BY g;
RESET enable_sort;
RESET max_parallel_workers_per_gather;
RESET min_parallel_table_scan_size;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;

-- 100,000 inputs, and one input of 100,000 entries
SELECT newsprint_info(newsprint_union(numbered(ARRAY[i])))->'entries' AS entries FROM generate_series(1, 100000) i;
SELECT newsprint_info(newsprint_intersection(print))->'entries' AS entries
FROM (SELECT newsprint_union(numbered(ARRAY[i])) AS print FROM generate_series(1, 100000) i UNION ALL SELECT numbered('{7,100001}')) v;

-- the transition functions called by a user change nothing they were given
DO $$
DECLARE
    a newsprint := numbered('{1,2}');
    b newsprint;
    c newsprint;
BEGIN
    b := newsprint_union_step(a, numbered('{3}'));
    c := newsprint_union_step(b, numbered('{4}'));
    c := newsprint_union_step(c, numbered('{5}'));
    RAISE NOTICE '% / % / %', a, b, c;
    c := newsprint_intersection_step(c, numbered('{5}'));
    RAISE NOTICE '% / %', b, c;
END
$$;
SELECT newsprint_union_step(NULL, NULL) IS NULL AS nothing, newsprint_union_step(NULL, numbered('{1}')) AS one,
    newsprint_union_step(numbered('{1}'), NULL) AS other;

DROP TABLE inputs, steps, members, expected, hashed, sorted, many, parallel, alone;
DROP FUNCTION numbered;
