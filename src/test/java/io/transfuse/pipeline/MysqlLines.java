package io.transfuse.pipeline;

import java.util.List;

/** The values of MySQL and MariaDB that must survive, with the policies as they are by default. */
final class MysqlLines {

    private MysqlLines() {}

    static List<Line> all() {
        return List.of(
                Line.of(
                                "dates with a zero part",
                                "CREATE TABLE zero (id INT PRIMARY KEY, d DATE, dt DATETIME, ts TIMESTAMP NULL, n DATE NOT NULL)",
                                "INSERT INTO zero VALUES (1, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '2024-01-01')",
                                "INSERT INTO zero VALUES (2, '2024-00-00', '2024-05-00 01:02:03', NULL, '2024-01-02')",
                                "INSERT INTO zero VALUES (3, '2024-05-17', NULL, NULL, '0000-00-00')")
                        .gives(
                                "SELECT id, d, dt, ts, n FROM zero ORDER BY id",
                                "1|null|null|null|2024-01-01",
                                "2|null|null|null|2024-01-02")
                        .loses("zero.d: zero-date", 2)
                        .loses("zero.dt: zero-date", 2)
                        .loses("zero.ts: zero-date", 1)
                        .rejects("zero: zero-date:n", 1),
                Line.of(
                                "years from 1 to 9999, and days before the calendar changed",
                                "CREATE TABLE years (id INT PRIMARY KEY, d DATE, dt DATETIME(6))",
                                "INSERT INTO years VALUES (1, '0001-01-01', '0009-02-03 04:05:06.000007'), (2, '0999-12-31', '1582-10-10 00:00:00'),"
                                        + " (3, '1582-10-04', '1500-02-28 23:59:59'), (4, '9999-12-31', '9999-12-31 23:59:59.999999')")
                        .gives(
                                "SELECT d::text, dt::text FROM years ORDER BY id",
                                "0001-01-01|0009-02-03 04:05:06.000007",
                                "0999-12-31|1582-10-10 00:00:00",
                                "1582-10-04|1500-02-28 23:59:59",
                                "9999-12-31|9999-12-31 23:59:59.999999"),
                Line.of(
                                "local times stay local, instants stay instants",
                                "CREATE TABLE clocks (id INT PRIMARY KEY, here DATETIME, there TIMESTAMP NULL)",
                                "INSERT INTO clocks VALUES (1, '2024-03-31 02:30:00', '2024-03-31 01:30:00'), (2, '2024-10-27 02:30:00', '2024-10-27 00:30:00')")
                        .gives(
                                "SELECT here::text, (there AT TIME ZONE 'UTC')::text, pg_typeof(here), pg_typeof(there) FROM clocks ORDER BY id",
                                "2024-03-31 02:30:00|2024-03-31 01:30:00|timestamp without time zone|timestamp with time zone",
                                "2024-10-27 02:30:00|2024-10-27 00:30:00|timestamp without time zone|timestamp with time zone"),
                Line.of(
                                "fractions of a second",
                                "CREATE TABLE fractions (id INT PRIMARY KEY, a DATETIME(1), b DATETIME(3), c DATETIME(6), d TIMESTAMP(6) NULL, e TIME(6))",
                                "INSERT INTO fractions VALUES (1, '2024-01-01 00:00:00.1', '2024-01-01 00:00:00.123', '2024-01-01 00:00:00.123456', '2024-01-01 00:00:00.000001', '23:59:59.999999')")
                        .gives(
                                "SELECT a::text, b::text, c::text, (d AT TIME ZONE 'UTC')::text, e::text FROM fractions",
                                "2024-01-01 00:00:00.1|2024-01-01 00:00:00.123|2024-01-01 00:00:00.123456|2024-01-01 00:00:00.000001|23:59:59.999999"),
                Line.of(
                                "times of more than a day, and negative ones",
                                "CREATE TABLE times (id INT PRIMARY KEY, wide TIME(3), narrow TIME)",
                                "INSERT INTO times VALUES (1, '838:59:59', '00:00:00'), (2, '-838:59:59', '23:59:59'), (3, '-00:00:00.5', NULL), (4, '24:00:00', '12:30:00')")
                        .gives(
                                "SELECT extract(epoch from wide)::text, narrow::text, pg_typeof(wide), pg_typeof(narrow) FROM times ORDER BY id",
                                "3020399.000000|00:00:00|interval|time without time zone",
                                "-3020399.000000|23:59:59|interval|time without time zone",
                                "-0.500000|null|interval|time without time zone",
                                "86400.000000|12:30:00|interval|time without time zone"),
                Line.of(
                                "years",
                                "CREATE TABLE vintage (id INT PRIMARY KEY, y YEAR)",
                                "INSERT INTO vintage VALUES (1, 0000), (2, 1901), (3, 2155)")
                        .gives(
                                "SELECT y, pg_typeof(y) FROM vintage ORDER BY id",
                                "0|smallint",
                                "1901|smallint",
                                "2155|smallint"),
                Line.of(
                                "TINYINT(1) is a boolean only where the rows say so",
                                "CREATE TABLE flags (id INT PRIMARY KEY, yes TINYINT(1), score TINYINT(1))",
                                "INSERT INTO flags VALUES (1, 1, 127), (2, 0, -1), (3, NULL, 1)")
                        .gives(
                                "SELECT yes, score, pg_typeof(score) FROM flags ORDER BY id",
                                "t|127|smallint",
                                "f|-1|smallint",
                                "null|1|smallint")
                        .tells("score"),
                Line.of(
                                "bits",
                                "CREATE TABLE bits (id INT PRIMARY KEY, one BIT(1), five BIT(5), all64 BIT(64))",
                                "INSERT INTO bits VALUES (1, b'1', b'10101', b'1111111111111111111111111111111111111111111111111111111111111111'), (2, b'0', b'00001', b'1')")
                        .gives(
                                "SELECT one, five, all64 FROM bits ORDER BY id",
                                "t|10101|" + "1".repeat(64),
                                "f|00001|" + "0".repeat(63) + "1"),
                Line.of(
                                "unsigned integers",
                                "CREATE TABLE unsigneds (id INT UNSIGNED PRIMARY KEY, s SMALLINT UNSIGNED, m MEDIUMINT UNSIGNED, i INT UNSIGNED, small BIGINT UNSIGNED, big BIGINT UNSIGNED)",
                                "INSERT INTO unsigneds VALUES (4294967295, 65535, 16777215, 4294967295, 9223372036854775807, 18446744073709551615)")
                        .gives(
                                "SELECT id, s, m, i, small, big, pg_typeof(small), pg_typeof(big) FROM unsigneds",
                                "4294967295|65535|16777215|4294967295|9223372036854775807|18446744073709551615|bigint|numeric"),
                Line.of(
                                "unsigned keys and the columns that refer to them join",
                                "CREATE TABLE owners (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                                "CREATE TABLE pets (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, owner_id BIGINT UNSIGNED NOT NULL, FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE)",
                                "INSERT INTO owners VALUES (1, 'Ann'), (7, 'Bob')",
                                "INSERT INTO pets VALUES (3, 7)")
                        .gives("SELECT name FROM pets JOIN owners ON owners.id = owner_id", "Bob")
                        .gives(
                                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'pets'::regclass AND contype = 'f'",
                                "FOREIGN KEY (owner_id) REFERENCES owners(id) ON DELETE CASCADE"),
                Line.of(
                                "decimals of 65 digits",
                                "CREATE TABLE decimals (id INT PRIMARY KEY, wide DECIMAL(65,30), money DECIMAL(19,2))",
                                "INSERT INTO decimals VALUES (1, 12345678901234567890123456789012345.123456789012345678901234567890, 99999999999999999.99), (2, -0.000000000000000000000000000001, -0.01)")
                        .gives(
                                "SELECT wide, money FROM decimals ORDER BY id",
                                "12345678901234567890123456789012345.123456789012345678901234567890|99999999999999999.99",
                                "-0.000000000000000000000000000001|-0.01"),
                Line.of(
                                "floats to the last bit",
                                "CREATE TABLE floats (id INT PRIMARY KEY, f FLOAT, d DOUBLE)",
                                "INSERT INTO floats VALUES (1, 8388610, 0.1), (2, -0e0, -0e0), (3, 1.17549435e-38, 2.2250738585072014e-308), (4, 3.40282347e38, 1.7976931348623157e308), (5, 16777216, 5e-324)")
                        .gives(
                                "SELECT f::text, d::text FROM floats ORDER BY id",
                                "8.38861e+06|0.1",
                                "-0|-0",
                                "1.1754944e-38|2.2250738585072014e-308",
                                "3.4028235e+38|1.7976931348623157e+308",
                                "1.6777216e+07|5e-324"),
                Line.of(
                                "members with quotes, commas, emoji, and the empty member of a wrong value",
                                "CREATE TABLE members (id INT PRIMARY KEY, e ENUM('plain', 'it''s, so', '😀', 'b\"c') DEFAULT 'plain', n ENUM('x', 'y') NOT NULL)",
                                "INSERT INTO members VALUES (1, 'it''s, so', 'x'), (2, '😀', 'y'), (3, 'b\"c', 'x')",
                                "INSERT IGNORE INTO members VALUES (4, 'wrong', 'x'), (5, 'plain', 'wrong')")
                        .gives("SELECT id, e FROM members ORDER BY id", "1|it's, so", "2|😀", "3|b\"c", "4|null")
                        .gives(
                                "SELECT string_agg(enumlabel, ' / ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = (SELECT atttypid FROM pg_attribute WHERE attrelid = 'members'::regclass AND attname = 'e')",
                                "plain / it's, so / 😀 / b\"c")
                        .loses("members.e: empty-enum", 1)
                        .rejects("members: empty-enum:n", 1),
                Line.of(
                                "sets",
                                "CREATE TABLE sets (id INT PRIMARY KEY, s SET('a', 'b c', 'NULL', '{}'))",
                                "INSERT INTO sets VALUES (1, 'a,b c'), (2, ''), (3, NULL), (4, 'NULL,{}')")
                        .gives(
                                "SELECT s, s[2], cardinality(s) FROM sets ORDER BY id",
                                "{a,\"b c\"}|b c|2",
                                "{}|null|0",
                                "null|null|null",
                                "{\"NULL\",\"{}\"}|{}|2")
                        .gives(
                                "SELECT count(*) FROM pg_constraint WHERE conrelid = 'sets'::regclass AND contype = 'c'",
                                "1"),
                Line.of(
                                "JSON",
                                "CREATE TABLE docs (id INT PRIMARY KEY, j JSON)",
                                "INSERT INTO docs VALUES (1, '{\"b\": 1, \"a\": [9007199254740993, \"\\u00e9\", null]}'), (2, '\"top\"'), (3, 'null'), (4, NULL), (5, '1.5')")
                        .gives(
                                "SELECT j, pg_typeof(j) FROM docs ORDER BY id",
                                "{\"a\": [9007199254740993, \"é\", null], \"b\": 1}|jsonb",
                                "\"top\"|jsonb",
                                "null|jsonb",
                                "null|jsonb",
                                "1.5|jsonb"),
                Line.of(
                                "a NUL in JSON",
                                "CREATE TABLE nuldocs (id INT PRIMARY KEY, j JSON)",
                                "INSERT INTO nuldocs VALUES (1, '{\"a\": \"x\\u0000y\"}'), (2, '{}')")
                        .gives("SELECT id FROM nuldocs", "2")
                        .rejects("nuldocs: nul-byte:j", 1),
                Line.of(
                                "a NUL byte in text",
                                "CREATE TABLE nuls (id INT PRIMARY KEY, t VARCHAR(20))",
                                "INSERT INTO nuls VALUES (1, CONCAT('a', CHAR(0), 'b')), (2, 'ab')")
                        .gives("SELECT id, t FROM nuls", "2|ab")
                        .rejects("nuls: nul-byte:t", 1),
                Line.of(
                                "character sets side by side",
                                "CREATE TABLE letters (id INT PRIMARY KEY, l VARCHAR(20) CHARACTER SET latin1, u VARCHAR(20) CHARACTER SET utf8mb4, w VARCHAR(20) CHARACTER SET ucs2, g VARCHAR(20) CHARACTER SET gbk)",
                                "INSERT INTO letters VALUES (1, 'Müller €', '😀 Müller', 'Žluť', '中文')")
                        .gives("SELECT l, u, w, g FROM letters", "Müller €|😀 Müller|Žluť|中文"),
                Line.of(
                                "text that was encoded twice is reported, never repaired",
                                "CREATE TABLE twice (id INT PRIMARY KEY, t VARCHAR(20))",
                                "INSERT INTO twice VALUES (1, 'MÃ¼ller'), (2, 'Müller')")
                        .gives("SELECT t FROM twice ORDER BY id", "MÃ¼ller", "Müller")
                        .loses("twice.t: double-encoded", 1)
                        .tells("twice"),
                Line.of(
                                "emoji in keys",
                                "CREATE TABLE `smileys` (k VARCHAR(20) PRIMARY KEY, v INT)",
                                "INSERT INTO smileys VALUES ('😀', 1), ('😁x', 2)")
                        .gives("SELECT k, v FROM smileys ORDER BY v", "😀|1", "😁x|2"),
                Line.of(
                                "unique without case",
                                "CREATE TABLE mails (id INT PRIMARY KEY, mail VARCHAR(50) COLLATE utf8mb4_general_ci, UNIQUE KEY (mail))",
                                "INSERT INTO mails VALUES (1, 'Ann@example.org'), (2, 'bob@example.org'), (3, NULL), (4, NULL)")
                        .gives(
                                "SELECT count(*) FROM pg_indexes WHERE tablename = 'mails' AND indexdef LIKE 'CREATE UNIQUE INDEX%lower(%mail%'",
                                "1"),
                Line.of(
                                "a child that spells its key in another case finds its parent",
                                "CREATE TABLE codes (code VARCHAR(10) COLLATE utf8mb4_general_ci PRIMARY KEY)",
                                "CREATE TABLE uses (id INT PRIMARY KEY, code VARCHAR(10) COLLATE utf8mb4_general_ci, FOREIGN KEY (code) REFERENCES codes (code))",
                                "INSERT INTO codes VALUES ('abc'), ('Xyz')",
                                "INSERT INTO uses VALUES (1, 'ABC '), (2, 'xYZ'), (3, 'abc')")
                        .gives("SELECT id, code FROM uses ORDER BY id", "1|abc", "2|Xyz", "3|abc")
                        .loses("uses.code: key-spelling", 2),
                Line.of(
                                "binary strings keep their zero bytes",
                                "CREATE TABLE bytes (id INT PRIMARY KEY, b BINARY(4), v VARBINARY(10), l LONGBLOB)",
                                "INSERT INTO bytes VALUES (1, X'01000000', X'0000', X'00FF'), (2, X'', X'', X'')")
                        .gives(
                                "SELECT encode(b, 'hex'), encode(v, 'hex'), encode(l, 'hex') FROM bytes ORDER BY id",
                                "01000000|0000|00ff",
                                "00000000||"),
                Line.of(
                                "UUIDs in text",
                                "CREATE TABLE uuids (id CHAR(36) PRIMARY KEY, other VARCHAR(38), mixed VARCHAR(36))",
                                "INSERT INTO uuids VALUES ('0F8FAD5B-D9CB-469F-A165-70867728950E', '{7c9e6679-7425-40de-944b-e07fc1f90ae7}', 'acc-001'),"
                                        + " ('7c9e6679-7425-40de-944b-e07fc1f90ae8', '7c9e6679742540de944be07fc1f90ae9', '7c9e6679-7425-40de-944b-e07fc1f90ae8')")
                        .gives(
                                "SELECT id, other, mixed, pg_typeof(id), pg_typeof(mixed) FROM uuids ORDER BY id",
                                "0f8fad5b-d9cb-469f-a165-70867728950e|7c9e6679-7425-40de-944b-e07fc1f90ae7|acc-001|uuid|character varying",
                                "7c9e6679-7425-40de-944b-e07fc1f90ae8|7c9e6679-7425-40de-944b-e07fc1f90ae9|7c9e6679-7425-40de-944b-e07fc1f90ae8|uuid|character varying")
                        .loses("uuids.id: uuid-spelling", 1)
                        .loses("uuids.other: uuid-spelling", 2),
                Line.of(
                                "generated columns, expression defaults, checks",
                                "CREATE TABLE made (id INT PRIMARY KEY, a INT NOT NULL DEFAULT 3, b INT DEFAULT (1 + 2), c INT GENERATED ALWAYS AS (a * 2) STORED, d VARCHAR(20) GENERATED ALWAYS AS (UPPER(e)) VIRTUAL, e VARCHAR(20) DEFAULT 'it''s', CONSTRAINT positive CHECK (a > 0))",
                                "INSERT INTO made (id, a, e) VALUES (1, 5, 'x')")
                        .gives("SELECT a, b, c, d, e FROM made", "5|3|10|X|x")
                        .gives(
                                "SELECT attgenerated FROM pg_attribute WHERE attrelid = 'made'::regclass AND attname = 'c'",
                                "s")
                        .gives(
                                "SELECT count(*) FROM pg_constraint WHERE conrelid = 'made'::regclass AND contype = 'c'",
                                "1")
                        .gives(
                                "SELECT column_default FROM information_schema.columns WHERE table_name = 'made' AND column_name IN ('a', 'e') ORDER BY column_name",
                                "3",
                                "'it''s'::character varying"),
                Line.of(
                                "shapes",
                                "CREATE TABLE shapes (id INT PRIMARY KEY, p POINT, g GEOMETRY)",
                                "INSERT INTO shapes VALUES (1, ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('LINESTRING(0 0, 1 1)'))")
                        .gives(
                                "SELECT encode(p, 'hex'), length(g) FROM shapes",
                                "0101000000000000000000f03f0000000000000040|41")
                        .tells("shapes"),
                Line.of(
                                "numbering goes on, and the id 0 is kept",
                                "CREATE TABLE numbered (id INT AUTO_INCREMENT PRIMARY KEY, t TEXT) AUTO_INCREMENT = 100",
                                "INSERT INTO numbered VALUES (5, 'five')",
                                "UPDATE numbered SET id = 0 WHERE id = 5",
                                "INSERT INTO numbered VALUES (7, 'seven')")
                        .gives("SELECT id, t FROM numbered ORDER BY id", "0|five", "7|seven")
                        .gives("INSERT INTO numbered (t) VALUES ('next') RETURNING id >= 100", "t"),
                Line.of(
                                "references of several columns, to oneself, in a circle",
                                "CREATE TABLE areas (country CHAR(2), region INT, parent_country CHAR(2), parent_region INT, capital INT, PRIMARY KEY (country, region), FOREIGN KEY (parent_country, parent_region) REFERENCES areas (country, region))",
                                "CREATE TABLE towns (id INT PRIMARY KEY, country CHAR(2), region INT, FOREIGN KEY (country, region) REFERENCES areas (country, region) ON UPDATE CASCADE)",
                                "ALTER TABLE areas ADD FOREIGN KEY (capital) REFERENCES towns (id) ON DELETE SET NULL",
                                "INSERT INTO areas VALUES ('de', 1, NULL, NULL, 10), ('de', 2, 'de', 1, NULL)",
                                "INSERT INTO towns VALUES (10, 'de', 1), (11, 'de', 2)")
                        .gives(
                                "SELECT count(*), bool_and(convalidated) FROM pg_constraint WHERE contype = 'f' AND conrelid IN ('areas'::regclass, 'towns'::regclass)",
                                "3|t")
                        .gives("SELECT count(*) FROM areas JOIN towns USING (country, region)", "2"),
                Line.of(
                                "orphans are kept apart, and the reference holds for the rest",
                                "CREATE TABLE parents (id INT PRIMARY KEY)",
                                "CREATE TABLE children (id INT PRIMARY KEY, parent_id INT, FOREIGN KEY (parent_id) REFERENCES parents (id))",
                                "INSERT INTO parents VALUES (1)",
                                "INSERT INTO children VALUES (1, 1), (2, 99), (3, NULL)")
                        .gives("SELECT id FROM children ORDER BY id", "1", "3")
                        .gives(
                                "SELECT convalidated FROM pg_constraint WHERE conrelid = 'children'::regclass AND contype = 'f'",
                                "t")
                        .rejects("children: orphan:parent_id", 1),
                Line.of(
                                "indexes of all kinds",
                                "CREATE TABLE indexed (id INT PRIMARY KEY, a VARCHAR(100), b TEXT, c INT, d INT, p POINT NOT NULL, KEY prefix (a(10)), FULLTEXT KEY words (a, b), KEY two (c, d), SPATIAL KEY space (p))",
                                "INSERT INTO indexed VALUES (1, 'a', 'b', 1, 2, ST_GeomFromText('POINT(1 2)'))")
                        .gives(
                                "SELECT count(*) FROM pg_indexes WHERE tablename = 'indexed' AND indexdef LIKE '%USING gin%to_tsvector%'",
                                "1")
                        .gives(
                                "SELECT count(*) FROM pg_indexes WHERE tablename = 'indexed' AND indexdef LIKE '%left%10%'",
                                "1")
                        .gives(
                                "SELECT count(*) FROM pg_indexes WHERE tablename = 'indexed' AND indexdef LIKE '%(c, d)%'",
                                "1")
                        .tells("space"),
                Line.of(
                                "names",
                                "CREATE TABLE `Order` (`Group` INT PRIMARY KEY, `select` INT, `camelCase` INT, `with space` INT, `a,b;c` INT, `"
                                        + "n".repeat(64) + "` INT)",
                                "INSERT INTO `Order` VALUES (1, 2, 3, 4, 5, 6)")
                        .gives(
                                "SELECT \"Group\", \"select\", \"camelCase\", \"with space\", \"a,b;c\" FROM \"Order\"",
                                "1|2|3|4|5")
                        .gives("SELECT \"" + "n".repeat(63) + "\" FROM \"Order\"", "6")
                        .tells("n".repeat(63)),
                Line.of(
                                "updated by itself, views, triggers, routines",
                                "CREATE TABLE touched (id INT PRIMARY KEY, v INT, changed TIMESTAMP NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP, at DATETIME DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)",
                                "INSERT INTO touched VALUES (1, 1, NULL, '2020-01-01')",
                                "CREATE VIEW seen AS SELECT id, v FROM touched WHERE v > 0",
                                "CREATE TRIGGER checked BEFORE INSERT ON touched FOR EACH ROW SET NEW.v = NEW.v + 1",
                                "CREATE PROCEDURE counted() SELECT count(*) FROM touched")
                        .gives(
                                "UPDATE touched SET v = 2 RETURNING changed > now() - interval '1 minute', at > now() AT TIME ZONE 'UTC' - interval '1 minute'",
                                "t|t")
                        .tells("seen", "checked", "counted", "CREATE VIEW"),
                Line.of(
                                "tables without a key, without rows",
                                "CREATE TABLE keyless (a INT, b VARCHAR(10))",
                                "CREATE TABLE hollow (id INT PRIMARY KEY, t TEXT)",
                                "INSERT INTO keyless VALUES (1, 'x'), (1, 'x'), (NULL, NULL)")
                        .gives("SELECT a, b FROM keyless ORDER BY a", "1|x", "1|x", "null|null")
                        .gives("SELECT count(*) FROM hollow", "0"),
                Line.of(
                                "comments",
                                "CREATE TABLE remarked (id INT PRIMARY KEY COMMENT 'the ''key''', v INT) COMMENT 'all of it'",
                                "INSERT INTO remarked VALUES (1, 1)")
                        .gives(
                                "SELECT obj_description('remarked'::regclass), col_description('remarked'::regclass, 1)",
                                "all of it|the 'key'"));
    }
}
