-- Passages in scripts without spaces: taken over as they were, edited, and not
-- at all.
CREATE EXTENSION IF NOT EXISTS newsprint;
\pset format unaligned
\pset footer off

CREATE TABLE story (language text, source text, copy text, edit text, other text);
INSERT INTO story VALUES ('Chinese',
    E'湖滨镇的最后一家修表铺将在月底关门。店主石柏年今年七十四岁，他说手里还有三百多只没有人来取的怀表，打算全部送给镇上的小学，让孩子们拆开看看齿轮是怎样转动的。\n\n镇政府表示，铺面将改成一间小型展览室，展出当地渔民用过的罗盘、灯具和手写的潮汐表。工程预计需要八个月，费用由两家造船厂分担。\n\n冬天的风从湖面吹来，码头上的孩子们正在学习怎样打绳结。',
    E'本报讯：气象台预计周末有雪。\n\n店主石柏年今年七十四岁，他说手里还有三百多只没有人来取的怀表，打算全部送给镇上的小学，让孩子们拆开看看齿轮是怎样转动的。\n\n另外，市内公交车明天起改用新的时刻表。',
    E'据了解，镇政府昨天表示，铺面将会改成一间小型的展览室，用来展出当地渔民曾经用过的罗盘、灯具以及手写的潮汐表。整个工程预计需要八个月时间，费用将由两家造船厂共同分担。市民可以在网上报名参观。',
    E'一支由中学生组成的机器人队上周在省城获得了第二名。她们的教练说，队员们每天放学以后都留在实验室里，把同一个零件重新设计了十九次，直到它能够在沙地上平稳地转弯。');
INSERT INTO story VALUES ('Japanese',
    E'港町で最後の時計修理店が今月末に店を閉じる。店主の浜口さんは七十四歳で、引き取り手のない懐中時計が三百個以上も棚に残っており、すべて町の小学校に贈って、子どもたちに歯車の動きを見てもらうつもりだと話した。\n\n町役場によると、店の建物は小さな展示室に改装され、地元の漁師が使っていた羅針盤やランプ、手書きの潮汐表が並べられる。工事には八か月かかり、費用は二つの造船所が分担する。\n\n冬の風が湾を渡り、桟橋では子どもたちが縄の結び方を習っていた。',
    E'気象台によれば週末は雪になりそうだ。\n\n店主の浜口さんは七十四歳で、引き取り手のない懐中時計が三百個以上も棚に残っており、すべて町の小学校に贈って、子どもたちに歯車の動きを見てもらうつもりだと話した。\n\nまた、市バスの時刻表があすから変わる。',
    E'町役場の説明では、店の建物は今後小さな展示室に改装され、地元の漁師が長く使っていた羅針盤とランプ、そして手書きの潮汐表が並べられるという。工事には約八か月がかかり、その費用は二つの造船所が分担することになった。見学の申し込みは電話で受け付ける。',
    E'高校生のロボットチームが先週、県の大会で二位になった。指導した教員によれば、生徒たちは放課後も毎日実験室に残り、砂の上でもなめらかに曲がれるようになるまで、同じ部品を十九回も設計し直したという。');
