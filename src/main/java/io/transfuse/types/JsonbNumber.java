package io.transfuse.types;

import org.jspecify.annotations.Nullable;

/** A JSON number as PostgreSQL's {@code numeric} prints it: every digit kept, exponents written out. */
final class JsonbNumber {
    private static final int DIGITS_BEFORE_POINT = 131_072;
    private static final int DIGITS_AFTER_POINT = 16_383;
    private static final int LARGEST_EXPONENT = Integer.MAX_VALUE / 2;

    private JsonbNumber() {}

    /** The printed number, or null where it is beyond what {@code numeric} holds. */
    static @Nullable String canonical(String json) {
        var mark = Math.max(json.indexOf('e'), json.indexOf('E'));
        var mantissa = mark < 0 ? json : json.substring(0, mark);
        var exponent = mark < 0 ? 0 : exponent(json.substring(mark + 1));
        var negative = mantissa.charAt(0) == '-';
        var point = mantissa.indexOf('.');
        var whole = mantissa.substring(negative ? 1 : 0, point < 0 ? mantissa.length() : point);
        var fraction = point < 0 ? "" : mantissa.substring(point + 1);
        if (Math.abs(exponent) > LARGEST_EXPONENT) {
            return null;
        }
        return printed(
                negative, whole + fraction, whole.length() + exponent, Math.max(0, fraction.length() - exponent));
    }

    /** The digits with the point after the first {@code before} of them and {@code scale} digits behind it. */
    private static @Nullable String printed(boolean negative, String digits, long before, long scale) {
        var first = leadingZeros(digits);
        var zero = first == digits.length();
        if (scale > DIGITS_AFTER_POINT || (!zero && before - first > DIGITS_BEFORE_POINT)) {
            return null;
        }
        // A zero has no sign and no digits before the point, wherever its exponent puts it.
        var text = new StringBuilder(negative && !zero ? "-" : "");
        if (zero || before <= first) {
            text.append('0');
        } else {
            appendRange(text, digits, first, before);
        }
        if (scale > 0) {
            appendRange(text.append('.'), zero ? "" : digits, before, before + scale);
        }
        return text.toString();
    }

    private static int leadingZeros(String digits) {
        var zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros;
    }

    /** Digits {@code from} to {@code to}; a place before the first or behind the last digit is a zero. */
    private static void appendRange(StringBuilder text, String digits, long from, long to) {
        for (var i = from; i < to; i++) {
            text.append(i >= 0 && i < digits.length() ? digits.charAt((int) i) : '0');
        }
    }

    /** The exponent, or a value beyond every limit where it has too many digits for a number. */
    private static long exponent(String text) {
        var sign = text.charAt(0) == '-' ? -1 : 1;
        var value = 0L;
        for (var i = Character.isDigit(text.charAt(0)) ? 0 : 1; i < text.length(); i++) {
            value = Math.min(value * 10 + (text.charAt(i) - '0'), LARGEST_EXPONENT + 1L);
        }
        return sign * value;
    }
}
