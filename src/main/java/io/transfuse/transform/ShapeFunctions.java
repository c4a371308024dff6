package io.transfuse.transform;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Shapes in well-known binary form. */
public final class ShapeFunctions {

    private ShapeFunctions() {}

    /** {@code point_of(binary)}: both coordinates of a point, sixteen bytes, NULL for any other shape. */
    public static final class PointOf extends Scalar<byte[]> {
        private static final long serialVersionUID = 1L;

        private static final int POINT = 1;
        private static final int SIZE = 21;

        PointOf() {
            super("point_of", DataTypes.BinaryType, DataTypes.BinaryType);
        }

        /** Called by Spark. */
        public static byte @Nullable [] invoke(byte @Nullable [] shape) {
            if (shape == null || shape.length != SIZE) {
                return null;
            }
            var bytes = ByteBuffer.wrap(shape);
            bytes.order(bytes.get() == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (bytes.getInt() != POINT) {
                return null;
            }
            return ByteBuffer.allocate(2 * Double.BYTES)
                    .putDouble(bytes.getDouble())
                    .putDouble(bytes.getDouble())
                    .array();
        }
    }
}
