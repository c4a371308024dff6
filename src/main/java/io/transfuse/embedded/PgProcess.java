package io.transfuse.embedded;

import io.transfuse.model.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        // pg_ctl hands both to a shell.
        if ((data.toString() + log).matches("(?s).*[`$\"].*")) {
            throw UserException.usage("the embedded PostgreSQL cannot lie in " + data.getParent()
                    + ", because it takes no `, $ and \" in paths; choose another folder with --out");
        }
        execute("pg_ctl", "start", "--pgdata=" + data, "--log=" + log, "--wait", "--timeout=" + PATIENCE_SECONDS);
    }

    /** Stops a server: open transactions are rolled back. */
    void stop(Path data) {
        execute("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait", "--timeout=" + PATIENCE_SECONDS);
    }

    void execute(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (Machine.root()) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.program(program).toString());
        command.addAll(Arrays.asList(arguments));
        try {
            var finished = Finished.run(program, command);
            if (finished.failed()) {
                throw failure(program, finished);
            }
        } catch (IOException e) {
            throw Machine.root() ? noNamespace() : new UncheckedIOException(e);
        }
    }

    private static UserException failure(String program, Finished finished) {
        if (finished.output().startsWith("unshare:")) {
            return noNamespace();
        }
        return UserException.unreachable("the embedded PostgreSQL cannot work: " + program + " says '"
                + finished.lastWords() + "'; see postgres.log beside its data directory");
    }

    private static UserException noNamespace() {
        return UserException.unreachable(
                "the embedded PostgreSQL cannot start as root here, where user namespaces are switched off;"
                        + " run the command as an ordinary user, or name a server with --target postgresql://…");
    }
}
