package io.transfuse.report;

import io.transfuse.model.Finding.Action;
import io.transfuse.model.Plan;
import io.transfuse.model.Plan.Prediction;
import java.util.List;

/**
 * How much a run has to do, how long it may take, and what it will refuse.
 *
 * @param bytes about what the source stores for the tables
 * @param seconds about how long a run takes on this machine's processors
 * @param rejects rows that rules will refuse; a row that breaks two rules may count twice, children of refused rows not
 * @param findings what the source's own counts foretell; only rules that any row breaks
 */
public record Forecast(long bytes, double seconds, long rejects, List<Finding> findings) {

    // Measured with local mode on slow processors: a start, a share for each table, and bytes a second and processor.
    private static final double START = 8;
    private static final double TABLE = 0.3;
    private static final double BYTES_A_SECOND = 3_000_000;

    public Forecast {
        findings = List.copyOf(findings);
    }

    /** One rule that rows will break. */
    public record Finding(String table, String column, String rule, Action action, long count) {}

    static Forecast of(Plan plan) {
        var bytes = plan.mappings().stream()
                .filter(m -> m.first())
                .mapToLong(m -> m.profile().bytes())
                .sum();
        var seconds = START
                + TABLE * plan.targets().size()
                + bytes / (BYTES_A_SECOND * Runtime.getRuntime().availableProcessors());
        var findings = plan.predictions().stream()
                .filter(p -> p.count() > 0)
                .map(Forecast::finding)
                .toList();
        var rejects = plan.mappings().stream()
                .filter(m -> m.first())
                .mapToLong(m -> Math.min(
                        m.profile().rows(), refused(findings, m.source().name())))
                .sum();
        return new Forecast(bytes, Math.round(seconds), rejects, findings);
    }

    private static long refused(List<Finding> findings, String table) {
        return findings.stream()
                .filter(f -> f.action() == Action.REJECT && f.table().equals(table))
                .mapToLong(Finding::count)
                .sum();
    }

    private static Finding finding(Prediction prediction) {
        var found = prediction.finding();
        return new Finding(prediction.table(), found.column(), found.rule(), found.action(), prediction.count());
    }

    /** The line that a plan ends with. */
    public String words() {
        return Figures.size(bytes) + " in the source, about " + Figures.duration(seconds) + " for a run, "
                + (rejects == 0 ? "no rejects foretold" : Figures.count(rejects, "reject", "rejects") + " foretold");
    }
}
