package io.transfuse.pipeline;

import io.transfuse.model.UserException;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Level;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.StageSeal;
import io.transfuse.stage.StagedTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** Looks whether the stage is as it was written: nothing else can be believed where it is not. */
record StageWatch(Workplace place, List<StagedTable> tables) {

    /** What is not as it was written, by {@code schema.table}. */
    Map<String, String> broken() {
        var context = JavaSparkContext.fromSparkContext(place.spark().sparkContext());
        return place.notes().seal().map(s -> s.broken(seal(context, tables))).orElse(Map.of());
    }

    /**
     * The seal of tables as they are now. A file that cannot be read now may be whole: neither is it called changed,
     * nor is anything believed without it.
     */
    static StageSeal seal(JavaSparkContext context, List<StagedTable> tables) {
        var seal = StageSeal.of(context, tables);
        seal.unreadable().ifPresent(file -> {
            throw UserException.stopped("reading the stage stopped: " + file
                    + " is there, but could not be read; look at its disk and its rights");
        });
        return seal;
    }

    /** The verdict where the stage was changed: nothing can be said of the target. */
    Optional<Validation> fault(RunMark mark, Level level, Instant begun) {
        var broken = broken();
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(new Validation(
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
                        broken.entrySet().stream().map(StageWatch::check).toList(),
                        level,
                        List.of()));
    }

    private static Check check(Map.Entry<String, String> broken) {
        return new Check(
                "stage:" + broken.getKey(),
                Verdict.FAIL,
                1,
                "the stage is not as it was written: " + broken.getValue()
                        + "; nothing was compared: put it back, or start over with 'run --fresh'");
    }
}
