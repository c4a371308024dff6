package io.transfuse.model;

import java.util.List;
import java.util.Optional;

/**
 * A table as PostgreSQL shall hold it.
 *
 * @param schema its schema
 * @param name its name
 * @param columns in order
 * @param primaryKey column names, empty where the source has no key
 * @param uniques further unique column lists
 * @param checks named conditions in SQL that Spark and PostgreSQL both understand
 * @param foreignKeys references to other target tables
 * @param indexes secondary indexes
 * @param touched the column that a trigger sets on every update, for example {@code updated_at}
 */
public record TargetTable(
        String schema,
        String name,
        List<TargetColumn> columns,
        List<String> primaryKey,
        List<List<String>> uniques,
        List<Table.Check> checks,
        List<Link> foreignKeys,
        List<Index> indexes,
        Optional<String> touched) {

    public TargetTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniques = uniques.stream().map(List::copyOf).toList();
        checks = List.copyOf(checks);
        foreignKeys = List.copyOf(foreignKeys);
        indexes = List.copyOf(indexes);
    }

    /** The name as reports print it: {@code schema.table}. */
    public String qualified() {
        return schema + "." + name;
    }

    /** Finds a column by its exact name. */
    public Optional<TargetColumn> column(String wanted) {
        return columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
    }

    /**
     * A column of the target.
     *
     * @param name its name
     * @param type its type
     * @param nullable whether it may hold NULL
     * @param defaultSql its default in PostgreSQL's SQL
     * @param identity whether it is an identity column that goes on after the largest value
     */
    public record TargetColumn(
            String name, PgType type, boolean nullable, Optional<String> defaultSql, boolean identity) {}

    /**
     * A foreign key of the target.
     *
     * @param name the constraint's name
     * @param columns referring columns
     * @param table the table referred to, in the same schema
     * @param targetColumns columns referred to
     * @param onDelete action, empty for none
     * @param onUpdate action, empty for none
     */
    public record Link(
            String name,
            List<String> columns,
            String table,
            List<String> targetColumns,
            String onDelete,
            String onUpdate) {
        public Link {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /** A secondary index; {@code definition} is all that follows {@code ON table}. */
    public record Index(String name, boolean unique, String definition) {}
}
