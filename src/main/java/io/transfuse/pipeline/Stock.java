package io.transfuse.pipeline;

import io.transfuse.model.Validation.Level;
import io.transfuse.stage.Rejects.Reject;
import io.transfuse.stage.Scanned;
import io.transfuse.stage.StageScan;
import io.transfuse.stage.StagedTable;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * All that is staged and refused, and how far it is compared.
 *
 * @param tables the tables
 * @param scanned what they add up to
 * @param rejects rows that are refused and not corrected
 * @param level how far they are compared
 * @param before what the tables added up to before refused rows were corrected
 * @param refused the rows that were refused then
 */
record Stock(
        List<StagedTable> tables,
        Map<String, Scanned> scanned,
        List<Reject> rejects,
        Level level,
        Map<String, Scanned> before,
        List<Reject> refused) {

    /** What stage and rejects hold now. */
    static Stock of(
            Workplace place, RunMark mark, List<StagedTable> tables, Map<String, Scanned> scanned, Level level) {
        var rejects = place.rejects(mark.run());
        var corrected = place.notes().corrected();
        if (corrected.batches().isEmpty()) {
            var refused = rejects.all();
            return new Stock(tables, scanned, refused, level, scanned, refused);
        }
        var context = JavaSparkContext.fromSparkContext(place.spark().sparkContext());
        var before = StageScan.of(context, corrected.before(tables));
        return new Stock(tables, scanned, rejects.left(), level, before, rejects.all());
    }

    /** Rows of a source table that were refused first and are staged since. */
    long corrected(String source) {
        return scanned.values().stream()
                .flatMap(s -> s.share(source).findings().entrySet().stream())
                .filter(f -> Candidate.marks(f.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
