package io.transfuse.pipeline;

import io.transfuse.config.Settings;
import io.transfuse.load.Ddl;
import io.transfuse.load.Proposals;
import io.transfuse.load.Target;
import io.transfuse.model.Catalogue.NotCarried;
import io.transfuse.model.Mapping.Branch;
import io.transfuse.model.Plan;
import io.transfuse.model.TargetTable;
import io.transfuse.report.OutDirectory;
import io.transfuse.report.OutFile;
import io.transfuse.report.PlanJson;
import io.transfuse.report.SchemaDiff;
import io.transfuse.stage.Scanned;
import io.transfuse.verify.Expected;
import io.transfuse.verify.PostChecksSql;
import io.transfuse.verify.TargetChecks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Writes what a plan decides as files: for people, for psql, for programs. */
record PlanFiles(OutDirectory out, Settings settings) {

    void write(Plan plan) {
        // A view is proposed once PostgreSQL has taken it.
        var shown = plan.with(plan.notCarried().stream()
                .map(o -> new NotCarried(o.kind(), o.name(), o.text(), o.reason()))
                .toList());
        PlanJson.write(out, shown);
        SchemaDiff.write(out, shown);
        var ddl = ddl(plan);
        out.write(OutFile.SCHEMA_SQL, ddl.schemaSql());
        out.write(OutFile.INDEXES_SQL, ddl.indexesSql());
    }

    /** The page for people again, with those views that the target has taken in a trial. */
    void proposed(Plan plan, Target target) {
        var tried = new Proposals(target).tried(plan.notCarried());
        if (tried.stream().anyMatch(o -> !o.proposal().isEmpty())) {
            SchemaDiff.write(out, plan.with(tried));
        }
    }

    /** The checks for psql; with what the stage says of each table once that is known. */
    void checks(Plan plan, Map<String, Expected> expected) {
        var checks = TargetChecks.of(plan.targets(), plan.polymorphic(), expected, Proof.keptOrphans(plan));
        var keys = CrosswalkTables.of(plan, settings.engine().crosswalkTables()).wanted();
        out.write(OutFile.CHECKS_SQL, PostChecksSql.script(checks.with(plan.targets(), keys, expected)));
    }

    /** The same from what is kept of a plan. */
    void checks(Evidence kept, Map<String, Expected> expected) {
        var checks = TargetChecks.of(kept.targets(), kept.polymorphic(), expected, kept.keptOrphans());
        var keys = CrosswalkTables.of(kept, settings.engine().crosswalkTables()).wanted();
        out.write(OutFile.CHECKS_SQL, PostChecksSql.script(checks.with(kept.targets(), keys, expected)));
    }

    /** The same plan; it says too which names of keys, indexes and conditions are not the usual ones. */
    Plan named(Plan plan) {
        return plan.noted(ddl(plan).renamed().stream()
                .map(r -> new Plan.Note(
                        Plan.Level.INFO,
                        source(plan, r.table()),
                        "",
                        r.usual() + " is named " + r.name() + ": the name is too long for PostgreSQL, or taken"))
                .toList());
    }

    private static String source(Plan plan, TargetTable target) {
        return plan.mappings().stream()
                .filter(m -> m.branches().stream().anyMatch(b -> b.target().equals(target)))
                .map(m -> m.source().name())
                .findFirst()
                .orElse(target.name());
    }

    Ddl ddl(Plan plan) {
        return ddl(plan.targets(), plan.types(), Proof.keptOrphans(plan));
    }

    /** The same from what is kept of a plan. */
    Ddl ddl(List<TargetTable> targets, List<Plan.EnumType> types, List<String> keptOrphans) {
        var ddl = new Ddl(targets, types, extensions(targets), Set.copyOf(keptOrphans));
        return settings.existing() ? ddl.forExisting() : ddl;
    }

    /** The tables with partitions for the rows that are staged. */
    static List<TargetTable> held(List<TargetTable> targets, Map<String, Scanned> scanned) {
        return targets.stream()
                .map(t -> t.layout().partition().isEmpty()
                        ? t
                        : t.laidOut(t.layout()
                                .starting(Objects.requireNonNull(scanned.get(t.qualified()), t.qualified())
                                        .starts())))
                .toList();
    }

    /** The files for psql again, with the partitions that the staged rows need. */
    void made(Ddl ddl) {
        out.write(OutFile.SCHEMA_SQL, ddl.schemaSql());
        out.write(OutFile.INDEXES_SQL, ddl.indexesSql());
    }

    /** Those of the settings, and what the types of the plan need. */
    private List<String> extensions(List<TargetTable> targets) {
        var citext = targets.stream()
                .flatMap(t -> t.columns().stream())
                .anyMatch(c -> c.type().sql().equals("citext"));
        return Stream.concat(settings.extensions().stream(), citext ? Stream.of("citext") : Stream.empty())
                .distinct()
                .toList();
    }

    /** Rows that the plan expects in the target, before rejects. */
    static long expected(Plan plan) {
        return plan.mappings().stream()
                .flatMap(m -> m.branches().stream())
                .mapToLong(Branch::expected)
                .sum();
    }
}
