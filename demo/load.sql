--
-- Loads a folder of articles and tells who has what from whom.
-- Variable: folder (the server reads it).
--
\set QUIET on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;

--
-- What a newsroom has: a table of articles.
--
CREATE TABLE article (
    id text PRIMARY KEY,
    outlet text NOT NULL,
    published_at timestamptz,
    title text,
    body text NOT NULL,
    position int GENERATED ALWAYS AS IDENTITY
);

--
-- Reading files.  What cannot be read is left out, with a warning that says
-- which file it was.
--
CREATE FUNCTION pg_temp.read_text(folder text, file text) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    RETURN convert_from(pg_read_binary_file(folder || '/' || file), 'UTF8');
EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
    RAISE WARNING '% is left out, for it is not UTF-8: %', file, sqlerrm;
    RETURN NULL;
END $$;

CREATE FUNCTION pg_temp.read_json(line text, file text, number bigint) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    article jsonb;
BEGIN
    article := line;
    IF jsonb_typeof(article -> 'body') = 'string' THEN
        RETURN article;
    END IF;
    RAISE WARNING '%, line %, is left out, for it has no body', file, number;
    RETURN NULL;
EXCEPTION WHEN data_exception OR syntax_error OR untranslatable_character THEN
    RAISE WARNING '%, line %, is left out, for it is not JSON: %', file, number, sqlerrm;
    RETURN NULL;
END $$;

CREATE FUNCTION pg_temp.read_time(published text) RETURNS timestamptz
LANGUAGE plpgsql AS $$
BEGIN
    RETURN published::timestamptz;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END $$;

-- 1_coast-wire is Coast Wire, 02_La_Repubblica is La Repubblica.
CREATE FUNCTION pg_temp.read_outlet(name text) RETURNS text
LANGUAGE sql AS $$
    SELECT CASE WHEN bare ~ '^[a-z-]+$' THEN initcap(translate(bare, '-', ' ')) ELSE translate(bare, '_', ' ') END
    FROM regexp_replace(name, '^\d+[_ -]+(?=.)', '') AS bare
$$;

WITH file AS (
    SELECT name, pg_temp.read_text(:'folder', name) AS content
    FROM pg_ls_dir(:'folder') AS name
    WHERE name LIKE '%.txt'
), dated AS (
    SELECT name, content,
        substring(content FROM '^\uFEFF?(\d{4}-\d\d-\d\d(?:[T ][0-9:.]+)?(?:Z|[+-]\d\d:?\d\d)?)[ \t]*\r?\n') AS line
    FROM file
    WHERE content IS NOT NULL
)
INSERT INTO article (id, outlet, published_at, body)
SELECT regexp_replace(name, '\.txt$', ''),
    pg_temp.read_outlet(regexp_replace(name, '\.txt$', '')),
    pg_temp.read_time(line),
    CASE WHEN pg_temp.read_time(line) IS NULL THEN content
        ELSE regexp_replace(content, '^[^\n]*\n', '') END
FROM dated
ORDER BY name COLLATE "C";

WITH line AS (
    SELECT name, number, pg_temp.read_json(content, name, number) AS article
    FROM pg_ls_dir(:'folder') AS name,
        regexp_split_to_table(pg_temp.read_text(:'folder', name), '\r?\n') WITH ORDINALITY AS l (content, number)
    WHERE name LIKE '%.jsonl' AND btrim(content, E' \t\uFEFF') <> ''
)
INSERT INTO article (id, outlet, published_at, title, body)
SELECT CASE WHEN (article ->> 'id') IS NULL OR row_number() OVER same > 1
        THEN concat(article ->> 'id', ' ', name, ':', number)
        ELSE article ->> 'id' END,
    coalesce(article ->> 'outlet', pg_temp.read_outlet(regexp_replace(name, '\.jsonl$', ''))),
    pg_temp.read_time(article ->> 'published_at'),
    article ->> 'title',
    article ->> 'body'
FROM line
WHERE article IS NOT NULL
WINDOW same AS (PARTITION BY article ->> 'id' ORDER BY name COLLATE "C", number)
ORDER BY name COLLATE "C", number
ON CONFLICT (id) DO NOTHING;

ANALYZE article;

--
-- Who has it from whom.
--
SELECT newsprint_track('article', title => 'title') \g /dev/null
CALL newsprint_trace('article');
