package io.transfuse.repair;

import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the target's own triggers from answering to a repair, for one transaction.
 *
 * @param watched whether references are watched all the same, so that rows must come in their order
 */
record Quiet(Connection connection, List<Muted> triggers, boolean watched) {

    /** A trigger that is off, and how it is put on again. */
    private record Muted(String table, String name, String on) {}

    static Quiet of(Connection connection, List<TableNames> tables) throws SQLException {
        var before = connection.setSavepoint();
        try {
            execute(connection, "SET LOCAL session_replication_role = replica");
            return new Quiet(connection, List.of(), false);
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
        }
        var muted = new ArrayList<Muted>();
        for (var table : tables) {
            muted.addAll(triggers(connection, table));
        }
        for (var trigger : muted) {
            execute(connection, "ALTER TABLE " + trigger.table() + " DISABLE TRIGGER " + trigger.name());
        }
        return new Quiet(connection, muted, true);
    }

    /** Before the transaction is committed; what it does to triggers nobody else ever sees. */
    void end() throws SQLException {
        if (watched) {
            execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
        }
        for (var trigger : triggers) {
            execute(
                    connection,
                    "ALTER TABLE " + trigger.table() + " ENABLE" + trigger.on() + " TRIGGER " + trigger.name());
        }
    }

    /** Those that answer to usual sessions. */
    private static List<Muted> triggers(Connection connection, TableNames table) throws SQLException {
        try (var query = connection.prepareStatement("""
                SELECT tgname, CASE tgenabled WHEN 'A' THEN ' ALWAYS' ELSE '' END FROM pg_trigger
                WHERE tgrelid = to_regclass(?) AND NOT tgisinternal AND tgenabled IN ('O', 'A') ORDER BY tgname
                """)) {
            query.setString(1, table.table());
            var found = new ArrayList<Muted>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Muted(table.table(), Quote.identifier(rows.getString(1)), rows.getString(2)));
                }
            }
            return found;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
