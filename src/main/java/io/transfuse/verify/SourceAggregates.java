package io.transfuse.verify;

import io.transfuse.model.Finding;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.Source.Measured;
import io.transfuse.stage.Scanned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares what the source's own SQL adds up to with what the stage adds up to: the one check that a wrong
 * transformation cannot pass, because it has no part in either sum.
 */
public final class SourceAggregates {

    private SourceAggregates() {}

    /**
     * One target table.
     *
     * @param source aggregates of the source, over the rows that were not rejected, by target column
     * @param stage the stage's
     * @param changed target columns whose values a policy or a transformation of the user's changes on purpose
     */
    public static Check check(String table, Map<String, Measured> source, Scanned stage, Collection<String> changed) {
        var wrong = new ArrayList<String>();
        int compared = 0;
        for (var column : new TreeMap<>(source).entrySet()) {
            var staged = stage.measured().get(column.getKey());
            if (staged == null || changed.contains(column.getKey())) {
                continue;
            }
            compared++;
            var faults = faults(column.getValue(), staged);
            if (!faults.isEmpty()) {
                wrong.add(column.getKey() + " (" + String.join(", ", faults) + ")");
            }
        }
        var detail = wrong.isEmpty()
                ? compared + " columns add up to the same in source and stage" + exempt(changed)
                : "the stage is not what the source holds: " + String.join("; ", wrong);
        return new Check(
                "source-aggregates:" + table, wrong.isEmpty() ? Verdict.PASS : Verdict.FAIL, wrong.size(), detail);
    }

    private static String exempt(Collection<String> changed) {
        return changed.isEmpty()
                ? ""
                : "; changed on purpose and not comparable: "
                        + String.join(", ", changed.stream().sorted().toList());
    }

    private static List<String> faults(Measured source, Measured stage) {
        var faults = new ArrayList<String>();
        if (source.count() != stage.count()) {
            faults.add("count");
        }
        if (differs(source.sum(), stage.sum())) {
            faults.add("sum");
        }
        if (differs(source.least(), stage.least())) {
            faults.add("minimum");
        }
        if (differs(source.most(), stage.most())) {
            faults.add("maximum");
        }
        return faults;
    }

    /** A part that one side cannot compute exactly is empty and says nothing. */
    private static boolean differs(String source, String stage) {
        return !source.isEmpty() && !stage.isEmpty() && !source.equals(stage);
    }

    /** Source columns whose staged values a policy changed; dates in other encodings stay the same moments. */
    public static List<String> coerced(Collection<Finding> found) {
        return found.stream()
                .filter(f -> f.action() == Finding.Action.COERCE && !sameValue(f.rule()))
                // A finding about several columns names them all.
                .flatMap(f -> Stream.of(f.column().split(", ")))
                .toList();
    }

    /** Another spelling of one moment or UUID. */
    private static boolean sameValue(String rule) {
        return rule.startsWith("date:") || rule.equals("uuid-spelling");
    }
}
