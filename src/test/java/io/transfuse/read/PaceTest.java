package io.transfuse.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The clock is one that moves only when somebody sleeps. */
class PaceTest {
    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(100, now::get, now::addAndGet);

    private void read(int rows) {
        IntStream.range(0, rows).forEach(i -> pace.row());
    }

    @Test
    void rowsTakeTheTimeThatThePaceGivesThem() {
        read(1000);

        assertThat(Duration.ofNanos(now.get())).isBetween(Duration.ofMillis(9_980), Duration.ofMillis(10_000));
    }

    @Test
    void timeThatNobodyUsedIsNotMadeUpFor() {
        read(10);
        now.addAndGet(Duration.ofHours(1).toNanos());
        var resumed = now.get();
        read(1000);

        assertThat(Duration.ofNanos(now.get() - resumed)).isGreaterThan(Duration.ofMillis(9_970));
    }
}
