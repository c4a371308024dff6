package io.transfuse.load;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection to the target that is opened when it is needed, and anew where it broke. */
final class SteadyConnection implements AutoCloseable {
    private final Target target;
    private final Opening opening;
    private @Nullable Connection connection;
    private boolean broke;

    SteadyConnection(Target target, Opening opening) {
        this.target = target;
        this.opening = opening;
    }

    /** Opens a connection and makes it ready. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    /** Something that is done with it and may be done again. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T on(Connection connection) throws SQLException, E;
    }

    <T, E extends Exception> T work(String step, Work<T, E> work) throws E {
        return Attempts.of(target, step, () -> {
            try {
                return work.on(open());
            } catch (SQLException e) {
                // Whatever it was, the next attempt starts from nothing.
                broke = true;
                close();
                throw e;
            }
        });
    }

    /** Whether it was lost at least once. */
    boolean broke() {
        return broke;
    }

    private Connection open() throws SQLException {
        var open = connection;
        if (open == null || open.isClosed()) {
            open = opening.open();
            connection = open;
        }
        return open;
    }

    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            Target.close(open);
        }
    }
}
