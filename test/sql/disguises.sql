-- Look-alikes of other scripts: found, replaced, and honest words left alone
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS newsprint;
RESET client_min_messages;

-- the first line is the time of publication
\set courier `sed 1d demo/story/1_kellermouth-courier.txt`

-- Puts the letters "these" in the place of "those" until they are so many of
-- all letters: always the same ones.  Where one is kept, no word loses its last
-- letter of its own.
CREATE FUNCTION masked(body text, share float8, those text, these text, one_is_kept bool) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    WITH letters AS (
        SELECT n, i, c, p[1] ~ '[[:alpha:]]' AS in_word, translate(c, those, these) <> c AS has_double,
               bool_and(translate(c, those, these) <> c) OVER (PARTITION BY n) AS all_have
        FROM regexp_matches(body, '[[:alpha:]]+|[^[:alpha:]]+', 'g') WITH ORDINALITY pieces (p, n),
             regexp_split_to_table(p[1], '') WITH ORDINALITY characters (c, i)),
    ranked AS (
        SELECT n, i, c, row_number() OVER (ORDER BY has_double AND NOT (one_is_kept AND all_have AND i = 1) DESC, md5(n || ' ' || i)) AS rank,
               count(*) FILTER (WHERE in_word) OVER () AS all_letters
        FROM letters)
    SELECT string_agg(CASE WHEN rank <= share * all_letters THEN translate(c, those, these) ELSE c END, '' ORDER BY n, i)
    FROM ranked
$$;

CREATE TABLE honest (language text, body text);
INSERT INTO honest VALUES
('English', :'courier'),
('Russian', 'Президент сказал, что соглашение о поставках газа будет подписано до конца года. Новый iPhone стоит дороже, а цена iPhoneа выросла: SMSка, PDFку, VIPы, IT-отдел, Wi-Fi-сеть, e-mail’ом, iPhone’ом. В ХIХ веке и в ХVIII веке № 5 стоил 3 кВт·ч, 5 мкм, 10 кΩ, Δt = 5 °C, α-частицы и γ-излучение. «Мы не изменились», — сказал он CNN; сор, оса, хор, мех, рот — простые слова.'),
('Russian, plain', 'Президент сказал, что соглашение о поставках газа будет подписано до конца года. «Мы не изменились», — сказал он CNN; сор, оса, хор, мех, рот — простые слова.'),
('Ukrainian', 'Президент України повідомив, що переговори тривають і їхні результати будуть оголошені сьогодні. П’ять мільйонів гривень, ґанок, єдність. COVID-19 і HIMARS згадано двічі.'),
('Serbian', 'Председник је рекао да ће преговори бити настављени у Београду. Ђак, љубав, њива, џеп, ћутање. Predsednik je rekao da će pregovori biti nastavljeni u Beogradu. Đak, ljubav, njiva, džep, ćutanje. НАТО и NATO, ЕУ i EU.'),
('Serbian, Cyrillic', 'Председник је рекао да ће преговори бити настављени у Београду. Ђак, љубав, њива, џеп, ћутање.'),
('Greek', 'Ο πρωθυπουργός δήλωσε ότι η συμφωνία θα υπογραφεί μέχρι το τέλος του έτους. Η ΔΕΗ και η Apple ανακοίνωσαν νέα τιμή: το iPhone κοστίζει 900 €, τα SMS δωρεάν, COVID-19. Ο οίκος και το ποτό.'),
('Armenian', 'ՆԱՏՕ-ն և COVID-19-ը քննարկվեցին Երևանում։ Facebook-ում և Facebookում գրել են այդ մասին։'),
('Hebrew, Arabic', 'בNATO אמרו שהFBI בודק, וBBC דיווחה. قال الـFBI إن NATO لن ترد، وBBC أكدت.'),
('no spaces', '彼はNATOのα版とΔ値について話した。俄罗斯总统Путин说、北约NATO不变。그는 NATO가 말했다. 한국KBS는 บริษัทGoogleกล่าวว่า'),
('science', 'A 5 µm film, 5 μm too, 4.7 kΩ and 4.7 kΩ, ΔT = 3 K, ΔE, TNFα, IFNγ, NFκB, PPARγ, the Hα line, π-mesons, №5, 𝐀𝐁 𝛼𝛽, Ω, the Σ-algebra, λ.'),
('spelling', 'Straße, naïve, Erdoğan, Łódź, İstanbul, ısı, Þór, ðe, ǆ, ﬁnance, ＮＡＴＯ, co' || U&'\00AD' || 'operate, cafe' || U&'\0301' || '.'),
('beside each other', 'The word “мир” means peace; ‘λόγος’ is word, о and соре are Cyrillic throughout. Москва/Moscow, Москва—Moscow, Москва<b>Moscow</b>, МИД2MFA, \nЧужая земля, \nА я.');
SELECT language, d.*, substr(body, start, length) AS word FROM honest, newsprint_disguises(body) d;
SELECT language FROM honest WHERE newsprint_unmask(body) <> body;

