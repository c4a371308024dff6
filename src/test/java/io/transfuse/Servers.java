package io.transfuse;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The real database servers of a test run, each started once, when first asked for. */
public final class Servers {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Servers() {}

    /** A fresh, empty PostgreSQL database. */
    public static Endpoint postgres() {
        var name = "test" + DATABASES.incrementAndGet();
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var port = Postgres.SERVER.getPort();
        return new Endpoint(
                "postgresql",
                "jdbc:postgresql://localhost:" + port + "/" + name,
                "localhost:" + port + "/" + name,
                "postgres",
                new Secret("postgres"));
    }

    /** A connection to one of these databases. */
    public static Connection open(Endpoint endpoint) throws SQLException {
        return DriverManager.getConnection(
                endpoint.jdbcUrl(), endpoint.user(), endpoint.password().reveal());
    }

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder().start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
