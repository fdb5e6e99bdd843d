# PostgreSQL's official image with newsprint:
#
#   docker build --build-arg PG_MAJOR=15 -t newsprint .
#
# What compiles stays in the first stage.
ARG PG_MAJOR=15
FROM postgres:${PG_MAJOR} AS build

RUN apt-get update && apt-get install -y --no-install-recommends \
    gcc libc6-dev libicu-dev make "postgresql-server-dev-$PG_MAJOR"
COPY . /newsprint
RUN make -C /newsprint -j"$(nproc)" PG_CONFIG="/usr/lib/postgresql/$PG_MAJOR/bin/pg_config" && \
    make -C /newsprint install DESTDIR=/installed PG_CONFIG="/usr/lib/postgresql/$PG_MAJOR/bin/pg_config"

FROM postgres:${PG_MAJOR}
COPY --from=build /installed /
COPY LICENSE LICENSE.unicode /usr/share/doc/newsprint/
