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
'words of a text, in order
word: from 1
paragraph: from 1
sentence: from 1, through the whole text
start: in characters of the text, from 1
length: in characters, as printed
form: folded: what is hashed';

CREATE FUNCTION newsprint_paragraphs(body text)
RETURNS TABLE (paragraph int, start int, length int, body text)
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 20;
COMMENT ON FUNCTION newsprint_paragraphs(text) IS
'paragraphs of a text, in order; one of more than 120 words is cut at ends of sentences
paragraph: from 1
start: in characters of the text, from 1
length: in characters
body: as printed';

CREATE FUNCTION newsprint_sentences(body text, locale text DEFAULT NULL)
RETURNS TABLE (sentence int, paragraph int, start int, length int, body text)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 100 ROWS 30;
COMMENT ON FUNCTION newsprint_sentences(text, text) IS
'sentences of a text, in order, by newsprint''s own rules or those of an ICU locale; an unknown locale is an error
locale: such as en or de_AT, for ICU''s rules; NULL: newsprint''s own
sentence: from 1, through the whole text
paragraph: from 1
start: in characters of the text, from 1
length: in characters
body: as printed';

CREATE FUNCTION newsprint_disguises(body text,
    OUT start int, OUT length int, OUT form text,
    OUT skeleton text, OUT reason text) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION newsprint_disguises(text) IS
'words that mix scripts as no honest word does, in order; what is found follows the ICU that is installed
start: in characters of the text, from 1
length: in characters
form: folded: what matching sees
skeleton: ICU''s, equal for all that looks the same
reason: begins with look-alikes where newsprint_unmask replaces letters, else with mixed scripts';

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
'print of a text: shingles of so many words, the least of every window of so many kept
shingle: k, 1 to 32 words; a Han character weighs half a word; kana, Thai, Lao, Khmer and Burmese characters a quarter
winnow: w, 1 to 128 shingles; a shared run of k + w - 1 words is always seen';

CREATE FUNCTION newsprint_info(newsprint) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_info(newsprint) IS
'parameters and sizes of a print: format, normalization, profile (article or quotations), shingle, winnow, words of the text (null for a result of set operations), entries, positions, bytes';

CREATE FUNCTION newsprint_entries(print newsprint, OUT entry bigint, OUT words int[])
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 250;
COMMENT ON FUNCTION newsprint_entries(newsprint) IS
'entries of a print as rows, in the order of their hashes, for tables of postings
entry: its key in an index; equal keys are equal entries, whatever the prints were made with
words: ordinals of the words that its shingles begin at, from 1; NULL where the print has no positions';

CREATE FUNCTION newsprint_version(
    OUT extension text, OUT normalization int, OUT icu text, OUT unicode text)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_version() IS
'version of newsprint, its normalization, and the versions of ICU and Unicode in use
extension: of the library that is loaded
normalization: number of the rules by which words are folded; prints depend on it and on nothing below
icu: the one that is installed, which serves what is only shown
unicode: that of this ICU';

CREATE FUNCTION newsprint_passages(source newsprint, reprint newsprint,
    OUT source_word int, OUT source_words int,
    OUT reprint_word int, OUT reprint_words int, OUT shared int)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION newsprint_passages(newsprint, newsprint) IS
'runs of shared entries of two prints, by place in the reprint; an error for prints of other parameters and for results of set operations, which have no positions
source_word: where the run begins in the source, in words from 1
source_words: how far it goes there
reprint_word: where it begins in the reprint, in words from 1
reprint_words: how far it goes there
shared: entries in common along it';

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
'number of distinct entries that both prints have; an error for prints of other parameters';

CREATE FUNCTION newsprint_containment(part newsprint, whole newsprint) RETURNS float8
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 400;
COMMENT ON FUNCTION newsprint_containment(newsprint, newsprint) IS
'share of the part''s distinct entries that the whole has, 0 to 1; NULL if the part is empty; an error for prints of other parameters';

CREATE FUNCTION newsprint_resemblance(newsprint, newsprint) RETURNS float8
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 400;
COMMENT ON FUNCTION newsprint_resemblance(newsprint, newsprint) IS
'entries in common divided by entries in either (Jaccard), 0 to 1; NULL if both are empty; an error for prints of other parameters';

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
'distance for ORDER BY: 1 - containment of the right operand in the left one, 0 to 1; NULL where the right one is empty; an error for prints of other parameters';

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
'query for prints with a share (default 0.5), or a number, of the entries of a text, fingerprinted with shingle 3 and winnow 4; of more than 4096 entries the least are kept; without any, it finds nothing; a NOTICE for a text of fewer than six words
part: what to look for
share: of the entries, more than 0, at most 1; NULL: 0.5, or only shingles counts where it is given
ignore: a print of entries that do not count, of the same parameters
shingles: number of entries, from 1; where share is given, too, the lesser of the two counts';

CREATE FUNCTION to_newsprint_query(part newsprint, share float8 DEFAULT NULL, ignore newsprint DEFAULT NULL, shingles int DEFAULT NULL)
RETURNS newsprint_query
AS 'MODULE_PATHNAME', 'to_newsprint_query_print' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 250;
COMMENT ON FUNCTION to_newsprint_query(newsprint, float8, newsprint, int) IS
'query for prints with a share (default 0.5), or a number, of the entries of a print, and its parameters; of more than 4096 entries the least are kept; without any, it finds nothing
part: what to look for
share: of the entries, more than 0, at most 1; NULL: 0.5, or only shingles counts where it is given
ignore: a print of entries that do not count, of the same parameters
shingles: number of entries, from 1; where share is given, too, the lesser of the two counts';

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
'has the whole at least that share of the part''s entries? the same as whole @@ to_newsprint_query(part, share), and answered by an index on the whole; false where the part has no entry
share: more than 0, at most 1';

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
COMMENT ON OPERATOR @> (newsprint, newsprint) IS 'has all entries of; of an empty one, too';

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
'entries of any of the prints, without positions; NULLs are passed over; NULL of none; an error for prints of other parameters';

