#!/usr/bin/env bash
# Who reprinted which paragraph: make demo [ARTICLES=folder] [DEMO_HTML=file]
# To ask further: make psql ARTICLES=folder (demo/run.sh psql [arguments])
#
# The folder (default: the made-up story in demo/story) holds articles as
#   *.txt    UTF-8; the file's name is the id and, without a number in front,
#            the outlet; a first line with a date or timestamp says when it was
#            published, else the order of the names does
#   *.jsonl  a JSON object a line: id, outlet, published_at, body and, if there
#            is one, title
# What comes out is shown and, with more to look at, written as a page
# (DEMO_HTML, default: demo.html).  The server is a private one that is gone
# afterwards.
set -u
here=$(cd "$(dirname "$0")" && pwd)
articles=${ARTICLES:-$here/story}
case $articles in       # not every shell expands ARTICLES=~/folder
    \~/*) articles=${HOME-}${articles#\~} ;;
esac
. "$here/../tools/server.sh"

[ -d "$articles" ] || np_die "ARTICLES names $articles, which is no folder"
articles=$(cd "$articles" && pwd)
if [ -z "$(find -L "$articles" -maxdepth 1 -type f \( -name '*.txt' -o -name '*.jsonl' \) -print -quit)" ]; then
    np_die "$articles has no .txt and no .jsonl file"
fi
asked=${1-}
[ $# -eq 0 ] || shift
html=${DEMO_HTML:-demo.html}
[ "$asked" != psql ] || html=/dev/null
case $html in
    \~/*) html=${HOME-}${html#\~} ;;
    /*) ;;
    *) html=$PWD/$html ;;
esac
{ : >> "$html"; } 2>/dev/null || np_die "cannot write $html; DEMO_HTML names another file"

# How wide the table may be, and whether it may have colours.
colour=
width=${COLUMNS:-}
if [ -t 1 ]; then
    [ -n "${NO_COLOR-}" ] || colour=1
    [ -n "$width" ] || width=$(stty size <&1 2>/dev/null | cut -d ' ' -f 2)
fi
case $width in
    '' | *[!0-9]*) width=110 ;;
esac
[ "$width" -ge 60 ] || width=110

bash "$np_top/tools/setup.sh" || exit 1
np_begin
np_build all
np_install
np_unlock
mkdir "$np_work/articles"
find -L "$articles" -maxdepth 1 -type f \( -name '*.txt' -o -name '*.jsonl' \) -exec cp {} "$np_work/articles/" \;
chmod -R u+rwX "$np_work/articles"
[ "$(id -u)" -ne 0 ] || chown -R "$np_user" "$np_work"
np_start

if [ "$asked" = psql ]; then
    psql -X -q -v ON_ERROR_STOP=1 -v folder="$np_work/articles" -f "$here/load.sql" || exit 1
    psql -X "$@"
    exit $?
fi

show() {
    psql -X -q -v ON_ERROR_STOP=1 -v folder="$np_work/articles" -v width="$width" -v html="$html" \
        -f "$here/demo.sql" 2>&1 | sed -E 's/^psql:.*\/(demo|load|page)\.sql:[0-9]+: (WARNING|NOTICE):  /\2: /'
    return "${PIPESTATUS[0]}"
}

paint() {
    local esc
    esc=$(printf '\033')
    sed -E "s/( │ *)(verbatim)( *│)/\1${esc}[31m\2${esc}[0m\3/
        s/( │ *)(edited)( *│)/\1${esc}[33m\2${esc}[0m\3/
        s/( │ *)(rewritten)( *│)/\1${esc}[36m\2${esc}[0m\3/
        s/( │ *)(fragment|quotation)( *│)/\1${esc}[32m\2${esc}[0m\3/
        s/^(== .*)$/${esc}[1m\1${esc}[0m/"
}

if [ -n "$colour" ]; then
    np_wait show > >(paint)
else
    np_wait show
fi
status=$?
sleep 0.1       # paint's last lines
np_crashed && status=1
[ "$status" -ne 0 ] || printf '\n%s\n' "$html"
exit "$status"
