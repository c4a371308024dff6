package io.transfuse.verify;

import io.transfuse.model.Validation.Times;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Source or target, as it is asked: in a session that cannot write, and for no longer than it may take. */
final class Side implements AutoCloseable {
    /** A query that is slow is timed less often: a run has hours, not days. */
    private static final double ENOUGH_MILLIS = 500;

    /** A query that takes so long is not asked for its time alone. */
    private static final double SLOW_MILLIS = 1_000;

    private static final int BATCH_ROWS = 250_000;
    private static final long BATCH_LETTERS = 16L << 20;
    private static final int FETCHED = 1_000;
    private static final double MOST = 0.95;

    private final String name;
    private final Connection connection;
    private final int seconds;
    private final Patience patience;

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
        this.patience = new Patience(seconds);
    }

    /** Tables, columns, functions or types that are not there or are others than the query takes them for. */
    private static final Set<String> UNFIT = Set.of("42P01", "42703", "42883", "42804", "42S02", "42S22");

    /** Why a side gives no answer; it quotes no value. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;
        private final String remedy;
        private final boolean unfit;

        NoAnswer(String reason, String remedy, boolean unfit) {
            super(reason);
            this.remedy = remedy;
            this.unfit = unfit;
        }

        /** The same with what can be done about it. */
        String told() {
            return getMessage() + "; " + remedy;
        }

        /** Whether the query speaks of another schema than this one. */
        boolean unfit() {
            return unfit;
        }
    }

    /** What is done with the rows of an answer. */
    @FunctionalInterface
    private interface Reading {
        void read(ResultSet rows, Patience.Watch watch) throws SQLException;
    }

    /**
     * Asks, and gives the rows away part by part, at least once; no more than a part is in memory.
     *
     * @return for how many milliseconds the database was waited for
     */
    double answer(String sql, Consumer<Answer> taker) throws NoAnswer {
        return asked(sql, (rows, watch) -> inParts(rows, watch, taker));
    }

    /**
     * How long it takes until the last row is there.
     *
     * @param first how long it took already
     */
    Times times(String sql, double first, QueryParity.Manner manner) throws NoAnswer {
        if (first >= SLOW_MILLIS) {
            return times(new double[] {first});
        }
        timed(sql, manner.warmUp() - 1);
        return times(timed(sql, manner.runs()));
    }

    private double[] timed(String sql, int runs) throws NoAnswer {
        var times = new double[runs];
        var spent = 0.0;
        var done = 0;
        for (; done < runs && spent < ENOUGH_MILLIS; done++) {
            times[done] = asked(sql, (rows, watch) -> {
                var columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (var c = 1; c <= columns; c++) {
                        rows.getBytes(c);
                    }
                }
            });
            spent += times[done];
        }
        return Arrays.copyOf(times, done);
    }

    private static Times times(double[] sorted) {
        Arrays.sort(sorted);
        return new Times(rank(sorted, 1.0 / 2), rank(sorted, MOST));
    }

    /** The least time that this share of all does not exceed, to the microsecond. */
    private static double rank(double[] sorted, double share) {
        var place = (int) Math.ceil(share * sorted.length) - 1;
        return Math.round(sorted[Math.max(0, place)] * 1000) / 1000.0;
    }

    private double asked(String sql, Reading reading) throws NoAnswer {
        var late = false;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(isMysql() ? Integer.MIN_VALUE : FETCHED);
            try (var watch = patience.with(statement)) {
                try (var rows = statement.executeQuery(sql)) {
                    reading.read(rows, watch);
                    watch.pause();
                    return watch.millis();
                } finally {
                    late = watch.late();
                }
            }
        } catch (SQLException e) {
            throw new NoAnswer(
                    late
                            ? name + " has no answer after " + seconds + " s"
                            : name + " refuses the query (SQLSTATE " + e.getSQLState() + ", error " + e.getErrorCode()
                                    + ")",
                    late ? "compare.timeout-seconds allows more" : "mend its SQL in compare.queries",
                    e.getSQLState() != null && UNFIT.contains(e.getSQLState()));
        } finally {
            ended();
        }
    }

    /** Its driver sends rows by and by only where it is told so in this way. */
    private boolean isMysql() throws SQLException {
        return driver().startsWith("MySQL");
    }

    private String driver() throws SQLException {
        return connection.getMetaData().getDriverName();
    }

    /** PostgreSQL answers nothing more in a transaction that has failed. */
    private void ended() {
        try {
            if (!connection.getAutoCommit() && driver().startsWith("PostgreSQL")) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // The next question will tell.
        }
    }

    private void inParts(ResultSet rows, Patience.Watch watch, Consumer<Answer> taker) throws SQLException {
        var about = rows.getMetaData();
        var columns = new ArrayList<String>();
        var types = new ArrayList<String>();
        var ways = new ArrayList<DriverValue>();
        for (var c = 1; c <= about.getColumnCount(); c++) {
            columns.add(about.getColumnLabel(c));
            types.add(about.getColumnTypeName(c));
            ways.add(DriverValue.of(driver(), about.getColumnTypeName(c)));
        }
        boolean more;
        do {
            var part = new ArrayList<List<@Nullable Object>>();
            more = part(rows, ways, part);
            watch.pause();
            taker.accept(new Answer(columns, types, part));
            watch.resume();
        } while (more);
    }

    /** Fills a part; false after the last. */
    private static boolean part(ResultSet rows, List<DriverValue> ways, List<List<@Nullable Object>> part)
            throws SQLException {
        long letters = 0;
        while (part.size() < BATCH_ROWS && letters < BATCH_LETTERS) {
            if (!rows.next()) {
                return false;
            }
            var row = new ArrayList<@Nullable Object>();
            for (var c = 1; c <= ways.size(); c++) {
                var value = ways.get(c - 1).in(rows, c);
                letters += value instanceof byte[] bytes
                        ? bytes.length
                        : value == null ? 0 : value.toString().length();
                row.add(value);
            }
            part.add(row);
        }
        return true;
    }

    @Override
    public void close() {
        patience.close();
    }
}
