package io.transfuse.model;

import java.util.Optional;

/**
 * What the source is asked about the row that a reference points to, in the same query that reads the reference.
 *
 * @param name prefix of the columns that carry the answer
 * @param entity the table referred to
 * @param targetColumn its key column
 * @param column the referring column
 * @param needed whether the profile found anything to ask for: orphans, a split, or another spelling of the key
 * @param branchSql SQL over alias {@code p} that names the target the row went to, empty where it is not split
 * @param orphans references without a row, counted in the source
 */
public record Lookup(
        String name,
        String entity,
        String targetColumn,
        String column,
        boolean needed,
        Optional<String> branchSql,
        long orphans) {

    /** The column that is 1 where the row exists. */
    public String found() {
        return name + "_found";
    }

    /** The column that names the target the row went to. */
    public String branch() {
        return name + "_branch";
    }

    /** The column that holds the key as the row itself spells it. */
    public String spelling() {
        return name + "_key";
    }
}
