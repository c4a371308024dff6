package io.transfuse.pipeline;

import static io.transfuse.pipeline.Damage.count;
import static io.transfuse.pipeline.Damage.none;
import static io.transfuse.pipeline.Damage.rows;
import static io.transfuse.pipeline.Damage.value;

import io.transfuse.model.Validation.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Databases with a row for each kind of damage, and the damages. */
final class Damages {
    private static final String LONG = "x".repeat(60_000);
    private static final int ROWS = 60;

    private Damages() {}

    /** What MySQL and MariaDB hold: values of every type. */
    static List<String> server() {
        var statements = new ArrayList<>(List.of(
                """
                CREATE TABLE vals (id INT PRIMARY KEY, i2 SMALLINT, i4 INT, i8 BIGINT, n DECIMAL(20,4), wide DECIMAL(65,30),
                  f FLOAT, d DOUBLE, b TINYINT(1), bits BIT(12), e ENUM('small', 'large'), s SET('a', 'b', 'c'), dd DATE,
                  dt DATETIME(6), ts TIMESTAMP(6) NULL, tm TIME(6), far TIME, y YEAR, t TEXT, v VARCHAR(100), js JSON,
                  raw VARBINARY(16), u CHAR(36), nothing INT) CHARACTER SET utf8mb4
                """,
                "CREATE TABLE child (id INT PRIMARY KEY, vals_id INT, FOREIGN KEY (vals_id) REFERENCES vals (id))",
                "INSERT INTO vals VALUES "
                        + String.join(
                                ", ",
                                IntStream.rangeClosed(1, ROWS)
                                        .mapToObj(Damages::row)
                                        .toList()),
                "INSERT INTO child VALUES (1, 1), (2, 2), (3, NULL)"));
        statements.addAll(loose());
        return statements;
    }

    private static String row(int id) {
        return """
                (%d, 100, 70000, 5000000000, 1.1000, 1.1, 0.5, 0.1, 1, b'000000000001', 'small', 'a,b', '2024-02-29',
                '2024-03-31 02:30:00.000000', '2024-10-27 00:30:00.000000', '23:59:59.999998', '%s', 2001, '%s', '', '%s',
                X'00FF10', '7c9e6679-7425-40de-944b-e07fc1f90a%02x', NULL)
                """.formatted(
                        id,
                        id % 2 == 0 ? "48:00:00" : "-00:00:01",
                        id == 49 ? LONG : "Café 😀 " + id,
                        "{\"a\": [1, 2], \"b\": \"1\", \"c\": 1.5, \"n\": null}",
                        id);
    }

