package io.transfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.pipeline.Quoting;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, as verbose as it gets: what it prints, writes and tells Spark's history. */
class CanaryCommandTest {
    private static final String MARK = "Qx7Zcanary";
    private static final String PASSWORD = "Pw9Kpassword";
    private static final Set<String> CLEAR = Set.of("stage", "rejects", "source", "crosswalks");

    @TempDir
    Path folder;

    @Test
    void aVerboseRunThatFailsTellsNeitherValuesNorPasswords() throws Exception {
        var source = folder.resolve("source.db");
        filled(source);
        var output = folder.resolve("output").toFile();
        var process = started(source, output);
        var commandLine = Files.readString(Path.of("/proc", "" + process.pid(), "cmdline"));
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();

        var printed = Files.readString(output.toPath());
        assertThat(process.exitValue()).as(printed).isEqualTo(2);
        // The trace is there, and the history too.
        assertThat(printed).contains("CAST_INVALID_INPUT", "\tat io.transfuse.");
        var events = all(folder.resolve("events"));
        assertThat(events).anyMatch(e -> e.contains("SparkListenerTaskEnd"));
        var said = Stream.of(Stream.of(commandLine, printed), events.stream(), all(folder.resolve("out")).stream())
                .flatMap(s -> s)
                .toList();
        assertThat(said).noneMatch(s -> s.contains(MARK)).noneMatch(s -> s.contains(PASSWORD));
    }

    private static void filled(Path source) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + source);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE visits (id INTEGER PRIMARY KEY, note TEXT)");
            statement.execute("INSERT INTO visits VALUES (1, '" + MARK + "'), (2, '" + MARK + "')");
        }
    }

    /** Passwords come from the environment, as they should. */
    private Process started(Path source, File output) throws IOException {
        var target = Servers.postgres();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("--add-opens"))
                .forEach(command::add);
        var events = Files.createDirectory(folder.resolve("events"));
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-Dspark.eventLog.enabled=true", "-Dspark.eventLog.dir=" + events.toUri()));
        command.addAll(List.of("-Dspark.eventLog.compress=false", "-Dspark.master=local[1]"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "run", "--verbose"));
        command.addAll(List.of("--source", "sqlite:" + source, "--target", target.jdbcUrl()));
        command.addAll(List.of("--set", "target.user=" + target.user(), "--out", "" + folder.resolve("out")));
        command.addAll(List.of("--set", "tables.visits.transform=" + Quoting.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("TRANSFUSE_SOURCE_PASSWORD", PASSWORD);
        builder.environment().put("TRANSFUSE_TARGET_PASSWORD", PASSWORD);
        return builder.start();
    }

    private static List<String> all(Path folder) throws IOException {
        var all = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(
                folder, f -> !CLEAR.contains(f.getFileName().toString()))) {
            for (var entry : entries) {
                if (Files.isDirectory(entry)) {
                    all.addAll(all(entry));
                } else {
                    all.add(new String(Files.readAllBytes(entry), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return all;
    }
}
