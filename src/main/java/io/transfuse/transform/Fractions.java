package io.transfuse.transform;

import static org.apache.spark.sql.functions.date_part;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.Finding.Action;
import io.transfuse.model.Mapping.ColumnMapping;
import io.transfuse.model.PgType;
import org.apache.spark.sql.Column;

/** Refuses what PostgreSQL would round: times with more digits of a second than their target's type holds. */
record Fractions(ColumnMapping column) {

    private static final int MICRO_DIGITS = 6;

    Change checked(Change change) {
        var type = column.target().type();
        if (type.fraction() >= MICRO_DIGITS) {
            return change;
        }
        var finer = finer(type, change.value());
        var takes = column.value().takes();
        var source = takes.size() == 1 ? takes.get(0) : column.target().name();
        return new Change(when(not(finer), change.value()), change.faults())
                .with(finer, "too-fine:" + source, source, Action.REJECT);
    }

    private static Column finer(PgType type, Column value) {
        var digits = type.fraction();
        return switch (type.kind()) {
            case TIME -> value.rlike("\\.[0-9]{" + digits + "}[0-9]*[1-9]");
            case INTERVAL ->
                pmod(value, lit((long) Math.pow(10, MICRO_DIGITS - digits))).notEqual(lit(0L));
            default -> {
                var seconds = date_part(lit("SECOND"), value);
                yield round(seconds, digits).notEqual(seconds);
            }
        };
    }
}
