package io.transfuse.load;

import io.transfuse.model.TargetTable;
import io.transfuse.model.UserException;
import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Tables that another tool made and one run fills: their rows are ours, the tables are not. */
record LedgerFilled(Connection connection, String run) {

    /** Takes the tables for this run; a table of which it has not done so before must be there and empty. */
    boolean adopt(List<TargetTable> tables) throws SQLException {
        var existing = Existing.read(connection);
        for (var table : Ddl.once(tables)) {
            if (!existing.hasRelation(table.schema(), table.name())) {
                throw UserException.usage("table " + table.qualified()
                        + " does not exist, but must be there with target.schema = existing");
            }
            adopt(table);
        }
        return true;
    }

    /** Removes the rows of all tables that this run filled, at once, so that references among them do not matter. */
    void empty() throws SQLException {
        var names = new ArrayList<String>();
        try (var delete = connection.prepareStatement("""
                DELETE FROM transfuse.objects WHERE kind = 'filled' AND run = ?::uuid
                RETURNING schema, name, to_regclass(format('%I.%I', schema, name)) IS NOT NULL
                """)) {
            delete.setString(1, run);
            try (var rows = delete.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(3)) {
                        names.add(Quote.identifier(rows.getString(1), rows.getString(2)));
                    }
                }
            }
        }
        if (!names.isEmpty()) {
            try (var truncate = connection.createStatement()) {
                truncate.execute("TRUNCATE " + String.join(", ", names));
            }
        }
    }

    private void adopt(TargetTable table) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO transfuse.objects (kind, schema, name, run) VALUES ('filled', ?, ?, ?::uuid)
                ON CONFLICT (kind, schema, name) DO UPDATE SET run = excluded.run WHERE objects.run <> excluded.run
                """)) {
            insert.setString(1, table.schema());
            insert.setString(2, table.name());
            insert.setString(3, run);
            if (insert.executeUpdate() == 1 && holdsRows(table)) {
                throw UserException.usage("table " + table.qualified() + " holds rows, but must be empty");
            }
        }
    }

    private boolean holdsRows(TargetTable table) throws SQLException {
        var name = Quote.identifier(table.schema(), table.name());
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT EXISTS (SELECT FROM " + name + ")")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
