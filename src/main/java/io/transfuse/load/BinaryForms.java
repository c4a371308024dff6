package io.transfuse.load;

import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** UUIDs and bits in binary, from the text that PostgreSQL prints for them. */
final class BinaryForms {
    private static final int UUID_LETTERS = 36;
    private static final byte[] HEX = new byte[128];

    static {
        Arrays.fill(HEX, (byte) -1);
        for (var digit = 0; digit < 16; digit++) {
            HEX[Character.forDigit(digit, 16)] = (byte) digit;
            HEX[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
        }
    }

    private BinaryForms() {}

    static void uuid(CopyBuffer out, UTF8String text) throws NotInBinary {
        if (text.numBytes() != UUID_LETTERS) {
            throw new NotInBinary("a UUID");
        }
        out.putInt4(2 * Long.BYTES);
        var bits = 0L;
        for (var i = 0; i < UUID_LETTERS; i++) {
            var letter = text.getByte(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                require(letter == '-', "a UUID");
                if (i == 18) {
                    out.putInt8(bits);
                }
            } else {
                require(letter >= 0 && HEX[letter] >= 0, "a UUID");
                bits = bits << 4 | HEX[letter];
            }
        }
        out.putInt8(bits);
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
