#!/usr/bin/env bash
# What an index over an archive's entries costs and gives: newsprint's own, GIN,
# and what one would make instead, in one run, over the same keys.
#
#   make bench BENCH=bench_index NEWSPRINT_DATA=...   (corpora/allsides.jsonl.xz)
#   BENCH_INDEX="10000 newsprint gin" make bench BENCH=bench_index
#
# BENCH_INDEX names sizes (10000 and 100000 articles) and indexes; without sizes,
# or without indexes, all of them:
#   none        no index: what the table alone costs
#   newsprint   USING newsprint (print)
#   gin         USING gin (print), fastupdate off
#   btree       on a table of postings, (key, article)
#   int4        GIN on int4[], fastupdate off: the keys cut to their lower b bits,
#               2^b about an eighth of the postings, so that several shingles
#               share a list.  All rows with one key or more in common are
#               found, and their whole keys counted, which lie in the row.  That
#               takes long, so 20 queries, once.
#   cut         the same with prints of such keys instead of arrays: GIN counts
#               them, and only rows with enough in common are looked at.  Its
#               keys take 8 bytes.
# The last two stand for an access method that would keep GIN's pages and have
# short keys: int4 for its size, cut for its searches.
# BENCH_CORPUS names a directory to keep corpora in, so that they are made once.
#
# Articles and queries are those of bench_search, which tells what they are; so
# is how they are timed.  Each index is built in a database of its own, a copy of
# one and the same.  In this order:
#   inserts     the index is made over all articles but the last 2,000, which are
#               then inserted one by one, each in a transaction of its own.  The
#               row's own costs (fingerprinting, compression) are included; see
#               none.
#   build       the index is made anew, over all articles; maintenance_work_mem
#               is 64 MB
#   queries     paragraphs, share .5, and whole articles, 3 shingles
#   top ten     of every second whole article by containment, the article itself
#               among them.  Recall is against a sort of all rows; of those that
#               are as good as the tenth, any will do.  GIN and cut sort what has
#               3 entries or more in common.  Without index: 20 queries, once.
#   pairs       newsprint_pairs and newsprint_boilerplate
#   updates     of another column, 2,000 single ones; the table's fillfactor is
#               70, so that there is room for HOT
#   vacuum      after a tenth of the rows was deleted
# WAL is counted from a checkpoint on, with full_page_writes (the first change to
# a page logs all of it).  There is no other checkpoint meanwhile.  The server
# does not wait for disks: fsync and synchronous_commit are off.
set -eu -o pipefail
# shellcheck source=bench/search_lib.sh
. "$(dirname "$0")/search_lib.sh"
# shellcheck disable=SC2086
choose ${BENCH_INDEX-}

held_back=2000
trap 'sql -d postgres -c "ALTER SYSTEM RESET ALL" -c "SELECT pg_reload_conf()" > /dev/null || true; rm -rf "$work"' EXIT
sql -c "ALTER SYSTEM SET full_page_writes = on" -c "ALTER SYSTEM SET max_wal_size = '64GB'" \
    -c "ALTER SYSTEM SET checkpoint_timeout = '1d'" -c "SELECT pg_reload_conf()" > /dev/null

# A row of the table $1, with cells as they are given
row() {
    local table=$1
    shift
    { printf '|'; printf ' %s |' "$@"; echo; } | tee -a "$work/$table" >&2
}

# The table $1, if it has rows, below a title and a head
table() {
    [ -s "$work/$1" ] || return 0
    printf '\n**%s articles: %s**\n\n| %s |\n' "$size" "$2" "$3"
    echo "| $3 |" | sed 's/[^|]\+/---/g'
    cat "$work/$1"
}

# From a line of time_queries: CPU and wall, two cells
# shellcheck disable=SC2016
two='{printf "%.2f / %.2f | %.2f / %.2f", $3, $4, $6, $7}'
# shellcheck disable=SC2016
three='{printf "%.2f / %.2f / %.2f | %.2f / %.2f / %.2f", $3, $4, $5, $6, $7, $8}'

times() {
    "$programs/time_queries" "$@"
}

wal_begin() {
    sql -c "CHECKPOINT"
    wal_start=$(sql -c "SELECT pg_current_wal_insert_lsn()")
}

# Bytes of WAL since wal_begin, and those of them that are not pages as a whole
wal_end() {
    local end
    end=$(sql -c "SELECT pg_current_wal_insert_lsn()")
    # which writes out what is there
    sql -c "SELECT pg_switch_wal()" > /dev/null
    sql -F ' ' -c "SELECT '$end'::pg_lsn - '$wal_start', sum(record_size) FROM pg_get_wal_stats('$wal_start', '$end')"
}

