package io.transfuse;

import io.transfuse.embedded.EmbeddedServer;
import io.transfuse.embedded.OldPostgres;
import io.transfuse.model.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.FileUtils;

/** One real server of each kind for the whole test run, started when a test first asks for it. */
public final class Servers {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Servers() {}

    /** A fresh, empty database. */
    public static Endpoint postgres() {
        return postgres("");
    }

    /** A fresh, empty database with further options of CREATE DATABASE. */
    public static Endpoint postgres(String options) {
        return fresh(database("postgres"), options);
    }

    /** A fresh, empty database of PostgreSQL 14, empty where the build has none. */
    public static Optional<Endpoint> oldPostgres() {
        return OldPostgres.endpoint().map(server -> fresh(server, ""));
    }

    private static Endpoint fresh(Endpoint server, String options) {
        var name = "t" + DATABASES.incrementAndGet();
        execute(server, "CREATE DATABASE " + name + " " + options);
        MadeDatabases.dropLater(() -> execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
        return database(server, name);
    }

    /** A database of the server as the superuser sees it. */
    public static Endpoint database(String name) {
        return database(Postgres.SERVER.endpoint(), name);
    }

    private static Endpoint database(Endpoint server, String name) {
        return new Endpoint(
                server.kind(),
                server.jdbcUrl().replaceFirst("/postgres$", "/" + name),
                server.name().replaceFirst("/postgres$", "/" + name),
                server.user(),
                server.password());
    }

    /** MySQL, empty where it cannot run; a line on the output says why. */
    public static Optional<SqlServer> mysql() {
        return SqlServers.MySql.SERVER;
    }

    /** MariaDB, likewise. */
    public static Optional<SqlServer> mariadb() {
        return SqlServers.MariaDb.SERVER;
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
        static final EmbeddedServer SERVER = start();

        private static EmbeddedServer start() {
            try {
                var folder = Files.createDirectories(Path.of("target", "test-server"));
                FileUtils.cleanDirectory(folder.toFile());
                var server = EmbeddedServer.start(folder.resolve("postgres"), "postgres", false);
                execute(
                        server.endpoint(),
                        "ALTER SYSTEM SET fsync = off",
                        "ALTER SYSTEM SET max_wal_size = '256MB'",
                        "SELECT pg_reload_conf()");
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
