package io.transfuse.embedded;

import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A MySQL or MariaDB server of our own; it listens on this machine only and ends with this process. */
public final class SourceServer implements AutoCloseable {
    private static final String USER = "transfuse";
    private static final String OWNER = "owner";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SourceBinaries binaries;
    private final Path data;
    private final Path scratch;
    private final int port;
    private final boolean open;
    private final Secret password = randomPassword();
    private final SourceProcess process;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SourceServer(SourceBinaries binaries, Path data, int port, boolean open) throws IOException {
        this.binaries = binaries;
        this.data = data;
        this.port = port;
        this.open = open;
        // A socket's path has 107 characters at most, so it does not lie beside the data.
        scratch = Files.createTempDirectory("tf-");
        process = SourceProcess.start(command(), scratch, log());
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param archive its programs
     * @param directory the data directory; a new one is made where there is none
     */
    public static SourceServer start(SourceArchive archive, Path directory) {
        return start(archive, directory, Machine.freePort());
    }

    /** The same at a port of one's choice: a server that comes back answers where it did. */
    static SourceServer start(SourceArchive archive, Path directory, int port) {
        return start(archive, directory, port, true);
    }

    /** The same, but other accounts of this machine cannot get in: who has no password is locked out. */
    public static SourceServer guarded(SourceArchive archive, Path directory) {
        return start(archive, directory, Machine.freePort(), false);
    }

    private static SourceServer start(SourceArchive archive, Path directory, int port, boolean open) {
        var binaries = archive.unpacked();
        binaries.obstacle().ifPresent(o -> {
            throw UserException.unreachable(o);
        });
        var data = directory.toAbsolutePath().normalize();
        try {
            if (Files.notExists(data)) {
                binaries.newData(data);
            }
            var server = new SourceServer(binaries, data, port, open);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "source-stop"));
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it is. */
    public SourceProduct product() {
        return binaries.product();
    }

    /** One of its databases, as the account that may read everything and take locks, but not write. */
    public Endpoint reader(String database) {
        return endpoint(database, USER, password);
    }

    /** One of its databases, as the account that may write it; the database is made anew. */
    public Endpoint emptied(String database) {
        var owner = endpoint("", OWNER, password);
        try (var connection = connect(owner);
                var statement = connection.createStatement()) {
            var name = "`" + database.replace("`", "``") + "`";
            statement.executeUpdate("DROP DATABASE IF EXISTS " + name);
            statement.executeUpdate("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw UserException.unreachable("the embedded " + product().title() + " cannot make a database ("
                    + e.getErrorCode() + "); see " + log());
        }
        return endpoint(database, OWNER, password);
    }

    /** One of its databases, as the account without a password that may do everything; not where it is guarded. */
    public Endpoint administrator(String database) {
        return endpoint(database, "root", new Secret(""));
    }

    /** Stops the server; what it holds stays. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            process.stop();
        }
    }

    List<ProcessHandle> processes() {
        return process.handles();
    }

    private Path log() {
        return data.resolveSibling(product().kind() + ".log");
    }

    private List<String> command() throws IOException {
        var command = new ArrayList<>(List.of(binaries.daemon(), "--no-defaults"));
        command.addAll(binaries.common());
        command.addAll(product().options());
        if (!open) {
            // More than a test needs: it may hold a sample of millions of rows.
            command.add("--innodb-buffer-pool-size=256M");
        }
        command.addAll(List.of(
                "--datadir=" + data,
                "--init-file=" + accounts(),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + scratch.resolve("s"),
                "--pid-file=" + scratch.resolve("pid"),
                "--skip-name-resolve",
                "--log-bin=binlog",
                "--server-id=1",
                "--sync-binlog=0",
                "--innodb-flush-log-at-trx-commit=0",
                "--performance-schema=OFF"));
        return command;
    }

    /** Statements of the start, one in a line; without names of hosts 127.0.0.1 is another host than localhost. */
    private Path accounts() throws IOException {
        var file = Files.createFile(
                scratch.resolve("accounts.sql"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file, "SET SESSION sql_log_bin = 0;\n" + full() + """
                CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                ALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT SELECT, SHOW VIEW, SHOW DATABASES, TRIGGER, EVENT, LOCK TABLES, RELOAD, PROCESS, REPLICATION CLIENT ON *.* TO '%1$s'@'127.0.0.1';
                """.formatted(USER, password.reveal()));
    }

    /** The account that may do everything. */
    private String full() {
        return open ? """
                CREATE USER IF NOT EXISTS 'root'@'127.0.0.1';
                GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
                """ : """
                DROP USER IF EXISTS 'root'@'127.0.0.1';
                CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                ALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
                GRANT ALL ON *.* TO '%1$s'@'127.0.0.1';
                """.formatted(OWNER, password.reveal());
    }

    private void awaitAnswer() throws IOException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!process.alive() || Instant.now().isAfter(deadline)) {
                close();
                throw UserException.unreachable("the embedded " + product().title() + " cannot work; see " + log());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                close();
                Thread.currentThread().interrupt();
                throw UserException.stopped("waiting for " + product().title() + " was interrupted");
            }
        }
        Files.delete(scratch.resolve("accounts.sql"));
    }

    private boolean answers() {
        try (var connection = connect(reader(""))) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static Connection connect(Endpoint endpoint) throws SQLException {
        return DriverManager.getConnection(
                endpoint.jdbcUrl(), endpoint.user(), endpoint.password().reveal());
    }

    private static Secret randomPassword() {
        var bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    private Endpoint endpoint(String database, String user, Secret secret) {
        var place = "127.0.0.1:" + port + "/" + database;
        return new Endpoint(product().kind(), "jdbc:mysql://" + place, place, user, secret);
    }
}
