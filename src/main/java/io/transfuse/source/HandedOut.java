package io.transfuse.source;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a reader hands them out.
 *
 * @param schema Spark's types for their columns, as {@code customSchema}
 * @param rows the position first
 */
public record HandedOut(String schema, List<List<@Nullable Object>> rows) {

    /** The column of rows that are written down that names their position. */
    static final String POSITION = "_transfuse_position";

    public HandedOut {
        rows = rows.stream().map(Collections::unmodifiableList).toList();
    }

    /** The first value of a row, as the rejects write it. */
    public static String position(@Nullable Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }

    /** The rows of an answer whose columns have these types. */
    static List<List<@Nullable Object>> read(ResultSet result, List<String> types) throws SQLException {
        var rows = new ArrayList<List<@Nullable Object>>();
        while (result.next()) {
            var row = new ArrayList<@Nullable Object>();
            for (int i = 0; i < types.size(); i++) {
                row.add(value(result, i + 1, types.get(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable Object value(ResultSet result, int column, String type) throws SQLException {
        Object value = switch (type) {
            case "BIGINT" -> result.getLong(column);
            case "DOUBLE" -> result.getDouble(column);
            case "BINARY" -> result.getBytes(column);
            default -> result.getString(column);
        };
        return result.wasNull() ? null : value;
    }
}
