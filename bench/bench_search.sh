#!/usr/bin/env bash
# Search over a table of articles: newsprint and what one would use instead, in
# one run, over the same keys.
#
#   make bench BENCH=bench_search NEWSPRINT_DATA=...   (corpora/allsides.jsonl.xz)
#   BENCH_SEARCH="10000 newsprint intarray" make bench BENCH=bench_search
#
# BENCH_SEARCH names sizes (10000 and 100000 articles) and parts; without
# sizes, or without parts, all of them:
#   newsprint, intarray, btree, gin, rum, trgm, similarity   who searches
#   estimates   the planner's rows against those found
#   sweep       what other thresholds find for whole articles
#   inserts     single inserts and searches beside them
#   pairs       all pairs of the table
# BENCH_CORPUS names a directory to keep corpora in, so that they are made once.
#
# The corpus comes from make_corpus: natural articles, as many as there are,
# then invented ones; a tenth of all are republications.  Queries:
#   paragraph   180 paragraphs of 60 to 100 words, half of them edited, and 20
#               that are nowhere; share .5.  Right: the articles that hold the
#               paragraph, verbatim or with at most 6% of its words edited.
#   article     200 articles, half of them republications; shingles 3.  Right:
#               the articles that share a paragraph of 20 words or more in that
#               sense.  Boilerplate that was put in is no such paragraph: to
#               share nothing else is an error.
#   spun        a paragraph of a copy with 15% of its words replaced is to
#               lead to the source; share .3 or 3 shingles, the smaller.
#   wire        one story in 500 outlets within a week.
# Right answers were found by comparing words, not by fingerprints.  Answers
# that are neither right nor wrong are left out of the precision: more heavily
# reworked copies, others of the same family of copies, for articles also those
# with a quotation or a statement in common (a stretch of text in which the words
# alike outnumber the others by 12) or with what an outlet prints again and again.
#
# All hold the keys of newsprint's default, k = 3, w = 4, distinct in each
# article.  newsprint makes its query from the text (its fingerprinting
# counts), or from the other article's row; the others get their keys ready made
# as a bound array, which favours them.  Planning is included.  They have
# enable_seqscan = off, without which they do not use their indexes; newsprint
# has the planner's own choice.  No parallelism, no JIT; warm: a pass that does
# not count, then the median of three for each query.
set -eu -o pipefail
# shellcheck source=bench/search_lib.sh
. "$(dirname "$0")/search_lib.sh"
# shellcheck disable=SC2086
choose ${BENCH_SEARCH-}

# time_queries, with its line under a kind of query in the results
measure() {
    local kind=$1
    shift
    tell "$size articles, measuring: $kind"
    "$programs/time_queries" "$@" | sed "s/^/$kind	/" >> "$work/results"
}

# What building the index named $1 takes, as the columns of a table's row
build() {
    local took
    tell "$size articles, building: $1"
    took=$(seconds "$2")
    echo "$took | $(megabytes "pg_relation_size('$1')")"
}

prepare() {
    load "search_$size"
    newsprint_index="$(build articles_print "CREATE INDEX articles_print ON articles USING gin (print)")"
    sql -c "ANALYZE articles"
    have_ignore=false
    boilerplate_took=
    if exists newsprint_boilerplate; then
        boilerplate_took=$(seconds "INSERT INTO ignored SELECT newsprint_boilerplate('articles')")
        have_ignore=true
    fi
    # what the others are to leave out, taken from the print's text form
    sql <<SQL
CREATE TABLE ignored_keys AS
    SELECT ('x' || lpad(entry[1], 16, '0'))::bit(64)::int8 AS key
    FROM ignored, regexp_matches(print::text, ' ([0-9a-f]{12})', 'g') AS entry;
ALTER TABLE queries ADD kept int8[], ADD kept4 int4[];
UPDATE queries SET
    kept = ARRAY(SELECT key FROM unnest(keys) AS key EXCEPT SELECT key FROM ignored_keys ORDER BY key),
    keys4 = ARRAY(SELECT DISTINCT key FROM unnest(keys4) AS key ORDER BY key);
UPDATE queries SET kept4 = ARRAY(SELECT DISTINCT key::bit(32)::int4 AS key
    FROM unnest(kept) AS key ORDER BY key);
ANALYZE queries;
SQL
    ignored=$(sql -c "SELECT count(*) FROM ignored_keys")
}

spun="kind = 'spun' ORDER BY query"
wire="kind = 'wire'"

# ----- who searches -----

