package io.transfuse.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Mapping;
import io.transfuse.model.Table;
import io.transfuse.plan.Questions;
import io.transfuse.source.MysqlSource;
import io.transfuse.source.Parted;
import io.transfuse.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is counted and added up of the parts of a table is what the whole of it holds. */
class MysqlRangesTest {

    private static final String COLUMNS = "i BIGINT, u BIGINT UNSIGNED, c DECIMAL(30,9), f FLOAT, d DOUBLE, a DATE,"
            + " m DATETIME(6), s TIMESTAMP(3) NULL, x TIME(6), y YEAR, e ENUM('a','ü'), q SET('x','y'), j JSON, b BIT(1),"
            + " w BIT(64), z TINYINT(1), v VARBINARY(9), l VARCHAR(99) CHARACTER SET latin1, o VARCHAR(40), n LONGTEXT, g POINT";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("i", "bigint"),
            Map.entry("d", "double precision"),
            Map.entry("f", "double precision"),
            Map.entry("a", "date"),
            Map.entry("m", "timestamp"),
            Map.entry("s", "timestamptz"),
            Map.entry("x", "interval"),
            Map.entry("y", "smallint"),
            Map.entry("b", "boolean"),
            Map.entry("z", "boolean"),
            Map.entry("v", "bytea"),
            Map.entry("g", "point"));

    /** Sums beyond 64 bits, rows and whole parts without a value, texts whose letters and bytes sort differently. */
    private static MysqlSource source(SqlServer server, String key) {
        var database = server.database("CHARACTER SET utf8mb4");
        Servers.execute(
                database,
                "SET SESSION sql_mode = '', time_zone = '+00:00'",
                "CREATE TABLE t (id " + key + " PRIMARY KEY, " + COLUMNS + ")",
                "INSERT INTO t VALUES (1, 9223372036854775807, 18446744073709551615, 1.5, 0.5, 123.25, '0000-00-00',"
                        + " '2024-00-01 01:02:03', '2024-07-01 12:00:00.123', '-838:59:58.999999', 0, '', 'x,y', '{\"k\": 1}',"
                        + " b'1', X'8000000000000001', 2, X'00FF', 'Ã¤', '6F9619FF-8B86-4011-B42D-00C04FC964FF', '', NULL)",
                "INSERT INTO t (id, o) VALUES (2, '\uffee'), (3, '😀')",
                "INSERT INTO t (id) VALUES (4), (5), (6)",
                "INSERT INTO t VALUES (7, 9223372036854775807, 3, -1, -7, -1.9, '1969-12-31', '1969-12-31 23:59:59.5',"
                        + " '1971-01-01', '25:00:00', 2024, 'ü', 'x', '[]', b'0', X'01', 0, X'', 'é', '', CONCAT('a', CHAR(0)),"
                        + " ST_GeomFromText('POINT(1 2)', 4326))",
                "INSERT INTO t VALUES (8, -3, 7, 0, 0, 1152921504606846976, '2024-03-01', '2024-03-01', NULL, '23:59:59', 0,"
                        + " 'a', '', '1', NULL, NULL, 1, X'0000', '', 'no', '[1]', NULL)",
                "INSERT INTO t (id, i, o) VALUES (9, 5, 'ä'), (10, 6, 'z'), (11, NULL, 'Z')",
                "ANALYZE TABLE t");
        return MysqlSource.open(server.reader(database), true);
    }

    private static Table table(Source source) {
        return source.catalogue().table("t").orElseThrow();
    }

    private static <T> T together(Source source, Parted<T> parted) {
        return new Questions(source, 2).together(List.of(parted)).get(0);
    }

    private static <T> T withoutTheLast(Parted<T> parted) {
        var answers =
                new ArrayList<>(parted.questions().stream().map(Supplier::get).toList());
        answers.remove(answers.size() - 1);
        return parted.together().apply(answers);
    }

    private static Parted<Map<String, Source.Measured>> measured(
            MysqlSource source, Mapping mapping, List<String> rejected) {
        return source.measured(mapping, mapping.branches().get(0), rejected, 2);
    }

    @OnSqlServers
    void theProfileOfThePartsIsThatOfTheTable(SqlServer server) {
        for (var key : List.of("INT", "VARCHAR(9)")) {
            try (var source = source(server, key)) {
                var whole = source.profile(table(source));
                var parted = source.profiled(table(source), 2);

                assertThat(parted.questions()).hasSizeGreaterThan(4);
                assertThat(together(source, parted)).isEqualTo(whole);
                assertThat(withoutTheLast(parted)).isNotEqualTo(whole);
                assertThat(withoutTheLast(parted).rows()).isBetween(9L, 10L);
            }
        }
    }

    @OnSqlServers
    void theSumsOfThePartsAreThoseOfTheTable(SqlServer server) {
        try (var source = source(server, "INT")) {
            var mapping = MysqlReaderTest.mapping(source, "t", TYPES);
            var branch = mapping.branches().get(0);
            for (var rejected : List.of(List.<String>of(), List.of("1", "3", "11"))) {
                var whole = source.measure(mapping, branch, rejected);
                var parted = measured(source, mapping, rejected);

                assertThat(parted.questions()).hasSizeGreaterThan(4);
                assertThat(together(source, parted)).isEqualTo(whole);
            }
            var all = measured(source, mapping, List.of());
            assertThat(together(source, all).get("o")).isEqualTo(new Source.Measured(8, "49", "", "😀"));
            assertThat(together(source, all).get("i"))
                    .isEqualTo(new Source.Measured(5, "18446744073709551622", "-3", "9223372036854775807"));
            assertThat(withoutTheLast(all)).isNotEqualTo(source.measure(mapping, branch, List.of()));
        }
    }

    @OnSqlServers
    void smallTablesAndThoseWithoutAKeyAreAskedAboutOnce(SqlServer server) {
        try (var source = source(server, "INT")) {
            assertThat(source.profiled(table(source), 1000).questions()).hasSize(1);
        }
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE t (k INT, KEY (k))",
                "INSERT INTO t VALUES (1), (1), (2), (3), (NULL)",
                "ANALYZE TABLE t");
        try (var source = MysqlSource.open(server.reader(database), true)) {
            var parted = source.profiled(table(source), 2);

            assertThat(parted.questions()).hasSize(1);
            assertThat(together(source, parted).rows()).isEqualTo(5);
        }
    }

    @OnSqlServers
    void theBoundsOfATableAreWalkedOutOnce(SqlServer server) {
        try (var source = source(server, "INT")) {
            var mapping = MysqlReaderTest.mapping(source, "t", TYPES);
            var parts = source.query(mapping, mapping.branches().get(0), 2).parts();

            assertThat(parts).hasSizeGreaterThan(4);
            assertThat(source.query(mapping, mapping.branches().get(0), 2).parts())
                    .isSameAs(parts);
            assertThat(source.query(mapping, mapping.branches().get(0), 5).parts())
                    .hasSizeLessThan(parts.size());
        }
    }

    /** Half of the keys lie close together, half of them far apart, one at each end of the type. */
    @OnSqlServers
    void aLargeTableIsCutByEstimatesWithoutLosingARow(SqlServer server) {
        for (var key : List.of("BIGINT", "BIGINT UNSIGNED")) {
            var database = server.database();
            var ends = key.equals("BIGINT")
                    ? "(-9223372036854775808, ''), (9223372036854775807, '')"
                    : "(0, ''), (18446744073709551615, '')";
            Servers.execute(
                    database,
                    "CREATE TABLE t (id " + key + " PRIMARY KEY, v VARCHAR(99))",
                    "INSERT INTO t WITH RECURSIVE k AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM k WHERE i < 200),"
                            + " n AS (SELECT a.i * 200 + b.i AS n FROM k a JOIN k b)"
                            + " SELECT CASE WHEN n <= 20000 THEN n ELSE 1000000000000 + n * 7919 END, REPEAT('x', n % 99) FROM n",
                    "INSERT INTO t VALUES " + ends,
                    "ANALYZE TABLE t");
            try (var source = MysqlSource.open(server.reader(database), true)) {
                var mapping = MysqlReaderTest.mapping(source, "t", Map.of());
                var parts =
                        source.query(mapping, mapping.branches().get(0), 10_000).parts();
                var sizes = parts.stream().map(p -> source.count("t", p)).toList();

                assertThat(sizes.stream().mapToLong(n -> n).sum()).isEqualTo(40_002);
                // The server estimates from a few pages, not from the same ones each time.
                assertThat(sizes).hasSizeBetween(3, 6).allMatch(n -> n > 0 && n < 16_000);
            }
        }
    }

    @OnSqlServers
    void anErrorAboutAPartRepeatsNoKey(SqlServer server) {
        try (var source = source(server, "VARCHAR(9)")) {
            var mapping = MysqlReaderTest.mapping(source, "t", TYPES);
            var broken = new Mapping(
                    mapping.source(),
                    mapping.profile(),
                    mapping.forms(),
                    mapping.lookups(),
                    mapping.branches(),
                    List.of(new Mapping.Drop("r", "t.nowhere = 1", 0)),
                    List.of());
            var parted = measured(source, broken, List.of());

            var refused = catchThrowable(() -> together(source, parted));

            assertThat(refused).hasMessageContaining("what a part of `t` holds").hasMessageNotContaining("X'");
        }
    }
}
