package io.transfuse.verify;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;

import io.transfuse.model.PgType;
import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.transform.Reshape;
import io.transfuse.types.JsonbText;
import io.transfuse.types.Quote;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/** A row's key as text. It is clear data: what leaves this process goes through {@link ShownKey}. */
public final class KeyText {

    private KeyText() {}

    /** One value as it is, several as a JSON array. */
    public static String of(List<@Nullable String> values) {
        return values.size() == 1
                ? Objects.requireNonNullElse(values.get(0), "")
                : values.stream()
                        .map(v -> v == null ? "null" : JsonbText.wrapped(v))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    /** The primary key's values in the stage, an array of text; without one, where the row comes from. */
    public static Column spark(TargetTable table) {
        return table.primaryKey().isEmpty()
                ? array(col(Reshape.KEY))
                : array(KeyDigest.columns(table).stream().map(KeyText::text).toArray(Column[]::new));
    }

    private static Column text(TargetColumn column) {
        var value = KeyDigest.column(column);
        return column.type().kind() == PgType.Kind.BYTEA ? concat(lit("\\x"), lower(hex(value))) : value.cast("string");
    }

    /**
     * The primary key's values in PostgreSQL; without one, where the row lies.
     *
     * @param row what stands before the names of columns, {@code c.} or nothing
     */
    static List<String> sql(TargetTable table, String row) {
        return table.primaryKey().isEmpty()
                ? List.of(place(table, row))
                : KeyDigest.columns(table).stream()
                        .map(c -> row + Quote.identifier(c.name()) + "::text")
                        .toList();
    }

    /** The same as one array. */
    public static String list(TargetTable table, String row) {
        return "ARRAY[" + String.join(", ", sql(table, row)) + "]";
    }

    /** Where a row lies, which is no value of it. */
    static String place(TargetTable table, String row) {
        var partition =
                table.layout().partition().isPresent() ? " || ' of ' || " + row + "tableoid::regclass::text" : "";
        return "'ctid ' || " + row + "ctid::text" + partition;
    }
}
