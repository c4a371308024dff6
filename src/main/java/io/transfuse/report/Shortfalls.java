package io.transfuse.report;

import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Difference;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a verdict is FAIL: one line a finding, for the page's head and for stderr. */
public final class Shortfalls {
    private static final int NAMED = 10;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Shortfalls() {}

    /** The findings: tables first, then fates, then checks; empty where all is well. */
    static List<String> of(Validation validation) {
        return of(validation, t -> Stream.empty());
    }

    /** The findings, each table followed by the first rows that differ, with their key and columns. */
    public static List<String> named(Validation validation) {
        return of(validation, Shortfalls::rows);
    }

    private static List<String> of(Validation validation, Function<Compared, Stream<String>> rows) {
        var lines = new ArrayList<String>();
        validation.tables().stream().filter(t -> t.verdict() == Verdict.FAIL).forEach(t -> {
            lines.add(t.table() + ": " + differing(t));
            rows.apply(t).forEach(lines::add);
        });
        validation.sources().stream().filter(s -> !s.closed()).forEach(s -> lines.add(s.table() + ": " + unclosed(s)));
        validation.checks().stream()
                .filter(c -> c.verdict() == Verdict.FAIL)
                .forEach(c -> lines.add("check " + c.name() + ": " + Figures.count(c.count())
                        + (c.detail().isEmpty() ? "" : ", " + words(c))));
        validation.queries().stream()
                .filter(q -> q.verdict() == Verdict.FAIL)
                .forEach(q -> lines.add("query " + q.name() + ": " + q.detail()));
        return lines;
    }

    /** What a check says, with the first rows that it is about. */
    static String words(Validation.Check check) {
        var more = check.examples().size() - NAMED;
        return check.examples().isEmpty()
                ? check.detail()
                : check.detail() + ": " + check.examples().stream().limit(NAMED).collect(Collectors.joining("; "))
                        + (more > 0 ? "; …" : "");
    }

    private static Stream<String> rows(Compared t) {
        if (incomparable(t)) {
            return t.differences().stream().map(Difference::key);
        }
        var named = t.differences().stream().limit(NAMED).map(d -> named(t.table(), d));
        var more =
                Math.max(t.missing() + t.extra() + t.changed(), t.differences().size()) - NAMED;
        return more > 0
                ? Stream.concat(named, Stream.of(t.table() + ": … and " + Figures.count(more) + " more in the report"))
                : named;
    }

    /**
     * A table that is missing or has other columns has no checksum, and says in words what is wrong with it; where rows
     * are but counted, none are named.
     */
    private static boolean incomparable(Compared t) {
        return t.targetChecksum().isEmpty();
    }

    /** A key may hold anything, but a finding is one line. */
    private static String named(String table, Difference difference) {
        var columns = difference.columns().isEmpty() ? "" : ": " + String.join(", ", difference.columns());
        var line = table + " " + difference.key() + " is " + difference.kind() + columns;
        return CONTROL.matcher(line).replaceAll(" ");
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
