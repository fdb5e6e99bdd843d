-- newsprint_find_quote: which articles of a table have a quotation
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;

CREATE TABLE quoted (id int PRIMARY KEY, published_at timestamptz, body text,
    quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED);
INSERT INTO quoted (id, published_at, body) VALUES
(1, '2024-05-06 12:00+00', '“We will not close the old bridge before June, and not without a vote of the whole council,” Mayor Ann Hollis said.'),
(2, '2024-05-06 09:00+00', 'Ann Hollis: "We will not close the old bridge before June, and not without a vote of the whole council."'),
(3, '2024-05-07 08:00+00', 'The mayor will not act “without a vote of the whole council”, she said.'),
(4, '2024-05-07 09:00+00', '“As I said, we will not close the old bridge before June, and not without a vote of the whole council, whatever the trust may think of it,” said Hollis.'),
(5, '2024-05-08 09:00+00', '“We shall not close that old bridge before June, nor without a vote of the whole council,” Hollis said.'),
(6, '2024-05-09 09:00+00', '“The whole council should have had a vote on this old bridge before it was closed in June,” Hollis said.'),
(7, NULL, '“not close the old bridge ... without a vote of the whole council”, she said.'),
(8, '2024-05-10 09:00+00', 'The council will not close the old bridge before June, and not without a vote of the whole council.'),
(9, '2024-05-10 09:00+00', '“Nobody asked the council,” the trust said.'),
(10, '2024-05-10 09:00+00', NULL);
-- without an index it says so
SELECT id, kind FROM newsprint_find_quote('quoted', 'We will not close the old bridge before June, and not without a vote of the whole council');
CREATE INDEX ON quoted USING gin (quoteprint);

SELECT id, kind, round(similarity::numeric, 3) AS similarity, published AT TIME ZONE 'UTC' AS published, body
FROM newsprint_find_quote('quoted', '“We will not close the old bridge before June, and not without a vote of the whole council”');
-- a part of it
SELECT id, kind, round(similarity::numeric, 3) AS similarity FROM newsprint_find_quote('quoted', 'a vote of the whole council');
-- reworded ones are the given speaker's only
SELECT id, kind FROM newsprint_find_quote('quoted', 'This bridge should not have been closed before the council had its vote in June', speaker => 'Hollis');
SELECT id, kind FROM newsprint_find_quote('quoted', 'This bridge should not have been closed before the council had its vote in June', speaker => 'Ms Grey');
SELECT id, kind FROM newsprint_find_quote('quoted', 'nothing of the kind was ever said by anybody');
SELECT count(*) FROM newsprint_find_quote('quoted', '');
SELECT count(*) FROM newsprint_find_quote('quoted', NULL);
SELECT count(*) FROM newsprint_find_quote(NULL, 'Nobody asked the council');

-- other columns, other types
CREATE TABLE "Other" ("Key" text, story varchar, day date, qp newsprint);
INSERT INTO "Other" SELECT 'k' || id, body, (published_at AT TIME ZONE 'UTC')::date, quoteprint FROM quoted;
CREATE INDEX ON "Other" USING gin (qp);
SELECT id, kind, published AT TIME ZONE 'UTC' AS published FROM newsprint_find_quote('"Other"', 'Nobody asked the council', id => 'Key', body_column => 'story', quoteprint => 'qp', published => 'day');
SELECT id, published FROM newsprint_find_quote('"Other"', 'a vote of the whole council', id => 'Key', body_column => 'story', quoteprint => 'qp', published => NULL);
SELECT * FROM newsprint_find_quote('"Other"', 'Nobody asked');
SELECT * FROM newsprint_find_quote('"Other"', 'Nobody asked', id => 'Key', body_column => 'story', quoteprint => 'story', published => 'day');
SELECT * FROM newsprint_find_quote('"Other"', 'Nobody asked', id => 'Key', body_column => 'story', quoteprint => 'qp', published => 'story');
DROP TABLE "Other";

-- the search path decides nothing
CREATE SCHEMA decoy;
CREATE FUNCTION decoy.never(newsprint, newsprint_query) RETURNS bool LANGUAGE sql RETURN false;
CREATE OPERATOR decoy.@@ (LEFTARG = newsprint, RIGHTARG = newsprint_query, FUNCTION = decoy.never);
SET search_path = decoy, public, pg_catalog;
SELECT id FROM newsprint_find_quote('quoted', 'Nobody asked the council');
RESET search_path;
SET client_min_messages = warning;
DROP SCHEMA decoy CASCADE;
RESET client_min_messages;

