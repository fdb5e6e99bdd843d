-- A print's entries as rows, and what a table of them finds.
CREATE EXTENSION IF NOT EXISTS newsprint;

SELECT e.* FROM newsprint_entries(to_newsprint('one two three four one two three four one two three four', 3, 1)) e;
-- set operations keep no positions; empty and NULL have no rows
SELECT e.* FROM newsprint_entries(to_newsprint('one two three four') & to_newsprint('one two three four')) e;
SELECT count(*) FROM (VALUES (to_newsprint('')), (NULL), (to_quoteprint('no quotation'))) v (print), newsprint_entries(print);

CREATE TABLE articles (id int, print newsprint);
INSERT INTO articles
SELECT n, to_newsprint((SELECT string_agg('w' || (n % 5 + k) % 40 * (k % 3 + 1), ' ') FROM generate_series(1, 20 + n * 3) k),
    CASE WHEN n % 7 = 0 THEN 4 ELSE 3 END)
FROM generate_series(1, 30) n;
INSERT INTO articles SELECT 100 + id, print + print FROM articles WHERE id <= 5;
INSERT INTO articles VALUES (200, to_quoteprint('“We know what the boat means to people here,” she said.'));

-- a row an entry, in order; their words are those of the print's text form
SELECT count(*) AS prints,
    count(*) FILTER (WHERE e.entries = (newsprint_info(print) ->> 'entries')::int) AS all_entries,
    count(*) FILTER (WHERE e.sorted = e.entry) AS in_order,
    count(*) FILTER (WHERE e.hashes = string_to_array(substr(print::text, strpos(print::text, ') ') + 2), ' ')) AS as_in_text
FROM articles, LATERAL (
    SELECT count(*) AS entries, array_agg(entry) AS entry, array_agg(entry ORDER BY entry) AS sorted,
        array_agg(lpad(to_hex(entry & (1::bigint << 48) - 1), 12, '0') || coalesce('@' || array_to_string(words, ','), '')) AS hashes
    FROM newsprint_entries(print)) e;

-- joins of entries count what prints have in common, whatever they were made with
CREATE TABLE posting AS SELECT id, entry FROM articles, newsprint_entries(print);
SELECT count(*) AS pairs, count(*) FILTER (WHERE p.shared > 0) AS alike,
    count(*) FILTER (WHERE (p.shared > 0) <> (a.print && b.print)) AS other_than_operator,
    count(*) FILTER (WHERE p.shared > 0 AND p.shared <> newsprint_overlap(a.print, b.print)) AS other_than_overlap
FROM articles a JOIN articles b ON a.id < b.id, LATERAL (
    SELECT count(*) AS shared FROM posting x JOIN posting y USING (entry) WHERE x.id = a.id AND y.id = b.id) p;
DROP TABLE articles, posting;
