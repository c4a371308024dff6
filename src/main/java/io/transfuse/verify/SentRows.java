package io.transfuse.verify;

import io.transfuse.model.TargetTable;
import io.transfuse.model.TargetTable.TargetColumn;
import io.transfuse.types.Quote;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The rows of a table as PostgreSQL sends them, each as the MD5 of its bytes. */
final class SentRows implements Iterator<byte[]>, AutoCloseable {

    /** Signature, flags and the length of an extension that there is none of. */
    private static final int HEADER = 19;

    private final Connection connection;
    private final CopyOut copy;
    private byte @Nullable [] next;

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
        return "COPY (SELECT %s FROM %s WHERE %s) TO STDOUT (FORMAT binary)"
                .formatted(
                        table.columns().stream().map(SentRows::column).collect(Collectors.joining(", ")),
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
    public byte[] next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        var digest = next;
        try {
            next = following();
        } catch (SQLException e) {
            // The driver's words may quote values.
            throw new IllegalStateException(new SQLException("reading the target back stopped", e.getSQLState()));
        }
        return digest;
    }

    private byte @Nullable [] following() throws SQLException {
        var message = copy.readFromCopy();
        return message == null ? null : row(message);
    }

    /** A row begins with the number of its columns; the end of all is one with less than none. */
    private byte @Nullable [] row(byte[] message) throws SQLException {
        if (message.length < Short.BYTES) {
            return following();
        }
        return ByteBuffer.wrap(message).getShort() < 0
                ? following()
                : DigestUtils.updateDigest(
                                DigestUtils.getMd5Digest(),
                                ByteBuffer.wrap(message).position(Short.BYTES))
                        .digest();
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

    /** What an executor does: a statement on a session of its own. */
    record Reading(Connect target, String moment) implements FlatMapFunction<String, Row> {

        @Override
        public Iterator<Row> call(String sql) throws SQLException {
            var rows = open(target, sql, moment);
            TaskContext.get().addTaskCompletionListener((TaskContext context) -> rows.closeQuietly());
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public Row next() {
                    return RowFactory.create((Object) rows.next());
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
