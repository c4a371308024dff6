package io.transfuse.load;

import io.transfuse.model.PgType.Kind;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A column of every type that is loaded, with the values at its ends and any others in between, as the stage holds
 * them.
 *
 * @param type the column's type
 * @param kind how it is staged
 * @param ends the values at its ends
 * @param any some other value
 */
record Boundaries(String type, Kind kind, List<Object> ends, Function<Random, Object> any) {
    private static final List<String> LABELS = List.of("a", "it's", "x,y", "Ä€😀", " ");

    static final String MOOD = "CREATE TYPE mood AS ENUM ('a', 'it''s', 'x,y', 'Ä€😀', ' ')";

    // spotless:off
    static final List<Boundaries> ALL = List.of(
            of("boolean", Kind.BOOLEAN, Random::nextBoolean, true, false),
            of("smallint", Kind.SMALLINT, r -> (short) r.nextInt(), Short.MIN_VALUE, Short.MAX_VALUE, (short) 0, (short) 2155),
            of("integer", Kind.INTEGER, Random::nextInt, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1),
            of("bigint", Kind.BIGINT, Random::nextLong, Long.MIN_VALUE, Long.MAX_VALUE, 0L, (1L << 53) + 1),
            of("real", Kind.REAL, r -> Float.intBitsToFloat(r.nextInt()), -0.0f, 0.0f, Float.MIN_VALUE, Float.MAX_VALUE,
                    Float.NaN, Float.intBitsToFloat(0xffc00001), Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 8388608f, 0.1f),
            of("double precision", Kind.DOUBLE, r -> Double.longBitsToDouble(r.nextLong()), -0.0, 0.0, Double.MIN_VALUE,
                    Double.MAX_VALUE, Double.NaN, Double.longBitsToDouble(0xfff8000000000001L),
                    Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.1, 1e22),
            of("numeric", Kind.NUMERIC, Boundaries::number, "0", "0.00", "-0.0", "1", "-1", "9999", "10000", "10000.0001", "0.0001",
                    "0.00001", "-0.10", "1.10", "100000000", "00012.50", "NaN", "18446744073709551615",
                    "9".repeat(35) + "." + "9".repeat(30), "-" + "1" + "0".repeat(64), "0." + "0".repeat(99) + "1",
                    "9".repeat(131_072) + "." + "8".repeat(16_383)),
            of("numeric(20,3)", Kind.NUMERIC, r -> number(r, 16, 4), "99999999999999999.999", "-0.001", "1.0005", "12"),
            of("text", Kind.TEXT, r -> letters(r, 40), "", "\\N", "\\.", "a\tb\nc\rd\\e", "Ä€😀", "'\"", "\u0001\u007f", "x".repeat(300_000)),
            of("varchar(10)", Kind.TEXT, r -> letters(r, 10), "", "0123456789", "😀".repeat(10), "0123456789   "),
            of("character(5)", Kind.TEXT, r -> letters(r, 5), "", "ab", "ab   ", "😀"),
            of("citext", Kind.TEXT, r -> letters(r, 10), "", "Straße"),
            of("uuid", Kind.UUID, r -> new UUID(r.nextLong(), r.nextLong()).toString(), "00000000-0000-0000-0000-000000000000",
                    "ffffffff-ffff-ffff-ffff-ffffffffffff", "ABCDEFAB-cdef-0123-4567-89abcdefABCD"),
            of("jsonb", Kind.JSONB, r -> "{\"n\": " + number(r) + ", \"b\": [null, true, \"\\u00e4\"]}", "null", "\"\"", "{}", "[]",
                    "1.10", "1e400", "9007199254740993", "{\"b\": 1, \"aa\": {\"\": \"\\n\\t\\\\\"}}",
                    "[\"" + "y".repeat(300_000) + "\"]", "[".repeat(1000) + "]".repeat(1000)),
            of("bytea", Kind.BYTEA, Boundaries::bytes, new byte[0], new byte[] {0}, new byte[] {(byte) 0xff, 0x5c, 0x0a, 0},
                    new byte[300_000]),
            of("date", Kind.DATE, r -> r.nextInt(4_000_000) - 2_000_000, day(-4713, 11, 24), day(0, 12, 31), day(1, 1, 1),
                    day(1582, 10, 10), day(1999, 12, 31), day(2000, 1, 1), day(2024, 2, 29), day(9999, 12, 31), day(5_874_897, 12, 31)),
            of("time", Kind.TIME, Boundaries::time, "00:00:00", "23:59:59.999999", "12:34:56.1", "00:00:00.000001"),
            of("time(2)", Kind.TIME, Boundaries::time, "23:59:59.996"),
            of("timestamp", Kind.TIMESTAMP, Boundaries::moment, moment(-4713, 11, 24), moment(0, 12, 31), moment(1, 1, 1),
                    moment(1999, 12, 31), moment(2000, 1, 1), moment(2000, 1, 1) - 1, -1L, 0L, moment(9999, 12, 31), Long.MAX_VALUE),
            of("timestamp(3)", Kind.TIMESTAMP, Boundaries::moment, -1L, 1500L, moment(9999, 12, 31) - 1),
            of("timestamptz", Kind.TIMESTAMPTZ, Boundaries::moment, moment(-4713, 11, 24), moment(0, 12, 31), moment(1582, 10, 10),
                    moment(2000, 1, 1) - 1, -1L, 0L, moment(9999, 12, 31), Long.MAX_VALUE),
            of("interval", Kind.INTERVAL, r -> r.nextLong() % 10_000_000_000_000L, 0L, 1L, -1L, 3_020_399_000_000L, -3_020_399_000_000L,
                    86_400_000_000L, -3_020_399_999_999L),
            of("bit(8)", Kind.BIT, r -> bits(r, 8), "00000000", "11111111", "10000001"),
            of("bit(64)", Kind.BIT, r -> bits(r, 64), "1".repeat(64)),
            of("varbit", Kind.BIT, r -> bits(r, r.nextInt(70)), "", "1", "0", "101010101"),
            of("mood", Kind.ENUM, r -> LABELS.get(r.nextInt(LABELS.size())), LABELS.toArray()),
            of("text[]", Kind.ARRAY, Boundaries::list, "{}", "{\"\"}", "{NULL}", "{null,\"NULL\"}", "{a}", "{\"a b\",\"\\\"\",\"\\\\\",\"{}\",\"x,y\"}",
                    "{Ä€😀,it's,\"\t\n\"}"),
            of("point", Kind.POINT, r -> point(r.nextGaussian(), r.nextDouble()), point(0, -0.0), point(Double.MAX_VALUE, Double.MIN_VALUE),
                    point(Double.NaN, Double.NEGATIVE_INFINITY)));
    // spotless:on

