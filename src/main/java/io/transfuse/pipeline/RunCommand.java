package io.transfuse.pipeline;

import io.transfuse.load.Ddl;
import io.transfuse.load.Finisher;
import io.transfuse.load.Ledger;
import io.transfuse.load.Loader;
import io.transfuse.load.Target;
import io.transfuse.model.Plan;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.plan.Identities;
import io.transfuse.source.Source;
import io.transfuse.stage.Scanned;
import io.transfuse.stage.StageScan;
import io.transfuse.stage.StagedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;

/** The whole migration: each step asks the facts what is left for it to do. */
final class RunCommand {

    private final Workplace place;
    private final Commands.Start start;
    private final Instant begun = Instant.now();

    RunCommand(Workplace place, Commands.Start start) {
        this.place = place;
        this.start = start;
    }

    Outcome execute() {
        try (var source = place.source()) {
            var target = place.target();
            target.check(Set.of(place.settings.namespace()));
            var ledger = new Ledger(target);
            if (start.fresh()) {
                var blockers = forget(ledger, source);
                if (!blockers.isEmpty()) {
                    return refused(blockers);
                }
            }
            var identity = Identities.of(place.settings, source.catalogue(), source.cut());
            var resume = Resume.of(place.notes(), ledger);
            resume.check(identity);
            return resume.finished()
                    ? new Outcomes(place).nothingLeft(resume.mark().orElseThrow(), resume.sameCut(identity))
                    : migrate(source, target, ledger, resume);
        }
    }

    private Outcome migrate(Source source, Target target, Ledger ledger, Resume resume) {
        var plan = new PlanCommand(place).decided(source);
        var blockers = PlanCommand.blockers(plan);
        if (!blockers.isEmpty()) {
            return refused(blockers);
        }
        var files = new PlanFiles(place.out, place.settings);
        var ddl = files.ddl(plan);
        var mark = begin(plan, ledger, ddl, resume);
        var tables = stage(plan, source, mark);
        var scanned = StageScan.of(context(), tables);
        var evidence = evidence(plan, source, mark, scanned);
        files.checks(plan, rows(scanned));
        load(target, ledger, ddl, mark, new Judge.Stock(tables, scanned, List.of()));
        var stock = new Judge.Stock(tables, scanned, place.rejects(mark.run()).all());
        place.progress.begin("verify", 0);
        var judge = new Judge(place.settings, mark, evidence, stock);
        var validation = judge.validation(place.spark(), place.endpoint(), target, begun);
        place.progress.end(Outcomes.equal(validation));
        crosswalks(evidence, stock);
        files.proposed(plan, target);
        return finished(validation, ledger);
    }

    private static Outcome refused(List<String> blockers) {
        return new Outcome(2, blockers, Optional.empty(), "", "{}");
    }

    /** The files come first: once the target knows the verdict, the next run does nothing but read them. */
    private Outcome finished(Validation validation, Ledger ledger) {
        var outcome = new Outcomes(place).judged(validation);
        ledger.finish(validation.run(), validation.verdict());
        place.log.append(
                "verdict",
                Map.of("run", validation.run(), "verdict", validation.verdict().name()));
        return outcome;
    }

    private JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(place.spark().sparkContext());
    }

    private static Map<String, Long> rows(Map<String, Scanned> scanned) {
        var rows = new HashMap<String, Long>();
        scanned.forEach((name, s) -> rows.put(name, s.rows()));
        return rows;
    }

    /** Removes what earlier runs made for these tables, and only that; nothing where a new run is blocked. */
    private List<String> forget(Ledger ledger, Source source) {
        if (!ledger.runs().isEmpty()) {
            var plan = new PlanCommand(place).plan(source);
            var blockers = PlanCommand.blockers(plan);
            if (!blockers.isEmpty()) {
                return blockers;
            }
            var ddl = new PlanFiles(place.out, place.settings).ddl(plan);
            if (!place.settings.existing()) {
                refuse(ledger.foreign(ddl));
            }
            place.notes().mark().ifPresent(m -> ledger.forget(m.run()));
            ledger.owners(ddl).forEach(ledger::forget);
        }
        place.stage().clear();
        place.rejects("").clear();
        place.log.append("fresh", Map.of("source", source.cut()));
        return List.of();
    }

    /** Whose stage and target this is: written down on both sides before anything else is. */
    private RunMark begin(Plan plan, Ledger ledger, Ddl ddl, Resume resume) {
        var run = resume.mark()
                .map(RunMark::run)
                .orElseGet(() -> UUID.randomUUID().toString());
        if (!place.settings.existing()) {
            refuse(ledger.clashes(run, ddl));
        }
        ledger.establish();
        var namespace = ledger.namespace(resume.mark().map(m -> UUID.fromString(m.namespace())));
        var mark = resume.mark()
                .orElseGet(() -> new RunMark(
                        run,
                        plan.identity(),
                        begun.truncatedTo(ChronoUnit.MILLIS).toString(),
                        namespace.toString()));
        if (resume.mark().isEmpty()) {
            place.notes().write(mark);
        }
        ledger.register(run, plan.identity());
        place.log.append("run", Map.of("run", run, "cut", plan.identity().cut()));
        return mark;
    }

    private static void refuse(List<String> clashes) {
        if (!clashes.isEmpty()) {
            throw UserException.usage("the target has " + String.join(", ", clashes)
                    + " already, but must not: rename or drop what is there, set target.namespace, or use 'run --fresh' if an"
                    + " earlier run made it");
        }
    }

    private List<StagedTable> stage(Plan plan, Source source, RunMark mark) {
        var staged = new Staging.Staged(mark, place.stage(), place.rejects(mark.run()));
        var tables = new Staging(place.spark(), place.settings, plan, source, staged).stageAll(place.progress);
        place.log.append("stage", Map.of("run", mark.run(), "tables", tables.size()));
        return tables;
    }

    private Evidence evidence(Plan plan, Source source, RunMark mark, Map<String, Scanned> scanned) {
        var kept = place.notes().evidence();
        if (kept.isPresent()) {
            return kept.get();
        }
        var evidence = new Proof(
                        plan,
                        place.settings,
                        source,
                        scanned,
                        place.rejects(mark.run()).all())
                .evidence();
        place.notes().write(evidence);
        return evidence;
    }

    private void load(Target target, Ledger ledger, Ddl ddl, RunMark mark, Judge.Stock stock) {
        var expected =
                stock.scanned().values().stream().mapToLong(Scanned::rows).sum();
        if (place.settings.existing()) {
            var tables = stock.tables().stream().map(StagedTable::target).toList();
            ledger.adopt(mark.run(), tables);
        } else {
            ledger.create(mark.run(), ddl);
        }
        var loader =
                new Loader(context(), target, place.settings.engine().loadConnections(), place.settings.existing());
        var rows = loader.load(stock.tables(), expected, place.progress);
        place.log.append("load", Map.of("run", mark.run(), "rows", rows));
        new Finisher(
                        target,
                        place.settings.engine().loadConnections(),
                        place.settings.engine().memory())
                .finish(ddl, place.progress);
        place.log.append("finish", Map.of("run", mark.run()));
    }

    private void crosswalks(Evidence evidence, Judge.Stock stock) {
        var rows = stock.scanned().values().stream().mapToLong(Scanned::rows).sum();
        try {
            new Crosswalks(place.spark(), place.out, evidence.crosswalks(), rows).write(stock.tables());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
