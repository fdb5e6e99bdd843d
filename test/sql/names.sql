-- Names with quotes, spaces, Unicode and SQL in them, and as long as they may be,
-- are names and nothing else.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA "the ""ext'ension"" $$;";
CREATE EXTENSION newsprint SCHEMA "the ""ext'ension"" $$;";
RESET client_min_messages;
CREATE TABLE victim ();
CREATE SCHEMA "Ünï ""code"" %s %1$I {id}";
SET search_path = "Ünï ""code"" %s %1$I {id}", "the ""ext'ension"" $$;", public;

CREATE TABLE "x'); DROP TABLE victim; --" (
    "the id'); DROP TABLE victim; --" text PRIMARY KEY,
    "out""let'" text,
    "時間 %s" timestamptz,
    "body $$ {body} \" text,
    "title of sixty-three bytes, which is as much as any name may have" text,
    "url;" text,
    "print'" newsprint GENERATED ALWAYS AS (to_newsprint("body $$ {body} \")) STORED,
    "quote""print" newsprint GENERATED ALWAYS AS (to_quoteprint("body $$ {body} \")) STORED);
CREATE INDEX "in'dex" ON "x'); DROP TABLE victim; --" USING newsprint ("print'");
CREATE INDEX "in""dex" ON "x'); DROP TABLE victim; --" USING newsprint ("quote""print");
INSERT INTO "x'); DROP TABLE victim; --" ("the id'); DROP TABLE victim; --", "out""let'", "時間 %s", "body $$ {body} \")
SELECT format('%s''); DROP TABLE victim; --', n), 'Outlet "' || n % 3 || '" ''); DROP TABLE victim; --', '2026-01-01 UTC'::timestamptz + n * interval '1 day',
    E'The harbour bridge will close for nine months while its pier is rebuilt, the council said.\n\n“We have '' to close it,” said Ann O''Lee; DROP TABLE victim.\n\nNumber ' || n
FROM generate_series(1, 20) n;

SELECT 'x''); DROP TABLE victim; --' AS t, 'the id''); DROP TABLE victim; --' AS id, 'print''' AS print, 'quote"print' AS quoteprint, 'body $$ {body} \' AS body, '時間 %s' AS published, 'out"let''' AS outlet \gset
SELECT quote_ident(:'t') AS articles \gset
SELECT count(*), min(id COLLATE "C") FROM newsprint_search(:'articles', 'the harbour bridge will close for nine months', id => :'id', print => :'print');
SELECT count(*), min(id COLLATE "C") FROM newsprint_search(:'articles', 'the harbour bridge will', id => :'id', print => :'print', body_column => :'body');
SELECT count(*), min(a COLLATE "C") FROM newsprint_pairs(:'articles', 2, '3 days', id => :'id', print => :'print', published => :'published', outlet => :'outlet');
SELECT count(*), min(id COLLATE "C"), min(speaker) FROM newsprint_find_quote(:'articles', 'We have '' to close it', id => :'id', body_column => :'body', quoteprint => :'quoteprint', published => :'published');
SELECT newsprint_info(newsprint_boilerplate(:'articles', outlet_articles => 2, outlet_days => 2, print => :'print', published => :'published', outlet => :'outlet'))->'entries' AS entries;
SELECT count(*), min(outlet COLLATE "C") FROM newsprint_boilerplate_report(:'articles', outlet_articles => 2, outlet_days => 2, print => :'print', published => :'published', outlet => :'outlet', id => :'id', body => :'body');
SELECT count(*) FROM newsprint_check(:'articles', id => :'id', print => :'print');
SELECT newsprint_index_check('"in''dex"', true), articles FROM newsprint_index_stats('"in''dex"');
-- errors name them as they are
SELECT newsprint_search(:'articles', 'one two three four', id => 'none"; --');
SELECT newsprint_search(:'articles', 'one two three four', id => :'id', print => :'body');
SELECT newsprint_index_check('"x''); DROP TABLE victim; --"');

SELECT newsprint_track(:'articles', id => :'id', outlet => :'outlet', published => :'published', body => :'body', prefix => repeat('p', 63));
SELECT newsprint_track(:'articles', id => :'id', outlet => :'outlet', published => :'published', body => :'body',
    title => 'title of sixty-three bytes, which is as much as any name may have', url => 'url;', prefix => 'pre"fix'' {id} $$ %');
SELECT newsprint_track(:'articles', id => :'id', outlet => :'outlet', published => :'published', body => :'body');
SELECT newsprint_track(:'articles', id => :'id', outlet => :'outlet', published => :'published', body => :'body', prefix => 'other');
SET client_min_messages = warning;
CALL newsprint_trace(:'articles', since => NULL);
SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'Ünï "code" %s %1$I {id}' AND relkind IN ('r', 'v', 'm') ORDER BY relname COLLATE "C";
SELECT count(*), count(DISTINCT source) FROM "pre""fix' {id} $$ %_reprint";
SELECT outlet, count(*) FROM "pre""fix' {id} $$ %_pickup" GROUP BY 1 ORDER BY outlet COLLATE "C";
SELECT count(*), min(id COLLATE "C") FROM "pre""fix' {id} $$ %_search"('the harbour bridge will close for nine months');
SELECT count(*) FROM "pre""fix' {id} $$ %_find_quote"('We have '' to close it');
SELECT count(*), min(a COLLATE "C") FROM "pre""fix' {id} $$ %_pairs"(2);
SELECT count(*) FROM newsprint_story(:'articles', '1''); DROP TABLE victim; --');
SELECT newsprint_lineage_dot(:'articles', '1''); DROP TABLE victim; --') LIKE 'digraph%', newsprint_lineage_mermaid(:'articles', '1''); DROP TABLE victim; --') <> '',
    newsprint_lineage_svg(:'articles', '1''); DROP TABLE victim; --') LIKE '<svg%';
SELECT node, agrees, problem FROM newsprint_check_nodes();
SELECT newsprint_untrack(:'articles');
SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'Ünï "code" %s %1$I {id}' AND relkind IN ('r', 'v', 'm');
SELECT count(*) FROM victim;

SET client_min_messages = warning;
DROP SCHEMA "Ünï ""code"" %s %1$I {id}" CASCADE;
DROP EXTENSION newsprint;
DROP SCHEMA "the ""ext'ension"" $$;";
DROP TABLE victim;
