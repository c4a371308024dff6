package io.transfuse.model;

import java.util.List;
import java.util.Optional;

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
 */
public record Table(
        String name,
        List<Column> columns,
        List<String> primaryKey,
        List<List<String>> uniques,
        List<ForeignKey> foreignKeys,
        List<Index> indexes,
        List<Check> checks,
        String position) {

    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniques = uniques.stream().map(List::copyOf).toList();
        foreignKeys = List.copyOf(foreignKeys);
        indexes = List.copyOf(indexes);
        checks = List.copyOf(checks);
    }

    /** Finds a column; names compare without case, as SQL does. */
    public Optional<Column> column(String wanted) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(wanted)).findFirst();
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
     */
    public record Column(
            String name,
            String type,
            boolean nullable,
            Optional<String> defaultSql,
            String collation,
            boolean generated) {}

    /** A declared reference; {@code targetColumns} is empty where it points to the primary key. */
    public record ForeignKey(
            List<String> columns, String table, List<String> targetColumns, String onDelete, String onUpdate) {
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /** A secondary index; a part is a column or expression with its order, {@code where} is empty for a full index. */
    public record Index(String name, boolean unique, List<String> parts, String where, String text) {
        public Index {
            parts = List.copyOf(parts);
        }
    }

    /** A named condition that every row fulfils. */
    public record Check(String name, String sql) {}
}