search_newsprint() {
    local label="newsprint | $newsprint_index" join ignore
    join="FROM articles a JOIN articles b ON b.print @@ to_newsprint_query(a.print, shingles => 3"
    ignore="ignore => (SELECT print FROM ignored)"
    measure paragraph "$label" "$answers, body FROM queries WHERE $paragraphs" \
        "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::text)"
    measure article "$label" "$answers, article FROM queries WHERE $whole" \
        "SELECT b.id $join) WHERE a.id = \$1::int AND b.id <> a.id"
    measure spun "$label" "$answers, body FROM queries WHERE $spun" \
        "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::text, share => .3, shingles => 3)"
    measure wire "$label" "$answers, article FROM queries WHERE $wire" \
        "SELECT b.id $join) WHERE a.id = \$1::int AND b.id <> a.id"
    $have_ignore || return 0
    label="newsprint, ignore | $newsprint_index"
    measure paragraph "$label" "$answers, body FROM queries WHERE $paragraphs" \
        "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::text, $ignore)"
    measure article "$label" "$answers, article FROM queries WHERE $whole" \
        "SELECT b.id $join, $ignore) WHERE a.id = \$1::int AND b.id <> a.id"
    measure article "newsprint, ignore, 6 shingles | $newsprint_index" "$answers, article FROM queries WHERE $whole" \
        "SELECT b.id ${join/%3/6}, $ignore) WHERE a.id = \$1::int AND b.id <> a.id"
    measure spun "$label" "$answers, body FROM queries WHERE $spun" \
        "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::text, share => .3, shingles => 3, $ignore)"
    measure wire "$label" "$answers, article FROM queries WHERE $wire" \
        "SELECT b.id $join, $ignore) WHERE a.id = \$1::int AND b.id <> a.id"
}

# The same four for what holds arrays: label, keys of a query, those kept,
# options, and the statement over $1 (keys), $2 (threshold) and $3 (not this id)
search_arrays() {
    local label=$1 all=$2 kept=$3 statement=$4 array threshold name
    shift 4
    for array in "$all" "$kept"; do
        name=$label
        if [ "$array" = "$kept" ]; then
            $have_ignore || continue
            name="${label%% |*}, ignore |${label#* |}"
        fi
        threshold="greatest(1, ceil(%s * cardinality($array) - 1e-9))::int"
        # shellcheck disable=SC2059
        measure paragraph -s "SET enable_seqscan = off" "$@" "$name" \
            "$answers, $array, $(printf "$threshold" .5), 0 FROM queries WHERE $paragraphs" "$statement"
        measure article -s "SET enable_seqscan = off" "$@" "$name" \
            "$answers, $array, 3, article FROM queries WHERE $whole" "$statement"
        # shellcheck disable=SC2059
        measure spun -s "SET enable_seqscan = off" "$@" "$name" \
            "$answers, $array, least(3, $(printf "$threshold" .3)), 0 FROM queries WHERE $spun" "$statement"
        measure wire -s "SET enable_seqscan = off" "$@" "$name" \
            "$answers, $array, 3, article FROM queries WHERE $wire" "$statement"
    done
}

search_intarray() {
    extension intarray || return 0
    sql -c "CREATE TABLE arrays4 AS SELECT id, sort(uniq(sort(keys4))) AS keys FROM keys"
    sql -c "VACUUM ANALYZE arrays4"
    search_arrays "intarray GIN | $(build arrays4_keys "CREATE INDEX arrays4_keys ON arrays4 USING gin (keys gin__int_ops)") (+$(megabytes "pg_table_size('arrays4')"))" \
        keys4 kept4 \
        "SELECT id FROM arrays4 WHERE keys && \$1::int4[] AND icount(keys & \$1::int4[]) >= \$2::int AND id <> \$3::int"
    sql -c "DROP TABLE arrays4" -c "DROP EXTENSION intarray"
}

search_btree() {
    sql -c "CREATE TABLE postings AS SELECT key, id AS article FROM keys, unnest(keys) AS key"
    label="btree postings | $(build postings_key "CREATE INDEX postings_key ON postings (key, article)") (+$(megabytes "pg_table_size('postings')"))"
    sql -c "VACUUM ANALYZE postings"
    search_arrays "$label" keys kept \
        "SELECT article FROM postings WHERE key = ANY(\$1::int8[]) AND article <> \$3::int GROUP BY article HAVING count(*) >= \$2::int" \
        -s "SET enable_bitmapscan = off"
    sql -c "DROP TABLE postings"
}

