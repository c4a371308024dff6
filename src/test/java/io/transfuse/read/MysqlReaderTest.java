package io.transfuse.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Form;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Value;
import io.transfuse.source.MysqlSource;
import io.transfuse.source.Source;
import io.transfuse.types.MysqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Row;

class MysqlReaderTest {

    static Mapping mapping(Source source, String name, Map<String, String> types) {
        var table = source.catalogue().table(name).orElseThrow();
        var profile = source.profile(table);
        var forms = new HashMap<String, Form>();
        for (var column : table.columns()) {
            forms.put(
                    column.name(),
                    new MysqlTypes()
                            .form(
                                    column,
                                    java.util.Objects.requireNonNull(
                                            profile.columns().get(column.name()))));
        }
        var columns = table.columns().stream()
                .map(c -> new ColumnMapping(
                        new TargetColumn(
                                c.name(),
                                PgType.of(types.getOrDefault(c.name(), "text")),
                                true,
                                Optional.empty(),
                                false),
                        new Value.Carry(c.name()),
                        ""))
                .toList();
        var target = new TargetTable(
                "public",
                name,
                columns.stream().map(ColumnMapping::target).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
        var branch = new Branch(target, Optional.empty(), profile.rows(), columns, Optional.empty(), List.of());
        return new Mapping(table, profile, forms, List.of(), List.of(branch), List.of(), List.of());
    }

    private static List<Row> rows(Source source, Mapping mapping, long partitionRows) {
        return new Reader(Sparks.session(), source, partitionRows)
                .rows(mapping, mapping.branches().get(0))
                .collectAsList();
    }

    private static Endpoint made(SqlServer server, String... statements) {
        var database = server.database("CHARACTER SET utf8mb4");
        var all = new ArrayList<>(List.of(statements));
        all.add(0, "SET SESSION sql_mode = '', time_zone = '+02:00'");
        Servers.execute(database, all.toArray(String[]::new));
        return server.reader(database);
    }

    private static String shown(Row row, String column) {
        var value = row.get(row.fieldIndex(column));
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }

    @OnSqlServers
    void everyValueArrivesWithoutLoss(SqlServer server) {
        var database = made(
                server,
                "CREATE TABLE t (id BIGINT PRIMARY KEY, u BIGINT UNSIGNED, n DECIMAL(65,30), f FLOAT, d DOUBLE, a DATE,"
                        + " m DATETIME(6), s TIMESTAMP(3) NULL, x TIME(6), y YEAR, e ENUM('a','ü'), q SET('x','y'), j JSON,"
                        + " b BIT(1), w BIT(64), v VARBINARY(9), l VARCHAR(9) CHARACTER SET latin1, g POINT, o VARCHAR(9))",
                "INSERT INTO t VALUES (-9223372036854775808, 18446744073709551615,"
                        + " 99999999999999999999999999999999999.000000000000000000000000000001, 8388609, -0.0e0, '0000-00-00',"
                        + " '0001-02-03 04:05:06.000007', '2024-07-01 12:00:00.123', '-838:59:58.999999', 0, '', 'x,y',"
                        + " '{\"k\": [1, 2]}', b'1', X'8000000000000001', X'00FF00', 'é', ST_GeomFromText('POINT(1 2)'), '😀')");
        try (var source = MysqlSource.open(database, true)) {
            var row = rows(source, mapping(source, "t", Map.of()), 100).get(0);

            assertThat(shown(row, "_position")).isEqualTo("-9223372036854775808");
            assertThat(shown(row, "c0")).isEqualTo("-9223372036854775808");
            assertThat(shown(row, "c1")).isEqualTo("18446744073709551615");
            assertThat(shown(row, "c2"))
                    .isEqualTo("99999999999999999999999999999999999.000000000000000000000000000001");
            assertThat(row.<Double>getAs("c3")).isEqualTo(8388609.0);
            assertThat(Double.doubleToRawLongBits(row.<Double>getAs("c4"))).isEqualTo(Double.doubleToRawLongBits(-0.0));
            assertThat(shown(row, "c5")).isEqualTo("0000-00-00");
            assertThat(shown(row, "c6")).isEqualTo("0001-02-03 04:05:06.000007");
            assertThat(shown(row, "c7")).isEqualTo("2024-07-01 10:00:00.123");
            assertThat(shown(row, "c8")).isEqualTo("-838:59:58.999999");
            assertThat(shown(row, "c9")).isEqualTo("0");
            assertThat(shown(row, "c10")).isEmpty();
            assertThat(shown(row, "c11")).isEqualTo("x,y");
            assertThat(shown(row, "c12")).isEqualTo("{\"k\": [1, 2]}");
            assertThat(shown(row, "c13")).isEqualTo("1");
            assertThat(shown(row, "c14")).isEqualTo("1" + "0".repeat(62) + "1");
            assertThat(HexFormat.of().formatHex(row.<byte[]>getAs("c15"))).isEqualTo("00ff00");
            assertThat(shown(row, "c16")).isEqualTo("é");
            assertThat(HexFormat.of().formatHex(row.<byte[]>getAs("c17")))
                    .isEqualTo("0101000000000000000000f03f0000000000000040");
            assertThat(shown(row, "c18")).isEqualTo("😀");
        }
    }

    @OnSqlServers
    void partsOfATableAreDisjointAndComplete(SqlServer server) {
        var database = made(
                server,
                "CREATE TABLE t (id INT UNSIGNED PRIMARY KEY)",
                "INSERT INTO t VALUES (0), (1), (2), (1000000), (1000001), (4294967295)");
        try (var source = MysqlSource.open(database, true)) {
            var mapping = mapping(source, "t", Map.of());
            var query = source.query(mapping, mapping.branches().get(0), 2);

            assertThat(query.parts())
                    .containsExactly("t.`id` < 2", "t.`id` >= 2 AND t.`id` < 1000001", "t.`id` >= 1000001");
            assertThat(rows(source, mapping, 2))
                    .extracting(r -> r.<Long>getAs("c0"))
                    .containsExactlyInAnyOrder(0L, 1L, 2L, 1000000L, 1000001L, 4294967295L);
        }
    }

    @OnSqlServers
    void rowsWithoutKeyHaveTheSamePositionInEveryRead(SqlServer server) {
        var database = made(
                server,
                "CREATE TABLE t (a INT, b TEXT)",
                "INSERT INTO t VALUES (1, 'x'), (1, 'x'), (2, NULL), (NULL, '')");
        try (var source = MysqlSource.open(database, true)) {
            var mapping = mapping(source, "t", Map.of());

            var first = rows(source, mapping, 100).stream()
                    .map(r -> shown(r, "_position"))
                    .toList();

            assertThat(first).doesNotHaveDuplicates().hasSize(4);
            assertThat(rows(source, mapping, 100).stream().map(r -> shown(r, "_position")))
                    .containsExactlyInAnyOrderElementsOf(first);
            var all = source.measure(mapping, mapping.branches().get(0), List.of());
            var some = source.measure(mapping, mapping.branches().get(0), first.subList(0, 3));
            assertThat(counted(all, "a")).isEqualTo(3);
            assertThat(counted(some, "a") + counted(some, "b")).isBetween(1L, 2L);
        }
    }

    private static long counted(Map<String, Source.Measured> measured, String column) {
        return java.util.Objects.requireNonNull(measured.get(column)).count();
    }

    @OnSqlServers
    void theSourceAddsUpWhatItHolds(SqlServer server) {
        var database = made(
                server,
                "CREATE TABLE t (k VARCHAR(9) COLLATE utf8mb4_bin PRIMARY KEY, i BIGINT, b TINYINT(1), d DATE, m DATETIME(3), x DOUBLE, r TIME(6),"
                        + " l VARBINARY(9))",
                "INSERT INTO t VALUES ('a', 9223372036854775807, 1, '1969-12-31', '1969-12-31 23:59:59.5', -1.9,"
                        + " '-00:00:01.5', X'00'), ('B', 9223372036854775807, 0, '2024-03-01', '2024-03-01', 1152921504606846976,"
                        + " '25:00:00', X'0000'), ('ä', -3, 1, NULL, NULL, NULL, NULL, NULL)");
        try (var source = MysqlSource.open(database, true)) {
            var types = Map.of(
                    "i",
                    "bigint",
                    "b",
                    "boolean",
                    "d",
                    "date",
                    "m",
                    "timestamp",
                    "x",
                    "double precision",
                    "r",
                    "interval",
                    "l",
                    "bytea");
            var mapping = mapping(source, "t", types);
            var sums = source.measure(mapping, mapping.branches().get(0), List.of());

            assertThat(sums.get("k")).isEqualTo(new Source.Measured(3, "4", "B", "ä"));
            assertThat(sums.get("i"))
                    .isEqualTo(new Source.Measured(3, "18446744073709551611", "-3", "9223372036854775807"));
            assertThat(sums.get("b")).isEqualTo(new Source.Measured(3, "2", "", ""));
            assertThat(sums.get("d")).isEqualTo(new Source.Measured(2, "1709164800", "-86400", "1709251200"));
            assertThat(sums.get("m")).isEqualTo(new Source.Measured(2, "1709251199", "-1", "1709251200"));
            assertThat(sums.get("x")).isEqualTo(new Source.Measured(2, "1152921504606846975", "", ""));
            assertThat(sums.get("r")).isEqualTo(new Source.Measured(2, "89998500000", "-1500000", "90000000000"));
            assertThat(sums.get("l")).isEqualTo(new Source.Measured(2, "3", "", ""));

            var without = source.measure(mapping, mapping.branches().get(0), List.of("ä", "a"));
            assertThat(without.get("k")).isEqualTo(new Source.Measured(1, "1", "B", "B"));
        }
    }

    @OnSqlServers
    void readersInManySessionsSeeOneMomentWhileOthersWrite(SqlServer server) throws Exception {
        var database = server.database();
        Servers.execute(
                database,
                "CREATE TABLE a (id INT PRIMARY KEY, x INT)",
                "CREATE TABLE b (id INT PRIMARY KEY, x INT)",
                "INSERT INTO a SELECT seq, 0 FROM (" + numbers() + ") n",
                "INSERT INTO b SELECT seq, 0 FROM (" + numbers() + ") n");
        var stop = new AtomicBoolean();
        var begun = new CountDownLatch(20);
        var writer = new Thread(() -> write(database, stop, begun));
        writer.start();
        begun.await();
        try (var source = MysqlSource.open(server.reader(database), true)) {
            var seen = new ArrayList<Object>();
            for (int i = 0; i < 3; i++) {
                for (var table : List.of("a", "b")) {
                    rows(source, mapping(source, table, Map.of()), 60).forEach(r -> seen.add(r.getAs("c1")));
                    assertThat(source.count(table, "t.x <> (SELECT max(o.x) FROM a o)"))
                            .isZero();
                }
            }
            assertThat(seen).hasSize(6 * 256);
            assertThat(seen.stream().distinct()).hasSize(1);
            assertThat(source.remarks()).noneMatch(r -> r.contains("one moment"));
        } finally {
            stop.set(true);
            writer.join();
        }
    }

    private static String numbers() {
        var digit = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)";
        return "SELECT p.d * 64 + q.d * 16 + r.d * 4 + s.d AS seq FROM " + digit + " p, " + digit + " q, " + digit
                + " r, " + digit + " s";
    }

    /** Every transaction changes all rows of both tables alike, so that two moments in one read show. */
    private static void write(Endpoint database, AtomicBoolean stop, CountDownLatch begun) {
        try (var connection = Servers.connect(database);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stop.get()) {
                statement.execute("UPDATE a SET x = x + 1");
                statement.execute("UPDATE b SET x = x + 1");
                connection.commit();
                begun.countDown();
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
