package io.transfuse.transform;

import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.classic.ExpressionUtils;

/**
 * An expression of the user's that may fail for some rows. Spark's own error would stop the run and quote the value in
 * logs and events; here the row is known to have failed, and the value is gone.
 *
 * @param outcome a structure with the value, NULL where it failed
 */
record Tried(Column outcome) {
    private static final String VALUE = "value";

    static Tried of(Column made) {
        var whole = ExpressionUtils.expression(struct(made.as(VALUE)));
        return new Tried(ExpressionUtils.column(new TryEval(whole)));
    }

    Column failed() {
        return outcome.isNull();
    }

    /** The value, NULL where it failed. */
    Column value() {
        return outcome.getField(VALUE);
    }
}
