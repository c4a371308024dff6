package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.transfuse.Servers;
import io.transfuse.load.Ledger;
import io.transfuse.load.Target;
import io.transfuse.model.Validation.Compared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration on a real cluster loses executors in every step; the same command ends with what one machine gives. */
class ClusterRunTest {
    private static final UUID NAMESPACE = UUID.fromString("6f0c1f5e-7d5b-4a53-9a1e-2f64a6b7c802");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void executorsMayDieAndTasksMayHaveTwinsButTheTargetIsThatOfOneMachine() throws Exception {
        var trial =
                prepared(Files.createDirectory(folder.resolve("lost"))).with("stage.path", "viewfs:///shared/staged");
        try (var cluster = new Cluster(Files.createDirectory(folder.resolve("cluster")))) {
            assertThat(killed(cluster, trial, "first", 1, List.of("stage+", "load")))
                    .isEqualTo(4);
            assertThat(cluster.read("first")).contains("Spark lost an executor").contains("run the same command again");

            var code = killed(cluster, trial, "second", 4, List.of("stage+", "load", "verify"));
            assertThat(code).as("%s", cluster.read("second")).isZero();
        }
        var calm = prepared(Files.createDirectory(folder.resolve("calm")));
        assertThat(reported(trial)).isEqualTo(checksums(calm.run()));
        assertThat(Footprint.rows(trial.target)).isEqualTo(Footprint.rows(calm.target));
        assertThat(folder.resolve("shared/staged/stage/public.notes/_delta_log/00000000000000000000.json"))
                .exists();
        assertThat(trial.out.resolve("stage")).doesNotExist();
        assertThat(events()).contains("\"Speculative\":true");
    }

    private static Trial prepared(Path place) throws IOException {
        var trial = Trial.shop(place)
                .with("stage.chunk-rows", "10")
                .with("read.partition-rows", "5")
                .with("load.connections", "2")
                .with("read.connections", "2");
        // New keys are derived in a namespace that each target draws for itself.
        var ledger = new Ledger(new Target(trial.target));
        ledger.establish();
        ledger.namespace(Optional.of(NAMESPACE));
        return trial.configured(List.of(
                "include file(\"" + Path.of("conf/examples/shop.conf").toAbsolutePath() + "\")",
                "tables.notes.transform = [" + SlowRow.class.getName() + "]"));
    }

    /** Runs, kills an executor at each of these steps that is reached, and tells how the run ended. */
    private int killed(Cluster cluster, Trial trial, String name, int failures, List<String> steps) throws Exception {
        var marks = Files.createDirectory(folder.resolve(name));
        var arguments = new ArrayList<>(List.of(settings(trial, marks).toString(), marks.toString()));
        arguments.addAll(steps);
        var driver = cluster.driver(name, spark(failures), arguments);
        var end = Instant.now().plus(PATIENCE);
        var left = new ArrayList<>(steps);
        while (driver.isAlive()) {
            assertThat(Instant.now()).as("%s", cluster.read(name)).isBefore(end);
            for (var step : List.copyOf(left)) {
                if (Files.exists(marks.resolve(step + ".reached"))) {
                    left.remove(step);
                    kill(cluster, trial, driver, name, marks.resolve(step + ".on"));
                }
            }
            Thread.sleep(20);
        }
        return driver.exitValue();
    }

    /** While chunks are loaded, the kill comes in the middle of a transaction: a lock holds it up. */
    private static void kill(Cluster cluster, Trial trial, Process driver, String name, Path on) throws Exception {
        if (!on.endsWith("load.on")) {
            cluster.killExecutor(driver, name);
            Files.createFile(on);
            return;
        }
        try (var connection = Servers.connect(trial.target);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE companies, people, notes, orders IN ACCESS EXCLUSIVE MODE");
            Files.createFile(on);
            cluster.await(driver, name, () -> waits(trial));
            cluster.killExecutor(driver, name);
            // Long enough for Spark to see it and to start the task, or its twin, elsewhere.
            Thread.sleep(2000);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean waits(Trial trial) {
        return Servers.rows(trial.target, """
                SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
                  AND application_name = 'transfuse' AND wait_event_type = 'Lock'
                """).size() > 1;
    }

    private Map<String, String> spark(int failures) throws IOException {
        var settings = new HashMap<String, String>();
        settings.put("spark.task.maxFailures", Integer.toString(failures));
        settings.put("spark.speculation", "true");
        settings.put("spark.speculation.interval", "20ms");
        settings.put("spark.speculation.quantile", "0.1");
        settings.put("spark.speculation.multiplier", "1.01");
        settings.put("spark.speculation.minTaskRuntime", "0");
        settings.put("spark.eventLog.enabled", "true");
        settings.put("spark.eventLog.compress", "false");
        settings.put(
                "spark.eventLog.dir",
                Files.createDirectories(folder.resolve("events")).toUri().toString());
        settings.put(
                "spark.hadoop.fs.viewfs.mounttable.default.link./shared",
                Files.createDirectories(folder.resolve("shared")).toUri().toString());
        return settings;
    }

    private static Path settings(Trial trial, Path marks) throws IOException {
        var settings = new Properties();
        settings.putAll(trial.settings);
        trial.config.ifPresent(c -> settings.setProperty("config", c.toString()));
        var path = marks.resolve("settings");
        try (var file = Files.newBufferedWriter(path)) {
            settings.store(file, null);
        }
        return path;
    }

    private static Map<String, String> checksums(Outcome outcome) {
        var sums = new TreeMap<String, String>();
        for (Compared t : outcome.validation().orElseThrow().tables()) {
            sums.put(t.table(), t.targetRows() + " " + t.stageChecksum() + " " + t.targetChecksum());
        }
        return sums;
    }

    private static Map<String, String> reported(Trial trial) throws IOException {
        var sums = new TreeMap<String, String>();
        var report = new ObjectMapper()
                .readTree(trial.out.resolve("validation_report.json").toFile());
        for (var t : report.get("tables")) {
            sums.put(
                    t.get("table").asText(),
                    t.get("targetRows") + " " + t.get("stageChecksum").asText() + " "
                            + t.get("targetChecksum").asText());
        }
        return sums;
    }

    private String events() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(folder.resolve("events"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
