#!/usr/bin/env bash
# The SQL tests on a server under valgrind's memcheck; whatever it finds is a
# failure.
#
#   tools/valgrind.sh        REGRESS="text ..." chooses tests, PG_CONFIG a server
#
# Tests of few rows take a minute or two each; those of many (aggregates,
# boilerplate, disguises, gin, ...) take so long that they are for a night.
#
# With a server compiled with -DUSE_VALGRIND (and better with
# --enable-cassert), memcheck knows each piece that palloc gave, and what the
# server sends, hashes and stores must be initialized.  With any other server
# it sees whole blocks of memory only, which is said.
set -u
cd "$(dirname "$0")/.." || exit 1

command -v valgrind >/dev/null || {
    echo "newsprint: valgrind is missing: apt-get install valgrind" >&2
    exit 1
}
case $("${PG_CONFIG:-pg_config}" --cflags --cppflags 2>/dev/null) in
    *-DUSE_VALGRIND*) ;;
    *) echo "This server was built without -DUSE_VALGRIND: errors inside blocks of palloc's are not seen." ;;
esac

logs=$(mktemp -d /tmp/newsprint.valgrind.XXXXXX) || exit 1
trap 'rm -rf "$logs"' EXIT
trap 'kill "${tests-}"; wait; exit 1' INT TERM HUP
chmod 1777 "$logs"

NEWSPRINT_SERVER_UNDER="valgrind -q --trace-children=yes --leak-check=no --num-callers=40 --vgdb=no \
--error-markers=FOUND-BEGIN,FOUND-END --suppressions='$PWD/tools/valgrind.supp' --log-file=$logs/%p.log" \
    NEWSPRINT_TEST_SECONDS=${NEWSPRINT_TEST_SECONDS:-3600} bash tools/run_tests.sh regress > "$logs/tests" &
tests=$!
wait "$tests"
sed '$d' "$logs/tests"

# What was found, each place once.
findings=$(cat "$logs"/*.log | sed -E 's/^==[0-9]+== ?//; s/0x[0-9A-F]+: //; s/^(.*) (FOUND-(BEGIN|END))/\2/' | awk '
    /^FOUND-BEGIN/ { block = place = ""; address = 0; inside = 1; next }
    /^FOUND-END/ { if (!seen[place]++) { number++; print "valgrind " number ":" block }; inside = 0; next }
    /^ +Address / { address = 1 }
    inside && NF { block = block "\n    " $0; if (!address) place = place $0 }')
[ -z "$findings" ] || echo "$findings"
found=$(echo "$findings" | grep -c '^valgrind ')
tail -n 1 "$logs/tests" | awk -v found="$found" '
    /^[0-9]+ passed, [0-9]+ failed/ { sub(/[0-9]+ failed/, $3 + found " failed"); print; bad = $3 + found > 0 || $1 == 0; ran = 1 }
    END { exit !ran || bad }'
