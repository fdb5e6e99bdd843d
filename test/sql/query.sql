-- The type newsprint_query and the operator @@
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;

-- a print of n entries, the hashes first .. first + n - 1
CREATE FUNCTION numbered(n int, first int = 1) RETURNS newsprint
LANGUAGE sql IMMUTABLE
RETURN ('newsprint(1,1,article,3,4)' || coalesce((SELECT string_agg(' ' || lpad(to_hex(h), 12, '0'), '' ORDER BY h)
    FROM generate_series(first, first + n - 1) h), ''))::newsprint;
CREATE FUNCTION threshold(query newsprint_query) RETURNS bigint
LANGUAGE sql IMMUTABLE
RETURN substring(query::text from '\) (\d+) of')::bigint;

-- the threshold is the smaller of max(1, ceil(share * n - 1e-9)) and shingles
SELECT to_newsprint_query(numbered(5));
SELECT n, share, shingles, threshold(to_newsprint_query(numbered(n), share, shingles => shingles))
FROM (VALUES (1, NULL::float8, NULL::int), (10, NULL, NULL), (11, NULL, NULL), (10, 0.3, NULL), (10, 0.30001, NULL),
    (10, 1, NULL), (10, 1e-300, NULL), (3, 0.1, NULL), (100, 0.07, NULL), (100, 0.29, NULL), (1000, 0.001, NULL), (1000, 0.0011, NULL),
    (10, 0.9, 4), (10, 0.2, 4), (10, NULL, 4), (3, NULL, 7), (0, NULL, NULL), (0, 1, 5), (10, NULL, 2147483647)) v (n, share, shingles);
-- n counts what is left after ignore
SELECT to_newsprint_query(numbered(10), 0.5, numbered(7)), to_newsprint_query(numbered(3), ignore => numbered(3)),
    to_newsprint_query(numbered(3), ignore => NULL);
-- at most 4,096 entries are kept, those with the smallest hashes
SELECT threshold(q) AS threshold, cardinality(string_to_array(q::text, ' ')) - 3 AS kept, right(q::text, 12) AS last
FROM (VALUES (to_newsprint_query(numbered(4096))), (to_newsprint_query(numbered(4097))),
    (to_newsprint_query(numbered(10000), 1)), (to_newsprint_query(numbered(10000), 0.25, numbered(100))),
    (to_newsprint_query(numbered(10000), shingles => 5000))) v (q);
-- NULLs
SELECT to_newsprint_query(NULL::text) IS NULL AS "text", to_newsprint_query(NULL::newsprint) IS NULL AS "print",
    to_newsprint_query(numbered(2), NULL, NULL, NULL) AS rest, numbered(1) @@ NULL::newsprint_query IS NULL AS "match";

-- texts: the default parameters; a notice where too little is asked for
SELECT to_newsprint('the council voted to close the old bridge for repairs') @@ q AS found,
    to_newsprint('nothing was said about the weather of the coming week') @@ q AS unrelated
FROM to_newsprint_query('council voted to close the old bridge') q;
SELECT to_newsprint_query('too short for certainty');
SELECT to_newsprint_query('');
SELECT to_newsprint_query(to_newsprint('')), to_newsprint('a b c d e f') @@ to_newsprint_query(to_newsprint('')) AS found;

-- at least means inclusive, in both directions of the operator
SELECT n, numbered(n) @@ q AS "@@", q @@ numbered(n) AS commuted
FROM to_newsprint_query(numbered(10), 0.5) q, (VALUES (0), (4), (5), (6), (10), (20)) v (n);
SELECT numbered(10, 6) @@ to_newsprint_query(numbered(10)) AS five_of_ten, numbered(10, 7) @@ to_newsprint_query(numbered(10)) AS four_of_ten,
    numbered(100) @@ to_newsprint_query(numbered(3), shingles => 4) AS more_than_there_are;
-- prints of other parameters do not match, and cannot be ignored
SELECT 'newsprint(1,1,article,3,5) 000000000001'::newsprint @@ to_newsprint_query(numbered(1)) AS found,
    'newsprint(1,1,quotations,3,4) 000000000001'::newsprint @@ to_newsprint_query(numbered(1)) AS found_either;
