package io.transfuse.stage;

import io.transfuse.model.PgType;
import io.transfuse.source.Source.Measured;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Adds up one column of the stage in plain Java, by the rules of {@link Measured}: no query engine has a part in it.
 */
final class ColumnSums implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int HALF = 32;
    private static final long LOW = 0xFFFF_FFFFL;

    private final PgType.Kind kind;
    private long count;
    private long high;
    private long low;
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;
    private @Nullable UTF8String first;
    private @Nullable UTF8String last;

    ColumnSums(PgType.Kind kind) {
        this.kind = kind;
    }

    void add(InternalRow row, int i) {
        if (row.isNullAt(i)) {
            return;
        }
        count++;
        switch (kind) {
            case SMALLINT -> number(row.getShort(i));
            case INTEGER -> number(row.getInt(i));
            case BIGINT, INTERVAL -> number(row.getLong(i));
            case BOOLEAN -> sum(row.getBoolean(i) ? 1 : 0);
            case DOUBLE -> sum((long) row.getDouble(i));
            case DATE -> number(TimeUnit.DAYS.toSeconds(row.getInt(i)));
            case TIMESTAMP, TIMESTAMPTZ -> number(Math.floorDiv(row.getLong(i), 1_000_000L));
            case TEXT -> text(row.getUTF8String(i));
            case BYTEA -> sum(row.getBinary(i).length);
            case NUMERIC, REAL, UUID, JSONB, TIME, BIT, ENUM, ARRAY, POINT -> {
                // The count alone: the source's SQL has no exact sum of its own for these.
            }
        }
    }

    private void number(long value) {
        sum(value);
        least = Math.min(least, value);
        most = Math.max(most, value);
    }

    /** In two halves, because a sum of 64-bit numbers may need more bits than a number has. */
    private void sum(long value) {
        high += value >> HALF;
        low += value & LOW;
    }

    private void text(UTF8String text) {
        sum(text.numBytes());
        if (first == null || text.binaryCompare(first) < 0) {
            first = text.copy();
        }
        if (last == null || text.binaryCompare(last) > 0) {
            last = text.copy();
        }
    }

    void merge(ColumnSums other) {
        count += other.count;
        high += other.high;
        low += other.low;
        least = Math.min(least, other.least);
        most = Math.max(most, other.most);
        if (other.first != null && other.last != null) {
            first = first == null || other.first.binaryCompare(first) < 0 ? other.first : first;
            last = last == null || other.last.binaryCompare(last) > 0 ? other.last : last;
        }
    }

    Measured measured() {
        if (count == 0) {
            return new Measured(0, "", "", "");
        }
        var sum = switch (kind) {
            case NUMERIC, REAL, UUID, JSONB, TIME, BIT, ENUM, ARRAY, POINT -> "";
            default ->
                BigInteger.valueOf(high)
                        .shiftLeft(HALF)
                        .add(BigInteger.valueOf(low))
                        .toString();
        };
        return switch (kind) {
            case SMALLINT, INTEGER, BIGINT, INTERVAL, DATE, TIMESTAMP, TIMESTAMPTZ ->
                new Measured(count, sum, Long.toString(least), Long.toString(most));
            case TEXT -> new Measured(count, sum, String.valueOf(first), String.valueOf(last));
            default -> new Measured(count, sum, "", "");
        };
    }
}
