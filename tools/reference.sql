-- Writes docs/reference.md from the catalog of a database with the extension:
-- make reference.
--
-- The texts are the COMMENTs of the install script.  That of a function says in
-- its first line what the function does; each line behind it, "name: ...", what
-- an argument or a column of its result is.  Where both have the same name, the
-- first line of two is the argument's, and a single one the column's.
--
-- It stops where a function has no topic below, or something has no comment.

\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
BEGIN;

CREATE TEMP TABLE topic (place int GENERATED ALWAYS AS IDENTITY, name text, functions text[]);
INSERT INTO topic (name, functions) VALUES
    ('Text', '{newsprint_normalize,newsprint_words,newsprint_paragraphs,newsprint_sentences,newsprint_disguises,newsprint_unmask}'),
    ('Prints', '{to_newsprint,newsprint_info,newsprint_entries,newsprint_check,newsprint_version}'),
    ('Queries', '{to_newsprint_query,newsprint_contains}'),
    ('Measures', '{newsprint_containment,newsprint_resemblance,newsprint_overlap,newsprint_union,newsprint_intersection}'),
    ('Searching a table', '{newsprint_search,newsprint_pairs,newsprint_boilerplate,newsprint_boilerplate_report}'),
    ('Passages', '{newsprint_align,newsprint_reprinted,newsprint_taken,newsprint_compare,newsprint_degree,newsprint_highlight,newsprint_passages}'),
    ('Quotations', '{newsprint_quotes,to_quoteprint,to_quote_query,newsprint_find_quote,newsprint_shared_quotes,newsprint_same_quote,newsprint_quote_diff}'),
    ('Tracking a table', '{newsprint_track,newsprint_trace,newsprint_untrack,newsprint_untrack_all}'),
    ('Pictures', '{newsprint_lineage_mermaid,newsprint_lineage_dot,newsprint_lineage_svg,newsprint_story,newsprint_lag,newsprint_html}'),
    ('Which way', '{newsprint_direction,newsprint_outlet_names,newsprint_mentions,newsprint_typography,newsprint_language}'),
    ('Loading', '{newsprint_from_ninjs,newsprint_time}'),
    ('Indexes', '{newsprint_index_stats,newsprint_index_check}'),
    ('Several servers', '{newsprint_check_nodes}');

-- ----- What there is -----

-- types as people write them
CREATE FUNCTION pg_temp.type_name(type oid) RETURNS text
RETURN replace(replace(replace(replace(format_type(type, NULL), 'timestamp with time zone', 'timestamptz'),
    'double precision', 'float8'), 'integer', 'int'), 'boolean', 'bool');

CREATE FUNCTION pg_temp.cell(body text) RETURNS text
RETURN regexp_replace(replace(replace(coalesce(body, ''), '|', '\|'), '<', '&lt;'), '\m((newsprint|to)_\w+)', '`\1`', 'g');

CREATE FUNCTION pg_temp.sentence(body text) RETURNS text
RETURN upper(left(body, 1)) || pg_temp.cell(substr(body, 2)) || CASE WHEN body ~ '[.?!]$' THEN '' ELSE '.' END;

CREATE TEMP TABLE member AS
SELECT d.classid, d.objid
FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
WHERE e.extname = 'newsprint' AND d.deptype = 'e';

CREATE TEMP TABLE function AS
SELECT p.oid, p.proname AS name, p.prokind AS kind, p.provolatile AS volatility, p.proisstrict AS strict, p.proparallel AS parallel,
    p.procost AS cost, p.prorows AS rows, p.proretset AS returns_set, p.prorettype AS returns,
    '{o,b,t}' && p.proargmodes::text[] AS has_columns,
    obj_description(p.oid, 'pg_proc') AS comment,
    split_part(obj_description(p.oid, 'pg_proc'), E'\n', 1) AS summary,
    -- a part of something else, and not called by people
    p.oid IN (SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend, typanalyze]) FROM pg_type
              UNION ALL SELECT unnest(ARRAY[oprcode, oprrest, oprjoin]) FROM pg_operator
              UNION ALL SELECT unnest(ARRAY[aggtransfn, aggcombinefn]) FROM pg_aggregate
              UNION ALL SELECT amproc FROM pg_amproc
              UNION ALL SELECT amhandler FROM pg_am
              UNION ALL SELECT prosupport FROM pg_proc)
    OR obj_description(p.oid, 'pg_proc') LIKE 'implementation of %' AS internal
FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid;

CREATE TEMP TABLE argument AS
SELECT f.oid, a.n, a.name, pg_temp.type_name(a.type) AS type, coalesce(a.mode, 'i') IN ('o', 't') AS is_column,
    regexp_replace(pg_get_function_arg_default(f.oid, a.n::int), '::[][a-z ]+$', '') AS otherwise
FROM function f JOIN pg_proc p ON p.oid = f.oid,
    ROWS FROM (unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])), unnest(p.proargmodes), unnest(p.proargnames))
        WITH ORDINALITY AS a (type, mode, name, n);

CREATE TEMP TABLE line AS
SELECT f.oid, l.n, substring(l.line, '^(\w+): ') AS name, substring(l.line, '^\w+: (.*)') AS meaning,
    row_number() OVER (PARTITION BY f.oid, substring(l.line, '^(\w+): ') ORDER BY l.n) AS nth,
    count(*) OVER (PARTITION BY f.oid, substring(l.line, '^(\w+): ')) AS of
FROM function f, regexp_split_to_table(f.comment, E'\n') WITH ORDINALITY AS l (line, n)
WHERE l.n > 1;

CREATE TEMP TABLE meaning AS
SELECT a.*, l.n AS line, l.meaning
FROM argument a LEFT JOIN line l ON l.oid = a.oid AND l.name = a.name
    AND l.nth = CASE WHEN a.is_column THEN l.of
                     WHEN EXISTS (SELECT FROM argument c WHERE c.oid = a.oid AND c.name = a.name AND c.is_column) AND l.of = 1 THEN 0
                     ELSE 1 END;

DO $$
DECLARE
    wrong text;
BEGIN
    SELECT string_agg(pg_describe_object(m.classid, m.objid, 0), ', ') INTO wrong
    FROM member m
    WHERE obj_description(m.objid, m.classid::regclass::name) IS NULL
        AND pg_describe_object(m.classid, m.objid, 0) NOT LIKE '%[]';
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'without a comment: %', wrong;
    END IF;
    SELECT string_agg(DISTINCT f.name, ', ') INTO wrong
    FROM function f WHERE NOT f.internal AND NOT EXISTS (SELECT FROM topic t WHERE f.name = ANY (t.functions));
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'without a topic: %', wrong;
    END IF;
    SELECT string_agg(x.name, ', ') INTO wrong
    FROM topic t, unnest(t.functions) x (name) WHERE NOT EXISTS (SELECT FROM function f WHERE f.name = x.name);
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'in a topic and not there: %', wrong;
    END IF;
    SELECT string_agg(m.oid::regprocedure || ' ' || m.name, ', ') INTO wrong
    FROM meaning m JOIN function f USING (oid) WHERE m.is_column AND m.meaning IS NULL AND NOT f.internal;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'columns that the comment does not explain: %', wrong;
    END IF;
    SELECT string_agg(l.oid::regprocedure || ' ' || coalesce(l.name, 'line ' || l.n), ', ') INTO wrong
    FROM line l WHERE NOT EXISTS (SELECT FROM meaning m WHERE m.oid = l.oid AND m.line = l.n);
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'explained and not there: %', wrong;
    END IF;
END $$;

-- name(argument type = default, ...), on lines of their own where it is long
CREATE TEMP TABLE signature AS
SELECT f.oid, f.name || '(' || CASE WHEN length(f.name || a.list) > 90 THEN E'\n    ' || replace(a.list, E',\t', E',\n    ')
    ELSE replace(coalesce(a.list, ''), E'\t', ' ') END || ')' AS signature
