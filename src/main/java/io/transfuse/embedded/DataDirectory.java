package io.transfuse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server's data directory. Its settings are in {@code transfuse.conf}, so that {@code pg_ctl} alone starts it.
 *
 * @param path where it lies
 */
record DataDirectory(Path path) {
    private static final String SETTINGS = "transfuse.conf";
    private static final String KEPT = "transfuse.keep";

    /** Whether a server can start on it. */
    boolean exists() {
        return Files.exists(path.resolve("PG_VERSION"))
                && Files.exists(path.resolve("global").resolve("pg_control"))
                && Files.exists(path.resolve(SETTINGS));
    }

    /** Copies a new one into place; the settings are written last, so that half a copy is never started. */
    void copyFrom(Path fresh) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Cache.copy(fresh, path);
            var main = path.resolve("postgresql.conf");
            Files.writeString(
                    main, Files.readString(fresh.resolve("postgresql.conf")) + "include = '" + SETTINGS + "'\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what the server shall be; the comments are for {@code scripts/psql}. */
    void configure(int port, String database, Binaries binaries) {
        var text = """
                # binaries = %s
                # database = %s
                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = 256MB
                maintenance_work_mem = 256MB
                wal_level = minimal
                max_wal_senders = 0
                max_wal_size = 4GB
                checkpoint_timeout = 30min
                # Ledger and rows are one transaction: a crash of the machine loses both or neither.
                synchronous_commit = off
                autovacuum_naptime = 5min
                jit = off
                # A log never shows what a row holds.
                log_error_verbosity = terse
                log_min_error_statement = panic
                log_min_messages = log
                log_checkpoints = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                """.formatted(binaries.home(), database, port);
        try {
            Files.writeString(path.resolve(SETTINGS), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of the last start if it is free, else another free one. */
    int freePort() {
        return rememberedPort().filter(Machine::free).orElseGet(Machine::freePort);
    }

    /** Where the server answers that runs on this directory, empty where none does. */
    Optional<Integer> runningPort() {
        var lines = lines(path.resolve("postmaster.pid"));
        if (lines.size() < 4) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(DataDirectory::postgres)
                .map(p -> Integer.valueOf(lines.get(3).strip()));
    }

    /** Whether somebody asked for a server that stays up. */
    boolean kept() {
        return Files.exists(path.resolve(KEPT));
    }

    /** Notes that the server shall stay up, or that it need not any more. */
    void keep(boolean keep) {
        try {
            if (keep) {
                Files.writeString(path.resolve(KEPT), "");
            } else {
                Files.deleteIfExists(path.resolve(KEPT));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets a server that was killed: another process may have its number now, and PostgreSQL would wait for it. */
    void forgetKilled() {
        try {
            if (runningPort().isEmpty()) {
                Files.deleteIfExists(path.resolve("postmaster.pid"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process whose command cannot be read counts as a server. */
    private static boolean postgres(ProcessHandle process) {
        return process.isAlive()
                && process.info().command().map(c -> c.contains("postgres")).orElse(true);
    }

    private Optional<Integer> rememberedPort() {
        return lines(path.resolve(SETTINGS)).stream()
                .filter(l -> l.startsWith("port = "))
                .map(l -> Integer.valueOf(l.substring("port = ".length())))
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
