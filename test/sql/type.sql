-- The type newsprint: constructor, input and output, what a value tells.
CREATE EXTENSION IF NOT EXISTS newsprint;

SELECT to_newsprint('The harbour bridge will close for nine months, the council said.');
SELECT to_newsprint('The harbour bridge will close for nine months, the council said.', shingle => 5, winnow => 2);
SELECT newsprint_info(to_newsprint('The harbour bridge will close for nine months, the council said.'));

-- text and binary forms are lossless
CREATE TABLE prints (id int, print newsprint);
INSERT INTO prints
SELECT i, to_newsprint(coalesce((SELECT string_agg(md5((i * j % 97)::text), ' ') FROM generate_series(1, i * 7) j), ''),
                       1 + i % 6, 1 + i % 9)
FROM generate_series(0, 60) i;
INSERT INTO prints SELECT 100 + id, print & print FROM prints;
SELECT count(*) AS prints,
       count(*) FILTER (WHERE print::text::newsprint = print) AS through_text,
       count(*) FILTER (WHERE newsprint_info(print)->>'words' IS NULL) AS without_positions
FROM prints;
CREATE TABLE binary_copy (LIKE prints);
SELECT current_setting('data_directory') || '/prints.copy' AS file \gset
COPY prints TO :'file' (FORMAT binary);
COPY binary_copy FROM :'file' (FORMAT binary);
SELECT count(*) FROM prints JOIN binary_copy USING (id, print);

-- a change of one letter or one parameter is another print
SELECT to_newsprint('one two three four') = to_newsprint('one two three four') AS same,
       to_newsprint('one two three four') = to_newsprint('one two three fours') AS other_text,
       to_newsprint('one two three four', 3, 4) = to_newsprint('one two three four', 3, 5) AS other_window;
-- typography is none
SELECT to_newsprint('“NATO’s plan” — he said') = to_newsprint('"NATO''s plan" -- He said');

-- NULL, empty, too short
SELECT to_newsprint(NULL) IS NULL AS null_in, to_newsprint('') AS empty, to_newsprint('— … !') AS no_words,
       to_newsprint('two words') AS too_short;
SELECT to_newsprint('one two three', NULL) IS NULL AS null_shingle;

-- parameters out of range
SELECT to_newsprint('one two three', 0);
SELECT to_newsprint('one two three', 33);
SELECT to_newsprint('one two three', 3, 0);
SELECT to_newsprint('one two three', 3, 129);
SELECT to_newsprint('one two three', 32, 128);

-- input that is none
SELECT 'an article'::newsprint;
SELECT ''::newsprint;
SELECT 'newsprint(2,1,article,3,4,7)'::newsprint;
SELECT 'newsprint(1,9,article,3,4,7)'::newsprint;
SELECT 'newsprint(1,1,poem,3,4,7)'::newsprint;
SELECT 'newsprint(1,1,article,0,4,7)'::newsprint;
SELECT 'newsprint(1,1,article,3,4,07)'::newsprint;
SELECT 'newsprint(1,1,article,3,4,99999999999)'::newsprint;
SELECT 'newsprint(1,1,article,3,4,7) 0acabb5bd6d@2'::newsprint;
SELECT 'newsprint(1,1,article,3,4,7) 0ACABB5BD6DE@2'::newsprint;
SELECT 'newsprint(1,1,article,3,4,7) 0acabb5bd6de'::newsprint;
SELECT 'newsprint(1,1,article,3,4,7) 0acabb5bd6de@8'::newsprint;
SELECT 'newsprint(1,1,article,3,4,7) 0acabb5bd6de@2,2'::newsprint;
SELECT 'newsprint(1,1,article,3,4,7) 0acabb5bd6de@2 0acabb5bd6dd@3'::newsprint;
SELECT 'newsprint(1,1,article,3,4) 0acabb5bd6de@2'::newsprint;
SELECT 'newsprint(1,1,article,3,4,7) 0acabb5bd6de@2 '::newsprint;

