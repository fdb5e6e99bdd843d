-- newsprint_boilerplate and newsprint_boilerplate_report
SET client_min_messages = warning;  -- a slow machine tells its progress
CREATE EXTENSION IF NOT EXISTS newsprint;
SET jit = off;

CREATE FUNCTION numbered(hashes int[]) RETURNS newsprint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('newsprint(1,1,article,3,4)' || coalesce((SELECT string_agg(' ' || lpad(to_hex(h), 12, '0'), '' ORDER BY h)
    FROM (SELECT DISTINCT unnest(hashes)) u (h)), ''))::newsprint;

-- a print's entries as numbers
CREATE FUNCTION numbers(print newsprint) RETURNS int[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT ('x' || right(m[1], 8))::bit(32)::int FROM regexp_matches(print::text, '\m([0-9a-f]{12})\M', 'g') m ORDER BY 1);

-- ----- against a count in SQL -----

-- words nobody uses twice, an outlet's own lines, and phrases of many
CREATE TABLE news AS
SELECT i AS id, 'outlet ' || (i * i + i / 7) % 12 AS outlet,
    timestamptz '2024-01-01 20:00+00' + (i * 37 % 113) * interval '17 hours' AS published_at,
    (SELECT string_agg('w' || md5(i || '.' || j), ' ') FROM generate_series(1, 30) j)
    || CASE WHEN i % 3 > 0 THEN ' sign up for the letter of outlet ' || (i * i + i / 7) % 12 || ' and read every morning what matters' ELSE '' END
    || CASE WHEN i % 10 = 0 THEN ' the city desk can be reached by telephone at any hour' ELSE '' END
    || coalesce((SELECT string_agg(' phrase' || p || ' that is said by many ' || md5(p::text), ' ') FROM generate_series(1, 25) p
        WHERE ('x' || left(md5(i || '-' || p), 4))::bit(16)::int % (2 * p) = 0), '') AS body
FROM generate_series(1, 400) i;
INSERT INTO news SELECT 1000 + i, outlet, CASE i % 3 WHEN 1 THEN timestamptz 'infinity' WHEN 2 THEN '-infinity' END, body FROM news, generate_series(1, 3) i WHERE id % 50 = i;
INSERT INTO news SELECT 2000 + id, NULL, published_at, body FROM news WHERE id < 10;
ALTER TABLE news ADD print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED;
INSERT INTO news VALUES (3000, 'outlet 1', '2024-01-01', NULL);

CREATE FUNCTION counted(outlet_share float8, outlet_articles int, outlet_days int, outlet_span int,
    global_outlets int, global_articles int, global_share float8, global_span int, global_week_share float8,
    OUT of_outlets text[], OUT of_all text[]) LANGUAGE sql
BEGIN ATOMIC
    WITH articles AS MATERIALIZED (
        SELECT id, outlet, (published_at AT TIME ZONE 'UTC')::date AS day, print FROM news
        WHERE print IS NOT NULL AND outlet IS NOT NULL AND published_at > '-infinity' AND published_at < 'infinity'
    ), entries AS MATERIALIZED (
        SELECT a.id, a.outlet, a.day, m[1] AS hash FROM articles a, regexp_matches(print::text, '\m([0-9a-f]{12})\M', 'g') m
    )
    SELECT ARRAY(
        SELECT DISTINCT hash FROM entries e GROUP BY outlet, hash
        HAVING count(*) >= outlet_articles AND count(*) >= outlet_share * (SELECT count(*) FROM articles a WHERE a.outlet = e.outlet)
            AND count(DISTINCT day) >= outlet_days AND max(day) - min(day) >= outlet_span
        ORDER BY 1),
    ARRAY(
        SELECT hash FROM entries e GROUP BY hash
        HAVING count(DISTINCT outlet) >= global_outlets AND count(*) >= global_articles
            AND count(*) >= global_share * (SELECT count(*) FROM articles) AND max(day) - min(day) >= global_span
            AND (SELECT max(n) FROM (SELECT (SELECT count(*) FROM entries w WHERE w.hash = e.hash AND w.day BETWEEN f.day AND f.day + 6) AS n
                FROM entries f WHERE f.hash = e.hash) weeks) <= global_week_share * count(*)
        ORDER BY 1);
