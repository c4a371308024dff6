package io.transfuse.plan;

import io.transfuse.plan.Phrase.Shape;
import io.transfuse.plan.Phrase.Traits;
import java.util.Set;

/** What adds rows up; only a view may. */
final class Aggregates {

    static final Set<String> NAMES = Set.of("count", "sum", "min", "max", "avg");

    /** Neither Spark's conditions nor indexes nor computed columns take it. */
    private static final Traits TRAITS = new Traits(false, false, false, Set.of(), Phrase.Origin.COLUMNS);

    private Aggregates() {}

    static Phrase of(String name, String what, Phrase inner) {
        var shape = inner.shape();
        var sql = name + "(" + what + ")";
        return switch (name) {
            case "count" -> Phrase.of(sql, Shape.BIG, TRAITS);
            case "avg" -> Phrase.of(sql, Shape.DECIMAL, TRAITS);
            case "sum" -> {
                if (!shape.number()) {
                    throw new Unknown(name);
                }
                yield Phrase.of(sql, shape == Shape.FLOAT ? Shape.FLOAT : Shape.DECIMAL, TRAITS);
            }
            default -> Phrase.of(sql, shape, TRAITS.with(inner.traits()));
        };
    }
}
