#!/usr/bin/env bash
# Builds, tests and counts; the last line is "N passed, N failed", with
# ", N skipped" where something was.
#
#   tools/run_tests.sh [unit] [regress] [isolation] [tap]      default: all
#   tools/run_tests.sh sanitize       the unit tests and the fuzzers' stored
#                                     inputs with ASan and UBSan
#
# UNIT, REGRESS, ISOLATION, TAP and FUZZ choose tests of a kind by name.  ACCEPT=1
# takes what the SQL tests print as expected from now on.  NEWSPRINT_DATA is
# the folder with real data (default ../shared beside the tree, where there is
# one); a test that needs it and does not find it is skipped:
#   C     skip(1, "reason")
#   perl  plan skip_all => 'reason'
#   SQL   \getenv data NEWSPRINT_DATA, then \if :{?data} ... \else
#         \echo skipped: reason   \quit \endif, and expected/NAME_1.out
#
# Tests run as an ordinary user, on a copy of the tree's sources, with a
# private server; see server.sh.
set -u
. "$(dirname "$0")/server.sh"

passed=0
failed=0
skipped=0

say() { printf '%s\n' "$*"; }

# One test of TAP: its output and exit status are counted.
count_tap() {
    local name=$1 output=$2 status=$3 p f s plan
    read -r p f s plan <<EOF
$(awk '
    /^1\.\.[0-9]+/ { split($1, a, /\.\./); plan = a[2]; whole = ($0 ~ /# *[Ss][Kk][Ii][Pp]/) }
    /^ok([ \t]|$)/ { if ($0 ~ /# *([Ss][Kk][Ii][Pp]|[Tt][Oo][Dd][Oo])/) s++; else p++ }
    /^not ok/ { if ($0 ~ /# *[Tt][Oo][Dd][Oo]/) s++; else f++ }
    END { if (plan == "0" && whole) s++; print p + 0, f + 0, s + 0, (plan == "" ? "none" : plan) + 0 == p + f + s || (plan == "0" && whole) ? "kept" : "broken" }
' "$output")
EOF
    if [ "$plan" = broken ] || { [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; }; then
        f=$((f + 1))
        say "not ok: $name ended with status $status $([ "$plan" = broken ] && echo 'before its plan was through')"
        tail -n 20 "$output" | sed 's/^/    /'
        cat "$np_work/tap/${name#tap }"/tmp_check/log/regress_log_* 2>/dev/null | tail -n 30 | sed 's/^/    log: /'
    fi
    if [ "$f" -gt 0 ]; then
        say "not ok: $name: $p passed, $f failed"
        awk '/^ *not ok/ { show = 1 } /^ *ok/ { show = 0 } show || /^#/' "$output" | head -n 200 | sed 's/^/    /'
    else
        say "ok: $name: $p passed$([ "$s" -gt 0 ] && echo ", $s skipped")"
    fi
    sed -n 's/.*# *[Ss][Kk][Ii][Pp][A-Za-z]* */    skipped: /p' "$output" | sort | uniq -c | sed 's/^ *\([0-9]*\) */    \1 x /; s/    skipped: /skipped: /'
    passed=$((passed + p))
    failed=$((failed + f))
    skipped=$((skipped + s))
}

# A command of the ordinary user in the copied tree.
in_tree() {
    cd "$np_tree" && np_as "$@"
}

# The unit tests, built in one way or another: $1 is unit or sanitize.
run_programs() {
    local program name
    for program in "$np_work/$1"/test_*; do
        [ -x "$program" ] || continue
        name=${program##*/}
        np_wait in_tree timeout "$limit" "$program" > "$np_work/tap.log" 2>&1
        count_tap "$1 $name" "$np_work/tap.log" $?
    done
}

run_unit() {
    run_programs unit
}

run_sanitize() {
    local program name
    if [ ! -d "$np_work/sanitize" ]; then
        skipped=$((skipped + 1))
        say "skipped: sanitize: $cc has no -fsanitize=address,undefined here"
        return
    fi
    run_programs sanitize
    for program in "$np_work"/sanitize/fuzz_*; do
        [ -x "$program" ] || continue
        name=${program##*/}
        np_wait in_tree timeout "$limit" "$program" "$np_tree/test/fuzz/seeds/$name"/* > "$np_work/tap.log" 2>&1
        count_tap "sanitize $name" "$np_work/tap.log" $?
    done
}

# Can the compiler build for the sanitizers?
has_sanitizers() {
    cc=${CC:-$("$np_pg_config" --cc)}
    printf 'int main(void) { return 0; }\n' |
        $cc -fsanitize=address,undefined -x c - -o "$np_work/try" 2>/dev/null
}

# What PGXS sets for PostgreSQL::Test::Cluster.
tap_program() {
    export TESTDIR=$np_work/tap/$1          # up to PostgreSQL 15; since then:
    export TESTLOGDIR=$np_work/tap/$1/tmp_check/log TESTDATADIR=$np_work/tap/$1/tmp_check TMPDIR=$np_work
    export PG_REGRESS=$np_pgxs/src/test/regress/pg_regress PGPORT=65432
    export PERL5LIB=$np_pgxs/src/test/perl:$np_tree/test/t PG_TEST_PORT_DIR=$np_work/ports
    unset PGHOST PGUSER PGDATABASE
    in_tree timeout "$limit" perl "test/t/$1.pl"
}

run_tap() {
    local file name
    for file in "$np_tree"/test/t/*.pl; do
        [ -f "$file" ] || continue
        name=$(basename "$file" .pl)
        chosen "$name" "${TAP-}" || continue
        np_as mkdir -p "$np_work/tap/$name/tmp_check"
        np_wait tap_program "$name" > "$np_work/tap.log" 2>&1
        count_tap "tap $name" "$np_work/tap.log" $?
    done
}

# pg_regress speaks its own way up to PostgreSQL 15, TAP from 16 on.
count_regress() {
    local kind=$1 dir=$2 output=$3 diffs=$4 name result seen=0
    while read -r result name; do
        [ -n "$result" ] || continue
        seen=$((seen + 1))
        if [ "$result" = failed ] && [ -n "${ACCEPT-}" ] && [ -f "$dir/results/$name.out" ]; then
            passed=$((passed + 1))
            say "ok: $kind $name (accepted)"
        elif [ "$result" = failed ]; then
            failed=$((failed + 1))
            say "not ok: $kind $name$([ -s "$dir/expected/$name.out" ] || echo " (there is no expected/$name.out; ACCEPT=1 writes it)")"
        elif grep -q '^skipped: ' "$dir/results/$name.out" 2>/dev/null; then
            skipped=$((skipped + 1))
            say "skipped: $kind $name: $(sed -n 's/^skipped: //p' "$dir/results/$name.out" | head -n 1)"
        else
            passed=$((passed + 1))
            say "ok: $kind $name"
        fi
    done <<EOF
$(sed -nE -e 's/^(test )? *([^ ]+) +\.\.\. +ok( .*)?$/passed \2/p' \
    -e 's/^(test )? *([^ ]+) +\.\.\. +FAILED.*$/failed \2/p' \
    -e 's/^ok [0-9]+ +[-+] ([^ ]+).*$/passed \1/p' \
    -e 's/^not ok [0-9]+ +[-+] ([^ ]+).*$/failed \1/p' "$output")
EOF
    if [ "$seen" -eq 0 ]; then
        failed=$((failed + 1))
        say "not ok: $kind did not run"
        sed 's/^/    /' "$output"
    fi
    if [ -s "$diffs" ] && [ -z "${ACCEPT-}" ]; then
        # what has no expected output is not shown
        awk '/^diff / { lines = 0; next } /^@@ -0,0 / { lines = 1000 } ++lines <= 200 { print "    " $0 }
            lines == 200 { print "    ..." }' "$diffs"
    fi
    np_crashed | sed 's/^/    server: /'
}

# Is $1 among the names in $2 (none: all)?
chosen() {
    case " $2 " in
        "  " | *" $1 "*) return 0 ;;
        *) return 1 ;;
    esac
}

# The tests of a kind: names of the files in a folder that are chosen.
names() {
    local file name
    for file in "$1"/*"$2"; do
        [ -f "$file" ] || continue
        name=$(basename "$file" "$2")
        ! chosen "$name" "$3" || echo "$name"
    done
}

# Inputs and expected outputs the way every pg_regress since 15 finds them.
arrange() {
    local dir=$1 inputs=$2 tests=$3 file
    np_as mkdir -p "$dir/expected"
    np_as cp -R "$np_tree/test/$inputs" "$dir/$inputs"
    for file in "$np_tree"/expected/*.out; do
        [ ! -f "$file" ] || np_as cp "$file" "$dir/expected/"
    done
    for file in $tests; do              # a missing one is a difference
        [ -f "$dir/expected/$file.out" ] || np_as touch "$dir/expected/$file.out"
    done
}

# What the tests printed becomes what is expected, unless it was already.
accept() {
    local dir=$1 tests=$2 name file
    mkdir -p "$np_top/expected"
    for name in $tests; do
        [ -f "$dir/results/$name.out" ] || continue
        for file in "$np_top/expected/$name.out" "$np_top/expected/$name"_[0-9].out; do
            cmp -s "$dir/results/$name.out" "$file" && continue 2
        done
        cp "$dir/results/$name.out" "$np_top/expected/$name.out"
        say "accepted: expected/$name.out"
    done
}

# Each test has a database of its own, so that none depends on another.
run_regress() {
    local tests dir=$np_work/regress name
    tests=$(names "$np_tree/test/sql" .sql "${REGRESS-}")
    [ -n "$tests" ] || return 0
    arrange "$dir" sql "$tests"
    : > "$np_work/regress.log"
    : > "$np_work/regress.diffs"
    for name in $tests; do
        np_wait in_tree timeout "$limit" "$np_pgxs/src/test/regress/pg_regress" --bindir="$np_bin" \
            --inputdir="$dir" --outputdir="$dir" --dbname=contrib_regression --encoding=UTF8 \
            --host="$PGHOST" --port="$PGPORT" --user=postgres "$name" >> "$np_work/regress.log" 2>&1
        [ ! -f "$dir/regression.diffs" ] || cat "$dir/regression.diffs" >> "$np_work/regress.diffs"
    done
    [ -z "${ACCEPT-}" ] || accept "$dir" "$tests"
    count_regress regress "$dir" "$np_work/regress.log" "$np_work/regress.diffs"
}

run_isolation() {
    local tests dir=$np_work/isolation
    tests=$(names "$np_tree/test/specs" .spec "${ISOLATION-}")
    [ -n "$tests" ] || return 0
    arrange "$dir" specs "$tests"
    # shellcheck disable=SC2086
    np_wait in_tree timeout "$limit" "$np_pgxs/src/test/isolation/pg_isolation_regress" --bindir="$np_bin" \
        --inputdir="$dir" --outputdir="$dir" --dbname=isolation_regression --encoding=UTF8 \
        --host="$PGHOST" --port="$PGPORT" --user=postgres $tests > "$np_work/isolation.log" 2>&1
    [ -z "${ACCEPT-}" ] || accept "$dir" "$tests"
    count_regress isolation "$dir" "$np_work/isolation.log" "$dir/regression.diffs"
}

# Real data, where the user that runs the tests can read it.
find_data() {
    local data=${NEWSPRINT_DATA-}
    unset NEWSPRINT_DATA
    if [ -z "$data" ]; then
        data=$np_top/../shared
        [ -d "$data" ] || return 0
    elif [ ! -d "$data" ]; then
        say "NEWSPRINT_DATA names $data, which is no folder: tests that need it are skipped"
        return 0
    fi
    data=$(cd "$data" && pwd)
    if ! np_as test -r "$data" -a -x "$data"; then
        cp -R -L "$data" "$np_work/shared"
        chown -R "$np_user" "$np_work/shared"
        data=$np_work/shared
    fi
    export NEWSPRINT_DATA=$data
}

kinds=${*:-unit regress isolation tap}
limit=${NEWSPRINT_TEST_SECONDS:-1800}
targets=
with_server=
case " $kinds " in
    *" regress "* | *" isolation "* | *" tap "*)
        with_server=true
        targets=all
        ;;
esac

bash "$np_top/tools/setup.sh" || exit 1
np_begin
case " $kinds " in
    *" unit "*)
        for name in $(names "$np_top/test/unit" .c "${UNIT-}"); do
            targets="$targets build/unit/$name"
        done
        ;;
esac
case " $kinds " in
    *" sanitize "*)
        if has_sanitizers; then
            for name in $(names "$np_top/test/unit" .c "${UNIT-}") $(names "$np_top/test/fuzz" .c "${FUZZ-}"); do
                [ "$name" = inputs ] || targets="$targets build/sanitize/$name"
            done
        fi
        ;;
esac
if [ -n "$targets" ]; then
    # shellcheck disable=SC2086
    np_build $targets
fi
np_tree=$np_work/tree
np_copy_tree "$np_tree"
for name in $targets; do
    case $name in
        build/*/*)
            mkdir -p "$np_work/$(basename "${name%/*}")"
            cp "$np_build/$name" "$np_work/$(basename "${name%/*}")/"
            ;;
    esac
done
[ -z "$with_server" ] || np_install
np_unlock
[ "$(id -u)" -ne 0 ] || chown -R "$np_user" "$np_work"
find_data
[ -z "$with_server" ] || np_start

for kind in $kinds; do
    case $kind in
        unit | sanitize | regress | isolation | tap) "run_$kind" ;;
        *) np_die "unknown kind of test: $kind" ;;
    esac
done

[ "$skipped" -eq 0 ] && say "$passed passed, $failed failed" ||
    say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ $((passed + skipped)) -gt 0 ]
