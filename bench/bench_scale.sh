#!/usr/bin/env bash
# What an archive costs as it grows; docs/scale.md reckons with it.
#
#   make bench BENCH=bench_scale NEWSPRINT_DATA=...   (corpora/allsides.jsonl.xz)
#   BENCH_SCALE="1000000 shards" make bench BENCH=bench_scale
#
# BENCH_SCALE names sizes (10000 and 100000 articles, if none) and parts (all, if
# none).  A million articles take 30 GB of disk, and 10 GB of memory while the
# corpus is made.
# BENCH_CORPUS names a directory to keep corpora in, so that they are made once.
#
# Articles and queries are those of bench_search, which tells what they are, and
# how they are timed.  CPU is the backend's.  Memory is what its process had of
# its own (RssAnon: no shared buffers), looked at twenty times a second.  In this
# order, the first four always:
#   load        COPY, which makes the prints
#   index       USING newsprint; maintenance_work_mem is 64 MB
#   boilerplate newsprint_boilerplate
#   searches    a paragraph (share .5); a whole article: 3 shingles, 3 and 8
#               with ignore; the ten most alike; newsprint_search of a paragraph
#   pairs       newsprint_pairs, 8 shingles, ignore: all, and within a week, with
#               256 MB of maintenance_work_mem; all with 1 GB
#   shards      the prints in four tables, each with an index of its own, as four
#               servers would have them: an index built, the same searches in the
#               first one, and in all four by one process
#   upkeep      2,000 inserts of one row each after a checkpoint, with
#               full_page_writes; a hundredth of the articles, but not less than
#               5,000, in one statement, with the index and without;
#               VACUUM after that, and after a tenth was deleted
set -eu -o pipefail
# shellcheck source=bench/search_lib.sh
. "$(dirname "$0")/search_lib.sh"
# shellcheck disable=SC2086
choose ${BENCH_SCALE-}

trap 'sql -d postgres -c "ALTER SYSTEM RESET ALL" -c "SELECT pg_reload_conf()" > /dev/null || true; rm -rf "$work"' EXIT
sql -c "ALTER SYSTEM SET full_page_writes = on" -c "ALTER SYSTEM SET max_wal_size = '4GB'" \
    -c "ALTER SYSTEM SET checkpoint_timeout = '1d'" -c "SELECT pg_reload_conf()" > /dev/null

# A row of the table of results
row() {
    { printf '|'; printf ' %s |' "$@"; echo; } | tee -a "$work/results" >&2
}

