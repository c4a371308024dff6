package io.transfuse.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.upper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Sparks;
import io.transfuse.config.Settings;
import io.transfuse.model.UserException;
import io.transfuse.plan.Planner;
import io.transfuse.read.Reader;
import io.transfuse.source.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of real files, read and reshaped. */
class ReshapeTest {
    private static final String NAMESPACE = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void everyValueArrivesExactlyInEveryEncoding(String encoding) throws IOException {
        var rows = rows(
                "policy.nul-byte = strip",
                "PRAGMA encoding = '" + encoding + "'",
                "CREATE TABLE t (\"a.key\" TEXT PRIMARY KEY, i INT, r REAL, b BLOB, m)",
                "INSERT INTO t VALUES ('é😀ß', 9223372036854775807, 0.1, x'00FF', 'ü'), ('a' || char(0) || 'b', -9223372036854775808,"
                        + " 5e-324, NULL, 2.5), ('', NULL, 9e999, x'', 7)");

        assertThat(texts(rows.select("`a.key`", "i", "r", "b", "m", "_key", "_fate")))
                .containsExactlyInAnyOrder(
                        "é😀ß|9223372036854775807|0.1|00FF|ü|é😀ß|staged",
                        "ab|-9223372036854775808|4.9E-324|null|2.5|a\0b|staged",
                        "|null|Infinity||7||staged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le"})
    void brokenTextIsRejectedWithItsBytes(String encoding) throws IOException {
        var rows = rows(
                "",
                "PRAGMA encoding = '" + encoding + "'",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)",
                "INSERT INTO t VALUES (1, CAST(x'C328' AS TEXT)), (2, CAST(x'00D8' AS TEXT)), (3, 'fine'), (4, CAST(x'FFFFFF' AS TEXT))");

        var fates = texts(rows.select(col("id"), col("_fate"), col("_findings.rule"), col("_row")));
        var utf16 = encoding.startsWith("UTF-16");
        assertThat(fates).hasSize(4).contains("3|staged|null|null");
        assertThat(fates.stream().filter(f -> f.contains("rejected") && f.contains("invalid-utf8:x")))
                .hasSize(utf16 ? 1 : 3)
                .allMatch(f -> f.contains("x#base64"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 10, 11})
    void everyRowIsReadOnceWhateverItsRowid(int count) throws IOException {
        var gaps =
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + Math.max(1, count) + ")"
                        + " INSERT INTO t SELECT CASE i % 3 WHEN 0 THEN -9223372036854775808 + i WHEN 1 THEN i * 1000"
                        + " ELSE 9223372036854775807 - i END, i FROM n" + (count == 0 ? " WHERE FALSE" : "");
        var file = Made.file(folder.resolve("gaps.db"), "CREATE TABLE t (id INTEGER PRIMARY KEY, _rowid_ INT)", gaps);
        try (var source = Made.source(file)) {
            var plan = Planner.plan(settings("", file), source);
            var mapping = plan.mappings().get(0);

            var rows = new Reader(Sparks.session(), source, 2)
                    .rows(mapping, mapping.branches().get(0))
                    .select("_position")
                    .distinct();

            assertThat(source.query(mapping, mapping.branches().get(0), 2).parts())
                    .hasSize(count <= 2 ? 0 : (count + 1) / 2);
            assertThat(rows.count()).isEqualTo(count);
            assertThat(plan.blockers()).isEmpty();
        }
    }

