package io.transfuse.embedded;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A PostgreSQL server of our own on a data directory that outlives it; it listens on this machine only. */
public final class EmbeddedServer implements AutoCloseable {
    private final PgProcess process;
    private final DataDirectory data;
    private final int port;
    private final String database;
    private final boolean stops;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedServer(PgProcess process, DataDirectory data, int port, String database, boolean stops) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.database = database;
        this.stops = stops;
    }

    /**
     * Starts a server, or takes the one that an earlier call left running. Unless it is kept it ends with this process.
     *
     * @param directory the data directory; a new one is made where there is none
     * @param database the database to create unless it exists
     * @param keep whether it stays up after this process, and after those that use it later
     */
    public static EmbeddedServer start(Path directory, String database, boolean keep) {
        return start(directory, database, keep, true);
    }

    /** The same for a look: a server that another command is using is left up. */
    public static EmbeddedServer look(Path directory, String database) {
        return start(directory, database, false, false);
    }

    private static EmbeddedServer start(Path directory, String database, boolean keep, boolean owner) {
        var binaries = Binaries.unpacked();
        var process = new PgProcess(binaries);
        var data = new DataDirectory(directory.toAbsolutePath().normalize());
        var running = data.runningPort();
        if (running.isEmpty()) {
            if (!data.exists()) {
                data.copyFrom(binaries.newData());
            }
            data.forgetKilled();
            data.configure(data.freePort(), database, binaries);
            process.start(data.path(), data.path().resolveSibling("postgres.log"));
        }
        if (running.isEmpty() || keep) {
            data.keep(keep);
        }
        var stops = owner || running.isEmpty();
        var port = running.or(data::runningPort).orElseThrow();
        var server = new EmbeddedServer(process, data, port, database, stops);
        if (stops && !data.kept()) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres-stop"));
        }
        server.createDatabase();
        return server;
    }

    /** The database. */
    public Endpoint endpoint() {
        return endpoint(database);
    }

    /** The line that opens psql on it while it is up. */
    public String psql() {
        return "psql -h 127.0.0.1 -p " + port + " -U postgres " + database;
    }

    /** Whether it stays up after this process. */
    public boolean kept() {
        return data.kept();
    }

    /** Stops the server unless it is kept; what it holds stays. */
    @Override
    public void close() {
        if (stops
                && !closed.getAndSet(true)
                && !data.kept()
                && data.runningPort().isPresent()) {
            process.stop(data.path());
        }
    }

    private Endpoint endpoint(String name) {
        var place = "127.0.0.1:" + port + "/" + name;
        return new Endpoint("postgresql", "jdbc:postgresql://" + place, place, "postgres", new Secret(""));
    }

    private void createDatabase() {
        var existing = endpoint("postgres");
        try (var connection = DriverManager.getConnection(existing.jdbcUrl(), existing.user(), "");
                var query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?");
                var statement = connection.createStatement()) {
            query.setString(1, database);
            if (!query.executeQuery().next()) {
                statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(database, true));
            }
        } catch (SQLException e) {
            throw UserException.unreachable("the embedded PostgreSQL at 127.0.0.1:" + port
                    + " started but does not answer (SQLSTATE " + e.getSQLState() + "); see "
                    + data.path().resolveSibling("postgres.log"));
        }
    }
}