CREATE TABLE masks (name text, language text, those text, these text);
INSERT INTO masks VALUES
('Cyrillic', 'English', 'aceilopxyjsABCEHIKMOPTXYSJ', 'асеіӏорхујѕАВСЕНІКМОРТХУЅЈ'),
('Greek', 'English', 'aoviABEZHIKMNOPTXY', 'αονιΑΒΕΖΗΙΚΜΝΟΡΤΧΥ'),
('Armenian', 'English', 'onuhgqwfSOU', 'օոսհցզաքՏՕՍ'),
('both', 'English', 'aceopiABEHIKMOPT', 'αсеорιΑВЕΗІΚМΟРΤ'),
('Latin', 'Russian, plain', 'асеорхуАВСЕНКМОРТХ', 'aceopxyABCEHKMOPTX'),
('Latin i', 'Ukrainian', 'іас', 'iac'),
('Latin', 'Serbian, Cyrillic', 'аеорјсЈ', 'aeopjcJ'),
('Latin', 'Greek', 'ονιρΑΕΗΙΟΤ', 'ovipAEHIOT');
CREATE TABLE disguised AS
SELECT name, language, share, body AS original, masked(body, share, those, these, true) AS body
FROM masks JOIN honest USING (language), unnest('{0.05,0.2}'::float8[]) share;

-- each comes back as it was, with nothing left to say of it
SELECT name, language, share, body <> original AS masked, newsprint_unmask(body) = original AS unmasked,
       (SELECT count(*) FROM newsprint_disguises(newsprint_unmask(body))) AS disguises,
       round(newsprint_containment(to_newsprint(original), to_newsprint(body))::numeric, 2) AS found_before,
       newsprint_containment(to_newsprint(original), to_newsprint(newsprint_unmask(body))) AS found_after
FROM disguised ORDER BY language, name, share;
SELECT name, share, count(*) AS paragraphs, count(*) FILTER (WHERE before.kind = 'verbatim') AS verbatim_before, count(*) FILTER (WHERE after.kind = 'verbatim') AS verbatim_after
FROM disguised d CROSS JOIN newsprint_paragraphs(original) p
LEFT JOIN newsprint_reprinted(original, d.body, 'english') before USING (paragraph)
LEFT JOIN newsprint_reprinted(original, newsprint_unmask(d.body), 'english') after USING (paragraph)
WHERE language = 'English' GROUP BY name, share ORDER BY name, share;

-- the list is the words with letters of two scripts, and nothing else
WITH words AS (SELECT share, w[1] AS word FROM disguised, regexp_matches(body, '[[:alpha:]]+', 'g') w WHERE name = 'Cyrillic')
SELECT share, count(*) AS mixed,
       array_agg(word ORDER BY word COLLATE "C") = (
           SELECT array_agg(substr(body, start, length) ORDER BY substr(body, start, length) COLLATE "C")
           FROM disguised d, newsprint_disguises(body) WHERE d.name = 'Cyrillic' AND d.share = w.share) AS listed
FROM words w WHERE word ~ '[A-Za-z]' AND word ~ '[Ѐ-ӿ]' GROUP BY share ORDER BY share;

