package io.transfuse.types;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The checksum of a row over its canonical text, which {@link CanonicalSql} makes PostgreSQL compute as well.
 *
 * <p>The text is, column after column, {@code N} for NULL, else the length in bytes, a colon and the value's canonical
 * form. Call one method a column, then {@link #checksum}. One instance serves one thread.
 */
public final class Canonical {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest row = md5();
    private final MessageDigest value = md5();
    private final byte[] buffer = new byte[4096];
    private final byte[] digits = new byte[20];
    private final byte[] sizeDigits = new byte[10];
    private int length;

    /** Forgets what was appended since the last checksum. */
    public void clear() {
        row.reset();
        length = 0;
    }

    /** A column that is NULL, whatever its type. */
    public void nul() {
        put((byte) 'N');
    }

    /** BOOLEAN. */
    public void bool(boolean x) {
        head(1);
        put((byte) (x ? '1' : '0'));
    }

    /**
     * SMALLINT, INTEGER, BIGINT; DATE as days and TIMESTAMP as microseconds since 1970 UTC; INTERVAL as microseconds.
     */
    public void integer(long x) {
        var start = decimal(x, digits);
        head(digits.length - start);
        put(digits, start, digits.length - start);
    }

    /** REAL; PostgreSQL knows one NaN. */
    public void real(float x) {
        head(8);
        hex(Float.floatToIntBits(x), 8);
    }

    /** DOUBLE; PostgreSQL knows one NaN. */
    public void doubled(double x) {
        head(16);
        hex(Double.doubleToLongBits(x), 16);
    }

    /** TEXT, and every type that the stage holds as text: NUMERIC, UUID, JSONB, TIME, BIT, ENUM, ARRAY. */
    public void text(String x) {
        text(x.getBytes(StandardCharsets.UTF_8));
    }

    /** The same from UTF-8. */
    public void text(byte[] utf8) {
        text(utf8, 0, utf8.length);
    }

    /** The same from a part of an array. */
    public void text(byte[] bytes, int at, int size) {
        head(size);
        put(bytes, at, size);
    }

    /** BYTEA; POINT as the bytes of its coordinates. */
    public void bytes(byte[] x) {
        head(32);
        for (var b : value.digest(x)) {
            hex(b, 2);
        }
    }

    /** The MD5 of the row; the next row starts empty. */
    public byte[] checksum() {
        flush();
        return row.digest();
    }

    private void head(int size) {
        var start = decimal(size, sizeDigits);
        put(sizeDigits, start, sizeDigits.length - start);
        put((byte) ':');
    }

    /** Writes the number to the end of {@code digits} and tells where it starts. */
    private static int decimal(long x, byte[] digits) {
        var at = digits.length;
        // Negative all along, because the smallest long has no positive twin.
        var rest = x < 0 ? x : -x;
        do {
            digits[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (x < 0) {
            digits[--at] = '-';
        }
        return at;
    }

    private void hex(long bits, int places) {
        for (var shift = 4 * (places - 1); shift >= 0; shift -= 4) {
            put(HEX[(int) (bits >>> shift) & 15]);
        }
    }

    private void put(byte b) {
        if (length == buffer.length) {
            flush();
        }
        buffer[length++] = b;
    }

    private void put(byte[] source, int offset, int count) {
        if (count > buffer.length - length) {
            flush();
        }
        if (count > buffer.length) {
            row.update(source, offset, count);
        } else {
            System.arraycopy(source, offset, buffer, length, count);
            length += count;
        }
    }

    private void flush() {
        row.update(buffer, 0, length);
        length = 0;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
