package io.transfuse.types;

/**
 * Values in the spelling in which databases print them, found in the bytes themselves: almost all are, and need neither
 * a String nor a regular expression. What is not found here is no fault: the general reading decides.
 */
public final class PlainText {

    /** No moment: far outside of what a calendar has. */
    public static final long NO_MOMENT = Long.MIN_VALUE;

    private static final int DATE = 10;
    private static final int SECONDS = 19;
    private static final int MICRO_DIGITS = 6;
    private static final int UUID = 36;
    private static final long MICROS = 1_000_000;
    private static final long DAY = 86_400;

    private PlainText() {}

    /**
     * The microseconds since 1970 of {@code YYYY-MM-DD} or {@code YYYY-MM-DD HH:MM:SS[.ffffff]}, or {@link #NO_MOMENT}.
     */
    public static long moment(byte[] text, int at, int length) {
        if ((length != DATE && length < SECONDS) || length > SECONDS + 1 + MICRO_DIGITS || length == SECONDS + 1) {
            return NO_MOMENT;
        }
        var year = 100 * two(text, at) + two(text, at + 2);
        var month = two(text, at + 5);
        var day = two(text, at + 8);
        var date = text[at + 4] == '-' && text[at + 7] == '-' && two(text, at) >= 0 && two(text, at + 2) >= 0;
        if (!date || year < 1 || month < 1 || month > 12 || day < 1 || day > days(year, month)) {
            return NO_MOMENT;
        }
        var midnight = daysSince1970(year, month, day) * DAY * MICROS;
        return length == DATE ? midnight : withTime(midnight, text, at + DATE, length - DATE);
    }

    private static long withTime(long midnight, byte[] text, int at, int length) {
        var hour = two(text, at + 1);
        var minute = two(text, at + 4);
        var second = two(text, at + 7);
        var marks = (text[at] == ' ' || text[at] == 'T') && text[at + 3] == ':' && text[at + 6] == ':';
        if (!marks || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NO_MOMENT;
        }
        var fraction = fraction(text, at + 9, length - 9);
        return fraction < 0 ? NO_MOMENT : midnight + ((hour * 60L + minute) * 60 + second) * MICROS + fraction;
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

    /** The number of two digits, or less than zero. */
    private static int two(byte[] text, int at) {
        var tens = text[at] - '0';
        var ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? Short.MIN_VALUE : 10 * tens + ones;
    }

    private static int days(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Years begin in March here, so that the day that comes and goes is the last of its year. */
    private static long daysSince1970(int year, int month, int day) {
        var years = month > 2 ? year : year - 1;
        var months = month > 2 ? month - 3 : month + 9;
        return 365L * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1 - 719_468;
    }

    /** Whether it is a UUID as PostgreSQL prints it: lower case, with four dashes. */
    public static boolean isUuid(byte[] text, int at, int length) {
        if (length != UUID) {
            return false;
        }
        for (var i = 0; i < UUID; i++) {
            var c = text[at + i];
            var dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a decimal number without an exponent, in any spelling. */
    public static boolean isDecimal(byte[] text, int at, int length) {
        var i = length > 0 && (text[at] == '-' || text[at] == '+') ? 1 : 0;
        var whole = digits(text, at + i, length - i);
        var point = i + whole;
        if (whole == 0 || point == length) {
            return whole > 0;
        }
        var rest = length - point - 1;
        return text[at + point] == '.' && rest > 0 && digits(text, at + point + 1, rest) == rest;
    }

    /** Whether {@code numeric(precision, scale)} prints this decimal number just as it is written. */
    public static boolean fits(byte[] text, int at, int length, int precision, int scale) {
        var negative = length > 0 && text[at] == '-' ? 1 : 0;
        var whole = digits(text, at + negative, length - negative);
        var point = scale > 0 ? 1 : 0;
        if (whole == 0 || negative + whole + point + scale != length || whole > precision - scale) {
            return false;
        }
        // Neither 007 nor -0.00 is printed so; the second starts like -0.50 does.
        if (text[at + negative] == '0' && (whole > 1 || negative > 0)) {
            return false;
        }
        var fraction = at + negative + whole;
        return scale == 0 || (text[fraction] == '.' && digits(text, fraction + 1, scale) == scale);
    }

    private static int digits(byte[] text, int at, int most) {
        var count = 0;
        while (count < most && text[at + count] >= '0' && text[at + count] <= '9') {
            count++;
        }
        return count;
    }
}
