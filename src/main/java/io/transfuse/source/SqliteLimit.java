package io.transfuse.source;

import io.transfuse.model.Alias;
import io.transfuse.model.Catalogue;
import io.transfuse.model.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Leaves in our copy of a database the first rows of each table and all rows that these refer to, and no others. */
record SqliteLimit(Connection connection, Catalogue catalogue, List<Tie> ties) {

    void keep(long rows) {
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < catalogue.tables().size(); i++) {
                var table = catalogue.tables().get(i);
                statement.execute("CREATE TEMP TABLE keep" + i + " (position PRIMARY KEY)");
                statement.execute("INSERT INTO keep" + i + " SELECT " + table.position() + " FROM " + from(table)
                        + " ORDER BY 1 LIMIT " + rows);
            }
            while (parentsAdded(statement)) {
                // A parent may have parents of its own.
            }
            withoutTriggers(statement);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new SourceException("limit " + rows, e);
        }
    }

    private boolean parentsAdded(Statement statement) throws SQLException {
        int added = 0;
        for (var tie : ties) {
            var child = index(tie.child());
            var parent = index(tie.parent());
            var same = IntStream.range(0, tie.keys().size())
                    .mapToObj(k -> "t." + SqliteReads.quoted(tie.keys().get(k)) + " = c."
                            + SqliteReads.quoted(tie.columns().get(k)))
                    .collect(Collectors.joining(" AND "));
            var childTable = catalogue.tables().get(child);
            var parentTable = catalogue.tables().get(parent);
            added += statement.executeUpdate("INSERT OR IGNORE INTO keep" + parent + " SELECT " + parentTable.position()
                    + " FROM " + SqliteReads.quoted(tie.child()) + " c JOIN " + from(parentTable) + " ON " + same
                    + " WHERE ("
                    + Alias.moved(childTable.position(), "c") + ") IN (SELECT position FROM keep" + child
                    + ") AND ("
                    + Alias.moved(tie.where(), "c") + ")");
        }
        return added > 0;
    }

    /** A trigger must not answer to rows that we take away. */
    private void withoutTriggers(Statement statement) throws SQLException {
        var triggers = Sql.rows(connection, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
        for (var trigger : triggers) {
            statement.execute("DROP TRIGGER " + SqliteReads.quoted(trigger.text("name")));
        }
        for (int i = 0; i < catalogue.tables().size(); i++) {
            var table = catalogue.tables().get(i);
            statement.execute("DELETE FROM " + SqliteReads.quoted(table.name()) + " AS t WHERE (" + table.position()
                    + ") NOT IN (SELECT position FROM keep" + i + ")");
        }
        for (var trigger : triggers) {
            statement.execute(trigger.text("sql"));
        }
    }

    private int index(String table) {
        return catalogue.tables().stream().map(Table::name).toList().indexOf(table);
    }

    private static String from(Table table) {
        return SqliteReads.quoted(table.name()) + " t";
    }
}
