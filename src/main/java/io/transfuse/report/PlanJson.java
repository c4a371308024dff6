package io.transfuse.report;

import io.transfuse.model.Form;
import io.transfuse.model.Lookup;
import io.transfuse.model.Mapping;
import io.transfuse.model.Plan;
import io.transfuse.model.Table;
import io.transfuse.model.TargetTable;
import io.transfuse.model.Value;
import io.transfuse.report.PlanDocument.Asked;
import io.transfuse.report.PlanDocument.Column;
import io.transfuse.report.PlanDocument.Constraints;
import io.transfuse.report.PlanDocument.Read;
import io.transfuse.report.PlanDocument.Seen;
import io.transfuse.report.PlanDocument.Split;
import io.transfuse.report.PlanDocument.Totals;
import io.transfuse.report.PlanDocument.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The plan as {@code migration_plan.json}: the same plan gives the same bytes. */
public final class PlanJson {

    private PlanJson() {}

    /** The document's text, as {@code plan --json} prints it. */
    public static String text(Plan plan) {
        return JsonText.of(document(plan));
    }

    /** Writes the file, whole or not at all. */
    public static void write(OutDirectory out, Plan plan) {
        out.write(OutFile.PLAN, text(plan));
    }

    /** Reads the last plan back, as far as the document tells it. */
    public static PlanDocument read(OutDirectory out) {
        return JsonText.read(out.path(OutFile.PLAN), PlanDocument.class, "plan");
    }

    /** The plan in the document's shape. */
    public static PlanDocument document(Plan plan) {
        var tables = plan.mappings().stream()
                .flatMap(m -> m.branches().stream().map(b -> written(plan, m, b)))
                .toList();
        var identity = plan.identity();
        return new PlanDocument(
                new Plan.Identity(
                        identity.system(), identity.cut(), identity.digest(), Passwords.masked(identity.settings())),
                new Totals(
                        (int) plan.mappings().stream().filter(m -> m.first()).count(),
                        plan.targets().size(),
                        plan.mappings().stream()
                                .filter(m -> m.first())
                                .mapToLong(m -> m.profile().rows())
                                .sum(),
                        tables.stream().mapToLong(Written::expectedRows).sum()),
                forecast(plan),
                plan.blockers(),
                notes(plan, Plan.Level.WARNING),
                notes(plan, Plan.Level.INFO),
                plan.mappings().stream()
                        .filter(m -> m.first())
                        .map(PlanJson::read)
                        .toList(),
                tables,
                plan.types(),
                plan.polymorphic(),
                plan.notCarried());
    }

    /** What a run of this plan will take and refuse. */
    public static Forecast forecast(Plan plan) {
        return Forecast.of(plan);
    }

    private static List<Plan.Note> notes(Plan plan, Plan.Level level) {
        return plan.notes().stream().filter(n -> n.level() == level).toList();
    }

    private static Read read(Mapping mapping) {
        return new Read(
                mapping.source().name(),
                mapping.profile().rows(),
                mapping.profile().bytes(),
                mapping.source().primaryKey(),
                mapping.branches().stream().map(b -> b.target().qualified()).toList(),
                mapping.drops(),
                mapping.lookups().stream().map(l -> asked(mapping, l)).toList(),
                leftOut(mapping).stream().map(Table.Column::name).toList(),
                mapping.transformations());
    }

    /** Source columns that no target column takes. */
    static List<Table.Column> leftOut(Mapping mapping) {
        if (!mapping.first()) {
            return List.of();
        }
        var taken = mapping.branches().stream()
                .flatMap(b -> b.columns().stream())
                .flatMap(c -> c.value().takes().stream())
                .flatMap(t -> mapping.source().column(t).stream())
                .toList();
        return mapping.source().own().columns().stream()
                .filter(c -> !taken.contains(c))
                .toList();
    }

