package io.transfuse.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The JDK's decoder, which refuses what is broken, says the same of every sequence. */
class Utf8Test {
    private static final int TEXTS = 200_000;
    private static final byte[] EDGES = {
        0,
        'a',
        0x7f,
        (byte) 0x80,
        (byte) 0x8f,
        (byte) 0x90,
        (byte) 0x9f,
        (byte) 0xa0,
        (byte) 0xbf,
        (byte) 0xc0,
        (byte) 0xc1,
        (byte) 0xc2,
        (byte) 0xdf,
        (byte) 0xe0,
        (byte) 0xe1,
        (byte) 0xec,
        (byte) 0xed,
        (byte) 0xee,
        (byte) 0xef,
        (byte) 0xf0,
        (byte) 0xf1,
        (byte) 0xf3,
        (byte) 0xf4,
        (byte) 0xf5,
        (byte) 0xff
    };

    @Test
    void everyTwoBytes() {
        for (var two = 0; two <= 0xffff; two++) {
            same(new byte[] {(byte) (two >> 8), (byte) two}, 0, 2);
        }
    }

    @Test
    void lettersBrokenAnywhere() {
        var random = new Random(7);
        var letters = new String[] {"a", "zwölf", "ł", "美", "咲", "📬", "\uffff", "\u0800", "abcdefghij"};
        var valid = 0;
        for (var i = 0; i < TEXTS; i++) {
            var text = new StringBuilder();
            for (var j = random.nextInt(8); j >= 0; j--) {
                text.append(letters[random.nextInt(letters.length)]);
            }
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(3) > 0) {
                bytes[random.nextInt(bytes.length)] = EDGES[random.nextInt(EDGES.length)];
            }
            var from = random.nextInt(bytes.length);
            valid += same(bytes, 0, bytes.length) ? 1 : 0;
            same(bytes, from, random.nextInt(bytes.length - from + 1));
        }
        assertThat(valid).isBetween(TEXTS / 4, TEXTS * 3 / 4);
    }

    @Test
    void fourBytesAtTheEdges() {
        for (var a : EDGES) {
            for (var b : EDGES) {
                for (var c : EDGES) {
                    for (var d : EDGES) {
                        same(new byte[] {a, b, c, d}, 0, 4);
                    }
                }
            }
        }
    }

    private static boolean same(byte[] bytes, int from, int length) {
        var valid = Utf8.isValid(bytes, from, length);
        if (valid != decoded(bytes, from, length)) {
            assertThat(valid)
                    .as(Arrays.toString(Arrays.copyOfRange(bytes, from, from + length)))
                    .isEqualTo(!valid);
        }
        return valid;
    }

    private static boolean decoded(byte[] bytes, int from, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }
}
