package io.transfuse.source;

import io.transfuse.source.Sql.Line;
import io.transfuse.types.MysqlLiteral;
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
        var whole = Sql.row(
                connection,
                "SELECT CONVERT(DEFAULT(t." + MysqlReads.quoted(column.text("name")) + ") USING utf8mb4) AS whole"
                        + from(column.text("tbl")));
        if (!whole.isNull("whole")) {
            var text = whole.text("whole");
            column.values().put("given", sql ? MysqlLiteral.written(text) : text);
        }
    }

    /** One row, also where the table is empty; there the default of a column that is never NULL is not told. */
    static String from(String table) {
        return " FROM (SELECT 1) AS one LEFT JOIN " + MysqlReads.quoted(table) + " AS t ON TRUE LIMIT 1";
    }

    private boolean constant(Line column) {
        return sql ? MysqlLiteral.PATTERN.matcher(column.text("given")).matches() : !MysqlColumns.computed(column);
    }
}
