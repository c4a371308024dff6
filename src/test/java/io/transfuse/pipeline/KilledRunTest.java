package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.load.Ledger;
import io.transfuse.load.Target;
import io.transfuse.model.Validation.Compared;
import io.transfuse.model.Validation.Verdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One migration is killed again and again, each time at a later step; the same command always goes on. */
class KilledRunTest {
    private static final UUID NAMESPACE = UUID.fromString("6f0c1f5e-7d5b-4a53-9a1e-2f64a6b7c801");

    @TempDir
    Path folder;

    @Test
    void fiveKillsLaterTheTargetIsTheSameAsThatOfAnUndisturbedRun() throws Exception {
        var trial = namespaced(prepared(Trial.shop(Files.createDirectory(folder.resolve("killed")))));

        kill(trial, "stage");
        assertThat(trial.out.resolve("stage/_run.json")).exists();
        assertThat(staged(trial)).isZero();
        assertThat(trial.status().summary()).contains("staging goes on with the next 'run'");

        kill(trial, "stage+");
        assertThat(staged(trial)).isBetween(1L, 5L);

        kill(trial, "load");
        assertThat(staged(trial)).isEqualTo(6);
        assertThat(chunks(trial)).isZero();

        killWaiting(trial, "load", "companies");
        var loaded = chunks(trial);
        assertThat(loaded).isPositive();
        assertThat(trial.status().summary()).contains("loading goes on with the next 'run'");

        killWaiting(trial, "keys and indexes", "notes");
        assertThat(chunks(trial)).isGreaterThan(loaded);
        assertThat(trial.status().summary()).contains("keys, indexes and the verdict follow");

        var went = trial.run();

        var calm = namespaced(prepared(Trial.shop(Files.createDirectory(folder.resolve("calm")))));
        assertThat(went.validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        assertThat(checksums(went)).isEqualTo(checksums(calm.run()));
        assertThat(Footprint.rows(trial.target)).isEqualTo(Footprint.rows(calm.target));
        assertThat(Servers.rows(trial.target, "SELECT count(DISTINCT run) FROM transfuse.chunks"))
                .containsExactly("1");
    }

    private static Trial prepared(Trial trial) {
        return trial.with("stage.chunk-rows", "10")
                .with("load.connections", "1")
                .with("read.connections", "1");
    }

    /** New keys are derived in a namespace that each target draws for itself. */
    private static Trial namespaced(Trial trial) {
        var ledger = new Ledger(new Target(trial.target));
        ledger.establish();
        ledger.namespace(Optional.of(NAMESPACE));
        return trial;
    }

    private static Map<String, String> checksums(Outcome outcome) {
        return outcome.validation().orElseThrow().tables().stream()
                .collect(Collectors.toMap(Compared::table, t -> t.targetRows() + " " + t.targetChecksum()));
    }

    private static long staged(Trial trial) throws IOException {
        try (var tables = Files.newDirectoryStream(trial.out.resolve("stage"), "public.*")) {
            var staged = 0L;
            for (var table : tables) {
                staged += Files.exists(table.resolve("_delta_log/00000000000000000000.json")) ? 1 : 0;
            }
            return staged;
        }
    }

    private static long chunks(Trial trial) {
        return Long.parseLong(Servers.rows(trial.target, "SELECT count(*) FROM transfuse.chunks")
                .get(0));
    }

    /** Kills while the run waits for a lock on a table, in the middle of a transaction. */
    private void killWaiting(Trial trial, String step, String table) throws Exception {
        try (var connection = Servers.connect(trial.target);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            kill(trial, step, marks -> {
                statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
                Files.createFile(marks.resolve("on"));
                return () -> waits(trial);
            });
        }
    }

    private static boolean waits(Trial trial) {
        return !Servers.rows(trial.target, """
                SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
                  AND application_name = 'transfuse' AND wait_event_type = 'Lock'
                """).isEmpty();
    }

    /** What is done when the step is reached, and what to wait for after that. */
    private interface There {
        BooleanSupplier at(Path marks) throws Exception;
    }

    private void kill(Trial trial, String step) throws Exception {
        kill(trial, step, marks -> () -> true);
    }

    private void kill(Trial trial, String step, There there) throws Exception {
        var marks = Files.createTempDirectory(folder, "marks");
        var process = started(trial, step, marks);
        try {
            await(process, marks, () -> Files.exists(marks.resolve("reached")));
            await(process, marks, there.at(marks));
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static void await(Process process, Path marks, BooleanSupplier there) throws Exception {
        var end = Instant.now().plus(Duration.ofMinutes(3));
        while (!there.getAsBoolean()) {
            assertThat(process.isAlive())
                    .as("%s", Files.readString(marks.resolve("output")))
                    .isTrue();
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    private static Process started(Trial trial, String step, Path marks) throws IOException {
        var settings = new Properties();
        settings.putAll(trial.settings);
        trial.config.ifPresent(c -> settings.setProperty("config", c.toString()));
        try (var file = Files.newBufferedWriter(marks.resolve("settings"))) {
            settings.store(file, null);
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Victim.class.getName()));
        for (var file : List.of("settings", step, "reached", "on")) {
            command.add(file.equals(step) ? step : marks.resolve(file).toString());
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(marks.resolve("output").toFile())
                .start();
    }
}
