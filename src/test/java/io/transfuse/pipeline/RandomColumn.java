package io.transfuse.pipeline;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A column of random values of one type.
 *
 * @param name the column
 * @param type its type in the source
 * @param slot SQL that takes a value into the source
 * @param make makes a value
 * @param given the value as JDBC takes it
 * @param read PostgreSQL's SQL that shows it as text, over the column {@code #}
 * @param expected that text
 */
record RandomColumn<T>(
        String name,
        String type,
        String slot,
        Function<RandomValues, T> make,
        Function<T, Object> given,
        String read,
        Function<T, String> expected) {

    /** PostgreSQL itself reads the text that a document was made as. */
    static final String JSON = "#::text";

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final String MOMENT = "to_char(#, 'YYYY-MM-DD HH24:MI:SS.US')";

    private static <T> RandomColumn<T> plain(String name, String type, Function<RandomValues, T> make) {
        return new RandomColumn<>(name, type, "?", make, v -> v, "#", Object::toString);
    }

    private static <T> RandomColumn<T> written(String name, String type, Function<RandomValues, T> make) {
        return new RandomColumn<>(name, type, "?", make, Object::toString, "#", Object::toString);
    }

    private static RandomColumn<BigDecimal> decimal(String name, int precision, int scale) {
        return new RandomColumn<>(
                name,
                "DECIMAL(" + precision + "," + scale + ")",
                "?",
                r -> r.decimal(precision, scale),
                BigDecimal::toPlainString,
                "#",
                BigDecimal::toPlainString);
    }

    private static RandomColumn<LocalDateTime> moment(
            String name, String type, Function<RandomValues, LocalDateTime> make, String read) {
        return new RandomColumn<>(name, type, "?", make, MICROS::format, read, MICROS::format);
    }

    private static RandomColumn<String> json(String name, String type, boolean exact) {
        return new RandomColumn<>(name, type, "?", r -> r.json(exact, 4), v -> v, JSON, v -> v);
    }

    private static RandomColumn<byte[]> bytes(String name, String type) {
        return new RandomColumn<>(
                name,
                type,
                "?",
                RandomValues::bytes,
                v -> v,
                "encode(#, 'hex')",
                v -> HexFormat.of().formatHex(v));
    }

    private static RandomColumn<Double> real(String name, String type, Function<Double, Object> given) {
        return new RandomColumn<>(
                name,
                type,
                "?",
                RandomValues::real,
                given,
                "encode(float8send(#), 'hex')",
                v -> HexFormat.of().toHexDigits(Double.doubleToRawLongBits(v)));
    }

    private static String clock(long micros) {
        var rest = Math.abs(micros);
        return String.format(
                Locale.ROOT,
                "%s%d:%02d:%02d.%06d",
                micros < 0 ? "-" : "",
                rest / 3_600_000_000L,
                rest / 60_000_000 % 60,
                rest / 1_000_000 % 60,
                rest % 1_000_000);
    }

    static List<RandomColumn<?>> mysql(boolean exactJson) {
        return Stream.concat(
                        Stream.of(
                                plain("words", "VARCHAR(60)", RandomValues::text),
                                plain("letters", "LONGTEXT", RandomValues::text),
                                bytes("bin", "VARBINARY(40)"),
                                bytes("lob", "LONGBLOB"),
                                json("doc", "JSON", exactJson),
                                json("told", "LONGTEXT", true),
                                written("d", "DATE", RandomValues::date),
                                moment("dt", "DATETIME(6)", RandomValues::moment, MOMENT),
                                moment(
                                        "ts",
                                        "TIMESTAMP(6) NULL",
                                        RandomValues::stamp,
                                        MOMENT.replace("#", "# AT TIME ZONE 'UTC'")),
                                new RandomColumn<>(
                                        "ti",
                                        "TIME(6)",
                                        "?",
                                        RandomValues::time,
                                        RandomColumn::clock,
                                        "(extract(epoch FROM #) * 1000000)::bigint",
                                        Object::toString)),
                        numbers())
                .toList();
    }

    private static Stream<RandomColumn<?>> numbers() {
        return Stream.of(
                plain("i8", "TINYINT", r -> r.integer(8)),
                plain("i16", "SMALLINT", r -> r.integer(16)),
                plain("i24", "MEDIUMINT", r -> r.integer(24)),
                plain("i32", "INT", r -> r.integer(32)),
                plain("i64", "BIGINT", r -> r.integer(64)),
                written("u64", "BIGINT UNSIGNED", RandomValues::unsigned),
                new RandomColumn<>(
                        "b64",
                        "BIT(64)",
                        "CAST(? AS UNSIGNED)",
                        RandomValues::unsigned,
                        Object::toString,
                        "#",
                        v -> "0".repeat(64 - v.bitLength()).concat(v.signum() == 0 ? "" : v.toString(2))),
                decimal("dec65", 65, 30),
                decimal("dec38", 38, 0),
                decimal("dec19", 19, 2),
                decimal("dec5", 5, 5),
                real("dbl", "DOUBLE", Object::toString),
                new RandomColumn<>(
                        "flt",
                        "FLOAT",
                        "?",
                        RandomValues::small,
                        v -> Double.toString(v),
                        "encode(float4send(#), 'hex')",
                        v -> HexFormat.of().toHexDigits(Float.floatToRawIntBits(v))));
    }

    /** JSON alone has the affinity of numbers, and so SQLite itself rounds a document that is a number. */
    static List<RandomColumn<?>> sqlite() {
        return List.of(
                plain("words", "TEXT", RandomValues::text),
                plain("i64", "INTEGER", r -> r.integer(64)),
                plain("i16", "SMALLINT", r -> r.integer(16)),
                // A REAL column of SQLite holds no -0.0.
                new RandomColumn<>(
                        "dbl",
                        "REAL",
                        "?",
                        r -> r.real() + 0.0,
                        v -> v,
                        "encode(float8send(#), 'hex')",
                        v -> HexFormat.of().toHexDigits(Double.doubleToRawLongBits(v))),
                written("d", "DATE", RandomValues::date),
                moment("dt", "DATETIME", RandomValues::moment, MOMENT),
                bytes("lob", "BLOB"),
                json("doc", "JSON TEXT", true));
    }
}
