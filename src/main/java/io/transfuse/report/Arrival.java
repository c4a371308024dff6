package io.transfuse.report;

import io.transfuse.model.Validation.Compared;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL holds of the rows of one source table, in all the tables that they went to. */
record Arrival(long staged, long target, long changed, long missing) {
    static final Arrival NONE = new Arrival(0, 0, 0, 0);

    /** By source table. */
    static Map<String, Arrival> bySource(List<Compared> tables) {
        var all = new HashMap<String, Arrival>();
        for (var t : tables) {
            t.sources().stream().limit(1).forEach(s -> all.merge(s, of(t), Arrival::and));
        }
        return all;
    }

    private static Arrival of(Compared t) {
        return new Arrival(t.stagedRows(), t.targetRows(), t.changed(), t.missing());
    }

    private Arrival and(Arrival other) {
        return new Arrival(
                staged + other.staged, target + other.target, changed + other.changed, missing + other.missing);
    }

    /** Rows that are there as they must be. */
    long equal() {
        return Math.max(0, Math.min(target, staged - missing) - changed);
    }
}
