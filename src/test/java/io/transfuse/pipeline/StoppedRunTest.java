package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.transfuse.Servers;
import io.transfuse.load.Target;
import io.transfuse.model.UserException;
import io.transfuse.model.Validation.Fate;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may and what may not go on after a run has stopped midway. */
class StoppedRunTest {

    @TempDir
    Path folder;

    private static void stoppedAt(Trial trial, String step) {
        var halting = Halting.at(step, () -> {
            throw UserException.stopped("the test stops here");
        });
        assertThatThrownBy(() -> trial.run(halting)).hasMessageContaining("the test stops here");
    }

    private static UserException refused(Trial trial, int code) {
        try {
            trial.run();
        } catch (UserException e) {
            assertThat(e.exitCode()).isEqualTo(code);
            assertThat(e.getMessage()).doesNotContain("\n");
            return e;
        }
        throw new AssertionError("the run was not refused");
    }

    @Test
    void sessionsThatAreEndedAreMadeAnewAndTheRunGoesOn() throws Exception {
        for (var step : Map.of("load", "companies", "keys and indexes", "notes", "verify", "orders")
                .entrySet()) {
            var trial = Trial.shop(Files.createDirectory(folder.resolve(step.getValue())))
                    .with("load.connections", "1");

            var outcome = endedOnce(trial, step.getKey(), step.getValue());

            assertThat(outcome.validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
            assertThat(Servers.rows(trial.target, "SELECT count(*), count(DISTINCT id) FROM companies"))
                    .allMatch(r -> r.replaceFirst("\\|.*", "").equals(r.replaceFirst(".*\\|", "")));
        }
    }

    /** Ends all sessions of the run, one of which waits for a lock on {@code table}, and then lets the table go. */
    private static Outcome endedOnce(Trial trial, String step, String table) throws Exception {
        try (var connection = Servers.connect(trial.target);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var ended = new CompletableFuture<Integer>();
            var ending = new Thread(() -> {
                ended.complete(end(trial));
                unlock(connection);
            });
            var outcome = trial.run(Halting.at(step, () -> {
                lock(statement, table);
                ending.start();
            }));
            assertThat(ended.get(1, TimeUnit.MINUTES)).isPositive();
            return outcome;
        }
    }

    private static void lock(Statement statement, String table) {
        try {
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unlock(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int end(Trial trial) {
        var waiting = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = 'transfuse'";
        while (Servers.rows(trial.target, waiting + " AND wait_event_type = 'Lock'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
        return Servers.rows(trial.target, "SELECT pg_terminate_backend(pid) FROM (" + waiting + ") AS ours")
                .size();
    }

    /** As a dead process leaves it whose network never said so: the server still waits for its rows. */
    @Test
    void aSessionOfADeadRunIsEndedAndNotWaitedFor() throws Exception {
        var trial = Trial.shop(folder);
        stoppedAt(trial, "keys and indexes");
        try (var orphan = new Target(trial.target).open()) {
            orphan.setAutoCommit(false);
            orphan.createStatement().execute("LOCK TABLE companies IN ACCESS EXCLUSIVE MODE");

            assertThat(trial.run().validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);

            assertThat(orphan.isValid(5)).isFalse();
        }
    }

    @Test
    void aChangedSettingIsNamedAndNothingIsMixed() throws Exception {
        var trial = Trial.shop(folder);
        stoppedAt(trial, "load");
        var target = Footprint.of(trial.target);
        var stage = Footprint.files(trial.out.resolve("stage"));

        trial.with("policy.orphan", "keep");
        assertThat(refused(trial, 2)).hasMessageContaining("policy.orphan is keep and was not set");
        trial.inSource("UPDATE customers SET name = 'Somebody Else' WHERE id = 1");
        assertThat(refused(trial, 2)).hasMessageContaining("policy.orphan is keep and was not set");

        assertThat(Footprint.of(trial.target)).isEqualTo(target);
        assertThat(Footprint.files(trial.out.resolve("stage"))).isEqualTo(stage);
        assertThat(trial.fresh().exitCode()).isZero();
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM transfuse.runs"))
                .containsExactly("1");
    }

    @Test
    void theVerdictGoesWithTheRun() throws Exception {
        var trial = Trial.shop(folder);
        assertThat(trial.run().exitCode()).isZero();
        var verdict = trial.out.resolve("validation_report.json");
        var old = Files.readString(verdict);
        var halting = Halting.at("load", () -> {
            throw UserException.stopped("the test stops here");
        });
        assertThatThrownBy(() -> trial.fresh(halting)).hasMessageContaining("the test stops here");

        assertThat(verdict).doesNotExist();
        assertThat(trial.out.resolve("report.html")).doesNotExist();
        assertThatThrownBy(trial::report).satisfies(StoppedRunTest::isWithoutVerdict);
        // As an older version has left it.
        Files.writeString(verdict, old);
        assertThatThrownBy(trial::report).satisfies(StoppedRunTest::isWithoutVerdict);
        assertThat(trial.out.resolve("report.html")).doesNotExist();

        assertThat(trial.run().exitCode()).isZero();
        assertThat(trial.report().exitCode()).isZero();
    }

    private static void isWithoutVerdict(Throwable refused) {
        assertThat(refused)
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("has no verdict yet; 'run' goes on with it");
    }

    /**
     * As a kill leaves it while members are staged again for the second time; teams and members refer to each other.
     */
    @Test
    void childrenOfRejectedRowsAreCountedOnceHoweverOftenTheyAreStaged() throws Exception {
        var trial = Trial.shop(folder).with("limits.rejects", "1000").with("only", "teams,members");
        trial.inSource(
                "CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT, lead INTEGER REFERENCES members(id))",
                "CREATE TABLE members (id INTEGER PRIMARY KEY, team INTEGER REFERENCES teams(id))",
                "INSERT INTO teams VALUES (1, 'x' || char(0), NULL), (2, 'two', 1), (3, 'three', NULL)",
                "INSERT INTO members VALUES (1, 1), (2, 2), (3, 3)");
        stoppedAt(trial, "load");
        Files.delete(trial.out.resolve("stage/_evidence.json"));
        Files.move(trial.out.resolve("stage/public.members"), folder.resolve("gone"));

        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.sources()).allMatch(Fate::closed);
        assertThat(validation.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void freshStartsOverWithOrWithoutAStageAndRemovesOnlyWhatIsOurs() throws Exception {
        var trial = Trial.shop(folder);
        stoppedAt(trial, "keys and indexes");
        Servers.execute(
                trial.target,
                "CREATE TABLE theirs (id int)",
                "INSERT INTO theirs VALUES (1)",
                "CREATE SCHEMA their_schema CREATE TABLE orders (id int)",
                "CREATE VIEW their_view AS SELECT id, status FROM public.orders");
        trial.inSource("UPDATE customers SET name = 'Somebody Else' WHERE id = 1");
        var before = Footprint.of(trial.target);
        var stage = Footprint.files(trial.out.resolve("stage"));

        assertThatThrownBy(trial::fresh)
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining("nothing was removed")
                .hasMessageContaining("their_view");
        assertThat(Footprint.of(trial.target)).isEqualTo(before);
        assertThat(Footprint.files(trial.out.resolve("stage"))).isEqualTo(stage);

        Servers.execute(trial.target, "DROP VIEW their_view");
        Files.move(trial.out.resolve("stage"), folder.resolve("gone"));
        assertThat(refused(trial, 2)).hasMessageContaining("public.orders").hasMessageContaining("run --fresh");
        assertThat(trial.fresh().exitCode()).isZero();
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM theirs")).containsExactly("1");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM their_schema.orders"))
                .containsExactly("0");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM people WHERE name = 'Somebody Else'"))
                .containsExactly("1");
        assertThat(Servers.rows(trial.target, "SELECT count(*) FROM transfuse.runs"))
                .containsExactly("1");
    }

    @Test
    void beforeAllIsStagedThereIsNothingToVerify() throws Exception {
        var trial = Trial.shop(folder);
        stoppedAt(trial, "load");
        Files.delete(trial.out.resolve("stage/_evidence.json"));

        assertThatThrownBy(trial::verify)
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(4))
                .hasMessageEndingWith("go on with 'run', then there is something to verify");
    }
}