-- Any letter: what is wholly Cyrillic then stays, and only that.
WITH texts AS (
    SELECT original, newsprint_unmask(masked(original, share, those, these, false)) AS unmasked, share
    FROM disguised JOIN masks USING (name, language) WHERE name = 'Cyrillic')
SELECT share, count(*) AS words, count(*) FILTER (WHERE a[1] <> b[1]) AS differ,
       count(*) FILTER (WHERE a[1] <> b[1] AND b[1] !~ '^[Ѐ-ӿ]+$') AS not_wholly_cyrillic,
       string_agg(DISTINCT b[1], ' ') FILTER (WHERE a[1] <> b[1] AND length(b[1]) > 2) AS longer,
       (SELECT count(*) - count(*) FILTER (WHERE kind IN ('verbatim', 'edited') AND coverage > 0.8) FROM newsprint_paragraphs(original) LEFT JOIN newsprint_reprinted(original, unmasked, 'english') USING (paragraph)) AS paragraphs_not_found
FROM texts, ROWS FROM (regexp_matches(original, '[[:alpha:]]+', 'g'), regexp_matches(unmasked, '[[:alpha:]]+', 'g')) w (a, b)
GROUP BY share, original, unmasked ORDER BY share;

-- what is listed, and how
SELECT body, newsprint_unmask(body), d.*, substr(body, start, length) = body AS all
FROM unnest('{Рutin,heІІo,Іran,NАТО,Straβe,hellօ,dobeьют,Яussia,Mocквa,Украiна,ΔEH,сoре,Ꭺpple}'::text[]) WITH ORDINALITY t (body, n),
     newsprint_disguises(body) d ORDER BY n;
-- (the palochka's skeleton is one letter in one ICU and another in the next)
SELECT newsprint_unmask('heӏӏo') = 'hello' AS palochka;
-- words that can be read in two ways: the text around decides
SELECT newsprint_unmask('He cannot соpe with it.') = 'He cannot cope with it.' AS latin,
       newsprint_unmask('Он вымел соp из избы, а oсa улетела.') = 'Он вымел сор из избы, а оса улетела.' AS cyrillic,
       newsprint_unmask(repeat('He cannot соpe with it. ', 100) || repeat('This is English. ', 20) || repeat('Это другой абзац. ', 20) || repeat('А вот соp в избе. ', 100)) =
           repeat('He cannot cope with it. ', 100) || repeat('This is English. ', 20) || repeat('Это другой абзац. ', 20) || repeat('А вот сор в избе. ', 100) AS each_where_it_stands,
       newsprint_unmask('Of сорο he said nothing in this article.') = 'Of copo he said nothing in this article.' AS two_foreign_scripts;
-- entities, markup, invisible characters, accents apart (unaligned: the width of
-- what is invisible is not the same for every psql)
\pset format unaligned
SELECT body, newsprint_unmask(body), start, length, form FROM unnest(ARRAY[
    'P&#1072;yp&#x430;l &amp;', '<a href="Pаypal">Рutin</a> <b>P</b>утин', U&'P\0440\200B\0456\00ADme' || U&'\2060!', U&'P\0435\0301lerin', '&аmp;', 'E-mаil and O’Nеill’s 5Gпо3']) body, newsprint_disguises(body)
ORDER BY body COLLATE "C", start;
\pset format aligned

-- NULL, empty, nothing, and words too long to be any
SELECT newsprint_unmask(NULL) IS NULL AS "null", newsprint_unmask('') = '' AS empty, newsprint_unmask(' … &') = ' … &' AS nothing;
SELECT count(*) FROM newsprint_disguises(NULL);
SELECT count(*) FROM newsprint_disguises('');
SELECT n, (SELECT count(*) FROM newsprint_disguises(repeat('aа', n))) AS listed, newsprint_unmask(repeat('aа', n) || ' bаr') = repeat('aа', n) || ' bar' AS left_alone
FROM unnest('{127,128,129}'::int[]) n;
SELECT (SELECT count(*) FROM newsprint_disguises(body)) AS listed, newsprint_unmask(body) = repeat('Paypal met. ', 20000) AS unmasked
FROM repeat('Pаypal mеt. ', 20000) body;

DROP TABLE honest, masks, disguised;
DROP FUNCTION masked;
