package io.transfuse.verify;

import io.transfuse.types.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A few sessions of the target that answer questions side by side. */
final class Sessions implements AutoCloseable {
    private final Connect target;
    private final List<Connection> opened = new ArrayList<>();

    private Sessions(Connect target) {
        this.target = target;
    }

    /** A question that any of the sessions can answer. */
    @FunctionalInterface
    interface Question<T> {
        T answer(Connection connection) throws SQLException;
    }

    /** One session. */
    static Sessions begin(Connect target) throws SQLException {
        var sessions = new Sessions(target);
        sessions.opened.add(target.open());
        return sessions;
    }

    Connection first() {
        return opened.get(0);
    }

    /** Opens more, up to this number. */
    void upTo(int count) throws SQLException {
        while (opened.size() < count) {
            opened.add(target.open());
        }
    }

    /**
     * Opens more, up to this number, and lets all of them see the target as it is now. Where the server does not let
     * sessions share a moment, the first one sees it alone and answers everything.
     */
    void atOneMoment(int count) throws SQLException {
        begin(first());
        try {
            if (count > 1) {
                var snapshot = snapshot(first());
                while (opened.size() < count) {
                    join(snapshot);
                }
            }
        } catch (SQLException e) {
            if (!refused(e)) {
                throw e;
            }
            run(first(), "ROLLBACK");
            begin(first());
            while (opened.size() > 1) {
                opened.remove(1).close();
            }
        }
    }

    /** A moment that sessions of other processes can join while this one is open; empty where the server has none. */
    String exported() throws SQLException {
        begin(first());
        try {
            return snapshot(first());
        } catch (SQLException e) {
            if (!refused(e)) {
                throw e;
            }
            return "";
        }
    }

    /** The answers in the order of the questions. */
    <T> List<T> answers(List<Question<T>> questions) throws SQLException, InterruptedException {
        var free = new LinkedBlockingQueue<>(opened);
        var pool = Executors.newFixedThreadPool(opened.size());
        try {
            var tasks = questions.stream().<Callable<T>>map(q -> () -> answer(free, q));
            var answers = new ArrayList<T>();
            for (var future : pool.invokeAll(tasks.toList())) {
                answers.add(future.get());
            }
            return answers;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> T answer(LinkedBlockingQueue<Connection> free, Question<T> question)
            throws SQLException, InterruptedException {
        var connection = free.take();
        try {
            return question.answer(connection);
        } finally {
            free.add(connection);
        }
    }

    private void join(String snapshot) throws SQLException {
        var connection = target.open();
        opened.add(connection);
        join(connection, snapshot);
    }

    /** Lets a session see the target as it is at that moment. */
    static void join(Connection connection, String snapshot) throws SQLException {
        begin(connection);
        run(connection, "SET TRANSACTION SNAPSHOT " + Quote.literal(snapshot));
    }

    private static void begin(Connection connection) throws SQLException {
        run(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }

    private static String snapshot(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_export_snapshot()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Not supported, a parameter or state that does not fit, no right: a server or a pooler that has no such thing. */
    private static boolean refused(SQLException e) {
        return String.valueOf(e.getSQLState()).matches("(0A|22|25|42|55).*");
    }

    /** Ends them; a transaction ends with its session, and a session that broke has ended already. */
    @Override
    public void close() {
        for (var connection : opened) {
            try {
                connection.close();
            } catch (SQLException e) {
                // What went wrong before is what the user needs to know; where nothing did, nothing was left to do.
            }
        }
    }
}
