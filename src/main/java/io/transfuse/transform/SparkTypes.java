package io.transfuse.transform;

import io.transfuse.model.PgType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The Spark type that holds each PostgreSQL type without loss: numbers beyond 38 digits, times, bits and lists are
 * text, intervals are microseconds, points are the sixteen bytes of their coordinates.
 */
public final class SparkTypes {

    private SparkTypes() {}

    /** The type of a stage column. */
    public static DataType of(PgType type) {
        return switch (type.kind()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case SMALLINT -> DataTypes.ShortType;
            case INTEGER -> DataTypes.IntegerType;
            case BIGINT, INTERVAL -> DataTypes.LongType;
            case REAL -> DataTypes.FloatType;
            case DOUBLE -> DataTypes.DoubleType;
            case NUMERIC, TEXT, UUID, JSONB, TIME, BIT, ENUM, ARRAY -> DataTypes.StringType;
            case BYTEA, POINT -> DataTypes.BinaryType;
            case DATE -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampNTZType;
            case TIMESTAMPTZ -> DataTypes.TimestampType;
        };
    }
}
