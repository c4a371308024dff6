package io.transfuse.cli;

import io.transfuse.model.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Progress as plain lines: one where a step begins, one where it ends, and few in between. */
final class Lines implements Progress {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final InstantSource clock;
    private String step = "";
    private long expected;
    private long done;
    private Instant began = Instant.EPOCH;
    private Instant told = Instant.EPOCH;

    Lines(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void begin(String name, long rows) {
        step = name;
        expected = rows;
        done = 0;
        began = clock.instant();
        told = began;
        out.println(rows > 0 ? "%s: %s".formatted(name, rows(rows)) : name);
    }

    @Override
    public synchronized void advance(long rows) {
        done += rows;
        var now = clock.instant();
        if (Duration.between(told, now).compareTo(PAUSE) >= 0) {
            told = now;
            out.println(state(Duration.between(began, now)));
        }
    }

    @Override
    public synchronized void end(String summary) {
        var seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
        out.println(String.format(
                Locale.ROOT, "%s: done in %.1f s%s", step, seconds, summary.isEmpty() ? "" : ", " + summary));
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
    }

    private String state(Duration spent) {
        var speed = done * 1000.0 / Math.max(1, spent.toMillis());
        var left = expected > done && speed > 0 ? Math.round((expected - done) / speed) : 0;
        return String.format(
                Locale.ROOT,
                "%s: %s%s, %,.0f rows/s%s",
                step,
                expected > 0 ? String.format(Locale.ROOT, "%,d of ", done) : "",
                rows(expected > 0 ? expected : done),
                speed,
                left > 0 ? ", about " + left + " s left" : "");
    }

    private static String rows(long count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d row" : "%,d rows", count);
    }
}
