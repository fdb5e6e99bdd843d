-- Stems by a text search configuration: what is remembered of them follows the
-- dictionaries, and does not grow without end.
CREATE EXTENSION IF NOT EXISTS newsprint;
SET client_min_messages = warning;
CREATE TEXT SEARCH DICTIONARY stemmer (TEMPLATE = snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION stemmed (COPY = simple);

\set past 'The keepers walked along frozen canals and counted herons, recorded nests, painted markers, repaired fences and warned visitors who wandered near hatched chicks. They asked neighbours, measured reeds, opened sluices, cleaned boats and listed damaged bridges.'
\set present 'The keeper walks along frozen canal and counting heron, recording nest, painting marker, repairing fence and warning visitor who wanders near hatching chick. They asking neighbour, measuring reed, opening sluice, cleaning boat and listing damaging bridge.'
-- words whose stems both have
CREATE FUNCTION matched(source text, reprint text, config regconfig) RETURNS bigint LANGUAGE sql
AS $$ SELECT coalesce(sum(words), 0) FROM newsprint_align(source, reprint, config) $$;

SELECT matched(:'past', :'past', 'stemmed') AS itself, matched(:'past', :'present', 'stemmed') AS by_words;
-- another mapping
ALTER TEXT SEARCH CONFIGURATION stemmed ALTER MAPPING FOR asciiword WITH stemmer;
SELECT matched(:'past', :'present', 'stemmed') AS by_stems;
-- another language
ALTER TEXT SEARCH DICTIONARY stemmer (Language = turkish);
SELECT matched(:'past', :'present', 'stemmed') AS by_stems_of_another_language;
ALTER TEXT SEARCH DICTIONARY stemmer (Language = english);
SELECT matched(:'past', :'present', 'stemmed') AS by_stems;
-- in a transaction that takes it back
BEGIN;
ALTER TEXT SEARCH DICTIONARY stemmer (Language = turkish);
SELECT matched(:'past', :'present', 'stemmed') AS by_stems_of_another_language;
ROLLBACK;
SELECT matched(:'past', :'present', 'stemmed') AS by_stems;
-- another dictionary, and another configuration, of the same name
ALTER TEXT SEARCH CONFIGURATION stemmed ALTER MAPPING FOR asciiword WITH simple;
DROP TEXT SEARCH DICTIONARY stemmer;
SELECT matched(:'past', :'present', 'stemmed') AS by_words;
CREATE TEXT SEARCH DICTIONARY stemmer (TEMPLATE = snowball, Language = turkish);
ALTER TEXT SEARCH CONFIGURATION stemmed ALTER MAPPING FOR asciiword WITH stemmer;
SELECT matched(:'past', :'present', 'stemmed') AS by_stems_of_another_language;
DROP TEXT SEARCH CONFIGURATION stemmed;
ALTER TEXT SEARCH DICTIONARY stemmer (Language = english);
CREATE TEXT SEARCH CONFIGURATION stemmed (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION stemmed ALTER MAPPING FOR asciiword WITH stemmer;
SELECT matched(:'past', :'present', 'stemmed') AS by_stems;
-- two configurations side by side
SELECT matched(:'past', :'present', 'stemmed') AS by_stems, matched(:'past', :'present', 'simple') AS by_words;

-- another session's change
SELECT current_database() AS database \gset
\setenv OTHER :database
\! psql -X -q -d "$OTHER" -c "ALTER TEXT SEARCH DICTIONARY stemmer (Language = turkish)"
SELECT matched(:'past', :'present', 'stemmed') AS by_stems_of_another_language;
\! psql -X -q -d "$OTHER" -c "ALTER TEXT SEARCH DICTIONARY stemmer (Language = english)"

-- half a million words: the cache is emptied on the way, and bounded
SELECT count(*) FROM newsprint_align((SELECT string_agg('heron' || i, ' ') FROM generate_series(1, 500000) i), 'heron1', 'stemmed');
SELECT used_bytes > 0 AS used, total_bytes < 8 * 1024 * 1024 AS bounded
FROM pg_backend_memory_contexts WHERE name = 'newsprint stems';
SELECT matched(:'past', :'present', 'stemmed') AS by_stems;

DROP FUNCTION matched;
DROP TEXT SEARCH CONFIGURATION stemmed;
DROP TEXT SEARCH DICTIONARY stemmer;
