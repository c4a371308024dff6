package io.transfuse.transform;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Spans of time, and local times of a zone that changes its clocks. */
public final class TimeFunctions {

    private static final long MICROS = 1_000_000;
    private static final int DIGITS = 6;

    private TimeFunctions() {}

    /** {@code interval_micros(string)}: hours, minutes and seconds as microseconds, NULL where it is none. */
    public static final class IntervalMicros extends Scalar<Long> {
        private static final long serialVersionUID = 1L;
        private static final Pattern SPAN = Pattern.compile("(-?)(\\d{1,6}):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{1,6}))?");

        IntervalMicros() {
            super("interval_micros", DataTypes.LongType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable Long invoke(@Nullable UTF8String text) {
            var span = SPAN.matcher(text == null ? "" : text.toString());
            if (!span.matches()) {
                return null;
            }
            var seconds = 3600 * Long.parseLong(span.group(2))
                    + 60 * Long.parseLong(span.group(3))
                    + Long.parseLong(span.group(4));
            var digits = span.group(5) == null ? "" : span.group(5);
            var micros = seconds * MICROS + Long.parseLong(digits + "0".repeat(DIGITS - digits.length()));
            return span.group(1).isEmpty() ? micros : -micros;
        }
    }

    /** The offsets of a local time, given as microseconds: one, none in a gap, two in an overlap. */
    private static List<ZoneOffset> offsets(long local, UTF8String zone) {
        return ZoneId.of(zone.toString()).getRules().getValidOffsets(time(local));
    }

    private static LocalDateTime time(long local) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(local, MICROS), 0, ZoneOffset.UTC);
    }

    /** {@code instant_of(timestamp, zone)}: the moment at which clocks show it, the earlier of two, NULL for none. */
    public static final class InstantOf extends Scalar<Long> {
        private static final long serialVersionUID = 1L;

        InstantOf() {
            super("instant_of", DataTypes.TimestampType, DataTypes.TimestampType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable Long invoke(long local, UTF8String zone) {
            var offsets = offsets(local, zone);
            return offsets.isEmpty() ? null : local - offsets.get(0).getTotalSeconds() * MICROS;
        }
    }

    /** {@code local_fault(timestamp, zone)}: {@code dst-gap} or {@code dst-overlap}, NULL where there is one moment. */
    public static final class LocalFault extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        LocalFault() {
            super("local_fault", DataTypes.StringType, DataTypes.TimestampType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(long local, UTF8String zone) {
            return switch (offsets(local, zone).size()) {
                case 0 -> UTF8String.fromString("dst-gap");
                case 1 -> null;
                default -> UTF8String.fromString("dst-overlap");
            };
        }
    }
}
