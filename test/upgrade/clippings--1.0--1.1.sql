\echo Use "ALTER EXTENSION clippings UPDATE TO '1.1'" to load this file. \quit
-- Above each step stands what the comparison must say where it is forgotten.

-- type public.clip: typanalyze is null, installed afresh pg_catalog.array_typanalyze(pg_catalog.internal)
ALTER TYPE clip SET (ANALYZE = array_typanalyze);

-- type public.clip: dependency on function public.clip_recv(pg_catalog.internal) is null, installed afresh n
-- type public.clip: dependency on function public.clip_send(public.clip) is null, installed afresh n
-- type public.clip: typreceive is null, installed afresh public.clip_recv(pg_catalog.internal)
-- type public.clip: typsend is null, installed afresh public.clip_send(public.clip)
ALTER TYPE clip SET (RECEIVE = clip_recv, SEND = clip_send);

-- type public.clip: typstorage is x, installed afresh m
ALTER TYPE clip SET (STORAGE = main);

-- type public.clip: comment is what was cut out, installed afresh a piece of an article
COMMENT ON TYPE clip IS 'a piece of an article';

-- pg_enum rewritten of type public.clip_kind is missing
ALTER TYPE clip_kind ADD VALUE 'rewritten';

-- function public.clip_hash(public.clip,bigint): extension is null, installed afresh clippings
ALTER EXTENSION clippings ADD FUNCTION clip_hash(clip, bigint);

-- operator public.=(public.clip,public.clip): oprrest is null, installed afresh pg_catalog.eqsel(pg_catalog.internal,pg_catalog.oid,pg_catalog.internal,integer)
ALTER OPERATOR = (clip, clip) SET (RESTRICT = eqsel);

-- operator public.=(public.clip,public.clip): oprjoin is null, installed afresh pg_catalog.eqjoinsel(pg_catalog.internal,pg_catalog.oid,pg_catalog.internal,smallint,pg_catalog.internal)
ALTER OPERATOR = (clip, clip) SET (JOIN = eqjoinsel);

-- operator public.<>(public.clip,public.clip) is missing
-- operator public.=(public.clip,public.clip): oprnegate is null, installed afresh public.<>(public.clip,public.clip)
CREATE OPERATOR <> (FUNCTION = clip_ne, LEFTARG = clip, RIGHTARG = clip, COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);

-- operator public.<(public.clip,public.clip) is missing
-- operator public.>(public.clip,public.clip): oprcom is null, installed afresh public.<(public.clip,public.clip)
CREATE OPERATOR < (FUNCTION = clip_lt, LEFTARG = clip, RIGHTARG = clip, COMMUTATOR = >, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);

-- operator public.=(public.clip,public.clip): comment is the same, installed afresh equal in every byte
COMMENT ON OPERATOR = (clip, clip) IS 'equal in every byte';

-- operator of access method operator 1 (public.clip, pg_catalog.text) of public.clip_ops USING hash is missing
ALTER OPERATOR FAMILY clip_ops USING hash ADD OPERATOR 1 = (clip, text);

-- function of access method function 2 (public.clip, public.clip) of public.clip_ops USING hash is missing
ALTER OPERATOR FAMILY clip_ops USING hash ADD FUNCTION 2 (clip, clip) clip_hash(clip, bigint);

-- operator class public.clip_ops USING hash: comment is null, installed afresh for hash indexes
COMMENT ON OPERATOR CLASS clip_ops USING hash IS 'for hash indexes';

-- cast (public.clip AS pg_catalog.text) is missing
CREATE CAST (clip AS text) WITHOUT FUNCTION AS ASSIGNMENT;

-- function public.clip_words(pg_catalog.text): provolatile is v, installed afresh i
ALTER FUNCTION clip_words(text) IMMUTABLE;

-- function public.clip_words(pg_catalog.text): proisstrict is false, installed afresh true
ALTER FUNCTION clip_words(text) STRICT;

-- function public.clip_words(pg_catalog.text): proparallel is u, installed afresh s
ALTER FUNCTION clip_words(text) PARALLEL SAFE;

