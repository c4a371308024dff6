package io.transfuse.pipeline;

import io.transfuse.stage.Shared;
import io.transfuse.stage.StageScan;
import io.transfuse.verify.Expected;
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
        new Crosswalks(place, mark.run(), evidence.crosswalks()).write(tables);
    }
}