search_gin() {
    sql -c "CREATE TABLE arrays8 AS SELECT id, keys FROM keys"
    sql -c "VACUUM ANALYZE arrays8"
    search_arrays "GIN on int8[] | $(build arrays8_keys "CREATE INDEX arrays8_keys ON arrays8 USING gin (keys)") (+$(megabytes "pg_table_size('arrays8')"))" \
        keys kept \
        "SELECT id FROM arrays8 WHERE keys && \$1::int8[] AND (SELECT count(*) FROM unnest(keys) AS key WHERE key = ANY(\$1::int8[])) >= \$2::int AND id <> \$3::int"
    sql -c "DROP TABLE arrays8"
}

search_rum() {
    extension rum postgresql-15-rum || return 0
    sql -c "CREATE TABLE arrays8 AS SELECT id, keys FROM keys"
    sql -c "VACUUM ANALYZE arrays8"
    # A cosine that every article with so many keys in common reaches lets the
    # index drop most of the others; the rest are counted.
    local most
    most=$(sql -c "SELECT max(cardinality(keys)) FROM arrays8")
    search_arrays "RUM, cosine | $(build arrays8_rum "CREATE INDEX arrays8_rum ON arrays8 USING rum (keys rum_anyarray_ops)") (+$(megabytes "pg_table_size('arrays8')"))" \
        keys kept \
        "SELECT id FROM arrays8 WHERE keys % \$1::int8[] AND (SELECT count(*) FROM unnest(keys) AS key WHERE key = ANY(\$1::int8[])) >= \$2::int AND id <> \$3::int" \
        -s "SET rum.array_similarity_function = cosine" \
        -b "SELECT set_config('rum.array_similarity_threshold', (greatest(0, least(1, \$2::int / sqrt(greatest(1, cardinality(\$1::int8[])) * $most)) - 1e-6))::text, false), \$3::text"
    sql -c "DROP TABLE arrays8" -c "DROP EXTENSION rum"
}

# Trigrams of the paragraphs themselves: whole articles are out of its reach,
# and so are 100,000 (a query takes seconds), so 20 queries over 10,000.
search_trgm() {
    [ "$size" -le 10000 ] || return 0
    extension pg_trgm || return 0
    sql -c "CREATE TABLE paragraphs AS SELECT id AS article, p.body FROM articles, regexp_split_to_table(body, '\n\n') AS p (body)"
    sql -c "VACUUM ANALYZE paragraphs"
    measure paragraph -p 1 -s "SET enable_seqscan = off" -s "SET pg_trgm.similarity_threshold = .5" \
        "pg_trgm GIN, %, 20 queries | $(build paragraphs_trgm "CREATE INDEX paragraphs_trgm ON paragraphs USING gin (body gin_trgm_ops)") (+$(megabytes "pg_table_size('paragraphs')"))" \
        "SELECT * FROM ($answers, body FROM queries WHERE $paragraphs) q WHERE query % 10 = 1" \
        "SELECT DISTINCT article FROM paragraphs WHERE body % \$1::text"
    sql -c "DROP TABLE paragraphs" -c "DROP EXTENSION pg_trgm"
}

# pg_similarity compares texts one by one, of at most 1,024 bytes: 5 queries over
# the paragraphs of 1,000 articles.
search_similarity() {
    [ "$size" -le 10000 ] || return 0
    extension pg_similarity postgresql-15-similarity || return 0
    sql -c "CREATE TABLE paragraphs AS SELECT id AS article, p.body FROM articles, regexp_split_to_table(body, '\n\n') AS p (body) WHERE id <= 1000 AND octet_length(p.body) BETWEEN 100 AND 1000"
    measure paragraph -p 1 "pg_similarity, jaccard, 1,000 articles, 5 queries | 0 | 0 (+$(megabytes "pg_table_size('paragraphs')"))" \
        "SELECT query, ARRAY(SELECT unnest(\"right\") INTERSECT SELECT generate_series(1, 1000)), neutral, body FROM (SELECT * FROM queries WHERE $paragraphs) q WHERE article BETWEEN 1 AND 1000 AND octet_length(body) <= 1000 LIMIT 5" \
        "SELECT DISTINCT article FROM paragraphs WHERE jaccard(body, \$1::text) >= .5"
    sql -c "DROP TABLE paragraphs" -c "DROP EXTENSION pg_similarity"
}

# ----- tables -----

