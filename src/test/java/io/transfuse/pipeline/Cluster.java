package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A standalone master and two workers, processes of their own on the class path of the tests, until it is closed. */
final class Cluster implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("spark://127\\.0\\.0\\.1:\\d+");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Path home;
    private final List<Process> processes = new ArrayList<>();
    private final List<Process> workers = new ArrayList<>();
    private final String url;

    Cluster(Path folder) throws Exception {
        this.folder = folder;
        this.home = Files.createDirectories(folder.resolve("spark"));
        Files.createDirectories(home.resolve("jars"));
        try {
            var master = daemon("master.Master", "127.0.0.1", "master", List.of());
            await(master, "master", () -> found(read("master")).isPresent());
            this.url = found(read("master")).orElseThrow();
            for (var number : List.of("1", "2")) {
                // Spark starts no twin of a task on the same host: each worker is a host of its own.
                var more = List.of(
                        "--cores",
                        "1",
                        "--memory",
                        "700M",
                        "--work-dir",
                        home.resolve(number).toString(),
                        url);
                workers.add(daemon("worker.Worker", "127.0.0." + number, "worker" + number, more));
            }
            for (var number : List.of("1", "2")) {
                await(
                        workers.get(Integer.parseInt(number) - 1),
                        "worker" + number,
                        () -> read("worker" + number).contains("Successfully registered with master"));
            }
        } catch (Exception | AssertionError e) {
            close();
            throw e;
        }
    }

    private static Optional<String> found(String log) {
        var matcher = URL.matcher(log);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private Process daemon(String type, String host, String log, List<String> more) throws IOException {
        var arguments = new ArrayList<>(List.of("--host", host, "--port", "0", "--webui-port", "0"));
        arguments.addAll(more);
        // Where a master listens stands in its log, which the tests would silence.
        var heard = "-Dlog4j2.configurationFile=classpath:org/apache/spark/log4j2-defaults.properties";
        return start("org.apache.spark.deploy." + type, log, List.of("-Xmx256m", heard), arguments);
    }

    /** A driver with these settings of Spark. */
    Process driver(String log, Map<String, String> settings, List<String> arguments) throws IOException {
        var options = new ArrayList<>(List.of("-Xmx512m", "-Dspark.master=" + url, "-Dspark.executor.memory=500m"));
        options.add("-Dspark.cores.max=2");
        options.add("-Dspark.ui.enabled=false");
        options.add("-Dspark.driver.host=127.0.0.1");
        options.add("-Dspark.sql.shuffle.partitions=2");
        options.add("-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"));
        options.add("-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
        return start(ClusterDriver.class.getName(), log, options, arguments);
    }

    private Process start(String type, String log, List<String> options, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), type));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        var process = builder.start();
        processes.add(process);
        return process;
    }

    /** What a process has said so far. */
    String read(String log) {
        try {
            return Files.readString(folder.resolve(log + ".log"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits for something while a process lives. */
    void await(Process process, String log, BooleanSupplier there) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (!there.getAsBoolean()) {
            assertThat(process.isAlive()).as("%s", read(log)).isTrue();
            assertThat(Instant.now()).as("%s", read(log)).isBefore(end);
            Thread.sleep(20);
        }
    }

    private Stream<ProcessHandle> executors() {
        return workers.stream().flatMap(Process::children);
    }

    /** Kills one executor, as soon as there is one. */
    void killExecutor(Process driver, String log) throws InterruptedException {
        await(driver, log, () -> executors().findFirst().isPresent());
        executors().findFirst().orElseThrow().destroyForcibly();
    }

    /** Ends everything that was started here. */
    @Override
    public void close() {
        var all = processes.stream()
                .flatMap(p -> Stream.concat(p.descendants(), Stream.of(p.toHandle())))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(p -> p.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    }
}
