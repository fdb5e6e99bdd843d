-- Quotations: of a text, their prints and queries, those that two texts share, and two versions compared
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;

CREATE TABLE said (id text, body text);
INSERT INTO said VALUES
('wire', E'“[W]e will not close the old bridge before June,” Mayor Ann Hollis said on Monday. “The ‘shortest’ way is not the cheapest one,” she added.\n\nA spokesman for the “Bridge Trust” said the city had “broken every promise that it made to the people of the harbour.”'),
('trimmed', 'The mayor, Ann Hollis, said: "We will not close the old bridge ..." The trust says the city "broke every promise that it made to people of the harbor."'),
('other', E'“We will never sell the harbour,” said Hollis.\n\n“Nothing is decided,” said the “Bridge Trust”.');

-- places are places in the text
SELECT id, quote, parent, paragraph, start, length, kind, unclosed, continued, q.body, q.body = substr(s.body, start, length) AS there
FROM said s, newsprint_quotes(s.body) q ORDER BY id DESC, quote;
SELECT quote, paragraph, unclosed, continued, body FROM newsprint_quotes(E'“one.\n\n“two.\n\n“three.” “x y” and “never closed.\n\nNext.');
SELECT body FROM newsprint_quotes('„Das ist gut“, sagte er. »Nein«, ”svenska”, «Sí», „Tak” i «nie»');
SELECT body FROM newsprint_quotes($$6'2" man said "hi"$$);
SELECT count(*) FROM newsprint_quotes('צה"ל צה״ל שָׁלוֹם');
SELECT count(*) FROM newsprint_quotes(NULL);
SELECT count(*) FROM newsprint_quotes('');

-- a print has its quotations' keys, a profile of its own, and places
SELECT newsprint_info(to_quoteprint(body)) - 'bytes' AS info FROM said WHERE id = 'wire';
SELECT to_quoteprint(NULL) IS NULL AS "null", newsprint_info(to_quoteprint('Nobody said anything.')) ->> 'entries' AS entries;
SELECT to_quoteprint('He said “I will close it”.');
SELECT to_quoteprint('“A b c d.”') = to_quoteprint('"a B c d"') AS same_marks_or_not,
    to_quoteprint('“北约说我们没有改变”') = to_quoteprint('「北約說我們沒有改變」') AS traditional;
SELECT to_quoteprint(body) && to_newsprint(body) AS share_nothing_with_prints FROM said WHERE id = 'wire';
SELECT newsprint_overlap(to_quoteprint(body), to_newsprint(body)) FROM said WHERE id = 'wire';
SELECT a.id, b.id, newsprint_overlap(to_quoteprint(a.body), to_quoteprint(b.body)) > 0 AS share
FROM said a, said b WHERE a.id < b.id ORDER BY 1, 2;
-- places of shared keys, in words of the texts
SELECT p.*, (SELECT string_agg(form, ' ' ORDER BY word) FROM newsprint_words(a.body) WHERE word BETWEEN source_word AND source_word + source_words - 1) AS words
FROM said a, said b, newsprint_passages(to_quoteprint(a.body), to_quoteprint(b.body)) p WHERE a.id = 'wire' AND b.id = 'trimmed';
-- so it may make a generated column, and newsprint_check tells the profile
CREATE TABLE kept (id int, body text, print newsprint GENERATED ALWAYS AS (to_quoteprint(body)) STORED);
INSERT INTO kept SELECT row_number() OVER (ORDER BY id), body FROM said;
INSERT INTO kept VALUES (4, 'no quotation');
SELECT * FROM newsprint_check('kept');
ALTER TABLE kept ALTER print DROP EXPRESSION;
UPDATE kept SET print = to_newsprint(body) WHERE id = 4;
SELECT * FROM newsprint_check('kept');
DROP TABLE kept;

-- queries: marks around the quotation or not
SELECT to_quote_query('We will not close the old bridge before June');
SELECT to_quote_query('“We will not close the old bridge before June!”')::text = to_quote_query('we will not close the old bridge before june')::text AS same;
SELECT id, body_matches FROM said, LATERAL (SELECT to_quoteprint(body) @@ to_quote_query('will not close the old bridge before June') AS body_matches) m ORDER BY id;
SELECT to_quote_query(''), to_quote_query('...'), to_quote_query(NULL) IS NULL AS "null", to_quote_query('Yes.', 1);
SELECT to_quote_query('Yes, we will close the old bridge', 1), to_quote_query('Yes, we will close the old bridge', 0.01);
SELECT to_quote_query('Yes', 0);
SELECT to_quote_query('Yes', 'NaN');

-- two articles
SELECT a_quote, b_quote, round(similarity::numeric, 3) AS similarity, kind, substr(a.body, a_start, a_length) AS a, substr(b.body, b_start, b_length) AS b
FROM said a, said b, newsprint_shared_quotes(a.body, b.body) WHERE a.id = 'wire' AND b.id = 'trimmed';
SELECT count(*) FROM said a, said b, newsprint_shared_quotes(a.body, b.body) WHERE a.id = 'wire' AND b.id = 'other';
SELECT count(*) FROM newsprint_shared_quotes(NULL, 'x'), said;
SELECT bool_and(a.n = b.n) AS symmetrical FROM said x, said y,
    LATERAL (SELECT count(*) n FROM newsprint_shared_quotes(x.body, y.body)) a, LATERAL (SELECT count(*) n FROM newsprint_shared_quotes(y.body, x.body)) b;

-- two quotations
SELECT a, b, round(s.similarity::numeric, 3) AS similarity, s.kind FROM (VALUES
    ('We will not close it', '“We will NOT [c]lose it.”'),
    ('close the old bridge', 'We will not close the old bridge before June'),
    ('We will not close ... before June', 'We will not close the old bridge before June'),
    ('We will not close the old bridge before June', 'We shall not close the old bridge until June'),
    ('We will not close the old bridge', 'The harbour is not for sale'),
    ('', 'Yes')) v (a, b), newsprint_same_quote(a, b) s;
SELECT * FROM newsprint_same_quote('If the council has urgent questions, it can write to our lawyer in Brussels', 'Should there be urgent questions, the council can write to the Brussels lawyer');
SELECT * FROM newsprint_same_quote('If the council has urgent questions, it can write to our lawyer in Brussels', 'Should there be urgent questions, the council can write to the Brussels lawyer', 'Mayor Ann Hollis', 'Ms. Hollis');
SELECT * FROM newsprint_same_quote('Yes', NULL);

-- what became of the words
SELECT * FROM newsprint_quote_diff('“[W]e will not close the old bridge before June, and certainly not without a vote,”', '"We will close the bridge before next June, and never without a vote"');
SELECT * FROM newsprint_quote_diff('', 'added');
SELECT count(*) FROM newsprint_quote_diff('', '');
SELECT count(*) FROM newsprint_quote_diff(NULL, 'x');

-- large and odd ones: a megabyte of marks, ten thousand quotations in each of two texts
SELECT count(*) <= 1 AS few FROM unnest(ARRAY['“', '"', '«', '[', '…', '“[']) mark, newsprint_quotes(repeat(mark, 1000000 / length(mark)));
SELECT mark, newsprint_info(to_quoteprint(repeat(mark, 300000))) ->> 'entries' AS entries FROM unnest(ARRAY['“a” ', '“[a] b … c” ', '“a ‘b’ ']) mark;
SELECT count(*), count(DISTINCT a_quote), count(DISTINCT kind) FROM newsprint_shared_quotes(repeat('“We will never close the old bridge,” she said. ', 10000), repeat('“We will never close the old bridge.” ', 10000));
DROP TABLE said;