END;

CREATE VIEW by_rule AS
WITH rules (n, outlet_share, outlet_articles, outlet_days, outlet_span, global_outlets, global_articles, global_share, global_span, global_week_share) AS (
    VALUES (1, 0.05, 10, 5, 14, 10, 200, 0.001, 30, 0.5),
        (2, 0.05, 10, 5, 14, 10, 20, 0.001, 30, 0.5),
        (3, 0.05, 10, 5, 14, 10, 1, 0.08, 30, 0.25),
        (4, 0.7, 1, 1, 0, 12, 1, 0, 0, 0.1),
        (5, 0, 4, 4, 40, 12, 400, 0, 0, 1),
        (6, 0.3, 1, 12, 60, 3, 10, 0, 75, 0.3),
        (7, 1, 500, 1, 0, 1, 2, 0, 0, 1),
        (8, 1, 500, 1, 0, 12, 401, 0, 0, 1)
), results AS MATERIALIZED (
    SELECT r.n, c.of_outlets, c.of_all, newsprint_boilerplate('news', outlet_share, outlet_articles, outlet_days, outlet_span * interval '1 day',
        global_outlets, global_articles, global_share, global_span * interval '1 day', global_week_share) AS found
    FROM rules r, counted(outlet_share, outlet_articles, outlet_days, outlet_span, global_outlets, global_articles, global_share, global_span, global_week_share) c
)
SELECT n, cardinality(of_outlets) AS of_outlets, cardinality(of_all) AS of_all, newsprint_info(found) -> 'entries' AS found,
    ARRAY(SELECT m[1] FROM regexp_matches(found::text, '\m([0-9a-f]{12})\M', 'g') m)
        = ARRAY(SELECT unnest(of_outlets) UNION SELECT unnest(of_all) ORDER BY 1) AS same
FROM results ORDER BY n;
SELECT * FROM by_rule;
-- the same from an index
CREATE INDEX news_print ON news USING newsprint (print);
SELECT * FROM by_rule;
DROP INDEX news_print;

-- ----- every threshold at its edge -----

CREATE TABLE edges (entry int, outlet text, day int, articles int);
CREATE VIEW edge AS SELECT outlet, date '2024-01-01' + day AS published_at, numbered(ARRAY[entry]) AS print
FROM edges, generate_series(1, articles);
INSERT INTO edges VALUES
    -- ten articles of two hundred, on five days, fourteen days from the first to the last
    (1, 'a', 0, 6), (1, 'a', 1, 1), (1, 'a', 2, 1), (1, 'a', 3, 1), (1, 'a', 14, 1), (NULL, 'a', 0, 190),
    -- nine articles
    (2, 'b', 0, 5), (2, 'b', 1, 1), (2, 'b', 2, 1), (2, 'b', 3, 1), (2, 'b', 14, 1), (NULL, 'b', 0, 100),
    -- four days
    (3, 'c', 0, 7), (3, 'c', 1, 1), (3, 'c', 2, 1), (3, 'c', 14, 1),
    -- thirteen days
    (4, 'd', 0, 6), (4, 'd', 1, 1), (4, 'd', 2, 1), (4, 'd', 3, 1), (4, 'd', 13, 1),
    -- ten articles of two hundred and one
    (5, 'e', 0, 6), (5, 'e', 1, 1), (5, 'e', 2, 1), (5, 'e', 3, 1), (5, 'e', 14, 1), (NULL, 'e', 0, 191);
SELECT numbers(newsprint_boilerplate('edge')) AS usual,
    numbers(newsprint_boilerplate('edge', outlet_articles => 9)) AS articles_9,
    numbers(newsprint_boilerplate('edge', outlet_articles => 11)) AS articles_11,
    numbers(newsprint_boilerplate('edge', outlet_days => 4)) AS days_4,
    numbers(newsprint_boilerplate('edge', outlet_days => 6)) AS days_6,
    numbers(newsprint_boilerplate('edge', outlet_span => '13 days')) AS span_13,
    numbers(newsprint_boilerplate('edge', outlet_span => '12 days 1 hour')) AS span_12_1,
    numbers(newsprint_boilerplate('edge', outlet_span => '13 days 1 hour')) AS span_13_1,
    numbers(newsprint_boilerplate('edge', outlet_span => '15 days')) AS span_15,
    numbers(newsprint_boilerplate('edge', outlet_share => 0.0497)) AS share_0497,
    numbers(newsprint_boilerplate('edge', outlet_share => 0.0501)) AS share_0501;

