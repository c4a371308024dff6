package io.transfuse.pipeline;

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
}
