/* sql/newsprint--1.0.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION newsprint" to load this file. \quit

-- ----- Text: what matching sees of an article -----

CREATE FUNCTION newsprint_normalize(body text) RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsprint_normalize(text) IS
'what matching sees of a text: its folded words, joined by one space';

CREATE FUNCTION newsprint_words(body text,
    OUT word int, OUT paragraph int, OUT sentence int,
    OUT start int, OUT length int, OUT form text) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 600;
COMMENT ON FUNCTION newsprint_words(text) IS
'words of a text in order: place (characters, from 1) and folded form';

CREATE FUNCTION newsprint_paragraphs(body text)
RETURNS TABLE (paragraph int, start int, length int, body text)
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 20;
COMMENT ON FUNCTION newsprint_paragraphs(text) IS
'paragraphs of a text in order: place (characters, from 1) and text';

CREATE FUNCTION newsprint_sentences(body text, locale text DEFAULT NULL)
RETURNS TABLE (sentence int, paragraph int, start int, length int, body text)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 100 ROWS 30;
COMMENT ON FUNCTION newsprint_sentences(text, text) IS
'sentences of a text in order, by newsprint''s own rules or those of an ICU locale';

CREATE FUNCTION newsprint_disguises(body text,
    OUT start int, OUT length int, OUT form text,
    OUT skeleton text, OUT reason text) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION newsprint_disguises(text) IS
'words that mix scripts as no honest word does, in order: place (characters, from 1), folded form, what it looks like, why';

CREATE FUNCTION newsprint_unmask(body text) RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsprint_unmask(text) IS
'the text with look-alike letters of foreign scripts replaced in words that mix scripts; a word wholly in one script stays';

-- ----- The type newsprint -----

CREATE TYPE newsprint;
COMMENT ON TYPE newsprint IS
'print of an article: hashes of word shingles, winnowed, with their positions';

CREATE FUNCTION newsprint_in(cstring) RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_in(cstring) IS 'I/O';

CREATE FUNCTION newsprint_out(newsprint) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_out(newsprint) IS 'I/O';

CREATE FUNCTION newsprint_recv(internal) RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_recv(internal) IS 'I/O';

CREATE FUNCTION newsprint_send(newsprint) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_send(newsprint) IS 'I/O';

CREATE FUNCTION newsprint_typanalyze(internal) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_typanalyze(internal) IS 'implementation of ANALYZE';

CREATE TYPE newsprint (
    INPUT = newsprint_in,
    OUTPUT = newsprint_out,
    RECEIVE = newsprint_recv,
    SEND = newsprint_send,
    ANALYZE = newsprint_typanalyze,
    INTERNALLENGTH = variable,
    STORAGE = external
);

CREATE FUNCTION to_newsprint(body text, shingle int DEFAULT 3, winnow int DEFAULT 4)
RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 2500;
COMMENT ON FUNCTION to_newsprint(text, int, int) IS
'print of a text: shingles of so many words, the least of every window of so many kept';

CREATE FUNCTION newsprint_info(newsprint) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_info(newsprint) IS
'parameters and sizes of a print';

CREATE FUNCTION newsprint_version(
    OUT extension text, OUT normalization int, OUT icu text, OUT unicode text)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_version() IS
'version of newsprint, its normalization, and the versions of ICU and Unicode in use';

CREATE FUNCTION newsprint_passages(source newsprint, reprint newsprint,
    OUT source_word int, OUT source_words int,
    OUT reprint_word int, OUT reprint_words int, OUT shared int)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION newsprint_passages(newsprint, newsprint) IS
'runs of shared entries of two prints, by place in the reprint, in words from 1';

-- ----- The type newsprint_query -----

CREATE TYPE newsprint_query;

CREATE FUNCTION newsprint_query_in(cstring) RETURNS newsprint_query
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsprint_query_in(cstring) IS
'I/O';

CREATE FUNCTION newsprint_query_out(newsprint_query) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsprint_query_out(newsprint_query) IS
'I/O';

CREATE FUNCTION newsprint_query_recv(internal) RETURNS newsprint_query
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsprint_query_recv(internal) IS
'I/O';

CREATE FUNCTION newsprint_query_send(newsprint_query) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION newsprint_query_send(newsprint_query) IS
'I/O';

-- Its bits are as good as random: compressing them takes time and saves none.
CREATE TYPE newsprint_query (
    INPUT = newsprint_query_in,
    OUTPUT = newsprint_query_out,
    RECEIVE = newsprint_query_recv,
    SEND = newsprint_query_send,
    INTERNALLENGTH = VARIABLE,
    STORAGE = external
);
COMMENT ON TYPE newsprint_query IS
'a part to look for in prints, and how many of its entries must be found';

-- ----- Measures -----

CREATE FUNCTION newsprint_overlap(newsprint, newsprint) RETURNS int
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 400;
COMMENT ON FUNCTION newsprint_overlap(newsprint, newsprint) IS
'number of distinct entries that both prints have';

CREATE FUNCTION newsprint_containment(part newsprint, whole newsprint) RETURNS float8
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 400;
COMMENT ON FUNCTION newsprint_containment(newsprint, newsprint) IS
'share of the part''s distinct entries that the whole has; NULL if the part is empty';

CREATE FUNCTION newsprint_resemblance(newsprint, newsprint) RETURNS float8
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 400;
COMMENT ON FUNCTION newsprint_resemblance(newsprint, newsprint) IS
'entries in common divided by entries in either (Jaccard); NULL if both are empty';

CREATE FUNCTION newsprint_distance(whole newsprint, part newsprint) RETURNS float8
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 400;
COMMENT ON FUNCTION newsprint_distance(newsprint, newsprint) IS
'1 - containment of the part in the whole; implementation of <=>';

CREATE OPERATOR <=> (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_distance
);
COMMENT ON OPERATOR <=> (newsprint, newsprint) IS
'distance for ORDER BY: 1 - containment of the right operand in the left one';

-- ----- Comparison -----

CREATE FUNCTION newsprint_eq(newsprint, newsprint) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION newsprint_eq(newsprint, newsprint) IS 'implementation of =';

CREATE FUNCTION newsprint_ne(newsprint, newsprint) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION newsprint_ne(newsprint, newsprint) IS 'implementation of <>';

CREATE FUNCTION newsprint_lt(newsprint, newsprint) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION newsprint_lt(newsprint, newsprint) IS 'implementation of <';

CREATE FUNCTION newsprint_le(newsprint, newsprint) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION newsprint_le(newsprint, newsprint) IS 'implementation of <=';

CREATE FUNCTION newsprint_gt(newsprint, newsprint) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION newsprint_gt(newsprint, newsprint) IS 'implementation of >';

CREATE FUNCTION newsprint_ge(newsprint, newsprint) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION newsprint_ge(newsprint, newsprint) IS 'implementation of >=';

CREATE FUNCTION newsprint_cmp(newsprint, newsprint) RETURNS int
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION newsprint_cmp(newsprint, newsprint) IS
'three-way comparison of the bytes of two prints';

CREATE FUNCTION newsprint_hash(newsprint) RETURNS int
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsprint_hash(newsprint) IS 'hash of the bytes of a print';

CREATE FUNCTION newsprint_hash_extended(newsprint, int8) RETURNS int8
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION newsprint_hash_extended(newsprint, int8) IS
'hash of the bytes of a print, with a seed';

CREATE OPERATOR = (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_eq,
    COMMUTATOR = =, NEGATOR = <>,
    RESTRICT = eqsel, JOIN = eqjoinsel,
    HASHES, MERGES
);
COMMENT ON OPERATOR = (newsprint, newsprint) IS 'equal in every byte';

CREATE OPERATOR <> (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_ne,
    COMMUTATOR = <>, NEGATOR = =,
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (newsprint, newsprint) IS 'not equal';

CREATE OPERATOR < (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_lt,
    COMMUTATOR = >, NEGATOR = >=,
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (newsprint, newsprint) IS 'less in the order of the bytes';

CREATE OPERATOR <= (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_le,
    COMMUTATOR = >=, NEGATOR = >,
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (newsprint, newsprint) IS 'less or equal in the order of the bytes';

CREATE OPERATOR > (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_gt,
    COMMUTATOR = <, NEGATOR = <=,
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (newsprint, newsprint) IS 'greater in the order of the bytes';

CREATE OPERATOR >= (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_ge,
    COMMUTATOR = <=, NEGATOR = <,
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (newsprint, newsprint) IS 'greater or equal in the order of the bytes';

-- ----- Set operations -----

CREATE FUNCTION newsprint_plus(newsprint, newsprint) RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION newsprint_plus(newsprint, newsprint) IS
'entries of either print, without positions; implementation of +';

CREATE FUNCTION newsprint_minus(newsprint, newsprint) RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION newsprint_minus(newsprint, newsprint) IS
'entries of the first print that the second has not, without positions; implementation of -';

CREATE FUNCTION newsprint_intersect(newsprint, newsprint) RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 500;
COMMENT ON FUNCTION newsprint_intersect(newsprint, newsprint) IS
'entries of both prints, without positions; implementation of &';

CREATE OPERATOR + (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_plus, COMMUTATOR = +
);
COMMENT ON OPERATOR + (newsprint, newsprint) IS 'union of the entries';

CREATE OPERATOR - (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_minus
);
COMMENT ON OPERATOR - (newsprint, newsprint) IS 'entries of the left operand that the right one has not';

CREATE OPERATOR & (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_intersect, COMMUTATOR = &
);
COMMENT ON OPERATOR & (newsprint, newsprint) IS 'intersection of the entries';

-- ----- Searching -----

CREATE FUNCTION to_newsprint_query(part text, share float8 DEFAULT NULL, ignore newsprint DEFAULT NULL, shingles int DEFAULT NULL)
RETURNS newsprint_query
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION to_newsprint_query(text, float8, newsprint, int) IS
'query for prints with a share (default 0.5), or a number, of the entries of a text';

CREATE FUNCTION to_newsprint_query(part newsprint, share float8 DEFAULT NULL, ignore newsprint DEFAULT NULL, shingles int DEFAULT NULL)
RETURNS newsprint_query
AS 'MODULE_PATHNAME', 'to_newsprint_query_print' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION to_newsprint_query(newsprint, float8, newsprint, int) IS
'query for prints with a share (default 0.5), or a number, of the entries of a print';

CREATE FUNCTION newsprint_match(newsprint, newsprint_query) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION newsprint_match(newsprint, newsprint_query) IS
'has the print as many of the query''s entries as the query asks for? implementation of @@';

CREATE FUNCTION newsprint_match(newsprint_query, newsprint) RETURNS bool
AS 'MODULE_PATHNAME', 'newsprint_match_commuted' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION newsprint_match(newsprint_query, newsprint) IS
'has the print as many of the query''s entries as the query asks for? implementation of @@';

CREATE FUNCTION newsprint_contains_support(internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_contains_support(internal) IS
'planner support: implementation of newsprint_contains by the index';

CREATE FUNCTION newsprint_contains(part newsprint, whole newsprint, share float8 DEFAULT 0.5) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 300
SUPPORT newsprint_contains_support;
COMMENT ON FUNCTION newsprint_contains(newsprint, newsprint, float8) IS
'has the whole at least that share of the part''s entries? the same as whole @@ to_newsprint_query(part, share)';

CREATE FUNCTION newsprint_shares(newsprint, newsprint) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 300;
COMMENT ON FUNCTION newsprint_shares(newsprint, newsprint) IS 'implementation of &&';

CREATE FUNCTION newsprint_contains_all(newsprint, newsprint) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsprint_contains_all(newsprint, newsprint) IS 'implementation of @>';

CREATE FUNCTION newsprint_contained_by(newsprint, newsprint) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsprint_contained_by(newsprint, newsprint) IS 'implementation of <@';

CREATE FUNCTION newsprint_sel(internal, oid, internal, int4) RETURNS float8
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_sel(internal, oid, internal, int4) IS
'restriction selectivity: implementation of row estimates of @@, &&, @> and <@';

CREATE FUNCTION newsprint_joinsel(internal, oid, internal, int2, internal) RETURNS float8
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_joinsel(internal, oid, internal, int2, internal) IS
'join selectivity: implementation of row estimates of @@, &&, @> and <@';

CREATE OPERATOR @@ (
    LEFTARG = newsprint, RIGHTARG = newsprint_query,
    FUNCTION = newsprint_match, COMMUTATOR = @@,
    RESTRICT = newsprint_sel, JOIN = newsprint_joinsel
);
COMMENT ON OPERATOR @@ (newsprint, newsprint_query) IS
'the print has at least as many of the query''s entries as the query asks for';

CREATE OPERATOR @@ (
    LEFTARG = newsprint_query, RIGHTARG = newsprint,
    FUNCTION = newsprint_match, COMMUTATOR = @@,
    RESTRICT = newsprint_sel, JOIN = newsprint_joinsel
);
COMMENT ON OPERATOR @@ (newsprint_query, newsprint) IS
'the print has at least as many of the query''s entries as the query asks for';

CREATE OPERATOR && (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_shares, COMMUTATOR = &&,
    RESTRICT = newsprint_sel, JOIN = newsprint_joinsel
);
COMMENT ON OPERATOR && (newsprint, newsprint) IS 'have an entry in common';

CREATE OPERATOR @> (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_contains_all, COMMUTATOR = <@,
    RESTRICT = newsprint_sel, JOIN = newsprint_joinsel
);
COMMENT ON OPERATOR @> (newsprint, newsprint) IS 'has all entries of';

CREATE OPERATOR <@ (
    LEFTARG = newsprint, RIGHTARG = newsprint,
    FUNCTION = newsprint_contained_by, COMMUTATOR = @>,
    RESTRICT = newsprint_sel, JOIN = newsprint_joinsel
);
COMMENT ON OPERATOR <@ (newsprint, newsprint) IS 'has only entries of';

-- ----- Aggregates -----

CREATE FUNCTION newsprint_union_step(newsprint, newsprint) RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsprint_union_step(newsprint, newsprint) IS
'transition and combine function of the aggregate newsprint_union';

CREATE FUNCTION newsprint_intersection_step(newsprint, newsprint) RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsprint_intersection_step(newsprint, newsprint) IS
'transition and combine function of the aggregate newsprint_intersection';

CREATE AGGREGATE newsprint_union(newsprint) (
    SFUNC = newsprint_union_step,
    STYPE = newsprint,
    SSPACE = 8192,
    COMBINEFUNC = newsprint_union_step,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE newsprint_union(newsprint) IS
'entries of any of the prints, without positions; NULLs are passed over';

CREATE AGGREGATE newsprint_intersection(newsprint) (
    SFUNC = newsprint_intersection_step,
    STYPE = newsprint,
    SSPACE = 4096,
    COMBINEFUNC = newsprint_intersection_step,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE newsprint_intersection(newsprint) IS
'entries of all of the prints, without positions; NULLs are passed over';

-- ----- Operator classes -----

CREATE OPERATOR CLASS newsprint_ops
    DEFAULT FOR TYPE newsprint USING btree AS
    OPERATOR 1 <,
    OPERATOR 2 <=,
    OPERATOR 3 =,
    OPERATOR 4 >=,
    OPERATOR 5 >,
    FUNCTION 1 newsprint_cmp(newsprint, newsprint);
COMMENT ON OPERATOR CLASS newsprint_ops USING btree IS
'order of prints by their bytes, for sorting, merging and DISTINCT';
COMMENT ON OPERATOR FAMILY newsprint_ops USING btree IS
'order of prints by their bytes, for sorting, merging and DISTINCT';

CREATE OPERATOR CLASS newsprint_ops
    DEFAULT FOR TYPE newsprint USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 newsprint_hash(newsprint),
    FUNCTION 2 newsprint_hash_extended(newsprint, int8);
COMMENT ON OPERATOR CLASS newsprint_ops USING hash IS
'equality of prints, for hash joins, grouping and hash indexes';
COMMENT ON OPERATOR FAMILY newsprint_ops USING hash IS
'equality of prints, for hash joins, grouping and hash indexes';

CREATE FUNCTION newsprint_gin_extract_value(newsprint, internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_gin_extract_value(newsprint, internal, internal) IS
'GIN support';

CREATE FUNCTION newsprint_gin_extract_query(newsprint, internal, int2, internal, internal, internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_gin_extract_query(newsprint, internal, int2, internal, internal, internal, internal) IS
'GIN support';

CREATE FUNCTION newsprint_gin_consistent(internal, int2, newsprint, int4, internal, internal, internal, internal) RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_gin_consistent(internal, int2, newsprint, int4, internal, internal, internal, internal) IS
'GIN support';

CREATE FUNCTION newsprint_gin_triconsistent(internal, int2, newsprint, int4, internal, internal, internal) RETURNS "char"
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_gin_triconsistent(internal, int2, newsprint, int4, internal, internal, internal) IS
'GIN support';

CREATE OPERATOR CLASS newsprint_ops
    DEFAULT FOR TYPE newsprint USING gin AS
    OPERATOR 1 &&,
    OPERATOR 2 @>,
    OPERATOR 3 <@,
    OPERATOR 4 @@ (newsprint, newsprint_query),
    FUNCTION 1 btint8cmp(int8, int8),
    FUNCTION 2 newsprint_gin_extract_value(newsprint, internal, internal),
    FUNCTION 3 newsprint_gin_extract_query(newsprint, internal, int2, internal, internal, internal, internal),
    FUNCTION 4 newsprint_gin_consistent(internal, int2, newsprint, int4, internal, internal, internal, internal),
    FUNCTION 6 newsprint_gin_triconsistent(internal, int2, newsprint, int4, internal, internal, internal),
    STORAGE int8;
COMMENT ON OPERATOR CLASS newsprint_ops USING gin IS
'search for prints by their entries: &&, @>, <@ and @@';
COMMENT ON OPERATOR FAMILY newsprint_ops USING gin IS
'search for prints by their entries: &&, @>, <@ and @@';

-- ----- Passages: from the texts -----

CREATE FUNCTION newsprint_align(source text, reprint text,
    config regconfig DEFAULT NULL, mode text DEFAULT 'news',
    OUT source_paragraph int, OUT source_start int, OUT source_length int,
    OUT reprint_paragraph int, OUT reprint_start int, OUT reprint_length int,
    OUT words int, OUT similarity float8, OUT kind text)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 10000 ROWS 5;
COMMENT ON FUNCTION newsprint_align(text, text, regconfig, text) IS
'passages of a reprint that stand in a source, by place in the reprint';

CREATE FUNCTION newsprint_reprinted(source text, reprint text,
    config regconfig DEFAULT NULL, mode text DEFAULT 'news',
    OUT paragraph int, OUT start int, OUT length int,
    OUT coverage float8, OUT similarity float8, OUT kind text,
    OUT reprint_paragraph int, OUT reprint_start int, OUT reprint_length int)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION newsprint_reprinted(text, text, regconfig, text) IS
'paragraphs of a source that stand in a reprint, by place in the source';

CREATE FUNCTION newsprint_compare(source text, reprint text,
    config regconfig DEFAULT NULL, mode text DEFAULT 'news',
    ignore newsprint DEFAULT NULL,
    OUT source_share float8, OUT reprint_share float8,
    OUT words int, OUT longest_run int,
    OUT source_words int, OUT reprint_words int, OUT quoted_words int,
    OUT similarity float8, OUT kind text)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION newsprint_compare(text, text, regconfig, text, newsprint) IS
'how much of a source stands in a reprint, and how much of the reprint comes from there: shares of their words without boilerplate, quotations apart';

CREATE FUNCTION newsprint_taken(source text, reprint text,
    config regconfig DEFAULT NULL, mode text DEFAULT 'news',
    ignore newsprint DEFAULT NULL,
    OUT paragraph int, OUT start int, OUT length int, OUT word int, OUT words int,
    OUT coverage float8, OUT similarity float8, OUT kind text,
    OUT source_paragraph int, OUT source_start int, OUT source_length int)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 10000 ROWS 10;
COMMENT ON FUNCTION newsprint_taken(text, text, regconfig, text, newsprint) IS
'paragraphs of a reprint that were taken from a source, by place in the reprint';

CREATE FUNCTION newsprint_degree(source text, reprint text,
    config regconfig DEFAULT NULL,
    OUT degree float8, OUT level text)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION newsprint_degree(text, text, regconfig) IS
'how much of a reprint was taken from a source: 0 to 1, and none, heavy, light or copied';

CREATE FUNCTION newsprint_highlight(source text, reprint text,
    config regconfig DEFAULT NULL, mode text DEFAULT 'news',
    format text DEFAULT 'text') RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION newsprint_highlight(text, text, regconfig, text, text) IS
'source and reprint side by side, with marks on what was changed';

-- ----- Quotations -----

CREATE FUNCTION newsprint_quotes(body text, locale text DEFAULT NULL)
RETURNS TABLE (quote int, parent int, paragraph int, start int, length int,
    body text, speaker text, kind text, unclosed bool, continued bool)
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 500 ROWS 20;
COMMENT ON FUNCTION newsprint_quotes(text, text) IS
'quotations of a text in order: place (characters, from 1), text between the marks, and speaker';

CREATE FUNCTION to_quoteprint(body text, locale text DEFAULT NULL) RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION to_quoteprint(text, text) IS
'print of the quotations of a text';

CREATE FUNCTION to_quote_query(quote text, share float8 DEFAULT 0.5)
RETURNS newsprint_query
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION to_quote_query(text, float8) IS
'query for quoteprints with that share of the keys of one quotation';

CREATE FUNCTION newsprint_shared_quotes(a text, b text, locale text DEFAULT NULL,
    OUT a_quote int, OUT a_start int, OUT a_length int, OUT a_speaker text,
    OUT b_quote int, OUT b_start int, OUT b_length int, OUT b_speaker text,
    OUT similarity float8, OUT kind text)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 2000 ROWS 5;
COMMENT ON FUNCTION newsprint_shared_quotes(text, text, text) IS
'quotations that two texts share, each with its best match, by place in the first, then in the second';

CREATE FUNCTION newsprint_same_quote(a text, b text,
    a_speaker text DEFAULT NULL, b_speaker text DEFAULT NULL,
    OUT similarity float8, OUT kind text)
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsprint_same_quote(text, text, text, text) IS
'compares two quotations: similarity, and how they are the same, or NULL';

CREATE FUNCTION newsprint_quote_diff(a text, b text,
    OUT op text, OUT words text, OUT replacement text)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 5;
COMMENT ON FUNCTION newsprint_quote_diff(text, text) IS
'what became of the words of a quotation in another version of it, in order';

-- ----- Tables -----

-- RESTRICTED: a table may be a temporary one

CREATE FUNCTION newsprint_check(articles regclass,
    id name DEFAULT 'id', print name DEFAULT 'print')
RETURNS TABLE (id text, parameters jsonb)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE STRICT PARALLEL RESTRICTED COST 10000 ROWS 10;
COMMENT ON FUNCTION newsprint_check(regclass, name, name) IS
'rows of a table whose prints were made with other parameters than most';

CREATE FUNCTION newsprint_search(articles regclass, body text,
    share float8 DEFAULT 0.3, shingles int DEFAULT 3,
    ignore newsprint DEFAULT NULL, deep bool DEFAULT false,
    max_results int DEFAULT 20,
    id name DEFAULT 'id', print name DEFAULT 'print',
    body_column name DEFAULT NULL)
RETURNS TABLE (id text, containment float8, contained float8, shared int,
    words int, longest_run int, score float8)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL RESTRICTED COST 50000 ROWS 20;
COMMENT ON FUNCTION newsprint_search(regclass, text, float8, int, newsprint, bool, int, name, name, name) IS
'articles of a table that have a share, or a number, of the entries of a text: best first, then by id';

CREATE FUNCTION newsprint_pairs(articles regclass, shared int DEFAULT 8,
    "within" interval DEFAULT NULL, ignore newsprint DEFAULT NULL,
    id name DEFAULT 'id', print name DEFAULT 'print',
    published name DEFAULT 'published_at', outlet name DEFAULT NULL)
RETURNS TABLE (a text, b text, shared int, containment float8, contained float8)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL RESTRICTED COST 10000000 ROWS 10000;
COMMENT ON FUNCTION newsprint_pairs(regclass, int, interval, newsprint, name, name, name, name) IS
'pairs of articles with at least that many entries in common, by place of a, then of b, in the order of publication; a was published first (ties: the lesser id; without a time: last)';

-- ----- Boilerplate -----

CREATE FUNCTION newsprint_boilerplate(articles regclass,
    outlet_share float8 DEFAULT 0.05, outlet_articles int DEFAULT 10,
    outlet_days int DEFAULT 5, outlet_span interval DEFAULT '14 days',
    global_outlets int DEFAULT 10, global_articles int DEFAULT 20,
    global_share float8 DEFAULT 0.001, global_span interval DEFAULT '30 days',
    global_week_share float8 DEFAULT 0.5, since timestamptz DEFAULT NULL,
    print name DEFAULT 'print', published name DEFAULT 'published_at',
    outlet name DEFAULT 'outlet')
RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL RESTRICTED COST 10000000;
COMMENT ON FUNCTION newsprint_boilerplate(regclass, float8, int, int, interval, int, int, float8, interval, float8, timestamptz, name, name, name) IS
'print of what an outlet has on many of its pages, or many outlets have all the time: to be ignored in queries';

CREATE FUNCTION newsprint_boilerplate_report(articles regclass,
    outlet_share float8 DEFAULT 0.05, outlet_articles int DEFAULT 10,
    outlet_days int DEFAULT 5, outlet_span interval DEFAULT '14 days',
    global_outlets int DEFAULT 10, global_articles int DEFAULT 20,
    global_share float8 DEFAULT 0.001, global_span interval DEFAULT '30 days',
    global_week_share float8 DEFAULT 0.5, since timestamptz DEFAULT NULL,
    print name DEFAULT 'print', published name DEFAULT 'published_at',
    outlet name DEFAULT 'outlet', id name DEFAULT 'id', body name DEFAULT 'body')
RETURNS TABLE (scope text, outlet text, words text, articles int, days int,
    first date, last date)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL RESTRICTED COST 20000000 ROWS 1000;
COMMENT ON FUNCTION newsprint_boilerplate_report(regclass, float8, int, int, interval, int, int, float8, interval, float8, timestamptz, name, name, name, name, name) IS
'phrases that newsprint_boilerplate finds, and why: those of outlets by outlet, then those of all; most articles first';

CREATE FUNCTION newsprint_find_quote(articles regclass, quote text,
    speaker text DEFAULT NULL, id name DEFAULT 'id',
    body_column name DEFAULT 'body', quoteprint name DEFAULT 'quoteprint',
    published name DEFAULT 'published_at', locale text DEFAULT NULL)
RETURNS TABLE (id text, body text, speaker text, kind text,
    similarity float8, published timestamptz)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL RESTRICTED COST 10000 ROWS 10;
COMMENT ON FUNCTION newsprint_find_quote(regclass, text, text, name, name, name, name, text) IS
'articles of a table that have a quotation, as it stands there: earliest first, then by id';

-- ----- Procedures -----

CREATE FUNCTION newsprint_can_commit() RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
VOLATILE PARALLEL UNSAFE COST 1;
COMMENT ON FUNCTION newsprint_can_commit() IS
'whether the procedure or DO block that asks may COMMIT where it was called';
