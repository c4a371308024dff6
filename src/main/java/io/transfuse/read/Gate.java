package io.transfuse.read;

import io.transfuse.model.UserException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** What all readers of one run share in one process: how many they may be, and how fast. */
final class Gate {

    private static final Map<String, Gate> GATES = new ConcurrentHashMap<>();

    private final Semaphore places;
    private final double rowsPerSecond;
    private final Optional<Pace> shared;

    private Gate(int connections, double rowsPerSecond, boolean shared) {
        this.places = new Semaphore(connections == 0 ? Integer.MAX_VALUE : connections, true);
        this.rowsPerSecond = rowsPerSecond;
        this.shared = shared && rowsPerSecond > 0 ? Optional.of(new Pace(rowsPerSecond)) : Optional.empty();
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
            return new Gate(Integer.parseInt(parts[1]), Double.parseDouble(parts[2]), Boolean.parseBoolean(parts[3]));
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
        return shared.isPresent() || rowsPerSecond == 0 ? shared : Optional.of(new Pace(rowsPerSecond));
    }
}
