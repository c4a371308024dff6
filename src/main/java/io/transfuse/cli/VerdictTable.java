package io.transfuse.cli;

import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Asked;
import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Level;
import io.transfuse.model.Validation.Loss;
import io.transfuse.model.Validation.Reject;
import io.transfuse.model.Validation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A verdict as people read it in a terminal: tables first, what deserves a look below, the verdict last. */
final class VerdictTable {
    private static final List<String> HEAD =
            List.of("table", "read", "staged", "target", "missing", "extra", "changed", "verdict");

    private VerdictTable() {}

    static String of(Validation validation) {
        var text = new StringBuilder(tables(validation));
        section(text, "rejected", validation.rejects(), VerdictTable::reject);
        section(text, "changed by a policy, or worth knowing", validation.losses(), VerdictTable::loss);
        var doubtful = validation.checks().stream()
                .filter(c -> c.verdict() != Verdict.PASS)
                .toList();
        section(text, "checks", doubtful, VerdictTable::check);
        var unequal = validation.queries().stream()
                .filter(q -> q.verdict() != Verdict.PASS)
                .toList();
        section(text, "queries", unequal, VerdictTable::query);
        var open = validation.sources().stream().filter(f -> !f.closed()).toList();
        section(text, "rows without a fate", open, VerdictTable::fate);
        return text.append(last(validation)).toString();
    }

    private static String tables(Validation validation) {
        var read = validation.sources().stream().collect(Collectors.toMap(Fate::table, Fate::read, Long::sum));
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        for (var table : validation.tables()) {
            rows.add(List.of(
                    table.table(),
                    number(table.sources().stream()
                            .mapToLong(s -> read.getOrDefault(s, 0L))
                            .sum()),
                    number(table.stagedRows()),
                    number(table.targetRows()),
                    number(table.missing()),
                    number(table.extra()),
                    number(table.changed()),
                    table.verdict().name()));
        }
        return aligned(rows);
    }

    private static String aligned(List<List<String>> rows) {
        var widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream()
                .map(row -> {
                    var line = new StringBuilder();
                    for (var i = 0; i < widths.length; i++) {
                        var gap = " ".repeat(widths[i] - row.get(i).length());
                        var words = i == 0 || i == widths.length - 1;
                        line.append(i == 0 ? "" : "  ").append(words ? row.get(i) + gap : gap + row.get(i));
                    }
                    return line.toString().stripTrailing() + "\n";
                })
                .collect(Collectors.joining());
    }

    private static <T> void section(StringBuilder text, String title, List<T> items, Function<T, String> line) {
        if (!items.isEmpty()) {
            text.append('\n').append(title).append('\n');
            items.forEach(item -> text.append("  ").append(line.apply(item)).append('\n'));
        }
    }

    private static String reject(Reject reject) {
        return "%s  %s  %s".formatted(reject.table(), reject.rule(), number(reject.count()));
    }

    private static String loss(Loss loss) {
        return "%s.%s  %s  %s".formatted(loss.table(), loss.column(), loss.rule(), number(loss.count()));
    }

    private static String check(Check check) {
        return "%s  %s  %s  %s"
                .formatted(check.verdict(), check.name(), number(check.count()), check.detail())
                .stripTrailing();
    }

    private static String query(Asked query) {
        return "%s  %s  %s".formatted(query.verdict(), query.name(), query.detail());
    }

    private static String fate(Fate fate) {
        return "%s  read %s, but staged %s + rejected %s + dropped %s"
                .formatted(
                        fate.table(),
                        number(fate.read()),
                        number(fate.staged()),
                        number(fate.rejected()),
                        number(fate.dropped()));
    }

    private static String last(Validation validation) {
        var rows = validation.tables().stream().mapToLong(Compared::targetRows).sum();
        return String.format(
                Locale.ROOT,
                "%nverdict: %s  (%s%,d tables, %,d rows, %.1f s)%n",
                validation.verdict(),
                validation.level() == Level.COUNTS ? "counts only, " : "",
                validation.tables().size(),
                rows,
                validation.seconds());
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
