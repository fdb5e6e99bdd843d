-- The sample story, tracked and traced: every number of the views.
SET client_min_messages = warning;  -- a slow machine tells its progress
CREATE EXTENSION IF NOT EXISTS newsprint;
\set SHOW_CONTEXT never

-- the first line is the time of publication
\set courier `sed 1d demo/story/1_kellermouth-courier.txt`
\set wire `sed 1d demo/story/2_coast-wire.txt`
\set whirl `sed 1d demo/story/3_daily-whirl.txt`
\set island `sed 1d demo/story/4_sarn-island-post.txt`
\set herald `sed 1d demo/story/5_provincial-herald.txt`
CREATE TABLE story (id int PRIMARY KEY, outlet text, published_at timestamptz, title text, body text, genre text, embargo timestamptz, withdrawn bool);
INSERT INTO story VALUES
    (1, 'Kellermouth Courier', '2026-03-09T06:30:00Z', 'Last ferry', :'courier', 'report', '2026-03-09T10:00:00Z'),
    (2, 'Coast Wire', '2026-03-09T08:05:00Z', 'Ferry ends', :'wire', 'report', NULL),
    (3, 'Daily Whirl', '2026-03-09T11:00:00Z', 'No boats', :'whirl', 'report', NULL),
    (4, 'Sarn Island Post', '2026-03-09T12:00:00Z', 'Island cut off', :'island', 'report', NULL),
    (5, 'Provincial Herald', '2026-03-10T06:00:00Z', 'Harbor row', :'herald', 'report', NULL);

SELECT newsprint_track('story', title => 'title', genre => 'genre', embargo => 'embargo', withdrawn => 'withdrawn');
INSERT INTO story_alias VALUES ('Kellermouth Courier', 'Courier');
CALL newsprint_trace('story', since => '100 years');

SELECT source, reprint, round(source_share::numeric, 3) AS of_source, round(reprint_share::numeric, 3) AS of_reprint,
    words, longest_run, source_words, reprint_words, round(similarity::numeric, 2) AS similarity, kind
FROM story_reprint ORDER BY 1, 2;
SELECT source, reprint, relation, round(confidence::numeric, 2) AS confidence, credited, credit, agency, reasons
FROM story_reprint ORDER BY 1, 2;

-- the shares by hand: words of the passages over words of the articles
SELECT r.source, r.reprint,
    (SELECT count(DISTINCT w.word) FROM newsprint_words(b.body) w
     WHERE EXISTS (SELECT FROM newsprint_align(a.body, b.body, 'english') p
                   WHERE p.kind <> 'quotation' AND w.start BETWEEN p.reprint_start AND p.reprint_start + p.reprint_length - 1)) =
        round(r.reprint_share * r.reprint_words) AS reprint_share_is_right,
    (SELECT count(DISTINCT w.word) FROM newsprint_words(a.body) w
     WHERE EXISTS (SELECT FROM newsprint_align(a.body, b.body, 'english') p
                   WHERE p.kind <> 'quotation' AND w.start BETWEEN p.source_start AND p.source_start + p.source_length - 1)) =
        round(r.source_share * r.source_words) AS source_share_is_right
FROM story_reprint r JOIN story a ON a.id = r.source JOIN story b ON b.id = r.reprint ORDER BY 1, 2;

-- each paragraph of the scrape and of the spun copy is from the Courier
SELECT p.article, p.paragraph, p.source, p.source_paragraph, p.kind, round(p.similarity::numeric, 2) AS similarity,
    left(substr(b.body, p.start, p.length), 30) AS begins, left(substr(a.body, p.source_start, p.source_length), 30) AS source_begins
FROM story_provenance p JOIN story a ON a.id = p.source JOIN story b ON b.id = p.article ORDER BY 1, 2;

