package io.transfuse.types;

import io.transfuse.model.TargetTable.TargetColumn;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The checksum of a row as SQL for PostgreSQL; no setting of the session changes it.
 *
 * <p>A row is hashed by PostgreSQL's own {@code hash_record_extended}: h = 31 h + the hash of the next column, which
 * for NULL is 0. The checksum is the hash that begins with 0 and the hash that begins with that one, sixteen bytes. The
 * second depends on the first in all of its bits, so that the sum of all rows' checksums sees two values of a column
 * that changed places.
 */
public final class RowSql {

    private RowSql() {}

    /** Both hashes, {@code first} and {@code second}, of each row of these columns. */
    public static String hashes(List<TargetColumn> columns, String from) {
        // OFFSET 0 keeps PostgreSQL from making the row, and the first hash, once for each use.
        return """
                SELECT first, hash_record_extended(r, first) AS second
                FROM (SELECT r, hash_record_extended(r, 0) AS first FROM (SELECT %s AS r %s OFFSET 0) made OFFSET 0) hashed
                """.formatted(row(columns), from);
    }

    /** The checksum of one row of a table that the statement reads, as {@code bytea}. */
    public static String checksum(List<TargetColumn> columns) {
        return "(SELECT int8send(first) || int8send(second) FROM (" + hashes(columns, "") + ") AS both_hashes)";
    }

    private static String row(List<TargetColumn> columns) {
        return columns.stream().map(RowSql::field).collect(Collectors.joining(", ", "ROW(", ")"));
    }

    /**
     * A column in a form whose hash tells all of its values apart. PostgreSQL's hash of a column itself is one of
     * comparison: it takes 1.10 for 1.1, -0 for 0, [[1]] for [1], and the numbers of 64 bits that fold to the same 32
     * for one.
     */
    private static String field(TargetColumn column) {
        var x = Quote.identifier(column.name());
        return switch (column.type().kind()) {
            case BOOLEAN, SMALLINT, INTEGER, DATE, UUID, BYTEA -> x;
            case BIGINT -> "int8send(" + x + ")";
            case REAL -> "float4send(" + x + ")";
            case DOUBLE -> "float8send(" + x + ")";
            case TIMESTAMP -> "timestamp_send(" + x + ")";
            case TIMESTAMPTZ -> "timestamptz_send(" + x + ")";
            case INTERVAL -> "interval_send(" + x + ")";
            case POINT -> "point_send(" + x + ")";
            case TEXT, NUMERIC, JSONB, TIME, BIT, ENUM, ARRAY -> x + "::text COLLATE \"C\"";
        };
    }
}
