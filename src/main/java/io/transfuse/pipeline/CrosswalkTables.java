package io.transfuse.pipeline;

import io.transfuse.load.Crossed;
import io.transfuse.load.Ddl;
import io.transfuse.model.CrosswalkTable;
import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable;
import io.transfuse.stage.StagedTable;
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
record CrosswalkTables(Map<String, Crosswalk> wanted) {

    /** Those of a plan. */
    static CrosswalkTables of(Plan plan, boolean tables) {
        var wanted = new HashMap<String, Crosswalk>();
        plan.mappings().stream()
                .flatMap(m -> m.branches().stream())
                .filter(b -> tables)
                .forEach(b -> b.crosswalk().ifPresent(c -> wanted.put(b.target().qualified(), c)));
        return new CrosswalkTables(wanted);
    }

    /** Those of a stage. */
    static CrosswalkTables of(Evidence evidence, boolean tables) {
        return new CrosswalkTables(tables ? evidence.crosswalks() : Map.of());
    }

    /** What makes them. */
    Ddl ddl(List<TargetTable> targets) {
        var tables = targets.stream()
                .flatMap(t ->
                        Optional.ofNullable(wanted.get(t.qualified()))
                                .map(c -> CrosswalkTable.of(t, c.newColumn()))
                                .stream())
                .toList();
        return new Ddl(tables, List.of(), Set.of());
    }

    /** What is loaded into them. */
    List<Crossed> crossed(List<StagedTable> tables) {
        return tables.stream()
                .flatMap(
                        t -> Optional.ofNullable(wanted.get(t.target().qualified()))
                                .map(c -> new Crossed(t, c.newColumn()))
                                .stream())
                .toList();
    }
}
