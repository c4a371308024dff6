package io.transfuse.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Nobody writes to a database until this is closed. */
record MysqlLock(Connection connection) implements AutoCloseable {

    private static final int SECONDS = 5;

    /**
     * Locks the whole server, or else the tables of the database; empty where the account may do neither, or where long
     * queries hold both up.
     */
    static Optional<MysqlLock> taken(MysqlLogin login, MysqlServer server) {
        var lock = new MysqlLock(login.connect(server));
        try {
            // While the lock waits for a long query, all others wait for the lock.
            MysqlSnapshot.execute(lock.connection, "SET SESSION lock_wait_timeout = " + SECONDS);
            if (lock.got("FLUSH TABLES WITH READ LOCK") || lock.tables()) {
                return Optional.of(lock);
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        lock.close();
        return Optional.empty();
    }

    /** A table's lock waits until those who have written to it have committed. */
    private boolean tables() {
        var tables = names(connection);
        return !tables.isEmpty()
                && got("LOCK TABLES " + tables.stream().map(t -> t + " READ").collect(Collectors.joining(", ")));
    }

    /** The tables of the database, quoted. */
    static List<String> names(Connection connection) {
        return Sql.rows(connection, """
                        SELECT table_name AS tbl FROM information_schema.tables
                        WHERE table_schema = database() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
                        ORDER BY table_name""").stream()
                .map(l -> MysqlReads.quoted(l.text("tbl")))
                .toList();
    }

    private boolean got(String lock) {
        try (var statement = connection.createStatement()) {
            statement.execute(lock);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** The end of the session gives the lock back. */
    @Override
    public void close() {
        MysqlSnapshot.end(connection);
    }
}
