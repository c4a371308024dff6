package io.transfuse.pipeline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random values, the same in every run. */
final class RandomValues {

    /** Letters that some writer or reader takes for something else. */
    private static final List<String> ODD = List.of(
            "'", "\"", "\\", "\t", "\n", "\r", "\b", " ", "  ", "\\N", "\\.", "NULL", "%", "{", "}", ",", ";", "--",
            "`", "$$", "\u0001", "\u007f", "\u0085", "\u00a0", "\u200d", "\u2028", "\ufeff", "\ufffd", "😀", "e\u0301",
            "ß");

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long MICROS_A_DAY = 86_400_000_000L;
    /** MySQL's TIMESTAMP ends in January 2038. */
    private static final long LAST_STAMP = Integer.MAX_VALUE;

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** Every letter but NUL may be in it. */
    String text() {
        var text = new StringBuilder();
        for (var left = random.nextInt(20); left > 0; left--) {
            if (oneIn(3)) {
                text.append(ODD.get(random.nextInt(ODD.size())));
            } else {
                text.appendCodePoint(letter());
            }
        }
        return text.toString();
    }

    private int letter() {
        var plane = random.nextInt(4) == 0 ? random.nextInt(17) : 0;
        var letter = plane * 0x10000 + (oneIn(2) ? random.nextInt(0x80) : random.nextInt(0x10000));
        return letter == 0 || (letter >= 0xD800 && letter < 0xE000) ? 'x' : letter;
    }

    /** Of so many bits, often at the ends. */
    long integer(int bits) {
        var least = -1L << (bits - 1);
        return switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> ~least;
            case 2 -> random.nextInt(3) - 1;
            default -> random.nextLong() >> (64 - bits);
        };
    }

    BigInteger unsigned() {
        return oneIn(6) ? BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE) : new BigInteger(64, random);
    }

    BigDecimal decimal(int precision, int scale) {
        var digits = new StringBuilder();
        for (var left = 1 + random.nextInt(precision); left > 0; left--) {
            digits.append(oneIn(4) ? oneIn(2) ? 9 : 0 : random.nextInt(10));
        }
        var number = new BigDecimal(new BigInteger(digits.toString()), scale);
        return oneIn(2) ? number.negate() : number;
    }

    double real() {
        var value = Double.longBitsToDouble(random.nextLong());
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(2000) / 100.0;
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 ->
                List.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL)
                        .get(random.nextInt(5));
            default -> Double.isFinite(value) ? value : 0.1;
        };
    }

    float small() {
        var value = Float.intBitsToFloat(random.nextInt());
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(2000) / 100.0f;
            case 1 -> random.nextInt() >> random.nextInt(32);
            case 2 ->
                List.of(0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL)
                        .get(random.nextInt(5));
            default -> Float.isFinite(value) ? value : 0.1f;
        };
    }

    LocalDate date() {
        return LocalDate.ofEpochDay(random.nextLong(FIRST_DAY, LAST_DAY + 1));
    }

    LocalDateTime moment() {
        return date().atStartOfDay().plusNanos(random.nextLong(MICROS_A_DAY) * 1000);
    }

    /** A moment that MySQL's TIMESTAMP holds. */
    LocalDateTime stamp() {
        return LocalDateTime.ofEpochSecond(
                random.nextLong(1, LAST_STAMP), random.nextInt(1_000_000) * 1000, ZoneOffset.UTC);
    }

    /** Microseconds that MySQL's TIME holds. */
    long time() {
        var most = ((838 * 60 + 59) * 60 + 59) * 1_000_000L;
        return oneIn(6) ? oneIn(2) ? most : -most : random.nextLong(-most, most + 1);
    }

    byte[] bytes() {
        var bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A document; numbers of many digits only where {@code exact}. */
    String json(boolean exact, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> List.of("null", "true", "false").get(random.nextInt(3));
            case 1 -> exact ? number() : Long.toString(integer(53));
            case 2, 3, 4 -> quoted(text());
            case 5 -> "[" + some(() -> json(exact, depth - 1)) + "]";
            default -> "{" + some(() -> quoted(text()) + ": " + json(exact, depth - 1)) + "}";
        };
    }

    private String some(Supplier<String> item) {
        return Stream.generate(item).limit(random.nextInt(5)).collect(Collectors.joining(oneIn(2) ? "," : " , "));
    }

    private String number() {
        var number = decimal(1 + random.nextInt(60), random.nextInt(30)).toPlainString();
        return oneIn(3) ? number + (oneIn(2) ? "e" : "E") + (random.nextInt(600) - 300) : number;
    }

    private String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().mapToObj(Character::toString).forEach(letter -> {
            if (letter.charAt(0) < ' ' || letter.equals("\"") || letter.equals("\\") || oneIn(12)) {
                letter.chars().forEach(c -> quoted.append(String.format(Locale.ROOT, "\\u%04x", c)));
            } else {
                quoted.append(letter);
            }
        });
        return quoted.append('"').toString();
    }
}
