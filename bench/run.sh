#!/usr/bin/env bash
# The measurements: make bench [BENCH="name ..."]
#
# bench/bench_NAME.c is a program on the plain rooms; bench/bench_NAME.sh and
# bench/bench_NAME.sql run against a private server that has the extension.
# Real data: NEWSPRINT_DATA (default ../shared beside the tree); what needs it
# and does not find it is skipped, as is what ends with status 77.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tools/server.sh"

chosen() {
    case " ${BENCH-} " in
        "  " | *" $1 "*) return 0 ;;
        *) return 1 ;;
    esac
}

programs= scripts= tools=
for file in "$here"/bench_*.c "$here"/bench_*.sh "$here"/bench_*.sql; do
    [ -f "$file" ] || continue
    name=${file##*/}
    chosen "${name%.*}" || continue
    case $name in
        bench_align.c | bench_passages.c)
            if ! printf '#include <libstemmer.h>\n' | ${CC:-cc} -E - >/dev/null 2>&1; then
                echo "skipped: ${name%.c} (needs libstemmer-dev)"
                continue
            fi
            ;;
    esac
    case $name in
        *.c) programs="$programs ${name%.c}" ;;
        *) scripts="$scripts $name" ;;
    esac
done
if [ -z "$programs$scripts" ]; then
    echo "newsprint: no such measurement in bench/: ${BENCH-}" >&2
    exit 1
fi

if [ -z "${NEWSPRINT_DATA-}" ] && [ -d "$np_top/../shared" ]; then
    NEWSPRINT_DATA=$(cd "$np_top/../shared" && pwd)
fi
[ -n "${NEWSPRINT_DATA-}" ] && export NEWSPRINT_DATA || unset NEWSPRINT_DATA

bash "$np_top/tools/setup.sh" || exit 1
np_begin
targets=
for name in $programs; do
    targets="$targets build/bench/$name"
done
[ -z "$scripts" ] || targets="$targets all"
# what scripts measure with
case " $scripts " in
    *" bench_search.sh "* | *" bench_index.sh "* | *" bench_scale.sh "*)
        tools="make_corpus time_queries"
        targets="$targets build/bench/make_corpus build/bench/time_queries"
        # the alternatives' indexes, warm
        export NEWSPRINT_SHARED_BUFFERS=${NEWSPRINT_SHARED_BUFFERS:-2GB}
        ;;
esac
# shellcheck disable=SC2086
np_build $targets
[ -z "$scripts" ] || np_install
mkdir -p "$np_work/bench"
export NEWSPRINT_PROGRAMS=$np_work/bench
for name in $programs $tools; do
    cp "$np_build/build/bench/$name" "$np_work/bench/"
done
np_unlock

status=0
result() {
    case $1 in
        0) ;;
        77) echo "skipped: $2" ;;
        *) echo "failed with status $1: $2" ; status=1 ;;
    esac
}

# Texts for programs that read such, each ended by a zero byte: the bodies of
# JSON lines that a condition holds for.
texts() {
    local name=$1 condition=$2
    perl -MJSON::PP -ne '
        BEGIN { $condition = eval "sub { $ARGV[0] }"; shift @ARGV; binmode STDOUT, ":utf8" }
        $article = decode_json($_);
        print $article->{body}, "\0" if $condition->();' "$condition" \
        > "$np_work/bench/$name.texts"
    add_texts "$name" "$np_work/bench/$name.texts"
}

add_texts() {
    [ ! -s "$2" ] || arguments="$arguments $1=$2"
}

# What a program is called with; status 77: its data is not there.
arguments_of() {
    arguments=
    case $1 in
        # MEGABYTES: the size up to which texts double
        bench_hostile) arguments=${MEGABYTES-} ;;
        bench_fingerprint)
            [ -d "${NEWSPRINT_DATA-}/corpora" ] || return 77
            texts English 1 < <(xz -dc "$NEWSPRINT_DATA/corpora/allsides.jsonl.xz" | head -n 2000)
            texts Chinese 1 < <(gzip -dc "$NEWSPRINT_DATA/corpora/chinese_histories.jsonl.gz" | head -n 100)
            for language in ru:Russian ja:Japanese; do
                texts "${language#*:}" "\$article->{lang} eq '${language%:*}'" \
                    < <(gzip -dc "$NEWSPRINT_DATA/corpora/wmt22.jsonl.gz")
            done
            # the corpora have no Thai; Debian's emacs-common has some
            thai=${THAI:-$(ls /usr/share/emacs/*/etc/tutorials/TUTORIAL.th 2>/dev/null | tail -n 1)}
            if [ -f "$thai" ]; then
                add_texts Thai "$thai"
            else
                echo "skipped: Thai (needs THAI=file, or Debian's emacs-common)"
            fi
            ;;
        # SECTIONS: some of their sections instead of the usual ones
        bench_align | bench_passages)
            [ -d "${NEWSPRINT_DATA-}/corpora" ] || return 77
            arguments="$NEWSPRINT_DATA ${SECTIONS-}"
            ;;
        bench_quotes)
            [ -d "${NEWSPRINT_DATA-}/corpora" ] || return 77
            # id, body and labels, each ended by a zero byte
            gzip -dc "$NEWSPRINT_DATA/corpora/polnear.jsonl.gz" | perl -MJSON::PP -ne '
                BEGIN { binmode STDOUT, ":utf8" }
                $article = decode_json($_);
                sub spans { join ",", map { "$_->[0] $_->[1]" } @{ $_[0] // [] } }
                print $article->{id}, "\0", $article->{body}, "\0",
                    (map { spans($_->{source}) . "/" . spans($_->{content}) . "\n" }
                        @{ $article->{attributions} }), "\0";' > "$np_work/bench/polnear.texts"
            add_texts polnear "$np_work/bench/polnear.texts"
            texts AllSides 1 < <(xz -dc "$NEWSPRINT_DATA/corpora/allsides.jsonl.xz")
            ;;
    esac
    return 0
}

for name in $programs; do
    printf '\n== %s\n' "$name"
    # shellcheck disable=SC2086
    arguments_of "$name" && np_wait "$np_work/bench/$name" $arguments
    result $? "$name"
done
if [ -n "$scripts" ]; then
    [ "$(id -u)" -ne 0 ] || chown -R "$np_user" "$np_work"
    np_start
    psql -X -q -c 'CREATE EXTENSION newsprint' || exit 1
    for name in $scripts; do
        printf '\n== %s\n' "$name"
        case $name in
            *.sh) np_wait bash "$here/$name" ;;
            *.sql) np_wait psql -X -q -v ON_ERROR_STOP=1 -f "$here/$name" ;;
        esac
        result $? "$name"
    done
fi
exit "$status"
