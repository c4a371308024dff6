package io.transfuse.plan;

import io.transfuse.plan.Phrase.Shape;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A number as a source's SQL writes it; one that Spark or PostgreSQL does not take as it stands ends the expression.
 */
final class NumberLiteral {

    /** Spark's decimals have no more digits. */
    private static final int MOST_DIGITS = 38;

    /** Decimals of no more digits are told apart by doubles. */
    private static final int SURE_DIGITS = 15;

    /** From here on doubles leave out whole numbers. */
    private static final double LEAST_UNSURE = 1L << 53;

    private static final Pattern DOUBLE = Pattern.compile("(-?)'([\\d.]+)([eE][^']+)'::float8");

    private NumberLiteral() {}

    static Phrase of(String text) {
        var shape = shape(text);
        if (shape == Shape.FLOAT ? beyondDoubles(text) : text.replace(".", "").length() > MOST_DIGITS) {
            throw new Unknown(text);
        }
        // PostgreSQL makes a decimal of such a number; Spark does not know the cast.
        return shape == Shape.FLOAT
                ? Phrase.of("'" + text + "'::float8", shape, Phrase.Traits.PLAIN.unshared())
                : Phrase.of(text, shape);
    }

    /**
     * A double that a number is compared with, bare where PostgreSQL's decimal finds the same, so that Spark reads it.
     */
    static Phrase beside(Phrase number, Phrase literal) {
        var matcher = DOUBLE.matcher(literal.sql());
        if (number.shape() == Shape.DECIMAL || !matcher.matches()) {
            return literal;
        }
        var bare = matcher.group(1) + matcher.group(2) + matcher.group(3);
        var digits = matcher.group(2).replace(".", "").replaceFirst("^0+", "").length();
        var large = number.shape() == Shape.BIG && Math.abs(Double.parseDouble(bare)) >= LEAST_UNSURE;
        return digits > SURE_DIGITS || large ? literal : Phrase.of(bare, Shape.FLOAT);
    }

    private static Shape shape(String text) {
        if (!text.matches("\\d+")) {
            return text.matches("[\\d.]+") ? Shape.DECIMAL : Shape.FLOAT;
        }
        var bits = new BigInteger(text).bitLength();
        return bits < Integer.SIZE ? Shape.WHOLE : bits < Long.SIZE ? Shape.BIG : Shape.DECIMAL;
    }

    /** Such a number is infinity to SQLite, or zero, and an error to the others. */
    private static boolean beyondDoubles(String text) {
        var value = Double.parseDouble(text);
        var zero = text.replaceFirst("[eE].*", "").matches("[0.]*");
        return Double.isInfinite(value) || (value == 0 && !zero);
    }
}
