package io.transfuse.embedded;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs. They refuse to work for root; inside a user namespace of its own, root is nobody special
 * and still owns its files.
 *
 * @param binaries where the programs lie
 */
record PgProcess(Binaries binaries) {
    private static final int PATIENCE_SECONDS = 120;

    /** Makes a new data directory; it is copied and not used itself, so nothing has to reach the disk. */
    void initialise(Path data) {
        execute(
                "initdb",
                "--pgdata=" + data,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync",
                "--no-instructions");
    }

    /** Starts a server and waits until it takes connections; it lives on when this process ends. */
    void start(Path data, Path log) {
        execute("pg_ctl", "start", "--pgdata=" + data, "--log=" + log, "--wait", "--timeout=" + PATIENCE_SECONDS);
    }

    /** Stops a server: open transactions are rolled back. */
    void stop(Path data) {
        execute("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait", "--timeout=" + PATIENCE_SECONDS);
    }

    private void execute(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (root()) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.program(program).toString());
        command.addAll(Arrays.asList(arguments));
        try {
            var output = Files.createTempFile("transfuse-", ".txt");
            try {
                // The server inherits these streams: a pipe would keep this process waiting for its end.
                var process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(2L * PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw failure(program, Files.readString(output, StandardCharsets.UTF_8));
                }
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw root() ? noNamespace() : new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserException.stopped("waiting for " + program + " was interrupted");
        }
    }

    private static UserException failure(String program, String output) {
        if (output.startsWith("unshare:")) {
            return noNamespace();
        }
        var said = output.lines().filter(l -> !l.isBlank()).reduce((first, second) -> second);
        return UserException.unreachable("the embedded PostgreSQL cannot work: " + program + " says '"
                + said.orElse("nothing") + "'; see postgres.log beside its data directory");
    }

    private static UserException noNamespace() {
        return UserException.unreachable(
                "the embedded PostgreSQL cannot start as root here, where user namespaces are switched off;"
                        + " run the command as an ordinary user, or name a server with --target postgresql://…");
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root") && !Binaries.windows();
    }
}