CREATE AGGREGATE newsprint_intersection(newsprint) (
    SFUNC = newsprint_intersection_step,
    STYPE = newsprint,
    SSPACE = 4096,
    COMBINEFUNC = newsprint_intersection_step,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE newsprint_intersection(newsprint) IS
'entries of all of the prints, without positions; NULLs are passed over; NULL of none; an error for prints of other parameters';

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

-- ----- The access method -----

CREATE FUNCTION newsprint_handler(internal) RETURNS index_am_handler
AS 'MODULE_PATHNAME' LANGUAGE C
VOLATILE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION newsprint_handler(internal) IS
'implementation of the access method newsprint';

CREATE ACCESS METHOD newsprint TYPE INDEX HANDLER newsprint_handler;
COMMENT ON ACCESS METHOD newsprint IS
'index of prints by their entries: smaller than GIN, built faster, and in order of containment';

CREATE OPERATOR CLASS newsprint_ops
    DEFAULT FOR TYPE newsprint USING newsprint AS
    OPERATOR 1 &&,
    OPERATOR 2 @>,
    OPERATOR 3 <@,
    OPERATOR 4 @@ (newsprint, newsprint_query),
    OPERATOR 5 <=> (newsprint, newsprint) FOR ORDER BY float_ops;
COMMENT ON OPERATOR CLASS newsprint_ops USING newsprint IS
'search for prints by their entries: &&, @>, <@, @@ and ORDER BY <=>';
COMMENT ON OPERATOR FAMILY newsprint_ops USING newsprint IS
'search for prints by their entries: &&, @>, <@, @@ and ORDER BY <=>';

CREATE FUNCTION newsprint_index_stats(index regclass,
    OUT articles bigint, OUT dead bigint, OUT pending bigint, OUT segments int,
    OUT keys bigint, OUT postings bigint, OUT bytes bigint,
    OUT frequent newsprint, OUT frequent_articles bigint)
AS 'MODULE_PATHNAME' LANGUAGE C
VOLATILE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION newsprint_index_stats(regclass) IS
'what an index USING newsprint holds; wants the right to read all rows of its table
articles: rows in the index
dead: rows that vacuum has marked and a merge will drop
pending: articles that wait to be sorted in
segments: parts that each search looks into
keys: distinct entries
postings: entries of all articles
bytes: size on disk
frequent: a print of the 20 most frequent entries
frequent_articles: the least frequent of these is in so many articles';

CREATE FUNCTION newsprint_index_check(index regclass, heapallindexed bool DEFAULT false) RETURNS void
AS 'MODULE_PATHNAME' LANGUAGE C
VOLATILE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION newsprint_index_check(regclass, bool) IS
'raises an error if an index USING newsprint is damaged; wants the right to read all rows of its table; holds up merges and vacuum while it reads
heapallindexed: compare every visible row of the table with the index, too';

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
'passages of a reprint that stand in a source, by place in the reprint; passages of prose do not overlap there
config: text search configuration that gives stems and stop words; NULL: default_text_search_config
mode: news: hardly finds what was not reused; sensitive: finds more that is disguised, and summaries, and more that was not reused
source_paragraph: where it begins, from 1
source_start: in characters of the source, from 1
source_length: in characters
reprint_paragraph: where it begins, from 1
reprint_start: in characters of the reprint, from 1
reprint_length: in characters
words: of the reprint''s side whose stem the source''s side has
similarity: share of the words of both sides that the other side has, too, in any order; rare words weigh more; 0 to 1
kind: verbatim, edited, rewritten, fragment or quotation';

CREATE FUNCTION newsprint_reprinted(source text, reprint text,
    config regconfig DEFAULT NULL, mode text DEFAULT 'news',
    OUT paragraph int, OUT start int, OUT length int,
    OUT coverage float8, OUT similarity float8, OUT kind text,
    OUT reprint_paragraph int, OUT reprint_start int, OUT reprint_length int)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 28000 ROWS 10;
COMMENT ON FUNCTION newsprint_reprinted(text, text, regconfig, text) IS
'paragraphs of a source that stand in a reprint, by place in the source, a row each
config: text search configuration that gives stems and stop words; NULL: default_text_search_config
mode: news: hardly finds what was not reused; sensitive: finds more that is disguised, and summaries, and more that was not reused
paragraph: of the source, from 1
start: of the part that was reused, in characters of the source from 1
length: in characters
coverage: share of the paragraph''s words that were reused, 0 to 1
similarity: share of the words of both sides that the other side has, too, in any order; rare words weigh more; 0 to 1
kind: verbatim, edited, rewritten, fragment or quotation
reprint_paragraph: where that begins in the reprint, from 1
reprint_start: in characters of the reprint, from 1
reprint_length: in characters';

CREATE FUNCTION newsprint_compare(source text, reprint text,
    config regconfig DEFAULT NULL, mode text DEFAULT 'news',
    ignore newsprint DEFAULT NULL,
    OUT source_share float8, OUT reprint_share float8,
    OUT words int, OUT longest_run int,
    OUT source_words int, OUT reprint_words int, OUT quoted_words int,
    OUT similarity float8, OUT kind text)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 11000;
COMMENT ON FUNCTION newsprint_compare(text, text, regconfig, text, newsprint) IS
'how much of a source stands in a reprint, and how much of the reprint comes from there: one row; shares are of words in passages of prose, boilerplate left out and quotations apart
config: text search configuration that gives stems and stop words; NULL: default_text_search_config
mode: news: hardly finds what was not reused; sensitive: finds more that is disguised, and summaries, and more that was not reused
ignore: a print of boilerplate, whose words count on neither side
source_share: of the source''s words, 0 to 1
reprint_share: of the reprint''s words, 0 to 1
words: in common, in passages of prose
longest_run: words of the longest identical run
source_words: of the source that are no boilerplate
reprint_words: of the reprint that are no boilerplate
quoted_words: of the reprint in quotations that both carry
similarity: of the passages of prose, 0 to 1; NULL without any
kind: of most of the words; quotation where only quotations are shared; NULL where nothing is';

CREATE FUNCTION newsprint_taken(source text, reprint text,
    config regconfig DEFAULT NULL, mode text DEFAULT 'news',
    ignore newsprint DEFAULT NULL,
    OUT paragraph int, OUT start int, OUT length int, OUT word int, OUT words int,
    OUT coverage float8, OUT similarity float8, OUT kind text,
    OUT source_paragraph int, OUT source_start int, OUT source_length int)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 28000 ROWS 10;
COMMENT ON FUNCTION newsprint_taken(text, text, regconfig, text, newsprint) IS
'paragraphs of a reprint that were taken from a source, by place in the reprint, a row each
config: text search configuration that gives stems and stop words; NULL: default_text_search_config
mode: news: hardly finds what was not reused; sensitive: finds more that is disguised, and summaries, and more that was not reused
ignore: a print of boilerplate, whose words count on neither side
paragraph: of the reprint, from 1
start: of the part that was taken, in characters of the reprint from 1
length: in characters
word: first word of that part, in words of the reprint from 1
words: how many it has
coverage: share of the paragraph''s words that were taken, 0 to 1
similarity: share of the words of both sides that the other side has, too, in any order; rare words weigh more; 0 to 1
kind: verbatim, edited, rewritten, fragment or quotation
source_paragraph: where that begins in the source, from 1
source_start: in characters of the source, from 1
source_length: in characters';

CREATE FUNCTION newsprint_degree(source text, reprint text,
    config regconfig DEFAULT NULL,
    OUT degree float8, OUT level text)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION newsprint_degree(text, text, regconfig) IS
'how much of a reprint was taken from a source, all things together
config: text search configuration that gives stems and stop words; NULL: default_text_search_config
degree: 0 to 1
level: none, heavy (reused and much changed; from 0.486), light (little changed; from 0.786) or copied (from 0.844)';

CREATE FUNCTION newsprint_highlight(source text, reprint text,
    config regconfig DEFAULT NULL, mode text DEFAULT 'news',
    format text DEFAULT 'html') RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL SAFE COST 20000;
COMMENT ON FUNCTION newsprint_highlight(text, text, regconfig, text, text) IS
'source and reprint side by side, with marks on what was changed
config: text search configuration that gives stems and stop words; NULL: default_text_search_config
mode: news: hardly finds what was not reused; sensitive: finds more that is disguised, and summaries, and more that was not reused
format: html: one well-formed div with its style and no script; text: 109 columns for a terminal';

-- ----- Quotations -----

CREATE FUNCTION newsprint_quotes(body text, locale text DEFAULT NULL)
RETURNS TABLE (quote int, parent int, paragraph int, start int, length int,
    body text, speaker text, kind text, unclosed bool, continued bool)
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 500 ROWS 20;
COMMENT ON FUNCTION newsprint_quotes(text, text) IS
'quotations of a text, in order, one that lies in another behind it
locale: es, fr, pl or ru: lines that a dash opens are quotations, too
quote: from 1
parent: number of the quotation that it lies in; NULL for most
paragraph: from 1
start: in characters of the text, from 1, behind the mark
length: in characters, without the marks
body: as printed, without the marks
speaker: as printed; for a pronoun, whom it stands for; NULL where nobody is named
kind: quotation; fragment: up to three words that nobody is said to have spoken; dialogue: opened by a dash
unclosed: its paragraph ends it, not a mark
continued: it goes on through several paragraphs';

CREATE FUNCTION to_quoteprint(body text, locale text DEFAULT NULL) RETURNS newsprint
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 500;
COMMENT ON FUNCTION to_quoteprint(text, text) IS
'print of the quotations of a text, to be compared with others of its kind
locale: as for newsprint_quotes';

CREATE FUNCTION to_quote_query(quote text, share float8 DEFAULT 0.5)
RETURNS newsprint_query
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION to_quote_query(text, float8) IS
'query for quoteprints with that share of the keys of one quotation, which is the whole text, with marks or without
share: more than 0, at most 1';

CREATE FUNCTION newsprint_shared_quotes(a text, b text, locale text DEFAULT NULL,
    OUT a_quote int, OUT a_start int, OUT a_length int, OUT a_speaker text,
    OUT b_quote int, OUT b_start int, OUT b_length int, OUT b_speaker text,
    OUT similarity float8, OUT kind text)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 2000 ROWS 5;
COMMENT ON FUNCTION newsprint_shared_quotes(text, text, text) IS
'quotations that two texts share, each with its best match, by place in the first, then in the second
locale: as for newsprint_quotes
a_quote: number in newsprint_quotes(a)
a_start: in characters of a, from 1
a_length: in characters
a_speaker: as printed; NULL where nobody is named
b_quote: number in newsprint_quotes(b)
b_start: in characters of b, from 1
b_length: in characters
b_speaker: as printed; NULL where nobody is named
similarity: share of the words in common, in order, 0 to 1
kind: exact, contained, near or reworded';

CREATE FUNCTION newsprint_same_quote(a text, b text,
    a_speaker text DEFAULT NULL, b_speaker text DEFAULT NULL,
    OUT similarity float8, OUT kind text)
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION newsprint_same_quote(text, text, text, text) IS
'compares two quotations: one row
a_speaker: who said the first; a known and equal speaker lets reworded ones match
b_speaker: who said the second
similarity: share of the words in common, in order, 0 to 1
kind: exact, contained, near or reworded; NULL where they are not the same';

CREATE FUNCTION newsprint_quote_diff(a text, b text,
    OUT op text, OUT words text, OUT replacement text)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 5;
COMMENT ON FUNCTION newsprint_quote_diff(text, text) IS
'what became of the words of a quotation in another version of it, in order
op: kept, dropped, added or replaced
words: as printed in the first; those added, in the second
replacement: as printed in the second; NULL but for replaced';

-- ----- Tables -----

-- RESTRICTED: a table may be a temporary one

CREATE FUNCTION newsprint_check(articles regclass,
    id name DEFAULT 'id', print name DEFAULT 'print')
RETURNS TABLE (id text, parameters jsonb)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE STRICT PARALLEL RESTRICTED COST 10000 ROWS 10;
COMMENT ON FUNCTION newsprint_check(regclass, name, name) IS
'rows of a table whose prints were made with other parameters than most, by id as text
id: column that tells rows apart
print: column of prints
id: as text
parameters: as newsprint_info shows them';

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
'articles of a table that have a share, or a number, of the entries of a text: best first, then by id as text; a text of fewer than six words is looked for word by word where the column of texts is known; a NOTICE where no index serves
articles: table, view or partitioned table
share: of the text''s entries that an article must have, more than 0, at most 1; NULL: shingles alone counts
shingles: or so many, whichever is less; NULL: share alone counts; both NULL: half of them
ignore: a print of entries that do not count
deep: look for all shingles of the text, not only for those that winnowing keeps
max_results: from 1; NULL for all
id: column that tells rows apart
print: column of prints
body_column: column of texts; NULL: the one that the prints are generated from
id: as text
containment: share of the text''s entries that the article has, 0 to 1
contained: share of the article''s entries that the text has, 0 to 1
shared: entries in common
words: of the text, in runs that the article has
longest_run: words of the longest of these
score: root of the containment, rare entries weighing more, times the longest run as a share of the text; 0 to 1';

CREATE FUNCTION newsprint_pairs(articles regclass, shared int DEFAULT 8,
    "within" interval DEFAULT NULL, ignore newsprint DEFAULT NULL,
    id name DEFAULT 'id', print name DEFAULT 'print',
    published name DEFAULT 'published_at', outlet name DEFAULT NULL)
RETURNS TABLE (a text, b text, shared int, containment float8, contained float8)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL RESTRICTED COST 10000000 ROWS 10000;
COMMENT ON FUNCTION newsprint_pairs(regclass, int, interval, newsprint, name, name, name, name) IS
'pairs of articles with at least that many entries in common, by place of a, then of b, in the order of publication; a was published first (ties: the lesser id; without a time: last)
shared: entries in common, from 1
within: most time between the two, and those without a time make no pair; NULL: any
ignore: a print of entries that do not count
id: column that tells rows apart
print: column of prints
published: column of the time of publication; may be missing where within is NULL
outlet: column of outlets; where it is given, articles of one outlet make no pair
a: id of the one published first, as text
b: id of the other, as text
shared: entries in common
containment: share of a''s entries that b has, 0 to 1
contained: share of b''s entries that a has, 0 to 1';

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
'print of what an outlet has on many of its pages, or many outlets have all the time: to be ignored in queries; rows without a time or an outlet do not count; NULL where the table has no prints; a NULL for an argument with another default is an error
outlet_share: least share of an outlet''s articles that its boilerplate is in, 0 to 1
outlet_articles: least number of them
outlet_days: least number of days that have it
outlet_span: least time from the first of these to the last
global_outlets: least number of outlets that everybody''s boilerplate is in
global_articles: least number of articles
global_share: least share of all articles, 0 to 1
global_span: least time from the first day to the last
global_week_share: most of its uses that seven days may have, as a share, 0 to 1
since: read articles published since; NULL: all
print: column of prints
published: column of the time of publication; days are those of UTC
outlet: column of outlets';

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
'phrases that newsprint_boilerplate finds, and why: those of outlets by outlet, then those of all; most articles first, then by words
outlet_share: least share of an outlet''s articles that its boilerplate is in, 0 to 1
outlet_articles: least number of them
outlet_days: least number of days that have it
outlet_span: least time from the first of these to the last
global_outlets: least number of outlets that everybody''s boilerplate is in
global_articles: least number of articles
global_share: least share of all articles, 0 to 1
global_span: least time from the first day to the last
global_week_share: most of its uses that seven days may have, as a share, 0 to 1
since: read articles published since; NULL: all
print: column of prints
published: column of the time of publication; days are those of UTC
outlet: column of outlets
id: column that tells rows apart
body: column of texts
scope: outlet or global
outlet: whose boilerplate it is; NULL for global
words: as printed in an example; NULL where its text has them no longer
articles: that have the phrase
days: on which it was used
first: day of its first use
last: day of its last use';

CREATE FUNCTION newsprint_find_quote(articles regclass, quote text,
    speaker text DEFAULT NULL, id name DEFAULT 'id',
    body_column name DEFAULT 'body', quoteprint name DEFAULT 'quoteprint',
    published name DEFAULT 'published_at', locale text DEFAULT NULL)
RETURNS TABLE (id text, body text, speaker text, kind text,
    similarity float8, published timestamptz)
AS 'MODULE_PATHNAME' LANGUAGE C
STABLE PARALLEL RESTRICTED COST 10000 ROWS 10;
COMMENT ON FUNCTION newsprint_find_quote(regclass, text, text, name, name, name, name, text) IS
'articles of a table that have a quotation, as it stands there: earliest first, then by id; one row an article, with its best match
quote: one quotation, with marks or without
speaker: who said it, as may be printed; lets reworded ones match
id: column that tells rows apart
body_column: column of texts
quoteprint: column of quoteprints
published: column of the time of publication; NULL: none, by id alone
locale: of the quoteprints; where they are generated it is known, and another one is an error
id: as text
body: the quotation as printed there
speaker: as printed there; NULL where nobody is named
kind: exact, contained, near or reworded
similarity: share of the words in common, in order, 0 to 1
published: when; NULL where it is not known';

-- ----- Procedures -----

CREATE FUNCTION newsprint_can_commit() RETURNS bool
AS 'MODULE_PATHNAME' LANGUAGE C
VOLATILE PARALLEL UNSAFE COST 1;
COMMENT ON FUNCTION newsprint_can_commit() IS
'implementation of newsprint_trace: whether a procedure or DO block that asks may COMMIT';

-- ----- The newsroom layer: what it stands on -----

CREATE FUNCTION newsprint_mentions(body text, names text[],
    OUT name text, OUT word int, OUT start int, OUT length int)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 2;
COMMENT ON FUNCTION newsprint_mentions(text, text[]) IS
'where a text has one of the names, in order; spaces within a name do not matter
name: which one
word: from 1
start: in characters of the text, from 1
length: in characters';

CREATE FUNCTION newsprint_typography(body text,
    OUT typographic bool, OUT glued bool)
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION newsprint_typography(text) IS
'whose hand set a text
typographic: has it curly quotation marks or guillemets?
glued: is it of one line, or has it sentences glued together, as scrapers leave them?';

CREATE FUNCTION newsprint_outlet_names(outlet text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10
RETURN CASE
    WHEN outlet ~* '^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/.*)?$'
    THEN ARRAY[outlet, initcap(regexp_replace(regexp_replace(outlet,
        '(\.(com?|org|net|ac|gov|edu))?\.[a-z]{2,}(/.*)?$', '', 'i'), '^.*\.', ''))]
    -- the one word that an article leaves is any hill or week; die Zeit is the
    -- time, too
    WHEN outlet ~* '^(der|die|das) \S+$' THEN ARRAY[outlet]
    WHEN outlet ~* '^(the|le|la|les|el|il) \S+$' THEN ARRAY[outlet, lower(left(outlet, 1)) || substr(outlet, 2)]
    WHEN outlet ~* '^(the|der|die|das|le|la|les|el|il) .'
    THEN ARRAY[outlet, regexp_replace(outlet, '^\S+ ', '')]
    ELSE ARRAY[outlet]
END;
COMMENT ON FUNCTION newsprint_outlet_names(text) IS
'names that others call an outlet by: its own, that without an article where more than a word is left, and the telling part of a host name';

CREATE FUNCTION newsprint_language(language text, OUT config regconfig, OUT locale text)
LANGUAGE sql STABLE PARALLEL SAFE COST 50
BEGIN ATOMIC
    WITH known (code, name) AS (VALUES
        ('ar', 'arabic'), ('hy', 'armenian'), ('eu', 'basque'), ('ca', 'catalan'), ('da', 'danish'),
        ('nl', 'dutch'), ('en', 'english'), ('fi', 'finnish'), ('fr', 'french'), ('de', 'german'),
        ('el', 'greek'), ('hi', 'hindi'), ('hu', 'hungarian'), ('id', 'indonesian'), ('ga', 'irish'),
        ('it', 'italian'), ('lt', 'lithuanian'), ('ne', 'nepali'), ('no', 'norwegian'), ('pt', 'portuguese'),
        ('ro', 'romanian'), ('ru', 'russian'), ('sr', 'serbian'), ('es', 'spanish'), ('sv', 'swedish'),
        ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')),
    given (name, code) AS (
        SELECT regexp_replace(language, '^pg_catalog\.', ''),
            lower(substring(language, '^([A-Za-z]{2,3})(?:[-_]|$)'))),
    meant (name, code) AS (
        SELECT coalesce(k.name, g.name), coalesce(k.code, g.code)
        FROM given g LEFT JOIN known k ON k.name = lower(g.name) OR k.code = g.code)
    SELECT coalesce((SELECT c.oid FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
                     WHERE n.nspname = 'pg_catalog' AND c.cfgname = m.name
                        OR format('%I.%I', n.nspname, c.cfgname) = m.name
                     ORDER BY n.nspname LIMIT 1),
                    'pg_catalog.simple'::regconfig)::regconfig,
        m.code
    FROM meant m;
END;
COMMENT ON FUNCTION newsprint_language(text) IS
'text search configuration and locale of a language that is given as either (en, en-US, english, schema.config)
config: simple where there is none
locale: two or three letters; NULL where none is known';

CREATE FUNCTION newsprint_direction(
    a_outlet text, a_published timestamptz, a_body text,
    b_outlet text, b_published timestamptz, b_body text,
    a_names text[] DEFAULT NULL, b_names text[] DEFAULT NULL, agencies jsonb DEFAULT '{}',
    OUT source text, OUT relation text, OUT confidence float8,
    OUT credit text, OUT agency text, OUT reasons text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
BEGIN ATOMIC
    -- a name within so many characters of an end is a byline, a dateline or a
    -- credit line
    WITH edge (characters) AS (VALUES (250)),
    -- an agency has all of its names, whatever its outlet is called
    name (side, names, body) AS (
        SELECT s.side, s.names || ARRAY(SELECT x.key FROM jsonb_each_text(agencies) x
                                        WHERE x.value IN (SELECT coalesce(agencies ->> o, o) FROM unnest(s.names) o)), s.body
        FROM (VALUES ('a', coalesce(a_names, newsprint_outlet_names(a_outlet)), b_body),
                     ('b', coalesce(b_names, newsprint_outlet_names(b_outlet)), a_body)) s (side, names, body)),
    -- does the other side name this one's outlet?
    named (side, name, at_edge) AS (
        SELECT n.side, (array_agg(m.name ORDER BY m.word))[1],
            bool_or(m.start <= e.characters OR m.start + m.length > char_length(n.body) - e.characters)
        FROM edge e, name n, newsprint_mentions(n.body, n.names) m
        WHERE a_outlet IS DISTINCT FROM b_outlet
        GROUP BY n.side),
    carried (side, agency) AS (
        SELECT s.side, agencies ->> m.name
        FROM edge e, (VALUES ('a', a_body), ('b', b_body)) s (side, body),
            newsprint_mentions(s.body, ARRAY(SELECT jsonb_object_keys(agencies))) m
        WHERE (m.start <= e.characters OR m.start + m.length > char_length(s.body) - e.characters)
            -- as a dateline, a byline or a credit line has it, and not "told Reuters"
            AND substr(s.body, greatest(m.start - 30, 1), m.start - greatest(m.start - 30, 1))
                ~* '(^|\n|\(|\u2014|--|\mby|\mfrom|copyright[^.\n]*|source:|\u00a9[^.\n]*)\s*(\mthe\s+)?$'),
    -- agency copy on both sides, and neither is the agency
    wire (agency) AS (
        SELECT min(a.agency)
        FROM carried a JOIN carried b ON a.side = 'a' AND b.side = 'b' AND a.agency = b.agency
        WHERE NOT EXISTS (SELECT FROM name n, unnest(n.names) o WHERE a.agency IN (o, agencies ->> o))),
    -- marks of an editor's hand, and of a scraper's
    style (side, typographic, glued) AS (
        SELECT s.side, y.typographic, y.glued
        FROM (VALUES ('a', a_body), ('b', b_body)) s (side, body), newsprint_typography(s.body) y),
    -- log-odds for a as the source
    evidence (weight, reason) AS (
        SELECT CASE WHEN a_published < b_published THEN 1 ELSE -1 END *
               CASE WHEN abs(extract(epoch FROM b_published - a_published)) < 300 THEN 1.0 ELSE 2.2 END,
               CASE WHEN abs(extract(epoch FROM b_published - a_published)) < 300 THEN 'minutes earlier' ELSE 'earlier' END
        WHERE a_published <> b_published AND isfinite(a_published) AND isfinite(b_published)
        UNION ALL
        SELECT CASE n.side WHEN 'a' THEN 1 ELSE -1 END * CASE WHEN n.at_edge THEN 2.0 ELSE 1.0 END,
               CASE WHEN n.at_edge THEN 'byline or dateline: ' ELSE 'names ' END || n.name
        FROM named n
        UNION ALL
        SELECT CASE WHEN a.typographic AND NOT b.typographic OR b.glued AND NOT a.glued THEN 0.7 ELSE -0.7 END,
               'typography'
        FROM style a JOIN style b ON a.side = 'a' AND b.side = 'b'
        WHERE (a.typographic AND NOT b.typographic OR b.glued AND NOT a.glued) <>
              (b.typographic AND NOT a.typographic OR a.glued AND NOT b.glued)),
    verdict (score, side) AS (
        SELECT coalesce(sum(weight), 0),
            CASE WHEN coalesce(sum(weight), 0) < 0 THEN 'b' ELSE 'a' END
        FROM evidence)
    SELECT v.side,
        CASE WHEN a_outlet = b_outlet THEN 'update'
             WHEN w.agency IS NOT NULL THEN 'wire'
             -- typography alone tells nothing of who was first
             WHEN abs(v.score) < 1 THEN 'undetermined'
             ELSE 'reprint' END,
        1 / (1 + exp(-abs(v.score)))::float8,
        coalesce((SELECT n.name FROM named n WHERE n.side = v.side), w.agency),
        w.agency,
        (SELECT string_agg(e.reason || CASE WHEN e.weight * v.score < 0 THEN ' (against)' ELSE '' END, ', '
                           ORDER BY abs(e.weight) DESC, e.reason) FROM evidence e)
    FROM verdict v, wire w;
END;
COMMENT ON FUNCTION newsprint_direction(text, timestamptz, text, text, timestamptz, text, text[], text[], jsonb) IS
'which of two articles with a text in common is the source
a_names: names that others call a''s outlet by; NULL: newsprint_outlet_names(a_outlet)
b_names: likewise
agencies: names of agencies, each with the name that it goes by here
source: a or b
relation: reprint; wire: both carry an agency''s copy; update: of one outlet; undetermined
confidence: that it is not the other way round, 0.5 to 1
credit: outlet or agency that the other one names; NULL: none
agency: whose copy both carry, for a wire
reasons: the strongest first; NULL: none';

-- ----- The newsroom layer: tracking a table -----

-- Its objects belong to the caller and lie in the schema of the tracked table.
-- Functions in PL/pgSQL see pg_catalog alone and name all else with its schema;
-- the extension's own they look up, for a relocatable extension has no
-- @extschema@.  {name} in a template is an entry of a jsonb of quoted names.

CREATE FUNCTION newsprint_fill(template text, names jsonb) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT string_agg(part[1] || coalesce(names ->> part[2], '{' || part[2] || '}', ''), '' ORDER BY n)
    FROM regexp_matches(template, '(.*?)(?:\{([a-z_]+)\}|$)', 'g') WITH ORDINALITY AS m (part, n)
);
COMMENT ON FUNCTION newsprint_fill(text, jsonb) IS
'implementation of newsprint_track: a template with each {name} replaced that names has';

CREATE FUNCTION newsprint_names(schema name, prefix name, id_type text) RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (
    SELECT jsonb_object_agg(o.name, format('%I.%I', schema, prefix || '_' || o.name))
    FROM unnest(ARRAY['article', 'archive', 'print', 'reprint', 'passage', 'quote', 'boilerplate', 'alias', 'trace', 'queue',
        'provenance', 'pickup', 'originality', 'first_quote', 'borrowed', 'parent', 'lineage', 'graph_nodes', 'graph_edges', 'trace_status',
        'search', 'find_quote', 'pairs']) AS o (name)
) || (
    SELECT jsonb_object_agg(i.name, quote_ident(prefix || '_' || i.name))
    FROM unnest(ARRAY['print_idx', 'quoteprint_idx', 'reprint_idx', 'passage_idx', 'quote_idx']) AS i (name)
) || (
    SELECT jsonb_build_object('print_literal', quote_literal(format('%I.%I', schema, prefix || '_print')),
        'archive_literal', quote_literal(format('%I.%I', schema, prefix || '_archive')),
        'schema_literal', quote_literal(quote_ident(schema)), 'print_idx_literal', quote_literal(prefix || '_print_idx'),
        'quoteprint_idx_literal', quote_literal(prefix || '_quoteprint_idx'),
        'id', id_type, 'schema', schema, 'prefix', prefix, 'newsprint', quote_ident(n.nspname))
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'newsprint'
);
COMMENT ON FUNCTION newsprint_names(name, name, text) IS
'implementation of newsprint_track: names of what it makes, quoted';

-- The view <prefix>_article is what ties a tracking to its table: a dependency
-- survives the renaming of tables, columns and schemas, and dump and restore.
CREATE FUNCTION newsprint_tracked(articles regclass) RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (
    SELECT newsprint_names(n.nspname, left(v.relname, -8)::name, format_type(a.atttypid, a.atttypmod))
    FROM pg_catalog.pg_class v
    JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attname = 'id'
    JOIN pg_catalog.pg_class t ON t.oid = articles
    JOIN pg_catalog.pg_class p ON p.relnamespace = v.relnamespace AND p.relname = left(v.relname, -8) || '_print'
    JOIN pg_catalog.pg_roles u ON u.rolname = current_user
    WHERE v.relkind = 'v' AND v.relname LIKE '%\_article'
        -- nobody else's objects are taken for ours: a superuser has every role,
        -- and whatever another's view calls would be called as one
        AND v.relowner = p.relowner
        AND (v.relowner IN (t.relowner, u.oid) OR NOT u.rolsuper AND pg_has_role(v.relowner, 'USAGE'))
        AND EXISTS (
            SELECT FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_depend d
                ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
            WHERE r.ev_class = v.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = articles)
    ORDER BY v.relowner <> t.relowner, v.oid
    LIMIT 1
);
COMMENT ON FUNCTION newsprint_tracked(regclass) IS
'implementation of newsprint_track: names of what tracks a table, quoted, or NULL';

CREATE FUNCTION newsprint_track(articles regclass,
    id name DEFAULT 'id', outlet name DEFAULT 'outlet',
    published name DEFAULT 'published_at', body name DEFAULT 'body',
    title name DEFAULT NULL, url name DEFAULT NULL, language name DEFAULT NULL,
    embargo name DEFAULT NULL, withdrawn name DEFAULT NULL, genre name DEFAULT NULL,
    prefix name DEFAULT NULL, dry_run bool DEFAULT false)
RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $track$
DECLARE
    extension text := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                       WHERE e.extname = 'newsprint');
    tracked pg_class := (SELECT c FROM pg_class c WHERE c.oid = articles);
    schema name;
    names jsonb;
    earlier jsonb;
    wanted record;
    given record;
    columns jsonb := '{}';
    id_type text;
    id_column text;
    taken text;
    ddl text;
BEGIN
    IF tracked.oid IS NULL THEN
        RAISE undefined_table USING MESSAGE = 'table does not exist',
            DETAIL = format('The argument articles is %s.', coalesce(articles::text, 'NULL')),
            HINT = 'Give the name of a table of articles.';
    END IF;
    schema := (SELECT nspname FROM pg_namespace n WHERE n.oid = tracked.relnamespace);
    IF tracked.relkind NOT IN ('r', 'p', 'f') OR tracked.relpersistence = 't' THEN
        RAISE wrong_object_type USING MESSAGE = format('%s cannot be tracked', articles),
            DETAIL = CASE WHEN tracked.relpersistence = 't' THEN 'It is a temporary table.' ELSE 'It is not a table.' END,
            HINT = 'Track the table that the articles are stored in.';
    END IF;
    IF current_setting('server_encoding') = 'SQL_ASCII' THEN
        RAISE WARNING USING MESSAGE = 'the database has no encoding',
            DETAIL = 'In an SQL_ASCII database places are in bytes.',
            HINT = 'Use a database in UTF8.';
    END IF;

    -- the columns
    FOR wanted IN
        SELECT * FROM (VALUES
            ('id', id, true, NULL::regtype[]),
            ('outlet', outlet, true, '{text,varchar,bpchar,name}'),
            ('published', published, true, '{timestamptz,timestamp,date}'),
            ('body', body, true, '{text,varchar}'),
            ('title', title, false, '{text,varchar}'),
            ('url', url, false, '{text,varchar}'),
            ('language', language, false, '{text,varchar,bpchar,name,regconfig}'),
            ('embargo', embargo, false, '{timestamptz,timestamp,date}'),
            ('withdrawn', withdrawn, false, '{bool,timestamptz,timestamp,date}'),
            ('genre', genre, false, '{text,varchar,bpchar,name}')) AS w (argument, name, needed, types)
    LOOP
        CONTINUE WHEN wanted.name IS NULL AND NOT wanted.needed;
        SELECT a.*, t.typtype, CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END::regtype AS base,
            t.typtype = 'e' AS is_enum
        INTO given
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = articles AND a.attname = wanted.name AND a.attnum > 0 AND NOT a.attisdropped;
        IF NOT FOUND THEN
            RAISE undefined_column USING MESSAGE = 'column does not exist',
                DETAIL = format('Table %s has no column %s.', articles, coalesce(quote_ident(wanted.name), 'NULL')),
                HINT = format('Name the column in the call, as in %s => ''my_column''.', wanted.argument);
        END IF;
        IF NOT (given.base = ANY (wanted.types) OR given.is_enum AND 'name'::regtype = ANY (wanted.types)) THEN
            RAISE datatype_mismatch USING MESSAGE = 'column has another type',
                DETAIL = format('Column %I of table %s has type %s.', wanted.name, articles,
                                format_type(given.atttypid, given.atttypmod)),
                HINT = format('%s may be of type %s.', wanted.argument, array_to_string(wanted.types, ', '));
        END IF;
        -- as the view shows it: dates and times without a zone are in UTC, and
        -- infinity is no time
        columns := columns || jsonb_build_object(wanted.argument,
            CASE WHEN wanted.argument = 'id' OR given.base = 'bool'::regtype THEN format('a.%I', wanted.name)
                 WHEN wanted.argument = 'withdrawn' THEN format('a.%I IS NOT NULL', wanted.name)
                 WHEN given.base = 'timestamptz'::regtype THEN format('CASE WHEN isfinite(a.%1$I) THEN a.%1$I END', wanted.name)
                 WHEN given.base IN ('timestamp'::regtype, 'date'::regtype)
                 THEN format('CASE WHEN isfinite(a.%1$I) THEN a.%1$I::timestamp AT TIME ZONE ''UTC'' END', wanted.name)
                 ELSE format('a.%I::text', wanted.name) END);
        IF wanted.argument = 'id' THEN
            id_type := format_type(given.atttypid, given.atttypmod);
            -- an index serves comparisons in its own collation alone
            id_column := id_type || coalesce((
                SELECT format(' COLLATE %I.%I', n.nspname, c.collname)
                FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
                WHERE c.oid = given.attcollation AND c.collname <> 'default'), '');
            -- what has foreign tables can have no unique index; and
            -- newsprint_trace refuses an id that comes twice
            IF NOT EXISTS (
                SELECT FROM pg_partition_tree(articles) t JOIN pg_class c ON c.oid = t.relid
                WHERE c.relkind = 'f')
            AND tracked.relkind <> 'f' AND NOT EXISTS (
                SELECT FROM pg_index i
                WHERE i.indrelid = articles AND i.indisunique AND i.indisvalid AND i.indimmediate
                    AND i.indpred IS NULL AND i.indexprs IS NULL
                    AND given.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
                    -- a partitioned table can have no unique index without its
                    -- partition key; newsprint_trace refuses an id that comes twice
                    AND (i.indnkeyatts = 1 OR tracked.relkind = 'p')) THEN
                RAISE feature_not_supported USING
                    MESSAGE = format('column %I is no key of table %s', wanted.name, articles),
                    DETAIL = coalesce((SELECT format('Its primary key is (%s).', string_agg(quote_ident(a.attname), ', ' ORDER BY k.n))
                        FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, n)
                        JOIN pg_attribute a ON a.attrelid = articles AND a.attnum = k.attnum
                        WHERE i.indrelid = articles AND i.indisprimary), 'It has no primary key.'),
                    HINT = format('Track needs one column that tells articles apart: ALTER TABLE %s ADD COLUMN article_id bigint GENERATED ALWAYS AS IDENTITY UNIQUE, then id => ''article_id''.', articles);
            END IF;
        END IF;
    END LOOP;

    -- the names
    EXECUTE format('SELECT %s.newsprint_tracked($1)', extension) INTO earlier USING articles;
    prefix := coalesce(prefix, (earlier ->> 'prefix')::name, tracked.relname);
    IF octet_length(prefix::text) > 63 - octet_length('_trace_status') THEN
        RAISE name_too_long USING MESSAGE = 'names would be too long',
            DETAIL = format('"%s_trace_status" has more than 63 bytes.', prefix),
            HINT = 'Give a shorter prefix, as in prefix => ''news''.';
    END IF;
    EXECUTE format('SELECT %s.newsprint_names($1, $2, $3)', extension) INTO names USING schema, prefix, id_type;
    IF earlier IS NOT NULL AND earlier ->> 'prefix' <> prefix THEN
        RAISE object_not_in_prerequisite_state USING MESSAGE = format('table %s is tracked already', articles),
            DETAIL = format('Its prefix is "%s".', earlier ->> 'prefix'),
            HINT = format('Call newsprint_untrack(%L) first; it drops what was traced.', articles::text);
    END IF;
    IF earlier IS NULL THEN
        SELECT string_agg(format('%I.%I', schema, name), ', ' ORDER BY name) INTO taken
        FROM (SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = tracked.relnamespace
              UNION SELECT p.proname FROM pg_proc p WHERE p.pronamespace = tracked.relnamespace) AS there (name)
        WHERE format('%I.%I', schema, name) IN (SELECT value FROM jsonb_each_text(names - '{id,schema,prefix,newsprint,print_literal,archive_literal,schema_literal,print_idx_literal,quoteprint_idx_literal}'::text[]));
        IF taken IS NOT NULL THEN
            RAISE duplicate_table USING MESSAGE = 'names are taken',
                DETAIL = format('There is %s.', taken),
                HINT = 'Give another prefix, as in prefix => ''news''.';
        END IF;
    END IF;

    EXECUTE format('SELECT %s.newsprint_fill(%1$s.newsprint_tracking_ddl(), $1)', extension) INTO ddl
    USING names || jsonb_build_object(
        'tracked', format('%I.%I', schema, tracked.relname),
        'id_column', id_column,
        'comments', (SELECT string_agg(format('COMMENT ON COLUMN %s.%I IS %L;', names ->> 'article', c.argument,
                            CASE WHEN columns ? c.argument THEN c.comment
                                ELSE format('always the same: newsprint_track was given no %s', c.argument) END), E'\n' ORDER BY c.argument)
                    FROM (VALUES ('title', 'its title'), ('url', 'where it stands'), ('language', 'that it is written in'),
                        ('embargo', 'nobody may publish it before'), ('withdrawn', 'was it withdrawn?'), ('genre', 'what it is, such as a release'))
                        AS c (argument, comment)),
        'columns', (SELECT string_agg(format('%s AS %s', coalesce(columns ->> c.argument, c.otherwise), c.argument), ', ' ORDER BY c.n)
                    FROM (VALUES (1, 'id', NULL), (2, 'outlet', NULL), (3, 'published', NULL), (4, 'body', NULL),
                        (5, 'title', 'NULL::text'), (6, 'url', 'NULL::text'),
                        (7, 'language', quote_literal(current_setting('default_text_search_config')) || '::text'),
                        (8, 'embargo', 'NULL::timestamptz'), (9, 'withdrawn', 'NULL::bool'), (10, 'genre', 'NULL::text'))
                        AS c (n, argument, otherwise)));
    IF dry_run THEN
        RETURN ddl;
    END IF;
    EXECUTE ddl;
    RETURN format('%s is tracked: CALL newsprint_trace(%L) compares its articles', articles, articles);
END $track$;
COMMENT ON FUNCTION newsprint_track(regclass, name, name, name, name, name, name, name, name, name, name, name, bool) IS
'makes, beside a table of articles, the tables, views and functions of the newsroom layer, which belong to the caller; returns what to do next, or, for a dry run, the DDL; may be called again, with all arguments
articles: the table; it is not changed
id: column that tells articles apart, by itself unique
outlet: column of outlets
published: column of the time of publication; without a zone, in UTC
body: column of texts
title: column of titles, or NULL, as all below
url: column of addresses
language: column of languages, such as en, en-US, english, or a text search configuration; NULL: default_text_search_config as it is now
embargo: column of times before which nobody may publish
withdrawn: column that says whether, or when, an article was withdrawn
genre: column of genres
prefix: what the names of all that is made begin with; NULL: the table''s name
dry_run: return the DDL and do nothing';

CREATE FUNCTION newsprint_column_comments() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg(format('COMMENT ON COLUMN {%s}.%I IS %L;', v.view, c.name, c.comment), E'\n' ORDER BY c.n, v.n)
    FROM (VALUES
        (1, 'provenance originality lineage', 'article', 'the article''s id'),
        (2, 'first_quote', 'article', 'the article that had the statement first'),
        (3, 'provenance originality lineage', 'outlet', 'the article''s outlet'),
        (4, 'pickup', 'outlet', 'who reprinted it'),
        (5, 'first_quote', 'outlet', 'who had the statement first'),
        (6, 'provenance originality lineage graph_nodes graph_edges', 'published', 'when the article was published'),
        (7, 'pickup', 'published', 'when the outlet reprinted it first'),
        (8, 'first_quote', 'published', 'when it was used first'),
        (9, 'provenance', 'paragraph', 'of the article, from 1'),
        (10, 'provenance', 'start', 'of what was taken, in characters of the article from 1'),
        (11, 'provenance', 'length', 'of what was taken, in characters'),
        (12, 'provenance pickup parent borrowed', 'source', 'id of the article that had it earlier'),
        (13, 'provenance pickup parent borrowed', 'source_outlet', 'the source''s outlet'),
        (14, 'provenance pickup parent borrowed', 'source_published', 'when the source was published'),
        (15, 'provenance', 'source_paragraph', 'of the source, from 1'),
        (16, 'provenance', 'source_start', 'in characters of the source, from 1'),
        (17, 'provenance', 'source_length', 'in characters'),
        (18, 'provenance', 'kind', 'verbatim, edited, rewritten, fragment or quotation'),
        (19, 'lineage parent borrowed', 'kind', 'of most of the words: verbatim, edited, rewritten or fragment'),
        (20, 'provenance lineage parent borrowed', 'similarity', 'of what was taken to the source, 0 to 1'),
        (21, 'provenance', 'coverage', 'share of the paragraph that was taken, 0 to 1'),
        (22, 'provenance borrowed', 'relation', 'reprint; wire: both carry an agency''s copy; undetermined: nothing tells who had it first'),
        (23, 'provenance lineage parent borrowed', 'confidence', 'that it is not the other way round, 0.5 to 1'),
        (24, 'pickup', 'first_reprint', 'id of the outlet''s first article with it'),
        (25, 'pickup', 'lag_minutes', 'from the source to the outlet''s first reprint'),
        (26, 'lineage', 'lag_minutes', 'from the parent to the article'),
        (27, 'pickup', 'reprints', 'articles of the outlet with it'),
        (28, 'pickup', 'source_share', 'most of the source''s words that one of them has, 0 to 1'),
        (29, 'pickup', 'reprint_share', 'most of its own words that one of them has from there, 0 to 1'),
        (30, 'parent borrowed', 'source_share', 'share of the source''s words, 0 to 1'),
        (31, 'parent borrowed', 'reprint_share', 'share of the reprint''s words, 0 to 1'),
        (32, 'lineage', 'share', 'of the article''s words that are from the parent, 0 to 1'),
        (33, 'pickup', 'credited', 'does one of them name the source''s outlet or agency?'),
        (34, 'lineage parent borrowed', 'credited', 'does it name the source''s outlet or agency?'),
        (35, 'originality', 'words', 'of the article that are no boilerplate'),
        (36, 'originality', 'reused_words', 'those that stand in an earlier article'),
        (37, 'originality', 'shared_quote_words', 'those in quotations that an earlier article has, too'),
        (38, 'originality', 'originality', 'share of the words that are nowhere earlier, 0 to 1'),
        (39, 'lineage', 'parent', 'id of the article that it has most from, NULL for an origin'),
        (40, 'lineage', 'parent_outlet', 'the parent''s outlet'),
        (41, 'lineage', 'parent_published', 'when the parent was published'),
        (42, 'lineage parent borrowed', 'agency', 'whose copy both carry, for a wire'),
        (43, 'lineage', 'origin', 'id of the article that parents lead to'),
        (44, 'lineage', 'depth', 'parents up to the origin'),
        (45, 'parent borrowed', 'reprint', 'id of the reprint'),
        (46, 'parent borrowed', 'reprint_outlet', 'the reprint''s outlet'),
        (47, 'parent borrowed', 'reprint_published', 'when the reprint was published'),
        (48, 'parent borrowed', 'words', 'in common, in passages of prose'),
        (49, 'parent borrowed', 'longest_run', 'words of the longest identical run'),
        (50, 'parent borrowed', 'source_words', 'of the source that are no boilerplate'),
        (51, 'parent borrowed', 'reprint_words', 'of the reprint that are no boilerplate'),
        (52, 'parent borrowed', 'reasons', 'for the direction, the strongest first'),
        (53, 'parent borrowed', 'credit', 'outlet or agency that the reprint names'),
        (54, 'parent borrowed', 'traced_at', 'when they were compared'),
        (55, 'first_quote', 'quotation', 'number of the statement in the table of quotations'),
        (56, 'first_quote', 'body', 'as it was used first'),
        (57, 'first_quote', 'speaker', 'as first printed'),
        (58, 'first_quote', 'last_published', 'when it was used last'),
        (59, 'first_quote', 'uses', 'quotations of it'),
        (60, 'first_quote', 'outlets', 'that used it'),
        (61, 'first_quote', 'variants', 'wordings'),
        (62, 'first_quote', 'origins', 'articles with it that descend from none of the others: confirmations'),
        (63, 'first_quote', 'speakers', 'all its speakers as printed'),
        (64, 'graph_nodes graph_edges', 'id', 'of the node or edge'),
        (65, 'graph_nodes graph_edges', 'mainstat', 'a node''s time (UTC), an edge''s share'),
        (66, 'graph_nodes graph_edges', 'secondarystat', 'kind, or origin'),
        (67, 'graph_nodes graph_edges', 'story', 'the origin''s id, to filter by'),
        (68, 'graph_nodes', 'title', 'outlet or agency'),
        (69, 'graph_nodes', 'subtitle', 'the article''s title'),
        (70, 'graph_edges', 'source', 'node that it was taken from'),
        (71, 'graph_edges', 'target', 'node that took it'),
        (72, 'trace_status', 'run', 'number of the run'),
        (73, 'trace_status', 'started_at', 'when it began'),
        (74, 'trace_status', 'updated_at', 'when it last committed a batch'),
        (75, 'trace_status', 'finished_at', 'when it ended'),
        (76, 'trace_status', 'state', 'running, done or stopped'),
        (77, 'trace_status', 'to_do', 'articles to compare'),
        (78, 'trace_status', 'done', 'articles compared'),
        (79, 'trace_status', 'reprints', 'pairs found'),
        (80, 'trace_status', 'removed', 'deleted articles that were forgotten'),
        (81, 'trace_status', 'articles_per_second', 'since it began, prints included'),
        (82, 'trace_status', 'estimated_end', 'of the running one'),
        (83, 'lineage parent', 'relation', 'reprint; wire: both carry an agency''s copy; update: of one outlet'),
        (84, 'article archive', 'id', 'key of the tracked table'),
        (85, 'article archive', 'outlet', 'who published it'),
        (86, 'article archive', 'published', 'when it was published; NULL where that is not known, or infinite'),
        (87, 'article archive', 'body', 'its text'),
        (88, 'archive', 'title', 'the article''s title'),
        (89, 'archive', 'print', 'of its text, as newsprint_trace made it'),
        (90, 'archive', 'quoteprint', 'of its quotations, as newsprint_trace made it')) AS c (n, views, name, comment),
        regexp_split_to_table(c.views, ' ') WITH ORDINALITY AS v (view, n)
);
COMMENT ON FUNCTION newsprint_column_comments() IS
'implementation of newsprint_track: comments on the columns of its views, as a template';

