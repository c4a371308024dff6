package io.transfuse.pipeline;

import io.transfuse.load.CaseTrial;
import io.transfuse.load.Ddl;
import io.transfuse.load.Ledger;
import io.transfuse.load.SchemaTrial;
import io.transfuse.load.StorageTrial;
import io.transfuse.load.Target;
import io.transfuse.model.Plan;
import io.transfuse.model.UserException;
import io.transfuse.plan.Identities;
import io.transfuse.report.ValidationJson;
import io.transfuse.source.Source;
import io.transfuse.stage.Scanned;
import io.transfuse.stage.Shared;
import io.transfuse.stage.StageScan;
import io.transfuse.stage.StagedTable;
import io.transfuse.verify.Expected;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        place.target()
                .check(
                        Set.of(place.settings.namespace()),
                        place.settings.engine().loadConnections());
        var target = place.target().inTheMiddle();
        var ledger = new Ledger(target);
        var resume = Resume.of(place.notes(), ledger);
        resume.mark().ifPresent(m -> ledger.endOrphans(m.run()));
        if (!start.fresh()) {
            resume.mark().ifPresent(m -> refuseCorrected(ledger, m));
        }
        var restart = new Restart(place, ledger, resume);
        if (!start.fresh() && restart.loading()) {
            restart.remark();
            return delivered(target, ledger, resume);
        }
        try (var source = place.source()) {
            if (start.fresh()) {
                var blockers = forget(ledger, source);
                if (!blockers.isEmpty()) {
                    return refused(blockers);
                }
            }
            var identity = Identities.of(place.settings, source.catalogue(), source.cut());
            var found = Resume.of(place.notes(), ledger);
            found.check(identity);
            return found.finished()
                    ? over(ledger, found.mark().orElseThrow(), found.sameCut(identity))
                    : migrate(source, target, ledger, new Restart(place, ledger, found).at(identity));
        }
    }

    /** A run after its success changes nothing, whatever others did to its tables. */
    private Outcome over(Ledger ledger, RunMark mark, boolean sameCut) {
        return new Leftover(place, ledger, mark)
                .gone(false)
                .map(g -> new Outcomes(place).robbed(mark, g))
                .orElseGet(() -> new Outcomes(place).nothingLeft(mark, sameCut));
    }

    /** Rows that a repair has to put into the target. */
    private void refuseCorrected(Ledger ledger, RunMark mark) {
        new Correction(place, mark).settle();
        new Leftover(place, ledger, mark).corrected().ifPresent(c -> {
            throw UserException.usage(c);
        });
    }

    private Outcome migrate(Source source, Target target, Ledger ledger, Resume resume) {
        var plan = new PlanCommand(place).decided(source);
        var blockers = PlanCommand.blockers(plan);
        if (!blockers.isEmpty()) {
            return refused(blockers);
        }
        var files = new PlanFiles(place.out, place.settings);
        var ddl = files.ddl(plan);
        var run = resume.mark()
                .map(RunMark::run)
                .orElseGet(() -> UUID.randomUUID().toString());
        var refusals = tried(plan, ddl, ledger, run);
        if (!refusals.isEmpty()) {
            return refused(refusals);
        }
        var mark = begin(plan, source.product(), ledger, run, resume);
        source.keep();
        var tables = stage(plan, source, mark);
        whole(tables);
        var answers = answers(plan, source, mark);
        var scanned = StageScan.of(context(), tables);
        var evidence = evidence(plan, answers, tables, scanned);
        files.checks(plan, Expected.of(scanned, evidence.shared()));
        var made = files.ddl(PlanFiles.held(plan.targets(), scanned), plan.types(), evidence.keptOrphans());
        if (plan.targets().stream().anyMatch(t -> t.layout().partition().isPresent())) {
            refuse(ledger.clashes(mark.run(), made));
            files.made(made);
        }
        var delivery = new Delivery(place, target, ledger, mark, evidence, begun);
        var validation = delivery.delivered(made, tables, scanned);
        files.proposed(plan, target);
        return delivery.finished(validation);
    }

    /** The stage is whole and says all that is left to do. */
    private Outcome delivered(Target target, Ledger ledger, Resume resume) {
        resume.check(Identities.relevant(place.settings));
        var mark = resume.mark().orElseThrow();
        var evidence = place.notes().evidence().orElseThrow();
        var tables = evidence.targets().stream()
                .flatMap(t -> place.stage().table(t, mark.run()).stream())
                .toList();
        whole(tables);
        var scanned = StageScan.of(context(), tables);
        var ddl = new PlanFiles(place.out, place.settings)
                .ddl(PlanFiles.held(evidence.targets(), scanned), evidence.types(), evidence.keptOrphans());
        var delivery = new Delivery(place, target, ledger, mark, evidence, begun);
        return delivery.finished(delivery.delivered(ddl, tables, scanned));
    }

    /**
     * A stage that was changed since it was written is not loaded; before it is evidence a table may be staged again.
     */
    private void whole(List<StagedTable> tables) {
        if (place.notes().evidence().isEmpty()) {
            return;
        }
        new StageWatch(place, tables).broken().forEach((table, reason) -> {
            throw UserException.usage("the stage of " + table + " is not as it was written: " + reason
                    + "; put it back, or start over with 'run --fresh'");
        });
    }

    private static Outcome refused(List<String> blockers) {
        return new Outcome(2, blockers, Optional.empty(), "", "{}");
    }

    private JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(place.spark().sparkContext());
    }

    /** Removes what earlier runs made for these tables, and only that; nothing where a new run is blocked. */
    private List<String> forget(Ledger ledger, Source source) {
        var before = place.notes().mark().map(RunMark::run).orElse("");
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
            place.notes().mark().ifPresent(m -> {
                ledger.forget(m.run());
                // From here on the verdict is that of tables that are gone.
                ValidationJson.remove(place.out);
            });
            ledger.owners(ddl).forEach(ledger::forget);
        }
        place.clearStage();
        place.clearCrosswalks();
        place.log.append("fresh", Map.of("source", source.cut()));
        new Audit(place).fresh(before);
        return List.of();
    }

    /** What the target will not take, a line each. */
    private List<String> tried(Plan plan, Ddl ddl, Ledger ledger, String run) {
        if (!place.settings.existing()) {
            refuse(ledger.clashes(run, ddl));
            new StorageTrial(place.target()).check(plan.targets());
        } else {
            place.target().checkFillable(plan.targets());
        }
        refuse(ledger.clashes(
                run,
                CrosswalkTables.of(plan, place.settings.engine().crosswalkTables())
                        .ddl(plan.targets())));
        sayWhatIsTwo(new CaseTrial(place.target()).apart(ddl));
        var trial = new SchemaTrial(place.target().inTheMiddle()).of(ddl);
        place.log.append("trial", Map.of("statements", trial.tried()));
        return trial.refused();
    }

    private void sayWhatIsTwo(List<String> objects) {
        if (objects.isEmpty()) {
            return;
        }
        var first = String.join(", ", objects.subList(0, Math.min(objects.size(), 5)));
        place.progress.say(
                "lower() of the target's locale does not make É and é, or I and i, one as the source does, in "
                        + first + (objects.size() > 5 ? " and " + (objects.size() - 5) + " more" : "")
                        + "; it does in a database made with an ICU locale, or on PostgreSQL 17 with the builtin C.UTF-8");
        place.log.append("lower", Map.of("apart", objects));
    }

    /** Whose stage and target this is: written down on both sides before anything else is. */
    private RunMark begin(Plan plan, String product, Ledger ledger, String run, Resume resume) {
        ledger.establish();
        var namespace = ledger.namespace(resume.mark().map(m -> UUID.fromString(m.namespace())));
        var mark = resume.mark()
                .orElseGet(() -> new RunMark(
                        run,
                        plan.identity(),
                        begun.truncatedTo(ChronoUnit.MILLIS).toString(),
                        namespace.toString(),
                        product));
        place.guardStage();
        if (resume.mark().isEmpty()) {
            place.notes().write(mark);
        }
        ledger.register(run, plan.identity());
        place.log.append("run", Map.of("run", run, "cut", plan.identity().cut()));
        new Audit(place).began(mark, product);
        return mark;
    }

    private void refuse(List<String> clashes) {
        if (!clashes.isEmpty()) {
            var advice = start.fresh()
                    ? " (no ledger in schema transfuse says that a run made it), or set target.namespace"
                    : ", set target.namespace, or use 'run --fresh' if an earlier run made it";
            throw UserException.usage("the target has " + String.join(", ", clashes)
                    + " already, but must not: rename or drop what is there" + advice);
        }
    }

    private List<StagedTable> stage(Plan plan, Source source, RunMark mark) {
        var staged = new Staging.Staged(mark, place.stage(), place.rejects(mark.run()));
        var tables = new Staging(place.spark(), place.settings, plan, source, staged).stageAll(place.progress);
        place.log.append("stage", Map.of("run", mark.run(), "tables", tables.size()));
        return tables;
    }

    /** What the source says, asked while the stage is added up; nothing where an earlier call has noted it. */
    private Optional<Begun<SourceAnswers>> answers(Plan plan, Source source, RunMark mark) {
        if (place.notes().evidence().isPresent()) {
            return Optional.empty();
        }
        var rejects = place.rejects(mark.run()).all();
        return Optional.of(new Begun<>(() -> SourceAnswers.of(plan, place.settings, source, rejects)));
    }

    /** Noted before anything is loaded: from then on the source is not needed. */
    private Evidence evidence(
            Plan plan, Optional<Begun<SourceAnswers>> answers, List<StagedTable> tables, Map<String, Scanned> scanned) {
        return answers.map(a -> {
                    var shared = Shared.of(place.spark(), tables, scanned);
                    var evidence = new Proof(plan, place.settings, a.get(), scanned, shared).evidence();
                    place.notes().write(StageWatch.seal(context(), tables));
                    place.notes().write(evidence);
                    return evidence;
                })
                .orElseGet(() -> place.notes().evidence().orElseThrow());
    }
}
