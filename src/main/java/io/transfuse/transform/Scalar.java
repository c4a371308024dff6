package io.transfuse.transform;

import java.util.List;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A function of fixed types, which Spark compiles into its plans as a call of the public method {@code invoke}, static
 * but for functions that hold something.
 *
 * <p>A NULL string arrives as null. A NULL of a primitive type never arrives: Spark answers NULL without a call, so
 * {@link Functions} replaces such arguments before.
 */
abstract class Scalar<R> implements UnboundFunction, ScalarFunction<R> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final DataType result;
    private final DataType[] inputs;

    Scalar(String name, DataType result, DataType... inputs) {
        this.name = name;
        this.result = result;
        this.inputs = inputs;
    }

    @Override
    public BoundFunction bind(StructType arguments) {
        if (arguments.size() != inputs.length) {
            throw new UnsupportedOperationException(
                    name + " has " + arguments.size() + " arguments, but must have " + List.of(inputs));
        }
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Every task has copies of its own. Were they not equal, each task would order its expressions otherwise, and
     * compile them anew.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scalar<?> scalar && scalar.getClass().equals(getClass());
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String canonicalName() {
        return "transfuse." + name;
    }

    @Override
    public String description() {
        return name + List.of(inputs) + " → " + result;
    }

    /** How Spark prints a function that is no static method. */
    @Override
    public String toString() {
        return canonicalName();
    }

    @Override
    public DataType[] inputTypes() {
        return inputs.clone();
    }

    @Override
    public DataType resultType() {
        return result;
    }
}
