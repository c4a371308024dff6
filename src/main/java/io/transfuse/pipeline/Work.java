package io.transfuse.pipeline;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Plan;
import io.transfuse.model.Profile;
import io.transfuse.model.TargetTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** One target and where its rows come from: one source table, or several that share it. */
record Work(List<Part> parts) {

    /** Up to here interpreting a table's expressions takes less time than compiling them. */
    private static final long FEW_ROWS = 20_000;

    Work {
        parts = List.copyOf(parts);
    }

    /** One source table's share of a target. */
    record Part(Mapping mapping, Branch branch) {
        boolean large() {
            return mapping.profile().longest() >= Profile.LARGE;
        }

        String source(String column) {
            return branch.columns().stream()
                    .filter(c -> c.target().name().equals(column))
                    .flatMap(c -> c.value().takes().stream())
                    .findFirst()
                    .orElse(column);
        }
    }

    /** All of a plan, in its order. */
    static List<Work> of(Plan plan) {
        var works = new LinkedHashMap<String, List<Part>>();
        plan.mappings()
                .forEach(m -> m.branches()
                        .forEach(b -> works.computeIfAbsent(b.target().qualified(), t -> new ArrayList<>())
                                .add(new Part(m, b))));
        return works.values().stream()
                .map(parts -> new Work(parts.stream()
                        .sorted(Comparator.comparing(p -> p.branch().place()))
                        .toList()))
                .toList();
    }

    boolean few() {
        return expected() <= FEW_ROWS;
    }

    boolean large() {
        return parts.stream().anyMatch(Part::large);
    }

    /** Rows that the source counts for it. */
    long expected() {
        return parts.stream().mapToLong(p -> p.branch().expected()).sum();
    }

    TargetTable target() {
        return parts.get(0).branch().target();
    }

    /** What {@code each} makes of its parts. */
    <T> List<T> each(Function<Part, T> each) {
        return parts.stream().map(each).toList();
    }
}
