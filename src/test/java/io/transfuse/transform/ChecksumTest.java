package io.transfuse.transform;

import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lower;
import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.model.Endpoint;
import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.types.Quote;
import io.transfuse.types.RowSql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {
    // For each type the values to try: PostgreSQL's literal and, where it is another one, Spark's.
    // spotless:off
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("boolean", List.of("true", "false")),
            Map.entry("smallint", List.of("-32768", "32767", "0")),
            Map.entry("integer", List.of("-2147483648", "2147483647", "0", "-1")),
            Map.entry("bigint", List.of("-9223372036854775808", "9223372036854775807", "0", "10", "-1", "4294967295", "-4294967296")),
            Map.entry("numeric", List.of("1.10", "0.000", "-12345678901234567890.123456789", "10000000000", "NaN", "Infinity", "1.1", "-1.1")),
            Map.entry("real", List.of("NaN", "-0", "0", "Infinity", "-Infinity", "1.1", "3.4028235e38", "1e-45")),
            Map.entry("double precision", List.of("NaN", "-0", "0", "Infinity", "-Infinity", "0.1", "1.7976931348623157e308", "5e-324")),
            Map.entry("text", List.of("", "N", "😀 ü", "1:x", "a\nb\t\\", "x".repeat(10_000), "NULL", " ", "eleven byte", "twelve bytes")),
            Map.entry("uuid", List.of("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
            Map.entry("jsonb", List.of("{\"b\": 1.10, \"aa\": \"😀\"}", "null", "\"\"", "[]")),
            Map.entry("bytea", List.of("", "00", "ff00fe", "41".repeat(5_000))),
            Map.entry("date", List.of("0001-01-01", "1969-12-31", "1970-01-01", "1582-10-04", "9999-12-31")),
            Map.entry("interval", List.of("-838:59:59.000001", "838:59:59", "00:00:00", "00:00:00.5", "24:00:00")),
            Map.entry("bit(5)", List.of("10101", "00000")),
            Map.entry("mood", List.of("fine", "it is, so so", "😀", "")),
            Map.entry("text[]", List.of("{}", "{a,b}", "{\"\",\"NULL\",\"x y\",\"a\\\"b\\\\c\",\"{\"}", "{😀,\"a,b\"}")),
            Map.entry("point", List.of("(1.5,-0)", "(0.1,1e+20)", "(5e-324,1.7976931348623157e308)", "(NaN,-Infinity)")),
            Map.entry("time", List.of("00:00:00", "23:59:59.999999", "10:00:00.5")),
            Map.entry("timestamp", List.of("0001-01-01 00:00:00", "1969-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999", "1582-10-04 00:00:00")),
            Map.entry("timestamptz", List.of("0001-01-01 00:00:00Z", "1969-12-31 23:59:59.999999Z", "9999-12-31 23:59:59.999999Z", "2024-03-31 02:30:00+02"))));
    private static final Map<String, String> SPARK_TYPES = Map.ofEntries(
            Map.entry("numeric", "string"), Map.entry("text", "string"), Map.entry("uuid", "string"), Map.entry("jsonb", "string"),
            Map.entry("time", "string"), Map.entry("bit(5)", "string"), Map.entry("mood", "string"), Map.entry("text[]", "string"),
            Map.entry("bytea", "binary"), Map.entry("point", "binary"), Map.entry("interval", "bigint"),
            Map.entry("double precision", "double"), Map.entry("real", "float"),
            Map.entry("timestamp", "timestamp_ntz"), Map.entry("timestamptz", "timestamp"));
    // spotless:on
    private static final int ROWS = 10;
    private static final int RANDOM_ROWS = 150;

    @TempDir
    private Path folder;

    /** What a column holds in a row, empty for NULL. */
    private interface Values {
        Optional<String> of(String type, int row);
    }

    @Test
    void sparkAndPostgresAgreeOnEveryType() throws SQLException {
        assertThat(VALUES).hasSameSizeAs(PgType.Kind.values());
        agree(List.copyOf(VALUES.keySet()), ROWS, ChecksumTest::value);
    }

    @Test
    void theyAgreeOnRandomValues() throws SQLException {
        var random = new RandomLiterals(25);
        var values = new HashMap<String, Optional<String>>();
        agree(
                List.copyOf(VALUES.keySet()),
                RANDOM_ROWS,
                (type, row) ->
                        values.computeIfAbsent(type + row, x -> random.of(type).or(() -> value(type, row % ROWS))));
    }

    @Test
    void fiveHundredColumnsAreNoObstacle() throws SQLException {
        var types = IntStream.range(0, 500)
                .mapToObj(i -> List.of("integer", "text", "timestamptz", "boolean", "date")
                        .get(i % 5))
                .toList();
        agree(types, ROWS, ChecksumTest::value);
    }

    @Test
    void nullIsNotTheEmptyText() {
        var columns = table(List.of("text")).columns();
        var checksums = Sparks.session()
                .sql("SELECT CAST(NULL AS string) AS c0 UNION ALL SELECT '' UNION ALL SELECT 'N'")
                .select(hex(Functions.checksum(columns)))
                .collectAsList();
        assertThat(checksums.stream().map(r -> r.getString(0)).distinct()).hasSize(3);
    }

    private void agree(List<String> types, int rows, Values values) throws SQLException {
        var inSpark = inSpark(types, rows, values);
        assertThat(inSpark).hasSize(rows);
        assertThat(inPostgres(Servers.postgres(), types, rows, values)).isEqualTo(inSpark);
        var old = Servers.oldPostgres();
        if (old.isPresent()) {
            assertThat(inPostgres(old.get(), types, rows, values)).isEqualTo(inSpark);
        }
    }

    private static List<String> inPostgres(Endpoint server, List<String> types, int rows, Values values)
            throws SQLException {
        var table = table(types);
        var checksums = new ArrayList<String>();
        try (var connection = Servers.connect(server);
                var statement = connection.createStatement()) {
            // No setting of the session may change a checksum.
            statement.execute("SET timezone = 'Asia/Kolkata'; SET bytea_output = 'escape'; SET extra_float_digits = -3;"
                    + " SET intervalstyle = 'sql_standard'");
            statement.execute("CREATE TYPE mood AS ENUM ('fine', 'it is, so so', '😀', '')");
            statement.execute("CREATE TABLE t (n int, "
                    + table.columns().stream()
                            .map(c -> c.name() + " " + c.type())
                            .collect(Collectors.joining(", "))
                    + ")");
            for (var row = 0; row < rows; row++) {
                var n = row;
                statement.execute(types.stream()
                        .map(type -> postgresLiteral(type, values.of(type, n)))
                        .collect(Collectors.joining(", ", "INSERT INTO t VALUES (" + n + ", ", ")")));
            }
            var checksum = RowSql.checksum(table.columns());
            try (var found = statement.executeQuery("SELECT encode(" + checksum + ", 'hex') FROM t ORDER BY n")) {
                while (found.next()) {
                    checksums.add(found.getString(1));
                }
            }
        }
        return checksums;
    }

    /** Through a Parquet file, as the stage is. */
    private List<String> inSpark(List<String> types, int rows, Values values) {
        var spark = Sparks.session();
        var literals = IntStream.range(0, rows)
                .mapToObj(row -> types.stream()
                        .map(type -> sparkLiteral(type, values.of(type, row)))
                        .collect(Collectors.joining(", ", "(" + row + ", ", ")")))
                .collect(Collectors.joining(", "));
        var columns = IntStream.range(0, types.size())
                .mapToObj(i -> sparkColumn(types.get(i)).formatted("col" + (i + 2)) + " AS c" + i)
                .collect(Collectors.joining(", "));
        var path = folder.resolve("rows").toString();
        spark.sql("SELECT col1 AS n, " + columns + " FROM VALUES " + literals)
                .coalesce(1)
                .write()
                .mode("overwrite")
                .parquet(path);
        return spark
                .read()
                .parquet(path)
                .orderBy("n")
                .select(lower(hex(Functions.checksum(table(types).columns()))))
                .collectAsList()
                .stream()
                .map(r -> r.getString(0))
                .toList();
    }

    private static TargetTable table(List<String> types) {
        var columns = IntStream.range(0, types.size())
                .mapToObj(i -> new TargetTable.TargetColumn("c" + i, type(types.get(i)), true, Optional.empty(), false))
                .toList();
        return new TargetTable(
                "public", "t", columns, List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    private static Optional<String> value(String type, int row) {
        var values = VALUES.getOrDefault(type, List.of());
        return row < values.size() ? Optional.of(values.get(row)) : Optional.empty();
    }

    private static String postgresLiteral(String type, Optional<String> value) {
        var text = value.map(v -> type.equals("bytea") ? "'\\x" + v + "'" : Quote.literal(v));
        return text.orElse("NULL") + "::" + type;
    }

    private static String sparkLiteral(String type, Optional<String> value) {
        var text = value.map(v -> switch (type) {
            case "interval" -> String.valueOf(TimeFunctions.IntervalMicros.invoke(UTF8String.fromString(v)));
            case "point" -> coordinates(v);
            default -> v;
        });
        return text.map(t -> "'" + t.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .orElse("CAST(NULL AS string)");
    }

    private static String sparkColumn(String type) {
        var held = SPARK_TYPES.getOrDefault(type, type);
        return held.equals("binary") ? "unhex(%s)" : "CAST(%s AS " + held + ")";
    }

    private static String coordinates(String point) {
        return Arrays.stream(point.substring(1, point.length() - 1).split(",", -1))
                .map(x -> HexFormat.of().toHexDigits(Double.doubleToLongBits(Double.parseDouble(x))))
                .collect(Collectors.joining());
    }

    private static PgType type(String written) {
        return written.equals("mood") ? PgType.enumeration(written) : PgType.of(written);
    }
}
