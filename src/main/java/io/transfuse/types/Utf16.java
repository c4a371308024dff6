package io.transfuse.types;

import java.io.ByteArrayOutputStream;

/** Text that a file holds in UTF-16, as UTF-8; what is broken there is broken here too, so that it is found. */
public final class Utf16 {

    private static final int BROKEN = 0xFF;
    private static final int SIX_BITS = 0x3F;

    private Utf16() {}

    /** The same text in UTF-8; a lone surrogate or half a character becomes bytes that are no UTF-8. */
    public static byte[] utf8(byte[] bytes, boolean bigEndian) {
        var out = new ByteArrayOutputStream(bytes.length);
        int units = bytes.length / 2;
        for (int i = 0; i < units; i++) {
            var unit = unit(bytes, i, bigEndian);
            var next = i + 1 < units ? unit(bytes, i + 1, bigEndian) : 0;
            if (Character.isSurrogatePair(unit, next)) {
                write(out, Character.toCodePoint(unit, next));
                i++;
            } else {
                write(out, unit);
            }
        }
        if (bytes.length % 2 == 1) {
            out.write(BROKEN);
        }
        return out.toByteArray();
    }

    private static char unit(byte[] bytes, int i, boolean bigEndian) {
        var first = bytes[2 * i] & BROKEN;
        var second = bytes[2 * i + 1] & BROKEN;
        return (char) (bigEndian ? (first << 8) | second : (second << 8) | first);
    }

    private static void write(ByteArrayOutputStream out, int letter) {
        if (letter < 0x80) {
            out.write(letter);
        } else if (letter < 0x800) {
            out.write(0xC0 | (letter >> 6));
            out.write(0x80 | (letter & SIX_BITS));
        } else if (letter < 0x10000) {
            out.write(0xE0 | (letter >> 12));
            out.write(0x80 | ((letter >> 6) & SIX_BITS));
            out.write(0x80 | (letter & SIX_BITS));
        } else {
            out.write(0xF0 | (letter >> 18));
            out.write(0x80 | ((letter >> 12) & SIX_BITS));
            out.write(0x80 | ((letter >> 6) & SIX_BITS));
            out.write(0x80 | (letter & SIX_BITS));
        }
    }
}
