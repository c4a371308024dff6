package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Asked;
import io.transfuse.model.Validation.Verdict;
import java.util.List;
import java.util.Map;

/** The queries that a system ships, asked after a run of its clean sample. */
final class ShippedQueries {
    private static final int LEAST = 5;

    private ShippedQueries() {}

    /** All of them find rows and are answered alike; after a damage of the target the named ones are not. */
    static void tell(Trial trial, String damage, String... differing) {
        assertThat(asked(trial, 0))
                .hasSizeGreaterThanOrEqualTo(LEAST)
                .allMatch(
                        q -> q.rows() > 0 && q.source().p50() > 0 && q.target().p95() > 0, "finds rows, is timed")
                .extracting(q -> q.name() + " " + q.verdict() + q.detail())
                .allMatch(line -> line.endsWith(" PASS"));
        var damaged = trial.withCopiedTarget();
        Servers.execute(damaged.target, "SET session_replication_role = replica", damage);
        assertThat(asked(damaged, 1))
                .filteredOn(q -> q.verdict() == Verdict.FAIL && q.missing() > 0 && q.extra() > 0)
                .extracting(Asked::name)
                .containsExactlyInAnyOrder(differing);
    }

    private static List<Asked> asked(Trial trial, int exitCode) {
        var before = Map.copyOf(trial.settings);
        var outcome =
                trial.with("verify.level", "counts").with("compare.runs", "1").verify();
        trial.settings.clear();
        trial.settings.putAll(before);
        var asked = outcome.validation().orElseThrow().queries();
        assertThat(outcome.exitCode()).as("%s", asked).isEqualTo(exitCode);
        return asked;
    }
}
