package io.transfuse.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table as the source declares it.
 *
 * @param name the name, exactly as the source spells it
 * @param columns in declared order
 * @param primaryKey column names in key order, empty where there is no key
 * @param uniques further unique column lists
 * @param foreignKeys declared references
 * @param indexes secondary indexes, without those that only serve a key
 * @param checks CHECK expressions in the source's own SQL
 * @param position SQL expression over the table alias {@code t} that names each row once: rowid, or a text of the key
 * @param comment what the source says about it
 * @param next the number that the source would give the next row, where it counts rows itself
 */
public record Table(
        String name,
        List<Column> columns,
        List<String> primaryKey,
        List<List<String>> uniques,
        List<ForeignKey> foreignKeys,
        List<Index> indexes,
        List<Check> checks,
        String position,
        String comment,
        Optional<Long> next) {

    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniques = uniques.stream().map(List::copyOf).toList();
        foreignKeys = List.copyOf(foreignKeys);
        indexes = List.copyOf(indexes);
        checks = List.copyOf(checks);
    }

    /** The same with other columns. */
    public Table with(List<Column> others) {
        return new Table(name, others, primaryKey, uniques, foreignKeys, indexes, checks, position, comment, next);
    }

    /** The same with further references. */
    public Table referring(List<ForeignKey> further) {
        var all = Stream.concat(foreignKeys.stream(), further.stream()).toList();
        return new Table(name, columns, primaryKey, uniques, all, indexes, checks, position, comment, next);
    }

    /** The same with other keys and indexes beside the primary one. */
    public Table keyed(List<List<String>> otherUniques, List<Index> otherIndexes) {
        return new Table(
                name, columns, primaryKey, otherUniques, foreignKeys, otherIndexes, checks, position, comment, next);
    }

    /** The same without columns that come from other tables. */
    public Table own() {
        return with(columns.stream().filter(c -> c.nature().joined().isEmpty()).toList());
    }

    /** Finds a column; names compare without case, as SQL does, where none is spelled exactly so. */
    public Optional<Column> column(String wanted) {
        return Spelt.find(columns, Column::name, wanted);
    }

    /**
     * A column as the source declares it.
     *
     * @param name the name, exactly as the source spells it
     * @param type the declared type in lower case, empty where there is none
     * @param nullable whether the source lets it hold NULL
     * @param defaultSql the default in the source's SQL
     * @param collation how the source compares it, for example {@code NOCASE}
     * @param generated whether the source computes it
     * @param nature what else it declares
     */
    public record Column(
            String name,
            String type,
            boolean nullable,
            Optional<String> defaultSql,
            String collation,
            boolean generated,
            Nature nature) {

        /** A column that declares nothing else. */
        public Column(
                String name,
                String type,
                boolean nullable,
                Optional<String> defaultSql,
                String collation,
                boolean generated) {
            this(name, type, nullable, defaultSql, collation, generated, Nature.PLAIN);
        }
    }

    /**
     * What a column may declare beside its type.
     *
     * @param charset the character set of its text, empty where the database has one for all
     * @param expression how it is computed, in the source's SQL, empty where it is not or the source does not tell
     * @param counts whether the source numbers its rows (AUTO_INCREMENT)
     * @param touched whether every update of the row sets it to the current time
     * @param comment what the source says about it
     * @param joined the other table's row that it comes from; empty for the table's own columns
     */
    public record Nature(
            String charset,
            String expression,
            boolean counts,
            boolean touched,
            String comment,
            Optional<Joined> joined) {

        /** A column of the table's own. */
        public Nature(String charset, String expression, boolean counts, boolean touched, String comment) {
            this(charset, expression, counts, touched, comment, Optional.empty());
        }

        /** Nothing of it. */
        public static final Nature PLAIN = new Nature("", "", false, false, "");
    }

    /** A declared reference; {@code targetColumns} is empty where it points to the primary key. */
    public record ForeignKey(
            List<String> columns, String table, List<String> targetColumns, String onDelete, String onUpdate) {
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }

        /** The same from other columns. */
        public ForeignKey of(List<String> others) {
            return new ForeignKey(others, table, targetColumns, onDelete, onUpdate);
        }
    }

    /** How an index finds rows. */
    public enum Method {
        ORDER,
        WORDS,
        SPACE
    }

    /** A secondary index; {@code where} is empty for a full index, {@code text} is the source's own statement. */
    public record Index(String name, boolean unique, Method method, List<Part> parts, String where, String text) {
        public Index {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One part of an index.
     *
     * @param column the column, empty for an expression
     * @param expression the expression in the source's SQL, empty for a column or where the source does not tell
     * @param prefix how many letters or bytes are indexed, 0 for all
     * @param descending its order
     * @param collation how it is compared where that differs from the column, else empty
     */
    public record Part(String column, String expression, int prefix, boolean descending, String collation) {}

    /** A named condition that every row fulfils. */
    public record Check(String name, String sql) {}
}