-- function public.clip_words(pg_catalog.text): proleakproof is false, installed afresh true
ALTER FUNCTION clip_words(text) LEAKPROOF;

-- function public.clip_words(pg_catalog.text): prosecdef is false, installed afresh true
ALTER FUNCTION clip_words(text) SECURITY DEFINER;

-- function public.clip_words(pg_catalog.text): procost is 100, installed afresh 200
ALTER FUNCTION clip_words(text) COST 200;

-- function public.clip_words(pg_catalog.text): prorows is 1000, installed afresh 50
ALTER FUNCTION clip_words(text) ROWS 50;

-- function public.clip_words(pg_catalog.text): prosupport is null, installed afresh pg_catalog.array_unnest_support(pg_catalog.internal)
ALTER FUNCTION clip_words(text) SUPPORT array_unnest_support;

-- function public.clip_words(pg_catalog.text): proconfig is null, installed afresh {search_path=pg_catalog}
ALTER FUNCTION clip_words(text) SET search_path = pg_catalog;

-- function public.clip_words(pg_catalog.text): initprivs is null, installed afresh {pg_monitor=X/postgres,pg_read_all_data=X/postgres,postgres=X/postgres}
-- function public.clip_words(pg_catalog.text): proacl is null, installed afresh {pg_monitor=X/postgres,pg_read_all_data=X/postgres,postgres=X/postgres}
REVOKE EXECUTE ON FUNCTION clip_words(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clip_words(text) TO pg_read_all_data;
GRANT EXECUTE ON FUNCTION clip_words(text) TO pg_monitor;

-- function public.clip_start(pg_catalog.text,integer): proargdefaults is 10, installed afresh 20
-- function public.clip_start(pg_catalog.text,integer): prosqlbody is RETURN array_to_string((string_to_array(body, ' '::text))[:words], ' '::text), installed afresh RETURN array_to_string((string_to_array(btrim(body), ' '::text))[:words], ' '::text)
CREATE OR REPLACE FUNCTION clip_start(body text, words int = 20) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN array_to_string((string_to_array(btrim(body), ' '))[:words], ' ');

-- function public.clip_line(pg_catalog.text): prosrc, line 3 is 	RETURN $1;, installed afresh 	RETURN split_part($1, chr(10), 1);
CREATE OR REPLACE FUNCTION clip_line(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN split_part($1, chr(10), 1);
END $$;

-- function public.clip_line(pg_catalog.text): dependency on extension plpgsql is null, installed afresh x
ALTER FUNCTION clip_line(text) DEPENDS ON EXTENSION plpgsql;

-- function public.clip_size(public.clip): prosrc is textlen, installed afresh textoctetlen
CREATE OR REPLACE FUNCTION clip_size(clip) RETURNS int LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textoctetlen';

-- function public.clip_size(public.clip): comment is how long it is, installed afresh its length in bytes
COMMENT ON FUNCTION clip_size(clip) IS 'its length in bytes';

-- function public.clip_new(pg_catalog.text) is missing
CREATE FUNCTION clip_new(text) RETURNS clip LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN clip_in(textout($1));
COMMENT ON FUNCTION clip_new(text) IS 'a piece of text';

-- function public.clip_paste(pg_catalog.text) is left over
DROP FUNCTION clip_paste(text);

-- aggregate public.clip_last(pg_catalog.text): aggcombinefn is null, installed afresh pg_catalog.text_larger(pg_catalog.text,pg_catalog.text)
-- aggregate public.clip_last(pg_catalog.text): aggtransspace is 0, installed afresh 100
-- aggregate public.clip_last(pg_catalog.text): proparallel is u, installed afresh s
CREATE OR REPLACE AGGREGATE clip_last(text) (SFUNC = text_larger, STYPE = text, SSPACE = 100, COMBINEFUNC = text_larger, PARALLEL = SAFE);

-- access method clippings: comment is null, installed afresh btree by another name
COMMENT ON ACCESS METHOD clippings IS 'btree by another name';