table() {
    local kind=$1 head=$2
    grep -q "^$kind	" "$work/results" || return 0
    printf '\n**%s**\n\n' "$head"
    echo "| approach | build s | index MB (+ table) | CPU ms p50 / p95 | wall ms p50 / p95 | CPU p50, newsprint = 1 | recall | precision | found a query (neutral) |"
    echo "|---|---|---|---|---|---|---|---|---|"
    # $2 label with build and size, $4 .. $6 CPU, $7 .. $9 wall, then answers
    awk -F '\t' -v kind="$kind" '$1 == kind {
        if ($2 ~ /^newsprint \|/) one = $4
        ratio = (one > 0) ? sprintf("%.2f", $4 / one) : ""
        printf("| %s | %.2f / %.2f | %.2f / %.2f | %s | %.4f | %.4f | %s (%s) |\n",
            $2, $4, $5, $7, $8, ratio, $10, $11, $12, $13)
    }' "$work/results"
}

print_searches() {
    table paragraph "$size articles: paragraphs, share .5"
    table article "$size articles: whole articles, 3 shingles"
    table spun "$size articles: spun paragraphs, share .3 or 3 shingles"
    table wire "$size articles: the wire story in 500 outlets (499 others), 3 shingles"
}

# ----- newsprint alone -----

print_sweep() {
    local shingles label ignore='' with=''
    : > "$work/results"
    if $have_ignore; then
        ignore=", ignore => (SELECT print FROM ignored)"
        with=", with ignore"
    fi
    for shingles in 3 4 6 8 10 12 16; do
        label="$shingles shingles$with | |"
        measure sweep -p 1 "$label" "$answers, article FROM queries WHERE $whole" \
            "SELECT b.id FROM articles a JOIN articles b ON b.print @@ to_newsprint_query(a.print, shingles => $shingles$ignore) WHERE a.id = \$1::int AND b.id <> a.id"
    done
    table sweep "$size articles: whole articles by number of shingles"
}

print_estimates() {
    local ignore="ignore => (SELECT print FROM ignored)"
    local join="FROM articles a JOIN articles b ON b.print @@ to_newsprint_query(a.print, shingles => 3"
    : > "$work/results"
    measure estimates -e "paragraph, share .5" "$answers, body FROM queries WHERE $paragraphs" \
        "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::text)"
    measure estimates -e "paragraph, newsprint_contains" "$answers, body FROM queries WHERE $paragraphs" \
        "SELECT id FROM articles WHERE newsprint_contains(to_newsprint(\$1::text), print)"
    measure estimates -e "paragraph, share .3 or 3 shingles" "$answers, body FROM queries WHERE $paragraphs" \
        "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::text, share => .3, shingles => 3)"
    measure estimates -e "article's print as value, 3 shingles" \
        "$answers, a.print::text FROM queries JOIN articles a ON a.id = article WHERE $whole" \
        "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::newsprint, shingles => 3)"
    measure estimates -e "article's print as value, 8 shingles" \
        "$answers, a.print::text FROM queries JOIN articles a ON a.id = article WHERE $whole" \
        "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::newsprint, shingles => 8)"
    measure estimates -e "article by join, 3 shingles" "$answers, article FROM queries WHERE $whole" \
        "SELECT b.id $join) WHERE a.id = \$1::int"
    if $have_ignore; then
        measure estimates -e "paragraph, share .5, ignore" "$answers, body FROM queries WHERE $paragraphs" \
            "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::text, $ignore)"
        measure estimates -e "article's print as value, 3 shingles, ignore as value" \
            "$answers, a.print::text, i.print::text FROM ignored i, queries JOIN articles a ON a.id = article WHERE $whole" \
            "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::newsprint, shingles => 3, ignore => \$2::newsprint)"
        measure estimates -e "article by join, 3 shingles, ignore" "$answers, article FROM queries WHERE $whole" \
            "SELECT b.id $join, $ignore) WHERE a.id = \$1::int"
    fi
    measure estimates -e "wire story by value, 3 shingles" \
        "$answers, a.print::text FROM queries JOIN articles a ON a.id = article WHERE $wire" \
        "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::newsprint, shingles => 3)"
    printf '\n**%s articles: rows estimated and found**\n\n' "$size"
    echo "| newsprint, planner unaided | queries | estimate within a factor of 10 | plans with the index | median estimate | median found |"
    echo "|---|---|---|---|---|---|"
    awk -F '\t' '{printf "| %s | %d | %.1f%% | %.1f%% | %s | %s |\n", $2, $3, 100 * $4, 100 * $5, $6, $7}' "$work/results"
}

