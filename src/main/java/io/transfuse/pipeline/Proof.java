package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Orphans;
import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.model.Value;
import io.transfuse.pipeline.Evidence.Further;
import io.transfuse.pipeline.Evidence.SourceCount;
import io.transfuse.stage.Scanned;
import io.transfuse.stage.Shared;
import io.transfuse.transform.Transformation;
import io.transfuse.verify.LossLedger;
import io.transfuse.verify.SourceAggregates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Compares what the source says, while it is at the cut, with what the stage adds up to. */
record Proof(
        Plan plan, Settings settings, SourceAnswers source, Map<String, Scanned> scanned, Map<String, Shared> shared) {

    /** The check that all tables were read at one moment. */
    static final String MOMENT = "one-moment";

    Evidence evidence() {
        var counts = new ArrayList<SourceCount>();
        var origins = new HashMap<String, List<String>>();
        var checks = new ArrayList<Check>();
        var crosswalks = new HashMap<String, Mapping.Crosswalk>();
        var further = new ArrayList<Further>();
        for (var mapping : plan.mappings()) {
            switch (mapping.kind()) {
                case TABLE -> counts.add(count(mapping));
                case FURTHER -> further.add(further(mapping));
                case GIVEN ->
                    counts.add(new SourceCount(mapping.label(), mapping.given().size(), 0, 0));
            }
            var table = mapping.first() || mapping.further() ? mapping.source().name() : mapping.label();
            for (var branch : mapping.branches()) {
                var target = branch.target().qualified();
                origins.put(target, List.of(table));
                if (mapping.kind() != Mapping.Kind.GIVEN) {
                    checks.addAll(List.of(aggregates(mapping, branch), losses(mapping, branch)));
                }
                branch.crosswalk().ifPresent(c -> crosswalks.put(target, c));
            }
        }
        counts.addAll(consulted(counts));
        checks.add(moment());
        checks.addAll(plan.foreseen());
        return new Evidence(
                counts,
                origins,
                checks,
                plan.polymorphic(),
                keptOrphans(plan),
                crosswalks,
                plan.predictions(),
                plan.types(),
                further,
                splits(),
                shared,
                plan.targets());
    }

    private SourceCount count(Mapping mapping) {
        var table = mapping.source().name();
        return new SourceCount(
                table,
                Objects.requireNonNull(source.rows().get(table), table),
                dropped(mapping),
                source.consulted().getOrDefault(table, 0L));
    }

    /** Tables that are not carried, but whose rows stand beside those of others. */
    private List<SourceCount> consulted(List<SourceCount> carried) {
        return new TreeMap<>(source.consulted())
                .entrySet().stream()
                        .filter(e -> carried.stream().noneMatch(c -> c.table().equals(e.getKey())))
                        .map(e -> new SourceCount(e.getKey(), 0, 0, e.getValue()))
                        .toList();
    }

    private static Further further(Mapping mapping) {
        var branch = mapping.branches().get(0);
        return new Further(branch.target().qualified(), mapping.source().name(), mapping.label(), branch.expected());
    }

    /** The branches of split tables. */
    private List<Further> splits() {
        return plan.mappings().stream()
                .filter(m -> m.first() && m.split())
                .flatMap(m -> m.branches().stream()
                        .map(b -> new Further(b.target().qualified(), m.source().name(), m.label(), b.expected())))
                .toList();
    }

    private Check moment() {
        return source.moved()
                .map(why -> new Check(MOMENT, Verdict.FAIL, 1, why))
                .orElseGet(() -> new Check(MOMENT, Verdict.PASS, 0, "all tables were read at one moment"));
    }

    private static long dropped(Mapping mapping) {
        return mapping.drops().stream().mapToLong(Mapping.Drop::expected).sum();
    }

    private Check aggregates(Mapping mapping, Branch branch) {
        var target = branch.target().qualified();
        var stage = Objects.requireNonNull(scanned.get(target), target);
        return SourceAggregates.check(
                target,
                Objects.requireNonNull(source.sums().get(target), target),
                stage,
                changed(mapping, branch, stage));
    }

    /** Every value that is not there any more has a finding. */
    private Check losses(Mapping mapping, Branch branch) {
        var target = branch.target().qualified();
        var own = Transformations.of(mapping).stream()
                .flatMap(t -> t.changes().stream())
                .toList();
        var columns = new HashMap<String, String>();
        branch.columns().stream()
                .filter(c -> c.value() instanceof Value.Carry
                        && own.stream().noneMatch(c.value().takes()::contains))
                .forEach(c -> columns.put(c.target().name(), c.value().takes().get(0)));
        return LossLedger.check(
                target,
                columns,
                Objects.requireNonNull(source.sums().get(target), target),
                Objects.requireNonNull(scanned.get(target), target));
    }

    /** Target columns whose values change on purpose. */
    Set<String> changed(Mapping mapping, Branch branch, Scanned stage) {
        var sources = new HashSet<>(SourceAggregates.coerced(stage));
        Transformations.of(mapping).stream().map(Transformation::changes).forEach(sources::addAll);
        var changed = new HashSet<String>();
        branch.columns().stream()
                .filter(c -> c.value().takes().stream().anyMatch(sources::contains) || zoned(mapping, c))
                .forEach(c -> changed.add(c.target().name()));
        return changed;
    }

    /** The source adds up the times that clocks show, the stage the moments they mean. */
    private boolean zoned(Mapping mapping, Mapping.ColumnMapping column) {
        var policies = settings.policies(mapping.source().name());
        return column.value().takes().stream()
                .filter(c -> mapping.profile().columns().containsKey(c))
                .anyMatch(c -> policies.column(c)
                        .zoned(
                                column.target().type(),
                                Objects.requireNonNull(
                                        mapping.profile().columns().get(c))));
    }

    /** The foreign keys whose orphans a policy keeps. */
    static List<String> keptOrphans(Plan plan) {
        var kept = new ArrayList<String>();
        for (var mapping : plan.mappings()) {
            for (var branch : mapping.branches()) {
                for (var column : branch.columns()) {
                    if (column.value() instanceof Value.Reference r
                            && r.orphans() == Orphans.KEEP
                            && r.lookup().orphans() > 0) {
                        branch.target().foreignKeys().stream()
                                .filter(l -> l.columns()
                                        .equals(List.of(column.target().name())))
                                .forEach(l -> kept.add(branch.target().qualified() + "." + l.name()));
                    }
                }
                composites(mapping, branch)
                        .forEach(l -> kept.add(branch.target().qualified() + "." + l.name()));
            }
        }
        return kept;
    }

    /** The foreign keys of several columns among them. */
    private static List<TargetTable.Link> composites(Mapping mapping, Branch branch) {
        var kept = mapping.composites().stream()
                .filter(c -> c.orphans() == Orphans.KEEP && c.lookup().orphans() > 0)
                .map(c -> c.lookup().pairs().stream().map(Lookup.Pair::column).toList())
                .toList();
        return branch.target().foreignKeys().stream()
                .filter(l -> kept.contains(
                        l.columns().stream().map(c -> source(branch, c)).toList()))
                .toList();
    }

    private static String source(Branch branch, String target) {
        return branch.columns().stream()
                .filter(c -> c.target().name().equals(target))
                .flatMap(c -> c.value().takes().stream())
                .findFirst()
                .orElse("");
    }
}
