package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Sparks;
import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a run does after a success: nothing, whatever has changed meanwhile. */
@TestInstance(Lifecycle.PER_CLASS)
class SecondRunTest {
    private Trial trial;
    private byte[] source;
    private List<String> target;
    private Set<String> stage;

    @BeforeAll
    void aFirstRun(@TempDir Path folder) throws IOException {
        trial = Trial.shop(folder);
        assertThat(trial.run().exitCode()).isZero();
        source = Files.readAllBytes(trial.source);
        target = Footprint.of(trial.target);
        stage = Footprint.files(trial.out.resolve("stage"));
    }

    @AfterEach
    void nothingHasChanged() throws IOException {
        assertThat(Footprint.of(trial.target)).isEqualTo(target);
        assertThat(Footprint.files(trial.out.resolve("stage"))).isEqualTo(stage);
        Files.write(trial.source, source);
    }

    @Test
    void itSaysThatNothingIsLeft() {
        var outcome = trial.run();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.summary()).startsWith("nothing left to do").contains("the source has not changed since");
    }

    @Test
    void itSaysThatTheSourceHasMovedOn() throws IOException {
        trial.inSource("UPDATE customers SET name = 'Moved On' WHERE id = 1");

        var copy = Files.readAllBytes(trial.out.resolve("source/copy.db"));

        var outcome = trial.run();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.summary()).startsWith("nothing left to do").contains("the source has moved on since");
        assertThat(trial.out.resolve("source/copy.db")).hasBinaryContent(copy);
        assertThat(trial.out.resolve("source")).isDirectoryNotContaining("glob:**/next-*");
    }

    @Test
    void aChangedSettingIsRefusedWithItsOldAndNewValue() {
        trial.settings.put("uuid.keys", "none");
        try {
            assertThatThrownBy(trial::run)
                    .isInstanceOfSatisfying(
                            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                    .hasMessageContaining("uuid.keys is none and was integer");
        } finally {
            trial.settings.remove("uuid.keys");
        }
    }

    @Test
    void anotherSchemaIsNotPassedOver() {
        trial.settings.put("target.namespace", "other");
        try {
            assertThatThrownBy(trial::verify)
                    .isInstanceOf(UserException.class)
                    .hasMessage("target.namespace is other, but must be as when this run began: public");
        } finally {
            trial.settings.remove("target.namespace");
        }
    }

    @Test
    void aStageWithOtherChecksumsIsNotCompared() throws IOException {
        var log = trial.out.resolve("stage/public.orders/_delta_log/00000000000000000000.json");
        // Hadoop's file system may have left a checksum of the file beside it.
        var sum = log.resolveSibling("." + log.getFileName() + ".crc");
        var aside = log.resolveSibling("aside");
        var written = Files.readString(log);
        var writtenAt = Files.getLastModifiedTime(log);
        if (Files.exists(sum)) {
            Files.move(sum, aside);
        }
        Files.writeString(log, written.replace("transfuse.checksums", "transfuse.others"));
        try {
            assertThatThrownBy(trial::verify)
                    .isInstanceOfSatisfying(
                            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                    .hasMessageContaining("written by a Transfuse with other checksums");
        } finally {
            Files.writeString(log, written);
            Files.setLastModifiedTime(log, writtenAt);
            if (Files.exists(aside)) {
                Files.move(aside, sum);
            }
        }
    }

    @Test
    void freshRemovesNothingWhereANewRunIsBlocked() {
        trial.settings.put("tables.invoices.required", "true");
        try {
            var outcome = trial.fresh();

            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.findings()).anyMatch(f -> f.startsWith("invoices"));
        } finally {
            trial.settings.remove("tables.invoices.required");
        }
    }

    @Test
    void statusAndReportTellTheSame() throws IOException {
        Files.delete(trial.out.resolve("report.html"));

        assertThat(trial.status().summary()).contains("verdict PASS; nothing left to do");
        assertThat(trial.status().json()).contains("\"done\" : true");
        assertThat(trial.report().exitCode()).isZero();
        assertThat(trial.out.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void anyDeltaReaderOpensTheStage() {
        var table = trial.run().validation().orElseThrow().tables().stream()
                .filter(t -> t.table().equals("public.orders"))
                .findFirst()
                .orElseThrow();

        assertThat(delta("stage/public.orders").count()).isEqualTo(table.stagedRows());
        assertThat(delta("stage/public.orders").columns())
                .containsExactly(
                        "id",
                        "person_id",
                        "company_id",
                        "status",
                        "placed_at",
                        "_source",
                        "_key",
                        "_checksum",
                        "_findings");
        assertThat(delta("rejects").columns()).contains("table", "rule", "reason", "row");
        assertThat(delta("rejects").isEmpty()).isTrue();
    }

    private Dataset<Row> delta(String folder) {
        return Sparks.session()
                .read()
                .format("delta")
                .load(trial.out.resolve(folder).toString());
    }
}
