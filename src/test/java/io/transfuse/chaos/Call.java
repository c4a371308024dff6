package io.transfuse.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One call of {@code scripts/transfuse}, as a process that things happen to. */
final class Call implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final long LOOK_MILLIS = 10;

    private final Process process;
    private final Path said;
    private final Path complained;
    private final Instant began = Instant.now();

    private Call(Process process, Path said, Path complained) {
        this.process = process;
        this.said = said;
        this.complained = complained;
    }

    /** Starts the command; what it prints goes to files beside its directory. */
    static Call of(Path folder, List<String> command) throws IOException {
        var said = Files.createTempFile(folder, "said", ".txt");
        var complained = Files.createTempFile(folder, "complained", ".txt");
        var builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(said.toFile())
                .redirectError(complained.toFile());
        builder.environment().put("TRANSFUSE_JAVA_OPTS", "-Xmx700m");
        return new Call(builder.start(), said, complained);
    }

    /** Waits until a fact is there; false where the command ended before. */
    boolean until(BooleanSupplier fact) throws InterruptedException {
        while (process.isAlive()) {
            if (fact.getAsBoolean()) {
                return true;
            }
            checkPatience();
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private void checkPatience() {
        if (spent().compareTo(PATIENCE) > 0) {
            close();
            throw new IllegalStateException("the command has not ended after " + PATIENCE + "; it said " + lines(said));
        }
    }

    /** Whether it has begun a step. */
    boolean at(String step) {
        return lines(said).stream().anyMatch(l -> l.equals(step) || l.startsWith(step + ":"));
    }

    /** The step that it is in. */
    String step() {
        return lines(said).stream()
                .filter(l -> !l.contains(": done in"))
                .map(l -> l.replaceFirst(":.*", ""))
                .reduce((first, last) -> last)
                .map(l -> "in " + l)
                .orElse("at the start");
    }

    Duration spent() {
        return Duration.between(began, Instant.now());
    }

    /** The exit code. */
    int ended() throws InterruptedException {
        until(() -> false);
        return process.waitFor();
    }

    /** Ends it as nothing can be prepared for. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor(1, TimeUnit.MINUTES);
    }

    /** Sends it a signal, for example {@code INT}. */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    List<String> complaints() {
        return lines(complained);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