    /** One row of each of the values at the ends, NULL where a type has fewer, and one of NULLs. */
    static List<Object[]> rowsOfEnds() {
        var most = ALL.stream().mapToInt(b -> b.ends.size()).max().orElseThrow();
        return IntStream.rangeClosed(0, most)
                .mapToObj(i -> ALL.stream()
                        .map(b -> i < b.ends.size() ? b.ends.get(i) : null)
                        .toArray())
                .toList();
    }

    static List<Object[]> anyRows(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> ALL.stream()
                        .map(b -> random.nextInt(20) == 0 ? null : staged(b.any.apply(random)))
                        .toArray())
                .toList();
    }

    private static Boundaries of(String type, Kind kind, Function<Random, Object> any, Object... ends) {
        return new Boundaries(
                type, kind, Arrays.stream(ends).map(Boundaries::staged).toList(), any);
    }

    private static Object staged(Object value) {
        return value instanceof String text ? UTF8String.fromString(text) : value;
    }

    private static String number(Random random) {
        return number(random, random.nextInt(200) + 1, random.nextInt(60));
    }

    private static String number(Random random, int before, int after) {
        var digits = new StringBuilder(random.nextBoolean() ? "-" : "").append(1 + random.nextInt(9));
        for (var i = 1; i < before + after; i++) {
            digits.append(i == before ? "." : "").append(random.nextInt(3) == 0 ? random.nextInt(10) : 0);
        }
        return digits.toString();
    }

    private static String letters(Random random, int most) {
        return random.ints(random.nextInt(most + 1), 0, 7)
                .mapToObj(List.of("a", "\\", "\t", "é", "😀", " ", "\n")::get)
                .reduce("", String::concat);
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String time(Random random) {
        return "%02d:%02d:%02d.%06d"
                .formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60), random.nextInt(1_000_000));
    }

    private static long moment(Random random) {
        return random.nextLong() % 200_000_000_000_000_000L;
    }

    private static String bits(Random random, int length) {
        return random.ints(length, 0, 2).mapToObj(Integer::toString).reduce("", String::concat);
    }

    private static String list(Random random) {
        return random.ints(random.nextInt(5), 0, 6)
                .mapToObj(List.of("a", "\"\"", "NULL", "\"x\\\\y\"", "é😀", "\" \"")::get)
                .reduce((a, b) -> a + "," + b)
                .map(all -> "{" + all + "}")
                .orElse("{}");
    }

    private static int day(int year, int month, int day) {
        return Math.toIntExact(LocalDate.of(year, month, day).toEpochDay());
    }

    private static long moment(int year, int month, int day) {
        return LocalDateTime.of(year, month, day, 0, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000L;
    }

    private static byte[] point(double x, double y) {
        return ByteBuffer.allocate(16).putDouble(x).putDouble(y).array();
    }
}
