package io.transfuse.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that becomes of one source table: how it is read, what it is asked, and the targets its rows go to.
 *
 * @param source the table
 * @param profile what its rows hold
 * @param forms how each column is read, by column name
 * @param lookups what is asked about the rows that it refers to
 * @param branches the targets, one row's primary target is exactly one of them; several mean a split
 * @param drops rows left out by a named rule
 * @param transformations class names of the user's own transformations, in order
 * @param parts how it is cut for reading
 * @param kind whose rows they are
 * @param given the rows of the settings, by column; empty for those of the source
 * @param composites references of several columns whose rows are asked for
 * @param refused rows that are rejected by a named rule
 */
public record Mapping(
        Table source,
        Profile profile,
        Map<String, Form> forms,
        List<Lookup> lookups,
        List<Branch> branches,
        List<Drop> drops,
        List<String> transformations,
        Parts parts,
        Kind kind,
        List<Map<String, String>> given,
        List<Composite> composites,
        List<Drop> refused) {

    /** A table without references of several columns that is read in one part. */
    public Mapping(
            Table source,
            Profile profile,
            Map<String, Form> forms,
            List<Lookup> lookups,
            List<Branch> branches,
            List<Drop> drops,
            List<String> transformations) {
        this(
                source,
                profile,
                forms,
                lookups,
                branches,
                drops,
                transformations,
                Parts.ONE,
                Kind.TABLE,
                List.of(),
                List.of(),
                List.of());
    }

    public Mapping {
        forms = Map.copyOf(forms);
        lookups = List.copyOf(lookups);
        branches = List.copyOf(branches);
        drops = List.copyOf(drops);
        transformations = List.copyOf(transformations);
        given = List.copyOf(given);
        composites = List.copyOf(composites);
        refused = List.copyOf(refused);
    }

    /** Whose rows a mapping takes. */
    public enum Kind {
        /** Those of a table, each of which has its fate here. */
        TABLE,
        /** Further rows, beside those of another mapping of the same table. */
        FURTHER,
        /** Those that the settings give a table which only the target has. */
        GIVEN
    }

    /** The column that is 1 where the i-th rule refuses a row. */
    public static String refusal(int i) {
        return "q" + i;
    }

    /**
     * A reference of several columns.
     *
     * @param lookup what is asked about the row
     * @param orphans what becomes of a reference whose row does not exist
     * @param emptied the source columns whose values become NULL then
     */
    public record Composite(Lookup lookup, Orphans orphans, List<String> emptied) {
        public Composite {
            emptied = List.copyOf(emptied);
        }
    }

    /** About how many parts a table is read in, and the source columns along which it is cut. */
    public record Parts(long number, List<String> columns) {
        /** All rows in one. */
        public static final Parts ONE = new Parts(1, List.of());

        public Parts {
            columns = List.copyOf(columns);
        }
    }

    /** The same with these targets. */
    public Mapping with(List<Branch> targets) {
        return new Mapping(
                source,
                profile,
                forms,
                lookups,
                targets,
                drops,
                transformations,
                parts,
                kind,
                given,
                composites,
                refused);
    }

    /** The same, of whose rows only those are read that fulfil a condition in the source's SQL. */
    public Mapping only(String condition) {
        var others = Stream.concat(drops.stream(), Stream.of(new Drop("", "(" + condition + ") IS NOT TRUE", 0)));
        return new Mapping(
                source,
                profile,
                forms,
                lookups,
                branches,
                others.toList(),
                transformations,
                parts,
                kind,
                given,
                composites,
                refused);
    }

    /** Whether the rows are those of a table of the source, and not further ones. */
    public boolean first() {
        return kind == Kind.TABLE;
    }

    public boolean further() {
        return kind == Kind.FURTHER;
    }

    /** How counts and rejects name the table: other rows are told from those of the source's tables. */
    public String label() {
        return switch (kind) {
            case TABLE -> source.name();
            case FURTHER -> source.name() + "/" + branches.get(0).target().name();
            case GIVEN -> "config:" + source.name();
        };
    }

    /** Whether rows of this table go to several targets. */
    public boolean split() {
        return branches.size() > 1;
    }

    /**
     * One target of a source table.
     *
     * @param target the table in PostgreSQL
     * @param where the condition in the source's SQL over alias {@code t}; empty for all rows that no other branch
     *     takes, and for all rows of the table where there is no other
     * @param expected rows that the source counts for it
     * @param columns where each target column comes from, in the target's order
     * @param crosswalk old and new key column, where the key changes
     * @param duplicates unique target columns, or expressions over one, of which there may be duplicates: the first row
     *     is staged, others rejected
     * @param place which it is of the tables that share the target, from 1 on; 0 where none is shared
     */
    public record Branch(
            TargetTable target,
            Optional<String> where,
            long expected,
            List<ColumnMapping> columns,
            Optional<Crosswalk> crosswalk,
            List<List<String>> duplicates,
            int place) {

        /** A target of its own. */
        public Branch(
                TargetTable target,
                Optional<String> where,
                long expected,
                List<ColumnMapping> columns,
                Optional<Crosswalk> crosswalk,
                List<List<String>> duplicates) {
            this(target, where, expected, columns, crosswalk, duplicates, 0);
        }

        /** Whether rows of other source tables go to the same target. */
        public boolean shared() {
            return place > 0;
        }

        public Branch {
            columns = List.copyOf(columns);
            duplicates = duplicates.stream().map(List::copyOf).toList();
        }
    }

    /**
     * One target column.
     *
     * @param target the column in PostgreSQL
     * @param value where its value comes from
     * @param rule which rule decided, in words
     */
    public record ColumnMapping(TargetTable.TargetColumn target, Value value, String rule) {}

    /** Rows left out or refused on purpose; {@code where} is the source's SQL over alias {@code t}. */
    public record Drop(String rule, String where, long expected) {}

    /**
     * The names that a crosswalk file carries, for example {@code customer} and {@code person}.
     *
     * @param further whether the new keys are those of further rows, beside the keys that the rows themselves get
     * @param only whose rows these are, where several source tables share the target; empty for all that it holds
     */
    public record Crosswalk(
            String oldEntity,
            String newEntity,
            String oldColumn,
            String newColumn,
            boolean further,
            Optional<String> only) {

        /** Keys of the rows themselves. */
        public Crosswalk(String oldEntity, String newEntity, String oldColumn, String newColumn) {
            this(oldEntity, newEntity, oldColumn, newColumn, false, Optional.empty());
        }

        /** Those of the rows of one table, in a target that it shares. */
        public Crosswalk of(String table) {
            return new Crosswalk(oldEntity, newEntity, oldColumn, newColumn, further, Optional.of(table));
        }

        /** Among which crosswalks an old key stands once. */
        public String once() {
            return further ? oldEntity + "/" + newEntity : oldEntity;
        }

        /** The file's name without its ending. */
        public String name() {
            return FileName.of("old_" + oldEntity + "_id__to__new_" + newEntity + "_id");
        }

        /** The file's name. */
        public String file() {
            return name() + ".csv";
        }
    }
}
