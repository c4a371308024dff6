package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.transfuse.model.UserException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class MishapTest {
    private static final Path OUT = Path.of("").toAbsolutePath();

    @Test
    void aFullDiskIsOneLineThatNamesIt() {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a disk that is always full exists on Linux alone");
        var failure = catchThrowable(() -> {
            try (var out = Files.newOutputStream(full)) {
                out.write(1);
            } catch (java.io.IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(Mishap.line(new SparkException("Job aborted", failure), OUT).orElseThrow())
                .startsWith("writing stopped: the disk of /")
                .doesNotContain("\n");
    }

    @Test
    void anExecutorThatIsGoneIsOneLine() {
        var failure = new IllegalStateException(
                "the load job failed",
                new SparkException(
                        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent failure:"
                                + " Lost task 0.3 in stage 1.0 (executor 1): ExecutorLostFailure (executor 1 exited)",
                        null));

        assertThat(Mishap.line(failure, OUT).orElseThrow()).contains("Spark lost an executor");
    }

    @Test
    void aBugStaysABugAndAUsersLineStaysTheirs() {
        assertThat(Mishap.line(new IllegalStateException("no such column"), OUT))
                .isEmpty();
        assertThat(Mishap.line(UserException.stopped("no space left on device"), OUT))
                .isEmpty();
    }
}
