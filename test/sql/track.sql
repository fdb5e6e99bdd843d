-- What newsprint_track asks of a table, what it makes, and what untrack leaves.
SET client_min_messages = warning;  -- a slow machine tells its progress
CREATE EXTENSION IF NOT EXISTS newsprint;
\set SHOW_CONTEXT never
CREATE SCHEMA news;
SET search_path = news, public;
CREATE TABLE articles (id int PRIMARY KEY, outlet text, published_at timestamptz, body text);

-- the DDL alone
SELECT ddl LIKE '%CREATE TABLE IF NOT EXISTS news.articles_print (%' AS has_ddl
FROM newsprint_track('articles', dry_run => true) AS ddl;
SELECT relname FROM pg_class WHERE relnamespace = 'news'::regnamespace AND relkind IN ('r', 'v') ORDER BY 1;

SELECT newsprint_track('articles');
SELECT relname, relkind, obj_description(oid) IS NOT NULL AS has_comment
FROM pg_class WHERE relnamespace = 'news'::regnamespace AND relkind IN ('r', 'v') ORDER BY 1;
-- views: plain columns, a time, the reader's own rights
SELECT c.relname, bool_or(a.atttypid = 'timestamptz'::regtype) AS has_a_time,
    count(*) FILTER (WHERE t.typtype <> 'b' OR t.typcategory = 'A') AS odd_columns, c.reloptions
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = 'news'::regnamespace AND c.relkind = 'v' AND c.relname NOT IN ('articles_archive')
GROUP BY c.relname, c.reloptions ORDER BY 1;
-- each column of the views for reports has its comment
SELECT c.relname, a.attname
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'news'::regnamespace AND c.relkind = 'v' AND c.relname NOT IN ('articles_archive', 'articles_article')
    AND col_description(c.oid, a.attnum) IS NULL ORDER BY 1, 2;
-- again, and with a column more
SELECT newsprint_track('articles');
ALTER TABLE articles ADD COLUMN headline text, ADD COLUMN lang text;
SELECT newsprint_track('articles', title => 'headline', language => 'lang');
SELECT newsprint_track('articles', prefix => 'x');

-- an empty table, NULLs, an empty body, and a body in each language
CALL newsprint_trace('articles');
INSERT INTO articles (id) VALUES (1);
INSERT INTO articles (id, outlet, published_at, body, lang) VALUES
    (2, 'A', 'infinity', '', 'xx-unknown'), (3, 'B', '2026-01-01', 'Ein Satz mit „einem Zitat“.', 'de-AT'), (4, 'B', '2026-01-02', 'x', 'english');
CALL newsprint_trace('articles');
SELECT id, outlet, published, language, words, print IS NULL AS no_print FROM articles_print ORDER BY id;
SELECT body, article FROM articles_quote;
SELECT l, (newsprint_language(l)).* FROM unnest(ARRAY['en', 'en-US', 'english', 'pg_catalog.german', 'de_AT', 'simple', 'klingon', '', NULL]) l;

-- renamed: the table, its columns, the schemas
ALTER TABLE articles RENAME COLUMN body TO story;
ALTER TABLE articles RENAME TO pieces;
ALTER SCHEMA news RENAME TO desk;
SET search_path = desk, public;
INSERT INTO pieces (id, outlet, story) VALUES (5, 'C', 'More words than before.');
CALL newsprint_trace('pieces');
SELECT id, words FROM articles_print WHERE id = 5;
CREATE SCHEMA elsewhere;
ALTER EXTENSION newsprint SET SCHEMA elsewhere;
INSERT INTO pieces (id, outlet, story) VALUES (6, 'C', 'And more words again.');
CALL elsewhere.newsprint_trace('pieces');
SELECT p.id, p.words FROM articles_originality a JOIN articles_print p ON p.id = a.article WHERE p.id = 6;
SELECT count(*) FROM articles_search('And more words again than there were.');
ALTER EXTENSION newsprint SET SCHEMA public;
SELECT newsprint_untrack('pieces');
SELECT newsprint_untrack('pieces');
SELECT relname FROM pg_class WHERE relnamespace = 'desk'::regnamespace AND relkind IN ('r', 'v') ORDER BY 1;

-- what cannot be tracked
SELECT newsprint_track(NULL);
CREATE VIEW a_view AS SELECT * FROM pieces;
SELECT newsprint_track('a_view');
SELECT newsprint_track('pieces');
SELECT newsprint_track('pieces', body => 'id');
SELECT newsprint_track('pieces', id => 'outlet', body => 'story');
SELECT newsprint_track('pieces', id => NULL, body => 'story');
SELECT newsprint_track('pieces', body => 'story', prefix => repeat('x', 51)::name);
SELECT newsprint_track('pieces', body => 'story', prefix => repeat('é', 30)::name);
CREATE TABLE pieces_quote (mine int);
SELECT newsprint_track('pieces', body => 'story');
DROP TABLE pieces_quote;
CREATE TABLE twofold (a int, b int, outlet text, published_at date, body varchar(100), PRIMARY KEY (a, b));
SELECT newsprint_track('twofold', id => 'a');
CREATE TEMP TABLE passing (LIKE pieces INCLUDING INDEXES);
SELECT newsprint_track('passing', body => 'story');
CALL newsprint_trace('twofold');
CALL newsprint_trace(NULL);

-- odd names, and SQL in them
CREATE TABLE "a ""b'; DROP TABLE pieces; --{print}" (id uuid PRIMARY KEY, outlet name, published_at date, body varchar(200));
INSERT INTO "a ""b'; DROP TABLE pieces; --{print}" VALUES ('00000000-0000-0000-0000-000000000001', '"{x}''', '2026-01-01', 'Seven boats left the grey harbour before dawn, and nobody on the pier could say who had cast them off or why.'),
    ('00000000-0000-0000-0000-000000000002', 'b', '2026-01-02', 'Seven boats left the grey harbour before dawn, and nobody on the pier could say who had cast them off or why.');