    /** Tables without keys, and tables that are hit as a whole. */
    private static List<String> loose() {
        return List.of(
                "CREATE TABLE loose (a INT, t VARCHAR(20))",
                "INSERT INTO loose VALUES (1, 'one'), (2, 'two'), (2, 'two'), (3, 'three'), (NULL, NULL)",
                "CREATE TABLE emptied (id INT PRIMARY KEY, t VARCHAR(20))",
                "INSERT INTO emptied VALUES (1, 'a'), (2, 'b')",
                "CREATE TABLE doubled (a INT, t VARCHAR(20))",
                "INSERT INTO doubled VALUES (1, 'a'), (2, 'b')",
                "CREATE TABLE nulled (id INT PRIMARY KEY, t VARCHAR(20), kept INT)",
                "INSERT INTO nulled VALUES (1, 'a', 1), (2, 'b', 2)",
                "CREATE TABLE lost (id INT PRIMARY KEY, t VARCHAR(20))",
                "INSERT INTO lost VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    }

    static List<Damage> ofServer() {
        return Stream.of(numbers(), times(), texts(), structures(), rowsOfTables())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Damage> numbers() {
        return List.of(
                value("a small integer off by one", "vals", 1, "i2", "i2 + 1"),
                value("an integer off by one", "vals", 2, "i4", "i4 - 1"),
                value("64 bits that fold to the same 32", "vals", 3, "i8", "i8 # ((1::bigint << 32) | 1)"),
                value("the last digit of a decimal", "vals", 4, "n", "n + 0.0001"),
                value("the last of 65 digits", "vals", 5, "wide", "wide + 1e-30"),
                value("the last bit of a float", "vals", 6, "f", "'0.50000006'"),
                value("the last bit of a double", "vals", 7, "d", "'0.10000000000000002'"),
                value("no number", "vals", 8, "d", "'NaN'"),
                value("a flipped truth", "vals", 9, "b", "NOT b"),
                value("a bit", "vals", 10, "bits", "bits # B'100000000000'"),
                value("NULL becomes 0", "vals", 11, "nothing", "0"),
                value("0 becomes NULL", "vals", 12, "i2", "NULL"),
                rows("two changes that cancel in a sum", "vals", """
                        UPDATE vals SET i4 = i4 + CASE id WHEN 13 THEN 1 ELSE -1 END WHERE id IN (13, 14)
                        """, List.of("i4"), 13, 14),
                rows("two changes that cancel in an exclusive or", "vals", """
                        UPDATE vals SET i8 = i8 # 255 WHERE id IN (15, 16)
                        """, List.of("i8"), 15, 16));
    }

    private static List<Damage> times() {
        return List.of(
                value("a day", "vals", 17, "dd", "dd + 1"),
                value("a microsecond", "vals", 18, "dt", "dt + interval '1 microsecond'"),
                value("another zone", "vals", 19, "dt", "dt + interval '2 hours'"),
                value("the hour that is there twice", "vals", 20, "ts", "ts + interval '1 hour'"),
                value("the last microsecond of a day", "vals", 21, "tm", "tm + interval '1 microsecond'"),
                value("a second of an interval", "vals", 22, "far", "far + interval '1 second'"),
                value("two days for 48 hours", "vals", 24, "far", "justify_hours(far)"),
                value("a year", "vals", 23, "y", "y + 1"));
    }

    private static List<Damage> texts() {
        return List.of(
                value("another case", "vals", 25, "t", "lower(t)"),
                value("a blank behind", "vals", 26, "t", "t || ' '"),
                value("a blank before", "vals", 27, "t", "' ' || t"),
                value("the empty text becomes NULL", "vals", 28, "v", "NULL"),
                value("NULL becomes text", "vals", 29, "nothing", "7"),
                value("an emoji is cut", "vals", 30, "t", "replace(t, '😀', '')"),
                value("an accent apart from its letter", "vals", 31, "t", "normalize(t, NFD)"),
                value("a blank without width", "vals", 32, "t", "t || U&'\\200B'"),
                value("a control character", "vals", 33, "t", "t || chr(1)"),
                value("the last of 60,000 characters", "vals", 49, "t", "left(t, -1) || 'y'"),
                value("a label", "vals", 34, "e", "'large'"),
                value("a nibble of a UUID", "vals", 35, "u", "overlay(u::text placing 'f' from 1 for 1)::uuid"),
                value("a byte", "vals", 36, "raw", "set_byte(raw, 2, 17)"),
                value("a byte more", "vals", 37, "raw", "raw || '\\x00'::bytea"),
                rows(
                        "columns that changed places",
                        "vals",
                        "UPDATE vals SET t = v, v = t WHERE id = 38",
                        List.of("t", "v"),
                        38),
                rows("values that changed places between keys", "vals", """
                        UPDATE vals a SET t = b.t FROM vals b WHERE a.id IN (39, 40) AND b.id IN (39, 40) AND a.id <> b.id
                        """, List.of("t"), 39, 40),
                rows(
                        "the same change twice",
                        "vals",
                        "UPDATE vals SET v = 'x' WHERE id IN (41, 42)",
                        List.of("v"),
                        41,
                        42));
    }

    private static List<Damage> structures() {
        return List.of(
                value("a number in JSON", "vals", 43, "js", "jsonb_set(js, '{a,0}', '3')"),
                value("a key that JSON has lost", "vals", 44, "js", "js - 'n'"),
                value("the order of a list in JSON", "vals", 45, "js", "jsonb_set(js, '{a}', '[2, 1]')"),
                value("a text that became a number in JSON", "vals", 46, "js", "jsonb_set(js, '{b}', '1')"),
                value("the scale of a number in JSON", "vals", 47, "js", "jsonb_set(js, '{c}', '1.50')"),
                value("NULL for JSON's null", "vals", 48, "js", "jsonb_set(js, '{n}', 'false')"),
                value("the order of a list", "vals", 50, "s", "'{b,a}'"),
                value("an element that is NULL", "vals", 51, "s", "'{a,NULL}'"),
                none("the order of keys in JSON", "vals", """
                        UPDATE vals SET js = '{"n":null,"c":1.5,"b":"1","a":[1,2]}' WHERE id = 52
                        """),
                value("a reference to another row", "child", 1, "vals_id", "2"),
                value("a lost reference", "child", 2, "vals_id", "NULL"));
    }

    private static List<Damage> rowsOfTables() {
        return List.of(
                count("a lost row", "lost", "DELETE FROM lost WHERE id = 1", "missing", "1"),
                count("an extra row", "lost", "INSERT INTO lost VALUES (9, 'a')", "extra", "9"),
                new Damage(
                        "a row lost and another doubled",
                        "loose",
                        List.of(
                                "DELETE FROM loose WHERE a = 1",
                                "INSERT INTO loose SELECT a, t FROM loose WHERE a = 3"),
                        List.of(
                                new Difference("row", "missing", List.of()),
                                new Difference("row", "extra", List.of()))),
                count("a table that is empty", "emptied", "TRUNCATE emptied", "missing", "1", "2"),
                count(
                        "rows that were loaded twice",
                        "doubled",
                        "INSERT INTO doubled TABLE doubled",
                        "extra",
                        Damage.times(2, "row")),
                rows("a column that is NULL", "nulled", "UPDATE nulled SET t = NULL", List.of("t"), 1, 2));
    }

    /** What SQLite holds, of which the types depend on the values. */
    static List<String> file() {
        var statements = new ArrayList<>(List.of(
                "CREATE TABLE vals (id INTEGER PRIMARY KEY, i INTEGER, n DECIMAL(10,2), r REAL, b BOOLEAN, dd DATE, dt DATETIME, t TEXT, js JSON, raw BLOB, u UUID)",
                "INSERT INTO vals VALUES "
                        + String.join(
                                ", ",
                                IntStream.rangeClosed(1, 20)
                                        .mapToObj(
                                                "(%d, 5000000000, 19.25, 0.5, 1, '2024-02-29', '2024-03-31 02:30:00.5', 'Žluť', '[1.10, {\"a\": 1}]', x'00ff', '7c9e6679-7425-40de-944b-e07fc1f90ae1')"
                                                        ::formatted)
                                        .toList())));
        statements.addAll(loose());
        return statements;
    }

    static List<Damage> ofFile() {
        return Stream.concat(
                        Stream.of(
                                value("an integer off by one", "vals", 1, "i", "i + 1"),
                                value("the scale of a number", "vals", 2, "n", "n::numeric(10,3)"),
                                value("the last digit", "vals", 3, "n", "n + 0.01"),
                                value("the last bit", "vals", 4, "r", "'0.5000000000000001'"),
                                value("the sign of 0", "vals", 5, "r", "'-0'"),
                                value("no number", "vals", 6, "r", "'NaN'"),
                                value("a flipped truth", "vals", 7, "b", "NOT b"),
                                value("a day", "vals", 8, "dd", "dd - 1"),
                                value("a microsecond", "vals", 9, "dt", "dt - interval '1 microsecond'"),
                                value("a letter", "vals", 10, "t", "'Zluť'"),
                                value("a number in JSON", "vals", 11, "js", "'[1.11, {\"a\": 1}]'"),
                                none("blanks in JSON", "vals", "UPDATE vals SET js = '[1.10,{\"a\":1}]' WHERE id = 12"),
                                value("a byte", "vals", 13, "raw", "set_byte(raw, 0, 1)"),
                                value(
                                        "a nibble of a UUID",
                                        "vals",
                                        14,
                                        "u",
                                        "overlay(u::text placing 'f' from 36 for 1)::uuid")),
                        rowsOfTables().stream())
                .toList();
    }
}
