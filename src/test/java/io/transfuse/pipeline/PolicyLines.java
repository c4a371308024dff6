package io.transfuse.pipeline;

import java.util.List;
import java.util.stream.Stream;

/** The values of MySQL and MariaDB under policies that are not the default. */
final class PolicyLines {

    private static final String EXACT =
            "{\"b\": 1, \"a\": [9007199254740993, 1.10, 1e400, -0, 12345678901234567890.12345678901234567890], \"b\": \"\\u00e9 \\ud83d\\ude00\"}";
    private static final String EXACTLY = "{\"a\": [9007199254740993, 1.10, 1" + "0".repeat(400)
            + ", 0, 12345678901234567890.12345678901234567890], \"b\": \"é 😀\"}";

    private static final List<Line> DATES = List.of(
            Line.of(
                            "zero-date = quarantine",
                            "CREATE TABLE zq (id INT PRIMARY KEY, d DATE, t DATETIME)",
                            "INSERT INTO zq VALUES (1, '2024-00-01', NULL), (2, '2024-05-17', '2024-05-17 00:00:00'), (3, NULL, '0000-00-00 00:00:00')")
                    .configured(
                            "tables.zq.columns.d { policy.zero-date = quarantine }",
                            "tables.zq.columns.t { policy.zero-date = quarantine }")
                    .gives("SELECT id, d, t FROM zq", "2|2024-05-17|2024-05-17 00:00:00")
                    .rejects("zq: zero-date:d", 1)
                    .rejects("zq: zero-date:t", 1),
            Line.of(
                            "zero-date = a date",
                            "CREATE TABLE zd (id INT PRIMARY KEY, d DATE NOT NULL, t DATETIME(3), s TIMESTAMP NULL)",
                            "INSERT INTO zd VALUES (1, '0000-00-00', '2024-00-10 11:12:13.5', '0000-00-00 00:00:00'), (2, '2024-05-17', NULL, '2024-05-17 01:02:03')")
                    .configured(
                            "tables.zd.columns.d { policy.zero-date = \"1900-01-01\" }",
                            "tables.zd.columns.t { policy.zero-date = \"1970-01-01\" }",
                            "tables.zd.columns.s { policy.zero-date = \"1970-01-02\" }")
                    .gives(
                            "SELECT d, t, s AT TIME ZONE 'UTC' FROM zd ORDER BY id",
                            "1900-01-01|1970-01-01 00:00:00|1970-01-02 00:00:00",
                            "2024-05-17|null|2024-05-17 01:02:03")
                    .loses("zd.d: zero-date", 1)
                    .loses("zd.t: zero-date", 1)
                    .loses("zd.s: zero-date", 1),
            Line.of(
                            "datetime = timestamptz of a zone",
                            "CREATE TABLE zoned (id INT PRIMARY KEY, t DATETIME(6), s TIMESTAMP NULL)",
                            "INSERT INTO zoned VALUES (1, '2024-01-15 12:00:00.000001', '2024-03-31 02:30:00'), (2, '2024-07-15 12:00:00', NULL), (3, '2024-03-31 02:30:00', NULL), (4, '2024-10-27 02:30:00', NULL), (5, '2024-03-31 03:00:00', NULL), (6, '2024-10-27 03:00:00', NULL), (7, '1880-01-01 00:00:00', NULL)")
                    .configured("tables.zoned.columns.t { policy.datetime = \"timestamptz(Europe/Berlin)\" }")
                    .gives(
                            "SELECT id, t AT TIME ZONE 'UTC', s AT TIME ZONE 'UTC' FROM zoned ORDER BY id",
                            "1|2024-01-15 11:00:00.000001|2024-03-31 02:30:00",
                            "2|2024-07-15 10:00:00|null",
                            "4|2024-10-27 00:30:00|null",
                            "5|2024-03-31 01:00:00|null",
                            "6|2024-10-27 02:00:00|null",
                            "7|1879-12-31 23:06:32|null")
                    .loses("zoned.t: dst-overlap", 1)
                    .rejects("zoned: dst-gap:t", 1));

