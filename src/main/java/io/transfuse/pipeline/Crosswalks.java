package io.transfuse.pipeline;

import io.transfuse.model.Mapping.Crosswalk;
import io.transfuse.report.OutFile;
import io.transfuse.stage.StagedTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Writes old and new keys side by side: for each entity a sorted CSV file (RFC 4180), and a Delta table. */
record Crosswalks(Workplace place, String run, Map<String, List<Crosswalk>> wanted) {

    private static final int AT_ONCE = Runtime.getRuntime().availableProcessors();

    void write(List<StagedTable> tables) {
        var entities = new LinkedHashMap<String, List<KeysInOrder.Walk>>();
        for (var table : tables) {
            for (var crosswalk : wanted.getOrDefault(table.target().qualified(), List.of())) {
                entities.computeIfAbsent(crosswalk.name(), n -> new ArrayList<>())
                        .add(new KeysInOrder.Walk(table, crosswalk));
            }
        }
        if (!entities.isEmpty()) {
            place.out.guarded(OutFile.CROSSWALKS);
        }
        SideBySide.run(
                AT_ONCE,
                entities.values().stream()
                        .<Callable<Void>>map(walks -> () -> {
                            write(new KeysInOrder(place::spark, walks, KeysInOrder.MEMORY / AT_ONCE));
                            return null;
                        })
                        .toList());
        place.keysWhole();
    }

    private void write(KeysInOrder keys) throws IOException {
        var crosswalk = keys.walks().get(0).crosswalk();
        try (var files = new KeyFiles(place.out.crosswalk(crosswalk), place.keys(crosswalk.name(), run))) {
            var rows = keys.sorted();
            while (rows.hasNext()) {
                files.add(rows.next());
            }
            files.finish();
        }
    }
}
