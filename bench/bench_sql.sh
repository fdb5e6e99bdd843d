#!/usr/bin/env bash
# Fingerprinting through SQL: SELECT to_newsprint(body) over real articles,
# bodies compressed by pglz and by lz4, and what reading them alone costs.  The
# best of seven rounds counts; the rounds of the two alternate.
set -eu
articles=${NEWSPRINT_DATA-}/corpora/allsides.jsonl.xz
[ -f "$articles" ] || exit 77

psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
SET client_min_messages = warning;
DROP TABLE IF EXISTS pglz, lz4, speeds;
CREATE TABLE pglz (body text COMPRESSION pglz);
CREATE TABLE lz4 (body text COMPRESSION lz4);
CREATE TABLE speeds (compression text, what text, megabytes_a_second float8);
SQL
xz -dc "$articles" | head -n 5000 | perl -MJSON::PP -ne '
    BEGIN { binmode STDOUT, ":utf8"; %escape = ("\\" => "\\\\", "\n" => "\\n", "\r" => "\\r", "\t" => "\\t") }
    $body = decode_json($_)->{body};
    $body =~ s/([\\\n\r\t])/$escape{$1}/g;
    print "$body\n"' | psql -X -q -c '\copy pglz FROM STDIN'
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