    private static final List<Line> TEXT = List.of(
            Line.of(
                            "nul-byte = strip",
                            "CREATE TABLE ns (id INT PRIMARY KEY, t VARCHAR(20), j JSON, x TEXT)",
                            "INSERT INTO ns VALUES (1, CONCAT(CHAR(0), 'a', CHAR(0), 'b'), '{\"a\": \"x\\u0000y\"}', '{\"\\u0000k\": 1}'), (2, 'ab', '{\"a\": \"\\\\u0000\"}', '1')")
                    .configured(
                            "tables.ns.columns.t { policy.nul-byte = strip }",
                            "tables.ns.columns.j { policy.nul-byte = strip }",
                            "tables.ns.columns.x { policy { nul-byte = strip, json-text = jsonb } }")
                    .gives(
                            "SELECT t, j, x FROM ns ORDER BY id",
                            "ab|{\"a\": \"xy\"}|{\"k\": 1}",
                            "ab|{\"a\": \"\\\\u0000\"}|1")
                    .loses("ns.t: nul-byte:t", 1)
                    .loses("ns.j: nul-byte:j", 1)
                    .loses("ns.x: nul-byte:x", 1),
            Line.of(
                            "json-text = jsonb, bad-json = wrap and quarantine",
                            "CREATE TABLE jt (id INT PRIMARY KEY, w TEXT, q VARCHAR(100))",
                            "INSERT INTO jt VALUES (1, '{\"a\": 1}', '[1]'), (2, 'it is \"no\" JSON', NULL), (3, NULL, '{''a'': 1}'), (4, '', '\"\"'), (5, 'NaN', 'true')")
                    .configured(
                            "tables.jt.columns.w { policy { json-text = jsonb, bad-json = wrap } }",
                            "tables.jt.columns.q { policy.json-text = jsonb }")
                    .gives(
                            "SELECT id, w, q, pg_typeof(w) FROM jt ORDER BY id",
                            "1|{\"a\": 1}|[1]|jsonb",
                            "2|\"it is \\\"no\\\" JSON\"|null|jsonb",
                            "4|\"\"|\"\"|jsonb",
                            "5|\"NaN\"|true|jsonb")
                    .loses("jt.w: bad-json:w", 3)
                    .rejects("jt: bad-json:q", 1),
            Line.of(
                            "JSON in text keeps its numbers",
                            "CREATE TABLE je (id INT PRIMARY KEY, j LONGTEXT)",
                            "INSERT INTO je VALUES (1, '" + EXACT + "'), (2, '\"top\"'), (3, '" + "[".repeat(100)
                                    + "]".repeat(100) + "'), (4, ' 1.0 '), (5, 'null')")
                    .configured("tables.je.columns.j { policy.json-text = jsonb }")
                    .gives(
                            "SELECT j FROM je ORDER BY id",
                            EXACTLY,
                            "\"top\"",
                            "[".repeat(100) + "]".repeat(100),
                            "1.0",
                            "null")
                    .loses("je.j: json-repeats", 1),
            Line.of(
                            "uuid-text = uuid and text",
                            "CREATE TABLE ut (id INT PRIMARY KEY, u VARCHAR(40), t CHAR(36))",
                            "INSERT INTO ut VALUES (1, '0f8fad5b-d9cb-469f-a165-70867728950e', '0F8FAD5B-D9CB-469F-A165-70867728950E'), (2, 'acc-001', NULL), (3, '{0F8FAD5BD9CB469FA16570867728950E}', NULL), (4, NULL, NULL)")
                    .configured(
                            "tables.ut.columns.u { policy.uuid-text = uuid }",
                            "tables.ut.columns.t { policy.uuid-text = text }")
                    .gives(
                            "SELECT id, u, t, pg_typeof(u) FROM ut ORDER BY id",
                            "1|0f8fad5b-d9cb-469f-a165-70867728950e|0F8FAD5B-D9CB-469F-A165-70867728950E|uuid",
                            "3|0f8fad5b-d9cb-469f-a165-70867728950e|null|uuid",
                            "4|null|null|uuid")
                    .loses("ut.u: uuid-spelling", 1)
                    .rejects("ut: not-a-uuid:u", 1),
            Line.of(
                            "collation = citext",
                            "CREATE TABLE ci (mail VARCHAR(50) COLLATE utf8mb4_general_ci PRIMARY KEY)",
                            "CREATE TABLE cu (id INT PRIMARY KEY, mail VARCHAR(50) COLLATE utf8mb4_general_ci, FOREIGN KEY (mail) REFERENCES ci (mail))",
                            "INSERT INTO ci VALUES ('Ann@Example.org')",
                            "INSERT INTO cu VALUES (1, 'ann@example.ORG')")
                    .configured("policy.collation = citext")
                    .gives(
                            "SELECT mail, pg_typeof(mail) FROM ci WHERE mail = 'ANN@example.org'",
                            "Ann@Example.org|citext")
                    .gives("SELECT id, cu.mail = ci.mail FROM cu JOIN ci ON ci.mail = cu.mail", "1|t")
                    .loses("cu.mail: key-spelling", 1));

