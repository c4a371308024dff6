package io.transfuse.transform;

import io.transfuse.types.Decimal;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** {@link Decimal} for Spark, whose own decimals stop at 38 digits. */
public final class NumberFunctions {

    private NumberFunctions() {}

    /** {@code number_text(text, precision, scale)}: as {@code numeric} prints it, NULL where it does not fit. */
    public static final class NumberText extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        NumberText() {
            super(
                    "number_text",
                    DataTypes.StringType,
                    DataTypes.StringType,
                    DataTypes.IntegerType,
                    DataTypes.IntegerType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(@Nullable UTF8String text, int precision, int scale) {
            return text == null || (scale >= 0 && Bytes.fits(text, precision, scale))
                    ? text
                    : UTF8String.fromString(Decimal.fitting(text.toString(), precision, scale));
        }
    }

    /** {@code decimal_text(text)}: the text itself where it is a decimal without exponent, else NULL. */
    public static final class DecimalText extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        DecimalText() {
            super("decimal_text", DataTypes.StringType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
            return text != null && Bytes.isDecimal(text) ? text : null;
        }
    }

    /** {@code double_of(text)}: the double that a decimal text means, NULL where no double holds it. */
    public static final class DoubleOf extends Scalar<Double> {
        private static final long serialVersionUID = 1L;

        DoubleOf() {
            super("double_of", DataTypes.DoubleType, DataTypes.StringType);
        }

        /** Called by Spark. */
        public static @Nullable Double invoke(@Nullable UTF8String text) {
            return text == null ? null : Decimal.toDouble(text.toString());
        }
    }

    /** {@code float_of(double)}: the float that prints as the same decimal, NULL where none does. */
    public static final class FloatOf extends Scalar<Float> {
        private static final long serialVersionUID = 1L;

        FloatOf() {
            super("float_of", DataTypes.FloatType, DataTypes.DoubleType);
        }

        /** Called by Spark. */
        public static @Nullable Float invoke(double value) {
            return Decimal.toFloat(value);
        }
    }

    /** {@code double_text(double)}: the shortest decimal that reads back as the same double. */
    public static final class DoubleText extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        DoubleText() {
            super("double_text", DataTypes.StringType, DataTypes.DoubleType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(double value) {
            return UTF8String.fromString(Decimal.ofDouble(value));
        }
    }

    /** {@code real_text(double)}: the same digits in the form that SQLite shows. */
    public static final class RealText extends Scalar<UTF8String> {
        private static final long serialVersionUID = 1L;

        RealText() {
            super("real_text", DataTypes.StringType, DataTypes.DoubleType);
        }

        /** Called by Spark. */
        public static @Nullable UTF8String invoke(double value) {
            return UTF8String.fromString(Decimal.ofReal(value));
        }
    }
}