CREATE FUNCTION newsprint_tracking_ddl() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN $ddl$
-- the tracked table by fixed names; all else reads it through this view
CREATE OR REPLACE VIEW {article} WITH (security_invoker = true) AS
SELECT {columns} FROM {tracked} a;
COMMENT ON VIEW {article} IS 'the tracked table, its columns by fixed names';
{comments}

CREATE TABLE IF NOT EXISTS {print} (
    id {id_column} PRIMARY KEY,
    outlet text,
    published timestamptz,
    language text,
    body_hash bytea,
    words int,
    print {newsprint}.newsprint,
    quoteprint {newsprint}.newsprint,
    traced_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE {print} IS 'what newsprint_trace knows of each article: its prints, and how it was when they were made';

CREATE OR REPLACE VIEW {archive} WITH (security_invoker = true) AS
SELECT a.id, a.outlet, a.published, a.title, a.body, p.print, p.quoteprint
FROM {article} a JOIN {print} p ON p.id = a.id;
COMMENT ON VIEW {archive} IS 'articles with their prints, for newsprint_search, newsprint_find_quote, newsprint_boilerplate_report and the like';

CREATE TABLE IF NOT EXISTS {queue} (
    id {id_column} PRIMARY KEY,
    ticket bigint GENERATED ALWAYS AS IDENTITY UNIQUE
);
COMMENT ON TABLE {queue} IS 'articles that have their prints and are still to be compared';
COMMENT ON COLUMN {queue}.ticket IS 'another one each time that an article gets its print';

CREATE TABLE IF NOT EXISTS {reprint} (
    source {id_column},
    reprint {id_column},
    source_outlet text,
    reprint_outlet text,
    source_published timestamptz,
    reprint_published timestamptz,
    source_share float8,
    reprint_share float8,
    words int,
    longest_run int,
    source_words int,
    reprint_words int,
    similarity float8,
    kind text,
    relation text,
    confidence float8,
    reasons text,
    credited bool,
    credit text,
    agency text,
    traced_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, reprint)
);
CREATE INDEX IF NOT EXISTS {reprint_idx} ON {reprint} (reprint);
COMMENT ON TABLE {reprint} IS 'pairs of articles with prose in common';
COMMENT ON COLUMN {reprint}.source_share IS 'share of the source''s words that stand in the reprint, boilerplate and quotations left out, 0 to 1';
COMMENT ON COLUMN {reprint}.reprint_share IS 'share of the reprint''s words that stand in the source, boilerplate and quotations left out, 0 to 1';
COMMENT ON COLUMN {reprint}.words IS 'words they have in common in passages of prose';
COMMENT ON COLUMN {reprint}.longest_run IS 'words of the longest identical run';
COMMENT ON COLUMN {reprint}.source_words IS 'words of the source that are no boilerplate';
COMMENT ON COLUMN {reprint}.reprint_words IS 'words of the reprint that are no boilerplate';
COMMENT ON COLUMN {reprint}.kind IS 'of most of the words: verbatim, edited, rewritten or fragment';
COMMENT ON COLUMN {reprint}.relation IS 'reprint; wire: both carry an agency''s copy; update: of one outlet; undetermined: nothing tells who had it first';
COMMENT ON COLUMN {reprint}.confidence IS 'that source and reprint are not the other way round, 0.5 to 1';
COMMENT ON COLUMN {reprint}.reasons IS 'why, the strongest first';
COMMENT ON COLUMN {reprint}.credit IS 'outlet or agency that the reprint names as its source';

