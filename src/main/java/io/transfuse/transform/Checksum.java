package io.transfuse.transform;

import io.transfuse.types.Canonical;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** {@code checksum(struct)}: the row checksum of {@link Canonical} over the struct's fields. */
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
        private static final ThreadLocal<Canonical> CANONICAL = ThreadLocal.withInitial(Canonical::new);

        private final StructType type;
        private final Field[] fields;

        OfRow(StructType type) {
            this.type = type;
            fields = Arrays.stream(type.fields()).map(OfRow::field).toArray(Field[]::new);
        }

        /** Called by Spark. */
        public byte[] invoke(InternalRow row) {
            var canonical = CANONICAL.get();
            canonical.clear();
            for (var i = 0; i < fields.length; i++) {
                if (row.isNullAt(i)) {
                    canonical.nul();
                } else {
                    fields[i].append(canonical, row, i);
                }
            }
            return canonical.checksum();
        }

        // Kinds that share a Spark type share a canonical form, so the Spark type decides.
        private static Field field(StructField field) {
            return switch (field.dataType().typeName()) {
                case "boolean" -> (into, row, i) -> into.bool(row.getBoolean(i));
                case "short" -> (into, row, i) -> into.integer(row.getShort(i));
                case "integer", "date" -> (into, row, i) -> into.integer(row.getInt(i));
                case "long", "timestamp", "timestamp_ntz" -> (into, row, i) -> into.integer(row.getLong(i));
                case "float" -> (into, row, i) -> into.real(row.getFloat(i));
                case "double" -> (into, row, i) -> into.doubled(row.getDouble(i));
                case "string" -> (into, row, i) -> Bytes.append(into, row.getUTF8String(i));
                case "binary" -> (into, row, i) -> into.bytes(row.getBinary(i));
                default ->
                    throw new UnsupportedOperationException(field.name() + " is "
                            + field.dataType().simpleString() + ", but must be a type of the stage");
            };
        }

        @Override
        public String name() {
            return "checksum";
        }

        /** As those of {@link Scalar}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OfRow function && function.type.equals(type);
        }

        @Override
        public int hashCode() {
            return type.hashCode();
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

    /** Appends one field of a row. */
    private interface Field extends Serializable {
        void append(Canonical into, InternalRow row, int index);
    }
}