SELECT newsprint_track('"a ""b''; DROP TABLE pieces; --{print}"');
CALL newsprint_trace('"a ""b''; DROP TABLE pieces; --{print}"');
SELECT article, outlet, source_outlet, kind FROM "a ""b'; DROP TABLE pieces; --{print}_provenance";

-- ids of another collation than the database's: indexes serve all the same
CREATE TABLE keyed (id varchar(10) COLLATE "C" PRIMARY KEY, outlet text, published_at date, body text);
INSERT INTO keyed SELECT 'k' || n, 'Outlet ' || n % 2, '2026-01-01', 'Words of the article ' || n / 2 || ' and nothing else, but more of them than six.' FROM generate_series(1, 7) n;
SELECT newsprint_track('keyed');
CALL newsprint_trace('keyed');
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT body, words FROM keyed_article a JOIN keyed_print p ON p.id = a.id WHERE a.id = 'k1';
RESET enable_seqscan;
SELECT newsprint_untrack('keyed');
DROP TABLE keyed;

-- a partitioned table, whose ids no index can promise to be unique
CREATE TABLE parts (id int, outlet text, published_at timestamp NOT NULL, body text, PRIMARY KEY (id, published_at)) PARTITION BY RANGE (published_at);
CREATE TABLE parts1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE parts2 PARTITION OF parts FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
INSERT INTO parts SELECT 1, 'x' || n, '2026-02-01'::timestamp + n * interval '1 year', 'Seven boats left the grey harbour before dawn, and nobody on the pier could say who had cast them off or why.' FROM generate_series(0, 1) n;
SELECT newsprint_track('parts');
CALL newsprint_trace('parts');
UPDATE parts SET id = 2 WHERE outlet = 'x1';
CALL newsprint_trace('parts', "within" => NULL);
SELECT source, reprint, relation FROM parts_reprint;
INSERT INTO parts SELECT 1, 'x2', '2027-03-01', body FROM parts WHERE id = 1;
CALL newsprint_trace('parts', since => NULL);
-- however old both are
UPDATE parts SET published_at = '2026-03-01' WHERE outlet = 'x2';
CALL newsprint_trace('parts');
DELETE FROM parts WHERE outlet = 'x2';

-- a transaction, a function, bad arguments
BEGIN;
CALL newsprint_trace('parts');
ROLLBACK;
DO $$ BEGIN CALL newsprint_trace('parts'); END $$;
CREATE FUNCTION tries() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CALL newsprint_trace('parts'); END $$;
SELECT tries();
CALL newsprint_trace('parts', batch => 0);
CALL newsprint_trace('parts', shared => 0);

SELECT newsprint_untrack_all();
SELECT relname FROM pg_class WHERE relnamespace = 'desk'::regnamespace AND relkind IN ('r', 'v', 'p') ORDER BY 1;

-- what it stands on
SELECT newsprint_outlet_names(o) FROM unnest(ARRAY['The Bay Times', 'The Hill', 'Le Soir', 'washingtonpost.com', 'www.bbc.co.uk', 'dailymail.co.uk/news', 'Die Zeit', 'AP', '']) o;
SELECT * FROM newsprint_mentions('The Bay Times said so (Reuters). A bay times two.', ARRAY['Bay Times', 'Reuters', NULL, '']);
SELECT * FROM newsprint_components(ARRAY[5, 4, 9, 2, 7], ARRAY[4, 3, 9, 7, 2]);
SELECT * FROM newsprint_components('{}', '{}');
SELECT * FROM newsprint_components(ARRAY[1, 2], ARRAY[1]);
SELECT * FROM newsprint_components(ARRAY[1, NULL], ARRAY[1, 2]);
SELECT * FROM newsprint_direction('A', '2026-01-01 10:00', 'words', 'B', '2026-01-01 09:58', 'words. By A staff');
SELECT * FROM newsprint_direction('A', NULL, 'words', 'B', NULL, 'words');
-- typography alone is no proof, a name in the text is a weak one
SELECT * FROM newsprint_direction('A', NULL, E'“Words”\nand words', 'B', NULL, '"Words" and words');
SELECT * FROM newsprint_direction('A', NULL, 'words' || repeat(' and words', 60), 'B', NULL, 'words' || repeat(' and words', 30) || ', A said' || repeat(' and words', 30));
-- Capitol Hill is no Hill, and an agency's own copy no wire, whatever it is called
SELECT * FROM newsprint_direction('A', '2026-01-01', E'Lawmakers on Capitol Hill\n“met”.', 'The Hill', '2026-01-02', 'Lawmakers on Capitol Hill "met".');
SELECT * FROM newsprint_direction('The Associated Press', '2026-01-01', '(AP) words', 'B', '2026-01-02', '(AP) words',
    agencies => '{"AP": "AP", "Associated Press": "AP"}');
SELECT * FROM newsprint_direction('A', NULL, NULL, NULL, NULL, NULL);
-- an agency that is told something has not written it
SELECT x, relation FROM unnest(ARRAY['The minister told Reuters so.', 'BAYTOWN (Reuters) - So it is.', 'By The Reuters staff. So it is.',
    'So it is. Copyright 2026 Reuters.', E'So it is.\nReuters', 'So it is, Reuters wrote.']) x,
    newsprint_direction('A Post', '2026-01-01', x, 'B Post', '2026-01-02', x, agencies => '{"Reuters": "Reuters"}');
SET client_min_messages = warning;
DROP SCHEMA desk, elsewhere CASCADE;
