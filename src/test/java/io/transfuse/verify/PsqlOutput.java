package io.transfuse.verify;

import io.transfuse.model.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What psql made of a script, where it is installed.
 *
 * @param exit its exit code
 * @param output what it printed
 */
record PsqlOutput(int exit, String output) {

    static PsqlOutput run(Path script, Endpoint target) throws IOException, InterruptedException {
        return run(script, target, target.user(), "");
    }

    static PsqlOutput run(Path script, Endpoint target, String user, String options)
            throws IOException, InterruptedException {
        var uri = URI.create(target.jdbcUrl().substring("jdbc:".length()));
        var builder = new ProcessBuilder(
                        "psql",
                        "-X",
                        "-At",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-f",
                        script.toString(),
                        "-h",
                        "localhost",
                        "-p",
                        "" + uri.getPort(),
                        "-U",
                        user,
                        uri.getPath().substring(1))
                .redirectErrorStream(true);
        builder.environment().put("PGOPTIONS", options);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new PsqlOutput(process.waitFor(), output);
    }

    static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
