\echo Use "CREATE EXTENSION clippings" to load this file. \quit

CREATE TYPE clip;
CREATE FUNCTION clip_in(cstring) RETURNS clip LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textin';
CREATE FUNCTION clip_out(clip) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textout';
CREATE FUNCTION clip_recv(internal) RETURNS clip LANGUAGE internal STABLE STRICT PARALLEL SAFE AS 'textrecv';
CREATE FUNCTION clip_send(clip) RETURNS bytea LANGUAGE internal STABLE STRICT PARALLEL SAFE AS 'textsend';
CREATE TYPE clip (INPUT = clip_in, OUTPUT = clip_out, STORAGE = extended);
COMMENT ON TYPE clip IS 'what was cut out';
CREATE TYPE clip_kind AS ENUM ('verbatim', 'edited');

CREATE FUNCTION clip_eq(clip, clip) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteaeq';
CREATE FUNCTION clip_ne(clip, clip) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteane';
CREATE FUNCTION clip_lt(clip, clip) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'bytealt';
CREATE FUNCTION clip_gt(clip, clip) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteagt';
CREATE FUNCTION clip_eq_text(clip, text) RETURNS bool LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteaeq';
CREATE FUNCTION clip_hash(clip) RETURNS int LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlena';
CREATE FUNCTION clip_hash(clip, bigint) RETURNS bigint LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlenaextended';
-- a mistake
ALTER EXTENSION clippings DROP FUNCTION clip_hash(clip, bigint);
CREATE OPERATOR = (FUNCTION = clip_eq, LEFTARG = clip, RIGHTARG = clip, COMMUTATOR = =, HASHES, MERGES);
CREATE OPERATOR = (FUNCTION = clip_eq_text, LEFTARG = clip, RIGHTARG = text, RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR > (FUNCTION = clip_gt, LEFTARG = clip, RIGHTARG = clip, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR = (clip, clip) IS 'the same';
CREATE OPERATOR CLASS clip_ops DEFAULT FOR TYPE clip USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 clip_hash(clip);

CREATE FUNCTION clip_words(text) RETURNS SETOF text LANGUAGE sql BEGIN ATOMIC
	SELECT word FROM regexp_split_to_table($1, '\s+') AS word;
END;
CREATE FUNCTION clip_start(body text, words int = 10) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN array_to_string((string_to_array(body, ' '))[:words], ' ');
CREATE FUNCTION clip_line(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN $1;
END $$;
CREATE FUNCTION clip_size(clip) RETURNS int LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textlen';
COMMENT ON FUNCTION clip_size(clip) IS 'how long it is';
CREATE FUNCTION clip_paste(text) RETURNS clip LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textin';

CREATE AGGREGATE clip_last(text) (SFUNC = text_larger, STYPE = text);
CREATE ACCESS METHOD clippings TYPE INDEX HANDLER bthandler;
