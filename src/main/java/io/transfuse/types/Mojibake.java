package io.transfuse.types;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text that was encoded twice: its letters, taken for bytes, are UTF-8 again. */
public final class Mojibake {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int ASCII = 128;
    private static final int LATIN = 256;

    private Mojibake() {}

    /** Whether the text looks so; it may be meant, so nobody mends it unasked. */
    public static boolean is(String text) {
        if (text.chars().allMatch(c -> c < ASCII)) {
            return false;
        }
        var bytes = bytes(text);
        if (bytes.remaining() == 0) {
            return false;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The letters as bytes, as MySQL's latin1 has them: Windows' letters, and 0x81, 0x8D and so on for themselves. */
    private static ByteBuffer bytes(String text) {
        var encoder = WINDOWS.newEncoder();
        var bytes = ByteBuffer.allocate(text.length());
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (encoder.canEncode(letter)) {
                encoder.encode(CharBuffer.wrap(new char[] {letter}), bytes, true);
                encoder.reset();
            } else if (letter < LATIN) {
                bytes.put((byte) letter);
            } else {
                return ByteBuffer.allocate(0);
            }
        }
        return bytes.flip();
    }
}
