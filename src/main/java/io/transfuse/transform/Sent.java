package io.transfuse.transform;

import io.transfuse.model.PgType;
import io.transfuse.types.RowBytes;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code sent(struct)}: 128 bits that stand for a row as PostgreSQL must send it when it is read back: of each column
 * its length and bytes, -1 for NULL.
 */
public final class Sent extends OverRow {
    static final String NAME = "sent";
    private static final long serialVersionUID = 1L;

    private final Field[] fields;

    Sent(StructType type) {
        super(NAME, type);
        fields = fields(kinds(type));
    }

    /** Called by Spark. */
    public byte[] invoke(InternalRow row) {
        return digest(fields, row, new RowBytes());
    }

    /** The same over rows of columns of these types, without Spark, for one thread. */
    public static Of of(List<PgType.Kind> kinds) {
        var fields = fields(kinds);
        var bytes = new RowBytes();
        return row -> digest(fields, row, bytes);
    }

    /** The digest of a row of types that are known. */
    public interface Of {
        /** Sixteen bytes. */
        byte[] digest(InternalRow row);
    }

    private static byte[] digest(Field[] fields, InternalRow row, RowBytes into) {
        into.clear();
        for (var i = 0; i < fields.length; i++) {
            if (row.isNullAt(i)) {
                into.whole(-1);
            } else {
                fields[i].write(row, i, into);
            }
        }
        return into.digest();
    }

    private static Field[] fields(List<PgType.Kind> kinds) {
        return kinds.stream().map(Sent::field).toArray(Field[]::new);
    }

    private static Field field(PgType.Kind kind) {
        return switch (kind) {
            case BOOLEAN ->
                (row, i, into) -> {
                    into.whole(1);
                    into.one((byte) (row.getBoolean(i) ? 1 : 0));
                };
            case SMALLINT -> (row, i, into) -> whole(row.getShort(i), into);
            case INTEGER -> (row, i, into) -> whole(row.getInt(i), into);
            case BIGINT -> (row, i, into) -> whole(row.getLong(i), into);
            case DATE ->
                (row, i, into) -> {
                    into.whole(Integer.BYTES);
                    into.whole(row.getInt(i) - DAYS_TO_2000);
                };
            case TIMESTAMP, TIMESTAMPTZ -> (row, i, into) -> whole(row.getLong(i) - MICROS_TO_2000, into);
            // Days and months of their own, of which the stage has none.
            case INTERVAL ->
                (row, i, into) -> {
                    into.whole(2 * Long.BYTES);
                    into.whole(row.getLong(i));
                    into.whole(0L);
                };
            // PostgreSQL knows one NaN.
            case REAL ->
                (row, i, into) -> {
                    into.whole(Float.BYTES);
                    into.whole(Float.floatToIntBits(row.getFloat(i)));
                };
            case DOUBLE -> (row, i, into) -> whole(Double.doubleToLongBits(row.getDouble(i)), into);
            case BYTEA, POINT ->
                (row, i, into) -> {
                    var value = row.getBinary(i);
                    into.whole(value.length);
                    into.all(value, 0, value.length);
                };
            case UUID, TEXT, NUMERIC, JSONB, TIME, BIT, ENUM, ARRAY ->
                (row, i, into) -> text(row.getUTF8String(i), into);
        };
    }

    private static void whole(long value, RowBytes into) {
        into.whole(Long.BYTES);
        into.whole(value);
    }

    private static void text(UTF8String value, RowBytes into) {
        into.whole(value.numBytes());
        into.text(value);
    }

    /** Writes one field of a row, which is not null. */
    private interface Field extends Serializable {
        void write(InternalRow row, int index, RowBytes into);
    }
}
