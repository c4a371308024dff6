package io.transfuse.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** A growing array of bytes for COPY, in its text or its binary format. */
final class CopyBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SMALLEST_LONG = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

    // The letter that follows the backslash, for the bytes that COPY would take for something else.
    private static final byte[] ESCAPES = new byte[128];

    static {
        ESCAPES['\\'] = '\\';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
        ESCAPES['\t'] = 't';
    }

    private static final long[] POWERS_OF_TEN =
            LongStream.iterate(1, p -> 10 * p).limit(19).toArray();

    private static final VarHandle INT2 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT4 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT8 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Bytes of one value that are written at once. */
    private static final int PIECE = 1 << 16;

    private final Sink sink;
    private byte[] bytes;
    private int size;

    /** Takes what is in the buffer, also in the middle of a value, so that no value needs room as a whole. */
    interface Sink {
        void take(byte[] bytes, int size) throws SQLException;
    }

    CopyBuffer(int capacity, Sink sink) {
        this.bytes = new byte[capacity];
        this.sink = sink;
    }

    /** Hands over what is there. */
    void flush() throws SQLException {
        sink.take(bytes, size);
        size = 0;
    }

    int size() {
        return size;
    }

    void put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    void putAscii(String text) {
        var length = text.length();
        reserve(length);
        for (var i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    void put(long number) {
        if (number == Long.MIN_VALUE) {
            reserve(SMALLEST_LONG.length);
            System.arraycopy(SMALLEST_LONG, 0, bytes, size, SMALLEST_LONG.length);
            size += SMALLEST_LONG.length;
            return;
        }
        if (number < 0) {
            put('-');
        }
        putDigits(Math.abs(number), 1);
    }

    /** A number that is not negative, with at least so many digits. */
    void putDigits(long number, int width) {
        var digits = width;
        while (digits < POWERS_OF_TEN.length && number >= POWERS_OF_TEN[digits]) {
            digits++;
        }
        reserve(digits);
        var left = number;
        for (var at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        size += digits;
    }

    /** The text, escaped where COPY needs it; a text without such bytes is copied as it is. */
    void put(UTF8String text) throws SQLException {
        var length = text.numBytes();
        for (var at = 0; at < length; at += PIECE) {
            put(text, at, Math.min(PIECE, length - at));
            flushPiece(length);
        }
    }

    private void put(UTF8String text, int start, int length) {
        reserve(2 * length);
        Platform.copyMemory(
                text.getBaseObject(), text.getBaseOffset() + start, bytes, Platform.BYTE_ARRAY_OFFSET + size, length);
        var escapes = 0;
        for (var at = size; at < size + length; at++) {
            if (bytes[at] >= 0 && ESCAPES[bytes[at]] != 0) {
                escapes++;
            }
        }
        var from = size + length;
        size += length + escapes;
        // From the end to the start, so that no byte is overwritten before it was moved.
        for (var to = size; to > from; ) {
            var b = bytes[--from];
            if (b >= 0 && ESCAPES[b] != 0) {
                bytes[--to] = ESCAPES[b];
                bytes[--to] = '\\';
            } else {
                bytes[--to] = b;
            }
        }
    }

    /** PostgreSQL's hex form of bytea; its backslash is escaped too. */
    void putHex(byte[] blob) throws SQLException {
        reserve(3);
        bytes[size++] = '\\';
        bytes[size++] = '\\';
        bytes[size++] = 'x';
        for (var at = 0; at < blob.length; at += PIECE) {
            putHex(blob, at, Math.min(blob.length, at + PIECE));
            flushPiece(blob.length);
        }
    }

    private void putHex(byte[] blob, int start, int end) {
        reserve(2 * (end - start));
        for (var i = start; i < end; i++) {
            bytes[size++] = HEX[(blob[i] >> 4) & 15];
            bytes[size++] = HEX[blob[i] & 15];
        }
    }

    void putByte(byte b) {
        reserve(1);
        bytes[size++] = b;
    }

    /** The lower two bytes. */
    void putInt2(int number) {
        reserve(Short.BYTES);
        INT2.set(bytes, size, (short) number);
        size += Short.BYTES;
    }

    void putInt4(int number) {
        reserve(Integer.BYTES);
        putInt4At(size, number);
        size += Integer.BYTES;
    }

    void putInt8(long number) {
        reserve(Long.BYTES);
        INT8.set(bytes, size, number);
        size += Long.BYTES;
    }

    /** Writes over what was put there since the last flush. */
    void putInt4At(int at, int number) {
        INT4.set(bytes, at, number);
    }

    /** Leaves room for a length and tells where; {@link #fill} writes it when the bytes behind it are there. */
    int length() {
        putInt4(0);
        return size - Integer.BYTES;
    }

    void fill(int length) {
        putInt4At(length, size - length - Integer.BYTES);
    }

    /** Forgets what was put from there on. */
    void backTo(int earlier) {
        size = earlier;
    }

    /** The text as it is. */
    void putBytes(UTF8String text) throws SQLException {
        putBytes(text.getBaseObject(), text.getBaseOffset(), text.numBytes());
    }

    void putBytes(byte[] blob) throws SQLException {
        putBytes(blob, Platform.BYTE_ARRAY_OFFSET, blob.length);
    }

    private void putBytes(Object base, long offset, int length) throws SQLException {
        for (var at = 0; at < length; at += PIECE) {
            var piece = Math.min(PIECE, length - at);
            reserve(piece);
            Platform.copyMemory(base, offset + at, bytes, Platform.BYTE_ARRAY_OFFSET + size, piece);
            size += piece;
            flushPiece(length);
        }
    }

    private void flushPiece(int length) throws SQLException {
        if (length > PIECE) {
            flush();
        }
    }

    private void reserve(int more) {
        var needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }
}
