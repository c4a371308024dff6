package io.transfuse.repair;

import java.util.List;

/**
 * What was done to one table.
 *
 * @param table its qualified name
 * @param inserted rows that were missing
 * @param updated rows whose columns were set to what the stage says
 * @param deleted rows that the stage does not know
 * @param left why rows stay that differ, a line each
 */
public record Repaired(String table, long inserted, long updated, long deleted, List<String> left) {
    public Repaired {
        left = List.copyOf(left);
    }

    /** How many rows were changed in any way. */
    public long rows() {
        return inserted + updated + deleted;
    }

    /** For a line. */
    public String counts() {
        return inserted + " inserted, " + updated + " updated, " + deleted + " deleted";
    }
}
