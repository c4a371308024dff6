package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.Servers;
import io.transfuse.embedded.OwnPostgres;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target's server crashes and comes back while a run is at work. */
class RestartedServerTest {

    @TempDir
    Path folder;

    @Test
    void aServerThatComesBackIsWaitedFor() throws Exception {
        try (var server = new OwnPostgres(folder.resolve("server"))) {
            // Its settings flush late, so that a crash also forgets what was committed last.
            for (var step : List.of("load", "keys and indexes", "verify")) {
                var name = step.replace(" ", "_");
                Servers.execute(server.database("postgres"), "CREATE DATABASE " + name);
                var trial = Trial.shop(Files.createDirectory(folder.resolve(name)), server.database(name));

                var outcome = trial.run(Halting.at(step, () -> {
                    server.stop("immediate");
                    new Thread(server::start).start();
                }));

                assertThat(outcome.validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
                assertThat(Servers.rows(trial.target, "SELECT count(*) FROM companies, transfuse.runs"))
                        .doesNotContain("0");
            }
        }
    }
}
