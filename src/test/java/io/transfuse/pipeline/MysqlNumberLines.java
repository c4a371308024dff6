package io.transfuse.pipeline;

import java.util.List;

/** Numbers, bits, members, bytes and shapes of MySQL and MariaDB. */
final class MysqlNumberLines {

    static final List<Line> ALL = List.of(
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
                            "character sets side by side",
                            "CREATE TABLE letters (id INT PRIMARY KEY, l VARCHAR(20) CHARACTER SET latin1, u VARCHAR(20) CHARACTER SET utf8mb4, w VARCHAR(20) CHARACTER SET ucs2, g VARCHAR(20) CHARACTER SET gbk)",
                            "INSERT INTO letters VALUES (1, 'Müller €', '😀 Müller', 'Žluť', '中文')")
                    .gives("SELECT l, u, w, g FROM letters", "Müller €|😀 Müller|Žluť|中文"),
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
                            "shapes",
                            "CREATE TABLE shapes (id INT PRIMARY KEY, p POINT, g GEOMETRY)",
                            "INSERT INTO shapes VALUES (1, ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('LINESTRING(0 0, 1 1)'))")
                    .gives(
                            "SELECT encode(p, 'hex'), length(g) FROM shapes",
                            "0101000000000000000000f03f0000000000000040|41")
                    .tells("shapes"));

    private MysqlNumberLines() {}
}
