package io.transfuse.pipeline;

import io.transfuse.config.Comparison.When;
import io.transfuse.load.Ledger;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Level;
import io.transfuse.stage.StageScan;
import io.transfuse.stage.StagedTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Compares stage and target again; the source may be gone, unless it shall be read once more.
 *
 * @param repair whether rows that differ are made equal first
 */
record VerifyCommand(Workplace place, boolean repair) {

    Outcome execute() {
        var begun = Instant.now();
        var notes = place.notes();
        var mark = notes.mark()
                .orElseThrow(() -> UserException.usage("--out is " + place.out.root()
                        + ", but must be the directory of a run; there is no stage to verify against"));
        var evidence =
                notes.evidence().orElseThrow(() -> UserException.stopped("the run has not staged everything yet"));
        var level = place.settings.level(Level.ROWS);
        var target = place.target();
        var ledger = new Ledger(target);
        var runs = ledger.runs();
        var patient = target.inTheMiddle();
        var tables = place.stage().tables();
        // A stage that was changed must neither be compared nor loaded.
        var fault = new StageWatch(place, tables).fault(mark, level, begun);
        if (fault.isPresent()) {
            return noted(mark, ledger, fault.get());
        }
        var again = again(mark, tables);
        var repaired = repair ? new RepairStep(place, mark, level, runs).done(tables) : List.<Check>of();
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
                .asked(compared.and(again).and(repaired), tables, When.VERIFY);
        place.progress.advance(Outcomes.compared(validation));
        place.progress.end(Outcomes.equal(validation));
        return noted(mark, ledger, validation);
    }

    private Judge.Stock stock(List<StagedTable> tables, RunMark mark, Level level) {
        var context = JavaSparkContext.fromSparkContext(place.spark().sparkContext());
        var rejects = place.rejects(mark.run()).all();
        return new Judge.Stock(tables, StageScan.of(context, tables), rejects, level);
    }

    private List<Check> again(RunMark mark, List<StagedTable> tables) {
        return place.settings.comparison().source() ? new SourceAgain(place, mark, tables).checks() : List.of();
    }

    private Outcome noted(RunMark mark, Ledger ledger, Validation validation) {
        new Audit(place).judged("verify", mark.identity(), validation);
        if (repair) {
            ledger.finish(mark.run(), validation.verdict());
        }
        place.log.append(
                "verify",
                Map.of("run", mark.run(), "verdict", validation.verdict().name()));
        return new Outcomes(place).judged(validation);
    }
}