SELECT source, outlet, first_reprint, published, lag_minutes, reprints, round(source_share::numeric, 2) AS of_source, credited
FROM story_pickup ORDER BY 1, published;
SELECT article, outlet, words, reused_words, shared_quote_words, round(originality::numeric, 3) AS originality FROM story_originality ORDER BY 1;
SELECT article, parent, relation, round(share::numeric, 2) AS share, kind, lag_minutes, credited, origin, depth FROM story_lineage ORDER BY 1;
SELECT left(body, 40) AS quotation, speaker, article AS first_in, uses, outlets, variants, origins, speakers FROM story_first_quote WHERE uses > 1 ORDER BY published, quotation;
SELECT * FROM story_graph_nodes ORDER BY id;
SELECT * FROM story_graph_edges ORDER BY id;
SELECT run, state, to_do, done, reprints, removed, articles_per_second > 0 AS has_rate, estimated_end FROM story_trace_status;

-- the wrappers
SELECT id, outlet, title, shared, words FROM story_search('The company will also close its ticket hall on Quay Street');
SELECT article, outlet, published, speaker, kind FROM story_find_quote('Every spring they promise us an answer, and every autumn we grease the old hinges.');
SELECT a, b, shared FROM story_pairs(20);

-- nothing has changed
CALL newsprint_trace('story', since => '100 years');

-- deleted, corrected, and one that comes late: the Courier had it from somewhere
DELETE FROM story WHERE id = 2;
UPDATE story SET body = 'The board said nothing.' WHERE id = 4;
INSERT INTO story VALUES (6, 'Northline Ferries', '2026-03-08T20:00:00Z', 'Winter service', :'courier', 'release', NULL);
CALL newsprint_trace('story', since => NULL, batch => 1);
SELECT source, reprint, relation, credited FROM story_reprint ORDER BY 1, 2;
SELECT article, parent, origin FROM story_lineage ORDER BY 1;
SELECT article, count(*) AS quotations FROM story_quote GROUP BY 1 ORDER BY 1;
SELECT count(*) AS of_the_deleted FROM story_passage WHERE 2 IN (source, reprint);
-- a changed time turns the direction
UPDATE story SET published_at = '2026-03-12T00:00:00Z' WHERE id = 6;
CALL newsprint_trace('story', since => '100 years');
SELECT source, reprint, relation FROM story_reprint ORDER BY 1, 2;

-- one outlet's new version is an update, an agency's copy a wire, and without
-- times and names nothing is known
INSERT INTO story (id, outlet, published_at, body) VALUES
    (11, 'Daily Whirl', '2026-03-09T15:00:00Z', :'whirl' || ' Boats may come back in spring, said the mayor.'),
    (12, 'The Bay Times', '2026-05-01T08:00:00Z', 'BAYTOWN (Reuters) - A grey whale swam into the harbor on Friday and stayed for three hours, to the delight of two hundred children who had come for the opening of the new fish market. It left with the tide at noon.'),
    (13, 'Hill Herald', '2026-05-01T09:00:00Z', 'BAYTOWN (Reuters) - A grey whale swam into the harbor on Friday and stayed for three hours, to the delight of two hundred children who had come for the opening of the new fish market. It left with the tide at noon.'),
    (14, 'One', NULL, 'Seven boats left the grey harbour before dawn, and nobody on the pier could say who had cast them off or why the lamps were still burning at noon, while the gulls sat on the empty moorings.'),
    (15, 'Two', NULL, 'Seven boats left the grey harbour before dawn, and nobody on the pier could say who had cast them off or why the lamps were still burning at noon, while the gulls sat on the empty moorings.');
CALL newsprint_trace('story');
SELECT source, reprint, relation, agency, credit, round(confidence::numeric, 2) AS confidence, reasons
FROM story_reprint WHERE reprint > 10 AND source > 2 ORDER BY 1, 2;
SELECT source, target, secondarystat FROM story_graph_edges WHERE story = '12' ORDER BY 1, 2;

-- three that each name the next one, without times: a circle has one origin
INSERT INTO story (id, outlet, body)
SELECT 30 + n, (ARRAY['Alpha Post', 'Bravo Post', 'Carol Post'])[n],
    'The market opened late because the baker lost the key, and eleven children waited in the rain for warm bread until the mayor came with a ladder and a hammer. By '
    || (ARRAY['Bravo Post', 'Carol Post', 'Alpha Post'])[n] || ' staff'
