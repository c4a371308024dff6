package io.transfuse.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Sparks;
import io.transfuse.config.Settings;
import io.transfuse.plan.Planner;
import io.transfuse.source.Made;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrottleTest {
    private static final String ROWS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO t SELECT i FROM n";

    @TempDir
    Path folder;

    private Path file() {
        return Made.file(folder.resolve("t.db"), "CREATE TABLE t (id INTEGER PRIMARY KEY)", ROWS);
    }

    @Test
    void rowsOfASessionKeepToThePace() throws Exception {
        var now = new AtomicLong();
        var pace = new Pace(100, now::get, now::addAndGet);
        var gate = new Gate(1, () -> Optional.of(pace));
        gate.enter();
        try (var source = Made.source(file());
                var session = ReadingSession.of(source.open(), Optional.empty(), Optional.of(gate));
                var statement = session.prepareStatement("SELECT id FROM t");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                assertThat(rows.getLong(1)).isPositive();
            }
        }

        assertThat(Duration.ofNanos(now.get())).isBetween(Duration.ofMillis(9_980), Duration.ofMillis(10_000));
    }

    @Test
    void noMoreReadersThanAllowedAreAtTheSource() {
        var settings = Settings.read(
                Optional.empty(), Map.of("source.url", "sqlite:" + file(), "target.url", "embedded"), Map.of());
        try (var source = Made.source(folder.resolve("t.db"))) {
            var mapping = Planner.plan(settings, source).mappings().get(0);
            var throttle = new Throttle(OptionalInt.of(1), OptionalLong.of(1_000_000));
            var reader = new Reader(Sparks.session(), source, 300, throttle);
            var gate = Gate.of(reader.gate());

            gate.enter();
            var read = CompletableFuture.supplyAsync(
                    () -> reader.rows(mapping, mapping.branches().get(0)).count());
            while (!gate.crowded() && !read.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(read).isNotDone();
            gate.leave();

            assertThat(read.join()).isEqualTo(1000);
            assertThat(gate.crowded()).isFalse();
        }
    }
}
