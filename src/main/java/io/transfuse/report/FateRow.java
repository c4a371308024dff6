package io.transfuse.report;

import io.transfuse.model.Validation.Fate;
import java.util.List;
import java.util.Locale;

/** The fates of one source table's rows, as figures and as a bar. */
record FateRow(
        String table,
        boolean calm,
        String trouble,
        List<Part> bar,
        Count read,
        Count staged,
        Count rejected,
        Count dropped,
        Count derived,
        Count consulted) {

    /** One stretch of the bar. */
    record Part(String style, String percent) {}

    static FateRow of(Fate fate) {
        var open = Math.max(0, fate.read() - fate.staged() - fate.rejected() - fate.dropped());
        var all = Math.max(1, Math.max(fate.read(), fate.staged() + fate.rejected() + fate.dropped()));
        var bar = List.of(
                        part("staged", fate.staged(), all),
                        part("rejected", fate.rejected(), all),
                        part("dropped", fate.dropped(), all),
                        part("open", open, all))
                .stream()
                .filter(p -> !p.percent().equals("0.000"))
                .toList();
        return new FateRow(
                fate.table(),
                fate.closed() && fate.rejected() == 0 && fate.dropped() == 0,
                fate.closed() ? "" : Shortfalls.unclosed(fate),
                bar,
                Count.of(fate.read()),
                Count.of(fate.staged()),
                Count.bad(fate.rejected(), "warned"),
                Count.of(fate.dropped()),
                Count.of(fate.derived()),
                Count.of(fate.consulted()));
    }

    private static Part part(String style, long rows, long all) {
        return new Part(style, rows == 0 ? "0.000" : String.format(Locale.ROOT, "%.4f", 100.0 * rows / all));
    }
}
