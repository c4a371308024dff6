package io.transfuse.model;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * @param touched the columns that a trigger sets on every update, for example {@code updated_at}
 * @param guards named conditions that PostgreSQL alone checks, because the source's type guarantees them
 * @param comment what the source says about it
 * @param layout how it lies on disk
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
        List<String> touched,
        List<Table.Check> guards,
        String comment,
        Layout layout) {

    /** A table without guards and comment, in one piece. */
    public TargetTable(
            String schema,
            String name,
            List<TargetColumn> columns,
            List<String> primaryKey,
            List<List<String>> uniques,
            List<Table.Check> checks,
            List<Link> foreignKeys,
            List<Index> indexes,
            Optional<String> touched) {
        this(
                schema,
                name,
                columns,
                primaryKey,
                uniques,
                checks,
                foreignKeys,
                indexes,
                touched.stream().toList(),
                List.of(),
                "",
                Layout.PLAIN);
    }

    public TargetTable {
        touched = List.copyOf(touched);
        guards = List.copyOf(guards);
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniques = uniques.stream().map(List::copyOf).toList();
        checks = List.copyOf(checks);
        foreignKeys = List.copyOf(foreignKeys);
        indexes = List.copyOf(indexes);
        // A stage that an older version wrote says nothing of it.
        layout = Objects.requireNonNullElse(layout, Layout.PLAIN);
    }

    /** The same in another layout. */
    public TargetTable laidOut(Layout other) {
        return new TargetTable(
                schema,
                name,
                columns,
                primaryKey,
                uniques,
                checks,
                foreignKeys,
                indexes,
                touched,
                guards,
                comment,
                other);
    }

    /** What Delta takes in no name, the sign that stands for it, and the first letter of names of the stage's own. */
    private static final Pattern OF_THE_STAGE = Pattern.compile(
            "(?i)[ ,;{}()\\n\\t\\r=%]|^_(?=(source|key|checksum|findings|position|row|fate|condemned|place|part|rule|"
                    + "unique\\d+|ref\\d+)$)");

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
     * @param generated the expression that PostgreSQL computes it by
     * @param next the number that the source would give the next row
     * @param comment what the source says about it
     */
    public record TargetColumn(
            String name,
            PgType type,
            boolean nullable,
            Optional<String> defaultSql,
            boolean identity,
            Optional<String> generated,
            Optional<Long> next,
            String comment) {

        /** A column that holds what is loaded into it. */
        public TargetColumn(String name, PgType type, boolean nullable, Optional<String> defaultSql, boolean identity) {
            this(name, type, nullable, defaultSql, identity, Optional.empty(), Optional.empty(), "");
        }

        /** The last number that the source has given, as far as the type takes it. */
        public Optional<Long> given() {
            var most = type.kind() == PgType.Kind.INTEGER
                    ? Integer.MAX_VALUE
                    : type.kind() == PgType.Kind.SMALLINT ? Short.MAX_VALUE : Long.MAX_VALUE;
            return next.map(n -> Math.min(n - 1, most));
        }

        /** Its name in the stage, where Delta takes not every letter: others stand as {@code %20}. */
        public String staged() {
            return OF_THE_STAGE
                    .matcher(name)
                    .replaceAll(m ->
                            String.format(Locale.ROOT, "%%%02X", (int) m.group().charAt(0)));
        }
    }

    /**
     * A foreign key of the target.
     *
     * @param name the constraint's name
     * @param columns referring columns
     * @param table the table referred to, in the same schema
     * @param targetColumns columns referred to
     * @param onDelete action, empty for none
     * @param onUpdate action, empty for none
     * @param watched whether PostgreSQL cannot declare it, so that the checks alone ask about it
     */
    public record Link(
            String name,
            List<String> columns,
            String table,
            List<String> targetColumns,
            String onDelete,
            String onUpdate,
            boolean watched) {
        /** One that PostgreSQL declares. */
        public Link(
                String name,
                List<String> columns,
                String table,
                List<String> targetColumns,
                String onDelete,
                String onUpdate) {
            this(name, columns, table, targetColumns, onDelete, onUpdate, false);
        }

        /** The same, where PostgreSQL cannot declare it. */
        public Link onlyWatched() {
            return new Link(name, columns, table, targetColumns, onDelete, onUpdate, true);
        }

        public Link {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /**
     * A secondary index.
     *
     * @param definition all that follows {@code ON table}
     * @param setting the full name of the setting that asks for it, empty where the source has it
     */
    public record Index(String name, boolean unique, String definition, String setting) {

        /** One of the source. */
        public Index(String name, boolean unique, String definition) {
            this(name, unique, definition, "");
        }
    }
}