CREATE TABLE IF NOT EXISTS {passage} (
    source {id_column},
    reprint {id_column},
    reprint_paragraph int,
    reprint_start int,
    reprint_length int,
    reprint_word int,
    reprint_words int,
    source_paragraph int,
    source_start int,
    source_length int,
    coverage float8,
    similarity float8,
    kind text,
    PRIMARY KEY (source, reprint, reprint_paragraph)
);
CREATE INDEX IF NOT EXISTS {passage_idx} ON {passage} (reprint);
COMMENT ON TABLE {passage} IS 'paragraphs of reprints, and where they stand in the source; substr(body, start, length) is the piece';
COMMENT ON COLUMN {passage}.coverage IS 'share of the reprint''s paragraph, 0 to 1';

CREATE TABLE IF NOT EXISTS {quote} (
    article {id_column},
    quote int,
    outlet text,
    published timestamptz,
    paragraph int,
    start int,
    length int,
    body text,
    speaker text,
    kind text,
    quotation bigint GENERATED BY DEFAULT AS IDENTITY,
    PRIMARY KEY (article, quote)
);
CREATE INDEX IF NOT EXISTS {quote_idx} ON {quote} (quotation);
COMMENT ON TABLE {quote} IS 'quotations in articles; those of one statement have one number in the column quotation';