FROM function f LEFT JOIN (
    SELECT oid, string_agg(concat_ws(' ', quote_ident(nullif(name, '')), type) || coalesce(' = ' || otherwise, ''), E',\t' ORDER BY n) AS list
    FROM argument WHERE NOT is_column GROUP BY oid) a USING (oid);

-- ----- The page -----

\echo '# Reference'
\echo
\echo 'Written by `make reference` from the catalog; the texts are those that `\\df+`,'
\echo '`\\do+` and `\\dT+` show.'
\echo
\echo '| | |'
\echo '|---|---|'
\echo '| places | ordinals and characters count from 1, lengths are in characters: `substr(body, start, length)` is the piece |'
\echo '| strict | a NULL argument gives NULL, or no row |'
\echo '| not strict | a NULL text gives NULL, or no row; what else may be NULL is said with the argument |'
\echo '| immutable | depends on the arguments alone, on every server; may stand in a generated column or an index |'
\echo '| stable | reads tables, settings, dictionaries or ICU |'
\echo '| parallel restricted | not in a parallel worker, since the table may be a temporary one |'
\echo '| errors | have a detail, with the value, and a hint; their SQLSTATE is that of the matter, such as 22023 for an argument out of range |'
\echo '| kinds | of passages and of quotations: [concepts](concepts.md) |'
\echo '| prints of other parameters | `@@ && @> <@` are false between them, `=` and the order are defined; measures and set operations are errors |'
\echo
\echo '| | |'
\echo '|---|---|'
\echo '| [Types](#types) | `newsprint`, `newsprint_query` |'
\echo '| [Operators](#operators) | `@@` `&&` `@>` `<@` `<=>` `+` `-` `&` `=` `<` |'
SELECT format('| [%s](#%s) | %s |', t.name, replace(lower(t.name), ' ', '-'),
    (SELECT string_agg(format('[`%s`](#%1$s)', f.name), ' ' ORDER BY f.n) FROM unnest(t.functions) WITH ORDINALITY f (name, n)))
FROM topic t ORDER BY t.place;
\echo '| [Operator classes](#operator-classes) | `USING newsprint`, `gin`, `btree`, `hash` |'
\echo '| [What newsprint_track makes](#what-newsprint_track-makes) | views, tables and functions of a tracked table |'
\echo '| [Internal functions](#internal-functions) | |'
\echo
\echo '## Types'
\echo
\echo '| type | | storage |'
\echo '|---|---|---|'
SELECT format('| `%s` | %s | %s |', t.typname, pg_temp.cell(obj_description(t.oid, 'pg_type')),
    CASE t.typstorage WHEN 'e' THEN 'external: never compressed, moved out of long rows' ELSE t.typstorage::text END)
FROM member m JOIN pg_type t ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
WHERE t.typelem = 0 ORDER BY t.typname;
\echo
\echo '## Operators'
\echo
\echo '| operator | | function | commutator | negator | indexes |'
\echo '|---|---|---|---|---|---|'
SELECT format('| `%s %s %s` | %s | `%s` | %s | %s | %s |', pg_temp.type_name(o.oprleft), o.oprname, pg_temp.type_name(o.oprright),
    pg_temp.cell(obj_description(o.oid, 'pg_operator')), p.proname,
    '`' || (SELECT c.oprname FROM pg_operator c WHERE c.oid = o.oprcom) || '`',
    '`' || (SELECT n.oprname FROM pg_operator n WHERE n.oid = o.oprnegate) || '`',
    (SELECT string_agg(DISTINCT a.amname || CASE x.amoppurpose WHEN 'o' THEN ' (ORDER BY)' ELSE '' END, ', ')
     FROM pg_amop x JOIN pg_am a ON a.oid = x.amopmethod
     -- the planner turns an operator around that has an indexed commutator
     WHERE x.amopopr = o.oid OR x.amopopr = o.oprcom))
FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND m.objid = o.oid JOIN pg_proc p ON p.oid = o.oprcode
ORDER BY array_position('{@@,&&,@>,<@,<=>,+,-,&,=,<>,<,<=,>,>=}', o.oprname::text), o.oprleft::regtype::text;

-- entries of functions, by topic
WITH part (topic, name, overload, n, body) AS (
    SELECT t.place, NULL, 0, 0, format(E'\n## %s', t.name) FROM topic t
    UNION ALL
    SELECT t.place, x.name, 0, x.place, format(E'\n### %s', x.name) FROM topic t, unnest(t.functions) WITH ORDINALITY x (name, place)
    UNION ALL
    SELECT t.place, f.name, row_number() OVER (PARTITION BY f.name ORDER BY s.signature DESC), array_position(t.functions, f.name::text),
        rtrim(format(E'\n```\n%s%s%s\n```\n\n%s\n', CASE f.kind WHEN 'p' THEN 'CALL ' WHEN 'a' THEN 'aggregate ' ELSE '' END, s.signature,
            CASE WHEN f.kind = 'p' THEN ''
                 ELSE ' returns ' || CASE WHEN f.returns_set THEN 'setof ' ELSE '' END || pg_temp.type_name(f.returns) END,
            pg_temp.sentence(f.summary))
        || coalesce((SELECT E'\n| argument | type | |\n|---|---|---|\n'
                        || string_agg(format(E'| `%s` | %s | %s |\n', m.name, m.type, pg_temp.cell(m.meaning)), '' ORDER BY m.n)
                     FROM meaning m WHERE m.oid = f.oid AND NOT m.is_column AND m.meaning IS NOT NULL), '')
        || coalesce((SELECT E'\n| column | type | |\n|---|---|---|\n'
                        || string_agg(format(E'| `%s` | %s | %s |\n', m.name, m.type, pg_temp.cell(m.meaning)), '' ORDER BY m.n)
                     FROM meaning m WHERE m.oid = f.oid AND m.is_column), '')
        || CASE WHEN f.kind = 'p' THEN '' ELSE E'\n' || pg_temp.sentence(l.labels) END, E'\n')
    FROM function f JOIN signature s USING (oid) JOIN topic t ON f.name = ANY (t.functions)
        CROSS JOIN LATERAL (SELECT concat_ws(', ',
            CASE WHEN f.kind = 'f' THEN CASE f.volatility WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END END,
            CASE WHEN f.kind = 'f' THEN CASE WHEN f.strict THEN 'strict' ELSE 'not strict' END END,
            CASE f.parallel WHEN 's' THEN 'parallel safe' WHEN 'r' THEN 'parallel restricted' ELSE 'parallel unsafe' END,
            CASE WHEN f.kind = 'f' THEN 'cost ' || f.cost::numeric END,
            CASE WHEN f.returns_set THEN f.rows || ' rows' END) AS labels) l
)
SELECT body FROM part ORDER BY topic, n, overload;

\echo
\echo '## Operator classes'
\echo
\echo '| operator class | | operators |'
\echo '|---|---|---|'
SELECT format('| `USING %s (print %s)`, the default | %s | %s |', a.amname, c.opcname, pg_temp.cell(obj_description(c.oid, 'pg_opclass')),
    (SELECT string_agg('`' || o.oprname || '`', ' ' ORDER BY x.amopstrategy)
     FROM pg_amop x JOIN pg_operator o ON o.oid = x.amopopr WHERE x.amopfamily = c.opcfamily))
FROM member m JOIN pg_opclass c ON m.classid = 'pg_opclass'::regclass AND m.objid = c.oid JOIN pg_am a ON a.oid = c.opcmethod
WHERE c.opcdefault ORDER BY a.amname;
\echo
\echo '| access method | |'
\echo '|---|---|'
SELECT format('| `%s` | %s; [how it works](index.md) |', a.amname, pg_temp.cell(obj_description(a.oid, 'pg_am')))
FROM member m JOIN pg_am a ON m.classid = 'pg_am'::regclass AND m.objid = a.oid;

