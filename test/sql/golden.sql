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

-- Quotations: every kind of key, gaps and brackets, thresholds of words and
-- characters, the languages that have function words and one that has none,
-- nested and continued quotations, dialogue.
SELECT n, encode(newsprint_send(to_quoteprint(body, locale)), 'hex') AS quoteprint
FROM (VALUES
    (1, NULL, '“We will not close the old bridge before June,” she said.'),
    (2, NULL, '“We will not close the old bridge before the first of June, whatever anybody may write about it elsewhere.”'),
    (3, NULL, '“Nobody in this town was ever asked what should become of the ferry, and nobody will be asked now, because the board of the company meets behind closed doors, votes behind closed doors and tells the papers behind closed doors what it voted.”'),
    (4, NULL, '“Never ... again” and “It will be ... a very long ... winter for all of us”'),
    (5, NULL, '“[W]e [the members of the board] agreed [...] to nothing of the kind”'),
    (6, NULL, '“We [' || repeat('very ', 40) || '] much regret it” and “we [' || repeat('very ', 120) || '] much regret it”'),
    (7, NULL, '„Wir werden die alte Brücke nicht vor Juni schließen“, sagte sie. „War crimes tribunal opens“'),
    (8, NULL, '« Nous ne fermerons pas le vieux pont avant le mois de juin », a-t-elle dit.'),
    (9, NULL, '«No cerraremos el puente viejo antes del mes de junio», dijo.'),
    (10, NULL, '«Мы не закроем старый мост до начала июня», сказала она.'),
    (11, NULL, '“Haziran ayından önce eski köprüyü kapatmayacağız” dedi.'),
    (12, NULL, '«لن نغلق الجسر القديم قبل شهر يونيو»'),
    (13, NULL, '“我们不会在六月之前关闭旧桥。”'),
    (14, NULL, '「六月までは古い橋を閉鎖しません」と彼女は言った。'),
    (15, NULL, '“เราจะไม่ปิดสะพานเก่าก่อนเดือนมิถุนายน”'),
    (16, NULL, '“Me ei sulje vanhaa siltaa ennen kesäkuuta eikä sitä kukaan edes pyytänyt”'),
    (17, NULL, '“She told us ‘the bridge stays open all summer’ and left it at that.”'),
    (18, NULL, E'“One bridge is open.\n\n“Two bridges are not.\n\n“Three would be better.”'),
    (19, 'es', E'—No cerraremos el puente viejo —dijo Juan—. Nunca antes de junio.'),
    (20, 'fr', E'— Nous ne fermerons pas le vieux pont.'),
    (21, 'pl', E'– Nie zamkniemy starego mostu – powiedziała Anna.'),
    (22, 'ru', E'— Мы не закроем старый мост, — сказала Анна.'),
    (23, 'es', '—' || repeat('Nadie cerró nunca el puente. ', 40) || '—dijo Juan.')) v (n, locale, body)
ORDER BY n;
SELECT n, to_quote_query(quote) FROM (VALUES
    (1, 'We will not close the old bridge before June'), (2, 'Never ... again'), (3, '我们不会在六月之前关闭旧桥'),
    (4, 'Nobody in this town was ever asked what should become of the ferry, and nobody will be asked now, because the board of the company meets behind closed doors')) v (n, quote)
ORDER BY n;