CREATE TABLE IF NOT EXISTS {boilerplate} (
    print {newsprint}.newsprint,
    articles bigint,
    computed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE {boilerplate} IS 'what comparisons leave out; the row with a number of articles is newsprint_trace''s, which makes it anew as the archive grows, others are the newsroom''s own';

CREATE TABLE IF NOT EXISTS {alias} (
    outlet text,
    alias text,
    agency bool NOT NULL DEFAULT false,
    PRIMARY KEY (outlet, alias)
);
COMMENT ON TABLE {alias} IS 'other names of outlets, by which reprints credit them, and of agencies';
INSERT INTO {alias} VALUES
    ('AFP', 'AFP', true), ('AFP', 'Agence France-Presse', true), ('ANSA', 'ANSA', true), ('AP', 'AP', true),
    ('AP', 'Associated Press', true), ('APA', 'APA', true), ('Bloomberg News', 'Bloomberg News', true), ('dpa', 'dpa', true),
    ('dpa', 'Deutsche Presse-Agentur', true), ('EFE', 'EFE', true), ('Interfax', 'Interfax', true), ('Kyodo', 'Kyodo', true),
    ('PA Media', 'PA Media', true), ('PAP', 'PAP', true), ('PTI', 'Press Trust of India', true), ('Reuters', 'Reuters', true),
    ('TASS', 'TASS', true), ('UPI', 'UPI', true), ('Xinhua', 'Xinhua', true), ('Yonhap', 'Yonhap', true)
ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS {trace} (
    run bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    backend int,
    started_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    finished_at timestamptz,
    to_do bigint NOT NULL DEFAULT 0,
    done bigint NOT NULL DEFAULT 0,
    reprints bigint NOT NULL DEFAULT 0,
    removed bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE {trace} IS 'runs of newsprint_trace';

CREATE OR REPLACE VIEW {borrowed} WITH (security_invoker = true) AS
SELECT r.*
FROM {reprint} r
WHERE r.relation <> 'update'
    -- what an outlet had itself before, it has not from who copied that
    AND NOT EXISTS (SELECT FROM {reprint} own
                    WHERE own.reprint = r.reprint AND own.relation = 'update' AND own.source_published <= r.source_published);
COMMENT ON VIEW {borrowed} IS 'the rows of reprints whose outlet had not published the same before';

CREATE OR REPLACE VIEW {provenance} WITH (security_invoker = true) AS
SELECT DISTINCT ON (p.reprint, p.reprint_paragraph)
    p.reprint AS article, r.reprint_outlet AS outlet, r.reprint_published AS published,
    p.reprint_paragraph AS paragraph, p.reprint_start AS start, p.reprint_length AS length,
    p.source, r.source_outlet, r.source_published,
    p.source_paragraph, p.source_start, p.source_length,
    p.kind, p.similarity, p.coverage, r.relation, r.confidence
FROM {passage} p JOIN {borrowed} r ON r.source = p.source AND r.reprint = p.reprint
ORDER BY p.reprint, p.reprint_paragraph, p.kind = 'quotation', r.source_published, p.similarity DESC, p.source;
COMMENT ON VIEW {provenance} IS 'paragraphs of articles that stand elsewhere: the earliest source of each, and how it was changed';

CREATE OR REPLACE VIEW {pickup} WITH (security_invoker = true) AS
SELECT r.source, r.source_outlet, r.source_published, r.reprint_outlet AS outlet,
    (array_agg(r.reprint ORDER BY r.reprint_published, r.reprint))[1] AS first_reprint,
    min(r.reprint_published) AS published,
    (extract(epoch FROM min(r.reprint_published) - r.source_published) / 60)::float8 AS lag_minutes,
    count(*) AS reprints, max(r.source_share) AS source_share, max(r.reprint_share) AS reprint_share,
    bool_or(r.credited) AS credited
FROM {borrowed} r
WHERE r.relation = 'reprint'
GROUP BY r.source, r.source_outlet, r.source_published, r.reprint_outlet;
COMMENT ON VIEW {pickup} IS 'outlets that reprinted an article: when first, how much of it, and whether they named where they had it from';

CREATE OR REPLACE VIEW {originality} WITH (security_invoker = true) AS
SELECT a.id AS article, a.outlet, a.published, coalesce(t.words, a.words) AS words,
    least(coalesce(t.reused, 0), t.words) AS reused_words,
    least(coalesce(t.quoted, 0), t.words) AS shared_quote_words,
    CASE WHEN coalesce(t.words, a.words) > 0
        THEN 1 - least(coalesce(t.reused, 0), t.words)::float8 / coalesce(t.words, a.words) END AS originality
FROM {print} a LEFT JOIN (
    SELECT reprint, words,
        (SELECT sum(upper(x) - lower(x)) FROM unnest(prose) x)::int AS reused,
        (SELECT sum(upper(x) - lower(x)) FROM unnest(quoted - coalesce(prose, int4multirange())) x)::int AS quoted
    FROM (
        SELECT p.reprint, max(r.reprint_words) AS words,
            range_agg(int4range(p.reprint_word, p.reprint_word + p.reprint_words)) FILTER (WHERE p.kind <> 'quotation') AS prose,
            range_agg(int4range(p.reprint_word, p.reprint_word + p.reprint_words)) FILTER (WHERE p.kind = 'quotation') AS quoted
        FROM {passage} p JOIN {borrowed} r ON r.source = p.source AND r.reprint = p.reprint
        WHERE r.relation IN ('reprint', 'wire')
        GROUP BY p.reprint) ranges) t ON t.reprint = a.id;
COMMENT ON VIEW {originality} IS 'share of each article''s words that stand in no earlier article; boilerplate and shared quotations are left out';

CREATE OR REPLACE VIEW {parent} WITH (security_invoker = true) AS
SELECT DISTINCT ON (reprint) *
FROM {reprint}
-- an outlet's new version is from its old one, and not from who copied that
WHERE relation <> 'undetermined' AND reprint_share >= 0.2
    -- two reports of one statement are less alike than a reprint is
    AND similarity >= 0.6
ORDER BY reprint, round(reprint_share::numeric, 1) DESC, credited DESC, round(similarity::numeric, 1) DESC,
    source_published, source;
COMMENT ON VIEW {parent} IS 'the rows of reprints with their best parent: from which they have most, a fifth at least';

-- Article by article (LIMIT keeps the condition inside), so that one of a large
-- archive costs a few look-ups.
CREATE OR REPLACE VIEW {lineage} WITH (security_invoker = true) AS
SELECT a.id AS article, a.outlet, a.published, p.source AS parent, p.source_outlet AS parent_outlet,
    p.source_published AS parent_published, p.relation, p.agency, p.reprint_share AS share, p.kind, p.similarity,
    p.confidence, p.credited,
    (extract(epoch FROM a.published - p.source_published) / 60)::float8 AS lag_minutes,
    w.origin, w.depth
FROM {print} a
    CROSS JOIN LATERAL (
        WITH RECURSIVE way (id, published, depth) AS (
            SELECT a.id, a.published, 0
            UNION ALL
            SELECT q.source, q.source_published, way.depth + 1
            FROM way CROSS JOIN LATERAL (SELECT * FROM {parent} x WHERE x.reprint = way.id LIMIT 1) q
        ) CYCLE id SET again USING path
        -- Directions that go by more than time may form a circle: of those from
        -- where the way ends at first on, which elsewhere is the last alone, the
        -- earliest is the origin.
        SELECT o.id AS origin, o.depth
        FROM way o
        WHERE o.depth >= (SELECT min(f.depth) FROM way f WHERE f.id = (SELECT l.id FROM way l ORDER BY l.depth DESC LIMIT 1))
        ORDER BY o.published, o.id, o.depth
        LIMIT 1) w
    LEFT JOIN LATERAL (SELECT * FROM {parent} x WHERE x.reprint = a.id LIMIT 1) p ON a.id <> w.origin;
COMMENT ON VIEW {lineage} IS 'each article with its best parent, from which it has a fifth or more of its words, and the origin that parents lead to';

CREATE OR REPLACE VIEW {first_quote} WITH (security_invoker = true) AS
SELECT q.quotation, (array_agg(q.body ORDER BY q.published, q.article, q.quote))[1] AS body,
    (array_agg(q.speaker ORDER BY q.speaker IS NULL, q.published, q.article, q.quote))[1] AS speaker,
    (array_agg(q.article ORDER BY q.published, q.article, q.quote))[1] AS article,
    (array_agg(q.outlet ORDER BY q.published, q.article, q.quote))[1] AS outlet,
    min(q.published) AS published, max(q.published) AS last_published,
    count(*) AS uses, count(DISTINCT q.outlet) AS outlets,
    count(DISTINCT {newsprint}.newsprint_normalize(q.body)) AS variants,
    -- a copy of which nothing tells whether it is one confirms nothing
    count(DISTINCT l.origin) FILTER (WHERE NOT EXISTS (
        SELECT FROM {reprint} u WHERE u.reprint = q.article AND u.relation = 'undetermined' AND u.reprint_share >= 0.2)) AS origins,
    string_agg(DISTINCT q.speaker, ' | ') AS speakers
FROM {quote} q JOIN {lineage} l ON l.article = q.article
WHERE q.kind <> 'fragment'
GROUP BY q.quotation;
COMMENT ON VIEW {first_quote} IS 'statements: first use, how many articles, outlets, wordings and speakers'' names, and how many of the articles do not descend from each other';

-- From the few articles that are reprints: most of an archive is not.
CREATE OR REPLACE VIEW {graph_edges} WITH (security_invoker = true) AS
SELECT coalesce(l.parent::text, '') || ' > ' || l.article AS id,
    CASE l.relation WHEN 'wire' THEN l.agency || ' ' || l.origin ELSE l.parent::text END AS source,
    l.article::text AS target,
    round(100 * l.share)::text || ' %' AS mainstat, l.kind AS secondarystat,
    l.published, l.origin::text AS story
FROM {parent} p JOIN {lineage} l ON l.article = p.reprint
WHERE l.parent IS NOT NULL
UNION ALL
SELECT DISTINCT l.agency || ' > ' || l.origin, l.agency || ' ' || l.origin, l.origin::text, NULL, l.agency, l.parent_published, l.origin::text
FROM {parent} p JOIN {lineage} l ON l.article = p.reprint
WHERE l.relation = 'wire' AND l.parent = l.origin;
COMMENT ON VIEW {graph_edges} IS 'edges of a node graph (Grafana''s columns): from an article, or the wire, to who took it; filter by story';

CREATE OR REPLACE VIEW {graph_nodes} WITH (security_invoker = true) AS
SELECT l.article::text AS id, l.outlet AS title, a.title AS subtitle,
    to_char(l.published AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS mainstat,
    CASE WHEN l.parent IS NULL THEN 'origin' ELSE l.kind END AS secondarystat,
    l.published, l.origin::text AS story
FROM (SELECT p.reprint FROM {parent} p UNION SELECT p.source FROM {parent} p) n (article)
    JOIN {lineage} l ON l.article = n.article
    JOIN {article} a ON a.id = n.article
UNION ALL
SELECT DISTINCT l.agency || ' ' || l.origin, l.agency, 'wire', NULL, 'origin', l.parent_published, l.origin::text
FROM {parent} p JOIN {lineage} l ON l.article = p.reprint
WHERE l.relation = 'wire';
COMMENT ON VIEW {graph_nodes} IS 'nodes of a node graph (Grafana''s columns): articles and wires of stories that travelled; filter by story';

CREATE OR REPLACE VIEW {trace_status} WITH (security_invoker = true) AS
SELECT t.run, t.started_at, t.updated_at, t.finished_at,
    -- who may not see other roles' sessions sees no start of one
    CASE WHEN t.finished_at IS NOT NULL THEN 'done'
         WHEN EXISTS (SELECT FROM pg_stat_activity s WHERE s.pid = t.backend AND (s.backend_start <= t.started_at) IS NOT FALSE) THEN 'running'
         ELSE 'stopped' END AS state,
    t.to_do, t.done, t.reprints, t.removed,
    t.done / nullif(extract(epoch FROM t.updated_at - t.started_at), 0)::float8 AS articles_per_second,
    CASE WHEN t.finished_at IS NULL AND t.done > 0
        THEN t.updated_at + (t.updated_at - t.started_at) * ((t.to_do - t.done)::float8 / t.done) END AS estimated_end
FROM {trace} t;
COMMENT ON VIEW {trace_status} IS 'runs of newsprint_trace: how far, how fast, and when the running one should end';

CREATE OR REPLACE FUNCTION {search}(body text, share float8 DEFAULT 0.3, shingles int DEFAULT 3, max_results int DEFAULT 20)
RETURNS TABLE (id {id}, outlet text, published timestamptz, title text,
    containment float8, contained float8, shared int, words int, longest_run int, score float8)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT a.id, a.outlet, a.published, a.title, s.containment, s.contained, s.shared, s.words, s.longest_run, s.score
    FROM {newsprint}.newsprint_search({archive_literal}::regclass, body, share, shingles,
            (SELECT {newsprint}.newsprint_union(b.print) FROM {boilerplate} b), max_results => max_results, body_column => 'body') s
    JOIN {article} a ON a.id = s.id::{id}
    ORDER BY s.score DESC, a.id;
END;
COMMENT ON FUNCTION {search}(text, float8, int, int) IS 'articles that have a share, or a number, of the entries of a text: best first';

CREATE OR REPLACE FUNCTION {find_quote}(quote text, speaker text DEFAULT NULL)
RETURNS TABLE (article {id}, outlet text, published timestamptz, body text, speaker text, kind text, similarity float8)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT q.article, q.outlet, q.published, q.body, q.speaker, s.kind, s.similarity
    FROM {print} p JOIN {quote} q ON q.article = p.id
        CROSS JOIN LATERAL {newsprint}.newsprint_same_quote($1, q.body, $2, q.speaker) s
    WHERE p.quoteprint OPERATOR({newsprint}.@@) {newsprint}.to_quote_query($1, 0.2) AND s.kind IS NOT NULL
    ORDER BY q.published, q.article, q.quote;
END;
COMMENT ON FUNCTION {find_quote}(text, text) IS 'articles that have a quotation, as it stands there: earliest first';

CREATE OR REPLACE FUNCTION {pairs}(shared int DEFAULT 8, "within" interval DEFAULT NULL)
RETURNS TABLE (a {id}, b {id}, shared int, containment float8, contained float8)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT p.a::{id}, p.b::{id}, p.shared, p.containment, p.contained
    FROM {newsprint}.newsprint_pairs({print_literal}::regclass, $1, $2,
            (SELECT {newsprint}.newsprint_union(b.print) FROM {boilerplate} b),
            published => 'published', outlet => 'outlet') p;
END;
COMMENT ON FUNCTION {pairs}(int, interval) IS 'pairs of articles of different outlets with at least that many entries in common';
$ddl$ || newsprint_column_comments();
COMMENT ON FUNCTION newsprint_tracking_ddl() IS
'implementation of newsprint_track: what it makes, as a template';

CREATE FUNCTION newsprint_untrack(articles regclass) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    extension text := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                       WHERE e.extname = 'newsprint');
    names jsonb;
    ddl text;
BEGIN
    EXECUTE format('SELECT %s.newsprint_tracked($1)', extension) INTO names USING articles;
    IF names IS NULL THEN
        RAISE undefined_object USING MESSAGE = format('table %s is not tracked', coalesce(articles::text, 'NULL')),
            HINT = 'newsprint_track tracks a table.';
    END IF;
    EXECUTE format('SELECT %s.newsprint_fill($1, $2)', extension) INTO ddl USING
        'DROP FUNCTION IF EXISTS {search}(text, float8, int, int), {find_quote}(text, text), {pairs}(int, interval);
         DROP VIEW IF EXISTS {trace_status}, {graph_nodes}, {graph_edges}, {first_quote}, {lineage}, {parent},
             {originality}, {pickup}, {provenance}, {borrowed}, {archive}, {article};
         DROP TABLE IF EXISTS {queue}, {trace}, {alias}, {boilerplate}, {quote}, {passage}, {reprint}, {print}', names;
    EXECUTE ddl;
END $$;
COMMENT ON FUNCTION newsprint_untrack(regclass) IS
'drops what newsprint_track made for a table, and nothing else';

CREATE FUNCTION newsprint_untrack_all() RETURNS SETOF regclass
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    extension text := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                       WHERE e.extname = 'newsprint');
    articles regclass;
BEGIN
    FOR articles IN EXECUTE format(
        'SELECT DISTINCT c.oid::regclass FROM pg_class c
         JOIN pg_depend d ON d.refclassid = ''pg_class''::regclass AND d.refobjid = c.oid AND d.classid = ''pg_rewrite''::regclass
         JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class AND v.relname LIKE ''%%\_article''
         WHERE c.relkind IN (''r'', ''p'', ''f'') AND pg_has_role(v.relowner, ''USAGE'') AND %s.newsprint_tracked(c.oid) IS NOT NULL
         ORDER BY 1', extension)
    LOOP
        EXECUTE format('SELECT %s.newsprint_untrack($1)', extension) USING articles;
        RETURN NEXT articles;
    END LOOP;
END $$;
COMMENT ON FUNCTION newsprint_untrack_all() IS
'drops what newsprint_track made for the caller''s tables, which are returned';

-- ----- The newsroom layer: tracing -----

CREATE FUNCTION newsprint_components(a bigint[], b bigint[],
    OUT node bigint, OUT component bigint) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C
IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100;
COMMENT ON FUNCTION newsprint_components(bigint[], bigint[]) IS
'implementation of newsprint_trace: connected components of a graph with edges from a[i] to b[i], each node with the least one it is connected to';

-- The statements of newsprint_trace.  Ids come and go as text.
CREATE FUNCTION newsprint_trace_statements(names jsonb) RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (SELECT jsonb_object_agg(s.step, newsprint_fill(newsprint_fill(s.template, f.fragments), names))
FROM (SELECT jsonb_build_object(
    'changed', $$(p.id IS NULL OR p.outlet IS DISTINCT FROM a.outlet
        OR p.published IS DISTINCT FROM a.published OR p.language IS DISTINCT FROM a.language
        OR p.body_hash IS DISTINCT FROM sha256(convert_to(a.body, getdatabaseencoding())))$$,
    'boilerplate_print', '(SELECT {newsprint}.newsprint_union(print) FROM {boilerplate})',
    -- articles further apart are not compared; those without a time always are
    'near_in_time', '(b.published BETWEEN a.published - $3 AND a.published + $3) IS NOT FALSE',
    -- Articles of pairs that were deleted after their prints were made.  Their
    -- prints go at once: were they back, as they were, by the next trace, it
    -- would take them for compared.
    'away', $$(SELECT array_agg(DISTINCT x.id::text) FROM unnest($1::{id}[] || $2::{id}[]) x (id)
        WHERE NOT EXISTS (SELECT FROM {article} a WHERE a.id = x.id))$$,
    -- Pairs, in whatever way they were found, as batches; those of one outlet
    -- must be nearly one article.  A pair goes with the first batch that one of
    -- its articles is in.  Of traces that run at once, the first to take the
    -- later printed article out of the queue knows the pair, and so has compared
    -- it; to the others it is one of which neither article waits.
    'batches', $$placed AS (
        SELECT pair.what, pair.a, pair.b, least(fa.batch, fb.batch) AS batch,
            row_number() OVER (PARTITION BY pair.what, coalesce(fb.id, fa.id)
                               ORDER BY greatest(pair.containment, pair.contained) DESC, pair.a, pair.b) AS place
        FROM pair
            LEFT JOIN fresh fa ON fa.id = pair.a
            LEFT JOIN fresh fb ON fb.id = pair.b
            JOIN {print} a ON a.id = pair.a
            JOIN {print} b ON b.id = pair.b
        WHERE coalesce(fa.id, fb.id) IS NOT NULL
            AND (b.published BETWEEN a.published - $3 AND a.published + $3) IS NOT FALSE
            AND (pair.shared >= $2 OR greatest(pair.containment, pair.contained) >= 0.1)
            AND (pair.what = 'quotes' OR a.outlet IS DISTINCT FROM b.outlet
                 OR greatest(pair.containment, pair.contained) >= 0.5)
    ), gathered AS (
        SELECT batch, array_agg(a::text) FILTER (WHERE what = 'prose') AS prose_a, array_agg(b::text) FILTER (WHERE what = 'prose') AS prose_b,
            array_agg(a::text) FILTER (WHERE what = 'quotes') AS quotes_a, array_agg(b::text) FILTER (WHERE what = 'quotes') AS quotes_b
        FROM placed WHERE place <= $4
        GROUP BY batch
    )
    SELECT f.tickets, g.prose_a, g.prose_b, g.quotes_a, g.quotes_b
    FROM (SELECT batch, array_agg(ticket) AS tickets FROM fresh GROUP BY batch) f LEFT JOIN gathered g USING (batch)
    ORDER BY batch$$)) AS f (fragments),
(VALUES
('gone', $$
    SELECT array_agg(p.id::text) FROM {print} p WHERE NOT EXISTS (SELECT FROM {article} a WHERE a.id = p.id)$$),
-- $1 how far back changes are looked for, $2 articles a batch.  Of texts nothing
-- is asked here: a foreign table would send them all.  An article of another time
-- than its print is looked at however old it is: it may be a second one of its id.
('recent', $$
    WITH recent AS (
        SELECT a.id::text AS id, (row_number() OVER (ORDER BY a.published, a.id) - 1) / $2 AS batch
        FROM {article} a LEFT JOIN {print} p ON p.id = a.id
        WHERE p.id IS NULL OR p.published IS DISTINCT FROM a.published OR coalesce(a.published >= now() - $1, true)
    )
    SELECT array_agg(id) AS ids FROM recent GROUP BY batch ORDER BY batch$$),
-- $1 the ids of a batch, from here on
('changed', $$
    SELECT array_agg(a.id::text) FILTER (WHERE {changed}), count(*) - count(DISTINCT a.id)
    FROM {article} a LEFT JOIN {print} p ON p.id = a.id AND p.id = ANY ($1::{id}[])
    WHERE a.id = ANY ($1::{id}[])$$),
('twice', $$
    SELECT min(t.id::text) FROM (SELECT a.id FROM {article} a WHERE a.id = ANY ($1::{id}[]) GROUP BY a.id HAVING count(*) > 1) t$$),
('forget', $$
    WITH reprint AS (DELETE FROM {reprint} WHERE source = ANY ($1::{id}[]) OR reprint = ANY ($1::{id}[])),
        passage AS (DELETE FROM {passage} WHERE source = ANY ($1::{id}[]) OR reprint = ANY ($1::{id}[])),
        quote AS (DELETE FROM {quote} WHERE article = ANY ($1::{id}[])),
        queue AS (DELETE FROM {queue} WHERE id = ANY ($1::{id}[]))
    DELETE FROM {print} WHERE id = ANY ($1::{id}[])$$),
('prints', $$
    WITH queue AS (INSERT INTO {queue} (id) SELECT unnest($1::{id}[])),
    quote AS (
        INSERT INTO {quote} (article, quote, outlet, published, paragraph, start, length, body, speaker, kind)
        SELECT a.id, q.quote, a.outlet, a.published, q.paragraph, q.start, q.length, q.body, q.speaker, q.kind
        FROM {article} a
            CROSS JOIN LATERAL {newsprint}.newsprint_language(a.language) l
            CROSS JOIN LATERAL {newsprint}.newsprint_quotes(a.body, l.locale) q
        WHERE a.id = ANY ($1::{id}[]))
    INSERT INTO {print} (id, outlet, published, language, body_hash, words, print, quoteprint)
    SELECT a.id, a.outlet, a.published, a.language, sha256(convert_to(a.body, getdatabaseencoding())),
        ({newsprint}.newsprint_info(p.print) ->> 'words')::int, p.print, {newsprint}.to_quoteprint(a.body, l.locale)
    FROM {article} a
        CROSS JOIN LATERAL {newsprint}.newsprint_language(a.language) l
        CROSS JOIN LATERAL (SELECT {newsprint}.to_newsprint(a.body) AS print OFFSET 0) p
    WHERE a.id = ANY ($1::{id}[])$$),
-- built at once where the first trace fills the table, many times as fast
('index', $$
    CREATE INDEX IF NOT EXISTS {print_idx} ON {print} USING newsprint (print);
    CREATE INDEX IF NOT EXISTS {quoteprint_idx} ON {print} USING newsprint (quoteprint)$$),
('indexed', $$
    SELECT count(*) = 2 FROM pg_class WHERE relnamespace = {schema_literal}::regnamespace AND relname IN ({print_idx_literal}, {quoteprint_idx_literal})$$),
('archive', $$
    SELECT (SELECT count(*) FROM {queue}) AS queued, (SELECT count(*) FROM {print}) AS articles,
        (SELECT coalesce(max(articles), 0) FROM {boilerplate}) AS surveyed$$),
('survey', $$
    WITH earlier AS (DELETE FROM {boilerplate} WHERE articles IS NOT NULL)
    INSERT INTO {boilerplate} (print, articles)
    SELECT {newsprint}.newsprint_boilerplate({print_literal}::regclass, published => 'published'), count(*)
    FROM {print}$$),
('analyze', $$
    ANALYZE {print}$$),
-- $1 articles a batch, $2 entries in common, $3 time between, $4 candidates an
-- article.  Fewer entries will do where they are a tenth of one of the two, so
-- that one paragraph of a short article is seen.  Quotations need two more: at
-- eight keys one pair in seven has a statement in common, at six one in 25.
('candidates_of_all', $$
    WITH fresh AS MATERIALIZED (
        SELECT p.id, q.ticket, (row_number() OVER (ORDER BY p.published, p.id) - 1) / $1 AS batch
        FROM {queue} q JOIN {print} p ON p.id = q.id
    ), span AS (
        -- newsprint_pairs passes over articles without a time where one is given
        SELECT CASE WHEN NOT EXISTS (SELECT FROM {print} WHERE published IS NULL) THEN $3 END AS within
    ), pair AS (
        SELECT 'prose' AS what, a::{id}, b::{id}, shared, containment, contained
        FROM {newsprint}.newsprint_pairs({print_literal}::regclass, least($2, 3), (SELECT within FROM span),
            {boilerplate_print}, published => 'published')
        UNION ALL
        SELECT 'quotes', a::{id}, b::{id}, shared, containment, contained
        FROM {newsprint}.newsprint_pairs({print_literal}::regclass, $2 + 2, (SELECT within FROM span),
            print => 'quoteprint', published => 'published')
    ), {batches}$$),
('candidates_of_new', $$
    WITH boilerplate AS MATERIALIZED (
        SELECT {newsprint}.newsprint_union(print) AS print FROM {boilerplate}
    ), fresh AS MATERIALIZED (
        SELECT p.id, q.ticket, p.published, p.print, p.quoteprint, (row_number() OVER (ORDER BY p.published, p.id) - 1) / $1 AS batch,
            {newsprint}.to_newsprint_query(p.print, shingles => least($2, 3), ignore => b.print) AS prose_query,
            {newsprint}.to_newsprint_query(p.quoteprint, shingles => $2 + 2) AS quotes_query
        FROM {queue} q JOIN {print} p ON p.id = q.id CROSS JOIN boilerplate b
    ), found (what, a, b) AS (
        SELECT DISTINCT 'prose', least(a.id, b.id), greatest(a.id, b.id)
        FROM fresh a JOIN {print} b ON b.print OPERATOR({newsprint}.@@) a.prose_query AND b.id <> a.id
        WHERE {near_in_time}
        UNION ALL
        SELECT DISTINCT 'quotes', least(a.id, b.id), greatest(a.id, b.id)
        FROM fresh a JOIN {print} b ON b.quoteprint OPERATOR({newsprint}.@@) a.quotes_query AND b.id <> a.id
        WHERE {near_in_time}
    ), counted AS (
        SELECT f.*, coalesce(CASE f.what WHEN 'prose' THEN a.print OPERATOR({newsprint}.-) boilerplate.print ELSE a.quoteprint END, a.print) AS a_print,
            coalesce(CASE f.what WHEN 'prose' THEN b.print OPERATOR({newsprint}.-) boilerplate.print ELSE b.quoteprint END, b.print) AS b_print
        FROM found f
            JOIN {print} a ON a.id = f.a
            JOIN {print} b ON b.id = f.b
            CROSS JOIN boilerplate
    ), pair AS (
        SELECT what, a, b, {newsprint}.newsprint_overlap(a_print, b_print) AS shared,
            {newsprint}.newsprint_containment(a_print, b_print) AS containment,
            {newsprint}.newsprint_containment(b_print, a_print) AS contained
        FROM counted
    ), {batches}$$),
-- $1 and $2 are pairs, here and below
('reprints', $$
    WITH boilerplate AS MATERIALIZED (
        SELECT {newsprint}.newsprint_union(print) AS print FROM {boilerplate}
    ), agency AS MATERIALIZED (
        SELECT coalesce(jsonb_object_agg(alias, outlet), jsonb_build_object()) AS names FROM {alias} WHERE agency
    ), pair AS MATERIALIZED (
        -- the earlier one first
        SELECT CASE WHEN b.published < a.published OR a.published IS NULL AND b.published IS NOT NULL THEN b.id ELSE a.id END AS a,
            CASE WHEN b.published < a.published OR a.published IS NULL AND b.published IS NOT NULL THEN a.id ELSE b.id END AS b
        FROM unnest($1::{id}[], $2::{id}[]) pair (a, b)
            JOIN {print} a ON a.id = least(pair.a, pair.b)
            JOIN {print} b ON b.id = greatest(pair.a, pair.b)
        WHERE EXISTS (SELECT FROM {queue} q WHERE q.id IN (pair.a, pair.b))
            -- once, though another trace may have seen another direction
            AND NOT EXISTS (SELECT FROM {reprint} r WHERE r.source = pair.a AND r.reprint = pair.b)
            AND NOT EXISTS (SELECT FROM {reprint} r WHERE r.source = pair.b AND r.reprint = pair.a)
    ), compared AS MATERIALIZED (
        SELECT a.id AS a, a.outlet AS a_outlet, a.published AS a_published, b.id AS b, b.outlet AS b_outlet, b.published AS b_published,
            c.*, d.*, d.source = 'b' AS turned
        FROM pair JOIN {article} a ON a.id = pair.a JOIN {article} b ON b.id = pair.b
            CROSS JOIN agency CROSS JOIN boilerplate
            CROSS JOIN LATERAL {newsprint}.newsprint_language(a.language) l
            CROSS JOIN LATERAL {newsprint}.newsprint_compare(a.body, b.body, l.config, 'news', boilerplate.print) c
            CROSS JOIN LATERAL {newsprint}.newsprint_direction(a.outlet, a.published, a.body, b.outlet, b.published, b.body,
                {newsprint}.newsprint_outlet_names(a.outlet) || ARRAY(SELECT x.alias FROM {alias} x WHERE x.outlet = a.outlet),
                {newsprint}.newsprint_outlet_names(b.outlet) || ARRAY(SELECT x.alias FROM {alias} x WHERE x.outlet = b.outlet),
                agency.names) d
        WHERE c.kind <> 'quotation'
    ), added AS (
        INSERT INTO {reprint} (source, reprint, source_outlet, reprint_outlet, source_published, reprint_published,
            source_share, reprint_share, words, longest_run, source_words, reprint_words, similarity, kind,
            relation, confidence, reasons, credited, credit, agency)
        SELECT CASE WHEN turned THEN b ELSE a END, CASE WHEN turned THEN a ELSE b END,
            CASE WHEN turned THEN b_outlet ELSE a_outlet END, CASE WHEN turned THEN a_outlet ELSE b_outlet END,
            CASE WHEN turned THEN b_published ELSE a_published END, CASE WHEN turned THEN a_published ELSE b_published END,
            CASE WHEN turned THEN reprint_share ELSE source_share END, CASE WHEN turned THEN source_share ELSE reprint_share END,
            words, longest_run,
            CASE WHEN turned THEN reprint_words ELSE source_words END, CASE WHEN turned THEN source_words ELSE reprint_words END,
            similarity, kind, relation, confidence, reasons, credit IS NOT NULL, credit, agency
        FROM compared
        ON CONFLICT DO NOTHING
        RETURNING source, reprint, relation
    ), passage AS (
        INSERT INTO {passage}
        SELECT r.source, r.reprint, t.paragraph, t.start, t.length, t.word, t.words,
            t.source_paragraph, t.source_start, t.source_length, t.coverage, t.similarity, t.kind
        FROM added r JOIN {article} a ON a.id = r.source JOIN {article} b ON b.id = r.reprint
            CROSS JOIN boilerplate
            CROSS JOIN LATERAL {newsprint}.newsprint_language(a.language) l
            CROSS JOIN LATERAL {newsprint}.newsprint_taken(a.body, b.body, l.config, 'news', boilerplate.print) t
        WHERE r.relation <> 'update'
    )
    SELECT count(*) AS reprints, {away} AS away FROM added WHERE relation <> 'update'$$),
('statements', $$
    WITH shared AS MATERIALIZED (
        SELECT pair.a, pair.b, s.a_quote, s.b_quote
        FROM unnest($1::{id}[], $2::{id}[]) pair (a, b)
            JOIN {article} a ON a.id = pair.a
            JOIN {article} b ON b.id = pair.b
            CROSS JOIN LATERAL {newsprint}.newsprint_language(a.language) l
            CROSS JOIN LATERAL {newsprint}.newsprint_shared_quotes(a.body, b.body, l.locale) s
        WHERE EXISTS (SELECT FROM {queue} q WHERE q.id IN (pair.a, pair.b))
    ), link AS (
        SELECT DISTINCT qa.quotation AS a, qb.quotation AS b
        FROM shared s
            JOIN {quote} qa ON qa.article = s.a AND qa.quote = s.a_quote
            JOIN {quote} qb ON qb.article = s.b AND qb.quote = s.b_quote
        WHERE qa.quotation <> qb.quotation
    ), component AS (
        SELECT c.* FROM (SELECT array_agg(a) AS a, array_agg(b) AS b FROM link) l, {newsprint}.newsprint_components(l.a, l.b) c
    ), joined AS (
        UPDATE {quote} q SET quotation = c.component FROM component c WHERE q.quotation = c.node AND c.node <> c.component
    )
    SELECT {away} AS away$$),
-- $1 tickets: an article that was printed anew meanwhile still waits
('compared', $$
    DELETE FROM {queue} WHERE ticket = ANY ($1)$$),
-- $1 now, $2 articles removed
('begin', $$
    INSERT INTO {trace} (backend, started_at, updated_at, removed) VALUES (pg_backend_pid(), $1, $1, $2) RETURNING run$$),
-- $1 run, $2 now, $3 articles to do, $4 done, $5 reprints found
('progress', $$
    UPDATE {trace} SET updated_at = $2, to_do = $3, done = $4, reprints = $5 WHERE run = $1$$),
('end', $$
    UPDATE {trace} SET updated_at = $2, finished_at = $2 WHERE run = $1$$)
) s (step, template));
COMMENT ON FUNCTION newsprint_trace_statements(jsonb) IS
'implementation of newsprint_trace: its statements, by step';

CREATE PROCEDURE newsprint_trace(articles regclass, batch int DEFAULT 500,
    since interval DEFAULT '30 days', "within" interval DEFAULT '90 days',
    shared int DEFAULT 6, candidates int DEFAULT 200)
LANGUAGE plpgsql
AS $trace$
DECLARE
    extension pg_catalog.text;
    names pg_catalog.jsonb;
    sql pg_catalog.jsonb;
    possible pg_catalog.bool;
    indexed pg_catalog.bool;
    work record;
    archive record;
    ids pg_catalog.text[];
    away pg_catalog.text[];
    ids_twice bigint;
    one_id pg_catalog.text;
    this_run bigint;
    removed bigint;
    to_do bigint := 0;
    done bigint := 0;
    reprints bigint := 0;
    batch_reprints bigint;
    lock_class CONSTANT int := 1853186931;
    started CONSTANT pg_catalog.timestamptz := pg_catalog.clock_timestamp();
    told pg_catalog.timestamptz := pg_catalog.clock_timestamp();
BEGIN
    -- Nothing of the caller's may decide what the names below mean, and an
    -- article that a policy hides is not one that is gone.  Compiling takes
    -- longer than these statements do.
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('row_security', 'off', true), pg_catalog.set_config('jit', 'off', true);
    extension := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                  WHERE e.extname = 'newsprint');
    EXECUTE format('SELECT %s.newsprint_can_commit(), %1$s.newsprint_tracked($1)', extension)
    INTO possible, names USING articles;
    IF NOT possible THEN
        RAISE invalid_transaction_termination USING MESSAGE = 'newsprint_trace cannot run inside a transaction',
            DETAIL = 'It commits after each batch.',
            HINT = 'CALL it outside of BEGIN and COMMIT, and not from a function.';
    END IF;
    IF names IS NULL THEN
        RAISE undefined_object USING MESSAGE = format('table %s is not tracked', coalesce(articles::text, 'NULL')),
            HINT = format('SELECT newsprint_track(%L) first.', coalesce(articles::text, 'articles'));
    END IF;
    IF batch IS NULL OR batch NOT BETWEEN 1 AND 10000 THEN
        RAISE invalid_parameter_value USING MESSAGE = 'batch is out of range',
            DETAIL = format('batch is %s.', coalesce(batch::text, 'NULL')), HINT = 'It may be 1 to 10000.';
    END IF;
    IF shared IS NULL OR shared < 1 OR candidates IS NULL OR candidates < 1 THEN
        RAISE invalid_parameter_value USING MESSAGE = 'argument is out of range',
            DETAIL = format('shared is %s, candidates is %s.', coalesce(shared::text, 'NULL'), coalesce(candidates::text, 'NULL')),
            HINT = 'They may be any number from 1.';
    END IF;
    EXECUTE format('SELECT %s.newsprint_trace_statements($1)', extension) INTO sql USING names;

    -- A batch at a time, whoever else traces.  The lock ends with the
    -- transaction: one of the session would break connection poolers.  Who had
    -- to wait for it must see what the others did meanwhile, whatever the
    -- session's isolation level.
    PERFORM pg_advisory_xact_lock(lock_class, articles::oid::int4);
    EXECUTE sql ->> 'gone' INTO ids;
    removed := coalesce(cardinality(ids), 0);
    IF removed > 0 THEN
        EXECUTE sql ->> 'forget' USING ids;
    END IF;
    EXECUTE sql ->> 'begin' INTO this_run USING started, removed;
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('row_security', 'off', true), pg_catalog.set_config('jit', 'off', true);

    -- Prints of what is new or was changed.  A loop over a cursor: at the first
    -- COMMIT the list, ids alone, moves out of memory, and stays as it is
    -- whatever others do meanwhile.
    FOR work IN EXECUTE sql ->> 'recent' USING since, batch
    LOOP
        PERFORM pg_advisory_xact_lock(lock_class, articles::oid::int4);
        EXECUTE sql ->> 'changed' INTO ids, ids_twice USING work.ids;
        IF ids_twice > 0 THEN
            EXECUTE sql ->> 'twice' INTO one_id USING work.ids;
            RAISE unique_violation USING MESSAGE = format('articles of %s share an id', articles),
                DETAIL = format('Articles with the id of another one: %s. The first such id: %s.', ids_twice, one_id),
                HINT = 'Give each article an id of its own, or track a column that tells them apart.';
        END IF;
        IF ids IS NOT NULL THEN
            EXECUTE sql ->> 'forget' USING ids;
            EXECUTE sql ->> 'prints' USING ids;
        END IF;
        COMMIT;
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('row_security', 'off', true), pg_catalog.set_config('jit', 'off', true);
        IF clock_timestamp() > told + interval '5 seconds' THEN
            told := clock_timestamp();
            EXECUTE sql ->> 'archive' INTO archive;
            RAISE NOTICE '% articles have their prints', archive.articles;
        END IF;
    END LOOP;

    EXECUTE sql ->> 'archive' INTO archive;
    to_do := archive.queued;
    IF to_do > 0 THEN
        EXECUTE sql ->> 'indexed' INTO indexed;
        IF NOT indexed THEN
            PERFORM pg_advisory_xact_lock(lock_class, articles::oid::int4);
            EXECUTE sql ->> 'index';
            COMMIT;
            SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
            PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('row_security', 'off', true), pg_catalog.set_config('jit', 'off', true);
        END IF;
        -- boilerplate is what an archive has too often: it is looked for anew
        -- when the archive has grown by half
        IF archive.articles >= 1.5 * archive.surveyed THEN
            PERFORM pg_advisory_xact_lock(lock_class, articles::oid::int4);
            EXECUTE sql ->> 'survey';
            EXECUTE sql ->> 'analyze';
            COMMIT;
            SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
            PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('row_security', 'off', true), pg_catalog.set_config('jit', 'off', true);
        END IF;
        EXECUTE sql ->> 'progress' USING this_run, clock_timestamp(), to_do, done, reprints;

        -- Candidates: of few new articles by the index, some milliseconds each;
        -- of many by going through all prints, a fraction of a millisecond each.
        FOR work IN EXECUTE sql ->> CASE WHEN 20 * to_do > archive.articles THEN 'candidates_of_all' ELSE 'candidates_of_new' END
            USING batch, shared, "within", candidates
        LOOP
            PERFORM pg_advisory_xact_lock(lock_class, articles::oid::int4);
            EXECUTE sql ->> 'reprints' INTO batch_reprints, away USING work.prose_a, work.prose_b;
            EXECUTE sql ->> 'statements' INTO ids USING work.quotes_a, work.quotes_b;
            IF away IS NOT NULL OR ids IS NOT NULL THEN
                EXECUTE sql ->> 'forget' USING away || ids;
            END IF;
            EXECUTE sql ->> 'compared' USING work.tickets;
            done := done + cardinality(work.tickets);
            reprints := reprints + batch_reprints;
            EXECUTE sql ->> 'progress' USING this_run, clock_timestamp(), to_do, done, reprints;
            COMMIT;
            SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
            PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('row_security', 'off', true), pg_catalog.set_config('jit', 'off', true);
            IF clock_timestamp() > told + interval '5 seconds' THEN
                told := clock_timestamp();
                RAISE NOTICE '% of % articles compared, % reprints', done, to_do, reprints;
            END IF;
        END LOOP;
    END IF;

    EXECUTE sql ->> 'end' USING this_run, clock_timestamp();
    COMMIT;
    RAISE NOTICE '% articles compared, % removed, % reprints found', done, removed, reprints;
END $trace$;
COMMENT ON PROCEDURE newsprint_trace(regclass, int, interval, interval, int, int) IS
'compares new and changed articles of a tracked table with its archive, a batch a transaction; what was done stays when it is stopped; cannot run inside a transaction; deleted articles go
articles: the tracked table
batch: articles a transaction, 1 to 10000
since: articles published this long ago or later are looked at for changes, older ones only when they or their times are new; NULL: all
within: articles further apart are not compared; NULL: all are
shared: entries in common that make a pair worth comparing
candidates: most of them for one article';

-- ----- The newsroom layer: pictures -----

CREATE FUNCTION newsprint_lag(minutes float8) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT CASE WHEN minutes < 0 THEN '-' ELSE '+' END || CASE
        WHEN m >= 1440 THEN concat(div(m, 1440), ' d', ' ' || nullif(div(mod(m, 1440), 60), 0) || ' h')
        WHEN m >= 60 THEN concat(div(m, 60), ' h', ' ' || nullif(mod(m, 60), 0) || ' min')
        ELSE m || ' min' END
    FROM (SELECT round(abs(minutes)::numeric) AS m WHERE abs(minutes) < 1e12) AS whole
);
COMMENT ON FUNCTION newsprint_lag(float8) IS
'how much later something was, to be read: +1 h 35 min; in whole minutes; NULL from 1e12 minutes on';

