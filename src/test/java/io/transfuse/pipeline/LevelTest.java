package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Level;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each level finds what it says it finds, and the report names the level. */
class LevelTest {

    @TempDir
    Path folder;

    @Test
    void countsSeeALostRowAndMissAChangedValue() throws Exception {
        var trial = Trial.shop(folder);
        assertThat(trial.run().validation().orElseThrow().level()).isEqualTo(Level.DIGESTS);
        Servers.execute(trial.target, "UPDATE notes SET body = 'x'");
        var verified = trial.verify();
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.validation().orElseThrow().level()).isEqualTo(Level.ROWS);

        var counted = trial.with("verify.level", "counts").verify();
        assertThat(counted.exitCode()).isZero();
        assertThat(counted.validation().orElseThrow().level()).isEqualTo(Level.COUNTS);
        assertThat(Files.readString(trial.out.resolve("report.html")))
                .contains("Counted equal", "Only counts were compared: values may differ.");
        assertThat(counted.json()).contains("\"level\": \"COUNTS\"");

        Servers.execute(trial.target, "DELETE FROM notes WHERE ctid = (SELECT max(ctid) FROM notes)");
        var lost = trial.verify();
        assertThat(lost.exitCode()).isEqualTo(1);
        assertThat(lost.validation().orElseThrow().tables())
                .filteredOn(t -> t.verdict() == Verdict.FAIL)
                .extracting(Compared::missing)
                .containsExactly(1L);
    }
}