    private static Asked asked(Mapping mapping, Lookup lookup) {
        return new Asked(
                lookup.columns(),
                lookup.entity(),
                lookup.pairs().stream().map(Lookup.Pair::targetColumn).collect(Collectors.joining(", ")),
                lookup.orphans(),
                orphanPolicy(mapping, lookup).orElse(null),
                lookup.needed(),
                lookup.branchSql().orElse(null));
    }

    private static Optional<String> orphanPolicy(Mapping mapping, Lookup lookup) {
        var composite = mapping.composites().stream()
                .filter(c -> c.lookup().equals(lookup))
                .map(c -> c.orphans().name())
                .findFirst();
        return composite.isPresent() ? composite : single(mapping, lookup);
    }

    private static Optional<String> single(Mapping mapping, Lookup lookup) {
        return mapping.branches().stream()
                .flatMap(b -> b.columns().stream())
                .map(Mapping.ColumnMapping::value)
                .filter(v -> v instanceof Value.Reference r && r.lookup().equals(lookup))
                .map(v -> ((Value.Reference) v).orphans().name())
                .findFirst();
    }

    private static Written written(Plan plan, Mapping mapping, Mapping.Branch branch) {
        var target = branch.target();
        return new Written(
                mapping.source().name(),
                target.qualified(),
                target.comment(),
                branch.expected(),
                mapping.parts(),
                mapping.split() || mapping.further() ? split(mapping, branch) : null,
                branch.columns().stream().map(c -> column(mapping, c)).toList(),
                new Constraints(
                        target.primaryKey(),
                        target.uniques(),
                        target.checks(),
                        target.guards(),
                        target.foreignKeys(),
                        target.indexes(),
                        target.touched(),
                        target.layout().partition().orElse(null),
                        target.layout().parameters()),
                branch.crosswalk()
                        .map(c -> OutFile.CROSSWALKS.fileName() + "/" + c.file())
                        .orElse(null),
                about(notes(plan, Plan.Level.BLOCKER), mapping, target),
                about(notes(plan, Plan.Level.WARNING), mapping, target));
    }

    private static List<Plan.Note> about(List<Plan.Note> notes, Mapping mapping, TargetTable target) {
        var names = List.of(mapping.source().name(), target.name(), target.qualified());
        return notes.stream().filter(n -> names.contains(n.table())).toList();
    }

    private static Split split(Mapping mapping, Mapping.Branch branch) {
        var others = mapping.branches().stream()
                .map(b -> b.target().qualified())
                .filter(t -> !t.equals(branch.target().qualified()))
                .toList();
        return new Split(branch.where().orElse(null), others);
    }

    private static Column column(Mapping mapping, Mapping.ColumnMapping column) {
        var target = column.target();
        var takes = column.value().takes();
        return new Column(
                target.name(),
                target.type().sql(),
                target.nullable(),
                target.defaultSql().orElse(null),
                target.identity(),
                target.generated().orElse(null),
                target.comment(),
                takes,
                takes.stream().map(t -> declaredType(mapping, t)).toList(),
                takes.stream().map(t -> form(mapping, t)).toList(),
                takes.stream().map(t -> seen(mapping, t)).toList(),
                column.value().describe(),
                column.rule());
    }

    /** The type as the source declares it, empty where it declares none. */
    static String declaredType(Mapping mapping, String column) {
        return mapping.source().column(column).map(Table.Column::type).orElse("");
    }

    /** Least and greatest values stay out of it: they are values of rows. */
    private static Seen seen(Mapping mapping, String column) {
        return Optional.ofNullable(mapping.profile().columns().get(column))
                .map(p -> new Seen(counted(p.classes()), p.maxLength(), counted(p.facts())))
                .orElse(new Seen(Map.of(), 0, Map.of()));
    }

    private static <K> Map<K, Long> counted(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .filter(c -> c.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String form(Mapping mapping, String column) {
        return Optional.ofNullable(mapping.forms().get(column)).map(Form::name).orElse("");
    }
}
