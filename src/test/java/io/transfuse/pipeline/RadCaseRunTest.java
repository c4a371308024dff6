package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RadCaseRunTest {

    @TempDir
    Path folder;

    @Test
    void cleanSampleArrivesWhole() {
        var trial = Trial.of("radcase", folder).sampled(60, false);

        var outcome = trial.run();

        var validation = outcome.validation().orElseThrow();
        assertThat(validation.rejects()).isEmpty();
        assertThat(outcome.findings()).isEmpty();
        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
        assertThat(outcome.exitCode()).isZero();
        ShippedQueries.tell(
                trial,
                "UPDATE images SET annotations = to_jsonb(annotations::text) WHERE annotations IS NOT NULL",
                "images-with-annotations");
    }

    @Test
    void dirtySampleHasEveryFaultNamed() {
        var trial = Trial.of("radcase", folder).sampled(60, true);

        var outcome = trial.run();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.validation().orElseThrow().sources()).allMatch(Fate::closed);
        assertThat(trial.unnamed(outcome.validation().orElseThrow())).isEmpty();
    }
}
