-- All pairs of a table: what newsprint_pairs lists is what comparing every two
-- articles finds
SET client_min_messages = warning;  -- a slow machine tells its progress
CREATE EXTENSION IF NOT EXISTS newsprint;
SET timezone = 'America/New_York';

-- A number from 0 to below - 1 that is the same everywhere
CREATE FUNCTION pick(seed text, below int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || substr(md5(seed), 1, 7))::bit(28)::int % below;
-- a print of these entries
CREATE FUNCTION print_of(bigint[]) RETURNS newsprint
LANGUAGE sql IMMUTABLE
RETURN ('newsprint(1,1,article,3,4)' || coalesce((SELECT string_agg(' ' || lpad(to_hex(h), 12, '0'), '' ORDER BY h)
    FROM (SELECT DISTINCT unnest($1) % (1::bigint << 48) AS h) d), ''))::newsprint;

-- 420 articles of up to 400 entries on 40 events, over half a year; some
-- entries that most have, some of the event, most an article's own
CREATE TABLE articles (id text PRIMARY KEY, outlet text, published_at timestamptz, print newsprint);
INSERT INTO articles
SELECT 'a' || n,
    CASE WHEN n % 17 > 0 THEN 'outlet ' || pick('outlet ' || n, 6) END,
    CASE WHEN n % 23 > 0 THEN '2024-01-01 00:00Z'::timestamptz + (n % 40) * interval '4 days' + pick('hour ' || n, 90) * interval '1 hour' END,
    CASE WHEN n % 97 > 0 THEN print_of(ARRAY(
        SELECT CASE WHEN j <= 20 THEN pick(n || '/' || j, 30)
                    WHEN j <= 60 THEN 1000000 + n % 40 * 1000 + pick(n || '/' || j, 400)
                    ELSE 100000000::bigint * n + j END * 50331653
        FROM generate_series(1, CASE WHEN n % 31 > 0 THEN 400 ELSE n % 9 END) j)) END
FROM generate_series(1, 420) n;

-- Compares newsprint_pairs, with its order, with a join of the table with
-- itself: how many pairs there are, and how many rows differ
CREATE FUNCTION compare(shared int, "within" interval = NULL, ignore newsprint = NULL, outlet name = NULL)
RETURNS TABLE (pairs bigint, differ bigint)
LANGUAGE sql AS $$
WITH found AS MATERIALIZED (
    SELECT ordinality, a, b, shared, containment, contained
    FROM newsprint_pairs('articles', $1, $2, $3, outlet => $4) WITH ORDINALITY
), ranked AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY published_at, id COLLATE "C") AS rank, id, articles.outlet, published_at,
        print - coalesce($3, print_of('{}')) AS print
    FROM articles
    WHERE print IS NOT NULL AND ($2 IS NULL OR published_at IS NOT NULL)
), joined AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY a.rank, b.rank) AS ordinality, a.id AS a, b.id AS b,
        newsprint_overlap(a.print, b.print) AS shared,
        newsprint_containment(a.print, b.print), newsprint_containment(b.print, a.print)
    FROM ranked a JOIN ranked b ON a.rank < b.rank
    WHERE newsprint_overlap(a.print, b.print) >= $1
        AND ($2 IS NULL OR b.published_at - a.published_at <= $2)
        AND ($4 IS NULL OR (a.outlet = b.outlet) IS NOT TRUE)
)
SELECT (SELECT count(*) FROM joined),
    (SELECT count(*) FROM (TABLE joined EXCEPT ALL TABLE found) d) +
    (SELECT count(*) FROM (TABLE found EXCEPT ALL TABLE joined) d)
$$;
SELECT * FROM newsprint_pairs('articles', 15) LIMIT 5;
SELECT * FROM compare(1);
SELECT * FROM compare(8);
SELECT * FROM compare(15);
SELECT * FROM compare(1, '4 days');
SELECT * FROM compare(8, '36 hours');
SELECT * FROM compare(3, '0');
SELECT * FROM compare(3, '1 month');
SELECT * FROM compare(8, outlet => 'outlet');
SELECT * FROM compare(2, '10 days', outlet => 'outlet');
-- what is ignored counts for nothing
SELECT * FROM compare(1, ignore => print_of(ARRAY(SELECT j::bigint * 50331653 FROM generate_series(0, 29) j)));
SELECT * FROM compare(8, ignore => print_of(ARRAY(SELECT (1000000 + j::bigint) * 50331653 FROM generate_series(0, 40000, 3) j)));
SELECT * FROM compare(3, ignore => print_of(ARRAY[7 * 50331653]));
SELECT * FROM compare(15, ignore => print_of('{}'));
-- with so little memory that several passes are needed
SET maintenance_work_mem = '1MB';
SELECT * FROM compare(1);
SELECT * FROM compare(8);
SELECT * FROM compare(2, '10 days', outlet => 'outlet');
SELECT * FROM compare(8, '36 hours', ignore => print_of(ARRAY(SELECT j::bigint * 50331653 FROM generate_series(0, 29) j)));
RESET maintenance_work_mem;

