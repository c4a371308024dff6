package io.transfuse.transform;

import io.transfuse.types.Moment;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** {@link Moment} for Spark; call through {@link Functions#moment}, which makes the numbers safe. */
public final class MomentFunctions {

    private MomentFunctions() {}

    private static @Nullable Moment read(
            @Nullable UTF8String storage, long integer, double real, @Nullable UTF8String text) {
        return switch (storage == null ? "null" : storage.toString()) {
            case "null" -> null;
            case "integer" -> Moment.ofInteger(integer);
            case "real" -> Moment.ofReal(real);
            case "text" -> text == null ? null : Moment.ofText(text.toString());
            default -> Moment.none();
        };
    }

    /** {@code moment(class, integer, real, text)}: a timestamp, NULL where it is none. */
    public static final class MomentMicros extends Scalar<Long> {
        private static final long serialVersionUID = 1L;

        MomentMicros() {
            super(
                    "moment",
                    DataTypes.TimestampType,
                    DataTypes.StringType,
                    DataTypes.LongType,
                    DataTypes.DoubleType,
                    DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable Long invoke(
                @Nullable UTF8String storage, long integer, double real, @Nullable UTF8String text) {
            var moment = read(storage, integer, real, text);
            return moment == null || moment.kind() == Moment.Kind.NOT_A_TIMESTAMP ? null : moment.micros();
        }
    }

    /** {@code moment_kind(class, integer, real, text)}: how it was written, NULL for NULL. */
    public static final class MomentKind extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        MomentKind() {
            super(
                    "moment_kind",
                    DataTypes.StringType,
                    DataTypes.StringType,
                    DataTypes.LongType,
                    DataTypes.DoubleType,
                    DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(
                @Nullable UTF8String storage, long integer, double real, @Nullable UTF8String text) {
            var moment = read(storage, integer, real, text);
            return moment == null ? null : UTF8String.fromString(moment.kind().label());
        }
    }
}
