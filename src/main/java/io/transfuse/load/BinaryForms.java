package io.transfuse.load;

import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** UUIDs and bits in binary, from the text that PostgreSQL prints for them. */
final class BinaryForms {
    private static final int UUID_LETTERS = 36;
    private static final byte[] HEX = new byte[256];

    static {
        Arrays.fill(HEX, (byte) -1);
        for (var digit = 0; digit < 16; digit++) {
            HEX[Character.forDigit(digit, 16)] = (byte) digit;
            HEX[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
        }
    }

    private BinaryForms() {}

    static void uuid(CopyBuffer out, UTF8String text) throws NotInBinary {
        require(
                text.numBytes() == UUID_LETTERS
                        && text.getByte(8) == '-'
                        && text.getByte(13) == '-'
                        && text.getByte(18) == '-'
                        && text.getByte(23) == '-',
                "a UUID");
        var high = digits(text, 0, 8) << 32 | digits(text, 9, 4) << 16 | digits(text, 14, 4);
        var low = digits(text, 19, 4) << 48 | digits(text, 24, 12);
        out.putInt4(2 * Long.BYTES);
        out.putInt8(high);
        out.putInt8(low);
    }

    private static long digits(UTF8String text, int from, int count) throws NotInBinary {
        var bits = 0L;
        var wrong = 0;
        for (var i = from; i < from + count; i++) {
            var digit = HEX[text.getByte(i) & 0xFF];
            wrong |= digit;
            bits = bits << 4 | digit;
        }
        // Only what is no digit is negative.
        require(wrong >= 0, "a UUID");
        return bits;
    }

    /** The number of bits, then the bits from the left; the last byte is filled up with zeros. */
    static void bits(CopyBuffer out, UTF8String text) throws NotInBinary {
        var length = text.numBytes();
        out.putInt4(Integer.BYTES + (length + 7) / 8);
        out.putInt4(length);
        for (var at = 0; at < length; at += 8) {
            var bits = 0;
            for (var i = at; i < at + 8; i++) {
                var bit = i < length ? text.getByte(i) : '0';
                require(bit == '0' || bit == '1', "bits");
                bits = 2 * bits + bit - '0';
            }
            out.putByte((byte) bits);
        }
    }

    static void require(boolean spelt, String type) throws NotInBinary {
        if (!spelt) {
            throw new NotInBinary(type);
        }
    }
}
