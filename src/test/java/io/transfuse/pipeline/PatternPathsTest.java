package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.transfuse.Servers;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop takes brackets, braces and stars in the name of a folder for a pattern; users do not. */
class PatternPathsTest {

    @TempDir
    Path folder;

    /** Rejects and rows of several files are read back. */
    @Test
    void aFolderWithBracketsIsAFolderLikeOthers() {
        var trial = Trial.of(Path.of("conf/examples/shop.conf"), folder)
                .sampled("shop", 20, true)
                .with("out", folder.resolve("[a] {b,c} *").toString())
                .with("limits.rejects", "1000")
                .with("stage.chunk-rows", "9")
                .with("verify.level", "rows");
        assertThat(trial.run().exitCode()).isZero();
        assertThat(trial.verify().exitCode()).isZero();

        Servers.execute(trial.target, "UPDATE notes SET body = 'x'");
        var notes = Long.parseLong(
                Servers.rows(trial.target, "SELECT count(*) FROM notes").get(0));
        var verified = trial.verify();
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.validation().orElseThrow().tables())
                .filteredOn(t -> t.verdict() == Verdict.FAIL)
                .extracting(Compared::missing, Compared::extra, Compared::changed)
                .containsExactly(tuple(0L, 0L, notes));
        assertThat(notes).isGreaterThan(9);
    }
}
