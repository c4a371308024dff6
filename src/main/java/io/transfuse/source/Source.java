package io.transfuse.source;

import io.transfuse.model.Catalogue;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.PgType;
import io.transfuse.model.Profile;
import io.transfuse.model.Table;
import io.transfuse.model.WrittenRow;
import io.transfuse.types.TypeTable;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A database to move, held at one moment: every answer is about the same cut. */
public interface Source extends AutoCloseable {

    /** What its columns become. */
    TypeTable types();

    /** A name as its SQL writes it. */
    String quoted(String name);

    /** A text as its SQL writes it. */
    default String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Whether several threads may ask at once. */
    default boolean manyAtOnce() {
        return false;
    }

    /** What answers, with its version, for example {@code SQLite 3.50.1}. */
    String product();

    /** What the database declares. */
    Catalogue catalogue();

    /** Names the moment that is read; equal for equal content. */
    String cut();

    /** What a reader of the plan must know about this moment, asked anew each time; empty where nothing weakens it. */
    default List<String> remarks() {
        return List.of();
    }

    /**
     * Why the rows that were read may not be of one moment, asked when all have been read; empty where they surely are.
     */
    default Optional<String> moved() {
        return Optional.empty();
    }

    /**
     * The same moment with the first rows of each table only, and those that they refer to; this one is closed.
     *
     * @param ties the references that are followed
     */
    Source limited(long rows, List<Tie> ties);

    /** Counts what decisions depend on, in one pass over the table. */
    Profile profile(Table table);

    /**
     * The same, asked about parts of a large table side by side.
     *
     * @param partitionRows rows aimed at in one part
     */
    default Parted<Profile> profiled(Table table, long partitionRows) {
        return Parted.whole(() -> profile(table));
    }

    /** Rows of {@code table}, as alias {@code t}, that fulfil a condition in the source's SQL. */
    long count(String table, String condition);

    /** Rows that belong to a branch. */
    long count(Mapping mapping, Mapping.Branch branch);

    /**
     * Rows that fulfil a condition in the source's SQL, as alias {@code t}, beyond the first that share the values of
     * these columns; those in {@code uuids} compare as UUIDs.
     */
    long duplicates(Table table, List<String> columns, List<String> uuids, String condition);

    /** The same of all rows. */
    default long duplicates(Table table, List<String> columns, List<String> uuids) {
        return duplicates(table, columns, uuids, "TRUE");
    }

    /**
     * Rows whose UUID an earlier one has in another spelling, of a column whose texts are unique whatever their case
     * and whose profile counts unusual spellings.
     */
    default long spelledTwice(Table table, String column) {
        return duplicates(table, List.of(column), List.of(column));
    }

    /** Values of a column that a type of PostgreSQL cannot hold. */
    long beyond(Table table, String column, PgType type);

    /** Values of a column beyond the first that differ from another only in case. */
    long caseTwins(Table table, String column);

    /**
     * The texts of a column, each with the rows that hold it.
     *
     * @param condition which rows of alias {@code t} count
     * @param most how many texts are handed out at most
     */
    Map<String, Long> texts(Table table, String column, String condition, int most);

    /**
     * What the rows of a table find that a reference names.
     *
     * @param condition which rows of alias {@code t} are asked
     * @param spelling whether the spelling of keys matters
     */
    Parted<Referred> referred(Table from, Lookup lookup, String condition, boolean spelling, long partitionRows);

    /** How many rows refer to one that went to this target, no more than are asked for. */
    long referring(Table from, Lookup lookup, String target, int most);

    /**
     * The condition over alias {@code t} that a reference means one row alone, which lies at one of these positions of
     * its table.
     */
    String meaning(Lookup lookup, List<String> positions);

    /** The columns along which a table is cut into parts, empty where it is read in one. */
    List<String> partedBy(Table table);

    /** The query that reads the rows of one branch without loss. */
    Query query(Mapping mapping, Mapping.Branch branch, long partitionRows);

    /** Asks for sums over whole tables. */
    <T> T measures(Function<Measures, T> question);

    /**
     * What a reader would hand out if the source held these rows; those that would not belong to the branch are left
     * out. What they refer to is asked of the source.
     */
    HandedOut handedOut(Mapping mapping, Mapping.Branch branch, List<WrittenRow> rows);

    /** Aggregates over the rows that were not rejected, by target column; see {@link Measured}. */
    default Map<String, Measured> measure(Mapping mapping, Mapping.Branch branch, List<String> rejected) {
        return measures(m -> m.of(mapping, branch, rejected));
    }

    /**
     * The same, asked about parts of a large table side by side.
     *
     * @param partitionRows rows aimed at in one part
     */
    default Parted<Map<String, Measured>> measured(
            Mapping mapping, Mapping.Branch branch, List<String> rejected, long partitionRows) {
        return Parted.whole(() -> measure(mapping, branch, rejected));
    }

    /** The JDBC URL that readers open. */
    String jdbcUrl();

    /** Driver properties of readers. */
    Map<String, String> jdbcProperties();

    /** How many rows a reader asks the driver for at once. */
    default int fetchRows() {
        return 1000;
    }

    /**
     * Keeps the copy that is read, where there is one, because a run is made of it; others are gone once they are read.
     */
    default void keep() {}

    /** A connection of one's own at the same cut. */
    Connection open() throws SQLException;

    @Override
    void close();

    /**
     * A query for Spark's JDBC reader.
     *
     * @param sql a parenthesised select with an alias
     * @param schema Spark's types for its columns, as {@code customSchema}
     * @param parts disjoint and complete conditions with values of rows in them, one a partition; empty for one
     *     partition. Each takes the place of {@link #PART} in the select
     */
    record Query(String sql, String schema, List<String> parts) {
        /** No column has this name: a select that is sent without a condition in its place is refused. */
        public static final String PART = "_transfuse_part";

        public Query {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What the values of one column add up to. A part that the column's type does not have is empty; values are
     * compared, never printed.
     */
    record Measured(long count, String sum, String least, String most) implements Serializable {}
}