SELECT to_newsprint_query(numbered(1), ignore => 'newsprint(1,1,article,3,5)');

-- newsprint_contains is @@ as a function
SELECT n, share, newsprint_contains(numbered(n), whole, share) AS contains
FROM (VALUES (10, 0.5), (10, 0.51), (8, 0.625), (8, 0.626), (0, 0.5)) v (n, share), numbered(5) whole;
SELECT newsprint_contains(numbered(10), numbered(5)) AS default_share, newsprint_contains(NULL, numbered(5)) IS NULL AS "null",
    newsprint_contains('newsprint(1,1,article,3,5) 000000000001', numbered(5)) AS other_parameters;
WITH x AS MATERIALIZED (
    SELECT numbered(n, first) AS a FROM (VALUES (0), (1), (7), (4090), (4096), (4097), (9000)) s (n), (VALUES (1), (4), (3000)) f (first)
), y AS MATERIALIZED (
    SELECT numbered(n, first) AS b FROM (VALUES (0), (3), (4096), (5000)) s (n), (VALUES (1), (2100)) f (first)
)
SELECT count(*) AS pairs, count(*) FILTER (WHERE newsprint_contains(a, b, share) <> (b @@ to_newsprint_query(a, share))) AS contradictions,
    count(*) FILTER (WHERE newsprint_contains(a, b, share)) > 100 AS some_do
FROM x, y, (VALUES (0.001), (0.3), (0.5), (0.9), (1)) z (share);

-- arguments out of range
SELECT to_newsprint_query(numbered(3), 0);
SELECT to_newsprint_query(numbered(3), 1.0000001);
SELECT to_newsprint_query(numbered(3), -0.5);
SELECT to_newsprint_query(numbered(3), 'NaN');
SELECT to_newsprint_query(numbered(3), 'Infinity');
SELECT to_newsprint_query(numbered(3), 0.5, shingles => 0);
SELECT newsprint_contains(numbered(3), numbered(3), 1.5);

-- text form: read back as written, and nothing else
CREATE TABLE queries (id serial, q newsprint_query);
INSERT INTO queries (q) SELECT to_newsprint_query(numbered(n), share)
FROM (VALUES (0), (1), (2), (100), (5000)) a (n), (VALUES (0.2), (1)) b (share);
SELECT count(*) AS queries, count(*) FILTER (WHERE q::text::newsprint_query::text <> q::text
    OR newsprint_query_send(q::text::newsprint_query) <> newsprint_query_send(q)) AS changed
FROM queries;
SELECT 'newsprint_query(1,1,quotations,32,128) 4294967295 of 000000000000 ffffffffffff'::newsprint_query;
SELECT 'the words of a passage'::newsprint_query;
\set VERBOSITY sqlstate
SELECT 'the words of a passage'::newsprint_query;
\set VERBOSITY default
SELECT 'newsprint_query(1,1,article,3,4) 0 of 000000000001'::newsprint_query;
SELECT 'newsprint_query(1,1,article,3,4) 4294967296 of 000000000001'::newsprint_query;
SELECT 'newsprint_query(2,1,article,3,4) 1 of 000000000001'::newsprint_query;
SELECT 'newsprint_query(1,1,article,33,4) 1 of 000000000001'::newsprint_query;
SELECT 'newsprint_query(1,1,article,3,4) 1 of 000000000002 000000000001'::newsprint_query;
SELECT 'newsprint_query(1,1,article,3,4) 1 of 000000000001 000000000001'::newsprint_query;
SELECT 'newsprint_query(1,1,article,3,4) 1 of 00000000000A'::newsprint_query;
SELECT 'newsprint_query(1,1,article,3,4) 1 of 0000000000'::newsprint_query;
SELECT 'newsprint_query(1,1,article,3,4) 1 of 000000000001 '::newsprint_query;
SELECT 'newsprint_query(1,1,article,3,4) 1 of 000000000001@1'::newsprint_query;
SELECT ('newsprint_query(1,1,article,3,4) 1 of' || substr(numbered(4097)::text, 27))::newsprint_query::text IS NOT NULL;

