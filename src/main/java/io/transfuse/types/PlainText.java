package io.transfuse.types;

import java.util.Arrays;

/** Values that PostgreSQL prints just as they are written, found in the bytes themselves: most need no more. */
public final class PlainText {

    private static final int UUID_LENGTH = 36;
    private static final int HALF = 18;
    private static final byte NO_DIGIT = -1;

    /** What a byte is worth as a hexadecimal digit in lower case. */
    private static final byte[] WORTH = new byte[256];

    static {
        Arrays.fill(WORTH, NO_DIGIT);
        for (var i = 0; i < 16; i++) {
            WORTH[Character.forDigit(i, 16)] = (byte) i;
        }
    }

    private PlainText() {}

    /** Whether it is a UUID as PostgreSQL prints it: lower case, with four dashes. */
    public static boolean isUuid(byte[] text, int at, int length) {
        return length == UUID_LENGTH
                && text[at + 8] == '-'
                && text[at + 13] == '-'
                && text[at + HALF] == '-'
                && text[at + 23] == '-'
                && hex(text, at, 8)
                && hex(text, at + 9, 4)
                && hex(text, at + 14, 4)
                && hex(text, at + 19, 4)
                && hex(text, at + 24, 12);
    }

    private static boolean hex(byte[] text, int at, int count) {
        var worst = 0;
        for (var i = at; i < at + count; i++) {
            worst |= WORTH[text[i] & 0xff];
        }
        return worst >= 0;
    }

    /** The first eight bytes of a text that {@link #isUuid}. */
    public static long uuidHigh(byte[] text, int at) {
        return bits(text, at, 8) << 32 | bits(text, at + 9, 4) << 16 | bits(text, at + 14, 4);
    }

    /** The last eight bytes of a text that {@link #isUuid}. */
    public static long uuidLow(byte[] text, int at) {
        return bits(text, at + 19, 4) << 48 | bits(text, at + 24, 12);
    }

    private static long bits(byte[] text, int at, int count) {
        var bits = 0L;
        for (var i = at; i < at + count; i++) {
            bits = (bits << 4) | WORTH[text[i] & 0xff];
        }
        return bits;
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
