package io.transfuse.pipeline;

import java.util.List;

/** What SQLite declares around the values. */
final class SqliteSchemaLines {

    static final List<Line> ALL = List.of(
            Line.of(
                            "declared types of all kinds",
                            "CREATE TABLE declared (id INTEGER PRIMARY KEY, none, big UNSIGNED BIG INT, name VARCHAR(255), bytes byte[], nick NVARCHAR(10) COLLATE NOCASE, native NATIVE CHARACTER(70), odd \"my type\")",
                            "INSERT INTO declared VALUES (1, 'x', 18, 'name longer than nothing', x'00', 'Nick who is longer than ten', 'n', 5)")
                    .gives(
                            "SELECT none, big, name, bytes, nick, native, odd FROM declared",
                            "x|18|name longer than nothing|\\x00|Nick who is longer than ten|n|5")
                    .gives(
                            "SELECT pg_typeof(none), pg_typeof(big), pg_typeof(name), pg_typeof(bytes), pg_typeof(nick), pg_typeof(odd) FROM declared",
                            "text|bigint|text|bytea|text|bigint"),
            Line.of(
                            "defaults",
                            "CREATE TABLE defaults (id INTEGER PRIMARY KEY, at DATETIME DEFAULT CURRENT_TIMESTAMP, word TEXT DEFAULT 'NULL', later DATETIME DEFAULT (datetime('now')), low INTEGER DEFAULT -1, bytes BLOB DEFAULT x'00', quoted TEXT DEFAULT 'it''s', half REAL DEFAULT 0.5, flag BOOLEAN DEFAULT 1, empty TEXT DEFAULT NULL)",
                            "INSERT INTO defaults VALUES (1, '2024-01-01 00:00:00', 'w', '2024-01-01 00:00:00', 1, x'01', 'q', 1.5, 0, 'e')")
                    .gives(
                            "INSERT INTO defaults (id) VALUES (2) RETURNING at > now() AT TIME ZONE 'UTC' - interval '1 minute', word, later > now() AT TIME ZONE 'UTC' - interval '1 minute', low, encode(bytes, 'hex'), quoted, half, flag, empty",
                            "t|NULL|t|-1|00|it's|0.5|t|null"),
            Line.of(
                            "tables without rowid",
                            "CREATE TABLE bare (a TEXT, b INTEGER, v TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID",
                            "INSERT INTO bare VALUES ('x', 1, 'one'), ('x', 2, 'two'), ('it''s', 1, NULL)")
                    .gives("SELECT a, b, v FROM bare ORDER BY a, b", "it's|1|null", "x|1|one", "x|2|two")
                    .gives(
                            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'bare'::regclass AND contype = 'p'",
                            "PRIMARY KEY (a, b)"),
            Line.of(
                            "keys that hold NULL",
                            "CREATE TABLE gaps (a TEXT, b INTEGER, v TEXT, PRIMARY KEY (a, b))",
                            "INSERT INTO gaps VALUES (NULL, 1, 'x'), (NULL, 1, 'y'), ('k', 1, 'z')",
                            "CREATE TABLE clings (id INTEGER PRIMARY KEY, a TEXT, b INTEGER, FOREIGN KEY (a, b) REFERENCES gaps)",
                            "INSERT INTO clings VALUES (1, 'k', 1), (2, NULL, 1)")
                    .gives("SELECT v FROM gaps ORDER BY v", "x", "y", "z")
                    .gives(
                            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid IN ('gaps'::regclass, 'clings'::regclass) AND contype IN ('u', 'f') ORDER BY contype",
                            "FOREIGN KEY (a, b) REFERENCES gaps(a, b)",
                            "UNIQUE (a, b)"),
            Line.of(
                            "references of two columns between numbers and text",
                            "CREATE TABLE units (auth TEXT, code INTEGER_OR_TEXT, PRIMARY KEY (auth, code))",
                            "INSERT INTO units VALUES ('E', 9001), ('P', 'm')",
                            "CREATE TABLE measures (id INTEGER PRIMARY KEY, auth TEXT, code INTEGER_OR_TEXT, FOREIGN KEY (auth, code) REFERENCES units (auth, code))",
                            "INSERT INTO measures VALUES (1, 'E', 9001), (2, 'P', NULL)")
                    .gives(
                            "SELECT auth, code, pg_typeof(code) FROM measures ORDER BY id",
                            "E|9001|text",
                            "P|null|text"),
            Line.of(
                            "names that are empty",
                            "CREATE TABLE \"\" (id INTEGER PRIMARY KEY, \"\" TEXT, \"_\" TEXT)",
                            "INSERT INTO \"\" VALUES (1, 'x', 'y')")
                    .gives("SELECT id, _, __2 FROM _", "1|y|x"),
            Line.of(
                            "moments in columns of text",
                            "CREATE TABLE written (id INTEGER PRIMARY KEY, at TEXT DEFAULT CURRENT_TIMESTAMP, iso TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), unix INTEGER DEFAULT (unixepoch()))",
                            "INSERT INTO written VALUES (1, 'x', 'y', 0)")
                    .gives(
                            "INSERT INTO written (id) VALUES (2) RETURNING at ~ '^20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$', iso ~ '^20.*T.*[.]\\d\\d\\dZ$', unix > 1700000000",
                            "t|t|t"),
            Line.of(
                            "strict tables",
                            "CREATE TABLE strictly (id INTEGER PRIMARY KEY, i INT, r REAL, t TEXT, b BLOB, a ANY) STRICT",
                            "INSERT INTO strictly VALUES (1, 5, 1, 'x', x'01', 'any'), (2, NULL, 2.5, '', x'', 7)")
                    .gives(
                            "SELECT i, r, t, encode(b, 'hex'), a, pg_typeof(a) FROM strictly ORDER BY id",
                            "5|1|x|01|any|text",
                            "null|2.5|||7|text"),
            Line.of(
                            "used row ids are used again, tables without a key",
                            "CREATE TABLE reused (id INTEGER PRIMARY KEY, v TEXT)",
                            "INSERT INTO reused VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                            "DELETE FROM reused WHERE id = 3",
                            "INSERT INTO reused (v) VALUES ('d')",
                            "CREATE TABLE never (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT)",
                            "INSERT INTO never VALUES (1, 'a'), (7, 'b')",
                            "DELETE FROM never WHERE id = 7",
                            "CREATE TABLE keyless (a INT, b TEXT)",
                            "INSERT INTO keyless VALUES (1, 'x'), (1, 'x'), (NULL, NULL)",
                            "CREATE TABLE hollow (id INTEGER PRIMARY KEY, t TEXT)")
                    .gives("SELECT id, v FROM reused ORDER BY id", "1|a", "2|b", "3|d")
                    .gives("INSERT INTO reused (v) VALUES ('e') RETURNING id", "4")
                    .gives("INSERT INTO never (v) VALUES ('c') RETURNING id", "8")
                    .gives("SELECT a, b FROM keyless ORDER BY a", "1|x", "1|x", "null|null")
                    .gives("SELECT count(*) FROM hollow", "0"),
            Line.of(
                            "indexes of all kinds",
                            "CREATE TABLE indexed (id INTEGER PRIMARY KEY, a TEXT, b TEXT COLLATE NOCASE, c INT, d INT)",
                            "INSERT INTO indexed VALUES (1, 'a', 'b', 1, 2)",
                            "CREATE INDEX partly ON indexed (a) WHERE c > 0 AND a IS NOT NULL",
                            "CREATE INDEX computed ON indexed (lower(a), c + d)",
                            "CREATE INDEX downward ON indexed (c DESC, d)",
                            "CREATE INDEX anycase ON indexed (a COLLATE NOCASE)",
                            "CREATE UNIQUE INDEX anyb ON indexed (b)",
                            "CREATE INDEX obscure ON indexed (strftime('%Y', a))")
                    .gives(
                            "SELECT replace(indexdef, 'public.', '') FROM pg_indexes WHERE tablename = 'indexed' AND indexname <> 'indexed_pkey' ORDER BY indexname",
                            "CREATE UNIQUE INDEX anyb ON indexed USING btree (lower(b))",
                            "CREATE INDEX anycase ON indexed USING btree (lower(a))",
                            "CREATE INDEX computed ON indexed USING btree (lower(a), ((c + d)))",
                            "CREATE INDEX downward ON indexed USING btree (c DESC, d)",
                            "CREATE INDEX partly ON indexed USING btree (a) WHERE ((c > 0) AND (a IS NOT NULL))")
                    .tells("obscure"),
            Line.of(
                            "checks, generated columns, conflict clauses",
                            "CREATE TABLE ruled (id INTEGER PRIMARY KEY, a INT NOT NULL ON CONFLICT IGNORE CHECK (a > 0), t TEXT UNIQUE ON CONFLICT REPLACE, s INT GENERATED ALWAYS AS (a * 2) STORED, v TEXT AS (upper(t)) VIRTUAL, CONSTRAINT brief CHECK (length(t) < 10))",
                            "INSERT INTO ruled (id, a, t) VALUES (1, 5, 'x')")
                    .gives("SELECT a, t, s, v FROM ruled", "5|x|10|X")
                    .gives(
                            "SELECT attgenerated FROM pg_attribute WHERE attrelid = 'ruled'::regclass AND attname = 's'",
                            "s")
                    .gives(
                            "SELECT count(*) FROM pg_constraint WHERE conrelid = 'ruled'::regclass AND contype IN ('c', 'u')",
                            "3"),
            Line.of(
                            "orphans are kept apart, and the reference holds for the rest",
                            "CREATE TABLE parents (id INTEGER PRIMARY KEY)",
                            "CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INT REFERENCES parents ON DELETE CASCADE)",
                            "CREATE TABLE grandchildren (id INTEGER PRIMARY KEY, child_id INT REFERENCES children (id))",
                            "INSERT INTO parents VALUES (1)",
                            "INSERT INTO children VALUES (1, 1), (2, 99), (3, NULL)",
                            "INSERT INTO grandchildren VALUES (1, 1), (2, 2)")
                    .gives("SELECT id FROM children ORDER BY id", "1", "3")
                    .gives("SELECT id FROM grandchildren", "1")
                    .gives(
                            "SELECT convalidated, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'children'::regclass AND contype = 'f'",
                            "t|FOREIGN KEY (parent_id) REFERENCES parents(id) ON DELETE CASCADE")
                    .rejects("children: orphan:parent_id", 1)
                    .rejects("grandchildren: parent-rejected:child_id", 1),
            Line.of(
                            "a child that spells its key in another case finds its parent",
                            "CREATE TABLE codes (code TEXT PRIMARY KEY COLLATE NOCASE)",
                            "CREATE TABLE uses (id INTEGER PRIMARY KEY, code TEXT COLLATE NOCASE REFERENCES codes)",
                            "INSERT INTO codes VALUES ('abc'), ('Xyz')",
                            "INSERT INTO uses VALUES (1, 'ABC'), (2, 'xYZ'), (3, 'abc')")
                    .gives("SELECT id, code FROM uses ORDER BY id", "1|abc", "2|Xyz", "3|abc")
                    .loses("uses.code: key-spelling", 2),
            Line.of(
                            "views, triggers, virtual tables and statistics are listed",
                            "CREATE TABLE plain (id INTEGER PRIMARY KEY, v INT)",
                            "INSERT INTO plain VALUES (1, 1)",
                            "CREATE VIEW seen AS SELECT id FROM plain WHERE v > 0",
                            "CREATE TRIGGER watched AFTER INSERT ON plain BEGIN UPDATE plain SET v = 0; END",
                            "CREATE VIRTUAL TABLE found USING fts5(body)",
                            "INSERT INTO found VALUES ('some words')",
                            "CREATE INDEX plain_v ON plain (v)",
                            "ANALYZE")
                    .gives(
                            "SELECT count(*) FROM pg_class WHERE relname LIKE 'found%' OR relname IN ('seen', 'sqlite_stat1')",
                            "0")
                    .tells("seen", "watched", "found", "sqlite_stat1", "CREATE VIEW", "found_content"),
            Line.of(
                            "names",
                            "CREATE TABLE \"Order\" (\"Group\" INTEGER PRIMARY KEY, \"select\" INT, camelCase INT, [with space] INT, \"a,b;c\" INT, \"it's\" INT)",
                            "INSERT INTO \"Order\" VALUES (1, 2, 3, 4, 5, 6)")
                    .gives(
                            "SELECT \"Group\", \"select\", \"camelCase\", \"with space\", \"a,b;c\", \"it's\" FROM \"Order\"",
                            "1|2|3|4|5|6"));

    private SqliteSchemaLines() {}
}
