package io.transfuse.types;

/** Values that PostgreSQL prints just as they are written, found in the bytes themselves: most need no more. */
public final class PlainText {

    /** Hexadecimal digits as they are printed, and where the dashes are. */
    private static final String UUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    private PlainText() {}

    /** Whether it is a UUID as PostgreSQL prints it: lower case, with four dashes. */
    public static boolean isUuid(byte[] text, int at, int length) {
        var i = 0;
        while (i < length && i < UUID.length() && (UUID.charAt(i) == '-' ? text[at + i] == '-' : hex(text[at + i]))) {
            i++;
        }
        return i == UUID.length() && i == length;
    }

    /** The first eight bytes of a text that {@link #isUuid}. */
    public static long uuidHigh(byte[] text, int at) {
        return digits(text, at, 0, 18);
    }

    /** The last eight bytes of a text that {@link #isUuid}. */
    public static long uuidLow(byte[] text, int at) {
        return digits(text, at, 19, UUID.length());
    }

    private static long digits(byte[] text, int at, int from, int to) {
        var bits = 0L;
        for (var i = from; i < to; i++) {
            var c = text[at + i];
            if (c != '-') {
                bits = (bits << 4) | (c <= '9' ? c - '0' : c - 'a' + 10);
            }
        }
        return bits;
    }

    private static boolean hex(byte c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    /** Whether it is a decimal number without an exponent, in any spelling. */
    public static boolean isDecimal(byte[] text, int at, int length) {
        var signs = length > 0 && (text[at] == '-' || text[at] == '+') ? 1 : 0;
        var whole = digits(text, at + signs, length - signs);
        var rest = length - signs - whole;
        return whole > 0 && (rest == 0 || isFraction(text, at + signs + whole, rest));
    }

    private static boolean isFraction(byte[] text, int at, int length) {
        return length > 1 && text[at] == '.' && digits(text, at + 1, length - 1) == length - 1;
    }

    /** Whether {@code numeric(precision, scale)} prints this decimal number just as it is written. */
    public static boolean fits(byte[] text, int at, int length, int precision, int scale) {
        var sign = length > 0 && text[at] == '-' ? 1 : 0;
        var whole = digits(text, at + sign, length - sign);
        var rest = length - sign - whole;
        if (whole == 0 || whole > precision - scale || rest != (scale > 0 ? scale + 1 : 0)) {
            return false;
        }
        // Neither 007 nor -0.00 is printed so; the second starts like -0.50 does.
        var zero = text[at + sign] == '0' && whole + sign > 1;
        return !zero && (scale == 0 || isFraction(text, at + sign + whole, rest));
    }

    private static int digits(byte[] text, int at, int most) {
        var count = 0;
        while (count < most && text[at + count] >= '0' && text[at + count] <= '9') {
            count++;
        }
        return count;
    }
}
