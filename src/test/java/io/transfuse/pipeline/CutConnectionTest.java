package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.transfuse.Cutter;
import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Validation.Verdict;
import io.transfuse.source.SourceException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A connection to the source that breaks in the middle of rows is no bug of ours. */
class CutConnectionTest {

    /** Planning asks for less, the rows are more. */
    private static final long BYTES = 3_000_000;

    @TempDir
    Path folder;

    @OnSqlServers
    void stopsTheRunAndTheNextGoesOn(SqlServer server) throws Exception {
        var source = server.database();
        Servers.execute(
                source,
                "CREATE TABLE novels (id INT PRIMARY KEY, t MEDIUMTEXT)",
                "INSERT INTO novels VALUES (1, REPEAT('a', 1000000)), (2, REPEAT('b', 1000000)),"
                        + " (3, REPEAT('c', 1000000)), (4, REPEAT('d', 1000000)), (5, REPEAT('e', 1000000))");
        try (var cutter = new Cutter(source, BYTES)) {
            var trial = Trial.from(cutter.endpoint(server.reader(source)), folder);

            var lost = catchThrowable(trial::run);

            assertThat(cutter.used()).isTrue();
            assertThat(SourceException.ended((Exception) lost).orElseThrow())
                    .hasMessage("the source ended a session of the snapshot that is read; run the same command again");
            assertThat(trial.run().validation().orElseThrow().verdict()).isEqualTo(Verdict.PASS);
        }
    }
}
