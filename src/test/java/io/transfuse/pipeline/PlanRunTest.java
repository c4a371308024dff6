package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanRunTest {

    @TempDir
    Path folder;

    @Test
    void itLeavesTheTargetByteForByteAsItWas() {
        var trial = Trial.shop(folder);
        Servers.execute(trial.target, "CREATE TABLE orders (theirs int)", "INSERT INTO orders VALUES (1)");
        var before = Footprint.of(trial.target);

        var outcome = trial.plan();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.findings()).isEmpty();
        assertThat(Footprint.of(trial.target)).isEqualTo(before);
        assertThat(trial.out)
                .isDirectoryContaining("glob:**migration_plan.json")
                .isDirectoryContaining("glob:**schema_diff.md")
                .isDirectoryContaining("glob:**/schema.sql")
                .isDirectoryContaining("glob:**indexes.sql")
                .isDirectoryContaining("glob:**post_migration_checks.sql");
    }

    @Test
    void afterARunItLeavesTheChecksThatKnowWhatTheRunStaged() throws Exception {
        var trial = Trial.shop(folder);
        trial.run();
        var checks = Files.readString(trial.out.resolve("post_migration_checks.sql"));

        assertThat(trial.plan().exitCode()).isZero();

        assertThat(checks).contains("'rows:");
        assertThat(trial.out.resolve("post_migration_checks.sql")).hasContent(checks);
    }

    @Test
    void itNeedsNoTargetAtAll() {
        var trial = Trial.shop(folder).with("target.url", "postgresql://localhost:1/nowhere");

        assertThat(trial.plan().exitCode()).isZero();
    }

    @Test
    void blockersAreNamedAndEndWithTwo() {
        var trial = Trial.of("radcase", folder).sampled("shop", 3, false);
        var before = Footprint.of(trial.target);

        var planned = trial.plan();
        var run = trial.run();

        assertThat(planned.exitCode()).isEqualTo(2);
        assertThat(planned.findings()).anyMatch(f -> f.startsWith("cases: "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.findings()).isEqualTo(planned.findings());
        assertThat(Footprint.of(trial.target)).isEqualTo(before);
    }

    @Test
    void anIndexThatPostgresDoesNotTakeStopsTheRunBeforeAnyRowIsRead() throws Exception {
        var trial = Trial.shop(folder)
                .configured(List.of(
                        "tables.orders.indexes.by_nothing = \"USING gin (no_such_column)\"",
                        "tables.orders.indexes.by_id = \"USING no_such_method (id)\""));
        var before = Footprint.of(trial.target);

        var run = trial.run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.findings()).hasSize(2).allMatch(f -> f.contains(" of public.orders cannot be made in "));
        assertThat(Footprint.of(trial.target)).isEqualTo(before);
        assertThat(trial.out.resolve("stage")).doesNotExist();
    }
}
