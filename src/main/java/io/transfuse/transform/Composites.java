package io.transfuse.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.transfuse.model.Finding.Action;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Composite;
import io.transfuse.model.Orphans;
import io.transfuse.model.Value;
import io.transfuse.transform.Findings.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/** Executes what the plan decides about references of several columns whose row does not exist. */
record Composites(Mapping mapping) {

    List<Fault> faults() {
        return Stream.concat(orphans(), leftOut()).toList();
    }

    /** The row exists, but rules of its table leave it out. */
    private Stream<Fault> leftOut() {
        return mapping.lookups().stream()
                .filter(l -> !l.single() && l.needed() && l.branchSql().isPresent())
                .map(l -> Fault.of(
                        col(l.branch()).equalTo(lit(Lookup.REFUSED)),
                        Reshape.PARENT + l.columns(),
                        l.columns(),
                        Action.REJECT));
    }

    private Stream<Fault> orphans() {
        return orphaned()
                .map(c -> Fault.of(
                        missing(c.lookup()),
                        "orphan:" + c.lookup().columns(),
                        c.lookup().columns(),
                        switch (c.orphans()) {
                            case QUARANTINE -> Action.REJECT;
                            case KEEP -> Action.NOTE;
                            case NULL -> Action.COERCE;
                        }));
    }

    /** The value, or NULL where it is part of a reference that the policy empties. */
    Column emptied(Value value, Column made) {
        return Balanced.any(orphaned()
                        .filter(c -> c.orphans() == Orphans.NULL)
                        .filter(c -> value.takes().stream().anyMatch(c.emptied()::contains))
                        .map(c -> missing(c.lookup())))
                .map(missing -> when(not(missing), made))
                .orElse(made);
    }

    private Stream<Composite> orphaned() {
        return mapping.composites().stream().filter(c -> c.lookup().orphans() > 0);
    }

    private Column missing(Lookup lookup) {
        var filled = Balanced.all(lookup.pairs().stream().map(p -> Decode.filled(mapping, p.column())))
                .orElseThrow();
        return filled.and(col(lookup.found()).isNull());
    }
}
