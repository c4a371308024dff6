package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.transfuse.Servers;
import io.transfuse.SqlServers;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.sample.Torture;
import io.transfuse.source.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TortureRunTest {

    /** Every odd thing is in so many; scripts/bench measures them. */
    private static final int TABLES = 300;

    private static final int FEWER = Torture.ODD + 20;

    @TempDir
    Path folder;

    @Test
    void everythingUnpleasantArrivesAndASecondRunHasNothingToDo() throws Exception {
        assumeTrue(SqlServers.all().findFirst().isPresent(), "neither MySQL nor MariaDB runs here");
        var server = Servers.mariadb().or(Servers::mysql).orElseThrow();
        var source = server.database();
        Servers.execute(source, new Torture(true, TABLES).statements().toArray(String[]::new));

        var trial = Trial.from(server.reader(source), folder);
        passes(trial, TABLES);
        CatalogueRows.sameByFiles(trial);
    }

    @Test
    void aWholeRunIntoPostgreSql14Passes() {
        var old = Servers.oldPostgres();
        assumeTrue(old.isPresent(), "PostgreSQL 14 does not run here");
        var trial = Trial.shop(folder).with("target.url", old.get().jdbcUrl());

        assertThat(trial.run().exitCode()).isZero();
        assertThat(trial.verify().exitCode()).isZero();
    }

    @Test
    void whatSqliteTakesOfItArrivesToo() {
        var trial = Trial.of("general", folder);
        Made.file(trial.source, new Torture(false, FEWER).statements().toArray(String[]::new));

        passes(trial, FEWER);
    }

    @Test
    void aKeyThatCannotHaveItsUsualNameIsListed() throws Exception {
        var trial = Trial.of("general", folder);
        Made.file(
                trial.source,
                "CREATE TABLE " + "a".repeat(60) + " (id INTEGER PRIMARY KEY)",
                "CREATE TABLE b (id INTEGER PRIMARY KEY, code INT UNIQUE)",
                "CREATE TABLE b_code_key (id INT)");

        assertThat(trial.plan().exitCode()).isZero();

        assertThat(Files.readString(trial.out.resolve("schema_diff.md")))
                .contains("a".repeat(60) + "_pkey is named")
                .contains("b_code_key is named");
    }

    private static void passes(Trial trial, int tables) {
        assertThat(trial.plan().findings()).isEmpty();

        var run = trial.run();

        assertThat(run.findings()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        assertThat(run.validation().orElseThrow().tables()).hasSize(tables);
        assertThat(trial.verify().exitCode()).isZero();
        assertThat(trial.run().summary()).contains("nothing left to do");
    }
}
