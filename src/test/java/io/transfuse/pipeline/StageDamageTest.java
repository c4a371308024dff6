package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A good run, and a stage that somebody touched afterwards: it proves nothing any more, and that is said. */
@TestInstance(Lifecycle.PER_CLASS)
class StageDamageTest {

    private Trial trial;
    private Path kept;

    @BeforeAll
    void aGoodRun(@TempDir Path folder) throws IOException {
        trial = Trial.shop(folder).with("verify.level", "counts");
        assertThat(trial.run().exitCode()).isZero();
        kept = folder.resolve("kept");
        FileUtils.copyDirectory(trial.out.resolve("stage").toFile(), kept.toFile());
    }

    @FunctionalInterface
    private interface Fault {
        void happen(Path table) throws IOException;
    }

    private static Path data(Path table) throws IOException {
        try (var files = Files.newDirectoryStream(table, "*.parquet")) {
            return files.iterator().next();
        }
    }

    private void told(String words, Fault fault) throws IOException {
        var stage = trial.out.resolve("stage");
        fault.happen(stage.resolve("public.notes"));
        var outcome = trial.verify();
        FileUtils.deleteDirectory(stage.toFile());
        FileUtils.copyDirectory(kept.toFile(), stage.toFile());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.findings())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("check stage:public.notes: 1, the stage is not as it was written: ")
                .contains(words);
    }

    @Test
    void aChangedByteIsTold() throws IOException {
        told("was changed", table -> {
            var bytes = Files.readAllBytes(data(table));
            bytes[bytes.length / 2]++;
            Files.write(data(table), bytes);
        });
    }

    @Test
    void aFileThatTookThePlaceOfAnotherIsTold() throws IOException {
        told(
                "was changed",
                table -> Files.copy(
                        data(table.resolveSibling("public.people")), data(table), StandardCopyOption.REPLACE_EXISTING));
    }

    @Test
    void aLostFileIsTold() throws IOException {
        told("is missing", table -> Files.delete(data(table)));
    }

    /** Reading the memory of a process from its start fails as a broken disk does. */
    @Test
    void aFileThatCannotBeReadNowIsNotCalledChanged() throws IOException {
        var stage = trial.out.resolve("stage");
        var file = data(stage.resolve("public.notes"));
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
        var stopped = catchThrowableOfType(UserException.class, trial::verify);
        FileUtils.deleteDirectory(stage.toFile());
        FileUtils.copyDirectory(kept.toFile(), stage.toFile());

        assertThat(stopped.exitCode()).isEqualTo(4);
        assertThat(stopped)
                .hasMessageContaining("is there, but could not be read")
                .hasMessageEndingWith("run the same command again");
        assertThat(trial.verify().findings()).isEmpty();
    }

    @Test
    void aLostLogIsTold() throws IOException {
        told("its Delta table is gone, or its log", table -> {
            try (var entries = Files.newDirectoryStream(table.resolve("_delta_log"), "*.json")) {
                for (var entry : entries) {
                    Files.delete(entry);
                }
            }
        });
    }

    @Test
    void aStageThatNobodyTouchedPasses() {
        assertThat(trial.verify().findings()).isEmpty();
    }

    @Test
    void aStoppedRunDoesNotLoadAStageThatWasTouched(@TempDir Path folder) throws IOException {
        var stopped = Trial.shop(folder);
        assertThat(catchThrowable(() -> stopped.run(Halting.at("load", () -> {
                    throw UserException.stopped("the test stops here");
                }))))
                .isNotNull();
        var file = data(stopped.out.resolve("stage/public.notes"));
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);
        assertThat(catchThrowable(stopped::run))
                .hasMessageContaining("the stage of public.notes is not as it was written: ");
        assertThat(stopped.fresh().exitCode()).isZero();
    }
}
