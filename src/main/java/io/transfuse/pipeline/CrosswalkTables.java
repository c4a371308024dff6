package io.transfuse.pipeline;

import io.transfuse.load.Crossed;
import io.transfuse.load.Ddl;
import io.transfuse.model.CrosswalkTable;
import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable;
import io.transfuse.stage.StagedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of old and new keys in the target.
 *
 * @param wanted what keys are called, by {@code schema.table}; empty where no such tables are wanted
 */
record CrosswalkTables(Map<String, List<Crosswalk>> wanted) {

    /** Those of a plan. */
    static CrosswalkTables of(Plan plan, boolean tables) {
        var wanted = new HashMap<String, List<Crosswalk>>();
        plan.mappings().stream()
                .flatMap(m -> m.branches().stream())
                .filter(b -> tables)
                .forEach(b -> b.crosswalk()
                        .ifPresent(c -> wanted.computeIfAbsent(b.target().qualified(), t -> new ArrayList<>())
                                .add(c)));
        return new CrosswalkTables(wanted);
    }

    /** Those of a stage. */
    static CrosswalkTables of(Evidence evidence, boolean tables) {
        return new CrosswalkTables(tables ? evidence.crosswalks() : Map.of());
    }

    /** What makes them. */
    Ddl ddl(List<TargetTable> targets) {
        var tables = targets.stream()
                .flatMap(t -> walk(t)
                        .map(c -> CrosswalkTable.of(t, c.newColumn(), c.only().isPresent()))
                        .stream())
                .toList();
        return new Ddl(tables, List.of(), Set.of());
    }

    /** What is loaded into them. */
    List<Crossed> crossed(List<StagedTable> tables) {
        return tables.stream()
                .flatMap(t -> walk(t.target())
                        .map(c -> new Crossed(t, c.newColumn(), c.only().isPresent()))
                        .stream())
                .toList();
    }

    /** Those of several source tables have the same new column. */
    private Optional<Crosswalk> walk(TargetTable target) {
        return wanted.getOrDefault(target.qualified(), List.of()).stream().findFirst();
    }
}
