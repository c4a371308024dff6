package io.transfuse.source;

import io.transfuse.model.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One session of a source for questions that others ask: it sees one moment, and nothing can be written in it.
 *
 * @param cut names the moment as {@link Source#cut} does; of a server that is written to, a moment that is not earlier
 * @param copy the copy of a SQLite file that is read, gone when the session is
 */
public record ReadOnly(Connection connection, String cut, Optional<Path> copy) implements AutoCloseable {

    /**
     * Opens one.
     *
     * @param folder where a copy may be kept meanwhile
     */
    public static ReadOnly open(Endpoint endpoint, Path folder) {
        return endpoint.kind().equals("sqlite") ? ofFile(endpoint, folder) : ofServer(endpoint);
    }

    private static ReadOnly ofServer(Endpoint endpoint) {
        var login = new MysqlLogin(endpoint);
        var server = login.server();
        var connection = login.asking(server);
        try {
            MysqlSnapshot.execute(connection, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            if (server.since("5.6.5", "10.0.0")) {
                MysqlSnapshot.execute(connection, "SET SESSION TRANSACTION READ ONLY");
            }
            MysqlSnapshot.execute(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT");
            return new ReadOnly(connection, MysqlCut.now(login, server), Optional.empty());
        } catch (RuntimeException e) {
            MysqlSnapshot.end(connection);
            throw e;
        }
    }

    private static ReadOnly ofFile(Endpoint endpoint, Path folder) {
        try {
            Files.createDirectories(folder);
            var copy = folder.resolve("asked.db");
            var file = SqliteSource.file(endpoint);
            file.backupTo(copy);
            var connection = DriverManager.getConnection("jdbc:sqlite:" + copy.toUri() + "?immutable=1");
            return new ReadOnly(connection, new SqliteFile(copy).digest(), Optional.of(copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new SourceException("open a copy of the source", e);
        }
    }

    /** Whether it has a table, or a column as {@code table.column}. */
    public boolean has(String name) throws SQLException {
        var parts = name.split("\\.", 2);
        try (var found = connection
                .getMetaData()
                .getColumns(connection.getCatalog(), null, parts[0], parts.length > 1 ? parts[1] : "%")) {
            return found.next();
        }
    }

    @Override
    public void close() {
        MysqlSnapshot.end(connection);
        copy.ifPresent(c -> {
            try {
                Files.deleteIfExists(c);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
