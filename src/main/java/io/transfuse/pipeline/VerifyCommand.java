package io.transfuse.pipeline;

import io.transfuse.config.Comparison.When;
import io.transfuse.load.Ledger;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Level;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.StageScan;
import io.transfuse.stage.StageSeal;
import io.transfuse.stage.StagedTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** Compares stage and target again; the source may be gone. */
record VerifyCommand(Workplace place) {

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
        new Ledger(target).runs();
        var patient = target.inTheMiddle();
        var tables = place.stage().tables();
        place.progress.begin("verify", 0);
        // PostgreSQL adds up its rows while Spark starts and adds up those of the stage.
        var held = new Begun<>(() -> Judge.held(place.settings, level, patient, tables));
        Validation compared;
        try {
            var context = JavaSparkContext.fromSparkContext(place.spark().sparkContext());
            var broken = broken(context, tables);
            if (!broken.isEmpty()) {
                return new Outcomes(place).judged(unproven(mark, broken, level, begun));
            }
            var stock = new Judge.Stock(
                    tables,
                    StageScan.of(context, tables),
                    place.rejects(mark.run()).all(),
                    level);
            compared = new Judge(place.settings, mark, evidence, stock)
                    .validation(place.spark(), place.endpoint(), patient, begun, held.get());
        } finally {
            // No session may outlive the command.
            held.end(done -> {});
        }
        var validation = new ApplicationQueries(place, mark, evidence).asked(compared, tables, When.VERIFY);
        place.progress.advance(Outcomes.compared(validation));
        place.progress.end(Outcomes.equal(validation));
        place.log.append(
                "verify",
                Map.of("run", mark.run(), "verdict", validation.verdict().name()));
        return new Outcomes(place).judged(validation);
    }

    private Map<String, String> broken(JavaSparkContext context, List<StagedTable> tables) {
        return place.notes()
                .seal()
                .map(s -> s.broken(StageSeal.of(context, tables)))
                .orElse(Map.of());
    }

    /** Nothing can be said of the target where the stage itself was changed. */
    private static Validation unproven(RunMark mark, Map<String, String> broken, Level level, Instant begun) {
        return new Validation(
                mark.run(),
                mark.identity().system(),
                mark.identity().cut(),
                mark.identity().digest(),
                Verdict.FAIL,
                mark.startedAt(),
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                broken.entrySet().stream()
                        .map(b -> new Check(
                                "stage:" + b.getKey(),
                                Verdict.FAIL,
                                1,
                                "the stage is not as it was written: " + b.getValue()
                                        + "; nothing was compared: put it back, or start over with 'run --fresh'"))
                        .toList(),
                level,
                List.of());
    }
}
