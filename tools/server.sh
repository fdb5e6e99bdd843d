#!/usr/bin/env bash
# A private server with the extension, that leaves no trace.
#
#   tools/server.sh psql [arguments]      psql on it
#   tools/server.sh run command ...       a command on it: PGHOST, PGPORT, PGUSER
#                                         and PGDATABASE are set
#
# NEWSPRINT_SERVER_UNDER is a command that the server runs under, such as
# valgrind with its options.
#
# As a library (source it): np_build, np_install, np_start, np_as,
# np_wait, np_copy_tree, np_copy_server.
#
# The machine's PostgreSQL stays as it is: its lib and share trees are copied
# into a temporary directory, where pg_config, initdb and postgres find their
# files relative to themselves, and the extension is installed there.  The
# server listens on a unix socket in that directory, which belongs to an
# ordinary user; when the caller is root, that is nobody (NEWSPRINT_USER).
# Nothing has a fixed name, so any number of these run side by side.
set -u

np_top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
np_pg_config=${PG_CONFIG:-pg_config}
np_job=

# No setting for another server may leak in.
for np_name in $(compgen -e | grep '^PG' | grep -v '^PG_CONFIG$'); do
    unset "$np_name"
done
unset np_name

np_die() {
    echo "newsprint: $*" >&2
    exit 1
}

# Runs a command as the ordinary user.
np_as() {
    if [ "$np_user" = "$(id -un)" ]; then
        HOME=$np_work "$@"
    elif command -v setpriv >/dev/null 2>&1; then
        HOME=$np_work USER=$np_user LOGNAME=$np_user setpriv --reuid="$np_user" \
            --regid="$(id -g "$np_user")" --clear-groups -- "$@"
    else
        HOME=$np_work runuser -u "$np_user" -- "$@"
    fi
}

# Runs a command in a process group of its own and waits for it, so that a
# signal to this script ends it at once and not when the command is through.
np_wait() {
    local status
    set -m
    "$@" </dev/null &
    np_job=$!
    set +m
    [ -z "${np_work-}" ] || echo "$np_job" > "$np_work/job"
    wait "$np_job"
    status=$?
    [ -z "${np_work-}" ] || rm -f "$np_work/job"
    np_job=
    return "$status"
}

# Ends what runs in the working directory $1 and removes it.
np_sweep() {
    local pid file
    [ ! -f "$1/job" ] || kill -TERM -- "-$(cat "$1/job")" 2>/dev/null
    # every server there, those of the TAP tests too
    find "$1" -name postmaster.pid -type f 2>/dev/null | while read -r file; do
        pid=$(head -n 1 "$file" 2>/dev/null)
        case $pid in
            '' | *[!0-9]*) continue ;;
        esac
        kill -QUIT "$pid" 2>/dev/null
        for _ in {1..30}; do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
    done
    rm -rf "$1" 2>/dev/null || { sleep 1; rm -rf "$1"; }
}

np_cleanup() {
    trap '' INT TERM HUP
    np_sweep "$np_work"
}

# Makes the working directory and sees to it that it goes, whatever happens:
# also when this script is killed outright.
np_begin() {
    local base
    if [ "$(id -u)" -eq 0 ]; then
        np_user=${NEWSPRINT_USER:-nobody}
        id "$np_user" >/dev/null 2>&1 || np_die "there is no user $np_user to run the server as; set NEWSPRINT_USER"
    else
        np_user=$(id -un)
    fi
    for base in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
        np_work=$(mktemp -d "$base/newsprint.XXXXXX" 2>/dev/null) || continue
        chown "$np_user" "$np_work"
        chmod 700 "$np_work"
        # a socket's path has room for 107 bytes
        if [ ${#np_work} -le 60 ] && printf '#!/bin/sh\n' > "$np_work/try" && chmod 755 "$np_work/try" &&
            np_as "$np_work/try" 2>/dev/null; then
            rm -f "$np_work/try"
            break
        fi
        rm -rf "$np_work"
        np_work=
    done
    [ -n "${np_work-}" ] || np_die "no temporary directory in which $np_user can run programs; set TMPDIR to one"
    trap np_cleanup EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    export -f np_sweep
    setsid bash -c '
        while kill -0 "$1" 2>/dev/null; do
            [ -d "$2" ] || exit 0
            sleep 1
        done
        np_sweep "$2"' guard $$ "$np_work" </dev/null >/dev/null 2>&1 &
    disown 2>/dev/null
}

# make, silent unless it fails
np_make() {
    local log=$np_work/make.log jobs=
    case " ${MAKEFLAGS-} " in
        *jobserver* | *" -j"*) ;;
        *) jobs=-j$(nproc 2>/dev/null || echo 2) ;;
    esac
    # shellcheck disable=SC2086
    if ! np_wait make --no-print-directory -C "$np_build" $jobs "$@" > "$log" 2>&1; then
        cat "$log" >&2
        np_die "make $* failed"
    fi
    grep -E 'warning:' "$log" >&2
    return 0
}

