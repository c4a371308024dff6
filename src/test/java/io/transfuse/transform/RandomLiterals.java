package io.transfuse.transform;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Random values as PostgreSQL and Spark both read them, the same in every run. */
final class RandomLiterals {
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long SECONDS_A_DAY = 86_400;
    private static final long MICROS_A_SECOND = 1_000_000;

    private final Random random;

    RandomLiterals(long seed) {
        random = new Random(seed);
    }

    /** A value of a type, empty where the type is not at random. */
    Optional<String> of(String type) {
        return Optional.ofNullable(
                switch (type) {
                    case "boolean" -> String.valueOf(random.nextBoolean());
                    case "smallint" -> integer(16);
                    case "integer" -> integer(32);
                    case "bigint" -> integer(64);
                    case "numeric" ->
                        new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(30)).toPlainString();
                    case "real" -> String.valueOf(Float.intBitsToFloat(random.nextInt()));
                    case "double precision" -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
                    case "text" -> text();
                    case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
                    case "jsonb" -> "{\"a\": [" + integer(40) + ", [" + integer(8) + "]]}";
                    case "bytea" -> bytes();
                    case "date" ->
                        LocalDate.ofEpochDay(random.nextLong(FIRST_DAY, LAST_DAY + 1))
                                .toString();
                    case "interval" ->
                        (random.nextBoolean() ? "-" : "")
                                + "%d:%02d:%02d.%06d"
                                        .formatted(
                                                random.nextInt(839),
                                                random.nextInt(60),
                                                random.nextInt(60),
                                                random.nextInt(1_000_000));
                    case "time" ->
                        "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
                    case "timestamp" -> moment();
                    case "timestamptz" -> moment() + "Z";
                    case "point" -> "(" + random.nextGaussian() + "," + random.nextGaussian() + ")";
                    default -> null;
                });
    }

    private String integer(int bits) {
        return String.valueOf(random.nextLong() >> (64 - bits) >> random.nextInt(bits));
    }

    /** Up to 50 letters of one to four bytes. */
    private String text() {
        var text = new StringBuilder();
        for (var left = random.nextInt(50); left > 0; left--) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> 0x1F600 + random.nextInt(60);
                        case 1 -> 0x3041 + random.nextInt(80);
                        case 2 -> 0xA0 + random.nextInt(90);
                        default -> 1 + random.nextInt(0x7F);
                    });
        }
        return text.toString();
    }

    private String bytes() {
        var bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String moment() {
        var day = random.nextLong(FIRST_DAY, LAST_DAY + 1);
        var micros = random.nextLong(SECONDS_A_DAY * MICROS_A_SECOND);
        return LocalDateTime.ofEpochSecond(
                        day * SECONDS_A_DAY + micros / MICROS_A_SECOND,
                        (int) (micros % MICROS_A_SECOND) * 1000,
                        ZoneOffset.UTC)
                .toString();
    }
}
