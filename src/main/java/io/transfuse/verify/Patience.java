package io.transfuse.verify;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends statements that take too long. Only waiting for the database counts, not what is done with its rows. */
final class Patience implements AutoCloseable {
    private static final double NANOS_IN_MILLI = 1e6;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "query-timeout");
        thread.setDaemon(true);
        return thread;
    });
    private final long most;

    Patience(int seconds) {
        this.most = TimeUnit.SECONDS.toNanos(seconds);
    }

    Watch with(Statement statement) {
        return new Watch(statement);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** The clock of one statement; it runs from the beginning. */
    final class Watch implements AutoCloseable {
        private final Statement statement;
        private Future<?> end;
        private long waited;
        private long begun;
        private volatile boolean late;

        private Watch(Statement statement) {
            this.statement = statement;
            begun = System.nanoTime();
            end = ending();
        }

        private Future<?> ending() {
            return clock.schedule(this::cancel, Math.max(0, most - waited), TimeUnit.NANOSECONDS);
        }

        private void cancel() {
            late = true;
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It has ended by itself.
            }
        }

        /** Stops the clock. */
        void pause() {
            end.cancel(false);
            waited += System.nanoTime() - begun;
        }

        /** Goes on after a pause. */
        void resume() {
            begun = System.nanoTime();
            end = ending();
        }

        boolean late() {
            return late;
        }

        double millis() {
            return waited / NANOS_IN_MILLI;
        }

        @Override
        public void close() {
            end.cancel(false);
        }
    }
}
