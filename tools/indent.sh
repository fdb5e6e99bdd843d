#!/usr/bin/env bash
# Formats the C sources as pgindent formats PostgreSQL's.
#
#   tools/indent.sh [files]           rewrites them (default: all but the table)
#   tools/indent.sh --check [files]   shows what it would change, exit status 1
#
# Needs pg_bsd_indent 2.1.1 (Debian 12: pg-bsd-indent; 2.1.2 indents some
# continuation lines differently).  pg_bsd_indent has to know the names of types; they are taken from our sources and, for src/pg,
# from the server's headers.
set -eu
cd "$(dirname "$0")/.."

check=
if [ "${1-}" = --check ]; then
    check=1
    shift
fi
if ! command -v pg_bsd_indent >/dev/null 2>&1; then
    echo "newsprint: pg_bsd_indent is missing (Debian: apt-get install pg-bsd-indent)" >&2
    exit 1
fi
if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046
    set -- $(find src test bench tools -name '*.[ch]' ! -name fold_table.c | sort)
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The names that typedefs in these files give.
typedefs() {
    sed -nE -e 's/^\} *([A-Za-z_][A-Za-z_0-9]*);.*/\1/p' \
        -e 's/^typedef [^()]*[ *]([A-Za-z_][A-Za-z_0-9]*);.*/\1/p' \
        -e 's/^#define[[:space:]]+SH_PREFIX[[:space:]]+([a-z_]+).*/\1_hash/p' \
        -e 's/^typedef .*\( *\* *([A-Za-z_][A-Za-z_0-9]*)\) *\(.*/\1/p' "$@"
}

{
    # shellcheck disable=SC2046
    typedefs $(find src test bench tools -name '*.[ch]')
    typedefs /usr/include/unicode/*.h 2>/dev/null || true
    printf '%s\n' FILE bool size_t ssize_t va_list time_t PGconn PGresult \
        int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t
} | sort -u > "$work/plain"
server=$(${PG_CONFIG:-pg_config} --includedir-server 2>/dev/null) || server=
{
    cat "$work/plain"
    # a handful of the server's types bear names that variables have, too
    [ -z "$server" ] || find "$server" -name '*.h' -exec cat {} + | typedefs |
        grep -vxE 'date|digit|interval|iterator|name|other|pointer|reference|string|timestamp|type|wrap'
} | sort -u > "$work/server"

format() {
    local types=$work/plain
    case $1 in
        src/pg/*) types=$work/server ;;
    esac
    # pg_bsd_indent mangles the byte 0x80, which many letters end in
    LC_ALL=C tr '\200' '\001' < "$1" > "$work/file.c"
    pg_bsd_indent -bad -bap -bbb -bc -bl -cli1 -cp33 -cdb -nce -d0 -di12 -nfc1 -i4 -l79 -lp -lpl \
        -nip -npro -sac -tpg -ts4 -U"$types" "$work/file.c" "$work/out.c" 2> "$work/errors" ||
        { sed "s|^|$1: |" "$work/errors" >&2; return 1; }
    LC_ALL=C tr '\001' '\200' < "$work/out.c" > "$work/file.c"
    mv "$work/file.c" "$work/out.c"
    # as pgindent does: one space before the * of a function's type
    sed -i -E 's/^([A-Za-z_][^ \t]*)[ \t]+\*$/\1 */' "$work/out.c"
    ! grep -q '^Error' "$work/errors" || { sed "s|^|$1: |" "$work/errors" >&2; return 1; }
}

status=0
for file in "$@"; do
    format "$file" || { status=1; continue; }
    if cmp -s "$file" "$work/out.c"; then
        continue
    elif [ -n "$check" ]; then
        diff -u --label "$file" --label "$file, formatted" "$file" "$work/out.c" || true
        status=1
    else
        cp "$work/out.c" "$file"
        echo "formatted: $file"
    fi
done
exit "$status"
