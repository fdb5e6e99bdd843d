#!/usr/bin/env bash
# Through SQL, over real articles.
#
# Fingerprinting: SELECT to_newsprint(body), bodies compressed by pglz and by
# lz4, and what reading them alone costs.  The best of seven rounds counts; the
# rounds of the two alternate.
#
# Passages: newsprint_align on pairs of articles of 560 to 720 words, of one
# event and unrelated; the best of ten rounds counts, and the first one after a
# dictionary has changed, which empties the cache of stems.
set -eu
articles=${NEWSPRINT_DATA-}/corpora/allsides.jsonl.xz
events=${NEWSPRINT_DATA-}/corpora/basil.jsonl.gz
[ -f "$articles" ] && [ -f "$events" ] || exit 77

# columns of JSON lines, for COPY
columns() {
    perl -MJSON::PP -ne '
        BEGIN {
            binmode STDOUT, ":utf8";
            %escape = ("\\" => "\\\\", "\n" => "\\n", "\r" => "\\r", "\t" => "\\t");
            @columns = splice @ARGV;
        }
        $article = decode_json($_);
        print join("\t", map { $article->{$_} =~ s/([\\\n\r\t])/$escape{$1}/gr } @columns), "\n"' "$@"
}

psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
SET client_min_messages = warning;
DROP TABLE IF EXISTS pglz, lz4, speeds;
CREATE TABLE pglz (body text COMPRESSION pglz);
CREATE TABLE lz4 (body text COMPRESSION lz4);
CREATE TABLE speeds (compression text, what text, megabytes_a_second float8);
SQL
xz -dc "$articles" | head -n 5000 | columns body | psql -X -q -c '\copy pglz FROM STDIN'
psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET jit = off;
-- || makes a new value, which the column's own method compresses
INSERT INTO lz4 SELECT body || '' FROM pglz;
VACUUM ANALYZE pglz;
VACUUM ANALYZE lz4;
DO $$
DECLARE
    bytes float8 := (SELECT sum(octet_length(body)) FROM pglz);
    compression text;
    what text;
    start timestamptz;
BEGIN
    FOR round IN 1..7 LOOP
        FOREACH compression IN ARRAY '{pglz,lz4}'::text[] LOOP
            -- COUNT keeps no result; || is the cheapest thing that reads it all
            FOREACH what IN ARRAY '{body || '''',to_newsprint(body)}'::text[] LOOP
                start := clock_timestamp();
                EXECUTE format('SELECT count(%s) FROM %I', what, compression);
                INSERT INTO speeds VALUES (compression, what,
                    bytes / 1e6 / extract(epoch FROM clock_timestamp() - start));
            END LOOP;
        END LOOP;
    END LOOP;
END $$;
SELECT format('| %s | %s | %s |', compression, what, round(max(megabytes_a_second)::numeric))
    AS "| bodies | SELECT | MB/s |"
FROM speeds GROUP BY compression, what ORDER BY compression DESC, what \g (tuples_only=off footer=off format=unaligned)
SQL

psql -X -q -v ON_ERROR_STOP=1 -c 'CREATE TABLE event (triplet text, body text)'
gzip -dc "$events" | columns triplet body | psql -X -q -c '\copy event FROM STDIN'
psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
SET client_min_messages = warning;
SET jit = off;
CREATE TEXT SEARCH DICTIONARY any_dictionary (TEMPLATE = pg_catalog.simple);
DELETE FROM event WHERE (newsprint_info(to_newsprint(body)) ->> 'words')::int NOT BETWEEN 560 AND 720;
CREATE TABLE pair AS
    SELECT a.body AS source, b.body AS reprint, CASE WHEN a.triplet = b.triplet THEN 'one event' ELSE 'unrelated' END AS texts
    FROM (SELECT *, row_number() OVER (ORDER BY body) FROM event) a
    JOIN (SELECT *, row_number() OVER (ORDER BY body) FROM event) b ON a.row_number < b.row_number
    WHERE a.triplet = b.triplet OR (a.row_number + b.row_number) % 50 = 0;
CREATE TABLE times (texts text, round int, ms float8, pair int);
DO $$
DECLARE
    pair record;
    number int := 0;
    start timestamptz;
BEGIN
    FOR pair IN SELECT * FROM pair LOOP
        number := number + 1;
        ALTER TEXT SEARCH DICTIONARY any_dictionary (Accept = true);
        FOR round IN 0..10 LOOP
            start := clock_timestamp();
            PERFORM count(*) FROM newsprint_align(pair.source, pair.reprint, 'english');
            INSERT INTO times VALUES (pair.texts, round,
                extract(epoch FROM clock_timestamp() - start) * 1000, number);
        END LOOP;
    END LOOP;
END $$;
SELECT format('| %s | %s | %s | %s |', texts, count(*), round(avg(warm)::numeric, 2), round(avg(cold)::numeric, 2))
    AS "| newsprint_align, texts | pairs | ms | ms, no stems known |"
FROM (SELECT texts, pair, min(ms) FILTER (WHERE round > 0) AS warm, min(ms) FILTER (WHERE round = 0) AS cold
      FROM times GROUP BY texts, pair) AS best
GROUP BY texts ORDER BY texts \g (tuples_only=off footer=off format=unaligned)
SQL
