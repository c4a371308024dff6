package io.transfuse.transform;

import io.transfuse.types.Utf16;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** {@link Utf16} for Spark, whose own {@code decode} either fails or replaces what is broken. */
public final class TextFunctions {

    private TextFunctions() {}

    /** {@code utf16_text(binary, big-endian)}: the bytes as text. */
    public static final class Utf16Text extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        Utf16Text() {
            super("utf16_text", DataTypes.StringType, DataTypes.BinaryType, DataTypes.BooleanType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(byte @Nullable [] bytes, boolean bigEndian) {
            return bytes == null ? null : UTF8String.fromBytes(Utf16.utf8(bytes, bigEndian));
        }
    }
}
