package io.transfuse.plan;

import io.transfuse.plan.Phrase.Shape;
import java.util.List;
import java.util.Set;

/** Sums and products that come out the same in both databases; divisions do not. */
final class Arithmetic {

    private static final Set<String> SIGNS = Set.of("+", "-", "*");
    private static final Set<Shape> WHOLE = Set.of(Shape.WHOLE, Shape.BIG);

    private Arithmetic() {}

    static Phrase of(Phrase left, String sign, Phrase right, boolean mysql) {
        if (!left.shape().number() || !right.shape().number()) {
            throw new Unknown(sign);
        }
        if (sign.equals("%") || sign.equals("mod")) {
            return rest(left, right);
        }
        if (!SIGNS.contains(sign)) {
            throw new Unknown(sign);
        }
        var shape = shape(left.shape(), right.shape());
        // What SQLite calls a decimal it computes as a double.
        if (shape == Shape.DECIMAL && !mysql) {
            throw new Unknown(sign);
        }
        return Phrase.of(said(left, sign, right), shape, common(left, right));
    }

    /** One side in 64 bits is enough. */
    private static String said(Phrase left, String sign, Phrase right) {
        var narrow = left.shape() == Shape.WHOLE && right.shape() == Shape.WHOLE;
        var second = literal(left) && !literal(right);
        var a = narrow && !second ? cast(left) : left;
        var b = narrow && second ? cast(right) : right;
        return a.sql() + " " + sign + " " + b.sql();
    }

    static Phrase negated(Phrase number) {
        if (!number.shape().number()) {
            throw new Unknown("-");
        }
        var wide = wide(number);
        // Two signs in a row would begin a comment.
        var sql = wide.sql().startsWith("-") ? "(" + wide.sql() + ")" : wide.sql();
        return wide.saying("-" + sql);
    }

    /** A number for what may leave its type; the sources compute in 64 bits. A literal is within its type as it is. */
    static Phrase wide(Phrase number) {
        return number.shape() == Shape.WHOLE && !literal(number) ? cast(number) : number;
    }

    private static Phrase cast(Phrase number) {
        return Phrase.of("CAST(" + number.sql() + " AS bigint)", Shape.BIG, number.traits());
    }

    private static boolean literal(Phrase number) {
        return number.sql().matches("-?\\d+");
    }

    private static Phrase.Traits common(Phrase left, Phrase right) {
        return Phrase.common(List.of(left, right));
    }

    private static Phrase rest(Phrase left, Phrase right) {
        if (!WHOLE.contains(left.shape()) || !right.sql().matches("[1-9]\\d*")) {
            throw new Unknown("%");
        }
        return Phrase.of(left.sql() + " % " + right.sql(), left.shape(), common(left, right));
    }

    private static Shape shape(Shape left, Shape right) {
        if (left == Shape.FLOAT || right == Shape.FLOAT) {
            return Shape.FLOAT;
        }
        return left == Shape.DECIMAL || right == Shape.DECIMAL ? Shape.DECIMAL : Shape.BIG;
    }
}
