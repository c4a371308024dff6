package io.transfuse.pipeline;

import java.util.List;

/** Letters, JSON and keys of text of MySQL and MariaDB. */
final class MysqlTextLines {

    static final List<Line> ALL = List.of(
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
                    .loses("uses.code: key-spelling", 2));

    private MysqlTextLines() {}
}