    private static final List<Line> TYPES = List.of(
            Line.of(
                            "binary16 = uuid",
                            "CREATE TABLE b16 (id BINARY(16) PRIMARY KEY, other BINARY(16))",
                            "INSERT INTO b16 VALUES (X'0F8FAD5BD9CB469FA16570867728950E', X'00')")
                    .configured("tables.b16.columns.id { policy.binary16 = uuid }")
                    .gives(
                            "SELECT id, encode(other, 'hex'), pg_typeof(id) FROM b16",
                            "0f8fad5b-d9cb-469f-a165-70867728950e|" + "0".repeat(32) + "|uuid"),
            Line.of(
                            "empty-enum = keep and quarantine",
                            "CREATE TABLE ek (id INT PRIMARY KEY, k ENUM('x', 'y') NOT NULL, q ENUM('x', 'y'))",
                            "INSERT IGNORE INTO ek VALUES (1, 'wrong', 'x'), (2, 'y', 'wrong'), (3, 'x', NULL)")
                    .configured(
                            "tables.ek.columns.k { policy.empty-enum = keep }",
                            "tables.ek.columns.q { policy.empty-enum = quarantine }")
                    .gives("SELECT id, k, q FROM ek ORDER BY id", "1||x", "3|x|null")
                    .gives("SELECT enum_range(NULL::ek_k)::text", "{\"\",x,y}")
                    .rejects("ek: empty-enum:q", 1),
            Line.of(
                            "a declared member '' that enum-map does not name",
                            "CREATE TABLE ed (id INT PRIMARY KEY, k ENUM('', 'x', 'y'), n ENUM('', 'x') NOT NULL, m ENUM('', 'x'), c ENUM('', 'x'))",
                            "INSERT INTO ed VALUES (1, '', 'x', '', ''), (2, 'y', '', 'x', 'x'), (3, NULL, 'x', NULL, NULL)")
                    .configured(
                            "tables.ed.columns.k { enum-map { x = ex, y = y } }",
                            "tables.ed.columns.n { enum-map { x = ex } }",
                            "tables.ed.columns.m { enum-map { x = ex, \"\" = none } }")
                    .gives("SELECT id, k, n, m, c FROM ed ORDER BY id", "1|null|ex|none|", "3|null|ex|null|null")
                    .rejects("ed: empty-enum:n", 1)
                    .loses("ed.k: empty-enum", 1),
            Line.of(
                            "a numeric type with fewer digits than a decimal has",
                            "CREATE TABLE nd (id INT PRIMARY KEY, w DECIMAL(12,4), f DECIMAL(12,4), q DECIMAL(12,4))",
                            "INSERT INTO nd VALUES (1, 33.3333, 1.5, 1.5), (2, 99999999.5, 2, 2.125)")
                    .configured(
                            "tables.nd.columns { w = \"numeric(12,2)\", f = \"numeric(12,2)\" }",
                            "tables.nd.columns.q { type = \"numeric(12,2)\", policy.narrow = quarantine }")
                    .gives("SELECT id, w, f FROM nd ORDER BY id", "1|33.3333|1.50")
                    .tells("nd.w", "widened to numeric")
                    .rejects("nd: not-a-number:q", 1),
            Line.of(
                            "enum-map with * over texts",
                            "CREATE TABLE et (id INT PRIMARY KEY, k VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, l VARCHAR(9),"
                                    + " g VARCHAR(9) NOT NULL)",
                            "INSERT INTO et VALUES (1, 'PAID', 'PAID', 'x'), (2, 'Open', 'Open', ''), (3, '', NULL, 'y'), (4, 'a', 'b', 'GONE')")
                    .configured(
                            "tables.et.columns.k { enum-map { PAID = paid, \"*\" = keep } }",
                            "tables.et.columns.l { type = \"varchar(20)\", enum-map { paid = settled, \"*\" = lower } }",
                            "tables.et.columns.g { enum-map { GONE = \"\", \"*\" = keep } }")
                    .gives("SELECT id, k, l, g FROM et ORDER BY id", "1|paid|settled|x", "2|Open|open|", "3||null|y")
                    .rejects("et: unmapped:g", 1)
                    .loses("et.l: letter-case", 1),
            Line.of(
                            "spatial = point",
                            "CREATE TABLE sp (id INT PRIMARY KEY, p POINT, w POINT)",
                            "INSERT INTO sp VALUES (1, ST_GeomFromText('POINT(1.5 -2)'), ST_GeomFromText('POINT(1.5 -2)')), (2, NULL, NULL)")
                    .configured("tables.sp.columns.p { policy.spatial = point }")
                    .gives(
                            "SELECT p, encode(w, 'hex') FROM sp ORDER BY id",
                            "(1.5,-2)|0101000000000000000000f83f00000000000000c0",
                            "null|null"),
            Line.of(
                            "tinyint1 = smallint and boolean",
                            "CREATE TABLE t1 (id INT PRIMARY KEY, s TINYINT(1), b TINYINT(1))",
                            "INSERT INTO t1 VALUES (1, 1, 1), (2, 0, 0), (3, 1, 2)")
                    .configured(
                            "tables.t1.columns.s { policy.tinyint1 = smallint }",
                            "tables.t1.columns.b { policy.tinyint1 = boolean }")
                    .gives(
                            "SELECT s, b, pg_typeof(s), pg_typeof(b) FROM t1 ORDER BY id",
                            "1|t|smallint|boolean",
                            "0|f|smallint|boolean")
                    .rejects("t1: not-a-boolean:b", 1),
            Line.of(
                            "orphan = keep and null",
                            "CREATE TABLE op (id INT PRIMARY KEY)",
                            "CREATE TABLE oc (id INT PRIMARY KEY, k INT, n INT, FOREIGN KEY (k) REFERENCES op (id), FOREIGN KEY (n) REFERENCES op (id))",
                            "INSERT INTO op VALUES (1)",
                            "INSERT INTO oc VALUES (1, 99, 1), (2, 1, 98), (3, NULL, NULL)")
                    .configured(
                            "tables.oc.columns.k { policy.orphan = keep }",
                            "tables.oc.columns.n { policy.orphan = \"null\" }")
                    .gives("SELECT id, k, n FROM oc ORDER BY id", "1|99|1", "2|1|null", "3|null|null")
                    .gives(
                            "SELECT convalidated FROM pg_constraint WHERE conrelid = 'oc'::regclass AND contype = 'f' ORDER BY conkey",
                            "f",
                            "t")
                    .loses("oc.k: orphan:k", 1)
                    .loses("oc.n: orphan:n", 1));

