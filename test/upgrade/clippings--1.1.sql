\echo Use "CREATE EXTENSION clippings" to load this file. \quit

CREATE TYPE clip;
CREATE FUNCTION clip_in(cstring) RETURNS clip LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textin';
CREATE FUNCTION clip_out(clip) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textout';
CREATE FUNCTION clip_recv(internal) RETURNS clip LANGUAGE internal STABLE STRICT PARALLEL SAFE AS 'textrecv';
CREATE FUNCTION clip_send(clip) RETURNS bytea LANGUAGE internal STABLE STRICT PARALLEL SAFE AS 'textsend';
CREATE TYPE clip (INPUT = clip_in, OUTPUT = clip_out, RECEIVE = clip_recv, SEND = clip_send, ANALYZE = array_typanalyze, STORAGE = main);
COMMENT ON TYPE clip IS 'a piece of an article';
CREATE TYPE clip_kind AS ENUM ('verbatim', 'edited', 'rewritten');

CREATE FUNCTION clip_eq(clip, clip) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteaeq';
CREATE FUNCTION clip_ne(clip, clip) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteane';
CREATE FUNCTION clip_lt(clip, clip) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'bytealt';
CREATE FUNCTION clip_gt(clip, clip) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteagt';
CREATE FUNCTION clip_eq_text(clip, text) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteaeq';
CREATE FUNCTION clip_hash(clip) RETURNS int LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlena';
CREATE FUNCTION clip_hash(clip, bigint) RETURNS bigint LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlenaextended';
CREATE OPERATOR = (FUNCTION = clip_eq, LEFTARG = clip, RIGHTARG = clip, COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (FUNCTION = clip_ne, LEFTARG = clip, RIGHTARG = clip, COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR = (FUNCTION = clip_eq_text, LEFTARG = clip, RIGHTARG = text, RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR > (FUNCTION = clip_gt, LEFTARG = clip, RIGHTARG = clip, COMMUTATOR = <, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR < (FUNCTION = clip_lt, LEFTARG = clip, RIGHTARG = clip, COMMUTATOR = >, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR = (clip, clip) IS 'equal in every byte';
CREATE OPERATOR CLASS clip_ops DEFAULT FOR TYPE clip USING hash AS
	OPERATOR 1 =,
	OPERATOR 1 = (clip, text),
	FUNCTION 1 clip_hash(clip),
	FUNCTION 2 clip_hash(clip, bigint);
COMMENT ON OPERATOR CLASS clip_ops USING hash IS 'for hash indexes';
CREATE CAST (clip AS text) WITHOUT FUNCTION AS ASSIGNMENT;

CREATE FUNCTION clip_words(text) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF SECURITY DEFINER
	COST 200 ROWS 50 SUPPORT array_unnest_support SET search_path = pg_catalog BEGIN ATOMIC
	SELECT word FROM regexp_split_to_table($1, '\s+') AS word;
END;
REVOKE EXECUTE ON FUNCTION clip_words(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clip_words(text) TO pg_monitor, pg_read_all_data;
CREATE FUNCTION clip_start(body text, words int = 20) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN array_to_string((string_to_array(btrim(body), ' '))[:words], ' ');
CREATE FUNCTION clip_line(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN split_part($1, chr(10), 1);
END $$;
ALTER FUNCTION clip_line(text) DEPENDS ON EXTENSION plpgsql;
CREATE FUNCTION clip_size(clip) RETURNS int LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textoctetlen';
COMMENT ON FUNCTION clip_size(clip) IS 'its length in bytes';
CREATE FUNCTION clip_new(text) RETURNS clip LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN clip_in(textout($1));
COMMENT ON FUNCTION clip_new(text) IS 'a piece of text';

CREATE AGGREGATE clip_last(text) (SFUNC = text_larger, STYPE = text, SSPACE = 100, COMBINEFUNC = text_larger, PARALLEL = SAFE);
CREATE ACCESS METHOD clippings TYPE INDEX HANDLER bthandler;
COMMENT ON ACCESS METHOD clippings IS 'btree by another name';
