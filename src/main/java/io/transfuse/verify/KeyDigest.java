package io.transfuse.verify;

import static org.apache.spark.sql.functions.col;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.transform.Functions;
import io.transfuse.types.RowSql;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * The digest that tells a row from all others: the checksum of its primary key's columns, or of all columns where the
 * table has no key. Rows are paired and looked up by it, so that no key ever stands in a text of SQL.
 */
public final class KeyDigest {

    private KeyDigest() {}

    /** For PostgreSQL, {@code bytea}. */
    public static String sql(TargetTable table) {
        return RowSql.checksum(columns(table));
    }

    /** For Spark over the stage, {@code binary(16)}. */
    static Column spark(TargetTable table) {
        return table.primaryKey().isEmpty() ? col("_checksum") : Functions.checksum(columns(table));
    }

    /** A column of the stage, whatever characters its name has. */
    static Column column(TargetColumn column) {
        return col("`" + column.staged().replace("`", "``") + "`");
    }

    /** The key's columns in its order, or all columns. */
    static List<TargetColumn> columns(TargetTable table) {
        return table.primaryKey().isEmpty()
                ? table.columns()
                : table.primaryKey().stream()
                        .map(name -> table.column(name).orElseThrow())
                        .toList();
    }

    /** The places of these columns among all. */
    static List<Integer> places(TargetTable table) {
        return columns(table).stream().map(table.columns()::indexOf).toList();
    }
}
