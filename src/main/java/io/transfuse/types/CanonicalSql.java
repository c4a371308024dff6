package io.transfuse.types;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The canonical row of {@link Canonical} as SQL for PostgreSQL; no setting of the session changes it. */
public final class CanonicalSql {

    // PostgreSQL takes at most 100 arguments a function, and a column gives up to three.
    private static final int COLUMNS = 33;

    // Between these moments the microseconds since 1970 have 16 digits, and a double holds them exactly.
    private static final String SIXTEEN_DIGITS =
            "%1$s >= %2$s '2001-09-09 01:46:40Z' AND %1$s < %2$s '2038-01-01 00:00:00Z'";

    private CanonicalSql() {}

    /** The checksum of a row, 32 hexadecimal digits. */
    public static String checksum(TargetTable table) {
        return "md5(" + rowText(table.columns()) + ")";
    }

    /** The text of a row, or of some of its columns. */
    public static String rowText(List<TargetColumn> columns) {
        var groups = new ArrayList<String>();
        for (var from = 0; from < columns.size(); from += COLUMNS) {
            groups.add(concat(columns.subList(from, Math.min(from + COLUMNS, columns.size()))));
        }
        return groups.isEmpty() ? "''" : String.join(" || ", groups);
    }

    /** One column in the row's text: {@code N}, or length, colon, value. */
    public static String field(TargetColumn column) {
        return concat(List.of(column));
    }

    private static String concat(List<TargetColumn> columns) {
        return columns.stream().map(CanonicalSql::pieces).collect(Collectors.joining(", ", "concat(", ")"));
    }

    /** The canonical form of one column, NULL for NULL. */
    public static String value(TargetColumn column) {
        var x = Quote.identifier(column.name());
        return switch (column.type().kind()) {
            case BOOLEAN -> "CASE " + x + " WHEN true THEN '1' WHEN false THEN '0' END";
            case SMALLINT, INTEGER, BIGINT, NUMERIC, TEXT, UUID, JSONB, TIME, BIT, ENUM, ARRAY -> x + "::text";
            case REAL -> "encode(float4send(" + x + "), 'hex')";
            case DOUBLE -> "encode(float8send(" + x + "), 'hex')";
            case BYTEA -> "md5(" + x + ")";
            // The text of a point and of an interval depends on settings of the session.
            case POINT -> "md5(float8send(" + x + "[0]) || float8send(" + x + "[1]))";
            case DATE -> finite(x, x + " - date '1970-01-01'");
            case TIMESTAMP, TIMESTAMPTZ, INTERVAL -> finite(x, "(extract(epoch from " + x + ") * 1000000)::bigint");
        };
    }

    /** A column as arguments of concat, which leaves out those that are NULL; joining them first would cost a copy. */
    private static String pieces(TargetColumn column) {
        var x = Quote.identifier(column.name());
        var value = value(column);
        return switch (column.type().kind()) {
            case BOOLEAN -> "CASE " + x + " WHEN true THEN '1:1' WHEN false THEN '1:0' ELSE 'N' END";
            case REAL -> sized(x, 8, value);
            case DOUBLE -> sized(x, 16, value);
            case BYTEA, POINT -> sized(x, 32, value);
            case UUID -> sized(x, 36, value);
            case TIMESTAMP -> moment(x, "timestamp", value);
            case TIMESTAMPTZ -> moment(x, "timestamptz", value);
            case SMALLINT, INTEGER, BIGINT, NUMERIC, TEXT, JSONB, TIME, DATE, INTERVAL, BIT, ENUM, ARRAY ->
                "octet_length(" + value + "), CASE WHEN " + x + " IS NULL THEN 'N' ELSE ':' END, " + value;
        };
    }

    private static String sized(String x, int size, String value) {
        return "CASE WHEN " + x + " IS NULL THEN 'N' ELSE '" + size + ":' END, " + value;
    }

    /** The moments of these decades by a double, because PostgreSQL's exact way is several times as slow. */
    private static String moment(String x, String type, String value) {
        return "CASE WHEN " + SIXTEEN_DIGITS.formatted(x, type)
                + " THEN '16:' || (date_part('epoch', " + x + ") * 1000000)::bigint"
                + " WHEN " + x + " IS NULL THEN 'N' ELSE octet_length(" + value + ") || ':' || " + value + " END";
    }

    private static String finite(String x, String number) {
        return "CASE WHEN isfinite(" + x + ") THEN (" + number + ")::text ELSE " + x + "::text END";
    }
}