# What costs says, and the most memory of the server process in MB
costs_and_memory() {
    local job backend='' peak=0 now
    PGAPPNAME=measured costs "$@" > "$work/costs" &
    job=$!
    while kill -0 "$job" 2>/dev/null; do
        [ -n "$backend" ] || backend=$(sql -c "SELECT pid FROM pg_stat_activity WHERE application_name = 'measured'")
        now=$(sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' "/proc/${backend:-none}/status" 2>/dev/null || true)
        [ "${now:-0}" -le "$peak" ] || peak=$now
        sleep 0.05
    done
    wait "$job"
    echo "$(cat "$work/costs") $((peak / 1024))"
}

wal_position() {
    sql -c "SELECT pg_current_wal_insert_lsn()"
}

wal_megabytes() {
    sql -c "SELECT round((pg_current_wal_insert_lsn() - '$1') / 1e6)"
}

# p50 and p95 of CPU from a line of time_queries
two() {
    awk -F '\t' '{printf "%.2f / %.2f", $3, $4}'
}

part_load() {
    local loaded
    loaded=$(cat "$work/loaded")
    row "COPY, CPU s; WAL MB" "${loaded% *}; $((${loaded#* } / 1000000))"
    row "table, TOAST, primary key, MB" "$(sql -c "SELECT format('%s, %s, %s', round(pg_relation_size('articles') / 1e6),
        round(pg_total_relation_size(reltoastrelid) / 1e6), round(pg_relation_size('articles_pkey') / 1e6))
        FROM pg_class WHERE oid = 'articles'::regclass")"
    row "prints, MB; entries" "$(sql -c "SELECT format('%s; %s', round(sum(pg_column_size(print)) / 1e6),
        sum((newsprint_info(print)->>'entries')::int)) FROM articles")"
}

part_index() {
    local start
    sql -c "CHECKPOINT"
    start=$(wal_position)
    row "index, CPU s, wall s, memory MB" "$(costs_and_memory "CREATE INDEX articles_print ON articles USING newsprint (print)")"
    row "its WAL, MB; MB, segments, keys, postings" "$(wal_megabytes "$start"); $(sql -c "SELECT format('%s, %s, %s, %s',
        round(bytes / 1e6), segments, keys, postings) FROM newsprint_index_stats('articles_print')")"
    sql -c "ANALYZE articles"
}

part_boilerplate() {
    row "newsprint_boilerplate, CPU s, wall s, memory MB" \
        "$(costs_and_memory "INSERT INTO ignored SELECT newsprint_boilerplate('articles')")"
    row "its entries" "$(sql -c "SELECT newsprint_info(print)->'entries' FROM ignored")"
}

# The searches of $1 named $2
searches() {
    local from="FROM articles a JOIN $1 b ON b.print @@ to_newsprint_query(a.print, "
    local those=") WHERE a.id = \$1::int AND b.id <> a.id"
    local ignore="ignore => (SELECT print FROM ignored)"
    tell "$size articles: searches in $2"
    row "$2: paragraph" "$("$programs/time_queries" paragraph "$answers, body FROM queries WHERE $paragraphs" \
        "SELECT id FROM $1 WHERE print @@ to_newsprint_query(\$1::text)" | two)"
    row "$2: article, 3 shingles" "$("$programs/time_queries" article "$answers, article FROM queries WHERE $whole" \
        "SELECT b.id $from shingles => 3$those" | two)"
    row "$2: article, 3 shingles, ignore" "$("$programs/time_queries" article "$answers, article FROM queries WHERE $whole" \
        "SELECT b.id $from shingles => 3, $ignore$those" | two)"
    row "$2: article, 8 shingles, ignore" "$("$programs/time_queries" article "$answers, article FROM queries WHERE $whole" \
        "SELECT b.id $from shingles => 8, $ignore$those" | two)"
    row "$2: ten most alike" "$("$programs/time_queries" -p 1 top "$answers, article FROM queries WHERE $whole" \
        "SELECT id FROM $1 ORDER BY print <=> (SELECT print FROM articles WHERE id = \$1::int) LIMIT 10" | two)"
}

part_searches() {
    searches articles "all articles"
    row "newsprint_search, paragraph" "$("$programs/time_queries" -p 1 search "$answers, body FROM queries WHERE $paragraphs" \
        "SELECT id::int FROM newsprint_search('articles', \$1::text, ignore => (SELECT print FROM ignored))" | two)"
    row "article, 3 shingles, the 200 one after the other: CPU s, wall s, memory MB" "$(costs_and_memory \
        "SELECT count(*) FROM queries q JOIN articles a ON a.id = q.article JOIN articles b ON b.print @@ to_newsprint_query(a.print, shingles => 3) WHERE kind = 'article'")"
}

# newsprint_pairs with so much memory, and perhaps within a time
pairs() {
    local memory=$1 within=
    [ $# -lt 2 ] || within=", \"within\" => '$2'"
    tell "$size articles: pairs, $*"
    row "newsprint_pairs, $*: CPU s, wall s, memory MB" "$(costs_and_memory -s "SET maintenance_work_mem = '$memory'" \
        "CREATE TABLE pairs AS SELECT a, b FROM newsprint_pairs('articles', ignore => (SELECT print FROM ignored)$within)")"
    row "pairs" "$(sql -c "SELECT count(*) FROM pairs")"
    sql -c "DROP TABLE pairs"
}

part_pairs() {
    pairs 256MB
    pairs 256MB "7 days"
    pairs 1GB
}

part_shards() {
    local n
    tell "$size articles: four shards"
    sql <<SQL
CREATE UNLOGGED TABLE shards (id int, outlet text, published_at timestamptz, print newsprint) PARTITION BY HASH (id);
SELECT format('CREATE UNLOGGED TABLE shard%s PARTITION OF shards FOR VALUES WITH (MODULUS 4, REMAINDER %s)', n, n - 1)
FROM generate_series(1, 4) n \gexec
INSERT INTO shards SELECT id, outlet, published_at, print FROM articles;
SQL
    for n in 1 2 3 4; do
        row "shard $n: index, CPU s, wall s, memory MB" \
            "$(costs_and_memory "CREATE INDEX shard${n}_print ON shard$n USING newsprint (print)")"
    done
    sql -c "CREATE INDEX ON shards USING newsprint (print)" -c "VACUUM ANALYZE shards"
    row "indexes of four shards, MB" "$(sql -c "SELECT round(sum(pg_relation_size(inhrelid)) / 1e6) FROM pg_inherits WHERE inhparent = 'shards_print_idx'::regclass")"
    searches shard1 "one shard of four"
    searches shards "four shards, one process"
    sql -c "DROP TABLE shards"
}

part_upkeep() {
    local start rows statement
    tell "$size articles: inserts and VACUUM"
    rows=$((size / 100 > 5000 ? size / 100 : 5000))
    sql -c "CHECKPOINT"
    start=$(wal_position)
    row "an insert, CPU ms p50 / p95 / max" "$("$programs/time_queries" -o insert \
        "SELECT id, NULL::int[], NULL::int[], id + 100000000, outlet, published_at, body FROM articles WHERE id <= 2000 ORDER BY id" \
        "INSERT INTO articles (id, outlet, published_at, body) VALUES (\$1::int, \$2, \$3::timestamptz, \$4)" |
        awk -F '\t' '{printf "%.2f / %.2f / %.2f", $3, $4, $5}')"
    row "its WAL, bytes" "$(sql -c "SELECT round((pg_current_wal_insert_lsn() - '$start') / 2000)")"
    sql -c "CREATE TABLE bare (LIKE articles INCLUDING ALL EXCLUDING INDEXES)" -c "ALTER TABLE bare ADD PRIMARY KEY (id)"
    for statement in articles bare; do
        row "INSERT INTO $statement of $rows, CPU s, wall s" "$(costs "INSERT INTO $statement (id, outlet, published_at, body)
            SELECT id + 200000000, outlet, published_at, body FROM articles WHERE id > 2000 AND id <= 2000 + $rows")"
    done
    row "segments then" "$(sql -c "SELECT segments FROM newsprint_index_stats('articles_print')")"
    row "VACUUM then, CPU s, wall s" "$(costs "VACUUM (INDEX_CLEANUP ON, PARALLEL 0) articles")"
    sql -c "DELETE FROM articles WHERE id % 10 = 3"
    row "VACUUM after a tenth was deleted, CPU s, wall s" "$(costs "VACUUM (INDEX_CLEANUP ON, PARALLEL 0) articles")"
    row "index, MB; segments" "$(sql -c "SELECT round(bytes / 1e6) || '; ' || segments FROM newsprint_index_stats('articles_print')")"
}

for size in ${sizes:-10000 100000}; do
    : > "$work/results"
    load_articles scale
    forget_corpus
    for part in load index boilerplate searches pairs shards upkeep; do
        case $part in
            load | index | boilerplate | searches) "part_$part" ;;
            *) ! wanted "$part" || "part_$part" ;;
        esac
    done
    printf '\n**%s articles**\n\n| | CPU ms p50 / p95, or as it says |\n|---|---|\n' "$size"
    cat "$work/results"
    export PGDATABASE=postgres
    psql -X -q -c "DROP DATABASE scale"
done
