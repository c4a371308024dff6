package io.transfuse.source;

import io.transfuse.source.Sql.Line;
import java.sql.Connection;

/**
 * Constant defaults of texts: the information schema knows no letters of four bytes, and shows a question mark for
 * each. The server itself knows what it would put into a row.
 *
 * @param sql whether defaults are written as SQL, as MariaDB does
 */
record MysqlDefaults(Connection connection, boolean sql) {

    /** Puts in the default with all its letters, where some may be missing. */
    void complete(Line column) {
        if (!column.text("given").contains("?") || column.text("charset").isEmpty() || !constant(column)) {
            return;
        }
        var name = MysqlReads.quoted(column.text("name"));
        // One row, also of an empty table.
        var whole = Sql.row(
                connection,
                "SELECT CONVERT(DEFAULT(" + name + ") USING utf8mb4) AS whole FROM "
                        + MysqlReads.quoted(column.text("tbl")) + " LIMIT 1");
        if (!whole.isNull("whole")) {
            var text = whole.text("whole");
            column.values().put("given", sql ? "'" + text.replace("\\", "\\\\").replace("'", "''") + "'" : text);
        }
    }

    private boolean constant(Line column) {
        return sql ? column.text("given").matches("(?s)'(?:[^'\\\\]|\\\\.|'')*'") : !MysqlColumns.computed(column);
    }
}
