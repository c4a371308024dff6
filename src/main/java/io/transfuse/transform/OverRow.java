package io.transfuse.transform;

import io.transfuse.model.PgType;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A digest of rows of one type. The names of the structure's fields tell the types of the columns, because a text of
 * Spark may be a UUID. A subclass has the public method {@code byte[] invoke(InternalRow)}, which Spark calls.
 */
abstract class OverRow implements ScalarFunction<byte[]> {
    static final int DAYS_TO_2000 = 10_957;
    static final long MICROS_TO_2000 = DAYS_TO_2000 * 86_400_000_000L;
    private static final long serialVersionUID = 1L;

    private final String name;
    private final StructType type;

    OverRow(String name, StructType type) {
        this.name = name;
        this.type = type;
    }

    /** The types of the columns. */
    static List<PgType.Kind> kinds(StructType type) {
        return Arrays.stream(type.fields())
                .map(f -> kind(f.name(), f.dataType()))
                .toList();
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

    /** A function of that name before Spark knows the rows it is called with. */
    static UnboundFunction named(String name, Function<StructType, OverRow> bound) {
        return new OfStruct(name, bound);
    }

    private record OfStruct(String name, Function<StructType, OverRow> bound) implements UnboundFunction, Serializable {

        @Override
        public String description() {
            return name + "(struct) → binary";
        }

        @Override
        public BoundFunction bind(StructType arguments) {
            if (arguments.size() != 1 || !(arguments.fields()[0].dataType() instanceof StructType row)) {
                throw new UnsupportedOperationException(name + " has the arguments " + arguments.simpleString()
                        + ", but must have one struct of the row's columns");
            }
            return bound.apply(row);
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** As those of {@link Scalar}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OverRow function && function.name.equals(name) && function.type.equals(type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String canonicalName() {
        return "transfuse." + name + "(" + type.catalogString() + ")";
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
