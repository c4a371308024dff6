package io.transfuse.transform;

import io.transfuse.types.Mojibake;
import io.transfuse.types.TextList;
import io.transfuse.types.Utf16;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** What Spark has no function for, or a slower one, about texts. */
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

    /** {@code is_text(string)}: whether its bytes are UTF-8; Spark's own function looks at each of them alone. */
    public static final class IsText extends Scalar<Boolean> {
        private static final long serialVersionUID = 1L;

        IsText() {
            super("is_text", DataTypes.BooleanType, DataTypes.StringType);
        }

        @Override
        public boolean isResultNullable() {
            return false;
        }

        /** Called by Spark; a NULL has no bytes. */
        public static boolean invoke(@Nullable UTF8String text) {
            return text == null || Bytes.isText(text);
        }
    }

    /** {@code array_text(string)}: members with commas between them as PostgreSQL prints {@code text[]}. */
    public static final class ArrayText extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        ArrayText() {
            super("array_text", DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(@Nullable UTF8String members) {
            return members == null ? null : UTF8String.fromString(TextList.ofMembers(members.toString()));
        }
    }

    /** {@code list_text(array<string>)}: a list as PostgreSQL prints {@code text[]}. */
    public static final class ListText extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        ListText() {
            super("list_text", DataTypes.StringType, DataTypes.createArrayType(DataTypes.StringType));
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(@Nullable ArrayData list) {
            if (list == null) {
                return null;
            }
            var texts = new ArrayList<Optional<String>>();
            for (int i = 0; i < list.numElements(); i++) {
                texts.add(
                        list.isNullAt(i)
                                ? Optional.empty()
                                : Optional.of(list.getUTF8String(i).toString()));
            }
            return UTF8String.fromString(TextList.of(texts));
        }
    }

    /** {@code double_encoded(string)}: whether the text reads as if UTF-8 had been taken for Latin-1 once. */
    public static final class DoubleEncoded extends Scalar<Boolean> {
        private static final long serialVersionUID = 1L;

        DoubleEncoded() {
            super("double_encoded", DataTypes.BooleanType, DataTypes.StringType);
        }

        @Override
        public boolean isResultNullable() {
            return false;
        }

        /** Called by Spark; a NULL is not. */
        public static boolean invoke(@Nullable UTF8String text) {
            return text != null && Mojibake.is(text.toString());
        }
    }
}
