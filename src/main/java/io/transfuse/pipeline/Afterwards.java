package io.transfuse.pipeline;

import io.transfuse.stage.Shared;
import io.transfuse.stage.StageScan;
import io.transfuse.stage.StagedTable;
import io.transfuse.verify.Expected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Files that say what the stage holds, written anew once corrected rows are in it. */
record Afterwards(Workplace place, RunMark mark) {

    void written() {
        var tables = place.stage().tables();
        if (place.notes().corrected().batches().isEmpty()) {
            return;
        }
        var scanned =
                StageScan.of(JavaSparkContext.fromSparkContext(place.spark().sparkContext()), tables);
        var evidence = place.notes().evidence().orElseThrow().with(Shared.of(place.spark(), tables, scanned));
        place.notes().write(evidence);
        new PlanFiles(place.out, place.settings).checks(evidence, Expected.of(scanned, evidence.shared()));
        crosswalks(
                evidence,
                tables,
                scanned.values().stream().mapToLong(s -> s.rows()).sum());
    }

    private void crosswalks(Evidence evidence, List<StagedTable> tables, long rows) {
        try {
            new Crosswalks(place, mark.run(), evidence.crosswalks(), rows).write(tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
