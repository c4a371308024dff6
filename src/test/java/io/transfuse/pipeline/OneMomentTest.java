package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Validation.Check;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that moved while it was read fails a run in which stage and target agree. */
class OneMomentTest {

    @TempDir
    Path folder;

    @Test
    void theVerdictFailsUnlessTheUserAcceptsIt() throws Exception {
        var trial = Trial.shop(folder);
        assertThat(moment(trial.run()).verdict()).isEqualTo(Verdict.PASS);

        var evidence = trial.out.resolve("stage/_evidence.json");
        var passed = Files.readString(evidence);
        var failed = passed.replaceFirst(
                "(\"name\" : \"one-moment\",\\s+\"verdict\" : )\"PASS\"(,\\s+\"count\" : )0", "$1\"FAIL\"$21");
        assertThat(failed).isNotEqualTo(passed);
        Files.writeString(evidence, failed);
        // Where Hadoop keeps checksums of its own beside its files, this one is no longer right.
        Files.deleteIfExists(evidence.resolveSibling("._evidence.json.crc"));

        var refused = trial.verify();
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(moment(refused).detail()).contains("read.one-moment=preferred");
        var accepted = trial.with("read.one-moment", "preferred").verify();
        assertThat(accepted.exitCode()).isZero();
        assertThat(moment(accepted).verdict()).isEqualTo(Verdict.WARN);
    }

    private static Check moment(Outcome outcome) {
        return outcome.validation().orElseThrow().checks().stream()
                .filter(c -> c.name().equals(Proof.MOMENT))
                .findFirst()
                .orElseThrow();
    }
}
