package io.transfuse.report;

import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Why a verdict is FAIL: one line a finding, for the page's head and for stderr. */
public final class Shortfalls {

    private Shortfalls() {}

    /** The findings: tables first, then fates, then checks; empty where all is well. */
    public static List<String> of(Validation validation) {
        var lines = new ArrayList<String>();
        validation.tables().stream()
                .filter(t -> t.verdict() == Verdict.FAIL)
                .forEach(t -> lines.add(t.table() + ": " + differing(t)));
        validation.sources().stream().filter(s -> !s.closed()).forEach(s -> lines.add(s.table() + ": " + unclosed(s)));
        validation.checks().stream()
                .filter(c -> c.verdict() == Verdict.FAIL)
                .forEach(c -> lines.add("check " + c.name() + ": " + Figures.count(c.count())
                        + (c.detail().isEmpty() ? "" : ", " + c.detail())));
        return lines;
    }

    static String differing(Compared t) {
        var parts = new ArrayList<String>();
        add(parts, t.missing(), "missing");
        add(parts, t.extra(), "extra");
        add(parts, t.changed(), "changed");
        if (!parts.isEmpty()) {
            return String.join(", ", parts);
        }
        if (t.stagedRows() != t.targetRows()) {
            return Figures.rows(t.stagedRows()) + " staged, " + Figures.count(t.targetRows()) + " in the target";
        }
        return t.stageChecksum().equals(t.targetChecksum())
                ? "the comparison failed"
                : "the checksums of stage and target differ";
    }

    private static void add(List<String> parts, long n, String what) {
        if (n > 0) {
            parts.add(Figures.count(n) + " " + what);
        }
    }

    static String unclosed(Fate fate) {
        var open = fate.read() - fate.staged() - fate.rejected() - fate.dropped();
        return open > 0
                ? Figures.count(open) + " of " + Figures.rows(fate.read()) + " read went nowhere"
                : Figures.count(-open) + " more staged, rejected or dropped than the " + Figures.rows(fate.read())
                        + " read";
    }
}
