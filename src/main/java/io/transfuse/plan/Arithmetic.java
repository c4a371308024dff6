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
        return Phrase.of(wide(left, right) + " " + sign + " " + right.sql(), shape, common(left, right));
    }

    static Phrase negated(Phrase number) {
        if (!number.shape().number()) {
            throw new Unknown("-");
        }
        // Two signs in a row would begin a comment.
        var sql = number.sql().startsWith("-") ? "(" + number.sql() + ")" : number.sql();
        return number.saying("-" + sql);
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

    /** The sources compute in 64 bits. */
    private static String wide(Phrase left, Phrase right) {
        var narrow = left.shape() == Shape.WHOLE && right.shape() == Shape.WHOLE;
        return narrow && !left.sql().matches("-?\\d+") ? "CAST(" + left.sql() + " AS bigint)" : left.sql();
    }
}
