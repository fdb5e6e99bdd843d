-- Parallel plans give what serial ones do: scans of a table and of its index,
-- measures and set operations in workers, aggregates, joins.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;
SET jit = off;

CREATE TABLE articles (id int, print newsprint);
INSERT INTO articles
SELECT n, CASE WHEN n % 50 = 0 THEN NULL ELSE to_newsprint((SELECT string_agg('w' || (n * 31 + k * k) % 911, ' ') FROM generate_series(1, 60) k)
    || ' ' || (SELECT string_agg('story' || n % 10 || 'w' || k, ' ') FROM generate_series(1, 20) k)) END
FROM generate_series(1, 4000) n;
CREATE INDEX ON articles USING gin (print);
ANALYZE articles;

CREATE TABLE asked (n serial, how text, query text);
INSERT INTO asked (how, query) VALUES
('Parallel Seq Scan', 'SELECT count(*), sum(id) FROM articles WHERE print @> (SELECT print & print FROM articles WHERE id = 7)'),
('Parallel Bitmap Heap Scan', $$SELECT count(*), sum(id) FROM articles WHERE print @@ to_newsprint_query('story3w1 story3w2 story3w3 story3w4 story3w5 story3w6 story3w7 story3w8')$$),
('Parallel Bitmap Heap Scan', $$SELECT id FROM articles WHERE newsprint_contains(to_newsprint('story4w1 story4w2 story4w3 story4w4 story4w5 story4w6 story4w7 story4w8'), print, 1) ORDER BY id$$),
('Parallel Bitmap Heap Scan', $$SELECT count(*), sum(newsprint_overlap(a.print, b.print)) FROM articles b, (SELECT print FROM articles WHERE id = 9) a WHERE b.print && (SELECT print FROM articles WHERE id = 8)$$),
('Parallel Seq Scan', 'SELECT round(sum(newsprint_containment(print, (SELECT print FROM articles WHERE id = 11)))::numeric, 6), round(sum(newsprint_resemblance(print, (SELECT print FROM articles WHERE id = 12)))::numeric, 6), md5(string_agg(md5((print + (SELECT print FROM articles WHERE id = 13))::text), NULL ORDER BY id)) FROM articles'),
('Parallel Seq Scan', 'SELECT id % 7, newsprint_info(newsprint_union(print)), newsprint_info(newsprint_intersection(print)) FROM articles GROUP BY 1 ORDER BY 1'),
('Parallel Seq Scan', 'SELECT id FROM articles ORDER BY print <=> (SELECT print FROM articles WHERE id = 4), id LIMIT 20'),
('Parallel Hash Join', 'SELECT count(*), sum(a.id) FROM articles a JOIN articles b ON a.print = b.print AND a.id <= b.id'),
('Parallel Seq Scan', 'SELECT md5(string_agg(print::text, NULL ORDER BY print, id)) FROM articles');

CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    line text;
    plan text := '';
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        plan := plan || line || E'\n';
    END LOOP;
    RETURN plan;
END $$;
CREATE FUNCTION answer_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    EXECUTE format('SELECT string_agg(q::text, %L) FROM (%s) q', ' ', query) INTO answer;
    RETURN answer;
END $$;

SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial_answers AS SELECT n, answer_of(query) AS answer FROM asked;

SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET min_parallel_index_scan_size = 0;
SELECT n, a.how, plan_of(query) ~ how AS so_planned, s.answer IS NOT NULL AS answered, answer_of(query) IS NOT DISTINCT FROM s.answer AS same
FROM asked a JOIN serial_answers s USING (n) ORDER BY n;

DROP TABLE articles, asked, serial_answers;
DROP FUNCTION plan_of(text), answer_of(text);