# One client inserts articles one by one, another searches meanwhile.
print_inserts() {
    local setting inserter inserts="SELECT id, NULL::int[], NULL::int[], id + 1000000, outlet, published_at, body FROM articles WHERE id <= 1000 ORDER BY id"
    printf '\n**%s articles: 1,000 single inserts, and paragraph searches by a second client meanwhile**\n\n' "$size"
    echo "| index | insert: CPU ms p50 / p95 / max | wall ms | search: CPU ms p50 / p95 / max | wall ms |"
    echo "|---|---|---|---|---|"
    for setting in "fastupdate = off" "fastupdate = on, gin_pending_list_limit = 64" \
        "fastupdate = on, gin_pending_list_limit = 4096" "fastupdate = on, gin_pending_list_limit = 65536"; do
        sql -c "ALTER INDEX articles_print SET ($setting)"
        tell "$size inserts: $setting"
        "$programs/time_queries" -o insert "$inserts" \
            "INSERT INTO articles (id, outlet, published_at, body) VALUES (\$1::int, \$2, \$3::timestamptz, \$4)" > "$work/insert" &
        inserter=$!
        "$programs/time_queries" -u "$inserter" search "$answers, body FROM queries WHERE $paragraphs" \
            "SELECT id FROM articles WHERE print @@ to_newsprint_query(\$1::text)" > "$work/search"
        wait "$inserter"
        case $setting in
            *64) setting="fastupdate, 64 kB pending" ;;
            *4096) setting="fastupdate, 4 MB pending" ;;
            *65536) setting="fastupdate, 64 MB pending" ;;
            *) setting="no fastupdate" ;;
        esac
        cat "$work/insert" "$work/search" | awk -F '\t' -v setting="$setting" '
            {row = row sprintf(" %.2f / %.2f / %.2f | %.2f / %.2f / %.2f |", $3, $4, $5, $6, $7, $8)}
            END {print "| " setting " |" row}'
        sql -c "DELETE FROM articles WHERE id > 1000000" -c "VACUUM articles"
    done
    sql -c "ALTER INDEX articles_print RESET (fastupdate, gin_pending_list_limit)"
}

print_pairs() {
    local with
    exists newsprint_pairs || { echo "skipped: newsprint_pairs (not there)"; return 0; }
    printf '\n**%s articles: newsprint_pairs, 8 shingles**\n\n' "$size"
    echo "| | CPU s | pairs | republications found, verbatim / light / some / spun | wire pairs found |"
    echo "|---|---|---|---|---|"
    for with in "all entries" "with ignore"; do
        [ "$with" = "all entries" ] || $have_ignore || continue
        tell "$size pairs $with"
        printf '| %s | %s | ' "$with" "$(seconds "CREATE TABLE pairs AS SELECT a::int, b::int FROM newsprint_pairs('articles'$([ "$with" = "all entries" ] || echo ", ignore => (SELECT print FROM ignored)"))")"
        sql -F ' | ' <<SQL | tr -d '\n'
SELECT (SELECT count(*) FROM pairs),
    (SELECT string_agg(share, ' / ' ORDER BY place) FROM (
        SELECT array_position('{verbatim,light,some,spun}', way) AS place,
            round(avg((p.x IS NOT NULL)::int), 4)::text AS share
        FROM truth LEFT JOIN (SELECT least(a, b) AS x, greatest(a, b) AS y FROM pairs) p
            ON x = least(id, source) AND y = greatest(id, source)
        WHERE way <> 'wire' GROUP BY way) s);
SQL
        printf ' | '
        sql <<SQL | tr -d '\n'
WITH story AS (SELECT id FROM truth WHERE way = 'wire' UNION SELECT source FROM truth WHERE way = 'wire')
SELECT count(*) || ' of ' || (SELECT count(*) * (count(*) - 1) / 2 FROM story)
FROM pairs WHERE a IN (SELECT id FROM story) AND b IN (SELECT id FROM story)
SQL
        echo ' |'
        sql -c "DROP TABLE pairs"
    done
}

# ----- all of it -----

for size in ${sizes:-10000 100000}; do
    : > "$work/results"
    prepare
    printf '\n'
    sql -c "SELECT format('%s articles, mean %s words; prints hold %s entries an article and take %s bytes an entry',
        count(*), round(avg((newsprint_info(print)->>'words')::int)), round(avg((newsprint_info(print)->>'entries')::int)),
        round(sum(pg_column_size(print)) / sum((newsprint_info(print)->>'entries')::numeric), 2)) FROM articles"
    ! $have_ignore || echo "newsprint_boilerplate: $ignored entries in $boilerplate_took CPU seconds"
    for part in newsprint intarray btree gin rum trgm similarity; do
        ! wanted "$part" || "search_$part"
    done
    print_searches
    ! wanted sweep || print_sweep
    ! wanted estimates || print_estimates
    ! wanted pairs || print_pairs
    ! wanted inserts || print_inserts
    export PGDATABASE=postgres
    psql -X -q -c "DROP DATABASE search_$size"
done
