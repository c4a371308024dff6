package io.transfuse.pipeline;

import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Plan;
import io.transfuse.model.Profile;
import io.transfuse.model.TargetTable;
import java.util.List;

/** One target and where its rows come from. */
record Work(Mapping mapping, Branch branch) {

    /** Up to here interpreting a table's expressions takes less time than compiling them. */
    private static final long FEW_ROWS = 20_000;

    /** All of a plan, in its order. */
    static List<Work> of(Plan plan) {
        return plan.mappings().stream()
                .flatMap(m -> m.branches().stream().map(b -> new Work(m, b)))
                .toList();
    }

    boolean few() {
        return branch.expected() <= FEW_ROWS;
    }

    boolean large() {
        return mapping.profile().longest() >= Profile.LARGE;
    }

    TargetTable target() {
        return branch.target();
    }

    String source(String column) {
        return branch.columns().stream()
                .filter(c -> c.target().name().equals(column))
                .flatMap(c -> c.value().takes().stream())
                .findFirst()
                .orElse(column);
    }
}
