package io.transfuse.verify;

import io.transfuse.types.RowBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One row as PostgreSQL sends it: for each column its length, -1 for NULL, and its bytes. */
final class SentRow {
    private final byte[] bytes;

    SentRow(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] digest() {
        return RowBytes.digest(bytes, bytes.length);
    }

    /** The digest of some columns in this order: that of a row which has only them. */
    byte[] digest(List<Integer> columns) {
        var ends = ends();
        var digest = new RowBytes();
        for (var column : columns) {
            digest.all(bytes, ends[column], ends[column + 1] - ends[column]);
        }
        return digest.digest();
    }

    /** A column that was sent as text, empty where it is NULL. */
    String text(int column) {
        var ends = ends();
        var begin = ends[column] + Integer.BYTES;
        return new String(bytes, begin, ends[column + 1] - begin, StandardCharsets.UTF_8);
    }

    /** The same, null where it is NULL. */
    @Nullable String textOrNull(int column) {
        return ByteBuffer.wrap(bytes).getInt(ends()[column]) < 0 ? null : text(column);
    }

    /** Where columns begin; the last one is where they all end. */
    private int[] ends() {
        var places = IntStream.builder().add(0);
        var left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            var length = left.getInt();
            left.position(left.position() + Math.max(length, 0));
            places.add(left.position());
        }
        return places.build().toArray();
    }
}
