package io.transfuse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.transfuse.OnSqlServers;
import io.transfuse.Servers;
import io.transfuse.SqlServer;
import io.transfuse.model.Endpoint;
import io.transfuse.model.Validation.Verdict;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** The server adds up all but the rejected rows, also where it is told of more of them than one packet holds. */
class ManyRejectsRunTest {

    private static final int PACKET = 65536;

    @TempDir
    Path folder;

    /** 5000 rows of which 4000 refer to nobody, and whose digests need 64,000 bytes. */
    private static Endpoint orphans(SqlServer server) {
        var database = server.database("CHARACTER SET utf8mb4");
        Servers.execute(
                database,
                "CREATE TABLE people (id INT PRIMARY KEY)",
                "CREATE TABLE visits (id INT PRIMARY KEY, person INT, day DATE, body VARCHAR(20))",
                "INSERT INTO people VALUES (0)",
                IntStream.range(0, 5000)
                        .mapToObj(i -> "(%d, %d, '2024-01-01' + INTERVAL %d DAY, 'é%d')".formatted(i, i % 5, i, i))
                        .collect(Collectors.joining(", ", "INSERT INTO visits VALUES ", "")),
                "SET foreign_key_checks = 0",
                "ALTER TABLE visits ADD FOREIGN KEY (person) REFERENCES people (id)");
        return database;
    }

    private static void agree(Trial trial) {
        var validation = trial.run().validation().orElseThrow();

        assertThat(validation.checks())
                .filteredOn(c -> c.name().startsWith("source-aggregates:"))
                .isNotEmpty()
                .allSatisfy(
                        c -> assertThat(c.verdict()).as(c.name() + c.detail()).isEqualTo(Verdict.PASS));
        assertThat(Servers.rows(trial.target, "SELECT count(*), min(id), max(id), min(body), max(body) FROM visits"))
                .containsExactly("1000|0|4995|é0|é995");
    }

    @OnSqlServers
    void areLeftOutByPieces(SqlServer server) {
        var database = orphans(server);
        var packet = Servers.rows(database, "SELECT @@max_allowed_packet").get(0);
        Servers.execute(database, "SET GLOBAL max_allowed_packet = " + PACKET);
        try {
            agree(Trial.from(server.reader(database), folder.resolve("whole")));
            agree(Trial.from(server.reader(database), folder.resolve("parts")).with("read.partition-rows", "2000"));
            agree(Trial.from(database, folder.resolve("limit")).with("limit", "5000"));
        } finally {
            Servers.execute(database, "SET GLOBAL max_allowed_packet = " + packet);
        }
    }
}
