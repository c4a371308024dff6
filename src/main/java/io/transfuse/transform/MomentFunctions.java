package io.transfuse.transform;

import io.transfuse.types.Moment;
import io.transfuse.types.PlainMoment;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** {@link Moment} for Spark; call through {@link Functions#moment}, which makes the numbers safe. */
public final class MomentFunctions {

    private static final UTF8String TEXT = UTF8String.fromString("text");
    private static final UTF8String ISO = UTF8String.fromString(Moment.Kind.ISO.label());
    private static final long DAY = TimeUnit.DAYS.toMicros(1);

    private MomentFunctions() {}

    /** What databases print is read without a Moment in between. */
    private static long printed(@Nullable UTF8String storage, @Nullable UTF8String text) {
        return text != null && TEXT.equals(storage) ? Bytes.moment(text) : PlainMoment.NONE;
    }

    private static @Nullable Moment read(
            @Nullable UTF8String storage, long integer, double real, @Nullable UTF8String text) {
        return switch (storage == null ? "null" : storage.toString()) {
            case "null" -> null;
            case "integer" -> Moment.ofInteger(integer);
            case "millis" -> Moment.ofMillis(integer);
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
            var printed = printed(storage, text);
            if (printed != PlainMoment.NONE) {
                return printed;
            }
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
            if (printed(storage, text) != PlainMoment.NONE) {
                return ISO;
            }
            var moment = read(storage, integer, real, text);
            return moment == null ? null : UTF8String.fromString(moment.kind().label());
        }
    }

    /** {@code local_of(timestamp)}: what clocks in UTC show then. */
    public static final class LocalOf extends Scalar<Long> {
        private static final long serialVersionUID = 1L;

        LocalOf() {
            super("local_of", DataTypes.TimestampNTZType, DataTypes.TimestampType);
        }

        /** Called by Spark; both count microseconds. */
        public static long invoke(long micros) {
            return micros;
        }
    }

    /** {@code day_of(timestamp)}: the day that begins then in UTC, NULL where none does. */
    public static final class DayOf extends Scalar<Integer> {
        private static final long serialVersionUID = 1L;

        DayOf() {
            super("day_of", DataTypes.DateType, DataTypes.TimestampType);
        }

        /** Called by Spark. */
        public static @Nullable Integer invoke(long micros) {
            return micros % DAY == 0 ? (int) (micros / DAY) : null;
        }
    }
}