-- ----- The newsroom layer, of a table as it may be -----

CREATE TABLE articles (id int PRIMARY KEY, outlet text, published_at timestamptz, body text,
    title text, url text, language text, embargo timestamptz, withdrawn bool, genre text);
SELECT newsprint_track('articles', title => 'title', url => 'url', language => 'language', embargo => 'embargo',
    withdrawn => 'withdrawn', genre => 'genre') AS tracked \gset

CREATE TEMP TABLE made AS
SELECT c.oid, c.relname::text AS name, c.relkind AS kind, obj_description(c.oid, 'pg_class') AS comment,
    array_position('{provenance,pickup,originality,lineage,first_quote,graph_nodes,graph_edges,trace_status,borrowed,parent,article,archive,'
        'reprint,passage,quote,print,boilerplate,alias,trace,queue}', substr(c.relname, 10)) AS place
FROM pg_class c
WHERE c.relname LIKE 'articles\_%' AND c.relkind IN ('r', 'v') AND c.relnamespace = current_schema()::regnamespace;

DO $$
DECLARE
    wrong text := (SELECT string_agg(name, ', ') FROM made WHERE place IS NULL OR comment IS NULL);
BEGIN
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'without a place or a comment: %', wrong;
    END IF;
    wrong := (SELECT string_agg(m.name || '.' || a.attname, ', ') FROM made m JOIN pg_attribute a ON a.attrelid = m.oid AND a.attnum > 0
              WHERE m.kind = 'v' AND col_description(m.oid, a.attnum) IS NULL);
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'columns without a comment: %', wrong;
    END IF;
END $$;

\echo
\echo '## What newsprint_track makes'
\echo
\echo 'For a table `articles` with a key of type `int`; elsewhere names begin with the'
\echo 'prefix, and ids have the type of the key. All belongs to who tracked the table.'
\echo 'Views have their reader''s rights.'
SELECT format(E'\n### %s\n\n%s\n\n| column | type | |\n|---|---|---|\n', m.name, pg_temp.sentence(m.comment))
    || string_agg(format('| `%s` | %s | %s |', a.attname, pg_temp.type_name(a.atttypid), pg_temp.cell(col_description(m.oid, a.attnum))), E'\n' ORDER BY a.attnum)
FROM made m JOIN pg_attribute a ON a.attrelid = m.oid AND a.attnum > 0
WHERE m.kind = 'v' GROUP BY m.oid, m.name, m.comment, m.place ORDER BY m.place;
\echo
\echo '### Tables'
\echo
\echo '`\\d+` tells their columns.'
\echo
\echo '| table | |'
\echo '|---|---|'
SELECT format('| `%s` | %s |', name, pg_temp.cell(comment)) FROM made WHERE kind = 'r' ORDER BY place;
\echo
\echo '### Functions'
\echo
\echo '| function | |'
\echo '|---|---|'
SELECT format('| `%s(%s)` | %s; columns as of `%s` |', p.proname,
    regexp_replace(regexp_replace(replace(replace(pg_get_function_arguments(p.oid), 'double precision', 'float8'), 'integer', 'int'),
        '::[a-z0-9 ]+', '', 'g'), ' DEFAULT ', ' = ', 'g'),
    pg_temp.cell(obj_description(p.oid, 'pg_proc')), replace(p.proname, 'articles', 'newsprint'))
FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'articles\_%'
ORDER BY array_position('{search,find_quote,pairs}', substr(p.proname, 10));

\echo
\echo '## Internal functions'
\echo
\echo 'Parts of the types, operators, indexes and procedures above; nobody calls them.'
\echo
\echo '| function | |'
\echo '|---|---|'
SELECT format('| `%s` | %s |', string_agg(DISTINCT f.name, '`, `'), pg_temp.cell(f.comment))
FROM function f WHERE f.internal GROUP BY f.comment ORDER BY min(f.name);
ROLLBACK;
