package io.transfuse.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.Finding.Action;
import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.transform.Findings.Fault;
import java.util.ArrayList;
import org.apache.spark.sql.Column;

/**
 * The key of the row that a reference means, as that row spells it.
 *
 * @param lookup what was asked about the row
 * @param own the reference's own value
 */
record Meant(Lookup lookup, Change own) {

    /**
     * The key on the way that the reference's own values go, so that both become the same. What changes the reference
     * itself is told once, by its own value; a key that cannot be carried takes the row with it.
     *
     * @param way how texts of the referring column are carried
     */
    Change carried(Conversions way) {
        var through = lookup.via().isPresent();
        if (!through && !lookup.needed()) {
            return own;
        }
        var spelling = col(lookup.spelling());
        var key = way.of(Form.TEXT, spelling);
        var faults = new ArrayList<>(own.faults());
        key.faults().stream()
                .filter(f -> f.finding().action() == Action.REJECT)
                .map(f -> f.and(not(told(f))))
                .forEach(faults::add);
        return new Change(
                through ? key.value() : when(spelling.isNull(), own.value()).otherwise(key.value()), faults);
    }

    /** Whether the own value has the same fault. */
    private Column told(Fault fault) {
        return Balanced.any(own.faults().stream()
                        .filter(f -> f.finding().equals(fault.finding()))
                        .map(f -> coalesce(f.when(), lit(false))))
                .orElse(lit(false));
    }
}
