package io.transfuse.sample;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The faults of a dirty sample, counted under the names that the report shows: {@code images: orphan:case_id} for a
 * rejected row, {@code cases.created_at: date:unix-seconds} for a value that arrives in another form,
 * {@code case-twins:users.email} for a check.
 *
 * @param faults rows by fault, sorted by name; empty in a clean sample
 */
public record Planted(Map<String, Long> faults) {

    public Planted {
        faults = Collections.unmodifiableMap(new TreeMap<>(faults));
    }

    /** Those that are there: a fault that is counted in good rows may be in none. */
    public Map<String, Long> present() {
        var present = new TreeMap<>(faults);
        present.values().removeIf(count -> count == 0);
        return present;
    }

    /** What a clean sample holds. */
    static Planted nothing() {
        return new Planted(Map.of());
    }
}
