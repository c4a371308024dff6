package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} says of a run that is done, where the target was changed since. */
class StatusRunTest {

    private Trial trial;

    @BeforeEach
    void aRunThatEndedWell(@TempDir Path folder) {
        trial = Trial.shop(folder);
        assertThat(trial.run().exitCode()).isZero();
    }

    @Test
    void whatVerifyFoundIsTheLastVerdict() {
        Servers.execute(trial.target, "UPDATE people SET name = 'another'");
        assertThat(trial.verify().exitCode()).isEqualTo(1);

        assertThat(trial.status().summary())
                .endsWith("verdict FAIL; the run is done, but the target differs since, as verify found;"
                        + " 'verify --repair' mends it, 'run --fresh' migrates it again");
        assertThat(trial.status().json()).contains("\"done\" : false", "\"verdict\" : \"FAIL\"");
        assertThat(trial.run().summary()).startsWith(Leftover.DIFFERS);

        assertThat(trial.repair().exitCode()).isZero();
        assertThat(trial.status().summary()).endsWith("verdict PASS; nothing left to do");
    }

    @Test
    void aTableThatIsGoneIsNotSaidToBeLoaded() {
        Servers.execute(trial.target, "DROP TABLE orders CASCADE");

        assertThat(trial.status().summary())
                .containsPattern("public.orders +staged, gone from the target\n")
                .containsPattern("public.people +staged, 1 of 1 chunks loaded, 14 rows\n")
                .endsWith("'run --fresh' migrates all again");
        assertThat(trial.status().json()).contains("\"gone\" : true");
    }

    @Test
    void aRunThatGoesOnLoadsATableThatIsGone() {
        Servers.execute(trial.target, "DROP TABLE orders CASCADE");
        assertThat(trial.repair().exitCode()).isEqualTo(1);

        assertThat(trial.status().summary())
                .endsWith(
                        "verdict FAIL; the target has no public.orders any more; 'run' loads that again from the stage");
        assertThat(trial.run().exitCode()).isZero();
        assertThat(trial.status().summary()).endsWith("verdict PASS; nothing left to do");
    }
}
