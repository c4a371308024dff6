package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.Sparks;
import io.transfuse.model.Endpoint;
import io.transfuse.model.PgType.Kind;
import io.transfuse.model.TargetTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class CopyTextTest {

    private static final TargetTable KINDS = Given.table(
            "kinds",
            "n integer",
            "a boolean",
            "b smallint",
            "c bigint",
            "d numeric(30,4)",
            "e real",
            "f double precision",
            "g text",
            "h uuid",
            "i jsonb",
            "j bytea",
            "k date",
            "l time",
            "m timestamp",
            "o timestamptz");

    @TempDir
    Path folder;

    @Test
    void everyTypeArrivesAsItWasStaged() throws Exception {
        var endpoint = loaded(KINDS, """
                SELECT 1 AS n, true AS a, -32768S AS b, -9223372036854775808L AS c, '12345678901234567890.1000' AS d,
                  float('-0.0') AS e, double('NaN') AS f, '' AS g, '00000000-0000-8000-8000-00000000000f' AS h,
                  '{"a": 1.10}' AS i, X'00ff5c0a' AS j, DATE'2024-02-29' AS k, '23:59:59.000001' AS l,
                  TIMESTAMP_NTZ'1969-12-31 23:59:59.999999' AS m, TIMESTAMP'2024-02-29 12:00:00Z' AS o
                UNION ALL SELECT 2, false, 32767S, 9223372036854775807L, '0.0000', float('3.4028235E38'),
                  double('4.9E-324'), '\\\\N', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'null', X'', DATE'0001-01-01',
                  '00:00:00', TIMESTAMP_NTZ'0999-05-06 07:08:09.1', TIMESTAMP'1582-10-10 00:00:00.000001Z'
                UNION ALL SELECT 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                """);
        assertThat(Servers.rows(endpoint, """
                        SELECT a, b, c, d, e, f, quote_nullable(g), h, i, j::text, k::text, l::text, m::text,
                          (o AT TIME ZONE 'UTC')::text FROM kinds ORDER BY n
                        """))
                .containsExactly(
                        "t|-32768|-9223372036854775808|12345678901234567890.1000|-0|NaN|''"
                                + "|00000000-0000-8000-8000-00000000000f|{\"a\": 1.10}|\\x00ff5c0a|2024-02-29"
                                + "|23:59:59.000001|1969-12-31 23:59:59.999999|2024-02-29 12:00:00",
                        "f|32767|9223372036854775807|0.0000|3.4028235e+38|5e-324|E'\\\\N'"
                                + "|ffffffff-ffff-ffff-ffff-ffffffffffff|null|\\x|0001-01-01"
                                + "|00:00:00|0999-05-06 07:08:09.1|1582-10-10 00:00:00.000001",
                        "null|null|null|null|null|null|NULL|null|null|null|null|null|null|null");
    }

    @Test
    void textArrivesByteForByte() throws Exception {
        var texts =
                List.of("\\N", "\\.", "", "N", "a\tb\nc\rd\\e", "\\", "\r\n", "\b\f\u000b\u007f", "Ä€😀\\😀\n", "'\"");
        var rows = new ArrayList<Row>();
        texts.forEach(t -> rows.add(RowFactory.create(rows.size(), t)));
        var table = Given.table("texts", "n integer", "g text");
        var endpoint = loaded(table, Sparks.session().createDataFrame(rows, StructType.fromDDL("n int, g string")));
        var expected = texts.stream()
                .map(t -> HexFormat.of().formatHex(t.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertThat(Servers.rows(endpoint, "SELECT encode(convert_to(g, 'UTF8'), 'hex') FROM texts ORDER BY n"))
                .isEqualTo(expected);
    }

    @Test
    void doublesArriveBitForBit() throws Exception {
        var table = Given.table("doubles", "n integer", "f double precision", "e real");
        var endpoint = loaded(table, """
                SELECT n, f, float(f) AS e FROM VALUES (1, double('Infinity')), (2, double('-Infinity')), (3, -0.0D),
                  (4, 1.7976931348623157E308D), (5, 2.2250738585072014E-308D), (6, 0.1D), (7, 1E22D), (8, 1.0E7D) AS v(n, f)
                """);
        assertThat(Servers.rows(
                        endpoint,
                        "SELECT encode(float8send(f), 'hex'), encode(float4send(e), 'hex') FROM doubles ORDER BY n"))
                .containsExactly(
                        bits(Double.POSITIVE_INFINITY),
                        bits(Double.NEGATIVE_INFINITY),
                        bits(-0.0),
                        bits(Double.MAX_VALUE),
                        bits(Double.MIN_NORMAL),
                        bits(0.1),
                        bits(1E22),
                        bits(1.0E7));
    }

    @Test
    void everyDayOfTheCalendarIsWrittenAsJavaCountsIt() throws SQLException {
        var written = new ByteArrayOutputStream();
        var out = new CopyBuffer(64, (bytes, size) -> written.write(bytes, 0, size));
        for (var day = LocalDate.of(-4712, 1, 1); day.getYear() < 12000; day = day.plusDays(97)) {
            written.reset();
            CopyTimes.timestamp(out, Math.addExact(Math.multiplyExact(day.toEpochDay(), 86_400_000_000L), 1_000_001L));
            var year = day.getYear() > 0 ? day.getYear() : 1 - day.getYear();
            out.flush();
            assertThat(written.toString(StandardCharsets.US_ASCII))
                    .isEqualTo("%04d-%02d-%02d 00:00:01.000001%s"
                            .formatted(year, day.getMonthValue(), day.getDayOfMonth(), day.getYear() > 0 ? "" : " BC"));
        }
    }

    private static CopyText copyText(ByteArrayOutputStream written, Kind... kinds) {
        return new CopyText(List.of(kinds), 16, (bytes, size) -> written.write(bytes, 0, size));
    }

    @Test
    void extremeDatesArrive() throws Exception {
        var days = List.of(
                LocalDate.of(-4712, 1, 1),
                LocalDate.of(-43, 3, 15),
                LocalDate.of(0, 2, 29),
                LocalDate.of(99999, 12, 31));
        var moments = List.of(
                LocalDateTime.of(-4712, 1, 1, 0, 0),
                LocalDateTime.of(-43, 3, 15, 12, 0, 0, 1000),
                LocalDateTime.of(0, 12, 31, 23, 59, 59),
                LocalDateTime.of(294_247, 1, 10, 4, 0, 54, 775_807_000));
        var written = new ByteArrayOutputStream();
        var copy = copyText(written, Kind.INTEGER, Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMPTZ);
        for (var i = 0; i < days.size(); i++) {
            var moment = moments.get(i);
            var micros = moment.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + moment.get(ChronoField.MICRO_OF_SECOND);
            copy.append(
                    new GenericInternalRow(new Object[] {i, (int) days.get(i).toEpochDay(), micros, micros}));
        }
        var endpoint = Servers.postgres();
        Servers.execute(endpoint, "CREATE TABLE d (n int, a date, b timestamp, c timestamptz)");
        try (var connection = new Target(endpoint).open()) {
            var in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY d FROM STDIN");
            copy.flush();
            in.writeToCopy(written.toByteArray(), 0, written.size());
            in.endCopy();
        }
        assertThat(
                        Servers.rows(
                                endpoint,
                                "SELECT a::text, (a - DATE '1970-01-01')::text, b::text, (c AT TIME ZONE 'UTC')::text FROM d ORDER BY n"))
                .containsExactly(
                        "4713-01-01 BC|" + days.get(0).toEpochDay() + "|4713-01-01 00:00:00 BC|4713-01-01 00:00:00 BC",
                        "0044-03-15 BC|" + days.get(1).toEpochDay()
                                + "|0044-03-15 12:00:00.000001 BC|0044-03-15 12:00:00.000001 BC",
                        "0001-02-29 BC|" + days.get(2).toEpochDay() + "|0001-12-31 23:59:59 BC|0001-12-31 23:59:59 BC",
                        "99999-12-31|" + days.get(3).toEpochDay()
                                + "|294247-01-10 04:00:54.775807|294247-01-10 04:00:54.775807");
    }

    @Test
    void aTextFullOfSpecialBytesIsEscapedInPlace() throws SQLException {
        var written = new ByteArrayOutputStream();
        var out = new CopyBuffer(1, (bytes, size) -> written.write(bytes, 0, size));
        out.put(UTF8String.fromString("\\\\\n\t\r"));
        out.flush();
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("\\\\\\\\\\n\\t\\r");
    }

    @Test
    void aLongValueIsHandedOverInPieces() throws SQLException {
        var written = new ByteArrayOutputStream();
        var largest = new AtomicInteger();
        var out = new CopyBuffer(16, (bytes, size) -> {
            written.write(bytes, 0, size);
            largest.accumulateAndGet(size, Math::max);
        });
        out.put(UTF8String.fromString("ä\t".repeat(500_000)));
        out.putHex(new byte[1_000_000]);
        out.flush();
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("ä\\t".repeat(500_000) + "\\\\x" + "00".repeat(1_000_000));
        assertThat(largest.get()).isLessThan(200_000);
    }

    private Endpoint loaded(TargetTable table, String query) throws Exception {
        return loaded(table, Sparks.session().sql(query));
    }

    private Endpoint loaded(TargetTable table, Dataset<Row> rows) throws Exception {
        var endpoint = Servers.postgres();
        var target = new Target(endpoint);
        var run = Given.run();
        new Ledger(target).establish();
        new Ledger(target).create(run, Given.ddl(table));
        var staged = Given.staged(table, run, rows.coalesce(1), folder);
        try (var connection = target.open()) {
            connection.setAutoCommit(false);
            for (var chunk : Chunk.of(staged).toList()) {
                new CopyChunk(connection, chunk).load(false);
            }
        }
        return endpoint;
    }

    private static String bits(double value) {
        return "%016x|%08x".formatted(Double.doubleToRawLongBits(value), Float.floatToRawIntBits((float) value));
    }
}
