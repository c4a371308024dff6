package io.transfuse.load;

import io.transfuse.model.PgType;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** Writes rows of the stage in the text format of COPY, which PostgreSQL reads for every type. */
final class CopyText implements CopyRows {
    private final CopyBuffer buffer;
    private final Writer[] writers;

    /** {@code kinds} are the columns' types, in the order of the rows' columns. */
    CopyText(List<PgType.Kind> kinds, int capacity, CopyBuffer.Sink sink) {
        this.buffer = new CopyBuffer(capacity, sink);
        this.writers = kinds.stream().map(CopyText::writer).toArray(Writer[]::new);
    }

    @Override
    public void append(InternalRow row) throws SQLException {
        for (var i = 0; i < writers.length; i++) {
            if (i > 0) {
                buffer.put('\t');
            }
            if (row.isNullAt(i)) {
                buffer.put('\\');
                buffer.put('N');
            } else {
                writers[i].write(buffer, row, i);
            }
        }
        buffer.put('\n');
    }

    @Override
    public int size() {
        return buffer.size();
    }

    @Override
    public void flush() throws SQLException {
        buffer.flush();
    }

    @Override
    public void end() throws SQLException {
        buffer.flush();
    }

    private static Writer writer(PgType.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> (out, row, i) -> out.put(row.getBoolean(i) ? 't' : 'f');
            case SMALLINT -> (out, row, i) -> out.put((long) row.getShort(i));
            case INTEGER -> (out, row, i) -> out.put((long) row.getInt(i));
            case BIGINT -> (out, row, i) -> out.put(row.getLong(i));
            // Both read back to the same bits, and NaN and Infinity are PostgreSQL's own words.
            case REAL -> (out, row, i) -> out.putAscii(Float.toString(row.getFloat(i)));
            case DOUBLE -> (out, row, i) -> out.putAscii(Double.toString(row.getDouble(i)));
            case NUMERIC, TEXT, UUID, JSONB, TIME, BIT, ENUM, ARRAY -> (out, row, i) -> out.put(row.getUTF8String(i));
            case BYTEA -> (out, row, i) -> out.putHex(row.getBinary(i));
            case POINT -> (out, row, i) -> point(out, ByteBuffer.wrap(row.getBinary(i)));
            case INTERVAL -> (out, row, i) -> CopyTimes.interval(out, row.getLong(i));
            case DATE -> (out, row, i) -> CopyTimes.date(out, row.getInt(i));
            case TIMESTAMP -> (out, row, i) -> CopyTimes.timestamp(out, row.getLong(i));
            case TIMESTAMPTZ -> (out, row, i) -> CopyTimes.timestamptz(out, row.getLong(i));
        };
    }

    private static void point(CopyBuffer out, ByteBuffer coordinates) {
        out.put('(');
        out.putAscii(Double.toString(coordinates.getDouble()));
        out.put(',');
        out.putAscii(Double.toString(coordinates.getDouble()));
        out.put(')');
    }

    private interface Writer {
        void write(CopyBuffer out, InternalRow row, int column) throws SQLException;
    }
}
