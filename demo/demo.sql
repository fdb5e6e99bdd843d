--
-- Loads a folder of articles and shows who reprinted which paragraph.
-- Variables: folder (the server reads it), width (of the table), html (the page
-- that page.sql writes).
--
\ir load.sql

CREATE TEMP TABLE ranked AS
SELECT *, row_number() OVER (ORDER BY published_at NULLS LAST, position) AS rank FROM article;
CREATE UNIQUE INDEX ON ranked (id);

-- Where nothing tells who was first, the order of the files does.
CREATE TEMP TABLE pair AS
SELECT CASE WHEN turned THEN p.reprint ELSE p.source END AS source,
    CASE WHEN turned THEN p.source ELSE p.reprint END AS reprint
FROM article_reprint p
    JOIN ranked a ON a.id = p.source
    JOIN ranked b ON b.id = p.reprint,
    LATERAL (SELECT p.relation = 'undetermined' AND a.rank > b.rank) AS t (turned)
WHERE p.relation <> 'update';

--
-- The question.  A place that has several sources counts for the earliest.
--
CREATE TEMP TABLE reprinted AS
WITH every AS (
    SELECT pair.source, pair.reprint, a.rank, r.*
    FROM pair
        JOIN ranked a ON a.id = pair.source
        JOIN ranked b ON b.id = pair.reprint,
        newsprint_reprinted(a.body, b.body) AS r
)
SELECT *
FROM every AS e
WHERE NOT EXISTS (
    SELECT FROM every AS earlier
    WHERE earlier.reprint = e.reprint AND earlier.rank < e.rank
        AND earlier.reprint_start < e.reprint_start + e.reprint_length
        AND e.reprint_start < earlier.reprint_start + earlier.reprint_length);

--
-- What the tables need to know.
--
SELECT count(*) AS articles, count(DISTINCT outlet) AS outlets,
    (SELECT count(*) FROM pair) AS pairs,
    (SELECT count(*) FROM reprinted) AS reprints,
    (SELECT count(*) > 400 FROM reprinted) AS many,
    coalesce(max(length(outlet)), 0) AS outlet_width
FROM article \gset
SELECT count(DISTINCT source) = 1 AS one_source FROM reprinted \gset
\if :one_source
    SELECT 0 AS from_width, '' AS from_column,
        format('== Reprinted from %s%s', outlet, to_char(published_at, ' (YYYY-MM-DD HH24:MI)')) AS heading
    FROM ranked WHERE id = (SELECT min(source) FROM reprinted) \gset
\else
    SELECT :outlet_width + 3 AS from_width, 'source.outlet AS "from",' AS from_column,
        '== Reprinted' AS heading \gset
\endif
SELECT greatest(20, :width - 33 - :outlet_width - :from_width) AS words \gset

\pset border 1
\pset linestyle unicode
\pset footer off
\pset null ''
\echo
\echo :articles articles of :outlets outlets, :pairs pairs with a text in common, :reprints paragraphs found reprinted
\echo
\echo :heading
\if :many
    \echo (the first 400)
\endif
\echo

SELECT r.paragraph AS "¶", :from_column
    reprint.outlet AS "in", r.kind,
    to_char(r.similarity, '0.00') AS similar,
    CASE WHEN length(words) > :words THEN left(words, :words - 1) || '…' ELSE words END AS "the words as they stand there"
FROM reprinted r
    JOIN ranked source ON source.id = r.source
    JOIN ranked reprint ON reprint.id = r.reprint,
    btrim(regexp_replace(substr(reprint.body, r.reprint_start, r.reprint_length), '\s+', ' ', 'g')) AS words
ORDER BY source.rank, r.paragraph, reprint.rank, r.reprint_start
LIMIT 400;

\echo == Outlets
\echo
WITH taken AS (
    SELECT reprint AS id, count(*) AS paragraphs,
        count(*) FILTER (WHERE kind = 'verbatim') AS verbatim,
        count(*) FILTER (WHERE kind = 'edited') AS edited,
        count(*) FILTER (WHERE kind = 'rewritten') AS rewritten,
        count(*) FILTER (WHERE kind = 'fragment') AS fragment,
        count(*) FILTER (WHERE kind = 'quotation') AS quotation,
        (SELECT sum(upper(piece) - lower(piece))
         FROM unnest(range_agg(int4range(reprint_start, reprint_start + reprint_length))
                FILTER (WHERE kind <> 'quotation')) AS piece) AS characters
    FROM reprinted
    GROUP BY reprint
), given AS (
    SELECT source AS id, count(*) AS paragraphs
    FROM reprinted
    GROUP BY source
)
SELECT a.outlet, count(*) AS articles,
    coalesce(sum(given.paragraphs), 0) AS given,
    coalesce(sum(taken.paragraphs), 0) AS taken,
    coalesce(sum(taken.verbatim), 0) AS verbatim,
    coalesce(sum(taken.edited), 0) AS edited,
    coalesce(sum(taken.rewritten), 0) AS rewritten,
    coalesce(sum(taken.fragment), 0) AS fragment,
    coalesce(sum(taken.quotation), 0) AS quotation,
    to_char(100.0 * coalesce(sum(taken.characters), 0) / greatest(sum(length(a.body)), 1), 'FM990') || ' %' AS "of its prose"
FROM ranked a
    LEFT JOIN taken USING (id)
    LEFT JOIN given USING (id)
GROUP BY a.outlet
ORDER BY min(a.rank)
LIMIT 100;
\echo given: its paragraphs that others reprinted; taken: paragraphs of others that it reprinted
\echo of its prose: the share that stands in taken paragraphs, shared quotations left out

\ir page.sql