TRUNCATE edges;
INSERT INTO edges
    -- ten outlets, twenty articles, thirty days from the first to the last, half of them in a week
    SELECT 1, 'o' || i, day, 1 FROM generate_series(1, 10) i, unnest('{0,30}'::int[]) day UNION ALL
    -- nine outlets
    SELECT 2, 'o' || i % 9, day, 1 FROM generate_series(1, 10) i, unnest('{0,30}'::int[]) day UNION ALL
    -- nineteen articles
    SELECT 3, 'o' || i, day, 1 FROM generate_series(1, 10) i, unnest('{0,30}'::int[]) day WHERE day = 0 AND i < 10 OR day = 30 UNION ALL
    -- twenty-nine days
    SELECT 4, 'o' || i, day, 1 FROM generate_series(1, 10) i, unnest('{0,29}'::int[]) day UNION ALL
    -- eleven of twenty on a day
    SELECT 5, 'o' || i, day, 1 FROM generate_series(1, 10) i, unnest('{0,30}'::int[]) day WHERE day = 0 OR i < 10 UNION ALL
    SELECT 5, 'o1', 0, 1 UNION ALL
    -- the eleventh on the seventh day, and on the day behind it
    SELECT 6, 'o' || i, CASE i WHEN 1 THEN 6 ELSE day END, 1 FROM generate_series(1, 10) i, unnest('{0,30}'::int[]) day WHERE day = 0 OR i < 10 UNION ALL
    SELECT 6, 'o1', 0, 2 UNION ALL
    SELECT 7, 'o' || i, CASE WHEN day = 0 OR i > 1 THEN day ELSE 7 END, 1 FROM generate_series(1, 10) i, unnest('{0,30}'::int[]) day;
SELECT entry, sum(articles) AS articles, count(DISTINCT outlet) AS outlets, max(day) - min(day) AS span FROM edges GROUP BY entry ORDER BY entry;
SELECT sum(articles) FROM edges;
CREATE FUNCTION globally(global_outlets int DEFAULT 10, global_articles int DEFAULT 20, global_share float8 DEFAULT 0, global_span interval DEFAULT '30 days', global_week_share float8 DEFAULT 0.5)
RETURNS int[] LANGUAGE sql RETURN numbers(newsprint_boilerplate('edge', global_outlets => global_outlets, global_articles => global_articles,
    global_share => global_share, global_span => global_span, global_week_share => global_week_share));
SELECT globally() AS usual, globally(global_outlets => 9) AS outlets_9, globally(global_outlets => 11) AS outlets_11,
    globally(global_articles => 19) AS articles_19, globally(global_articles => 21) AS articles_21,
    globally(global_span => '29 days') AS span_29, globally(global_span => '1 month') AS span_month, globally(global_span => '31 days') AS span_31,
    globally(global_week_share => 0.55) AS week_55, globally(global_week_share => 0.49) AS week_49, globally(global_week_share => 0) AS week_0;
SELECT globally(global_articles => 1, global_share => 20 / sum(articles)::float8) AS share_20,
    globally(global_articles => 1, global_share => 20.01 / sum(articles)::float8) AS share_more,
    globally(global_articles => 1, global_share => 19 / sum(articles)::float8) AS share_19 FROM edges;

