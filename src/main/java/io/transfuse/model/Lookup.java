package io.transfuse.model;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param further the other pairs of a reference of several columns
 * @param via the table between, where the rows referred to only stand for those that are meant
 * @param onwards the keys that the key refers to in its turn and takes its spelling from, the nearest first
 */
public record Lookup(
        String name,
        String entity,
        String targetColumn,
        String column,
        boolean needed,
        Optional<String> branchSql,
        long orphans,
        Optional<Joined> joined,
        List<Pair> further,
        Optional<Via> via,
        List<Key> onwards) {

    /** The target of rows that are rejected by a named rule. */
    public static final String REFUSED = "-";

    /** A referring column and the column that it refers to. */
    public record Pair(String column, String targetColumn) {}

    /**
     * A table whose column {@code key} is referred to, and whose column {@code by} holds the key of {@link #entity}.
     *
     * @param only the target of a split entity that alone is meant: rows in its other targets stand for nobody
     */
    public record Via(String table, String key, String by, Optional<String> only) {}

    /** A column that is referred to. */
    public record Key(String table, String column) {}

    public Lookup {
        further = List.copyOf(further);
        onwards = List.copyOf(onwards);
    }

    /** A reference of one column of the table's own. */
    public Lookup(
            String name,
            String entity,
            String targetColumn,
            String column,
            boolean needed,
            Optional<String> branchSql,
            long orphans) {
        this(
                name,
                entity,
                targetColumn,
                column,
                needed,
                branchSql,
                orphans,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** The same once the source was asked. */
    public Lookup answered(boolean wanted, long missing) {
        return new Lookup(
                name, entity, targetColumn, column, wanted, branchSql, missing, joined, further, via, onwards);
    }

    /** All pairs of columns. */
    public List<Pair> pairs() {
        return Stream.concat(Stream.of(new Pair(column, targetColumn)), further.stream())
                .toList();
    }

    /** The referring columns as they are printed. */
    public String columns() {
        return pairs().stream().map(Pair::column).collect(Collectors.joining(", "));
    }

    /** Whether the key as the row spells it can be asked for. */
    public boolean single() {
        return further.isEmpty();
    }

    /** A referring column as the source's SQL for a row of alias {@code t}. */
    public String own(String referring, UnaryOperator<String> quoted) {
        return joined.map(j -> j.sql("t", quoted)).orElseGet(() -> "t." + quoted.apply(referring));
    }

    /** The only referring column as the source's SQL for a row of alias {@code t}. */
    public String own(UnaryOperator<String> quoted) {
        return own(column, quoted);
    }

    /** The column that is 1 where the row exists. */
    public String found() {
        return name + "_found";
    }

    /** The column that names the target the row went to. */
    public String branch() {
        return name + "_branch";
    }

    /** The column that holds the key as the row that is meant spells it in the target. */
    public String spelling() {
        return name + "_key";
    }
}
