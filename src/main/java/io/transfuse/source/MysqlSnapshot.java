package io.transfuse.source;

import io.transfuse.model.UserException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Several sessions that see a database at one moment, lent out one by one until it is closed. */
final class MysqlSnapshot implements AutoCloseable {

    private static final Map<String, MysqlSnapshot> OPEN = new ConcurrentHashMap<>();
    private static final int TRIES = 20;
    private static final long QUIET_MILLIS = 100;

    private final String id = UUID.randomUUID().toString();
    private final List<Connection> all;
    private final BlockingQueue<Connection> free;
    private final MysqlServer server;
    private final String cut;
    private final boolean consistent;

    private MysqlSnapshot(List<Connection> all, MysqlServer server, Taken taken) {
        this.all = List.copyOf(all);
        this.free = new ArrayBlockingQueue<>(all.size(), false, all);
        this.server = server;
        this.cut = taken.cut;
        this.consistent = taken.consistent;
        OPEN.put(id, this);
    }

    private record Taken(String cut, boolean consistent) {}

    /** Opens so many sessions at one moment. */
    static MysqlSnapshot open(MysqlLogin login, MysqlServer server, int sessions) {
        var all = new ArrayList<Connection>();
        try {
            for (int i = 0; i < sessions; i++) {
                all.add(login.connect(server));
            }
            return new MysqlSnapshot(all, server, taken(all, login, server));
        } catch (RuntimeException e) {
            all.forEach(MysqlSnapshot::end);
            throw e;
        }
    }

    private static Taken taken(List<Connection> all, MysqlLogin login, MysqlServer server) {
        var control = all.get(0);
        var cut = new MysqlCut(server);
        var lock = MysqlLock.taken(login, server);
        if (lock.isPresent()) {
            // The tables are read for a digest, if at all, when others may write again.
            return new Taken(locked(all, cut, lock.get()).orElseGet(() -> cut.checksum(control)), true);
        }
        for (int i = 0; i < TRIES; i++) {
            var before = quiet(control, cut);
            begin(all);
            if (before.isEmpty()) {
                var first = cut.checksum(control);
                return new Taken(first, first.equals(cut.checksum(all.get(all.size() - 1))));
            }
            // Nothing was written while the sessions began, so they all see the same.
            if (before.equals(cut.position(control))) {
                return new Taken(before.get(), true);
            }
        }
        return new Taken(cut.of(control), false);
    }

    private static Optional<String> locked(List<Connection> all, MysqlCut cut, MysqlLock lock) {
        try (lock) {
            begin(all);
            return cut.position(all.get(0));
        }
    }

    /** The position some time ago: the log has a transaction already before its rows can be seen. */
    private static Optional<String> quiet(Connection control, MysqlCut cut) {
        var position = cut.position(control);
        if (position.isPresent()) {
            pause();
        }
        return position;
    }

    private static void pause() {
        try {
            Thread.sleep(QUIET_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserException.stopped("waiting for the source was interrupted");
        }
    }

    private static void begin(List<Connection> all) {
        for (var connection : all) {
            unlogged(connection);
            execute(connection, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            execute(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT");
        }
    }

    /** Temporary lists would move the position of the source, and replicate; inside of a transaction it is too late. */
    private static void unlogged(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
        } catch (SQLException e) {
            // Few accounts that only read have the right, and most servers write no temporary tables anyway.
        }
    }

    static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SourceException(sql, e);
        }
    }

    /** What readers name it by. */
    String id() {
        return id;
    }

    String cut() {
        return cut;
    }

    /** Every session. */
    List<Connection> all() {
        return all;
    }

    /** A snapshot of this process by its name. */
    static MysqlSnapshot named(String id) {
        var snapshot = OPEN.get(id);
        if (snapshot == null) {
            throw new IllegalStateException("no snapshot is open under this name");
        }
        return snapshot;
    }

    /** One session; closing it gives it back, and committing does nothing. */
    Connection lease() {
        try {
            var connection = free.take();
            if (connection.isClosed()) {
                throw UserException.stopped("the source ended a session of the snapshot that is read");
            }
            return MysqlLease.of(connection, () -> free.add(connection));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserException.stopped("reading the source was interrupted");
        } catch (SQLException e) {
            throw new SourceException("take a session", e);
        }
    }

    /** Asks in a session that is given back at once. */
    <T> T asked(Function<Connection, T> question) {
        try (var connection = lease()) {
            return question.apply(connection);
        } catch (SQLException e) {
            throw new SourceException("ask", e);
        }
    }

    /** What weakens it. */
    List<String> remarks() {
        if (consistent) {
            return List.of();
        }
        return List.of("the tables were not read at one moment, because others wrote while the snapshot was taken and "
                + server.account() + " may not lock them; " + server.grant("LOCK TABLES") + ", or let nobody write");
    }

    static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new SourceException("close", e);
        }
    }

    @Override
    public void close() {
        OPEN.remove(id);
        for (var connection : all) {
            end(connection);
        }
    }
}