-- by brute force: many made-up quotations, each a cut, a change or none of another
CREATE FUNCTION made(n int, salt int) RETURNS text LANGUAGE sql IMMUTABLE
RETURN (SELECT string_agg(CASE WHEN hashint4(i * 7919 + salt) % 3 = 0 THEN 'the' ELSE 'word' || abs(hashint4(i + salt * 31)) % 400 END, ' ' ORDER BY i) FROM generate_series(1, n) i);
TRUNCATE quoted;
INSERT INTO quoted (id, published_at, body)
SELECT g, '2024-01-01'::timestamptz + g * interval '1 hour',
    'He said: “' || CASE g % 4
        WHEN 0 THEN made(20, g / 4)
        WHEN 1 THEN array_to_string((string_to_array(made(20, g / 4), ' '))[4:17 - g % 9], ' ')
        WHEN 2 THEN replace(made(20, g / 4), ' the ', ' a ')
        ELSE made(3, g) || ' ' || made(20, g / 4) || ' ' || made(4, g) END || '.”'
FROM generate_series(1, 800) g;
ANALYZE quoted;
WITH sought AS (SELECT n, made(20, n) AS wanted FROM generate_series(1, 199, 3) n),
found AS (SELECT n, f.id::int, f.kind FROM sought, newsprint_find_quote('quoted', wanted) f),
expected AS (SELECT n, q.id, s.kind FROM sought, quoted q, newsprint_quotes(q.body) b, newsprint_same_quote(wanted, b.body) s WHERE s.kind IS NOT NULL)
SELECT count(*) > 200 AS enough, count(*) FILTER (WHERE found.id IS NULL AND kind <> 'near') AS missed,
    count(*) FILTER (WHERE found.id IS NULL) <= count(*) / 100 AS nearly_all, count(*) FILTER (WHERE expected.id IS NULL) AS invented
FROM found FULL JOIN expected USING (n, id, kind);
DROP TABLE quoted;
DROP FUNCTION made;

-- ids of one time come in the order of their type, not of their texts
CREATE TABLE several (id int, published_at date, body text, quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED);
INSERT INTO several SELECT id, CASE WHEN id < 100 THEN date '2024-05-01' ELSE '-infinity' END, '“We will not close the old bridge before June,” she said.' FROM unnest('{9,10,2,100}'::int[]) id;
INSERT INTO several VALUES (11, NULL, '“Never ... again,” she said.');
CREATE INDEX ON several USING gin (quoteprint);
SELECT id, published FROM newsprint_find_quote('several', 'We will not close the old bridge before June');
-- pieces that are short, each
SELECT id, kind, published FROM newsprint_find_quote('several', 'Never … again');
DROP TABLE several;

-- quoteprints are needed, and articles are read in the locale that these were made with
CREATE TABLE dichos (id int, published_at date, body text, print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED,
    quoteprint newsprint GENERATED ALWAYS AS (to_quoteprint(locale => 'es_MX', body => body)) STORED,
    plain newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED, filled newsprint);
INSERT INTO dichos (id, body) VALUES (1, '—No vamos a cerrar el puente viejo antes de junio —dijo la alcaldesa.'),
    (2, '«No vamos a cerrar el puente viejo antes de junio», dijo la alcaldesa.');
UPDATE dichos SET filled = to_quoteprint(body, 'es');
CREATE INDEX ON dichos USING gin (print);
CREATE INDEX ON dichos USING gin (quoteprint);
CREATE INDEX ON dichos USING gin (plain);
CREATE INDEX ON dichos USING gin (filled);
SELECT id, kind, body FROM newsprint_find_quote('dichos', 'No vamos a cerrar el puente viejo antes de junio');
SELECT id, kind, body FROM newsprint_find_quote('dichos', 'No vamos a cerrar el puente viejo antes de junio', locale => 'es_mx');
SELECT id, kind, body FROM newsprint_find_quote('dichos', 'No vamos a cerrar el puente viejo antes de junio', quoteprint => 'plain');
-- where the column is filled by other means, the locale is what the call says
SELECT id, kind, body FROM newsprint_find_quote('dichos', 'No vamos a cerrar el puente viejo antes de junio', quoteprint => 'filled', locale => 'es');
SELECT id FROM newsprint_find_quote('dichos', 'No vamos a cerrar el puente viejo', locale => 'fr');
SELECT id FROM newsprint_find_quote('dichos', 'No vamos a cerrar el puente viejo', quoteprint => 'plain', locale => 'es_MX');
SELECT id FROM newsprint_find_quote('dichos', 'No vamos a cerrar el puente viejo', quoteprint => 'print');
SELECT id FROM newsprint_search('dichos', 'No vamos a cerrar el puente viejo antes de junio', print => 'quoteprint');
DROP TABLE dichos;
