package io.transfuse.verify;

import io.transfuse.model.Finding.Action;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Source.Measured;
import io.transfuse.stage.Scanned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether the ledger of losses is closed: no value is gone without a finding, and each finding is reported. */
public final class LossLedger {

    private LossLedger() {}

    /**
     * Values of one target that the source has and the stage has not: no more than findings say so.
     *
     * @param named values that findings name, by target column; of those that carry source columns
     * @param source what the source counts, over the rows that were not rejected
     * @param stage what the stage holds
     */
    public static Check check(String table, Map<String, Long> named, Map<String, Measured> source, Scanned stage) {
        var open = new ArrayList<String>();
        long gone = 0;
        long unnamed = 0;
        for (var column : new TreeMap<>(named).entrySet()) {
            var there = source.get(column.getKey());
            var here = stage.measured().get(column.getKey());
            if (there == null || here == null) {
                continue;
            }
            var gap = there.count() - here.count();
            long found = column.getValue();
            gone += Math.max(gap, 0);
            if (gap < 0 || gap > found) {
                unnamed += gap < 0 ? -gap : gap - found;
                open.add(column.getKey() + " (" + gap + " gone, " + found + " found)");
            }
        }
        return new Check(
                "losses:" + table,
                open.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                unnamed,
                open.isEmpty()
                        ? gone + " values became NULL, each with a finding that names its rule"
                        : "values are gone without a finding: " + String.join("; ", open));
    }

    /** Values of a source column that findings about rows of its table name. */
    public static long named(Scanned.Share share, String column) {
        return share.findings().entrySet().stream()
                .filter(f -> f.getKey().action() == Action.COERCE
                        && Arrays.asList(f.getKey().column().split(", ")).contains(column))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Whether the report has as many losses as the stage has findings. */
    public static Check closed(Collection<Scanned> stage, List<Loss> losses) {
        var found = stage.stream()
                .flatMap(s -> s.shares().values().stream())
                .flatMap(s -> s.findings().entrySet().stream())
                .filter(f -> f.getKey().action() != Action.REJECT)
                .mapToLong(Map.Entry::getValue)
                .sum();
        var reported = losses.stream().mapToLong(Loss::count).sum();
        return new Check(
                "losses",
                found == reported ? Verdict.PASS : Verdict.FAIL,
                Math.abs(found - reported),
                found + " findings in the stage, " + reported + " reported, each with table, column and rule");
    }
}
