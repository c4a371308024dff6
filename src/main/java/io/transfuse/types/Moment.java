package io.transfuse.types;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as SQLite files hold it: which encoding was found, and the microseconds since 1970 UTC.
 *
 * @param kind how it was written
 * @param micros the moment, 0 where it is none; from year 1 to year 9999
 */
public record Moment(Kind kind, long micros) {

    private static final Moment NONE = new Moment(Kind.NOT_A_TIMESTAMP, 0);
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)"
            + "(?:[ Tt](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?(?: ?(?:[Zz]|([+-])(\\d\\d):?(\\d\\d)?))?)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
    private static final int MICRO_DIGITS = 6;
    private static final long MICROS = 1_000_000;
    private static final long FIRST = -62_135_596_800L * MICROS;
    private static final long LAST = 253_402_300_800L * MICROS - 1;
    /** The first day of year 1 and the day after year 9999. */
    private static final double FIRST_JULIAN_DAY = 1_721_425.5;

    private static final double LAST_JULIAN_DAY = 5_373_484.5;
    private static final double MILLIS_A_DAY = 86_400_000;
    private static final long EPOCH_IN_JULIAN_MILLIS = 210_866_760_000_000L;

    /** The encodings that are understood. */
    public enum Kind {
        ISO("iso"),
        ISO_OFFSET("iso-offset"),
        UNIX_SECONDS("unix-seconds"),
        UNIX_MILLIS("unix-millis"),
        JULIAN_DAY("julian-day"),
        NOT_A_TIMESTAMP("not-a-timestamp");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name that findings print. */
        public String label() {
            return label;
        }
    }

    /**
     * Reads ISO text (a date, or date and time; UTC where it names no zone; at most microseconds), or a number written
     * as text.
     */
    public static Moment ofText(String text) {
        var iso = ISO.matcher(text);
        if (iso.matches()) {
            return ofIso(iso);
        }
        var number = NUMBER.matcher(text);
        if (!number.matches()) {
            return NONE;
        }
        return number.group(1) == null ? ofInteger(Long.parseLong(text)) : ofReal(Double.parseDouble(text));
    }

    /** Reads seconds since 1970, or milliseconds where it is too large for seconds. */
    public static Moment ofInteger(long value) {
        return Math.abs((double) value) < UnixTime.MILLIS_FROM
                ? bounded(Kind.UNIX_SECONDS, value * MICROS)
                : ofMillis(value);
    }

    /** Reads milliseconds since 1970. */
    public static Moment ofMillis(long value) {
        return Math.abs((double) value) > LAST / 1000.0 ? NONE : bounded(Kind.UNIX_MILLIS, value * 1000);
    }

    /**
     * Reads a Julian day, to the millisecond as SQLite's own functions do, else what an integer would be, with a
     * fraction.
     */
    public static Moment ofReal(double value) {
        if (Double.isNaN(value) || Math.abs(value) > LAST / 1000.0) {
            return NONE;
        }
        if (value >= FIRST_JULIAN_DAY && value <= LAST_JULIAN_DAY) {
            var millis = (long) (value * MILLIS_A_DAY + 0.5) - EPOCH_IN_JULIAN_MILLIS;
            return bounded(Kind.JULIAN_DAY, millis * 1000);
        }
        var seconds = Math.abs(value) < UnixTime.MILLIS_FROM;
        var micros = BigDecimal.valueOf(value)
                .movePointRight(seconds ? MICRO_DIGITS : 3)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        return bounded(seconds ? Kind.UNIX_SECONDS : Kind.UNIX_MILLIS, micros);
    }

    /** What is no moment at all. */
    public static Moment none() {
        return NONE;
    }

    private static Moment ofIso(Matcher iso) {
        try {
            var date = LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
            var time = date.atTime(number(iso, 4), number(iso, 5), number(iso, 6));
            var fraction = fraction(iso.group(7));
            var offset = 60 * number(iso, 9) + number(iso, 10);
            if (fraction < 0 || number(iso, 9) > 15 || number(iso, 10) > 59) {
                return NONE;
            }
            var utc = "-".equals(iso.group(8)) ? time.plusMinutes(offset) : time.minusMinutes(offset);
            return bounded(iso.group(8) == null ? Kind.ISO : Kind.ISO_OFFSET, micros(utc) + fraction);
        } catch (DateTimeException noSuchDay) {
            return NONE;
        }
    }

    private static int number(Matcher iso, int group) {
        var digits = iso.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Microseconds, or -1 where they are finer than that. */
    private static int fraction(String digits) {
        if (digits == null) {
            return 0;
        }
        var padded = digits + "00000";
        var exact = digits.length() <= MICRO_DIGITS
                || digits.substring(MICRO_DIGITS).chars().allMatch(c -> c == '0');
        return exact ? Integer.parseInt(padded.substring(0, MICRO_DIGITS)) : -1;
    }

    private static long micros(LocalDateTime utc) {
        return utc.toEpochSecond(ZoneOffset.UTC) * MICROS;
    }

    private static Moment bounded(Kind kind, long micros) {
        return micros < FIRST || micros > LAST ? NONE : new Moment(kind, micros);
    }
}
