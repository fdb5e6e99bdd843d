#!/usr/bin/env bash
# What building and testing need and this machine lacks: as root on Debian and
# its kin it is installed, otherwise named, with exit status 1.
#
#   tools/setup.sh          install or name what is missing
#   tools/setup.sh --name   only name it
#   tools/setup.sh --more   as root install, too, what the tests of packages and
#                           clients need, which are skipped without
#
# No cluster of Debian's is created, started or touched.
set -eu

pg_config=${PG_CONFIG:-pg_config}

have() { command -v "$1" >/dev/null 2>&1; }

# The PostgreSQL that pg_config speaks of, or the distribution's own.
pg_major() {
    local major
    major=$("$pg_config" --version 2>/dev/null | sed -n 's/^PostgreSQL \([0-9]*\).*/\1/p')
    [ -n "$major" ] || major=$(apt-cache depends postgresql 2>/dev/null |
        sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1)
    echo "${major:-15}"
}

# Debian packages for what is missing, one a line.
missing() {
    local pgxs
    have "${CC:-cc}" || have gcc || have clang || echo gcc
    have make || echo make
    have perl || echo perl
    have xz || echo xz-utils
    pgxs=$("$pg_config" --pgxs 2>/dev/null) || pgxs=
    if [ ! -f "$pgxs" ] || [ ! -f "$("$pg_config" --includedir-server)/postgres.h" ]; then
        echo "postgresql-server-dev-$(pg_major)"
    fi
    [ -x "$("$pg_config" --bindir 2>/dev/null)/initdb" ] || echo "postgresql-$(pg_major)"
    printf '#include <unicode/unorm2.h>\n' | "$(have "${CC:-cc}" && echo "${CC:-cc}" || echo gcc)" -E - >/dev/null 2>&1 ||
        echo libicu-dev
    perl -MIPC::Run -e 1 2>/dev/null || echo libipc-run-perl
    perl -MTest::More -e 1 2>/dev/null || echo perl
}

# Debian packages for tests that are skipped without them, one a line.
extras() {
    local python=/usr/bin/python3       # Debian's packages are for Debian's
    have dpkg-buildpackage || echo dpkg-dev
    have dh || echo debhelper
    dpkg -s postgresql-server-dev-all >/dev/null 2>&1 || echo postgresql-server-dev-all
    $python -c 'import psycopg2' 2>/dev/null || echo python3-psycopg2
    $python -c 'import pyodbc' 2>/dev/null || echo python3-pyodbc
    grep -qs '^\[PostgreSQL Unicode\]' /etc/odbcinst.ini || echo odbc-postgresql odbcinst
    ! have javac || [ -e /usr/share/java/postgresql.jar ] || echo libpostgresql-jdbc-java
}

# Debian creates and starts a cluster when a server package is installed,
# unless it was told before.  The setting goes again afterwards; a file that is
# there already is left alone.
forbid_cluster() {
    local file=/etc/postgresql-common/createcluster.d/newsprint.conf
    [ ! -e "$file" ] || return 0
    mkdir -p "${file%/*}"
    # shellcheck disable=SC2064
    trap "rm -f '$file' '$log'" EXIT
    trap 'exit 1' INT TERM HUP
    printf 'create_main_cluster = false\n' > "$file"
}

# Runs a command whose output is of interest only if it fails.
quietly() {
    "$@" </dev/null >"$log" 2>&1 || { cat "$log" >&2; return 1; }
}

# A pg_config that was named is not there.
explain() {
    [ "$pg_config" = pg_config ] || have "$pg_config" || echo "PG_CONFIG names $pg_config, which is no program here."
}

packages=$(missing | sort -u | tr '\n' ' ')
packages=${packages% }
more=
if [ "${1-}" = --more ] && [ "$(id -u)" -eq 0 ] && have apt-get; then
    more=$(extras | tr '\n' ' ')
    more=${more% }
fi
[ -n "$packages$more" ] || exit 0

if [ "${1-}" != --name ] && [ "$(id -u)" -eq 0 ] && have apt-get; then
    echo "newsprint needs: $packages${more:+${packages:+, }for some tests: $more}; installing" >&2
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    forbid_cluster
    export DEBIAN_FRONTEND=noninteractive
    quietly apt-get update -qq || [ -z "$packages" ]
    packages=$(missing | sort -u)       # apt knows the version now
    # shellcheck disable=SC2086
    [ -z "$packages" ] || quietly apt-get install -y -qq --no-install-recommends $packages
    # shellcheck disable=SC2086
    [ -z "$more" ] || quietly apt-get install -y -qq --no-install-recommends $more ||
        echo "newsprint: not installed: $more; tests that need it are skipped" >&2
    packages=$(missing | sort -u | tr '\n' ' ')
    packages=${packages% }
    [ -z "$packages" ] && exit 0
    echo "newsprint: still missing after the installation: $packages" >&2
    explain >&2
    exit 1
fi

{
    echo "newsprint cannot be built or tested yet: something is missing on this machine."
    explain
    if have apt-get; then
        echo "As root, run"
        echo "    apt-get install --no-install-recommends $packages"
        echo "or \"make test\" or \"make demo\", which do it (and create no cluster)."
    else
        echo "Install what the Debian packages named here hold:"
        echo "    $packages"
        echo "(PostgreSQL 15 or later with its server headers and PGXS, ICU with headers,"
        echo "a C compiler, perl with Test::More and IPC::Run, xz)"
    fi
    echo "If PostgreSQL lies elsewhere, say PG_CONFIG=/path/to/pg_config."
} >&2
exit 1
