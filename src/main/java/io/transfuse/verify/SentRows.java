package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.types.Quote;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The rows of a table as PostgreSQL sends them. */
final class SentRows implements Iterator<SentRow>, AutoCloseable {

    /** Signature, flags and the length of an extension that there is none of. */
    private static final int HEADER = 19;

    private final Connection connection;
    private final CopyOut copy;
    private @Nullable SentRow next;

    private SentRows(Connection connection, CopyOut copy) throws SQLException {
        this.connection = connection;
        this.copy = copy;
        var first = copy.readFromCopy();
        next = first == null ? null : row(Arrays.copyOfRange(first, HEADER, first.length));
    }

    /**
     * The rows that a statement sends.
     *
     * @param moment a snapshot that another session exports, or nothing
     */
    static SentRows open(Connect target, String sql, String moment) throws SQLException {
        var connection = target.open();
        try {
            if (!moment.isEmpty()) {
                Sessions.join(connection, moment);
            }
            return new SentRows(
                    connection,
                    connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The statement that sends the rows of some pages. */
    static String sql(TargetTable table, String range) {
        return sql(table, List.of(), range);
    }

    /** The same with further texts behind the columns. */
    static String sql(TargetTable table, List<String> texts, String range) {
        return "COPY (SELECT %s FROM %s WHERE %s) TO STDOUT (FORMAT binary)"
                .formatted(
                        Stream.concat(table.columns().stream().map(SentRows::column), texts.stream())
                                .collect(Collectors.joining(", ")),
                        Quote.identifier(table.schema(), table.name()),
                        range);
    }

    /** In a form whose bytes are one for equal values and different for all others. */
    private static String column(TargetColumn column) {
        var x = Quote.identifier(column.name());
        return switch (column.type().kind()) {
            case SMALLINT, INTEGER, BIGINT -> x + "::bigint";
            case UUID, TEXT, NUMERIC, JSONB, TIME, BIT, ENUM, ARRAY -> x + "::text";
            case BOOLEAN, DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, REAL, DOUBLE, BYTEA, POINT -> x;
        };
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public SentRow next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        var row = next;
        try {
            next = following();
        } catch (SQLException e) {
            // The driver's words may quote values.
            throw new IllegalStateException(new SQLException("reading the target back stopped", e.getSQLState()));
        }
        return row;
    }

    private @Nullable SentRow following() throws SQLException {
        var message = copy.readFromCopy();
        return message == null ? null : row(message);
    }

    /** A row begins with the number of its columns; the end of all is one with less than none. */
    private @Nullable SentRow row(byte[] message) throws SQLException {
        return message.length < Short.BYTES || ByteBuffer.wrap(message).getShort() < 0
                ? following()
                : new SentRow(Arrays.copyOfRange(message, Short.BYTES, message.length));
    }

    @Override
    public void close() throws SQLException {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } finally {
            connection.close();
        }
    }

    /**
     * What an executor does: a statement on a session of its own; of each row it gives the digest of its key and its
     * own.
     *
     * @param key the places of the key's columns
     */
    record Reading(Connect target, String moment, List<Integer> key) implements FlatMapFunction<String, Row> {

        SentRows open(String sql) throws SQLException {
            return SentRows.open(target, sql, moment);
        }

        @Override
        public Iterator<Row> call(String sql) throws SQLException {
            var rows = open(sql);
            TaskContext.get().addTaskCompletionListener((TaskContext context) -> rows.closeQuietly());
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public Row next() {
                    var row = rows.next();
                    return RowFactory.create(row.digest(key), row.digest());
                }
            };
        }
    }

    /** All rows are read, or the task has failed for a better reason. */
    private void closeQuietly() {
        try {
            close();
        } catch (SQLException e) {
            // Nothing is left to do.
        }
    }
}