prepare() {
    load index_base
    extension pg_walinspect || exit 77
    entries=$(sql -c "SELECT sum(cardinality(keys)) FROM keys")
    bits=$(sql -c "SELECT round(log(2, $entries / 8.0))")
    tell "$size articles, sorting all of them for each query"
    sql <<SQL
INSERT INTO ignored SELECT newsprint_boilerplate('articles');
CREATE TABLE prints AS SELECT id, print FROM articles;
CREATE TABLE best AS
    SELECT query, array_agg(p.id) AS ids
    FROM queries q JOIN prints a ON a.id = q.article, LATERAL (
        SELECT id, rank() OVER (ORDER BY print <=> a.print) AS place FROM prints) p
    WHERE kind = 'article' AND query % 2 = 0 AND place <= 10 GROUP BY query;
DROP TABLE prints;
CREATE FUNCTION cut(int8[]) RETURNS int4[] LANGUAGE sql IMMUTABLE
RETURN ARRAY(SELECT DISTINCT (key & ((1 << $bits) - 1))::int4 AS key FROM unnest(\$1) AS key ORDER BY key);
CREATE FUNCTION cut_print(int8[]) RETURNS newsprint LANGUAGE sql STABLE
RETURN (SELECT concat('newsprint(1,1,article,3,4)', string_agg(' ' || lpad(to_hex(key), 12, '0'), '' ORDER BY key))
    FROM unnest(cut(\$1)) AS key)::newsprint;
ALTER TABLE queries ADD cut int4[], ADD cut_print newsprint;
UPDATE queries SET cut = cut(keys), cut_print = cut_print(keys);
-- without the last, and with room on its pages
CREATE TABLE later AS SELECT id, outlet, published_at, body FROM articles WHERE id > $size - $held_back;
DELETE FROM articles WHERE id > $size - $held_back;
ALTER TABLE articles SET (fillfactor = 70);
VACUUM FULL articles;
VACUUM ANALYZE;
SQL
}

# ----- the indexes -----

