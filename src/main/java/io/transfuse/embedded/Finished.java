package io.transfuse.embedded;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that has ended.
 *
 * @param exitCode its exit code; that of a failure where it had to be ended
 * @param output what it wrote to both streams
 */
record Finished(int exitCode, String output) {
    private static final int PATIENCE_SECONDS = 240;

    /** Runs a program, which messages call by this name, to its end. */
    static Finished run(String name, List<String> command) throws IOException {
        var output = Files.createTempFile("transfuse-", ".txt");
        try {
            // A server that it leaves behind inherits these streams: a pipe would keep this process waiting for its
            // end.
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new Finished(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserException.stopped("waiting for " + name + " was interrupted");
        } finally {
            Files.deleteIfExists(output);
        }
    }

    boolean failed() {
        return exitCode != 0;
    }

    /** The last line it wrote. */
    String lastWords() {
        return output.lines()
                .filter(l -> !l.isBlank())
                .reduce((first, second) -> second)
                .orElse("nothing");
    }
}
