#!/usr/bin/env bash
# Texts made to be slow, of 32 and 64 MB, through SQL: the processor time of each
# call in seconds and the backend's memory at its most, in MB.
set -u

declare -A kinds=(
    [no space]="left(repeat('abcdefghijklmnopqrstuvwxyz0123456789', N / 36 + 1), N)"
    [one letter]="repeat('a', N)"
    [paragraphs]="(SELECT string_agg('The tide of day ' || lpad(i::text, 7, '0') || E' went out and boats lay on sand.\n\n', '') FROM generate_series(1, N / 56) i)"
    [quotations]="(SELECT string_agg('“The tide ' || lpad(i::text, 7, '0') || ' is out,” said Captain Ward. ', '') FROM generate_series(1, N / 48) i)"
    [one word]="repeat('tide ', N / 5)"
)
declare -A calls=(
    [to_newsprint]="(SELECT to_newsprint(body) IS NULL)"
    [newsprint_quotes]="(SELECT count(*) FROM newsprint_quotes(body))"
    [newsprint_paragraphs]="(SELECT count(*) FROM newsprint_paragraphs(body))"
    [newsprint_align]="(SELECT count(*) FROM newsprint_align(body, body, 'english'))"
)
# user and system time are fields 14 and 15, of hundredths
spent="(SELECT (s[14]::int + s[15]::int) / 100.0 FROM string_to_array(regexp_replace(pg_read_file('/proc/self/stat'), '^.*\) ', 'pid name '), ' ') s)"
peak="(regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+)'))[1]::int / 1024"

printf '%-12s %-22s %5s %9s %9s\n' text function MB seconds 'memory MB'
for kind in "no space" "one letter" paragraphs quotations "one word"; do
    for size in 32 64; do
        psql -X -q -c 'SET client_min_messages = warning' -c 'DROP TABLE IF EXISTS large' \
            -c "CREATE TABLE large AS SELECT ${kinds[$kind]//N/$((size * 1048576))} AS body" || exit 1
        for call in to_newsprint newsprint_quotes newsprint_paragraphs newsprint_align; do
            psql -X -q -At -v ON_ERROR_STOP=1 <<SQL || exit 1
SELECT $spent AS before \gset
SELECT ${calls[$call]} FROM large \g /dev/null
SELECT format('%-12s %-22s %5s %9s %9s', '$kind', '$call', $size, round($spent - :before, 2), $peak);
SQL
        done
    done
done
