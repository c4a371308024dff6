package io.transfuse.transform;

import io.transfuse.model.PgType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code sent(struct)}: the MD5 of a row as PostgreSQL must send it when it is read back: each column's length and
 * bytes, -1 for NULL.
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
        return digest(fields, row);
    }

    /** The same over rows of columns of these types, without Spark. */
    public static Of of(List<PgType.Kind> kinds) {
        var fields = fields(kinds);
        return row -> digest(fields, row);
    }

    /** The digest of a row of types that are known. */
    public interface Of {
        /** Sixteen bytes. */
        byte[] digest(InternalRow row);
    }

    private static byte[] digest(Field[] fields, InternalRow row) {
        var bytes = new ByteArrayOutputStream(512);
        try (var into = new DataOutputStream(bytes)) {
            for (var i = 0; i < fields.length; i++) {
                if (row.isNullAt(i)) {
                    into.writeInt(-1);
                } else {
                    fields[i].write(row, i, into);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DigestUtils.md5(bytes.toByteArray());
    }

    private static Field[] fields(List<PgType.Kind> kinds) {
        return kinds.stream().map(Sent::field).toArray(Field[]::new);
    }

    private static Field field(PgType.Kind kind) {
        return switch (kind) {
            case BOOLEAN ->
                (row, i, into) -> {
                    into.writeInt(1);
                    into.writeBoolean(row.getBoolean(i));
                };
            case SMALLINT -> (row, i, into) -> whole(row.getShort(i), into);
            case INTEGER -> (row, i, into) -> whole(row.getInt(i), into);
            case BIGINT -> (row, i, into) -> whole(row.getLong(i), into);
            case DATE ->
                (row, i, into) -> {
                    into.writeInt(Integer.BYTES);
                    into.writeInt(row.getInt(i) - DAYS_TO_2000);
                };
            case TIMESTAMP, TIMESTAMPTZ -> (row, i, into) -> whole(row.getLong(i) - MICROS_TO_2000, into);
            // Days and months of their own, of which the stage has none.
            case INTERVAL ->
                (row, i, into) -> {
                    into.writeInt(2 * Long.BYTES);
                    into.writeLong(row.getLong(i));
                    into.writeLong(0);
                };
            // PostgreSQL knows one NaN.
            case REAL ->
                (row, i, into) -> {
                    into.writeInt(Float.BYTES);
                    into.writeInt(Float.floatToIntBits(row.getFloat(i)));
                };
            case DOUBLE -> (row, i, into) -> whole(Double.doubleToLongBits(row.getDouble(i)), into);
            case BYTEA, POINT ->
                (row, i, into) -> {
                    var value = row.getBinary(i);
                    into.writeInt(value.length);
                    into.write(value);
                };
            case UUID, TEXT, NUMERIC, JSONB, TIME, BIT, ENUM, ARRAY ->
                (row, i, into) -> text(row.getUTF8String(i), into);
        };
    }

    private static void whole(long value, DataOutputStream into) throws IOException {
        into.writeInt(Long.BYTES);
        into.writeLong(value);
    }

    private static void text(UTF8String value, DataOutputStream into) throws IOException {
        into.writeInt(value.numBytes());
        value.writeTo(into);
    }

    /** Writes one field of a row, which is not null. */
    private interface Field extends Serializable {
        void write(InternalRow row, int index, DataOutputStream into) throws IOException;
    }
}
