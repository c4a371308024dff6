package io.transfuse.transform;

import io.transfuse.model.Finding.Action;
import io.transfuse.transform.Findings.Fault;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * A value on its way to its target type.
 *
 * @param value the expression
 * @param faults what may be wrong with it
 */
record Change(Column value, List<Fault> faults) {

    Change {
        faults = List.copyOf(faults);
    }

    static Change exact(Column value) {
        return new Change(value, List.of());
    }

    /** A value that is NULL where it could not be made, although there was one: the row is rejected. */
    static Change orReject(Column value, Column from, String rule, String column) {
        return exact(value).with(value.isNull().and(from.isNotNull()), rule + ":" + column, column, Action.REJECT);
    }

    /** A value that the policy changes, or whose row it rejects; a rejected row names the column in the rule. */
    Change choosing(Column when, String rule, String column, Action action) {
        return with(when, action == Action.REJECT ? rule + ":" + column : rule, column, action);
    }

    Change with(Column when, String rule, String column, Action action) {
        var all = new ArrayList<>(faults);
        all.add(Fault.of(when, rule, column, action));
        return new Change(value, all);
    }
}
