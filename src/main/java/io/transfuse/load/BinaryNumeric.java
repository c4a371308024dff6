package io.transfuse.load;

import static io.transfuse.load.BinaryForms.require;

import org.apache.spark.unsafe.types.UTF8String;

/** {@code numeric} in binary: digits to the base of 10,000, counted from the point, and the scale that is shown. */
final class BinaryNumeric {
    private static final int DIGITS = 4;
    private static final int NOT_A_NUMBER = 0xC000;
    private static final int NEGATIVE = 0x4000;
    private static final int MOST_BEFORE_POINT = 131_072;
    private static final int MOST_AFTER_POINT = 16_383;
    private static final String NUMBER = "a number";
    private static final UTF8String NAN = UTF8String.fromString("NaN");

    private BinaryNumeric() {}

    static void put(CopyBuffer out, UTF8String text) throws NotInBinary {
        if (text.equals(NAN)) {
            head(out, 0, 0, NOT_A_NUMBER, 0);
            return;
        }
        var length = text.numBytes();
        var start = length > 0 && text.getByte(0) == '-' ? 1 : 0;
        var point = digits(text, start, length);
        var scale = scale(text, point, length);
        require(point > start && point - start <= MOST_BEFORE_POINT && scale <= MOST_AFTER_POINT, NUMBER);
        // PostgreSQL leaves out groups of zeros at either end, and the sign of a zero.
        var before = groups(point - start);
        head(out, before + groups(scale), before - 1, start == 0 ? 0 : NEGATIVE, scale);
        for (var at = point - DIGITS * before; at < point; at += DIGITS) {
            out.putInt2(group(text, at, start, point));
        }
        for (var at = point + 1; at < length; at += DIGITS) {
            out.putInt2(group(text, at, point + 1, length));
        }
    }

    private static void head(CopyBuffer out, int groups, int weight, int sign, int scale) {
        out.putInt4(4 * Short.BYTES + groups * Short.BYTES);
        out.putInt2(groups);
        out.putInt2(weight);
        out.putInt2(sign);
        out.putInt2(scale);
    }

    private static int groups(int digits) {
        return (digits + DIGITS - 1) / DIGITS;
    }

    /** Four digits from here on; what lies outside of the given ones is 0. */
    private static int group(UTF8String text, int at, int first, int end) {
        var group = 0;
        for (var i = at; i < at + DIGITS; i++) {
            group = 10 * group + (i >= first && i < end ? text.getByte(i) - '0' : 0);
        }
        return group;
    }

    /** How many digits follow the point, if there is one. */
    private static int scale(UTF8String text, int point, int length) throws NotInBinary {
        if (point == length) {
            return 0;
        }
        require(text.getByte(point) == '.' && point + 1 < length && digits(text, point + 1, length) == length, NUMBER);
        return length - point - 1;
    }

    /** Where the digits end that start here. */
    private static int digits(UTF8String text, int start, int length) {
        var at = start;
        while (at < length && text.getByte(at) >= '0' && text.getByte(at) <= '9') {
            at++;
        }
        return at;
    }
}
