package io.transfuse.transform;

import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/** Conditions as a tree of little depth: Spark recurses into it, and a chain over thousands of columns is too deep. */
public final class Balanced {

    private Balanced() {}

    /** Whether any of them holds, empty where there are none. */
    public static Optional<Column> any(Stream<Column> conditions) {
        return of(conditions.toList(), Column::or);
    }

    /** Whether all of them hold, empty where there are none. */
    public static Optional<Column> all(Stream<Column> conditions) {
        return of(conditions.toList(), Column::and);
    }

    private static Optional<Column> of(List<Column> conditions, BinaryOperator<Column> both) {
        if (conditions.size() < 2) {
            return conditions.stream().findFirst();
        }
        var half = conditions.size() / 2;
        return of(conditions.subList(0, half), both)
                .flatMap(one ->
                        of(conditions.subList(half, conditions.size()), both).map(other -> both.apply(one, other)));
    }
}
