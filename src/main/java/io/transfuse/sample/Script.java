package io.transfuse.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/** Schemas that lie beside the samples. */
final class Script {

    private Script() {}

    /** Runs one; SQLite takes many statements at once, as does a session of MySQL that is opened for it. */
    static void run(Connection connection, String resource) throws SQLException {
        try (var in = Objects.requireNonNull(Script.class.getResourceAsStream(resource), resource);
                var statement = connection.createStatement()) {
            statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
