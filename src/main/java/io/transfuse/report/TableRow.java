package io.transfuse.report;

import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Difference;
import java.util.List;

/** Stage and target of one table, as the page shows them. */
record TableRow(
        String anchor,
        Badge badge,
        String table,
        String sources,
        Count staged,
        Count target,
        Count missing,
        Count extra,
        Count changed,
        String version,
        boolean sameChecksum,
        String stageChecksum,
        String targetChecksum,
        String summary,
        List<DifferenceRow> differences,
        String more) {
    private static final int FEW = 20;

    /** One differing row: its key and the columns, never their values. */
    record DifferenceRow(String key, String kind, String columns) {
        static DifferenceRow of(Difference difference) {
            return new DifferenceRow(difference.key(), difference.kind(), String.join(", ", difference.columns()));
        }
    }

    static TableRow of(Compared t, int number) {
        var all = t.missing() + t.extra() + t.changed();
        var shown = t.differences().size();
        return new TableRow(
                "table-" + number,
                Badge.of(t.verdict(), "equal", "warning", "differs"),
                t.table(),
                String.join(", ", t.sources()),
                Count.of(t.stagedRows()),
                Count.of(t.targetRows()),
                Count.bad(t.missing(), "failed"),
                Count.bad(t.extra(), "failed"),
                Count.bad(t.changed(), "failed"),
                Long.toString(t.stageVersion()),
                t.stageChecksum().equals(t.targetChecksum()),
                t.stageChecksum(),
                t.targetChecksum(),
                Shortfalls.differing(t),
                t.differences().stream().map(DifferenceRow::of).toList(),
                all > shown ? "The first " + Figures.count(shown) + " of " + Figures.count(all) + " are listed." : "");
    }

    boolean calm() {
        return badge.style().equals("pass");
    }

    boolean differs() {
        return badge.style().equals("fail");
    }

    boolean hasDifferences() {
        return !differences.isEmpty();
    }

    /** Whether the page has a part with this table's differences. */
    boolean listed() {
        return hasDifferences() || differs();
    }

    /** Whether its differences are shown at once: a long list would hide the next table's. */
    boolean few() {
        return differences.size() <= FEW;
    }
}