INSERT INTO story VALUES ('Thai',
    E'ร้านซ่อมนาฬิกาแห่งสุดท้ายของเมืองท่าจะปิดตัวลงในสิ้นเดือนนี้ เจ้าของร้านวัยเจ็ดสิบสี่ปีเล่าว่ายังมีนาฬิกาพกกว่าสามร้อยเรือนที่ไม่มีใครมารับคืน และเขาตั้งใจจะมอบทั้งหมดให้โรงเรียนประถมเพื่อให้เด็กได้เห็นว่าฟันเฟืองหมุนอย่างไร\n\nเทศบาลแจ้งว่าตัวอาคารจะถูกปรับปรุงเป็นห้องจัดแสดงขนาดเล็ก ซึ่งจะนำเข็มทิศ ตะเกียง และตารางน้ำขึ้นน้ำลงที่เขียนด้วยมือของชาวประมงมาจัดแสดง งานก่อสร้างจะใช้เวลาแปดเดือน โดยอู่ต่อเรือสองแห่งจะร่วมกันออกค่าใช้จ่าย\n\nลมหนาวพัดมาจากอ่าว เด็กๆ กำลังหัดผูกเชือกอยู่บนท่าเรือ',
    E'คาดว่าสุดสัปดาห์นี้จะมีฝนตกหนัก\n\nเจ้าของร้านวัยเจ็ดสิบสี่ปีเล่าว่ายังมีนาฬิกาพกกว่าสามร้อยเรือนที่ไม่มีใครมารับคืน และเขาตั้งใจจะมอบทั้งหมดให้โรงเรียนประถมเพื่อให้เด็กได้เห็นว่าฟันเฟืองหมุนอย่างไร\n\nรถประจำทางจะใช้ตารางเวลาใหม่ตั้งแต่วันพรุ่งนี้',
    E'เจ้าหน้าที่เทศบาลแจ้งเพิ่มเติมว่าตัวอาคารเก่าจะถูกปรับปรุงเป็นห้องนิทรรศการขนาดกะทัดรัด ซึ่งจะนำเข็มทิศ ตะเกียงโบราณ และตารางน้ำขึ้นน้ำลงที่คัดด้วยลายมือของชาวประมงในพื้นที่มาให้ชม งานก่อสร้างทั้งหมดจะใช้เวลาราวแปดเดือน โดยอู่ต่อเรือสองแห่งตกลงจะร่วมกันออกค่าใช้จ่าย ผู้สนใจลงชื่อได้ทางโทรศัพท์',
    E'ทีมหุ่นยนต์ของนักเรียนมัธยมได้รับรางวัลที่สองจากการแข่งขันระดับจังหวัดเมื่อสัปดาห์ก่อน ครูที่ดูแลบอกว่านักเรียนอยู่ในห้องทดลองทุกวันหลังเลิกเรียน และออกแบบชิ้นส่วนเดียวกันใหม่ถึงสิบเก้าครั้งจนเลี้ยวบนพื้นทรายได้อย่างราบรื่น');

-- as it was
SELECT language, kind, source_paragraph AS source, reprint_paragraph AS reprint,
    substr(source, source_start, source_length) = substr(copy, reprint_start, reprint_length) AS same,
    substr(copy, reprint_start, reprint_length) AS text
FROM story, newsprint_align(source, copy, 'simple') ORDER BY language, reprint_start;

-- edited
SELECT language, kind, source_paragraph AS source, round(similarity::numeric, 1) AS similarity,
    substr(source, source_start, source_length) AS text, substr(edit, reprint_start, reprint_length) AS became
FROM story, newsprint_align(source, edit, 'simple') ORDER BY language, reprint_start;

-- by paragraph
SELECT language, version, paragraph, kind, coverage > 0.5 AS most
FROM story, LATERAL (VALUES ('copy', copy), ('edit', edit)) AS reprint (version, body),
    newsprint_reprinted(source, reprint.body, 'simple')
ORDER BY language, version, paragraph;

-- a text that shares nothing, in either mode
SELECT language, mode, count(kind) AS passages
FROM (VALUES ('news'), ('sensitive')) AS modes (mode) CROSS JOIN story
    LEFT JOIN newsprint_align(source, other, 'simple', mode) ON true
GROUP BY language, mode ORDER BY language, mode;

-- a text with itself is one verbatim passage over all of it
SELECT language, count(*), min(kind) AS kind, min(similarity) AS similarity,
    bool_and(newsprint_normalize(substr(source, source_start, source_length)) = newsprint_normalize(source)) AS whole
FROM story, newsprint_align(source, source, 'simple') GROUP BY language ORDER BY language;

-- hidden in a long text
SELECT language, kind, substr(source, source_start, source_length) = substr(long, reprint_start, reprint_length) AS same
FROM (SELECT story.*, (SELECT string_agg(other || i, E'\n\n') FROM generate_series(1, 100) i) || E'\n\n' || copy AS long
        FROM story) AS longer, newsprint_align(source, long, 'simple')
ORDER BY language;

DROP TABLE story;