# Sets what an index is to be measured by:
#   title, on (its table), fill (makes and fills that table), create (the index)
#   columns (of the held back articles), add (one of them)
#   settings, few (not all queries), and the parameters and the statement of
#   each kind of query
define() {
    local threshold="greatest(1, ceil(.5 * cardinality(keys) - 1e-9))::int"
    local counted="(SELECT count(*) FROM unnest(keys) AS key WHERE key = ANY(\$2::int8[]))"
    # of so many keys of a query, others are the same when they are cut
    local merged="cardinality(keys) - cardinality(cut)"
    local row
    on=articles
    fill=
    create=
    settings=()
    few=
    columns="id, outlet, published_at, body"
    row="INSERT INTO articles (id, outlet, published_at, body) VALUES (\$1::int, \$2, \$3::timestamptz, \$4)"
    add=$row
    paragraph_list=body
    paragraph="SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::text)"
    whole_list=article
    article="SELECT b.id FROM articles a JOIN articles b ON b.print @@ to_newsprint_query(a.print, shingles => 3) WHERE a.id = \$1::int AND b.id <> a.id"
    top_list=article
    top="SELECT id FROM articles ORDER BY print <=> (SELECT print FROM articles WHERE id = \$1::int) LIMIT 10"
    case $1 in
        none)
            title="no index"
            ;;
        newsprint)
            title="newsprint"
            create="USING newsprint (print)"
            ;;
        gin)
            title="GIN"
            create="USING gin (print) WITH (fastupdate = off)"
            top="SELECT b.id FROM articles a JOIN articles b ON b.print @@ to_newsprint_query(a.print, shingles => 3) WHERE a.id = \$1::int ORDER BY b.print <=> a.print LIMIT 10"
            ;;
        btree)
            title="btree postings"
            on=postings
            fill="CREATE TABLE postings AS SELECT key, id AS article FROM keys, unnest(keys) AS key WHERE id <= $size - $held_back"
            create="(key, article)"
            settings=(-s "SET enable_seqscan = off" -s "SET enable_bitmapscan = off")
            columns="$columns, keys"
            add="WITH article AS ($row) INSERT INTO postings SELECT key, \$1::int FROM unnest(\$5::int8[]) AS key"
            paragraph_list="keys, $threshold, 0"
            paragraph="SELECT article FROM postings WHERE key = ANY(\$1::int8[]) AND article <> \$3::int GROUP BY article HAVING count(*) >= \$2::int"
            whole_list="keys, 3, article"
            article=$paragraph
            top_list=keys
            top="SELECT article FROM postings WHERE key = ANY(\$1::int8[]) GROUP BY article ORDER BY count(*) DESC, article LIMIT 10"
            ;;
        int4)
            title="GIN, $bits bits, int4[]"
            on=cut_keys
            fill="CREATE TABLE cut_keys AS SELECT id, cut(keys), keys FROM keys WHERE id <= $size - $held_back"
            create="USING gin (cut) WITH (fastupdate = off)"
            settings=(-p 1 -s "SET enable_seqscan = off")
            few="LIMIT 20"
            columns="$columns, keys, cut(keys)"
            add="WITH article AS ($row) INSERT INTO cut_keys VALUES (\$1::int, \$6::int4[], \$5::int8[])"
            paragraph_list="cut, keys, $threshold, 0"
            paragraph="SELECT id FROM cut_keys WHERE cut && \$1::int4[] AND $counted >= \$3::int AND id <> \$4::int"
            whole_list="cut, keys, 3, article"
            article=$paragraph
            top_list="cut, keys"
            top="SELECT id FROM cut_keys WHERE cut && \$1::int4[] ORDER BY $counted DESC, id LIMIT 10"
            ;;
        cut)
            title="GIN, $bits bits, prints"
            on=cut_keys
            fill="CREATE TABLE cut_keys AS SELECT id, cut_print(keys) AS cut, keys FROM keys WHERE id <= $size - $held_back"
            create="USING gin (cut) WITH (fastupdate = off)"
            settings=(-s "SET enable_seqscan = off")
            columns="$columns, keys, cut_print(keys)"
            add="WITH article AS ($row) INSERT INTO cut_keys VALUES (\$1::int, \$6::newsprint, \$5::int8[])"
            paragraph_list="cut_print, keys, $threshold, 0, greatest(1, $threshold - ($merged))"
            paragraph="SELECT id FROM cut_keys WHERE cut @@ to_newsprint_query(\$1::newsprint, shingles => \$5::int) AND $counted >= \$3::int AND id <> \$4::int"
            whole_list="cut_print, keys, 3, article, greatest(1, 3 - ($merged))"
            article=$paragraph
            top_list="cut_print, keys, greatest(1, 3 - ($merged))"
            top="SELECT id FROM cut_keys WHERE cut @@ to_newsprint_query(\$1::newsprint, shingles => \$3::int) ORDER BY $counted DESC, id LIMIT 10"
            ;;
    esac
}

index_megabytes() {
    [ -n "$create" ] || return 0
    megabytes "pg_relation_size('searched')"
}

find_paragraphs() {
    times "${settings[@]}" "$@" paragraph "$answers, $paragraph_list FROM queries WHERE $paragraphs $few" "$paragraph"
}

measure_inserts() {
    local costs wal
    [ -z "$create" ] || sql -c "CREATE INDEX searched ON $on $create"
    sql -c "VACUUM ANALYZE $on"
    wal_begin
    costs=$(times -o insert "SELECT id, NULL::int[], NULL::int[], $columns FROM later JOIN keys USING (id) ORDER BY id" "$add" |
        awk -F '\t' "$three")
    wal=$(wal_end | awk -v n="$held_back" '{printf "%.0f | %.0f", $1 / n, $2 / n}')
    row inserts "$title" "$costs" "$wal" "$(index_megabytes)" \
        "$(if [ -n "$create" ]; then find_paragraphs -p 1 | awk -F '\t' "$two"; else echo '|'; fi)"
    [ -z "$create" ] || sql -c "DROP INDEX searched"
}

measure_build() {
    local took wal bytes
    sql -c "VACUUM ANALYZE $on"
    [ -n "$create" ] || return 0
    wal_begin
    took=$(costs "CREATE INDEX searched ON $on $create")
    wal=$(wal_end | awk '{printf "%.0f", $1 / 1e6}')
    bytes=$(sql -c "SELECT round(pg_relation_size('searched') / $entries.0, 2)")
    row build "$title" "${took/ / | }" "$(index_megabytes)" "$bytes" "$wal"
    sql -c "ANALYZE $on"
}

