package io.transfuse;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for the whole test run, started when a test first asks for it. */
public final class Servers {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Servers() {}

    /** A fresh, empty database. */
    public static Endpoint postgres() {
        return postgres("");
    }

    /** A fresh, empty database with further options of CREATE DATABASE. */
    public static Endpoint postgres(String options) {
        var name = "t" + DATABASES.incrementAndGet();
        execute(database("postgres"), "CREATE DATABASE " + name + " " + options);
        return database(name);
    }

    /** A database of the server as the superuser sees it. */
    public static Endpoint database(String name) {
        var port = Postgres.SERVER.getPort();
        return new Endpoint(
                "postgresql",
                "jdbc:postgresql://localhost:" + port + "/" + name,
                "localhost:" + port + "/" + name,
                "postgres",
                new Secret(""));
    }

    /** A plain connection, for tests to look with their own eyes. */
    public static Connection connect(Endpoint endpoint) throws SQLException {
        return DriverManager.getConnection(
                endpoint.jdbcUrl(), endpoint.user(), endpoint.password().reveal());
    }

    /** Runs statements, one transaction each. */
    public static void execute(Endpoint endpoint, String... statements) {
        try (var connection = connect(endpoint);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query as text, columns with | between them. */
    public static List<String> rows(Endpoint endpoint, String query) {
        try (var connection = connect(endpoint);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                var text = new StringJoiner("|");
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    text.add(rows.getString(i));
                }
                texts.add(text.toString());
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "60")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
