package io.transfuse.read;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much of the source is taken at most.
 *
 * @param connections sessions that read rows at once in one process
 * @param rowsPerSecond rows of the whole run
 */
public record Throttle(OptionalInt connections, OptionalLong rowsPerSecond) {
    /** As much as there is. */
    public static final Throttle NONE = new Throttle(OptionalInt.empty(), OptionalLong.empty());

    /** Whether it slows anything. */
    boolean any() {
        return connections.isPresent() || rowsPerSecond.isPresent();
    }
}