-- from an index, which knows rows by the first version of a HOT chain; some of
-- its articles are in a segment, some pending, some dead
ALTER TABLE articles SET (fillfactor = 50);
VACUUM FULL articles;
CREATE INDEX articles_print ON articles USING newsprint (print);
CREATE TABLE taken AS SELECT * FROM articles ORDER BY id LIMIT 60;
DELETE FROM articles WHERE id IN (SELECT id FROM taken);
VACUUM articles;
INSERT INTO articles TABLE taken;
UPDATE articles SET outlet = outlet WHERE id > (SELECT percentile_disc(.7) WITHIN GROUP (ORDER BY id) FROM articles);
SELECT articles, dead, pending > 0 AS pending, segments FROM newsprint_index_stats('articles_print');
SELECT * FROM compare(1);
SELECT * FROM compare(15);
SELECT * FROM compare(2, '10 days', outlet => 'outlet');
SELECT * FROM compare(8, '36 hours', ignore => print_of(ARRAY(SELECT j::bigint * 50331653 FROM generate_series(0, 29) j)));
SELECT * FROM compare(3, ignore => print_of(ARRAY[7 * 50331653]));
SET maintenance_work_mem = '1MB';
SELECT * FROM compare(1);
SELECT * FROM compare(8, ignore => print_of(ARRAY(SELECT (1000000 + j::bigint) * 50331653 FROM generate_series(0, 40000, 3) j)));
RESET maintenance_work_mem;
-- it is the index that is read
SELECT pg_stat_force_next_flush();
SELECT idx_blks_hit + idx_blks_read AS before FROM pg_statio_user_indexes WHERE indexrelname = 'articles_print' \gset
SELECT count(*) FROM newsprint_pairs('articles', 15);
SELECT pg_stat_force_next_flush();
SELECT idx_blks_hit + idx_blks_read > :before AS read FROM pg_statio_user_indexes WHERE indexrelname = 'articles_print';
DROP INDEX articles_print;

-- a story that 500 outlets carry within a week: each with each
CREATE TABLE wire AS
SELECT n AS id, 'outlet ' || n AS outlet, '2024-06-03'::date + n % 6 AS published_at,
    to_newsprint((SELECT string_agg(translate(md5(n || '/' || j), '0123456789', 'ghijklmnop'), ' ') FROM generate_series(1, 40) j)
        || ' The harbour authority said on Monday that the island ferry would stop running for nine months while its hull is rebuilt, '
        || 'and that two smaller boats, hired from the mainland, would carry mail, medicine and up to forty passengers a day until then.') AS print
FROM generate_series(1, 500) n;
SELECT count(*), count(DISTINCT (a, b)), min(shared) >= 10 AS all_of_it FROM newsprint_pairs('wire');
SELECT count(*) FROM newsprint_pairs('wire', 10, within => '1 week', outlet => 'outlet');
-- days are counted, whatever the time zone
SELECT count(*), bool_and(a.published_at = b.published_at)
FROM newsprint_pairs('wire', 10, '0 days') p JOIN wire a ON a.id = p.a::int JOIN wire b ON b.id = p.b::int;

-- more than 65,536 articles: entries are sorted in parts, by their top bits
CREATE TABLE many AS
SELECT n AS id, print_of(ARRAY[n * 8589934583, (n + 1) * 8589934583]) AS print
FROM generate_series(1::bigint, 70000) n;
SELECT count(*), bool_and(abs(a::int - b::int) = 1 AND a COLLATE "C" < b COLLATE "C" AND shared = 1 AND containment = 0.5 AND contained = 0.5)
FROM newsprint_pairs('many', 1);
-- it can be stopped, and leaves nothing behind
\set SHOW_CONTEXT never
SET statement_timeout = '5ms';
SELECT count(*) FROM newsprint_pairs('many', 1);
RESET statement_timeout;
\set SHOW_CONTEXT errors
SELECT count(*) FROM newsprint_pairs('many', 2);

-- names, types and NULLs of all kinds
CREATE SCHEMA "Odd ""schema";
CREATE DOMAIN moment AS timestamp;
CREATE TABLE "Odd ""schema"."Odd 'table" ("select" uuid, "the ""print" newsprint, "when?" moment, "who?" varchar(20));
INSERT INTO "Odd ""schema"."Odd 'table" VALUES
    ('00000000-0000-0000-0000-000000000003', print_of('{1,2,3,4}'), '2024-03-10 01:00', 'x'),
    ('00000000-0000-0000-0000-000000000002', print_of('{3,4,5}'), '2024-03-10 04:00', 'x'),
    ('00000000-0000-0000-0000-000000000001', print_of('{4,5,6}'), '2024-03-10 04:00', 'y'),
    (NULL, print_of('{1,2,3,4,5,6}'), '2024-03-09', NULL),
    ('00000000-0000-0000-0000-000000000004', print_of('{3,4}'), 'infinity', NULL),
    ('00000000-0000-0000-0000-000000000005', print_of('{1,3}'), NULL, ''),
    ('00000000-0000-0000-0000-000000000006', NULL, '2024-03-10', 'x'),
    ('00000000-0000-0000-0000-000000000007', print_of('{}'), '2024-03-10', 'x');
