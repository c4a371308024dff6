package io.transfuse.pipeline;

import java.util.List;

/** What MySQL and MariaDB declare around the values. */
final class MysqlSchemaLines {

    static final List<Line> ALL = List.of(
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
                            "computed columns that the source cut to their types, and tables of nothing else",
                            "CREATE TABLE cuts (id INT PRIMARY KEY, a INT, b SMALLINT GENERATED ALWAYS AS (a) VIRTUAL, c SMALLINT GENERATED ALWAYS AS (a - 1) VIRTUAL, d VARCHAR(3) GENERATED ALWAYS AS (concat(e, 'x')) VIRTUAL, e VARCHAR(9), f DECIMAL(9,1) GENERATED ALWAYS AS (g * 1.25) STORED, g DECIMAL(9,2), h INT UNSIGNED GENERATED ALWAYS AS (i) VIRTUAL, i INT, j DATETIME(1) GENERATED ALWAYS AS (k) VIRTUAL, k DATETIME(3), l DATETIME(3) GENERATED ALWAYS AS (k) VIRTUAL)",
                            "INSERT IGNORE INTO cuts (id, a, e, g, i, k) VALUES (1, 40000, 'long', 1.5, 7, '2024-01-01 00:00:00'), (2, 5, 'ab', 2.25, -1, '2024-01-01 00:00:00.321')",
                            "CREATE TABLE constants (a INT GENERATED ALWAYS AS (1) VIRTUAL)",
                            "INSERT INTO constants () VALUES (), ()")
                    .gives("SELECT b, c, d, f, h FROM cuts ORDER BY id", "32767|32767|lon|1.9|7", "5|4|abx|2.8|0")
                    .gives(
                            "SELECT attname FROM pg_attribute WHERE attrelid = 'cuts'::regclass AND attgenerated = 's' ORDER BY 1",
                            "f",
                            "l")
                    .gives("SELECT a FROM constants", "1", "1"),
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

    private MysqlSchemaLines() {}
}
