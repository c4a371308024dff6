package io.transfuse.types;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Numbers as PostgreSQL prints them. */
public final class Decimal {

    private static final int EXACT_DIGITS = 17;
    private static final int EXACT_DIGITS_OF_FLOAT = 9;
    private static final int LEAST_EXPONENT = -4;
    private static final int GREATEST_EXPONENT = 14;

    private Decimal() {}

    /**
     * The shortest decimal that reads back as this very double; the same on every Java, or null where it is no number.
     */
    public static @Nullable String ofDouble(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return null;
        }
        return plain(shortest(new BigDecimal(value), EXACT_DIGITS, d -> d.doubleValue() == value));
    }

    private static BigDecimal shortest(BigDecimal exact, int most, Predicate<BigDecimal> readsBack) {
        for (int digits = 1; digits < most; digits++) {
            var rounded = exact.round(new MathContext(digits));
            if (readsBack.test(rounded)) {
                return rounded;
            }
        }
        return exact.round(new MathContext(most));
    }

    /** The float that is this very double, or prints as the same shortest decimal; null where there is none. */
    public static @Nullable Float toFloat(double value) {
        var near = (float) value;
        // NaN equals itself for compare alone.
        if (Double.compare(near, value) == 0) {
            return near;
        }
        var shortest = ofDouble(value);
        if (shortest == null || Float.isInfinite(near)) {
            return null;
        }
        var printed = shortest(new BigDecimal(near), EXACT_DIGITS_OF_FLOAT, d -> d.floatValue() == near);
        return printed.compareTo(new BigDecimal(shortest)) == 0 ? near : null;
    }

    /** The same digits as SQLite shows a real: always with a point, and with an exponent where it is far from 1. */
    public static @Nullable String ofReal(double value) {
        var text = ofDouble(value);
        if (text == null) {
            return null;
        }
        var number = new BigDecimal(text).stripTrailingZeros();
        var exponent = number.precision() - number.scale() - 1;
        if (number.signum() == 0) {
            return Double.doubleToRawLongBits(value) < 0 ? "-0.0" : "0.0";
        }
        if (exponent >= LEAST_EXPONENT && exponent <= GREATEST_EXPONENT) {
            return number.setScale(Math.max(number.scale(), 1)).toPlainString();
        }
        var digits = number.unscaledValue().abs().toString();
        var rest = digits.length() == 1 ? "0" : digits.substring(1);
        var far = Math.abs(exponent);
        return (number.signum() < 0 ? "-" : "") + digits.charAt(0) + "." + rest + (exponent < 0 ? "e-" : "e+")
                + (far < 10 ? "0" : "") + far;
    }

    /** The double that prints as this decimal, or is it to the last digit; null where there is none. */
    public static @Nullable Double toDouble(String text) {
        var value = Double.parseDouble(text);
        var shortest = ofDouble(value);
        if (shortest == null) {
            return null;
        }
        var exact = new BigDecimal(text);
        return exact.compareTo(new BigDecimal(shortest)) == 0 || exact.compareTo(new BigDecimal(value)) == 0
                ? value
                : null;
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /**
     * A decimal text as {@code numeric(precision, scale)} prints it, or null where it does not fit exactly; a negative
     * scale stands for plain {@code numeric}, which keeps the text's own.
     */
    public static @Nullable String fitting(String text, int precision, int scale) {
        var value = new BigDecimal(text.startsWith("+") ? text.substring(1) : text);
        if (scale < 0) {
            return value.toPlainString();
        }
        var least = value.stripTrailingZeros();
        if (least.scale() > scale || (least.precision() - least.scale() > precision - scale && least.signum() != 0)) {
            return null;
        }
        return value.setScale(scale, java.math.RoundingMode.UNNECESSARY).toPlainString();
    }
}
