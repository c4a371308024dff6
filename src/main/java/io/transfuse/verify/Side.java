package io.transfuse.verify;

import io.transfuse.model.Validation.Times;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Source or target, as it is asked: in a session that cannot write, and for no longer than it may take. */
final class Side implements AutoCloseable {
    /** A query that is slow is timed less often: a run has hours, not days. */
    private static final double ENOUGH_MILLIS = 1_000;

    private static final double NANOS_IN_MILLI = 1e6;
    private static final double MOST = 0.95;
    private static final Set<String> MOMENTS = Set.of("DATE", "DATETIME", "TIMESTAMP");

    private final String name;
    private final Connection connection;
    private final int seconds;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "query-timeout");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * One side.
     *
     * @param name what a refusal calls it
     * @param seconds how long one answer may take
     */
    Side(String name, Connection connection, int seconds) {
        this.name = name;
        this.connection = connection;
        this.seconds = seconds;
    }

    /** Why a side gives no answer; it quotes no value. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer(String reason) {
            super(reason);
        }
    }

    /** What is done with the rows of an answer. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    Answer answer(String sql) throws NoAnswer {
        return asked(sql, Side::whole);
    }

    /** How long it takes until the last row is there. */
    Times times(String sql, int runs) throws NoAnswer {
        if (runs == 0) {
            return new Times(0, 0);
        }
        var times = new double[runs];
        var spent = 0.0;
        var done = 0;
        for (; done < runs && spent < ENOUGH_MILLIS; done++) {
            var begun = System.nanoTime();
            asked(sql, rows -> {
                var columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (var c = 1; c <= columns; c++) {
                        rows.getBytes(c);
                    }
                }
                return true;
            });
            times[done] = (System.nanoTime() - begun) / NANOS_IN_MILLI;
            spent += times[done];
        }
        var sorted = Arrays.copyOf(times, done);
        Arrays.sort(sorted);
        return new Times(rank(sorted, 1.0 / 2), rank(sorted, MOST));
    }

    /** The least time that this share of all does not exceed, to the microsecond. */
    private static double rank(double[] sorted, double share) {
        var place = (int) Math.ceil(share * sorted.length) - 1;
        return Math.round(sorted[Math.max(0, place)] * 1000) / 1000.0;
    }

    private <T> T asked(String sql, Reading<T> reading) throws NoAnswer {
        var late = new boolean[1];
        try (var statement = connection.createStatement()) {
            var timeout = clock.schedule(() -> late[0] = cancelled(statement), seconds, TimeUnit.SECONDS);
            try (var rows = statement.executeQuery(sql)) {
                return reading.read(rows);
            } finally {
                timeout.cancel(false);
            }
        } catch (SQLException e) {
            throw new NoAnswer(
                    late[0]
                            ? name + " has no answer after " + seconds + " s; compare.timeout-seconds allows more"
                            : name + " refuses the query (SQLSTATE " + e.getSQLState() + ", error " + e.getErrorCode()
                                    + ")");
        } finally {
            ended();
        }
    }

    private static boolean cancelled(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has ended by itself.
        }
        return true;
    }

    /** PostgreSQL answers nothing more in a transaction that has failed. */
    private void ended() {
        try {
            if (!connection.getAutoCommit()
                    && connection.getMetaData().getDriverName().startsWith("PostgreSQL")) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // The next question will tell.
        }
    }

    private static Answer whole(ResultSet rows) throws SQLException {
        var about = rows.getMetaData();
        var columns = new ArrayList<String>();
        var types = new ArrayList<String>();
        for (var c = 1; c <= about.getColumnCount(); c++) {
            columns.add(about.getColumnLabel(c));
            types.add(about.getColumnTypeName(c));
        }
        var all = new ArrayList<List<@Nullable Object>>();
        while (rows.next()) {
            var row = new ArrayList<@Nullable Object>();
            for (var c = 1; c <= columns.size(); c++) {
                row.add(value(rows, types.get(c - 1), c));
            }
            all.add(row);
        }
        return new Answer(columns, types, all);
    }

    /** The driver's text is the database's, but numbers with a point lose digits in SQLite's. */
    private static @Nullable Object value(ResultSet rows, String type, int column) throws SQLException {
        // A day that no calendar has is no object of the driver's.
        if (MOMENTS.contains(type)) {
            return rows.getString(column);
        }
        var value = rows.getObject(column);
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return value == null || value instanceof byte[] ? value : rows.getString(column);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
