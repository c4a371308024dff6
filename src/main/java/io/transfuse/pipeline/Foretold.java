package io.transfuse.pipeline;

import io.transfuse.model.Finding;
import io.transfuse.model.Plan.Prediction;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.stage.Rejects.Reject;
import io.transfuse.stage.Scanned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what the plan foretold from the source's own counts with what the rows were found to be. */
record Foretold(List<Prediction> predictions, Map<String, Scanned> scanned, List<Reject> rejects) {

    /** A finding of one source table; rules are compared without the column that some of them carry. */
    private record Found(String table, Finding finding) {
        static Found of(String table, Finding finding) {
            return new Found(
                    table, new Finding(finding.rule().replaceFirst(":.*$", ""), finding.column(), finding.action()));
        }

        String words() {
            return table + "." + finding.column() + " " + finding.rule();
        }
    }

    /** One check a source table. */
    List<Check> checks() {
        var actual = actual();
        var byTable = new TreeMap<String, List<String>>();
        for (var prediction : predictions) {
            var found = Found.of(prediction.table(), prediction.finding());
            var wrong = byTable.computeIfAbsent(prediction.table(), t -> new ArrayList<>());
            var rows = actual.getOrDefault(found, 0L);
            if (rows != prediction.count()) {
                wrong.add(found.words() + ": " + prediction.count() + " foretold, " + rows + " found");
            }
        }
        return byTable.entrySet().stream()
                .map(t -> check(t.getKey(), t.getValue()))
                .toList();
    }

    private static Check check(String table, List<String> wrong) {
        return new Check(
                "predicted:" + table,
                wrong.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                wrong.size(),
                wrong.isEmpty()
                        ? "the rows hold what the plan foretold"
                        : "the plan foretold something else than the rows hold: " + String.join("; ", wrong));
    }

    private Map<Found, Long> actual() {
        var actual = new HashMap<Found, Long>();
        scanned.values()
                .forEach(scan -> scan.shares()
                        .forEach((source, share) -> share.findings()
                                .forEach((finding, count) ->
                                        actual.merge(Found.of(source, finding), count, Long::sum))));
        for (var reject : rejects) {
            reject.noticed().stream()
                    .map(f -> Found.of(reject.table(), f))
                    .distinct()
                    .forEach(f -> actual.merge(f, 1L, Long::sum));
        }
        return actual;
    }
}
