package io.transfuse.verify;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.model.Validation.Unequal;
import io.transfuse.types.Quote;
import java.util.List;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/** The values of a row as text, for a report that may show them: alike on both sides, and only as long as one reads. */
final class ShownValues {

    private static final int FETCHED = 2000;
    private static final int SHOWN = 200;
    private static final int BEFORE = 20;
    private static final String CUT = "…";

    private ShownValues() {}

    /** Of the stage, an array of text. */
    static Column spark(TargetTable table) {
        return array(table.columns().stream()
                .map(c -> substring(spark(c), 1, FETCHED))
                .toArray(Column[]::new));
    }

    private static Column spark(TargetColumn column) {
        var value = KeyDigest.column(column);
        return switch (column.type().kind()) {
            case BYTEA, POINT -> concat(lit("\\x"), lower(hex(value)));
            case REAL, DOUBLE -> regexp_replace(value.cast("string"), lit("\\.0$"), lit(""));
            case TIMESTAMPTZ -> concat(value.cast("string"), lit("+00"));
            case INTERVAL -> concat(value.cast("string"), lit(" microseconds"));
            default -> value.cast("string");
        };
    }

    /** Of PostgreSQL. */
    static List<String> sql(TargetTable table) {
        return table.columns().stream()
                .map(c -> "left(" + sql(c) + ", " + FETCHED + ")")
                .toList();
    }

    private static String sql(TargetColumn column) {
        var x = Quote.identifier(column.name());
        return switch (column.type().kind()) {
            case BYTEA -> "'\\x' || encode(" + x + ", 'hex')";
            case POINT -> "'\\x' || encode(point_send(" + x + "), 'hex')";
            case TIMESTAMPTZ -> "(" + x + " AT TIME ZONE 'UTC')::text || '+00'";
            case INTERVAL -> "trunc(extract(epoch FROM " + x + ") * 1000000)::text || ' microseconds'";
            default -> x + "::text";
        };
    }

    /** A column of both sides; of long texts the part where they begin to differ. */
    static Unequal unequal(String column, @Nullable String expected, @Nullable String actual) {
        var from = expected == null || actual == null ? 0 : Math.max(0, common(expected, actual) - BEFORE);
        var begin = Math.max(length(expected), length(actual)) <= SHOWN ? 0 : from;
        return new Unequal(column, cut(expected, begin), cut(actual, begin));
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static int common(String one, String other) {
        var i = 0;
        while (i < Math.min(one.length(), other.length()) && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    /** Not between the two halves of one character. */
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static @Nullable String cut(@Nullable String text, int begin) {
        if (text == null) {
            return null;
        }
        var from = whole(text, Math.min(begin, text.length()));
        var to = whole(text, Math.min(from + SHOWN, text.length()));
        return (from > 0 ? CUT : "") + text.substring(from, to) + (to < text.length() ? CUT : "");
    }
}
