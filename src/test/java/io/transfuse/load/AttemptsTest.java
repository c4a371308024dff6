package io.transfuse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.transfuse.Servers;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Secret;
import io.transfuse.model.UserException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Target target = new Target(Servers.postgres()).inTheMiddle();

    @Test
    void aConnectionThatBreaksIsMadeAnew() {
        var calls = new AtomicInteger();
        try (var connection = new SteadyConnection(target, target::connect)) {
            var database = connection.work("asking", c -> {
                if (calls.incrementAndGet() < 3) {
                    c.createStatement().execute("SELECT pg_terminate_backend(pg_backend_pid())");
                }
                return c.getCatalog();
            });
            assertThat(target.name()).endsWith("/" + database);
            assertThat(calls).hasValue(3);
        }
    }

    @Test
    void whatDoesNotPassIsTriedOnce() {
        var calls = new AtomicInteger();
        var failure = catchThrowableOfType(
                UserException.class, () -> Attempts.of(target, "asking", () -> asked(calls, "SELECT 1 / 0")));
        assertThat(failure).hasMessageContaining("asking in").hasMessageContaining("22012");
        assertThat(failure.exitCode()).isEqualTo(4);
        assertThat(calls).hasValue(1);
    }

    private boolean asked(AtomicInteger calls, String sql) throws SQLException {
        calls.incrementAndGet();
        try (var connection = target.connect();
                var statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    /** Nobody listens on port 1. */
    @Test
    void aServerThatStaysAwayStopsARunMidwayAndRefusesOneThatBegins() {
        var nobody = new Target(
                new Endpoint("postgresql", "jdbc:postgresql://127.0.0.1:1/x", "127.0.0.1:1/x", "me", new Secret("")));
        var refused = catchThrowableOfType(UserException.class, nobody::open);
        assertThat(refused.exitCode()).isEqualTo(3);

        var stopped = catchThrowableOfType(
                UserException.class,
                () -> Attempts.of(
                        nobody.inTheMiddle(),
                        List.of(1L, 1L),
                        "loading",
                        () -> nobody.inTheMiddle().connect().isValid(1)));
        assertThat(stopped.exitCode()).isEqualTo(4);
        assertThat(stopped)
                .hasMessageStartingWith("loading in 127.0.0.1:1/x stopped: the connection was lost")
                .hasMessageEndingWith("; run the same command again");
    }
}
