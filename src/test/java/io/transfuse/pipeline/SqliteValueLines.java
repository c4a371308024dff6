package io.transfuse.pipeline;

import java.util.List;

/** Values of SQLite, whose columns hold what they like. */
final class SqliteValueLines {

    static final List<Line> ALL = List.of(
            Line.of(
                            "text in an integer column",
                            "CREATE TABLE loose (id INTEGER PRIMARY KEY, n INTEGER)",
                            "INSERT INTO loose VALUES (1, 5), (2, 'toto'), (3, 12.3), (4, 'false'), (5, NULL), (6, '7')")
                    .gives(
                            "SELECT n, pg_typeof(n) FROM loose ORDER BY id",
                            "5|text",
                            "toto|text",
                            "12.3|text",
                            "false|text",
                            "null|text",
                            "7|text")
                    .tells("loose"),
            Line.of(
                            "numbers beside text keep the form that SQLite shows",
                            "CREATE TABLE forms (id INTEGER PRIMARY KEY, v)",
                            "INSERT INTO forms VALUES (1, 1.0), (2, 0.1), (3, 1e15), (4, 123456789012345.0), (5, 1e-5), (6, 0.0001), (7, -2.5e300), (8, 1), (9, 'x'), (10, 0.1 + 0.2), (11, 5e-324)")
                    .gives(
                            "SELECT v FROM forms ORDER BY id",
                            "1.0",
                            "0.1",
                            "1.0e+15",
                            "123456789012345.0",
                            "1.0e-05",
                            "0.0001",
                            "-2.5e+300",
                            "1",
                            "x",
                            "0.30000000000000004",
                            "5.0e-324"),
            Line.of(
                            "reals are doubles",
                            "CREATE TABLE reals (id INTEGER PRIMARY KEY, r REAL, f FLOAT, d DOUBLE PRECISION)",
                            "INSERT INTO reals VALUES (1, 0.1, 16777217, 3.141592653589793), (2, 1.7976931348623157e308, 5e-324, 9007199254740992), (3, -1, 0.30000000000000004, NULL)")
                    .gives(
                            "SELECT r::text, f::text, d::text, pg_typeof(r) FROM reals ORDER BY id",
                            "0.1|16777217|3.141592653589793|double precision",
                            "1.7976931348623157e+308|5e-324|9.007199254740992e+15|double precision",
                            "-1|0.30000000000000004|null|double precision"),
            Line.of(
                            "decimals are the shortest that read back",
                            "CREATE TABLE money (id INTEGER PRIMARY KEY, amount DECIMAL(10,2), whole NUMERIC)",
                            "INSERT INTO money VALUES (1, 19.99, 9007199254740993), (2, 0.1, 1), (3, 100, -1)")
                    .gives(
                            "SELECT amount, whole, pg_typeof(amount) FROM money ORDER BY id",
                            "19.99|9007199254740993|numeric",
                            "0.1|1|numeric",
                            "100|-1|numeric"),
            Line.of(
                            "integers of 64 bits",
                            "CREATE TABLE wide (id INTEGER PRIMARY KEY, i INTEGER, u UNSIGNED BIG INT, n, s SMALLINT)",
                            "INSERT INTO wide VALUES (2147483648, 9223372036854775807, 4294967296, -2147483649, 40000), (9007199254740993, -9223372036854775808, 9223372036854775807, 9007199254740993, -1)")
                    .gives(
                            "SELECT id, i, u, n, s, pg_typeof(i), pg_typeof(s) FROM wide ORDER BY id",
                            "2147483648|9223372036854775807|4294967296|-2147483649|40000|bigint|bigint",
                            "9007199254740993|-9223372036854775808|9223372036854775807|9007199254740993|-1|bigint|bigint"),
            Line.of(
                            "moments as ISO text",
                            "CREATE TABLE iso (id INTEGER PRIMARY KEY, d DATE, t DATETIME)",
                            "INSERT INTO iso VALUES (1, '2024-02-29', '2024-03-31 02:30:00'), (2, '0001-01-01', '1582-10-10T12:00:00.123456'), (3, '9999-12-31', '2024-03-31')")
                    .gives(
                            "SELECT d::text, t::text FROM iso ORDER BY id",
                            "2024-02-29|2024-03-31 02:30:00",
                            "0001-01-01|1582-10-10 12:00:00.123456",
                            "9999-12-31|2024-03-31 00:00:00"),
            Line.of(
                            "moments as seconds, milliseconds and Julian days",
                            "CREATE TABLE counted (id INTEGER PRIMARY KEY, s DATETIME, ms TIMESTAMP, j DATETIME)",
                            "INSERT INTO counted VALUES (1, 1711850400, 1711850400123, 2460400.5), (2, 4102444800, 4102444800999, 2451545.0)")
                    .gives(
                            "SELECT s::text, ms::text, j::text FROM counted ORDER BY id",
                            "2024-03-31 02:00:00|2024-03-31 02:00:00.123|2024-03-31 00:00:00",
                            "2100-01-01 00:00:00|2100-01-01 00:00:00.999|2000-01-01 12:00:00")
                    .loses("counted.s: date:unix-seconds", 2)
                    .loses("counted.ms: date:unix-millis", 2)
                    .loses("counted.j: date:julian-day", 2),
            Line.of(
                            "milliseconds of 1972 beside those of today, and digits of dates",
                            "CREATE TABLE born (id INTEGER PRIMARY KEY, ms DATETIME, digits DATE, finer DATETIME)",
                            "INSERT INTO born VALUES (1, 63072000000, 20240131, '2024-01-01 10:00:00.1234567'), (2, 1700000000123, 19501224, '2024-01-01 10:00:00.0000000')")
                    .gives(
                            "SELECT ms::text, digits::text, finer::text FROM born ORDER BY id",
                            "1972-01-01 00:00:00|20240131|2024-01-01 10:00:00.1234567",
                            "2023-11-14 22:13:20.123|19501224|2024-01-01 10:00:00.0000000")
                    .loses("born.ms: date:unix-millis", 2),
            Line.of(
                            "moments of all encodings in one column",
                            "CREATE TABLE jumbled (id INTEGER PRIMARY KEY, t DATETIME)",
                            "INSERT INTO jumbled VALUES (1, '2024-03-31 02:00:00'), (2, 1711850400), (3, 1711850400123), (4, 2460400.5), (5, '2024-03-31T02:00:00+02:00'), (6, NULL)")
                    .gives(
                            "SELECT t::text FROM jumbled ORDER BY id",
                            "2024-03-31 02:00:00",
                            "2024-03-31 02:00:00",
                            "2024-03-31 02:00:00.123",
                            "2024-03-31 00:00:00",
                            "2024-03-31 00:00:00",
                            "null")
                    .loses("jumbled.t: date:unix-seconds", 1)
                    .loses("jumbled.t: date:unix-millis", 1)
                    .loses("jumbled.t: date:julian-day", 1)
                    .loses("jumbled.t: date:iso-offset", 1),
            Line.of(
                            "booleans in words and numbers",
                            "CREATE TABLE truths (id INTEGER PRIMARY KEY, b BOOLEAN, n BOOLEAN)",
                            "INSERT INTO truths VALUES (1, 'true', 1), (2, 't', 0), (3, 'Y', 2), (4, 0, 1), (5, 1, 0), (6, 'No', NULL), (7, NULL, NULL)")
                    .gives(
                            "SELECT b, n, pg_typeof(b), pg_typeof(n) FROM truths ORDER BY id",
                            "t|1|boolean|bigint",
                            "t|0|boolean|bigint",
                            "t|2|boolean|bigint",
                            "f|1|boolean|bigint",
                            "t|0|boolean|bigint",
                            "f|null|boolean|bigint",
                            "null|null|boolean|bigint"),
            Line.of(
                            "blobs in text and text in blobs",
                            "CREATE TABLE classes (id INTEGER PRIMARY KEY, t TEXT, b BLOB)",
                            "INSERT INTO classes VALUES (1, 'Žluť', x'00ff'), (2, x'00ff', 'Žluť')")
                    .gives(
                            "SELECT encode(t, 'hex'), encode(b, 'hex') FROM classes ORDER BY id",
                            "c5bd6c75c5a5|00ff",
                            "00ff|c5bd6c75c5a5"),
            Line.of(
                            "text that is no UTF-8",
                            "CREATE TABLE broken (id INTEGER PRIMARY KEY, t TEXT)",
                            "INSERT INTO broken VALUES (1, CAST(x'c328' AS TEXT)), (2, 'Žluť'), (3, CAST(x'eda080' AS TEXT))")
                    .gives("SELECT id, t FROM broken", "2|Žluť")
                    .rejects("broken: invalid-utf8:t", 2),
            Line.of(
                            "a NUL byte in text",
                            "CREATE TABLE nuls (id INTEGER PRIMARY KEY, t TEXT)",
                            "INSERT INTO nuls VALUES (1, 'a' || char(0) || 'b'), (2, 'ab')")
                    .gives("SELECT id, t FROM nuls", "2|ab")
                    .rejects("nuls: nul-byte:t", 1),
            Line.of(
                            "letters of all planes, quotes, tabs, blanks",
                            "CREATE TABLE letters (id INTEGER PRIMARY KEY, t TEXT)",
                            "INSERT INTO letters VALUES (1, '😀''\"\\N\\.'), (2, '  ' || char(9, 10, 13, 92) || ' '), (3, ''), (4, 'NULL'), (5, char(1, 127, 133, 160, 8232, 65279, 65533, 1114109))")
                    .gives(
                            "SELECT encode(convert_to(t, 'UTF8'), 'hex') FROM letters ORDER BY id",
                            "f09f988027225c4e5c2e",
                            "2020090a0d5c20",
                            "",
                            "4e554c4c",
                            "017fc285c2a0e280a8efbbbfefbfbdf48fbfbd"),
            Line.of(
                            "JSON keeps its numbers",
                            "CREATE TABLE docs (id INTEGER PRIMARY KEY, j JSON)",
                            "INSERT INTO docs VALUES (1, '{\"b\": 1, \"a\": 9007199254740993, \"b\": 2}'), (2, '[1e400, 1.10, -0, 1E-3]'), (3, '\"top \\u00e9 \\ud83d\\ude00\"'), (4, 'null'), (5, NULL), (6, '"
                                    + "[".repeat(100) + "]".repeat(100) + "'), (7, '{\"a\": \"x\\u0000y\"}')")
                    .gives(
                            "SELECT j, pg_typeof(j) FROM docs ORDER BY id",
                            "{\"a\": 9007199254740993, \"b\": 2}|jsonb",
                            "[1" + "0".repeat(400) + ", 1.10, 0, 0.001]|jsonb",
                            "\"top é 😀\"|jsonb",
                            "null|jsonb",
                            "null|jsonb",
                            "[".repeat(100) + "]".repeat(100) + "|jsonb")
                    .gives("SELECT count(*), count(j) FROM docs", "6|5")
                    .rejects("docs: nul-byte:j", 1)
                    .loses("docs.j: json-repeats", 1),
            Line.of(
                            "UUIDs are UUIDs where all are",
                            "CREATE TABLE uuids (id UUID PRIMARY KEY, u UUID)",
                            "INSERT INTO uuids VALUES ('0F8FAD5B-D9CB-469F-A165-70867728950E', 'acc-001'), ('7c9e6679742540de944be07fc1f90ae9', '7c9e6679-7425-40de-944b-e07fc1f90ae9'), ('{8c9e6679-7425-40de-944b-e07fc1f90ae9}', NULL)")
                    .gives(
                            "SELECT id, u, pg_typeof(id), pg_typeof(u) FROM uuids ORDER BY id",
                            "0f8fad5b-d9cb-469f-a165-70867728950e|acc-001|uuid|text",
                            "7c9e6679-7425-40de-944b-e07fc1f90ae9|7c9e6679-7425-40de-944b-e07fc1f90ae9|uuid|text",
                            "8c9e6679-7425-40de-944b-e07fc1f90ae9|null|uuid|text")
                    .loses("uuids.id: uuid-spelling", 3));

    private SqliteValueLines() {}
}
