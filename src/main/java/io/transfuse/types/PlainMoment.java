package io.transfuse.types;

/**
 * Moments in the spelling in which databases print them, found in the bytes themselves: almost all are, and need
 * neither a String nor a regular expression. What is not found here may be a moment all the same: {@link Moment}
 * decides.
 */
public final class PlainMoment {

    /** No moment: far outside of what a calendar has. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int DATE = 10;
    private static final int SECONDS = 19;
    private static final int MICRO_DIGITS = 6;
    private static final long MICROS = 1_000_000;
    private static final int HUNDRED = 100;

    private PlainMoment() {}

    /** The microseconds since 1970 of {@code YYYY-MM-DD} or {@code YYYY-MM-DD HH:MM:SS[.ffffff]}, or {@link #NONE}. */
    public static long micros(byte[] text, int at, int length) {
        if (length == DATE) {
            return midnight(text, at);
        }
        if (length < SECONDS || length == SECONDS + 1 || length > SECONDS + 1 + MICRO_DIGITS) {
            return NONE;
        }
        var midnight = midnight(text, at);
        var seconds = seconds(text, at + DATE);
        var fraction = fraction(text, at + SECONDS, length - SECONDS);
        return midnight == NONE || seconds < 0 || fraction < 0 ? NONE : midnight + seconds * MICROS + fraction;
    }

    private static long midnight(byte[] text, int at) {
        if (text[at + 4] != '-' || text[at + 7] != '-') {
            return NONE;
        }
        var century = two(text, at, HUNDRED);
        var year = HUNDRED * century + two(text, at + 2, HUNDRED);
        var month = two(text, at + 5, 13);
        if (century < 0 || year < 1 || month < 1) {
            return NONE;
        }
        var day = two(text, at + 8, days(year, month) + 1);
        return day < 1 ? NONE : daysSince1970(year, month, day) * 86_400 * MICROS;
    }

    private static long seconds(byte[] text, int at) {
        if ((text[at] != ' ' && text[at] != 'T') || text[at + 3] != ':' || text[at + 6] != ':') {
            return -1;
        }
        var hour = two(text, at + 1, 24);
        var minute = two(text, at + 4, 60);
        var second = two(text, at + 7, 60);
        return hour < 0 || minute < 0 || second < 0 ? -1 : (hour * 60L + minute) * 60 + second;
    }

    private static int fraction(byte[] text, int at, int length) {
        if (length == 0) {
            return 0;
        }
        if (text[at] != '.') {
            return -1;
        }
        var fraction = 0;
        for (var i = 1; i <= MICRO_DIGITS; i++) {
            var digit = i < length ? text[at + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            fraction = 10 * fraction + digit;
        }
        return fraction;
    }

    /** The number that two digits make, or far less than zero where they make none below the limit. */
    private static int two(byte[] text, int at, int limit) {
        var tens = text[at] - '0';
        var ones = text[at + 1] - '0';
        var number = 10 * tens + ones;
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 || number >= limit ? Short.MIN_VALUE : number;
    }

    private static int days(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % HUNDRED != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Years begin in March here, so that the day that comes and goes is the last of its year. */
    private static long daysSince1970(int year, int month, int day) {
        var years = month > 2 ? year : year - 1;
        var months = month > 2 ? month - 3 : month + 9;
        return 365L * years + years / 4 - years / HUNDRED + years / 400 + (153 * months + 2) / 5 + day - 1 - 719_468;
    }
}
