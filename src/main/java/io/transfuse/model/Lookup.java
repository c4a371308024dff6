package io.transfuse.model;

import java.util.Optional;
import java.util.function.UnaryOperator;

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
 * @param joined where the referring column comes from, if it is another table's
 */
public record Lookup(
        String name,
        String entity,
        String targetColumn,
        String column,
        boolean needed,
        Optional<String> branchSql,
        long orphans,
        Optional<Joined> joined) {

    /** A reference of the table's own. */
    public Lookup(
            String name,
            String entity,
            String targetColumn,
            String column,
            boolean needed,
            Optional<String> branchSql,
            long orphans) {
        this(name, entity, targetColumn, column, needed, branchSql, orphans, Optional.empty());
    }

    /** The referring column as the source's SQL for a row of alias {@code t}. */
    public String own(UnaryOperator<String> quoted) {
        return joined.map(j -> j.sql("t", quoted)).orElseGet(() -> "t." + quoted.apply(column));
    }

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
