#!/usr/bin/env bash
# The whole suite on other versions of PostgreSQL, each as Debian has it, in
# Debian roots of their own.
#
#   tools/matrix.sh [command ...]      in each root; default: make test
#
# MATRIX         the versions (default "17 18")
# MATRIX_KEEP    a folder that keeps the roots, to be taken again
# MATRIX_MIRROR  Debian's mirror (default: the one this machine installs from)
#
# What is tested is a fresh clone of HEAD.  It works as root only: debootstrap
# makes the roots, and mounts and processes live in namespaces that end with
# the command, so that nothing of them can be left over.
set -u

np_top=$(cd "$(dirname "$0")/.." && pwd)
logs=$np_top/build/matrix

die() {
    echo "newsprint: $*" >&2
    exit 1
}

# The releases of Debian that may have a version, best first.
releases() {
    case $1 in
        15) echo bookworm ;;
        17) echo trixie ;;
        18) echo forky sid ;;
        *) die "no release of Debian is known here to have PostgreSQL $1" ;;
    esac
}

mirror() {
    local uri
    uri=${MATRIX_MIRROR-}
    # shellcheck disable=SC2016
    [ -n "$uri" ] || uri=$(apt-get indextargets --format '$(REPO_URI)' \
        'Created-By: Packages' 'Label: Debian' 'Component: main' 2>/dev/null | head -n 1)
    [ -n "$uri" ] || die "this machine's apt knows no mirror of Debian; name one in MATRIX_MIRROR"
    echo "$uri"
}

# enter ROOT command ...: runs it there, alone in the world.  Real data that
# lies beside the tree lies beside the clone, too.
enter() {
    local root=$1
    shift
    # shellcheck disable=SC2016
    data=$data unshare --mount --pid --fork --kill-child -- sh -c '
        root=$0
        mount -t proc proc "$root/proc" && mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm" || exit 1
        if [ -n "$data" ]; then
            mkdir -p "$root/srv/shared" && mount --bind "$data" "$root/srv/shared" &&
                mount -o remount,bind,ro "$root/srv/shared" || exit 1
        fi
        exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
            LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"' "$root" "$@" </dev/null
}

# make_root ROOT VERSION: a root with that PostgreSQL and what fetches the
# rest, which the suite installs by itself.
make_root() {
    local root=$1 version=$2 release script
    for release in $(releases "$version"); do
        rm -rf "$root.new"
        script=/usr/share/debootstrap/scripts/$release
        [ -e "$script" ] || script=/usr/share/debootstrap/scripts/sid
        echo "making a root of Debian $release for PostgreSQL $version"
        unshare --mount --pid --fork --kill-child -- debootstrap --variant=minbase \
            "$release" "$root.new" "$mirror" "$script" > "$logs/root_$version.log" 2>&1 || continue
        # how this machine fetches, and no cluster of Debian's
        apt-config dump | grep -E '^Acquire::(Check-|https?::)' > "$root.new/etc/apt/apt.conf.d/90machine"
        mkdir -p "$root.new/etc/postgresql-common/createcluster.d"
        echo 'create_main_cluster = false' > "$root.new/etc/postgresql-common/createcluster.d/newsprint.conf"
        if enter "$root.new" apt-get update -qq >> "$logs/root_$version.log" 2>&1 &&
            enter "$root.new" apt-get install -y -qq --no-install-recommends make \
                "postgresql-$version" "postgresql-server-dev-$version" >> "$logs/root_$version.log" 2>&1; then
            mv "$root.new" "$root"
            return 0
        fi
    done
    [ ! -f "$logs/root_$version.log" ] || tail -n 20 "$logs/root_$version.log"
    return 1
}

# Runs the command for one version and says how it went.
run_version() {
    local version=$1 root=$roots/$1 log=$logs/$1.log pg_config=/usr/lib/postgresql/$1/bin/pg_config
    local name counts golden
    shift
    if [ ! -d "$root" ] && ! make_root "$root" "$version"; then
        summary="$summary
PostgreSQL $version: no root for it could be made"
        failed=$((failed + 1))
        return
    fi
    rm -rf "$root/srv/newsprint"
    git clone -q "$np_top" "$root/srv/newsprint" || die "git cannot clone $np_top"
    echo "PostgreSQL $version: $*"
    enter "$root" env -C /srv/newsprint PG_CONFIG="$pg_config" "$@" 2>&1 | tee "$log"
    name=$(enter "$root" env -C /srv/newsprint PG_CONFIG="$pg_config" tools/server.sh psql -A -t -F ', ICU ' \
        -c "SELECT 'PostgreSQL ' || split_part(current_setting('server_version'), ' ', 1), icu FROM newsprint_version()" \
        2>/dev/null | tail -n 1)
    counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$' "$log" | tail -n 1)
    case $(grep -E '^(not )?ok: regress golden' "$log") in
        ok*) golden=', golden prints are those of PostgreSQL 15' ;;
        not*) golden=', GOLDEN PRINTS DIFFER from those of PostgreSQL 15' ;;
        *) golden= ;;
    esac
    if [ -z "$counts" ]; then
        counts='did not run'
        failed=$((failed + 1))
    else
        passed=$((passed + ${counts%% *}))
        failed=$((failed + $(echo "$counts" | cut -d ' ' -f 3)))
    fi
    summary="$summary
${name:-PostgreSQL $version}: $counts$golden"
}

[ "$(id -u)" -eq 0 ] || die "the matrix makes Debian roots, which only root can do"
command -v debootstrap >/dev/null || die "debootstrap is missing: apt-get install debootstrap"
unshare --mount --pid --fork true || die "namespaces cannot be made here"
mirror=$(mirror) || exit 1
data=${NEWSPRINT_DATA:-$np_top/../shared}
data=$(cd "$data" 2>/dev/null && pwd)
roots=${MATRIX_KEEP-}
if [ -z "$roots" ]; then
    roots=$(mktemp -d) || exit 1
    trap 'rm -rf "$roots"' EXIT
    trap 'exit 1' INT TERM HUP
fi
mkdir -p "$roots" "$logs"
roots=$(cd "$roots" && pwd)
chmod 755 "$roots"
[ $# -gt 0 ] || set -- make test

passed=0
failed=0
summary=
for version in ${MATRIX:-17 18}; do
    run_version "$version" "$@"
done
echo "$summary"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
