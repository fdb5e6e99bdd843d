-- What matching sees of a text: words, paragraphs, sentences.
CREATE EXTENSION IF NOT EXISTS newsprint;

-- The test strings of normalization 1, each with the words it must give.
CREATE TABLE strings (name text, body text, expected text);
INSERT INTO strings VALUES
('run-ons', $$implications.In 2018, he said."NATO is" Read MoreEarlier U.S. and US$$,
 'implications in 2018 he said nato is read more earlier us and us'),
('apostrophes', $$America ‘s move, NATO’s actions, can't, O'Neill$$,
 'america move nato actions cant oneill'),
('Latin', 'Erdoğan İstanbul ISTANBUL ışık ŁÓDŹ Straße STRASSE',
 'erdogan istanbul istanbul isik lodz strasse strasse'),
('Arabic', 'مُحَمَّد محمـــد أحمد احمد کتاب كتاب می‌خواهم ﷺ',
 'محمد محمد احمد احمد كتاب كتاب ميخواهم صلياللهعليهوسلم'),
('Hebrew', 'צה"ל צה״ל שָׁלוֹם', 'צהל צהל שלום'),
('kana, half width', 'ﾄｳｷｮｳ', 'ト ウ キ ョ ウ'),
('kana', 'トウキョウ', 'ト ウ キ ョ ウ'),
('kana, voiced', 'が', 'が'),
('kana, voicing apart', U&'\304B\3099', 'が'),
('Han, simplified', '北约说：“我们没有改变。”', '北 约 说 我 们 没 有 改 变'),
('Han, traditional', '北約說：「我們沒有改變。」', '北 约 说 我 们 没 有 改 变'),
('compatibility', U&'\FB01nance ＮＡＴＯ co\00ADoperate e\0301te\0301 été № ①',
 'finance nato cooperate ete ete no 1'),
('numbers', '1,000 1.000 1000 3,5 3.5 ٣٬٥ 12,34', '1000 1000 1000 3.5 3.5 3 5 12.34'),
('dashes', 'well-known -- – — fact', 'well known fact'),
('hyphenation', E'diplo-\nmats well-\nKnown', 'diplomats well known'),
('entities', 'NATO&#8217;s caf&eacute; &amp;quot;so&amp;quot; a&#0;b', 'nato cafe so a b'),
('markup', 'one<br>two<b>three</b> <script>var x = "y";</script>four', 'one two three four'),
('Windows-1252', U&'\0093quoted\0094 it\0092s', 'quoted it'),
('ignorable', U&'in\200Bvis\2060ible\FE0F', 'invisible'),
('nothing', '“— …” ?!', '');
SELECT name, newsprint_normalize(body) AS got, expected
FROM strings WHERE newsprint_normalize(body) <> expected ORDER BY name;

-- Thai with and without zero-width spaces, before and after Katakana was read
SELECT newsprint_normalize('ประเทศไทย') = newsprint_normalize(U&'\0E1B\0E23\0E30\0E40\0E17\0E28\200B\0E44\0E17\0E22') AS equal,
       newsprint_normalize('カタカナ') AS kana,
       newsprint_normalize('ประเทศไทย') AS thai;

-- Normalizing twice is normalizing once; a word's place normalizes to the word.
SELECT count(*) AS not_idempotent FROM strings
WHERE newsprint_normalize(newsprint_normalize(body)) <> newsprint_normalize(body);
SELECT s.name, w.*, substr(s.body, start, length) AS place
FROM strings s, newsprint_words(s.body) w
WHERE newsprint_normalize(substr(s.body, start, length)) <> form;

SELECT * FROM newsprint_words(E'Mr. Li’s café.\n\n“Yes,” he said.');
SELECT paragraph, start, length, body FROM newsprint_paragraphs(
E'  First paragraph, “quoted.”  \n\nSecond one.\nA line.\n\n\n* * *\n\nLast.');
SELECT * FROM newsprint_sentences('He met Mr. Smith at 3.5 p.m. on Monday. “It rained.” Then implications.In 2018 it did not! 他说。我们走。');
SELECT * FROM newsprint_sentences('Er traf Dr. Meier. „Gut“, sagte er.', 'de');
SELECT * FROM newsprint_sentences('One. Two.', locale => 'en_GB');

-- a paragraph of more than 120 words is cut at sentence ends
SELECT paragraph, count(*) AS words, min(word), max(word)
FROM newsprint_words(repeat('Seven small words are in this sentence. ', 30))
GROUP BY paragraph ORDER BY paragraph;

-- NULL, empty, punctuation
SELECT newsprint_normalize(NULL) IS NULL AS null_in, newsprint_normalize('') = '' AS empty;
SELECT count(*) FROM newsprint_words(NULL);
SELECT count(*) FROM newsprint_words('');
SELECT count(*) FROM newsprint_words('… — !');
SELECT count(*) FROM newsprint_paragraphs('… — !');
SELECT count(*) FROM newsprint_sentences(NULL);
SELECT count(*) FROM newsprint_sentences('One. Two.', NULL);
SELECT * FROM newsprint_sentences('One.', 'xx_nowhere');

SELECT extension, normalization, icu ~ '^\d+(\.\d+)*$' AS icu, unicode ~ '^\d+(\.\d+)*$' AS unicode
FROM newsprint_version();
DROP TABLE strings;
