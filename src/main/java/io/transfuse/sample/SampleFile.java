package io.transfuse.sample;

import io.transfuse.model.Endpoint;
import io.transfuse.model.UserException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;

/** Writes a sample into a SQLite file, all of it or nothing. */
final class SampleFile {
    // SQLITE_PERM, BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, NOTADB
    private static final Set<Integer> NOT_WRITABLE = Set.of(3, 5, 6, 8, 10, 13, 14, 26);

    private SampleFile() {}

    /** Fills a new or empty SQLite file. */
    static Planted write(Sample sample, Endpoint into, Order order) {
        try (var connection = DriverManager.getConnection(into.jdbcUrl())) {
            prepare(connection, into);
            var planted = sample.fill(connection, order);
            connection.commit();
            return planted;
        } catch (SQLException e) {
            throw NOT_WRITABLE.contains(e.getErrorCode() & 0xFF)
                    ? UserException.usage("--into is " + path(into)
                            + ", but must be a new or empty SQLite file in a folder that can be written")
                    : new IllegalStateException("the sample breaks its own schema", e);
        }
    }

    /** The same pages in every file: fixed page size, no write-ahead log left behind. */
    private static void prepare(Connection connection, Endpoint into) throws SQLException {
        try (var statement = connection.createStatement()) {
            var objects = statement.executeQuery("SELECT count(*) FROM sqlite_master");
            if (objects.getLong(1) > 0) {
                throw UserException.usage("--into is " + path(into)
                        + ", which already holds tables, but must be a new or empty database");
            }
            statement.executeUpdate("""
                    PRAGMA page_size = 4096;
                    PRAGMA encoding = 'UTF-8';
                    PRAGMA journal_mode = DELETE;
                    PRAGMA synchronous = OFF;
                    PRAGMA foreign_keys = OFF;
                    """);
        }
        connection.setAutoCommit(false);
    }

    /** Which folder cannot be written only the whole path says. */
    private static String path(Endpoint into) {
        return into.jdbcUrl().replaceFirst("^jdbc:", "");
    }
}
