package io.transfuse.transform;

import io.transfuse.model.PgType;
import io.transfuse.types.PgHash;
import io.transfuse.types.RowSql;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code checksum(struct)}: the checksum of a row as {@link RowSql} makes PostgreSQL compute it. The names of the
 * struct's fields tell the types of the columns, because a text of Spark may be a UUID.
 */
public final class Checksum implements UnboundFunction {

    Checksum() {}

    @Override
    public String name() {
        return "checksum";
    }

    @Override
    public String description() {
        return "checksum(struct) → binary";
    }

    @Override
    public BoundFunction bind(StructType arguments) {
        if (arguments.size() != 1 || !(arguments.fields()[0].dataType() instanceof StructType row)) {
            throw new UnsupportedOperationException("checksum has the arguments " + arguments.simpleString()
                    + ", but must have one struct of the row's columns");
        }
        return new OfRow(row);
    }

    /** The checksum of rows of one type. */
    public static final class OfRow implements ScalarFunction<byte[]> {
        private static final long serialVersionUID = 1L;
        private static final int DAYS_TO_2000 = 10_957;
        private static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000L;

        private final StructType type;
        private final Field[] fields;

        OfRow(StructType type) {
            this.type = type;
            fields = Arrays.stream(type.fields())
                    .map(f -> field(kind(f.name(), f.dataType())))
                    .toArray(Field[]::new);
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

        private static PgType.Kind kind(String name, DataType held) {
            var kind = PgType.Kind.valueOf(name);
            var wanted = SparkTypes.of(new PgType(kind, name));
            if (!held.equals(wanted)) {
                throw new UnsupportedOperationException(
                        name + " is held as " + held.simpleString() + ", but must be " + wanted.simpleString());
            }
            return kind;
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

        @Override
        public String name() {
            return "checksum";
        }

        @Override
        public String canonicalName() {
            return "transfuse.checksum(" + type.catalogString() + ")";
        }

        @Override
        public DataType[] inputTypes() {
            return new DataType[] {type};
        }

        @Override
        public DataType resultType() {
            return DataTypes.BinaryType;
        }

        @Override
        public boolean isResultNullable() {
            return false;
        }
    }

    /** The hash of one field of a row, which is not null. */
    private interface Field extends Serializable {
        long hash(InternalRow row, int index, long seed);
    }
}
