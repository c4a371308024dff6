package io.transfuse.transform;

import io.transfuse.model.PgType;
import io.transfuse.types.PgHash;
import io.transfuse.types.RowSql;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** {@code checksum(struct)}: the checksum of a row as {@link RowSql} makes PostgreSQL compute it. */
public final class Checksum extends OverRow {
    static final String NAME = "checksum";
    private static final long serialVersionUID = 1L;

    private final Field[] fields;

    Checksum(StructType type) {
        super(NAME, type);
        fields = kinds(type).stream().map(Checksum::field).toArray(Field[]::new);
    }

    /** Called by Spark. */
    public byte[] invoke(InternalRow row) {
        var first = hash(row, 0);
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(first)
                .putLong(hash(row, first))
                .array();
    }

    private long hash(InternalRow row, long seed) {
        var hash = 0L;
        for (var i = 0; i < fields.length; i++) {
            hash = 31 * hash + (row.isNullAt(i) ? 0 : fields[i].hash(row, i, seed));
        }
        return hash;
    }

    private static Field field(PgType.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> (row, i, seed) -> PgHash.int4(row.getBoolean(i) ? 1 : 0, seed);
            case SMALLINT -> (row, i, seed) -> PgHash.int4(row.getShort(i), seed);
            case INTEGER -> (row, i, seed) -> PgHash.int4(row.getInt(i), seed);
            case DATE -> (row, i, seed) -> PgHash.int4(row.getInt(i) - DAYS_TO_2000, seed);
            case BIGINT -> (row, i, seed) -> PgHash.sent(row.getLong(i), seed);
            case TIMESTAMP, TIMESTAMPTZ -> (row, i, seed) -> PgHash.sent(row.getLong(i) - MICROS_TO_2000, seed);
            // PostgreSQL sends days and months apart; the stage has none.
            case INTERVAL -> (row, i, seed) -> PgHash.sent(row.getLong(i), 0L, seed);
            // PostgreSQL knows one NaN.
            case REAL -> (row, i, seed) -> PgHash.sent(Float.floatToIntBits(row.getFloat(i)), seed);
            case DOUBLE -> (row, i, seed) -> PgHash.sent(Double.doubleToLongBits(row.getDouble(i)), seed);
            case BYTEA, POINT -> (row, i, seed) -> bytes(row.getBinary(i), seed);
            case UUID -> (row, i, seed) -> Bytes.uuidHash(row.getUTF8String(i), seed);
            case TEXT, NUMERIC, JSONB, TIME, BIT, ENUM, ARRAY ->
                (row, i, seed) -> Bytes.hash(row.getUTF8String(i), seed);
        };
    }

    private static long bytes(byte[] x, long seed) {
        return PgHash.bytes(x, 0, x.length, seed);
    }

    /** The hash of one field of a row, which is not null. */
    private interface Field extends Serializable {
        long hash(InternalRow row, int index, long seed);
    }
}
