# What bench_search, bench_index and bench_scale have in common; sourced by them.
# shellcheck shell=bash
articles=${NEWSPRINT_DATA-}/corpora/allsides.jsonl.xz
[ -f "$articles" ] || exit 77
[ -r /proc/self/schedstat ] || { echo "this needs /proc/PID/schedstat" >&2; exit 77; }
programs=${NEWSPRINT_PROGRAMS:?}

# Sizes and parts that were asked for
sizes=''
parts=''
choose() {
    local word
    for word in "$@"; do
        case $word in
            *[!0-9]*) parts="$parts $word" ;;
            *) sizes="$sizes $word" ;;
        esac
    done
}
wanted() {
    case " ${parts:-$1} " in
        *" $1 "*) return 0 ;;
        *) return 1 ;;
    esac
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
export PGOPTIONS="-c client_min_messages=warning -c max_parallel_workers_per_gather=0 -c max_parallel_maintenance_workers=0 -c jit=off"

tell() {
    echo "$(date +%T) $*" >&2
}

sql() {
    psql -X -q -v ON_ERROR_STOP=1 -At "$@"
}

exists() {
    [ "$(sql -c "SELECT count(*) FROM pg_proc WHERE proname = '$1'")" != 0 ]
}

# An extension that is not installed here skips the part that needs it.
extension() {
    sql -c "CREATE EXTENSION IF NOT EXISTS $1" 2>/dev/null || {
        echo "skipped: $1 (not installed; Debian has it in ${2:-postgresql-15})"
        return 1
    }
}

# CPU and wall seconds of a statement, with options of time_queries before it
costs() {
    "$programs/time_queries" -o "${@:1:$#-1}" statement "SELECT 1, NULL::int[], NULL::int[]" "${!#}" |
        awk -F '\t' '{printf "%.2f %.2f", $3 / 1000, $6 / 1000}'
}

# CPU seconds of a statement
seconds() {
    costs "$1" | awk '{printf "%.1f", $1}'
}

megabytes() {
    sql -c "SELECT round($1 / 1e6)"
}

# The articles with their prints, queries and right answers, in a database of the
# name $1, which is the one in use from then on.  CPU seconds and WAL bytes of
# COPY are left in $work/loaded.
load_articles() {
    corpus=${BENCH_CORPUS:-$work}/$size
    if [ ! -s "$corpus/queries.tsv" ]; then
        tell "making $size articles"
        mkdir -p "$corpus"
        xz -dc "$articles" | "$programs/make_corpus" "$size" "$corpus" || exit 1
    fi
    tell "loading $size articles"
    psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1"
    export PGDATABASE=$1
    sql <<SQL
CREATE EXTENSION newsprint;
CREATE TABLE articles (id int PRIMARY KEY, outlet text, published_at timestamptz, body text,
    print newsprint GENERATED ALWAYS AS (to_newsprint(body)) STORED);
CREATE TABLE queries (query int, kind text, article int, body text, "right" int[], neutral int[],
    keys int8[], keys4 int4[]);
SELECT pg_backend_pid() AS backend, pg_current_wal_insert_lsn() AS start \gset
\setenv BACKEND :backend
\! cat /proc/\$BACKEND/schedstat > $work/cpu
\copy articles (id, outlet, published_at, body) FROM '$corpus/articles.tsv'
\! cat /proc/\$BACKEND/schedstat >> $work/cpu
SELECT pg_current_wal_insert_lsn() - :'start'::pg_lsn \g $work/wal
\copy queries FROM '$corpus/queries.tsv'
VACUUM ANALYZE articles;
CREATE TABLE ignored (print newsprint);
SQL
    awk 'NR == 1 {before = $1} NR == 2 {printf "%.1f ", ($1 - before) / 1e9}' "$work/cpu" > "$work/loaded"
    cat "$work/wal" >> "$work/loaded"
}

# Removes a corpus that is not to be kept.
forget_corpus() {
    [ -n "${BENCH_CORPUS-}" ] || rm -rf "$corpus"
}

# The same with the articles' keys
load() {
    load_articles "$1"
    sql <<SQL
CREATE TABLE keys (id int, keys int8[], keys4 int4[]);
CREATE TABLE truth (id int, source int, way text, paragraphs int[]);
CREATE TABLE blocks (id int, block int);
\copy keys FROM '$corpus/keys.tsv'
\copy truth FROM '$corpus/truth.tsv'
\copy blocks FROM '$corpus/boilerplate.tsv'
SQL
    forget_corpus
}

paragraphs="kind IN ('paragraph', 'nowhere') ORDER BY query"
whole="kind = 'article' ORDER BY query"
answers='SELECT query, "right", neutral'
