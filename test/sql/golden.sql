-- Golden prints: what these texts give, byte for byte, on every machine and in
-- every version.  A difference here makes every stored print useless: it is
-- deliberate, with a new normalization or format, or it is a bug.
CREATE EXTENSION IF NOT EXISTS newsprint;

SELECT number, encode(newsprint_send(to_newsprint(body, shingle, winnow)), 'hex') AS print
FROM (VALUES
 (1, '', 3, 4),
 (2, 'one two three', 3, 4),
 (3, 'The harbour bridge will close for nine months, the council said on Monday.', 3, 4),
 (4, 'The harbour bridge will close for nine months, the council said on Monday.', 5, 8),
 (5, 'The harbour bridge will close for nine months, the council said on Monday.', 1, 1),
 (6, 'la la la la la la la la la la la la la la la la', 3, 4),
 (7, '“NATO’s plan” — he said.In 2018, U.S. caf&eacute;s re&shy;opened', 3, 4),
 (8, 'Die Straßenbahn fährt ab Montag wieder über die Brücke, sagte der Bürgermeister.', 3, 4),
 (9, 'La façade de l’hôtel de ville sera restaurée d’ici à l’été, a annoncé la maire.', 3, 4),
 (10, 'El 3,5 % de los vecinos dijo «no» en la consulta del año pasado.', 3, 4),
 (11, 'Президент заявил, что мост откроют в ноябре, — сообщили в мэрии.', 3, 4),
 (12, 'Ο δήμαρχος είπε ότι η γέφυρα θα ανοίξει τον Νοέμβριο.', 3, 4),
 (13, 'قال رئيس البلدية إنّ الجسر سيُفتح في شهر نوفمبر المقبل', 3, 4),
 (14, 'ראש העיר אמר כי הגשר ייפתח בחודש נובמבר, צה"ל אישר', 3, 4),
 (15, 'महापौर ने कहा कि पुल नवंबर में खुलेगा और यातायात बहाल होगा', 3, 4),
 (16, '시장은 다리가 11월에 다시 열릴 것이라고 월요일에 말했다', 3, 4),
 (17, '市长周一表示，大桥将于11月重新开放。', 3, 4),
 (18, '市長は月曜日、橋が11月に再開すると発表しました。', 3, 4),
 (19, 'นายกเทศมนตรีกล่าวว่าสะพานจะเปิดอีกครั้งในเดือนพฤศจิกายน', 3, 4),
 (20, repeat('word ', 70000), 2, 128)
) AS v (number, body, shingle, winnow)
ORDER BY number;

-- a long text by its checksum
SELECT md5(newsprint_send(to_newsprint(string_agg('w' || (i * 7919 % 5003), ' ' ORDER BY i))))
FROM generate_series(1, 20000) i;

-- a query, and a set without positions
SELECT encode(newsprint_query_send(to_newsprint_query('The harbour bridge will close for nine months.', share => 0.5)), 'hex');
SELECT encode(newsprint_send(to_newsprint('one two three four five six') + to_newsprint('four five six seven eight nine')), 'hex');
