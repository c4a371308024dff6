package io.transfuse.source;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** SQLite files as tests need them. */
public final class Made {

    private Made() {}

    /** A file of these statements. */
    public static Path file(Path file, String... statements) {
        try (var connection = connect(file);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A source over it; the copy lies beside it, in a folder of its own. */
    public static Source source(Path file) {
        try {
            var folder = java.nio.file.Files.createDirectories(file.resolveSibling("work"));
            return SqliteSource.open(
                    new Endpoint(
                            "sqlite", "jdbc:sqlite:" + file, file.getFileName().toString(), "", new Secret("")),
                    folder.resolve("copy.db"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