# Builds targets, in the tree, or, where it may not be written, in a copy.
# Builds of several runs wait for each other (the lock ends with np_unlock).
np_build() {
    np_build=$np_top
    if ! mkdir -p "$np_top/build" 2>/dev/null || [ ! -w "$np_top" ] || [ ! -w "$np_top/build" ]; then
        np_build=$np_work/build
        np_copy_tree "$np_build"
    fi
    mkdir -p "$np_build/build"
    if command -v flock >/dev/null 2>&1; then
        exec 9> "$np_build/build/lock"
        np_wait flock 9
    fi
    np_make "PG_CONFIG=$np_pg_config" "$@"
}

np_unlock() {
    exec 9>&-
}

# The sources alone, without what was built.
np_copy_tree() {
    mkdir -p "$1"
    (cd "$np_top" && tar -cf - --exclude=./.git --exclude=./build --exclude=./results \
        --exclude='*.o' --exclude='*.bc' --exclude='*.so' --exclude='*.d' .) | tar -C "$1" --no-same-owner -xf -
}

# Copies the server to a folder; np_bin is the copy's bindir then.
np_copy_server() {
    local bindir libdir sharedir pkglibdir prefix
    bindir=$("$np_pg_config" --bindir)
    pkglibdir=$("$np_pg_config" --pkglibdir)
    sharedir=$("$np_pg_config" --sharedir)
    # the longest path that all three lie under
    prefix=$bindir
    while [ "${pkglibdir#"$prefix"/}" = "$pkglibdir" ] || [ "${sharedir#"$prefix"/}" = "$sharedir" ]; do
        prefix=${prefix%/*}
        [ -n "$prefix" ] || np_die "$bindir, $pkglibdir and $sharedir have no directory in common"
    done
    np_server=$1
    for libdir in "$bindir" "$pkglibdir" "$sharedir"; do
        mkdir -p "$np_server/${libdir#"$prefix"/}"
        cp -R -L "$libdir/." "$np_server/${libdir#"$prefix"/}/" || np_die "cannot copy $libdir"
    done
    np_bin=$np_server/${bindir#"$prefix"/}
    np_pgxs=$("$np_bin/pg_config" --pgxs)
    np_pgxs=${np_pgxs%/src/makefiles/pgxs.mk}
    case $("$np_bin/pg_config" --sharedir) in
        "$np_server"/*) ;;
        *) np_die "a copy of this PostgreSQL ($bindir) does not find its files; it is not relocatable" ;;
    esac
}

# Copies the server and installs the extension into the copy.
np_install() {
    np_copy_server "$np_work/server"
    np_make "PG_CONFIG=$np_bin/pg_config" install
}

# Starts a server; PGHOST and the like then point to it.
np_start() {
    local locale=C
    np_data=$np_work/data
    np_socket=$np_work
    case $(locale -a 2>/dev/null | tr '[:upper:]' '[:lower:]') in
        *c.utf*8*) locale=C.UTF-8 ;;
    esac
    np_as "$np_bin/initdb" -D "$np_data" -U postgres -A trust -E UTF8 --locale="$locale" \
        --no-sync > "$np_work/initdb.log" 2>&1 || { cat "$np_work/initdb.log" >&2; np_die "initdb failed"; }
    cat >> "$np_data/postgresql.conf" <<EOF
listen_addresses = ''
unix_socket_directories = '$np_socket'
unix_socket_permissions = 0700
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
max_connections = 40
shared_buffers = ${NEWSPRINT_SHARED_BUFFERS:-128MB}
log_min_messages = warning
log_line_prefix = '%m [%p] %q%a '
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.english'
EOF
    if [ -n "${NEWSPRINT_SERVER_UNDER-}" ]; then
        printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$NEWSPRINT_SERVER_UNDER" "$np_bin/postgres" > "$np_work/postgres"
        chmod 755 "$np_work/postgres"
        set -- -t 600 -p "$np_work/postgres"
    fi
    np_as "$np_bin/pg_ctl" -D "$np_data" -l "$np_work/server.log" -w -s "$@" start >/dev/null 2>&1 ||
        { cat "$np_work/server.log" >&2; np_die "the private server did not start"; }
    export PGHOST=$np_socket PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
    export PATH="$np_bin:$PATH"
}

# Did the server or one of its backends crash?  Then its log is worth a look.
np_crashed() {
    grep -E 'terminated by signal|PANIC|TRAP:|stack smashing' "$np_work"/server.log 2>/dev/null
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    bash "$np_top/tools/setup.sh" || exit 1
    np_begin
    np_build all
    np_install
    np_unlock
    np_start
    what=${1-psql}
    [ $# -eq 0 ] || shift
    case $what in
        psql)
            psql -X -q -c 'CREATE EXTENSION newsprint' || exit 1
            psql -X "$@"
            ;;
        run)
            np_wait "$@"
            ;;
        *) np_die "unknown command: $what" ;;
    esac
    exit $?
fi
