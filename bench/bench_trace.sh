#!/usr/bin/env bash
# newsprint_trace over a whole archive at once: how long, at which rate in the
# first and in the last quarter of the comparing, and in how much memory; then
# what the views cost that reports read.
set -eu
articles=${NEWSPRINT_DATA-}/corpora/allsides.jsonl.xz
[ -f "$articles" ] || exit 77

psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
CREATE TABLE articles (id text PRIMARY KEY, outlet text, published_at timestamptz, title text, body text);
SQL
xz -dc "$articles" | perl -MJSON::PP -ne '
    BEGIN {
        binmode STDOUT, ":utf8";
        %escape = ("\\" => "\\\\", "\n" => "\\n", "\r" => "\\r", "\t" => "\\t");
    }
    $article = decode_json($_);
    print join("\t", map { ($article->{$_} // "") =~ s/([\\\n\r\t])/$escape{$1}/gr }
        qw(id outlet published_at title body)), "\n"' |
    psql -X -q -c "\\copy articles FROM STDIN WITH (NULL '')"
psql -X -q -v ON_ERROR_STOP=1 -o /dev/null <<'SQL'
VACUUM ANALYZE articles;
SELECT newsprint_track('articles', title => 'title');
CREATE TABLE seen (at timestamptz, prints bigint, to_do bigint, done bigint);
SQL

psql -X -q -v ON_ERROR_STOP=1 -c 'SET client_min_messages = warning' -c "CALL newsprint_trace('articles')" &
trace=$!
backend=
peak=0
while kill -0 "$trace" 2>/dev/null; do
    sleep 1
    psql -X -q -c 'INSERT INTO seen SELECT now(), (SELECT count(*) FROM articles_print), t.to_do, t.done FROM articles_trace t'
    [ -n "$backend" ] || backend=$(psql -X -A -t -c 'SELECT backend FROM articles_trace')
    now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$backend/status" 2>/dev/null || true)
    [ -z "$now" ] || peak=$now
done
wait "$trace"

psql -X -q -v ON_ERROR_STOP=1 -v peak="$peak" <<'SQL'
SET jit = off;
\pset format unaligned
\pset footer off
SELECT count(*) AS narticles, count(*) FILTER (WHERE published_at IS NULL) AS undated FROM articles \gset
WITH run AS (SELECT * FROM articles_trace),
step AS (
    SELECT (SELECT min(at) FROM seen WHERE prints = :narticles) AS printed,
        (SELECT min(at) FROM seen WHERE done > 0) AS comparing,
        (SELECT min(at) FROM seen WHERE done >= :narticles / 4) AS first_quarter,
        (SELECT min(at) FROM seen WHERE done >= 3 * :narticles / 4) AS last_quarter
)
SELECT format('| %s | %s |', what, value) AS "| first trace of an archive | |
|---|---|"
FROM run, step, LATERAL (VALUES
    (1, 'articles, those without a time', format('%s, %s', :narticles, :undated)),
    (2, 'prints and quotations, s', round(extract(epoch FROM printed - started_at), 0)::text),
    (3, 'indexes, boilerplate and candidates, s', round(extract(epoch FROM comparing - printed), 0)::text),
    (4, 'comparing, s', round(extract(epoch FROM finished_at - comparing), 0)::text),
    (5, 'all, s', round(extract(epoch FROM finished_at - started_at), 0)::text),
    (6, 'articles a second', round(done / extract(epoch FROM finished_at - started_at), 0)::text),
    (7, 'compared a second, first and last quarter', format('%s, %s',
        round(done / 4 / nullif(extract(epoch FROM first_quarter - comparing), 0), 0),
        round(done / 4 / nullif(extract(epoch FROM finished_at - last_quarter), 0), 0))),
    (8, 'pairs, paragraphs, statements of two outlets or more', format('%s, %s, %s', (SELECT count(*) FROM articles_reprint),
        (SELECT count(*) FROM articles_passage), (SELECT count(*) FROM articles_first_quote WHERE outlets > 1))),
    (9, 'most memory of the server process, shared buffers included, MB', (:peak / 1024)::text)) AS v (n, what, value)
ORDER BY n;

-- the article furthest from its origin, and its story
SELECT article, origin FROM articles_lineage ORDER BY depth DESC, article LIMIT 1 \gset
CREATE TEMP TABLE cost (n int, view text, ms float8);
CREATE FUNCTION pg_temp.ms(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    best float8 := 'infinity';
    start timestamptz;
BEGIN
    FOR round IN 1..5 LOOP
        start := clock_timestamp();
        EXECUTE query;
        best := least(best, 1000 * extract(epoch FROM clock_timestamp() - start));
    END LOOP;
    RETURN best;
END $$;
INSERT INTO cost VALUES
    (1, 'lineage of an article', pg_temp.ms(format('SELECT count(*) FROM articles_lineage WHERE article = %L', :'article'))),
    (2, 'provenance of an article', pg_temp.ms(format('SELECT count(*) FROM articles_provenance WHERE article = %L', :'article'))),
    (3, 'originality of an article', pg_temp.ms(format('SELECT count(*) FROM articles_originality WHERE article = %L', :'article'))),
    (4, 'graph of a story', pg_temp.ms(format('SELECT count(*) FROM articles_graph_edges WHERE story = %L', :'origin'))),
    (5, 'newsprint_lineage_svg', pg_temp.ms(format('SELECT length(newsprint_lineage_svg(''articles'', %L))', :'article'))),
    (6, 'lineage, all', pg_temp.ms('SELECT count(*), max(depth) FROM articles_lineage')),
    (7, 'originality, all', pg_temp.ms('SELECT count(*), min(originality) FROM articles_originality')),
    (8, 'statements, all', pg_temp.ms('SELECT count(*), max(origins) FROM articles_first_quote'));
SELECT format('| %s | %s |', view, round(ms::numeric, 1)) AS "| view, best of five, warm | ms |
|---|---|" FROM cost ORDER BY n;
SQL
