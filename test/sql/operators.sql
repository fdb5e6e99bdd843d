-- Measures, comparison, set operations and predicates of prints
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;

CREATE TABLE operands (name text PRIMARY KEY, print newsprint);
INSERT INTO operands VALUES
    ('abcd', 'newsprint(1,1,article,3,4,40) 00000000000a@1 00000000000b@9,17 00000000000c@21 00000000000d@30'),
    ('cde', 'newsprint(1,1,article,3,4,30) 00000000000c@1 00000000000d@9 00000000000e@21'),
    ('bd', 'newsprint(1,1,article,3,4) 00000000000b 00000000000d'),
    ('none', 'newsprint(1,1,article,3,4,0)'),
    ('other', 'newsprint(1,1,article,3,5) 00000000000b 00000000000d'),
    ('other none', 'newsprint(1,1,article,3,5)'),
    ('null', NULL);

-- measures: distinct entries are counted, whatever their positions
SELECT a.name AS a, b.name AS b, newsprint_overlap(a.print, b.print) AS overlap,
    newsprint_containment(a.print, b.print) AS a_in_b,
    round(newsprint_resemblance(a.print, b.print)::numeric, 4) AS resemblance,
    a.print <=> b.print AS distance
FROM operands a, operands b
WHERE a.name NOT LIKE 'other%' AND b.name NOT LIKE 'other%'
ORDER BY a.name, b.name;
SELECT name, print <=> (SELECT print FROM operands WHERE name = 'abcd') AS distance
FROM operands WHERE name NOT LIKE 'other%' ORDER BY distance, name;
SELECT name FROM operands WHERE name NOT LIKE 'other%'
ORDER BY (SELECT print FROM operands WHERE name = 'none') <=> print, name;

-- set operations, whose results have no positions
SELECT a.name AS a, b.name AS b, a.print + b.print AS "union", a.print - b.print AS difference, a.print & b.print AS intersection
FROM operands a, operands b
WHERE a.name IN ('abcd', 'none', 'null') AND b.name IN ('cde', 'none')
ORDER BY a.name, b.name;
SELECT newsprint_info(print - print) - 'bytes' AS info, newsprint_info(print) -> 'words' AS words FROM operands WHERE name = 'abcd';

-- predicates
SELECT a.name AS a, b.name AS b, a.print && b.print AS overlaps, a.print @> b.print AS contains,
    a.print <@ b.print AS contained, newsprint_contains(a.print, b.print) AS half_of_a_is_in_b
FROM operands a, operands b
ORDER BY a.name, b.name;

-- prints of other parameters: predicates and comparison answer, the rest raises
\set VERBOSITY sqlstate
SELECT newsprint_overlap(a.print, b.print) FROM operands a, operands b WHERE a.name = 'bd' AND b.name = 'other';
\set VERBOSITY default
SELECT newsprint_containment(a.print, b.print) FROM operands a, operands b WHERE a.name = 'bd' AND b.name = 'other';
SELECT newsprint_containment(a.print, b.print) FROM operands a, operands b WHERE a.name = 'none' AND b.name = 'other none';
SELECT newsprint_resemblance(a.print, b.print) FROM operands a, operands b WHERE a.name = 'bd' AND b.name = 'other';
SELECT a.print <=> b.print FROM operands a, operands b WHERE a.name = 'bd' AND b.name = 'other';
SELECT a.print + b.print FROM operands a, operands b WHERE a.name = 'bd' AND b.name = 'other';
SELECT a.print - b.print FROM operands a, operands b WHERE a.name = 'bd' AND b.name = 'other';
SELECT a.print & b.print FROM operands a, operands b WHERE a.name = 'bd' AND b.name = 'other none';

-- equality and order are those of the bytes, in every plan
SELECT a.name AS a, b.name AS b FROM operands a JOIN operands b ON a.print = b.print AND a.name <> b.name;
SELECT print = 'newsprint(1,1,article,3,4) 00000000000b 00000000000d' AS same,
    print <> 'newsprint(1,1,article,3,4,9) 00000000000b@1 00000000000d@2' AS positions_count
FROM operands WHERE name = 'bd';
SELECT name FROM operands ORDER BY print, name;
SELECT count(*) AS pairs,
    count(*) FILTER (WHERE (a.print < b.print)::int + (a.print = b.print)::int + (a.print > b.print)::int <> 1
        OR (a.print <= b.print) IS DISTINCT FROM (a.print < b.print OR a.print = b.print)
        OR (a.print >= b.print) IS DISTINCT FROM NOT (a.print < b.print)
        OR (a.print <> b.print) IS DISTINCT FROM NOT (a.print = b.print)
        OR newsprint_cmp(a.print, b.print) <> - newsprint_cmp(b.print, a.print)
        OR sign(newsprint_cmp(a.print, b.print)) <> sign((newsprint_send(a.print) > newsprint_send(b.print))::int
            - (newsprint_send(a.print) < newsprint_send(b.print))::int)
        OR (a.print = b.print AND newsprint_hash(a.print) <> newsprint_hash(b.print))
        OR (a.print = b.print AND newsprint_hash_extended(a.print, 7) <> newsprint_hash_extended(b.print, 7))) AS contradictions
FROM operands a, operands b WHERE a.print IS NOT NULL AND b.print IS NOT NULL;
SELECT newsprint_hash_extended(print, 1) <> newsprint_hash_extended(print, 2) AS seeded,
    newsprint_hash_extended(print, 0)::bit(32) = newsprint_hash(print)::bit(32) AS seed_zero_agrees
FROM operands WHERE name = 'abcd';

CREATE TABLE doubled AS SELECT name, print FROM operands UNION ALL SELECT name || '2', print FROM operands;
SET enable_hashagg = off;
SELECT count(*) FROM (SELECT DISTINCT print FROM doubled) d;
RESET enable_hashagg;
SET enable_sort = off;
SELECT count(*) FROM (SELECT DISTINCT print FROM doubled) d;
RESET enable_sort;
SET enable_mergejoin = off;
SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM doubled a JOIN doubled b USING (print);
SELECT count(*) FROM doubled a JOIN doubled b USING (print);
SET enable_hashjoin = off;
RESET enable_mergejoin;
EXPLAIN (COSTS OFF) SELECT count(*) FROM doubled a JOIN doubled b USING (print);
SELECT count(*) FROM doubled a JOIN doubled b USING (print);
RESET enable_hashjoin;
RESET enable_nestloop;
CREATE UNIQUE INDEX ON operands (print);
CREATE INDEX ON doubled USING hash (print);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT name FROM doubled WHERE print = 'newsprint(1,1,article,3,4,0)';
SELECT name FROM doubled WHERE print = 'newsprint(1,1,article,3,4,0)' ORDER BY name;
RESET enable_bitmapscan;
RESET enable_seqscan;

-- every entry of a real text is in the text; a text has nothing of an unrelated one
WITH texts AS (
    SELECT to_newsprint('The council voted on Tuesday to close the old bridge for repairs that will take two years.') AS whole,
        to_newsprint('council voted on Tuesday to close the old bridge for repairs') AS part,
        to_newsprint('Nothing at all was said about the weather of the coming week by anyone who knew.') AS unrelated
)
SELECT newsprint_overlap(whole, part) > 0 AS shares, whole && part AS overlaps, whole && unrelated AS unrelated,
    whole <=> whole AS itself, newsprint_contains(part, whole) AS contains
FROM texts;

DROP TABLE operands, doubled;