CREATE FUNCTION newsprint_html(body text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(replace(replace(replace(replace(body, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');
COMMENT ON FUNCTION newsprint_html(text) IS
'a text as it is written in HTML and SVG, in elements and in quoted attributes';

-- A story is a forest: articles hang from their best parent, or, where both
-- carry an agency's copy, from the wire, a node of its own.  Columns are depths;
-- a node stands in the row of its first child, and each leaf has a row.
CREATE FUNCTION newsprint_story(articles regclass, article text,
    OUT node int, OUT parent int, OUT id text, OUT outlet text, OUT published timestamptz, OUT title text,
    OUT relation text, OUT share float8, OUT kind text, OUT lag_minutes float8, OUT depth int, OUT line int)
RETURNS SETOF record
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 100000 ROWS 10
SET search_path = pg_catalog, pg_temp
AS $story$
DECLARE
    extension text := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                       WHERE e.extname = 'newsprint');
    names jsonb;
    query text;
BEGIN
    EXECUTE format('SELECT %s.newsprint_tracked($1)', extension) INTO names USING articles;
    IF names IS NULL THEN
        RAISE undefined_object USING MESSAGE = format('table %s is not tracked', articles),
            HINT = format('SELECT newsprint_track(%L) first.', articles);
    END IF;
    EXECUTE format('SELECT %s.newsprint_fill($1, $2)', extension) INTO query USING $query$
WITH RECURSIVE descendant (id) AS (
    -- from the origin down: reprints whose best parent it is
    SELECT o.origin FROM {lineage} o WHERE o.article = $1::{id}
    UNION
    SELECT r.reprint
    FROM descendant d JOIN {reprint} r ON r.source = d.id
        JOIN LATERAL (SELECT p.source FROM {parent} p WHERE p.reprint = r.reprint LIMIT 1) p ON p.source = d.id
), story AS MATERIALIZED (
    SELECT l.*, l.article::text AS id FROM {lineage} l WHERE l.article IN (SELECT d.id FROM descendant d)
), hung (id, name, outlet, published, title, parent, relation, share, kind, lag_minutes) AS (
    SELECT s.id, 'article ' || s.id, s.outlet, s.published, a.title,
        CASE WHEN s.relation = 'wire' THEN 'wire ' || s.agency
             WHEN s.parent IS NOT NULL THEN 'article ' || s.parent
             -- who carried the wire first
             ELSE (SELECT 'wire ' || min(w.agency) FROM story w WHERE w.relation = 'wire' AND w.parent = s.article) END,
        s.relation, s.share, s.kind, CASE WHEN s.relation <> 'wire' THEN s.lag_minutes END
    FROM story s JOIN {article} a ON a.id = s.article
    UNION ALL
    SELECT DISTINCT NULL, 'wire ' || s.agency, s.agency, NULL::timestamptz, 'wire', NULL, NULL, NULL::float8, NULL, NULL::float8
    FROM story s WHERE s.relation = 'wire'
), numbered AS (
    SELECT h.*, row_number() OVER (ORDER BY h.id IS NOT NULL, h.published, h.name)::int AS node
    FROM hung h
), child AS (
    SELECT c.*, p.node AS under, row_number() OVER (PARTITION BY p.node ORDER BY c.node) AS nth
    FROM numbered c LEFT JOIN numbered p ON p.name = c.parent
), tree AS (
    SELECT c.*, 0 AS depth, ARRAY[c.node] AS way FROM child c WHERE c.under IS NULL
    UNION ALL
    SELECT c.*, t.depth + 1, t.way || c.node FROM tree t JOIN child c ON c.under = t.node
), label AS (
    -- of one line, without what would turn the text after it around
    SELECT t.*, line.*,
        sum(CASE WHEN t.under IS NOT NULL AND t.nth = 1 THEN 0 ELSE 1 END) OVER (ORDER BY t.way)::int AS line
    FROM tree t CROSS JOIN LATERAL (
        SELECT max(v.label) FILTER (WHERE v.n = 1) AS outlet_label, max(v.label) FILTER (WHERE v.n = 2) AS title_label
        FROM (SELECT x.n, CASE WHEN char_length(x.line) > 100 THEN left(x.line, 99) || chr({ellipsis}) ELSE nullif(x.line, '') END AS label
              FROM (SELECT y.n, btrim(regexp_replace(y.text, {unseen}, ' ', 'g')) AS line
                    FROM (VALUES (1, t.outlet), (2, t.title)) AS y (n, text)) AS x) AS v) AS line
)
SELECT l.node, l.under, l.id, coalesce(l.outlet_label, l.id), l.published, l.title_label, l.relation, l.share, l.kind,
    l.lag_minutes, l.depth, l.line
FROM label l ORDER BY l.node$query$,
        names || jsonb_build_object(
            -- other encodings have letters at these numbers
            'ellipsis', CASE current_setting('server_encoding') WHEN 'UTF8' THEN 8230 ELSE 46 END,
            'unseen', quote_literal(format('[\s\u0001-\u001f\u007f%s]+', CASE current_setting('server_encoding') WHEN 'UTF8'
                THEN '-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff' END)));
    RETURN QUERY EXECUTE query USING article;
    IF NOT FOUND THEN
        RAISE no_data_found USING MESSAGE = 'article is not in the archive',
            DETAIL = format('Table %s has no traced article with the id %s.', articles, article),
            HINT = format('CALL newsprint_trace(%L) takes in new articles.', articles);
    END IF;
END $story$;
COMMENT ON FUNCTION newsprint_story(regclass, text) IS
'the story that an article of a traced table belongs to: articles and wires, in the order of publication, wires first; an article that is not there is an error
article: its id as text
node: from 1
parent: the node that it hangs from; NULL for a root
id: of the article, as text; NULL for a wire
outlet: or agency, in one line
published: when; NULL for a wire
title: in one line
relation: as in the view of lineages
share: of the article''s words that are from its parent, 0 to 1
kind: of most of these words
lag_minutes: from the parent
depth: edges from the root: the column to draw it in
line: the row to draw it in, from 1';

CREATE FUNCTION newsprint_lineage_dot(articles regclass, article text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 100000
BEGIN ATOMIC
    WITH story AS (
        SELECT s.*, concat_ws(E'\n', s.outlet, to_char(s.published AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), s.title) AS label,
            concat_ws(E'\n', round(100 * s.share) || ' % ' || s.kind, newsprint_lag(s.lag_minutes)) AS edge
        FROM newsprint_story(articles, article) s
    )
    SELECT E'digraph story {\n\trankdir=LR;\n\tnode [shape=box];\n'
        || string_agg(format(E'\tn%s [label="%s"%s];\n', s.node,
            -- a backslash and an entity mean something in a label
            replace(replace(replace(replace(s.label, '&', '&amp;'), '\', '\\'), '"', '\"'), E'\n', '\n'),
            CASE WHEN s.id IS NULL THEN ', shape=ellipse' ELSE '' END), '' ORDER BY s.node)
        || coalesce(string_agg(format(E'\tn%s -> n%s [label="%s"];\n', s.parent, s.node, replace(s.edge, E'\n', '\n')), ''
            ORDER BY s.node) FILTER (WHERE s.parent IS NOT NULL), '')
        || '}'
    FROM story s;
END;
COMMENT ON FUNCTION newsprint_lineage_dot(regclass, text) IS
'the way of an article''s story through outlets, for Graphviz: articles and wires, what share was taken, how it was changed, and how much later
articles: the traced table
article: its id as text, whatever the type of the key; one that is not there is an error';

CREATE FUNCTION newsprint_lineage_mermaid(articles regclass, article text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 100000
BEGIN ATOMIC
    WITH story AS (
        SELECT s.*, concat_ws(E'\n', s.outlet, to_char(s.published AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), s.title) AS label,
            concat_ws('<br>', round(100 * s.share) || ' % ' || s.kind, newsprint_lag(s.lag_minutes)) AS edge
        FROM newsprint_story(articles, article) s
    )
    SELECT 'flowchart LR'
        || string_agg(format(CASE WHEN s.id IS NULL THEN E'\n    n%s(["%s"])' ELSE E'\n    n%s["%s"]' END, s.node,
            -- punctuation by its number, for much of it is syntax or Markdown; a
            -- word joiner keeps a backslash from making a line feed of an n
            (SELECT string_agg(CASE WHEN c.letter = E'\n' THEN '<br>'
                                    WHEN c.letter = '\' THEN '#92;#8288;'
                                    WHEN c.letter ~ '[!-+./;-@[-`{-~]' THEN '#' || ascii(c.letter) || ';'
                                    ELSE c.letter END, '' ORDER BY c.n)
             FROM regexp_split_to_table(s.label, '') WITH ORDINALITY AS c (letter, n))), '' ORDER BY s.node)
        || coalesce(string_agg(format(E'\n    n%s -->%s n%s', s.parent, '|"' || nullif(s.edge, '') || '"|', s.node), ''
            ORDER BY s.node) FILTER (WHERE s.parent IS NOT NULL), '')
    FROM story s;
END;
COMMENT ON FUNCTION newsprint_lineage_mermaid(regclass, text) IS
'the way of an article''s story through outlets as a Mermaid flowchart, with what newsprint_lineage_dot tells
articles: the traced table
article: its id as text, whatever the type of the key; one that is not there is an error';

CREATE FUNCTION newsprint_lineage_svg(articles regclass, article text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 100000
BEGIN ATOMIC
    -- A node is 210 by 66 with 160 to the next column, where what is told of an
    -- edge stands at its end; nested elements cut off what is too long.
    WITH story AS (
        SELECT s.*, 12 + 370 * s.depth AS x, 12 + 84 * (s.line - 1) AS y,
            to_char(s.published AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') AS time,
            newsprint_html(s.outlet) AS outlet_html, newsprint_html(s.title) AS title_html,
            CASE WHEN char_length(s.outlet) > 25 THEN newsprint_html(btrim(left(s.outlet, 23))) || '&#8230;'
                ELSE newsprint_html(s.outlet) END AS outlet_short,
            CASE WHEN char_length(s.title) > 34 THEN newsprint_html(btrim(left(s.title, 32))) || '&#8230;'
                ELSE newsprint_html(s.title) END AS title_short
        FROM newsprint_story(articles, article) s
    ), drawn AS (
        SELECT s.node, 222 + s.x AS width, 78 + s.y AS height,
            format('<svg class="node%s" x="%s" y="%s" width="210" height="66"><title>%s</title><rect x="1" y="1" width="208" height="64" rx="%s"/>',
                CASE WHEN s.id IS NULL THEN ' wire' END, s.x, s.y, concat_ws(', ', s.outlet_html, s.time, s.title_html),
                CASE WHEN s.id IS NULL THEN 32 ELSE 6 END)
            || (SELECT string_agg(format('<text%s x="11" y="%s">%s</text>', CASE WHEN l.n = 1 THEN ' class="outlet"' END, l.y, l.line), '' ORDER BY l.n)
                FROM (SELECT v.*, 37 - 9 * (count(*) OVER () - 1) + 17 * (row_number() OVER (ORDER BY v.n) - 1) AS y
                      FROM (VALUES (1, s.outlet_short), (2, s.time), (3, s.title_short)) AS v (n, line)
                      WHERE v.line IS NOT NULL) AS l)
            || E'</svg>\n' AS box,
            CASE WHEN p.node IS NULL THEN '' ELSE
                format('<g class="edge%s"><path d="M%s,%s %sH%s" stroke-width="%s"/><path class="head" d="M%s,%sl-9,-5v10z"/>', ' ' || s.kind,
                    p.x + 210, p.y + 33,
                    CASE WHEN s.y <> p.y THEN format('C%s,%s %s,%s %s,%s', p.x + 240, p.y + 33, p.x + 214, s.y + 33, p.x + 244, s.y + 33) END,
                    s.x - 8, round((1 + 2 * coalesce(s.share, 0))::numeric, 1), s.x, s.y + 33)
                || coalesce(format('<text x="%s" y="%s">', s.x - 12, s.y + 26) || round(100 * s.share) || ' % ' || s.kind || '</text>', '')
                || coalesce(format('<text x="%s" y="%s">', s.x - 12, s.y + 50) || newsprint_lag(s.lag_minutes) || '</text>', '')
                || E'</g>\n' END AS edge
        FROM story s LEFT JOIN story p ON p.node = s.parent
    )
    SELECT format('<svg xmlns="http://www.w3.org/2000/svg" class="newsprint-lineage" role="img" aria-label="lineage" '
            'width="%s" height="%s" viewBox="0 0 %1$s %2$s">', max(d.width), max(d.height)) || $css$
<style>
.newsprint-lineage { --paper: #fff; --card: #f6f5f1; --ink: #1c1b19; --pale: #6a675f; --rule: #b9b5a9;
 --verbatim: #b3261e; --edited: #a15c00; --rewritten: #0b6e8a; --fragment: #3d7a2a; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { .newsprint-lineage { --paper: #161614; --card: #22211e; --ink: #eceae4; --pale: #a5a196;
 --rule: #57544b; --verbatim: #ff8a80; --edited: #f0b35a; --rewritten: #6fc7e0; --fragment: #93cf7f; } }
.newsprint-lineage .paper { fill: var(--paper); }
.newsprint-lineage .node rect { fill: var(--card); stroke: var(--rule); }
.newsprint-lineage .wire rect { stroke-dasharray: 5 3; }
.newsprint-lineage text { font: 12px system-ui, sans-serif; fill: var(--pale); }
.newsprint-lineage .outlet { font-weight: 600; font-size: 14px; fill: var(--ink); }
.newsprint-lineage .edge { --line: var(--rule); }
.newsprint-lineage .edge path { fill: none; stroke: var(--line); }
.newsprint-lineage .edge .head { fill: var(--line); stroke: none; }
.newsprint-lineage .edge text { text-anchor: end; fill: var(--ink); }
.newsprint-lineage .verbatim { --line: var(--verbatim); }
.newsprint-lineage .edited { --line: var(--edited); stroke-dasharray: 12 3; }
.newsprint-lineage .rewritten { --line: var(--rewritten); stroke-dasharray: 6 4; }
.newsprint-lineage .fragment { --line: var(--fragment); stroke-dasharray: 2 4; }
</style>
<rect class="paper" width="100%" height="100%"/>
$css$
        || string_agg(d.edge, '' ORDER BY d.node) || string_agg(d.box, '' ORDER BY d.node) || '</svg>'
    FROM drawn d;
END;
COMMENT ON FUNCTION newsprint_lineage_svg(regclass, text) IS
'the way of an article''s story through outlets as a picture, with what newsprint_lineage_dot tells; an element to be put into a page, or a file
articles: the traced table
article: its id as text, whatever the type of the key; one that is not there is an error';

-- ----- The newsroom layer: load formats -----

-- By arithmetic, since a cast to timestamptz depends on the session's settings.
-- A cast would lose the whole load for one bad date; jsonpath's datetime() takes
-- the 10th of month 0 for January and refuses a leap second.  OFFSET 0: what is
-- no time must not reach the casts, not even while PostgreSQL (from 18 on)
-- plans for the very text that was given.
CREATE FUNCTION newsprint_time(written text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT CASE WHEN t.month BETWEEN 1 AND 12 AND t.hour <= 23 AND t.minute <= 59 AND t.second < 61
                AND t.zone_hour <= 15 AND t.zone_minute <= 59 AND t.year > 0
            THEN CASE WHEN t.day BETWEEN 1 AND extract(day FROM make_date(t.year, t.month, 1) + interval '1 month' - interval '1 day')
                THEN (make_timestamp(t.year, t.month, t.day, t.hour, t.minute, t.second)
                      - t.sign * make_interval(hours => t.zone_hour, mins => t.zone_minute)) AT TIME ZONE 'UTC' END END
    FROM (SELECT written AS form, translate(substr(written, 17), 'Zz+-', '||||') AS rest
          WHERE written ~ '^\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d(:?\d\d)?)?)?$' OFFSET 0) AS r
        CROSS JOIN LATERAL (SELECT split_part(r.rest, '|', 1) AS seconds, translate(split_part(r.rest, '|', 2), ':', '') AS zone) AS z
        CROSS JOIN LATERAL (SELECT substr(r.form, 1, 4)::int, substr(r.form, 6, 2)::int, substr(r.form, 9, 2)::int,
            ('0' || substr(r.form, 12, 2))::int, ('0' || substr(r.form, 15, 2))::int, ('0' || substr(z.seconds, 2))::float8,
            CASE WHEN strpos(substr(r.form, 17), '-') > 0 THEN -1 ELSE 1 END,
            ('0' || left(z.zone, 2))::int, ('0' || substr(z.zone, 3))::int)
            AS t (year, month, day, hour, minute, second, sign, zone_hour, zone_minute)
);
COMMENT ON FUNCTION newsprint_time(text) IS
'a date and time of ISO 8601 (RFC 3339), in UTC where it names no zone; NULL where it is none';

CREATE FUNCTION newsprint_from_ninjs(item jsonb,
    OUT id text, OUT outlet text, OUT published_at timestamptz, OUT title text, OUT body text,
    OUT url text, OUT language text, OUT embargo timestamptz, OUT withdrawn bool, OUT genre text)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5000
BEGIN ATOMIC
    WITH text (body, type, n) AS (
        SELECT b.value ->> 'value', b.value ->> 'contenttype', b.n
        FROM jsonb_path_query(item, 'lax $.bodies[*] ? (@.value.type() == "string")') WITH ORDINALITY AS b (value, n)
        UNION ALL
        -- ninjs 1: body_text, body_html, body_xhtml
        SELECT b.value #>> '{}', substr(b.key, 6), 0
        FROM jsonb_each(CASE jsonb_typeof(item) WHEN 'object' THEN item END) AS b
        WHERE b.key LIKE 'body\_%' AND jsonb_typeof(b.value) = 'string'
    ), measured (body, rank, n, size) AS (
        SELECT t.body, r.rank, t.n,
            CASE WHEN count(*) OVER () = 1 THEN 0 WHEN r.rank = 1 THEN char_length(t.body)
                ELSE char_length(regexp_replace(t.body, '<[^>]*>', '', 'g')) END
        FROM text t CROSS JOIN LATERAL (SELECT CASE WHEN t.type ~* '^text(/plain|$)' OR t.type IS NULL THEN 1
                                                    WHEN t.type ~* 'html' THEN 2 ELSE 3 END AS rank) r
    )
    SELECT item ->> 'uri',
        coalesce(item ->> 'copyrightholder',
            jsonb_path_query_first(item, 'lax $.infosources[*].name') #>> '{}',
            jsonb_path_query_first(item, 'lax $.infosource[*].name') #>> '{}',
            substring(item ->> 'uri', '^https?://(?:www\.)?([^/:?#]+)'),
            substring(item ->> 'uri', '^(?:urn:newsml|tag):([^:,/]+)')),
        -- a story that was corrected is as old as its first version
        coalesce(newsprint_time(item ->> 'firstcreated'), newsprint_time(item ->> 'versioncreated')),
        coalesce(jsonb_path_query_first(item, 'lax $.headlines[*] ? (@.role == "main").value') #>> '{}',
            jsonb_path_query_first(item, 'lax $.headlines[*].value') #>> '{}',
            item ->> 'headline', item ->> 'title'),
        -- the plain text, unless it is but a summary of what comes as markup
        (SELECT m.body FROM measured m
         ORDER BY 2 * m.size < (SELECT max(o.size) FROM measured o), m.rank, m.size DESC, m.n LIMIT 1),
        coalesce(substring(item ->> 'uri', '^https?://.*'),
            jsonb_path_query_first(item, 'lax $.altids[*].value ? (@ like_regex "^https?://")') #>> '{}',
            jsonb_path_query_first(item, 'lax $.renditions[*] ? (@.contenttype == "text/html").href') #>> '{}'),
        item ->> 'language',
        newsprint_time(item ->> 'embargoed'),
        coalesce(lower(item ->> 'pubstatus') IN ('canceled', 'withheld'), false),
        coalesce(jsonb_path_query_first(item, 'lax $.genres[*].name') #>> '{}',
            jsonb_path_query_first(item, 'lax $.genres[*].literal') #>> '{}',
            jsonb_path_query_first(item, 'lax $.genre[*].name') #>> '{}');
END;
COMMENT ON FUNCTION newsprint_from_ninjs(jsonb) IS
'an IPTC ninjs item (2, and 1) as a row of a table of articles; what is missing or malformed is NULL
id: uri
outlet: copyrightholder, else the first of infosources, else the domain in uri
published_at: firstcreated, else versioncreated
title: headline with the role main, else the first
body: plain text, else markup, unless the plain text is less than half of it
url: uri where it is a link, else one in altids, else a rendition in HTML
language: as given
embargo: embargoed
withdrawn: is pubstatus canceled or withheld?
genre: the first of genres';

-- ----- Several servers -----

CREATE FUNCTION newsprint_check_nodes()
RETURNS TABLE (node text, extension text, normalization int, icu text, unicode text,
    agrees bool, problem text)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000 ROWS 10
SET search_path = pg_catalog, pg_temp
AS $check_nodes$
DECLARE
    schema text := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                    WHERE e.extname = 'newsprint');
    dblink text := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                    WHERE e.extname = 'dblink');
    -- in the schema that it has here, for so it is called by what is shipped
    question text := format('SELECT pg_catalog.to_jsonb(v)::pg_catalog.text FROM %s.newsprint_version() AS v', schema);
    here record;
    answers jsonb := '[]';
    answer text;
    trusted bool;
    detail text;
BEGIN
    EXECUTE format('SELECT * FROM %s.newsprint_version()', schema) INTO here;
    node := 'this server';
    extension := here.extension;
    normalization := here.normalization;
    icu := here.icu;
    unicode := here.unicode;
    agrees := true;
    RETURN NEXT;

    IF EXISTS (SELECT FROM pg_extension e WHERE e.extname = 'citus') THEN
        BEGIN
            EXECUTE $citus$
                SELECT coalesce(jsonb_agg(jsonb_build_object('node', coalesce(n.nodename || ':' || n.nodeport, 'coordinator'),
                    CASE WHEN r.success THEN 'answer' ELSE 'problem' END, r.result) ORDER BY n.nodename, n.nodeport), '[]')
                FROM pg_catalog.run_command_on_all_nodes($1) r LEFT JOIN pg_catalog.pg_dist_node n ON n.nodeid = r.nodeid
            $citus$ INTO answers USING question;
        EXCEPTION WHEN OTHERS THEN
            answers := jsonb_build_array(jsonb_build_object('node', 'Citus', 'problem', sqlerrm));
        END;
    END IF;

    FOR node, trusted IN
        SELECT s.srvname, o.rolsuper OR NOT u.rolsuper
        FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
            JOIN pg_roles o ON o.oid = s.srvowner JOIN pg_roles u ON u.rolname = current_user
        WHERE w.fdwname = 'postgres_fdw'
            AND EXISTS (SELECT FROM pg_options_to_table(s.srvoptions) x
                        WHERE x.option_name = 'extensions' AND x.option_value ~* '(^|,)\s*"?newsprint"?\s*(,|$)')
        ORDER BY s.srvname
    LOOP
        answer := NULL;
        problem := NULL;
        BEGIN
            -- A server's owner says where a superuser connects, without a
            -- password, and so what is executed there.
            IF NOT trusted THEN
                problem := 'not asked: a superuser asks servers of superusers alone';
            ELSIF dblink IS NULL THEN
                problem := 'not asked: that takes CREATE EXTENSION dblink';
            ELSE
                EXECUTE format('SELECT v.answer FROM %s.dblink($1, $2) AS v (answer text)', dblink) INTO answer USING node, question;
            END IF;
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
            problem := concat_ws(': ', sqlerrm, nullif(btrim(detail, E' \n'), ''));
        END;
        answers := answers || jsonb_build_object('node', node, 'answer', answer, 'problem', problem);
    END LOOP;

    FOR node, answer, problem IN
        SELECT a.value ->> 'node', a.value ->> 'answer', a.value ->> 'problem'
        FROM jsonb_array_elements(answers) WITH ORDINALITY AS a (value, n) ORDER BY a.n
    LOOP
        BEGIN
            SELECT v.extension, v.normalization, v.icu, v.unicode INTO extension, normalization, icu, unicode
            FROM jsonb_to_record(answer::jsonb) AS v (extension text, normalization int, icu text, unicode text);
            IF extension IS NULL AND problem IS NULL THEN
                problem := 'the answer names no version';
            END IF;
        EXCEPTION WHEN OTHERS THEN
            problem := sqlerrm;
            extension := NULL;
            normalization := NULL;
            icu := NULL;
            unicode := NULL;
        END;
        agrees := extension IS NOT DISTINCT FROM here.extension AND normalization IS NOT DISTINCT FROM here.normalization;
        RETURN NEXT;
    END LOOP;
END $check_nodes$;
COMMENT ON FUNCTION newsprint_check_nodes() IS
'do all servers have the same newsprint? This one, the nodes of Citus, and servers of postgres_fdw whose option extensions names it, which are asked by dblink, by a superuser those of superusers alone; in this order, then by name
node: this server, host:port, or the name of the server of postgres_fdw
extension: its version
normalization: id of the rules by which texts are folded; prints of two have nothing in common
icu: version of ICU; no print depends on it
unicode: version of ICU''s Unicode data
agrees: version and normalization are those of this server; false where the node did not tell
problem: why it did not';
