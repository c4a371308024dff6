package io.transfuse.transform;

import io.transfuse.config.Hmac;
import io.transfuse.model.Secret;
import io.transfuse.types.UuidFrom;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** {@link UuidFrom} for Spark; the UUID of a NULL key is NULL. */
public final class UuidFunctions {

    private UuidFunctions() {}

    /** {@code is_uuid(string)}: whether PostgreSQL takes it as one. */
    public static final class IsUuid extends Scalar<Boolean> {
        private static final long serialVersionUID = 1L;

        IsUuid() {
            super("is_uuid", DataTypes.BooleanType, DataTypes.StringType);
        }

        @Override
        public boolean isResultNullable() {
            return false;
        }

        /** Called by Spark; a NULL is none. */
        public static boolean invoke(@Nullable UTF8String text) {
            return text != null && (Bytes.isUuid(text) || UuidFrom.isUuid(text.toString()));
        }
    }

    /** {@code uuid_of(namespace, entity, key)}: always derived. */
    public static final class UuidOf extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        UuidOf() {
            super("uuid_of", DataTypes.StringType, DataTypes.StringType, DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(UTF8String namespace, UTF8String entity, @Nullable UTF8String key) {
            return key == null
                    ? null
                    : UTF8String.fromString(UuidFrom.of(EntityNames.beginning(namespace, entity), Bytes.ofText(key)));
        }
    }

    /** {@code uuid_text(namespace, entity, key)}: a key that is a UUID is kept, any other is derived. */
    public static final class UuidText extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        UuidText() {
            super("uuid_text", DataTypes.StringType, DataTypes.StringType, DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(UTF8String namespace, UTF8String entity, @Nullable UTF8String key) {
            if (key == null || Bytes.isUuid(key)) {
                return key;
            }
            var kept = UuidFrom.canonical(key.toString());
            return kept == null ? UuidOf.invoke(namespace, entity, key) : UTF8String.fromString(kept);
        }
    }

    /**
     * {@code uuid_keyed_<digest>(entity, key)}: derived with a secret, which travels to the executors inside of the
     * function and is printed nowhere.
     */
    public static final class UuidKeyed extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        private final Secret secret;

        UuidKeyed(Secret secret) {
            super(
                    "uuid_keyed_" + Hmac.digest(secret),
                    DataTypes.StringType,
                    DataTypes.StringType,
                    DataTypes.StringType);
            this.secret = secret;
        }

        /** Called by Spark. */
        public @Nullable UTF8String invoke(UTF8String entity, @Nullable UTF8String key) {
            return key == null
                    ? null
                    : UTF8String.fromString(UuidFrom.keyed(secret, entity.toString(), key.toString()));
        }
    }

    /** {@code uuid_spelled(string)}: the UUID as PostgreSQL prints it, NULL where it takes the text for none. */
    public static final class UuidSpelled extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        UuidSpelled() {
            super("uuid_spelled", DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
            return text == null || Bytes.isUuid(text)
                    ? text
                    : UTF8String.fromString(UuidFrom.canonical(text.toString()));
        }
    }

    /** {@code uuid_of_bytes(binary)}: sixteen bytes as a UUID, NULL for any other number of them. */
    public static final class UuidOfBytes extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        UuidOfBytes() {
            super("uuid_of_bytes", DataTypes.StringType, DataTypes.BinaryType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(byte @Nullable [] bytes) {
            if (bytes == null || bytes.length != 2 * Long.BYTES) {
                return null;
            }
            var halves = ByteBuffer.wrap(bytes);
            return UTF8String.fromString(new UUID(halves.getLong(), halves.getLong()).toString());
        }
    }
}