measure_queries() {
    local query
    if [ -n "$create" ]; then
        for query in "$(find_paragraphs)" \
            "$(times "${settings[@]}" article "$answers, $whole_list FROM queries WHERE $whole $few" "$article")"; do
            row queries "$title, ${query%%	*}" "$(echo "$query" | awk -F '\t' "$two"'{printf " | %s | %s | %s", $9, $10, $11}')"
        done
        query=$(times "${settings[@]}" -k 10 top "SELECT query, ids, NULL, $top_list FROM queries JOIN best USING (query) ORDER BY query $few" "$top")
    else
        query=$(times -p 1 -k 10 top "SELECT query, ids, NULL, article FROM queries JOIN best USING (query) ORDER BY query LIMIT 20" "$top")
    fi
    row top "$title" "$(echo "$query" | awk -F '\t' "$two"'{printf " | %s", $9}')"
}

measure_pairs() {
    local memory shared with took cells
    [ "$on" = articles ] || return 0
    for memory in 64MB 256MB; do
        cells=()
        for shared in 15 8; do
            for with in "" ", ignore => (SELECT print FROM ignored)"; do
                took=$(costs -s "SET maintenance_work_mem = '$memory'" \
                    "CREATE TABLE pairs AS SELECT a FROM newsprint_pairs('articles', shared => $shared$with)")
                cells+=("${took/ / / } ($(sql -c "SELECT count(*) FROM pairs"))")
                sql -c "DROP TABLE pairs"
            done
        done
        took=$(costs -s "SET maintenance_work_mem = '$memory'" "SELECT newsprint_boilerplate('articles')")
        row pairs "$title, $memory" "${cells[@]}" "${took/ / / }"
    done
}

measure_upkeep() {
    local updates='|||' wal before took
    if [ "$on" = articles ]; then
        wal_begin
        updates=$(times -o update "SELECT id, NULL::int[], NULL::int[], id FROM articles WHERE id % ($size / 2000) = 0 ORDER BY id" \
            "UPDATE articles SET outlet = outlet WHERE id = \$1::int" | awk -F '\t' "$two")
        wal=$(wal_end | awk '{printf "%.0f", $2 / 2000}')
        updates="$updates | $wal | $(sql -c "SELECT round(100.0 * n_tup_hot_upd / n_tup_upd) || '%' FROM pg_stat_user_tables WHERE relname = 'articles'")"
    fi
    before=$(index_megabytes)
    sql -c "DELETE FROM $on WHERE $([ "$on" = postings ] && echo article || echo id) % 10 = 3"
    took=$(costs "VACUUM (INDEX_CLEANUP ON, PARALLEL 0) $on")
    row upkeep "$title" "$updates" "${took/ / | }" "${before:+$before, $(index_megabytes)}"
}

# ----- all of it -----

for size in ${sizes:-10000 100000}; do
    rm -f "$work"/*
    prepare
    for index in none newsprint gin btree int4 cut; do
        wanted "$index" || continue
        export PGDATABASE=postgres
        psql -X -q -c "DROP DATABASE IF EXISTS index_copy" -c "CREATE DATABASE index_copy TEMPLATE index_base STRATEGY file_copy"
        export PGDATABASE=index_copy
        define "$index"
        [ -z "$fill" ] || sql -c "$fill"
        for measure in inserts build queries pairs upkeep; do
            tell "$size articles, $title: $measure"
            "measure_$measure"
        done
    done
    printf '\n%s articles, %s entries; cut keys have %s bits\n' "$size" "$entries" "$bits"
    table build "the index is built" \
        "index | build CPU s | wall s | MB | bytes an entry | WAL MB"
    table queries "searches" \
        "index, query | CPU ms p50 / p95 | wall ms p50 / p95 | recall | precision | found a query"
    table top "top ten of whole articles" \
        "index | CPU ms p50 / p95 | wall ms p50 / p95 | recall"
    table inserts "2,000 single inserts after a checkpoint, and paragraphs after them" \
        "index | CPU ms p50 / p95 / max | wall ms p50 / p95 / max | WAL bytes an insert | without full pages | MB after | paragraphs: CPU ms p50 / p95 | wall ms"
    table upkeep "single updates of another column; VACUUM after a tenth was deleted" \
        "index | update CPU ms p50 / p95 | wall ms p50 / p95 | WAL bytes without full pages | HOT | VACUUM CPU s | wall s | MB before, after"
    table pairs "newsprint_pairs and newsprint_boilerplate, CPU / wall seconds (pairs)" \
        "index, maintenance_work_mem | 15 shared | 15, ignore | 8 shared | 8, ignore | boilerplate"
    export PGDATABASE=postgres
    psql -X -q -c "DROP DATABASE index_copy" -c "DROP DATABASE index_base"
done