-- a wire story in five hundred outlets within a week, which three print again after
-- years, and ten at its anniversary, beside a line that everybody has all the time
CREATE TABLE wire AS SELECT i AS id, 'outlet ' || i AS outlet, timestamp '2020-03-01' + i * interval '20 minutes' AS published_at, numbered('{1,2,3,4}') AS print FROM generate_series(1, 500) i;
SELECT max(published_at) - min(published_at) AS span FROM wire;
INSERT INTO wire SELECT 1000 + i, 'outlet ' || i, timestamp '2024-03-01' + i * interval '1 day', numbered('{1,2,3,4}') FROM generate_series(1, 3) i;
INSERT INTO wire SELECT 2000 + i, 'outlet ' || i % 500, timestamp '2020-01-01' + i * interval '1 day', numbered('{5}') FROM generate_series(1, 1500) i;
SELECT numbers(newsprint_boilerplate('wire')) AS usual, numbers(newsprint_boilerplate('wire', global_week_share => 1)) AS whatever_week;
INSERT INTO wire SELECT 1100 + i, 'outlet ' || i, timestamp '2021-03-01' + i * interval '1 hour', numbered('{1,2,3,4}') FROM generate_series(1, 10) i;
SELECT numbers(newsprint_boilerplate('wire')) AS usual, numbers(newsprint_boilerplate('wire', global_articles => 1, global_share => 0)) AS few;
-- a story that one outlet prints ten times in a week
INSERT INTO wire SELECT 1200 + i, 'a weekly', timestamp '2020-03-01' + i * interval '12 hours', numbered('{6}') FROM generate_series(1, 12) i;
SELECT numbers(newsprint_boilerplate('wire')) AS usual, numbers(newsprint_boilerplate('wire', outlet_span => '0')) AS at_once;
SELECT count(*) FROM newsprint_boilerplate_report('wire', body => 'outlet') WHERE scope = 'outlet';
DROP TABLE wire;

-- ----- since, days, types of the column -----

CREATE TABLE times (id int, outlet text, zoned timestamptz, plain timestamp, day date, print newsprint);
-- half an hour before and behind midnight in UTC, on three days
INSERT INTO times SELECT i, 'o', t, t AT TIME ZONE 'UTC', (t AT TIME ZONE 'UTC')::date, numbered(ARRAY[1])
FROM generate_series(1, 12) i, LATERAL (SELECT timestamptz '2024-05-01 00:00+00' + (i % 3) * interval '7 days' + CASE WHEN i % 2 = 0 THEN interval '30 minutes' ELSE interval '-30 minutes' END) v (t);
INSERT INTO times SELECT 100 + i, 'o', t, t, t, numbered(ARRAY[2]) FROM generate_series(0, 19) i, LATERAL (SELECT timestamp '1999-12-20 12:00' + i * interval '1 day') v (t);
SET timezone = 'Pacific/Auckland';
SELECT numbers(newsprint_boilerplate('times', published => 'zoned', outlet_days => 6)) AS zoned, numbers(newsprint_boilerplate('times', published => 'plain', outlet_days => 6)) AS plain,
    numbers(newsprint_boilerplate('times', published => 'day', outlet_days => 6)) AS day, numbers(newsprint_boilerplate('times', published => 'zoned', outlet_days => 7)) AS days_7;
SELECT scope, outlet, words, articles, days, first, last FROM newsprint_boilerplate_report('times', published => 'zoned', body => 'outlet');
SET timezone = 'America/Los_Angeles';
SELECT * FROM newsprint_boilerplate_report('times', published => 'zoned', body => 'outlet')
EXCEPT SELECT * FROM newsprint_boilerplate_report('times', published => 'day', body => 'outlet');
-- from the very moment; a date is its first moment
SELECT s AS since, newsprint_info(newsprint_boilerplate('times', 0, 1, 1, '0', published => 'zoned', since => s)) -> 'entries' AS zoned,
    (SELECT sum(articles) FROM newsprint_boilerplate_report('times', 0, 1, 1, '0', published => 'zoned', since => s, body => 'outlet') WHERE scope = 'outlet') AS zoned_articles,
    (SELECT sum(articles) FROM newsprint_boilerplate_report('times', 0, 1, 1, '0', published => 'plain', since => s, body => 'outlet') WHERE scope = 'outlet') AS plain_articles,
    (SELECT sum(articles) FROM newsprint_boilerplate_report('times', 0, 1, 1, '0', published => 'day', since => s, body => 'outlet') WHERE scope = 'outlet') AS day_articles,
    (SELECT count(*) FROM times WHERE zoned >= s) AS zoned_count, (SELECT count(*) FROM times WHERE day::timestamp AT TIME ZONE 'UTC' >= s) AS day_count