FROM generate_series(1, 3) n;
CALL newsprint_trace('story');
SELECT source, reprint, reasons FROM story_reprint WHERE reprint > 30 ORDER BY 1, 2;
SELECT article, parent, origin, depth FROM story_lineage WHERE article > 30 ORDER BY 1;
SELECT source, target, story FROM story_graph_edges WHERE story = '31' ORDER BY 1, 2;
SELECT node, parent, id FROM newsprint_story('story', '33') ORDER BY 1;
DELETE FROM story WHERE id > 30;
-- a new version is from the old one, not from who copied that, and confirms nothing
CREATE TABLE version (id int PRIMARY KEY, outlet text, published_at timestamptz, body text);
INSERT INTO version VALUES
    (1, 'Hill Herald', '2026-05-18T07:00:00Z', 'The mayor has ruled out a sale of the woods above the town, after weeks of rumours about a foreign buyer.

“We will not sell a single acre of the common forest while I am in this office,” Helen Strand told a packed town hall on Sunday night.'),
    (2, 'Bay Times', '2026-05-18T08:00:00Z', 'The mayor has ruled out a sale of the woods above the town, after weeks of rumours about a foreign buyer.

“We will not sell a single acre of the common forest while I am in this office,” Helen Strand told a packed town hall on Sunday night.');
INSERT INTO version SELECT 3, outlet, '2026-05-18T09:00:00Z', body || '

Some two hundred people had come with lanterns, and a brass band played on the steps outside.' FROM version WHERE id = 1;
-- and one by itself
INSERT INTO version VALUES
    (4, 'Late Post', '2026-05-19T06:00:00Z', 'Nothing is as dear as firewood this spring, and nothing as scarce on the lower slopes as a straight spruce.

“The sawmill will take whatever it can get from the river farms until the autumn,” Ola Berg said.'),
    (5, 'Late Post', '2026-05-19T08:00:00Z', 'Nothing is as dear as firewood this spring, and nothing as scarce on the lower slopes as a straight spruce.

“The sawmill will take whatever it can get from the river farms until the autumn,” Ola Berg said. He has two sons in the trade.');
SELECT newsprint_track('version');
CALL newsprint_trace('version', since => '100 years');
SELECT article, parent, relation, origin, depth FROM version_lineage ORDER BY 1;
SELECT left(body, 20) AS quotation, uses, outlets, origins FROM version_first_quote ORDER BY published;
SELECT article, round(originality::numeric, 2) AS originality FROM version_originality ORDER BY 1;
SELECT source, outlet, reprints FROM version_pickup ORDER BY 1, 2;
SELECT article, paragraph, source FROM version_provenance ORDER BY 1, 2;
SELECT newsprint_untrack('version');

-- few new articles in a large archive go by the index, with the same result
INSERT INTO story (id, outlet, published_at, body)
SELECT 1000 + n, 'Filler ' || n % 7, '2026-03-09'::timestamptz + n * interval '1 minute',
    (SELECT string_agg(md5(n || 'x' || k), ' ') FROM generate_series(1, 30) k) FROM generate_series(1, 300) n;
CALL newsprint_trace('story');
INSERT INTO story (id, outlet, published_at, body) VALUES (20, 'Late Times', '2026-03-20', :'courier');
CALL newsprint_trace('story');
SELECT source, relation, round(reprint_share::numeric, 2) AS share FROM story_reprint WHERE reprint = 20 ORDER BY 1;

-- a role for reports: nothing but SELECT
CREATE ROLE newsprint_reporter;
GRANT SELECT ON story, story_article, story_lineage, story_parent, story_print, story_reprint TO newsprint_reporter;
SET ROLE newsprint_reporter;
SELECT count(*) FROM story_lineage;
SELECT count(*) FROM story_provenance;
CALL newsprint_trace('story');
RESET ROLE;

SELECT newsprint_untrack('story');
SELECT relname FROM pg_class WHERE relname LIKE 'story%' AND relkind IN ('r', 'v') ORDER BY 1;
DROP OWNED BY newsprint_reporter;
DROP ROLE newsprint_reporter;
DROP TABLE story;
