package io.transfuse.load;

import io.transfuse.model.PgType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Writes rows of the stage in the binary format of COPY, for columns that {@link BinaryColumns} found to take it: a
 * field is its length and the bytes that the type's receive function reads.
 */
final class CopyBinary implements CopyRows {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final int END = -1;
    private static final char JSONB_VERSION = 1;

    private final CopyBuffer buffer;
    private final Writer[] writers;

    /** {@code kinds} are the columns' types, in the order of the rows' columns. */
    CopyBinary(List<PgType.Kind> kinds, int capacity, CopyBuffer.Sink sink) {
        this.buffer = new CopyBuffer(capacity, sink);
        this.writers = kinds.stream().map(CopyBinary::writer).toArray(Writer[]::new);
        for (var b : SIGNATURE) {
            buffer.putByte(b);
        }
        var flags = 0;
        var extension = 0;
        buffer.putInt4(flags);
        buffer.putInt4(extension);
    }

    @Override
    public void append(InternalRow row) throws SQLException {
        buffer.putInt2(writers.length);
        for (var i = 0; i < writers.length; i++) {
            if (row.isNullAt(i)) {
                buffer.putInt4(NULL);
            } else {
                writers[i].write(buffer, row, i);
            }
        }
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
        buffer.putInt2(END);
        buffer.flush();
    }

    private static Writer writer(PgType.Kind kind) {
        return switch (kind) {
            case BOOLEAN ->
                (out, row, i) -> {
                    out.putInt4(1);
                    out.put((char) (row.getBoolean(i) ? 1 : 0));
                };
            case SMALLINT ->
                (out, row, i) -> {
                    out.putInt4(Short.BYTES);
                    out.putInt2(row.getShort(i));
                };
            case INTEGER -> (out, row, i) -> int4(out, row.getInt(i));
            case BIGINT -> (out, row, i) -> int8(out, row.getLong(i));
            // These make one NaN of all, as the text format does.
            case REAL -> (out, row, i) -> int4(out, Float.floatToIntBits(row.getFloat(i)));
            case DOUBLE -> (out, row, i) -> int8(out, Double.doubleToLongBits(row.getDouble(i)));
            case NUMERIC -> (out, row, i) -> BinaryNumeric.put(out, row.getUTF8String(i));
            case TEXT, ENUM -> (out, row, i) -> text(out, row.getUTF8String(i));
            case UUID -> (out, row, i) -> BinaryForms.uuid(out, row.getUTF8String(i));
            case JSONB -> (out, row, i) -> jsonb(out, row.getUTF8String(i));
            case TIME -> (out, row, i) -> BinaryTimes.time(out, row.getUTF8String(i));
            case BIT -> (out, row, i) -> BinaryForms.bits(out, row.getUTF8String(i));
            case ARRAY -> (out, row, i) -> BinaryArray.put(out, row.getUTF8String(i));
            case BYTEA -> (out, row, i) -> bytea(out, row.getBinary(i));
            case POINT -> (out, row, i) -> point(out, ByteBuffer.wrap(row.getBinary(i)));
            case INTERVAL -> (out, row, i) -> BinaryTimes.interval(out, row.getLong(i));
            case DATE -> (out, row, i) -> BinaryTimes.date(out, row.getInt(i));
            case TIMESTAMP, TIMESTAMPTZ -> (out, row, i) -> BinaryTimes.timestamp(out, row.getLong(i));
        };
    }

    private static void int4(CopyBuffer out, int number) {
        out.putInt4(Integer.BYTES);
        out.putInt4(number);
    }

    private static void int8(CopyBuffer out, long number) {
        out.putInt4(Long.BYTES);
        out.putInt8(number);
    }

    private static void text(CopyBuffer out, UTF8String text) throws SQLException {
        out.putInt4(text.numBytes());
        out.putBytes(text);
    }

    private static void jsonb(CopyBuffer out, UTF8String json) throws SQLException {
        out.putInt4(Math.addExact(json.numBytes(), 1));
        out.put(JSONB_VERSION);
        out.putBytes(json);
    }

    private static void bytea(CopyBuffer out, byte[] blob) throws SQLException {
        out.putInt4(blob.length);
        out.putBytes(blob);
    }

    private static void point(CopyBuffer out, ByteBuffer coordinates) {
        out.putInt4(2 * Double.BYTES);
        out.putInt8(Double.doubleToLongBits(coordinates.getDouble()));
        out.putInt8(Double.doubleToLongBits(coordinates.getDouble()));
    }

    private interface Writer {
        void write(CopyBuffer out, InternalRow row, int column) throws SQLException;
    }
}
