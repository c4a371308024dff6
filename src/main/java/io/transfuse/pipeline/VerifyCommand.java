package io.transfuse.pipeline;

import io.transfuse.config.Comparison.When;
import io.transfuse.load.Ledger;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Level;
import io.transfuse.stage.StageScan;
import io.transfuse.stage.StagedTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Compares stage and target again; the source may be gone, unless it shall be read once more.
 *
 * @param task what is done before
 */
record VerifyCommand(Workplace place, Task task) {

    /** Nothing else. */
    static final Task LOOK = new Task(false, Optional.empty());

    /** Rows that differ are made equal first. */
    static final Task REPAIR = new Task(true, Optional.empty());

    /** The same, once refused rows that a file corrects are staged. */
    static Task corrected(Path file) {
        return new Task(true, Optional.of(file));
    }

    /**
     * What is done before stage and target are compared.
     *
     * @param repair whether rows that differ are made equal
     * @param corrections the file with refused rows that are staged before that
     */
    record Task(boolean repair, Optional<Path> corrections) {}

    Outcome execute() {
        var begun = Instant.now();
        var notes = place.notes();
        var mark = notes.mark()
                .orElseThrow(() -> UserException.usage("--out is " + place.out.root()
                        + ", but must be the directory of a run; there is no stage to verify against"));
        if (notes.evidence().isEmpty()) {
            throw UserException.unfinished(
                    "the run has not staged everything yet; go on with 'run', then there is something to verify");
        }
        var level = place.settings.level(Level.ROWS);
        var target = place.target();
        var ledger = new Ledger(target);
        var runs = ledger.runs();
        var correction = new Correction(place, mark);
        correction.settle();
        var tables = place.stage().tables();
        sameSchema(mark, tables);
        // A stage that was changed must neither be compared nor loaded.
        var fault = new StageWatch(place, tables).fault(mark, level, begun);
        if (fault.isPresent()) {
            return noted(mark, ledger, fault.get());
        }
        if (!task.repair()) {
            return noted(mark, ledger, compared(mark, level, begun, List.of()));
        }
        var repair = new RepairStep(place, mark, level, runs);
        repair.check();
        var left = task.corrections().map(f -> correction.staged(f, tables)).orElse(List.of());
        var repaired = repair.done(place.stage().tables());
        new Afterwards(place, mark).written();
        return noted(mark, ledger, compared(mark, level, begun, repaired)).and(left);
    }

    /** What is compared is what the run made, so another schema that is asked for would be passed over. */
    private void sameSchema(RunMark mark, List<StagedTable> tables) {
        var key = "target.namespace";
        var asked = Optional.ofNullable(place.settings.flat().get(key));
        var before = Optional.ofNullable(mark.identity().settings().get(key));
        var schemas = tables.stream().map(t -> t.target().schema()).distinct().toList();
        if (asked.isPresent() && !asked.equals(before) && !schemas.contains(asked.get())) {
            throw UserException.usage(key + " is " + asked.get() + ", but must be as when this run began: "
                    + before.orElseGet(() -> String.join(", ", schemas)));
        }
    }

    private Validation compared(RunMark mark, Level level, Instant begun, List<Check> repaired) {
        var evidence = place.notes().evidence().orElseThrow();
        var patient = place.target().inTheMiddle();
        var tables = place.stage().tables();
        var again = again(mark, tables);
        var printed = new Printed(place.notes(), patient, tables).kept();
        place.progress.begin("verify", 0);
        // PostgreSQL adds up its rows while Spark starts and adds up those of the stage.
        var held = new Begun<>(() -> Judge.held(place.settings, level, patient, tables));
        Validation compared;
        try {
            compared = new Judge(place.settings, mark, evidence, stock(tables, mark, level))
                    .validation(place.spark(), place.endpoint(), patient, begun, held.get());
        } finally {
            // No session may outlive the command.
            held.end(done -> {});
        }
        var validation = new ApplicationQueries(place, mark, evidence)
                .asked(compared.and(again).and(printed).and(repaired), tables, When.VERIFY);
        place.progress.advance(Outcomes.compared(validation));
        place.progress.end(Outcomes.equal(validation));
        return validation;
    }

    private Stock stock(List<StagedTable> tables, RunMark mark, Level level) {
        var context = JavaSparkContext.fromSparkContext(place.spark().sparkContext());
        return Stock.of(place, mark, tables, StageScan.of(context, tables), level);
    }

    private List<Check> again(RunMark mark, List<StagedTable> tables) {
        return place.settings.comparison().source() ? new SourceAgain(place, mark, tables).checks() : List.of();
    }

    private Outcome noted(RunMark mark, Ledger ledger, Validation validation) {
        new Audit(place).judged("verify", mark.identity(), validation);
        if (task.repair()) {
            ledger.finish(mark.run(), validation.verdict());
        }
        place.log.append(
                "verify",
                Map.of("run", mark.run(), "verdict", validation.verdict().name()));
        return new Outcomes(place).judged(validation);
    }
}
