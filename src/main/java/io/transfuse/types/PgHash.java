package io.transfuse.types;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hash functions that PostgreSQL places rows in hash partitions by, so that no version may change them:
 * {@code hash_bytes_extended} and its like from {@code src/common/hashfn.c}, as a little-endian machine computes them.
 */
public final class PgHash {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int START = 0x9e3779b9 + 3923095;
    private static final int BLOCK = 12;

    private int a;
    private int b;
    private int c;

    private PgHash(int length, long seed) {
        a = START + length;
        b = a;
        c = a;
        if (seed != 0) {
            a += high(seed);
            b += (int) seed;
            mix();
        }
    }

    /** Of {@code integer}; {@code smallint}, {@code boolean} and {@code date} are hashed as one too. */
    public static long int4(int x, long seed) {
        var hash = new PgHash(Integer.BYTES, seed);
        hash.a += x;
        return hash.end();
    }

    /** Of the four bytes that PostgreSQL sends for such a number, the highest first. */
    public static long sent(int x, long seed) {
        return int4(Integer.reverseBytes(x), seed);
    }

    /** Of the eight bytes that PostgreSQL sends for such a number. */
    public static long sent(long x, long seed) {
        var hash = new PgHash(Long.BYTES, seed);
        hash.a += Integer.reverseBytes(high(x));
        hash.b += Integer.reverseBytes((int) x);
        return hash.end();
    }

    /** Of the sixteen bytes of two such numbers, or of a {@code uuid}. */
    public static long sent(long first, long last, long seed) {
        var hash = new PgHash(2 * Long.BYTES, seed);
        hash.a += Integer.reverseBytes(high(first));
        hash.b += Integer.reverseBytes((int) first);
        hash.c += Integer.reverseBytes(high(last));
        hash.mix();
        hash.a += Integer.reverseBytes((int) last);
        return hash.end();
    }

    /** Of {@code bytea}, and of {@code text} that is compared byte by byte. */
    public static long bytes(byte[] array, int from, int length, long seed) {
        var hash = new PgHash(length, seed);
        var at = from;
        var rest = length;
        for (; rest >= BLOCK; at += BLOCK, rest -= BLOCK) {
            hash.a += (int) INTS.get(array, at);
            hash.b += (int) INTS.get(array, at + 4);
            hash.c += (int) INTS.get(array, at + 8);
            hash.mix();
        }
        hash.a += tail(array, at, rest);
        hash.b += tail(array, at + 4, rest - 4);
        // The lowest byte is kept for the length.
        hash.c += tail(array, at + 8, rest - 8) << 8;
        return hash.end();
    }

    /** Up to four bytes, the lowest first. */
    private static int tail(byte[] bytes, int at, int count) {
        if (count >= 4) {
            return (int) INTS.get(bytes, at);
        }
        var tail = 0;
        for (var i = 0; i < count; i++) {
            tail |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return tail;
    }

    private static int high(long x) {
        return (int) (x >>> Integer.SIZE);
    }

    private void mix() {
        a = (a - c) ^ Integer.rotateLeft(c, 4);
        c += b;
        b = (b - a) ^ Integer.rotateLeft(a, 6);
        a += c;
        c = (c - b) ^ Integer.rotateLeft(b, 8);
        b += a;
        a = (a - c) ^ Integer.rotateLeft(c, 16);
        c += b;
        b = (b - a) ^ Integer.rotateLeft(a, 19);
        a += c;
        c = (c - b) ^ Integer.rotateLeft(b, 4);
        b += a;
    }

    private long end() {
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
        return ((long) b << Integer.SIZE) | Integer.toUnsignedLong(c);
    }
}