FROM (VALUES (timestamptz '-infinity'), ('2000-01-03 00:00+00'), ('2000-01-03 00:00:00.000001+00'), ('1999-12-31 00:00+00'), ('1999-12-30 23:59:59.999999+00'),
    ('2024-05-07 23:30+00'), ('2024-05-08 00:30:00.000001+00'), ('infinity')) v (s) ORDER BY s;
RESET timezone;
-- the index on the column serves, whatever its type
CREATE INDEX times_zoned ON times (zoned);
CREATE INDEX times_plain ON times (plain);
CREATE INDEX times_day ON times (day);
SET enable_seqscan = off;
BEGIN;
SELECT newsprint_info(newsprint_boilerplate('times', published => c, since => '2024-01-01')) -> 'entries' AS entries FROM unnest('{zoned,plain,day}'::name[]) c;
SELECT c.relname, pg_stat_get_xact_numscans(c.oid) > 0 AS used FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE i.indrelid = 'times'::regclass ORDER BY 1;
COMMIT;
RESET enable_seqscan;
-- a refresh: what was boilerplate stays, what has become it is added
SELECT numbers(newsprint_boilerplate('times', published => 'day')) AS all_time,
    numbers(newsprint_boilerplate('times', published => 'day', since => '2024-01-01')) AS newest,
    numbers(numbered('{77}') + newsprint_boilerplate('times', published => 'day', since => '2024-01-01')) AS refreshed,
    numbers(numbered('{77}') + newsprint_boilerplate('times', published => 'day', since => '2030-01-01')) AS nothing_new;
DROP TABLE times;

-- ----- what is ignored is not found -----

CREATE TABLE ferry (id int, outlet text, published_at date, body text, print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED);
INSERT INTO ferry SELECT i, CASE WHEN i % 2 = 0 THEN 'Harbour Post' ELSE 'Island Daily' END, date '2024-01-01' + i,
    (SELECT string_agg('w' || md5(i || '.' || j), ' ') FROM generate_series(1, 20) j) || E'.\n\n' ||
    CASE WHEN i % 2 = 0 THEN 'Sign up for our daily newsletter and never miss a story from the harbour. ' || CASE WHEN i % 8 = 0 THEN 'Reporting by the night desk of the Harbour Post in Kellermouth.' ELSE '' END
    ELSE E'© 2024 島の毎日新聞社 無断転載を禁じます。' END
FROM generate_series(1, 100) i;
INSERT INTO ferry SELECT 1000, 'Island Daily', '2024-04-15', (SELECT string_agg('w' || md5('1.' || j), ' ') FROM generate_series(1, 20) j);
SELECT count(*) FILTER (WHERE print @@ to_newsprint_query(q, shingles => 3)) AS all_entries,
    count(*) FILTER (WHERE print @@ to_newsprint_query(q, shingles => 3, ignore => b)) AS without_boilerplate
FROM ferry, (SELECT print FROM ferry WHERE id = 1) one (q), newsprint_boilerplate('ferry') b;
SELECT * FROM newsprint_boilerplate_report('ferry');
-- the order of the rows in the table decides nothing
CREATE TABLE shuffled AS SELECT * FROM ferry ORDER BY md5(id::text);
SELECT count(*) FROM (TABLE ferry EXCEPT TABLE shuffled) d;
SELECT count(*) AS differences FROM (
    (SELECT row_number() OVER () AS n, r.* FROM newsprint_boilerplate_report('ferry', global_outlets => 2, global_articles => 20) r
     EXCEPT SELECT row_number() OVER (), r.* FROM newsprint_boilerplate_report('shuffled', global_outlets => 2, global_articles => 20) r)
    UNION ALL
    (SELECT row_number() OVER () AS n, r.* FROM newsprint_boilerplate_report('shuffled', global_outlets => 2, global_articles => 20) r
     EXCEPT SELECT row_number() OVER (), r.* FROM newsprint_boilerplate_report('ferry', global_outlets => 2, global_articles => 20) r)) d;
