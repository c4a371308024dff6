package io.transfuse.plan;

import io.transfuse.plan.Phrase.Shape;
import java.math.BigInteger;

/**
 * A number as a source's SQL writes it; one that Spark or PostgreSQL does not take as it stands ends the expression.
 */
final class NumberLiteral {

    /** Spark's decimals have no more digits. */
    private static final int MOST_DIGITS = 38;

    private NumberLiteral() {}

    static Phrase of(String text) {
        var shape = shape(text);
        if (shape == Shape.FLOAT ? beyondDoubles(text) : text.replace(".", "").length() > MOST_DIGITS) {
            throw new Unknown(text);
        }
        return Phrase.of(text, shape);
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
