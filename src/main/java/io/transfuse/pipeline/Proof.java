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
import io.transfuse.pipeline.Work.Part;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what the source says, while it is at the cut, with what the stage adds up to. */
record Proof(
        Plan plan, Settings settings, SourceAnswers source, Map<String, Scanned> scanned, Map<String, Shared> shared) {

    /** The check that all tables were read at one moment. */
    static final String MOMENT = "one-moment";

    Evidence evidence() {
        var counts = new ArrayList<SourceCount>();
        var origins = new HashMap<String, List<String>>();
        var checks = new ArrayList<Check>();
        var crosswalks = new HashMap<String, List<Mapping.Crosswalk>>();
        var further = new ArrayList<Further>();
        for (var mapping : plan.mappings()) {
            switch (mapping.kind()) {
                case TABLE -> counts.add(count(mapping));
                case FURTHER -> further.add(further(mapping));
                case GIVEN ->
                    counts.add(new SourceCount(mapping.label(), mapping.given().size(), 0, 0));
            }
        }
        for (var work : Work.of(plan)) {
            var target = work.target().qualified();
            origins.put(target, work.each(Proof::origin).stream().distinct().toList());
            if (work.parts().get(0).mapping().kind() != Mapping.Kind.GIVEN) {
                checks.addAll(List.of(aggregates(work), losses(work)));
            }
            crosswalks.put(target, crosswalks(work));
        }
        crosswalks.values().removeIf(List::isEmpty);
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

    private static List<Mapping.Crosswalk> crosswalks(Work work) {
        return work.parts().stream()
                .flatMap(p -> p.branch().crosswalk().stream())
                .toList();
    }

    private static String origin(Part part) {
        var mapping = part.mapping();
        return mapping.kind() == Mapping.Kind.GIVEN
                ? mapping.label()
                : mapping.source().name();
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

    private Check aggregates(Work work) {
        var target = work.target().qualified();
        var stage = Objects.requireNonNull(scanned.get(target), target);
        return SourceAggregates.check(
                target, Objects.requireNonNull(source.sums().get(target), target), stage, changed(work, stage));
    }

    /** Every value that is not there any more has a finding. */
    private Check losses(Work work) {
        var target = work.target().qualified();
        var stage = Objects.requireNonNull(scanned.get(target), target);
        var named = new HashMap<String, Long>();
        for (var column : work.target().columns()) {
            var name = column.name();
            if (work.parts().stream().allMatch(p -> carries(p, name))) {
                named.put(
                        name,
                        work.parts().stream()
                                .mapToLong(p ->
                                        LossLedger.named(stage.share(p.mapping().label()), p.source(name)))
                                .sum());
            }
        }
        return LossLedger.check(
                target, named, Objects.requireNonNull(source.sums().get(target), target), stage);
    }

    /** Whether a column holds the values of a source column that no transformation of the user's changes, or none. */
    private static boolean carries(Part part, String name) {
        var own = Transformations.of(part.mapping()).stream()
                .flatMap(t -> t.changes().stream())
                .toList();
        return part.branch().columns().stream()
                .filter(c -> c.target().name().equals(name))
                .map(Mapping.ColumnMapping::value)
                .allMatch(v -> v instanceof Value.Constant none
                        ? none.text().isEmpty()
                        : v instanceof Value.Carry && own.stream().noneMatch(v.takes()::contains));
    }

    /** Target columns whose values change on purpose. */
    Set<String> changed(Work work, Scanned stage) {
        return work.parts().stream().flatMap(p -> changed(p, stage)).collect(Collectors.toSet());
    }

    private Stream<String> changed(Part part, Scanned stage) {
        var mapping = part.mapping();
        var sources = new HashSet<>(
                SourceAggregates.coerced(stage.share(mapping.label()).findings().keySet()));
        Transformations.of(mapping).stream().map(Transformation::changes).forEach(sources::addAll);
        return part.branch().columns().stream()
                .filter(c -> c.value().takes().stream().anyMatch(sources::contains) || zoned(mapping, c))
                .map(c -> c.target().name());
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

    /** The foreign keys whose orphans a policy keeps, as {@code schema.table.name}. */
    static List<String> keptOrphans(Plan plan) {
        return plan.mappings().stream()
                .flatMap(m -> m.branches().stream()
                        .flatMap(b -> keptOrphans(m, b).stream()
                                .map(name -> b.target().qualified() + "." + name)))
                .distinct()
                .toList();
    }

    /** The names of those that rows of one source table may break. */
    static List<String> keptOrphans(Mapping mapping, Branch branch) {
        var kept = new ArrayList<String>();
        for (var column : branch.columns()) {
            if (column.value() instanceof Value.Reference r
                    && r.orphans() == Orphans.KEEP
                    && r.lookup().orphans() > 0) {
                branch.target().foreignKeys().stream()
                        .filter(l -> l.columns().equals(List.of(column.target().name())))
                        .forEach(l -> kept.add(l.name()));
            }
        }
        composites(mapping, branch).forEach(l -> kept.add(l.name()));
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