DROP TABLE shuffled;
-- every entry is shown
SELECT count(*) AS entries, count(*) FILTER (WHERE shown) AS shown FROM (
    SELECT EXISTS (SELECT FROM newsprint_boilerplate_report('ferry') r, ferry f
        WHERE f.outlet = r.outlet AND position(r.words IN f.body) > 0 AND m[1] = ANY (ARRAY(SELECT n[1] FROM regexp_matches(f.print::text, '\m([0-9a-f]{12})\M', 'g') n))) AS shown
    FROM newsprint_boilerplate('ferry') b, regexp_matches(b::text, '\m([0-9a-f]{12})\M', 'g') m) e;
-- phrases of many outlets behind those of each; words as they stand in some article
-- (an article may have the words without the entry, where winnowing chose another)
SELECT scope, count(*), count(DISTINCT outlet) AS outlets, min(printed) > 0 AS printed, count(*) FILTER (WHERE printed = articles) AS exactly
FROM (SELECT r.*, (SELECT count(*) FROM news n WHERE position(r.words IN n.body) > 0 AND (n.outlet = r.outlet OR r.scope = 'global') AND n.id < 1000) AS printed
    FROM newsprint_boilerplate_report('news', global_articles => 20) r) p GROUP BY scope ORDER BY scope DESC;
SELECT count(*) AS rows, count(*) FILTER (WHERE wrong) AS out_of_order FROM (
    SELECT (scope COLLATE "C" < lag(scope) OVER o AND scope = 'outlet') OR (scope = lag(scope) OVER o AND (coalesce(outlet, '') COLLATE "C" < lag(coalesce(outlet, '')) OVER o
        OR (coalesce(outlet, '') = lag(coalesce(outlet, '')) OVER o AND (articles > lag(articles) OVER o OR (articles = lag(articles) OVER o AND words COLLATE "C" <= lag(words) OVER o))))) AS wrong
    FROM newsprint_boilerplate_report('news', global_articles => 20) WITH ORDINALITY r (scope, outlet, words, articles, days, first, last, n) WINDOW o AS (ORDER BY n)) w;
-- bodies that have gone, or changed since
CREATE TABLE stale AS SELECT id, outlet, published_at, CASE WHEN id % 4 < 2 THEN body END AS body, print FROM ferry;
UPDATE stale SET body = 'Something else.' WHERE id % 4 = 0;
SELECT outlet, words, articles FROM newsprint_boilerplate_report('stale');
UPDATE stale SET id = NULL WHERE id % 2 = 0;
SELECT outlet, words, articles FROM newsprint_boilerplate_report('stale');
DROP TABLE stale;

-- ----- what there may be -----

CREATE TABLE bare (id int, outlet text, published_at date, body text, print newsprint);
SELECT newsprint_boilerplate('bare') IS NULL AS nothing, (SELECT count(*) FROM newsprint_boilerplate_report('bare')) AS rows;
INSERT INTO bare VALUES (1, 'o', '2024-01-01', 'a b c', NULL);
SELECT newsprint_boilerplate('bare') IS NULL AS nothing, newsprint_boilerplate('bare', since => '2024-01-01') IS NULL AS nothing_new;
INSERT INTO bare VALUES (2, NULL, NULL, 'a b c d e f', to_newsprint('a b c d e f', 5, 8));
SELECT newsprint_boilerplate('bare') AS none, newsprint_boilerplate('bare', since => '2025-01-01') AS none_since;
INSERT INTO bare SELECT 10 + i, 'o', date '2024-01-01' + i, 'Sign up here for our daily letter about boats. ' || md5(i::text), to_newsprint('Sign up here for our daily letter about boats. ' || md5(i::text), 5, 8) FROM generate_series(1, 20) i;
SELECT newsprint_boilerplate('bare');
SELECT * FROM newsprint_boilerplate_report('bare');
INSERT INTO bare VALUES (3, 'o', '2024-01-01', 'a b c', to_newsprint('a b c'));
SELECT newsprint_boilerplate('bare');
SELECT * FROM newsprint_boilerplate_report('bare');
DELETE FROM bare WHERE id = 3;
SELECT to_newsprint_query('one two three four five six', ignore => newsprint_boilerplate('bare'));