-- corrupt binary input: each file is one row of COPY's binary format
CREATE FUNCTION load_binary(value bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    file text := current_setting('data_directory') || '/one.copy';
    detail text;
BEGIN
    PERFORM lo_from_bytea(987654, '\x5047434f50590aff0d0a00' || '\x0000000000000000'::bytea
        || '\x0001'::bytea || int4send(length(value)) || value || '\xffff'::bytea);
    PERFORM lo_export(987654, file);
    PERFORM lo_unlink(987654);
    EXECUTE format('COPY one FROM %L (FORMAT binary)', file);
    RETURN 'accepted';
EXCEPTION WHEN invalid_binary_representation THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN detail;
END $$;
CREATE TABLE one (print newsprint);
SELECT newsprint_send(to_newsprint('one two three four five six seven')) AS good \gset
SELECT change, load_binary(value::bytea) FROM (VALUES
 ('none', :'good'),
 ('nothing at all', ''),
 ('cut short', substr(:'good'::bytea, 1, 17)::text),
 ('one byte more', (:'good'::bytea || '\x00')::text),
 ('format', set_byte(:'good', 0, 2)::text),
 ('normalization', set_byte(:'good', 1, 200)::text),
 ('profile', set_byte(:'good', 2, 7)::text),
 ('shingle', set_byte(:'good', 3, 0)::text),
 ('window', set_byte(:'good', 4, 255)::text),
 ('flags', set_byte(:'good', 5, 128)::text),
 ('reserved', set_byte(:'good', 6, 1)::text),
 ('words but no positions', set_byte(:'good', 5, 1)::text),
 ('entries', set_byte(:'good', 12, 2)::text),
 ('four billion entries', overlay(:'good'::bytea PLACING '\xffffffff' FROM 13)::text),
 ('words', set_byte(:'good', 8, 1)::text)
) AS v (change, value);

-- passages from prints alone
SELECT * FROM newsprint_passages(
    to_newsprint('alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau'),
    to_newsprint('own words come first kappa lambda mu nu xi omicron pi rho sigma tau then alpha beta gamma delta epsilon zeta eta theta'));
SELECT * FROM newsprint_passages(to_newsprint(''), to_newsprint('one two three four'));
SELECT * FROM newsprint_passages(NULL, to_newsprint('one two three four'));
SELECT * FROM newsprint_passages(to_newsprint('a b c d') & to_newsprint('a b c d'), to_newsprint('a b c d'));
SELECT * FROM newsprint_passages(to_newsprint('a b c d', 3, 4), to_newsprint('a b c d', 2, 4));

-- rows of other parameters
CREATE TABLE articles (id int PRIMARY KEY, print newsprint);
INSERT INTO articles SELECT i, to_newsprint('some words of article ' || i, 3, CASE WHEN i IN (3, 8) THEN 2 ELSE 4 END)
FROM generate_series(1, 10) i;
INSERT INTO articles VALUES (11, NULL);
SELECT * FROM newsprint_check('articles');
SELECT * FROM newsprint_check('articles', id => 'nothing');
SELECT * FROM newsprint_check('articles', print => 'id');
SELECT * FROM newsprint_check(0);

-- generated column, out of line and compressed values
CREATE TABLE long_articles (id int, body text, print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED);
INSERT INTO long_articles SELECT i, (SELECT string_agg(md5((i * 1000 + j)::text), ' ') FROM generate_series(1, 3000) j)
FROM generate_series(1, 3) i;
SELECT id, pg_column_size(print) > 2000 AS out_of_line, print = to_newsprint(body) AS equal,
       newsprint_containment(print, to_newsprint(body)) AS containment
FROM long_articles ORDER BY id;

-- every public object has a comment
SELECT classid::regclass, objid, pg_describe_object(classid, objid, 0)
FROM pg_depend d
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'newsprint')
  AND obj_description(objid, classid::regclass::name) IS NULL
  AND NOT (classid = 'pg_type'::regclass AND (SELECT typelem <> 0 FROM pg_type WHERE oid = objid));
DROP TABLE prints, binary_copy, one, articles, long_articles;
DROP FUNCTION load_binary(bytea);
