package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongTransformationTest {

    @TempDir
    Path folder;

    private Outcome run(Class<?> transformation) {
        return Trial.of("radcase", folder)
                .sampled(20, false)
                .with("only", "cases")
                .with("tables.cases.transform", transformation.getName())
                .run();
    }

    private static Check aggregates(Outcome outcome) {
        return outcome.validation().orElseThrow().checks().stream()
                .filter(c -> c.name().equals("source-aggregates:public.cases"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void swappedColumnsFailTheRunAlthoughStageAndTargetAgree() {
        var outcome = run(SwappedColumns.class);

        assertThat(outcome.validation().orElseThrow().tables()).allMatch(t -> t.verdict() == Verdict.PASS);
        assertThat(aggregates(outcome).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(aggregates(outcome).detail()).contains("findings (", "diagnosis (");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.findings()).anyMatch(f -> f.startsWith("check source-aggregates:public.cases: 2"));
    }

    @Test
    void aDeclaredChangeIsExemptAndListed() {
        var outcome = run(SwappedColumns.Declared.class);

        assertThat(outcome.findings()).isEmpty();
        assertThat(aggregates(outcome).verdict()).isEqualTo(Verdict.PASS);
        assertThat(aggregates(outcome).detail()).endsWith("changed on purpose and not comparable: diagnosis, findings");
    }
}
