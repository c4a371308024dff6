package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.model.UserException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostLedgerRunTest {

    @TempDir
    Path folder;

    @Test
    void whoStartsOverWithoutALedgerIsNotSentInACircle() throws Exception {
        var trial = Trial.shop(folder);
        trial.run();
        Servers.execute(trial.target, "DROP SCHEMA transfuse CASCADE");

        assertThatThrownBy(trial::fresh)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("rename or drop what is there (no ledger in schema transfuse says")
                .hasMessageNotContainingAny("--fresh");
    }

    @Test
    void aRunAfterItsSuccessMissesTablesThatAreGone() {
        var trial = Trial.shop(folder);
        trial.run();
        Servers.execute(trial.target, "DROP TABLE orders CASCADE");

        assertThat(trial.status().summary())
                .endsWith("verdict PASS; the target has no public.orders any more; 'run --fresh' migrates all"
                        + " again");
        assertThat(trial.status().json()).contains("\"done\" : false");
        var outcome = trial.run();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.findings())
                .singleElement()
                .asString()
                .contains("the run ended with PASS")
                .contains("the target has no public.orders any more; 'run --fresh'");
    }

    @Test
    void aLedgerThatSomebodyChangedIsNamedAsSuch() {
        var trial = Trial.shop(folder);
        trial.run();
        Servers.execute(trial.target, "ALTER TABLE transfuse.runs DROP COLUMN verdict");

        assertThatThrownBy(trial::run)
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("the ledger, schema transfuse, is not as Transfuse made it");
    }
}
