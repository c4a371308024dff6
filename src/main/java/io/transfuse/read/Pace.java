package io.transfuse.read;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Lets so many rows pass in a second, however many readers ask for them. */
final class Pace {

    /** Short sleeps take longer than they should, so a reader runs ahead by as much. */
    private static final long SLACK = TimeUnit.MILLISECONDS.toNanos(20);

    private final double nanosForARow;
    private final LongSupplier clock;
    private final LongConsumer sleep;
    private double due;

    Pace(double rowsPerSecond) {
        this(rowsPerSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /** With a clock and a sleep of one's own, both in nanoseconds. */
    Pace(double rowsPerSecond, LongSupplier clock, LongConsumer sleep) {
        this.nanosForARow = TimeUnit.SECONDS.toNanos(1) / rowsPerSecond;
        this.clock = clock;
        this.sleep = sleep;
        this.due = clock.getAsLong();
    }

    /** Waits until one more row may pass. */
    void row() {
        var early = reserved();
        while (early > SLACK && !Thread.currentThread().isInterrupted()) {
            sleep.accept(early);
            early = early();
        }
    }

    /** Takes the next row's time, and says how far it lies ahead; time that nobody used is not made up for. */
    private synchronized long reserved() {
        due = Math.max(due, (double) clock.getAsLong()) + nanosForARow;
        return early();
    }

    private synchronized long early() {
        return (long) due - clock.getAsLong();
    }
}
