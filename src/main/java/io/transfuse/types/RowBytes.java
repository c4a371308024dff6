package io.transfuse.types;

import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** The bytes of one row after another, hashed where they were written. */
public final class RowBytes {
    private static final int USUAL = 512;
    private static final long FIRST = 42;
    private static final long SECOND = 0x9E37_79B9_7F4A_7C15L;

    private ByteBuffer bytes = ByteBuffer.allocate(USUAL);

    /** Begins a row. */
    public void clear() {
        bytes.clear();
    }

    public void one(byte value) {
        room(1).put(value);
    }

    public void whole(int value) {
        room(Integer.BYTES).putInt(value);
    }

    public void whole(long value) {
        room(Long.BYTES).putLong(value);
    }

    public void all(byte[] from, int begin, int length) {
        room(length).put(from, begin, length);
    }

    public void text(UTF8String text) {
        var length = text.numBytes();
        room(length);
        text.writeToMemory(bytes.array(), Platform.BYTE_ARRAY_OFFSET + bytes.position());
        bytes.position(bytes.position() + length);
    }

    /** Sixteen bytes that tell this row from others. */
    public byte[] digest() {
        return digest(bytes.array(), bytes.position());
    }

    /** The same of bytes that are there already. */
    public static byte[] digest(byte[] row, int length) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(XXH64.hashUnsafeBytes(row, Platform.BYTE_ARRAY_OFFSET, length, FIRST))
                .putLong(XXH64.hashUnsafeBytes(row, Platform.BYTE_ARRAY_OFFSET, length, SECOND))
                .array();
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            var needed = (long) bytes.position() + more;
            var size = (int) Math.min(Integer.MAX_VALUE - Long.BYTES, Math.max(needed, 2L * bytes.capacity()));
            bytes = ByteBuffer.allocate(size).put(bytes.flip());
        }
        return bytes;
    }
}