SELECT * FROM newsprint_pairs('"Odd ""schema"."Odd ''table"', 2, id => 'select', print => 'the "print', published => 'when?');
SELECT * FROM newsprint_pairs('"Odd ""schema"."Odd ''table"', 1, '3 hours', id => 'select', print => 'the "print', published => 'when?');
SELECT * FROM newsprint_pairs('"Odd ""schema"."Odd ''table"', 1, '178000000 years', id => 'select', print => 'the "print', published => 'when?', outlet => 'who?');
-- without a time: by id alone
SELECT a, b, shared FROM newsprint_pairs('"Odd ""schema"."Odd ''table"', 3, id => 'select', print => 'the "print');
SELECT a, b, shared FROM newsprint_pairs('"Odd ""schema"."Odd ''table"', 3, id => 'select', print => 'the "print', published => NULL);
CREATE TABLE nothing (id int, print newsprint);
SELECT * FROM newsprint_pairs('nothing', 1);
INSERT INTO nothing VALUES (1, NULL), (2, print_of('{1,2}'));
SELECT * FROM newsprint_pairs('nothing', 1);
SELECT * FROM newsprint_pairs(NULL, 1);
SELECT * FROM newsprint_pairs('nothing', NULL);
SELECT * FROM newsprint_pairs('nothing', 1, id => NULL);
-- a view serves as well
CREATE VIEW first_ones AS SELECT * FROM articles WHERE id < 'a2';
SELECT * FROM newsprint_pairs('first_ones', 15);
-- search_path decides nothing
CREATE SCHEMA hostile;
CREATE FUNCTION hostile.isfinite(timestamptz) RETURNS bool LANGUAGE sql AS 'SELECT 1 / 0 = 0';
CREATE FUNCTION hostile.count() RETURNS bigint LANGUAGE sql AS 'SELECT (1 / 0)::bigint';
SET search_path = hostile, public, pg_catalog;
SELECT pg_catalog.count(*) OPERATOR(pg_catalog.>) 0 FROM public.newsprint_pairs('public.articles', 8, '4 days');
RESET search_path;

-- errors
SELECT * FROM newsprint_pairs('articles', 0);
SELECT * FROM newsprint_pairs('articles', -8);
SELECT * FROM newsprint_pairs('articles', "within" => '-1 day');
SELECT * FROM newsprint_pairs('articles', "within" => '1 month -31 days');
SELECT * FROM newsprint_pairs('articles', "within" => '1 day', published => NULL);
SELECT * FROM newsprint_pairs('many', "within" => '1 day');
SELECT * FROM newsprint_pairs('many', published => 'posted');
SELECT * FROM newsprint_pairs('articles', published => 'outlet');
SELECT * FROM newsprint_pairs('articles', id => 'key');
SELECT * FROM newsprint_pairs('articles', print => 'outlet');
SELECT * FROM newsprint_pairs('articles', outlet => 'source');
SELECT * FROM newsprint_pairs('articles', ignore => to_newsprint('the island ferry', 5, 8));
SELECT * FROM newsprint_pairs(1::oid::regclass);
INSERT INTO nothing VALUES (3, to_newsprint('the island ferry', 5, 8));
SELECT * FROM newsprint_pairs('nothing');
DO $$
BEGIN
    FOR i IN 1..3 LOOP
        BEGIN
            PERFORM newsprint_pairs('nothing', 1);
        EXCEPTION WHEN invalid_parameter_value THEN
            RAISE WARNING 'caught';
        END;
    END LOOP;
    RAISE WARNING '% left', (SELECT count(*) FROM pg_cursors WHERE name LIKE '<unnamed%');
END $$;

-- row security: pairs of the rows that the caller may see
DROP ROLE IF EXISTS regress_newsprint_reader;
CREATE ROLE regress_newsprint_reader;
ALTER TABLE articles ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON articles TO regress_newsprint_reader USING (outlet = 'outlet 3');
SET ROLE regress_newsprint_reader;
SELECT * FROM newsprint_pairs('articles', 1);
RESET ROLE;
GRANT SELECT ON articles TO regress_newsprint_reader;
SELECT count(*), sum(p.shared) FROM newsprint_pairs('articles') p JOIN articles a ON p.a = a.id JOIN articles b ON p.b = b.id
WHERE a.outlet = 'outlet 3' AND b.outlet = 'outlet 3';
SET ROLE regress_newsprint_reader;
SELECT count(*), sum(shared) FROM newsprint_pairs('articles');
SELECT count(*) FROM newsprint_pairs('articles', outlet => 'outlet');
RESET ROLE;
DROP TABLE articles CASCADE;
DROP ROLE regress_newsprint_reader;
