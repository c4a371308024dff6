package io.transfuse.report;

import io.transfuse.model.Validation.Fate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where the rows of one source table went, as figures and as two bars of one scale: what became of the rows read, and
 * what PostgreSQL holds of those staged and derived.
 */
record FateRow(
        String table,
        boolean calm,
        String trouble,
        List<Part> bar,
        List<Part> arrival,
        Count read,
        Count staged,
        Count rejected,
        Count dropped,
        Count derived,
        Count consulted,
        Count arrived) {

    /** One stretch of a bar. */
    record Part(String style, String percent) {}

    static FateRow of(Fate fate, Arrival arrival) {
        var open = Math.max(0, fate.read() - fate.staged() - fate.rejected() - fate.dropped());
        var all = Math.max(
                Math.max(1, arrival.staged()), Math.max(fate.read(), fate.staged() + fate.rejected() + fate.dropped()));
        return new FateRow(
                fate.table(),
                fate.closed() && fate.rejected() == 0 && fate.dropped() == 0,
                fate.closed() ? "" : Shortfalls.unclosed(fate),
                parts(
                        part("staged", fate.staged(), all),
                        part("rejected", fate.rejected(), all),
                        part("dropped", fate.dropped(), all),
                        part("open", open, all)),
                parts(
                        part("equal", arrival.equal(), all),
                        part("changed", arrival.changed(), all),
                        part("missing", arrival.missing(), all)),
                Count.of(fate.read()),
                Count.of(fate.staged()),
                Count.bad(fate.rejected(), "warned"),
                Count.of(fate.dropped()),
                Count.of(fate.derived()),
                Count.of(fate.consulted()),
                arrival.missing() > 0 ? Count.bad(arrival.target(), "failed") : Count.of(arrival.target()));
    }

    private static List<Part> parts(Part... parts) {
        return Stream.of(parts).filter(p -> !p.percent().equals("0.000")).toList();
    }

    private static Part part(String style, long rows, long all) {
        return new Part(style, rows == 0 ? "0.000" : String.format(Locale.ROOT, "%.4f", 100.0 * rows / all));
    }
}