-- binary form
SELECT newsprint_query_send(to_newsprint_query(numbered(2))), newsprint_query_send(to_newsprint_query(numbered(0)));
-- toasted or not, they are the same
SELECT id, threshold(q), length(newsprint_query_send(q)), numbered(3000) @@ q AS found FROM queries ORDER BY id;
SELECT current_setting('data_directory') || '/queries.copy' AS file \gset
COPY queries TO :'file' (FORMAT binary);
CREATE TABLE copied (LIKE queries);
COPY copied FROM :'file' (FORMAT binary);
SELECT count(*) AS copied, count(*) FILTER (WHERE queries.q::text <> copied.q::text) AS changed FROM queries JOIN copied USING (id);
-- bytes that are no query; bytea has the same form in a binary copy
CREATE TABLE received (q newsprint_query);
CREATE FUNCTION receive(bytes bytea) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    file text := current_setting('data_directory') || '/query.copy';
    detail text;
BEGIN
    EXECUTE format('COPY (SELECT %L::bytea) TO %L (FORMAT binary)', bytes, file);
    EXECUTE format('COPY received FROM %L (FORMAT binary)', file);
    RETURN 'received';
EXCEPTION
    WHEN invalid_binary_representation THEN
        GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
        RETURN detail;
END
$$;
SELECT what, receive(bytes) FROM (
    SELECT newsprint_query_send(to_newsprint_query(numbered(100))) AS good, newsprint_query_send(to_newsprint_query(numbered(4096))) AS full_size,
        newsprint_query_send(to_newsprint_query(numbered(3))) AS padded
) v, LATERAL (VALUES
    (1, 'as it is', good),
    (2, 'full', full_size),
    (3, 'empty', ''),
    (4, 'half a header', substr(good, 1, 7)),
    (5, 'header alone', substr(good, 1, 8)),
    (6, 'version', set_byte(good, 0, 2)),
    (7, 'flag', set_byte(good, 1, 128)),
    (8, 'reserved', set_byte(good, 3, 1)),
    (9, 'threshold', overlay(good PLACING '\x00000000' FROM 5 FOR 4)),
    (10, 'truncated', substr(good, 1, length(good) - 1)),
    (11, 'too long', good || '\x00'),
    (12, 'padding', set_byte(padded, length(padded) - 1, get_byte(padded, length(padded) - 1) | 128)),
    (13, 'positions', substr(good, 1, 8) || newsprint_send(to_newsprint('one two three four five six'))),
    (14, 'a newsprint', newsprint_send(numbered(3))),
    (15, 'too many', substr(good, 1, 8) || newsprint_send(numbered(4097)))) w (n, what, bytes)
ORDER BY n;
SELECT threshold(q), length(q::text) FROM received ORDER BY 1;
-- whatever bit is turned over: refused, or another query that is read back as written
CREATE FUNCTION receive_damaged(bytes bytea) RETURNS TABLE (damaged bigint, refused bigint, lossy bigint)
LANGUAGE plpgsql AS $$
DECLARE
    outcome text;
BEGIN
    damaged := 0; refused := 0; lossy := 0;
    FOR i IN 0 .. length(bytes) * 8 - 1 LOOP
        DELETE FROM received;
        damaged := damaged + 1;
        outcome := receive(set_bit(bytes, i, 1 - get_bit(bytes, i)));
        IF outcome <> 'received' THEN
            refused := refused + 1;
        ELSE
            lossy := lossy + (SELECT count(*) FROM received WHERE newsprint_query_send(q) <> set_bit(bytes, i, 1 - get_bit(bytes, i))
                OR newsprint_query_send(q::text::newsprint_query) <> newsprint_query_send(q));
        END IF;
    END LOOP;
    RETURN NEXT;
END
$$;
SELECT damaged, refused > 100 AS many_refused, damaged - refused > 100 AS many_read, lossy
FROM receive_damaged(newsprint_query_send(to_newsprint_query('the council voted on Tuesday to close the old bridge for repairs that will take two years')));

DROP TABLE queries, copied, received;
DROP FUNCTION numbered, threshold, receive, receive_damaged;
