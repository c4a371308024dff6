package io.transfuse.report;

import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Difference;
import io.transfuse.model.Validation.Unequal;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** One differing row: its key and the columns; their values only where the user asked for them. */
    record DifferenceRow(String key, String kind, String columns, List<ValueRow> values) {
        static DifferenceRow of(Difference difference) {
            return new DifferenceRow(
                    difference.key(),
                    difference.kind(),
                    String.join(", ", difference.columns()),
                    difference.values().stream().map(ValueRow::of).toList());
        }

        boolean hasValues() {
            return !values.isEmpty();
        }
    }

    /** What one column must hold and what it holds. */
    record ValueRow(String column, String expected, String actual) {
        static ValueRow of(Unequal value) {
            return new ValueRow(value.column(), shown(value.expected()), shown(value.actual()));
        }

        private static String shown(@Nullable String value) {
            return value == null ? "NULL" : value.isEmpty() ? "(empty)" : value;
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

    /** Whether values of rows stand in clear here. */
    boolean clear() {
        return differences.stream().anyMatch(DifferenceRow::hasValues);
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
