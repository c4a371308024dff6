package io.transfuse.types;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are text, found eight letters at a time where they are ASCII, as most are. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** The first letter that needs so many bytes. */
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    private Utf8() {}

    /** Whether every letter is spelled in the shortest way, and none is half of a pair. */
    public static boolean isValid(byte[] text, int from, int length) {
        var end = from + length;
        var at = from;
        while (at < end) {
            if (end - at >= Long.BYTES && ((long) LONGS.get(text, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
            } else if (text[at] >= 0) {
                at++;
            } else {
                var letter = letter(text, at, end);
                if (letter == 0) {
                    return false;
                }
                at += letter;
            }
        }
        return true;
    }

    /** The bytes of the letter that begins here, 0 where none does. */
    private static int letter(byte[] text, int at, int end) {
        var first = text[at] & 0xff;
        var length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        var begins = first >= 0xc0 && first < 0xf8 && end - at >= length;
        var letter = first & (0x7f >> length);
        for (var i = 1; i < length && begins; i++) {
            begins = (text[at + i] & 0xc0) == 0x80;
            letter = (letter << 6) | (text[at + i] & 0x3f);
        }
        return begins && letter >= LEAST[length] && isLetter(letter) ? length : 0;
    }

    private static boolean isLetter(int letter) {
        return letter < Character.MIN_SURROGATE
                || (letter > Character.MAX_SURROGATE && Character.isValidCodePoint(letter));
    }
}
