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

    /**
     * Removes the rows of all tables that this run filled, at once, so that references among them do not matter;
     * PostgreSQL refuses where other tables may refer to them, whether these hold rows or not.
     */
    void empty() throws SQLException {
        var referring = referring();
        if (!referring.isEmpty()) {
            throw UserException.usage(
                    "nothing was removed, because tables that this run did not fill refer to tables that it filled: "
                            + String.join(", ", referring)
                            + "; drop these references first, and make them again after the run");
        }
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

    /** References of other tables to those that this run filled; partitions are emptied with their table. */
    private List<String> referring() throws SQLException {
        try (var select = connection.prepareStatement("""
                WITH RECURSIVE ours(id) AS (
                    SELECT to_regclass(format('%I.%I', schema, name))::oid FROM transfuse.objects
                    WHERE kind = 'filled' AND run = ?::uuid
                    UNION SELECT inhrelid FROM pg_inherits JOIN ours ON inhparent = id)
                SELECT format('%s.%s (constraint %s)', nspname, relname, conname)
                FROM pg_constraint JOIN pg_class c ON c.oid = conrelid JOIN pg_namespace n ON n.oid = relnamespace
                WHERE contype = 'f' AND conparentid = 0 AND confrelid IN (SELECT id FROM ours)
                  AND conrelid NOT IN (SELECT id FROM ours WHERE id IS NOT NULL)
                ORDER BY 1
                """)) {
            select.setString(1, run);
            var referring = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    referring.add(rows.getString(1));
                }
            }
            return referring;
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
