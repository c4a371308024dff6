package io.transfuse.transform;

import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.Finding;
import io.transfuse.model.Finding.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;

/** What transformations noticed about a row, as a column of the row. */
public final class Findings {

    /** The column; NULL where nothing was noticed. */
    public static final String COLUMN = "_findings";

    /** Its type. */
    public static final String TYPE = "array<struct<rule:string,column:string,action:string>>";

    private Findings() {}

    /** A condition and what it means where it holds. */
    record Fault(Column when, Finding finding) {

        static Fault of(Column when, String rule, String column, Action action) {
            return new Fault(when, new Finding(rule, column, action));
        }

        Fault and(Column other) {
            return new Fault(when.and(other), finding);
        }
    }

    /** The findings of a row with one more where the condition holds: for transformations of one's own. */
    public static Column add(Column when, String rule, String column, Action action) {
        return added(col(COLUMN), List.of(Fault.of(when, rule, column, action)));
    }

    /** The findings of a row with one more, which each row names in a column. */
    public static Column noted(Column rule) {
        var one = array(struct(
                rule.as("rule"), lit("").as("column"), lit(word(Action.NOTE)).as("action")));
        return concat(coalesce(col(COLUMN), array().cast(TYPE)), one);
    }

    /**
     * The findings before with those faults that hold; NULL stays NULL for the many rows without any. A value that
     * several columns of the target take is found once.
     */
    static Column added(Column before, List<Fault> all) {
        if (all.isEmpty()) {
            return before;
        }
        var faults = all.stream()
                .collect(toMap(Fault::finding, Fault::when, Column::or, LinkedHashMap::new))
                .entrySet()
                .stream()
                .map(e -> new Fault(e.getValue(), e.getKey()))
                .toList();
        var any = Balanced.any(faults.stream().map(f -> coalesce(f.when(), lit(false))))
                .orElseThrow();
        var found = array_compact(array(faults.stream().map(Findings::entry).toArray(Column[]::new)));
        return when(any, when(before.isNull(), found).otherwise(array_union(before, found)))
                .otherwise(before);
    }

    private static Column entry(Fault fault) {
        return when(
                fault.when(),
                struct(
                        lit(fault.finding().rule()).as("rule"),
                        lit(fault.finding().column()).as("column"),
                        lit(word(fault.finding().action())).as("action")));
    }

    /** Whether a row is rejected. */
    static Column rejected() {
        return coalesce(exists(col(COLUMN), f -> f.getField("action").equalTo(lit(word(Action.REJECT)))), lit(false));
    }

    /** Whether a row may be rejected, as far as findings before and these faults say. */
    static Column rejecting(List<Fault> faults) {
        var before = col(COLUMN).isNotNull();
        return Balanced.any(faults.stream()
                        .filter(f -> f.finding().action() == Action.REJECT)
                        .map(f -> coalesce(f.when(), lit(false))))
                .map(before::or)
                .orElse(before);
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /** No findings. */
    static Column none() {
        return lit(null).cast(TYPE);
    }
}
