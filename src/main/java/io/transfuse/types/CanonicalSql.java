package io.transfuse.types;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The canonical row of {@link Canonical} as SQL for PostgreSQL; no setting of the session changes it. */
public final class CanonicalSql {

    // PostgreSQL takes at most 100 arguments a function.
    private static final int ARGUMENTS = 90;

    private CanonicalSql() {}

    /** The checksum of a row, 32 hexadecimal digits. */
    public static String checksum(TargetTable table) {
        return "md5(" + rowText(table.columns()) + ")";
    }

    /** The text of a row, or of some of its columns. */
    public static String rowText(List<TargetColumn> columns) {
        var groups = new ArrayList<String>();
        for (var from = 0; from < columns.size(); from += ARGUMENTS) {
            groups.add(columns.subList(from, Math.min(from + ARGUMENTS, columns.size())).stream()
                    .map(CanonicalSql::field)
                    .collect(Collectors.joining(", ", "concat(", ")")));
        }
        return groups.isEmpty() ? "''" : String.join(" || ", groups);
    }

    /** One column in the row's text: {@code N}, or length, colon, value. */
    public static String field(TargetColumn column) {
        var x = Quote.identifier(column.name());
        return "CASE WHEN " + x + " IS NULL THEN 'N' ELSE " + measured(column.type(), value(column)) + " END";
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

    private static String measured(PgType type, String value) {
        return switch (type.kind()) {
            case BOOLEAN -> "'1:' || " + value;
            case REAL -> "'8:' || " + value;
            case DOUBLE -> "'16:' || " + value;
            case BYTEA, POINT -> "'32:' || " + value;
            case UUID -> "'36:' || " + value;
            case SMALLINT,
                    INTEGER,
                    BIGINT,
                    NUMERIC,
                    TEXT,
                    JSONB,
                    TIME,
                    DATE,
                    TIMESTAMP,
                    TIMESTAMPTZ,
                    INTERVAL,
                    BIT,
                    ENUM,
                    ARRAY -> "octet_length(" + value + ") || ':' || " + value;
        };
    }

    private static String finite(String x, String number) {
        return "CASE WHEN isfinite(" + x + ") THEN (" + number + ")::text ELSE " + x + "::text END";
    }
}
