-- Prints and queries as they lie in tables of format 1, byte for byte: an
-- upgrade of the server or of the extension carries them as they are, and they
-- are read and compared as on the day they were made.  (What texts give today:
-- golden.)
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;

-- bytes become values without a function that looks at them
CREATE CAST (bytea AS newsprint) WITHOUT FUNCTION;
CREATE CAST (bytea AS newsprint_query) WITHOUT FUNCTION;

CREATE TABLE stored (name text PRIMARY KEY, bytes bytea, print newsprint);
INSERT INTO stored (name, bytes) VALUES
('wire', '\x01010003040000001a00000009000000294a3956cb211d7603f11e9cdd5db732c2702466eba0259e5a7f63a5b568daebcc296b715007f6e49ea4d7c115de4829664c7ee68a1e2a010803'),
('reprint', '\x010100030400000015000000070000008d52f5927ad90ddfcaaf7465a439e30d7bb927e9757085969969f99885280c01bb3d75f14dd0bd2c9284e158a206'),
('of both', '\x01010003040100000000000002000000e99b3ac1257bf724bd0eae10'),
('many positions', '\x01010003040000005a000000050000005306988008fb581b7190d45b6cf4273b4c19451e2c7e17e22987903a9642c94fd65ce329c44ad157de642bc046cd53da6027c64cd359e0a641c84ed55be228'),
('other parameters', '\x01010002010000001a000000190000003a77c08db7ad0c7ce4e4a8f10061408c87ec979a3548030e534920aaa19bbba4033f3afa52e2c114a0bedb5e4cc1ad4079acd0c96998515078357016ee6b83c2fbd1d20458b647f431b07e373d52d3d4bb8b47b28a8112e992465291a18427674677e20b236ffefcb11b2187872b8aea280d0526c52813e5f9cdc8c230773060364467a6918ed7d068a89b72094861199382450105390b913c03c034d57149'),
('quotations', '\x01010103040000001a00000003000000df2abfb4c3bbd1c41aba5e052f3a5221c484e88100'),
('empty', '\x01010003040000000000000000000000');
UPDATE stored SET print = bytes::newsprint;
CREATE TABLE stored_query (query newsprint_query);
INSERT INTO stored_query VALUES
('\x0100000003000000010100030401000000000000070000008d52f5927ad90ddfcaaf7465a439e30d7bb927e9757085969969f99885280c01bb3d75f14dd0bd2c02'::bytea::newsprint_query);

-- read, in every form
SELECT name, newsprint_info(print) FROM stored ORDER BY name;
SELECT name, print FROM stored WHERE length(bytes) < 100 ORDER BY name;
SELECT query FROM stored_query;
SELECT count(*) FILTER (WHERE newsprint_send(print) = bytes) AS sent, count(*) FILTER (WHERE print::text::newsprint = print) AS through_text
FROM stored;

-- compared, with each other and with what is made today
SELECT a.name AS part, b.name AS whole, newsprint_overlap(a.print, b.print) AS overlap,
    round(newsprint_containment(a.print, b.print)::numeric, 4) AS containment, round(newsprint_resemblance(a.print, b.print)::numeric, 4) AS resemblance,
    a.print && b.print AS shares, b.print @> a.print AS contains_all
FROM stored a, stored b
WHERE a.name <> b.name AND a.name IN ('wire', 'reprint', 'of both') AND b.name IN ('wire', 'reprint', 'many positions', 'empty')
ORDER BY a.name, b.name;
SELECT name, print @@ query AS matches FROM stored, stored_query ORDER BY name;
SELECT p.* FROM stored a, stored b, newsprint_passages(a.print, b.print) p WHERE a.name = 'wire' AND b.name = 'reprint';
SELECT string_agg(name, ' < ' ORDER BY print) FROM stored;
CREATE TABLE today (name text, print newsprint);
INSERT INTO today
SELECT name, to_newsprint(body) FROM (VALUES
    ('wire', 'The harbour bridge will close for nine months from June, the council said on Monday. “Nobody will be cut off,” said Ann Lee, who chairs it.'),
    ('reprint', 'BRIDGE TO CLOSE. The harbour bridge will close for nine months from June, and buses will go round by the mill.'),
    ('many positions', (SELECT string_agg('w' || n * 7919 % 13, ' ') FROM generate_series(1, 90) n)),
    ('empty', '')) AS v (name, body);
INSERT INTO today SELECT 'of both', a.print & b.print FROM today a, today b WHERE a.name = 'wire' AND b.name = 'reprint';
SET enable_mergejoin = off;
SET enable_nestloop = off;
SELECT count(*) AS same, sum((s.name = t.name)::int) AS of_the_same_name FROM stored s JOIN today t USING (print);
RESET enable_mergejoin;
RESET enable_nestloop;

-- COPY in binary, there and back
CREATE TABLE copied (LIKE stored);
CREATE TABLE copied_query (LIKE stored_query);
SELECT current_setting('data_directory') || '/stored.copy' AS file \gset
COPY stored TO :'file' (FORMAT binary);
COPY copied FROM :'file' (FORMAT binary);
COPY stored_query TO :'file' (FORMAT binary);
COPY copied_query FROM :'file' (FORMAT binary);
SELECT count(*) AS prints, (SELECT count(*) FROM copied_query c, stored_query s WHERE newsprint_query_send(c.query) = newsprint_query_send(s.query)) AS queries
FROM copied c JOIN stored s USING (name, bytes, print);
-- the bytes of a print are no query, and the other way round
COPY (SELECT print FROM stored WHERE name = 'wire') TO :'file' (FORMAT binary);
COPY copied_query FROM :'file' (FORMAT binary);
COPY stored_query TO :'file' (FORMAT binary);
COPY copied (print) FROM :'file' (FORMAT binary);

DROP TABLE stored, stored_query, today, copied, copied_query;
DROP CAST (bytea AS newsprint);
DROP CAST (bytea AS newsprint_query);
