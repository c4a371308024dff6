package io.transfuse.pipeline;

import io.transfuse.repair.Rehearsal;
import io.transfuse.source.Source;
import io.transfuse.stage.Corrected.Batch;
import io.transfuse.stage.Rejects;
import io.transfuse.stage.StageSeal;
import io.transfuse.stage.StagedTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;

/**
 * Stages refused rows that somebody corrected. The files lie in their places before the batch is noted; from then on it
 * happens, whoever is killed when.
 */
record Correction(Workplace place, RunMark mark) {

    /** The folder of rows that are at work. */
    static final String SCRATCH = "corrected";

    /** Stages what can be staged, and tells which rows stay refused, a line each. */
    List<String> staged(Path file, List<StagedTable> tables) {
        place.progress.begin("correct", 0);
        var chosen = Chosen.of(file, place.rejects(mark.run()));
        if (chosen.isEmpty()) {
            place.progress.end("no row is left to be corrected");
            return List.of();
        }
        try (var source = place.source()) {
            atTheCut(source);
            var plan = new PlanCommand(place).plan(source);
            var candidates = chosen.candidates(plan, new Fitting(file, plan, source));
            new FurtherUnmade(file, plan, source).refuse(candidates, place.rejects(mark.run()));
            var batch = new CorrectedBatch(place, new Reading(place.settings, source, mark), plan, tables, file);
            var fresh = batch.judged(candidates);
            var accepted =
                    candidates.stream().filter(c -> batch.left(c).isEmpty()).toList();
            if (!accepted.isEmpty()) {
                new Rehearsal(place.target()).of(fresh);
                note(accepted, fresh);
                settle();
            }
            var left = left(file, candidates, batch);
            place.progress.end(accepted.size() + " corrected rows staged, " + left.size() + " rows stay refused");
            return left;
        } finally {
            place.stage().scratch(SCRATCH);
        }
    }

    /** Values and types were decided from the rows that the source held, and references are asked of these. */
    private void atTheCut(Source source) {
        Resume.atTheCut(
                place,
                mark,
                source,
                "for corrected rows to be read like its rows; mend the rows there, and give 'run --fresh'");
    }

    private List<String> left(Path file, List<Candidate> candidates, CorrectedBatch batch) {
        var shown = mark.shown(place.settings);
        var left = new ArrayList<String>();
        for (var candidate : candidates) {
            if (!candidate.silent()) {
                batch.left(candidate)
                        .ifPresent(rule -> left.add("%s line %d: %s %s stays refused: %s"
                                .formatted(
                                        file,
                                        candidate.line(),
                                        candidate.refused().table(),
                                        shown.of(candidate.refused().key()),
                                        rule)));
            }
        }
        return left;
    }

    /** From here on the rows are corrected. */
    private void note(List<Candidate> accepted, List<StagedTable> fresh) {
        var rejects = place.rejects(mark.run());
        var sealed = new HashMap<String, List<StageSeal.Sealed>>();
        for (var table : fresh) {
            if (!table.files().isEmpty()) {
                var folder = table.files().get(0).path();
                var files = place.stage().beside(folder.substring(0, folder.lastIndexOf('/')), table.target());
                sealed.putAll(
                        StageWatch.seal(context(), List.of(table.with(files))).tables());
            }
        }
        var rows = new HashMap<String, Long>();
        accepted.forEach(c -> rows.merge(c.refused().table(), 1L, Long::sum));
        var batch = new Batch(UUID.randomUUID().toString(), sealed, marks(accepted, rejects), rows, false);
        place.notes().write(place.notes().corrected().with(batch));
    }

    private List<String> marks(List<Candidate> accepted, Rejects rejects) {
        var folder = place.stage().scratch(SCRATCH + "/marks");
        var rows = accepted.stream()
                .map(c -> RowFactory.create(c.refused().table(), c.refused().position(), c.digest()))
                .toList();
        place.spark()
                .createDataFrame(rows, Rejects.MARKS)
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder);
        return rejects.beside(folder);
    }

    private JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(place.spark().sparkContext());
    }

    /** Does what is noted and not done, as after a stop; each step may be done twice. */
    void settle() {
        var noted = place.notes().corrected();
        var open = noted.batches().stream().filter(b -> !b.staged()).toList();
        if (open.isEmpty()) {
            return;
        }
        var tables = place.stage().tables();
        for (var batch : open) {
            place.rejects(mark.run()).mark(batch.id(), batch.marks());
            for (var table : tables) {
                var files = batch.files(table.target().qualified());
                if (!files.isEmpty()) {
                    place.stage().add(batch.id(), table.target(), files);
                }
            }
            place.notes().seal().ifPresent(s -> place.notes().write(s.with(batch.tables())));
            place.log.append("corrected", facts(batch));
            new Audit(place).corrected(mark, batch);
        }
        place.notes().write(noted.done());
    }

    private Map<String, Object> facts(Batch batch) {
        var facts = new TreeMap<String, Object>();
        facts.put("run", mark.run());
        facts.put(
                "rows",
                batch.rows().values().stream().mapToLong(Long::longValue).sum());
        return facts;
    }
}
