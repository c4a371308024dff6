package io.transfuse.read;

import io.transfuse.model.UserException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** What all readers of one run share in one process: how many they may be, and how fast. */
final class Gate {

    private static final Map<String, Gate> GATES = new ConcurrentHashMap<>();

    private final Semaphore places;
    private final Supplier<Optional<Pace>> paces;

    Gate(int connections, Supplier<Optional<Pace>> paces) {
        this.places = new Semaphore(connections == 0 ? Integer.MAX_VALUE : connections, true);
        this.paces = paces;
    }

    private static Supplier<Optional<Pace>> paces(double rowsPerSecond, boolean shared) {
        if (rowsPerSecond == 0) {
            return Optional::empty;
        }
        var one = Optional.of(new Pace(rowsPerSecond));
        return shared ? () -> one : () -> Optional.of(new Pace(rowsPerSecond));
    }

    /**
     * What a driver property says of it.
     *
     * @param name tells the gates of one process apart
     * @param connections readers at once, 0 for any number
     * @param rowsPerSecond how fast they are, 0 for any pace
     * @param shared whether all readers keep to that pace together, and not each by itself
     */
    static String written(String name, int connections, double rowsPerSecond, boolean shared) {
        return name + ":" + connections + ":" + rowsPerSecond + ":" + shared;
    }

    /** The one of this process that a driver property names. */
    static Gate of(String written) {
        return GATES.computeIfAbsent(written, w -> {
            var parts = w.split(":", -1);
            return new Gate(
                    Integer.parseInt(parts[1]), paces(Double.parseDouble(parts[2]), Boolean.parseBoolean(parts[3])));
        });
    }

    /** Waits for a place. */
    void enter() {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserException.stopped("reading the source was interrupted");
        }
    }

    /** Gives the place back. */
    void leave() {
        places.release();
    }

    /** The pace of one more reader. */
    Optional<Pace> pace() {
        return paces.get();
    }

    /** Whether somebody waits for a place. */
    boolean crowded() {
        return places.hasQueuedThreads();
    }
}
