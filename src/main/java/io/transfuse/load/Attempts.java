package io.transfuse.load;

import io.transfuse.model.UserException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Does work on the target again where a connection broke or the server was away: a few times, with growing pauses. All
 * work that comes here may be done twice: what it has committed it finds and leaves alone.
 */
public final class Attempts {
    /** Before each further attempt; together they outlast a restart of the server. */
    private static final List<Long> PAUSES = List.of(100L, 500L, 2_000L, 5_000L, 10_000L, 20_000L);

    /** A session or server that ended, a server that starts or has no connection left, and a deadlock. */
    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "57P05", "53300", "40P01");

    private Attempts() {}

    /** Work that may be done again. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** What it gives. */
        T done() throws SQLException, E;
    }

    /** What the work gives; a failure that does not pass is told as one of this step. */
    public static <T, E extends Exception> T of(Target target, String step, Work<T, E> work) throws E {
        return of(target, target.patient() ? PAUSES : List.of(), step, work);
    }

    /** The same with other pauses, in milliseconds. */
    static <T, E extends Exception> T of(Target target, List<Long> pauses, String step, Work<T, E> work) throws E {
        for (var pause : pauses) {
            try {
                return work.done();
            } catch (SQLException e) {
                if (!passes(e)) {
                    throw target.failed(step, e);
                }
            } catch (RuntimeException e) {
                if (broken(e).isEmpty()) {
                    throw e;
                }
            }
            sleep(step, pause);
        }
        return last(target, step, work);
    }

    private static <T, E extends Exception> T last(Target target, String step, Work<T, E> work) throws E {
        try {
            return work.done();
        } catch (SQLException e) {
            throw target.failed(step, e);
        } catch (RuntimeException e) {
            var cause = broken(e);
            throw cause.isPresent() ? target.failed(step, cause.get()) : e;
        }
    }

    /** A failure of the target that may pass, which another one wraps. */
    private static Optional<SQLException> broken(RuntimeException e) {
        return Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(Attempts::passes)
                .findFirst();
    }

    /** Whether the same may go well later. */
    static boolean passes(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || PASSING.contains(state);
    }

    private static void sleep(String step, long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserException.stopped(step + " was interrupted");
        }
    }
}