    @Test
    void whatTheConfigurationMakesOfAColumnIsMade() throws IOException {
        var rows = rows("""
                tables.t.columns {
                  role { type = text, enum-map { RESIDENT = resident, "Att. X" = attending } }
                  full { type = text, expression = "concat(first, ' ', last)", takes = [first, last] }
                  site { type = uuid, value = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11" }
                  n = "integer not null"
                }""", "CREATE TABLE t (role TEXT, first TEXT, last TEXT, n INT)", """
                INSERT INTO t VALUES ('RESIDENT', 'A', 'B', 1), ('Att. X', 'A', NULL, 2), ('resident', 'A', 'B', 3),
                  (NULL, NULL, NULL, NULL)""");

        assertThat(texts(rows.select("role", "full", "site", "n", "_fate", "_findings.rule")))
                .containsExactlyInAnyOrder(
                        "resident|A B|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|1|staged|null",
                        "attending|null|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|2|staged|null",
                        "null|A B|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|3|rejected|ArraySeq(unmapped:role)",
                        "null|null|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|null|rejected|ArraySeq(null:n)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables.t.columns.y { type = text, expression = \"concat(x, zz)\", takes = [x] }",
                "tables.t.columns.y { type = text, expression = \"concat(x\", takes = [x] }",
                "tables.t.checks.c = \"zz > 1\""
            })
    void anExpressionThatFitsNoRowIsOneLine(String config) {
        assertThatThrownBy(() -> rows(config, "CREATE TABLE t (x TEXT)"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("tables.t has an expression, check or transformation that fits no row: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aListThatAnExpressionGivesArrivesAsOne() throws IOException {
        var rows = rows(
                "tables.t.columns.y { type = \"text[]\", expression = \"split(x, ',')\", takes = [x] }\n"
                        + "tables.t.columns.z { type = \"text[]\", expression = \"array(x, 'b c', 'Null')\", takes = [x] }",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)",
                "INSERT INTO t VALUES (1, 'x,y'), (2, ''), (3, NULL), (4, 'a\"{')");

        assertThat(texts(rows.select("id", "y", "z", "_fate")))
                .containsExactlyInAnyOrder(
                        "1|{x,y}|{\"x,y\",\"b c\",\"Null\"}|staged",
                        "2|{\"\"}|{\"\",\"b c\",\"Null\"}|staged",
                        "3|null|{NULL,\"b c\",\"Null\"}|staged",
                        "4|{\"a\\\"{\"}|{\"a\\\"{\",\"b c\",\"Null\"}|staged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text | split(x, ',')", "jsonb | map('a', x)", "text[] | array(array(x))"})
    void anExpressionWithSeveralValuesForOneIsOneLine(String asked) {
        var parts = asked.split(" \\| ");
        var config =
                "tables.t.columns.y { type = \"%s\", expression = \"%s\", takes = [x] }".formatted((Object[]) parts);

        assertThatThrownBy(() -> rows(config, "CREATE TABLE t (x TEXT)"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("tables.t has an expression for y that gives ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void anExpressionThatCannotBeReadIsShown() {
        assertThatThrownBy(() -> rows("tables.t.checks.c = \"x >> oops(\"", "CREATE TABLE t (x TEXT)"))
                .hasMessageContaining("that fits no row: [PARSE_SYNTAX_ERROR]")
                .hasMessageContaining("oops(");
    }

    @Test
    void aTransformationThatTakesWhatIsNotThereIsOneLine() {
        assertThatThrownBy(() -> rows(List.of(new Liar()), "", "CREATE TABLE t (x TEXT)"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("tables.t has an expression, check or transformation that fits no row: ")
                .hasMessageContaining("secret");
    }

    /** Says that it takes nothing, and takes a column that is not there. */
    private static final class Liar implements Transformation {
        private static final long serialVersionUID = 1L;

        @Override
        public Dataset<Row> apply(Dataset<Row> rows) {
            return rows.withColumn("x", upper(col("secret")));
        }

        @Override
        public String describe() {
            return "x: what is not there";
        }
    }

    private Dataset<Row> rows(String config, String... statements) throws IOException {
        return rows(List.of(), config, statements);
    }

    private Dataset<Row> rows(List<Transformation> own, String config, String... statements) throws IOException {
        var file = Made.file(folder.resolve("s.db"), statements);
        try (var source = Made.source(file)) {
            var settings = settings(config, file);
            var plan = Planner.plan(settings, source);
            assertThat(plan.blockers()).isEmpty();
            // Spark reads the rows when the source is closed.
            source.keep();
            var mapping = plan.mappings().get(0);
            var branch = mapping.branches().get(0);
            var raw = new Reader(Sparks.session(), source, 2).rows(mapping, branch);
            return new Reshape(
                            mapping,
                            branch,
                            Derivation.of(NAMESPACE, settings.uuids().key()),
                            settings.policies(mapping.source().name()),
                            own)
                    .apply(raw);
        }
    }

    private Settings settings(String config, Path file) throws IOException {
        return Settings.read(
                Optional.of(Files.writeString(folder.resolve("a.conf"), config)),
                Map.of("source.url", "sqlite:" + file, "target.url", "embedded"),
                Map.of());
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(r -> {
                    var parts = new java.util.ArrayList<String>();
                    for (int i = 0; i < r.size(); i++) {
                        parts.add(
                                r.get(i) instanceof byte[] bytes
                                        ? java.util.HexFormat.of()
                                                .withUpperCase()
                                                .formatHex(bytes)
                                        : String.valueOf(r.get(i)));
                    }
                    return String.join("|", parts);
                })
                .toList();
    }
}
