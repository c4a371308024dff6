package io.transfuse.sample;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row to insert: values by column, in order. */
final class Row {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Sets a value; a column named before keeps its place. */
    Row with(String column, @Nullable Object value) {
        values.put(column, value);
        return this;
    }

    /** The same value under another name, as the last column. */
    Row renamed(String column, String other) {
        return with(other, values.remove(column));
    }

    Row without(String column) {
        values.remove(column);
        return this;
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    /** Bytes that are stored as text though they are none: {@code latin1} has one character for each byte. */
    record RawText(String latin1) {
        byte[] bytes() {
            return latin1.getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
