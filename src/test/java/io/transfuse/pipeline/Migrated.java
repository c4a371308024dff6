package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation;
import io.transfuse.model.Validation.Level;
import io.transfuse.model.Validation.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A finished run of many lines, each looked at by itself.
 *
 * @param trial the run
 * @param validation its verdict
 * @param diff its {@code schema_diff.md}
 */
record Migrated(Trial trial, Validation validation, Validation again, String diff) {

    static Migrated of(Trial trial) {
        var validation = trial.run().validation().orElseThrow();
        try {
            // Before a test changes the target.
            var again = trial.verify().validation().orElseThrow();
            return new Migrated(trial, validation, again, Files.readString(trial.out.resolve("schema_diff.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void holds(Line line) {
        line.rows.forEach((query, expected) ->
                assertThat(Servers.rows(trial.target, query)).as(query).containsExactlyElementsOf(expected));
        assertThat(losses()).containsAllEntriesOf(line.losses);
        assertThat(rejects()).containsAllEntriesOf(line.rejects);
        assertThat(line.told).allMatch(diff::contains);
    }

    /** Whether all is well, and nothing is lost that no line foresees. */
    void holdsNothingBut(List<Line> lines) {
        var foreseen = new ArrayList<String>();
        lines.forEach(l -> {
            foreseen.addAll(l.losses.keySet());
            foreseen.addAll(l.rejects.keySet());
        });

        assertThat(validation.checks())
                .filteredOn(c -> c.verdict() == Verdict.FAIL)
                .extracting(c -> c.name() + ": " + c.detail())
                .isEmpty();
        assertThat(validation.tables())
                .filteredOn(t -> t.verdict() == Verdict.FAIL)
                .isEmpty();
        assertThat(losses().keySet()).isSubsetOf(foreseen);
        assertThat(rejects().keySet()).isSubsetOf(foreseen);
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(again.level()).isEqualTo(Level.ROWS);
        assertThat(again.tables()).filteredOn(t -> t.verdict() == Verdict.FAIL).isEmpty();
        assertThat(again.verdict()).isEqualTo(Verdict.PASS);
    }

    private Map<String, Long> losses() {
        var losses = new HashMap<String, Long>();
        validation.losses().forEach(l -> losses.put(l.table() + "." + l.column() + ": " + l.rule(), l.count()));
        return losses;
    }

    private Map<String, Long> rejects() {
        var rejects = new HashMap<String, Long>();
        validation.rejects().forEach(r -> rejects.put(r.table() + ": " + r.rule(), r.count()));
        return rejects;
    }
}
