package io.transfuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.model.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a file of statements: with the real psql where there is one, else the same text through JDBC. */
public final class Psql {
    private static final Path PROGRAM = Path.of("/usr/bin/psql");

    private Psql() {}

    /** Runs it to its end; the first error fails the test. */
    public static void run(Endpoint endpoint, Path file) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            Servers.execute(endpoint, Files.readString(file));
            return;
        }
        var url = URI.create(endpoint.jdbcUrl().substring("jdbc:".length()));
        var output = Files.createTempFile("psql", ".txt");
        var process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-qX",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-d",
                        "postgresql://postgres@" + url.getAuthority() + url.getPath(),
                        "-f",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        Files.delete(output);
    }
}
