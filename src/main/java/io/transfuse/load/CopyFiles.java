package io.transfuse.load;

import io.transfuse.model.PgType;
import io.transfuse.stage.StageRows;
import io.transfuse.types.Quote;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Sends data files into a table within the transaction of a connection, in COPY's text format, which every type takes.
 */
public record CopyFiles(Connection connection) {

    /** A column of the table and of the files. */
    public record Column(String name, String inFile, PgType.Kind kind) {}

    /** The number of rows that arrived in a table, whose name is given in SQL. */
    public long into(String table, List<Column> columns, List<String> files) throws SQLException, IOException {
        var sql = "COPY " + table + " ("
                + Quote.identifiers(columns.stream().map(Column::name).toList()) + ") FROM STDIN";
        var all = 0L;
        for (var file : files) {
            all += copied(sql, columns, file);
        }
        return all;
    }

    private long copied(String sql, List<Column> columns, String file) throws SQLException, IOException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try (var rows =
                StageRows.open(file, columns.stream().map(Column::inFile).toList())) {
            var text = new CopyText(
                    columns.stream().map(Column::kind).toList(),
                    2 * CopyChunk.SENT_AT_ONCE,
                    (bytes, size) -> copy.writeToCopy(bytes, 0, size));
            var sent = CopyChunk.send(rows, text, null);
            copy.endCopy();
            return sent;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