    private static final List<Line> PRESCRIBED = List.of(
            Line.of(
                            "a prescribed type that is too narrow",
                            "CREATE TABLE nw (id INT PRIMARY KEY, w TEXT, q TEXT, n DOUBLE, m DOUBLE, i BIGINT, j BIGINT)",
                            "INSERT INTO nw VALUES (1, 'abc', 'abc', 1.25, 1.25, 1, 1), (2, 'abcd', 'x', 0.125, 1, 3000000000, 1), (3, 'x', 'äöüß', 1, 1, 1, 1), (4, 'x', 'x', 1, 0.125, 1, 1), (5, 'x', 'x', 1, 1, 1, 3000000000)")
                    .configured(
                            "tables.nw.columns.w = \"varchar(3)\"",
                            "tables.nw.columns.q { type = \"varchar(3)\", policy.narrow = quarantine }",
                            "tables.nw.columns.n = \"numeric(10,2)\"",
                            "tables.nw.columns.m { type = \"numeric(10,2)\", policy.narrow = quarantine }",
                            "tables.nw.columns.i = integer",
                            "tables.nw.columns.j { type = integer, policy.narrow = quarantine }")
                    .gives(
                            "SELECT id, w, q, n, m, i, j FROM nw ORDER BY id",
                            "1|abc|abc|1.25|1.25|1|1",
                            "2|abcd|x|0.125|1.00|3000000000|1")
                    .gives(
                            "SELECT pg_typeof(w), pg_typeof(q), pg_typeof(n), pg_typeof(i), pg_typeof(j) FROM nw LIMIT 1",
                            "text|character varying|numeric|bigint|integer")
                    .rejects("nw: too-long:q", 1)
                    .rejects("nw: not-a-number:m", 1)
                    .rejects("nw: not-an-integer:j", 1)
                    .tells("widened to text", "widened to bigint"),
            Line.of(
                            "members that are renamed, and one that has no new name",
                            "CREATE TABLE em (id INT PRIMARY KEY, role ENUM('ADMIN', 'Guest', 'old') NOT NULL, t VARCHAR(20))",
                            "INSERT INTO em VALUES (1, 'ADMIN', 'a b'), (2, 'Guest', NULL), (3, 'old', 'a b'), (4, 'ADMIN', 'c')")
                    .configured(
                            "tables.em.columns.role { type = \"varchar(20)\", enum-map { ADMIN = admin, Guest = visitor } }",
                            "tables.em.columns.t { type = text, enum-map { \"a b\" = a_b } }")
                    .gives("SELECT id, role, t FROM em ORDER BY id", "1|admin|a_b", "2|visitor|null")
                    .rejects("em: unmapped:role", 1)
                    .rejects("em: unmapped:t", 1));

    private static final Line MARIADB = Line.of(
                    "MariaDB's JSON keeps its numbers",
                    "CREATE TABLE mj (id INT PRIMARY KEY, j JSON)",
                    "INSERT INTO mj VALUES (1, '" + EXACT + "'), (2, '\"top\"'), (3, '" + "[".repeat(30)
                            + "]".repeat(30) + "'), (4, '1.50'), (5, 'null'), (6, NULL)")
            .gives(
                    "SELECT j FROM mj ORDER BY id",
                    EXACTLY,
                    "\"top\"",
                    "[".repeat(30) + "]".repeat(30),
                    "1.50",
                    "null",
                    "null")
            .loses("mj.j: json-repeats", 1);

    private PolicyLines() {}

    static List<Line> all(boolean mysql) {
        return Stream.of(DATES, TEXT, TYPES, PRESCRIBED, mysql ? List.<Line>of() : List.of(MARIADB))
                .flatMap(List::stream)
                .toList();
    }
}
