package io.transfuse.transform;

import io.transfuse.types.JsonbText;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** {@link JsonbText} for Spark. */
public final class JsonFunctions {

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
