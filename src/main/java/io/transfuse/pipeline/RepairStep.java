package io.transfuse.pipeline;

import io.transfuse.load.AuditEntry;
import io.transfuse.load.RecordedRun;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Level;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.repair.Repair;
import io.transfuse.repair.Repaired;
import io.transfuse.stage.StageScan;
import io.transfuse.stage.StagedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** Makes the target equal to the stage where it is not; the comparison that follows says whether that worked. */
record RepairStep(Workplace place, RunMark mark, Level level, List<RecordedRun> runs) {

    /** What was done, a check a table. */
    List<Check> done(List<StagedTable> tables) {
        place.progress.begin("repair", 0);
        var context = JavaSparkContext.fromSparkContext(place.spark().sparkContext());
        var expected = StageScan.of(context, tables);
        var held = Judge.held(place.settings, Level.DIGESTS, place.target(), tables);
        var differing = new ArrayList<StagedTable>();
        for (var table : tables) {
            var name = table.target().qualified();
            var actual = Objects.requireNonNull(held.get(name));
            // A table that is missing or has other columns has no rows to repair; the comparison says so.
            if (actual.isPresent()
                    && !actual.get()
                            .equals(Objects.requireNonNull(expected.get(name)).checksum())) {
                differing.add(table);
            }
        }
        var repaired = differing.isEmpty() ? List.<Repaired>of() : repaired(differing, tables);
        if (differing.isEmpty()) {
            chunks(tables).noted();
        }
        var rows = repaired.stream().mapToLong(Repaired::rows).sum();
        place.progress.end(rows + " rows repaired in " + differing.size() + " tables");
        repaired.forEach(r -> r.left().forEach(l -> place.progress.say(r.table() + ": " + l)));
        return repaired.stream().map(RepairStep::check).toList();
    }

    /** Rows of corrected chunks are in the target once it is equal to the stage. */
    private Chunks chunks(List<StagedTable> tables) {
        return new Chunks(place, place.notes().corrected().alone(tables));
    }

    private List<Repaired> repaired(List<StagedTable> differing, List<StagedTable> tables) {
        var repair = new Repair(
                place.spark(),
                place.stage(),
                place.target(),
                place.endpoint(),
                place.settings.engine().loadConnections());
        var audit = new Audit(place);
        var noted = new AtomicReference<@Nullable AuditEntry>();
        var chunks = chunks(tables);
        var repaired = repair.of(differing, (connection, all) -> {
            chunks.note(connection);
            noted.set(audit.repaired(connection, mark, all));
        });
        audit.follow(Objects.requireNonNull(noted.get()));
        repaired.forEach(r -> place.log.append(
                "repair",
                Map.of(
                        "run",
                        mark.run(),
                        "table",
                        r.table(),
                        "inserted",
                        r.inserted(),
                        "updated",
                        r.updated(),
                        "deleted",
                        r.deleted())));
        return repaired;
    }

    /** Refuses where nothing can be repaired. */
    void check() {
        if (level == Level.COUNTS) {
            throw UserException.usage(
                    "verify.level is counts, but must be digests or rows with --repair: counts do not say which rows differ");
        }
        var recorded = runs.stream().filter(r -> r.run().equals(mark.run())).findFirst();
        if (recorded.flatMap(RecordedRun::verdict).isEmpty()) {
            throw UserException.usage("run " + mark.run() + " is not finished in "
                    + place.target().name() + ", but must be for --repair; finish it with 'run'");
        }
    }

    private static Check check(Repaired repaired) {
        var left = repaired.left().isEmpty() ? "" : "; " + String.join("; ", repaired.left());
        return new Check("repair:" + repaired.table(), Verdict.WARN, repaired.rows(), repaired.counts() + left);
    }
}