-- odd names; the search_path decides nothing
CREATE SCHEMA "Odd; --";
CREATE DOMAIN "Odd; --".moment AS timestamptz;
CREATE TABLE "Odd; --"."the ""articles""" ("key" uuid, "Who's" varchar(40), "when" "Odd; --".moment, "it says" varchar, "pri$nt" newsprint);
INSERT INTO "Odd; --"."the ""articles""" SELECT md5(id::text)::uuid, outlet, published_at, body, print FROM ferry;
CREATE FUNCTION "Odd; --".text(uuid) RETURNS text LANGUAGE sql AS $$ SELECT 'wrong' $$;
CREATE OPERATOR "Odd; --".>= (LEFTARG = timestamptz, RIGHTARG = timestamptz, FUNCTION = timestamptz_lt);
SET search_path = "Odd; --", pg_catalog, public;
SELECT public.newsprint_boilerplate('"the ""articles"""', outlet => 'Who''s', published => 'when', print => 'pri$nt', since => '2024-01-01')
    = public.newsprint_boilerplate('ferry') AS same;
SELECT count(*) FROM (SELECT * FROM public.newsprint_boilerplate_report('ferry') EXCEPT
    SELECT * FROM public.newsprint_boilerplate_report('"the ""articles"""', outlet => 'Who''s', published => 'when', print => 'pri$nt', id => 'key', body => 'it says', since => '2024-01-01')) d;
RESET search_path;
DROP SCHEMA "Odd; --" CASCADE;

-- rows that the caller may not see do not count, nor are they shown
CREATE ROLE boilerplate_reader;
GRANT SELECT ON ferry TO boilerplate_reader;
ALTER TABLE ferry ENABLE ROW LEVEL SECURITY;
CREATE POLICY island ON ferry USING (outlet = 'Island Daily');
SET ROLE boilerplate_reader;
SELECT DISTINCT scope, outlet FROM newsprint_boilerplate_report('ferry');
SELECT newsprint_boilerplate('news');
RESET ROLE;
ALTER TABLE ferry DISABLE ROW LEVEL SECURITY;
REVOKE ALL ON ferry FROM boilerplate_reader;
DROP ROLE boilerplate_reader;

-- ----- what may not be -----

SELECT newsprint_boilerplate(NULL) IS NULL AS nothing, (SELECT count(*) FROM newsprint_boilerplate_report(NULL)) AS rows;
SELECT newsprint_boilerplate('ferry', outlet_share => 1.01);
SELECT newsprint_boilerplate('ferry', global_share => 'NaN');
SELECT newsprint_boilerplate('ferry', global_week_share => -0.1);
SELECT newsprint_boilerplate('ferry', outlet_articles => 0);
SELECT newsprint_boilerplate('ferry', outlet_days => -1);
SELECT newsprint_boilerplate('ferry', global_outlets => 0);
SELECT newsprint_boilerplate('ferry', global_articles => 0);
SELECT newsprint_boilerplate('ferry', outlet_span => '-1 day');
SELECT newsprint_boilerplate('ferry', global_span => '-1 microsecond');
SELECT newsprint_boilerplate('ferry', global_span => '1 month -31 days');
SELECT newsprint_boilerplate('ferry', outlet_days => NULL);
SELECT newsprint_boilerplate('ferry', outlet => NULL);
SELECT newsprint_boilerplate('ferry', outlet => 'publisher');
SELECT newsprint_boilerplate('ferry', published => 'posted');
SELECT newsprint_boilerplate('ferry', published => 'outlet');
SELECT newsprint_boilerplate('ferry', print => 'body');
SELECT newsprint_boilerplate(0);
SELECT * FROM newsprint_boilerplate_report('ferry', id => 'key');
SELECT * FROM newsprint_boilerplate_report('ferry', body => 'story');
SELECT * FROM newsprint_boilerplate_report('ferry', id => NULL);
SELECT * FROM newsprint_boilerplate_report('ferry', outlet_share => 2);
DROP TABLE bare, ferry, news CASCADE;
