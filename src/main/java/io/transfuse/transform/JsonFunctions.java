package io.transfuse.transform;

import io.transfuse.types.JsonbText;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** {@link JsonbText} for Spark. */
public final class JsonFunctions {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private static final UTF8String NUMBERED = UTF8String.fromString("\\u");

    private JsonFunctions() {}

    /** {@code jsonb(string)}: as PostgreSQL prints it, NULL where it refuses it. */
    public static final class Jsonb extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        Jsonb() {
            super("jsonb", DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(@Nullable UTF8String json) {
            if (json == null) {
                return null;
            }
            var plain = Bytes.plainJson(json);
            return plain == null
                    ? UTF8String.fromString(JsonbText.canonical(json.toString()))
                    : UTF8String.fromBytes(plain);
        }
    }

    /** {@code jsonb_fault(string)}: {@code bad-json} or {@code nul-byte}, NULL where it is carriable. */
    public static final class JsonbFault extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        JsonbFault() {
            super("jsonb_fault", DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(@Nullable UTF8String json) {
            var fault = json == null ? null : JsonbText.fault(json.toString());
            return fault == null ? null : UTF8String.fromString(fault.rule());
        }
    }

    /**
     * {@code jsonb_repeats(string, printed)}: whether an object of it names a member twice, so that one is left out.
     */
    public static final class JsonbRepeats extends Scalar<Boolean> {
        private static final long serialVersionUID = 1L;

        JsonbRepeats() {
            super("jsonb_repeats", DataTypes.BooleanType, DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. Only a member that is left out takes quotes along; a letter by its number may be one. */
        public static boolean invoke(@Nullable UTF8String json, @Nullable UTF8String printed) {
            return json != null
                    && printed != null
                    && (Bytes.count(json, '"') != Bytes.count(printed, '"') || json.contains(NUMBERED))
                    && JsonbText.repeats(json.toString());
        }
    }

    /** {@code jsonb_without_nul(string)}: the same as {@code jsonb} after every U+0000 is taken out. */
    public static final class JsonbWithoutNul extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        JsonbWithoutNul() {
            super("jsonb_without_nul", DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(@Nullable UTF8String json) {
            return json == null ? null : UTF8String.fromString(JsonbText.withoutNul(json.toString()));
        }
    }

    /** {@code json_value(string)}: a number as it is written, any other text as a JSON string; for expressions. */
    public static final class JsonValue extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        JsonValue() {
            super("json_value", DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. What JSON cannot hold fails, so that the row is told instead of the value left out. */
        public static @Nullable UTF8String invoke(@Nullable UTF8String value) {
            if (value == null) {
                return null;
            }
            var text = value.toString();
            var json = NUMBER.matcher(text).matches() ? text : JsonbText.wrapped(text);
            if (json == null) {
                throw new IllegalArgumentException("a text with the character U+0000 is no JSON");
            }
            return UTF8String.fromString(json);
        }
    }

    /** {@code jsonb_wrapped(string)}: any text as a JSON string, NULL where it holds U+0000. */
    public static final class JsonbWrapped extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        JsonbWrapped() {
            super("jsonb_wrapped", DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
            return text == null ? null : UTF8String.fromString(JsonbText.wrapped(text.toString()));
        }
    }
}
